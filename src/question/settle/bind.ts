// Which limit and which order belong to which indicator: the nearest name before it that has not been passed by, else the next after it.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Condition } from '../plan.ts'
import type { Limit, Named, Ranked, Sketch } from './sketch.ts'

export type Bound = { readonly limit: Limit; readonly indicators: readonly string[] }
export type Bindings = { readonly bounds: readonly Bound[]; readonly orders: readonly { readonly order: Ranked; readonly indicators: readonly string[] }[]; readonly free: readonly Named[] }

/** Binds limits and orders; `indicators` is empty where the question itself names none (a follow-up fills it in). */
export function bind(sketch: Sketch): Bindings {
  const { named, limits, orders } = sketch
  const claimedForward = new Set<Named>(), used = new Set<Named>()
  const nearest = (start: number, end: number): Named | undefined => {
    const before = named.filter(one => one.end <= start || (one.start < end && one.end > start)).at(-1)
    const after = named.find(one => one.start >= end)
    if (before && !(claimedForward.has(before) && after && !isPassed(before, after))) return before
    if (after) claimedForward.add(after)
    return after ?? before
  }
  const isPassed = (_before: Named, after: Named) => used.has(after)
  const takers = [...limits.map(limit => ({ limit, order: null, start: limit.start, end: limit.end })), ...orders.map(order => ({ limit: null, order, start: order.start, end: order.end }))].sort((a, b) => a.start - b.start)
  const bounds: Bound[] = [], ranked: { order: Ranked; indicators: readonly string[] }[] = []
  for (const { limit, order, start, end } of takers) {
    const name = nearest(start, end)
    if (name) used.add(name)
    if (limit) bounds.push({ limit, indicators: name?.ids ?? [] })
    else if (order) ranked.push({ order, indicators: name?.ids ?? [] })
  }
  return { bounds, orders: ranked, free: named.filter(one => !used.has(one)) }
}

/** Does the bound's unit fit the indicator? 综窗超过5项 does not. */
export function fits(limit: Limit, indicator: string, dictionary: Dictionary): boolean {
  const unit = dictionary.indicators[indicator]?.unit
  if (limit.state === 'full' || limit.state === 'partial') return unit === '%'
  if (limit.unit === null || limit.state !== null) return true
  if (limit.unit === '%') return unit === '%'
  return unit !== '%' && (limit.unit === unit || limit.unit === '个' || unit === '个')
}

/** One condition out of bound limits, in the order said; 或 between two of them makes it an alternative. */
export function conditionOf(bounds: readonly { readonly limit: Limit; readonly indicator: string }[], sketch: Sketch): Condition | null {
  const parts = bounds.map(({ limit, indicator }): Condition => ({ kind: 'compare', indicator, operator: limit.operator, value: limit.value }))
  const unique = parts.filter((part, i) => parts.findIndex(other => JSON.stringify(other) === JSON.stringify(part)) === i)
  if (unique.length <= 1) return unique[0] ?? null
  const first = bounds[0]?.limit.end ?? 0, last = bounds.at(-1)?.limit.start ?? 0
  const or = sketch.joins.some(({ join, start }) => join === 'or' && start >= first - 1 && start <= last)
  return { kind: or ? 'or' : 'and', parts: unique }
}
