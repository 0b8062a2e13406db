// Rooms and who is in them, as last told. A room's name never changes; its title and the puppet's id for it may.

import type { Store } from './open.ts'

type Told = { readonly name: string; readonly role?: string; readonly contact?: string | null }

/** Replaces the members of a room, which is made known but not enabled. Who is told without a role keeps the one they had. */
export function replaceMembers(store: Store, room: string, members: readonly Told[]): void {
  store.transaction(() => {
    store.prepare('INSERT OR IGNORE INTO room (name, title) VALUES (?, ?)').run(room, room)
    const before = store.prepare('SELECT name, role, contact FROM member WHERE room = ?').all(room) as { name: string; role: string; contact: string | null }[]
    const roleBefore = (name: string, contact: string | null) => before.find(one => one.name === name && one.contact === contact)?.role ?? 'reporter'
    store.prepare('DELETE FROM member WHERE room = ?').run(room)
    const add = store.prepare('INSERT INTO member (room, name, role, contact) VALUES (?, ?, ?, ?)')
    for (const { name, role, contact } of members) add.run(room, name, role ?? roleBefore(name, contact ?? null), contact ?? null)
  }).immediate()
}

/** Lets the bot speak in a room; `by` is who said so. */
export function enableRoom(store: Store, room: string, at: string, by: string): void {
  store.prepare('INSERT INTO room (name, title, enabled_at, enabled_by) VALUES (@room, @room, @at, @by) ON CONFLICT DO UPDATE SET enabled_at = @at, enabled_by = @by, planned = 0').run({ room, at, by })
}

/** `title`: what it is called now · `chat`: the puppet's id for it, null where there is none · `enabledAt`: '' in what was enabled by a transcript or an old database. */
export type Room = { readonly name: string; readonly title: string; readonly chat: string | null; readonly enabledAt: string | null; readonly enabledBy: string | null; readonly members: number }

/** All rooms that are known, those that are served first. */
export const knownRooms = (store: Store): Room[] => store.prepare(`
  SELECT name, coalesce(title, name) AS title, chat, enabled_at AS enabledAt, enabled_by AS enabledBy, (SELECT count(*) FROM member WHERE room = room.name) AS members
  FROM room ORDER BY enabled_at IS NULL, name
`).all() as Room[]

/** Gives a member a role by the room's own list; whoever shows this name and has no id. */
export function setRole(store: Store, room: string, name: string, role: string): void {
  store.prepare('UPDATE member SET role = ? WHERE room = ? AND name = ? AND contact IS NULL').run(role, room, name)
}

/** The rooms that are served, by name. */
export const enabledRooms = (store: Store): string[] => store.prepare('SELECT name FROM room WHERE enabled_at IS NOT NULL ORDER BY name').pluck().all() as string[]

/** The rooms that are served and in which what is every room's is not planned yet. */
export const unplannedRooms = (store: Store): string[] => store.prepare('SELECT name FROM room WHERE enabled_at IS NOT NULL AND planned = 0 ORDER BY name').pluck().all() as string[]

export function markPlanned(store: Store, room: string): void {
  store.prepare('UPDATE room SET planned = 1 WHERE name = ?').run(room)
}

export function disableRoom(store: Store, room: string): void {
  store.prepare('UPDATE room SET enabled_at = NULL, enabled_by = NULL WHERE name = ?').run(room)
}

export const isEnabled = (store: Store, room: string): boolean => store.prepare('SELECT 1 FROM room WHERE name = ? AND enabled_at IS NOT NULL').get(room) !== undefined

/** Is this person in an enabled room or on the roster? By id where there is one; by name in transcripts, which have no ids. */
export function isKnown(store: Store, person: string, contact: string | null): boolean {
  return store.prepare(`
    SELECT 1 FROM member JOIN room ON room.name = member.room AND room.enabled_at IS NOT NULL WHERE (@contact IS NULL AND member.name = @person) OR member.contact = @contact
    UNION ALL SELECT 1 FROM roster WHERE contact = @contact AND until_at IS NULL LIMIT 1
  `).get({ person, contact }) !== undefined
}

/** The members of a room, in the order in which they were told. */
export const membersOf = <Role extends string>(store: Store, room: string): { readonly name: string; readonly role: Role; readonly contact: string | null }[] => (
  store.prepare('SELECT name, role, contact FROM member WHERE room = ? ORDER BY id').all(room) as { name: string; role: Role; contact: string | null }[]
)

