// Months, thirds of months, quarters, halves and years, and their ends: 8月, 上月底, 6月上旬, 二季度末, 上半年, 去年底.
// 8个月, 3月内 and a plain year (2021年, 今年) are none: they tell a length or head a title.

import { addDays, monthOf, monthsFrom, oneDay, yearOf, type Span } from './day-calendar.ts'
import { afterNoYear, apart, endWord, month, numberOf, rule, startWord, tenDays, turnOf, which, year, yearNamed, yearly, type Grain, type Groups, type Rule, type Said } from './day-pattern.ts'
import type { Naming } from './day-settle.ts'

type Part = { readonly kind: Naming['kind']; readonly grain: Grain; readonly of: (span: Span) => Span }

const tenDaysOf = ({ first, last }: Span, third: number): Span => ({ first: addDays(first, third * 10), last: third === 2 ? last : addDays(first, third * 10 + 9) })

/** A month or year with what stands behind it. 上旬 covers ten days, for which the nearest word is a week. */
function partOf(tail: string | undefined, grain: Grain): Part {
  if (tail === undefined) return { kind: 'period', grain, of: span => span }
  if (tail === '初') return { kind: 'day', grain: 'day', of: ({ first }) => oneDay(first) }
  // 中下旬 runs to the end of 下旬
  if (tail.endsWith('旬')) return { kind: 'period', grain: 'week', of: span => tenDaysOf(span, /下旬|下中旬/u.test(tail) ? 2 : tail.includes('中') ? 1 : 0) }
  return { kind: 'end', grain, of: span => span }
}

const tail = `(?<tail>${endWord}|${startWord}|${tenDays})`
const bareBefore = '(?<![\\d每个各月份年周半])'

/** The stretch of so many months that holds today (0), the one before (-1), the one after (1): the months, quarters, halves, years. */
const stretch = (months: number, today: string) => (turn: number): Span => (
  monthsFrom(yearOf(today), (Math.floor((monthOf(today) - 1) / months) + turn) * months + 1, months))

/** 上月底, 本季度: so many stretches from the running one. */
const readRelative = (grain: Grain, months: number) => ({ which = '', tail }: Groups, today: string): Said => {
  const { kind, grain: covers, of } = partOf(tail, grain)
  return { naming: { kind, at: () => of(stretch(months, today)(turnOf(which))), fixed: true }, grain: covers }
}

/** 月底, 季度末 by themselves. */
const readBare = (grain: Grain, months: number) => ({ tail }: Groups, today: string): Said => {
  const { kind, grain: covers, of } = partOf(tail, grain)
  return { naming: { kind, at: turn => of(stretch(months, today)(turn)), vague: kind === 'end' }, grain: covers }
}

/** What begins in `start` and runs for so many months, in the year that is named or in any. */
function readInYear(groups: Groups, today: string, grain: Grain, start: number, months: number): Said {
  const { kind, grain: covers, of } = partOf(groups['tail'], grain)
  return { naming: yearly(kind, yearNamed(groups, today), today, inYear => of(monthsFrom(inYear, start, months))), grain: covers }
}

/** From April on 下半年 without a year is the one to come. */
function readHalf(groups: Groups, today: string): Said {
  const isSecond = groups['half'] === '下', said = readInYear(groups, today, 'half', isSecond ? 7 : 1, 6)
  return isSecond && monthOf(today) > 3 && said.naming ? { ...said, naming: { ...said.naming, fixed: true } } : said
}

export const periodRules: readonly Rule[] = [
  // 8月, 8月份, 1-8月, 去年12月底, 2021年8月上旬
  rule(`${apart}${afterNoYear}${year}?(?:${month} ?(?:月份?)? ?[至到~-] ?)?(?<month>${month}) ?月份?(?!内(?![江自])| ?\\d{1,2} ?[日号]|中(?![旬上下心央国小学部江]))(?<![近满每] ?\\d{1,2} ?月)${tail}?`,
    (groups, today) => readInYear(groups, today, 'month', numberOf(groups['month'] ?? ''), 1)),
  rule(`${which}月份?${tail}?`, readRelative('month', 1)),
  rule(`${bareBefore}(?:月(?<tail>${endWord}|${startWord})|(?<ten>${tenDays}))`, ({ tail, ten }, today) => readBare('month', 1)({ tail: tail ?? ten }, today)),
  // 二季度, 第2季度末, 前三季度, 今年一季度
  rule(`(?<![\\d.十每])${year}?(?:前|[一二三1-3] ?[至到~-] ?)?第?(?<quarter>[一二三四1-4]) ?季(?:度|(?=[末底]))(?<tail>${endWord})?`,
    (groups, today) => readInYear(groups, today, 'quarter', numberOf(groups['quarter'] ?? '') * 3 - 2, 3)),
  rule(`${which}季度(?<tail>${endWord})?`, readRelative('quarter', 3)),
  rule(`(?<![\\d每一二三四])季度?(?<tail>${endWord})`, readBare('quarter', 3)),
  rule(`(?<!\\d)${year}?(?<half>上|下)半年度?(?<tail>${endWord})?`, readHalf),
  rule(`(?<![上下大小])半年(?<tail>${endWord})`, readBare('half', 6)),
  // 2020年底, 去年年末, 今年初
  rule(`(?<![\\d.])${year}年?(?<tail>${endWord}|${startWord})`, (groups, today) => readInYear(groups, today, 'year', 1, 12)),
  rule(`(?<![\\d每半周年两几一二三四五六七八九十])年(?<tail>${endWord}|${startWord})`, readBare('year', 12)),
]
