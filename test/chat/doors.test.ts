// The contract of a door: the same cases through puppet-mock, puppet-service over gRPC on loopback, and the trial room.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/chat/event.ts'
import { createService, type Service } from '../../src/chat/service.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { makeAdminCode } from '../../src/store/admin-code.ts'
import { queue } from '../../src/store/outbox.ts'
import { chatOfRoom, enableRoom, isEnabled } from '../../src/store/rooms.ts'
import { realClock, until } from '../until.ts'
import { alias, bot, mockDoor, otherRoom, people, room, roomDoor, serviceDoor, stranger, type DoorUnderTest, type Sent } from './doors.ts'

const question = '乐山综窗多少', answer = '试点0.0%，非试点16.4%'
const silentLog = { info: () => undefined, warn: () => undefined }

type Running = { readonly service: Service; readonly library: Library; readonly events: Event[] }

async function run(door: DoorUnderTest, db: string): Promise<Running> {
  const library = await openLibrary(db, shippedData, bot), events: Event[] = []
  const service = await createService({
    library, puppet: await door.puppet(), clock: realClock, pace: { room: 0, all: 0 }, log: silentLog,
    onEvent: event => void events.push(event),
  })
  await service.start()
  await door.login()
  await until(() => service.door.health().state === 'online' && chatOfRoom(library.store, room) !== null || !isEnabled(library.store, room))
  return { service, library, events }
}