/** The names shown in a room. */
export const namesIn = (store: Store, room: string): string[] => membersOf(store, room).map(({ name }) => name)

/** The role that the room's own list gives; null for who is not on it. */
export function roleInRoom<Role extends string>(store: Store, room: string | null, person: string): Role | null {
  const row = store.prepare("SELECT role FROM member WHERE name = @person AND (@room IS NULL OR room = @room) ORDER BY role = 'admin' DESC").get({ room, person }) as { role: Role } | undefined
  return row?.role ?? null
}

/** The members of a room who have a role by its own list. */
export const membersWithRole = (store: Store, room: string, role: string): string[] => (
  membersOf(store, room).flatMap(member => (member.role === role ? [member.name] : []))
)

/**
 * The name of the room that the puppet calls `chat`; a room not seen before is made known, off.
 *
 * An id that is new may be a known room under another id, as after each login of the web protocol: it is taken for the known one where just
 * one room has this title and no id of its own. Otherwise it is a room of its own, off until an admin enables it: better silent than in the wrong room.
 */
export function nameRoom(store: Store, chat: string, title: string): string {
  const known = store.prepare('SELECT name, title FROM room WHERE chat = ?').get(chat) as { name: string; title: string } | undefined
  if (known) {
    if (known.title !== title) store.prepare('UPDATE room SET title = ? WHERE name = ?').run(title, known.name)
    return known.name
  }
  return store.transaction(() => {
    const orphans = store.prepare('SELECT name FROM room WHERE title = ? AND chat IS NULL').pluck().all(title) as string[]
    const [only] = orphans
    if (only !== undefined && orphans.length === 1) {
      store.prepare('UPDATE room SET chat = ? WHERE name = ?').run(chat, only)
      return only
    }
    const taken = store.prepare('SELECT 1 FROM room WHERE name = ?').pluck()
    const shown = title.trim() || '未命名的群'
    let name = shown
    for (let n = 2; taken.get(name) !== undefined; n++) name = `${shown}（${n}）`
    store.prepare('INSERT INTO room (name, title, chat) VALUES (?, ?, ?)').run(name, title, chat)
    return name
  }).immediate()
}

/** The puppet's id of a room now, or null. */
export const chatOfRoom = (store: Store, room: string): string | null => (store.prepare('SELECT chat FROM room WHERE name = ?').pluck().get(room) as string | null | undefined) ?? null

/** The puppet's ids of the enabled rooms. */
export const enabledChats = (store: Store): string[] => store.prepare('SELECT chat FROM room WHERE enabled_at IS NOT NULL AND chat IS NOT NULL').pluck().all() as string[]

/** What a contact is called where the bot serves: by an enabled room first, then by the roster; null for a stranger. */
export function nameOfContact(store: Store, contact: string): string | null {
  return (store.prepare(`
    SELECT member.name FROM member JOIN room ON room.name = member.room WHERE contact = @contact AND enabled_at IS NOT NULL
    UNION ALL SELECT unit || '-' || name FROM roster WHERE contact = @contact AND until_at IS NULL LIMIT 1
  `).pluck().get({ contact }) as string | undefined) ?? null
}

/** The ids of the people shown under a name: in a room, or (null) anywhere. */
export const contactsNamed = (store: Store, room: string | null, name: string): string[] => store.prepare(`
  SELECT contact FROM member WHERE name = @name AND contact IS NOT NULL AND (@room IS NULL OR room = @room)
  UNION SELECT contact FROM roster WHERE @room IS NULL AND unit || '-' || name = @name AND contact IS NOT NULL AND until_at IS NULL
`).pluck().all({ room, name }) as string[]

/** Forgets the ids that hold for one login only (the web protocol's begin with @): the next ones are matched by title and name. */
export function forgetSessionIds(store: Store): void {
  store.transaction(() => {
    store.exec(`
      UPDATE room SET chat = NULL WHERE chat LIKE '@%';
      UPDATE member SET contact = NULL WHERE contact LIKE '@%';
      UPDATE roster SET contact = NULL WHERE contact LIKE '@%';
      UPDATE binding SET contact = NULL WHERE contact LIKE '@%';
      UPDATE outbox SET contact = NULL WHERE contact LIKE '@%' AND state = 'queued';
    `)
  }).immediate()
}
