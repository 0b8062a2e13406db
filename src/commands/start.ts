// qunban start: the bot as a service. Without WECHATY_PUPPET the trial room on a page of this machine; with it, that puppet.

import type { Hono } from 'hono'
import { existsSync } from 'node:fs'
import cron from 'node-cron'
import { pino } from 'pino'
import { createBot } from '../bot.ts'
import { judge } from '../chat/health.ts'
import type { Service } from '../chat/service.ts'
import type { Log } from '../chat/wechaty.ts'
import type { World } from '../console/world.ts'
import { Failure } from '../failure.ts'
import { openLibrary, type Library } from '../library.ts'
import { makeAdminCode } from '../store/admin-code.ts'
import { keep, readKeepsake } from '../store/keepsakes.ts'
import { countByState } from '../store/outbox.ts'
import type { Store } from '../store/open.ts'
import { hasAdmin } from '../store/roster.ts'
import { settings as known, type Settings } from '../settings.ts'
import { toShanghai } from '../shanghai.ts'
import type { Command, Run } from './command.ts'
import { isLoopback, listen, liveBase, refuseOpenDoor, serveLive, serveTrial, trialBase } from './web.ts'

const beatMs = 60_000

/** The trial room's database and the live one are never the same file. */
function holdDoor(store: Store, door: 'trial' | 'live', path: string): void {
  const before = readKeepsake(store, 'door')
  if (before !== null && before !== door) throw new Failure('database', `数据库 ${path} 是${before === 'live' ? '正式群' : '体验房间'}在用的：请用 --db 或 .env 换一个。`)
  keep(store, 'door', door)
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

/** The metronome: what is due is computed from the database at each beat, so that a missed one loses nothing. A world that is at fault holds no other back. */
function beatWith(worlds: () => readonly World[], log: Log): { readonly stop: () => void | Promise<void> } {
  const once = (): void => {
    for (const { name, beat } of worlds()) {
      try {
        beat()
      } catch (error) {
        log.warn({ world: name, stack: (error as Error).stack }, 'fault at a beat')
      }
    }
  }
  once()
  return cron.schedule('*/20 * * * * *', once, { noOverlap: true, suppressMissedWarning: true })
}

/** The settings as the console shows them; `database`: the file that is in fact open. */
const shownSettings = (settings: Settings, setting: 'QUNBAN_DB' | 'QUNBAN_TRIAL_DB', database: string): World['settings'] => (
  known.map(({ name, default: fallback, meaning }) => ({ name, value: name === setting ? database : settings[name], default: fallback, meaning }))
)

/** What `/healthz` says; `ok` while messages can come and go. */
const healthOf = (service: Service, { store }: Library, now: () => Date): { readonly ok: boolean; readonly [more: string]: unknown } => ({ ok: service.door.health().state === 'online', now: now().toISOString(), ...service.door.health(), outbox: countByState(store) })

/** The service, what is served of it, and the worlds in which something falls due. */
type Opened = { readonly app: Hono; readonly service: Service; readonly worlds: () => readonly World[] }

export const start: Command = async run => {
  const { options, data, settings, now, sleep, stdout } = run
  const { QUNBAN_HOST: host } = settings, isTrial = settings.WECHATY_PUPPET === ''
  const path = typeof options['db'] === 'string' ? options['db'] : isTrial ? settings.QUNBAN_TRIAL_DB : settings.QUNBAN_DB
  const library = await openLibrary(path, data, settings.QUNBAN_NAME), { store } = library
  const byHand: { world: World | null } = { world: null }
  try {
    holdDoor(store, isTrial ? 'trial' : 'live', path)
    const log = pino({ level: settings.QUNBAN_LOG, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))
    const say = (line: string): void => void stdout.write(`${line}\n`)
    const ending = listenForEnd(log)
    const { createService } = await import('../chat/service.ts')
    const { app, service, worlds } = isTrial ? await openTrialRoom() : await openPuppet()
    const server = await listen(app, host, Number(settings.QUNBAN_PORT)), address = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`
    await service.start()
    say(isTrial && isLoopback(host) ? `体验房间已打开：${address}（在浏览器里打开；按 Ctrl+C 结束）\n控制台：体验 ${address}${trialBase}/，正式 ${address}${liveBase}/` : `助手已启动，控制台 ${address}${liveBase}/，状态 ${address}/healthz（按 Ctrl+C 结束）`)
    const beats = beatWith(worlds, log), code = await untilEnd(run, service, ending, log)
    await beats.stop()
    server.close()
    await service.stop()
    log.flush()
    return code

    /** The live database without a bot account: what it says is carried over by hand. */
    async function openByHand(): Promise<World> {
      if (byHand.world) return byHand.world
      if (settings.QUNBAN_DB === path) throw new Failure('setting', 'QUNBAN_DB 和体验房间是同一个文件，正式台打不开：请在 .env 里换一个。')
      const own = await openLibrary(settings.QUNBAN_DB, data, settings.QUNBAN_NAME)
      try {
        holdDoor(own.store, 'live', settings.QUNBAN_DB)
      } catch (error) {
        own.store.close()
        throw error
      }
      const bot = createBot({ library: own, onFault: (key, error) => log.warn({ key, stack: (error as Error).stack }, 'fault') })
      byHand.world = { name: 'live', library: own, bot, now, settings: shownSettings(settings, 'QUNBAN_DB', settings.QUNBAN_DB), health: () => null, beat: () => void bot.tick(now()) }
      return byHand.world
    }

    async function openTrialRoom(): Promise<Opened> {
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
      if (existsSync(settings.QUNBAN_DB) || !isLoopback(host)) await openByHand()
      refuseOpenDoor(host, byHand.world?.library.store ?? store)
      const world: World = { name: 'trial', library, bot: made.bot, now: trial.now, settings: shownSettings(settings, 'QUNBAN_TRIAL_DB', path), health: () => made.door.health(), beat: made.beat }
      const health = () => healthOf(made, library, trial.now), shared = { accounts: () => byHand.world?.library.store ?? store, now, sleep, log }
      // The trial room has no accounts: it is for this machine alone.
      const app = isLoopback(host) ? serveTrial(createRoomApp({ messenger: trial.messenger, forward, sleep, health }), world, openByHand, shared) : serveLive(await openByHand(), health, shared)
      return { service: made, worlds: () => [world, ...(byHand.world ? [byHand.world] : [])], app }
    }

    async function openPuppet(): Promise<Opened> {
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
      refuseOpenDoor(host, store)
      const world: World = { name: 'live', library, bot: made.bot, now, settings: shownSettings(settings, 'QUNBAN_DB', path), health: () => made.door.health(), beat: made.beat }
      return { service: made, worlds: () => [world], app: serveLive(world, () => healthOf(made, library, now), { accounts: () => store, now, sleep, log }) }
    }
  } finally {
    byHand.world?.library.store.close()
    store.close()
  }
}
