// 备份 and 审计日志: the copy is whole and leaves nothing behind; the log is found, exported, and looked through.

import Database from 'better-sqlite3'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import readWorkbook from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createConsole } from '../../src/console/app.ts'
import { restore } from '../../src/commands/restore.ts'
import { log, logged } from '../../src/store/audit.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { openStore } from '../../src/store/open.ts'
import { until } from '../until.ts'
import { openTried, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const seen = (text: string): string => text.slice(text.indexOf('<main')).replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ')
const actsOf = (): string[] => logged(tried.library.store, null, 20).map(({ who, action, subject, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
const left = (): string[] => readdirSync(tmpdir()).filter(name => name.startsWith('qunban-backup-'))
const own = { origin: 'http://127.0.0.1:8021' }
const take = (): Promise<Response> => tried.request('backup', { method: 'POST', headers: own })

describe('a backup', () => {
  test('is the whole database, named by the time, and nothing of it is left', async () => {
    await tried.say('乐山-张三', '乐山综窗45%')
    const before = left(), response = await take()
    expect([response.status, response.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="qunban-20210825-1000.db"'])
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    const folder = mkdtempSync(join(tmpdir(), 'qunban-test-')), file = join(folder, 'copy.db')
    writeFileSync(file, bytes)
    const copy = openStore(file)
    expect(standingRecords(copy).map(({ region }) => region)).toEqual(['乐山市'])
    copy.close()
    rmSync(folder, { recursive: true })
    await until(() => left().length === before.length)
    expect(actsOf()).toEqual([`控制台 下载备份 qunban-20210825-1000.db ${bytes.length}字节`])
    expect(seen((await tried.get('backup')).text)).toContain('上次下载 8月25日 10:00 ，控制台')
  })
  test('that is restored is what was', async () => {
    await tried.say('乐山-张三', '乐山综窗45%')
    const folder = mkdtempSync(join(tmpdir(), 'qunban-test-')), file = join(folder, 'copy.db'), target = join(folder, 'live.db')
    writeFileSync(file, new Uint8Array(await (await take()).arrayBuffer()))
    const said: string[] = []
    await restore({ args: [file], db: target, now: () => new Date('2021-08-25T10:00:00+08:00'), stdout: { write: (text: string) => said.push(text) } } as never)
    expect(said.join()).toContain('已从')
    const copy = new Database(target)
    expect(copy.prepare('SELECT count(*) FROM ledger').pluck().get()).toBe(1)
    copy.close()
    rmSync(folder, { recursive: true })
  })
  test('that is broken off is not left lying', async () => {
    const before = left(), response = await take()
    expect(left()).toHaveLength(before.length + 1)
    await response.body?.cancel()
    await until(() => left().length === before.length)
  })
  test('that is broken off on the way to a browser is not left lying', async () => {
    const big = 'x'.repeat(2_000_000)
    for (let i = 0; i < 10; i++) tried.library.store.prepare("INSERT INTO keepsake (name, value) VALUES (?, ?)").run(`big ${i}`, big)
    const { world, library } = tried, faults: unknown[] = []
    const app = createConsole({ base: '/console', world, accounts: () => library.store, now: world.now, other: null, sleep: () => Promise.resolve(), onFault: error => void faults.push(error) })
    const server = await new Promise<{ port: number; close: () => void }>(resolve => {
      const made = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve({ port, close: () => void made.close() }))
    })
    const before = left(), stop = new AbortController(), origin = `http://127.0.0.1:${server.port}`
    const response = await fetch(`${origin}/console/backup`, { method: 'POST', headers: { origin, 'sec-fetch-site': 'same-origin' }, signal: stop.signal })
    const reader = response.body?.getReader()
    await reader?.read()
    stop.abort()
    await reader?.read().catch(() => undefined)
    await until(() => left().length === before.length)
    server.close()
    expect(faults).toEqual([])
  })
  test('that cannot be made is told in a sentence, and nothing is written down', async () => {
    tried.library.store.exec('DROP TABLE keepsake')
    const { text } = await tried.post('backup', {})
    expect(text).toContain('没有备份')
    expect(actsOf()).toEqual([])
  })
  test('says how to restore', async () => {
    const said = seen((await tried.get('backup')).text)
    expect(said).toContain('npm run -s qunban -- restore')
    expect(said).toContain('还没有在这里下载过')
    expect((await tried.get('backup')).text).toContain('停下助手')
  })
})

describe('the log', () => {
  const add = (count: number, who = '王敏'): void => {
    for (let i = 1; i <= count; i++) log(tried.library.store, { at: `2021-08-24T02:00:${String(i % 60).padStart(2, '0')}.000Z`, who, action: i % 2 === 0 ? '核实上报' : '退回上报', subject: `#${i}`, detail: '' })
  }
  test('shows the newest first, page by page', async () => {
    add(130)
    const first = await tried.get('audit'), older = /href="\/console\/(audit\?[^"]*before=\d+)"/u.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(seen(first.text)).toContain('130 8月24日 10:00 王敏 核实上报 #130')
    expect(first.text.match(/<td class="number">/gu)).toHaveLength(100)
    const second = await tried.get(older)
    expect(second.text.match(/<td class="number">/gu)).toHaveLength(30)
    expect(second.text).not.toContain('更早的')
    expect((await tried.get("audit?before=x';--")).text.match(/<td class="number">/gu)).toHaveLength(100)
  })
  test('is sought by who and what', async () => {
    add(10)
    add(3, '李工')
    const found = await tried.get(`audit?who=${encodeURIComponent('李')}&action=${encodeURIComponent('退回')}`)
    expect(found.text.match(/<td class="number">/gu)).toHaveLength(2)
    expect(seen((await tried.get('audit?who=nobody')).text)).toContain('没有。')
    expect((await tried.get('audit?who=%25')).text).not.toContain('<td class="number">')
    expect((await tried.get('audit?who=%22%3E%3Cscript%3Ealert(1)')).text).not.toContain('<script>alert')
  })
  test('goes on from where a look of bounded length ended', async () => {
    const { store } = tried.library
    log(store, { at: '2021-08-24T02:00:00.000Z', who: '很早的人', action: '登录', subject: '', detail: '' })
    store.transaction(() => add(20_100))()
    const first = await tried.get(`audit?who=${encodeURIComponent('很早的人')}`)
    expect(first.text).toContain('最近的20000行里没有符合的')
    const older = /href="\/console\/(audit\?[^"]*before=\d+)"/u.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await tried.get(older)).text.match(/<td class="number">/gu)).toHaveLength(1)
  }, 60_000)
  test('is looked through on request', async () => {
    expect((await tried.get('audit?check=1')).text).toContain('还没有一行')
    add(3)
    expect((await tried.get('audit')).text).not.toContain('日志完整')
    expect(seen((await tried.get('audit?check=1')).text)).toContain('第1行到第3行首尾相接')
  })
  test('says what is not in it', async () => expect((await tried.get('audit')).text).toContain('群里办的'))
  test('goes out as a workbook of what was sought, and that is written down', async () => {
    add(4)
    log(tried.library.store, { at: '2021-08-25T02:00:00.000Z', who: '=HYPERLINK("http://evil.example")', action: '核实上报', subject: '<b>', detail: '' })
    const response = await tried.get(`audit/download?action=${encodeURIComponent('核实')}`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('审计日志-20210825.xlsx'))
    const [sheet] = await readWorkbook(Buffer.from(await response.bytes())), rows = sheet?.data ?? []
    expect(rows.map(row => row.slice(0, 5))).toEqual([['行', '时间', '谁', '做了什么', '对什么'], [5, '2021-08-25 10:00', '=HYPERLINK("http://evil.example")', '核实上报', '<b>'], [4, '2021-08-24 10:00', '王敏', '核实上报', '#4'], [2, '2021-08-24 10:00', '王敏', '核实上报', '#2']])
    expect(actsOf()[0]).toBe('控制台 导出审计日志 3行 谁含“”、做了什么含“核实”')
  })
})

