// When the bot may speak unasked: examples by hand, and what holds at any time.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catchUpAt, receiptListAt, speakingFrom } from '../../src/deadline/hours.ts'
import { isWorkingDay } from '../../src/language/working-days.ts'
import { toShanghai } from '../../src/shanghai.ts'
import { library } from '../library.ts'

const { calendar } = library.dictionary
/** 2021-09-12 21:00, with seconds where they are told. */
const at = (said: string): Date => new Date(`${said.replace(' ', 'T')}+08:00`)
const print = (date: Date): string => toShanghai(date).toISOString().slice(0, 19).replace('T', ' ').replace(/:00$/u, '')

describe('speaking', () => {
  test.each([
    ['2021-09-15 08:29:59', '2021-09-15 08:30'], ['2021-09-15 08:30', '2021-09-15 08:30'], ['2021-09-15 12:00:07', '2021-09-15 12:00:07'], ['2021-09-15 20:00', '2021-09-15 20:00'],
    ['2021-09-15 20:00:01', '2021-09-16 08:30'], ['2021-09-15 23:59', '2021-09-16 08:30'], ['2021-09-16 00:00', '2021-09-16 08:30'], ['2021-12-31 21:00', '2022-01-01 08:30'],
    // Asked at night of a day off: the hours of the day are one thing, days off another.
    ['2021-10-02 22:00', '2021-10-03 08:30'],
  ])('at %s → %s', (now, goes) => expect(print(speakingFrom(at(now)))).toBe(goes))
})

describe('what was missed', () => {
  test.each([
    ['on a working day goes at once', '2021-09-13 10:20', '2021-09-30 18:00', '2021-09-13 10:20'],
    ['at night goes in the morning', '2021-09-13 21:00', '2021-09-30 18:00', '2021-09-14 08:30'],
    ['on a Sunday goes on Monday', '2021-09-12 10:00', '2021-09-30 18:00', '2021-09-13 08:30'],
    ['on Friday night goes on Monday', '2021-09-10 22:00', '2021-09-30 18:00', '2021-09-13 08:30'],
    ['on Friday night goes on the Saturday that is worked', '2021-09-17 22:00', '2021-09-30 18:00', '2021-09-18 08:30'],
    ['at National Day goes after it', '2021-10-01 09:00', '2021-10-20 18:00', '2021-10-08 08:30'],
    ['at National Day, for what is overdue, goes after it', '2021-10-01 09:00', '2021-09-30 18:00', '2021-10-08 08:30'],
    ['on a day off, due before the next working day, goes at once', '2021-10-02 10:00', '2021-10-05 18:00', '2021-10-02 10:00'],
    ['at night of a day off, due before the next working day, goes in the morning', '2021-10-02 22:00', '2021-10-05 18:00', '2021-10-03 08:30'],
    ['on a day off, due at the very opening of the next working day, goes at once', '2021-09-12 10:00', '2021-09-13 08:30', '2021-09-12 10:00'],
    ['on a day off, due a minute later, waits', '2021-09-12 10:00', '2021-09-13 08:31', '2021-09-13 08:30'],
  ])('%s', (_, now, due, goes) => expect(print(catchUpAt(at(now), at(due), calendar))).toBe(goes))
  test('where one prefecture is off', () => {
    expect(print(catchUpAt(at('2021-11-23 10:00'), at('2021-12-31 18:00'), calendar, '凉山彝族自治州'))).toBe('2021-11-29 08:30')
    expect(print(catchUpAt(at('2021-11-23 10:00'), at('2021-12-31 18:00'), calendar))).toBe('2021-11-23 10:00')
  })
})

