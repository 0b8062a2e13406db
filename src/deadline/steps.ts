// When a deadline is reminded of: some days before at nine, on the day at nine and at three, and on three working days after.

import { addDays } from '../language/day-calendar.ts'
import { addWorkingDays, workingDayUntil, type Calendar } from '../language/working-days.ts'
import type { Deadline, Moment } from './deadline.ts'

/** `name`: T-7 seven days before, T0-15 on the day at three, O1 overdue on the first working day after. */
export type Step = { readonly name: string; readonly at: Moment }

const morning = '09:00', afternoon = '15:00'
const overdueDays = 3

const isBefore = (one: Moment, other: Moment): boolean => (one.day === other.day ? one.time < other.time : one.day < other.day)

/**
 * The steps of a deadline in order. One on a day off moves to the working day before; of those that meet, the last stands.
 *
 * Due 2021-09-22 18:00, leads [7, 3, 1] → 15 September; 18 September (a Saturday that is worked), where T-3 and T-1 meet as T-1; the 22nd at nine and at three; 23, 24 and 26 September
 */
export function planSteps({ kind, due, leads }: Pick<Deadline, 'kind' | 'due' | 'leads'>, calendar: Calendar, region: string | null = null): Step[] {
  const worked = (day: string): string => workingDayUntil(day, calendar, region)
  const before = leads.toSorted((a, b) => b - a).map((lead): Step => ({ name: `T-${lead}`, at: { day: worked(addDays(due.day, -lead)), time: morning } }))
  const times = kind === 'target' ? [morning] : [morning, afternoon]
  const onDay = times.filter(time => due.time > time).map((time): Step => ({ name: `T0-${time.slice(0, 2)}`, at: { day: worked(due.day), time } }))
  const after = kind === 'target' ? [] : Array.from({ length: overdueDays }, (_, i): Step => ({ name: `O${i + 1}`, at: { day: addWorkingDays(due.day, i + 1, calendar, region), time: morning } }))
  const met = new Map([...before, ...onDay, ...after].map(step => [`${step.at.day} ${step.at.time}`, step]))
  return [...met.values()].toSorted((a, b) => (isBefore(a.at, b.at) ? -1 : 1))
}
