// When a deadline is reminded of: examples worked out by hand from a wall calendar, and what holds for any.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualLeads, type Deadline } from '../../src/deadline/deadline.ts'
import { planSteps } from '../../src/deadline/steps.ts'
import { addDays } from '../../src/language/day-calendar.ts'
import { isWorkingDay } from '../../src/language/working-days.ts'
import { library } from '../library.ts'

const { calendar } = library.dictionary

type Plan = Pick<Deadline, 'kind' | 'due' | 'leads'>
const submission = (due: string, leads: readonly number[] = usualLeads.submission): Plan => {
  const [day = '', time = ''] = due.split(' ')
  return { kind: 'submission', due: { day, time }, leads }
}
const target = (due: string): Plan => ({ ...submission(due, usualLeads.target), kind: 'target' })
/** T-7 09-23 09:00 */
const print = (plan: Plan, region: string | null = null): string[] => planSteps(plan, calendar, region).map(({ name, at }) => `${name} ${at.day.slice(5)} ${at.time}`)

describe('what the notice asks', () => {
  test('the list of applications', () => expect(print(submission('2021-09-30 18:00'))).toEqual([
    'T-15 09-15 09:00', 'T-7 09-23 09:00', 'T-3 09-27 09:00', 'T-1 09-29 09:00', 'T0-09 09-30 09:00', 'T0-15 09-30 15:00', 'O1 10-08 09:00', 'O2 10-09 09:00', 'O3 10-11 09:00',
  ]))
  test('the targets of the year', () => expect(print(target('2021-12-31 18:00'))).toEqual(['T-15 12-16 09:00', 'T-7 12-24 09:00', 'T0-09 12-31 09:00']))
})

