// What one question says once its mentions are put together, before it is decided what kind of question it is.
// Every list holds what was said; what was not said is null or empty, so that a follow-up can tell the two apart.

import type { Mention } from '../mentions/mention.ts'
import type { Direction, Operator, Scope, Yardstick } from '../plan.ts'

/** A run of mentions that together name an indicator; several `ids` are left where the words do not decide. */
export type Named = { readonly ids: readonly string[]; readonly start: number; readonly end: number; readonly mentions: readonly Extract<Mention, { kind: 'indicator' }>[] }

/** A bound or state, with where it stands; its indicator is found in bind.ts. */
export type Limit = {
  readonly operator: Operator
  readonly value: Yardstick
  /** '%', '个' … where said; a state (not started, complete) has none. */
  readonly unit: string | null
  /** `unmet`: 还没达到, said of a target named before. */
  readonly state: 'none' | 'some' | 'full' | 'partial' | 'unmet' | null
  readonly approximate: boolean
  readonly start: number
  readonly end: number
}

export type Ranked = { readonly direction: Direction; readonly count: number | null; readonly bare: boolean; /** Only the place itself: 第三名. */ readonly nth: boolean; readonly start: number; readonly end: number }

export type Asks = {
  readonly which: boolean
  /** 哪些市州, as against 哪边 of the two scopes. */
  readonly whichCities: boolean
  /** 有没有: is there any. */
  readonly exists: boolean
  readonly howMuch: boolean
  readonly howMany: boolean
  readonly whether: boolean
  readonly rank: 'high' | 'low' | null
  readonly why: boolean
  readonly each: boolean
  readonly unit: string | null
}

export type Sketch = {
  readonly text: string
  readonly scopes: readonly Scope[]
  readonly named: readonly Named[]
  /** Parts that name nothing by themselves (村上的, 站): only what was asked before can settle them. */
  readonly weak: readonly Named[]
  readonly limits: readonly Limit[]
  readonly joins: readonly { readonly join: 'and' | 'or'; readonly start: number }[]
  /** Where 和, 、 stand. */
  readonly lists: readonly number[]
  readonly orders: readonly Ranked[]
  readonly sort: Direction | 'order' | null
  readonly places: readonly string[]
  readonly zone: string | null
  readonly zones: number
  readonly except: readonly string[]
  readonly province: boolean
  readonly every: boolean
  readonly eachCity: boolean
  readonly they: boolean
  /** 这两家 → 2; null where no number is said. */
  readonly theyCount: number | null
  readonly asks: Asks
  readonly comparisons: number
  readonly comparative: Direction | null
  readonly versus: boolean
  readonly gap: boolean
  readonly average: boolean
  /** 全省平均 and the like, as against a bare 平均. */
  readonly averageSaid: boolean
  readonly sum: boolean
  /** 试点非试点合起来: one figure over both. */
  readonly together: boolean
  readonly mean: boolean
  readonly share: boolean
  readonly overview: boolean
  readonly define: boolean
  readonly again: boolean
  readonly counties: readonly string[]
  readonly outside: readonly string[]
  readonly otherDates: readonly string[]
  readonly otherScope: boolean
  /** 试点是0非试点不是0: the two scopes stand apart, with a bound between them. */
  readonly crossesScopes: boolean
  readonly numbers: readonly number[]
  /** 再加一条, 同时…, …也…的呢; 或者: a condition beside those before. */
  readonly added: 'and' | 'or' | null
  /** Words with content that nothing above has taken up. */
  readonly unread: readonly string[]
  readonly guesses: readonly { readonly said: string; readonly read: string }[]
}
