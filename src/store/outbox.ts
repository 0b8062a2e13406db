// What is to be sent, until it is sent. A row whose sending was begun and not ended is never sent again by itself: its end is unknown.

import type { About, Outgoing } from '../chat/event.ts'
import type { Store } from './open.ts'

export type State = 'queued' | 'claimed' | 'sent' | 'unknown' | 'failed' | 'expired' | 'superseded'

/** A row of the outbox: a letter with its number and when it was written. */
export type Queued = Outgoing & { readonly id: number; readonly at: string }

/** Puts a letter into the outbox; `answers` is the key of the message it answers. What was not asked goes after what was. `byHand`: a person carries it over. */
export function queue(store: Store, at: string, letter: Outgoing, answers: string | null, byHand = false): Queued {
  const { to, text, mentions, file, about, unasked = answers === null } = letter, { room, person, contact } = { room: null, person: null, contact: null, ...to }
  const { lastInsertRowid } = store.prepare("INSERT INTO outbox (at, room, person, contact, text, mentions, file, answers, weight, about, by_hand, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued')")
    .run(at, room, person, contact ?? null, text, JSON.stringify(mentions), file ? JSON.stringify(file) : null, unasked ? null : answers, unasked ? 1 : 0, about ? JSON.stringify(about) : null, byHand ? 1 : 0)
  return { ...letter, ...(unasked ? { unasked } : {}), id: Number(lastInsertRowid), at }
}

type Row = {
  readonly id: number; readonly at: string; readonly room: string | null; readonly person: string | null; readonly contact: string | null; readonly text: string; readonly mentions: string
  readonly file: string | null; readonly about: string | null; readonly answers: string | null; readonly state: State; readonly tries: number
}

const asQueued = ({ id, at, room, person, contact, text, mentions, file, about, answers }: Row): Queued => ({
  id, at, text, mentions: JSON.parse(mentions) as string[], to: room === null ? { person: person ?? '', contact } : { room },
  ...(file === null ? {} : { file: JSON.parse(file) as { name: string; path: string } }), ...(about === null ? {} : { about: JSON.parse(about) as About }),
  ...(answers === null ? { unasked: true } : {}),
})

/** The rows that wait and may go now, the weightiest and oldest first, at most `limit`. */
export const waiting = (store: Store, now: string, limit: number): Queued[] => (
  (store.prepare("SELECT * FROM outbox WHERE state = 'queued' AND by_hand = 0 AND (not_before IS NULL OR not_before <= ?) ORDER BY weight, id LIMIT ?").all(now, limit) as Row[]).map(asQueued)
)

/** The rows that a person carries over, the oldest first; `all`: those that a door would send too, as where there is none. */
export function lettersByHand(store: Store, now: string, all: boolean): Queued[] {
  // Each half by its own index: both together would be looked for among all that was ever sent.
  const rows = all ? store.prepare(`
    SELECT * FROM (
      SELECT * FROM outbox INDEXED BY outbox_queued WHERE state = 'queued' AND by_hand = 0 AND (not_before IS NULL OR not_before <= @now)
      UNION ALL SELECT * FROM outbox INDEXED BY outbox_by_hand WHERE state = 'queued' AND by_hand = 1 AND (not_before IS NULL OR not_before <= @now)
    ) ORDER BY id LIMIT 500`).all({ now }) : store.prepare("SELECT * FROM outbox WHERE state = 'queued' AND by_hand = 1 ORDER BY id LIMIT 500").all()
  return (rows as Row[]).map(asQueued)
}

/** When a row that was put off is to be sent, or null. */
export const nextWaitingAt = (store: Store): string | null => store.prepare("SELECT min(not_before) FROM outbox WHERE state = 'queued' AND not_before IS NOT NULL AND by_hand = 0").pluck().get() as string | null

/** A row by its number, with how it stands; null where there is none. */
export function findLetter(store: Store, id: number): { readonly letter: Queued; readonly state: State; readonly isAnswer: boolean } | null {
  const row = store.prepare('SELECT * FROM outbox WHERE id = ?').get(id) as Row | undefined
  return row ? { letter: asQueued(row), state: row.state, isAnswer: row.answers !== null } : null
}

/** Takes a waiting row for sending; false where it waits no more. */
export const claim = (store: Store, id: number): boolean => store.prepare("UPDATE outbox SET state = 'claimed' WHERE id = ? AND state = 'queued'").run(id).changes === 1

