// Which limit and which order belong to which indicator: the nearest name before it that fits its unit and has not been passed by,
// else the next after it. Names joined by 和 right before one limit share it (自助终端和综窗都到100%).

import type { Dictionary } from '../../table/dictionary.ts'
import type { Condition } from '../plan.ts'
import type { Limit, Named, Ranked, Sketch } from './sketch.ts'

export type Bound = { readonly limit: Limit; readonly names: readonly Named[] }
export type Bindings = {
  readonly bounds: readonly Bound[]
  readonly orders: readonly { readonly order: Ranked; readonly name: Named | null }[]
  /** Indicators named beside the limits and orders: what else is to be shown. */
  readonly free: readonly Named[]
}

/** Binds limits and orders; `names` is empty where the question itself names none (a follow-up fills it in). */
export function bind(sketch: Sketch, dictionary: Dictionary): Bindings {
  const { named, limits, orders } = sketch
  const forward = new Set<Named>(), used = new Set<Named>()
  const suits = (limit: Limit | null, name: Named | undefined) => name !== undefined && (limit === null || name.ids.some(id => fits(limit, id, dictionary)))
  const nearest = (limit: Limit | null, start: number, end: number): Named | undefined => {
    const before = named.findLast(one => one.end <= start || (one.start < end && one.end > start)), after = named.find(one => one.start >= end)
    if (before && suits(limit, before) && !(forward.has(before) && after && !used.has(after) && suits(limit, after))) return before
    if (after && suits(limit, after)) {
      forward.add(after)
      return after
    }
    return before ?? after
  }
  const takers = [...limits.map(limit => ({ limit, order: null, start: limit.start, end: limit.end })), ...orders.map(order => ({ limit: null, order, start: order.start, end: order.end }))]
    .toSorted((a, b) => a.start - b.start)
  const bounds: Bound[] = [], ranked: { order: Ranked; name: Named | null }[] = []
  for (const { limit, order, start, end } of takers) {
    const name = nearest(limit, start, end)
    const names = name ? [...joinedBefore(name, limit, end), name] : []
    names.forEach(one => used.add(one))
    if (limit) bounds.push({ limit, names })
    else if (order) ranked.push(...(names.length > 0 ? names.map(one => ({ order, name: one })) : [{ order, name: null }]))
  }
  const known = new Set([...used].flatMap(({ ids }) => ids))
  const isSaidAgain = (one: Named) => one.ids.every(id => known.has(id)) || (one.mentions.length === 1 && one.mentions.every(({ strength, ids }) => strength !== 'form' && ids.some(id => known.has(id))))
  return { bounds, orders: ranked, free: named.filter(one => !used.has(one) && !isSaidAgain(one)) }

  /** 综窗、一枚印章(两样都)低于…: the names before this one, as long as only a 和 or 或 stands between and none is bound yet. */
  function joinedBefore(name: Named, limit: Limit | null, end: number): Named[] {
    const chain: Named[] = []
    if (name.start >= end) return chain
    for (let k = named.indexOf(name) - 1; k >= 0; k -= 1) {
      const one = named[k] as Named, next = named[k + 1] as Named
      const joined = next.start - one.end <= 1 || [...sketch.lists, ...sketch.joins.flatMap(({ join, start }) => (join === 'or' ? [start] : []))].some(at => at >= one.end && at <= next.start) && next.start - one.end <= 3
      if (!joined || used.has(one) || !suits(limit, one)) break
      chain.unshift(one)
    }
    return chain
  }
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
export function conditionOf(bounds: readonly { readonly limit: Limit; readonly indicator: string }[], sketch: Sketch, dictionary: Dictionary): Condition | null {
  const parts = bounds.map(({ limit, indicator }): Condition => {
    // A rate cannot pass 100: 到100% and 等于100% are the same bound.
    const full = limit.operator === '>=' && limit.value === 100 && dictionary.indicators[indicator]?.unit === '%'
    return { kind: 'compare', indicator, operator: full ? '=' : limit.operator, value: limit.value }
  })
  const unique = parts.filter((part, i) => parts.findIndex(other => JSON.stringify(other) === JSON.stringify(part)) === i)
  if (unique.length <= 1) return unique[0] ?? null
  const last = bounds.at(-1)?.limit.end ?? 0
  return { kind: sketch.joins.some(({ join, start }) => join === 'or' && start <= last) ? 'or' : 'and', parts: unique }
}
