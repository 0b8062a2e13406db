// The door to any Wechaty puppet, and the only file that knows Wechaty. It reads through the puppet's own methods: Wechaty's Message waits for every
// member of a room before it hands on a message, and lets a later one pass an earlier one. Each handler is guarded: what a protocol does ends in the
// log and in the health, never in an exception.

import { FileBox } from 'file-box'
import { WechatyBuilder, types, type WechatyOptions } from 'wechaty'
import { log as wechatyLog, type payloads } from 'wechaty-puppet'
import { Failure } from '../failure.ts'
import { keep, readKeepsake } from '../store/keepsakes.ts'
import type { Store } from '../store/open.ts'
import { contactsNamed, enabledChats, forgetSessionIds, isEnabled, nameOfContact, nameRoom, namesIn } from '../store/rooms.ts'
import { within, type Clock } from './clock.ts'
import { createDelivery } from './deliver.ts'
import type { Event, Outgoing } from './event.ts'
import { unborn, type Health } from './health.ts'
import { createLines } from './lines.ts'
import type { Ending } from './outbox.ts'
import { readSaid, textOfWebMessage } from './said.ts'
import { readSolitaire, textsIn, type Writer } from './solitaire.ts'

export type Door = {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Never throws. */
  readonly send: (letter: Outgoing) => Promise<Ending>
  readonly health: () => Health
  /** Asks the puppet for something small: does it still answer? */
  readonly probe: () => Promise<boolean>
}

/** Where the door tells what happened. No text of a message ever goes there. */
export type Log = { readonly info: (what: object, said: string) => void; readonly warn: (what: object, said: string) => void }

export type DoorParts = {
  /** A puppet, or the name of its package. */
  readonly puppet: NonNullable<WechatyOptions['puppet']>
  /** The file without its ending in which a puppet keeps its login; none keeps nothing. */
  readonly memory?: string
  readonly botName: string
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Told of each event, one after the other in each chat; a rejection costs this event only. */
  readonly hear: (event: Event) => Promise<void>
  readonly onScan: (code: string) => void
  readonly onOnline: () => void
}

type Payload = payloads.Message & { readonly roomId?: string; readonly mentionIdList?: string[]; readonly listenerId?: string }

const { Message } = types
const payloadMs = 5_000
/** A puppet that never answers holds up its chat no longer than this. */
const takeMs = 60_000
const probeMs = 30_000
/** Before the login by more than the clocks may differ, or older than an answer is of use. */
const loginGraceMs = 30_000
const staleMs = 10 * 60_000
const resyncMs = 60_000
/** So many members are asked for side by side: a room may have 500, and puppets are throttled. */
const atOnce = 20
const quietErrorMs = 10_000

/** Ids that puppets put in place of all members. */
const everybody = new Set(['notify@all', 'announcement@all'])

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? ''
const dateOf = (timestamp: number): Date => new Date(timestamp < 1e11 ? timestamp * 1000 : timestamp)

/**
 * Opens the door; it is closed until `start`.
 *
 * @throws Failure where the puppet's package is not installed or cannot be loaded
 */
