// Mentions → sketch: each mention is taken up by one of the passes below, in this order, or ends as unread.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Mention } from '../mentions/mention.ts'
import type { Direction, Scope } from '../plan.ts'
import { nameIndicators } from './indicators.ts'
import { readLimits } from './limits.ts'
import type { Asks, Ranked, Sketch } from './sketch.ts'

const isEmpty = (mention: Mention): boolean => mention.kind === 'filler' || mention.kind === 'asker' || mention.kind === 'social'
/** Bound words that also stand without a number (做到, 是, 到) and then say nothing. */
const idleBound = /^(?:到|达|达到|达到了|做到|做到了|到了|过|过了|超|破|上|上了|够|够了|满|满了|就是|能到|能达到|已到|已达|已达到|起|起码|至少|正好|刚好|恰好|正好是|刚好是|控制在|封顶|打底|=|之下|之上|往上|往下|之内|顶多|至多)$/u
const countUnits = new Set(['个', '名', '家', null])

/**
 * What a question says, put together.
 *
 * 非试点综窗最差三个 → scopes [non_pilot], named [window_reform_rate], orders [worst 3]
 */
export function outline(text: string, all: readonly Mention[], dictionary: Dictionary, self: readonly string[] | null): Sketch {
  // Negation reads over 都 and weak verbs, so states come first; then orders, which take numbers that are no bounds.
  const whether: Mention[] = []
  const content = all.filter(mention => !isEmpty(mention))
  const isLast = (i: number) => content.slice(i + 1).every(m => m.kind === 'break' || (m.kind === 'ask' && m.ask === 'whether'))
  const questions = content.filter((mention, i) => {
    const endsClause = mention.kind === 'not' && (isLast(i) || content[i + 1]?.kind === 'break') && !/^(?:都|也|就|还|尚|从|并|完全|根本|压根|一|硬)/u.test(mention.text) && content[i - 1]?.kind !== 'number' && content[i - 1]?.kind !== 'all'
    if (endsClause) whether.push(mention)
    return !endsClause
  })
  const { limits: found, rest } = readLimits(questions.filter(mention => mention.kind !== 'break' || mention.hard))
  const limits = [...found]
  const left = new Set<Mention>(rest)
  const drop = (...mentions: readonly (Mention | undefined)[]) => mentions.forEach(mention => mention && left.delete(mention))
  const ordered = () => rest.filter(mention => left.has(mention))
  const nearby = (from: Mention, kinds: readonly Mention['kind'][], within = 3): Mention | undefined => {
    const list = ordered(), at = list.indexOf(from)
    return list.slice(at + 1, at + 1 + within).find(mention => kinds.includes(mention.kind))
  }

  // --- orders: 最高, 前三, 最差三个, 哪三个最低
  const orders: Ranked[] = []
  for (const mention of ordered()) {
    if (mention.kind !== 'order' && mention.kind !== 'place') continue
    const list = ordered(), at = list.indexOf(mention)
    const following = list.slice(at + 1, at + 4)
    const number = following.find(m => m.kind === 'number' && countUnits.has(m.unit) && m.end - mention.end <= 12)
    const between = number ? following.slice(0, following.indexOf(number)) : []
    const clear = between.every(m => m.kind === 'every' || m.kind === 'scope' || (m.kind === 'ask' && m.ask === 'which') || (m.kind === 'indicator' && mention.kind === 'place'))
    if (mention.kind === 'place') {
      if (number?.kind === 'number' && number.start - mention.end <= 1) {
        const direction = directionOf(list[at + 2]) ?? (mention.from === 'front' ? 'top' : 'bottom')
        orders.push({ direction, count: number.value, bare: false, start: mention.start, end: number.end })
        drop(mention, number)
      } else if (/^(?:倒数|垫底|最后|末尾|尾巴上|最末|排在最后|排名最后|排末)$/u.test(mention.text)) {
        orders.push({ direction: mention.text === '垫底' ? 'worst' : 'bottom', count: 1, bare: true, start: mention.start, end: mention.end })
        drop(mention)
      }
      continue
    }
    const taken = number?.kind === 'number' && clear ? number : undefined
    orders.push({ direction: mention.direction, count: taken ? taken.value : null, bare: mention.bare ?? false, start: mention.start, end: taken?.end ?? mention.end })
    drop(mention, taken)
  }
  // 哪三个最低, 三个最高的: the number stands before
  orders.forEach((order, i) => {
    if (order.count !== null) return
    const number = ordered().find(m => m.kind === 'number' && countUnits.has(m.unit) && m.value >= 1 && m.value <= 21 && (m.end <= order.start || ordered()[ordered().indexOf(m) - 1]?.kind === 'ask' || ordered()[ordered().indexOf(m) + 1]?.kind === 'every')
      && Math.abs(m.start - order.start) <= 14)
    if (number?.kind !== 'number') return
    orders[i] = { ...order, count: number.value }
    drop(number)
  })

  // --- plain figures after an indicator: 平台使用率100%的
  let last: Mention | null = null
  for (const mention of ordered()) {
    if (mention.kind === 'number' && last?.kind === 'indicator' && mention.unit !== '家' && (mention.unit === '%' || mention.value > 21 || mention.unit === null || orders.length === 0)) {
      limits.push({ operator: '=', value: mention.value, unit: mention.unit, state: null, approximate: mention.approximate, start: mention.start, end: mention.end })
      drop(mention)
    }
    if (!(mention.kind === 'average' && !mention.yardstick)) last = mention
  }

  // --- 比成都高的, 比全省平均高: a comparison with one yardstick
  const list = ordered()
  const versusMention = list.find(m => m.kind === 'versus')
  const comparatives = list.filter(m => m.kind === 'comparative')

  // --- who
  const scopes: Scope[] = []
  let otherScope = false
  for (const mention of ordered()) {
    if (mention.kind !== 'scope') continue
    if (mention.scope === 'other') otherScope = true
    else for (const scope of mention.scope === 'both' ? ['pilot', 'non_pilot'] as const : [mention.scope]) if (!scopes.includes(scope)) scopes.push(scope)
    drop(mention)
  }
  const { places, except, zone, unusedExcepts } = readPlaces(ordered(), self, drop)

  // --- what is asked
  const kept = ordered()
  const has = (kind: Mention['kind']) => kept.some(mention => mention.kind === kind)
  const asksOf = (what: string) => kept.some(mention => mention.kind === 'ask' && mention.ask === what)
  const units = kept.flatMap(mention => (mention.kind === 'ask' && mention.unit !== undefined ? [{ unit: mention.unit, at: mention.start }] : []))
  const asks: Asks = {
    which: asksOf('which'), howMuch: asksOf('how-much'), howMany: asksOf('how-many'), whether: asksOf('whether') || whether.length > 0,
    rank: asksOf('rank-low') ? 'low' : asksOf('rank') ? 'high' : null, why: asksOf('why'), each: asksOf('each'), unit: units[0]?.unit ?? null,
  }
  const sorts = kept.flatMap(mention => (mention.kind === 'sort' ? [mention.direction] : []))
  const sort: Direction | 'order' | null = sorts.length === 0 ? null : sorts.find(direction => direction !== null) ?? 'order'

  // --- indicators, with the unit that a bound or question word near them gives
  const unitNear = (start: number, end: number): string | null => {
    const near = limits.filter(limit => limit.start >= end && limit.start - end <= 8 && !content.some(m => m.kind === 'indicator' && m.start >= end && m.end <= limit.start))
    const bound = near.find(limit => limit.unit !== null && limit.unit !== '家')
    if (bound) return bound.unit
    if (near.some(limit => limit.state !== null)) return null
    const asked = units.find(({ at }) => (at >= end && at - end <= 12) || (at <= start && start - at <= 10))
    return asked && limits.length === 0 ? asked.unit : null
  }
  const { named, stray } = nameIndicators(content, dictionary, unitNear)

  for (const mention of kept) {
    if (['ask', 'sort', 'every', 'province', 'versus', 'gap', 'aggregate', 'share', 'overview', 'define', 'again', 'join', 'average', 'comparative', 'pronoun', 'county', 'outside', 'period', 'break', 'already', 'all', 'act', 'region'].includes(mention.kind)) drop(mention)
    if (mention.kind === 'indicator') drop(mention)
    if (mention.kind === 'bound' && idleBound.test(mention.text)) drop(mention)
  }
  const numbers = ordered().flatMap(mention => (mention.kind === 'number' ? [mention.value] : []))
  const countsPlaces = (mention: Mention) => mention.kind === 'number' && (
    (places.length > 0 && mention.value === places.length) || mention.value === 21
    || (mention.unit !== null && nearby(mention, ['every'], 1) !== undefined) || content[content.indexOf(mention) + 1]?.kind === 'every' || content[content.indexOf(mention) - 1]?.kind === 'pronoun')
  const unread = ordered().filter(mention => mention.kind !== 'break' && !countsPlaces(mention) && !(mention.kind === 'number' && numbers.length === 1 && named.length === 0))
    .map(mention => mention.text)

  return {
    text, scopes, named, limits, orders, sort, places, zone, except, asks, numbers, otherScope,
    joins: content.flatMap(mention => (mention.kind === 'join' && mention.join !== 'list' ? [{ join: mention.join === 'or' ? 'or' as const : 'and' as const, start: mention.start }] : [])),
    province: has('province'), every: kept.some(m => m.kind === 'every'), eachCity: kept.some(m => m.kind === 'every' && m.each),
    they: kept.some(m => m.kind === 'pronoun' && (m.who === 'they' || (m.who === 'both-of' && places.length === 0))),
    comparative: comparatives[0]?.kind === 'comparative' ? comparatives[0].direction : null, comparativeAt: comparatives[0]?.start ?? -1,
    versus: versusMention !== undefined, gap: has('gap'), average: kept.some(m => m.kind === 'average'),
    sum: kept.some(m => m.kind === 'aggregate' && m.by === 'sum'),
    mean: kept.some(m => (m.kind === 'aggregate' && m.by === 'mean')),
    share: has('share'), overview: has('overview'), define: has('define'), again: has('again'),
    counties: kept.flatMap(m => (m.kind === 'county' ? [m.name] : [])),
    outside: kept.flatMap(m => (m.kind === 'outside' ? [m.what] : [])),
    otherDates: kept.flatMap(m => (m.kind === 'period' && !m.stored ? [m.text] : [])),
    added: content[0]?.kind === 'join',
    unread: [...unread, ...stray.filter(mention => mention.strength !== 'head' && mention.strength !== 'soft').map(mention => mention.text), ...unusedExcepts],
    guesses: all.flatMap(mention => (mention.how !== 'exact' ? [{ said: mention.text, read: mention.kind === 'region' && mention.names[0] && !mention.zone ? mention.names[0] : mention.form ?? mention.text }] : [])),
  }
}

