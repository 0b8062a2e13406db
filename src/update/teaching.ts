// May a word be taught as another name of an indicator, a topic or a city? Questions and reports are asked how they read it now: what is known, or would hide
// a word that denies, bounds, counts, orders or names something else, is refused.

import type { Lexicon } from '../language/lexicon.ts'
import { normalise } from '../language/normalise.ts'
import type { Said } from '../question/mentions/mention.ts'
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

/** The word as the readers would meet it: “综合 窗” → 综合 窗, ＺＣ → zc */
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

const idsOf = ({ kind, id }: Target, { indicators }: Dictionary): readonly string[] => (kind === 'topic' ? Object.values(indicators).filter(({ topic }) => topic === id).map(one => one.id) : kind === 'indicator' ? [id] : [])

const noticeWords = ({ facts, terms, themes, deadlines }: Dictionary): readonly string[] => [...facts.flatMap(({ asks, words }) => [...asks.flat(), ...words]), ...terms.flatMap(({ words }) => words), ...themes.flatMap(({ words }) => words), ...deadlines.flatMap(({ forms }) => forms)]

/** Names that are whole by themselves; 窗口 and 率 are parts of many. */
const isWhole = (said: Said): boolean => said.kind === 'county' || said.kind === 'region' || (said.kind === 'indicator' && (said.strength === 'form' || said.strength === 'topic'))

function isOf(said: Said, target: Target, dictionary: Dictionary): boolean {
  if (said.kind === 'region') return target.kind === 'region' && said.zone === undefined && said.names[0] === target.id
  return said.kind === 'indicator' && said.ids.some(id => idsOf(target, dictionary).includes(id))
}

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
  const steering = mentions.filter(mention => !things.includes(mention) && !(mention.kind === 'filler' || (mention.kind === 'unread' && wholeIn(mention.text, lexicon) === null)))
  // 不 and 超过 hidden between two words that are none themselves
  const hidden = lexicon.findExact(form).filter(({ start, end, value }) => ['not', 'bound', 'except'].includes(value.kind) && ![...things, ...steering, ...mentions.filter(({ kind }) => kind === 'filler')].some(one => one.start <= start && one.end >= end))
  const faults: Fault[] = [
    ...steering.map(mention => ({ why: 'steers', part: mention.text, said: mention } as const)),
    ...hidden.map(({ start, end, value }) => ({ why: 'steers', part: form.slice(start, end), said: value } as const)),
    ...(target === null ? [] : things.filter(mention => (isWhole(mention) || target.kind === 'region') && !isOf(mention, target, dictionary)).map(mention => ({ why: 'names', part: mention.text, said: mention } as const))),
  ]
  if (faults.length > 0) return faults
  const inReport = readInReport(form, { lexicon: updateLexicon(dictionary), cities: new Set(), today: '2021-08-25' })
  return inReport.filter(({ kind, how }) => how === 'exact' && !['unread', 'filler', 'indicator', 'region', 'county'].includes(kind)).map(({ text }) => ({ why: 'steers', part: text, said: null } as const))
}

/** How a question by itself is read, in one line: two readings are the same where the lines are. */
export function readingOf(text: string, vocabulary: Vocabulary, botNames: readonly string[]): string {
  const reading = readQuestion(text, vocabulary, null, { region: null }, botNames)
  switch (reading.kind) {
    case 'plans': return reading.plans.map(printPlan).join(' ; ')
    case 'choice': return `choice ${reading.options.map(({ plan }) => printPlan(plan)).join(' ; ')}`
    case 'outside': return `outside ${reading.why} ${reading.what}`
    case 'unclear': return `unclear ${reading.why} ${reading.words.join(' ')}`
  }
}

/** Plain questions over all that the dictionary names: a word that changed one of them would change what nobody meant. */
export function sampleQuestions({ regions, topics, indicators }: Dictionary): string[] {
  const names = [...topics.flatMap(({ words }) => words.slice(0, 3)), ...Object.values(indicators).map(({ name }) => name)]
  return names.flatMap((name, i) => [`${regions[i % regions.length]?.short ?? ''}${name}多少`, `哪些市州${name}低于全省平均`])
}
