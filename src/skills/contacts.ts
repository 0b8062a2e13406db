// Who of a room reports for which region, by roster or nickname. Viewers and admins are nobody's contact; a county's person is not its city's.

import type { Role } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { identify, type Person } from '../roster/person.ts'
import { membersOf } from '../store/rooms.ts'

/** `region`: the full name of a city, or 市/县. */
export type Contact = { readonly name: string; readonly contact: string | null; readonly region: string }

/** The place that somebody reports for: 乐山市, 遂宁市/船山区; null for who has none. */
export const homeRegion = ({ region, county }: Pick<Person, 'region' | 'county'>): string | null => (region === null || county === null ? region : `${region}/${county}`)

/** The reporters of a room who have a region, in the order of its members. */
export function contactsOf(room: string, { store, dictionary }: Library): Contact[] {
  return membersOf<Role>(store, room).flatMap(({ name, contact }) => {
    const person = identify({ room, from: name, sender: contact }, store, dictionary), region = homeRegion(person)
    return person.role === 'reporter' && region !== null ? [{ name, contact, region }] : []
  })
}

/** The regions of a room's reporters, each once, in the order of the members. */
export const regionsOf = (room: string, library: Library): string[] => [...new Set(contactsOf(room, library).map(({ region }) => region))]
