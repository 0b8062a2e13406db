// Reminds of deadlines: decides each step of a deadline in a room once, and says at the moment of sending who is outstanding then.

import type { About, Outgoing } from '../chat/event.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { catchUpAt, speakingFrom } from '../deadline/hours.ts'
import type { Library } from '../library.ts'
import { tellReminder, tellTargets } from '../replies/reminders.ts'
import { instantOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { findDeadline } from '../store/deadlines.ts'
import { holdOn } from '../store/holds.ts'
import { isEnabled } from '../store/rooms.ts'
import { endStep, holdStep, isOvertaken, nextStepAt, roomsReminded, stepsDue, type PlannedStep } from '../store/steps.ts'
import { contactsOf } from './contacts.ts'
import { never, type Duty } from './duty.ts'
import { cityOfAll } from './planning.ts'
import { standingOf } from './standing.ts'

/** A beat may come that late without the step being a missed one. */
const tolerance = 10 * 60_000

/** When what is due goes; later than now where a pause, the night or a day off holds it. */
function goesAt(deadline: Deadline, room: string, plannedAt: Date, now: Date, library: Library): string {
  const held = holdOn(library.store, room, now.toISOString())
  if (held) return held.until ?? never
  const isLate = now.getTime() - plannedAt.getTime() > tolerance
  return (isLate ? catchUpAt(now, instantOf(deadline.due), calendarOf(library), cityOfAll(deadline)) : speakingFrom(now)).toISOString()
}

type Due = { readonly deadline: Deadline; readonly steps: readonly [PlannedStep, ...PlannedStep[]] }

/** Of the steps of a deadline that are due in a room the latest goes, the others are skipped; null where none goes now. */
function choose({ deadline, steps }: Due, now: Date, library: Library): PlannedStep | null {
  const { store } = library, at = now.toISOString(), last = steps.toSorted((a, b) => b.plannedAt.localeCompare(a.plannedAt))[0] ?? steps[0]
  const endAll = (state: 'skipped' | 'superseded' | 'all in'): null => {
    steps.forEach(step => endStep(store, step, state, at))
    return null
  }
  if (deadline.state !== 'open' || last.revision !== deadline.revision) return endAll('superseded')
  if (!isEnabled(store, last.room)) return endAll('skipped')
  const goAt = goesAt(deadline, last.room, new Date(last.plannedAt), now, library)
  if (goAt > at) {
    steps.forEach(step => holdStep(store, step, goAt))
    return null
  }
  if (standingOf(deadline, last.room, library).outstanding.length === 0) return endAll('all in')
  steps.filter(step => step !== last).forEach(step => endStep(store, step, 'skipped', at))
  return last
}

export const reminding: Duty = {
  name: 'reminding',
  next: nextStepAt,
  run: (now, library) => {
    const { store } = library
    const groups = [...Map.groupBy(stepsDue(store, now.toISOString()), ({ deadline, room }) => `${deadline} ${room}`).values()]
    const chosen = groups.flatMap(steps => {
      const [first] = steps, deadline = first && findDeadline<Deadline>(store, first.deadline)
      const step = deadline && first ? choose({ deadline, steps: [first, ...steps.slice(1)] }, now, library) : null
      return step && deadline ? [{ step, deadline }] : []
    })
    // Targets of one room are one message.
    const letters = Map.groupBy(chosen, ({ step, deadline }) => (deadline.kind === 'target' ? step.room : `${step.room} ${step.deadline}`))
    return [...letters.values()].map((some): Outgoing => ({
      to: { room: some[0]?.step.room ?? '' }, text: '', mentions: [],
      about: { kind: 'steps', steps: some.map(({ step }) => ({ deadline: step.deadline, step: step.step, revision: step.revision })) },
    }))
  },
}

/** Marks the steps that a letter was made for as decided, with the row that it became. */
export function decideSteps({ store }: Library, room: string, { steps }: Extract<About, { kind: 'steps' }>, outbox: number, at: string): void {
  for (const { deadline, step, revision } of steps) endStep(store, { deadline, room, step, revision, plannedAt: '', goAt: '' }, 'decided', at, outbox)
}

type StepName = Extract<About, { kind: 'steps' }>['steps'][number]

/** Whom a reminder mentions: the room's reporters of the regions that are outstanding. Who was mentioned for this step in another room, by the same id, is not mentioned again. */
function mentionsOf(deadline: Deadline, { step, revision }: StepName, room: string, outstanding: readonly string[], library: Library): string[] {
  const missing = new Set(outstanding), concerned = contactsOf(room, library).filter(({ region }) => missing.has(region))
  const others = deadline.room === null ? roomsReminded(library.store, deadline.id, step, revision).filter(other => other !== room) : []
  const mentioned = new Set(others.flatMap(other => contactsOf(other, library).flatMap(({ contact }) => contact ?? [])))
  return concerned.filter(({ contact }) => contact === null || !mentioned.has(contact)).map(({ name }) => name)
}

/** The reminder as things stand now; null where nobody is outstanding any more, or the deadline was moved or ended. */
export function composeSteps(room: string, { steps }: Extract<About, { kind: 'steps' }>, now: Date, library: Library): Pick<Outgoing, 'text' | 'mentions'> | null {
  const told = steps.flatMap(step => {
    const deadline = findDeadline<Deadline>(library.store, step.deadline), standing = deadline && standingOf(deadline, room, library)
    return deadline && standing && deadline.state === 'open' && deadline.revision === step.revision && standing.outstanding.length > 0
      && !isOvertaken(library.store, step.deadline, room, step.step, step.revision) ? [{ deadline, standing, step }] : []
  })
  const [first] = told, { dictionary } = library
  if (!first) return null
  if (first.deadline.kind === 'target') return { text: tellTargets(told, dictionary, now), mentions: [] }
  return { text: tellReminder(first.deadline, first.standing, dictionary, now), mentions: mentionsOf(first.deadline, first.step, room, first.standing.outstanding, library) }
}
