// What a beat costs: no statement that it runs reads through a table that grows with the years.

import { beforeAll, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { Event } from '../../src/chat/event.ts'
import { take } from '../../src/chat/outbox.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { settle, waiting } from '../../src/store/outbox.ts'
import { botName } from '../library.ts'

const room = '三化工作群', admin = '省中心-王敏'
const at = (said: string): Date => new Date(`2021-${said.replace(' ', 'T')}:00+08:00`)

/** Tables that only grow. Rooms, holds that are on, previews and years of the calendar are few. */
const history = ['message', 'outbox', 'step', 'submission', 'deadline', 'deadline_change', 'receipt', 'receipt_member', 'ledger', 'figure', 'verdict', 'hold']

let library: Library, bot: Bot
let ran = new Set<string>()
/** The statements that something runs. */
async function statementsOf(what: () => unknown): Promise<string[]> {
  ran = new Set()
  await what()
  return [...ran]
}
beforeAll(async () => {
  library = await openLibrary(':memory:', shippedData, botName)
  bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  const { store } = library, prepare = store.prepare
  store.prepare = ((sql: string) => {
    ran.add(sql)
    return prepare(sql)
  }) as typeof prepare
  await bot.hear({ type: 'room', room, members: [{ name: admin, role: 'admin' }, { name: '乐山-张三', role: 'reporter' }, { name: '南充-李四', role: 'reporter' }] })
  bot.tick(at('09-06 10:00'))
  for (const [time, from, text] of [
    ['09-06 10:01', admin, `@${botName} 提醒：9月25日下班前各市州报送“三张清单”`], ['09-06 10:02', admin, `@${botName} 提醒：每周五报送周报`], ['09-06 10:03', '乐山-张三', '乐山市已报送三张清单'],
    ['09-06 10:04', admin, '今晚停机维护，请收到回复'], ['09-06 10:05', admin, `@${botName} 开启预览`],
  ] as const) await bot.hear(said(time, from, text))
})

let count = 0
const said = (time: string, from: string, text: string): Event => ({ type: 'message', at: at(time), id: `m${count += 1}`, room, from, sender: null, text, mention: text.startsWith('@'), note: false, quote: null, broadcast: false, backlog: false })

const written = /^\s*(?:INSERT)\b/u
/** How SQLite goes about a statement, a line a table: SEARCH step USING INDEX step_due (go_at<?). */
function planOf(sql: string): string[] {
  const values = sql.replace(/LIMIT \?/u, 'LIMIT 1').replace(/\?|@\w+/gu, "'x'")
  return (library.store.prepare(`EXPLAIN QUERY PLAN ${values}`).all() as { detail: string }[]).map(({ detail }) => detail)
}
/** Where a statement reads through a table of history from one end to the other, but not what waits of it. */
const scans = (sql: string): string[] => planOf(sql).filter(line => {
  const table = /^SCAN (\w+)/u.exec(line)?.[1]
  // An index with a condition holds only what waits.
  return table !== undefined && history.includes(table) && !/INDEX (?:step_due|outbox_queued|outbox_put_off|outbox_unsent|outbox_untold|outbox_claimed|outbox_answers|deadline_rolls|deadline_open|receipt_due|receipt_open|hold_open)\b/u.test(line)
})
const scanned = (sqls: readonly string[]): string[] => sqls.filter(sql => !written.test(sql)).flatMap(sql => scans(sql).map(line => `${line} ← ${sql}`))

describe('a beat at which nothing is due', () => {
  test('asks when, and does no more', async () => {
    const sqls = await statementsOf(() => expect(bot.tick(at('09-06 10:06'))).toEqual([]))
    expect(sqls.length).toBeGreaterThan(3)
    expect(sqls.filter(sql => !sql.startsWith('SELECT'))).toEqual([])
    expect(scanned(sqls)).toEqual([])
  })
  test('the next time, too', async () => {
    const sqls = await statementsOf(() => expect(bot.nextDue()?.toISOString()).toBe(at('09-06 12:04').toISOString()))
    expect(sqls.some(sql => sql.includes('FROM step')) && sqls.some(sql => sql.includes('FROM receipt')) && sqls.some(sql => sql.includes('FROM outbox')) && sqls.some(sql => sql.includes('FROM deadline'))).toBe(true)
    expect(scanned(sqls)).toEqual([])
  })
  test('each step, receipt, deadline and letter that waits is found by its index', async () => {
    const plans = (await statementsOf(() => bot.nextDue())).filter(sql => /FROM (?:step|receipt|outbox|deadline)\b/u.test(sql)).flatMap(planOf)
    expect(plans.toSorted()).toEqual([
      'SEARCH deadline USING COVERING INDEX deadline_rolls (roll_at>?)', 'SEARCH outbox USING INDEX outbox_put_off (not_before>?)', 'SEARCH outbox USING INDEX outbox_untold', 'SEARCH receipt USING INDEX receipt_due', 'SEARCH step USING COVERING INDEX step_due',
    ])
  })
})

describe('a beat at which something is due', () => {
  test('and its sending scan no history', async () => {
    const { store } = library, letters: string[] = []
    const sqls = await statementsOf(() => {
      for (const time of ['09-06 12:04', '09-06 16:00', '09-10 09:00', '09-18 09:00', '09-19 10:00', '12-16 09:00', '12-24 22:00'].map(at)) {
        bot.tick(time)
        for (const row of waiting(store, time.toISOString(), 100)) {
          const letter = take(row, { store, prepare: bot.prepare }, time)
          if (!letter) continue
          letters.push(letter.text)
          settle(store, row.id, letters.length % 3 === 0 ? 'unknown' : 'sent', time.toISOString())
        }
      }
    })
    expect(letters.filter(text => text.includes('〔提醒')).length).toBeGreaterThan(5)
    expect(sqls.length).toBeGreaterThan(25)
    expect(scanned(sqls)).toEqual([])
  })
  test('what scans is told', () => expect(scanned(['SELECT count(*) FROM step', "SELECT * FROM outbox WHERE text = 'x'"])).toEqual(['SCAN step ← SELECT count(*) FROM step', "SCAN outbox ← SELECT * FROM outbox WHERE text = 'x'"]))
})
