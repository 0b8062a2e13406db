// kill -9 between any two statements: each message is handled wholly or not at all, and hearing all of them again ends as if nothing had happened.

import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot } from '../../src/bot.ts'
import type { MessageEvent } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { messageKey } from '../../src/store/messages.ts'
import { openStore } from '../../src/store/open.ts'
import { botName } from '../library.ts'
import { environment } from '../qunban.ts'

const room = '三化工作群', zhang = '乐山-张三', jiang = '遂宁-蒋丽'
const said = (from: string, text: string, mention = false) => ({ from, text, mention })
/** The first two are killed at every statement, the others at some. */
const events: readonly MessageEvent[] = [
  said(zhang, '乐山综窗45%，村级代办38项'),
  said(zhang, '更正 综窗54%'),
  said(zhang, '今天下午三点的会改到五楼'),
  said(jiang, '#接龙\n一枚印章启用率\n\n1. 遂宁-蒋丽 44%\n2. 内江-邓勇 24%'),
  said(zhang, `@${botName} 乐山综窗多少`, true),
  said(zhang, '撤回'),
  said(jiang, '#进展 遂宁综窗145%'),
  said(jiang, '更正 45%'),
].map(({ from, text, mention }, i) => ({ type: 'message', at: new Date(Date.parse('2021-08-25T10:00:00+08:00') + i * 60_000), id: `m${i}`, room, from, sender: null, text, mention, note: false, quote: null, broadcast: false, backlog: false }))
const keys = events.map(messageKey)

const folder = mkdtempSync(join(tmpdir(), 'qunban-crash-')), empty = join(folder, 'empty.db'), child = fileURLToPath(new URL('crash-child.ts', import.meta.url))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Everything that is kept of a talk, table by table. */
function contentOf(path: string): Record<string, unknown[]> {
  const database = new Database(path)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    const tables = (database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]).filter(name => !['dictionary', 'cell', 'dataset_row'].includes(name))
    return Object.fromEntries(tables.map(name => [name, database.prepare(`SELECT * FROM "${name}"`).all().map(row => JSON.stringify(row)).toSorted()]))
  } finally {
    database.close()
  }
}

/** Hears all in another process, killed right before its n-th statement; never where n is 0. */
function hearIn(path: string, killAt: number): Promise<{ readonly signal: string | null; readonly code: number | null; readonly out: string }> {
  return new Promise(resolve => {
    const running = spawn(process.execPath, [child, path, String(killAt), JSON.stringify(events), botName], { env: { ...environment, NODE_COMPILE_CACHE: join(folder, 'cache') }, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    running.stdout.on('data', part => { out += String(part) })
    running.once('close', (code, signal) => resolve({ signal, code, out }))
  })
}

let words: Omit<Library, 'store'>
/** Hears all here, in a process that was not killed. */
async function hear(path: string, heard: () => void = () => undefined): Promise<void> {
  const store = openStore(path), bot = createBot({ library: { ...words, store }, onFault: (_, error) => { throw error as Error } })
  for (const event of events) {
    await bot.hear(event)
    heard()
  }
  store.close()
}

let count = 0
function fresh(): string {
  count += 1
  const path = join(folder, `${count}.db`)
  copyFileSync(empty, path)
  return path
}

/** What is kept after the first k messages, for each k, when nothing goes wrong. */
const after: Record<string, unknown[]>[] = []
/** The number of statements that had run after each message. */
let ran: readonly number[] = []
beforeAll(async () => {
  const made = await openLibrary(empty, shippedData, botName)
  await createBot({ library: made, onFault: () => undefined }).hear({ type: 'room', room, members: [zhang, jiang, '内江-邓勇'].map(name => ({ name, role: 'reporter' })) })
  made.store.close()
  words = made
  const path = fresh()
  after.push(contentOf(path))
  await hear(path, () => after.push(contentOf(path)))
  const whole = fresh(), { out, code } = await hearIn(whole, 0)
  expect(code).toBe(0)
  ran = JSON.parse(out) as number[]
  expect(contentOf(whole)).toEqual(after.at(-1))
})

/** The rows that a message has in each of the three tables. */
function rowsOf(path: string, key: string): { readonly message: number; readonly ledger: number; readonly outbox: number } {
  const database = new Database(path, { readonly: true })
  const of = (sql: string): number => database.prepare(sql).pluck().get(key) as number
  try {
    return { message: of('SELECT count(*) FROM message WHERE id = ?'), ledger: of('SELECT count(*) FROM ledger WHERE message = ?'), outbox: of('SELECT count(*) FROM outbox WHERE answers = ?') }
  } finally {
    database.close()
  }
}

/** Each point of the first two messages; of the others the first statement, one near the end, and the COMMIT. */
function pointsOf(counts: readonly number[]): number[] {
  const [, second = 0] = counts
  const later = counts.slice(2).flatMap((to, i) => {
    const from = counts[i + 1] as number
    return [from + 1, from + Math.ceil((to - from) * 3 / 4), to]
  })
  return [...new Set([...Array.from({ length: second }, (_, i) => i + 1), ...later])]
}

test('the messages do what they are here for', () => {
  const path = fresh()
  expect(keys.map(key => rowsOf(path, key))).toEqual(keys.map(() => ({ message: 0, ledger: 0, outbox: 0 })))
  expect(after.at(-1)?.['message']).toHaveLength(events.length)
  expect(after.map(({ ledger }) => ledger?.length)).toEqual([0, 1, 2, 2, 4, 4, 5, 5, 6])
  expect(after.map(({ outbox }) => outbox?.length)).toEqual([0, 1, 2, 2, 3, 4, 5, 6, 7])
})

test('killed before any statement', async () => {
  const points = pointsOf(ran), undisturbed = fresh()
  await hear(undisturbed)
  const wanted = keys.map(key => rowsOf(undisturbed, key)), nothing = { message: 0, ledger: 0, outbox: 0 }, seen = new Set<number>()
  async function kill(point: number): Promise<void> {
    const path = fresh(), { signal } = await hearIn(path, point)
    expect(signal, `statement ${point}`).toBe('SIGKILL')
    const content = contentOf(path), handled = content['message']?.length ?? 0
    keys.forEach((key, i) => expect(rowsOf(path, key), `message ${i} killed before statement ${point}`).toEqual(i < handled ? wanted[i] : nothing))
    expect(content, `killed before statement ${point}`).toEqual(after[handled])
    // Not a message more or less than had ended by then.
    expect(handled).toBe(ran.filter(one => one < point).length)
    seen.add(handled)
    await hear(path)
    expect(contentOf(path), `killed before statement ${point}, then heard again`).toEqual(after.at(-1))
  }
  const left = [...points], worker = async (): Promise<void> => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      await kill(point).catch(error => {
        left.length = 0
        throw error as Error
      })
    }
  }
  const [failed] = (await Promise.allSettled([worker(), worker(), worker()])).flatMap(end => (end.status === 'rejected' ? [end.reason as Error] : []))
  if (failed) throw failed
  expect(seen.size).toBe(events.length)
  expect(points.length).toBeGreaterThan(50)
}, 300_000)
