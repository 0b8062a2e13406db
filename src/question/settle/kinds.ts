// What kind of question a sketch is. The first row that says something decides; the reason for its place stands beside each.

import { descends } from '../../table/dictionary.ts'
import { indicatorsOf, type Condition, type Direction, type Plan, type Regions } from '../plan.ts'
import { citiesOf, isRefusal, one, shown, unclear, type Asked, type Decision, type Draft } from './draft.ts'

type Kind = (draft: Draft) => Decision | null

/** 排第几 asks for a place, whatever else stands beside it (全省, 试点里). */
const rank: Kind = ({ sketch, asked, places, indicators }) => {
  const sortsNamed = sketch.sort === 'order' && places === 1 && !sketch.asks.which && sketch.limits.length === 0
  if (sketch.asks.rank === null && !sortsNamed) return null
  if (places === 0) return sketch.they ? unclear('nobody') : unclear('no-region')
  if (sketch.zones > 0) return unclear('nothing')   // a place within a zone is not in a plan
  const ids = indicators()
  return isRefusal(ids) ? ids : { kind: 'plans', plans: ids.map(indicator => ({ kind: 'rank', ...asked, indicator, from: sketch.asks.rank === 'low' ? 'low' : 'high' })) }
}

/** 试点和非试点差多少, 试点比非试点高吗: both scopes named and compared; 各是多少 only wants them side by side. */
const gap: Kind = ({ sketch, asked, places, indicators }) => {
  const { asks } = sketch
  const compared = sketch.gap || (sketch.comparative !== null && (sketch.versus || asks.which || asks.unit !== null || asks.whether))
  if (sketch.scopes.length !== 2 || sketch.limits.length > 0 || !compared || (sketch.averageSaid && places > 0)) return null
  if (places >= 2 && sketch.versus && !asks.each && sketch.zone === null) return unclear('nothing')   // 成都试点比绵阳非试点: across places and scopes at once
  if (places === 0 && ((asks.which && asks.whichCities) || sketch.every || sketch.orders.length > 0)) return unclear('nothing')   // which cities differ so is not in a plan
  if (asks.each && !(asks.which && !asks.whichCities) && !sketch.gap && !asks.howMuch && asks.unit === null) return null
  if (places > 1 && !sketch.gap && sketch.comparative !== null && !sketch.versus) return null
  const ids = indicators()
  return isRefusal(ids) ? ids : one({ kind: 'gap', scope: 'both', scopeSaid: true, regions: asked.regions.kind === 'all' ? { kind: 'province' } : asked.regions, indicators: ids })
}

/** 比全省平均高多少, 乐山比成都低几个点: before the comparisons, for 高 stands in both. */
const difference: Kind = ({ sketch, asked, places, indicators }) => {
  const { asks } = sketch
  const [onlyLimit] = sketch.limits
  const boundsAverage = sketch.limits.length === 1 && onlyLimit?.value === 'average' && (asks.howMuch || (asks.unit !== null && asks.unit !== '个') || sketch.gap) && !asks.howMany
  if (boundsAverage && places > 0 && !asks.which) {
    const ids = indicators()
    return isRefusal(ids) ? ids : one({ kind: 'difference', ...asked, indicators: ids, against: 'average' })   // 低于全省平均多少个百分点
  }
  const amount = sketch.gap || (sketch.comparative !== null && (asks.howMuch || asks.howMany || asks.unit !== null))
  const besideProvince = sketch.versus && sketch.province && sketch.comparative === null   // 成都综窗跟全省比怎么样
  if (!(amount || besideProvince) || places === 0 || asks.which || sketch.limits.length > 0) return null
  const withAverage = sketch.averageSaid || (sketch.average && places === 1) || (sketch.province && (sketch.versus || sketch.gap))
  if (!withAverage && (places !== 2 || sketch.zones > 0)) return null
  const ids = indicators()
  if (isRefusal(ids)) return ids
  if (withAverage) return one({ kind: 'difference', ...asked, indicators: ids, against: 'average' })
  return one({ kind: 'difference', ...asked, regions: { kind: 'named', names: sketch.places.slice(0, 1) }, indicators: ids, against: sketch.places[1] as string })
}

