// Phrases that belong together: 9月25日至27日 ends on the 27th, 本周五(9月17日) is one day said twice, 9月30日(周四) carries its weekday. Where the
// two contradict each other both are told.

import { addDays, weekOf } from './day-calendar.ts'
import { onDay, unclear, type Found, type Now } from './due-found.ts'
import { settleDue } from './due-settle.ts'
import type { Calendar } from './working-days.ts'

const days = '一二三四五六日'
const bracketed = /^ ?(?:\( ?)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])(?![至到~-]|[、和或] ?周)(?: ?(?:[,、 ][^()]{0,16})?\))?/u
const included = /[日号\d] ?\(? ?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])\)?$/u
const isWeekday = /(?:周|星期|礼拜)的?(?:周|星期)?[一二三四五六日天1-7]$/u

export type WeekdaySaid = { readonly end: number; /** The day and the nearest one of that weekday, where they differ. */ readonly contradicts: (day: string) => readonly string[] | null }

/** The weekday that stands in or behind a date: readWeekday('9月30日(周四)前', 0, 5) → ends at 9 */
export function readWeekday(text: string, start: number, end: number): WeekdaySaid | null {
  const words = text.slice(start, end), own = included.exec(words), beside = own || isWeekday.test(words) ? null : bracketed.exec(text.slice(end, end + 8))
  const weekday = (own ?? beside)?.groups?.['weekday']
  if (weekday === undefined) return null
  const contradicts = (day: string): readonly string[] | null => {
    const index = days.indexOf(weekday === '天' ? '日' : weekday), near = [-1, 0, 1].map(later => addDays(weekOf(day, later).first, index))
    const nearest = near.find(other => other >= addDays(day, -3) && other <= addDays(day, 3)) ?? day
    return nearest === day ? null : [day, nearest]
  }
  // 9月26日(周日,调休): the bracket is closed later.
  const open = own && words.includes('(') && !words.endsWith(')') ? /^[,、 ]?[^()]{0,16}\)/u.exec(text.slice(end, end + 18)) : null
  return { end: end + ((beside ?? open)?.[0].length ?? 0), contradicts }
}

const isJoint = (between: string): boolean => /^ ?(?:(?:上午|下午|早上)?\d{0,2}(?:点|时|:\d\d)? ?)[至到~-]+ ?$/u.test(between)
const isEither = (between: string): boolean => /^ ?(?:[、或和及与]|或者) ?$/u.test(between)
const isSame = (between: string): boolean => /^ ?(?:\(|,? ?(?:即|也就是)(?:是)?)? ?$/u.test(between)

/** The day that a phrase means by itself. */
function dayOf({ said }: Found, now: Now, calendar: Calendar): string | null {
  if (!('at' in said) || (said.kind !== 'day' && said.kind !== 'end')) return null
  const settled = settleDue(said, null, null, now, calendar)
  return settled.kind === 'unclear' ? null : settled.day
}

function joinTwo(text: string, one: Found, next: Found, now: Now, calendar: Calendar): Found | null {
  const between = text.slice(one.end, next.start), first = dayOf(one, now, calendar), closed = between.trimEnd().endsWith('(') && text[next.end] === ')' ? 1 : 0, span = { start: one.start, end: next.end + closed }
  if (first === null) return null
  if (isJoint(between)) {
    const last = next.beside && next.beside.of === (isWeekday.test(text.slice(one.start, one.end)) ? 'week' : 'month') ? next.beside.in(first)?.last ?? null : dayOf(next, now, calendar)
    if (last === null) return null
    return { ...span, said: last < first ? unclear('ambiguous', [first, last]) : onDay(last), isRange: true }
  }
  if (isEither(between)) {
    const other = next.beside?.in(first)?.last ?? dayOf(next, now, calendar)
    return other === null ? null : { ...span, said: unclear('ambiguous', [first, other]) }
  }
  const second = dayOf(next, now, calendar)
  if (second === null || !isSame(between) || (next.beside?.of === 'week' && !isWeekday.test(text.slice(one.start, one.end)))) return null
  return { ...span, said: first === second ? next.said : unclear('ambiguous', [first, second]) }
}

/** The phrases with ranges and days said twice as one each. */
export function joinFound(text: string, found: readonly Found[], now: Now, calendar: Calendar): Found[] {
  const joined: Found[] = []
  for (const next of found) {
    const last = joined.at(-1)
    // 本周五前|天全县 and not 前天
    if (last?.end === next.start && text[next.start] === '前') continue
    const both = last ? joinTwo(text, last, next, now, calendar) : null
    // The weekday of 30日(周四) is read with its date.
    if (last && !both && next.beside?.of === 'week' && (readWeekday(text, last.start, last.end)?.end ?? 0) >= next.end) continue
    joined.splice(both ? -1 : joined.length, both ? 1 : 0, both ?? next)
  }
  return joined
}
