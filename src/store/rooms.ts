// Rooms and their members as last told.

import type { Store } from './open.ts'

/** Enables a room and replaces its member list. */
export function replaceMembers(store: Store, room: string, members: readonly { readonly name: string; readonly role: string }[]): void {
  store.transaction(() => {
    store.prepare('INSERT OR IGNORE INTO room (name) VALUES (?)').run(room)
    store.prepare('DELETE FROM member WHERE room = ?').run(room)
    const add = store.prepare('INSERT OR REPLACE INTO member (room, name, role) VALUES (?, ?, ?)')
    for (const { name, role } of members) add.run(room, name, role)
  }).immediate()
}

/** Has the room been told of, so that the bot speaks in it? */
export const isEnabled = (store: Store, room: string): boolean => store.prepare('SELECT 1 FROM room WHERE name = ?').get(room) !== undefined

/** Is this person a member of any enabled room? A private chat works for known people only. */
export const isKnown = (store: Store, person: string): boolean => store.prepare('SELECT 1 FROM member WHERE name = ?').get(person) !== undefined
