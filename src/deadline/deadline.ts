// What a deadline is: something that regions hand in by a moment, or a target that they are to have met.

import type { Repeat } from '../language/due.ts'

/** Who is to hand in. `all`: the 21 cities. `members`: the regions of the room's members when it was set, and of who joins. Regions by full name, counties as 市/县. */
export type Audience = {
  readonly kind: 'all' | 'members' | 'named'
  readonly regions: readonly string[]
  /** What the regions were called: 川南, 各县（市、区）, 综窗为0的. */
  readonly label: string | null
}

/** A level that an indicator is to reach; `topic`: what a report of 已完成 must be about to count as well. */
export type Target = { readonly indicator: string; readonly scope: 'pilot' | 'non_pilot' | null; readonly value: number; readonly topic: string }

/** A moment in Shanghai: the day, and the time of day (24:00 is its end). */
export type Moment = { readonly day: string; readonly time: string }

export type Terms = {
  readonly due: Moment
  /** False where only a day was given, which ends at 18:00 (下班前). */
  readonly timeSaid: boolean
  /** How many days before it is reminded of. */
  readonly leads: readonly number[]
  readonly repeat: Repeat | null
}

export type Deadline = Terms & {
  /** The number that people call it by: 提醒4. */
  readonly id: number
  readonly kind: 'submission' | 'target'
  /** The short name: 申报名单. */
  readonly title: string
  /** The name in full, as a reminder tells it: 省级“示范便民服务中心”申报名单. */
  readonly says: string
  /** Other names that people call it by. */
  readonly forms: readonly string[]
  /** Who receives it. */
  readonly recipient: string | null
  /** Null: every room that is served. */
  readonly room: string | null
  readonly audience: Audience
  readonly target: Target | null
  /** Counts the times that a repeated deadline has come round, from 1. */
  readonly cycle: number
  /** Grows by one with each change of the terms. */
  readonly revision: number
  readonly state: 'open' | 'cancelled' | 'closed'
  readonly setBy: string
  readonly setAt: string
}

/** Days before, where nothing else was said. */
export const usualLeads: Readonly<Record<Deadline['kind'], readonly number[]>> = { submission: [15, 7, 3, 1], target: [15, 7] }
