// Pieces that the patterns of day phrases share: numbers of years, months and days, and how a pattern becomes a phrase.

import { makeDay, oneDay, yearOf, type Span } from './day-calendar.ts'
import type { Naming } from './day-settle.ts'
import { readNumeral } from './numerals.ts'

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'

/** A phrase found; without a naming it only keeps what lies in it from being read (每周五, 2月30日). */
export type Phrase = {
  readonly start: number
  readonly end: number
  readonly naming?: Naming | undefined
  readonly grain?: Grain
  readonly isToday?: boolean
  /** 25日 and 周五 by themselves may be of the month or week of the day before them: 8月20日至25日, 上周三、周五. */
  readonly beside?: { readonly of: 'month' | 'week'; readonly in: (day: string) => Span | null }
}
export type Groups = Record<string, string | undefined>
export type Said = Omit<Phrase, 'start' | 'end'>
export type Rule = { readonly pattern: RegExp; readonly read: (found: RegExpExecArray, text: string, today: string) => readonly Phrase[] }

export const digit = '零〇一二三四五六七八九十百廿卅'
export const month = '(?:1[0-2]|0?[1-9]|十[一二]?|一(?!月一(?! ?[日号]))|[二三四五六七八九]|(?<![\\d.万亿千广公美])元(?=月))'
export const day = '(?:[0-3]?\\d|[一二三四五六七八九十廿卅]{1,3})'
/** 底数 and 初步 are words of their own. */
export const endWord = '(?:[底末](?![数线子册稿单端位梢]))'
export const startWord = '(?:初(?![步审期稿次级衷]|中(?!江)))'
export const tenDays = '(?:(?:[上下]|[上下]?中[上下]?)旬)'
/** 2021年, 二零二一年, 21年, 去年; the groups are `year` and `near`. */
export const year = '(?:(?<year>(?:19|20)\\d\\d|二[零〇0][一二三][零〇一二三四五六七八九]|[1-3]\\d) ?年 ?的?|(?<near>今年|本年|去年|(?<!以)上年|(?<![以之大此先])前年|明年|来年|后年)度? ?的?)'
/** What may not stand right before a number of a date. */
export const apart = `(?<![\\d.第几两${digit}a-z#])`
/** Nor a year that could not be read. */
export const afterNoYear = '(?<![\\d零〇一二三四五六七八九] ?年 ?)'

/** 上, 上上个, 本, 这个, 下; not in 马上|月底, 基本|月底, 以下|月份. */
export const which = '(?<which>(?<![以之马线网早晚])(?:上上个?|上一?个?|下下个?|(?<!一)下一?个?)|(?<![基根版样])本|这一?个?)'
/** 上上个 → -2, 本 → 0, 下 → 1 */
export const turnOf = (which: string): number => ({ 上: -1, 下: 1 }[which[0] ?? ''] ?? 0) * (which[1] === which[0] ? 2 : 1)

const near: Record<string, number> = { 前年: -2, 去年: -1, 上年: -1, 今年: 0, 本年: 0, 明年: 1, 来年: 1, 后年: 2 }

/** The number of a month or a day; NaN for what is none: 廿五 → 25, 元 → 1 */
export function numberOf(text: string): number {
  if (text === '元') return 1
  const plain = text.replace('廿', '二十').replace('卅', '三十'), numeral = readNumeral(plain, 0)
  return numeral?.end === plain.length ? numeral.value : Number.NaN
}

/** The year that a phrase names, null where it names none: 去年 in 2021 → 2020, 21年 → 2021, written */
export function yearNamed(groups: Groups, today: string): { readonly year: number; readonly written: boolean } | null {
  const { year: figures, near: word } = groups
  if (word) return { year: yearOf(today) + (near[word] ?? 0), written: false }
  if (!figures) return null
  const plain = /^\d/u.test(figures) ? Number(figures) : numberOf(figures.replace('0', '零'))
  return { year: plain < 100 ? 2000 + plain : plain, written: true }
}

/** What comes round every year, or stands in the year that is named: 8月, 去年8月. */
export function yearly(kind: Naming['kind'], named: ReturnType<typeof yearNamed>, today: string, spanIn: (year: number) => Span | null): Naming {
  if (named) return { kind, at: () => spanIn(named.year), fixed: true, written: named.written }
  return { kind, at: turn => spanIn(yearOf(today) + turn) }
}

/** A day as a span, null where the calendar has none: dayIn(2021, 2, 30) → null */
export const dayIn = (year: number, month: number, day: number): Span | null => {
  const made = makeDay(year, month, day)
  return made === null ? null : oneDay(made)
}

/** A rule whose matches are whole phrases: rule('昨天', read) */
export const rule = (pattern: string, read: (groups: Groups, today: string) => Said): Rule => ({
  pattern: new RegExp(pattern, 'gu'),
  read: (found, _text, today) => [{ ...read(found.groups ?? {}, today), start: found.index, end: found.index + found[0].length }],
})
