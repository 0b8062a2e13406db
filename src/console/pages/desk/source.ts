// What was pasted or told by phone, checked, and as the events that the bot hears. Refuses a paste that is too long and one that says nothing.

import type { Member, MessageEvent } from '../../../chat/event.ts'
import { readPasted } from '../../../chat/pasted.ts'
import { readSaid } from '../../../chat/said.ts'
import { identify } from '../../../roster/person.ts'
import { recentLetters } from '../../../store/outbox.ts'
import { enabledRooms, isEnabled, isKnown, membersOf } from '../../../store/rooms.ts'
import { standing } from '../../../store/roster.ts'
import type { fieldsOf } from '../../page.ts'
import type { World } from '../../world.ts'
import { asCopied, lettersToCarry } from './carry.ts'

export const mostMessages = 500
/** The form holds 2 MB; the lines that are chosen stand in it too. */
const mostBytes = 1_900_000
const longestName = 40
/** A shorter text of the bot's may be anybody's: 收到 counts for who wrote it. */
const leastOwn = 12

/** What stood in the form, to be shown again. `room`: in:NAME, private, or nothing; `title`: a new room, instead. */
export type Typed = { readonly kind: 'pasted' | 'told'; readonly room: string; readonly title: string; readonly text: string; readonly who: string }
/** `room` null: said in private. */
export type Source = Typed & { readonly place: string | null; readonly isNew: boolean }

export const blank = (kind: Typed['kind']): Typed => ({ kind, room: '', title: '', text: '', who: '' })

type Fields = Awaited<ReturnType<typeof fieldsOf>>

/** The fields as they were typed; lines end with \n, and none is cut, so that their numbers stay. */
export const readTyped = ({ one, all }: Fields): Typed => ({
  kind: one('kind') === 'told' ? 'told' : 'pasted', room: one('room'), title: one('title'), text: (all('text')[0] ?? '').replace(/\r\n?/gu, '\n'), who: one('who'),
})

/** A name that a person or a room may show; signs that turn the direction could make it look like another. */
const isName = (name: string): boolean => name.length <= longestName && !/[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name)

/** What is meant by the form, or all that is wrong with it. */
export function checkTyped(typed: Typed, { library: { store } }: World): Source | { readonly faults: readonly string[] } {
  const { kind, room, title, text, who } = typed, faults: string[] = []
  const place = title !== '' ? title : room === 'private' ? null : room.startsWith('in:') ? room.slice(3) : ''
  if (place === '') faults.push('请选一个群，或写新群的名称，和微信里的群名一样，例如“三化工作群”。')
  else if (title !== '' && !isName(title)) faults.push(`群名最多${longestName}个字，不能有换行等控制符，请改一下。`)
  else if (title === '' && place !== null && !enabledRooms(store).includes(place)) faults.push(`群“${place}”没有启用，请另选一个。`)
  if (text.trim() === '') faults.push(kind === 'told' ? '请写上报的内容，例如“综窗45%，代办38项”。' : '请把群聊内容粘贴进来。')
  if (Buffer.byteLength(text) > mostBytes) faults.push('内容超过2MB，请分几次粘贴。')
  if (kind === 'told' && (who === '' || !isName(who) || /[@＠]/u.test(who))) faults.push(who === '' ? '请写是谁报的，例如“乐山-张三”或“乐山市”。' : `报的人最多${longestName}个字，不含@，例如“乐山-张三”。`)
  return faults.length > 0 ? { faults } : { ...typed, place, isNew: place !== null && !isEnabled(store, place) }
}

/** `isOwn`: what the bot says, carried over before; it is not heard again. */
export type Message = { readonly line: number; readonly timeSaid: boolean; readonly isOwn: boolean; readonly event: MessageEvent; /** As it stood. */ readonly text: string }
export type Read = {
  readonly messages: readonly Message[]
  readonly unread: readonly { readonly line: number; readonly text: string }[]
  /** The room that the pasted text names. */
  readonly named: string | null
  readonly members: readonly Member[]
  /** Who wrote and is not in the room yet. */
  readonly fresh: readonly Member[]
  /** Who wrote in private and is unknown, so that nothing comes of it. */
  readonly strangers: readonly string[]
}

const squeeze = (text: string): string => text.replace(/\s+/gu, '')

/** Tells the bot's own words from others', also where an officer posted them. */
function ownWords(world: World, room: string | null): { readonly isOwn: (text: string) => boolean; readonly isQuote: (text: string) => boolean } {
  const isHere = ({ to }: { readonly to: object }): boolean => room === null || ('room' in to && to.room === room)
  const shown = lettersToCarry(world).letters.flatMap(({ letter }) => letter), letters = [...recentLetters(world.library.store, 1000), ...shown].filter(isHere)
  const texts = [...new Set(letters.flatMap(letter => [squeeze(letter.text), squeeze(asCopied(letter))]))].filter(text => text.length >= leastOwn), whole = new Set(texts)
  return {
    isOwn: text => whole.has(squeeze(text)),
    // Messengers cut a quote short.
    isQuote: text => {
      const head = squeeze(text).replace(/(?:…|\.{3})+$/u, '').slice(0, 40)
      return head.length >= leastOwn && texts.some(one => one.startsWith(head))
    },
  }
}

/** Reads it as at `now`: the same text read as at the same moment gives the same events. */
export function readSource({ kind, place: room, text, who }: Source, now: Date, world: World): Read {
  const { store, botNames, dictionary } = world.library, [botName = ''] = botNames
  const members = room === null ? [] : membersOf<Member['role']>(store, room), names = members.map(({ name }) => name), roster = standing(store).map(entry => `${entry.unit}-${entry.name}`)
  const pasted = kind === 'told' ? { messages: [{ from: who, at: now, timeSaid: true, text, line: 1 }], unread: [], room: null } : readPasted(text, now, [...names, ...roster, ...botNames])
  const senders = [...new Set(pasted.messages.map(({ from }) => from))]
  const { isOwn, isQuote } = ownWords(world, room), otherNames = [...new Set([...names, ...senders])].filter(name => !botNames.includes(name))
  const messages = pasted.messages.map(({ from, at, timeSaid, text: whole, line }): Message => {
    const said = readSaid({ text: whole, ownNames: botNames, otherNames, toldMention: false, toldBroadcast: false, toldAll: false })
    const quote = said.quote && isQuote(said.quote.text) ? { ...said.quote, from: botName } : said.quote
    const event: MessageEvent = {
      type: 'message', at: at > now ? now : at, id: null, room, from, sender: null, text: said.text, mention: said.mention,
      note: /^\s*[#＃]\s?接龙/u.test(said.text), quote, broadcast: said.broadcast, backlog: false,
    }
    return { line, timeSaid, isOwn: botNames.includes(from) || isOwn(whole), event, text: whole }
  })
  const fresh = room === null ? [] : senders.filter(name => !names.includes(name) && !botNames.includes(name))
  return {
    messages, unread: pasted.unread, named: pasted.room, members, strangers: room === null ? senders.filter(name => !isKnown(store, name, null)) : [],
    fresh: fresh.map(name => ({ name, role: identify({ room, from: name, sender: null }, store, dictionary).entry?.role === 'admin' ? 'admin' : 'reporter' })),
  }
}
