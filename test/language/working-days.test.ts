// The working-day calendar: each day of the shipped years against the notices' text as written out here, the arithmetic on it as properties, and no
// say of the machine's time zone.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../src/language/day-calendar.ts'
import { addWorkingDays, holidayFrom, isWorkingDay, knowsYear, missingYears, workingDayFrom, workingDaysIn, workingDayUntil, type Calendar } from '../../src/language/working-days.ts'
import { library } from '../library.ts'

const { calendar } = library.dictionary

/** Month and day as the notices print them: days off as first-last, then the weekend days worked. */
const notices: readonly { readonly year: number; readonly off: string; readonly worked: string; readonly total: number }[] = [
  { year: 2021, off: '1.1-1.3 2.11-2.17 4.3-4.5 5.1-5.5 6.12-6.14 9.19-9.21 10.1-10.7', worked: '2.7 2.20 4.25 5.8 9.18 9.26 10.9', total: 250 },
  { year: 2022, off: '1.1-1.3 1.31-2.6 4.3-4.5 4.30-5.4 6.3-6.5 9.10-9.12 10.1-10.7 12.31-12.31', worked: '1.29 1.30 4.2 4.24 5.7 10.8 10.9', total: 249 },
  { year: 2023, off: '1.1-1.2 1.21-1.27 4.5-4.5 4.29-5.3 6.22-6.24 9.29-10.6', worked: '1.28 1.29 4.23 5.6 6.25 10.7 10.8', total: 249 },
  { year: 2024, off: '1.1-1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10-6.10 9.15-9.17 10.1-10.7', worked: '2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12', total: 251 },
  { year: 2025, off: '1.1-1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8', worked: '1.26 2.8 4.27 9.28 10.11', total: 248 },
  { year: 2026, off: '1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7', worked: '1.4 2.14 2.28 5.9 9.20 10.10', total: 248 },
]

/** The day as the notices print it → YYYY-MM-DD. */
const inYear = (year: number, printed: string): string => `${year}-${printed.split('.').map(part => part.padStart(2, '0')).join('-')}`
/** Each day of a year with its day of the week, by the runtime's own calendar. */
const daysOf = (year: number): { day: string; weekend: boolean }[] => Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i))).filter(date => date.getUTCFullYear() === year)
  .map(date => ({ day: date.toISOString().slice(0, 10), weekend: [0, 6].includes(date.getUTCDay()) }))

describe.each(notices)('$year', ({ year, off, worked, total }) => {
  const spans = off.split(' ').map(span => span.split('-').map(printed => inYear(year, printed)) as [string, string]), makeUp = worked.split(' ').map(printed => inYear(year, printed))
  test('every day is as the notice has it', () => {
    const mistaken = daysOf(year).filter(({ day, weekend }) => isWorkingDay(day, calendar) !== (makeUp.includes(day) || (!weekend && !spans.some(([first, last]) => first <= day && day <= last))))
    expect(mistaken).toEqual([])
  })
  test('every make-up day is worked, every day off is not', () => {
    expect(makeUp.filter(day => !isWorkingDay(day, calendar))).toEqual([])
    for (const [first, last] of spans) for (let day = first; day <= last; day = addDays(day, 1)) expect([day, isWorkingDay(day, calendar)]).toEqual([day, false])
  })
  test(`has ${total} working days`, () => {
    expect(daysOf(year).filter(({ day }) => isWorkingDay(day, calendar)).length).toBe(total)
    expect(workingDaysIn(year, calendar)).toBe(total)
  })
  test('is known, with its notice', () => {
    expect([knowsYear(`${year}-01-01`, calendar), knowsYear(`${year}-12-31`, calendar)]).toEqual([true, true])
    expect(calendar.years.find(known => known.year === year)?.notice).toMatch(new RegExp(`^国办发明电〔${year - 1}〕\\d+号《国务院办公厅关于${year}年部分节假日安排的通知》（${year - 1}年\\d+月\\d+日）$`))
  })
})

describe('a year that no notice covers', () => {
  test('is worked from Monday to Friday, and is told to be unknown', () => {
    expect(daysOf(2027).filter(({ day, weekend }) => isWorkingDay(day, calendar) === weekend)).toEqual([])
    expect([knowsYear('2027-01-01', calendar), knowsYear('2020-12-31', calendar), knowsYear('2026-12-31', calendar)]).toEqual([false, false, true])
    expect(holidayFrom('国庆节', '2026-10-08', calendar)).toBeNull()
  })
  test('is missing from December on; one that has begun, at once', () => {
    const missing = (day: string) => missingYears(day, calendar)
    expect([missing('2021-12-31'), missing('2026-11-30'), missing('2026-12-01'), missing('2027-01-01'), missing('2027-12-01')]).toEqual([[], [], [2027], [2027], [2027, 2028]])
  })
})

