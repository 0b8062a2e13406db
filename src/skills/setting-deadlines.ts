// 提醒：9月25日下班前各市州报送“三张清单”: an admin sets a deadline by mention. What an admin asks of a room without mentioning the bot is offered in private and set only on 确认.

import { replyTo, type MessageEvent, type Outgoing } from '../chat/event.ts'
import type { Audience, Deadline } from '../deadline/deadline.ts'
import { usualLeads } from '../deadline/deadline.ts'
import { readSetting, type Draft } from '../deadline/setting.ts'
import { isPaper } from '../deadline/thing.ts'
import { readTitles } from '../deadline/title.ts'
import { normalise } from '../language/normalise.ts'
import { soundsOf } from '../language/sound.ts'
import { knowsYear } from '../language/working-days.ts'
import type { Library } from '../library.ts'
import { askDay, dayIsPast, noCalendarYet, roomUnknown, tellSet, tellTerms, whatToHandIn, whoIsToHandIn } from '../replies/deadline-orders.ts'
import { askToSet, offerReminder, unreachableTold } from '../replies/reminders.ts'
import { onlyAdmins } from '../replies/people.ts'
import { momentOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { openDeadlines } from '../store/deadlines.ts'
import { messageKey } from '../store/messages.ts'
import { enabledRooms } from '../store/rooms.ts'
import { readAudience } from './audience.ts'
import { pendingOf, setPending, type Pending } from './pending.ts'
import { setDeadline, stepsFrom } from './planning.ts'
import type { Heard, Skill, Understood } from './skill.ts'
import { standingOf, unreachable } from './standing.ts'

const speaksOfIt = /提醒|设个?截止|通知大家|通知各|催报|催一下|督促|到期叫/u
/** 提醒大家…, 设个提醒; not 谢谢提醒. */
const opens = /^(?:[\s,:]|请|麻烦|帮我|帮忙?|给|再|也|我要|我想|你|到时候?|记得|劳烦|烦请|那|好的)*(?:(?:设|加|建|定|弄|发|来|新增|添加|增加|新建|创建|做|搞)(?:置|立)?(?:一?个|一?条)?(?:[^,。:\d]{0,4}))?(?:提醒|催报|催一下|督促|通知大家|通知各)/u
/** What opens a message and asks for something else: 提醒列表, 取消提醒. */
/** 8月28日下班前报送统计表, said to the bot: a demand with a day. */
const demandsBy = /报|交|填|反馈|发来|发我|发给|发到|上传|传过?来|录入|提供|完成/u
const isToldDone = /已经?(?:报|交|上报|提交|填报|发)|(?:报|交|发|填)(?:了|过了|完了|好了|上去了)|没报|未报|没交|[报交]不|来不及|没法|听说|说他们|\d%|百分之|撤销|撤回|核收|退回|豁免/u
const isQuestion = /[?]|吗|呢$|什么时候|哪些|哪天|几号|多少|为什么|怎么|没有$/u

const draftOf = (text: string, { event, library }: Heard): Draft => (
  readSetting(normalise(text, library.botNames), text, momentOf(event.at), calendarOf(library), said => normalise(said, library.botNames))
)

/** The usual days before; of what comes round only those that lie within its time. */
export const leadsOf = (repeat: Deadline['repeat']): readonly number[] => {
  if (repeat === null) return usualLeads.submission
  const { every } = repeat
  return every === 'day' || every === 'working day' ? [] : every === 'week' ? [1] : every === 'month' ? [7, 3, 1] : usualLeads.submission
}

/** 提醒乐山周五前报一下 names nobody's paper. */
export const isPlaceOnly = (title: string, { dictionary: { regions } }: Library): boolean => (
  regions.flatMap(({ name, short, aliases }) => [name, `${short}市`, `${short}州`, short, ...aliases]).toSorted((a, b) => b.length - a.length).reduce((rest, name) => rest.replaceAll(name, ''), title).replace(/[、和,\s]/gu, '') === ''
)

type Ready = { readonly title: string; readonly audience: Audience; readonly draft: Draft & { readonly due: Extract<Draft['due'], { kind: 'once' | 'repeat' }> } }
/** What stands in the way, as one question, and which word of the message answers it. */
type Missing = { readonly ask: string; readonly needs: NonNullable<Pending['deadline']>['needs'] | null }

function check(text: string, heard: Heard): Ready | Missing {
  const draft = draftOf(text, heard), { due, title, whom } = draft, { event } = heard
  if (due?.kind === 'past') return { ask: dayIsPast(due.due, event.at), needs: 'due' }
  if (due === null || due.kind === 'unclear') return { ask: askDay(due, event.at), needs: 'due' }
  if (title.length < 2 || isPlaceOnly(title, heard.library)) return { ask: whatToHandIn, needs: 'title' }
  const audience = readAudience(whom, heard)
  if (audience === null) return { ask: whoIsToHandIn(whom), needs: null }
  return { title: title.slice(0, 40), audience, draft: { ...draft, due } }
}

/** What is to be handed in, by whom, in which room, and when. */
export type Wanted = Pick<Deadline, 'title' | 'audience' | 'due' | 'timeSaid' | 'leads' | 'repeat' | 'setBy'> & { readonly room: string }

/** Sets it in its room, and gives what is told of it: its terms, and who cannot be mentioned. Null where this source has set it before. In the transaction of who sets it. */
export function setWanted(wanted: Wanted, source: string, now: Date, library: Library): { readonly deadline: Deadline; readonly terms: string; readonly unreached: string | null } | null {
  const deadline = setDeadline(library, { kind: 'submission', says: wanted.title, forms: [], recipient: null, target: null, ...wanted }, source, now)
  if (deadline === null) return null
  const { room, due: { day } } = wanted, { expected } = standingOf(deadline, room, library), warning = knowsYear(day, calendarOf(library)) ? null : noCalendarYet(day.slice(0, 4))
  const missing = unreachable(deadline, room, library)
  return {
    deadline, terms: tellTerms(deadline, expected, stepsFrom(deadline, now, library), warning, library.dictionary, now),
    unreached: missing.length === 0 ? null : unreachableTold(deadline, missing, library.dictionary),
  }
}

function set({ title, audience, draft }: Ready, room: string, source: string, { event, library }: Pick<Heard, 'event' | 'library'>): Outgoing[] {
  const { due: { day, time, timeSaid } } = draft.due, repeat = draft.due.kind === 'repeat' ? draft.due.repeat : null
  const done = setWanted({ title, audience, room, due: { day, time }, timeSaid, leads: draft.leads ?? leadsOf(repeat), repeat, setBy: event.from }, source, event.at, library)
  if (done === null) return []
  return [
    replyTo(event, tellSet(done.deadline, done.terms)),
    ...(done.unreached === null ? [] : [{ to: { person: event.from, contact: event.sender }, text: done.unreached, mentions: [] }]),
  ]
}

/** In which room a message sets a deadline: where it was said, or the only one that is served. */
function roomFor({ room }: MessageEvent, { store }: Library): string | null {
  if (room !== null) return room
  const [only, ...more] = enabledRooms(store)
  return more.length === 0 ? only ?? null : null
}

/** A message that sets a deadline, or what has to be asked first. */
function setBy(text: string, heard: Heard, isAnswer: boolean): Understood | null {
  const { event, library } = heard, ready = check(text, heard), room = roomFor(event, library)
  if ('ask' in ready) {
    // An answer that does not help is another message.
    if (isAnswer && ready.needs === 'due') return null
    return { commit: () => {
      if (ready.needs !== null) setPending(library.store, event, { deadline: { text, needs: ready.needs } })
      return [replyTo(event, ready.ask)]
    } }
  }
  if (room === null) return { commit: () => [replyTo(event, roomUnknown)] }
  return { commit: () => {
    if (isAnswer) setPending(library.store, event, {})
    return set(ready, room, messageKey(event), heard)
  } }
}

/** Said to the bot: a demand that says all there is to say is set; a thing and a day alone (后天 整改照片) are asked about; anything else is for others. */
function setByDemand(text: string, heard: Heard): Understood | null {
  const { event, library } = heard, ready = check(text, heard), plain = normalise(text, library.botNames)
  if ('ask' in ready) return null
  const { due } = ready.draft.due, isDemand = demandsBy.test(plain)
  if (isDemand && (/前|内|截止|截至|最迟|最晚|不晚于|下班/u.test(due.text) || /请|务必|麻烦|最迟|最晚|截止|不晚于/u.test(plain))) return setBy(text, heard, false)
  if (event.room === null || !(isDemand || isPaper(ready.title))) return null
  const { room } = event
  return { commit: () => {
    setPending(library.store, event, { offer: { room, text, source: messageKey(event) } })
    return [replyTo(event, askToSet(ready.title, { due, timeSaid: due.timeSaid }, event.at))]
  } }
}

/** What was asked back is answered with a day, or with what is to be handed in. */
function answerAsked(heard: Heard, { text, needs }: NonNullable<Pending['deadline']>, said: string): Understood | null {
  if (said.length > 40) return null
  const draft = draftOf(text, heard), { due } = draft, span = due === null ? null : 'due' in due ? due.due.text : due.text
  if (needs === 'title') return setBy(`${text} 报送${said}`, heard, true)
  if (draftOf(said, heard).due === null) return null
  const raw = span === null ? text : normalise(text, heard.library.botNames).replace(span, ' ')
  return setBy(`${raw}，${/前|内|后$/u.test(said) ? said : `${said}前`}`, heard, true)
}

const demands = /请|务必|须|需|要求|应|于.{1,16}前|抓紧|尽快|报送至?|上报|提交|报省|报我/u

/** A demand that an admin or a broadcast makes of a room, where nothing was set for it. */
function offer(heard: Heard): Understood | null {
  const { event, library } = heard, { room } = event, text = normalise(event.text, library.botNames)
  if (room === null || text.length < 8 || text.length > 600 || !demands.test(text) || isQuestion.test(text)) return null
  const ready = check(event.text, heard)
  if ('ask' in ready || !/前|之前|以前|内|截止|最迟|最晚/u.test(text) || !/报|交|提交|反馈|填|发|送/u.test(text)) return null
  const known = openDeadlines<Deadline>(library.store, room), sounds = () => soundsOf(library.dictionary)
  if (readTitles(text, known, sounds).length > 0) return null
  const { due } = ready.draft.due
  return { rest: event.text, commit: () => {
    setPending(library.store, { ...event, room: null }, { offer: { room, text: event.text, source: messageKey(event) } })
    return [{ to: { person: event.from, contact: event.sender }, text: offerReminder(room, ready.title, { due, timeSaid: due.timeSaid }, event.at), mentions: [] }]
  } }
}

const yes = /^(?:确认|确认建立|好的?|可以|行|是的?|设|建|建立|要|同意|ok)[。!]*$/u

function takeOffer(heard: Heard, { room, text, source }: NonNullable<Pending['offer']>): Understood | null {
  const ready = check(text, { ...heard, event: { ...heard.event, room } })
  if ('ask' in ready) return null
  return { commit: () => {
    setPending(heard.library.store, heard.event, {})
    return set(ready, room, source, heard)
  } }
}

/** 确认 to what was offered, where it was; before 确认 of a binding. */
export const takingOffers: Skill = {
  name: 'offer',
  open: false,
  understand: heard => {
    const { event, library } = heard, { offer: offered } = pendingOf(library.store, event)
    return offered && yes.test(normalise(event.text, library.botNames).trim()) ? takeOffer(heard, offered) : null
  },
}

export const settingDeadlines: Skill = {
  name: 'setting',
  open: false,
  hears: ['broadcast'],
  understand: heard => {
    const { event, person, addressed, library } = heard, text = normalise(event.text, library.botNames).trim(), pending = pendingOf(library.store, event)
    // A new 提醒：… is a command of its own, not the day that was asked for.
    if (pending.deadline && person.role === 'admin' && !(addressed && opens.test(text))) {
      const answered = answerAsked(heard, pending.deadline, text)
      if (answered) return answered
    }
    if (!addressed || event.broadcast) return person.role === 'admin' ? offer(heard) : null
    if (isQuestion.test(text) || text.length > 300) return null
    if (!speaksOfIt.test(text) || (isToldDone.test(text) && !opens.test(text))) return person.role === 'admin' && !isToldDone.test(text) ? setByDemand(event.text, heard) : null
    if (!opens.test(text) && draftOf(event.text, heard).due === null) return null
    if (person.role !== 'admin') return { commit: () => [replyTo(event, onlyAdmins)] }
    return setBy(event.text, heard, false)
  },
}
