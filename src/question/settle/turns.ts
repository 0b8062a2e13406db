// What a follow-up does with the last question. The first row that says something decides, as in kinds.ts.

import { indicatorsOf, type Condition, type Direction, type Plan } from '../plan.ts'
import { citiesOf, one, unclear } from './draft.ts'
import { limits, orders } from './turn-conditions.ts'
import { conditionIn, isFiltered, named, names, type FollowUp, type Turn } from './turn.ts'

const asksAmount = ({ sketch: { asks } }: Turn): boolean => asks.howMuch || asks.howMany || asks.unit !== null
const adds = (text: string): boolean => /再加|加个|加上|还要加|也加|还有|也要|加进来|加入|也放/u.test(text)

/** 乐山换成自贡: one of the cities gives way to another. */
const swapsPlace: FollowUp = ({ sketch, last, asked, bare }) => {
  const [old = '', next = ''] = sketch.places
  if (!bare || sketch.places.length !== 2 || !/换成|改成|换为|改为|不是/u.test(sketch.text) || !names(last.regions).includes(old)) return null
  return one({ ...last, ...asked, regions: named(names(last.regions).map(name => (name === old ? next : name))) } as Plan)
}

/** 全省平均呢: the province's own figure. */
const provinceRow: FollowUp = ({ sketch, indicators, asked, bare, saysRegion }) => (
  sketch.averageSaid && bare && !sketch.gap && !sketch.versus && !saysRegion && indicators.length > 0 ? one({ kind: 'values', ...asked, regions: { kind: 'province' }, indicators }) : null
)

/** 成都在里面吗, 乐山算不算, after a list: does it meet the condition? */
const membership: FollowUp = ({ sketch, last, asked, bare }) => (
  bare && sketch.asks.whether && sketch.places.length > 0 && sketch.zone === null && isFiltered(last) && last.where && last.order === null ? one({ kind: 'check', ...asked, where: last.where }) : null
)

/** 谁比它高: all cities beyond the one asked about. */
const beyond: FollowUp = ({ sketch, before, indicators, asked }) => {
  const [region] = names(before)
  if (!sketch.they || !sketch.versus || sketch.comparative === null || !(sketch.asks.which || sketch.asks.howMany) || names(before).length !== 1 || indicators.length !== 1) return null
  const where: Condition = { kind: 'compare', indicator: indicators[0] as string, operator: sketch.comparative === 'top' || sketch.comparative === 'best' ? '>' : '<', value: { region: region as string } }
  return one({ kind: sketch.asks.howMany ? 'count' : 'list', ...asked, regions: { kind: 'all' }, where, order: null, except: [], show: indicators })
}

/** 比平均高的有哪些: a yardstick for what was asked. */
const beyondAverage: FollowUp = ({ sketch, asked, indicators, last, before }) => {
  const lists = sketch.asks.which || sketch.asks.howMany || isFiltered(last) || sketch.they
  if (!sketch.versus || !sketch.average || sketch.comparative === null || sketch.asks.howMuch || sketch.gap || sketch.limits.length > 0 || indicators.length !== 1 || !lists) return null
  const where: Condition = { kind: 'compare', indicator: indicators[0] as string, operator: sketch.comparative === 'top' || sketch.comparative === 'best' ? '>' : '<', value: 'average' }
  return one({ kind: sketch.asks.howMany ? 'count' : 'list', ...asked, regions: sketch.they ? before : { kind: 'all' }, where, order: null, except: [], show: indicators })
}

/** 把德阳也加进来比, 跟甘孜比哪个高, 比自贡呢: a city is set beside those before. */
const setBeside: FollowUp = turn => {
  const { sketch, last, asked, indicators } = turn
  const [place = ''] = sketch.places
  if (last.kind === 'difference' && sketch.versus && sketch.province && sketch.places.length === 0) return one({ ...last, scope: asked.scope, indicators, against: 'average' })   // 比全省呢
  if (sketch.places.length === 0 || sketch.limits.length > 0 || sketch.orders.length > 0 || indicators.length === 0) return null
  if (last.kind === 'difference' && sketch.versus && sketch.places.length === 2 && sketch.zone === null && sketch.comparative === null) return one({ ...last, ...asked, regions: named([place]), indicators, against: sketch.places[1] as string })   // 德阳比绵阳呢
  if (last.kind === 'difference' && sketch.versus && sketch.places.length === 1 && sketch.comparative === null && names(last.regions).length === 1) return one({ ...last, ...asked, regions: last.regions, indicators, against: place })
  if (!(sketch.comparative !== null || sketch.versus || (adds(sketch.text) && last.kind === 'compare'))) return null
  const earlier = names(last.regions).length > 0 ? names(last.regions) : last.kind === 'list' ? names(turn.before) : []
  const all = [...new Set([...earlier, ...sketch.places])]
  if (all.length >= 2 && !(sketch.gap || sketch.averageSaid || asksAmount(turn))) return one({ kind: 'compare', ...asked, regions: named(all), indicators, direction: sketch.comparative ?? (last.kind === 'compare' ? last.direction : 'top') })
  return all.length === 2 ? one({ kind: 'difference', ...asked, regions: named(all.slice(0, 1)), indicators, against: all[1] as string }) : null
}

