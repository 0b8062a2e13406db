// Which messages have been handled, so that one sent twice is one. Their text is not kept here.

import { createHash } from 'node:crypto'
import type { Store } from './open.ts'

type Heard = { readonly id: string | null; readonly room: string | null; readonly from: string; readonly at: Date; readonly text?: string }

/** The message's own id, else one made of room, sender, time and text: the same message gives the same key, never a random one. */
export function messageKey({ id, room, from, at, text }: Heard): string {
  if (id !== null) return `${room ?? ''}\0${id}`
  return createHash('sha256').update(JSON.stringify([room, from, at.toISOString(), text])).digest('hex')
}

/** Has this message been handled before? */
export const isHandled = (store: Store, key: string): boolean => store.prepare('SELECT 1 FROM message WHERE id = ?').get(key) !== undefined

/** Keeps that a message was handled and by which skill (null: silence), so that it is not handled again. */
export function markHandled(store: Store, key: string, { room, at }: Heard, skill: string | null): void {
  store.prepare('INSERT OR IGNORE INTO message (id, room, at, skill) VALUES (?, ?, ?, ?)').run(key, room, at.toISOString(), skill)
}
