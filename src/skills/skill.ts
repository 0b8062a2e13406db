// What a skill is: it understands a message (may wait, only reads), then commits in the transaction that marks the message handled.

import { replyTo, type MessageEvent, type Outgoing } from '../chat/event.ts'
import type { Library } from '../library.ts'
import type { Person } from '../roster/person.ts'
import type { Asker } from '../store/ledger.ts'

/** A message for the skills. `text` is what was said to the bot, `addressed`: by mention, by quoting it, or in private. */
export type Heard = { readonly event: MessageEvent; readonly person: Person; readonly addressed: boolean; readonly library: Library }

/** For whom an answer is, where what was reported is told. */
export const askerOf = ({ event, person }: Heard): Asker => ({ room: event.room, isAdmin: person.role === 'admin' })

/**
 * What was understood. `commit` writes, and gives what is to be sent; nothing is silence. `rest`: what of the text is left for the skills that come
 * after (申报名单已报送，综窗45%了); without it the message is dealt with.
 */
export type Understood = { readonly commit: () => readonly Outgoing[]; readonly rest?: string }

/** One sentence in answer, and nothing else. */
export const reply = (event: MessageEvent, text: string): Understood => ({ commit: () => [replyTo(event, text)] })

export type Skill = {
  readonly name: string
  /** Works also where the bot is off, or with strangers. */
  readonly open: boolean
  /** Also hears calls to everybody, and what was written before the bot came online; others hear neither. */
  readonly hears?: readonly ('broadcast' | 'backlog')[]
  readonly understand: (heard: Heard) => Promise<Understood | null> | Understood | null
}