const rank: FollowUp = ({ sketch, last, indicators, asked }) => {
  if (sketch.asks.rank === null) return null
  const regions = sketch.places.length > 0 || sketch.they ? asked.regions : last.regions   // 全省排第几: 全省 is the frame
  if (indicators.length === 0 || regions.kind === 'all' || regions.kind === 'province' || sketch.zone !== null) return unclear('no-region')
  return { kind: 'plans', plans: indicators.map(indicator => ({ kind: 'rank', ...asked, regions, indicator, from: sketch.asks.rank === 'low' ? 'low' : 'high' })) }
}

/** 差多少: against the average, the other scope, or between the two named last. */
const gap: FollowUp = turn => {
  const { sketch, last, asked, indicators, trail } = turn
  if (!sketch.gap && !(sketch.comparative !== null && sketch.average && asksAmount(turn))) return null
  const regions = asked.regions
  if (sketch.average || (sketch.province && names(last.regions).length > 0)) return one({ kind: 'difference', ...asked, regions: sketch.places.length > 0 ? regions : last.regions, indicators, against: 'average' })
  if (sketch.scopes.length === 2) return one({ kind: 'gap', scope: 'both', scopeSaid: true, regions: regions.kind === 'all' ? { kind: 'province' } : regions, indicators })
  const pair = names(regions).length === 2 ? names(regions) : sketch.they && new Set(trail).size >= 2 ? [...new Set(trail)].slice(-2) : []
  if (pair.length === 2) return one({ kind: 'difference', ...asked, regions: named(pair.slice(0, 1)), indicators, against: pair[1] as string })
  // 两个差几个点, after one city in both scopes
  if (sketch.theyCount === 2 || /两边|两者/u.test(sketch.text)) return last.regions.kind === 'named' ? one({ kind: 'gap', scope: 'both', scopeSaid: true, regions: last.regions, indicators }) : unclear('nobody')
  return null
}

/** 加起来多少, 平均多少; 总共几个 after a list counts it. */
const sums: FollowUp = turn => {
  const { sketch, last, asked, indicators, bare, saysRegion, before, dictionary } = turn
  const theirMean = sketch.average && !sketch.averageSaid && (sketch.they || (bare && sketch.asks.howMuch && last.kind === 'values' && names(last.regions).length > 1)) && sketch.limits.length === 0 && (turn.own === null || turn.own.every(id => dictionary.indicators[id]?.measures === 'rate')) && !sketch.asks.each
  if (!sketch.sum && !sketch.mean && !theirMean) return null
  if (bare && !saysRegion && names(last.regions).length === 1 && new Set(turn.trail).size > 1) return unclear('nobody')   // 加起来呢, after one city and another
  if (isFiltered(last) && bare && !saysRegion && (sketch.asks.howMany || sketch.asks.unit === '家')) return one({ ...last, scope: asked.scope, scopeSaid: asked.scopeSaid, kind: 'count' })
  if (indicators.length === 0) return null
  const counts = indicators.every(id => dictionary.indicators[id]?.measures === 'total')
  const bothScopes = asked.scope === 'together' || (counts && names(asked.regions).length === 1 && asked.scope === 'both' && !asked.scopeSaid && !sketch.they) || (adds(sketch.text) && sketch.scopes.length === 1 && last.scope !== asked.scope && last.scope !== 'both')
  const regions = sketch.they || (isFiltered(last) && !saysRegion) ? before : adds(sketch.text) && sketch.places.length > 0 ? named([...new Set([...names(last.regions), ...sketch.places])]) : asked.regions
  if ((bothScopes || names(regions).length === 1) && !counts) return { kind: 'outside', what: dictionary.indicators[indicators[0] ?? '']?.name ?? '', why: 'pooled' }
  if (regions.kind === 'all' && isFiltered(last)) return unclear('nobody')
  return one({ kind: 'aggregate', how: sketch.mean || theirMean ? 'mean' : 'sum', ...asked, ...(bothScopes ? { scope: 'together' as const } : {}), regions, indicators })
}

