// Mentions → sketch: each mention is taken up by one of the passes below, in this order, or ends as unread.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Mention } from '../mentions/mention.ts'
import { opposite, type Direction, type Scope } from '../plan.ts'
import { asksCities, headAfterCities, meansOf, readAsks, unitFinder } from './asked.ts'
import { begunState, readPlainFigures } from './figures.ts'
import { beyondPlans } from './guards.ts'
import { nameIndicators } from './indicators.ts'
import { readLimits } from './limits.ts'
import { readOrders } from './orders.ts'
import { readPlaces } from './places.ts'
import { countOf, pointsBack } from './pointing.ts'
import { takeEndings, told } from './rewrite.ts'
import type { Limit, Sketch } from './sketch.ts'

type Of<Kind extends Mention['kind']> = Extract<Mention, { kind: Kind }>

const isEmpty = (mention: Mention): boolean => mention.kind === 'filler' || mention.kind === 'asker' || mention.kind === 'social'
/** Bound words that also stand without a figure (做到, 是, 到) and then say nothing. */
const idleBound = /^(?:到|至|达|达到|达到了|做到|做到了|到了|过|过了|上|上了|就是|能到|能达到|已到|已达|已达到|起|正好|刚好|恰好|正好是|刚好是|封顶|打底|=|~|-|之下|之上|往上|往下|之内)$/u
/** 之后, 以前 and the like, left of a longer phrase; 前 and 后 beside a figure are orders. */
const idlePlace = /^(?:头|末)$/u
/** Bound words that compare two places where no figure follows: 高出多少, 不如面上. */
const comparing = /^(?:高出|高出了|超出|高于|超过|多于|大于|低于|少于|小于|不如|比不上|赶不上|落后于|领先于|强于|好于|优于|差于|弱于|领先)$/u
/** Kinds that a sketch holds by other means than a list, so that they never count as unread. */
const slots: ReadonlySet<Mention['kind']> = new Set(['ask', 'sort', 'every', 'province', 'versus', 'gap', 'aggregate', 'share', 'overview', 'define', 'again', 'join', 'average', 'comparative', 'county', 'outside', 'period', 'break', 'already', 'all', 'act', 'region', 'except', 'indicator', 'scope', 'pronoun', 'range'])

/**
 * What a question says, put together.
 *
 * 非试点综窗最差三个 → scopes [non_pilot], named [window_reform_rate], orders [worst 3]
 */
export function outline(text: string, all: readonly Mention[], dictionary: Dictionary, self: readonly string[] | null): Sketch {
  const content = told(all.filter(mention => !isEmpty(mention)))
  const { statement, whether } = takeEndings(content)
  const ordered = readOrders(statement)                                  // before bounds: it takes the numbers that count cities
  const limited = readLimits(ordered.rest.filter(mention => mention.kind !== 'break' || mention.hard))
  const plain = readPlainFigures(limited.rest, ordered.orders.length > 0, content, all)
  const rest = plain.rest
  const said = <Kind extends Mention['kind']>(kind: Kind) => rest.filter((mention): mention is Of<Kind> => mention.kind === kind)
  const has = (kind: Mention['kind']) => rest.some(mention => mention.kind === kind)

  const read = readAsks(rest, whether || limited.asks)
  const limits = withoutEdges([...limited.limits, ...plain.limits], rest)
  if (limits.length === 0 && (read.whether || asksCities(content))) limits.push(...begunState(limited.acts, content, read.whether))

  const { scopes: saidScopes, together, other: otherScope } = readScopes(said('scope'))
  // 咋面上还高些 各是多少: higher than the other scope, which is meant too
  const scopes: Scope[] = saidScopes.length === 1 && read.each && said('comparative').length > 0 && !has('versus') && !has('every') ? ['pilot', 'non_pilot'] : saidScopes
  const { places, except, zone, zones, unread: unusedExcepts, nobody } = readPlaces(rest, self)
  const unitNear = unitFinder(content, limits, rest)
  const { named, weak, stray } = nameIndicators(content, dictionary, unitNear)
  // 代办员是几名: of what is counted in 名 no rank is asked
  const countsPeople = read.rank !== null && named.length > 0 && named.every(({ ids }) => ids.every(id => dictionary.indicators[id]?.unit === '名')) && said('ask').some(({ ask, text }) => ask === 'rank' && /^是?(?:几|好多|多少)名$/u.test(text))
  const asks = countsPeople ? { ...read, rank: null, howMuch: true, unit: '名' } : read
  const leftBounds = said('bound').filter(mention => comparing.test(mention.text))
  const short = fallsShort(content)
  const comparesBound = leftBounds.length > 0 && (places.length >= 2 || scopes.length === 2 || has('gap') || asks.howMuch || asks.unit !== null)
  const sorts = said('sort').map(mention => mention.direction), comparatives = said('comparative')
  const numbers = said('number').map(mention => mention.value)
  const pair = places.length === 0 && said('number').find(mention => mention.value === 2 && (mention.unit === '个' || mention.unit === '家'))
  const pointed = pointsBack(content, places.length > 0)
  const unread = rest.filter(mention => !slots.has(mention.kind) && !(short !== null && mention.kind === 'not') && !(mention.kind === 'bound' && (idleBound.test(mention.text) || (comparesBound && comparing.test(mention.text)))) && mention !== pair
    && !(mention.kind === 'place' && idlePlace.test(mention.text))
    && !(mention.kind === 'number' && (countsCities(mention, content) || isOneOf(mention) || (mention.value >= 2 && (mention.value === places.length || mention.value === limits.length || mention.value === named.length)) || (numbers.length === 1 && named.length === 0))))

  return {
    text, scopes, named, weak, limits, orders: ordered.orders, places, zone, zones, except, asks, numbers, otherScope,
    joins: content.flatMap(mention => (mention.kind === 'join' && mention.join !== 'list' ? [{ join: mention.join, start: mention.start }] : [])),
    lists: content.flatMap(mention => (mention.kind === 'join' && mention.join === 'list' ? [mention.start] : [])),
    sort: sorts.length === 0 ? null : sorts.find(direction => direction !== null) ?? 'order',
    province: has('province'), every: has('every'), eachCity: said('every').some(mention => mention.each),
    theyCount: pair ? 2 : countOf(content),
    they: pointed === 'back' || (pair !== undefined && pair !== false && (has('gap') || has('comparative') || ordered.orders.length > 0)),
    crossesScopes: said('scope').length > 1 && scopes.length === 2 && limits.some(limit => said('scope').some(scope => scope.end <= limit.start) && said('scope').some(scope => scope.start >= limit.end)),
    comparisons: comparatives.length,
    comparative: short ?? comparatives[0]?.direction ?? (comparesBound ? (leftBounds[0]?.operator.startsWith('>') ? 'top' : 'bottom') : null),
    versus: has('versus') || comparesBound || short !== null,
    gap: has('gap'), average: has('average'), averageSaid: said('average').some(mention => mention.yardstick),
    sum: together || (places.length > 1 && named.some(({ mentions }) => mentions.some(mention => /总[数量共]$/u.test(mention.text)))) || said('aggregate').some(mention => mention.by === 'sum'), together,
    mean: said('aggregate').some(mention => mention.by === 'mean') || meansOf(content) || (places.length > 1 && limits.length === 0 && said('average').some(mention => !mention.yardstick && mention.text !== '平均')),
    share: (has('share') && !(asks.unit !== null && asks.unit !== '%' && asks.unit !== '个')) || (limits.length > 0 && headAfterCities(content, /比例|比率|百分比/u)),
    overview: has('overview'), define: has('define'), again: has('again'),
    counties: said('county').map(mention => mention.name),
    outside: said('outside').map(mention => mention.what),
    otherDates: said('period').flatMap(mention => (mention.stored ? [] : [mention.text])),
    added: addsTo(text, named.length > 0),
    unread: [...inOneWord([...unread, ...unusedExcepts.filter(mention => plain.limits.length === limits.length - limited.limits.length || mention.kind !== 'except'), ...stray]), ...(pointed === 'astray' ? ['他们'] : []), ...beyondPlans(text, all, content, limits, named), ...(nobody ? ['我们'] : [])],
    guesses: all.flatMap(mention => (mention.how !== 'exact' ? [{ said: mention.text, read: mention.kind === 'region' && mention.names[0] && mention.zone === undefined ? mention.names[0] : mention.form ?? mention.text }] : [])),
  }
}

