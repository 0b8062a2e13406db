// Starts over databases one after the other: what is due is decided and sent as in the service, into a file that stands for the messenger. In the
// last one it kills itself, as a power cut would, at the point it was told. Started by kill.test.ts.

import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { createBot } from '../../src/bot.ts'
import { startOutbox } from '../../src/chat/outbox.ts'
import { openLibrary, shippedData } from '../../src/library.ts'
import type { Queued } from '../../src/store/outbox.ts'

/** `sql`: how the statement begins before which it dies. The others: in the function that sends, before and after the messenger has it, and when a row has ended. */
export type Where = { readonly during: 'tick' | 'sending'; readonly sql: string } | { readonly during: 'ticked' | 'before the send' | 'after the send' | 'ended' }
/** `nth`: at which of the letters, or rooms, counted round. */
export type Kill = { readonly where: Where; readonly nth: number }
/** `world`: the file that stands for the messenger. */
export type Job = { readonly path: string; readonly world: string; readonly now: string; readonly kill: Kill | null }
/** A message as the messenger has it, a line of the world. */
export type Message = Pick<Queued, 'id' | 'to' | 'text' | 'mentions' | 'about'> & { readonly at: string }

let phase: 'tick' | 'sending' | null = null, aim: (Kill & { readonly of: number }) | null = null, passed = 0

/** Dies where this is the place, and says which row it was about. */
function reach(isHere: (where: Where) => boolean, row: number | null): void {
  if (!aim || !isHere(aim.where)) return
  passed += 1
  if (passed !== 1 + aim.nth % aim.of) return
  writeSync(1, JSON.stringify(row))
  process.kill(process.pid, 'SIGKILL')
}

type Call = (this: { readonly source: string }, ...args: unknown[]) => unknown
const prototype = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Record<string, Call>, run = prototype['run'] as Call
// BEGIN and COMMIT are statements like the others.
prototype['run'] = function (...args) {
  const row = args.at(-1), { source } = this
  reach(where => 'sql' in where && where.during === phase && source.startsWith(where.sql), phase === 'sending' && typeof row === 'number' ? row : null)
  return run.apply(this, args)
}

function post(world: string, message: Message): void {
  const file = openSync(world, 'a')
  writeSync(file, `${JSON.stringify(message)}\n`)
  fsyncSync(file)
  closeSync(file)
}

async function start({ path, world, now, kill }: Job, botName: string): Promise<void> {
  const library = await openLibrary(path, shippedData, botName), { store } = library, bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  let time = Date.parse(now)
  const outbox = startOutbox({
    store, prepare: bot.prepare, pace: { room: 1500, all: 300 },
    clock: { now: () => new Date(time), sleep: ms => { time += ms; return Promise.resolve() } },
    send: ({ id, to, text, mentions, about }) => {
      reach(({ during }) => during === 'before the send', id)
      post(world, { id, to, text, mentions, ...(about ? { about } : {}), at: new Date(time).toISOString() })
      reach(({ during }) => during === 'after the send', id)
      return Promise.resolve({ state: 'sent' })
    },
    onEnd: ({ id }) => reach(({ during }) => during === 'ended', id),
  })
  const rooms = store.prepare("SELECT count(DISTINCT room) FROM step WHERE state = 'planned' AND go_at <= ?").pluck().get(now) as number
  phase = 'tick'
  aim = kill && { ...kill, of: kill.where.during === 'tick' && / /u.test(kill.where.sql) ? rooms : 1 }
  const letters = bot.tick(new Date(now))
  phase = 'sending'
  aim = kill && { ...kill, of: kill.where.during === 'ticked' ? 1 : letters.length }
  reach(({ during }) => during === 'ticked', null)
  outbox.wake()
  await outbox.idle()
  phase = null
  aim = null
  store.close()
}

const [told = '[]', botName = ''] = process.argv.slice(2)
for (const job of JSON.parse(told) as Job[]) await start(job, botName)
