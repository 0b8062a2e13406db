// What a progress update says, as data: the fields of a record before it has a number.

import type { Scope } from '../question/plan.ts'

export type Status = 'not_started' | 'in_progress' | 'done'

/** `unit` is the indicator's own; `approx`: said to be about so much. */
export type Metric = { readonly indicator: string; readonly value: number; readonly unit: string; readonly approx?: true }

/** `region`: 乐山市, 达州市/达川区 or 绵阳市/三台县/芦溪镇; `scope` null is the whole place; `asOf`: YYYY-MM-DD, the day the figures hold for. */
export type Entry = {
  readonly region: string
  readonly scope: Scope | null
  readonly topic: string
  readonly metrics: readonly Metric[]
  readonly status: Status | null
  readonly asOf: string
}

/** The city that a region belongs to: 达州市/达川区 → 达州市 */
export const cityOf = (region: string): string => region.split('/')[0] ?? region
