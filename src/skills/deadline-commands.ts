// What is asked of deadlines by mention: what is due, who is missing, how many days are left; and an admin's hand on them: move, cancel, close, accept, return, exempt, pause.

import { replyTo, type MessageEvent, type Outgoing } from '../chat/event.ts'
import { readCommand, type Command } from '../deadline/command.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { readNumber, readTitles } from '../deadline/title.ts'
import { addDays } from '../language/day-calendar.ts'
import { readDue } from '../language/due.ts'
import { normalise } from '../language/normalise.ts'
import { unpackSounds } from '../language/sound.ts'
import type { Library } from '../library.ts'
import { onlyAdmins } from '../replies/people.ts'
import * as say from '../replies/deadlines.ts'
import { instantOf, momentOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { findDeadline, openDeadlines } from '../store/deadlines.ts'
import { endHold, hold } from '../store/holds.ts'
import { messageKey } from '../store/messages.ts'
import { disableRoom } from '../store/rooms.ts'
import { releaseSteps } from '../store/steps.ts'
import { addSubmission, type Act } from '../store/submissions.ts'
import { contactsOf, homeRegion } from './contacts.ts'
import { listDoubts, resend } from './doubting.ts'
import { setPreview } from './previewing.ts'
import { moveDeadline, stepsFrom, stopDeadline } from './planning.ts'
import { readPlaces } from './audience.ts'
import { keyOf } from './recording.ts'
import type { Heard, Skill, Understood } from './skill.ts'
import { standingOf } from './standing.ts'
import { readLeads } from '../deadline/setting.ts'

/** How long a deadline that has passed is still told of. */
const overdueDays = 60

/** The open deadlines that a message may be about: those of its room; in private those of all rooms. */
export const deadlinesFor = ({ room }: MessageEvent, { store }: Library): Deadline[] => openDeadlines<Deadline>(store, room)

/** Which of the deadlines a text names: by number, by title; `by`: how. */
export function namedIn(text: string, deadlines: readonly Deadline[], { dictionary }: Library): { readonly named: readonly Deadline[]; readonly by: 'number' | 'title' | null; readonly number: number | null } {
  const number = readNumber(text) ?? readNumber(`提醒${/^\s?#?(\d{1,6})(?=\s|号|个|项|条|提醒|改|延|推|到|$)/u.exec(text)?.[1] ?? ''}`)
  if (number !== null) return { named: deadlines.filter(({ id }) => id === number), by: 'number', number }
  const titles = readTitles(text, deadlines, () => unpackSounds(dictionary.sounds)), ids = new Set(titles.flatMap(title => title.ids))
  return { named: deadlines.filter(({ id }) => ids.has(id)), by: titles.length > 0 ? 'title' : null, number: null }
}

const reply = (event: MessageEvent, text: string): Understood => ({ commit: () => [replyTo(event, text)] })

const isCurrent = ({ due }: Deadline, now: Date): boolean => due.day >= addDays(momentOf(now).day, -overdueDays)

/** The deadlines in the order of their days, those to hand in first where they meet. */
const inOrder = (deadlines: readonly Deadline[]): Deadline[] => deadlines.toSorted((a, b) => `${a.due.day} ${a.due.time}`.localeCompare(`${b.due.day} ${b.due.time}`) || a.id - b.id)

function answer(command: Command, { event, person, library }: Heard, named: readonly Deadline[], open: readonly Deadline[]): string | null {
  const { dictionary } = library, now = event.at, current = open.filter(deadline => isCurrent(deadline, now)), due = current.filter(({ kind }) => kind === 'submission')
  const withStanding = (deadline: Deadline) => ({ deadline, standing: standingOf(deadline, event.room, library) })
  switch (command.kind) {
    case 'list': return say.tellList(inOrder(current), now)
    case 'upcoming': return say.tellUpcoming(inOrder(current).map(withStanding), dictionary, now)
    // Where nothing is open, what the notice says of its days is told.
    case 'days': return current.length === 0 ? null : say.tellDays(inOrder(named.length > 0 ? named : current.filter(deadline => instantOf(deadline.due) > now)), now)
    case 'when': return named.every(({ room }) => room === null) ? null : say.tellDays(named, now)
    case 'missing': return named.map(withStanding).map(({ deadline, standing }) => say.tellStanding(deadline, standing, dictionary, now)).join('\n')
    case 'state': {
      const about = named.length > 0 ? named : due
      if (about.length === 0) return say.nothingDue
      return about.map(withStanding).map(({ deadline, standing }) => say.tellState(deadline, standing, dictionary, now)).join('\n')
    }
    case 'whether': {
      const regions = readPlaces(event.text, { event, person, addressed: true, library }), own = homeRegion(person), asked = regions.length > 0 ? regions : own === null ? [] : [own]
      return named.map(withStanding).map(({ deadline, standing }) => (asked.length === 0 ? say.tellStanding(deadline, standing, dictionary, now) : say.tellWhether(deadline, standing, asked, dictionary))).join('\n')
    }
    case 'mine': {
      const [placed] = readPlaces(event.text, { event, person, addressed: true, library }), own = placed ?? homeRegion(person)
      if (own === null) return say.whoAreYou
      return say.tellOwed(own, inOrder(due).map(withStanding).filter(({ standing }) => standing.outstanding.includes(own)).map(({ deadline }) => deadline), dictionary, now)
    }
    default: return null
  }
}

/** The one deadline that an order is about, or what is asked back. */
function oneOf(named: readonly Deadline[], number: number | null, open: readonly Deadline[], now: Date): Deadline | string {
  const [only, ...more] = named
  if (only && more.length === 0) return only
  if (number !== null) return say.noSuchDeadline(number)
  if (named.length > 1) return say.whichDeadline(named, now)
  const [single, ...others] = open.filter(deadline => deadline.kind === 'submission' && isCurrent(deadline, now))
  return single && others.length === 0 ? single : say.whichDeadline(open.filter(deadline => isCurrent(deadline, now)), now)
}

/** An admin's word on regions: accepted, returned, exempted, or expected again. */
function judge(act: Act, rest: string, heard: Heard, deadline: Deadline): Understood {
  const { event, library } = heard, { dictionary, store } = library
  const standing = standingOf(deadline, event.room, library), concerned = new Set([...standing.expected, ...standing.exempted])
  const said = readPlaces(rest, heard), regions = said.filter(region => concerned.has(region))
  if (regions.length === 0) return reply(event, say.whichRegion(deadline, act, said, dictionary))
  const reason = act === 'returned' ? say.reasonIn(rest, dictionary) : null
  return {
    commit: () => {
      for (const region of regions) addSubmission(store, { deadline: deadline.id, cycle: deadline.cycle, region, act, reason, room: event.room, by: event.from, key: keyOf(event), message: messageKey(event), at: event.at.toISOString() })
      const after = standingOf(deadline, event.room, library), text = say.tellJudged(deadline, act, regions, reason, after, dictionary)
      if (act !== 'returned') return [replyTo(event, text)]
      const contacts = event.room === null ? [] : contactsOf(event.room, library).filter(({ region }) => regions.includes(region)).map(({ name }) => name)
      return [{ ...replyTo(event, text), mentions: [...new Set([...(event.room === null ? [] : [event.from]), ...contacts])] }]
    },
  }
}

function move(deadline: Deadline, text: string, { event, library }: Heard): Understood {
  const now = momentOf(event.at), reading = readDue(text.replace(/^.*?(?:改到|改期到|改期至|改期为|改为|改成|改至|延期到|延期至|延到|延至|延长到|延长至|推迟到|推迟至|推到|顺延到|顺延至|延后到|延后至|提前到|提前至|调到|调整到|调整为|挪到|展期到|宽限到|放宽到|宽延到|延期|顺延|推迟|延后)\s?/u, ''), now, calendarOf(library))
  const days = /(?:延期|顺延|推迟|延后|延长|宽限)\s?(\d{1,3}|[一二两三四五六七八九十]{1,2})\s?(?:个)?(天|日|周)/u.exec(text)
  if (days) return moveBy(deadline, days, { event, library })
  if (reading === null || reading.kind === 'unclear' || reading.kind === 'repeat') return reply(event, say.whichDay(deadline, reading))
  if (reading.kind === 'past') return reply(event, say.dayIsPast(reading.due, event.at))
  return moveTo(deadline, { day: reading.due.day, time: reading.due.time }, reading.due.timeSaid, { event, library })
}

function moveTo(deadline: Deadline, due: Deadline['due'], timeSaid: boolean, { event, library }: Pick<Heard, 'event' | 'library'>): Understood {
  return {
    commit: () => {
      const moved = moveDeadline(library, deadline, { due, timeSaid, leads: deadline.leads }, 'moved', event.from, event.at)
      return [replyTo(event, say.tellMoved(moved, stepsFrom(moved, event.at, library), event.at))]
    },
  }
}

const numerals: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

function moveBy(deadline: Deadline, [, count = '', unit]: RegExpExecArray, heard: Pick<Heard, 'event' | 'library'>): Understood {
  const days = (Number(count) || numerals[count] || 0) * (unit === '周' ? 7 : 1), due = { ...deadline.due, day: addDays(deadline.due.day, days) }
  return days > 0 && instantOf(due) > heard.event.at ? moveTo(deadline, due, deadline.timeSaid, heard) : reply(heard.event, say.whichDay(deadline, null))
}

function changeLeads(deadline: Deadline, text: string, { event, library }: Heard): Understood {
  const { leads } = readLeads(text.endsWith('提醒') ? text : `${text}提醒`)
  if (leads === null) return reply(event, say.whichLeads(deadline))
  return {
    commit: () => {
      const moved = moveDeadline(library, deadline, { due: deadline.due, timeSaid: deadline.timeSaid, leads }, 'leads', event.from, event.at)
      return [replyTo(event, say.tellMoved(moved, stepsFrom(moved, event.at, library), event.at))]
    },
  }
}

/** 暂停到9月20日: to the morning of that day; 暂停3天; without an end until 恢复. */
function pause(rest: string, { event, library }: Heard): Understood {
  const { store } = library, { room } = event
  if (room === null) return reply(event, say.pauseInRoom)
  const text = rest.replace(/^(?:直到|到|至|[:,\s])+/u, '').replace(/(?:再恢复|恢复|为止|止|吧|了)+$/u, ''), length = /^(\d{1,3}|[一二两三四五六七八九十]{1,2})\s?个?(天|日|周|星期)/u.exec(text)
  const today = momentOf(event.at).day, reading = text === '' || length ? null : readDue(text, momentOf(event.at), calendarOf(library))
  const day = length ? addDays(today, (Number(length[1]) || numerals[length[1] ?? ''] || 0) * (length[2] === '天' || length[2] === '日' ? 1 : 7)) : reading !== null && (reading.kind === 'once' || reading.kind === 'repeat') ? reading.due.day : null
  if (text !== '' && day === null) return reply(event, say.pauseUntilWhen)
  const time = reading?.kind === 'once' && reading.due.timeSaid ? reading.due.time : '08:30'
  const until = day === null ? null : instantOf({ day, time })
  if (until !== null && until <= event.at) return reply(event, say.pauseUntilWhen)
  return {
    commit: () => {
      hold(store, { room, until: until?.toISOString() ?? null }, event.from, event.at.toISOString())
      releaseSteps(store, room, event.at.toISOString())
      return [replyTo(event, say.paused(until, event.at))]
    },
  }
}

function order(command: Command, heard: Heard, text: string, open: readonly Deadline[]): Understood | null {
  const { event, library } = heard, { store } = library, { room } = event, at = event.at.toISOString()
  switch (command.kind) {
    case 'stop all': return { commit: () => { hold(store, { room: null, until: null }, event.from, at); return [replyTo(event, say.stoppedAll)] } }
    case 'resume all': return { commit: () => { const was = endHold(store, null, at); releaseSteps(store, null, at); return [replyTo(event, say.resumed(was, true))] } }
    case 'resume': return { commit: () => {
      // Where only 急停 holds the room, that is what is meant.
      const isOwn = room !== null && endHold(store, room, at), isAll = !isOwn && endHold(store, null, at)
      releaseSteps(store, isAll ? null : room, at)
      return [replyTo(event, say.resumed(isOwn || isAll, isAll))]
    } }
    case 'pause': return pause(command.rest, heard)
    case 'preview': case 'no preview': return setPreview(heard, command.kind === 'preview')
    case 'doubtful': return listDoubts(heard)
    case 'resend': return resend(heard, command.row)
    case 'archive': return room === null ? reply(event, say.pauseInRoom) : { commit: () => {
      for (const deadline of openDeadlines<Deadline>(store, room)) if (deadline.room === room) stopDeadline(library, deadline.id, 'closed', event.from, event.at)
      disableRoom(store, room)
      return [replyTo(event, say.archived)]
    } }
    default: break
  }
  if (!('rest' in command)) return null
  const { named, number } = namedIn(command.rest, open, library), chosen = oneOf(named, number, open, event.at)
  if (command.kind === 'accept' || command.kind === 'return' || command.kind === 'exempt' || command.kind === 'include') {
    const { named: due, number: called } = namedIn(text, open.filter(({ kind }) => kind === 'submission'), library)
    const one = oneOf(due, called, open, event.at)
    if (typeof one === 'string') return reply(event, one)
    return judge(({ accept: 'accepted', return: 'returned', exempt: 'exempted', include: 'withdrawn' } as const)[command.kind], command.rest, heard, one)
  }
  if (typeof chosen === 'string') return reply(event, chosen)
  switch (command.kind) {
    case 'cancel': case 'close': {
      const state = command.kind === 'cancel' ? 'cancelled' : 'closed'
      return { commit: () => { stopDeadline(library, chosen.id, state, event.from, event.at); return [replyTo(event, say.tellStopped(chosen, state))] } }
    }
    case 'move': return move(chosen, command.rest, heard)
    case 'leads': return changeLeads(chosen, command.rest, heard)
    default: return null
  }
}

const forAdmins: ReadonlySet<Command['kind']> = new Set(['cancel', 'close', 'move', 'leads', 'exempt', 'include', 'accept', 'return', 'pause', 'resume', 'resume all', 'stop all', 'archive', 'preview', 'no preview', 'doubtful', 'resend'])

export const deadlines: Skill = {
  name: 'deadlines',
  open: false,
  understand: heard => {
    const { event, person, addressed, library } = heard
    if (!addressed) return null
    const text = normalise(event.text, library.botNames), open = deadlinesFor(event, library), { named, number } = namedIn(text, open, library)
    const command = readCommand(text, named.length > 0)
    if (command === null) return null
    // A deadline that was ended is told apart from a number that never was.
    if (forAdmins.has(command.kind) && person.role !== 'admin') return reply(event, onlyAdmins)
    if (number !== null && named.length === 0 && 'rest' in command && findDeadline(library.store, number) !== null && command.kind !== 'pause') return reply(event, say.alreadyEnded(number))
    const told = answer(command, heard, named, open)
    if (told !== null) return reply(event, told)
    return order(command, heard, text, open)
  },
}

export const asPrivate = (event: MessageEvent, text: string): Outgoing => ({ to: { person: event.from, contact: event.sender }, text, mentions: [] })

/** The regions that have not handed in and whom nobody in the room can be mentioned for. */
export function unreachable(deadline: Deadline, room: string, library: Library): string[] {
  const reached = new Set(contactsOf(room, library).map(({ region }) => region))
  return standingOf(deadline, room, library).outstanding.filter(region => !reached.has(region))
}

