// Small things that one start leaves for the next.

import type { Store } from './open.ts'

/** door: trial or live · clock: how far the trial room's clock is ahead, ms · self: the account's id at the last login · risk: when the risk was told */
export type Keepsake = 'door' | 'clock' | 'self' | 'risk'

export const readKeepsake = (store: Store, name: Keepsake): string | null => (store.prepare('SELECT value FROM keepsake WHERE name = ?').pluck().get(name) as string | undefined) ?? null

export function keep(store: Store, name: Keepsake, value: string): void {
  store.prepare('INSERT OR REPLACE INTO keepsake (name, value) VALUES (?, ?)').run(name, value)
}
