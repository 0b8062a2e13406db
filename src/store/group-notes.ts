// What is known of each 群接龙: of a line its writer's name, a hash of what it says, and the record it became. Its text is in the ledger or nowhere.

import { createHash } from 'node:crypto'
import type { Store } from './open.ts'

/** `hash`: what a line says now; `before`: what it said, which a stale copy of the list may say again. */
export type Kept = { readonly note: number; readonly lines: ReadonlyMap<string, { readonly hash: string; readonly before: readonly string[]; readonly record: number | null }> }

/** A list that rested for so long is another one, unless it repeats most of what the old one held. */
const restDays = 3

export const hashLine = (content: string): string => createHash('sha256').update(content.replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 32)

/** The list that a post goes on with, or null for a new one. */
export function findNote(store: Store, room: string | null, title: string, lines: readonly { readonly name: string; readonly hash: string }[], at: string): Kept | null {
  const row = store.prepare('SELECT id, last_at FROM group_note WHERE room IS ? AND title = ? ORDER BY last_at DESC, id DESC LIMIT 1').get(room, title) as { id: number; last_at: string } | undefined
  if (!row) return null
  const rows = store.prepare('SELECT name, hash, record FROM group_note_line WHERE note = ? ORDER BY at').all(row.id) as { name: string; hash: string; record: number | null }[]
  const kept = new Map([...Map.groupBy(rows, ({ name }) => name)].map(([name, said]) => [name, { hash: said.at(-1)?.hash ?? '', before: said.map(({ hash }) => hash), record: said.findLast(({ record }) => record !== null)?.record ?? null }]))
  const rested = Date.parse(at) - Date.parse(row.last_at) > restDays * 86_400_000
  const repeated = lines.filter(({ name, hash }) => kept.get(name)?.hash === hash).length
  return rested && (kept.size < 2 || repeated * 2 < kept.size) ? null : { note: row.id, lines: kept }
}

/** Begins a list. */
export const addNote = (store: Store, room: string | null, title: string, at: string): number => Number(store.prepare('INSERT INTO group_note (room, title, last_at) VALUES (?, ?, ?)').run(room, title, at).lastInsertRowid)

export const touchNote = (store: Store, note: number, at: string): void => void store.prepare('UPDATE group_note SET last_at = ? WHERE id = ?').run(at, note)

/** Keeps what a line says now, and the record it became. */
export function keepLine(store: Store, note: number, name: string, hash: string, record: number | null, at: string): void {
  store.prepare('INSERT INTO group_note_line (note, name, hash, record, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET record = coalesce(excluded.record, record), at = excluded.at').run(note, name, hash, record, at)
}
