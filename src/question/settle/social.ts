// Greetings, thanks, 收到 and calls for help: messages without any other content.

import type { Mention } from '../mentions/mention.ts'
import type { Plan } from '../plan.ts'

type Social = Extract<Plan, { kind: 'social' }>

/** Words about the occasion that are no content of a message made of nothing else. */
const empty: ReadonlySet<Mention['kind']> = new Set(['filler', 'asker', 'break', 'social', 'already', 'all', 'join'])

/** 好的谢谢 → thanks; null where the message says anything else. */
export function readSocial(text: string, mentions: readonly Mention[]): Social | null {
  const said = (what: 'greet' | 'thanks' | 'help') => mentions.some(mention => mention.kind === 'social' && mention.what === what)
  if (said('help') && mentions.every(m => empty.has(m.kind) || m.kind === 'ask' || m.kind === 'pronoun' || m.kind === 'overview' || m.kind === 'again')) return { kind: 'social', what: 'help' }
  if (text === '' || !mentions.every(mention => empty.has(mention.kind) || (mention.kind === 'ask' && mention.ask === 'whether') || (mention.kind === 'pronoun' && mention.who === 'we'))) return text === '' ? { kind: 'social', what: 'greet' } : null
  if (said('thanks')) return { kind: 'social', what: 'thanks' }
  if (said('greet')) return { kind: 'social', what: 'greet' }
  return /^(?:收到|好的|好|ok|嗯|行|要得|可以|明白|晓得了)/u.test(text) ? { kind: 'social', what: 'silence' } : null
}