describe('days off', () => {
  test.each<[string, string, readonly string[]]>([
    ['due at Mid-Autumn', '2021-09-20 10:00', ['T-15 09-03 09:00', 'T-7 09-13 09:00', 'T-3 09-17 09:00', 'T0-09 09-18 09:00', 'O1 09-22 09:00', 'O2 09-23 09:00', 'O3 09-24 09:00']],
    ['due within National Day', '2021-10-05 18:00', ['T-15 09-18 09:00', 'T-7 09-28 09:00', 'T0-09 09-30 09:00', 'T0-15 09-30 15:00', 'O1 10-08 09:00', 'O2 10-09 09:00', 'O3 10-11 09:00']],
    ['due on a Saturday that is worked', '2021-09-18 18:00', ['T-15 09-03 09:00', 'T-7 09-10 09:00', 'T-3 09-15 09:00', 'T-1 09-17 09:00', 'T0-09 09-18 09:00', 'T0-15 09-18 15:00', 'O1 09-22 09:00', 'O2 09-23 09:00', 'O3 09-24 09:00']],
    ['due on a plain Saturday', '2021-09-25 18:00', ['T-15 09-10 09:00', 'T-7 09-18 09:00', 'T-3 09-22 09:00', 'T0-09 09-24 09:00', 'T0-15 09-24 15:00', 'O1 09-26 09:00', 'O2 09-27 09:00', 'O3 09-28 09:00']],
    ['three steps meet before National Day, and two days are made up', '2022-10-08 12:00', ['T-15 09-23 09:00', 'T-1 09-30 09:00', 'T0-09 10-08 09:00', 'O1 10-09 09:00', 'O2 10-10 09:00', 'O3 10-11 09:00']],
    ['over the new year', '2023-01-03 18:00', ['T-15 12-19 09:00', 'T-7 12-27 09:00', 'T-1 12-30 09:00', 'T0-09 01-03 09:00', 'T0-15 01-03 15:00', 'O1 01-04 09:00', 'O2 01-05 09:00', 'O3 01-06 09:00']],
    ['Mid-Autumn and National Day in one', '2023-10-09 18:00', ['T-15 09-22 09:00', 'T-3 09-28 09:00', 'T-1 10-08 09:00', 'T0-09 10-09 09:00', 'T0-15 10-09 15:00', 'O1 10-10 09:00', 'O2 10-11 09:00', 'O3 10-12 09:00']],
    ['after the Spring Festival', '2024-02-19 18:00', ['T-15 02-04 09:00', 'T-3 02-09 09:00', 'T-1 02-18 09:00', 'T0-09 02-19 09:00', 'T0-15 02-19 15:00', 'O1 02-20 09:00', 'O2 02-21 09:00', 'O3 02-22 09:00']],
    ['the first overdue day is a Saturday that is worked', '2025-10-10 17:00', ['T-15 09-25 09:00', 'T-3 09-30 09:00', 'T-1 10-09 09:00', 'T0-09 10-10 09:00', 'T0-15 10-10 15:00', 'O1 10-11 09:00', 'O2 10-13 09:00', 'O3 10-14 09:00']],
    ['due at Mid-Autumn of 2026', '2026-09-25 18:00', ['T-15 09-10 09:00', 'T-7 09-18 09:00', 'T-3 09-22 09:00', 'T0-09 09-24 09:00', 'T0-15 09-24 15:00', 'O1 09-28 09:00', 'O2 09-29 09:00', 'O3 09-30 09:00']],
    ['a year that no notice covers', '2027-10-05 18:00', ['T-15 09-20 09:00', 'T-7 09-28 09:00', 'T-3 10-01 09:00', 'T-1 10-04 09:00', 'T0-09 10-05 09:00', 'T0-15 10-05 15:00', 'O1 10-06 09:00', 'O2 10-07 09:00', 'O3 10-08 09:00']],
  ])('%s', (_, due, steps) => expect(print(submission(due))).toEqual(steps))
  test('a target on a day off', () => expect(print(target('2023-12-31 18:00'))).toEqual(['T-15 12-15 09:00', 'T-7 12-22 09:00', 'T0-09 12-29 09:00']))
  test('one prefecture\'s own New Year', () => {
    expect(print(submission('2021-11-26 18:00'), '凉山彝族自治州')).toEqual(['T-15 11-11 09:00', 'T0-09 11-19 09:00', 'T0-15 11-19 15:00', 'O1 11-29 09:00', 'O2 11-30 09:00', 'O3 12-01 09:00'])
    expect(print(submission('2021-11-26 18:00'), '乐山市')).toEqual(['T-15 11-11 09:00', 'T-7 11-19 09:00', 'T-3 11-23 09:00', 'T-1 11-25 09:00', 'T0-09 11-26 09:00', 'T0-15 11-26 15:00', 'O1 11-29 09:00', 'O2 11-30 09:00', 'O3 12-01 09:00'])
  })
})

describe('the time of the day', () => {
  /** What is left for the day itself. */
  const onDay = (time: string): string[] => print(submission(`2021-09-29 ${time}`)).filter(step => step.startsWith('T0'))
  test.each<[string, readonly string[]]>([
    ['00:00', []], ['08:30', []], ['09:00', []], ['09:01', ['T0-09 09-29 09:00']], ['12:00', ['T0-09 09-29 09:00']], ['15:00', ['T0-09 09-29 09:00']],
    ['15:01', ['T0-09 09-29 09:00', 'T0-15 09-29 15:00']], ['18:00', ['T0-09 09-29 09:00', 'T0-15 09-29 15:00']], ['24:00', ['T0-09 09-29 09:00', 'T0-15 09-29 15:00']],
  ])('due at %s', (time, steps) => expect(onDay(time)).toEqual(steps))
  test('due before nine is overdue the next working day, not the same', () => expect(print(submission('2021-09-28 08:30'))).toEqual([
    'T-15 09-13 09:00', 'T-7 09-18 09:00', 'T-3 09-24 09:00', 'T-1 09-27 09:00', 'O1 09-29 09:00', 'O2 09-30 09:00', 'O3 10-08 09:00',
  ]))
})

