// What is to be sent, until it is sent. A row whose sending was begun and not ended is never sent again by itself: its end is unknown.

import type { Outgoing } from '../chat/event.ts'
import type { Store } from './open.ts'

export type State = 'queued' | 'claimed' | 'sent' | 'unknown' | 'failed' | 'expired' | 'superseded'

/** A row of the outbox: a letter with its number and when it was written. */
export type Queued = Outgoing & { readonly id: number; readonly at: string }

/** Puts a letter into the outbox; `answers` is the key of the message it answers. */
export function queue(store: Store, at: string, { to, text, mentions, file }: Outgoing, answers: string | null): Queued {
  const { room, person, contact } = { room: null, person: null, contact: null, ...to }
  const { lastInsertRowid } = store.prepare("INSERT INTO outbox (at, room, person, contact, text, mentions, file, answers, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued')")
    .run(at, room, person, contact ?? null, text, JSON.stringify(mentions), file ? JSON.stringify(file) : null, answers)
  return { id: Number(lastInsertRowid), at, to, text, mentions, ...(file ? { file } : {}) }
}

type Row = { readonly id: number; readonly at: string; readonly room: string | null; readonly person: string | null; readonly contact: string | null; readonly text: string; readonly mentions: string; readonly file: string | null }

/** The rows that wait, the oldest first, at most `limit`. */
export function waiting(store: Store, limit: number): Queued[] {
  const rows = store.prepare("SELECT id, at, room, person, contact, text, mentions, file FROM outbox WHERE state = 'queued' ORDER BY id LIMIT ?").all(limit) as Row[]
  return rows.map(({ id, at, room, person, contact, text, mentions, file }) => ({
    id, at, text, mentions: JSON.parse(mentions) as string[], to: room === null ? { person: person ?? '', contact } : { room },
    ...(file === null ? {} : { file: JSON.parse(file) as { name: string; path: string } }),
  }))
}

/** Takes a waiting row for sending; false where it waits no more. */
export const claim = (store: Store, id: number): boolean => store.prepare("UPDATE outbox SET state = 'claimed' WHERE id = ? AND state = 'queued'").run(id).changes === 1

/** Says how the sending of a row ended. */
export function settle(store: Store, id: number, state: State, at: string, error: string | null = null): void {
  store.prepare('UPDATE outbox SET state = ?, ended_at = ?, error = ? WHERE id = ?').run(state, at, error, id)
}

/** Takes back what waits as an answer to a message, as when that message was recalled; gives how many letters that were. */
export function supersede(store: Store, answers: string, at: string): number {
  return store.prepare("UPDATE outbox SET state = 'superseded', ended_at = ? WHERE answers = ? AND state = 'queued'").run(at, answers).changes
}

/** After a start: what was being sent has an unknown end. */
export function recover(store: Store, at: string): void {
  store.prepare("UPDATE outbox SET state = 'unknown', ended_at = ? WHERE state = 'claimed'").run(at)
}

/** Answers that waited since before `oldest` help nobody any more. */
export function expireAnswers(store: Store, oldest: string, at: string): void {
  store.prepare("UPDATE outbox SET state = 'expired', ended_at = ? WHERE state = 'queued' AND answers IS NOT NULL AND at < ?").run(at, oldest)
}

/** How many rows stand in each state: { sent: 12, failed: 1 } */
export const countByState = (store: Store): Record<string, number> => (
  Object.fromEntries((store.prepare('SELECT state, count(*) AS n FROM outbox GROUP BY state').all() as { state: string; n: number }[]).map(({ state, n }) => [state, n]))
)
