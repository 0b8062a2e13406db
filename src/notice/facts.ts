// What the notice says in words. A fact is asked when each of its groups has a word in the question; the most groups win, then the
// longest words. It answers only a question whose other words are known too.

import type { Dictionary, Fact } from '../table/dictionary.ts'
import type { Mention } from '../question/mentions/mention.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from '../question/reading.ts'
import type { Sketch } from '../question/settle/sketch.ts'

/** `sure`: the words are the notice's own, so that it comes before the tables. */
export type FactRead = { readonly plan: Extract<Plan, { kind: 'fact' }>; readonly sure: boolean }

type Match = { readonly fact: Fact; readonly words: readonly string[]; readonly groups: number; readonly length: number }

/** 何日 is 哪天: written question words as the spoken ones, of the same length. */
const spoken = (text: string): string => text.replace(/何日/gu, '哪天').replace(/几日/gu, '几号').replace(/何处/gu, '哪里').replace(/何([级地市州个单部])/gu, '哪$1').replace(/何人/gu, '哪个')

function matchOf(fact: Fact, text: string): Match | null {
  const words: string[] = []
  for (const group of fact.asks) {
    const found = group.filter(word => text.includes(word.toLowerCase())).toSorted((a, b) => b.length - a.length)[0]
    if (found === undefined) return null
    words.push(found)
  }
  return { fact, words, groups: fact.asks.length, length: words.join('').length }
}

/** Kinds of mention that a fact question may hold beside the fact's own words. */
const passable: ReadonlySet<Mention['kind']> = new Set(['filler', 'asker', 'ask', 'break', 'social', 'overview', 'every', 'join', 'province', 'act', 'define', 'again', 'already', 'all', 'aggregate', 'versus'])

/** Words that any question about a notice may hold. */
const neutral = ['举例', '举的例', '例子', '提到', '程度', '结合', '做到', '哪步', '哪一步', '具体', '内容', '条款', '表述', '说法', '原文', '文中', '文里', '写明', '提出', '要求', '规定', '今年', '目前']

/** The characters that neither the fact nor a word without content accounts for. */
function remainder(text: string, mentions: readonly Mention[], { fact, words }: Match): { at: number; unread: boolean }[] {
  const known = [...fact.asks.flat(), ...fact.words, ...words, ...neutral].map(word => word.toLowerCase())
  const offset = mentions[0]?.start ?? 0
  const covered = Array.from(text, () => false)
  const mark = (start: number, end: number) => covered.fill(true, Math.max(0, start), end)
  for (const word of known) for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) mark(at, at + word.length)
  const own = fact.answer.toLowerCase()
  for (const mention of mentions) {
    const isOwn = (mention.text.length >= 2 || mention.kind === 'indicator') && own.includes(mention.kind === 'period' ? mention.text.replace(/份$/u, '') : mention.text)
    if (passable.has(mention.kind) || isOwn || (mention.kind === 'pronoun' && mention.who === 'we') || (mention.kind === 'period' && (mention.stored || isOwn || (/^年[底末]$/u.test(mention.text) && own.includes('年底'))))) mark(mention.start - offset, mention.end - offset)
    if (mention.kind === 'region' && mention.names.some(name => fact.places.includes(name))) mark(mention.start - offset, mention.end - offset)
    if (mention.kind === 'county' && fact.places.includes(mention.name)) mark(mention.start - offset, mention.end - offset)
  }
  const unreadAt = (i: number) => mentions.some(mention => mention.kind === 'unread' && mention.start - offset <= i && mention.end - offset > i)
  return Array.from(text).flatMap((character, i) => (covered[i] || /[\s,.:;?!。()、]/u.test(character) || (/[交报送收]/u.test(character) && !unreadAt(i - 1) && !unreadAt(i + 1)) ? [] : [{ at: i, unread: unreadAt(i) }]))
}

