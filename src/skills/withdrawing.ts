// 撤回, 作废 #37, and a message recalled: what was reported counts no more. By the reporter, an admin, or a colleague whom the roster binds to the region.

import { replyTo, type Event, type Outgoing } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { nothingToWithdraw, noSuchRecord, notYours, tellRecalled, tellWithdrawn } from '../replies/updates.ts'
import type { Person } from '../roster/person.ts'
import { newestAct, recordsOf, standingRecord, withdrawRecord, type Version } from '../store/ledger.ts'
import { cityOf } from '../update/record.ts'
import { parserVersion } from '../update/read.ts'
import type { Withdrawal } from '../update/withdrawal.ts'
import { setPending } from './pending.ts'
import { actOf, keyOf } from './recording.ts'
import type { Heard, Understood } from './skill.ts'

/** May this person change that record? */
export const mayChange = (version: Version, key: string, { role, entry }: Person): boolean => (
  version.reporterKey === key || role === 'admin' || (entry !== null && entry.role === 'reporter' && entry.region === cityOf(version.region))
)

const asTold = (versions: readonly Version[]) => versions.map(version => ({ id: version.id, told: version }))

/** `note` is the message, masked. Null where nothing of the sender's stands and nobody asked the bot. */
export function withdraw({ event, person, addressed, library: { store, dictionary } }: Heard, { record }: Withdrawal, note: string): Understood | null {
  const say = (text: string): Understood => ({ commit: () => [replyTo(event, text)] })
  const key = keyOf(event), version = record === null ? null : standingRecord(store, record)
  if (record !== null && version === null) return addressed ? say(noSuchRecord(record)) : null
  if (version !== null && !mayChange(version, key, person)) return say(notYours(version.id, version.reporter))
  if (version === null && newestAct(store, key, event.room).length === 0) return addressed ? say(nothingToWithdraw) : null
  return {
    commit: () => {
      const versions = version !== null ? [version] : newestAct(store, key, event.room)
      for (const one of versions) withdrawRecord(store, one, actOf(event, note))
      setPending(store, event, {})
      return [replyTo(event, tellWithdrawn(asTold(versions), dictionary, event.at))]
    },
  }
}

/** Withdraws what a recalled message reported; one line says so. */
export function withdrawRecalled(event: Extract<Event, { type: 'recall' }>, message: string, { store, dictionary }: Library): Outgoing[] {
  const versions = recordsOf(store, message)
  const act = { room: event.room, person: event.from, key: event.from, note: '', parser: parserVersion, message: `recall\0${message}`, at: event.at.toISOString() }
  for (const version of versions) withdrawRecord(store, version, act)
  return versions.length === 0 ? [] : [replyTo({ ...event, sender: null }, tellRecalled(asTold(versions), dictionary))]
}
