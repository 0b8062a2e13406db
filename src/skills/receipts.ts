// 请收到回复: an admin asks a room to answer 收到. Who has is counted in silence; who has not is listed once, two hours of working time later, or when asked.

import { replyTo, type About, type Outgoing } from '../chat/event.ts'
import { receiptListAt, speakingFrom } from '../deadline/hours.ts'
import { asksForReceipts, asksWhoHasNot, isReceipt } from '../deadline/receipt.ts'
import type { Library } from '../library.ts'
import { normalise } from '../language/normalise.ts'
import { identify } from '../roster/person.ts'
import { allReceived, noReceipt, receiptsCounted, tellUnanswered } from '../replies/receipts.ts'
import { calendarOf } from '../store/calendar.ts'
import { holdOn } from '../store/holds.ts'
import { messageKey } from '../store/messages.ts'
import { answerReceipt, countAsked, endReceipt, findReceipt, listReceipt, newestReceipt, nextReceiptAt, openReceipt, postponeReceipt, receiptsDue, unanswered, type Receipt } from '../store/receipts.ts'
import { isEnabled, membersOf } from '../store/rooms.ts'
import { never, type Duty } from './duty.ts'
import type { Heard, Skill, Understood } from './skill.ts'

/** A receipt that nobody answers any more is forgotten. */
const lifeDays = 14

function open({ event, addressed, library }: Heard, room: string): Understood {
  const { store, dictionary, botNames } = library
  const asked = membersOf(store, room).filter(({ name, contact }) => name !== event.from && !botNames.includes(name) && identify({ room, from: name, sender: contact }, store, dictionary).role !== 'viewer')
  const listAt = receiptListAt(event.at, calendarOf(library))
  return {
    ...(addressed ? {} : { rest: event.text }),
    commit: () => {
      if (asked.length > 0) openReceipt(store, { room, openedBy: event.from, openedAt: event.at.toISOString(), listAt: listAt.toISOString() }, asked, messageKey(event))
      return addressed ? [replyTo(event, receiptsCounted(asked.length, listAt, event.at))] : []
    },
  }
}

function answer({ event, library: { store } }: Heard, receipt: Receipt): Understood {
  return {
    rest: event.text,
    commit: () => {
      const at = event.at.toISOString()
      if (!answerReceipt(store, receipt.id, event.from, at) || unanswered(store, receipt.id).length > 0) return []
      endReceipt(store, receipt.id, at)
      return [{ to: { room: receipt.room }, text: allReceived(countAsked(store, receipt.id)), mentions: [], unasked: true }]
    },
  }
}

function who({ event, library: { store } }: Heard, receipt: Receipt | null): Understood {
  return {
    commit: () => {
      if (receipt === null) return [replyTo(event, noReceipt)]
      const missing = unanswered(store, receipt.id)
      return [{ to: { room: receipt.room }, text: tellUnanswered(receipt, missing, countAsked(store, receipt.id), event.at), mentions: missing }]
    },
  }
}

export const receipts: Skill = {
  name: 'receipts',
  open: false,
  hears: ['broadcast', 'backlog'],
  understand: heard => {
    const { event, person, addressed, library } = heard, { room } = event
    if (room === null) return null
    const text = normalise(event.text, library.botNames)
    if (addressed && asksWhoHasNot(text)) return who(heard, newestReceipt(library.store, room))
    if (person.role === 'admin' && asksForReceipts(text)) return open(heard, room)
    const receipt = event.broadcast ? null : newestReceipt(library.store, room)
    return receipt !== null && isReceipt(text) ? answer(heard, receipt) : null
  },
}

/** Lists who has not answered, once. */
export const listing: Duty = {
  name: 'listing',
  next: nextReceiptAt,
  run: (now, { store }) => receiptsDue(store, now.toISOString()).flatMap((receipt): Outgoing[] => {
    const { id, room } = receipt, held = holdOn(store, room, now.toISOString()), goAt = held ? held.until ?? never : speakingFrom(now).toISOString()
    if (now.getTime() - Date.parse(receipt.openedAt) > lifeDays * 86_400_000 || !isEnabled(store, room)) {
      endReceipt(store, id, now.toISOString())
      return []
    }
    if (goAt > now.toISOString()) {
      postponeReceipt(store, id, goAt)
      return []
    }
    listReceipt(store, id, now.toISOString())
    return unanswered(store, id).length === 0 ? [] : [{ to: { room }, text: '', mentions: [], about: { kind: 'receipt', receipt: id } }]
  }),
}

/** The list as things stand now; null where all have answered by now. */
export function composeReceipt({ receipt: id }: Extract<About, { kind: 'receipt' }>, now: Date, { store }: Library): Pick<Outgoing, 'text' | 'mentions'> | null {
  const receipt = findReceipt(store, id), missing = unanswered(store, id)
  return receipt && missing.length > 0 ? { text: tellUnanswered(receipt, missing, countAsked(store, id), now), mentions: missing } : null
}
