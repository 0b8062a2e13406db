// An admin gives a deadline other terms: 提醒2改到9月28日, 三张清单延期3天, 提醒2改成提前5天提醒. Its steps are planned anew.

import { replyTo } from '../chat/event.ts'
import type { Deadline, Terms } from '../deadline/deadline.ts'
import { readLeads } from '../deadline/setting.ts'
import { addDays } from '../language/day-calendar.ts'
import { readDue } from '../language/due.ts'
import { readNumeral } from '../language/numerals.ts'
import type { Library } from '../library.ts'
import { dayIsPast, tellMoved, whichDay, whichLeads } from '../replies/deadline-orders.ts'
import { instantOf, momentOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { moveDeadline, stepsFrom } from './planning.ts'
import { reply, type Heard, type Understood } from './skill.ts'

export function move(deadline: Deadline, text: string, { event, library }: Heard): Understood {
  const now = momentOf(event.at), reading = readDue(text.replace(/^.*?(?:改到|改期到|改期至|改期为|改为|改成|改至|延期到|延期至|延到|延至|延长到|延长至|推迟到|推迟至|推到|顺延到|顺延至|延后到|延后至|提前到|提前至|调到|调整到|调整为|挪到|展期到|宽限到|放宽到|宽延到|延期|顺延|推迟|延后)\s?/u, ''), now, calendarOf(library))
  const days = /(?:延期|顺延|推迟|延后|延长|宽限)\s?(\d{1,3}|[一二两三四五六七八九十]{1,2})\s?(?:个)?(天|日|周)/u.exec(text)
  if (days) return moveBy(deadline, days, { event, library })
  if (reading === null || reading.kind === 'unclear' || reading.kind === 'repeat') return reply(event, whichDay(deadline, reading))
  if (reading.kind === 'past') return reply(event, dayIsPast(reading.due, event.at))
  return moveTo(deadline, { day: reading.due.day, time: reading.due.time }, reading.due.timeSaid, { event, library })
}

/** Gives a deadline another moment or other days before, and says when it will be reminded of; in the transaction of who does. */
export function giveTerms(deadline: Deadline, terms: Partial<Pick<Terms, 'due' | 'timeSaid' | 'leads'>>, what: 'moved' | 'leads', by: string, now: Date, library: Library): string {
  const { due, timeSaid, leads } = deadline, changed = moveDeadline(library, deadline, { due, timeSaid, leads, ...terms }, what, by, now)
  return tellMoved(changed, stepsFrom(changed, now, library), now)
}

function moveTo(deadline: Deadline, due: Deadline['due'], timeSaid: boolean, { event, library }: Pick<Heard, 'event' | 'library'>): Understood {
  return { commit: () => [replyTo(event, giveTerms(deadline, { due, timeSaid }, 'moved', event.from, event.at, library))] }
}

function moveBy(deadline: Deadline, [, count = '', unit]: RegExpExecArray, heard: Pick<Heard, 'event' | 'library'>): Understood {
  const days = (readNumeral(count, 0)?.value ?? 0) * (unit === '周' ? 7 : 1), due = { ...deadline.due, day: addDays(deadline.due.day, days) }
  return days > 0 && instantOf(due) > heard.event.at ? moveTo(deadline, due, deadline.timeSaid, heard) : reply(heard.event, whichDay(deadline, null))
}

export function changeLeads(deadline: Deadline, text: string, { event, library }: Heard): Understood {
  const { leads } = readLeads(text.endsWith('提醒') ? text : `${text}提醒`)
  if (leads === null) return reply(event, whichLeads(deadline))
  return { commit: () => [replyTo(event, giveTerms(deadline, { leads }, 'leads', event.from, event.at, library))] }
}
