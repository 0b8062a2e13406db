// What reading a question ends in: plans, a choice to offer, something the data does not hold, or words that were not understood.

import type { Plan } from './plan.ts'

export type Guess = { readonly said: string; readonly read: string }
/** `label` is what a person may answer with, beside its number. */
export type Option = { readonly label: string; readonly plan: Plan }

export type Outside = { readonly kind: 'outside'; readonly what: string; readonly why: 'topic' | 'unknown' | 'date' | 'scope' | 'reported' | 'national' | 'pooled'; /** What the data does hold, for the asking: 回“全省平均”. */ readonly instead?: Option }

export type Reading =
  /** `outside`: what another part of the message asked that is not in the data. */
  | { readonly kind: 'plans'; readonly plans: readonly Plan[]; readonly guesses: readonly Guess[]; readonly outside?: readonly Outside[] }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | Outside
  | { readonly kind: 'unclear'; readonly why: 'unread'; readonly words: readonly string[]; readonly near: readonly string[] }
  | { readonly kind: 'unclear'; readonly why: 'nobody' | 'no-indicator' | 'no-region' | 'unit' | 'approximate' | 'nothing' | 'too-long'; readonly words: readonly string[] }

/** What the same person's last answer leaves behind for a follow-up. */
export type Context = {
  readonly plan: Plan
  /** The regions that answered, by scope, in order. */
  readonly answered: Readonly<Record<string, readonly string[]>>
  readonly text: string
  /** Regions named in the turns just before, one after the other about the same indicators: 这两家 may mean the last two. */
  readonly trail: readonly string[]
}
