// qunban start: the bot as a service. Without WECHATY_PUPPET the trial room on a page of this machine; with it, that puppet.

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import cron from 'node-cron'
import { pino } from 'pino'
import { judge } from '../chat/health.ts'
import type { Service } from '../chat/service.ts'
import type { Log } from '../chat/wechaty.ts'
import { Failure } from '../failure.ts'
import { openLibrary, type Library } from '../library.ts'
import { makeAdminCode } from '../store/admin-code.ts'
import { keep, readKeepsake } from '../store/keepsakes.ts'
import { countByState } from '../store/outbox.ts'
import type { Store } from '../store/open.ts'
import { hasAdmin } from '../store/roster.ts'
import { toShanghai } from '../shanghai.ts'
import type { Command, Run } from './command.ts'

const beatMs = 60_000
const host = '127.0.0.1'

/** The trial room's database and the live one are never the same file. */
function holdDoor(store: Store, door: 'trial' | 'live', path: string): void {
  const before = readKeepsake(store, 'door')
  if (before !== null && before !== door) throw new Failure('database', `数据库 ${path} 是${before === 'live' ? '正式群' : '体验房间'}在用的：请用 --db 或 .env 换一个。`)
  keep(store, 'door', door)
}

/** Listens on this machine only; port 0 takes any that is free. */
async function listen(app: Hono, port: number): Promise<{ readonly port: number; readonly close: () => void }> {
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
      : new Failure('setting', `端口 ${port} 打不开（${error.code}）：请把 QUNBAN_PORT 改成1024以上的数。`, error)))
  })
}

const riskNotice = [
  '提示：用个人微信号运行机器人不符合微信的使用规范，可能被限制登录或封号。请用专门的号，少加群、慢发言，重要通知另行发送。',
  '助手掉线时收不到消息；补报请在恢复后重发。',
].join('\n')
/** Puppets that log a personal account in. */
const isPersonal = (puppet: string): boolean => /wechat4u|puppet-wechat$|padlocal|puppet-xp/u.test(puppet)

/** Is it Monday to Friday, 9 to 18? Holidays do no harm here: the connection is only tried. */
function isWorkingHour(now: Date): boolean {
  const local = toShanghai(now), day = local.getUTCDay(), hour = local.getUTCHours()
  return day >= 1 && day <= 5 && hour >= 9 && hour < 18
}

/** Hears the signals to stop, and what no handler caught, from now on. */
function listenForEnd(log: Log): { readonly signal: AbortSignal; readonly code: () => number; readonly end: (code: number) => void } {
  const stop = new AbortController()
  let code = 0
  const end = (last: number): void => {
    code = last
    stop.abort()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(0))
  process.on('uncaughtException', error => {
    log.warn({ stack: error.stack }, 'uncaught exception')
    end(1)
  })
  // A puppet's forgotten promise is no reason to leave the group.
  process.on('unhandledRejection', error => log.warn({ error: error instanceof Error ? error.stack : String(error) }, 'unhandled rejection'))
  return { signal: stop.signal, code: () => code, end }
}

/** Looks after the connection once a minute; resolves with the exit code when told to stop, or when the puppet is beyond help. */
async function untilEnd({ now, sleep }: Run, { door }: Service, { signal, code, end }: ReturnType<typeof listenForEnd>, log: Log): Promise<number> {
  while (!signal.aborted) {
    await sleep(beatMs, signal).catch(() => undefined)
    if (signal.aborted) break
    const verdict = judge(door.health(), now(), isWorkingHour(now()))
    if (verdict === 'give up' || (verdict === 'probe' && !(await door.probe()))) {
      log.warn(door.health(), 'the puppet is beyond help')
      end(1)
    }
  }
  return code()
}

/** The metronome: what is due is computed from the database at each beat, so that a missed one loses nothing. */
function beatWith({ beat }: Service, log: Log): { readonly stop: () => void | Promise<void> } {
  const once = (): void => {
    try {
      beat()
    } catch (error) {
      log.warn({ stack: (error as Error).stack }, 'fault at a beat')
    }
  }
  once()
  return cron.schedule('*/20 * * * * *', once, { noOverlap: true, suppressMissedWarning: true })
}

