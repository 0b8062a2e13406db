// A form that came back as a file: read like a message with many lines, recorded by the same rules, answered once. A file that is none of ours is left
// alone, and one that is too big is not looked into.

import { replyTo, type Event, type MessageEvent } from '../chat/event.ts'
import { mask } from '../language/mask.ts'
import type { Library } from '../library.ts'
import { templateBroken, templateEmpty, tellFilledIn, viewersFillNot, type Change, type FilledIn } from '../replies/exports.ts'
import { sayContent, tellRefusals } from '../replies/updates.ts'
import { readFilled, type FilledCell, type FilledForm } from '../report/filled.ts'
import type { Sheet } from '../report/sheet.ts'
import { makeTemplate } from '../report/template.ts'
import type { Person } from '../roster/person.ts'
import { shanghaiDay } from '../shanghai.ts'
import { countReports, leadingFigure, recordsOfDay, visibleFigures, type Act } from '../store/ledger.ts'
import { messageKey } from '../store/messages.ts'
import { officialFigures } from '../table/official.ts'
import { isFall } from '../update/checks.ts'
import { parserVersion } from '../update/read.ts'
import { cityOf, type Entry, type Metric } from '../update/record.ts'
import { setPending } from './pending.ts'
import { keyOf, longForms, record } from './recording.ts'
import { secrecy } from './secrecy.ts'
import type { Understood } from './skill.ts'

/** `sender`: by the door's own id, where it tells one. */
export type FileEvent = Extract<Event, { type: 'file' }> & { readonly sender?: string | null }

const mostBytes = 5_000_000
/** So much of what a form said is kept with its record. */
const longestNote = 2000

/** The key by which a file is handled once: files have no id. */
export const fileKey = ({ room, from, at, name }: FileEvent): string => messageKey({ id: null, room, from, at, text: `file\0${name}` })

/** A file as the message it stands for, which says `text`. */
export const asMessage = ({ at, room, from, sender, name }: FileEvent, text = `file\0${name}`): MessageEvent => (
  { type: 'message', at, id: null, room, from, sender: sender ?? null, text, mention: false, note: false, quote: null, broadcast: false, backlog: false }
)

/** As with messages: of one's own city, an admin of any; who has no city of his own may name one. */
export const mayReport = ({ role, region, province }: Person, city: string): boolean => role === 'admin' || (region === null ? !province : region === city)

/** The form of a region with the figures that lead. `room`: where it will be seen; null where only by who may see them all. */
export function templateOf(region: string, room: string | null, isOwn: boolean, { store, dictionary }: Library): Sheet[] {
  const counties = region.includes('/') ? [] : dictionary.counties.filter(({ city }) => city === region).map(({ name }) => name)
  return makeTemplate({
    region, counties, official: indicator => officialFigures(region, indicator, store, dictionary),
    last: (place, indicator) => (room === null && isOwn ? leadingFigure(store, place, indicator, null) : visibleFigures(store, place, indicator, { room, isAdmin: false }).find(({ scope }) => scope === null) ?? null),
  }, dictionary)
}

type Good = FilledCell & { readonly indicator: string; readonly value: number }
const isGood = (cell: FilledCell): cell is Good => cell.indicator !== null && cell.value !== null && cell.fault === null

/** One entry a place, as of a message: its topic is that of the first figure. */
function entriesOf(cells: readonly FilledCell[], asOf: string, { dictionary: { indicators } }: Library): Entry[] {
  return [...Map.groupBy(cells.filter(isGood), ({ region }) => region)].map(([region, filled]) => {
    const metrics = filled.map(({ indicator, value, approximate }): Metric => ({ indicator, value, unit: indicators[indicator]?.unit ?? '', ...(approximate ? { approx: true } : {}) }))
    return { region, scope: null, topic: indicators[metrics[0]?.indicator ?? '']?.topic ?? 'other', metrics, status: null, asOf }
  })
}

/** What is kept of a form's words with the record of a place, masked. */
const noteOf = (entry: Entry, name: string, { remarks }: FilledForm, { dictionary }: Library): string => (
  mask([name, sayContent(entry, dictionary), ...remarks.filter(({ region }) => region === entry.region).map(({ text }) => text)].join('\n')).slice(0, longestNote)
)

/** What a figure is beside the one that led before it was recorded. */
function changesOf({ region, scope, asOf, metrics }: Entry, { store }: Library): Change[] {
  const today = recordsOfDay(store, region, scope, asOf)
  return metrics.map(metric => {
    const before = leadingFigure(store, region, metric.indicator, scope), known = today.some(one => one.metrics.some(({ indicator, value, approx }) => indicator === metric.indicator && value === metric.value && approx === metric.approx))
    return { ...metric, before, known, fell: !known && before !== null && before.asOf <= asOf && isFall(metric, before) }
  })
}

/**
 * What a file reports, or null where it is no form of ours: nothing is said then, and nothing kept.
 *
 * await understandFile({ type: 'file', name: '填报模板-乐山市-20210825-1000.xlsx', read, … }, person, library) → commit() records and answers
 *
 * @throws whatever reading the file throws
 */
export async function understandFile(event: FileEvent, person: Person, library: Library): Promise<Understood | null> {
  if (!/\.xlsx$/iu.test(event.name)) return null
  const { store, dictionary } = library, today = shanghaiDay(event.at), message = asMessage(event)
  const say = (text: string): Understood => ({ commit: () => [replyTo(message, text)] })
  const bytes = await event.read()
  const form = bytes.length > mostBytes ? null : await readFilled(bytes, dictionary, today)
  if (form === null) return null
  if (person.role === 'viewer') return say(viewersFillNot)
  if (form === 'broken') return say(templateBroken)
  const marked = await secrecy.understand({ event: asMessage(event, `${event.name}\n${form.words}`), person, addressed: false, library })
  if (marked) return marked
  const { region, cells } = form, city = region === null ? null : cityOf(region)
  if (region !== null && city !== null && !mayReport(person, city)) return say(tellRefusals([{ why: 'not-own', said: region }], false, person.region, dictionary))
  const unit = (id: string | null): string => dictionary.indicators[id ?? '']?.unit ?? ''
  const faults = cells.flatMap(({ cell, name, said, indicator, fault }) => (fault === null ? [] : [{ cell, name, said, fault, unit: unit(indicator) }]))
  if (cells.length === 0) return say(templateEmpty)
  // Whose figures they are, or of which day, is not guessed.
  const isLost = faults.some(({ fault }) => fault === 'region' || fault === 'day' || fault === 'future')
  const entries = isLost ? [] : entriesOf(cells, form.asOf ?? today, library)
  return {
    commit: () => {
      const act = (entry: Entry): Act => ({ room: event.room, person: event.from, key: keyOf(message), note: noteOf(entry, event.name, form, library), parser: parserVersion, message: fileKey(event), at: event.at.toISOString() })
      const done = entries.map((entry): FilledIn => {
        const changes = changesOf(entry, library), { id, how } = record(entry, act(entry), library, event.at)
        return { id, region: entry.region, asOf: entry.asOf, isNew: how === 'new', changes }
      })
      const [only] = done
      if (only && done.length === 1) setPending(store, message, { record: only.id, ...(only.changes.some(({ fell }) => fell) ? { fall: true } : {}) })
      return [replyTo(message, tellFilledIn(done, faults, countReports(store, keyOf(message)) <= longForms, dictionary, event.at))]
    },
  }
}
