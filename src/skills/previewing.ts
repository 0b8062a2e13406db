// 开启预览: an admin reads in private, the afternoon before, what will be said in which room and whom it will mention. 停 keeps it back.

import { replyTo, type Outgoing } from '../chat/event.ts'
import { addDays } from '../language/day-calendar.ts'
import { normalise } from '../language/normalise.ts'
import { workingDayFrom } from '../language/working-days.ts'
import type { Library } from '../library.ts'
import { noPreviewHere, previewEnded, previewKept, tellKeptBack, tellPreview } from '../replies/previews.ts'
import { instantOf, momentOf } from '../shanghai.ts'
import { calendarOf } from '../store/calendar.ts'
import { findDeadline } from '../store/deadlines.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { endPreview, keepPreview, nextPreviewAt, previewOf, previewsDue } from '../store/previews.ts'
import { endStep, stepsBetween, type PlannedStep } from '../store/steps.ts'
import type { Duty } from './duty.ts'
import { keyOf } from './recording.ts'
import { composeSteps } from './reminding.ts'
import type { Heard, Skill, Understood } from './skill.ts'

const time = '16:00'

/** The next afternoon of a working day that is not over. */
function nextAfternoon(now: Date, library: Library): string {
  const { day } = momentOf(now), calendar = calendarOf(library), today = instantOf({ day: workingDayFrom(day, calendar), time })
  return (today > now ? today : instantOf({ day: workingDayFrom(addDays(day, 1), calendar), time })).toISOString()
}

/** What is planned from tomorrow to the next working day, with that day. */
function ahead(now: Date, library: Library): { readonly steps: readonly PlannedStep[]; readonly until: string } {
  const tomorrow = addDays(momentOf(now).day, 1), until = workingDayFrom(tomorrow, calendarOf(library)), midnight = (day: string): string => instantOf({ day, time: '00:00' }).toISOString()
  return { steps: stepsBetween(library.store, midnight(tomorrow), midnight(addDays(until, 1))), until }
}

export const previewing: Duty = {
  name: 'previewing',
  next: nextPreviewAt,
  run: (now, library) => previewsDue(library.store, now.toISOString()).flatMap((preview): Outgoing[] => {
    const { steps, until } = ahead(now, library)
    keepPreview(library.store, { ...preview, told: until }, nextAfternoon(now, library))
    const letters = [...Map.groupBy(steps, ({ room, goAt, deadline }) => `${room} ${goAt} ${findDeadline<Deadline>(library.store, deadline)?.kind === 'target' ? '' : deadline}`).values()].flatMap(same => {
      const [first] = same, letter = first && composeSteps(first.room, { kind: 'steps', steps: same }, new Date(first.goAt), library)
      return first && letter ? [{ ...letter, room: first.room, at: new Date(first.goAt) }] : []
    })
    return letters.length === 0 ? [] : [{ to: { person: preview.person, contact: preview.contact }, text: tellPreview(letters, now), mentions: [] }]
  }),
}

/** Begins or ends to tell an admin. */
export function setPreview({ event, library }: Heard, on: boolean): Understood {
  const { store } = library, key = keyOf(event)
  return { commit: () => {
    if (!on) return [replyTo(event, endPreview(store, key) ? previewEnded : noPreviewHere)]
    keepPreview(store, { key, person: event.from, contact: event.sender, told: null }, nextAfternoon(event.at, library))
    return [replyTo(event, previewKept)]
  } }
}

const stop = /^(?:停|不发|停发|先停|都停)(?:\s?(?:提醒)?\s?#?(\d{1,6}))?[。!]?$/u

/** 停, 停 2 in private: of what was told for tomorrow nothing, or not that of one deadline, goes. */
export const keepingBack: Skill = {
  name: 'keeping back',
  open: false,
  understand: ({ event, library }) => {
    const { store } = library, found = event.room === null ? stop.exec(normalise(event.text, library.botNames).trim()) : null, preview = found ? previewOf(store, keyOf(event)) : null
    const told = preview?.told ?? null
    if (!found || told === null || told <= momentOf(event.at).day) return null
    return { commit: () => {
      const from = instantOf({ day: addDays(momentOf(event.at).day, 1), time: '00:00' }).toISOString(), until = instantOf({ day: addDays(told, 1), time: '00:00' }).toISOString()
      const steps = stepsBetween(store, from, until).filter(({ deadline }) => found[1] === undefined || deadline === Number(found[1]))
      steps.forEach(step => endStep(store, step, 'skipped', event.at.toISOString()))
      return [replyTo(event, tellKeptBack([...new Set(steps.map(({ deadline }) => deadline))]))]
    } }
  },
}
