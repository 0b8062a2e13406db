// A turn that does not stand alone takes the rest from the same person's last answer. What it says itself always wins.

import type { Dictionary } from '../../table/dictionary.ts'
import { isTablePlan, type Condition, type Plan, type TablePlan } from '../plan.ts'
import type { Context } from '../reading.ts'
import { leftOver } from './account.ts'
import { bind, fits } from './bind.ts'
import { decide } from './decide.ts'
import { unclear, type Decision } from './draft.ts'
import type { Named, Sketch } from './sketch.ts'
import { indicatorsIn, siblings, turnOf } from './turn.ts'
import { turns } from './turns.ts'

/** Decides `said` with what the last answer leaves open. */
export function complete(said: Sketch, context: Context | null, dictionary: Dictionary): Decision {
  const sketch = adoptWeak(said, context, dictionary)
  const weak = sketch.weak.filter(({ mentions }) => mentions.some(mention => mention.strength !== 'soft')), [only] = weak
  if (only && weak.length === 1 && only.ids.length > 1 && sketch.named.length === 0) return decide({ ...sketch, weak: [], named: [only] }, dictionary, true)   // 窗口多少: which of them?
  if (only) return { kind: 'unclear', why: 'unread', words: weak.flatMap(({ mentions }) => mentions.map(mention => mention.text)), near: [] }
  return (context ? afterwards(sketch, context, dictionary) : null) ?? decide(sketch, dictionary)
}

function afterwards(sketch: Sketch, context: Context, dictionary: Dictionary): Decision | null {
  const { plan } = context
  if (sketch.counties.length > 0) return null   // 丹棱县呢: the tables hold cities only, whatever was asked before
  if (plan.kind === 'define') return afterTerm(sketch, plan.term, dictionary)
  if (plan.kind === 'county') return sketch.named.length === 0 && sketch.places.length > 0 && plan.indicators.length > 0 ? decide(withNames(sketch, plan.indicators), dictionary) : null
  const target = plan.kind === 'fact' ? targetOf(plan.ids, dictionary) : null
  // 一枚印章呢 after a target of 综窗 asks for another target, and there is none.
  if (target && sketch.named.length > 0 && sketch.limits.length === 0 && sketch.places.length === 0) return unclear('nothing')
  const last = target ?? plan
  // 综窗呢 after what the notice says of a county: of which city?
  if (plan.kind === 'fact' && !target && sketch.again && sketch.named.length > 0 && sketch.places.length === 0 && !sketch.province && plan.ids.some(id => dictionary.facts.find(fact => fact.id === id)?.places.length)) return unclear('no-region')
  // 非试点综窗最低的市，试点综窗多少: of that city, which is not known yet
  if (Object.keys(context.answered).length === 0 && last.kind === 'list' && last.order?.count === 1 && sketch.named.length > 0 && sketch.asks.howMuch && sketch.places.length + sketch.limits.length + sketch.orders.length === 0 && !sketch.province && !sketch.every && !sketch.average && !sketch.sum) return unclear('nobody')
  if (!isTablePlan(last) || (standsAlone(sketch, dictionary) && !leansOnPart(sketch, last, context))) return null
  const turn = turnOf(sketch, last, context, dictionary)
  // 下放的呢 after 成都's: several indicators, but the place stays
  if (!turn) return last.regions.kind === 'named' && sketch.places.length + sketch.limits.length + sketch.orders.length === 0 && !sketch.province && !sketch.every ? decide({ ...sketch, places: last.regions.names, scopes: sketch.scopes.length > 0 || last.scope === 'both' || last.scope === 'together' ? sketch.scopes : [last.scope] }, dictionary, true) : null
  for (const rule of turns) {
    const decision = rule(turn)
    if (decision) return decision.kind === 'plans' && leftOver(sketch, decision.plans).length > 0 ? null : decision
  }
  return null
}

