// A bot behind a door with an outbox between: what `start` runs, and what the tests of a door run.

import { createBot, type Bot } from '../bot.ts'
import type { Library } from '../library.ts'
import type { Skill } from '../skills/skill.ts'
import type { Clock } from './clock.ts'
import type { Event } from './event.ts'
import { startOutbox, type Pace, type Sender } from './outbox.ts'
import { openDoor, type Door, type DoorParts, type Log } from './wechaty.ts'

export type Service = {
  readonly bot: Bot
  readonly door: Door
  readonly outbox: Sender
  readonly hear: (event: Event) => Promise<void>
  /** Does what is due by now, and looks for what waits to be sent. */
  readonly beat: () => void
  /** Does what falls due on the way to a moment, each at its own time, on a clock that `set` sets forward. */
  readonly walk: (to: Date, set: (to: Date) => void) => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type ServiceParts = {
  readonly library: Library
  readonly puppet: DoorParts['puppet']
  readonly memory?: string
  readonly clock: Clock
  readonly pace: Pace
  readonly log: Log
  readonly onScan?: (code: string) => void
  readonly onOnline?: () => void
  /** Told of each event that the door lets in, before the bot hears it. */
  readonly onEvent?: (event: Event) => void
  readonly skills?: readonly Skill[]
}

/**
 * Puts the parts together; nothing runs before `start`.
 *
 * @throws Failure where the puppet cannot be loaded
 */
export async function createService({ library, puppet, memory, clock, pace, log, onScan = () => undefined, onOnline = () => undefined, onEvent = () => undefined, skills }: ServiceParts): Promise<Service> {
  const { store, botNames } = library
  const bot = createBot({ library, ...(skills ? { skills } : {}), onFault: (key, error) => log.warn({ key, stack: (error as Error).stack }, 'fault') })
  const hear = async (event: Event): Promise<void> => {
    onEvent(event)
    if ((await bot.hear(event)).length > 0) outbox.wake()
  }
  const door = await openDoor({
    puppet, ...(memory === undefined ? {} : { memory }), botName: botNames[0] ?? '', store, clock, log, hear, onScan,
    onOnline: () => {
      outbox.wake()
      onOnline()
    },
  })
  const outbox = startOutbox({
    store, clock, pace, prepare: bot.prepare, send: door.send,
    onEnd: ({ id }, ending) => {
      if (ending.state === 'failed' || ending.state === 'unknown') log.warn({ id, ...ending }, 'not sent')
    },
  })
  const beat = (): void => {
    bot.tick(clock.now())
    outbox.wake()
  }
  return {
    bot, door, outbox, hear, beat,
    walk: async (to, set) => {
      for (let due = bot.nextDue(); due !== null && due <= to; due = bot.nextDue()) {
        if (due > clock.now()) set(due)
        beat()
        await outbox.idle()
      }
      set(to)
      beat()
    },
    start: () => door.start(),
    stop: async () => {
      await outbox.stop()
      await door.stop()
    },
  }
}
