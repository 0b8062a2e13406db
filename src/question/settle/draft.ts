// What the rows of kinds.ts work on: a sketch with its bindings, and the questions to ask back where it leaves something open.

import type { Dictionary } from '../../table/dictionary.ts'
import { indicatorsOf, type Condition, type Order, type Plan, type Regions, type ScopeChoice } from '../plan.ts'
import type { Option, Reading } from '../reading.ts'
import { bind, conditionOf, fits, type Bindings } from './bind.ts'
import type { Limit, Ranked, Named, Sketch } from './sketch.ts'

export type Refusal = Exclude<Reading, { kind: 'plans' }>
export type Decision = { readonly kind: 'plans'; readonly plans: readonly Plan[] } | Refusal
export type Asked = { readonly scope: ScopeChoice; readonly scopeSaid: boolean; readonly regions: Regions }

export const unclear = (why: Exclude<Extract<Refusal, { kind: 'unclear' }>['why'], 'unread'>, words: readonly string[] = []): Refusal => ({ kind: 'unclear', why, words })
export const one = (plan: Plan): Decision => ({ kind: 'plans', plans: [plan] })
export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'kind' in value && ['choice', 'outside', 'unclear'].includes((value as { kind: string }).kind)

export const scopeOf = ({ scopes, together }: Pick<Sketch, 'scopes' | 'together'>): { scope: ScopeChoice; scopeSaid: boolean } => (
  together ? { scope: 'together', scopeSaid: true } : scopes.length === 1 ? { scope: scopes[0] ?? 'both', scopeSaid: true } : { scope: 'both', scopeSaid: scopes.length === 2 }
)

export function regionsOf({ places, zone, province, every }: Pick<Sketch, 'places' | 'zone' | 'province' | 'every'>): Regions {
  if (places.length > 0) return { kind: 'named', names: places, ...(zone === null ? {} : { label: zone }) }
  return province && !every ? { kind: 'province' } : { kind: 'all' }
}

/** A list is of cities, never of the province's own row. */
export const citiesOf = (regions: Regions): Regions => (regions.kind === 'province' ? { kind: 'all' } : regions)

export type Draft = {
  readonly sketch: Sketch
  readonly dictionary: Dictionary
  readonly asked: Asked
  readonly bindings: Bindings
  /** Are several places meant that were not named one by one (川南)? */
  readonly zone: boolean
  readonly places: number
  /** All indicators named, each settled; a refusal where none is or one is open. */
  readonly indicators: () => Refusal | readonly string[]
  readonly single: () => Refusal | string
  /** The condition that `limits` make, each bound to its indicator. */
  readonly condition: (limits: readonly Limit[]) => Refusal | Condition
  readonly order: (ranked: { readonly order: Ranked; readonly name: Named | null }, others: readonly string[]) => Refusal | Order
}

export function draftOf(sketch: Sketch, dictionary: Dictionary, decide: (sketch: Sketch, dictionary: Dictionary) => Decision, choosing: boolean): Draft {
  const bindings = bind(sketch, dictionary)
  const choose = (ids: readonly string[]): Refusal => ({
    kind: 'choice', options: ids.slice(0, 6).flatMap((id): Option[] => {
      const named = sketch.named.map(name => (name.ids.length > 1 && ids.every(one => name.ids.includes(one)) ? { ...name, ids: [id] } : name))
      const decision = decide({ ...sketch, named }, dictionary)
      return decision.kind === 'plans' && decision.plans[0] ? [{ label: dictionary.indicators[id]?.name ?? id, plan: decision.plans[0] }] : []
    }),
  })
  const settleOne = (ids: readonly string[]): Refusal | string => (ids.length === 0 ? unclear('no-indicator') : ids.length === 1 ? ids[0] as string : choose(ids))
  return {
    sketch, dictionary, bindings, asked: { ...scopeOf(sketch), regions: regionsOf(sketch) }, zone: sketch.zone !== null, places: sketch.places.length,
    indicators: () => {
      // Two readings (代办员: of communities, of villages) are shown side by side, more are asked about.
      const open = sketch.named.find(({ ids, mentions }) => ids.length > (choosing ? 1 : mentions.some(mention => mention.strength === 'form' || mention.strength === 'topic') ? 4 : 2))
      if (open) return choose(open.ids)
      const ids = [...new Set(sketch.named.flatMap(({ ids }) => ids))]
      return ids.length === 0 ? unclear('no-indicator') : ids
    },
    single: () => settleOne(sketch.named[0]?.ids ?? []),
    condition: limits => {
      const settled: { limit: Limit; indicator: string }[] = []
      for (const { limit, names } of bindings.bounds.filter(bound => limits.includes(bound.limit))) {
        if (limit.approximate) return unclear('approximate')
        if (names.length === 0) return unclear('no-indicator')
        for (const { ids } of names) {
          const fitting = ids.filter(id => fits(limit, id, dictionary))
          if (fitting.length === 0) return unclear('unit', ids.slice(0, 1))
          if (fitting.length > 1) return choose(fitting)
          settled.push({ limit, indicator: fitting[0] as string })
        }
      }
      const where = conditionOf(settled, sketch, dictionary)
      // 高于80%的有几个低于20%的有几个: two questions in one breath, no city meets both
      return where === null || isVoid(where) ? unclear('nothing') : where
    },
    order: ({ order, name }, others) => {
      const indicator = settleOne(name?.ids ?? others)
      if (isRefusal(indicator)) return indicator
      const { better } = dictionary.indicators[indicator] ?? {}
      if (better === 'unknown' && (order.direction === 'best' || order.direction === 'worst')) return unclear('unit', [indicator])
      return { indicator, direction: order.direction, count: order.count ?? (order.bare ? 5 : 1), ...(order.nth ? { nth: true as const } : {}) }
    },
  }
}

/** Can no figure meet the bounds that one indicator is given? */
function isVoid(where: Condition): boolean {
  if (where.kind !== 'and') return false
  const bounds = where.parts.flatMap(part => (part.kind === 'compare' && typeof part.value === 'number' ? [{ indicator: part.indicator, operator: part.operator, value: part.value }] : []))
  return bounds.some(low => bounds.some(high => {
    if (low.indicator !== high.indicator || low === high) return false
    const from = low.operator === '>' || low.operator === '>=' || low.operator === '=', to = high.operator === '<' || high.operator === '<=' || high.operator === '='
    const strict = low.operator === '>' || high.operator === '<'
    return from && to && (low.value > high.value || (low.value === high.value && strict))
  })) || where.parts.some(part => part.kind === 'compare' && part.value === 'average' && where.parts.some(other => other !== part && other.kind === 'compare' && other.indicator === part.indicator && other.value === 'average'))
}

/** What a filtered list shows: what it was filtered and ordered by, and what was asked beside. */
export const shown = (where: Condition | null, order: Order | null, more: readonly string[]): string[] => [...new Set([...indicatorsOf(where), ...(order ? [order.indicator] : []), ...more])]
