// 绑定 乐山市: who asked to stand for a region, until an admin decides.

import type { Store } from './open.ts'

export type Binding = { readonly id: number; readonly room: string | null; readonly person: string; readonly contact: string | null; readonly region: string }

/** Keeps a request; an open one of the same person is superseded. Gives its number. */
export function askBinding(store: Store, { room, person, contact, region }: Omit<Binding, 'id'>, at: string): number {
  store.prepare("UPDATE binding SET state = 'superseded', decided_at = ? WHERE state = 'asked' AND person = ? AND contact IS ?").run(at, person, contact)
  return Number(store.prepare("INSERT INTO binding (room, person, contact, region, asked_at, state) VALUES (?, ?, ?, ?, ?, 'asked')").run(room, person, contact, region, at).lastInsertRowid)
}

/** The requests that wait for an admin. */
export const openBindings = (store: Store): Binding[] => store.prepare("SELECT id, room, person, contact, region FROM binding WHERE state = 'asked' ORDER BY id").all() as Binding[]

export function decideBinding(store: Store, id: number, state: 'confirmed' | 'refused', by: string, at: string): void {
  store.prepare('UPDATE binding SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?').run(state, by, at, id)
}