/** 最高的比最低的高多少: two ends of one indicator and how far they are apart. */
const spread: Kind = ({ sketch, asked, bindings }) => {
  const ends = bindings.orders.filter(({ order }) => order.count === null || order.count === 1)
  const isApart = sketch.gap || (sketch.comparative !== null && (sketch.asks.howMuch || sketch.asks.howMany || sketch.asks.unit !== null))
  if (ends.length !== 2 || !isApart || new Set(ends.map(({ order }) => order.direction)).size !== 2) return null
  const ids = [...new Set(ends.flatMap(({ name }) => name?.ids ?? []))]
  return ids.length === 1 ? one({ kind: 'spread', ...asked, regions: citiesOf(asked.regions), indicator: ids[0] as string }) : unclear('nothing')
}

/** 比全省平均高的有哪些, 比成都高的: one yardstick and a direction make a bound. */
const yardstick: Kind = draft => {
  const { sketch, asked, places, single, dictionary } = draft
  const average = sketch.average && sketch.limits.length === 0
  const listsOthers = places === 1 && (sketch.asks.which || sketch.asks.howMany || sketch.every)
  if (!sketch.versus || sketch.comparative === null || !(average || listsOthers) || sketch.limits.length > 0 || sketch.asks.each) return null
  if (sketch.comparisons > 1 || new Set(sketch.named.flatMap(({ ids }) => ids)).size > 1) return unclear('nothing')   // 比平均多…比平均少, 原设比现设多
  const indicator = single()
  if (isRefusal(indicator)) return indicator
  const { comparative } = sketch, lower = dictionary.indicators[indicator]?.better === 'lower'
  const higher = comparative === 'top' || (comparative === 'best' && !lower) || (comparative === 'worst' && lower)
  const where: Condition = { kind: 'compare', indicator, operator: higher ? '>' : '<', value: average ? 'average' : { region: sketch.places[0] as string } }
  if (average && places > 0 && !sketch.asks.which && !sketch.every) return one({ kind: 'check', ...asked, where })
  return filtered(draft, where, average ? asked : { ...asked, regions: { kind: 'all' } })
}

/** 谁高, 哪个最低, among cities named one by one. */
const compare: Kind = ({ sketch, asked, places, zone, indicators, single, bindings }) => {
  if (sketch.zones > 0 && !zone && (sketch.comparative !== null || sketch.gap || sketch.versus)) return unclear('nothing')   // zones as wholes have no figure
  if (places < 2 || sketch.limits.length > 0 || sketch.averageSaid) return null
  if (new Set(sketch.orders.map(({ direction }) => direction)).size > 1) return unclear('nothing')   // 谁最多最少
  if (zone) {
    const indicator = sketch.comparative !== null && sketch.asks.which && !sketch.gap ? single() : null
    if (indicator === null || isRefusal(indicator)) return indicator
    return one({ kind: 'list', ...asked, where: null, order: { indicator, direction: sketch.comparative ?? 'top', count: 1 }, except: sketch.except, show: [indicator] })
  }
  const [first] = bindings.orders
  const extreme: Direction | null = first && (first.order.count ?? 1) === 1 ? first.order.direction : sketch.orders.length === 0 ? sketch.comparative : null
  if (extreme === null || sketch.asks.each && !sketch.asks.which && !sketch.versus) return null
  const ids = indicators()
  return isRefusal(ids) ? ids : one({ kind: 'compare', ...asked, indicators: ids, direction: extreme })
}