export async function openDoor({ puppet: wanted, memory, botName, store, clock, log, hear, onScan, onOnline }: DoorParts): Promise<Door> {
  // Its lines may hold what people wrote; what matters comes as an error event.
  wechatyLog.level('silent')
  const bot = WechatyBuilder.build({ ...(memory === undefined ? {} : { name: memory }), puppet: wanted } as WechatyOptions)
  try {
    await bot.init()
  } catch (error) {
    const name = typeof wanted === 'string' ? wanted : '这个 puppet', why = messageOf(error)
    const advice = /token/iu.test(why) ? '请在 .env 里写上它要的 token，例如 WECHATY_PUPPET_SERVICE_TOKEN=…' : `请先运行 npm install --no-save ${name}，或改 WECHATY_PUPPET`
    throw new Failure('setting', `${name} 装载不了（${why}）：${advice}。`, error)
  }
  const { puppet } = bot
  /** Every puppet has these; Wechaty's type hides them. */
  const raw = puppet as unknown as { readonly messageRawPayload: (id: string) => Promise<unknown>; readonly contactRawPayload: (id: string) => Promise<unknown> }
  let health = unborn(clock.now()), loggedInAt = clock.now()
  const tell = (change: Partial<Health>): void => {
    health = { ...health, ...change }
  }

  /** Errors come in floods when the network is gone: one line in ten seconds tells how many there were. */
  let errorsAt = 0, errorsQuiet = 0
  const onError = (error: unknown): void => {
    tell({ errors: health.errors + 1 })
    const now = clock.now().getTime()
    if (now - errorsAt < quietErrorMs) errorsQuiet += 1
    else {
      log.warn({ error: messageOf(error), more: errorsQuiet }, 'puppet error')
      errorsAt = now
      errorsQuiet = 0
    }
  }
  const lose = (error: unknown): void => {
    tell({ lost: health.lost + 1 })
    onError(error)
  }

  const lines = createLines(onError)

  const shownIn = async (chat: string, contact: string): Promise<string> => {
    // A member whom the puppet has not loaded yet is shown by their own name.
    const member = await puppet.roomMemberPayload(chat, contact).catch(() => null)
    return (member?.roomAlias || member?.name || (await puppet.contactPayload(contact)).name).trim()
  }

  const syncedAt = new Map<string, number>()
  /** Tells who is in a room now, and by what names. */
  async function sync(chat: string): Promise<void> {
    syncedAt.set(chat, clock.now().getTime())
    const room = nameRoom(store, chat, (await puppet.roomPayload(chat)).topic ?? ''), ids = (await puppet.roomMemberList(chat)).filter(id => id !== puppet.currentUserId)
    const members: { name: string; contact: string }[] = []
    for (let i = 0; i < ids.length; i += atOnce) {
      const some = await Promise.all(ids.slice(i, i + atOnce).map(async contact => ({ name: await shownIn(chat, contact).catch(() => ''), contact })))
      members.push(...some.filter(({ name }) => name !== ''))
    }
    await hear({ type: 'members', room, members })
  }
  const syncIfOld = async (chat: string): Promise<void> => {
    if (clock.now().getTime() - (syncedAt.get(chat) ?? 0) >= resyncMs) await sync(chat).catch(onError)
  }

  async function textOf(payload: Payload): Promise<string> {
    const text = payload.text ?? ''
    if (!payload.roomId || payload.type !== Message.Text || !puppet.name().includes('wechat4u')) return text
    const web = await raw.messageRawPayload(payload.id) as { readonly OriginalContent?: unknown; readonly MsgType?: unknown } | undefined
    return web?.MsgType === 1 && typeof web.OriginalContent === 'string' ? textOfWebMessage(web.OriginalContent) : text
  }

  /** Who wrote the lines of a 群接龙; nobody where the puppet keeps no raw message. */
  async function writersOf({ id, type }: Payload): Promise<Writer[]> {
    if (type !== Message.GroupNote) return []
    const texts = textsIn(await raw.messageRawPayload(id).catch(() => null))
    return texts.filter(text => text.includes('solitaire')).map(readSolitaire).find(writers => writers.length > 0) ?? []
  }

  /** By what names the bot is called in a chat. */
  async function ownNames(chat: string | undefined): Promise<string[]> {
    const self = puppet.currentUserId, { name } = await puppet.contactPayload(self)
    return [botName, name, ...(chat ? [await shownIn(chat, self).catch(() => '')] : [])].filter(one => one !== '')
  }

  async function take(payload: Payload): Promise<void> {
    const chat = payload.roomId || undefined, sender = payload.talkerId, now = clock.now()
    if (!sender || sender === puppet.currentUserId) return
    tell({ lastInbound: now })
    if (![Message.Text, Message.GroupNote, Message.Attachment, Message.Recalled].includes(payload.type)) return
    const room = chat === undefined ? null : nameRoom(store, chat, (await puppet.roomPayload(chat)).topic ?? '')
    const from = chat === undefined ? nameOfContact(store, sender) ?? (await puppet.contactPayload(sender)).name : await shownIn(chat, sender)
    if (room !== null && isEnabled(store, room) && !contactsNamed(store, room, from).includes(sender)) await syncIfOld(chat ?? '')
    const sent = dateOf(payload.timestamp), at = Number.isNaN(sent.getTime()) || sent > now ? now : sent
    if (payload.type === Message.Recalled) return hear({ type: 'recall', at: now, room, from, id: payload.text ?? '' })
    if (payload.type === Message.Attachment) return hear({ type: 'file', at, room, from, sender, name: payload.filename ?? payload.text ?? '', read: async () => (await puppet.messageFile(payload.id)).toBuffer() })

    const names = await ownNames(chat), others = room === null ? [] : namesIn(store, room), mentioned = payload.mentionIdList ?? []
    const said = readSaid({
      text: await textOf(payload), ownNames: names, otherNames: others, toldMention: mentioned.includes(puppet.currentUserId),
      toldBroadcast: mentioned.some(id => everybody.has(id)), toldAll: others.length >= 3 && new Set(mentioned).size >= others.length,
    })
    const quote = said.quote && names.includes(said.quote.from) ? { ...said.quote, from: botName } : said.quote
    await hear({
      type: 'message', at, id: payload.id || null, room, from, sender, text: said.text, mention: said.mention, note: payload.type === Message.GroupNote, writers: await writersOf(payload), quote, broadcast: said.broadcast,
      backlog: at.getTime() < loggedInAt.getTime() - loginGraceMs || now.getTime() - at.getTime() > staleMs,
    })
    // A room that was enabled just now: its members are wanted from here on.
    if (room !== null && isEnabled(store, room) && !syncedAt.has(chat ?? '')) await syncIfOld(chat ?? '')
  }

  /** Payloads are fetched side by side and taken in the order in which the puppet told of them; one that is slow is overtaken. */
  let intake: Promise<void> = Promise.resolve()
  const arrive = (id: string): void => {
    const payload = puppet.messagePayload(id) as Promise<Payload>
    const enter = (one: Payload): void => void lines.next(one.roomId || one.talkerId, () => within(clock, takeMs, take(one)).catch(lose))
    payload.catch(() => undefined)
    intake = intake.then(() => within(clock, payloadMs, payload).then(enter)).catch(error => (messageOf(error) === 'timeout' ? void payload.then(enter, lose) : lose(error)))
  }

  const guarded = <Args extends unknown[]>(work: (...args: Args) => Promise<void> | void) => (...args: Args): void => {
    void (async () => work(...args))().catch(onError)
  }
  const chatOf = ({ roomId }: { readonly roomId: string }): Promise<void> => lines.next(roomId, async () => {
    await puppet.roomPayloadDirty(roomId)
    await puppet.roomMemberPayloadDirty(roomId)
    if (isEnabled(store, nameRoom(store, roomId, (await puppet.roomPayload(roomId)).topic ?? ''))) await sync(roomId)
  })
  bot.on('error', onError)
  // Wechaty's own reading of these goes through all members of a room each time: with 700 members that is 45 ms a message.
  for (const event of ['message', 'room-join', 'room-leave', 'room-topic', 'dirty'] as const) puppet.removeAllListeners(event)
  puppet.on('message', guarded(({ messageId }: { readonly messageId: string }) => arrive(messageId)))
  puppet.on('room-join', guarded(chatOf))
  puppet.on('room-leave', guarded(chatOf))
  puppet.on('room-topic', guarded(chatOf))
  puppet.on('scan', guarded(({ qrcode }: { readonly qrcode?: string }) => {
    tell({ state: 'waiting for login', since: clock.now() })
    if (qrcode) onScan(qrcode)
  }))
  puppet.on('login', guarded(async ({ contactId }: { readonly contactId: string }) => {
    // Some puppets tell of a login again when they come back; another id for the same account means that all ids are new.
    if (readKeepsake(store, 'self') !== contactId) forgetSessionIds(store)
    keep(store, 'self', contactId)
    loggedInAt = clock.now()
    syncedAt.clear()
    tell({ state: 'online', since: loggedInAt })
    log.info({}, 'logged in')
    onOnline()
    for (const chat of enabledChats(store)) await lines.next(chat, () => sync(chat))
  }))
  puppet.on('logout', guarded(() => {
    tell({ state: 'offline', since: clock.now() })
    log.warn({}, 'logged out')
  }))

  const deliver = createDelivery({
    store, clock, onError,
    mouth: {
      isLoggedIn: () => puppet.isLoggedIn,
      sendText: (chat, text, ids) => puppet.messageSendText(chat, text, ids),
      sendFile: (chat, { name, path }) => puppet.messageSendFile(chat, FileBox.fromFile(path, name)),
    },
  })

  return {
    send: async letter => {
      const ending = await deliver(letter)
      if (ending.state === 'sent') tell({ lastSent: clock.now() })
      return ending
    },
    start: () => bot.start(),
    stop: async () => {
      await bot.stop()
      await lines.empty()
    },
    health: () => health,
    probe: () => within(clock, probeMs, raw.contactRawPayload(puppet.currentUserId)).then(() => true, () => false),
  }
}
