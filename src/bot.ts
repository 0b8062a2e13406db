// hear(event) and tick(now) → what is to be sent, in the outbox. Understand first (may wait, only reads), then commit in one transaction; a message heard
// twice is one. Skills stand in a literal list; the first that claims a message, or what is left of it, answers it. Silence is a result.

import { randomUUID } from 'node:crypto'
import { replyTo, type Event, type MessageEvent, type Outgoing } from './chat/event.ts'
import { splitQuote } from './chat/said.ts'
import { speakingFrom } from './deadline/hours.ts'
import { mask } from './language/mask.ts'
import type { Library } from './library.ts'
import { faultReply } from './replies/back.ts'
import { identify, type Person } from './roster/person.ts'
import { admins } from './skills/admins.ts'
import { collecting } from './skills/collecting.ts'
import { deadlines } from './skills/deadlines.ts'
import { settingDeadlines, takingOffers } from './skills/setting-deadlines.ts'
import { submitting, withdrawRecalledSubmissions } from './skills/submitting.ts'
import { charting } from './skills/charting.ts'
import { exporting } from './skills/exporting.ts'
import { progress } from './skills/progress.ts'
import { reporting } from './skills/reporting.ts'
import { reviewing } from './skills/reviewing.ts'
import { secrecy } from './skills/secrecy.ts'
import { asMessage, fileKey, understandFile, type FileEvent } from './skills/templates.ts'
import { withdrawRecalled } from './skills/withdrawing.ts'
import { asking } from './skills/asking.ts'
import { doubted } from './skills/marking.ts'
import { doubting } from './skills/doubting.ts'
import { never, type Duty } from './skills/duty.ts'
import { keepingBack, previewing } from './skills/previewing.ts'
import { mustPlan, planning } from './skills/planning.ts'
import { composeReceipt, listing, receipts } from './skills/receipts.ts'
import { composeSteps, decideSteps, reminding } from './skills/reminding.ts'
import { claiming, roles } from './skills/roles.ts'
import { rooms } from './skills/rooms.ts'
import type { Skill, Understood } from './skills/skill.ts'
import { holdOn } from './store/holds.ts'
import { lastVersion, versionsAfter, type Version } from './store/ledger.ts'
import { isHandled, markHandled, messageKey } from './store/messages.ts'
import { nextWaitingAt, queue, supersede, type Queued } from './store/outbox.ts'
import { enableRoom, isEnabled, isKnown, replaceMembers } from './store/rooms.ts'
import { submittedIn, type StandingSubmission } from './store/submissions.ts'

/** What a row of the outbox says when it is sent; or that it is not, or not yet. */
export type Prepared = { readonly kind: 'letter'; readonly letter: Outgoing } | { readonly kind: 'superseded' } | { readonly kind: 'later'; readonly until: string }

/** What a message would do; `skills` tells which took it (null: silence), `waits`: it asks for a file, which is not made to look at. */
export type Tried = { readonly isKnown: boolean; readonly skills: string | null; readonly letters: readonly Outgoing[]; readonly records: readonly Version[]; readonly submitted: readonly StandingSubmission[]; readonly waits: boolean }

/** Who is in a room. */
type People = Extract<Event, { type: 'room' | 'members' }>

/** What an admin says on the console instead of in a chat. `room`: where it holds; `also` runs in the same transaction. */
export type Order = { readonly text: string; readonly room: string | null; readonly by: string; readonly at: Date; readonly also?: () => void }

/** What `hear` and `tick` give waits in the outbox: whoever sends it says how that ended. */
export type Bot = {
  /** `byHand`: what it answers is carried over by a person. */
  readonly hear: (event: Event, byHand?: boolean) => Promise<Queued[]>
  /** What messages would do one after the other, one result a message; who is told to be in a room is in it meanwhile. Nothing of it stays. */
  readonly tryOut: (events: readonly (MessageEvent | People)[]) => Tried[]
  /** Does as an admin says; gives what is told him, and sends what others are told. Null where it is no order. */
  readonly order: (order: Order) => Promise<string | null>
  /** When there is something to do unasked; null for never. */
  readonly nextDue: () => Date | null
  /** Does what is due. Twice at the same time is once. */
  readonly tick: (now: Date) => Queued[]
  /** What a row says now that it is to be sent. */
  readonly prepare: (letter: Queued, now: Date) => Prepared
}

type BotParts = {
  readonly library: Library
  /** Told of a bug with the message's key; the message's text is not in it. */
  readonly onFault: (key: string, error: unknown) => void
  readonly skills?: readonly Skill[]
}

/** What the skills hear: personal numbers masked, and a quote that a door left in the text, as WeChat renders it, told apart from what is said of it. */
function asHeard(event: MessageEvent): MessageEvent {
  const said = splitQuote(event.text), quote = event.quote ?? said.quote
  return { ...event, id: event.id ?? messageKey(event), text: mask(said.text), quote: quote && { ...quote, text: mask(quote.text) } }
}

