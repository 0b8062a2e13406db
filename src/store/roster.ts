// The roster: who stands for which region with which role. An entry is ended, never changed or deleted.

import type { Role } from '../chat/event.ts'
import type { Store } from './open.ts'

export type Entry = { readonly unit: string; readonly name: string; readonly region: string | null; readonly role: Role; readonly main: boolean; readonly contact: string | null; readonly phone: string | null }
export type Standing = Entry & { readonly id: number; readonly source: string; readonly from: string; readonly until: string | null }

type Row = Omit<Entry, 'main'> & { readonly id: number; readonly main: number; readonly source: string; readonly from_at: string; readonly until_at: string | null }
const asStanding = ({ main, from_at: from, until_at: until, ...rest }: Row): Standing => ({ ...rest, main: main === 1, from, until })

/** Who stands on the roster now, in the order in which they came. */
export const standing = (store: Store): Standing[] => (store.prepare('SELECT * FROM roster WHERE until_at IS NULL ORDER BY id').all() as Row[]).map(asStanding)

/** All entries, with the ended ones. */
export const history = (store: Store): Standing[] => (store.prepare('SELECT * FROM roster ORDER BY id').all() as Row[]).map(asStanding)

/** Ids that hold for one login only, as the web protocol gives them. */
export const isSessionId = (contact: string): boolean => contact.startsWith('@')

/** Can an admin be known by the id of this login? `self` is the bot's own. */
export const hasAdmin = (store: Store, self: string): boolean => (
  standing(store).some(({ role, contact }) => role === 'admin' && contact !== null && isSessionId(contact) === isSessionId(self))
)

/** Is nobody else an admin by an id? */
export const isLastAdmin = (store: Store, { role, contact }: Entry): boolean => role === 'admin' && contact !== null && standing(store).filter(one => one.role === 'admin' && one.contact !== null).length < 2

/** The standing entries of these names. */
export const entriesNamed = (store: Store, names: readonly [string, string]): Standing[] => (
  (store.prepare('SELECT * FROM roster WHERE name IN (?, ?) AND until_at IS NULL ORDER BY id').all(...names) as Row[]).map(asStanding)
)

/** The standing entry that holds this id. */
export function entryOf(store: Store, contact: string): Standing | null {
  const row = store.prepare('SELECT * FROM roster WHERE contact = ? AND until_at IS NULL ORDER BY id DESC').get(contact) as Row | undefined
  return row ? asStanding(row) : null
}

/** The standing entry of a number. */
export function findEntry(store: Store, id: number): Standing | null {
  const row = store.prepare('SELECT * FROM roster WHERE id = ? AND until_at IS NULL').get(id) as Row | undefined
  return row ? asStanding(row) : null
}

/** Entries that were ended, the last to come first, from before a number on. */
export const endedEntries = (store: Store, before: number | null, most: number): Standing[] => (
  (store.prepare('SELECT * FROM roster WHERE until_at IS NOT NULL AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @most').all({ before, most }) as Row[]).map(asStanding)
)

/** Adds an entry. */
export function addEntry(store: Store, { unit, name, region, role, main, contact, phone }: Entry, source: string, at: string): number {
  return Number(store.prepare('INSERT INTO roster (unit, name, region, role, main, contact, phone, source, from_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(unit, name, region, role, main ? 1 : 0, contact, phone, source, at).lastInsertRowid)
}

export function endEntry(store: Store, id: number, at: string): void {
  store.prepare('UPDATE roster SET until_at = ? WHERE id = ? AND until_at IS NULL').run(at, id)
}

const fields = ['unit', 'name', 'region', 'role', 'main', 'phone'] as const

/** What a file makes of the roster. `stays`: who is not in it and did not come by a file. */
export type Compared = {
  readonly added: readonly { readonly entry: Entry; readonly old: Standing | null }[]
  readonly ended: readonly Standing[]
  readonly kept: readonly Standing[]
  readonly stays: readonly Standing[]
}

/** Who was bound in a chat or added on the console is on no file. */
const isOfNoFile = ({ source }: Standing): boolean => source.startsWith('chat:') || source.startsWith('console:')

/** What `replaceRoster` would do. */
export function compareRoster(store: Store, entries: readonly Entry[]): Compared {
  const before = standing(store), matched = new Set<number>(), added: { entry: Entry; old: Standing | null }[] = [], kept: Standing[] = []
  for (const entry of entries) {
    const old = before.find(one => one.unit === entry.unit && one.name === entry.name && !matched.has(one.id))
    const full = { ...entry, contact: entry.contact ?? old?.contact ?? null }
    if (old) matched.add(old.id)
    if (old && fields.every(field => old[field] === full[field]) && old.contact === full.contact) kept.push(old)
    else added.push({ entry: full, old: old ?? null })
  }
  const others = before.filter(({ id }) => !matched.has(id))
  return { added, ended: others.filter(one => !isOfNoFile(one)), kept, stays: others.filter(isOfNoFile) }
}

/**
 * Makes the roster what a file says: who is new is added, who is gone is ended, who changed is ended and added anew. An entry with its unit and name
 * keeps the id that it was bound to in a chat, unless the file names another. Entries that no file brought (bound in a chat, added on the console) stay.
 */
export function replaceRoster(store: Store, entries: readonly Entry[], source: string, at: string): { readonly added: number; readonly ended: number; readonly kept: number } {
  return store.transaction(() => {
    const { added, ended, kept } = compareRoster(store, entries)
    for (const { entry, old } of added) {
      if (old) endEntry(store, old.id, at)
      addEntry(store, entry, source, at)
    }
    ended.forEach(({ id }) => endEntry(store, id, at))
    return { added: added.length, ended: ended.length, kept: kept.length }
  }).immediate()
}
