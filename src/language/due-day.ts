// The days and stretches of days that a deadline may name: those that the readers of days know (day.ts), and what only a deadline says so:
// 9.30前, 30日 18:00, 年内, 上半月, 9月最后一个工作日. What the calendar has not (2月30日, 13月5日) is found too, to be told.

import { addDays, daysBetween, monthOf, monthsFrom, oneDay, weekOf, yearOf, type Span } from './day-calendar.ts'
import { dateRules } from './day-dates.ts'
import { afterNoYear, apart, dayIn, month, numberOf, year, yearNamed, yearly, type Phrase } from './day-pattern.ts'
import { periodRules } from './day-periods.ts'
import type { Naming } from './day-settle.ts'
import { wordRules } from './day-words.ts'
import { findAll, nothing, onDay, unclear, type Found, type Now, type Said } from './due-found.ts'
import { addWorkingDays, workingDayUntil, type Calendar } from './working-days.ts'

type Groups = Record<string, string | undefined>

/** Where a date in two numbers can be nothing else. */
const pairBefore = '(?<=(?:截[至止][到至于]?|(?:时间|日期|期限|截止|提醒|deadline|ddl)[:,为是]|最[迟晚]|[晚迟]于|改[到为至成]|期[到至]|务必|提醒|deadline|ddl|[./-]\\d{1,2}[日号]? ?[至到~-]) ?)'
const pairAfter = '(?= ?(?:\\(|(?:之|以)?前|[日号]|下班|上班|上午|中午|下午|晚上|\\d{1,2}:\\d\\d|\\d{1,2}[点时]|截止|止|报(?![表告道刊废销账批纸数])|交(?![易办接流通])))'
const pair = `(?<![\\d./#$¥a-z第])(?<!(?<![./]\\d{1,2}[日号]?)-)(?:(?<year>20\\d\\d|[2-3]\\d)(?<first>[./-])(?=\\d{1,2}\\k<first>\\d))?(?<month>0?[1-9]|1[0-2])(?<sign>[./-])(?<day>0?[1-9]|[12]\\d|3[01])(?![\\d/%]|\\.\\d|-\\d{1,2}(?!\\d?[./日号]))(?<mark> ?[日号])?`
const pairs = [new RegExp(`${pairBefore}${pair}(?! ?(?:[个项%次分倍万亿元]|台(?!账)|家|名(?!单)))`, 'gu'), new RegExp(`${pair}${pairAfter}`, 'gu')]

/** 9月30 18:00, 9月30下班前: the sign for the day is missing. */
const unsigned = new RegExp(`${apart}${afterNoYear}${year}?(?<month>${month}) ?月 ?(?<day>[0-3]?\\d)(?!\\d)(?= ?(?:\\(|下班|上班|中午|上午|下午|晚|早|\\d{1,2} ?[:点时]|截止|[报交送截止内]|(?:之|以)?前))`, 'gu')
const impossible = /(?<![\d.第a-z])(?<month>\d{1,3}) ?月 ?(?<day>\d{1,3}) ?[日号]/gu
const within = /(?<![\d一二两三四五六七八九十半个几])(?<which>[今本当明])?(?:(?<year>年度?)|(?<month>月)|(?<quarter>季度?)|(?<week>周))(?:之|以)?(?=内(?!江(?![油阳安])))/gu
/** 9月第三周周五, 第二个周三: weeks of a month are counted in more than one way. */
const countedWeek = /(?:第[一二三四五1-5]|最后一|倒数第.|首)个?(?:周|星期|礼拜)(?!报)的?(?:周(?!报)|星期|礼拜)?[一二三四五六日天]?/gu
/** The day after some other one. */
const nextToThat = /次日|翌日|第二天|次[月周](?:底|末|[一二三四五六日]|(?=[\d一二三四五六七八九十]))/gu
/** Before the new year, or before 春节. */
const beforeYear = /(?<![\d一二两三四五六七八九十百半几多去今明后前本每当])年前(?![往来后期])/gu
const halfMonth = new RegExp(`(?<![\\d.])(?:(?<month>${month}) ?月份?的?|(?<which>本|这个|当|下个?)月的?)?(?<half>上|下)半月`, 'gu')
const monthWithin = new RegExp(`(?<![\\d.])(?<month>${month}) ?月份?(?=(?:之|以)?内(?!江(?![油阳安])))`, 'gu')

/** A phrase of nothing but a month, year, week comes round; one that stands for this time does not. */
function roundOf({ naming, beside }: Phrase & { readonly naming: Naming }): 'once' | 'week' | 'month' | 'year' {
  if (naming.fixed || naming.vague) return 'once'
  if (beside) return beside.of
  const [now, next] = [naming.at(0), naming.at(1)]
  return now && next && daysBetween(now.last, next.last) < 300 ? 'once' : 'year'
}

function saidBy(phrase: Phrase, text: string): Said {
  const { naming, grain = 'day' } = phrase, words = text.slice(phrase.start, phrase.end)
  if (!naming || /^(?:目前|当前|现|眼下|如今|此刻|刚才|[至迄]今)/u.test(words)) return nothing
  const round = roundOf({ ...phrase, naming }), at = naming.at
  if (/月份?初/u.test(words) || /^月初|年初/u.test(words)) return unclear('ambiguous')
  if (words.endsWith('旬')) return { kind: 'part', at, round }
  if (grain === 'week') return { kind: naming.kind === 'end' ? 'weekend' : 'week', at, round }
  return { kind: naming.kind, at, round }
}

