// May a word be taught as another name of an indicator, a topic or a city? Questions and reports are asked how they read it now: what is known, or would hide
// a word that denies, bounds, counts, orders or names something else, is refused.

import type { Lexicon } from '../language/lexicon.ts'
import { longestQuestion, normalise } from '../language/normalise.ts'
import type { Mention, Said } from '../question/mentions/mention.ts'
import { readMentions as readInQuestion } from '../question/mentions/read.ts'
import { printPlan } from '../question/plan.ts'
import { readQuestion } from '../question/read.ts'
import type { Vocabulary } from '../question/vocabulary.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { updateLexicon } from './lexicon.ts'
import { readMentions as readInReport } from './mentions.ts'

export type Target = { readonly kind: 'indicator' | 'topic' | 'region'; readonly id: string }

export type Fault =
  | { readonly why: 'length' | 'signs' | 'digits' }
  /** The readers know the word: as this. */
  | { readonly why: 'known'; readonly said: Said }
  /** The notice itself uses it of something. */
  | { readonly why: 'noticed' }
  /** A part of it steers how a question or a report is read, or names something else. */
  | { readonly why: 'steers' | 'names'; readonly part: string; readonly said: Said | null }

const shortest = 2, longest = 20

/** The word as the readers would meet it: “综服窗” → 综服窗, ＺＣ → zc */
export const formOf = (word: string): string => normalise(word)

const wholeIn = (form: string, { findExact }: Pick<Lexicon<Said>, 'findExact'>): Said | null => findExact(form).find(({ start, end }) => start === 0 && end === form.length)?.value ?? null

/** What a form that is known stands for. */
export const saidBy = (form: string, { lexicon }: Vocabulary): Said | null => wholeIn(form, lexicon)

/** What a form of the dictionary may be a target as: 综窗 → the topic, 综窗完成率 → the indicator; a zone or a part of a name is none. */
export function targetOf(form: string, { lexicon, dictionary }: Vocabulary): Target | null {
  const said = wholeIn(form, lexicon)
  if (said?.kind === 'region') return said.zone === undefined && said.names[0] !== undefined ? { kind: 'region', id: said.names[0] } : null
  if (said?.kind !== 'indicator' || said.ids[0] === undefined) return null
  if (said.strength === 'form') return { kind: 'indicator', id: said.ids[0] }
  const topic = dictionary.indicators[said.ids[0]]?.topic
  return said.strength === 'topic' && topic !== undefined ? { kind: 'topic', id: topic } : null
}

function idsOf({ kind, id }: Target, { indicators }: Dictionary): readonly string[] {
  if (kind === 'topic') return Object.values(indicators).filter(({ topic }) => topic === id).map(one => one.id)
  return kind === 'indicator' ? [id] : []
}

const noticeWords = ({ facts, terms, themes, deadlines }: Dictionary): readonly string[] => [
  ...facts.flatMap(({ asks, words }) => [...asks.flat(), ...words]), ...terms.flatMap(({ words }) => words), ...themes.flatMap(({ words }) => words), ...deadlines.flatMap(({ forms }) => forms),
]

/** Names that are whole by themselves; 窗口 and 率 are parts of many. */
const isWhole = (said: Said): boolean => said.kind === 'county' || said.kind === 'region' || (said.kind === 'indicator' && (said.strength === 'form' || said.strength === 'topic'))

function isOf(said: Said, target: Target, dictionary: Dictionary): boolean {
  if (said.kind === 'region') return target.kind === 'region' && said.zone === undefined && said.names[0] === target.id
  return said.kind === 'indicator' && said.ids.some(id => idsOf(target, dictionary).includes(id))
}

/** 嘉州, 盐都: what is 市州 and 全部 elsewhere ends the names of places. */
const isInPlaceName = (kind: string, text: string): boolean => text.length === 1 && (kind === 'every' || kind === 'all')

