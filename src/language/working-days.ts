// Working days of the State Council's calendar: days off by its yearly notice, make-up days worked on weekends. Plain arithmetic on
// 'YYYY-MM-DD' strings, so the machine's time zone has no say. A year that no notice covers falls back to Monday to Friday, and `knowsYear` says so.

import { addDays, daysBetween, monthOf, weekOf, yearOf, type Span } from './day-calendar.ts'

/** A holiday by its usual name (国庆节), with the days off around it, both included. */
export type Holiday = Span & { readonly name: string }
export type CalendarYear = {
  readonly year: number
  /** Where it is from: 国办发明电〔2020〕27号. */
  readonly notice: string
  readonly holidays: readonly Holiday[]
  /** Weekend days that are worked. */
  readonly makeUp: readonly string[]
}
/** Days off that only one region has, such as 火把节 in 凉山彝族自治州. */
export type RegionalHoliday = Holiday & { readonly region: string; readonly source: string }
export type Calendar = { readonly years: readonly CalendarYear[]; readonly regional: readonly RegionalHoliday[] }

const yearIn = ({ years }: Calendar, day: string): CalendarYear | undefined => years.find(({ year }) => year === yearOf(day))

/** isWithin('2021-10-07', { first: '2021-10-01', last: '2021-10-07' }) → true */
export const isWithin = (day: string, { first, last }: Span): boolean => first <= day && day <= last

/** Does a notice say which days of this day's year are off? */
export const knowsYear = (day: string, calendar: Calendar): boolean => yearIn(calendar, day) !== undefined

/** 2021-08-28, a Saturday → true */
export const isWeekend = (day: string): boolean => daysBetween(weekOf(day).first, day) >= 5

/** isWorkingDay('2021-09-18', calendar) → true, a Saturday that is worked for 中秋节. `region`: with that region's own holidays as days off. */
export function isWorkingDay(day: string, calendar: Calendar, region: string | null = null): boolean {
  if (region !== null && calendar.regional.some(holiday => holiday.region === region && isWithin(day, holiday))) return false
  // 元旦 of the next year may begin in this year's last days.
  if (calendar.years.some(({ makeUp }) => makeUp.includes(day))) return true
  return !isWeekend(day) && !calendar.years.some(({ holidays }) => holidays.some(holiday => isWithin(day, holiday)))
}

/** The day itself where it is worked, else the last working day before it: 2021-09-19 → 2021-09-18 */
export function workingDayUntil(day: string, calendar: Calendar, region: string | null = null): string {
  let found = day
  while (!isWorkingDay(found, calendar, region)) found = addDays(found, -1)
  return found
}

/** The day itself where it is worked, else the next working day: 2021-10-01 → 2021-10-08 */
export function workingDayFrom(day: string, calendar: Calendar, region: string | null = null): string {
  let found = day
  while (!isWorkingDay(found, calendar, region)) found = addDays(found, 1)
  return found
}

/** The working day so many after a day, which is not counted itself: addWorkingDays('2021-09-30', 1, calendar) → 2021-10-08 */
export function addWorkingDays(day: string, count: number, calendar: Calendar, region: string | null = null): string {
  let found = day
  for (let left = count; left > 0; left -= 1) found = workingDayFrom(addDays(found, 1), calendar, region)
  return found
}

/** How many days of a year are worked: workingDaysIn(2021, calendar) → 250 */
export const workingDaysIn = (year: number, calendar: Calendar): number => (
  Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, i) => addDays(`${year}-01-01`, i)).filter(day => isWorkingDay(day, calendar)).length
)

/** The years that a notice should have told by a day: this one, and from December on the next. missingYears('2026-12-01', calendar) → [2027] */
export const missingYears = (day: string, calendar: Calendar): readonly number[] => (
  [yearOf(day), ...(monthOf(day) === 12 ? [yearOf(day) + 1] : [])].filter(year => !calendar.years.some(known => known.year === year))
)

/** What a holiday is called besides its own name. */
const alsoCalled: Readonly<Record<string, string>> = { 国庆: '国庆节', 十一: '国庆节', 五一: '劳动节', 五一节: '劳动节', 劳动: '劳动节', 元旦节: '元旦', 过年: '春节', 新春: '春节', 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

/** The names that a holiday joins: 中秋节、国庆节 → ['中秋节', '国庆节'] */
export const namesOf = ({ name }: Holiday): readonly string[] => name.split('、')

/**
 * The next holiday of a name (国庆, 十一, 国庆节) that is not over on a day, with all its days off; null where no notice tells it.
 * holidayFrom('国庆', '2023-09-30', calendar) → 中秋节、国庆节, 2023-09-29 to 2023-10-06
 */
export function holidayFrom(name: string, day: string, calendar: Calendar): Holiday | null {
  const called = alsoCalled[name] ?? name
  return calendar.years.flatMap(({ holidays }) => holidays).filter(holiday => namesOf(holiday).includes(called) && holiday.last >= day).toSorted((a, b) => a.first.localeCompare(b.first))[0] ?? null
}
