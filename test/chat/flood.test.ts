// A thousand messages within a second into fifty rooms: each mention answered once, in order in its room. What throws costs one reply.

import { setTimeout as sleep } from 'node:timers/promises'
import { types, type payloads } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { expect, test } from 'vitest'
import { createService, type Service } from '../../src/chat/service.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { asking } from '../../src/skills/asking.ts'
import type { Skill } from '../../src/skills/skill.ts'
import { countByState } from '../../src/store/outbox.ts'
import { enableRoom, namesIn } from '../../src/store/rooms.ts'
import { realClock, until } from '../until.ts'

const bot = '三化助手', self = 'bot-self', at = '2021-08-25T02:00:00.000Z'
const cities = ['成都', '自贡', '攀枝花', '泸州', '德阳', '绵阳', '广元', '遂宁', '内江', '乐山', '南充', '宜宾', '广安', '达州', '巴中', '雅安', '眉山', '资阳', '阿坝州', '甘孜州']

type Flood = { readonly service: Service; readonly library: Library; readonly puppet: PuppetMock; readonly sent: { chat: string; text: string }[]; readonly tell: (room: number, id: string, text: string) => void; readonly faults: () => number }

async function open(rooms: number, skills?: readonly Skill[]): Promise<Flood> {
  const library = await openLibrary(':memory:', shippedData, bot), mocker = new mock.Mocker(), puppet = new PuppetMock({ mocker }), sent: { chat: string; text: string }[] = []
  puppet.messageSendText = (chat, text) => {
    sent.push({ chat, text })
    return Promise.resolve()
  }
  mocker.createContact({ id: self, name: bot })
  mocker.createContact({ id: 'zhang', name: '乐山-张三', type: types.Contact.Individual })
  for (let n = 0; n < rooms; n++) {
    mocker.createRoom({ id: `r${n}@chatroom`, topic: `工作群${n}`, memberIdList: [self, 'zhang'] })
    enableRoom(library.store, `工作群${n}`, at, 'test')
  }
  let faults = 0
  const service = await createService({
    library, puppet: puppet as never, pace: { room: 0, all: 0 }, clock: realClock,
    log: { info: () => undefined, warn: (_, said) => { faults += said === 'fault' ? 1 : 0 } }, ...(skills ? { skills } : {}),
  })
  await service.start()
  puppet.login(self)
  return {
    service, library, puppet, sent, faults: () => faults,
    tell: (room, id, text) => {
      mocker.MessageMock.create({ id, talkerId: 'zhang', roomId: `r${room}@chatroom`, text, type: types.Message.Text, timestamp: Date.now() } as payloads.Message)
      puppet.emit('message', { messageId: id })
    },
  }
}

const close = async ({ service, library }: Flood): Promise<void> => {
  await service.stop()
  library.store.close()
}

test('1,000 messages into 50 rooms', async () => {
  const flood = await open(50), rooms = Array.from({ length: 50 }, (_, n) => n)
  const started = performance.now()
  for (const city of cities) for (const room of rooms) flood.tell(room, `${room}-${city}`, `@${bot} ${city}综窗多少`)
  expect(performance.now() - started).toBeLessThan(1000)
  // The network told some of them twice.
  for (const room of rooms) flood.puppet.emit('message', { messageId: `${room}-成都` })
  await until(() => flood.sent.length >= 1000)
  await sleep(100)
  await flood.service.outbox.idle()
  expect(flood.sent).toHaveLength(1000)
  for (const room of rooms) {
    const answered = flood.sent.filter(({ chat }) => chat === `r${room}@chatroom`).map(({ text }) => cities.find(city => text.replace('@乐山-张三', '').includes(city)))
    expect(answered).toEqual(cities)
  }
  expect(countByState(flood.library.store)).toEqual({ sent: 1000 })
  await close(flood)
})

