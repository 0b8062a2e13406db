// data/calendar → the calendar of working days: one file a year, as its notice tells it, and the days off of single regions. Refuses what no
// notice says: a day that is none, a make-up day that is no weekend day or lies in a holiday, a year without one of its seven holidays.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { daysBetween, yearOf } from '../language/day-calendar.ts'
import { isWeekend, isWithin, namesOf, type Calendar, type CalendarYear, type Holiday, type RegionalHoliday } from '../language/working-days.ts'
import { calendarFile, regionalFile } from './schema.ts'
import { readYaml, wrong, type Source } from './source.ts'

/** The country's holidays by law, with the day that three of them always hold. */
const byLaw = [
  ['元旦', '01-01'], ['春节', null], ['清明节', null], ['劳动节', '05-01'], ['端午节', null], ['中秋节', null], ['国庆节', '10-01'],
] as const

/** Longer is a slip of a month: the longest were ten days. */
const longest = 15

/** May a day stand in this year's notice? 元旦 and what is worked for it may lie in the last days of the year before. */
const belongsTo = (year: number, day: string): boolean => yearOf(day) === year || (yearOf(day) === year - 1 && day.slice(5) >= '12-20')

function checkSpan({ name, first, last }: Holiday, fail: (what: string) => never): void {
  if (last < first) fail(`“${name}”的最后一天${last}早于第一天${first}`)
  if (daysBetween(first, last) >= longest) fail(`“${name}”从${first}到${last}，太长`)
}

function checkYear({ value: { year, holidays, make_up: makeUp }, lineOf, file }: Source<{ year: number; holidays: Holiday[]; make_up: string[] }>): void {
  holidays.forEach((holiday, i) => {
    const fail = (what: string): never => wrong(file, lineOf(['holidays', i]), what), { name, first, last } = holiday
    checkSpan(holiday, fail)
    if (!belongsTo(year, first) || yearOf(last) !== year) fail(`“${name}”从${first}到${last}，不是${year}年的`)
    const other = holidays.slice(0, i).find(before => before.first <= last && before.last >= first)
    if (other) fail(`“${name}”与“${other.name}”有同一天`)
    for (const [held, day] of byLaw) if (day !== null && namesOf(holiday).includes(held) && !isWithin(`${year}-${day}`, holiday)) fail(`“${name}”不含${year}-${day}`)
  })
  for (const [name] of byLaw) if (!holidays.some(holiday => namesOf(holiday).includes(name))) wrong(file, lineOf(['holidays']), `${year}年没有“${name}”`)
  makeUp.forEach((day, i) => {
    const fail = (what: string): never => wrong(file, lineOf(['make_up', i]), what), holiday = holidays.find(span => isWithin(day, span))
    if (!belongsTo(year, day)) fail(`上班日${day}不是${year}年的`)
    if (!isWeekend(day)) fail(`上班日${day}不是周六或周日`)
    if (holiday) fail(`上班日${day}在“${holiday.name}”放假期间`)
    if (makeUp.indexOf(day) < i) fail(`上班日${day}写了两次`)
  })
}

/** The same day off in one year's notice and worked in another's, or one notice for two years. */
function checkAmong(others: readonly CalendarYear[], { year, notice, holidays, makeUp }: CalendarYear, fail: (what: string) => never): void {
  for (const other of others) {
    if (other.notice === notice) fail(`${year}年与${other.year}年的安排来自同一个通知`)
    const worked = other.makeUp.find(day => holidays.some(holiday => isWithin(day, holiday))), off = makeUp.find(day => other.holidays.some(holiday => isWithin(day, holiday)))
    if (worked !== undefined) fail(`${worked}放假，${other.year}年的安排里却是上班日`)
    if (off !== undefined) fail(`${off}上班，${other.year}年的安排里却放假`)
  }
}

/**
 * One year from a file in the form of data/calendar/2021.yaml, which must agree with the years that are known.
 *
 * @throws Failure naming the line when it is not what a notice says
 */
export function readCalendarYear(path: string, shownAs: string, known: readonly CalendarYear[]): CalendarYear {
  const source = readYaml(path, shownAs, calendarFile), { year, notice, holidays, make_up: makeUp } = source.value, told = { year, notice, holidays, makeUp }
  checkYear(source)
  checkAmong(known.filter(other => other.year !== year), told, what => wrong(shownAs, null, what))
  return told
}

function readRegional(path: string, shownAs: string, regions: ReadonlySet<string>): RegionalHoliday[] {
  const { value, lineOf, file } = readYaml(path, shownAs, regionalFile)
  value.regional.forEach((holiday, i) => {
    const fail = (what: string): never => wrong(file, lineOf(['regional', i]), what)
    if (!regions.has(holiday.region)) fail(`“${holiday.region}”不是已知的市州全称`)
    checkSpan(holiday, fail)
  })
  return value.regional
}

/** The calendar of a folder: of each year one file, whatever its name. */
export function loadCalendar(folder: string, regions: ReadonlySet<string>): Calendar {
  const years: CalendarYear[] = [], files = new Map<number, string>(), regional = join(folder, 'regional.yaml')
  for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml') && file !== 'regional.yaml').toSorted()) {
    const file = `calendar/${name}`, told = readCalendarYear(join(folder, name), file, years), other = files.get(told.year)
    if (other !== undefined) wrong(file, null, `${told.year}年在 ${other} 里已有`)
    files.set(told.year, file)
    years.push(told)
  }
  return { years: years.toSorted((a, b) => a.year - b.year), regional: existsSync(regional) ? readRegional(regional, 'calendar/regional.yaml', regions) : [] }
}