/** 哪个高, 高多少, after two or more cities. */
const comparatives: FollowUp = turn => {
  const { sketch, asked, indicators, bare, trail } = turn
  if (sketch.comparative === null || !bare) return null
  if (turn.last.kind === 'aggregate' && !turn.saysRegion) return unclear('nothing')   // 哪个高 of two means
  const among = names(asked.regions).length >= 2 ? names(asked.regions) : asked.regions.kind === 'named' && new Set(trail).size >= 2 && !turn.saysRegion ? [...new Set(trail)].slice(-2) : []
  if (asksAmount(turn)) return among.length === 2 ? one({ kind: 'difference', ...asked, regions: named(among.slice(0, 1)), indicators, against: among[1] as string }) : null
  if (among.length >= 2) return one({ kind: 'compare', ...asked, regions: named(among), indicators, direction: sketch.comparative })
  if (asked.regions.kind === 'answered' && indicators[0] !== undefined) return one({ kind: 'list', ...asked, where: null, order: { indicator: indicators[0], direction: sketch.comparative, count: 1 }, except: [], show: indicators })
  return null
}

const sorts: FollowUp = ({ sketch, last, asked, indicators, before, saysRegion }) => {
  const [indicator] = indicators
  if (sketch.sort === null || indicator === undefined) return null
  const turnsAround = /反过来|倒过来/u.test(sketch.text)
  if (turnsAround && !(last.kind === 'list' && last.order)) return unclear('nothing')
  const flipped: Direction = last.kind === 'list' && last.order?.direction === 'top' ? 'bottom' : 'top'
  const direction = turnsAround ? flipped : sketch.sort === 'order' ? 'top' : sketch.sort
  const regions = sketch.they ? before : isFiltered(last) && !saysRegion ? last.regions : asked.regions
  return one({ kind: 'list', ...asked, regions: citiesOf(regions), where: conditionIn(last), order: { indicator, direction, count: null }, except: isFiltered(last) ? last.except : [], show: [indicator] })
}

const overview: FollowUp = ({ sketch, last, asked, saysRegion }) => {
  if (!sketch.overview || sketch.named.length > 0 || (sketch.they && last.kind !== 'overview')) return null
  return saysRegion || last.kind === 'overview' ? one({ kind: 'overview', ...asked }) : null
}

const excepts: FollowUp = ({ sketch, last, asked }) => {
  if (sketch.except.length === 0) return null
  if (isFiltered(last)) return one({ ...last, scope: asked.scope, scopeSaid: asked.scopeSaid, except: [...last.except, ...sketch.except] })
  const rest = names(last.regions).filter(name => !sketch.except.includes(name))
  return last.kind === 'values' && rest.length > 0 && rest.length < names(last.regions).length ? one({ ...last, regions: named(rest) }) : null
}

/** 分别是哪些, 有几个, 占多大比例: the same cities asked otherwise. */
const asksOtherwise: FollowUp = ({ sketch, last, asked, own, saysRegion, before, indicators }) => {
  if (own !== null || saysRegion || sketch.scopes.length > 0 || sketch.they) return null
  if (!isFiltered(last)) return unclear('nothing')
  if (sketch.share) return one({ ...last, kind: 'share' })
  if (sketch.asks.which || (sketch.asks.each && !sketch.asks.howMuch)) return one({ ...last, kind: 'list' })
  if (sketch.asks.howMany) return one({ ...last, kind: 'count' })
  return sketch.asks.howMuch || sketch.asks.each ? one({ kind: 'values', ...asked, regions: before, indicators }) : unclear('nothing')
}