/** What a row that was made out of something tells, as it is sent. */
export function write(store: Store, id: number, { text, mentions }: Pick<Outgoing, 'text' | 'mentions'>): void {
  store.prepare('UPDATE outbox SET text = ?, mentions = ? WHERE id = ?').run(text, JSON.stringify(mentions), id)
}

/** Keeps a row waiting until a moment. */
export function postpone(store: Store, id: number, until: string): void {
  store.prepare('UPDATE outbox SET not_before = ? WHERE id = ?').run(until, id)
}

/** Says how the sending of a row ended. */
export function settle(store: Store, id: number, state: State, at: string, error: string | null = null): void {
  store.prepare('UPDATE outbox SET state = ?, ended_at = ?, error = ? WHERE id = ?').run(state, at, error, id)
}

/** A row that surely was not sent waits for another try; gives how many there were before. */
export function retry(store: Store, id: number, until: string, error: string): void {
  store.prepare("UPDATE outbox SET state = 'queued', tries = tries + 1, not_before = ?, error = ? WHERE id = ?").run(until, error, id)
}

/** How often a row has been tried, and whether it answers a message. */
export function triesOf(store: Store, id: number): { readonly tries: number; readonly isAnswer: boolean } {
  const { tries, answers } = store.prepare('SELECT tries, answers FROM outbox WHERE id = ?').get(id) as { tries: number; answers: string | null }
  return { tries, isAnswer: answers !== null }
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
  store.prepare("UPDATE outbox SET state = 'expired', ended_at = ? WHERE state = 'queued' AND answers IS NOT NULL AND by_hand = 0 AND at < ?").run(at, oldest)
}

/** Unasked letters of which nobody knows that they were sent, the newest first; `untold`: only those that no admin was told of. */
export function inDoubt(store: Store, since: string, untold: boolean): { readonly letter: Queued; readonly state: State }[] {
  const rows = store.prepare("SELECT * FROM outbox WHERE state IN ('unknown', 'failed') AND answers IS NULL AND at >= @since AND (@untold = 0 OR told_at IS NULL) ORDER BY id DESC LIMIT 20").all({ since, untold: untold ? 1 : 0 }) as Row[]
  return rows.map(row => ({ letter: asQueued(row), state: row.state }))
}

/** Letters since a moment that are not known to have been sent, answers too, the newest first. */
export const unsent = (store: Store, since: string, most: number): { readonly letter: Queued; readonly state: State; readonly isAnswer: boolean }[] => (
  (store.prepare("SELECT * FROM outbox WHERE state IN ('unknown', 'failed') AND at >= ? ORDER BY id DESC LIMIT ?").all(since, most) as Row[]).map(row => ({ letter: asQueued(row), state: row.state, isAnswer: row.answers !== null }))
)

/** How many letters wait for a door, and how many for a person. */
export const countWaiting = (store: Store): { readonly door: number; readonly hand: number } => ({
  door: store.prepare("SELECT count(*) FROM outbox WHERE state = 'queued' AND by_hand = 0").pluck().get() as number,
  hand: store.prepare("SELECT count(*) FROM outbox WHERE state = 'queued' AND by_hand = 1").pluck().get() as number,
})

/** Since when a row is in doubt of which no admin was told, or null. */
export const nextDoubtAt = (store: Store): string | null => store.prepare("SELECT min(ended_at) FROM outbox WHERE state IN ('unknown', 'failed') AND answers IS NULL AND told_at IS NULL").pluck().get() as string | null

/** An admin is told that a row is in doubt. */
export function markTold(store: Store, id: number, at: string): void {
  store.prepare('UPDATE outbox SET told_at = ? WHERE id = ?').run(at, id)
}

/** How many rows stand in each state: { sent: 12, failed: 1 } */
export const countByState = (store: Store): Record<string, number> => (
  Object.fromEntries((store.prepare('SELECT state, count(*) AS n FROM outbox GROUP BY state').all() as { state: string; n: number }[]).map(({ state, n }) => [state, n]))
)

/** The letters written last, however they stand, the newest first. */
export const recentLetters = (store: Store, most: number): Queued[] => (store.prepare('SELECT * FROM outbox ORDER BY id DESC LIMIT ?').all(most) as Row[]).map(asQueued)
