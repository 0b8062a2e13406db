// Tells open pages that something in the database changed, whoever changed it: the chat, another page, another process.

import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Store } from '../store/open.ts'

const lookMs = 300
/** Proxies and browsers drop a stream that says nothing. */
const beatMs = 25_000

/** Changes with each write: data_version with those of other connections, total_changes with our own. */
export function revisionOf(store: Store): string {
  return `${store.pragma('data_version', { simple: true }) as number} ${store.prepare('SELECT total_changes()').pluck().get() as number}`
}

/** A stream that says `change` after each write; it ends when `isWelcome` says no. */
export const streamChanges = (c: Context, store: Store, sleep: (milliseconds: number) => Promise<void>, isWelcome: () => boolean): Response => streamSSE(c, async stream => {
  let last = revisionOf(store), silent = 0
  while (!stream.aborted && isWelcome()) {
    await sleep(lookMs)
    if (!store.open) return
    const now = revisionOf(store)
    silent = now === last ? silent + lookMs : 0
    if (now !== last) await stream.writeSSE({ event: 'change', data: '' })
    if (silent >= beatMs) await stream.write(': \n\n')
    if (silent >= beatMs) silent = 0
    last = now
  }
})