/** 他们的压减率呢: the figures of the cities answered. */
const theirs: FollowUp = ({ sketch, last, asked, own, indicators, before, unanswered }) => {
  const figures = own !== null && isFiltered(last) && (sketch.asks.howMuch || sketch.asks.each || sketch.asks.unit !== null)
  if (!sketch.they && !figures) return null
  if (indicators.length === 0) return null
  if (unanswered && isFiltered(last) && last.where) return one({ ...last, kind: 'list', show: [...new Set([...last.show, ...indicators])] })
  if (before.kind === 'all') return sketch.they ? unclear('nobody') : one({ kind: 'values', ...asked, regions: { kind: 'province' }, indicators })
  return one({ kind: 'values', ...asked, regions: before, indicators })
}

/** The last question once more, with another region, scope or indicator in its place. */
const replaced: FollowUp = turn => {
  const { sketch, last, asked, own, indicators, base, before, dictionary } = turn
  const ids = indicators.length > 0 ? indicators : null, [first = ''] = indicators
  if (own === null && /其[他它]|别的/u.test(sketch.text) && sketch.places.length === 0) return unclear('nothing')   // 其他指标呢
  const joined = adds(sketch.text) && sketch.places.length > 0 && names(last.regions).length > 0 ? named([...new Set([...names(last.regions), ...sketch.places])]) : asked.regions
  switch (last.kind) {
    case 'overview': return sketch.versus ? unclear('nothing') : one(own ? { kind: 'values', ...asked, indicators: own } : { ...last, ...asked, regions: joined })
    case 'values': return ids && one({ ...last, ...asked, regions: joined.kind === 'all' && last.regions.kind === 'province' ? last.regions : joined, indicators: adds(sketch.text) && own ? [...new Set([...base, ...own])] : ids })
    case 'difference': return ids && one({ ...last, ...asked, indicators: ids })
    case 'gap': return ids && one({ ...last, scope: 'both', regions: asked.regions, indicators: ids })
    case 'aggregate': return ids && one(last.how === 'sum' && asked.regions.kind === 'province' && asked.scope !== 'together' ? { kind: 'values', ...asked, indicators: ids } : { ...last, ...asked, regions: joined, indicators: ids })
    case 'compare': return ids && one(sketch.places.length === 1 ? { kind: 'values', ...asked, indicators: ids } : { ...last, ...asked, indicators: ids })
    case 'spread': case 'portion': return ids && one({ ...last, ...asked, indicator: first })
    case 'rank': return ids && { kind: 'plans', plans: ids.map(indicator => ({ ...last, ...asked, indicator })) }
    case 'check': return one({ ...last, ...asked, where: own ? swapIndicator(last.where, base[0] ?? '', first) : last.where })
    case 'list': case 'count': case 'share': {
      if (sketch.places.length > 0 && sketch.zone === null) return one({ kind: 'values', ...asked, indicators })
      if (!own) return one({ ...last, ...asked, kind: sketch.asks.which ? 'list' : sketch.asks.howMany ? 'count' : last.kind })
      // 一枚印章呢 after 综窗为0的: the same bound where it means the same; else the figures of the cities listed
      const sameUnit = dictionary.indicators[first]?.unit === dictionary.indicators[base[0] ?? '']?.unit
      const several = last.where !== null && last.order === null && indicatorsOf(last.where).length > 1
      if (several) return unclear('nothing')
      if (last.where && last.order === null && !sameUnit && !isZero(last.where)) return before.kind === 'all' ? null : one({ kind: 'values', ...asked, regions: before, indicators: [first] })
      return one({ ...last, ...asked, where: last.where && last.order === null ? swapIndicator(last.where, base[0] ?? '', first) : last.where, order: last.order && { ...last.order, indicator: first }, show: [first] })
    }
  }
}

/** In this order; the reason for a place stands where it isn't plain. */
export const turns: readonly FollowUp[] = [
  swapsPlace,      // before its second city replaces all
  provinceRow,
  membership,
  beyond,
  beyondAverage,
  setBeside,
  rank,
  gap,             // before sums and orders, whose words it may hold
  sums,
  limits,
  orders,
  comparatives,
  sorts,
  overview,
  excepts,
  asksOtherwise,   // bare question words: nothing is replaced
  theirs,
  replaced,        // last: takes whatever is said for what was said before
]

const isZero = (where: Condition): boolean => where.kind === 'compare' && where.value === 0

function swapIndicator(where: Condition, from: string, to: string): Condition {
  return where.kind === 'compare' ? { ...where, indicator: where.indicator === from ? to : where.indicator } : { ...where, parts: where.parts.map(part => swapIndicator(part, from, to)) }
}
