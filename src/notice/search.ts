// A fact by the words it shares with a question, for questions that neither the tables nor the facts' own ask words cover. Pairs of
// characters that few facts hold weigh most. It answers only where one fact stands out, most of the question is in it, and no
// unknown word is foreign to it.

import type { Mention } from '../question/mentions/mention.ts'
import type { Fact } from '../table/dictionary.ts'

type Index = { readonly pairs: ReadonlyMap<Fact, ReadonlySet<string>>; readonly weigh: (pair: string) => number }

const indexes = new WeakMap<readonly Fact[], Index>()

const pairsOf = (text: string): string[] => [...text.toLowerCase().matchAll(/[\p{L}\d+]+/gu)].flatMap(([run]) => Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2))).filter(pair => /\p{L}/u.test(pair))

function indexOf(facts: readonly Fact[]): Index {
  const known = indexes.get(facts)
  if (known) return known
  const pairs = new Map(facts.map(fact => [fact, new Set(pairsOf([fact.answer, ...fact.asks.flat(), ...fact.words].join(' ')))]))
  const holders = new Map<string, number>()
  for (const set of pairs.values()) for (const pair of set) holders.set(pair, (holders.get(pair) ?? 0) + 1)
  const index = { pairs, weigh: (pair: string) => Math.log(facts.length / (holders.get(pair) ?? 1)) }
  indexes.set(facts, index)
  return index
}

/** Unread pieces with the single signs beside them (电 unread, 动 an act: 电动). */
function unknownWords(mentions: readonly Mention[]): string[] {
  const words: { text: string; end: number; unread: boolean }[] = []
  for (const { kind, text, start, end } of mentions) {
    if (kind !== 'unread' && (text.length > 1 || kind === 'break' || kind === 'filler')) continue
    const last = words.at(-1)
    if (last?.end === start) words[words.length - 1] = { text: last.text + text, end, unread: last.unread || kind === 'unread' }
    else words.push({ text, end, unread: kind === 'unread' })
  }
  return words.flatMap(({ text, unread }) => (unread ? [text] : []))
}

/** Two pairs that only a few facts hold. */
const leastScore = 6
/** How much of the question's weight the fact must hold, and by how much it must lead. */
const leastShare = 0.5, leastLead = 1.25

/** The one fact of `facts` that the question is about, or null; `places` are those it names, which must be the fact's. */
export function searchFacts(text: string, mentions: readonly Mention[], places: readonly string[], facts: readonly Fact[]): Fact | null {
  const { pairs, weigh } = indexOf(facts)
  const offset = mentions[0]?.start ?? 0
  const isEmpty = (mention: Mention) => mention.text.length > 1 && ['filler', 'asker', 'ask', 'social', 'county', 'region'].includes(mention.kind)
  const content = mentions.filter(isEmpty).reduce((rest, { start, end }) => rest.slice(0, start - offset) + ' '.repeat(end - start) + rest.slice(end - offset), text)
  const asked = [...new Set(pairsOf(content))]
  const total = asked.reduce((sum, pair) => sum + weigh(pair), 0)
  const ranked = facts.filter(fact => places.every(place => fact.places.includes(place)))
    .map(fact => ({ fact, score: asked.reduce((sum, pair) => sum + (pairs.get(fact)?.has(pair) ? weigh(pair) : 0), 0) }))
    .toSorted((a, b) => b.score - a.score)
  const [best, second] = ranked
  // More than one sign of an unknown word that is in no pair of the fact's.
  const isForeign = (word: string) => best !== undefined && Array.from(word).filter((_, i) => ![i - 1, i].some(at => at >= 0 && pairs.get(best.fact)?.has(word.slice(at, at + 2)))).length > 1
  if (!best || unknownWords(mentions).some(isForeign) || best.score < (places.length > 0 ? leastScore / 2 : leastScore)) return null
  const stands = best.score >= leastShare * total || places.length > 0
  return stands && best.score >= leastLead * (second?.score ?? 0) ? best.fact : null
}
