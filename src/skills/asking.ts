// A message as a question: by mention, by quoting the bot or in private; unmentioned talk is none, but for the answer to a choice put to this person.

import { replyTo } from '../chat/event.ts'
import { recall, remember } from '../store/conversations.ts'
import { answerQuestion, chooseOption, type Memory } from './question.ts'
import { askerOf, type Skill } from './skill.ts'

export const asking: Skill = {
  name: 'question',
  open: false,
  understand: heard => {
    const { event, person, addressed, library } = heard
    const now = event.at, who = event.sender ?? event.from, memory = recall<Memory>(library.store, event.room, who, now)
    if (!addressed && chooseOption({ text: event.text, memory }, library) === null) return null
    const outcome = answerQuestion({ text: event.text, region: person.region, memory, now, elapsed: () => 0, asker: askerOf(heard) }, library)
    return {
      commit: () => {
        remember(library.store, event.room, who, now, outcome.memory)
        return outcome.silent || outcome.reply.text === '' ? [] : [replyTo(event, outcome.reply.text)]
      },
    }
  },
}