/** 川政函20211130号 is no day, though it looks like one. */
const isNumbered = (text: string, { start, end }: Phrase): boolean => /^\d{8}$/u.test(text.slice(start, end)) && /^ ?号/u.test(text.slice(end))

const fromRules = (text: string, today: string): Found[] => [...dateRules, ...periodRules, ...wordRules]
  .flatMap(({ pattern, read }) => [...text.matchAll(pattern)].flatMap(match => read(match, text, today)))
  .map((phrase): Found => ({ start: phrase.start, end: phrase.end, said: isNumbered(text, phrase) ? nothing : saidBy(phrase, text), ...(phrase.beside ? { beside: phrase.beside } : {}) }))

const inYear = (groups: Groups, today: string, spanIn: (year: number) => Span | null): Said => {
  const naming = yearly('day', yearNamed(groups, today), today, spanIn)
  return { kind: 'day', at: naming.at, round: naming.fixed ? 'once' : 'year' }
}

function readPair(groups: Groups, today: string): { said: Said } | null {
  const { year, first, month = '', sign, day = '' } = groups
  if (first && first !== sign) return null
  const spanIn = (inYear: number): Span | null => dayIn(inYear, Number(month), Number(day))
  if (year) return { said: onDay(spanIn(Number(year.slice(-2)) + 2000)?.last ?? null) }
  return { said: { kind: 'day', at: turn => spanIn(yearOf(today) + turn), round: 'year' } }
}

function readWithin({ which, year, month, quarter }: Groups, today: string): Said {
  const later = which === '明' ? 1 : 0, at = monthOf(today)
  if (year) return { kind: 'period', at: () => monthsFrom(yearOf(today) + later, 1, 12), round: 'once' }
  if (month) return { kind: 'period', at: () => monthsFrom(yearOf(today), at), round: 'once' }
  if (quarter) return { kind: 'period', at: () => monthsFrom(yearOf(today), at - (at - 1) % 3, 3), round: 'once' }
  return { kind: 'week', at: () => weekOf(today), round: 'once' }
}

function readHalfMonth({ month: said, which = '', half }: Groups, today: string): Said {
  const halfOf = ({ first, last }: Span): Span => (half === '上' ? { first, last: addDays(first, 14) } : { first: addDays(first, 15), last })
  if (said) return { kind: 'part', at: turn => halfOf(monthsFrom(yearOf(today) + turn, numberOf(said))), round: 'year' }
  return { kind: 'part', at: () => halfOf(monthsFrom(yearOf(today), monthOf(today) + (which.startsWith('下') ? 1 : 0))), round: 'once' }
}

const ordinal = /^ ?的? ?(?:第(?<nth>[一二三四五六七八九十]|\d{1,2})个?|(?<first>首|头一)个?|(?<last>(?:最后|末)一?)个?)(?:(?<working>工作日)|天|日)/u

/** 9月最后一个工作日, 下周第一个工作日: a day of a stretch, or null where none is counted. */
export function countedIn(found: Found, text: string, calendar: Calendar): Found | null {
  const { said, end } = found, match = ordinal.exec(text.slice(end, end + 16))
  if (!match || !('at' in said) || said.kind === 'day') return null
  const { nth, last, working } = match.groups ?? {}, position = nth ? numberOf(nth) : 1
  const dayOf = ({ first, last: end }: Span): string => {
    if (last) return working ? workingDayUntil(end, calendar) : end
    return working ? addWorkingDays(addDays(first, -1), position, calendar) : addDays(first, position - 1)
  }
  const at = (turn: number): Span | null => {
    const span = said.at(turn)
    return span && oneDay(dayOf(span))
  }
  return { ...found, end: end + match[0].length, said: { kind: 'day', at, round: said.round } }
}

export function findDays(text: string, { day: today }: Now): Found[] {
  return [
    ...fromRules(text, today),
    ...pairs.flatMap(pattern => findAll(text, pattern, groups => readPair(groups, today))),
    ...findAll(text, unsigned, groups => ({ said: inYear(groups, today, inYear => dayIn(inYear, numberOf(groups['month'] ?? ''), Number(groups['day']))) })),
    ...findAll(text, countedWeek, () => ({ said: unclear('ambiguous') })),
    ...findAll(text, beforeYear, () => ({ said: unclear('ambiguous'), isMarked: true })),
    ...findAll(text, nextToThat, () => ({ said: unclear('no day') })),
    ...findAll(text, within, groups => ({ said: readWithin(groups, today) })),
    ...findAll(text, halfMonth, groups => ({ said: readHalfMonth(groups, today) })),
    ...findAll(text, monthWithin, ({ month = '' }) => ({ said: { kind: 'period', at: turn => monthsFrom(yearOf(today) + turn, numberOf(month)), round: 'year' } })),
    ...findAll(text, impossible, ({ month, day }) => (Number(month) > 12 || Number(month) < 1 || Number(day) > 31 || Number(day) < 1 ? { said: unclear('no such day') } : null)),
  ]
}
