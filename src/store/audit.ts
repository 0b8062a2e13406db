// What was done on the console: appended to, never changed. Each row's hash covers the row and the hash before it.

import { createHash } from 'node:crypto'
import type { Store } from './open.ts'

export type Done = { readonly at: string; readonly who: string; readonly action: string; readonly subject: string; readonly detail: string }
export type Logged = Done & { readonly id: number; readonly hash: string }

const hashOf = (before: string, { at, who, action, subject, detail }: Done): string => createHash('sha256').update(JSON.stringify([before, at, who, action, subject, detail])).digest('hex')

/** Adds a row, in the transaction of what it tells. */
export function log(store: Store, done: Done): void {
  const before = store.prepare('SELECT hash FROM audit ORDER BY id DESC LIMIT 1').pluck().get() as string | undefined
  store.prepare('INSERT INTO audit (at, who, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?)').run(done.at, done.who, done.action, done.subject, done.detail, hashOf(before ?? '', done))
}

/** The newest rows first, from before a row on. */
export const logged = (store: Store, before: number | null, most: number): Logged[] => store.prepare('SELECT * FROM audit WHERE @before IS NULL OR id < @before ORDER BY id DESC LIMIT @most').all({ before, most }) as Logged[]

export type Sought = { readonly who: string; readonly action: string }
/** A part of the log, the newest first; `rest`: from before which row on there may be more, null where that was all. */
export type Found = { readonly rows: readonly Logged[]; readonly rest: number | null }

/** The newest rows from before a row on whose who and action hold these texts ('': any). Looks at no more than `span` rows at a time. */
export function seek(store: Store, { who, action }: Sought, before: number | null, most: number, span: number): Found {
  const top = before ?? ((store.prepare('SELECT max(id) FROM audit').pluck().get() as number | null) ?? 0) + 1, bottom = Math.max(1, top - span)
  const rows = store.prepare('SELECT * FROM audit WHERE id < @top AND id >= @bottom AND instr(who, @who) > 0 AND instr(action, @action) > 0 ORDER BY id DESC LIMIT @most').all({ top, bottom, who, action, most }) as Logged[]
  const last = rows.length === most ? rows.at(-1)?.id ?? 1 : bottom
  return { rows, rest: last > 1 ? last : null }
}

/** When something was last done, by exactly this name of it. */
export const lastDone = (store: Store, action: string): Logged | null => (store.prepare('SELECT * FROM audit WHERE action = ? ORDER BY id DESC LIMIT 1').get(action) as Logged | undefined) ?? null

/** The first row that does not fit the one before it, or null where the log is whole. */
export function firstBreak(store: Store): number | null {
  let before = ''
  for (const row of store.prepare('SELECT * FROM audit ORDER BY id').iterate() as Iterable<Logged>) {
    if (row.hash !== hashOf(before, row)) return row.id
    before = row.hash
  }
  return null
}