function readScopes(mentions: readonly Of<'scope'>[]): { scopes: Scope[]; together: boolean; other: boolean } {
  const said = mentions.flatMap(({ scope }): Scope[] => (scope === 'both' || scope === 'together' ? ['pilot', 'non_pilot'] : scope === 'other' ? [] : [scope]))
  return { scopes: [...new Set(said)], together: mentions.some(({ scope }) => scope === 'together'), other: mentions.some(({ scope }) => scope === 'other') }
}

/** 试点还没面上高, 没有成都高的: a denied comparison is the opposite one. */
function fallsShort(content: readonly Mention[]): Direction | null {
  const at = content.findIndex((mention, i) => mention.kind === 'not' && ['scope', 'region', 'average'].includes(content[i + 1]?.kind ?? '') && content[i + 2]?.kind === 'comparative')
  const compared = content[at + 2]
  return at >= 0 && compared?.kind === 'comparative' ? opposite[compared.direction] : null
}

/** 同时一件事30项以上, 综窗也低于20的, 或者一枚印章100%的: said of the same cities as before. */
function addsTo(text: string, names: boolean): 'and' | 'or' | null {
  if (/^(?:或者?|要么)/u.test(text)) return 'or'
  return /^(?:再加|再筛|再要|加一条|加个条件|还要|外加|并且|而且|且|同时|另外还要|在此基础上)/u.test(text) || (names && /^.{1,12}也.*(?:的|呢)$/u.test(text)) ? 'and' : null
}

/** 大于50%（正好50%的不要）: what an open bound leaves out anyway is said again. */
function withoutEdges(limits: readonly Limit[], rest: readonly Mention[]): Limit[] {
  const isLeftOut = (limit: Limit) => limit.operator === '=' && rest.some(mention => mention.kind === 'except' && mention.start >= limit.end && mention.start - limit.end <= 3)
    && limits.some(other => (other.operator === '>' || other.operator === '<') && other.value === limit.value)
  return limits.filter(limit => !isLeftOut(limit))
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

/** 试点一个面上一个, 有一家: no figure. */
const isOneOf = (mention: Of<'number'>): boolean => mention.value === 1 && mention.text.startsWith('一') && ['个', '家', '名', '项'].includes(mention.unit ?? '')

const countsCities = (mention: Mention, content: readonly Mention[]): boolean => content[content.indexOf(mention) + 1]?.kind === 'every' || content[content.indexOf(mention) - 1]?.kind === 'pronoun'
