// Sketch → plan: what kind of question it is, by what it holds. The first row of `kinds` that fits decides; each says why it stands there.

import type { Dictionary } from '../../table/dictionary.ts'
import { indicatorsOf, type Condition, type Direction, type Plan, type Regions, type ScopeChoice } from '../plan.ts'
import type { Option, Reading } from '../reading.ts'
import { bind, conditionOf, fits } from './bind.ts'
import type { Limit, Ranked, Sketch } from './sketch.ts'

type Asked = { readonly scope: ScopeChoice; readonly scopeSaid: boolean; readonly regions: Regions }
type Refusal = Exclude<Reading, { kind: 'plans' }>
export type Decision = { readonly kind: 'plans'; readonly plans: readonly Plan[] } | Refusal

const unclear = (why: 'nobody' | 'no-indicator' | 'no-region' | 'unit' | 'approximate' | 'nothing', words: readonly string[] = []): Refusal => ({ kind: 'unclear', why, words })
const one = (plan: Plan): Decision => ({ kind: 'plans', plans: [plan] })
const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'kind' in value && ['choice', 'outside', 'unclear'].includes((value as { kind: string }).kind)

export const scopeOf = ({ scopes }: Pick<Sketch, 'scopes'>): { scope: ScopeChoice; scopeSaid: boolean } => (
  scopes.length === 1 ? { scope: scopes[0] ?? 'both', scopeSaid: true } : { scope: 'both', scopeSaid: scopes.length === 2 }
)

export function regionsOf({ places, zone, province, every }: Pick<Sketch, 'places' | 'zone' | 'province' | 'every'>): Regions {
  if (places.length > 0) return { kind: 'named', names: places, ...(zone === null ? {} : { label: zone }) }
  return province && !every ? { kind: 'province' } : { kind: 'all' }
}

