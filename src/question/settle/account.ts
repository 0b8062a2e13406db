// The last check before a plan is believed: each word that steers (a comparison, a sum, a share, an order, a bound …) must be one that
// this kind of plan carries. A word that was read but is in no plan would make it the answer to a simpler question.

import type { Plan } from '../plan.ts'
import type { Sketch } from './sketch.ts'

const steering = {
  /** 设得多的，就是超过9个的 is said again by its bound; 咋个比面上还低 各是多少 wants the figures. */
  comparative: (sketch: Sketch) => sketch.comparative !== null && !(sketch.limits.length > 0 && !sketch.versus) && !sketch.asks.each && !sketch.asks.why,
  gap: (sketch: Sketch) => sketch.gap,
  average: (sketch: Sketch) => sketch.averageSaid,
  sum: (sketch: Sketch) => sketch.sum,
  mean: (sketch: Sketch) => sketch.mean,
  share: (sketch: Sketch) => sketch.share,
  sort: (sketch: Sketch) => sketch.sort !== null,
  rank: (sketch: Sketch) => sketch.asks.rank !== null,
  order: (sketch: Sketch) => sketch.orders.some(order => !order.bare),
  /** 启动了多少 asks the figure of what has begun; 为什么是0 the figure itself. */
  limit: (sketch: Sketch) => !sketch.asks.why && sketch.limits.some(({ state }) => state !== 'some' && state !== 'full'),
  except: (sketch: Sketch) => sketch.except.length > 0,
} as const
type Steering = keyof typeof steering

/** What each kind of plan carries. A new kind does not compile without its row. */
const carries: Record<Plan['kind'], readonly Steering[]> = {
  values: ['sum', 'mean', 'average', 'share'],   // words of the figure's own name and measure; kinds.ts keeps them from meaning more
  overview: [],
  list: ['limit', 'order', 'sort', 'except', 'comparative', 'average'],
  count: ['limit', 'except', 'comparative', 'average', 'sum', 'order', 'share'],
  share: ['limit', 'except', 'share', 'average', 'comparative'],
  check: ['limit', 'comparative', 'average'],
  rank: ['rank', 'sort', 'order'],
  difference: ['gap', 'comparative', 'average', 'limit'],
  gap: ['gap', 'comparative', 'sum', 'average'],
  portion: ['share', 'sum'],
  spread: ['order', 'gap', 'comparative'],
  compare: ['comparative', 'order', 'sort'],
  aggregate: ['sum', 'mean'],
  fact: [], define: [], county: [], social: [],
}

/** Steering words that none of the plans carries. */
export function leftOver(sketch: Sketch, plans: readonly Plan[]): Steering[] {
  const carried = new Set(plans.flatMap(({ kind }) => carries[kind]))
  return (Object.keys(steering) as Steering[]).filter(word => steering[word](sketch) && !carried.has(word))
}
