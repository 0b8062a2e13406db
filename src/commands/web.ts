// What `start` serves on its port: the trial room with its console, the live console, the state for a monitor.

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import type { Log } from '../chat/wechaty.ts'
import { consoleFiles, createConsole, type ConsoleParts } from '../console/app.ts'
import type { World } from '../console/world.ts'
import { Failure } from '../failure.ts'
import { hasAccounts } from '../store/accounts.ts'
import type { Store } from '../store/open.ts'

export const liveBase = '/console', trialBase = '/trial'

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host)

/**
 * On this machine anybody may use the console; elsewhere only who logs in.
 *
 * @throws Failure where it would be open to others
 */
export function refuseOpenDoor(host: string, store: Store): void {
  if (!isLoopback(host) && !hasAccounts(store)) throw new Failure('setting', `QUNBAN_HOST=${host} 会让别的机器打开控制台，但还没有账号：请先建一个，例如 npm run -s qunban -- account 王敏 业务 系统，或把 QUNBAN_HOST 改回 127.0.0.1。`)
}

/** Listens; port 0 takes any that is free. */
export async function listen(app: Pick<Hono, 'fetch'>, host: string, port: number): Promise<{ readonly port: number; readonly close: () => void }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port: taken }: AddressInfo) => resolve({
      port: taken,
      close: () => {
        server.close()
        if ('closeAllConnections' in server) server.closeAllConnections()
      },
    }))
    server.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE'
      ? new Failure('setting', `端口 ${port} 已被占用：可能助手已在运行；要么关掉它，要么在 .env 里把 QUNBAN_PORT 改成别的。`, error)
      : new Failure('setting', `${host} 的端口 ${port} 打不开（${error.code}）：请检查 QUNBAN_HOST，或把 QUNBAN_PORT 改成1024以上的数。`, error)))
  })
}

type Shared = { readonly accounts: () => Store; readonly now: () => Date; readonly sleep: ConsoleParts['sleep']; readonly log: Log }

const consoleOver = (base: string, world: World, other: ConsoleParts['other'], { accounts, now, sleep, log }: Shared) => createConsole({
  base, world, accounts, now, other, sleep, onFault: error => log.warn({ stack: error instanceof Error ? error.stack : String(error) }, 'fault on the console'),
})

/** The console alone, where the bot is in its groups. */
export function serveLive(world: World, health: () => { readonly ok: boolean }, shared: Shared): Hono {
  const app = new Hono({ strict: false })
  app.get('/healthz', c => {
    const state = health()
    return c.json(state, state.ok ? 200 : 503)
  })
  app.get('/', c => c.redirect(`${liveBase}/`))
  return app.route('/', consoleFiles()).route(liveBase, consoleOver(liveBase, world, null, shared))
}

/** The trial room, its console, and the live console, which is opened when somebody first looks. */
export function serveTrial(room: Hono, trial: World, live: () => Promise<World>, shared: Shared): Hono {
  const app = new Hono({ strict: false })
  let opened: Promise<Hono> | null = null
  const open = async (): Promise<Hono> => new Hono({ strict: false }).route(liveBase, consoleOver(liveBase, await live(), { base: trialBase, name: '去体验台' }, shared))
  app.all(`${liveBase}/*`, async c => {
    opened ??= open()
    try {
      return await (await opened).fetch(c.req.raw, c.env)
    } catch (error) {
      opened = null
      if (!(error instanceof Failure)) throw error
      return c.text(error.message, 500)
    }
  })
  app.route('/', consoleFiles()).route(trialBase, consoleOver(trialBase, trial, { base: liveBase, name: '去正式台' }, shared))
  return app.route('/', room)
}
