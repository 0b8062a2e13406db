// Which admins read tomorrow's reminders the afternoon before, and up to which day they were told.

import type { Store } from './open.ts'

export type Preview = { readonly key: string; readonly person: string; readonly contact: string | null; /** The last day of which its reader was told; null where of none. */ readonly told: string | null }

/** Begins, or goes on, to tell somebody; `nextAt` is when they are told next. */
export function keepPreview(store: Store, { key, person, contact, told }: Preview, nextAt: string): void {
  store.prepare('INSERT OR REPLACE INTO preview (key, person, contact, told, next_at) VALUES (?, ?, ?, ?, ?)').run(key, person, contact, told, nextAt)
}

/** False where they were not told before. */
export const endPreview = (store: Store, key: string): boolean => store.prepare('DELETE FROM preview WHERE key = ?').run(key).changes > 0

export const previewOf = (store: Store, key: string): Preview | null => (store.prepare('SELECT key, person, contact, told FROM preview WHERE key = ?').get(key) as Preview | undefined) ?? null

export const previewsDue = (store: Store, now: string): Preview[] => store.prepare('SELECT key, person, contact, told FROM preview WHERE next_at <= ? ORDER BY key').all(now) as Preview[]

export const nextPreviewAt = (store: Store): string | null => store.prepare('SELECT min(next_at) FROM preview').pluck().get() as string | null