/** 巴中减材料好多 减环节好多 两张表都要: in one message a question of figures without a place is about the place just named. */
const leansOnPart = (sketch: Sketch, last: TablePlan, { answered }: Context): boolean => (
  Object.keys(answered).length === 0 && last.kind === 'values' && last.regions.kind === 'named' && sketch.scopes.length > 0 && sketch.places.length === 0
  && !sketch.province && !sketch.every && !sketch.asks.which && !sketch.asks.howMany && sketch.limits.length + sketch.orders.length === 0 && sketch.sort === null && !sketch.share
)

/** An indicator and whom to look at: nothing is missing. 他们, 也, 再 and 呢 refer back. */
function standsAlone(sketch: Sketch, dictionary: Dictionary): boolean {
  if (sketch.they || sketch.named.length === 0) return false
  const isWhole = sketch.places.length > 0 || sketch.province || sketch.every || sketch.scopes.length > 0
  const hasWhom = isWhole || sketch.asks.which || sketch.limits.length > 0 || sketch.orders.length > 0 || sketch.sort !== null || sketch.share
  if (sketch.versus && sketch.places.length === 1 && sketch.comparative !== null) return false
  if (sketch.asks.which && sketch.comparative !== null && sketch.places.length === 0 && sketch.limits.length + sketch.orders.length === 0) return false
  if (sketch.added !== null || (sketch.again && !isWhole && !sketch.asks.which)) return false
  if (/换成|也要|再加|加上/u.test(sketch.text)) return false
  return hasWhom && (sketch.scopes.length === 0 || sketch.places.length > 0 || hasWhomBeside(sketch)) && bind(sketch, dictionary).bounds.every(({ names, limit }) => names.length > 0 && names.every(({ ids }) => ids.some(id => fits(limit, id, dictionary))))
}

/** 面上一枚印章: a scope alone asks of the province only where a question word says so. */
const hasWhomBeside = (sketch: Sketch): boolean => sketch.province || sketch.every || sketch.asks.which || sketch.asks.howMuch || sketch.limits.length > 0 || sketch.orders.length > 0 || sketch.sort !== null || sketch.share

function afterTerm(sketch: Sketch, term: string, dictionary: Dictionary): Decision | null {
  if (!dictionary.indicators[term]) return null
  const [next] = sketch.named
  if (!next && (sketch.places.length > 0 || sketch.province || sketch.scopes.length > 0)) return decide(withNames(sketch, [term]), dictionary)
  return sketch.again && next && sketch.places.length + sketch.limits.length + sketch.orders.length === 0 ? { kind: 'plans', plans: [{ kind: 'define', term: next.ids[0] as string }] } : null
}

/** 村上的呢 after 社区代办员, 站呢 after 便民服务中心: a part of a name is one where the last question settles it. */
function adoptWeak(sketch: Sketch, context: Context | null, dictionary: Dictionary): Sketch {
  if (sketch.weak.length === 0 || !context || !isTablePlan(context.plan)) return sketch
  const isSoft = sketch.weak.every(({ mentions }) => mentions.every(mention => mention.strength === 'soft'))
  if (isSoft && (sketch.named.length + sketch.limits.length + sketch.orders.length + sketch.places.length > 0 || sketch.asks.which)) return sketch
  const base = indicatorsIn(context.plan), settled = sketch.weak.map(({ ids }) => siblings(ids, base, dictionary))
  return settled.every(ids => ids.length === 1) ? { ...sketch, weak: [], named: [...sketch.named, ...sketch.weak.map((one, i) => ({ ...one, ids: settled[i] as readonly string[] }))] } : sketch
}

const withNames = (sketch: Sketch, ids: readonly string[]): Sketch => ({ ...sketch, named: ids.map((id): Named => ({ ids: [id], start: -1, end: -1, mentions: [] })) })

/** A target as the list of those who meet it, for 哪些还没达到. */
function targetOf(ids: readonly string[], dictionary: Dictionary): Plan | null {
  const target = ids.flatMap(id => dictionary.facts.find(fact => fact.id === id)?.target ?? [])[0]
  if (!target) return null
  const where: Condition = { kind: 'compare', indicator: target.indicator, operator: target.op, value: target.value }
  return { kind: 'list', scope: target.scope, scopeSaid: target.scope !== 'both', regions: { kind: 'all' }, where, order: null, except: [], show: [target.indicator] }
}