describe('who has not answered 请收到回复 is listed', () => {
  test.each([
    ['2021-09-15 09:00', '2021-09-15 11:00'], ['2021-09-15 16:00', '2021-09-15 18:00'], ['2021-09-15 16:00:01', '2021-09-16 09:00'], ['2021-09-15 21:00', '2021-09-16 09:00'],
    ['2021-09-15 06:59', '2021-09-15 09:00'], ['2021-09-15 07:00', '2021-09-15 09:00'], ['2021-09-15 07:01', '2021-09-15 09:01'], ['2021-09-15 23:00', '2021-09-16 09:00'],
    ['2021-09-10 16:30', '2021-09-13 09:00'], ['2021-09-11 10:00', '2021-09-13 09:00'], ['2021-09-17 16:30', '2021-09-18 09:00'], ['2021-09-18 10:00', '2021-09-18 12:00'], ['2021-09-18 17:00', '2021-09-22 09:00'],
    ['2021-09-30 17:00', '2021-10-08 09:00'], ['2021-10-04 10:00', '2021-10-08 09:00'], ['2022-12-30 20:00', '2023-01-03 09:00'],
  ])('asked at %s → %s', (asked, listed) => expect(print(receiptListAt(at(asked), calendar))).toBe(listed))
})

describe('at any time', () => {
  const moment = fc.integer({ min: at('2021-01-01 00:00').getTime() / 1000, max: at('2026-12-20 00:00').getTime() / 1000 }).map(seconds => new Date(seconds * 1000))
  const day = 86_400_000
  /** Near the borders of the hours. */
  const border = fc.tuple(moment, fc.constantFrom('08:30:00', '20:00:00', '09:00:00', '18:00:00', '00:00:00'), fc.integer({ min: -2, max: 2 })).map(([near, time, off]) => new Date(at(`${toShanghai(near).toISOString().slice(0, 10)} ${time}`).getTime() + off * 1000))
  const now = fc.oneof(moment, border), settings = { seed: 2021, numRuns: 1000 }
  const clock = (date: Date): string => toShanghai(date).toISOString().slice(11, 19), dayOf = (date: Date): string => toShanghai(date).toISOString().slice(0, 10)
  const isOpen = (date: Date): boolean => clock(date) >= '08:30:00' && clock(date) <= '20:00:00'

  test('speaking is never earlier, within the hours, at once where it may, and the same when asked again', () => fc.assert(fc.property(now, asked => {
    const goes = speakingFrom(asked)
    expect([goes >= asked, isOpen(goes), goes.getTime() - asked.getTime() < 13 * 3_600_000]).toEqual([true, true, true])
    expect(speakingFrom(goes)).toEqual(goes)
    if (isOpen(asked)) expect(goes).toEqual(asked)
  }), settings))
  test('of two moments the later never goes first', () => fc.assert(fc.property(now, fc.nat(2 * day), (one, more) => { expect(speakingFrom(one) <= speakingFrom(new Date(one.getTime() + more))).toBe(true) }), settings))
  test('what was missed goes within the hours, and on a day off only where the deadline would pass first', () => fc.assert(fc.property(now, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 1439 }), (asked, days, minutes) => {
    const due = new Date(asked.getTime() + days * day + minutes * 60_000), goes = catchUpAt(asked, due, calendar)
    expect([goes >= speakingFrom(asked), isOpen(goes)]).toEqual([true, true])
    if (isWorkingDay(dayOf(speakingFrom(asked)), calendar)) expect(goes).toEqual(speakingFrom(asked))
    else if (!isWorkingDay(dayOf(goes), calendar)) expect([goes, asked < due]).toEqual([speakingFrom(asked), true])
    else expect(clock(goes)).toBe('08:30:00')
    // What waits is not looked at too early: looked at again then it goes.
    if (isWorkingDay(dayOf(goes), calendar)) expect(catchUpAt(goes, due, calendar)).toEqual(goes)
  }), settings))
  test('the list comes after two hours or more, from nine to six of a working day', () => fc.assert(fc.property(now, asked => {
    const listed = receiptListAt(asked, calendar), after = listed.getTime() - asked.getTime()
    expect([after >= 2 * 3_600_000, isWorkingDay(dayOf(listed), calendar), clock(listed) >= '09:00:00', clock(listed) <= '18:00:00']).toEqual([true, true, true, true])
    if (after > 2 * 3_600_000) expect(clock(listed)).toBe('09:00:00')
    // No nine o'clock of a working day lies between.
    for (let nine = listed.getTime() - day; clock(listed) === '09:00:00' && nine >= asked.getTime() + 2 * 3_600_000; nine -= day) expect(isWorkingDay(dayOf(new Date(nine)), calendar)).toBe(false)
  }), settings))
})
