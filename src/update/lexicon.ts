// The lexicon of reports: the names that questions know too, and the words of reports and of talk. Built when the first message is read.

import { buildLexicon, type Entry, type Lexicon } from '../language/lexicon.ts'
import { soundsOf } from '../language/sound.ts'
import { indicatorEntries, regionEntries } from '../question/mentions/name.ts'
import type { Said as QuestionSaid } from '../question/mentions/mention.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Own } from './mention.ts'
import { fillerRows } from './words/filler.ts'
import type { Row } from './words/row.ts'
import { statusRows } from './words/status.ts'
import { talkRows } from './words/talk.ts'

export type Said = QuestionSaid | Own

/** 通江, 南部: counties by a name that is also an ordinary word. */
export function* bareCounties({ counties }: Dictionary): Generator<Entry<Said>> {
  const stems = new Map<string, { name: string; cities: string[] }>()
  for (const { name, city } of counties) {
    const stem = name.replace(/(?:(?:[彝藏羌]族)+自治县|[县区市])$/u, '')
    if (stem.length < 2) continue
    const known = stems.get(stem)
    if (known) known.cities.push(city)
    else stems.set(stem, { name, cities: [city] })
  }
  for (const [form, { name, cities }] of stems) yield { form, value: { kind: 'bare-county', name, cities }, guessable: false }
}

function* entriesOf(rows: readonly Row[]): Generator<Entry<Said>> {
  for (const { words, says } of rows) for (const form of words) yield { form, value: says, guessable: false }
}

/** 现在, 现有 narrow a question to the windows of now; in a report they say when. */
const whenWords = new Set('现在 目前 如今 现有'.split(' '))
const saysWhen = ({ form }: Entry<Said>): boolean => whenWords.has(form)

function* wordEntries(): Generator<Entry<Said>> {
  yield* entriesOf([...statusRows, ...fillerRows])
  for (const form of '、 和 与 及 以及 跟 + /'.split(' ')) yield { form, value: { kind: 'join', join: 'list' }, guessable: false }
  for (const form of [' ', ',', ':', '(', ')', '|', '·', '-', '~', '=', '"']) yield { form, value: { kind: 'break', hard: false }, guessable: false }
  for (const form of ['。', ';', '!', '?', '\n']) yield { form, value: { kind: 'break', hard: true }, guessable: false }
}

const built = new WeakMap<Dictionary, Lexicon<Said>>()

/** Where two lists know one form, the earlier one holds: names before words, talk before what a report says. */
export function updateLexicon(dictionary: Dictionary): Lexicon<Said> {
  const known = built.get(dictionary)
  if (known) return known
  const slips: Entry<Said>[] = dictionary.regions.flatMap(({ name, slips: forms }) => forms.map(form => ({ form, value: { kind: 'region', names: [name] }, guessable: false })))
  const lexicon = buildLexicon<Said>([
    ...regionEntries(dictionary), ...entriesOf(talkRows), ...[...indicatorEntries(dictionary)].filter(entry => !saysWhen(entry)), ...bareCounties(dictionary), ...slips, ...wordEntries(),
  ], () => soundsOf(dictionary))
  built.set(dictionary, lexicon)
  return lexicon
}
