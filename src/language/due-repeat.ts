// What is due again and again: 每月25日, 每周五下午3点, 每季度末, 每月最后一个工作日. Every second week and twice a year are asked back.

import { addDays, makeDay, monthOf, monthsFrom, weekOf, yearOf, type Span } from './day-calendar.ts'
import { day, endWord, month, numberOf } from './day-pattern.ts'
import { findAll, nothing, unclear, type Found, type Said } from './due-found.ts'
import { isHandedIn } from './due-role.ts'
import { addWorkingDays, workingDayFrom, workingDayUntil, type Calendar } from './working-days.ts'

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
/** A day of the month (the last one where the month is shorter), or a working day of it. */
type DayOfMonth = { readonly day: number | 'last' } | { readonly workingDay: number | 'last' }

type InMonths =
  | ({ readonly every: 'month' } & DayOfMonth)
  /** `month` is the first, second or third one of the quarter. */
  | ({ readonly every: 'quarter'; readonly month: 1 | 2 | 3 } & DayOfMonth)
  | ({ readonly every: 'year'; readonly month: number } & DayOfMonth)
export type Repeat =
  | { readonly every: 'day' }
  | { readonly every: 'working day' }
  | { readonly every: 'week'; readonly weekday: Weekday }
  | InMonths

function dayIn({ first, last }: Span, on: DayOfMonth, calendar: Calendar): string {
  if ('workingDay' in on) return on.workingDay === 'last' ? workingDayUntil(last, calendar) : addWorkingDays(addDays(first, -1), on.workingDay, calendar)
  return on.day === 'last' ? last : makeDay(yearOf(first), monthOf(first), on.day) ?? last
}

/** The months in which it may be due, from the one of `after` on; a rule may skip none of them twice. */
function monthsOf(repeat: InMonths, after: string): Span[] {
  const fits = (month: number): boolean => repeat.every === 'month' || (repeat.every === 'quarter' ? (month - 1) % 3 + 1 === repeat.month : month === repeat.month)
  return Array.from({ length: 14 }, (_, later) => monthsFrom(yearOf(after), monthOf(after) + later)).filter(({ first }) => fits(monthOf(first)))
}

/**
 * The first day after `after` on which it is due.
 *
 * nextOccurrence({ every: 'month', day: 25 }, '2021-09-25', calendar) → 2021-10-25
 */
export function nextOccurrence(repeat: Repeat, after: string, calendar: Calendar): string {
  const tomorrow = addDays(after, 1)
  if (repeat.every === 'day') return tomorrow
  if (repeat.every === 'working day') return workingDayFrom(tomorrow, calendar)
  if (repeat.every === 'week') {
    const inWeek = addDays(weekOf(after).first, repeat.weekday - 1)
    return inWeek > after ? inWeek : addDays(inWeek, 7)
  }
  return monthsOf(repeat, after).map(month => dayIn(month, repeat, calendar)).find(due => due > after) ?? tomorrow
}

const week = '(?:周|星期|礼拜)'
const every = '(?:每逢?|逢)'
const days = '一二三四五六日'
const last = '(?:最后一|末)'
const nth = `(?:第(?<nth>\\d{1,2}|[一二三四五六七八九十]{1,2})个?|前(?<within>\\d{1,2}|[一二三四五六七八九十]{1,2})个?|(?<first>首)个?|(?<last>${last})个?)`

/** 25日, 底, 最后一个工作日: which day of the month. */
const onDay = `的?(?:${nth}工作日|(?<end>${endWord}|月底|月末|${last}[天日])|(?<third>[上中下])旬|(?<day>${day}) ?(?:[日号]|(?<=\\d)(?=(?:之|以)?前|下班|[报交])))`

function dayOfMonth(groups: Record<string, string | undefined>): DayOfMonth | null {
  const { nth, within, first, last, end, third, day } = groups, count = nth ?? within
  if (count) return { workingDay: numberOf(count) }
  if (first) return { workingDay: 1 }
  if (last) return { workingDay: 'last' }
  if (end) return { day: 'last' }
  if (third) return { day: third === '上' ? 10 : third === '中' ? 20 : 'last' }
  const number = numberOf(day ?? '')
  return number >= 1 && number <= 31 ? { day: number } : null
}

