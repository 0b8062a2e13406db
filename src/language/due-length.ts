// How long from now on: 三天内, 10个工作日内, 两小时内, 一个月内, 三天后, 三天前. No lengths of a procedure (压缩到3日内), and none from an event that has
// no day of its own (收到后3日内): those are asked back.

import { addDays, makeDay, monthOf, monthsFrom, yearOf } from './day-calendar.ts'
import { numberOf } from './day-pattern.ts'
import { findAll, nothing, onDay, unclear, type Found, type Now, type Said } from './due-found.ts'
import { addWorkingDays, type Calendar } from './working-days.ts'

const count = '(?:\\d{1,3}|[一二两三四五六七八九十百]{1,4}|半)'
const unit = '(?:个?工作日|天|日|个?(?:周|星期|礼拜)|个月|(?<=半)月|年|个?小时|个?钟头|分钟|刻钟)'
const way = '(?:(?:之|以)?内(?!江(?![油阳安]))|之?后|以后|(?:之|以)?前(?![往来后期锋]))'

export const lengthPattern = `(?:(?:${count}) ?(?:${unit})? ?[至到或~-] ?)?(?<count>${count}) ?(?<half>个半)?(?<unit>${unit})`
const pattern = new RegExp(`(?<![\\d.第每近前提上下本这那一二两三四五六七八九十百半])${lengthPattern}(?<way>${way})`, 'gu')
/** 几天内, 这两天: some time that nobody can be held to. */
const vague = /(?:几|若干|数)个?(?:天|日|周|星期|月|小时|工作日)(?:之|以)?[内后]|(?:[这近][两几]|今明两?|明后两?)[天日](?:之?内)?/gu

/** 时限压缩到3日内, 3日内办结率: how long a procedure takes. */
const procedure = /(?:压缩|压减|缩短|缩减|减少|减|提速|平均|承诺|法定|历时|耗时|用时|最快|最长|办理|审批|办结|时限)(?:时限|时间|期限)?(?:由.{1,8})?(?:[到至为了在])?(?:不超过)? ?$/u
const procedureAfter = /^ ?(?:办结(?![果])|办理完毕率|办成|出证|领证|的?办结率|答复率)/u
/** 收到通知后3日内, 自印发之日起5个工作日内. */
const fromEvent = /(?<![之以今随])(?:后|(?<!(?:今[天日]|即日|现在)之?日?)起|之日|以来|之时)的? ?$/u

/** lengthOf({ count: '一', half: '个半' }) → 1.5 */
export const lengthOf = ({ count = '', half }: Readonly<Record<string, string | undefined>>): number => (count === '两' ? 2 : count === '半' ? 0.5 : numberOf(count)) + (half ? 0.5 : 0)

/** A month later, on its last day where it is shorter: 2021-08-31 → 2021-09-30 */
function addMonths(day: string, months: number): string {
  const there = monthsFrom(yearOf(day), monthOf(day) + months)
  return makeDay(yearOf(there.first), monthOf(there.first), Number(day.slice(8))) ?? there.last
}

/**
 * The day so long after another; null where the length is none of days.
 *
 * addLength('2021-09-30', 3, '个工作日', calendar) → 2021-10-11
 */
export function addLength(from: string, length: number, unit: string, calendar: Calendar): string | null {
  if (/工作日/u.test(unit)) return Number.isInteger(length) ? addWorkingDays(from, length, calendar) : null
  if (/周|星期|礼拜/u.test(unit)) return addDays(from, Math.ceil(length * 7))
  if (/月/u.test(unit)) return !Number.isInteger(length) ? addDays(addMonths(from, Math.floor(length)), 15) : addMonths(from, length)
  if (unit === '年') return addMonths(from, Math.round(length * 12))
  return Number.isInteger(length) && /[天日]/u.test(unit) ? addDays(from, length) : null
}

function minutesLater({ day, time }: Now, minutes: number): Said {
  const [hour = 0, minute = 0] = time.split(':').map(Number), then = hour * 60 + minute + minutes
  const two = (number: number): string => String(number).padStart(2, '0')
  return { kind: 'moment', day: addDays(day, Math.floor(then / 1440)), time: `${two(Math.floor(then / 60) % 24)}:${two(then % 60)}` }
}

function minutesIn(length: number, unit: string): number | null {
  if (/小时|钟头/u.test(unit)) return Math.round(length * 60)
  return unit === '分钟' ? Math.round(length) : unit === '刻钟' ? length * 15 : null
}

export function findLengths(text: string, now: Now, calendar: Calendar): Found[] {
  const found = findAll(text, pattern, ({ count, half, unit = '', way = '' }, { index, 0: whole }) => {
    const before = text.slice(Math.max(0, index - 14), index), after = text.slice(index + whole.length, index + whole.length + 8)
    const length = lengthOf({ count, half }), isBefore = way.endsWith('前'), isWithin = way.endsWith('内')
    if (unit === '日' && isBefore) return null
    if (!(length > 0 && length <= 400) || procedure.test(before) || procedureAfter.test(after)) return { said: nothing }
    // 三五天 is some days
    if (/^[一二两三四五六七八九]{2,}$/u.test(count ?? '')) return { said: unclear('no day'), isMarked: isWithin }
    const minutes = minutesIn(length, unit), day = minutes === null ? addLength(now.day, isBefore ? -length : length, unit, calendar) : null
    if (fromEvent.test(before) && isWithin) return { said: unclear('ambiguous', day === null ? [] : [day]), isMarked: true }
    if (minutes !== null) return { said: minutesLater(now, isBefore ? -minutes : minutes), isMarked: isWithin }
    return day === null ? { said: unclear('ambiguous') } : { said: onDay(day), isMarked: isWithin }
  })
  return [...found, ...findAll(text, vague, () => ({ said: unclear('no day') }))]
}
