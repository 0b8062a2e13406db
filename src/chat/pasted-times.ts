// The instants that the times of a pasted chat stand for. What is left out is guessed, never later than now; what is said in full is believed.

import { toShanghai } from '../shanghai.ts'
import { exists, type Stamp } from './pasted-stamps.ts'

export type Settled = { readonly at: Date; readonly timeSaid: boolean }

const daySeconds = 86_400
/** The copying machine's clock may run ahead of ours by so much. */
const skew = 120
/** A later message may show a time earlier by so much without being of another day. */
const jitter = 300

const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / (daySeconds * 1000)
const secondsOf = (at: Date): number => toShanghai(at).getTime() / 1000
const dateOf = (seconds: number): Date => new Date((seconds - 8 * 3600) * 1000)

/** The day that is said, as a number; the latest such day that is not after now where the year or the date is left out. */
function dayBefore({ day, second }: Stamp, now: number): number | null {
  if (day === null) return null
  if (day.kind === 'full') return dayNumber(day.year, day.month, day.day)
  const today = Math.floor(now / daySeconds), isPast = (one: number): boolean => one * daySeconds + (second ?? 0) <= now + skew
  if (day.kind === 'month') {
    const year = new Date(today * daySeconds * 1000).getUTCFullYear()
    const past = Array.from({ length: 10 }, (_, i) => year - i).find(one => exists(one, day.month, day.day) && isPast(dayNumber(one, day.month, day.day)))
    return dayNumber(past ?? year - 10, day.month, day.day)
  }
  // 1970-01-01 was a Thursday.
  const back = day.kind === 'ago' ? day.days : (((today + 4) % 7) - day.weekday + 7) % 7
  const latest = today - back
  return isPast(latest) ? latest : latest - (day.kind === 'weekday' ? 7 : 1)
}

/**
 * The instants of all that is said in a paste, in its order. A time without a day is of the day before it; before the first day, of the latest
 * days on which all may have been said in this order. What says nothing has the last known time, else now.
 *
 * settleTimes([{ 23:58 }, { 00:05 }], 2021-08-26 09:00) → 2021-08-25 23:58, 2021-08-26 00:05
 */
export function settleTimes(said: readonly (Stamp | null)[], now: Date): readonly Settled[] {
  const end = secondsOf(now), at: (number | null)[] = said.map(() => null)
  const guessed = (day: number, second: number): number => {
    const one = day * daySeconds + second
    return one <= end ? one : one <= end + skew ? end : one - daySeconds
  }
  let last: { day: number; second: number; line: boolean; full: boolean } | null = null
  for (const [i, stamp] of said.entries()) {
    if (stamp === null) continue
    const day = dayBefore(stamp, end), { second } = stamp
    if (day !== null) {
      const full = stamp.day?.kind === 'full', one = day * daySeconds + (second ?? 0)
      at[i] = full ? one : Math.min(one, end)
      last = { day, second: second ?? 0, line: second === null, full }
    } else if (last !== null && second !== null) {
      // A date line is written for each day; after a head alone, a time that falls back is the next day's.
      const next: number = !last.line && last.second - second > jitter && (last.day + 1) * daySeconds + second <= end + skew ? last.day + 1 : last.day
      const here: number = last.line && last.full ? next * daySeconds + second : guessed(next, second)
      at[i] = here
      last = { day: last.line ? last.day : Math.floor(here / daySeconds), second, line: last.line, full: last.full }
    }
  }
  const known = at.findIndex(one => one !== null)
  let until = known < 0 ? end : at[known] ?? end, head = known >= 0
  for (let i = (known < 0 ? said.length : known) - 1; i >= 0; i -= 1) {
    const second = said[i]?.second ?? null
    if (second === null) continue
    const day = Math.floor(until / daySeconds), one = day * daySeconds + second
    const latest = guessed(one > until + (head ? jitter : skew) ? day - 1 : day, second)
    at[i] = latest
    until = latest
    head = true
  }
  let before = end
  return said.map((stamp, i) => {
    const here = at[i] ?? null
    before = here ?? before
    return { at: dateOf(before), timeSaid: here !== null && (stamp?.second ?? null) !== null }
  })
}

/** Do both say the same minute, or the same day where the first says no time? */
export function sayTheSame(one: Stamp, other: Stamp, now: Date): boolean {
  const [first, second] = settleTimes([one, other], now).map(({ at }) => at.getTime())
  return first !== undefined && second !== undefined && Math.abs(second - first) < (one.second === null ? daySeconds : 60) * 1000
}