/** Why a word cannot be taught, all reasons at once; `target` null: whatever it were to stand for. */
export function faultsOf(form: string, target: Target | null, vocabulary: Vocabulary): Fault[] {
  const { dictionary, lexicon } = vocabulary
  const shape: Fault[] = [
    ...(form.length < shortest || form.length > longest ? [{ why: 'length' } as const] : []),
    ...(/^[\p{Script=Han}a-z0-9]*$/u.test(form) ? [] : [{ why: 'signs' } as const]), ...(/^\d+$/u.test(form) ? [{ why: 'digits' } as const] : []),
  ]
  if (shape.length > 0) return shape
  const known = wholeIn(form, lexicon)
  if (known) return [{ why: 'known', said: known }]
  if (noticeWords(dictionary).includes(form)) return [{ why: 'noticed' }]
  const mentions = readInQuestion(form, vocabulary).filter(({ how }) => how === 'exact')
  const things = mentions.filter(({ kind }) => kind === 'indicator' || kind === 'region' || kind === 'county')
  const isHarmless = ({ kind, text }: Mention): boolean => kind === 'filler' || (kind === 'unread' && wholeIn(text, lexicon) === null) || (target?.kind === 'region' && isInPlaceName(kind, text))
  const steering = mentions.filter(mention => !things.includes(mention) && !isHarmless(mention))
  const hidden = [...form.matchAll(/[没未不非无莫勿]/gu)].filter(({ index }) => !mentions.some(({ kind, start, end }) => kind !== 'unread' && start <= index && end > index))
  const hides = (mention: Mention, by: Target): boolean => (isWhole(mention) || by.kind === 'region') && !isOf(mention, by, dictionary)
  const faults: Fault[] = [
    ...steering.map(mention => ({ why: 'steers', part: mention.text, said: mention } as const)),
    ...hidden.map(({ 0: part }) => ({ why: 'steers', part, said: { kind: 'not' } } as const)),
    ...things.filter(mention => target !== null && hides(mention, target)).map(mention => ({ why: 'names', part: mention.text, said: mention } as const)),
  ]
  if (faults.length > 0) return faults
  const inReport = readInReport(form, { lexicon: updateLexicon(dictionary), cities: new Set(), today: '2021-08-25' })
  const isPlain = (kind: string, text: string): boolean => ['unread', 'filler', 'indicator', 'region', 'county'].includes(kind) || (target?.kind === 'region' && isInPlaceName(kind, text))
  return inReport.filter(({ kind, how, text }) => how === 'exact' && !isPlain(kind, text)).map(({ text }) => ({ why: 'steers', part: text, said: null } as const))
}

/**
 * The words of a question that name nothing known, whole: what stands unread, with the little words between.
 *
 * 遂宁印把子启用多少 → 印把子, where 把 is passed over elsewhere
 */
export function unknownWords(text: string, vocabulary: Vocabulary, botNames: readonly string[]): string[] {
  const plain = normalise(text, botNames).slice(0, longestQuestion), words: { start: number; end: number }[] = []
  let last: { start: number; end: number } | null = null, between = false
  for (const { kind, start, end, text: said } of readInQuestion(plain, vocabulary)) {
    if (kind === 'unread') {
      if (last && between) last.end = end
      else words.push(last = { start, end })
    }
    between = kind === 'unread' || (kind === 'filler' && said.length === 1 && said !== '的' && last !== null && between)
  }
  return [...new Set(words.map(({ start, end }) => plain.slice(start, end)))]
}

/** How a question by itself is read, in one line: two readings are the same where the lines are. Null where there is nothing to answer. */
export function readingOf(text: string, vocabulary: Vocabulary, botNames: readonly string[]): string | null {
  const reading = readQuestion(text, vocabulary, null, { region: null }, botNames)
  if (reading.kind === 'plans') return reading.plans.map(printPlan).join(' ; ')
  return reading.kind === 'choice' ? `choice ${reading.options.map(({ plan }) => printPlan(plan)).join(' ; ')}` : null
}

/** Plain questions over all that the dictionary names: a word that changed one of them would change what nobody meant. */
export function sampleQuestions({ regions, topics, indicators }: Dictionary): string[] {
  const names = [...topics.flatMap(({ words }) => words.slice(0, 3)), ...Object.values(indicators).map(({ name }) => name)]
  return names.flatMap((name, i) => [`${regions[i % regions.length]?.short ?? ''}${name}多少`, `哪些市州${name}低于全省平均`])
}
