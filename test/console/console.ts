// A console over a real database and bot, asked without a port; the clock stands where the test puts it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createBot, type Bot } from '../../src/bot.ts'
import type { MessageEvent } from '../../src/chat/event.ts'
import { createConsole } from '../../src/console/app.ts'
import type { World } from '../../src/console/world.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { settings } from '../../src/settings.ts'

export type Tried = {
  readonly library: Library
  readonly bot: Bot
  readonly world: World
  readonly base: string
  /** All that the console answers to: method and path. */
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  readonly setNow: (iso: string) => void
  /** A page's text as HTML; `cookie` as who is logged in. */
  readonly get: (path: string, cookie?: string) => Promise<{ readonly status: number; readonly text: string; readonly headers: Headers; readonly bytes: () => Promise<Uint8Array> }>
  /** Sends a form as one of our own pages does, and gives the page that follows. `to`: where it led. */
  readonly post: (path: string, fields: Record<string, string | readonly string[] | File>, cookie?: string) => Promise<{ readonly status: number; readonly to: string | null; readonly text: string; readonly headers: Headers }>
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /** Somebody says something in the room 三化工作群 (or in private: null). */
  readonly say: (from: string, text: string, more?: Partial<Pick<MessageEvent, 'mention' | 'room' | 'at' | 'id'>>) => Promise<string[]>
  readonly close: () => void
}

export const room = '三化工作群'
const people = ['乐山-张三', '南充市政务局 李四', '成都-王五', '赵六-甘孜', '遂宁船山-邱七'] as const

/** Opens it with a room of five reporters and the admin 省中心-王敏, on 25 August 2021 at 10:00. `byHand`: without a bot account. */
export async function openTried({ byHand = true, at = '2021-08-25T10:00:00+08:00' }: { readonly byHand?: boolean; readonly at?: string } = {}): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-console-')), library = await openLibrary(join(folder, 'live.db'), shippedData, '三化助手'), base = '/console'
  let now = new Date(at), count = 0
  const bot = createBot({ library, onFault: (_, error) => { throw error } })
  const health = () => (byHand ? null : { state: 'online' as const, since: new Date(at), lastInbound: new Date(at), lastSent: null, lost: 0, errors: 0 })
  const world: World = { name: 'live', library, bot, now: () => now, settings: settings.map(({ name, default: value, meaning }) => ({ name, value, default: value, meaning })), health, beat: () => void bot.tick(now) }
  const faults: unknown[] = []
  const app = new Hono({ strict: false }).route(base, createConsole({ base, world, accounts: () => library.store, now: () => now, other: null, sleep: () => Promise.resolve(), onFault: error => void faults.push(error) }))
  await bot.hear({ type: 'room', room, members: [{ name: '省中心-王敏', role: 'admin' }, ...people.map(name => ({ name, role: 'reporter' as const }))] })
  world.beat()

  const host = '127.0.0.1:8021', address = (path: string): string => `http://${host}${path.startsWith('/') ? path : `${base}/${path}`}`
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => app.request(address(path), { ...init, headers: { host, ...Object.fromEntries(new Headers(init.headers)) } })
  const asText = async (response: Response) => {
    if (faults.length > 0) throw faults[0]
    return response.text()
  }
  const get: Tried['get'] = async (path, cookie) => {
    const response = await request(path, cookie === undefined ? {} : { headers: { cookie } }), copy = response.clone()
    return { status: response.status, text: await asText(response), headers: response.headers, bytes: async () => new Uint8Array(await copy.arrayBuffer()) }
  }
  return {
    library, bot, world, base, routes: app.routes, request, get,
    setNow: iso => { now = new Date(iso) },
    post: async (path, fields, cookie) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value as string | File]) form.append(name, one)
      const response = await request(path, { method: 'POST', body: form, headers: { origin: `http://${host}`, ...(cookie === undefined ? {} : { cookie }) } })
      const to = response.headers.get('location'), page = to === null ? response : await request(to.split('#')[0] ?? to, cookie === undefined ? {} : { headers: { cookie } })
      return { status: response.status, to, text: await asText(page), headers: response.headers }
    },
    say: async (from, text, more = {}) => {
      count += 1
      const letters = await bot.hear({ type: 'message', at: now, id: `said-${count}`, room, from, sender: null, text, mention: text.includes('@三化助手'), note: false, quote: null, broadcast: false, backlog: false, ...more })
      return letters.map(letter => letter.text)
    },
    close: () => {
      library.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
