// The days that a normalised text names, resolved against today: 截至8月25日, 上周五, 8月底, 目前. Phrases that may be something else (45.8%, 2/3,
// 20号楼, 10日内, 三天, 两周) are left unread: a wrong day is worse than none.

import { dateRules } from './day-dates.ts'
import { pairRule } from './day-pairs.ts'
import type { Grain, Phrase } from './day-pattern.ts'
import { periodRules } from './day-periods.ts'
import { settle, type Lean, type Naming } from './day-settle.ts'
import { wordRules } from './day-words.ts'

export type { Lean } from './day-settle.ts'
export type DaySaid = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly date: string
  /** How much of the calendar the phrase covers; `date` is its last day, or today where it is still running. A third of a month counts as a week. */
  readonly grain: Grain
  /** 底 or 末 was said: the last day is meant. */
  readonly isEnd: boolean
  /** 目前, 今天, 刚才. */
  readonly isToday: boolean
}

const rules = [...dateRules, pairRule, ...periodRules, ...wordRules]

/** Left to right, the longest of those that begin together, none over another. */
function pick(phrases: readonly Phrase[]): Phrase[] {
  const picked: Phrase[] = []
  for (const phrase of phrases.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (phrase.start >= (picked.at(-1)?.end ?? 0)) picked.push(phrase)
  }
  return picked
}

/** 8月20日至25日, 上周三、周五: the second day is of the first one's month or week. */
function besideLast(text: string, { start, beside }: Phrase, last: { readonly phrase: Phrase; readonly date: string } | undefined): Naming | null {
  if (!beside || !last || last.phrase.beside || (last.phrase.grain ?? 'day') !== 'day' || !/^ ?[至到~、和及与-] ?$/u.test(text.slice(last.phrase.end, start))) return null
  const named = beside.of === 'month' ? /[月./-]/u : /^[上本这下]/u
  if (!named.test(text.slice(last.phrase.start, last.phrase.end))) return null
  return { kind: 'day', at: () => beside.in(last.date), fixed: true, written: last.phrase.naming?.written ?? false }
}

/** 截至 before it: an end that is over is meant. */
const isAsOf = (text: string, start: number): boolean => /截[至止][到至于]? ?$/u.test(text.slice(Math.max(0, start - 4), start))

/**
 * All day phrases of a normalised text, left to right, longest first, not overlapping. Leaning to the past, none is after today unless
 * its year is written.
 *
 * readDays('截至8月底,综窗45%', '2021-09-03', 'past') → [{ text: '8月底', date: '2021-08-31', grain: 'month', isEnd: true, … }]
 */
export function readDays(text: string, today: string, lean: Lean): DaySaid[] {
  const found = rules.flatMap(({ pattern, read }) => [...text.matchAll(pattern)].flatMap(match => read(match, text, today)))
  const days: { readonly phrase: Phrase; readonly date: string }[] = []
  for (const phrase of pick(found)) {
    const naming = besideLast(text, phrase, days.at(-1)) ?? phrase.naming
    const date = naming ? settle(naming, today, lean, isAsOf(text, phrase.start)) : null
    if (date !== null) days.push({ phrase: { ...phrase, naming }, date })
  }
  return days.map(({ phrase: { start, end, naming, grain = 'day', isToday = false }, date }) => ({ start, end, text: text.slice(start, end), date, grain, isEnd: naming?.kind === 'end', isToday }))
}
