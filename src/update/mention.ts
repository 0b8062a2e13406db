// What a phrase of a progress update says. Names and numbers are those of questions; the rest is what tells a report from talk.

import type { Mention as QuestionMention } from '../question/mentions/mention.ts'
import type { Status } from './record.ts'

/** How far a word of talk reaches: its clause, from its clause to the end of the sentence, its sentence, on to the end of the message, or all of it. */
export type Reach = 'clause' | 'onward' | 'sentence' | 'rest' | 'message'

/** Why something said is no report: a plan, a guess, a demand … */
export type Talk = 'plan' | 'guess' | 'hearsay' | 'demand' | 'sample' | 'past' | 'change' | 'rank' | 'superlative' | 'denial' | 'question' | 'others' | 'condition'

export type Own =
  /** 通江: a county by its bare name, which may be an ordinary word; meant only near its city. */
  | { readonly kind: 'bare-county'; readonly name: string; readonly cities: readonly string[] }
  /** 芦溪镇, 经开区: a place that no list holds; 红星市 is a strange one, which should be on a list. */
  | { readonly kind: 'town'; readonly name: string; readonly level: 'county' | 'town' | 'strange' }
  /** 我市, 全县: the sender's own place, of the level said. */
  | { readonly kind: 'home'; readonly level: 'city' | 'county' | 'town' | null }
  | { readonly kind: 'status'; readonly status: Status; /** 完成 alone: a state only beside 已 or 全部. */ readonly weak?: true }
  /** 三分之二的中心, 9个中心已改5个 */
  | { readonly kind: 'fraction'; readonly value: number; /** The words around, whose verb may tell of what. */ readonly told: string; readonly approximate: boolean }
  | { readonly kind: 'day'; readonly date: string; readonly grain: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'; readonly isEnd: boolean; readonly isToday: boolean; /** 截至, 截止到 */ readonly until: boolean; /** 月底前 */ readonly before: boolean }
  /** 到, 至, 达: what follows is the figure now. */
  | { readonly kind: 'to' }
  | { readonly kind: 'already' | 'all' | 'mean' | 'respective' }
  /** `paper`: what is finished or counted there is a piece of paper (综窗台账已完成). */
  | { readonly kind: 'filler'; readonly paper?: true }
  /** xx%, __个: a figure that is none. */
  | { readonly kind: 'no-figure' }
  | { readonly kind: 'talk'; readonly talk: Talk; readonly reach: Reach }

export type Spot = { readonly start: number; readonly end: number; readonly text: string; readonly how: 'exact' | 'sound' | 'slip'; readonly form?: string }
export type Mention = Exclude<QuestionMention, { kind: 'filler' }> | (Own & Spot)
