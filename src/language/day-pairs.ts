// Two numbers that may be a date: 8.25, 8/25, 8-25, 21.8.25. They are one before 日/号, behind 截至, 到, 至, 于, or at the head of a line or clause;
// never a decimal, a fraction or a count: 8.5项, 做到2/3, 完成率:45.8, 3-5个.

import { countsDays } from './day-dates.ts'
import { dayIn, yearly, type Phrase, type Rule } from './day-pattern.ts'

const pattern = /(?<![\d./\-#$¥a-z第])(?:(?<year>(?:20)?[1-3]\d)(?<first>[./-])(?=\d{1,2}\k<first>\d))?(?<month>0?[1-9]|1[0-2])(?<sign>[./-])(?<day>[0-3]?\d)(?:(?<joint>[~至到-])(?<month2>0?[1-9]|1[0-2])\k<sign>(?<day2>[0-3]?\d))?(?![\d/]|\.\d|-\d)/gu

/** What follows a figure: a unit, a share, about. Not 名山, 成都, 万源, 米易, 台账, 点评. */
const figure = /^ ?(?:[%‰~k]|个|名(?!山)|项(?!目)|台(?![账上])|次(?!日)|件|场(?![地镇])|家|户(?!外)|人(?![社大民])|份|批(?![复示])|处(?![理长])|间|条|种|类|级|天(?![全府])|月|年(?![度底])|周(?![报边一二三四五六日])|小时|工作|时(?!间)|分(?![别布管批析])|秒|元(?!旦)|万(?!源)|亿|[千百十倍折层楼栋亩吨度]|成(?![都功立绩效德华])|点(?![名评])|平[方米]|米(?!易)|公[里斤顷]|多|余|来个|左右|上下|以[上下内]|[了吧的](?:$|[,;。!?\n]))/u
/** 8/12的中心 is a share. */
const share = /^ ?(?:[了的]|以[上下])/u
/** The clause goes on, and not with another figure or a comparison. */
const goesOn = /^ ?(?![和与及或比较提增高低涨降两等均])\p{Script=Han}/u

const marked = /^ ?(?:号(?![楼线])|日(?![均常]))/u

const strong = /(?:截[至止][到至于]?|更新[至到]|统计[至到]|(?<![低高大小等多少不处优位属关由对至终基限])于)[ :]{0,2}$/u
const weak = /[到至] ?$/u
/** 提高到8.5, 达到8.5 are values. */
const reaching = /(?:[高升涨加长大达做搞进成低降少减缩短增提冲弄整干推拉已过超都近约]|覆盖|实现)[到至] ?$/u
const dated = /(?:^|[,;。!?\n (日号\d]|数据|更新|统计|时间|日期)[到至] ?$/u
const labelled = /(?:时间|日期|截[至止]|更新|时点|\n|^):? ?$/u

function isAtHead(before: string, after: string, isAll: boolean): boolean {
  if (/(?:^|\n) ?\(?$|(?:^|\n)#\p{Script=Han}{2,4}[ :]{0,2}$|(?:^|\n)(?:上报|进展|登记|更新|报告|汇报)[ :]{1,2}$/u.test(before)) return !isAll
  if (/[^\d]: ?$/u.test(before)) return labelled.test(before.replace(/: ?$/u, ':')) || (/(?:^|\n)\p{Script=Han}{2,5}: ?$/u.test(before) && goesOn.test(after))
  return (/[,;。!?(] ?$/u.test(before) && goesOn.test(after)) || (/(?:%|进展|情况|[日周快]报|更新|通报)\($/u.test(before) && after.startsWith(')'))
}

function isDate(text: string, start: number, end: number, { sign, day }: { sign: string; day: string }): boolean {
  const before = text.slice(Math.max(0, start - 10), start), after = text.slice(end, end + 6)
  const mark = marked.exec(after)?.[0]
  if (mark) return mark.endsWith('号') || !countsDays(before, after.slice(mark.length))
  if (figure.test(after) || (sign === '/' && share.test(after) && !/截[至止]到? ?$/u.test(before))) return false
  if (strong.test(before)) return true
  if (weak.test(before)) return !reaching.test(before) && (dated.test(before) || goesOn.test(after))
  // A message of nothing but 8.5 is an answer with a figure.
  return isAtHead(before, after, start === 0 && end === text.length && sign === '.' && day.length === 1)
}

export const pairRule: Rule = {
  pattern,
  read: (found, text, today): Phrase[] => {
    const { year, first, month = '', sign = '', day = '', joint, month2 = '', day2 = '' } = found.groups ?? {}
    if (first && first !== sign) return []
    const whole = found.index + found[0].length, mark = marked.exec(text.slice(whole, whole + 3))?.[0].length ?? 0
    if (!isDate(text, found.index, whole, { sign, day })) return []
    const named = year ? { year: Number(year.slice(-2)) + 2000, written: true } : null
    const phrase = (start: number, end: number, m: string, d: string): Phrase => ({ start, end, naming: yearly('day', named, today, inYear => dayIn(inYear, Number(m), Number(d))) })
    if (!joint) return [phrase(found.index, whole + mark, month, day)]
    const second = whole - month2.length - 1 - day2.length
    return [phrase(found.index, second - 1, month, day), phrase(second, whole + mark, month2, day2)]
  },
}
