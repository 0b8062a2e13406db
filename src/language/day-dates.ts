// Dates with their numbers: 8月25日, 2021年8月25日, 二十五号, 上月20日, 2021-08-25, 20210825. No days: 20号楼, 6号线, 1号窗口, 338号, 10日内, 压缩到3日.

import { monthOf, monthsFrom, yearOf, type Span } from './day-calendar.ts'
import { afterNoYear, apart, day, dayIn, digit, month, numberOf, rule, turnOf, which, year, yearNamed, yearly, type Groups, type Phrase, type Rule, type Said } from './day-pattern.ts'

/** 8月25日(周三), 8月25日 星期三: the weekday belongs to the date. */
const weekday = '(?: ?\\(?(?:周|星期|礼拜)[一二三四五六日天]\\)?(?![个名项台次场批件家至到~-]))?'

/** 8月25 without 日 is a day where nothing follows that it could count. */
const unmarked = '(?= ?(?:[,;。!?:、)\\n]|$|[~-]\\d|[至到止前]|为止|之前|以前|上午|下午|晚|早)| (?![个项台次名件场人家])\\p{Script=Han})'

function readMonthDay(groups: Groups, today: string): Said {
  const { month: monthSaid = '', day: daySaid = '' } = groups
  return { naming: yearly('day', yearNamed(groups, today), today, inYear => dayIn(inYear, numberOf(monthSaid), numberOf(daySaid))) }
}

const readFigures = ({ y = '', m = '', d = '' }: Groups): Said => ({ naming: { kind: 'day', at: () => dayIn(Number(y), Number(m), Number(d)), fixed: true, written: true } })

function readInMonth({ which = '', day: said = '' }: Groups, today: string): Said {
  const { first } = monthsFrom(yearOf(today), monthOf(today) + turnOf(which))
  return { naming: { kind: 'day', at: () => dayIn(yearOf(first), monthOf(first), numberOf(said)), fixed: true } }
}

/** What 号 numbers: a building, a line, a window, a paper, a record. */
const thing = /^ ?(?:楼|栋|幢|单元|线(?![上下])|窗(?!口(?:培训|改革|人员|工作))|文(?![旅化明])|令|函|附件|机(?![构关动房])|院|馆|店|铺|门|桌|房|柜|台(?!账)|车|路|巷|弄|街(?!道)|梯|岗|码|公[告函馆路]|厂|库|桥|塔|坑|井(?!研)|段|地块|小区|会议室|展|工程|选手|文件|人物|位(?!于)|表)/u
const record = /(?:撤[回销]|作废|编号|尾号|工号|序号|附件|账号|电话|(?:19|20)\d\d ?[〕\])}])[ :]?$/u
/** 1号、2号窗口: the numbers of a row are of one kind. */
const row = /^(?: ?[、和及与至到~-] ?[\d一二三四五六七八九十]{1,3} ?号?){0,7} ?[、和及与至到~-] ?[\d一二三四五六七八九十]{1,3} ?号/u
/** 日 counts days: 10日内, 时限由20日压缩到3日, 连续3日. */
const lengthAfter = /^ ?(?:内(?![江自])|以内|之内|后|以后|之后|办[结完好理成]|压|缩|减|降|均|常|志|间|程|夜|游(?!仙)|变|以[上下]|出证|领证|工作)/u
const lengthBefore = /(?:压缩|压减|缩短|缩减|减少|提前|提速|提升|延长|延期|时限|期限|工期|平均|承诺|法定|连续|为期|历时|耗时|用时|仅需|只需|最快|最长|最多|最少|至少|不超过|超过|不少于|控制在|变为?|变成|[近满共需约用第每逾由仅原减降]|不到|不足)(?:[到至为了在])? ?$/u

/**
 * Whether 日 tells a length between these words.
 *
 * countsDays('时限压缩到', '办结') → true, countsDays('截至', '综窗35%') → false
 */
export const countsDays = (before: string, after: string): boolean => lengthAfter.test(after) || lengthBefore.test(before)

function isDayOfMonth(text: string, start: number, end: number, sign: string): boolean {
  const before = text.slice(Math.max(0, start - 8), start), after = text.slice(end, end + 48)
  if (sign === '日') return !countsDays(before, after) && (/^\d|^.{2}/u.test(text.slice(start, end - 1)) || /截[至止]到? ?$/u.test(before))
  return !record.test(before) && !thing.test(after) && !thing.test(after.replace(row, ''))
}

/** 25号, 二十日: a day of the month that is meant. */
const dayRule: Rule = {
  pattern: new RegExp(`(?<![\\d.第几两月${digit}a-z#/])(?<day>${day}) ?(?<sign>[日号])`, 'gu'),
  read: (found, text, today): Phrase[] => {
    const { day: said = '', sign = '' } = found.groups ?? {}, end = found.index + found[0].length, number = numberOf(said)
    if (!(number >= 1 && number <= 31) || !isDayOfMonth(text, found.index, end, sign)) return []
    const inMonth = (day: string): Span | null => dayIn(yearOf(day), monthOf(day), number)
    const at = (turn: number): Span | null => inMonth(monthsFrom(yearOf(today), monthOf(today) + turn).first)
    return [{ start: found.index, end, naming: { kind: 'day', at }, beside: { of: 'month', in: inMonth } }]
  },
}

export const dateRules: readonly Rule[] = [
  rule(`${apart}${afterNoYear}${year}?(?<month>${month}) ?月 ?(?<day>${day})(?: ?[日号]${weekday}|(?!\\d)${unmarked})`, readMonthDay),
  rule(`(?<![\\d.])(?<y>(?:19|20)\\d\\d) ?(?<sign>[-/.]) ?(?<m>\\d{1,2}) ?\\k<sign> ?(?<d>\\d{1,2})(?![\\d%]|\\.\\d)[日号]?`, readFigures),
  rule('(?<![\\d.a-z])(?<y>20\\d\\d)(?<m>0[1-9]|1[0-2])(?<d>[0-2]\\d|3[01])(?!\\d|[.%]|[个项台次名件元])', readFigures),
  rule(`${which}月份? ?(?<day>${day}) ?[日号]${weekday}`, readInMonth),
  dayRule,
]
