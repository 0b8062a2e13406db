// Who wrote a message: by the roster where it knows them, by the group nickname otherwise. A nickname alone never makes an admin: anybody can
// change theirs. Refuses to guess: of two entries that fit, none is meant.

import type { Role } from '../chat/event.ts'
import { countyOfNickname, readNickname, regionOfNickname } from '../language/nickname.ts'
import type { Store } from '../store/open.ts'
import { membersWithRole, nameOfContact, roleInRoom } from '../store/rooms.ts'
import { entriesNamed, entryOf, isSessionId, standing, type Standing } from '../store/roster.ts'
import type { Dictionary } from '../table/dictionary.ts'

export type Person = {
  readonly name: string
  readonly role: Role
  /** The city, by roster or nickname. */
  readonly region: string | null
  /** The county that the nickname names, where it is one of that city. */
  readonly county: string | null
  /** Of the provincial centre: no city is theirs. */
  readonly province: boolean
  readonly entry: Standing | null
}

/** The roster entry whose name and place a nickname shows; one that is bound to another id is somebody else. */
function entryShown(nickname: string, sender: string | null, store: Store, dictionary: Dictionary): Standing | null {
  const { name, region, unit } = readNickname(nickname, dictionary)
  const showsPlace = (entry: Standing): boolean => (entry.region === null ? unit !== null && entry.unit.includes(unit) : entry.region === region)
  // Who was bound under a nickname that shows no name or another place stands there by the whole nickname.
  const fits = entriesNamed(store, [nickname, name ?? nickname]).filter(entry => entry.name === nickname || (entry.name.length > 1 && showsPlace(entry)))
  const [only] = fits
  if (!only || fits.length > 1) return null
  // An id of another kind of login says nothing about this one.
  const bound = only.contact !== null && sender !== null && isSessionId(only.contact) === isSessionId(sender)
  return bound && only.contact !== sender ? null : only
}

/**
 * Who somebody is.
 *
 * 乐山-张三 → { name: '乐山-张三', role: 'reporter', region: '乐山市', county: null, province: false, entry: null }
 */
export function identify({ room, from, sender }: { readonly room: string | null; readonly from: string; readonly sender: string | null }, store: Store, dictionary: Dictionary): Person {
  const bound = sender === null ? null : entryOf(store, sender), entry = bound ?? entryShown(from, sender, store, dictionary)
  const listed = roleInRoom<Role>(store, room, from)
  const byRoster = entry === null ? null : entry.role === 'admin' && entry !== bound ? 'reporter' : entry.role
  const role = listed === 'admin' ? 'admin' : byRoster ?? listed ?? 'reporter'
  const shown = regionOfNickname(from, dictionary), region = entry?.region ?? shown
  return { name: from, role, region, county: shown === region ? countyOfNickname(from, dictionary) : null, province: region === null && /^(?:四川)?省/u.test(entry?.unit ?? from), entry }
}

/** How the admins can be reached in private: those of the room's own list, and those of the roster whose id is known. */
export function adminsFor(room: string | null, store: Store): { readonly person: string; readonly contact: string | null }[] {
  const bound = standing(store).flatMap(({ role, contact, unit, name }) => (role === 'admin' && contact !== null ? [{ person: nameOfContact(store, contact) ?? `${unit}-${name}`, contact }] : []))
  const listed = room === null ? [] : membersWithRole(store, room, 'admin').map(person => ({ person, contact: null }))
  return [...bound, ...listed]
}
