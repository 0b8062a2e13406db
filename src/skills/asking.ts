// A message as a question: by mention, by quoting the bot or in private; unmentioned talk is none, but for the answer to a choice put to this person.
// What was asked and how it was read is kept, not by whom; greetings and thanks are not.

import { replyTo } from '../chat/event.ts'
import { longestQuestion } from '../language/normalise.ts'
import type { Library } from '../library.ts'
import { explainPlans } from '../replies/explain.ts'
import { recall, remember } from '../store/conversations.ts'
import { keepQuestion } from '../store/questions.ts'
import { answerQuestion, chooseOption, type Memory, type Outcome } from './question.ts'
import { askerOf, type Skill } from './skill.ts'

/** Of what is too long to be a question so much is kept. */
const headOfLong = 60

const shorten = (text: string): string => (text.length > longestQuestion ? `${[...text].slice(0, headOfLong).join('')}…` : text)

/** Keeps a question, and gives its number; null for what is none. */
function keep(text: string, room: string | null, at: Date, { reply, plans, unread }: Outcome, { store, dictionary }: Library): number | null {
  if (plans[0]?.kind === 'social') return null
  const reading = plans.length > 0 ? explainPlans(plans, dictionary) : null
  return keepQuestion(store, { room, text: shorten(text), status: reply.status, plan: reply.plan ?? null, reading, unread, reply: reply.text }, at)
}

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
        const question = keep(event.text, event.room, now, outcome, library) ?? memory?.question
        remember(library.store, event.room, who, now, question === undefined ? outcome.memory : { context: null, options: [], ...outcome.memory, question } satisfies Memory)
        return outcome.silent || outcome.reply.text === '' ? [] : [replyTo(event, outcome.reply.text)]
      },
    }
  },
}
