// Days told by a holiday of the State Council's calendar: 国庆节前, 国庆后第一个工作日, 节后3个工作日内, 收假第一天. In a year without a notice the
// holidays of a fixed date keep their usual days; 春节, 清明, 端午, 中秋 and a bare 节前 are asked back.

import { addDays, daysBetween, yearOf, type Span } from './day-calendar.ts'
import { numberOf, year, yearNamed } from './day-pattern.ts'
import { findAll, nothing, onDay, unclear, type Found, type Now, type Said } from './due-found.ts'
import { addLength, lengthOf, lengthPattern } from './due-length.ts'
import { recent } from './due-settle.ts'
import { addWorkingDays, knowsYear, workingDayUntil, type Calendar } from './working-days.ts'

type Groups = Record<string, string | undefined>
type Name = { readonly stem: string; readonly usual?: readonly [string, string] }

const labour: Name = { stem: '劳动', usual: ['05-01', '05-05'] }, national: Name = { stem: '国庆', usual: ['10-01', '10-07'] }, spring: Name = { stem: '春节' }
/** In the calendar's words, with the usual days where they are fixed. */
const names: Record<string, Name> = {
  元旦: { stem: '元旦', usual: ['01-01', '01-01'] }, 春节: spring, 过年: spring, 清明: { stem: '清明' }, 五一: labour, 劳动: labour,
  端午: { stem: '端午' }, 中秋: { stem: '中秋' }, 国庆: national, 十一: national,
}

const name = '(?:(?<name>元旦|春节|过年|清明|端午|中秋|国庆|劳动(?=节)|(?<![\\d月日第周.一二三四五六七八九十])(?:五一|十一)(?![月个件]))节?|(?<![季环春时调双两])节(?=日|假|前|后|之)|(?<![寒暑休年婚产病事请探])(?:小?长假|假期)(?=(?:之|以)?[前后]|结束|收假))(?:小?长?假期?|黄金周|假日|日)*'
const before = new RegExp(`(?:${year}?${name}|放)(?:放?假)?(?:之|以)?前(?![往来后期锋])(?:的? ?最后(?:的?一?个)?(?:(?<working>工作日)|(?<last>[一1]?天))|的?前?(?<one>[一1]天)|[一1]个?工作日|(?<far>的? ?[\\d一二两三四五六七八九十半]+个?(?:工作日|天|周|星期|月)))?`, 'gu')
const after = new RegExp(`(?:${year}?${name}(?:放假)?(?:结束|收假|收假上班|上班|复工)?(?:之|以)?后|(?:收假|复工|开工)(?:上班)?(?:(?:之|以)?后)?(?=的?[第首上]))(?:的?上班)?(?:的? ?(?:第?(?<nth>[一二三四五六七八九十]|\\d{1,2})个?|(?<first>首|头一)个?)(?:工作日|上班日|(?<any>天)))?(?:的? ?${lengthPattern}(?<within>(?:之|以)?内))?`, 'gu')
/** Before or after which of the two? */
const both = /(?:[双两]节|(?<!国庆|春节|五一|十一|劳动节|节|小)长假(?=(?:之|以)?[前后])|(?:中秋|国庆|元旦|春节)节?[、和及与暨]?(?:国庆|中秋|春节|[双两]节)节?)(?:小?长?假期?)?(?:之|以)?[前后]/gu
/** 国庆期间, 国庆当天: no end of anything. */
const during = new RegExp(`${name}(?:期间|前后|当天|当日)`, 'gu')

/** The holidays of that name, or all, in their order; of a year without a notice the usual ones. */
function holidaysOf(name: string | undefined, inYear: number, calendar: Calendar): Span[] {
  const meant = name === undefined ? undefined : names[name], known = calendar.years.flatMap(({ holidays }) => holidays)
  const usual = [-1, 0, 1].map(later => inYear + later).filter(year => !knowsYear(`${year}-01-01`, calendar))
    .flatMap((year): Span[] => (meant?.usual ? [{ first: `${year}-${meant.usual[0]}`, last: `${year}-${meant.usual[1]}` }] : []))
  return [...known.filter(({ name }) => !meant || name.includes(meant.stem)), ...usual].toSorted((a, b) => a.first.localeCompare(b.first))
}

/** What is said beside the holiday that is meant: the last one where its day has just passed, else the next one. */
function besideHoliday(groups: Groups, now: Now, calendar: Calendar, dayOf: (holiday: Span) => string): Said {
  const { name } = groups, named = yearNamed(groups, now.day)
  if (named) {
    const holiday = holidaysOf(name, named.year, calendar).find(({ last }) => yearOf(last) === named.year)
    return holiday && name !== undefined ? onDay(dayOf(holiday)) : unclear('no calendar')
  }
  if (name === undefined && !knowsYear(now.day, calendar)) return unclear('no calendar')
  const days = holidaysOf(name, yearOf(now.day), calendar).map(holiday => ({ day: dayOf(holiday), isOver: holiday.last < now.day }))
  const over = days.findLast(({ day }) => day < now.day), coming = days.find(({ day, isOver }) => day >= now.day && (name !== undefined || !isOver))
  if (name !== undefined && over && daysBetween(over.day, now.day) <= recent) return onDay(over.day)
  // A notice tells a year only: what lies further off may have a holiday of that name before it.
  if (!coming || daysBetween(now.day, coming.day) > 400) return unclear('no calendar')
  const running = name === undefined ? days.findLast(({ day, isOver }) => isOver && day > now.day) : undefined
  return running ? unclear('ambiguous', [running.day, coming.day]) : onDay(coming.day)
}

function readBefore(groups: Groups, now: Now, calendar: Calendar): Said {
  const { last, one, far } = groups
  const dayBefore = ({ first }: Span): string => (last || one ? addDays(first, -1) : workingDayUntil(addDays(first, -1), calendar))
  const said = besideHoliday(groups, now, calendar, dayBefore)
  return far ? unclear('ambiguous') : said
}

function readAfter(groups: Groups, now: Now, calendar: Calendar): Said {
  const { nth, first, any, within, unit = '' } = groups, workingDay = (count: number) => ({ last }: Span): string => addWorkingDays(last, count, calendar)
  const position = first ? 1 : nth ? numberOf(nth) : null
  if (position !== null) return any && position > 1 ? unclear('ambiguous') : besideHoliday(groups, now, calendar, workingDay(position))
  if (!within) return unclear('no day')
  const length = lengthOf(groups), said = besideHoliday(groups, now, calendar, ({ last }) => addLength(last, length, unit, calendar) ?? last)
  return /工作日/u.test(unit) ? said : unclear('ambiguous')
}

/** Phrases beside a holiday; what happens during one is no deadline. */
export const findHolidays = (text: string, now: Now, calendar: Calendar): Found[] => [
  ...findAll(text, before, groups => ({ said: readBefore(groups, now, calendar), isMarked: true })),
  ...findAll(text, after, groups => ({ said: readAfter(groups, now, calendar), isMarked: groups['within'] !== undefined })),
  ...findAll(text, both, () => ({ said: unclear('ambiguous'), isMarked: true })),
  ...findAll(text, during, () => ({ said: nothing })),
]
