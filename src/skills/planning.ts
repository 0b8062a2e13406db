// Plans the steps of deadlines: when one is set or changed, for a room that is newly served, and for what a notice asks. A step whose time has passed is not planned.

import type { Outgoing } from '../chat/event.ts'
import type { Deadline, Terms } from '../deadline/deadline.ts'
import { usualLeads } from '../deadline/deadline.ts'
import { planSteps, type Step } from '../deadline/steps.ts'
import { nextOccurrence } from '../language/due.ts'
import { addWorkingDays } from '../language/working-days.ts'
import type { Library } from '../library.ts'
import { instantOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { addDeadline, changeTerms, deadlinesToRoll, endDeadline, findDeadline, nextRollAt, setRollAt, sharedDeadlines } from '../store/deadlines.ts'
import { enabledRooms, markPlanned, unplannedRooms } from '../store/rooms.ts'
import { planStep, supersedeSteps } from '../store/steps.ts'
import type { Duty } from './duty.ts'

/** The one city whose own holidays count: where all who are to hand in lie in it. */
export function cityOfAll({ audience: { kind, regions } }: Pick<Deadline, 'audience'>): string | null {
  const [city, ...more] = kind === 'all' ? [] : new Set(regions.map(region => region.split('/')[0] ?? ''))
  return more.length === 0 ? city ?? null : null
}

/** The steps of a deadline that are still to come. */
export const stepsFrom = (deadline: Pick<Deadline, 'kind' | 'due' | 'leads' | 'audience'>, now: Date, library: Library): Step[] => (
  planSteps(deadline, calendarOf(library), cityOfAll(deadline)).filter(({ at }) => instantOf(at) > now)
)

function planIn(room: string, deadline: Deadline, now: Date, library: Library): void {
  for (const { name, at } of stepsFrom(deadline, now, library)) {
    planStep(library.store, { deadline: deadline.id, room, step: name, revision: deadline.revision, plannedAt: instantOf(at).toISOString() })
  }
}

/** Plans a deadline that was set or changed in its room, or in all rooms that are served. */
function plan(deadline: Deadline, now: Date, library: Library): void {
  for (const room of deadline.room === null ? enabledRooms(library.store) : [deadline.room]) planIn(room, deadline, now, library)
  if (deadline.repeat !== null) setRollAt(library.store, deadline.id, rollAt(deadline, library).toISOString())
}

/** When a repeated deadline goes on: after its last step, or when the next time's first step comes. */
function rollAt({ kind, due, leads, repeat, audience }: Deadline, library: Library): Date {
  const calendar = calendarOf(library), next = repeat === null ? due : { ...due, day: nextOccurrence(repeat, due.day, calendar) }
  const after = instantOf({ day: addWorkingDays(due.day, 3, calendar, cityOfAll({ audience })), time: '09:30' }), [first] = planSteps({ kind, due: next, leads }, calendar)
  const before = first ? new Date(instantOf(first.at).getTime() - 3_600_000) : after, earliest = instantOf(due)
  return before < after && before > earliest ? before : after
}

type NewDeadline = Omit<Deadline, 'id' | 'cycle' | 'revision' | 'state' | 'setAt'>

/** Sets a deadline and plans its steps; null where this source has set it before. */
export function setDeadline(library: Library, deadline: NewDeadline, source: string, now: Date): Deadline | null {
  const id = addDeadline(library.store, { ...deadline, setAt: now.toISOString() }, source), set = id === null ? null : findDeadline<Deadline>(library.store, id)
  if (set) plan(set, now, library)
  return set
}

/** Gives a deadline other terms: a new revision with all its steps anew. */
export function moveDeadline(library: Library, before: Deadline, terms: Omit<Terms, 'repeat'> & { readonly cycle?: number }, what: string, by: string, now: Date): Deadline {
  changeTerms(library.store, before, { cycle: before.cycle, ...terms }, what, by, now.toISOString())
  supersedeSteps(library.store, before.id, now.toISOString())
  const moved = findDeadline<Deadline>(library.store, before.id) ?? before
  plan(moved, now, library)
  return moved
}

/** Ends a deadline; what is planned for it goes no more. */
export function stopDeadline({ store }: Library, id: number, state: 'cancelled' | 'closed', by: string, now: Date): void {
  endDeadline(store, id, state, by, now.toISOString())
  supersedeSteps(store, id, now.toISOString())
}

const planted = new WeakSet<Library>()

/** What the notices ask, once; a deadline that has passed by then stays silent and takes no number. */
function plant(now: Date, library: Library): void {
  for (const { id, document, kind, title, says, forms, recipient, day, time, target } of library.dictionary.deadlines) {
    const due = { day, time: time ?? '18:00' }
    if (instantOf(due) <= now) continue
    setDeadline(library, { kind, title, says, forms, recipient, room: null, audience: { kind: 'all', regions: [], label: '各市州' }, target, due, timeSaid: time !== null, leads: usualLeads[kind], repeat: null, setBy: document }, `notice ${document} ${id}`, now)
  }
  planted.add(library)
}

/** Looks at notices and rooms that are new, and takes repeated deadlines on to their next time. */
export const planning: Duty = {
  name: 'planning',
  next: nextRollAt,
  run: (now, library): Outgoing[] => {
    const { store } = library
    if (!planted.has(library)) plant(now, library)
    for (const room of unplannedRooms(store)) {
      for (const deadline of sharedDeadlines<Deadline>(store)) planIn(room, deadline, now, library)
      markPlanned(store, room)
    }
    for (const deadline of deadlinesToRoll<Deadline>(store, now.toISOString())) roll(deadline, now, library)
    return []
  },
}

/** Is there something to plan before anything is due? */
export const mustPlan = (library: Library): boolean => !planted.has(library) || unplannedRooms(library.store).length > 0

function roll(deadline: Deadline, now: Date, library: Library): void {
  if (deadline.repeat === null) return
  const calendar = calendarOf(library)
  let day = nextOccurrence(deadline.repeat, deadline.due.day, calendar)
  // After a long time without the bot the next one to come is meant.
  while (instantOf({ day, time: deadline.due.time }) <= now) day = nextOccurrence(deadline.repeat, day, calendar)
  moveDeadline(library, deadline, { due: { day, time: deadline.due.time }, timeSaid: deadline.timeSaid, leads: deadline.leads, cycle: deadline.cycle + 1 }, 'repeated', '', now)
}
