// Who has not answered 收到 yet, and what is held: 暂停 of a room, 急停 of all. The orders are those of the chat.

import { html } from 'hono/html'
import { addDays } from '../../../language/day-calendar.ts'
import { sayDay } from '../../../replies/deadline-words.ts'
import { sayDate } from '../../../replies/words.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { holdsNow } from '../../../store/holds.ts'
import { countAsked, openReceipts, unanswered } from '../../../store/receipts.ts'
import { enabledRooms, isEnabled } from '../../../store/rooms.ts'
import type { Who } from '../../access.ts'
import { nothing, sayTime, type Html, type Site } from '../../page.ts'
import { order, type World } from '../../world.ts'
import { faultList } from '../data/parts.ts'
import { readDay, type Fault } from './words.ts'

/** So long somebody may still answer. */
const receiptDays = 14, mostReceipts = 20

export function receiptList({ world: { library: { store }, now } }: Site): Html {
  const at = now(), open = openReceipts(store, new Date(at.getTime() - receiptDays * 86_400_000).toISOString(), mostReceipts)
  if (open.length === 0) return nothing('没有在等回复的消息。')
  return html`<ul class="list">${open.map(({ id, room, openedBy, openedAt, listAt, listedAt }) => {
    const asked = countAsked(store, id), missing = unanswered(store, id)
    return html`<li>“${room}”，${openedBy}，<time datetime="${openedAt}">${sayTime(openedAt, at)}</time>的消息：要回复${asked}人，没回复${missing.length}人${missing.length === 0 ? '。' : `：${missing.join('、')}。`}
<br><small>${listedAt === null ? html`<time datetime="${listAt}">${sayTime(listAt, at)}</time>在群里列没回的人` : html`没回的人已于<time datetime="${listedAt}">${sayTime(listedAt, at)}</time>在群里列过`}</small></li>`
  })}</ul>`
}

/** What is held now, with the way to end it. */
export function holdList({ base, world: { library: { store }, now } }: Site, acts: boolean): Html {
  const at = now(), holds = holdsNow(store, at.toISOString())
  if (holds.length === 0) return html`<p>没有暂停，提醒照常。</p>`
  const end = (room: string | null): Html => (room === null ? html`<form method="post" action="${base}/deadlines/resume-all"><button type="submit">解除急停</button></form>`
    : html`<form method="post" action="${base}/deadlines/resume"><input type="hidden" name="room" value="${room}"><button type="submit">恢复“${room}”</button></form>`)
  return html`<ul class="list">${holds.map(({ room, until, by, from }) => html`<li><span class="tag warn">${room === null ? '急停中' : '暂停中'}</span> ${room === null ? '所有群' : `“${room}”`}，
${by}，<time datetime="${from}">${sayTime(from, at)}</time>起，${until === null ? '到恢复为止' : html`到<time datetime="${until}">${sayTime(until, at)}</time>`}。${acts ? end(room) : ''}</li>`)}</ul>`
}

export function holdForms({ base, world: { library: { store }, now } }: Site, fault: Fault | null): Html {
  const typed = fault?.form === 'pause' ? fault.typed : {}
  return html`<h3>暂停一个群的提醒</h3>${fault?.form === 'pause' ? faultList(fault.faults) : ''}
<form method="post" action="${base}/deadlines/pause" class="inline">
<label>群<select name="room" required>${enabledRooms(store).map(room => html`<option${room === typed['room'] ? html` selected` : ''}>${room}</option>`)}</select></label>
<label>到哪天早上恢复（不写：到恢复为止）<input type="date" name="day" value="${typed['day'] ?? ''}" min="${addDays(shanghaiDay(now()), 1)}"></label>
<button type="submit">暂停提醒</button></form>
<h3>全部停下</h3><p class="soft">所有群都不再主动发消息，提问照答。</p>
<form method="post" action="${base}/deadlines/stop-all" class="actions" data-confirm="急停？所有群的提醒都停下，到解除为止。"><button type="submit" class="danger">急停</button></form>`
}

type Outcome = { readonly said: string } | { readonly fault: Fault }

export async function pauseRoom(world: World, who: Who, room: string, text: string): Promise<Outcome> {
  const now = world.now(), day = readDay(text), today = shanghaiDay(now), known = isEnabled(world.library.store, room)
  const faults = [
    ...(known ? [] : [`没有启用的群“${room.slice(0, 40)}”，请从列表里选。`]),
    ...(text !== '' && day === null ? [`“${text.slice(0, 20)}”不是日期，请写成 ${addDays(today, 7)} 这样；不写就到恢复为止。`] : []),
    ...(day !== null && day <= today ? [`暂停要到明天或以后，${sayDate(day, now)}不行。`] : []),
  ]
  if (faults.length > 0) return { fault: { form: 'pause', faults, typed: { room, day: text }, chosen: [] } }
  const [year, month, date] = (day ?? '').split('-').map(Number)
  return { said: await order(world, who, day === null ? '暂停提醒' : `暂停到${year}年${month}月${date}日`, room, { action: '暂停提醒', subject: `“${room}”`, detail: day === null ? '到恢复为止' : `到${sayDay(day, now)}` }) }
}

/** Ends what holds the room itself; a 急停 stays. */
export async function resumeRoom(world: World, who: Who, room: string): Promise<string> {
  const isHeld = holdsNow(world.library.store, world.now().toISOString()).some(hold => hold.room === room)
  return isHeld ? order(world, who, '恢复提醒', room, { action: '恢复提醒', subject: `“${room}”` }) : `“${room.slice(0, 40)}”现在没有暂停。`
}

export const stopAll = (world: World, who: Who): Promise<string> => order(world, who, '急停', null, { action: '急停', subject: '所有群' })

export const resumeAll = async (world: World, who: Who): Promise<string> => (
  holdsNow(world.library.store, world.now().toISOString()).some(({ room }) => room === null) ? order(world, who, '解除急停', null, { action: '解除急停', subject: '所有群' }) : '现在没有急停。'
)