/** What `/healthz` says; `ok` while messages can come and go. */
const healthOf = (service: Service, { store }: Library, now: () => Date): { readonly ok: boolean; readonly [more: string]: unknown } => ({ ok: service.door.health().state === 'online', now: now().toISOString(), ...service.door.health(), outbox: countByState(store) })

export const start: Command = async run => {
  const { options, data, settings, now, sleep, stdout } = run
  const isTrial = settings.WECHATY_PUPPET === ''
  const path = typeof options['db'] === 'string' ? options['db'] : isTrial ? settings.QUNBAN_TRIAL_DB : settings.QUNBAN_DB
  const library = await openLibrary(path, data, settings.QUNBAN_NAME), { store } = library
  try {
    holdDoor(store, isTrial ? 'trial' : 'live', path)
    const log = pino({ level: settings.QUNBAN_LOG, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))
    const say = (line: string): void => void stdout.write(`${line}\n`)
    const ending = listenForEnd(log)
    const { createService } = await import('../chat/service.ts')
    const { app, service } = isTrial ? await openTrialRoom() : await openPuppet()
    const server = await listen(app, Number(settings.QUNBAN_PORT))
    await service.start()
    say(isTrial ? `体验房间已打开：http://${host}:${server.port}（在浏览器里打开；按 Ctrl+C 结束）` : `助手已启动，状态见 http://${host}:${server.port}/healthz（按 Ctrl+C 结束）`)
    const beats = beatWith(service, log), code = await untilEnd(run, service, ending, log)
    await beats.stop()
    server.close()
    await service.stop()
    log.flush()
    return code

    async function openTrialRoom(): Promise<{ app: Hono; service: Service }> {
      const [{ createRoomApp }, { openTrial }] = await Promise.all([import('../chat/room/app.ts'), import('../chat/room/trial.ts')])
      const trial = openTrial(store, settings.QUNBAN_NAME, now)
      const made = await createService({ library, puppet: trial.puppet, clock: { now: trial.now, sleep }, pace: { room: 0, all: 0 }, log })
      const tell = (): Promise<void> => made.hear(trial.told())
      await tell()
      trial.messenger.listen(({ kind }) => void (kind === 'people' && tell()))
      const forward = async (to: Date): Promise<boolean> => {
        if (to <= trial.now()) return false
        await made.walk(to, trial.forward)
        return true
      }
      return { service: made, app: createRoomApp({ messenger: trial.messenger, forward, sleep, health: () => healthOf(made, library, trial.now) }) }
    }

    async function openPuppet(): Promise<{ app: Hono; service: Service }> {
      if (isPersonal(settings.WECHATY_PUPPET) && readKeepsake(store, 'risk') === null) {
        say(riskNotice)
        keep(store, 'risk', now().toISOString())
      }
      const made = await createService({
        library, puppet: settings.WECHATY_PUPPET as never, memory: path.replace(/\.\w+$/u, ''), clock: { now, sleep }, log,
        pace: { room: Number(settings.QUNBAN_ROOM_PACE), all: Number(settings.QUNBAN_PACE) },
        onScan: code => void import('qrcode').then(async ({ default: qrcode }) => {
          say(`${await qrcode.toString(code, { type: 'terminal', small: true })}\n请用手机微信扫码登录。`)
        }).catch(error => log.warn({ error: String(error) }, 'no QR code')),
        onOnline: () => {
          if (!hasAdmin(store, readKeepsake(store, 'self') ?? '')) say(`还没有管理员。请私聊助手，或在群里@它，发：我是管理员 ${makeAdminCode(store, now().toISOString())}\n口令只能用一次。`)
        },
      })
      const app = new Hono().get('/healthz', c => {
        const health = healthOf(made, library, now)
        return c.json(health, health.ok ? 200 : 503)
      })
      return { app, service: made }
    }
  } finally {
    store.close()
  }
}