describe('days before, as an admin said', () => {
  test.each<[string, readonly number[], readonly string[]]>([
    ['five and one', [5, 1], ['T-5 09-24 09:00', 'T-1 09-28 09:00']], ['in any order', [1, 5], ['T-5 09-24 09:00', 'T-1 09-28 09:00']], ['one, far', [30], ['T-30 08-30 09:00']], ['none', [], []],
    ['two that meet on one Friday', [5, 4, 3], ['T-4 09-24 09:00', 'T-3 09-26 09:00']],
  ])('%s', (_, leads, before) => expect(print(submission('2021-09-29 18:00', leads)).filter(step => step.startsWith('T-'))).toEqual(before))
})

describe('of any deadline', () => {
  // Without the first weeks and the last, so that each step falls into a year that a notice covers.
  const day = fc.integer({ min: 0, max: 6 * 365 - 100 }).map(days => addDays('2021-03-01', days))
  const time = fc.oneof(fc.constantFrom('00:00', '08:59', '09:00', '09:01', '12:00', '15:00', '15:01', '18:00', '24:00'), fc.integer({ min: 0, max: 24 * 60 - 1 }).map(minutes => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`))
  const leads = fc.oneof(fc.constant(usualLeads.submission), fc.uniqueArray(fc.integer({ min: 1, max: 45 }), { maxLength: 6 }))
  const plan: fc.Arbitrary<Plan> = fc.record({ kind: fc.constantFrom('submission' as const, 'target' as const), due: fc.record({ day, time }), leads })
  const region = fc.constantFrom(null, '乐山市', '凉山彝族自治州')
  const hold = (check: (plan: Plan, steps: ReturnType<typeof planSteps>, region: string | null) => void): void => fc.assert(fc.property(plan, region, (one, where) => { check(one, planSteps(one, calendar, where), where) }), { seed: 2021, numRuns: 1000 })
  const said = ({ day: on, time: at }: { day: string; time: string }): string => `${on} ${at}`
  const isOverdue = ({ name }: { name: string }): boolean => name.startsWith('O')

  test('each step is at nine or three of a working day', () => hold((_, steps, where) => expect(steps.filter(({ at }) => !['09:00', '15:00'].includes(at.time) || !isWorkingDay(at.day, calendar, where))).toEqual([])))
  test('they come one after another, and no two at one time', () => hold((_, steps) => {
    const times = steps.map(({ at }) => said(at))
    expect(times).toEqual([...new Set(times)].toSorted())
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length)
  }))
  test('those before are before, the overdue ones after', () => hold(({ due }, steps) => {
    expect(steps.filter(step => !isOverdue(step) && said(step.at) >= said(due))).toEqual([])
    expect(steps.filter(step => isOverdue(step) && step.at.day <= due.day)).toEqual([])
  }))
  test('a step is on its day, or on the last working day before it', () => hold(({ due }, steps, where) => {
    for (const { name, at } of steps.filter(step => !isOverdue(step))) {
      const meant = name.startsWith('T-') ? addDays(due.day, -Number(name.slice(2))) : due.day
      expect(at.day <= meant).toBe(true)
      for (let between = addDays(at.day, 1); between <= meant; between = addDays(between, 1)) expect([between, isWorkingDay(between, calendar, where)]).toEqual([between, false])
    }
  }))
  test('each day that was asked for has a step at its time', () => hold(({ leads: asked, due }, steps, where) => {
    const times = new Set(steps.map(({ at }) => said(at)))
    for (const lead of asked) {
      let on = addDays(due.day, -lead)
      while (!isWorkingDay(on, calendar, where)) on = addDays(on, -1)
      expect(times).toContain(`${on} 09:00`)
    }
  }))
  test('overdue are three working days, of a target none', () => hold(({ kind, due }, steps, where) => {
    const overdue = steps.filter(isOverdue), last = overdue.at(-1)?.at.day ?? due.day, worked: string[] = []
    for (let on = addDays(due.day, 1); on <= last; on = addDays(on, 1)) if (isWorkingDay(on, calendar, where)) worked.push(on)
    expect(overdue.map(({ at }) => at.day)).toEqual(worked)
    expect(overdue.length).toBe(kind === 'target' ? 0 : 3)
  }))
})
