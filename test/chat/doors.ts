// Three doors with the same handles: puppet-mock, the same over real gRPC on loopback, and the trial room. Each holds what its messenger knows, so
// that the bot behind it can be closed and opened again.

import { FileBox, type FileBoxInterface } from 'file-box'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { types, type payloads } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { PuppetServer, PuppetService } from 'wechaty-puppet-service'
import { createRoomApp } from '../../src/chat/room/app.ts'
import { createMessenger } from '../../src/chat/room/messenger.ts'
import { RoomPuppet } from '../../src/chat/room/puppet.ts'
import type { DoorParts } from '../../src/chat/wechaty.ts'

export const bot = '三化助手', room = '三化工作群', otherRoom = '闲聊群'
/** The bot's alias in the room, as some admins give it, with a space in it. */
export const alias = '群办 小助手'
export const people = ['省中心-王敏', '乐山-张三', '南充市政务局 李四', '三化助手小李']
export const stranger = '快乐每一天'

export type Say = {
  readonly from: string
  readonly text: string
  /** A room, or a private chat with the bot. */
  readonly to?: typeof room | typeof otherRoom | 'private'
  readonly kind?: 'text' | 'note' | 'recall' | 'file'
  readonly told?: 'mention' | 'everybody'
  readonly ago?: number
  readonly id?: string
}

export type Sent = { readonly to: string; readonly text: string; readonly mentions: readonly string[]; readonly file: string | null }

export type DoorUnderTest = {
  readonly name: string
  /** Has the bot an alias in the room, and another room beside it? */
  readonly whole: boolean
  /** A puppet over what the messenger knows; another one at each call. */
  readonly puppet: () => Promise<DoorParts['puppet']>
  /** Logs in, once the door listens. */
  readonly login: () => Promise<void>
  readonly say: (say: Say) => Promise<string>
  readonly again: (id: string) => Promise<void>
  readonly sent: () => readonly Sent[]
  readonly refuseFiles: () => void
  readonly close: () => Promise<void>
}

const self = 'bot-self', idOf = (name: string): string => `wxid-${name}`, roomIds = { [room]: 'r1@chatroom', [otherRoom]: 'r2@chatroom' } as const

