// The calendar behind phrases that name days: plain arithmetic on 'YYYY-MM-DD' strings, weeks from Monday to Sunday. No clock, no time zone.

/** From the first to the last day, both included. */
export type Span = { readonly first: string; readonly last: string }

const length = 86_400_000
const two = (number: number): string => String(number).padStart(2, '0')
const numberOf = (day: string): number => Date.UTC(yearOf(day), monthOf(day) - 1, Number(day.slice(8))) / length
const dayOf = (number: number): string => new Date(number * length).toISOString().slice(0, 10)

export const yearOf = (day: string): number => Number(day.slice(0, 4))
export const monthOf = (day: string): number => Number(day.slice(5, 7))
export const oneDay = (day: string): Span => ({ first: day, last: day })

/** How many days `to` is after `from`: daysBetween('2021-08-25', '2021-09-01') → 7 */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)

/** addDays('2021-08-31', 1) → 2021-09-01 */
export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days)

/** The day of these numbers, or null where the calendar has none: makeDay(2021, 2, 30) → null */
export function makeDay(year: number, month: number, day: number): string | null {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null
  const made = `${year}-${two(month)}-${two(day)}`
  return dayOf(numberOf(made)) === made ? made : null
}

/** Whole months, counted on over the year's end: monthsFrom(2021, 13, 3) → January to March 2022 */
export function monthsFrom(year: number, month: number, count = 1): Span {
  const at = (index: number): number => Date.UTC(year, index, 1) / length
  return { first: dayOf(at(month - 1)), last: dayOf(at(month - 1 + count) - 1) }
}

/** The week that holds `day`, or one so many weeks later: weekOf('2021-08-25', -1) → 2021-08-16 to 2021-08-22 */
export function weekOf(day: string, later = 0): Span {
  const sinceMonday = (numberOf(day) + 3) % 7, first = addDays(day, later * 7 - sinceMonday)
  return { first, last: addDays(first, 6) }
}
