// Puts somebody on the roster by what was said in a chat. What stood before is ended and kept.

import { readNickname } from '../language/nickname.ts'
import type { Store } from '../store/open.ts'
import { addEntry, endEntry } from '../store/roster.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { identify } from './person.ts'

type Newcomer = {
  /** The name shown in the chat. */
  readonly from: string
  readonly contact: string | null
  /** Null leaves the region as it is known. */
  readonly region: string | null
  readonly role: 'admin' | 'reporter'
  /** Where it was said: chat:口令, chat:绑定3. What a chat brought is not ended by the next roster file. */
  readonly source: string
  readonly at: string
}

/** Adds the person in place of the entry by which they were known. */
export function enter(store: Store, dictionary: Dictionary, { from, contact, region, role, source, at }: Newcomer): void {
  const known = identify({ room: null, from, sender: contact }, store, dictionary).entry, shown = readNickname(from, dictionary)
  // A binding to a city never takes over an admin's entry by its name.
  const before = known?.role === 'admin' && role !== 'admin' && known.contact !== contact ? null : known
  /** Does the nickname show the place too? Else only the whole nickname leads back to the entry. */
  const isShown = region === null || region === shown.region
  if (before) endEntry(store, before.id, at)
  addEntry(store, {
    unit: before?.unit ?? shown.unit ?? region ?? '未填单位', name: isShown ? before?.name ?? shown.name ?? from : from,
    region: region ?? before?.region ?? shown.region,
    role: before?.role === 'admin' ? 'admin' : role, main: before?.main ?? false, contact, phone: before?.phone ?? null,
  }, source, at)
}
