// The shipped tables in a database in memory, and conversations over them on a fixed clock.

import { normalise } from '../src/language/normalise.ts'
import { openLibrary, shippedData } from '../src/library.ts'
import { readMentions } from '../src/question/mentions/read.ts'
import { printPlan, type Plan } from '../src/question/plan.ts'
import { readQuestion } from '../src/question/read.ts'
import { answerQuestion, type Memory, type Reply } from '../src/skills/question.ts'

export const botName = '三化助手'
export const library = await openLibrary(':memory:', shippedData, botName)

/** The day on which questions are asked: in the year of the tables. */
export const now = new Date('2021-08-25T10:00:00+08:00')

export type Turn = {
  readonly question: string
  readonly reply: Reply
  readonly silent: boolean
  /** What was read, as data; empty where the question was not answered. */
  readonly plans: readonly Plan[]
}

/** One person's conversation, each turn with what the last one left. */
export function converse(questions: readonly string[], region: string | null = null): Turn[] {
  let memory: Memory | null = null
  return questions.map(question => {
    const reading = readQuestion(question, library.vocabulary, memory?.context ?? null, { region }, library.botNames)
    const outcome = answerQuestion({ text: question, region, memory, now, elapsed: () => 0 }, library)
    memory = outcome.memory
    const plans = reading.kind === 'plans' && reading.plans.map(printPlan).join(' ; ') === outcome.reply.plan ? reading.plans : []
    return { question, reply: outcome.reply, silent: outcome.silent, plans }
  })
}

export const ask = (question: string, region: string | null = null): Turn => converse([question], region)[0] as Turn

/** The mentions of a text on one line, for the message of a failed test: 乐山:region 综窗:indicator */
export const showMentions = (text: string): string => (
  readMentions(normalise(text, library.botNames), library.vocabulary).map(mention => `${mention.text}:${mention.kind}${mention.how === 'exact' ? '' : `(${mention.how})`}`).join(' ')
)