describe('working days from one day to another', () => {
  test.each([
    ['2021-09-30', 1, '2021-10-08'], ['2021-09-30', 3, '2021-10-11'], ['2021-09-17', 1, '2021-09-18'], ['2021-09-18', 1, '2021-09-22'], ['2021-10-03', 1, '2021-10-08'],
    ['2022-12-30', 1, '2023-01-03'], ['2023-09-28', 1, '2023-10-07'], ['2026-02-14', 1, '2026-02-24'], ['2021-09-30', 0, '2021-09-30'],
  ])('%s + %i → %s', (day, count, result) => expect(addWorkingDays(day, count, calendar)).toBe(result))
  test('a step on a day off moves to the working day before', () => {
    const until = (day: string) => workingDayUntil(day, calendar)
    expect([until('2021-09-19'), until('2021-09-18'), until('2021-10-07'), until('2021-08-29'), until('2023-01-01')]).toEqual(['2021-09-18', '2021-09-18', '2021-09-30', '2021-08-27', '2022-12-30'])
    expect([workingDayFrom('2021-10-01', calendar), workingDayFrom('2021-10-08', calendar)]).toEqual(['2021-10-08', '2021-10-08'])
  })

  // Into 2027, where the weeks are plain.
  const someDay = fc.integer({ min: 0, max: 7 * 365 }).map(days => addDays('2021-01-01', days)), count = fc.integer({ min: 0, max: 60 })
  const works = (day: string) => isWorkingDay(day, calendar), after = (day: string, days: number) => addWorkingDays(day, days, calendar)
  const between = (first: string, last: string): string[] => Array.from({ length: Math.max(0, daysBetween(first, last) - 1) }, (_, i) => addDays(first, i + 1))
  const hold = (check: (day: string, a: number, b: number) => void) => fc.assert(fc.property(someDay, count, count, (day, a, b) => { check(day, a, b) }), { numRuns: 300 })

  test('just so many lie between, and the last is one of them', () => hold((day, days) => {
    const end = after(day, days)
    if (days === 0) expect(end).toBe(day)
    else expect([works(end), between(day, end).filter(works).length]).toEqual([true, days - 1])
  }))
  test('in two parts is as at once', () => hold((day, a, b) => expect(after(after(day, a), b)).toBe(after(day, a + b))))
  test('a later day or more of them never end earlier', () => hold((day, days, later) => {
    expect(after(addDays(day, later), days) >= after(day, days)).toBe(true)
    expect(after(day, days + later) >= after(day, days)).toBe(true)
  }))
  test('the nearest before and after leave none out', () => hold(day => {
    const before = workingDayUntil(day, calendar), from = workingDayFrom(day, calendar)
    expect([works(before), works(from), before <= day, from >= day]).toEqual([true, true, true, true])
    expect([before === day, from === day]).toEqual([works(day), works(day)])
    expect(between(before, from).filter(works)).toEqual([])
    expect([workingDayUntil(before, calendar), workingDayFrom(from, calendar)]).toEqual([before, from])
    // Back from the next working day is where one began.
    if (works(day)) expect(workingDayUntil(addDays(after(day, 1), -1), calendar)).toBe(day)
  }))
})