/** Two answers to one person in one place are one message. */
function joinReplies(letters: readonly Outgoing[]): Outgoing[] {
  const placeOf = ({ to, mentions, file, unasked }: Outgoing): string => JSON.stringify([to, mentions, file, unasked])
  return [...Map.groupBy(letters, placeOf).values()].map(same => ({ ...(same[0] as Outgoing), text: same.map(({ text }) => text).join('\n') }))
}

type Found = { readonly skill: string; readonly understood: Understood } | null
type Asking = Generator<ReturnType<Skill['understand']>, Found, Understood | null>

/** Waits for what the skills wait for. */
async function inTime(asking: Asking): Promise<Found> {
  let step = asking.next()
  while (!step.done) {
    try {
      step = asking.next(await step.value)
    } catch (error) {
      step = asking.throw(error)
    }
  }
  return step.value
}

/** Waits for nothing: where a skill would have to, it ends there. */
function atOnce(asking: Asking): { readonly found: Found; readonly waits: boolean } {
  let step = asking.next()
  while (!step.done) {
    const { value } = step
    if (value instanceof Promise) {
      value.catch(() => undefined)
      return { found: null, waits: true }
    }
    step = asking.next(value)
  }
  return { found: step.value, waits: false }
}

/** Ends a transaction of which nothing is to stay. */
const takenBack = new Error('taken back')

/** The order in which skills are asked. First those that work where the bot is off: they claim their own few sentences and nothing else. */
const inOrder: readonly Skill[] = [rooms, claiming, secrecy, takingOffers, keepingBack, roles, admins, reviewing, receipts, deadlines, settingDeadlines, submitting, collecting, charting, exporting, progress, reporting, doubted, asking]

