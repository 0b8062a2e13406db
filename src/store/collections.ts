// What admins collect in a room: an indicator, until a day. Who has reported is computed from the ledger each time, never kept.

import type { Store } from './open.ts'

export type Collection = { readonly id: number; readonly room: string | null; readonly indicator: string; readonly due: string; readonly openedAt: string }

/** Opens a collection; an open one of the same indicator in that room gets the new day. */
export function openCollection(store: Store, room: string | null, indicator: string, due: string, by: string, at: string): Collection {
  const known = store.prepare('SELECT * FROM open_collection WHERE room IS ? AND indicator = ?').get(room, indicator) as Collection | undefined
  if (known) {
    store.prepare('UPDATE collection SET due = ? WHERE id = ?').run(due, known.id)
    return { ...known, due }
  }
  const { lastInsertRowid } = store.prepare('INSERT INTO collection (room, indicator, due, opened_by, opened_at) VALUES (?, ?, ?, ?, ?)').run(room, indicator, due, by, at)
  return { id: Number(lastInsertRowid), room, indicator, due, openedAt: at }
}

/** The collections that are open in a room, the newest first. */
export const openCollections = (store: Store, room: string | null): Collection[] => store.prepare('SELECT * FROM open_collection WHERE room IS ? ORDER BY id DESC').all(room) as Collection[]

export const endCollection = (store: Store, id: number, at: string): void => void store.prepare('UPDATE collection SET ended_at = ? WHERE id = ?').run(at, id)

export type Received = { readonly region: string; readonly record: number; readonly at: string; readonly value: number }

/**
 * Which regions have reported an indicator since a moment, each with its leading figure and when its record was first made: a correction after the
 * day does not make a report late. CROSS JOIN: from the records since that moment, not from all figures that there ever were.
 */
export const receivedSince = (store: Store, indicator: string, since: string): Received[] => store.prepare(`
  SELECT figure.region, ledger.record, value, (SELECT min(at) FROM ledger AS first WHERE first.record = ledger.record) AS at
  FROM ledger CROSS JOIN figure ON figure.version = ledger.id
  WHERE ledger.stands = 1 AND ledger.at >= ? AND figure.indicator = ? AND figure.region NOT LIKE '%/%'
  ORDER BY figure.region, at
`).all(since, indicator) as Received[]
