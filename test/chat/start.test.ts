// `start` as people and supervisors run it: a process of its own.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { environment, launcher, openFolder } from '../qunban.ts'

const folder = openFolder()
const running = new Set<ChildProcess>()
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})
afterAll(() => folder.remove())

type Started = { readonly address: string; readonly child: ChildProcess; readonly output: () => { out: string; err: string }; readonly ended: Promise<number | null> }

/** Starts the bot in the folder; resolves when it says its address. */
function start(settings: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<Started> {
  const child = spawn(process.execPath, [launcher, 'start', ...args], { cwd: folder.path('.'), env: { ...environment, QUNBAN_PORT: '0', ...settings } })
  running.add(child)
  let out = '', err = ''
  const ended = new Promise<number | null>(resolve => { child.on('exit', resolve) })
  child.stderr.on('data', data => { err += String(data) })
  return new Promise((resolve, reject) => {
    void ended.then(code => reject(new Error(`ended with ${code}: ${out}${err}`)))
    child.stdout.on('data', data => {
      out += String(data)
      const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(out)?.[0]
      if (address !== undefined) resolve({ address, child, output: () => ({ out, err }), ended })
    })
  })
}
const stop = async ({ child, ended }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
  child.kill(signal)
  return ended
}
const post = (address: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Response> => fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

describe('the trial room', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('opens, says how it is, and ends cleanly on %s', async signal => {
    const started = await start(), answer = await fetch(`${started.address}/healthz`)
    expect(started.output().out).toContain('体验房间已打开')
    expect(await answer.json()).toMatchObject({ ok: true, state: 'online', lost: 0 })
    expect(await stop(started, signal)).toBe(0)
  })

  test('ends while a page is open', async () => {
    const started = await start(), stream = await fetch(`${started.address}/api/stream?me=x`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(await stop(started)).toBe(0)
    await stream.body?.cancel().catch(() => undefined)
  })

  test('has its own clock, which only goes forward and goes on after a restart', async () => {
    const first = await start({ QUNBAN_TRIAL_DB: 'clock.db' })
    const now = async ({ address }: Started): Promise<string> => (await (await fetch(`${address}/healthz`)).json() as { now: string }).now
    expect(await now(first)).toMatch(/^2021-08-17T01:0/u)
    expect((await post(first.address, '/api/clock', { to: '2021-09-27T09:00:00+08:00' })).status).toBe(200)
    expect(await now(first)).toMatch(/^2021-09-27T01:00/u)
    const back = await post(first.address, '/api/clock', { to: '2021-09-01T09:00:00+08:00' })
    expect([back.status, await back.json()]).toEqual([422, { error: '时钟只能往前拨：请选一个比现在晚的时间。' }])
    await stop(first)
    const second = await start({ QUNBAN_TRIAL_DB: 'clock.db' })
    expect(await now(second)).toMatch(/^2021-09-27T01:0/u)
    await stop(second)
  })

  test('keeps what people write out of the log and the database', async () => {
    const started = await start({ QUNBAN_TRIAL_DB: 'quiet.db', QUNBAN_LOG: 'debug' })
    for (const text of ['机密闲聊八个字', '@三化助手 机密问题八个字', '@三化助手 乐山综窗多少']) await post(started.address, '/api/messages', { from: '乐山-张三', chat: 'room', text })
    for (let n = 0; n < 100; n++) {
      const { outbox } = await (await fetch(`${started.address}/healthz`)).json() as { outbox: { sent?: number } }
      if (outbox.sent === 2) break
    }
    await stop(started)
    expect(started.output().err).not.toContain('八个字')
    for (const file of ['quiet.db', 'quiet.db-wal']) if (existsSync(folder.path(file))) expect(readFileSync(folder.path(file)).includes('机密闲聊')).toBe(false)
  })

  test('serves this machine\'s own page only', async () => {
    const started = await start(), { address } = started, say = { from: '乐山-张三', chat: 'room', text: '你好' }
    expect((await post(address, '/api/messages', say, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await post(address, '/api/messages', say, { origin: address })).status).toBe(201)
    const page = await fetch(address)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect((await fetch(`${address}/page/..%2fapp.ts`)).status).toBe(404)
    await stop(started)
  })

  test('refuses in one sentence what it cannot take', async () => {
    const started = await start()
    const refused: readonly [string, object, string][] = [
      ['/api/messages', { from: '谁也不是', chat: 'room', text: '你好' }, '身份'], ['/api/messages', { from: '乐山-张三', chat: 'room', text: ' ' }, '空'], ['/api/messages', { from: '乐山-张三', text: '长'.repeat(5001) }, '最多5000字'],
      ['/api/people', { name: '三化助手', role: 'reporter' }, '助手的名字'], ['/api/people', { name: '', role: 'reporter' }, '群昵称'], ['/api/people', { name: '乐山-赵六', role: 'king' }, '身份'],
      ['/api/recalls', { from: '乐山-张三', id: 'x' }, '撤回'], ['/api/clock', { to: '明天' }, '时间不对'],
    ]
    for (const [path, body, holds] of refused) {
      const answer = await post(started.address, path, body)
      expect([path, answer.status, (await answer.json() as { error: string }).error]).toEqual([path, 422, expect.stringContaining(holds)])
    }
    await stop(started)
  })
})

describe('what stands in the way is told in one sentence', () => {
  const sentence = async (settings: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<string> => start(settings, args).then(() => 'started', (error: Error) => error.message)
  test('a port that is taken', async () => {
    const first = await start(), port = new URL(first.address).port
    expect(await sentence({ QUNBAN_PORT: port, QUNBAN_TRIAL_DB: 'other.db' })).toMatch(/^ended with 1: 端口 \d+ 已被占用[^\n]*。\n$/u)
    await stop(first)
  })
  test('a puppet that is not there', async () => {
    expect(await sentence({ WECHATY_PUPPET: 'wechaty-puppet-nobody' })).toMatch(/ended with 1: wechaty-puppet-nobody 装载不了[^\n]*npm install[^\n]*。\n$/u)
  })
  test('a database that serves the other door', async () => {
    await stop(await start({ QUNBAN_TRIAL_DB: 'trial-only.db' }))
    expect(await sentence({ WECHATY_PUPPET: 'wechaty-puppet-mock' }, ['--db', 'trial-only.db'])).toContain('是体验房间在用的')
  })
})

test('a puppet by name is loaded, waits for its login, and ends on SIGTERM', async () => {
  const first = await start({ WECHATY_PUPPET: 'wechaty-puppet-mock', QUNBAN_DB: 'live.db' })
  expect(first.output().out).toContain('助手已启动')
  expect(await (await fetch(`${first.address}/healthz`)).json()).toMatchObject({ ok: false, state: 'starting' })
  expect(await stop(first)).toBe(0)
})
