// Sends what waits in the outbox: in order in each room, with a pause between two messages of a room and between any two. A message whose sending
// ended in doubt is not sent again; one that surely was not sent is tried twice more, later. One that cannot be sent now (not logged in) waits.

import type { Store } from '../store/open.ts'
import { claim, expireAnswers, postpone, recover, retry, settle, triesOf, waiting, write, type Queued } from '../store/outbox.ts'
import type { Prepared } from '../bot.ts'
import type { Clock } from './clock.ts'

/** sent · failed: surely not sent, with the reason · unknown: perhaps · not now: nothing was tried */
export type Ending = { readonly state: 'sent' } | { readonly state: 'failed' | 'unknown'; readonly error: string } | { readonly state: 'not now' }

export type Pace = {
  /** Milliseconds between two messages to one room or person. */
  readonly room: number
  /** Milliseconds between any two messages. */
  readonly all: number
}

export type Sender = {
  /** Something may wait: look. Returns at once. */
  readonly wake: () => void
  /** Resolves when what was being sent has ended; nothing more is taken. */
  readonly stop: () => Promise<void>
  /** Resolves when nothing is left to send now. */
  readonly idle: () => Promise<void>
}

/** An answer that waited longer is of no use any more. */
const answerLifeMinutes = 10
const batch = 1000
/** Minutes before a letter that surely was not sent is tried again; an answer is soon of no use. */
const backoff = { answer: [0.5, 2], unasked: [1, 10] } as const

const keyOf = ({ to }: Queued): string => ('room' in to ? `room ${to.room}` : `person ${to.contact ?? to.person}`)

type Prepare = (letter: Queued, now: Date) => Prepared

/** Takes a row for sending with what it says now, in one transaction; null where it is not to be sent, or not yet. */
export const take = (row: Queued, { store, prepare }: { readonly store: Store; readonly prepare: Prepare }, now: Date): Queued | null => store.transaction(() => {
  const prepared = prepare(row, now)
  if (prepared.kind === 'later') postpone(store, row.id, prepared.until)
  if (prepared.kind === 'superseded') settle(store, row.id, 'superseded', now.toISOString())
  if (prepared.kind !== 'letter' || !claim(store, row.id)) return null
  if (row.about) write(store, row.id, prepared.letter)
  return { ...row, ...prepared.letter }
}).immediate()

/** Starts to send by `send`, which never throws. */
export function startOutbox({ store, clock, pace, prepare, send, onEnd }: {
  readonly store: Store
  readonly clock: Clock
  readonly pace: Pace
  /** What a row says now that its turn has come. */
  readonly prepare: Prepare
  readonly send: (letter: Queued) => Promise<Ending>
  readonly onEnd: (letter: Queued, ending: Ending) => void
}): Sender {
  const stamp = (): string => clock.now().toISOString()
  /** What each room's or person's last sending is followed by; also says which are at work. */
  const busy = new Map<string, Promise<void>>()
  let stopped = false, gate: Promise<void> = Promise.resolve()
  /** Is something held back since the last wake: by the time before a start, or by a login that is gone? */
  let held = true
  recover(store, stamp())

  /** The next turn among all messages; they leave `pace.all` apart. */
  const turn = (): Promise<void> => {
    const mine = gate
    gate = mine.then(() => (pace.all > 0 ? clock.sleep(pace.all) : undefined))
    return mine
  }

  function end({ id }: Queued, ending: Ending): void {
    const { tries, isAnswer } = triesOf(store, id), wait = backoff[isAnswer ? 'answer' : 'unasked'][tries]
    if (ending.state === 'failed' && wait !== undefined) retry(store, id, new Date(clock.now().getTime() + wait * 60_000).toISOString(), ending.error)
    else settle(store, id, ending.state === 'not now' ? 'queued' : ending.state, stamp(), 'error' in ending ? ending.error : null)
  }

  /** False where nothing can be sent now: then the next login wakes it. */
  async function deliver(letters: readonly Queued[]): Promise<boolean> {
    for (const letter of letters) {
      await turn()
      const taken = stopped ? null : take(letter, { store, prepare }, clock.now())
      if (taken === null) continue
      const ending = await send(taken)
      end(taken, ending)
      onEnd(taken, ending)
      if (ending.state === 'not now') {
        held = true
        return false
      }
      if (pace.room > 0) await clock.sleep(pace.room)
    }
    return true
  }

  function wake(): void {
    if (stopped) return
    if (held) expireAnswers(store, new Date(clock.now().getTime() - answerLifeMinutes * 60_000).toISOString(), stamp())
    held = false
    const rows = new Map<string, Queued[]>()
    for (const letter of waiting(store, stamp(), batch)) {
      const key = keyOf(letter)
      if (!busy.has(key)) rows.set(key, [...rows.get(key) ?? [], letter])
    }
    for (const [key, letters] of rows) {
      busy.set(key, deliver(letters).then(goesOn => {
        busy.delete(key)
        if (goesOn) wake()
      }))
    }
  }
  const idle = async (): Promise<void> => {
    while (busy.size > 0) await Promise.all(busy.values())
  }
  return { wake, idle, stop: async () => {
    stopped = true
    await idle()
  } }
}
