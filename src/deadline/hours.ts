// When the bot may speak unasked: between 08:30 and 20:00, and what comes late waits for a working day.

import { addDays } from '../language/day-calendar.ts'
import { isWorkingDay, workingDayFrom, type Calendar } from '../language/working-days.ts'
import { momentOf, instantOf } from '../shanghai.ts'

const opens = '08:30', closes = '20:00'

/** The moment itself where it lies between 08:30 and 20:00, both included, else the next 08:30. */
export function speakingFrom(at: Date): Date {
  const { day, time } = momentOf(at)
  if (time < opens) return instantOf({ day, time: opens })
  // 20:00:30 is past eight.
  return instantOf({ day, time: closes }) < at ? instantOf({ day: addDays(day, 1), time: opens }) : at
}

/**
 * When something that should have gone before goes: at once, but on a day off the next working day at 08:30, unless the deadline would pass first.
 *
 * Back on Sunday 2021-09-12, due on the 30th → Monday 08:30
 */
export function catchUpAt(at: Date, due: Date, calendar: Calendar, region: string | null = null): Date {
  const soonest = speakingFrom(at), { day } = momentOf(soonest)
  if (isWorkingDay(day, calendar, region)) return soonest
  const worked = instantOf({ day: workingDayFrom(day, calendar, region), time: opens })
  return at < due && due <= worked ? soonest : worked
}

/** Two hours after an admin asked for receipts, where that is working time, else at nine on the next working day that is not over: 16:30 on a Friday → Monday 09:00 */
export function receiptListAt(asked: Date, calendar: Calendar): Date {
  const at = new Date(asked.getTime() + 2 * 3_600_000), { day, time } = momentOf(at)
  const isWorked = isWorkingDay(day, calendar)
  if (isWorked && time >= '09:00' && at <= instantOf({ day, time: '18:00' })) return at
  return instantOf({ day: isWorked && time < '09:00' ? day : workingDayFrom(addDays(day, 1), calendar), time: '09:00' })
}
