// What the console has of the bot: orders as an admin, and looking at what messages would do without anything of it staying.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MessageEvent } from '../../src/chat/event.ts'
import { reloadWords } from '../../src/library.ts'
import { addAlias } from '../../src/store/aliases.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { answerQuestion } from '../../src/skills/question.ts'
import { openTried, room, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const at = new Date('2021-08-25T10:00:00+08:00')
const said = (from: string, text: string, mention = false): MessageEvent => ({ type: 'message', at, id: null, room, from, sender: null, text, mention, note: false, quote: null, broadcast: false, backlog: false })

/** All that the database holds, table by table. */
function contentOf({ library: { store } }: Tried): Record<string, unknown[]> {
  const tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all() as string[]
  return Object.fromEntries(tables.map(name => [name, store.prepare(`SELECT * FROM "${name}"`).all()]))
}

describe('trying out', () => {
  test('tells what messages would do one after the other, and leaves nothing', () => {
    const before = contentOf(tried)
    const outcome = tried.bot.tryOut([said('乐山-张三', '乐山综窗45%'), said('乐山-张三', '更正 54%'), said('乐山-张三', '中午吃啥子'), said('成都-王五', '哪些市州还没启动综窗', true), said('乐山-张三', '乐山市已报送申报名单'), said('乐山-张三', '发一下台账', true)])
    expect(outcome.map(({ skills }) => skills)).toEqual(['reporting', 'reporting', null, 'question', 'submitting', null])
    expect(outcome.map(({ records }) => records.flatMap(({ id, metrics }) => metrics.map(({ value }) => `#${id} ${value}`)))).toEqual([['#1 45'], ['#1 54'], [], [], [], []])
    expect(outcome[3]?.letters[0]?.text).toContain('乐山、南充、宜宾、资阳')
    expect(outcome[5]?.waits).toBe(true)
    expect(contentOf(tried)).toEqual(before)
  })
  test('knows what has been heard', async () => {
    await tried.bot.hear(said('乐山-张三', '乐山综窗45%'))
    expect(tried.bot.tryOut([said('乐山-张三', '乐山综窗45%')])[0]?.isKnown).toBe(true)
  })
})

describe('an order', () => {
  test('is done as an admin says in a chat, told here and not in the group', async () => {
    await tried.say('乐山-张三', '乐山综窗45%')
    const before = contentOf(tried)['outbox']?.length
    let noted = false
    expect(await tried.bot.order({ text: '核实 #1', room, by: '王敏', at, also: () => { noted = true } })).toBe('已核实 #1。')
    expect(noted).toBe(true)
    expect(standingRecords(tried.library.store)[0]?.state).toBe('verified')
    expect(contentOf(tried)['outbox']).toHaveLength(before ?? -1)
  })
  test('tells others what is for them', async () => {
    await tried.say('乐山-张三', '乐山综窗45%')
    expect(await tried.bot.order({ text: '退回 #1 口径不对', room: null, by: '王敏', at })).toContain('已退回 #1')
    expect(contentOf(tried)['outbox']?.at(-1)).toMatchObject({ room, mentions: '["乐山-张三"]', state: 'queued' })
  })
  test('that is none changes nothing', async () => {
    const before = contentOf(tried)
    expect(await tried.bot.order({ text: '今天天气好', room, by: '王敏', at })).not.toBe('已核实')
    expect(contentOf(tried)['ledger']).toEqual(before['ledger'])
  })
})

test('a letter by hand is sent by no door and does not expire', async () => {
  await tried.bot.hear(said('成都-王五', '乐山综窗多少', true), true)
  expect(tried.library.store.prepare("SELECT by_hand, state FROM outbox WHERE answers IS NOT NULL").all()).toEqual([{ by_hand: 1, state: 'queued' }])
})

test('a word that is taught is understood from then on, without a restart', () => {
  const { library } = tried, ask = () => answerQuestion({ text: '乐山宗办大厅多少', region: null, memory: null, now: at, elapsed: () => 0 }, library).reply.status
  expect(ask()).toBe('not_understood')
  addAlias(library.store, { form: '宗办大厅', kind: 'topic', target: 'windows', by: '王敏', at: at.toISOString() })
  reloadWords(library)
  expect(ask()).toBe('answered')
})
