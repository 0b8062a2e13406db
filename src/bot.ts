// hear(event) → what is sent. Understand first (may wait, only reads), then commit in one transaction; a message heard twice is one.
// Skills stand in a literal list; the first that claims a message answers it. Silence is a result.

import type { Event, MessageEvent, Outgoing } from './chat/event.ts'
import { regionOfNickname } from './language/nickname.ts'
import type { Library } from './library.ts'
import { answerQuestion, chooseOption, type Memory } from './skills/question.ts'
import { recall, remember } from './store/conversations.ts'
import { isHandled, markHandled, messageKey } from './store/messages.ts'
import { isEnabled, isKnown, replaceMembers } from './store/rooms.ts'

/** What a skill has understood: its reply, and what `commit` writes in the transaction that marks the message handled. */
type Understood = { readonly skill: string; readonly text: string | null; readonly commit: () => void }
type Skill = (event: MessageEvent, library: Library) => Promise<Understood | null> | Understood | null

export type Bot = { readonly hear: (event: Event) => Promise<Outgoing[]> }

type BotParts = {
  readonly library: Library
  /** Told of a bug with the message's key; the message's text is not in it. */
  readonly onFault: (key: string, error: unknown) => void
}

const faultReply = '这条没能处理好，已记下，请稍后再试或换个说法。'

/** A question by mention or in private; unmentioned talk is none, but for the answer to a choice that was put to this person. */
const question: Skill = (event, library) => {
  const now = event.at, memory = recall<Memory>(library.store, event.room, event.from, now)
  const quotesBot = event.quote !== null && library.botNames.includes(event.quote.from)
  if (!(event.mention || event.room === null || quotesBot) && chooseOption({ text: event.text, memory }, library) === null) return null
  const outcome = answerQuestion({ text: event.text, region: regionOfNickname(event.from, library.dictionary), memory, now, elapsed: () => 0 }, library)
  return { skill: 'question', text: outcome.silent ? null : outcome.reply.text, commit: () => remember(library.store, event.room, event.from, now, outcome.memory) }
}

const skills: readonly Skill[] = [question]

/** A bot over an open library. All it keeps stands in the database: another bot over the same file goes on where this one stopped. */
export function createBot({ library, onFault }: BotParts): Bot {
  const { store } = library
  const hearMessage = async (event: MessageEvent): Promise<Outgoing[]> => {
    if (event.broadcast || (event.room === null ? !isKnown(store, event.from) : !isEnabled(store, event.room))) return []
    const key = messageKey(event)
    if (isHandled(store, key)) return []
    let understood: Understood | null = null
    try {
      for (const skill of skills) {
        understood = await skill(event, library)
        if (understood) break
      }
    } catch (error) {
      onFault(key, error)
      understood = event.mention || event.room === null ? { skill: 'fault', text: faultReply, commit: () => undefined } : null
    }
    const isFirst = store.transaction(() => {
      if (isHandled(store, key)) return false
      markHandled(store, key, event, understood?.skill ?? null)
      understood?.commit()
      return true
    }).immediate()
    const text = understood?.text
    if (!isFirst || !text) return []
    return [{ to: event.room === null ? { person: event.from } : { room: event.room }, text, mentions: event.room === null ? [] : [event.from] }]
  }
  return {
    hear: async event => {
      switch (event.type) {
        case 'room':
          replaceMembers(store, event.room, event.members)
          return []
        case 'message': return hearMessage(event)
        case 'recall': case 'file': return []
      }
    },
  }
}
