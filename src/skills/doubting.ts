// Unasked messages of which nobody knows that they were sent: told to the admins once, never sent again by themselves. 补发 12 sends one again.

import { replyTo, type Outgoing } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { noSuchLetter, nothingLeftToSend, sentAgain, sentAlready, tellDoubts } from '../replies/previews.ts'
import { adminsFor } from '../roster/person.ts'
import { findLetter, inDoubt, markTold, nextDoubtAt, settle, type Queued, type State } from '../store/outbox.ts'
import type { Duty } from './duty.ts'
import { composeSteps } from './reminding.ts'
import type { Heard, Understood } from './skill.ts'

const days = 7
const since = (now: Date): string => new Date(now.getTime() - days * 86_400_000).toISOString()

type Doubt = { readonly letter: Queued; readonly state: State }
const asDoubt = ({ letter: { id, to, text, at }, state }: Doubt) => ({ id, room: 'room' in to ? to.room : to.person, text, state, at })

export const doubting: Duty = {
  name: 'doubting',
  next: nextDoubtAt,
  run: (now, { store }) => {
    const doubts = inDoubt(store, '', true)
    for (const { letter } of doubts) markTold(store, letter.id, now.toISOString())
    // Of a private letter that may not have come nobody is told: the next one would be as unsure.
    const rooms = Map.groupBy(doubts.filter(({ letter }) => 'room' in letter.to), ({ letter }) => ('room' in letter.to ? letter.to.room : ''))
    return [...rooms].flatMap(([room, some]) => adminsFor(room, store).map((to): Outgoing => ({ to, text: tellDoubts(some.map(asDoubt), now), mentions: [] })))
  },
}

export const listDoubts = ({ event, library: { store } }: Heard): Understood => ({
  commit: () => [replyTo(event, tellDoubts(inDoubt(store, since(event.at), false).filter(({ letter }) => 'room' in letter.to).map(asDoubt), event.at))],
})

/** Sends a letter again, with what there is to say now. */
export function resend({ event, library }: Heard, id: number): Understood {
  const found = findLetter(library.store, id)
  if (!found || found.isAnswer) return { commit: () => [replyTo(event, noSuchLetter(id))] }
  if (!['unknown', 'failed', 'expired'].includes(found.state)) return { commit: () => [replyTo(event, sentAlready(id))] }
  const { to, about } = found.letter
  if (about?.kind === 'steps' && 'room' in to && composeSteps(to.room, about, event.at, library) === null) return { commit: () => [replyTo(event, nothingLeftToSend(id))] }
  return { commit: () => again(found.letter, event.at, library, replyTo(event, sentAgain(id))) }
}

function again({ id, to, text, mentions, about }: Queued, at: Date, { store }: Library, reply: Outgoing): Outgoing[] {
  settle(store, id, 'superseded', at.toISOString(), 'sent again')
  return [reply, { to, text, mentions, unasked: true, ...(about ? { about } : {}) }]
}