describe('a holiday by its name', () => {
  test.each([
    ['国庆', '2021-08-25', '2021-10-01', '2021-10-07'], ['国庆节', '2021-10-07', '2021-10-01', '2021-10-07'], ['国庆节', '2021-10-08', '2022-10-01', '2022-10-07'],
    ['十一', '2021-08-25', '2021-10-01', '2021-10-07'], ['五一', '2022-01-01', '2022-04-30', '2022-05-04'], ['劳动节', '2022-01-01', '2022-04-30', '2022-05-04'], ['元旦', '2021-08-25', '2022-01-01', '2022-01-03'],
    ['元旦', '2022-08-25', '2022-12-31', '2023-01-02'], ['春节', '2024-12-01', '2025-01-28', '2025-02-04'], ['过年', '2025-12-01', '2026-02-15', '2026-02-23'],
    ['清明', '2021-01-01', '2021-04-03', '2021-04-05'], ['端午', '2021-01-01', '2021-06-12', '2021-06-14'], ['端午节', '2025-01-01', '2025-05-31', '2025-06-02'],
    ['中秋', '2021-08-25', '2021-09-19', '2021-09-21'], ['中秋', '2023-08-25', '2023-09-29', '2023-10-06'], ['国庆', '2023-08-25', '2023-09-29', '2023-10-06'],
    ['中秋节', '2025-08-25', '2025-10-01', '2025-10-08'], ['国庆', '2025-08-25', '2025-10-01', '2025-10-08'],
  ])('%s as said on %s → %s to %s', (name, day, first, last) => expect(holidayFrom(name, day, calendar)).toMatchObject({ first, last }))
  test('that is none', () => expect([holidayFrom('儿童节', '2021-01-01', calendar), holidayFrom('节', '2021-01-01', calendar), holidayFrom('', '2021-01-01', calendar)]).toEqual([null, null, null]))
  test('the first working day after it, the last one before it', () => {
    const after = (name: string, day: string) => addWorkingDays(holidayFrom(name, day, calendar)?.last ?? '', 1, calendar)
    const before = (name: string, day: string) => workingDayUntil(addDays(holidayFrom(name, day, calendar)?.first ?? '', -1), calendar)
    expect([after('国庆', '2021-08-25'), after('国庆', '2023-08-25'), after('国庆', '2025-08-25')]).toEqual(['2021-10-08', '2023-10-07', '2025-10-09'])
    expect([before('春节', '2021-08-25'), before('春节', '2025-12-01'), before('国庆', '2023-08-25')]).toEqual(['2022-01-30', '2026-02-14', '2023-09-28'])
  })
})

describe('a region with days off of its own', () => {
  const liangshan = '凉山彝族自治州'
  test('has them beside the country\'s; the others work', () => {
    expect([isWorkingDay('2021-08-02', calendar, liangshan), isWorkingDay('2021-08-02', calendar), isWorkingDay('2021-08-02', calendar, '乐山市')]).toEqual([false, true, true])
    expect([isWorkingDay('2021-08-09', calendar, liangshan), isWorkingDay('2021-09-18', calendar, liangshan), isWorkingDay('2021-09-20', calendar, liangshan)]).toEqual([true, true, false])
  })
  test('counts by them', () => {
    expect([workingDayUntil('2021-11-26', calendar, liangshan), workingDayFrom('2021-10-01', calendar, liangshan), addWorkingDays('2021-07-30', 1, calendar, liangshan)]).toEqual(['2021-11-19', '2021-10-09', '2021-08-09'])
  })
})

describe('the machine\'s time zone has no say', () => {
  const script = `
    import { readFileSync } from 'node:fs'
    import { addDays } from '${new URL('../../src/language/day-calendar.ts', import.meta.url).href}'
    import { addWorkingDays, isWorkingDay, workingDayUntil } from '${new URL('../../src/language/working-days.ts', import.meta.url).href}'
    const calendar = JSON.parse(readFileSync(0, 'utf8'))
    const answers = []
    for (let day = '2021-01-01'; day < '2027-02-01'; day = addDays(day, 1)) answers.push([day, isWorkingDay(day, calendar), workingDayUntil(day, calendar), addWorkingDays(day, 5, calendar)])
    console.log(JSON.stringify({ answers, hour: new Date('2021-07-01T00:00:00Z').getHours() }))`
  const answersIn = (zone: string, given: Calendar): { answers: (readonly unknown[])[]; hour: number } => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: zone }, input: JSON.stringify(given), encoding: 'utf8', cwd: fileURLToPath(new URL('../..', import.meta.url)), timeout: 60_000 })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as { answers: (readonly unknown[])[]; hour: number }
  }
  test('UTC, Shanghai and Los Angeles give the same answers', () => {
    const [utc, shanghai, losAngeles] = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles'].map(zone => answersIn(zone, calendar))
    expect([utc?.hour, shanghai?.hour, losAngeles?.hour]).toEqual([0, 8, 17])
    expect(utc?.answers.length).toBe(6 * 365 + 1 + 31)
    expect(utc?.answers.find(([day]) => day === '2021-09-18')).toEqual(['2021-09-18', true, '2021-09-18', '2021-09-27'])
    expect(shanghai?.answers).toEqual(utc?.answers)
    expect(losAngeles?.answers).toEqual(utc?.answers)
  })
})