/** Decides a question that stands on its own. A missing indicator or region is a refusal here; follow-up.ts fills them in. */
export function decide(sketch: Sketch, dictionary: Dictionary): Decision {
  const { asks } = sketch
  const asked: Asked = { ...scopeOf(sketch), regions: regionsOf(sketch) }
  const named = sketch.named.map(({ ids }) => ids)
  const zone = sketch.zone !== null
  const places = sketch.places.length

  if (sketch.define && sketch.limits.length === 0 && places === 0 && (sketch.named.length > 0 || sketch.scopes.length > 0)) return defined(sketch)
  if (sketch.counties.length > 0) return one({ kind: 'county', county: sketch.counties[0] as string, indicators: named.flatMap(ids => (ids.length === 1 ? ids : [])) })
  if (sketch.otherScope) return { kind: 'outside', what: '', why: 'scope' }

  const bindings = bind(sketch)
  const choose = (ids: readonly string[]): Refusal => ({ kind: 'choice', about: 'indicator', options: ids.slice(0, 6).flatMap((id): Option[] => {
    const decision = decide({ ...sketch, named: sketch.named.map(one => (one.ids.length > 1 && ids.every(i => one.ids.includes(i)) ? { ...one, ids: [id] } : one)) }, dictionary)
    return decision.kind === 'plans' && decision.plans[0] ? [{ label: dictionary.indicators[id]?.name ?? id, plan: decision.plans[0] }] : []
  }) })
  /** Bound to one indicator each, or the question to ask back. */
  const settleLimits = (limits: readonly Limit[]): Refusal | { limit: Limit; indicator: string }[] => {
    const settled: { limit: Limit; indicator: string }[] = []
    for (const { limit, indicators } of bindings.bounds.filter(bound => limits.includes(bound.limit))) {
      if (limit.approximate) return unclear('approximate')
      const fitting = indicators.filter(id => fits(limit, id, dictionary))
      if (indicators.length === 0) return unclear('no-indicator')
      if (fitting.length === 0) return unclear('unit', indicators.slice(0, 1))
      if (fitting.length > 1) return choose(fitting)
      settled.push({ limit, indicator: fitting[0] as string })
    }
    return settled
  }
  /** The indicators shown or computed: all that are named, each settled. */
  const allIndicators = (): Refusal | string[] => {
    const ambiguous = named.find(ids => ids.length > 4)
    return ambiguous ? choose(ambiguous) : [...new Set(named.flat())]
  }
  const single = (): Refusal | string => {
    const [first] = named
    if (!first) return unclear('no-indicator')
    return first.length === 1 ? first[0] as string : choose(first)
  }

  // 排第几 asks for a place, whatever else stands beside it (全省, 试点里).
  if (asks.rank || (sketch.sort === 'order' && places > 0 && !zone && places <= 3 && !asks.which && sketch.limits.length === 0)) {
    if (places === 0) return sketch.they ? unclear('nobody') : unclear('no-region')
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (ids.length === 0) return unclear('no-indicator')
    return { kind: 'plans', plans: ids.map(indicator => ({ kind: 'rank', ...asked, indicator, from: asks.rank === 'low' ? 'low' : 'high' })) }
  }

  const comparesScopes = sketch.scopes.length === 2 && sketch.limits.length === 0 && (sketch.gap || (sketch.comparative !== null && (sketch.versus || asks.which || asks.unit !== null || asks.whether)))
  if (comparesScopes && !asks.each && !sketch.average && !(places > 1 && sketch.comparative !== null)) {
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (ids.length === 0) return unclear('no-indicator')
    return one({ kind: 'gap', scope: 'both', scopeSaid: true, regions: asked.regions.kind === 'all' ? { kind: 'province' } : asked.regions, indicators: ids })
  }

  const amount = sketch.gap || (sketch.comparative !== null && (asks.howMuch || asks.howMany))
  const againstAverage = sketch.average && sketch.limits.every(limit => limit.value !== 'average')
  // 比全省平均高多少: a named region against the province.
  if (places > 0 && amount && (sketch.average || (sketch.province && (sketch.versus || sketch.gap))) && !asks.which) {
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (ids.length === 0) return unclear('no-indicator')
    return one({ kind: 'difference', ...asked, indicators: ids, against: 'average' })
  }
  if (places === 2 && !zone && amount) {
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (ids.length === 0) return unclear('no-indicator')
    return one({ kind: 'difference', ...asked, regions: { kind: 'named', names: sketch.places.slice(0, 1) }, indicators: ids, against: sketch.places[1] as string })
  }

  // 比全省平均高的有哪些, 比成都高的: one yardstick and a direction make a bound.
  if (sketch.versus && sketch.comparative !== null && (againstAverage || places === 1) && !(places === 1 && !againstAverage && !asks.which && !asks.howMany && !sketch.every)) {
    const direction = sketch.comparative
    const indicator = single()
    if (isRefusal(indicator)) return indicator
    const higher = (direction === 'top' || direction === 'best') !== (dictionary.indicators[indicator]?.better === 'lower' && (direction === 'best' || direction === 'worst'))
    const where: Condition = { kind: 'compare', indicator, operator: higher ? '>' : '<', value: againstAverage ? 'average' : { region: sketch.places[0] as string } }
    return filtered(where, null, againstAverage ? asked : { ...asked, regions: { kind: 'all' } }, againstAverage && places > 0)
  }

  // 谁高, 哪个最低, among cities named one by one.
  const order = bindings.orders[0]
  const among = places >= 2 && !zone && sketch.limits.length === 0
  const extreme: Direction | null = sketch.comparative ?? (order && (order.order.count ?? 1) === 1 ? order.order.direction : null)
  if (among && extreme !== null && !againstAverage && (asks.which || asks.whether || sketch.versus || order !== undefined || asks.why || !asks.howMuch)) {
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (ids.length === 0) return unclear('no-indicator')
    return one({ kind: 'compare', ...asked, indicators: ids, direction: extreme })
  }

  // Bounds and states: which cities, how many, what share; for named cities yes or no.
  const limits = sketch.limits.filter(limit => !(limit.state !== null && limit.state !== 'none' && limit.state !== 'partial' && (asks.howMuch || (asks.unit !== null && !asks.which && !sketch.every)) && !asks.which && !sketch.share && (places > 0 || sketch.province || limit.state === 'some')))
  if (limits.length > 0) {
    const settled = settleLimits(limits)
    if (isRefusal(settled)) return settled
    const where = conditionOf(settled, sketch)
    if (!where) return unclear('nothing')
    const ranked = bindings.orders.filter(({ order }) => !order.bare)
    const isCheck = places > 0 && !zone && !asks.which && !asks.howMany && !sketch.share && !sketch.every && ranked.length === 0
    const ranks = ranked[0] && orderOf(ranked[0], indicatorsOf(where))
    if (isRefusal(ranks)) return ranks
    return filtered(where, ranks ?? null, asked, isCheck)
  }

  // Extremes and order over all cities or a zone.
  if (bindings.orders.length > 0 && !(bindings.orders.every(({ order }) => order.bare) && sketch.overview)) {
    const plans: Plan[] = []
    for (const ranked of bindings.orders) {
      const settled = orderOf(ranked, [])
      if (isRefusal(settled)) return settled
      const plan: Plan = { kind: 'list', ...asked, regions: asked.regions.kind === 'province' ? { kind: 'all' } : asked.regions, where: null, order: settled, except: sketch.except, show: [settled.indicator] }
      if (!plans.some(other => JSON.stringify(other) === JSON.stringify(plan))) plans.push(plan)
    }
    return { kind: 'plans', plans }
  }
  if (sketch.sort !== null) {
    const indicator = single()
    if (isRefusal(indicator)) return indicator
    const direction: Direction = sketch.sort === 'order' ? 'top' : sketch.sort
    return one({ kind: 'list', ...asked, regions: asked.regions.kind === 'province' ? { kind: 'all' } : asked.regions, where: null, order: { indicator, direction, count: null }, except: sketch.except, show: [indicator] })
  }

  if (named.length > 0) {
    const ids = allIndicators()
    if (isRefusal(ids)) return ids
    if (sketch.they) return unclear('nobody')
    const adds = ids.every(id => dictionary.indicators[id]?.measures === 'total')
    const several = places >= 2 || zone
    // 全省一共多少个中心: only counts add up; a province's rate is its own row.
    if (sketch.sum && !several && adds && places === 0) {
      return one(sketch.scopes.length === 1 ? { kind: 'values', ...asked, regions: { kind: 'province' }, indicators: ids } : { kind: 'aggregate', how: 'sum', scope: 'together', scopeSaid: sketch.scopes.length > 0, regions: { kind: 'province' }, indicators: ids, where: null })
    }
    if (sketch.sum && several && !asks.each) return one({ kind: 'aggregate', how: 'sum', ...asked, indicators: ids, where: null })
    const averages = sketch.mean || (sketch.average && !asks.each && zone && !asks.which)
    if (averages && several) return one({ kind: 'aggregate', how: 'mean', ...asked, indicators: ids, where: null })
    if (averages && sketch.mean && sketch.every && places === 0) return one({ kind: 'aggregate', how: 'mean', ...asked, regions: { kind: 'all' }, indicators: ids, where: null })
    if (places > 0 && !asks.which) return one({ kind: 'values', ...asked, indicators: ids })
    if (places > 0) return one({ kind: 'values', ...asked, indicators: ids })
    if (sketch.eachCity || (sketch.every && (asks.each || asks.which) && !sketch.average) || (asks.which && asks.each)) return one({ kind: 'values', ...asked, regions: { kind: 'all' }, indicators: ids })
    if (asks.which) return unclear('nothing')
    // 全省一共多少个中心, 便民服务中心有多少个: counts of the whole province add up over both tables.
    if (adds && sketch.scopes.length === 0 && (sketch.province || asks.howMuch || asks.howMany) && !sketch.average) {
      return one({ kind: 'aggregate', how: 'sum', scope: 'together', scopeSaid: false, regions: { kind: 'province' }, indicators: ids, where: null })
    }
    return one({ kind: 'values', ...asked, regions: { kind: 'province' }, indicators: ids })
  }
  if (sketch.they) return unclear('nobody')
  if (sketch.overview && !asks.which && !sketch.eachCity) return one({ kind: 'overview', ...asked, regions: places > 0 ? asked.regions : { kind: 'province' } })
  if (places > 0 || sketch.scopes.length > 0 || sketch.orders.length > 0) return unclear('no-indicator')
  return unclear('nothing')

  function filtered(where: Condition, order: { indicator: string; direction: Direction; count: number | null } | null, over: Asked, check: boolean): Decision {
    if (check) return one({ kind: 'check', ...over, where })
    const regions: Regions = over.regions.kind === 'province' ? { kind: 'all' } : over.regions
    const kind = sketch.share ? 'share' : asks.howMany && !order ? 'count' : 'list'
    const show = [...new Set([...indicatorsOf(where), ...(order ? [order.indicator] : [])])]
    return one({ kind, ...over, regions, where, order, except: sketch.except, show })
  }

  function orderOf({ order, indicators }: { order: Ranked; indicators: readonly string[] }, others: readonly string[]): Refusal | { indicator: string; direction: Direction; count: number } {
    const ids = indicators.length > 0 ? indicators : others
    if (ids.length === 0) return unclear('no-indicator')
    if (ids.length > 1) return choose(ids)
    return { indicator: ids[0] as string, direction: order.direction, count: order.count ?? (order.bare ? 5 : 1) }
  }

  function defined(of: Sketch): Decision {
    const [first] = of.named
    return one({ kind: 'define', term: first?.mentions[0]?.text ?? of.scopes[0] ?? '' })
  }
}
