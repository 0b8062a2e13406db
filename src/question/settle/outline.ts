// Mentions → sketch: each mention is taken up by one of the passes below, in this order, or ends as unread.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Mention } from '../mentions/mention.ts'
import { opposite, type Direction, type Scope } from '../plan.ts'
import { dropPlaceCounts } from './counts.ts'
import { nameIndicators } from './indicators.ts'
import { readLimits } from './limits.ts'
import { readOrders } from './orders.ts'
import { readPlaces } from './places.ts'
import type { Asks, Limit, Named, Sketch } from './sketch.ts'

type Of<Kind extends Mention['kind']> = Extract<Mention, { kind: Kind }>

const isEmpty = (mention: Mention): boolean => mention.kind === 'filler' || mention.kind === 'asker' || mention.kind === 'social'
/** Bound words that also stand without a figure (做到, 是, 到) and then say nothing. */
const idleBound = /^(?:到|至|达|达到|达到了|做到|做到了|到了|过|过了|上|上了|就是|能到|能达到|已到|已达|已达到|起|正好|刚好|恰好|正好是|刚好是|封顶|打底|=|~|-|之下|之上|往上|往下|之内)$/u
/** Bound words that compare two places where no figure follows: 高出多少, 不如面上. */
const comparing = /^(?:高出|高出了|超出|高于|超过|多于|大于|低于|少于|小于|不如|比不上|赶不上|落后于|强于|好于|优于|差于|弱于|领先)$/u
/** Kinds that a sketch holds by other means than a list, so that they never count as unread. */
const slots: ReadonlySet<Mention['kind']> = new Set(['ask', 'sort', 'every', 'province', 'versus', 'gap', 'aggregate', 'share', 'overview', 'define', 'again', 'join', 'average', 'comparative', 'county', 'outside', 'period', 'break', 'already', 'all', 'act', 'region', 'except', 'indicator', 'scope', 'pronoun', 'place', 'range'])

/**
 * What a question says, put together.
 *
 * 非试点综窗最差三个 → scopes [non_pilot], named [window_reform_rate], orders [worst 3]
 */
