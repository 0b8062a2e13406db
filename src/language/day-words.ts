// Days and weeks said from today: 昨天, 大前天, 三天前, 目前; 上周五, 本周, 周三, 周末. What comes round for good (每周五, 每月25日) and working hours
// (周一至周五) name no day.

import { addDays, oneDay, weekOf, type Span } from './day-calendar.ts'
import { day, endWord, month, numberOf, rule, startWord, tenDays, turnOf, which, type Groups, type Rule, type Said } from './day-pattern.ts'

const weekWord = '(?:周|星期|礼拜)'
const weekdays = '一二三四五六日'

/** 上周三 and not 上周|三化, 上周|一件事, 上周|五个, 上周|三台县, 周一镇; but 上周三|名山区, 上周五|成都, 上周三|乡镇. */
const counted = '个|名(?!山)|项(?!目)|台(?!账|上)|次|件|场(?![地镇])|批(?![复示准])|处(?![理长室])|家|户|期|份|种|条|块|笔|轮|天(?![气全府])|人次|村(?![级里社代上干居民])|乡(?![镇城])|镇(?![街村级里上乡])|[十百千]|万(?!源)|成(?![都功德华])|倍|岁|分之|点[一二三四五六七八九]'
const ownWord = ['一(?=窗(?!口)|[枚体网颗站章门线律旦定些样般直致共季事])', '二(?=季)', '三(?=[化州张季]|江(?![阳油安]))', '四(?=[川季大])', '五(?=通桥)', '日(?=[均常志记])', '天(?=[气然全府])', '[1-7](?=[\\d.%/:])'].join('|')
const weekday = `(?!${ownWord})(?<weekday>[一二三四五六日天1-7])(?!${counted})`
const plainWeek = '(?![边围期年岁转密]|游(?!仙))'

const later: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 }
/** 0 for Monday. */
const indexOf = (weekday: string): number => (/\d/u.test(weekday) ? Number(weekday) - 1 : weekdays.indexOf(weekday === '天' ? '日' : weekday))

function readWeek({ which = '', weekday, end }: Groups, today: string): Said {
  const week = weekOf(today, turnOf(which))
  if (weekday) return { naming: { kind: 'day', at: () => oneDay(addDays(week.first, indexOf(weekday))), fixed: true } }
  return { naming: { kind: end ? 'end' : 'period', at: () => week, fixed: true, grace: 1 }, grain: 'week' }
}

function readWeekday({ weekday = '' }: Groups, today: string): Said {
  const inWeek = (day: string, later = 0): Span => oneDay(addDays(weekOf(day, later).first, indexOf(weekday)))
  return { naming: { kind: 'day', at: turn => inWeek(today, turn) }, beside: { of: 'week', in: inWeek } }
}

const daysFrom = (today: string, days: number): Said => ({ naming: { kind: 'day', at: () => oneDay(addDays(today, days)), fixed: true } })

function readAgo({ days = '', way }: Groups, today: string): Said {
  const count = days === '两' ? 2 : numberOf(days)
  return count <= 366 ? daysFrom(today, way === '前' ? -count : count) : {}
}

const nothing = (): Said => ({})

export const wordRules: readonly Rule[] = [
  rule('(?:(?<near>[昨今]|(?<![说证表注声阐文透发查申])明)(?:[天晚早晨夜儿]|日(?!头条)|(?=[上中下]午))|(?<far>大前|(?<![以之目日此先])前)(?:[天晚]|日(?![均常]))|(?<far2>大后|(?<![今以之先])后)天)', ({ near, far, far2 }, today) => (
    { ...daysFrom(today, later[near ?? far ?? far2 ?? ''] ?? 0), isToday: near === '今' })),
  rule('目前|当前|现在|眼下|如今|此刻|现今|现阶段|刚才|[至迄]今(?![早晨晚夜儿年上下明]|中午|天(?![全府])|日(?!均))', (_, today) => ({ ...daysFrom(today, 0), isToday: true })),
  rule('(?<![提头前近第每\\d.几一二三四五六七八九十])(?<days>\\d{1,3}|两|[一二三四五六七八九十]{1,3}) ?天(?:之|以)?(?<way>前(?![后往来])|后)', readAgo),
  rule(`${which}${weekWord}(?:的?${weekWord}?${weekday}|(?<end>末(?![端梢])))?${plainWeek}`, readWeek),
  rule(`(?<![\\d一二两三四五六七八九十几每双隔逢第小老姓半个])(?<!(?<![清名订])单)${weekWord}${weekday}`, readWeekday),
  rule(`(?<![\\d一二两三四五六七八九十几每双单个])周末(?![端梢])`, (_, today) => ({ naming: { kind: 'end', at: turn => weekOf(today, turn), vague: true, grace: 1 }, grain: 'week' })),
  // What keeps coming round
  rule(`[每逢]个?${weekWord}[一二三四五六日天末]?`, nothing),
  rule(`[每逢]个?月(?:份? ?${day} ?[日号]|${endWord}|${startWord}|${tenDays})?`, nothing),
  rule(`每个?(?:季度?|半年|年)(?:${endWord}|${startWord}|${month} ?月(?: ?${day} ?[日号])?)?`, nothing),
  rule(`${weekWord}[${weekdays}天] ?[至到~-] ?${weekWord}?[${weekdays}天](?![个名项台])`, nothing),
]