/** Bounds and states: which cities, how many, what share; for named cities yes or no. */
const filter: Kind = draft => {
  const { sketch, asked, places, zone, bindings } = draft, { asks } = sketch
  // 启动了多少, 完成了百分之几: the figure is asked, the act is only the verb.
  const isVerb = asks.howMuch && !asks.which && !sketch.share
  const limits = sketch.limits.filter(limit => !(isVerb && (limit.state === 'some' || limit.state === 'full') && (places > 0 || sketch.province || limit.state === 'some')))
  if (limits.length === 0) return null
  if (limits.some(limit => limit.state === 'unmet')) return unclear('nothing')
  // 高出全省平均10个点: a figure right behind the yardstick is an offset.
  if (limits.some(limit => limit.value === 'average' && limits.some(other => typeof other.value === 'number' && other.state === null && other.start >= limit.end && other.start - limit.end <= 1))) return unclear('nothing')
  // 试点是0非试点不是0的: each scope with a bound of its own
  if (sketch.crossesScopes) return unclear('nothing')
  // 比全省平均低20个点以上: a bound on a difference is no bound on the figure.
  if (sketch.versus && (sketch.comparative !== null || sketch.averageSaid) && limits.some(limit => typeof limit.value === 'number' && limit.state === null)) return unclear('nothing')
  const where = draft.condition(limits)
  if (isRefusal(where)) return where
  // 前十中没启动的, the order first: a set within a set
  if (sketch.orders.some(({ bare, end }) => !bare && limits.every(limit => limit.start >= end) && bindings.bounds.some(({ names }) => names.some(({ start }) => start >= end)))) return unclear('nothing')
  // 所有试点都启动了吗: of each city, which the province's own row does not tell
  if (places === 0 && asks.whether && !asks.exists && !sketch.every && !sketch.province && /所有|每一?个|是不是都|都.*(?:吗|没|吧|不)/u.test(sketch.text)) return unclear('nothing')
  if (places === 0 && asks.whether && !asks.exists && !asks.which && !asks.howMany && !sketch.every && !sketch.share && (sketch.province || sketch.scopes.length === 1) && sketch.orders.length === 0) return one({ kind: 'check', ...asked, regions: { kind: 'province' }, where })   // 全省综窗过半了吗
  if (asks.why && places > 0) return one({ kind: 'values', ...asked, indicators: indicatorsOf(where) })   // the figure; the notice gives no reasons
  const ranked = bindings.orders.filter(({ order }) => !order.bare), [first] = ranked
  const order = first ? draft.order(first, []) : null
  if (isRefusal(order)) return order
  const isCheck = places > 0 && !zone && !asks.which && !asks.howMany && !sketch.share && !sketch.every && order === null
  if (isCheck || (zone && asks.whether && !asks.exists && !asks.which && !asks.howMany && !sketch.every && order === null)) return bindings.free.length > 0 ? unclear('nothing') : one({ kind: 'check', ...asked, where })
  const free = bindings.free.flatMap(({ ids }) => ids)
  if (free.length > 0 && !(asks.each || asks.howMuch || asks.unit !== null)) return unclear('nothing')
  return filtered(draft, where, asked, order, free)
}

/** Extremes over all cities or a zone; 最高的和最低的 are two lists. */
const extremes: Kind = draft => {
  const { sketch, asked, bindings, places } = draft
  if (bindings.orders.length === 0 || (bindings.orders.every(({ order }) => order.bare) && sketch.overview)) return null
  // 乐山是不是最低: one city has a place, not a list of its own.
  if (places === 1 && sketch.limits.length === 0) {
    const [ranked] = bindings.orders, order = ranked && draft.order(ranked, [])
    if (!order || isRefusal(order)) return order ?? null
    return one({ kind: 'rank', ...asked, indicator: order.indicator, from: descends(order.direction, order.indicator, draft.dictionary) ? 'high' : 'low' })
  }
  const ranksMany = new Set(bindings.orders.flatMap(({ name }) => name?.ids.join() ?? [])).size > 1
  if (ranksMany && sketch.lists.length === 0) return unclear('nothing')   // 综窗最低的里头哪个一件事最多: an order within an order
  if (bindings.orders.filter(({ order }) => order.nth).length > 1 || (sketch.average && sketch.asks.howMuch)) return unclear('nothing')   // 第二名到第四名, 前五名平均多少
  const plans: Plan[] = [], free = bindings.free.flatMap(({ ids }) => ids)
  if (free.length > 0 && !(sketch.asks.each || sketch.asks.howMuch || sketch.asks.unit !== null)) return unclear('nothing')
  for (const ranked of bindings.orders) {
    const order = draft.order(ranked, [])
    if (isRefusal(order)) return order
    const plan: Plan = { kind: 'list', ...asked, regions: citiesOf(asked.regions), where: null, order, except: sketch.except, show: shown(null, order, free) }
    if (!plans.some(other => JSON.stringify(other) === JSON.stringify(plan))) plans.push(plan)
  }
  // 最多的前三: the count says it more exactly
  const isSaidAgain = (plan: Plan) => plan.kind === 'list' && plan.order?.count === 1 && plans.some(other => other !== plan && other.kind === 'list' && other.order?.direction === plan.order?.direction && other.order?.indicator === plan.order?.indicator)
  return { kind: 'plans', plans: plans.filter(plan => !isSaidAgain(plan)) }
}