export function outline(text: string, all: readonly Mention[], dictionary: Dictionary, self: readonly string[] | null): Sketch {
  const content = denials(dropCorrections(dropPlaceCounts(all.filter(mention => !isEmpty(mention)))))
  const { statement, whether } = takeEndings(content)
  const ordered = readOrders(statement)                                  // before bounds: it takes the numbers that count cities
  const limited = readLimits(ordered.rest.filter(mention => mention.kind !== 'break' || mention.hard))
  const plain = readPlainFigures(limited.rest, ordered.orders.length > 0, content)
  const rest = plain.rest
  const said = <Kind extends Mention['kind']>(kind: Kind) => rest.filter((mention): mention is Of<Kind> => mention.kind === kind)
  const has = (kind: Mention['kind']) => rest.some(mention => mention.kind === kind)

  const asks = readAsks(rest, whether || limited.asks)
  const limits = [...limited.limits, ...plain.limits]
  if (limits.length === 0 && asks.whether) limits.push(...begunState(limited.acts, content))

  const { scopes, together, other: otherScope } = readScopes(said('scope'))
  const { places, except, zone, zones, unread: unusedExcepts, nobody } = readPlaces(rest, self)
  const unitNear = unitFinder(content, limits, rest)
  const { named, weak } = nameIndicators(content, dictionary, unitNear)
  const leftBounds = said('bound').filter(mention => comparing.test(mention.text))
  const short = fallsShort(content)
  const comparesBound = leftBounds.length > 0 && (places.length >= 2 || scopes.length === 2 || has('gap') || asks.howMuch || asks.unit !== null)
  const sorts = said('sort').map(mention => mention.direction), comparatives = said('comparative')
  const numbers = said('number').map(mention => mention.value)
  const pair = places.length === 0 && said('number').find(mention => mention.value === 2 && (mention.unit === '个' || mention.unit === '家'))
  const pointed = pointsBack(content, places.length > 0)
  const unread = rest.filter(mention => !slots.has(mention.kind) && !(short !== null && mention.kind === 'not') && !(mention.kind === 'bound' && (idleBound.test(mention.text) || (comparesBound && comparing.test(mention.text)))) && mention !== pair
    && !(mention.kind === 'number' && (countsCities(mention, content) || (mention.value >= 2 && (mention.value === places.length || mention.value === limits.length)) || (numbers.length === 1 && named.length === 0))))

  return {
    text, scopes, named, weak, limits, orders: ordered.orders, places, zone, zones, except, asks, numbers, otherScope,
    joins: content.flatMap(mention => (mention.kind === 'join' && mention.join !== 'list' ? [{ join: mention.join, start: mention.start }] : [])),
    lists: content.flatMap(mention => (mention.kind === 'join' && mention.join === 'list' ? [mention.start] : [])),
    sort: sorts.length === 0 ? null : sorts.find(direction => direction !== null) ?? 'order',
    province: has('province'), every: has('every'), eachCity: said('every').some(mention => mention.each),
    theyCount: pair ? 2 : countOf(content),
    they: pointed === 'back' || (pair !== undefined && pair !== false && (has('gap') || has('comparative') || ordered.orders.length > 0)),
    allSaid: rest.some(mention => mention.kind === 'all' && /全|统统|悉数/u.test(mention.text)),
    comparative: short ?? comparatives[0]?.direction ?? (comparesBound ? (leftBounds[0]?.operator.startsWith('>') ? 'top' : 'bottom') : null),
    versus: has('versus') || comparesBound || short !== null,
    gap: has('gap'), average: has('average'), averageSaid: said('average').some(mention => mention.yardstick),
    sum: together || (places.length > 1 && named.some(({ mentions }) => mentions.some(mention => /总[数量共]$/u.test(mention.text)))) || said('aggregate').some(mention => mention.by === 'sum'), together,
    mean: said('aggregate').some(mention => mention.by === 'mean') || meansOf(content) || (places.length > 1 && limits.length === 0 && said('average').some(mention => !mention.yardstick && mention.text !== '平均')),
    share: has('share') || (limits.length > 0 && headAfterCities(content, /比例|比率|百分比/u)),
    overview: has('overview'), define: has('define'), again: has('again'),
    counties: said('county').map(mention => mention.name),
    outside: said('outside').map(mention => mention.what),
    otherDates: said('period').flatMap(mention => (mention.stored ? [] : [mention.text])),
    added: /^(?:再加|加一条|还要|外加|再要|并且|而且|且)/u.test(text),
    unread: [...inOneWord([...unread, ...unusedExcepts]), ...(pointed === 'astray' ? ['他们'] : []), ...countsCentres(content, named), ...(nobody ? ['我们'] : [])],
    guesses: all.flatMap(mention => (mention.how !== 'exact' ? [{ said: mention.text, read: mention.kind === 'region' && mention.names[0] && mention.zone === undefined ? mention.names[0] : mention.form ?? mention.text }] : [])),
  }
}

/** 多少个中心没完成综窗, 哪些中心…: the tables count no centres by state; their cities would be the answer to another question. */
function countsCentres(content: readonly Mention[], named: readonly Named[]): string[] {
  return content.flatMap((mention, i) => {
    if (mention.kind !== 'indicator' || !/(?:中心|站|室)$/u.test(mention.text)) return []
    const asked = [content[i - 1], content[i + 1]].some(m => m?.kind === 'ask' && (m.ask === 'how-many' || m.ask === 'which'))
    return asked && named.some(({ mentions }) => mentions.length > 1 && mentions.includes(mention) && mentions.some(m => m !== mention && m.strength !== 'head' && m.strength !== 'weak')) ? [mention.text] : []
  })
}

/** 试点还没面上高, 没有成都高的: a denied comparison is the opposite one. */
function fallsShort(content: readonly Mention[]): Direction | null {
  const at = content.findIndex((mention, i) => mention.kind === 'not' && ['scope', 'region', 'average'].includes(content[i + 1]?.kind ?? '') && content[i + 2]?.kind === 'comparative')
  const compared = content[at + 2]
  return at >= 0 && compared?.kind === 'comparative' ? opposite[compared.direction] : null
}

/** Unread pieces side by side (外, 星) are one word. */
function inOneWord(pieces: readonly Mention[]): string[] {
  const words: { text: string; end: number }[] = []
  for (const { start, end, text } of pieces.toSorted((a, b) => a.start - b.start)) {
    const last = words.at(-1)
    if (last?.end === start) words[words.length - 1] = { text: last.text + text, end }
    else words.push({ text, end })
  }
  return words.map(({ text }) => text)
}

/** 不达标, 不为0: a 不 right before what it denies is no question word. */
function denials(content: readonly Mention[]): Mention[] {
  return content.map((mention, i) => {
    const next = content[i + 1]
    const denies = mention.kind === 'ask' && mention.text === '不' && next?.start === mention.end && (next.kind === 'act' || next.kind === 'bound')
    return denies ? { kind: 'not', start: mention.start, end: mention.end, text: mention.text, how: mention.how } : mention
  })
}

