// From the decision to the messenger: what a reminder says and whether it goes is settled when its turn comes, however long it waited.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import { startOutbox, type Ending, type Sender } from '../../src/chat/outbox.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { momentOf } from '../../src/shanghai.ts'
import { openStore } from '../../src/store/open.ts'
import type { Queued } from '../../src/store/outbox.ts'
import { botName } from '../library.ts'

const room = '三化工作群', other = '川南片区群', admin = '省中心-王敏', zhang = '乐山-张三', li = '南充-李四'
const at = (said: string): number => Date.parse(`2021-${said.replace(' ', 'T')}${said.length === 11 ? ':00' : ''}+08:00`)
const members = (...names: readonly string[]) => [{ name: admin, role: 'admin' as const }, ...names.map(name => ({ name, role: 'reporter' as const }))]
const fine: Ending = { state: 'sent' }, bad: Ending = { state: 'failed', error: 'x' }, doubtful: Ending = { state: 'unknown', error: 'timeout' }

const folder = mkdtempSync(join(tmpdir(), 'qunban-outbox-')), empty = join(folder, 'empty.db')
let words: Omit<Library, 'store'>, library: Library, bot: Bot, outbox: Sender, files = 0, path = ''
beforeAll(async () => {
  words = await openLibrary(empty, shippedData, botName)
  library = { ...words, store: openStore(empty) }
  library.store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A message that was handed to the messenger: 三化工作群 09-27 09:00:00 */
type Sending = { readonly letter: Queued; readonly place: string; readonly when: string; readonly at: number }
let time = 0, sendings: Sending[] = [], endings: (place: string) => Ending = () => fine, isOnline = true, messages = 0
const stamp = (): string => new Date(time + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ')

function open(pace = { room: 0, all: 0 }): void {
  library = { ...words, store: openStore(path) }
  bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  outbox = startOutbox({
    store: library.store, prepare: bot.prepare, pace, onEnd: () => undefined,
    clock: { now: () => new Date(time), sleep: ms => { time += ms; return Promise.resolve() } },
    send: letter => {
      const place = 'room' in letter.to ? letter.to.room : letter.to.person
      if (!isOnline) return Promise.resolve({ state: 'not now' })
      sendings.push({ letter, place, when: stamp(), at: time })
      return Promise.resolve(endings(place))
    },
  })
}
async function beat(): Promise<void> {
  bot.tick(new Date(time))
  outbox.wake()
  await outbox.idle()
}
/** Goes to a moment with a beat at whatever is due on the way, and one there. */
async function go(said: string): Promise<void> {
  const to = at(said)
  let beats = 0
  for (let due = bot.nextDue()?.getTime() ?? to; due < to; due = bot.nextDue()?.getTime() ?? to) {
    // Offline nothing goes, and what is due stays so.
    if (!isOnline && due <= time) break
    time = Math.max(time, due)
    await beat()
    expect(beats += 1, `beats at ${stamp()} without an end`).toBeLessThan(100)
  }
  time = Math.max(time, to)
  await beat()
}
async function login(): Promise<void> {
  isOnline = true
  await beat()
}
async function hear(from: string, text: string, where: string | null = room): Promise<void> {
  await bot.hear({ type: 'message', at: new Date(time), id: `m${messages += 1}`, room: where, from, sender: null, text, mention: text.startsWith('@'), note: false, quote: null, broadcast: false, backlog: false })
}
const states = (where = room): string[] => library.store.prepare('SELECT state FROM outbox WHERE room = ? AND answers IS NULL ORDER BY id').pluck().all(where) as string[]
const sent = (where = room): string[] => sendings.filter(({ place }) => place === where).map(({ when, letter }) => `${when} ${letter.text.split('\n')[0]}`)
const whens = (where = room): string[] => sendings.filter(({ place }) => place === where).map(({ when }) => when)

/** Right before the third day ahead of 9月30日, in one room. */
beforeEach(async () => {
  path = join(folder, `${files += 1}.db`)
  copyFileSync(empty, path)
  time = at('09-23 10:00')
  endings = () => fine
  isOnline = true
  open()
  await bot.hear({ type: 'room', room, members: members(zhang, li) })
  await go('09-27 08:59')
  sendings = []
})
afterEach(() => {
  library.store.close()
  rmSync(path)
})

describe('what surely was not sent', () => {
  test('goes again after one minute and after ten, and no more; an admin is told', async () => {
    endings = place => (place === room ? bad : fine)
    for (let beats = 0; beats < 3 * 60; beats += 1) {
      await beat()
      time += 20_000
    }
    expect(whens()).toEqual(['09-27 09:00:00', '09-27 09:01:00', '09-27 09:11:00'])
    expect(states()).toEqual(['failed'])
    expect(whens(admin)).toEqual(['09-27 09:11:20'])
    endings = () => fine
    await go('09-28 20:00')
    expect([whens().length, whens(admin).length, states()]).toEqual([3, 1, ['failed']])
  })
  test('an answer goes again sooner', async () => {
    endings = () => bad
    await hear(zhang, `@${botName} 乐山综窗多少`)
    for (let beats = 0; beats < 60; beats += 1) {
      await beat()
      time += 10_000
    }
    expect(sendings.filter(({ letter }) => letter.unasked !== true).map(({ when }) => when)).toEqual(['09-27 08:59:00', '09-27 08:59:30', '09-27 09:01:30'])
    expect(library.store.prepare('SELECT state, tries FROM outbox WHERE answers IS NOT NULL').all()).toEqual([{ state: 'failed', tries: 2 }])
  })
  test('says each time how things stand, and is given up when nobody is outstanding', async () => {
    endings = () => bad
    await go('09-27 09:00')
    await hear(zhang, '乐山市已报送申报名单')
    await go('09-27 09:01')
    expect(sendings.filter(({ letter }) => letter.about).map(({ letter }) => letter.mentions)).toEqual([[zhang, li], [li]])
    library.dictionary.regions.forEach(({ name }, i) => library.store.prepare("INSERT INTO submission (deadline, cycle, region, act, by, by_key, message, at) VALUES (1, 1, ?, 'submitted', '', '', ?, ?)").run(name, `s${i}`, new Date(time).toISOString()))
    await go('09-27 09:30')
    expect(states()).toEqual(['superseded'])
    expect(sendings.filter(({ letter }) => letter.about)).toHaveLength(2)
  })
  test('does not go again at night', async () => {
    isOnline = false
    await go('09-27 19:55')
    endings = place => (place === room && sendings.length < 3 ? bad : fine)
    await login()
    await go('09-28 10:00')
    expect(whens()).toEqual(['09-27 19:55:00', '09-27 19:56:00', '09-28 08:30:00'])
    expect(states()).toEqual(['sent'])
  })
})

describe('what may have been sent', () => {
  test('is not sent again, neither later nor after a start; an admin is told once', async () => {
    endings = place => (place === room ? doubtful : fine)
    await go('09-27 09:00')
    endings = () => fine
    await go('09-27 12:00')
    library.store.close()
    open()
    await go('09-28 20:00')
    expect(whens()).toEqual(['09-27 09:00:00'])
    expect(states()).toEqual(['unknown'])
    expect(whens(admin)).toEqual(['09-27 09:00:00'])
  })
  test('goes again when an admin says so, as things stand then', async () => {
    endings = place => (place === room ? doubtful : fine)
    await go('09-27 09:00')
    endings = () => fine
    await hear(zhang, '乐山市已报送申报名单')
    const [{ letter: { id } }] = sendings as [Sending]
    await hear(admin, `补发 ${id}`, null)
    await go('09-27 09:05')
    expect(states()).toEqual(['superseded', 'sent'])
    expect(sendings.filter(({ letter }) => letter.about).map(({ letter }) => letter.mentions)).toEqual([[zhang, li], [li]])
  })
})

describe('the order', () => {
  test('answers go before reminders that were there first', async () => {
    await hear(admin, `@${botName} 提醒：9月28日下班前各市州报送“三张清单”`)
    await go('09-27 08:59')
    sendings = []
    isOnline = false
    await go('09-27 09:00')
    expect(states()).toEqual(['queued', 'queued'])
    await hear(zhang, `@${botName} 乐山综窗多少`)
    await login()
    expect(sendings.map(({ letter }) => letter.unasked === true)).toEqual([false, true, true])
  })
  test('each room keeps its pause, and all together theirs', async () => {
    await bot.hear({ type: 'room', room: other, members: members('自贡-钱进') })
    await hear(admin, `@${botName} 提醒：9月28日下班前各市州报送“三张清单”`)
    await hear(admin, `@${botName} 提醒：9月28日下班前川南报送“整改方案”`, other)
    await go('09-27 08:59')
    library.store.close()
    open({ room: 5000, all: 400 })
    sendings = []
    await go('09-27 09:00')
    const gaps = (some: readonly Sending[]): number[] => some.slice(1).map(({ at }, i) => at - (some[i]?.at ?? 0))
    expect([whens().length, whens(other).length]).toEqual([2, 2])
    for (const where of [room, other]) expect(Math.min(...gaps(sendings.filter(({ place }) => place === where)))).toBeGreaterThanOrEqual(5000)
    expect(Math.min(...gaps(sendings))).toBeGreaterThanOrEqual(400)
  })
})

describe('what waits', () => {
  test('for a login until the evening goes at half past eight', async () => {
    isOnline = false
    await go('09-27 22:00')
    expect(states()).toEqual(['queued'])
    await login()
    expect([sendings, bot.nextDue()?.getTime()]).toEqual([[], at('09-28 08:30')])
    await go('09-28 08:29')
    expect(sendings).toEqual([])
    await go('09-28 08:30')
    expect(sent()).toEqual([expect.stringMatching(/^09-28 08:30:00 【提醒】.*还有2天/u)])
    await go('09-28 20:00')
    expect(sendings).toHaveLength(1)
  })
  test('goes on waiting over a start', async () => {
    isOnline = false
    await go('09-27 22:00')
    library.store.close()
    open()
    isOnline = true
    await go('09-28 08:29')
    expect([sendings, states()]).toEqual([[], ['queued']])
    await go('09-28 09:00')
    expect(whens()).toEqual(['09-28 08:30:00'])
  })
  test('for the end of a pause goes then', async () => {
    isOnline = false
    await go('09-27 09:00')
    await hear(admin, `@${botName} 暂停到9月28日`)
    isOnline = true
    await go('09-28 08:29')
    expect([sendings.filter(({ letter }) => letter.about), states()]).toEqual([[], ['queued']])
    await go('09-28 08:30')
    expect(sent()).toEqual([expect.stringMatching(/^09-28 08:30:00 【提醒】.*还有2天/u)])
  })
  test.each(['暂停提醒', '急停'])('for the end of a pause that nobody had set one goes when it is ended: %s', async order => {
    isOnline = false
    await go('09-27 09:00')
    await hear(admin, `@${botName} ${order}`)
    await login()
    await go('09-27 10:00')
    expect([sendings.filter(({ letter }) => letter.about), states()]).toEqual([[], ['queued']])
    await hear(admin, `@${botName} 恢复提醒`)
    await beat()
    expect(sent().filter(text => text.includes('【提醒】'))).toEqual([expect.stringMatching(/^09-27 10:00:00 【提醒】/u)])
  })
  test('two steps of one deadline that waited are one message', async () => {
    isOnline = false
    await go('09-27 09:00')
    await go('09-29 09:00')
    await go('09-30 09:00')
    await login()
    expect(sent()).toEqual([expect.stringMatching(/^09-30 09:00:00 【提醒】/u)])
  })
  test('goes once all have logged in again, an old answer does not', async () => {
    isOnline = false
    await go('09-27 09:00')
    await hear(zhang, `@${botName} 乐山综窗多少`)
    await beat()
    time += 11 * 60_000
    await login()
    expect(sendings.map(({ letter }) => letter.about?.kind)).toEqual(['steps'])
    expect(library.store.prepare('SELECT state FROM outbox WHERE answers IS NOT NULL').pluck().all()).toEqual(['expired'])
  })
})

describe('between the decision and the sending', () => {
  beforeEach(async () => {
    isOnline = false
    await go('09-27 09:00')
    expect(states()).toEqual(['queued'])
  })
  const reminders = (): Queued[] => sendings.flatMap(({ letter }) => (letter.about ? [letter] : []))

  test('who hands in is not mentioned, nor counted as outstanding', async () => {
    await hear(li, '南充市已报送申报名单')
    await login()
    expect(reminders().map(({ mentions }) => mentions)).toEqual([[zhang]])
    expect(reminders()[0]?.text).toMatch(/已报1个，未报20个：(?!.*南充)/u)
    expect(library.store.prepare('SELECT mentions FROM outbox WHERE about IS NOT NULL').pluck().all()).toContain(JSON.stringify([zhang]))
  })
  test('who takes back is mentioned again', async () => {
    await hear(li, '南充市已报送申报名单')
    await hear(li, `@${botName} 撤销报送`)
    await login()
    expect(reminders().map(({ mentions }) => mentions)).toEqual([[zhang, li]])
  })
  test('who joins is mentioned, who leaves is not', async () => {
    await bot.hear({ type: 'members', room, members: members(zhang, '内江-邓勇') })
    await login()
    expect(reminders().map(({ mentions }) => mentions)).toEqual([[zhang, '内江-邓勇']])
  })
  test.each([['cancelled', '取消提醒1', '补发'], ['moved', '提醒1改到10月28日', '补发'], ['the bot turned off', '停用本群', '启用本群']])('%s: it never goes', async (_, order, then) => {
    await hear(admin, `@${botName} ${order}`)
    await login()
    expect([reminders(), states()]).toEqual([[], ['superseded']])
    const id = library.store.prepare("SELECT id FROM outbox WHERE state = 'superseded'").pluck().get() as number
    await hear(admin, then === '补发' ? `补发 ${id}` : `@${botName} ${then}`, then === '补发' ? null : room)
    await go('09-27 20:00')
    library.store.close()
    open()
    await beat()
    expect([reminders(), states()]).toEqual([[], ['superseded']])
  })
  test('a step is decided once, however often it is looked at', async () => {
    for (let beats = 0; beats < 5; beats += 1) await beat()
    await login()
    await beat()
    expect([reminders().length, states(), momentOf(new Date(time)).time]).toEqual([1, ['sent'], '09:00'])
  })
})
