// 暂停, 恢复, 急停, 闭群: an admin keeps the bot from speaking unasked, in a room or everywhere, and lets it go on.

import { replyTo } from '../chat/event.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { addDays } from '../language/day-calendar.ts'
import { readDue } from '../language/due.ts'
import { readNumeral } from '../language/numerals.ts'
import { archived, pauseInRoom, pauseUntilWhen, paused, resumed, stoppedAll } from '../replies/deadline-orders.ts'
import { instantOf, momentOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { openDeadlines } from '../store/deadlines.ts'
import { endHold, hold } from '../store/holds.ts'
import { disableRoom } from '../store/rooms.ts'
import { releaseSteps } from '../store/steps.ts'
import { stopDeadline } from './planning.ts'
import { reply, type Heard, type Understood } from './skill.ts'

/** 暂停到9月20日: to the morning of that day; 暂停3天; without an end until 恢复. */
export function pause(rest: string, { event, library }: Heard): Understood {
  const { store } = library, { room } = event
  if (room === null) return reply(event, pauseInRoom)
  const text = rest.replace(/^(?:直到|到|至|[:,\s])+/u, '').replace(/(?:再恢复|恢复|为止|止|吧|了)+$/u, ''), length = /^(\d{1,3}|[一二两三四五六七八九十]{1,2})\s?个?(天|日|周|星期)/u.exec(text)
  const today = momentOf(event.at).day, reading = text === '' || length ? null : readDue(text, momentOf(event.at), calendarOf(library))
  const day = length ? addDays(today, (readNumeral(length[1] ?? '', 0)?.value ?? 0) * (length[2] === '天' || length[2] === '日' ? 1 : 7)) : reading !== null && (reading.kind === 'once' || reading.kind === 'repeat') ? reading.due.day : null
  if (text !== '' && day === null) return reply(event, pauseUntilWhen)
  const time = reading?.kind === 'once' && reading.due.timeSaid ? reading.due.time : '08:30'
  const until = day === null ? null : instantOf({ day, time })
  if (until !== null && until <= event.at) return reply(event, pauseUntilWhen)
  return {
    commit: () => {
      hold(store, { room, until: until?.toISOString() ?? null }, event.from, event.at.toISOString())
      releaseSteps(store, room, event.at.toISOString())
      return [replyTo(event, paused(until, event.at))]
    },
  }
}

/** 急停 */
export const stopAll = ({ event, library: { store } }: Heard): Understood => ({
  commit: () => {
    hold(store, { room: null, until: null }, event.from, event.at.toISOString())
    return [replyTo(event, stoppedAll)]
  },
})

/** 恢复 in a room, or `everywhere`; where only 急停 holds the room, that is what is meant. */
export const resume = ({ event, library: { store } }: Heard, everywhere: boolean): Understood => ({
  commit: () => {
    const at = event.at.toISOString(), isOwn = !everywhere && event.room !== null && endHold(store, event.room, at), isAll = !isOwn && endHold(store, null, at)
    releaseSteps(store, isAll ? null : event.room, at)
    return [replyTo(event, resumed(isOwn || isAll, isAll || everywhere))]
  },
})

/** 闭群: the room's own deadlines are closed, and the bot is off there. */
export function archive({ event, library }: Heard): Understood {
  const { room } = event, { store } = library
  if (room === null) return reply(event, pauseInRoom)
  return {
    commit: () => {
      for (const deadline of openDeadlines<Deadline>(store, room)) if (deadline.room === room) stopDeadline(library, deadline.id, 'closed', event.from, event.at)
      disableRoom(store, room)
      return [replyTo(event, archived)]
    },
  }
}