/** 注意是站，不是室: what is said not to be meant names nothing. */
function dropCorrections(content: readonly Mention[]): Mention[] {
  const isDenied = (i: number) => content[i - 1]?.kind === 'bound' && content[i - 1]?.text === '不是' && content[i]?.kind === 'indicator'
  return content.filter((_, i) => !isDenied(i) && !isDenied(i + 1))
}

/** A 没有 or 没 that ends its clause asks (启动了没有); anywhere else it denies. */
function takeEndings(content: readonly Mention[]): { statement: Mention[]; whether: boolean } {
  const ends = content.filter((mention, i) => {
    const before = content[i - 1], after = content[i + 1]
    return mention.kind === 'not' && /^(?:没|没有|没得|莫得|未)$/u.test(mention.text) && i > 0 && !(before?.kind === 'number' && before.value === 1) && before?.kind !== 'all' && before?.kind !== 'break'
      && (after === undefined || after.kind === 'break' || (before?.kind === 'act' && (after.kind === 'scope' || after.kind === 'region')) || (after.kind === 'ask' && after.ask === 'whether') || after.kind === 'every')
  })
  return { statement: content.filter(mention => !ends.includes(mention)), whether: ends.length > 0 }
}

function readAsks(rest: readonly Mention[], whether: boolean): Asks {
  const asked = (what: Of<'ask'>['ask']) => rest.some(mention => mention.kind === 'ask' && mention.ask === what)
  const unit = rest.find((mention): mention is Of<'ask'> => mention.kind === 'ask' && mention.unit !== undefined)?.unit ?? null
  return {
    which: asked('which'), exists: rest.some(mention => mention.kind === 'ask' && mention.ask === 'whether' && /^(?:有(?!没$)|存在)/u.test(mention.text)), howMuch: asked('how-much'), howMany: asked('how-many') || headAfterCities(rest, /^(?:数|数量|个数|数目)$/u), whether: whether || asked('whether'),
    rank: asked('rank-low') ? 'low' : asked('rank') ? 'high' : null, why: asked('why'), each: asked('each'), unit,
  }
}

/** 市州数, 市州比例: a head word behind the cities counts them. */
function headAfterCities(mentions: readonly Mention[], head: RegExp): boolean {
  return mentions.some((mention, i) => mention.kind === 'indicator' && mention.strength === 'head' && head.test(mention.text) && (mentions[i - 1]?.kind === 'every' || (mentions[i - 1]?.kind === 'scope' && (/市州?$/u.test(mentions[i - 1]?.text ?? '') || /比/u.test(mention.text)))))
}

function readScopes(mentions: readonly Of<'scope'>[]): { scopes: Scope[]; together: boolean; other: boolean } {
  const said = mentions.flatMap(({ scope }): Scope[] => (scope === 'both' || scope === 'together' ? ['pilot', 'non_pilot'] : scope === 'other' ? [] : [scope]))
  return { scopes: [...new Set(said)], together: mentions.some(({ scope }) => scope === 'together'), other: mentions.some(({ scope }) => scope === 'other') }
}

/** 平台使用率100%的: a figure right behind an indicator is one it equals; 有没有20项 asks whether it is reached. */
function readPlainFigures(rest: readonly Mention[], ranked: boolean, content: readonly Mention[]): { limits: Limit[]; rest: Mention[] } {
  const limits: Limit[] = [], taken = new Set<Mention>()
  rest.forEach((mention, i) => {
    const before = rest.slice(0, i).findLast(m => !(m.kind === 'average' && !m.yardstick) && m.kind !== 'scope' && m.kind !== 'all')
    if (mention.kind !== 'number' || mention.unit === '家' || (before === undefined && mention.unit !== '%')) return
    const asksWhether = before?.kind === 'ask' && before.ask === 'whether'
    const isFigure = before === undefined || mention.unit === '%' || before.kind === 'indicator' && mention.start - before.end <= 4 && (mention.unit === '%' || mention.value > 21 || mention.unit === null || !ranked)
    if (isFigure && mention.value === 1 && mention.text.startsWith('一') && mention.unit !== '%') {
      taken.add(mention)   // “代办事项数量”一项: no figure
      return
    }
    if (!(asksWhether || isFigure) || (mention.unit !== '%' && content[content.indexOf(mention) + 1]?.kind === 'every')) return
    taken.add(mention)
    limits.push({ operator: asksWhether ? '>=' : '=', value: mention.value, unit: mention.unit, state: null, approximate: mention.approximate, start: mention.start, end: mention.end })
  })
  return { limits, rest: rest.filter(mention => !taken.has(mention)) }
}

