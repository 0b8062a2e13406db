// 群接龙 into the ledger: each post repeats the list, so only what is new or changed in it counts. A line that is missing withdraws nothing.

import { replyTo, type MessageEvent } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { tellRecorded, tellRefusals, tellSeveral, type Recorded } from '../replies/updates.ts'
import { identify } from '../roster/person.ts'
import { shanghaiDay } from '../shanghai.ts'
import { addNote, findNote, hashLine, keepLine, touchNote } from '../store/group-notes.ts'
import { countReports, standingRecord } from '../store/ledger.ts'
import { contactsNamed, namesIn } from '../store/rooms.ts'
import type { GroupNote, NoteLine } from '../update/group-note.ts'
import { readUpdate, type Refusal, type Update } from '../update/read.ts'
import type { Entry } from '../update/record.ts'
import { setPending } from './pending.ts'
import { actOf, correct, keyOf, longForms, record } from './recording.ts'
import type { Understood } from './skill.ts'

/** `at`: when the line was written, where the messenger tells it. */
type Read = NoteLine & { readonly contact: string | null; readonly at: Date; readonly hash: string; readonly update: Extract<Update, { kind: 'report' }> | null; readonly unplaced: boolean }

/** Who is shown under a name in this room: by an id that lasts where there is one. */
function keyOfName(name: string, writer: string | null, event: MessageEvent, { store }: Library): string {
  if (writer !== null) return keyOf({ from: name, sender: writer })
  if (name === event.from) return keyOf(event)
  const [contact, ...more] = event.room === null ? [] : contactsNamed(store, event.room, name)
  return contact === undefined || more.length > 0 ? name : keyOf({ from: name, sender: contact })
}

/** Null where no line of the list is a report. */
export function note(event: MessageEvent, { title, lines }: GroupNote, library: Library): Understood | null {
  const { store, dictionary } = library
  const { writers = [] } = event, isTold = writers.length === lines.length
  const read = lines.map((line, i): Read => {
    const told = isTold ? writers[i] : undefined, contact = told?.contact ?? null, at = told && told.at <= event.at && told.at.getTime() > 0 ? told.at : event.at
    const { region, county } = identify({ room: event.room, from: line.name, sender: contact }, store, dictionary)
    const update = readUpdate({ text: line.content, mention: false, writer: { city: region, county, province: false, admin: true }, today: shanghaiDay(at), heading: title }, dictionary)
    return { ...line, contact, at, hash: hashLine(line.content), update: update.kind === 'report' ? update : null, unplaced: update.kind === 'which-place' }
  })
  const isReport = read.some(({ update, unplaced }) => unplaced || (update !== null && update.entries.length + update.refusals.length > 0))
  return isReport ? { commit: () => commit(read) } : null

  function commit(all: readonly Read[]) {
    const at = event.at.toISOString(), kept = findNote(store, event.room, title, all, at), id = kept?.note ?? addNote(store, event.room, title, at)
    const done: Recorded[] = [], refusals: Refusal[] = []
    touchNote(store, id, at)
    for (const line of all) {
      const before = kept?.lines.get(line.name)
      // What a line said before is changed back by who wrote it; in another's copy of the list it is stale.
      if (before && (before.hash === line.hash || (line.name !== event.from && before.before.includes(line.hash)))) continue
      const records = (line.update?.entries ?? []).map((entry, i) => write(line, entry, i === 0 ? before?.record ?? null : null))
      done.push(...records)
      refusals.push(...line.update?.refusals ?? [], ...(line.unplaced ? [{ why: 'unknown-region' as const, said: line.name }] : []))
      keepLine(store, id, line.name, line.hash, records[0]?.id ?? null, at)
    }
    const [only] = done, isLong = countReports(store, keyOf(event)) <= longForms
    if (only && done.length === 1) setPending(store, event, { record: only.id, ...(only.fall ? { fall: true } : {}) })
    const told = only === undefined ? [] : [done.length === 1 ? tellRecorded(only, isLong, dictionary, event.at) : tellSeveral(done, isLong, dictionary, event.at)]
    const wrong = refusals.length === 0 ? [] : [tellRefusals(refusals, done.length > 0, null, dictionary)]
    return told.length + wrong.length === 0 ? [] : [replyTo(event, [...told, ...wrong].join('\n'))]
  }

  /** A line that was changed corrects the record that it became. */
  function write({ name, content, contact, at }: Read, entry: Entry, recordBefore: number | null): Recorded {
    const act = { ...actOf(event, `${title}\n${name} ${content}`), person: name, key: keyOfName(name, contact, event, library), author: event.from, at: at.toISOString() }
    const before = recordBefore === null ? null : standingRecord(store, recordBefore)
    return before ? correct(before, entry, act, library, event.at) : record(entry, act, library, event.at)
  }
}

/** The list that a message holds is read with the names of its room. */
export const namesFor = ({ room, from }: MessageEvent, { store }: Library): string[] => [...new Set([...(room === null ? [] : namesIn(store, room)), from])]
