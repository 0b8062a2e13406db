// Small pieces of what is said of deadlines: days with their weekday, the time that is left, regions, how many are in.

import type { Deadline } from '../deadline/deadline.ts'
import { daysBetween } from '../language/day-calendar.ts'
import { momentOf } from '../shanghai.ts'
import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayShortPlace } from './updates.ts'
import { sayDate } from './words.ts'

export type Standing = { readonly expected: readonly string[]; readonly submitted: readonly string[]; readonly outstanding: readonly string[] }

/** 2021-09-30 → 周四 */
const sayWeekday = (day: string): string => `周${'一二三四五六日'[(daysBetween('2000-01-03', day) % 7 + 7) % 7]}`

/** 9月30日（周四）, with the year where it is not this one */
export const sayDay = (day: string, now: Date): string => `${sayDate(day, now)}（${sayWeekday(day)}）`

type Due = Pick<Deadline, 'due' | 'timeSaid'> & { readonly kind?: Deadline['kind'] }

/** 15:00前; a day alone ends with the working day: 下班前. A target has the whole day: 12月31日（周五）前 */
const sayTime = ({ kind, due, timeSaid }: Due): string => (kind === 'target' ? '前' : timeSaid ? `${due.time}前` : '下班前')

/** 9月30日（周四）下班前 */
export const sayDue = (deadline: Due, now: Date): string => `${sayDay(deadline.due.day, now)}${sayTime(deadline)}`

export const isOver = ({ due }: Pick<Deadline, 'due'>, now: Date): boolean => {
  const { day, time } = momentOf(now)
  return day > due.day || (day === due.day && time >= due.time)
}

/** 还有3天, 今天截止, 已过2天: the difference of dates. */
export function sayLeft(deadline: Pick<Deadline, 'due'>, now: Date): string {
  const days = daysBetween(momentOf(now).day, deadline.due.day)
  if (days > 0) return `还有${days}天`
  if (days < 0) return `已过${-days}天`
  return isOver(deadline, now) ? '今天已过时' : '今天截止'
}

/** More names than this are told by their cities. */
const mostNames = 30

/** 乐山、南充、阿坝州; many counties by their cities: 乐山11个、南充9个 */
export function sayRegions(regions: readonly string[], dictionary: Dictionary): string {
  if (regions.length <= mostNames || !regions.some(region => region.includes('/'))) {
    const cities = new Set(regions.map(region => region.split('/')[0]))
    return regions.map(region => (region.includes('/') && cities.size > 1 ? `${sayRegion(dictionary, region.split('/')[0] ?? '')}${sayShortPlace(region, dictionary)}` : sayShortPlace(region, dictionary))).join('、')
  }
  return [...Map.groupBy(regions, region => region.split('/')[0] ?? '')].map(([city, some]) => `${sayRegion(dictionary, city)}${some.length}个`).join('、')
}

export const by = ({ recipient }: Pick<Deadline, 'recipient'>): string => (recipient === null ? '报送' : `报${recipient}`)

export const tag = ({ id }: Pick<Deadline, 'id'>): string => `〔提醒${id}〕`

/** 已报15个，未报6个：乐山、南充… */
export function sayCounts({ submitted, outstanding }: Standing, dictionary: Dictionary): string {
  if (outstanding.length === 0) return `已全部报送（${submitted.length}个）`
  return `已报${submitted.length}个，未报${outstanding.length}个：${sayRegions(outstanding, dictionary)}`
}

/** A reply has eight lines. */
const mostLines = 7

export const listed = (lines: readonly string[]): string[] => (lines.length <= mostLines ? [...lines] : [...lines.slice(0, mostLines - 1), `另有${lines.length - mostLines + 1}项，可按名称再问。`])

export const sayItem = (deadline: Deadline, now: Date, more = ''): string => `${deadline.title}，${sayDue(deadline, now)}，${sayLeft(deadline, now)}${more}${tag(deadline)}`