export function readFacts(asked: string, mentions: readonly Mention[], sketch: Sketch, dictionary: Dictionary): FactRead | null {
  const text = spoken(asked)
  const matches = dictionary.facts.flatMap(fact => matchOf(fact, text) ?? [])
    .toSorted((a, b) => b.groups - a.groups || b.length - a.length)
  const foreign = (match: Match) => sketch.places.some(place => !match.fact.places.includes(place)) || contradicts(match.fact, text) || (match.fact.general && asksMore(match, text))
  const leftBy = new Map(matches.map(match => [match, remainder(text, mentions, match)]))
  const isRead = (left: readonly { readonly unread: boolean }[]) => left.length <= 1 && !left.some(({ unread }) => unread)
  const whole = matches.find(match => !foreign(match) && isRead(leftBy.get(match) ?? []))
  if (whole) return { plan: { kind: 'fact', ids: [whole.fact.id] }, sure: isOwnWording(whole, sketch) }
  // 截止日期及接收处室: two facts that together account for the question
  for (const [i, one] of matches.slice(0, 6).entries()) {
    for (const other of matches.slice(i + 1, 6)) {
      const left = (leftBy.get(one) ?? []).filter(({ at }) => (leftBy.get(other) ?? []).some(piece => piece.at === at))
      if (!foreign(one) && !foreign(other) && isRead(left)) return { plan: { kind: 'fact', ids: [one.fact.id, other.fact.id] }, sure: isOwnWording(one, sketch) && isOwnWording(other, sketch) }
    }
  }
  return null
}

const levels = ['服务室', '服务站', '市级', '县级', '村级', '省级试点', '非试点', '面上'], years = ['明年', '去年', '后年', '前年']
const denial = /没被|没有被|未被|不是|没开|没有开/u

/** 县级试点 is not 省级试点, 没被点名 not 被点名: a level, a year or a denial that is named must be the fact's own. */
export function contradicts(fact: Fact, text: string): boolean {
  const own = [fact.answer, ...fact.asks.flat(), ...fact.words].join(' '), isOfAll = own.includes('非试点')
  const said = text.replace(/省、?市、?县/u, '')   // 省市县三级
  if ([...levels, ...years].some(word => said.includes(word) && !own.includes(word) && !(word === '面上' && isOfAll))) return true
  return denial.test(text.replace(/是不是/gu, '')) && !denial.test(fact.answer)
}

/** 验收什么时候开始: the broad fact of a topic doesn't hold dates, numbers or reasons that it doesn't name itself. */
function asksMore({ fact }: Match, text: string): boolean {
  const asked = /什么时候|啥时候|何时|几号|哪天|多久|标准|多少|好多|几个|几家|为什么|为啥/u.exec(text)?.[0]
  return asked !== undefined && ![...fact.asks.flat(), ...fact.words].some(word => word.includes(asked))
}

/** 那服务室呢 after 示范便民服务中心由谁验收: the words asked anew, the last question's for the rest; it must come to another fact of that section. */
export function readFactFollowUp(text: string, mentions: readonly Mention[], sketch: Sketch, context: Context | null, dictionary: Dictionary): FactRead | null {
  if (context?.plan.kind !== 'fact' || sketch.they) return null
  const { ids } = context.plan, joint = `${context.text} ${text}`
  const sections = new Set(ids.map(id => dictionary.facts.find(fact => fact.id === id)?.place))
  const fresh = dictionary.facts.filter(fact => !ids.includes(fact.id) && sections.has(fact.place)).flatMap(fact => matchOf(fact, joint) ?? [])
    .map(match => ({ match, own: match.words.filter(word => text.includes(word) && !context.text.includes(word)).join('').length }))
    .filter(({ match, own }) => own >= 2 && !contradicts(match.fact, text) && remainder(text, mentions, match).length <= 1)
    .toSorted((a, b) => b.own - a.own || b.match.groups - a.match.groups || b.match.length - a.match.length)
  const [best] = fresh
  return best ? { plan: { kind: 'fact', ids: [best.match.fact.id] }, sure: true } : null
}

/** A bound, an order or a rank asks for figures of the tables, whatever words of the notice stand beside it. */
function isOwnWording({ fact }: Match, sketch: Sketch): boolean {
  const asksTables = sketch.limits.some(limit => typeof limit.value !== 'number' || limit.state === null) || sketch.orders.length > 0 || sketch.asks.rank !== null || sketch.sort !== null || sketch.they
  const asksCities = (sketch.asks.which || sketch.asks.howMany) && sketch.every && fact.target !== null
  return !asksTables && !asksCities
}
