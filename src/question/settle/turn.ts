// A turn beside the answer before it: what it says itself, what it takes over, and which cities it points at.

import type { Dictionary } from '../../table/dictionary.ts'
import { indicatorsOf, type Filtered, type Regions, type ScopeChoice, type TablePlan } from '../plan.ts'
import type { Context } from '../reading.ts'
import { regionsOf, scopeOf, type Asked, type Decision } from './draft.ts'
import type { Named, Sketch } from './sketch.ts'

export type Turn = {
  readonly sketch: Sketch
  readonly last: TablePlan
  readonly dictionary: Dictionary
  readonly trail: readonly string[]
  /** What the last answer looked at. */
  readonly base: readonly string[]
  /** The indicators that this turn names, or null. */
  readonly own: readonly string[] | null
  /** Those, else the ones before. */
  readonly indicators: readonly string[]
  /** The cities of the last answer. */
  readonly before: Regions
  readonly asked: Asked
  readonly saysRegion: boolean
  /** No indicator, limit or order of its own. */
  readonly bare: boolean
  /** 哪些, 有几个, 全省: the question is about all cities again. */
  readonly widens: boolean
  /** The last question stands in the same message: its cities are not known yet, its condition is. */
  readonly unanswered: boolean
}

export const isFiltered = (plan: TablePlan): plan is Extract<TablePlan, Filtered> => plan.kind === 'list' || plan.kind === 'count' || plan.kind === 'share'

export const conditionIn = (plan: TablePlan) => (isFiltered(plan) || plan.kind === 'check' ? plan.where : null)

export function turnOf(sketch: Sketch, last: TablePlan, { answered, trail }: Context, dictionary: Dictionary): Turn | null {
  const base = indicatorsIn(last)
  const own = sketch.named.length > 0 ? settleAmong(sketch.named, base, dictionary).map(ids => softly(ids, sketch, base, dictionary)) : null
  if (own?.some(ids => ids.length !== 1)) return null
  const scope: ScopeChoice = sketch.scopes.length > 0 || sketch.together ? scopeOf(sketch).scope : last.scope === 'together' && sketch.places.length > 0 ? 'both' : last.scope
  const saysRegion = sketch.places.length > 0 || sketch.province || sketch.eachCity
  const before = pointedRegions(answeredRegions(last, answered, scope), sketch.theyCount, trail)
  const kept = last.regions.kind === 'answered' ? narrowed(last.regions, scope) : last.regions
  return {
    sketch, last, dictionary, trail, base, own: own ? own.flat() : null, indicators: own ? own.flat() : base, before, saysRegion,
    asked: { scope, scopeSaid: sketch.scopes.length > 0 || last.scopeSaid, regions: sketch.they ? before : saysRegion ? regionsOf(sketch) : kept },
    bare: sketch.named.length + sketch.limits.length + sketch.orders.length === 0,
    widens: !sketch.they && sketch.places.length === 0 && (sketch.asks.which || sketch.asks.howMany || sketch.every || sketch.province),
    unanswered: Object.keys(answered).length === 0,
  }
}

/** What a plan looks at. */
export function indicatorsIn(plan: TablePlan): readonly string[] {
  switch (plan.kind) {
    case 'values': case 'difference': case 'gap': case 'compare': case 'aggregate': return plan.indicators
    case 'rank': case 'spread': case 'portion': return [plan.indicator]
    case 'list': case 'count': case 'share': return plan.order ? [plan.order.indicator] : [...new Set([...indicatorsOf(plan.where), ...plan.show])]
    case 'check': return indicatorsOf(plan.where)
    case 'overview': return []
  }
}

/** 村上的呢 after 社区代办员: an ambiguous name is settled by what was asked before (same unit, same topic). */
export function settleAmong(names: readonly Named[], base: readonly string[], dictionary: Dictionary): (readonly string[])[] {
  return names.map(({ ids }) => {
    const near = siblings(ids, base, dictionary)
    return ids.length > 1 && near.length === 1 ? near : ids
  })
}

/** Those of `ids` that share topic and unit with something asked before. */
export function siblings(ids: readonly string[], base: readonly string[], { indicators }: Dictionary): string[] {
  const like = (id: string, key: 'unit' | 'topic') => base.some(other => indicators[other]?.[key] === indicators[id]?.[key])
  return ids.filter(id => like(id, 'topic') && like(id, 'unit'))
}

/** 现在的综合窗口呢 after 原来设几个窗口: with the last question about a count, 现在 narrows the topic to the count of now. */
function softly(ids: readonly string[], sketch: Sketch, base: readonly string[], { indicators }: Dictionary): readonly string[] {
  const soft = sketch.weak.find(({ mentions, ids: own }) => own.length === 1 && mentions.every(mention => mention.strength === 'soft'))?.ids[0]
  const same = (a: string | undefined, b: string | undefined, key: 'topic' | 'unit') => indicators[a ?? '']?.[key] === indicators[b ?? '']?.[key]
  return soft !== undefined && same(soft, ids[0], 'topic') && same(soft, base[0], 'topic') && same(soft, base[0], 'unit') ? [soft] : ids
}

function answeredRegions(last: TablePlan, answered: Context['answered'], scope: ScopeChoice): Regions {
  const scopes = Object.entries(answered).filter(([, names]) => names.length > 0)
  if (scopes.length === 0) return last.regions.kind === 'named' && !isFiltered(last) ? last.regions : { kind: 'all' }
  if (last.regions.kind === 'named' && (last.kind === 'values' || last.kind === 'compare' || last.kind === 'overview' || last.kind === 'check')) return last.regions
  return narrowed({ kind: 'answered', byScope: Object.fromEntries(scopes) }, scope)
}

/** 这两家 must be as many as were answered; else they may be the last ones asked about, one turn each; else nobody is meant. */
function pointedRegions(regions: Regions, count: number | null, trail: readonly string[]): Regions {
  if (count === null) return regions
  const sizes = regions.kind === 'named' ? [regions.names.length] : regions.kind === 'answered' ? Object.values(regions.byScope).map(names => names.length) : []
  if (sizes.includes(count)) return regions
  const names = [...new Set(trail)].slice(-count)
  return names.length === count ? { kind: 'named', names } : { kind: 'all' }
}

/** The cities of the last answer, looked at in another scope, are the same cities. */
function narrowed(regions: Extract<Regions, { kind: 'answered' }>, scope: ScopeChoice): Regions {
  const known = Object.keys(regions.byScope)
  if (scope === 'both' || scope === 'together' || known.includes(scope)) return regions
  return { kind: 'named', names: [...new Set(Object.values(regions.byScope).flat())] }
}

/** A row of turns.ts: null where it has nothing to say. */
export type FollowUp = (turn: Turn) => Decision | null

export const names = (regions: Regions): readonly string[] => (regions.kind === 'named' ? regions.names : [])
export const named = (list: readonly string[]): Regions => ({ kind: 'named', names: list })