describe.each([mockDoor, serviceDoor, roomDoor].map(make => make()))('$name', door => {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-door-')), db = join(folder, 'door.db')
  let now: Running
  beforeAll(async () => {
    now = await run(door, db)
    // The room serves; the puppet's members come with its first message.
    enableRoom(now.library.store, room, new Date().toISOString(), 'test')
    await said({ from: '乐山-张三', text: '大家好' })
  })
  afterAll(async () => {
    await now.service.stop()
    now.library.store.close()
    await door.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Says something and waits until the bot has heard it and sent what it will. */
  async function said(say: Parameters<DoorUnderTest['say']>[0]): Promise<Sent[]> {
    const before = door.sent().length, heard = now.events.filter(({ type }) => type !== 'members').length
    await door.say(say)
    await until(() => now.events.filter(({ type }) => type !== 'members').length > heard)
    await settled()
    return door.sent().slice(before)
  }
  async function settled(): Promise<void> {
    await sleep(60)
    await now.service.outbox.idle()
  }
  const lastMessage = () => now.events.findLast(event => event.type === 'message')

  test('hears what is said and keeps still', async () => {
    expect(await said({ from: '乐山-张三', text: '今天的会几点开' })).toEqual([])
    expect(lastMessage()).toMatchObject({ room, from: '乐山-张三', text: '今天的会几点开', mention: false, note: false, quote: null, broadcast: false, backlog: false })
  })

  test.each([
    `@${bot} ${question}`, `@${bot}\u2005${question}`, `@${bot}\u00a0${question}`, `@${bot}${question}`, `${question} @${bot}`, `${question}@${bot}`, `＠${bot}，${question}`, `请问@${bot}\u2005，${question}`,
  ])('answers the mention %j', async text => {
    const sent = await said({ from: '乐山-张三', text })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.to).toBe(room)
    expect(sent[0]?.mentions).toEqual(['乐山-张三'])
    expect(sent[0]?.text).toMatch(/^@乐山-张三\u2005/u)
    for (const part of [answer, '7月20日', '来源：川政公函〔2021〕338号']) expect(sent[0]?.text).toContain(part)
  })

  test('is also called by its alias, which holds a space, and by the puppet\'s word', async () => {
    if (!door.whole) return
    expect(await said({ from: '乐山-张三', text: `@${alias} ${question}` })).toHaveLength(1)
    expect(await said({ from: '乐山-张三', text: question, told: 'mention' })).toHaveLength(1)
  })

  test.each([`发到 office@${bot}.gov.cn`, `@三化助手小李 ${question}`, `a@${bot}`])('is not meant by %j', async text => {
    expect(await said({ from: '乐山-张三', text })).toEqual([])
  })

  test('answers in private whom it knows, and no stranger', async () => {
    const [sent, ...more] = await said({ from: '乐山-张三', text: '我们综窗多少', to: 'private' })
    expect(more).toEqual([])
    expect(sent).toMatchObject({ to: '乐山-张三', mentions: [] })
    expect(sent?.text).toContain(answer)
    if (door.whole) expect(await said({ from: stranger, text: question, to: 'private' })).toEqual([])
  })

  test('takes a follow-up in the room where the question was put', async () => {
    await said({ from: '南充市政务局 李四', text: `@${bot} 非试点一枚印章前五` })
    const [sent] = await said({ from: '南充市政务局 李四', text: `@${bot} 前三呢` })
    expect(sent?.text).toContain('从高到低前3')
  })

  test('hears a file, and fetches it only when it is read', async () => {
    expect(await said({ from: '乐山-张三', text: '名单.xlsx', kind: 'file' })).toEqual([])
    const event = now.events.findLast(one => one.type === 'file')
    expect(event).toMatchObject({ room, from: '乐山-张三', name: '名单.xlsx' })
    expect(Buffer.from(await (event?.read() ?? Promise.reject(new Error('no event')))).toString()).toBe('内容')
  })

  test('knows a 接龙', async () => {
    const text = '#接龙\n综窗进展\n\n1. 乐山-张三 45%\n2. 南充市政务局 李四 30%'
    const [sent, ...more] = await said({ from: '乐山-张三', text, kind: 'note' })
    expect([sent?.text, more]).toEqual([expect.stringContaining('已记2条'), []])
    expect(await said({ from: '南充市政务局 李四', text, kind: 'note' })).toEqual([])
    expect(lastMessage()).toMatchObject({ note: true, text })
  })

  const quote = (from: string, what: string, reply: string): string => `「${from}：${what}」\n- - - - - - - - - - - - - - -\n${reply}`
  test('takes a quote of its own words as addressed to it', async () => {
    const [sent] = await said({ from: '乐山-张三', text: quote(bot, '综窗完成率\n第二行', question) })
    expect(sent?.text).toContain(answer)
    expect(lastMessage()).toMatchObject({ text: question, quote: { from: bot, text: '综窗完成率\n第二行' } })
  })
  test('is not called by a mention inside a quote', async () => {
    expect(await said({ from: '乐山-张三', text: quote('省中心-王敏', `@${bot} ${question}`, '这个我也想知道') })).toEqual([])
  })

  test('hears a recall with the id of what was recalled', async () => {
    const id = await door.say({ from: '乐山-张三', text: '发错了' })
    await said({ from: '乐山-张三', text: id, kind: 'recall' })
    expect(now.events.findLast(one => one.type === 'recall')).toMatchObject({ room, from: '乐山-张三', id })
  })

  test.each(['@所有人 明天下班前报综窗', '@所有人\u2005@三化助手 乐山综窗多少', '群公告\n乐山综窗多少'])('leaves a call to everybody alone: %j', async text => {
    expect(await said({ from: '省中心-王敏', text, told: 'everybody' })).toEqual([])
    expect(lastMessage()).toMatchObject({ broadcast: true, mention: false })
  })

  test('takes one message told twice as one', async () => {
    const before = door.sent().length, id = await door.say({ from: '乐山-张三', text: `@${bot} ${question}` })
    await door.again(id)
    await until(() => door.sent().length > before)
    await settled()
    expect(door.sent().length - before).toBe(1)
  })

  test('leaves a message from before it came online unanswered', async () => {
    expect(await said({ from: '乐山-张三', text: `@${bot} ${question}`, ago: 3600 })).toEqual([])
    expect(lastMessage()).toMatchObject({ backlog: true, mention: true })
  })

  test('sends a file; one that is refused falls back to a sentence', async () => {
    const path = join(folder, '台账.xlsx'), { store } = now.library
    writeFileSync(path, 'x')
    const letter = { to: { room }, text: '台账见附件', mentions: [], file: { name: '台账.xlsx', path } }
    const post = async (): Promise<Sent[]> => {
      const before = door.sent().length
      queue(store, new Date().toISOString(), letter, 'a message')
      now.service.outbox.wake()
      await settled()
      return door.sent().slice(before)
    }
    expect((await post()).map(({ text, file }) => file ?? text)).toEqual(['台账见附件', '台账.xlsx'])
    door.refuseFiles()
    expect((await post()).map(({ text, file }) => file ?? text)).toEqual(['台账见附件', '文件“台账.xlsx”没有发出来，请稍后再要一次。'])
  })

  test('sends a long text in parts, at its lines', async () => {
    const line = '综窗完成率'.repeat(20), text = Array.from({ length: 40 }, (_, i) => `${i} ${line}`).join('\n'), before = door.sent().length
    queue(now.library.store, new Date().toISOString(), { to: { room }, text, mentions: [] }, 'a message')
    now.service.outbox.wake()
    await settled()
    const parts = door.sent().slice(before).map(one => one.text)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.join('\n')).toBe(text)
  })

  test('keeps still in a room that is off, until an admin says 启用本群', async () => {
    if (!door.whole) return
    const { store } = now.library, inOther = (text: string) => said({ from: '省中心-王敏', text, to: otherRoom })
    expect(await inOther(`@${bot} ${question}`)).toEqual([])
    expect(await inOther(`@${bot} 启用本群`)).toEqual([])
    const [claimed] = await inOther(`@${bot} 我是管理员 ${makeAdminCode(store, new Date().toISOString()).toLowerCase()}`)
    expect(claimed?.text).toContain('已登记你为管理员')
    const [enabled] = await inOther(`@${bot} 启用本群`)
    expect(enabled?.text).toContain('已启用')
    expect((await inOther(`@${bot} ${question}`))[0]?.to).toBe(otherRoom)
    expect((await inOther(`@${bot} 停用本群`))[0]?.text).toContain('已停用')
    expect(await inOther(`@${bot} ${question}`)).toEqual([])
  })

  test('opened again, it answers nothing twice and goes on with the conversation', async () => {
    const id = await door.say({ from: people[1] ?? '', text: `@${bot} 非试点一枚印章前五` })
    await settled()
    await now.service.stop()
    now.library.store.close()
    now = await run(door, db)
    const before = door.sent().length
    await door.again(id)
    await settled()
    expect(door.sent().length - before).toBe(0)
    const [sent] = await said({ from: people[1] ?? '', text: `@${bot} 前三呢` })
    expect(sent?.text).toContain('从高到低前3')
  })
})
