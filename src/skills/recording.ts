// Writes what was read into the ledger, inside the transaction of its message, and gathers what the reply needs to know of it.

import type { MessageEvent } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { tellOfficial, type Recorded } from '../replies/updates.ts'
import { addRecord, correctRecord, figuresOfDay, leadingFigure, recordsOfDay, visibleFigures, type Act, type Told, type Version } from '../store/ledger.ts'
import { messageKey } from '../store/messages.ts'
import { isSessionId } from '../store/roster.ts'
import { officialFigures } from '../table/official.ts'
import { doubtsOf, isFall } from '../update/checks.ts'
import { parserVersion } from '../update/read.ts'
import type { Entry, Metric } from '../update/record.ts'

/** A person's first reports are answered with how to mend them. */
export const longForms = 3
/** How many of a person's last records are looked through for the one that is meant. */
export const mostRecords = 40

/** Who somebody is in the ledger: by an id that lasts, else by the name shown. */
export const keyOf = ({ from, sender }: Pick<MessageEvent, 'from' | 'sender'>): string => (sender !== null && !isSessionId(sender) ? sender : from)

/** The act that a message is; `note` is what is kept of its text, masked. */
export const actOf = (event: MessageEvent, note: string): Act => ({ room: event.room, person: event.from, key: keyOf(event), note, parser: parserVersion, message: messageKey(event), at: event.at.toISOString() })

type Looked = { readonly last: Told | null; readonly fall: Told | null; readonly doubts: readonly string[] }

/** What the ledger holds beside an entry, `except` for the record that it replaces; told is only what may be told in that room. */
function lookAt(entry: Entry, except: number | undefined, room: string | null, { store, dictionary }: Library): Looked {
  const leading = ({ indicator }: Metric): Told | null => leadingFigure(store, entry.region, indicator, entry.scope, except)
  const before = (metric: Metric): Told | null => {
    const told = leading(metric)
    return told !== null && told.asOf <= entry.asOf ? told : null
  }
  const sameDay = ({ indicator }: Metric): Told[] => figuresOfDay(store, entry.region, indicator, entry.scope, entry.asOf).filter(({ record }) => record !== except)
  const [first] = entry.metrics, fallen = first === undefined ? null : before(first)
  const isTold = (told: Told | null): boolean => told !== null && first !== undefined && visibleFigures(store, entry.region, first.indicator, { room, isAdmin: false }).some(({ record: id }) => id === told.record)
  const last = first === undefined ? null : leading(first)
  return { last: isTold(last) ? last : null, fall: first !== undefined && isFall(first, fallen) && isTold(fallen) ? fallen : null, doubts: doubtsOf(entry, before, sameDay, dictionary) }
}

function asRecorded(version: Version, how: Recorded['how'], { last, fall }: Looked, { store, dictionary }: Library, now: Date): Recorded {
  const [first] = version.metrics, unit = first?.unit ?? ''
  const official = first === undefined ? null : officialFigures(version.region, first.indicator, store, dictionary)
  return {
    id: version.id, how, told: version, isOlder: last !== null && last.asOf > version.asOf,
    last: last === null ? null : { ...last, unit }, fall: fall === null ? null : { ...fall, unit },
    official: first === undefined || official === null ? null : tellOfficial(official.figures, first.indicator, official.asOf, dictionary, now),
  }
}

const sameMetric = (a: Metric, b: Metric): boolean => a.indicator === b.indicator && a.value === b.value && a.approx === b.approx

/** Adds an entry as a record of its own. What stands already for that place and day from the same room is not added again. */
export function record(entry: Entry, act: Act, library: Library, now: Date): Recorded {
  const standing = recordsOfDay(library.store, entry.region, entry.scope, entry.asOf).filter(({ room }) => room === act.room)
  const isKnown = (metric: Metric): boolean => standing.some(({ metrics }) => metrics.some(one => sameMetric(one, metric)))
  const metrics = entry.metrics.filter(metric => !isKnown(metric))
  const same = standing.find(one => (entry.metrics.length > 0 || entry.status !== null ? entry.metrics.every(isKnown) && (entry.status === null || (one.status === entry.status && one.topic === entry.topic)) && (entry.metrics.length === 0 || one.metrics.some(metric => entry.metrics.some(own => sameMetric(own, metric))))
    : one.metrics.length === 0 && one.note === act.note && one.reporterKey === act.key))
  if (same) return asRecorded(same, 'same', { last: null, fall: null, doubts: [] }, library, now)
  const fresh = { ...entry, metrics }, looked = lookAt(fresh, undefined, act.room, library)
  return asRecorded(addRecord(library.store, fresh, looked.doubts, act), 'new', looked, library, now)
}

/** Puts a corrected entry in the place of a record's standing version. */
export function correct(before: Version, entry: Entry, act: Act, library: Library, now: Date): Recorded {
  const looked = lookAt(entry, before.id, before.room, library)
  return asRecorded(correctRecord(library.store, before, entry, looked.doubts, act), 'corrected', looked, library, now)
}
