// Dates in a question. What the tables hold is one date; another one is named, not silently answered with the stored figure.

import type { Mention } from './mention.ts'

const digits = '零〇一二三四五六七八九十'
const patterns: readonly RegExp[] = [
  /(?:(?:20)?\d{2}年|二[零〇]二[一二三四五六]年)(?:的)?(?:年底|年初|年末|上半年|下半年|[上下]半年|(?:第)?[一二三四1234]季度)/gu,
  /(?:(?:20)?\d{2}年|二[零〇][一二]?[零〇一二三四五六七八九]年)(?:的)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|底|初|末|中旬|上旬|下旬)?/gu,
  /20\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?/gu,
  new RegExp(`(?:\\d{1,2}|[${digits}]{1,2})月份?(?:(?:\\d{1,2}|[${digits}]{1,3})[日号]|底|初|末|中旬|上旬|下旬)?`, 'gu'),
  /(?:去年|前年|明年|后年|上个?月|下个?月|上上个月|上周|下周|本月|这个月|当月|本周|上一?季度|下一?季度|本季度|这个?季度|(?:第)?[一二三四]季度|上半年|下半年|年初|年底|年末|昨天|前天|往年|历年|上一?年度?|同期|上期|上一期|下期|上次|前期|去年底|去年末|去年同期|上半期|十三五|十四五|近三年|近几年|最近一周|最近一个月|前几年|五年前)/gu,
]

const numeral = (text: string): number => (/^\d+$/.test(text) ? Number(text)
  : text === '十' ? 10 : text.startsWith('十') ? 10 + digits.indexOf(text[1] ?? '') - 1
  : text.endsWith('十') ? (digits.indexOf(text[0] ?? '') - 1) * 10 : digits.indexOf(text) - 1)

/** Does a phrase like 7月, 2021年7月20日 or 2021年 name the very date of the tables? Month ends and other days do not. */
export function isStoredDate(phrase: string, dates: readonly string[]): boolean {
  const text = phrase.replace(/二[零〇]二一年/u, '2021年').replace(/的/gu, '').replace(/份$/u, '')
  const parts = /^(?:(\d{2,4})年)?(?:([\d零〇一二三四五六七八九十]+)月份?)?(?:([\d零〇一二三四五六七八九十]+)[日号])?$/u.exec(text) ?? /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text)
  if (!parts) return false
  const [, year, month, day] = parts
  return dates.some(date => {
    const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
    return (!year || Number(year) === y || Number(year) + 2000 === y) && (!month || numeral(month) === m) && (!day || numeral(day) === d)
  })
}

/** All dates in `text`; `stored` ones are those that the tables hold for. */
export function readPeriods(text: string, dates: readonly string[]): Mention[] {
  return patterns.flatMap(pattern => [...text.matchAll(pattern)].map(({ 0: phrase, index }) => (
    { kind: 'period', start: index, end: index + phrase.length, text: phrase, how: 'exact', stored: isStoredDate(phrase, dates) } as const
  )))
}