/** 综窗动了没有, 有没有建便民服务站: a plain act asked about is whether it has begun. */
function begunState(acts: readonly Mention[], content: readonly Mention[]): Limit[] {
  const asks = (mention: Mention | undefined) => mention?.kind === 'not' || (mention?.kind === 'ask' && mention.ask === 'whether' && /没|吗|无/u.test(mention.text))
  const act = acts.find(one => asks(content[content.indexOf(one) - 1]) || asks(content[content.indexOf(one) + 1]))
  return act ? [{ operator: '>', value: 0, unit: null, state: 'some', approximate: false, start: act.start, end: act.end }] : []
}

/** The unit that a bound or a question word gives an indicator beside it: 几台, 3次, 5个以上. */
function unitFinder(content: readonly Mention[], limits: readonly Limit[], rest: readonly Mention[]): (start: number, end: number) => string | null {
  const units = rest.flatMap(mention => (mention.kind === 'ask' && mention.unit !== undefined && mention.ask !== 'how-many' ? [{ unit: mention.unit, at: mention.start }]
    : mention.kind === 'ask' && mention.ask === 'how-many' && limits.length === 0 && !rest.some(m => m.kind === 'versus') ? [{ unit: '个', at: mention.start }] : []))
  return (start, end) => {
    const near = limits.filter(limit => limit.start >= end && limit.start - end <= 10 && !content.some(m => m.kind === 'indicator' && m.start >= end && m.end <= limit.start))
    const ahead = limits.filter(limit => limit.end <= start && start - limit.end <= 3 && !content.some(m => m.kind === 'indicator' && m.end <= limit.start))
    const bound = [...near, ...ahead].find(limit => limit.unit !== null && limit.unit !== '家')
    if (bound) return bound.unit
    if (near.some(limit => limit.state !== null)) return null
    const asked = units.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start)).find(({ at }) => (at >= end && at - end <= 12) || (at <= start && start - at <= 10))
    return asked && limits.length === 0 ? asked.unit : null
  }
}

/** 成都绵阳德阳平均, 四个市平均: 平均 right behind the places is their mean, not a word of the indicator. */
function meansOf(content: readonly Mention[]): boolean {
  return content.some((mention, i) => mention.kind === 'average' && !mention.yardstick && (content[i - 1]?.kind === 'region' || (content[i - 1]?.kind === 'every' && content.slice(0, i - 1).some(m => m.kind === 'region')))
    && content[i - 1] !== undefined && !content.slice(i + 1, i + 2).some(m => m.kind === 'bound'))
}

/** How many are pointed at: 这两家, 那三个市州. */
function countOf(content: readonly Mention[]): number | null {
  const pointed = content.find((mention): mention is Of<'pronoun'> => mention.kind === 'pronoun' && mention.who === 'they')
  const digit = pointed && /^[这那上前刚][这那面才]*([一二两三四五六七八九十]|\d+)/u.exec(pointed.text)?.[1]
  if (!digit) return null
  return /\d/.test(digit) ? Number(digit) : digit === '两' ? 2 : '一二三四五六七八九十'.indexOf(digit) + 1
}

const countsCities = (mention: Mention, content: readonly Mention[]): boolean => content[content.indexOf(mention) + 1]?.kind === 'every' || content[content.indexOf(mention) - 1]?.kind === 'pronoun'

/** 他们, 其中 refer back; 里头 only at the start; beside a place just named (川南那几个市) they say nothing new. */
function pointsBack(content: readonly Mention[], hasPlaces: boolean): 'back' | 'astray' | null {
  for (const [i, mention] of content.entries()) {
    if (mention.kind !== 'pronoun' || mention.who === 'we' || content[i + 1]?.kind === 'average') continue
    const starts = i === 0 || content[i - 1]?.kind === 'break' || content[i - 1]?.kind === 'again' || content[i - 1]?.kind === 'join'
    if (/^(?:里头|里面|里边|它|他|其|这里|当中)$/u.test(mention.text) && !starts) continue
    if (!hasPlaces) return 'back'
    if (content[i - 1]?.kind !== 'region' && mention.who === 'they' && !/^(?:其中|里头|里面|这个|该市|该州)$/u.test(mention.text)) return 'astray'
  }
  return null
}