const sorted: Kind = ({ sketch, asked, indicators }) => {
  if (sketch.sort === null) return null
  const direction: Direction = sketch.sort === 'order' ? 'top' : sketch.sort
  const ids = indicators()
  if (isRefusal(ids)) return ids
  return { kind: 'plans', plans: ids.map(indicator => ({ kind: 'list', ...asked, regions: citiesOf(asked.regions), where: null, order: { indicator, direction, count: null }, except: sketch.except, show: [indicator] })) }
}

/** Sums and means of named cities or a zone, and the province's counts; a province's rate is its own row, not a sum. */
const aggregate: Kind = ({ sketch, asked, places, zone, indicators, dictionary }) => {
  const ids = sketch.named.length > 0 ? indicators() : null
  if (ids === null || isRefusal(ids)) return ids
  if (sketch.zones > 1 && sketch.average && !sketch.averageSaid) return unclear('nothing')   // one mean a zone is not in a plan
  // 平均 belongs to the name of an average (代办员平均几个); of rates of several places it asks for their mean.
  const meansRates = sketch.average && !sketch.averageSaid && places > 1 && (zone || ids.every(id => dictionary.indicators[id]?.measures === 'rate')) && !sketch.asks.each && !sketch.asks.which && sketch.limits.length === 0
  if (!(sketch.sum || sketch.mean || meansRates)) return null
  const adds = ids.every(id => dictionary.indicators[id]?.measures === 'total')
  const isBoth = sketch.scopes.length === 2 && !sketch.asks.each
  const make = (how: 'sum' | 'mean', scope: Asked['scope'], regions: Regions): Decision => one({ kind: 'aggregate', how, scope, scopeSaid: asked.scopeSaid, regions, indicators: ids })
  if (sketch.together || (sketch.sum && isBoth)) {
    if (!adds) return { kind: 'outside', what: dictionary.indicators[ids[0] ?? '']?.name ?? '', why: 'pooled' }
    return make('sum', 'together', places > 0 ? asked.regions : { kind: 'province' })
  }
  const several = places >= 2 || zone
  if (sketch.sum && !several && adds) return sketch.scopes.length === 1 ? null : make('sum', 'together', places > 0 ? asked.regions : { kind: 'province' })
  if (sketch.sum && several) return make('sum', asked.scope, asked.regions)
  if (several) return make('mean', asked.scope, asked.regions)
  if (sketch.sum && places === 0 && /总和|之和|相加|加起来|加拢|加总/u.test(sketch.text)) return unclear('nothing')   // rates of 21 cities do not add up
  return sketch.mean && sketch.every ? make('mean', asked.scope, { kind: 'all' }) : null
}

/** 乐山的便民服务中心占全省多少: only of counts, which add up. */
const portion: Kind = ({ sketch, asked, places, single, dictionary }) => {
  if (!sketch.share || sketch.limits.length > 0 || places === 0) return null
  const indicator = single()
  if (isRefusal(indicator)) return indicator
  return dictionary.indicators[indicator]?.measures === 'total' ? one({ kind: 'portion', ...asked, indicator }) : null
}