const repeat = (rule: Repeat): Said => ({ kind: 'repeat', repeat: rule })
const inMonth = (groups: Record<string, string | undefined>, make: (on: DayOfMonth) => Repeat): { said: Said } => {
  const on = dayOfMonth(groups)
  return { said: on ? repeat(make(on)) : unclear('no such day') }
}
const monthOfQuarter = (said: string): 1 | 2 | 3 => (/[末三3]|最后/u.test(said) ? 3 : /[二2中]/u.test(said) ? 2 : 1)

const weekly = new RegExp(`${every}个?${week}(?:的?${week})?(?<weekday>[${days}天]|[1-7](?![\\d.%:/]))(?!个)(?<more>(?: ?[、和及与,至到~-] ?(?:${week})?[${days}天](?=[前报交上下中]|\\P{Script=Han}|$))+)?`, 'gu')
const monthly = new RegExp(`${every}个?月份?${onDay}(?<more> ?[、和及与] ?${day} ?[日号])?`, 'gu')
const monthlyAfter = new RegExp(`${every}个?(?<unit>月|季度?)(?:结束|终了|过)?后的?(?:第?(?<day>${day}) ?[日天](?:之|以)?内?|(?:(?<first>第一|首)个|(?<count>${day})个)工作日(?:之|以)?内?)`, 'gu')
const quarterly = new RegExp(`${every}个?季度?(?:的?(?<which>末|首|初|最后一个?|第?[一二三1-3]个?)月(?:份)?${onDay}|的?(?:(?<tail>${endWord}|${last}[天日])|(?<working>${last}个?)工作日))`, 'gu')
const yearly = new RegExp(`${every}年度?(?:的?(?<month>${month}) ?月份?${onDay}|(?:年)?(?<tail>${endWord}))`, 'gu')
const daily = /每(?:个?(?<working>工作日)|天(?!府)|日(?![均常])|晚|早)|(?<each>工作日)的?每[天日]/gu
const seldom = /(?:每(?:两|二|2|隔一|半)个?(?:周|星期|礼拜|月|年)|隔周|双周|单周|每旬|每半年|每隔[^,。]{1,4}[天周月])(?:[一二三四五六日天](?![个项]))?(?:报|末|底)?/gu
const alone = new RegExp(`${every}个?(?:${week}末?|月份?|季度?|年度?)`, 'gu')

/** All phrases that say how often something is due; 每周 and 每月 by themselves name no day. */
export function findRepeats(text: string): Found[] {
  return [
    ...findAll(text, weekly, ({ weekday = '', more }) => {
      const index = (/\d/u.test(weekday) ? Number(weekday) : days.indexOf(weekday === '天' ? '日' : weekday) + 1) as Weekday
      return { said: more ? unclear('ambiguous') : repeat({ every: 'week', weekday: index }) }
    }),
    ...findAll(text, monthly, groups => (groups['more'] ? { said: unclear('ambiguous') } : inMonth(groups, on => ({ every: 'month', ...on })))),
    ...findAll(text, monthlyAfter, ({ unit, day, first, count }) => {
      const on: DayOfMonth = day ? { day: numberOf(day) } : { workingDay: first ? 1 : numberOf(count ?? '') }
      return { said: repeat(unit === '月' ? { every: 'month', ...on } : { every: 'quarter', month: 1, ...on }), isMarked: true }
    }),
    ...findAll(text, quarterly, groups => {
      if (groups['tail']) return { said: repeat({ every: 'quarter', month: 3, day: 'last' }) }
      if (groups['working']) return { said: repeat({ every: 'quarter', month: 3, workingDay: 'last' }) }
      return inMonth(groups, on => ({ every: 'quarter', month: monthOfQuarter(groups['which'] ?? ''), ...on }))
    }),
    ...findAll(text, yearly, groups => {
      if (groups['tail']) return { said: repeat({ every: 'year', month: 12, day: 'last' }) }
      const number = numberOf(groups['month'] ?? '')
      return inMonth(groups, on => ({ every: 'year', month: number, ...on }))
    }),
    ...findAll(text, daily, ({ working, each }) => ({ said: repeat({ every: working ?? each ? 'working day' : 'day' }) })),
    ...findAll(text, seldom, () => ({ said: unclear('ambiguous') })),
    ...findAll(text, alone, (_, { index, 0: words }) => ({ said: isHandedIn(text, index + words.length) ? unclear('no day') : nothing })),
  ]
}

