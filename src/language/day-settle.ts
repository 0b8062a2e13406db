// Which day a phrase means: one that comes round (周五, 25号, 8月底) takes its turn by the lean, one that is fixed (上周五, 2021年8月) stands.
// Leaning to the past, a phrase that can only mean a day to come (明天, 下周五, 本月底) gives none, unless its year is written out.

import { daysBetween, type Span } from './day-calendar.ts'

/** Progress updates lean to the past, deadlines to the future; `near` is the closest. */
export type Lean = 'past' | 'future' | 'near'

export type Naming = {
  /** A day, a stretch of days, or the last day of a stretch (底, 末). */
  readonly kind: 'day' | 'period' | 'end'
  /** What is named this time round (0), the last time (-1), the next time (1); null where the calendar has no such day. */
  readonly at: (turn: number) => Span | null
  /** It names one time only. */
  readonly fixed?: boolean
  /** Its year stands in the text in figures. */
  readonly written?: boolean
  /** 月底 without a month: the nearest one is meant, unless 截至 stands before it. */
  readonly vague?: boolean
  /** How many days before an end it counts as reached: a figure of 月底 may be sent on the 29th. */
  readonly grace?: number
}

/** 29 February comes round every eight years at the rarest. */
const turns = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const usualGrace = 3

/** Up to today: of a stretch that is still running, today is the last day that a figure can hold for. */
const isRunning = (span: Span | null, today: string): boolean => span !== null && span.first <= today && today < span.last
const untilToday = (span: Span, today: string): string => (isRunning(span, today) ? today : span.last)

function settleFixed({ kind, at, written = false, grace = usualGrace }: Naming, today: string, lean: Lean, isAsOf: boolean): string | null {
  const span = at(0)
  if (!span) return null
  if (kind === 'period' && lean !== 'future') return lean === 'past' && !written && span.first > today ? null : untilToday(span, today)
  if (lean !== 'past' || written || span.last <= today) return span.last
  return kind === 'end' && (daysBetween(today, span.last) <= grace || (isAsOf && span.first <= today)) ? today : null
}

/** The first of its turns, this time's first, that fits. */
function find({ at }: Naming, direction: 1 | -1, fits: (span: Span) => boolean): Span | null {
  for (const turn of turns) {
    const span = at(turn * direction)
    if (span && fits(span)) return span
  }
  return null
}

/** Leaning to the past: the latest that is over, of stretches the latest that has begun. */
function settleBack(naming: Naming, today: string, isAsOf: boolean): string | null {
  const { kind, vague = false, grace = usualGrace } = naming
  if (kind === 'period') {
    const begun = find(naming, -1, ({ first }) => first <= today)
    return begun && untilToday(begun, today)
  }
  const over = find(naming, -1, ({ last }) => last <= today)?.last ?? null
  if (kind === 'day' || over === today) return over
  const coming = find(naming, 1, ({ last }) => last > today)?.last, ahead = coming ? daysBetween(today, coming) : Infinity
  if (ahead <= grace || (isAsOf && !vague && isRunning(naming.at(0), today))) return today
  return over && vague && !isAsOf && ahead < daysBetween(over, today) ? null : over
}

const settleAhead = (naming: Naming, today: string): Span | null => find(naming, 1, ({ last }) => last >= today)

/** The closest day; of two that are as close the earlier. */
function settleNear(naming: Naming, today: string): string | null {
  const spans = [find(naming, -1, ({ last }) => last <= today), settleAhead(naming, today)].filter(span => span !== null)
  const days = spans.map(span => (naming.kind === 'period' ? untilToday(span, today) : span.last))
  return days.toSorted((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0] ?? null
}

/**
 * The day that is meant, or null. `isAsOf`: 截至 stands before the phrase.
 *
 * 周五 said on Wednesday 2021-08-25: past → 2021-08-20, future → 2021-08-27
 */
export function settle(naming: Naming, today: string, lean: Lean, isAsOf = false): string | null {
  if (naming.fixed) return settleFixed(naming, today, lean, isAsOf)
  if (lean === 'past') return settleBack(naming, today, isAsOf)
  if (lean === 'near') return settleNear(naming, today)
  return settleAhead(naming, today)?.last ?? null
}
