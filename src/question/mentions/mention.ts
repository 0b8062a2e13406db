// What a phrase says. Readers find mentions; `settle/` decides what they mean together. A mention never drops what was said.

import type { Direction, Operator, Scope } from '../plan.ts'

export type Said =
  | { readonly kind: 'region'; readonly names: readonly string[]; readonly zone?: string }
  | { readonly kind: 'county'; readonly name: string }
  | { readonly kind: 'scope'; readonly scope: Scope | 'both' | 'together' | 'other' }
  | { readonly kind: 'province' }
  | { readonly kind: 'every'; readonly each: boolean }
  | { readonly kind: 'indicator'; readonly ids: readonly string[]; readonly main?: string; readonly counted?: string; readonly strength: 'form' | 'topic' | 'part' | 'weak' | 'soft' | 'head' }
  | { readonly kind: 'number'; readonly value: number; readonly unit: string | null; readonly approximate: boolean }
  | { readonly kind: 'bound'; readonly operator: Operator; readonly side: 'before' | 'after'; readonly value?: number; readonly asks?: true }
  | { readonly kind: 'average'; readonly yardstick: boolean }
  | { readonly kind: 'act'; readonly act: 'start' | 'do' | 'finish' | 'zero' | 'full' }
  | { readonly kind: 'order'; readonly direction: Direction; readonly bare?: boolean }
  | { readonly kind: 'place'; readonly from: 'front' | 'back' }
  | { readonly kind: 'nth'; readonly value: number; readonly from: 'front' | 'back' }
  | { readonly kind: 'comparative'; readonly direction: Direction }
  | { readonly kind: 'ask'; readonly ask: 'which' | 'how-much' | 'how-many' | 'whether' | 'rank' | 'rank-low' | 'why' | 'each'; readonly unit?: string }
  | { readonly kind: 'aggregate'; readonly by: 'sum' | 'mean' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'versus' }
  | { readonly kind: 'share' }
  | { readonly kind: 'sort'; readonly direction: Direction | null }
  | { readonly kind: 'overview' }
  | { readonly kind: 'define' }
  | { readonly kind: 'period'; readonly stored: boolean }
  | { readonly kind: 'pronoun'; readonly who: 'they' | 'we' | 'both-of' }
  | { readonly kind: 'join'; readonly join: 'and' | 'or' | 'list' }
  | { readonly kind: 'range' }
  | { readonly kind: 'not' }
  | { readonly kind: 'already' }
  | { readonly kind: 'all' }
  | { readonly kind: 'except'; readonly side: 'before' | 'after' }
  | { readonly kind: 'again' }
  | { readonly kind: 'outside'; readonly what: string }
  | { readonly kind: 'break'; readonly hard: boolean }
  /** `time`: 下午, 周末, which before a name belong to it. */
  | { readonly kind: 'asker'; readonly time?: true }
  | { readonly kind: 'social'; readonly what: 'greet' | 'thanks' | 'help' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'unread' }

export type Kind = Said['kind']

/** How a phrase was recognised: a guess (sound, slip) is told in the answer. */
export type How = 'exact' | 'sound' | 'slip'

export type Mention = Said & { readonly start: number; readonly end: number; readonly text: string; readonly how: How; readonly form?: string }

/** A row of a reader's word list: all `words` say the same. */
export type Words = { readonly words: string; readonly says: Said }

/** `say('超过 高于', { kind: 'bound', … })`: words are separated by blanks. */
export const say = (words: string, says: Said): Words => ({ words, says })
