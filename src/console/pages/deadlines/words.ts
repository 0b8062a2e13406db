// What the pages of deadlines share: addresses, days and numbers as forms send them, terms in words.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { addDays, makeDay } from '../../../language/day-calendar.ts'
import type { Repeat } from '../../../language/due.ts'
import { isOver, sayDue, sayLeft, sayRegions } from '../../../replies/deadline-words.ts'
import { instantOf, shanghaiDay } from '../../../shanghai.ts'
import type { Dictionary } from '../../../table/dictionary.ts'
import type { Html } from '../../page.ts'

/** What was wrong with a form, and what was typed into it. `form`: which one of the page. */
export type Fault = { readonly form: string; readonly faults: readonly string[]; readonly typed: Readonly<Record<string, string>>; readonly chosen: readonly string[] }

export const deadlinePath = (id: number): string => `deadlines/${id}`

export const sayRoom = (room: string | null): string => (room === null ? '各群' : `“${room}”`)

/** The subject of an audit row: 提醒2 申报名单 */
export const subjectOf = ({ id, title }: Pick<Deadline, 'id' | 'title'>): string => `提醒${id} ${title}`

export const stateNames: Readonly<Record<Deadline['state'], string>> = { open: '进行中', cancelled: '已取消', closed: '已关闭' }

/** 2021-09-28 as a date field sends it; null where the calendar has no such day. */
export function readDay(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? []
  return day === undefined ? null : makeDay(Number(year), Number(month), Number(day))
}

/** A year so far away is a slip. */
const mostYears = 3

/** The moment that a date and a time field name, or what is wrong. Without a time the day ends with the working day. */
export function readMoment(day: string, time: string, now: Date): { readonly due: Deadline['due']; readonly timeSaid: boolean } | { readonly fault: string } {
  const read = readDay(day), example = addDays(shanghaiDay(now), 7)
  if (day === '') return { fault: `请填截止日期，例如 ${example}。` }
  if (read === null) return { fault: `“${day.slice(0, 20)}”不是日期，请写成 ${example} 这样。` }
  if (time !== '' && !/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time)) return { fault: `“${time.slice(0, 20)}”不是时间，请写成 17:00 这样；不写就是下班前（18:00）。` }
  const due = { day: read, time: time === '' ? '18:00' : time }
  if (instantOf(due) <= now) return { fault: `截止时间${read} ${due.time}已经过了，请写以后的日期，例如 ${example}。` }
  if (Number(read.slice(0, 4)) > Number(shanghaiDay(now).slice(0, 4)) + mostYears) return { fault: `截止日期在${read.slice(0, 4)}年，请核对年份。` }
  return { due, timeSaid: time !== '' }
}

/** 7,3,1 → [7, 3, 1]; empty: the usual ones. */
export function readLeadDays(text: string, usual: readonly number[]): { readonly leads: readonly number[] } | { readonly fault: string } {
  const parts = text.normalize('NFKC').split(/[,、;\s]+/u).map(part => part.replace(/天$/u, '')).filter(part => part !== '')
  if (parts.length === 0) return { leads: usual }
  const wrong = parts.find(part => !/^\d{1,3}$/u.test(part) || Number(part) < 1 || Number(part) > 90)
  if (wrong !== undefined) return { fault: `提前天数“${wrong.slice(0, 20)}”不行，请写1到90的整数，用逗号隔开，例如 7,3,1；不写就用通常的${usual.length === 0 ? '（不提前）' : usual.join('、')}。` }
  return parts.length > 10 ? { fault: '提前天数最多写10个，例如 7,3,1。' } : { leads: [...new Set(parts.map(Number))].toSorted((a, b) => b - a) }
}

export const sayLeads = (leads: readonly number[]): string => (leads.length === 0 ? '不提前' : `提前${leads.join('、')}天`)

const sayDayOf = (on: Extract<Repeat, { every: 'month' }>): string => (
  'workingDay' in on ? (on.workingDay === 'last' ? '最后一个工作日' : `第${on.workingDay}个工作日`) : on.day === 'last' ? '最后一天' : `${on.day}日`
)

/** 每月25日, 每周五, 每季度第3个月最后一天 */
export function sayRepeat(repeat: Repeat): string {
  switch (repeat.every) {
    case 'day': return '每天'
    case 'working day': return '每个工作日'
    case 'week': return `每周${'一二三四五六日'[repeat.weekday - 1]}`
    case 'month': return `每月${sayDayOf(repeat)}`
    case 'quarter': return `每季度第${repeat.month}个月${sayDayOf({ ...repeat, every: 'month' })}`
    case 'year': return `每年${repeat.month}月${sayDayOf({ ...repeat, every: 'month' })}`
  }
}

/** 各市州; 本群成员的市州（5个）; 乐山、南充 */
export function sayAudience({ audience: { kind, label } }: Pick<Deadline, 'audience'>, expected: readonly string[], dictionary: Dictionary): string {
  if (kind === 'all') return `各市州（${expected.length}个）`
  const names = expected.length <= 12 ? `：${sayRegions(expected, dictionary)}` : ''
  return kind === 'members' ? `本群成员的市州（${expected.length}个${names}）` : label === null ? sayRegions(expected, dictionary) : `${label}（${expected.length}个${names}）`
}

/** 9月30日（周四）下班前 还有3天 */
export const dueWords = (deadline: Deadline, now: Date): Html => html`<time datetime="${instantOf(deadline.due).toISOString()}">${sayDue(deadline, now)}</time> ${leftTag(deadline, now)}`

export function leftTag(deadline: Deadline, now: Date): Html {
  const left = sayLeft(deadline, now)
  return html`<span class="tag${isOver(deadline, now) ? ' bad' : left === '今天截止' ? ' warn' : ''}">${left}</span>`
}

/** How far it is, as a bar; its figures stand beside it in words. */
export const bar = (done: number, all: number): Html | string => (all === 0 ? '' : html`<progress value="${done}" max="${all}" aria-hidden="true"></progress>`)
