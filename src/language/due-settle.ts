// Which moment a found phrase means: the next of its turns, unless one has only just passed. What may mean two days is told with both, never chosen.

import { addDays, daysBetween, type Span } from './day-calendar.ts'
import { endOfWork, type Clock } from './due-clock.ts'
import { unclear, type Named, type Now, type Unclear } from './due-found.ts'
import { workingDayUntil, type Calendar } from './working-days.ts'

/** A day without a year that passed within so many days is taken for a slip, not for the one of next year. */
export const recent = 60

export type Moment = { readonly day: string; readonly time: string; readonly timeSaid: boolean }
export type Settled = ({ readonly kind: 'once' | 'past' } & Moment) | Unclear

/** 前, 内 or another word behind it; a stretch needs 内 to end on its last day. */
export type Way = 'before' | 'within' | 'other' | null

/** The last working day of a stretch, or its last day where those are over. */
const lastWorked = ({ last }: Span, today: string, calendar: Calendar): string => {
  const day = workingDayUntil(last, calendar)
  return day < today && today <= last ? last : day
}

/** The day by which it is due within the span, or the days that it may be. */
function dayIn({ kind }: Named, span: Span, way: Way, today: string, calendar: Calendar): string | readonly string[] {
  const { first, last } = span, friday = workingDayUntil(addDays(last, -2), calendar)
  if (kind === 'weekend') return way === 'before' ? friday : [friday, last]
  if (kind === 'part' || kind === 'period' || kind === 'week') {
    const end = kind === 'week' ? lastWorked(span, today, calendar) : last
    return way === 'before' ? [workingDayUntil(addDays(first, -1), calendar), end] : end
  }
  return last
}

/** The span that is meant, or why there is none; `isOver` tells of a day whether its time has passed. */
function turnOf({ at, round }: Named, today: string, isOver: (span: Span) => boolean): Span | Unclear {
  const here = at(0)
  if (round === 'once') return here ?? unclear('no such day')
  if (round === 'month' && !here) return unclear('no such day')
  if (round === 'year') {
    const over = here && isOver(here) ? here : at(-1)
    if (over && isOver(over) && daysBetween(over.last, today) <= recent) return over
  }
  const isToday = here?.last === today && round !== 'week'
  const meant = here && (isToday || !isOver(here)) ? here : at(1)
  return meant ?? unclear('no such day')
}

/** isPast({ day: '2021-09-15', time: '09:00' }, { day: '2021-09-15', time: '10:00' }) → true */
export const isPast = ({ day, time }: Now, now: Now): boolean => day < now.day || (day === now.day && time <= now.time)

/**
 * The moment that a phrase with its clock means.
 *
 * settleDue(9月30日, null, null, { day: '2021-09-15', time: '10:00' }, calendar) → { kind: 'once', day: '2021-09-30', time: '18:00', timeSaid: false }
 */
export function settleDue(said: Named, clock: Clock | null, way: Way, now: Now, calendar: Calendar): Settled {
  if (clock?.time === null) return unclear('ambiguous')
  const time = clock?.time ?? endOfWork, timeSaid = clock?.isSaid ?? false
  const isOver = ({ last }: Span): boolean => isPast({ day: last, time }, now)
  const span = turnOf(said, now.day, isOver)
  if ('kind' in span) return span
  const day = dayIn(said, span, way, now.day, calendar)
  if (typeof day !== 'string') return unclear('ambiguous', day)
  if (clock?.isMidnight) return unclear('ambiguous', [addDays(day, -1), day])
  return { kind: isOver({ first: day, last: day }) ? 'past' : 'once', day, time, timeSaid }
}
