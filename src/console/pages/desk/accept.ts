// What was chosen in the preview is heard, in order, by hand: its answers wait to be carried over. One row of the log tells of it all.

import { enableRoom, replaceMembers } from '../../../store/rooms.ts'
import { mask } from '../../../language/mask.ts'
import type { Who } from '../../access.ts'
import { sayTime } from '../../page.ts'
import { act, type World } from '../../world.ts'
import type { Read, Source } from './source.ts'

const previewLifeMs = 3_600_000
const mostTold = 30

/** The moment of a preview that is not older than an hour; null for any other. */
export function readMoment(iso: string, now: Date): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(iso)) return null
  const at = new Date(iso), age = now.getTime() - at.getTime()
  return age >= 0 && age <= previewLifeMs ? at : null
}

/** The first line of an answer, for the list of what came of each message. */
const head = (text: string): string => text.split('\n')[0] ?? ''

/** The lines and the new members that were chosen; `asks`: lines to be answered though they call nobody. */
export type Chosen = { readonly lines: ReadonlySet<number>; readonly asks: ReadonlySet<number>; readonly names: ReadonlySet<string> }

/** Hears the messages of the chosen lines; gives what is told of it, or what is wrong. */
export async function accept(world: World, who: Who, source: Source, read: Read, { lines, asks, names }: Chosen): Promise<{ readonly said: string } | { readonly fault: string }> {
  const { store } = world.library, { place, isNew, kind } = source, now = world.now(), joining = read.fresh.filter(({ name }) => names.has(name))
  const chosen = read.messages.filter(({ line, isOwn }) => !isOwn && (lines.has(line) || asks.has(line))).map(({ line, event }) => ({ event: asks.has(line) ? { ...event, mention: true } : event })), people = place === null ? [] : [{ type: 'room' as const, room: place, members: [...read.members, ...joining] }]
  const tried = world.bot.tryOut([...people, ...chosen.map(({ event }) => event)]), fresh = chosen.filter((_, i) => tried[i]?.isKnown === false), before = chosen.length - fresh.length
  if (chosen.length === 0 && joining.length === 0 && !isNew) return { fault: '没有选中任何一条，什么也没登记。请勾选要登记的。' }
  if (fresh.length === 0 && joining.length === 0 && !isNew) return { said: '选中的都已记过，什么也没改。' }
  const subject = place ?? '私聊', detail = [
    kind === 'told' ? `${source.who}：${mask(source.text).replace(/\s+/gu, ' ').slice(0, 200)}` : `登记${fresh.length}条，共读出${read.messages.length}条`,
    isNew ? '新启用' : '', joining.length === 0 ? '' : `新成员${joining.length}人：${joining.map(({ name }) => name).join('、')}`,
  ].filter(part => part !== '').join('；')
  act(world, who, { action: kind === 'told' ? '手工登记' : '粘贴群聊', subject, detail }, () => {
    if (place === null) return
    if (joining.length > 0 || isNew) replaceMembers(store, place, people[0]?.members ?? [])
    if (isNew) enableRoom(store, place, now.toISOString(), who.name)
  })
  // What every room is reminded of holds in a new one before its first message is heard.
  if (isNew) world.beat()
  const told: string[] = []
  for (const { event } of fresh) {
    const letters = await world.bot.hear(event, true)
    told.push(`${sayTime(event.at, now)} ${event.from}：${letters.map(({ text }) => head(text)).filter(text => text !== '').join('；') || '没有回复'}`)
  }
  world.beat()
  const where = place === null ? '私聊' : `群“${place}”`
  return { said: [
    `${kind === 'told' ? '手工登记' : '粘贴群聊'}（${where}）：已处理${fresh.length}条${before > 0 ? `，${before}条已记过` : ''}${joining.length > 0 ? `，加入群成员${joining.length}人` : ''}${isNew ? '，群已启用' : ''}。`,
    ...told.slice(0, mostTold), ...(told.length > mostTold ? [`其余${told.length - mostTold}条的答复见待发。`] : []),
    ...(fresh.length > 0 ? ['要发的答复在待发里。'] : []),
  ].join('\n') }
}