const directionOf = (mention: Mention | undefined): Direction | null => (mention?.kind === 'order' ? mention.direction : null)

/** Regions named and regions taken out: 除了成都, 三州以外, 成都不算. */
function readPlaces(mentions: readonly Mention[], self: readonly string[] | null, drop: (...mentions: readonly (Mention | undefined)[]) => void): { places: string[]; except: string[]; zone: string | null; unusedExcepts: string[] } {
  const places: string[] = [], except: string[] = [], unusedExcepts: string[] = []
  let zone: string | null = null
  const excepted = new Set<Mention>()
  mentions.forEach((mention, i) => {
    if (mention.kind !== 'except') return
    const step = mention.side === 'before' ? 1 : -1
    const taken: Mention[] = []
    for (let k = i + step; k >= 0 && k < mentions.length; k += step) {
      const other = mentions[k] as Mention
      if (other.kind === 'region' && !excepted.has(other)) taken.push(other)
      else if (!(other.kind === 'join' || other.kind === 'every' || other.kind === 'pronoun')) break
    }
    if (taken.length === 0) {
      const closes = mention.side === 'after' && except.length > 0
      if (!closes && !/^(?:不计|不要)$/u.test(mention.text)) unusedExcepts.push(mention.text)
    }
    taken.forEach(region => {
      excepted.add(region)
      if (region.kind === 'region') except.push(...region.names.filter(name => !except.includes(name)))
    })
    drop(mention, ...taken)
  })
  for (const mention of mentions) {
    if (mention.kind === 'region' && !excepted.has(mention)) {
      if (mention.zone !== undefined && places.length === 0) zone = mention.zone
      else if (mention.zone === undefined && !mention.names.every(name => places.includes(name))) zone = null
      places.push(...mention.names.filter(name => !places.includes(name)))
    }
    if (mention.kind === 'pronoun' && mention.who === 'we' && self) places.push(...self.filter(name => !places.includes(name)))
  }
  if (mentions.some(m => m.kind === 'pronoun' && m.who === 'we') && places.length === 0) unusedExcepts.push('我们')
  const inside = zone !== null && except.length > 0 && except.some(name => places.includes(name))
  return { places: inside ? places.filter(name => !except.includes(name)) : places, except: inside ? [] : except, zone, unusedExcepts }
}
