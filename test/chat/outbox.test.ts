// The outbox over a real database and a clock that the test turns.

import { beforeEach, describe, expect, test } from 'vitest'
import { judge, unborn, type Health } from '../../src/chat/health.ts'
import { startOutbox, type Ending } from '../../src/chat/outbox.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { claim, countByState, queue, supersede, type Queued } from '../../src/store/outbox.ts'

const start = Date.parse('2021-08-25T10:00:00+08:00')
let store: Store, time = start
beforeEach(() => {
  store = openStore(':memory:')
  time = start
})
const stamp = (): string => new Date(time).toISOString()
const post = (text: string, room = '甲群', answers: string | null = null): Queued => queue(store, stamp(), { to: { room }, text, mentions: [] }, answers)

type Sending = { readonly text: string; readonly at: number }
/** Sends as `ending` says; sleeping turns the clock. */
function open(ending: (letter: Queued) => Ending, pace = { room: 0, all: 0 }) {
  const sendings: Sending[] = []
  const outbox = startOutbox({
    store, pace, onEnd: () => undefined, prepare: letter => ({ kind: 'letter', letter }),
    clock: { now: () => new Date(time), sleep: ms => { time += ms; return Promise.resolve() } },
    send: letter => {
      sendings.push({ text: letter.text, at: time - start })
      return Promise.resolve(ending(letter))
    },
  })
  return { outbox, sendings }
}
const sent = (): Ending => ({ state: 'sent' })

describe('the outbox', () => {
  test('sends in order and once', async () => {
    const { outbox, sendings } = open(sent)
    for (const text of ['一', '二', '三']) post(text)
    outbox.wake()
    outbox.wake()
    await outbox.idle()
    outbox.wake()
    await outbox.idle()
    expect(sendings.map(({ text }) => text)).toEqual(['一', '二', '三'])
    expect(countByState(store)).toEqual({ sent: 3 })
  })
  test('keeps the pause of a room', async () => {
    const { outbox, sendings } = open(sent, { room: 1500, all: 0 })
    for (const text of ['一', '二', '三']) post(text)
    outbox.wake()
    await outbox.idle()
    expect(sendings.map(({ at }) => at)).toEqual([0, 1500, 3000])
  })
  test('tries what surely failed twice more, later, and never again what may have gone', async () => {
    const { outbox, sendings } = open(({ text }) => ({ state: text === '败' ? 'failed' : 'unknown', error: 'x' }))
    post('败')
    post('疑')
    outbox.wake()
    await outbox.idle()
    outbox.wake()
    await outbox.idle()
    expect(sendings).toHaveLength(2)
    expect(countByState(store)).toEqual({ queued: 1, unknown: 1 })
    for (let beat = 0; beat < 60; beat += 1) {
      time += 60_000
      outbox.wake()
      await outbox.idle()
    }
    expect(sendings.map(({ text, at }) => `${text} ${at / 60_000}`)).toEqual(['败 0', '疑 0', '败 1', '败 11'])
    expect(countByState(store)).toEqual({ failed: 1, unknown: 1 })
  })
  test('keeps what cannot be sent now', async () => {
    let online = false
    const { outbox } = open(() => (online ? { state: 'sent' } : { state: 'not now' }))
    post('一')
    post('二')
    outbox.wake()
    await outbox.idle()
    expect(countByState(store)).toEqual({ queued: 2 })
    online = true
    outbox.wake()
    await outbox.idle()
    expect(countByState(store)).toEqual({ sent: 2 })
  })
  test('opened after a crash does not send what was being sent, nor old answers, but what else waits', async () => {
    const crashed = post('正在发')
    claim(store, crashed.id)
    post('旧答复', '甲群', 'm1')
    post('旧通知')
    time += 11 * 60_000
    post('新答复', '甲群', 'm2')
    const { outbox, sendings } = open(sent)
    outbox.wake()
    await outbox.idle()
    expect(sendings.map(({ text }) => text)).toEqual(['新答复', '旧通知'])
    expect(countByState(store)).toEqual({ unknown: 1, expired: 1, sent: 2 })
  })
  test('takes nothing back that was sent, and what waits where the question was recalled', async () => {
    const { outbox } = open(sent)
    post('已发', '甲群', 'm1')
    outbox.wake()
    await outbox.idle()
    post('待发', '甲群', 'm2')
    supersede(store, 'm1', stamp())
    supersede(store, 'm2', stamp())
    expect(countByState(store)).toEqual({ sent: 1, superseded: 1 })
  })
  test('stopped, it takes nothing more', async () => {
    const { outbox, sendings } = open(sent)
    await outbox.stop()
    post('一')
    outbox.wake()
    await outbox.idle()
    expect([sendings.length, countByState(store)]).toEqual([0, { queued: 1 }])
  })
})

describe('the connection', () => {
  const minutes = (n: number): Date => new Date(start + n * 60_000)
  const health = (change: Partial<Health>): Health => ({ ...unborn(new Date(start)), ...change })
  test.each<[string, Partial<Health>, number, boolean, ReturnType<typeof judge>]>([
    ['online and talking', { state: 'online', lastInbound: minutes(50) }, 70, true, 'fine'],
    ['online and silent for an hour', { state: 'online' }, 61, true, 'probe'],
    ['online and silent at night', { state: 'online' }, 600, false, 'fine'],
    ['offline for a moment', { state: 'offline' }, 5, true, 'fine'],
    ['offline for ten minutes', { state: 'offline' }, 10, false, 'give up'],
    ['without a network from the start', { state: 'starting' }, 10, false, 'give up'],
    ['waiting to be scanned', { state: 'waiting for login' }, 600, true, 'fine'],
  ])('%s', (_, change, after, isWorkingHour, verdict) => expect(judge(health(change), minutes(after), isWorkingHour)).toBe(verdict))
})