test('a skill that throws costs one reply, not the bot', async () => {
  const brittle: Skill = { name: 'brittle', open: false, understand: ({ event }) => (event.text.includes('坏') ? Promise.reject(new Error('bug')) : null) }
  const careless: Skill = { name: 'careless', open: false, understand: ({ event }) => (event.text.includes('糟') ? { commit: () => { throw new Error('bug') } } : null) }
  const flood = await open(1, [brittle, careless, asking])
  flood.tell(0, 'a', `@${bot} 坏了`)
  flood.tell(0, 'b', `@${bot} 糟了`)
  flood.tell(0, 'c', `@${bot} 乐山综窗多少`)
  flood.tell(0, 'd', '坏了，没有@')
  flood.tell(0, 'e', '糟了，没有@')
  await until(() => flood.sent.length >= 3 && flood.faults() >= 4)
  await sleep(50)
  expect(flood.sent.map(({ text }) => /没能处理好/u.test(text))).toEqual([true, true, false])
  expect(flood.faults()).toBe(4)
  expect(flood.service.door.health().state).toBe('online')
  await close(flood)
})

test('what the puppet cannot give is counted as lost, and the next message is heard', async () => {
  const flood = await open(1)
  flood.puppet.emit('message', { messageId: 'nothing of this id' })
  flood.puppet.emit('error', { data: 'the network is gone' } as never)
  flood.puppet.emit('room-join', { roomId: 'nowhere@chatroom', inviteeIdList: ['x'], inviterId: 'y', timestamp: 0 })
  flood.tell(0, 'a', `@${bot} 乐山综窗多少`)
  await until(() => flood.sent.length === 1)
  expect(flood.service.door.health()).toMatchObject({ state: 'online', lost: 1 })
  await close(flood)
})

test('a text that wechat4u cuts at an ASCII colon is heard whole', async () => {
  const flood = await open(1), { puppet } = flood, asIs = puppet.messageRawPayload.bind(puppet)
  puppet.name = () => 'wechaty-puppet-wechat4u'
  puppet.messageRawPayload = async id => ({ ...await asIs(id), MsgType: 1, OriginalContent: `@ab12:<br/>@${bot} 请问:<br/>乐山综窗多少` })
  flood.tell(0, 'a', `@${bot} 请问`)
  await until(() => flood.sent.length === 1)
  expect(flood.sent[0]?.text).toContain('16.4%')
  await close(flood)
})

test('who joins the room is known from then on, and who leaves is not', async () => {
  const flood = await open(1), { puppet } = flood, { mocker } = puppet
  mocker.createContact({ id: 'li', name: '南充-李四', type: types.Contact.Individual })
  const change = async (event: 'room-join' | 'room-leave', memberIdList: string[]): Promise<void> => {
    mocker.roomPayload('r0@chatroom', { ...mocker.roomPayload('r0@chatroom'), memberIdList })
    puppet.emit(event, { roomId: 'r0@chatroom', inviteeIdList: ['li'], removeeIdList: ['li'], inviterId: 'zhang', removerId: 'zhang', timestamp: Date.now() } as never)
    await until(() => namesIn(flood.library.store, '工作群0').length === memberIdList.length - 1)
  }
  const whisper = async (id: string): Promise<void> => {
    mocker.MessageMock.create({ id, talkerId: 'li', listenerId: self, text: '我们综窗多少', type: types.Message.Text, timestamp: Date.now() } as payloads.Message)
    puppet.emit('message', { messageId: id })
    await sleep(200)
  }
  await whisper('before')
  expect(flood.sent).toEqual([])
  await change('room-join', [self, 'zhang', 'li'])
  await whisper('in')
  expect(flood.sent.map(({ chat, text }) => [chat, text.includes('南充市综窗完成率')])).toEqual([['li', true]])
  await change('room-leave', [self, 'zhang'])
  await whisper('out')
  expect(flood.sent).toHaveLength(1)
  await close(flood)
})

test('nothing is sent before the login, and what waits goes out after it', async () => {
  const flood = await open(1)
  await flood.puppet.logout('the phone took over')
  flood.tell(0, 'a', `@${bot} 乐山综窗多少`)
  await sleep(100)
  expect([flood.sent.length, flood.service.door.health().state]).toEqual([0, 'offline'])
  flood.puppet.login(self)
  flood.tell(0, 'b', `@${bot} 自贡综窗多少`)
  await until(() => flood.sent.length >= 1)
  await close(flood)
})
