// What the finders of due phrases give: where a phrase stands and what it says, before the clock and the words beside it are read.

import type { Span } from './day-calendar.ts'
import type { Repeat } from './due-repeat.ts'

/** A moment of the asking, in Shanghai: '2021-09-15', '10:00'. */
export type Now = { readonly day: string; readonly time: string }

export type Why = 'no such day' | 'ambiguous' | 'no day' | 'no calendar'

/** day: 9月30日. end: 月底. part: 上旬, 上半月. period: 10月, 三季度, 年. week: 本周. weekend: 周末. */
type Kind = 'day' | 'end' | 'part' | 'period' | 'week' | 'weekend'

/** How often what is named comes round; `once`: this time is meant, whatever the day. */
type Round = 'once' | 'week' | 'month' | 'year'

export type Unclear = { readonly kind: 'unclear'; readonly why: Why; readonly options: readonly string[] }
/** What comes round: `at` gives this time's (0), the next one (1), the last one (-1); null where the calendar has none. */
export type Named = { readonly kind: Kind; readonly at: (turn: number) => Span | null; readonly round: Round }
export type Said =
  | Named
  | { readonly kind: 'moment'; readonly day: string; readonly time: string }
  | { readonly kind: 'repeat'; readonly repeat: Repeat }
  | Unclear
  /** It only keeps what lies in it from being read. */
  | { readonly kind: 'nothing' }

export type Found = {
  readonly start: number
  readonly end: number
  readonly said: Said
  /** 内 or 前 is part of it: 三天内, 国庆前. */
  readonly isMarked?: boolean
  /** The last day of 9月25日至27日: 从 before it does not make it a start. */
  readonly isRange?: boolean
  /** A day that is named by itself may be of the month or week of the one before it: 9月25日至27日. */
  readonly beside?: { readonly of: 'month' | 'week'; readonly in: (day: string) => Span | null }
}

/** Left to right, the longest of those that begin together, none over another. */
export function pickFound(found: readonly Found[]): Found[] {
  const picked: Found[] = []
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start >= (picked.at(-1)?.end ?? 0)) picked.push(one)
  }
  return picked
}

export const onDay = (day: string | null): Said => ({ kind: 'day', at: () => (day === null ? null : { first: day, last: day }), round: 'once' })
export const unclear = (why: Why, options: readonly string[] = []): Unclear => ({ kind: 'unclear', why, options: [...new Set(options)].toSorted() })
export const nothing: Said = { kind: 'nothing' }

/** All matches of a pattern as found phrases; null where a match is none. */
export const findAll = (text: string, pattern: RegExp, read: (groups: Record<string, string | undefined>, found: RegExpExecArray) => Omit<Found, 'start' | 'end'> | null): Found[] => (
  [...text.matchAll(pattern)].flatMap(found => {
    const said = read(found.groups ?? {}, found)
    return said ? [{ ...said, start: found.index, end: found.index + found[0].length }] : []
  }))
