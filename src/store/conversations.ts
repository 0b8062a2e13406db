// What a person's last question in a room leaves for the next: kept ten minutes, also across a restart.

import type { Store } from './open.ts'

const memoryMinutes = 10

/** What was remembered, as the skill that wrote it left it; null after ten minutes. */
export function recall<Memory>(store: Store, room: string | null, person: string, now: Date): Memory | null {
  const row = store.prepare('SELECT at, context FROM conversation WHERE room = ? AND person = ?').get(room ?? '', person) as { at: string; context: string } | undefined
  if (!row || now.getTime() - Date.parse(row.at) > memoryMinutes * 60_000) return null
  return JSON.parse(row.context) as Memory
}

/** Replaces what is remembered of a person in a room; null forgets it. What is older than ten minutes, of anybody, is gone. */
export function remember(store: Store, room: string | null, person: string, now: Date, memory: object | null): void {
  store.prepare('DELETE FROM conversation WHERE at < ?').run(new Date(now.getTime() - memoryMinutes * 60_000).toISOString())
  if (memory === null) store.prepare('DELETE FROM conversation WHERE room = ? AND person = ?').run(room ?? '', person)
  else store.prepare('INSERT OR REPLACE INTO conversation (room, person, at, context) VALUES (?, ?, ?, ?)').run(room ?? '', person, now.toISOString(), JSON.stringify(memory))
}