/** A bot over an open library. All it keeps stands in the database: another bot over the same file goes on where this one stopped. */
export function createBot({ library, onFault, skills = inOrder }: BotParts): Bot {
  const { store } = library
  const isAddressed = ({ mention, room, quote }: MessageEvent): boolean => mention || room === null || (quote !== null && library.botNames.includes(quote.from))
  /** One sentence to who spoke to the bot; who did not is not told of its faults. */
  const sorry = (event: MessageEvent): Outgoing[] => (isAddressed(event) && isServed(event) ? [replyTo(event, faultReply)] : [])
  const isServed = ({ room, from, sender }: MessageEvent): boolean => (room === null ? isKnown(store, from, sender) : isEnabled(store, room))

  /** Asks the skills in order; yields what may have to be waited for, and goes on with what came of it. */
  function* askSkills(whole: MessageEvent, key: string, as: Person | null): Asking {
    const addressed = as !== null || isAddressed(whole), served = as !== null || isServed(whole)
    let event = whole
    const parts: { readonly name: string; readonly understood: Understood }[] = []
    try {
      const person = as ?? identify(event, store, library.dictionary)
      for (const { name, open, hears = [], understand } of skills) {
        const isFor = (!event.broadcast || hears.includes('broadcast')) && (!event.backlog || hears.includes('backlog'))
        const understood = isFor && (served || open) ? yield understand({ event, person, addressed, library }) : null
        if (!understood) continue
        parts.push({ name, understood })
        if (understood.rest === undefined) break
        event = { ...event, text: understood.rest }
      }
    } catch (error) {
      onFault(key, error)
      return { skill: 'fault', understood: { commit: () => sorry(whole) } }
    }
    return parts.length === 0 ? null : { skill: parts.map(({ name }) => name).join('+'), understood: { commit: () => joinReplies(parts.flatMap(({ understood }) => understood.commit())) } }
  }

  async function hearMessage(heard: MessageEvent, byHand: boolean): Promise<Queued[]> {
    const event = asHeard(heard), key = messageKey(event)
    if (isHandled(store, key)) return []
    const found = await inTime(askSkills(event, key, null))
    // Where the bot is off nothing is kept, not even that something was said.
    if (!found && !isServed(event)) return []
    const commit = (skill: string | null, write: () => readonly Outgoing[]): Queued[] => store.transaction(() => {
      if (isHandled(store, key)) return []
      markHandled(store, key, event, skill)
      return write().map(letter => queue(store, event.at.toISOString(), letter, key, byHand))
    }).immediate()
    try {
      return commit(found?.skill ?? null, found?.understood.commit ?? (() => []))
    } catch (error) {
      onFault(key, error)
      return commit('fault', () => sorry(event))
    }
  }

  /** What one message would do, inside a transaction that is taken back. */
  function tryMessage(heard: MessageEvent): Tried {
    const event = asHeard(heard), key = messageKey(event), none = { isKnown: false, skills: null, letters: [], records: [], submitted: [], waits: false }
    if (isHandled(store, key)) return { ...none, isKnown: true }
    const { found, waits } = atOnce(askSkills(event, key, null))
    if (!found) return { ...none, waits }
    const last = lastVersion(store)
    try {
      const letters = store.transaction(() => {
        markHandled(store, key, event, found.skill)
        return found.understood.commit()
      })()
      return { ...none, skills: found.skill, letters, records: versionsAfter(store, last), submitted: submittedIn(store, key), waits }
    } catch (error) {
      onFault(key, error)
      return { ...none, skills: 'fault', letters: sorry(event) }
    }
  }

  /** Who is in a room; the room of transcripts and of the trial room is also served. */
  function meet({ type, room, members }: People): void {
    replaceMembers(store, room, members)
    if (type === 'room' && !isEnabled(store, room)) enableRoom(store, room, '', '')
  }

  /** A form that came back filled in; any other file leaves no trace. */
  async function hearFile(file: FileEvent): Promise<Queued[]> {
    const key = fileKey(file), event = asMessage(file)
    if (!isServed(event) || isHandled(store, key)) return []
    try {
      const understood = await understandFile(file, identify(event, store, library.dictionary), library)
      if (!understood) return []
      return store.transaction(() => {
        if (isHandled(store, key)) return []
        markHandled(store, key, event, 'templates')
        return understood.commit().map(letter => queue(store, event.at.toISOString(), letter, key))
      }).immediate()
    } catch (error) {
      onFault(key, error)
      return []
    }
  }

  /** Takes back what the message did: an answer that still waits, and what it reported, which is told where its answer has gone out. */
  function recallMessage(event: Extract<Event, { type: 'recall' }>): Queued[] {
    const key = messageKey(event)
    return store.transaction(() => {
      const isUnseen = supersede(store, key, event.at.toISOString()) > 0
      const letters = [...withdrawRecalled(event, key, library), ...withdrawRecalledSubmissions(event, key, library)]
      return isUnseen ? [] : letters.map(letter => queue(store, event.at.toISOString(), letter, key))
    }).immediate()
  }

  const duties: readonly Duty[] = [planning, reminding, listing, previewing, doubting]

  return {
    nextDue: () => {
      const next = [...duties.map(duty => duty.next(store)), nextWaitingAt(store)].flatMap(at => at ?? []).toSorted()[0]
      return mustPlan(library) ? new Date(0) : next === undefined || next === never ? null : new Date(next)
    },
    tick: now => {
      const at = now.toISOString()
      if (!mustPlan(library) && !duties.some(duty => (duty.next(store) ?? never) <= at)) return []
      return store.transaction(() => duties.flatMap(duty => duty.run(now, library).map(letter => {
        const row = queue(store, at, letter, null)
        if (letter.about?.kind === 'steps' && 'room' in letter.to) decideSteps(library, letter.to.room, letter.about, row.id, at)
        return row
      }))).immediate()
    },
    prepare: (letter, now) => {
      const { to, about, unasked = false } = letter, room = 'room' in to ? to.room : null
      if (!unasked) return { kind: 'letter', letter }
      const held = room === null ? null : holdOn(store, room, now.toISOString()), goAt = held ? held.until ?? never : speakingFrom(now).toISOString()
      if (goAt > now.toISOString()) return { kind: 'later', until: goAt }
      if (room === null) return { kind: 'letter', letter }
      const composed = about === undefined ? letter : about.kind === 'steps' ? composeSteps(room, about, now, library) : composeReceipt(about, now, library)
      return composed === null || !isEnabled(store, room) ? { kind: 'superseded' } : { kind: 'letter', letter: { ...letter, ...composed } }
    },
    tryOut: events => {
      const tried: Tried[] = []
      try {
        store.transaction(() => {
          for (const event of events) {
            if (event.type === 'message') tried.push(tryMessage(event))
            else meet(event)
          }
          throw takenBack
        }).immediate()
      } catch (error) {
        if (error !== takenBack) throw error
      }
      return tried
    },
    order: async ({ text, room, by, at, also = () => undefined }) => {
      const event = asHeard({ type: 'message', at, id: `console ${randomUUID()}`, room, from: by, sender: null, text, mention: true, note: false, quote: null, broadcast: false, backlog: false })
      const key = messageKey(event), person: Person = { name: by, role: 'admin', region: null, county: null, province: true, entry: null }
      const found = await inTime(askSkills(event, key, person))
      if (!found) return null
      return store.transaction(() => {
        markHandled(store, key, event, found.skill)
        const letters = found.understood.commit(), isOwn = ({ to }: Outgoing): boolean => ('room' in to ? to.room === room : to.person === by)
        also()
        // What is told the room with others mentioned is for them too.
        for (const letter of letters) {
          const others = letter.mentions.filter(name => name !== by)
          if (!isOwn(letter) || others.length > 0) queue(store, at.toISOString(), { ...letter, mentions: others }, key)
        }
        return letters.filter(isOwn).map(letter => letter.text).join('\n')
      }).immediate()
    },
    hear: async (event, byHand = false) => {
      switch (event.type) {
        case 'room':
        case 'members':
          meet(event)
          return []
        case 'message': return hearMessage(event, byHand)
        case 'recall': return recallMessage(event)
        case 'file': return hearFile(event)
      }
    },
  }
}
