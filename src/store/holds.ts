// 暂停 (a room) and 急停 (all rooms): what is unasked waits while one holds.

import type { Store } from './open.ts'

/** `until`: an ISO instant; null until somebody ends it. */
export type Hold = { readonly room: string | null; readonly until: string | null }

/** Holds a room, or (null) all; one that held before is replaced. */
export function hold(store: Store, { room, until }: Hold, by: string, at: string): void {
  endHold(store, room, at)
  store.prepare('INSERT INTO hold (room, from_at, until_at, by) VALUES (?, ?, ?, ?)').run(room, at, until, by)
}

/** Ends the hold of a room, or (null) that of all; false where there was none. */
export const endHold = (store: Store, room: string | null, at: string): boolean => (
  store.prepare('UPDATE hold SET ended_at = @at WHERE room IS @room AND ended_at IS NULL AND (until_at IS NULL OR until_at > @at)').run({ room, at }).changes > 0
)

/** Who holds what now, since when. */
export type Held = Hold & { readonly by: string; readonly from: string }

/** All that is held now. */
export const holdsNow = (store: Store, now: string): Held[] => (
  store.prepare('SELECT room, until_at AS until, by, from_at AS "from" FROM hold WHERE ended_at IS NULL AND (until_at IS NULL OR until_at > ?) ORDER BY room').all(now) as Held[]
)

/** What holds a room now, the longer of two; null where nothing does. */
export function holdOn(store: Store, room: string, now: string): Hold | null {
  const holds = store.prepare('SELECT room, until_at AS until FROM hold WHERE ended_at IS NULL AND (room = @room OR room IS NULL) AND (until_at IS NULL OR until_at > @now)').all({ room, now }) as Hold[]
  return holds.toSorted((a, b) => (a.until === null ? -1 : b.until === null ? 1 : b.until.localeCompare(a.until)))[0] ?? null
}