/** Figures: of the places named, of all cities, else of the province. */
const values: Kind = ({ sketch, asked, places, indicators, dictionary }) => {
  if (sketch.named.length === 0) return null
  const ids = indicators()
  if (isRefusal(ids)) return ids
  if (sketch.they) return unclear('nobody')
  // A word that compares, asks yes or no, or names a yardstick was said and is not in the plan: no answer to the simpler question.
  const { asks: said } = sketch
  const left = sketch.except.length > 0 || (sketch.comparative !== null && !said.each && !said.why) || sketch.gap || sketch.share && ids.some(id => dictionary.indicators[id]?.unit !== '%')
    || (said.whether && !said.exists && !said.howMuch && !said.howMany && said.unit === null && !said.each && places > 0)
  if (left) return unclear('nothing')
  // 减了几个窗口: a count asked of a rate, items of people
  const unit = said.unit, units = ids.map(id => dictionary.indicators[id]?.unit)
  if (unit !== null && unit !== '家' && !units.includes(unit) && !(unit === '个' && units.some(one => one !== '%')) && !(units.includes('个') && unit !== '%')) return unclear('unit', ids.slice(0, 1))
  if (sketch.averageSaid && places > 0) return sketch.lists.length > 0 ? { kind: 'plans', plans: [{ kind: 'values', ...asked, indicators: ids }, { kind: 'values', ...asked, regions: { kind: 'province' }, indicators: ids }] } : unclear('nothing')
  if (places > 0) return one({ kind: 'values', ...asked, indicators: ids })
  const { asks } = sketch
  if (sketch.province && !sketch.every && !asks.whichCities) return one({ kind: 'values', ...asked, regions: { kind: 'province' }, indicators: ids })
  if (sketch.eachCity || (sketch.every && (asks.each || asks.which || asks.howMuch) && !sketch.average) || (asks.which && asks.each)) return one({ kind: 'values', ...asked, regions: { kind: 'all' }, indicators: ids })
  if (asks.which) return unclear('nothing')
  const adds = ids.every(id => dictionary.indicators[id]?.measures === 'total')
  if (adds && sketch.scopes.length === 0 && (sketch.province || asks.howMuch || asks.howMany) && !sketch.average) {
    return one({ kind: 'aggregate', how: 'sum', scope: 'together', scopeSaid: false, regions: { kind: 'province' }, indicators: ids })
  }
  return one({ kind: 'values', ...asked, regions: { kind: 'province' }, indicators: ids })
}

const overview: Kind = ({ sketch, asked, places }) => {
  if (!sketch.overview || sketch.asks.which || sketch.eachCity || sketch.they) return null
  return one({ kind: 'overview', ...asked, regions: places > 0 ? asked.regions : { kind: 'province' } })
}

export const kinds: readonly Kind[] = [
  rank,         // its 第几 is no number of anything else
  gap,          // two scopes compared: before 高 or 差 is taken for a comparison of cities
  difference,   // how far apart: before who is higher
  spread,       // two orders that are compared, not listed
  yardstick,    // 比平均高的: before 比 is taken for a comparison of the named
  compare,      // among the named: before an extreme over all
  filter,       // bounds carry orders (综窗全覆盖的里头…最多的三个)
  extremes,
  sorted,
  portion,
  aggregate,    // before plain figures, which its words would also be
  values,
  overview,     // only where nothing more exact was asked
]

/** A list, a count or a share of the cities that meet `where`. */
function filtered({ sketch }: Draft, where: Condition, over: Asked, order: Parameters<typeof shown>[1] = null, more: readonly string[] = []): Decision {
  const kind = sketch.share && !(sketch.asks.howMany && !/比|成/u.test(sketch.text)) ? 'share' : sketch.asks.howMany && !order ? 'count' : 'list'
  return one({ kind, ...over, regions: citiesOf(over.regions), where, order, except: sketch.except, show: shown(where, order, more) })
}
