// Hears messages over a database and kills itself, as a power cut would, right before the n-th statement; with n = 0 it says how many there were
// after each message. Started by crash.test.ts.

import Database from 'better-sqlite3'
import { createBot } from '../../src/bot.ts'
import type { MessageEvent } from '../../src/chat/event.ts'
import { openLibrary, shippedData } from '../../src/library.ts'

const [path = '', at = '0', told = '[]', botName = ''] = process.argv.slice(2), killAt = Number(at)
const events = (JSON.parse(told) as (Omit<MessageEvent, 'at'> & { readonly at: string })[]).map((event): MessageEvent => ({ ...event, at: new Date(event.at) }))

const library = await openLibrary(path, shippedData, botName)
const bot = createBot({ library, onFault: (_, error) => { throw error as Error } })

let statements = 0
type Call = (this: unknown, ...args: unknown[]) => unknown
const prototype = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Record<string, Call>
// BEGIN and COMMIT are statements like the others.
for (const name of ['run', 'get', 'all', 'iterate']) {
  const call = prototype[name] as Call
  prototype[name] = function (...args) {
    statements += 1
    if (statements === killAt) process.kill(process.pid, 'SIGKILL')
    return call.apply(this, args)
  }
}

const counts: number[] = []
for (const event of events) {
  await bot.hear(event)
  counts.push(statements)
}
process.stdout.write(JSON.stringify(counts))
