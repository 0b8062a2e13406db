// How a letter leaves: to which chat, in which parts, with whom mentioned; a file that is refused falls back to a sentence. Says of each letter how
// its sending ended, and whether that is certain.

import type { Store } from '../store/open.ts'
import { chatOfRoom, contactsNamed } from '../store/rooms.ts'
import { within, type Clock } from './clock.ts'
import type { Outgoing } from './event.ts'
import type { Ending } from './outbox.ts'
import { splitText } from './said.ts'

/** What a messenger must be able to do. */
export type Mouth = {
  readonly isLoggedIn: () => boolean
  readonly sendText: (chat: string, text: string, mentionIds: string[]) => Promise<unknown>
  readonly sendFile: (chat: string, file: NonNullable<Outgoing['file']>) => Promise<unknown>
}

/** Longer texts are sent in parts; WeChat takes more, WeCom 2048 bytes. */
const mostCharacters = 1500
const sendMs = 30_000
/** Of a send that failed so, nobody knows whether it arrived. */
const inDoubt = /time.?out|deadline|unavailable|cancel|aborted|reset|EPIPE|socket/iu

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? ''
const isInDoubt = (error: unknown): boolean => inDoubt.test(reasonOf(error))

/** The mention of one person stands first; a list of people stands last. */
export function withMentions(text: string, mentions: readonly string[]): string {
  const names = mentions.map(name => `@${name}`).join('\u2005')
  return mentions.length === 0 ? text : mentions.length === 1 ? `${names}\u2005${text}` : `${text}\n${names}`
}

/** Where a letter goes, and the ids of whom it mentions; a name that two people show is mentioned by its text only. */
function addressOf({ to, mentions }: Outgoing, store: Store): { readonly chat: string; readonly ids: string[] } | { readonly error: string } {
  if ('room' in to) {
    const chat = chatOfRoom(store, to.room)
    const named = mentions.map(name => contactsNamed(store, to.room, name)).filter(ids => ids.length === 1)
    return chat === null ? { error: 'the room has no id in this login' } : { chat, ids: named.flat() }
  }
  const people = to.contact ? [to.contact] : contactsNamed(store, null, to.person), [chat] = people
  return chat === undefined || people.length > 1 ? { error: `people of this name: ${people.length}` } : { chat, ids: [] }
}

/** Makes the sender of an outbox out of what a messenger can do; it never throws. */
export function createDelivery({ store, clock, mouth, onError }: { readonly store: Store; readonly clock: Clock; readonly mouth: Mouth; readonly onError: (error: unknown) => void }): (letter: Outgoing) => Promise<Ending> {
  const inTime = (sending: Promise<unknown>): Promise<unknown> => within(clock, sendMs, sending)

  /** Tries a refused file once more; one that timed out may have arrived and is not sent twice. */
  async function deliverFile(chat: string, file: NonNullable<Outgoing['file']>): Promise<void> {
    const attempt = (): Promise<unknown> => inTime(mouth.sendFile(chat, file))
    try {
      await attempt().catch(error => (isInDoubt(error) ? Promise.reject(error as Error) : attempt()))
    } catch (error) {
      onError(error)
      await inTime(mouth.sendText(chat, `文件“${file.name}”没有发出来，请稍后再要一次。`, []))
    }
  }

  return async letter => {
    if (!mouth.isLoggedIn()) return { state: 'not now' }
    const address = addressOf(letter, store)
    if ('error' in address) return { state: 'failed', error: address.error }
    let parts = 0
    try {
      for (const part of splitText(withMentions(letter.text, letter.mentions), mostCharacters)) {
        await inTime(mouth.sendText(address.chat, part, parts === 0 ? address.ids : []))
        parts += 1
      }
      if (letter.file) await deliverFile(address.chat, letter.file)
      return { state: 'sent' }
    } catch (error) {
      onError(error)
      return { state: parts > 0 || isInDoubt(error) ? 'unknown' : 'failed', error: reasonOf(error) }
    }
  }
}