/** puppet-mock, which knows no aliases and forgets whom a text mentions. */
class NotingMock extends PuppetMock {
  readonly noted: Sent[] = []
  filesRefused = false
  override async roomMemberRawPayload(chat: string, id: string): Promise<payloads.RoomMember> {
    return { ...await super.roomMemberRawPayload(chat, id), ...(id === self ? { roomAlias: alias } : {}) }
  }
  #chat(id: string): string { return Object.entries(roomIds).find(([, chat]) => chat === id)?.[0] ?? id.replace(/^wxid-/u, '') }
  override async messageSendText(chat: string, text: string, mentionIds: string[] = []): Promise<void> {
    this.noted.push({ to: this.#chat(chat), text, mentions: mentionIds.map(id => id.replace(/^wxid-/u, '')), file: null })
    await super.messageSendText(chat, text)
  }
  override async messageSendFile(chat: string, file: FileBoxInterface): Promise<void> {
    if (this.filesRefused) throw new Error('1204 upload refused')
    this.noted.push({ to: this.#chat(chat), text: '', mentions: [], file: file.name })
  }
}

function openMock(): { puppet: NotingMock; deliver: (id: string, say: Say) => void; again: (id: string) => void; login: () => void } {
  const mocker = new mock.Mocker(), puppet = new NotingMock({ mocker })
  mocker.createContact({ id: self, name: bot })
  for (const name of [...people, stranger]) mocker.createContact({ id: idOf(name), name, type: types.Contact.Individual })
  for (const [topic, id] of Object.entries(roomIds)) mocker.createRoom({ id, topic, memberIdList: [self, ...people.map(idOf)] })
  const again = (id: string): void => void puppet.emit('message', { messageId: id })
  return {
    puppet, again, login: () => puppet.login(self),
    deliver: (id, { from, text, to = room, kind = 'text', told, ago = 0 }) => {
      const type = { text: types.Message.Text, note: types.Message.GroupNote, recall: types.Message.Recalled, file: types.Message.Attachment }[kind]
      const mentionIdList = told === 'mention' ? [self] : told === 'everybody' ? ['announcement@all'] : []
      if (kind === 'file') mocker.cacheFileBoxPayload.set(id, FileBox.fromBase64(Buffer.from('内容').toString('base64'), text).toJSON())
      mocker.MessageMock.create({
        id, talkerId: idOf(from), text, type, timestamp: Math.floor(Date.now() / 1000) - ago, ...(kind === 'file' ? { filename: text } : {}),
        ...(to === 'private' ? { listenerId: self } : { roomId: roomIds[to], mentionIdList }),
      } as payloads.Message)
      again(id)
    },
  }
}

let count = 0
const nextId = (id: string | undefined): string => id ?? `m${++count}`

export function mockDoor(): DoorUnderTest {
  let now = openMock()
  const said: { id: string; say: Say }[] = []
  return {
    name: 'puppet-mock', whole: true,
    puppet: async () => {
      const before = now.puppet.noted
      now = openMock()
      now.puppet.noted.push(...before)
      return now.puppet
    },
    login: async () => now.login(),
    say: async say => {
      const id = nextId(say.id)
      said.push({ id, say })
      now.deliver(id, say)
      return id
    },
    // A new puppet knows the old messages only when they are handed on again.
    again: async id => {
      const old = said.find(one => one.id === id)
      if (!now.puppet.mocker.cacheMessagePayload.has(id) && old) now.deliver(id, old.say)
      else now.again(id)
    },
    sent: () => now.puppet.noted,
    refuseFiles: () => { now.puppet.filesRefused = true },
    close: async () => undefined,
  }
}

const freePort = (): Promise<number> => new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

export function serviceDoor(): DoorUnderTest {
  const inner = mockDoor(), token = 'puppet_service_123456789'
  let server: PuppetServer | null = null, puppet: NotingMock | null = null
  const shut = async (): Promise<void> => {
    await server?.stop()
    await puppet?.stop()
  }
  return {
    ...inner, name: 'puppet-service over gRPC',
    puppet: async () => {
      await shut()
      puppet = await inner.puppet() as unknown as NotingMock
      await puppet.start()
      const endpoint = `127.0.0.1:${await freePort()}`
      server = new PuppetServer({ endpoint, puppet, token, tls: { disable: true } })
      await server.start()
      return new PuppetService({ endpoint, token, tls: { disable: true } } as ConstructorParameters<typeof PuppetService>[0]) as unknown as DoorParts['puppet']
    },
    close: shut,
  }
}

export function roomDoor(): DoorUnderTest {
  const messenger = createMessenger({ bot, room, people: [...people, stranger].map(name => ({ name, role: 'reporter' })), now: () => new Date() })
  const app = createRoomApp({ messenger, forward: () => Promise.resolve(false), health: () => ({}), sleep: () => Promise.resolve() })
  let puppet = new RoomPuppet(messenger), refuses = false
  const post = async (path: string, body: object | Buffer): Promise<string> => {
    const raw = Buffer.isBuffer(body)
    const answer = await app.request(`http://127.0.0.1${path}`, { method: 'POST', headers: { host: '127.0.0.1', ...(raw ? {} : { 'content-type': 'application/json' }) }, body: raw ? new Uint8Array(body) : JSON.stringify(body) })
    if (answer.status >= 400) throw new Error(await answer.text())
    return answer.status === 204 ? '' : (await answer.json() as { id: string }).id
  }
  return {
    name: 'the trial room', whole: false,
    puppet: async () => {
      puppet = new RoomPuppet(messenger)
      const send = puppet.messageSendFile.bind(puppet)
      puppet.messageSendFile = (...args) => (refuses ? Promise.reject(new Error('refused')) : send(...args))
      return puppet as unknown as DoorParts['puppet']
    },
    login: async () => undefined,
    say: async ({ from, text, to = room, kind = 'text', ago = 0 }) => {
      const chat = to === 'private' ? 'private' : 'room'
      if (kind === 'recall') return post('/api/recalls', { from, id: text })
      if (kind === 'file') return post(`/api/files?${new URLSearchParams({ from, chat, name: text })}`, Buffer.from('内容'))
      if (ago > 0) return messenger.post({ person: null, from, text, mentions: messenger.calledIn(text), at: new Date(Date.now() - ago * 1000) }).id
      return post('/api/messages', { from, chat, text, note: kind === 'note' })
    },
    again: async id => void puppet.emit('message', { messageId: id }),
    sent: () => messenger.posts().filter(({ from }) => from === bot).map(({ person, text, mentions, file }) => ({ to: person ?? room, text, mentions, file: file?.name ?? null })),
    refuseFiles: () => { refuses = true },
    close: async () => undefined,
  }
}
