// Follow-ups that change the condition or the order of the last question: rows of turns.ts.

import { indicatorsOf, type Condition, type Regions } from '../plan.ts'
import { bind, fits } from './bind.ts'
import { citiesOf, one, unclear } from './draft.ts'
import type { Limit } from './sketch.ts'
import { conditionIn, isFiltered, names, settleAmong, type FollowUp } from './turn.ts'

/** 其中不到50%的有几个, 80以上的呢, 再加一条…, 或者…: a bound replaces that of its indicator, or joins it. */
export const limits: FollowUp = turn => {
  const { sketch, last, asked, bare, base, before, widens, unanswered, dictionary } = turn
  const { asks } = sketch
  if (sketch.limits.length === 0 && !(sketch.numbers.length === 1 && bare && isFiltered(last))) return null
  const lastWhere = conditionIn(last)
  // 高10个点以上的 after a yardstick is an offset; 加上…的 may join or narrow
  if ((sketch.comparative !== null && lastWhere?.kind === 'compare' && typeof lastWhere.value !== 'number') || /^(?:再)?加上/u.test(sketch.text)) return unclear('nothing')
  const conditions: Condition[] = []
  if (sketch.limits.length === 0) {
    if (lastWhere?.kind !== 'compare') return null
    conditions.push({ ...lastWhere, value: sketch.numbers[0] as number })
  }
  for (const { limit, names: said } of bind(sketch, dictionary).bounds) {
    if (limit.approximate) return unclear('approximate')
    if (limit.state === 'unmet' && lastWhere === null) return null
    const [indicator] = (said.length > 0 ? settleAmong(said, base, dictionary).flat() : base).filter(id => fits(limit, id, dictionary))
    if (indicator === undefined) return null
    const operator = limit.operator === '>=' && limit.value === 100 && dictionary.indicators[indicator]?.unit === '%' ? '=' : operatorOf(limit, lastWhere, indicator)
    conditions.push({ kind: 'compare', indicator, operator, value: limit.value })
  }
  // A new bound on one of several indicators leaves it open what becomes of the others.
  const isAdded = sketch.added !== null && lastWhere !== null
  const touched = conditions.flatMap(indicatorsOf)
  if (!isAdded && !sketch.they && lastWhere && lastWhere.kind !== 'compare' && new Set(indicatorsOf(lastWhere)).size > 1 && sketch.limits.length > 0 && !indicatorsOf(lastWhere).every(id => touched.includes(id))) return null
  const keepsBefore = isAdded || (unanswered && sketch.they)
  const parts = keepsBefore && lastWhere ? [lastWhere, ...conditions] : conditions
  const where: Condition = parts.length === 1 ? parts[0] as Condition : { kind: sketch.added === 'or' ? 'or' : 'and', parts }
  const regions: Regions = sketch.they && !unanswered ? before : sketch.places.length > 0 ? asked.regions : widens && !isFiltered(last) ? { kind: 'all' } : isFiltered(last) && !sketch.they ? last.regions : citiesOf(asked.regions)
  if (sketch.they && regions.kind === 'all' && !unanswered) return unclear('nobody')
  const single = names(regions).length === 1 && sketch.they
  const checks = (last.kind === 'check' && !widens) || single || (regions.kind === 'named' && !sketch.they && sketch.zone === null && !isFiltered(last) && !widens)
  if (checks && !asks.which && !asks.howMany) return regions.kind === 'all' ? null : one({ kind: 'check', ...asked, regions, where })
  const kind = sketch.share ? 'share' : asks.howMany ? 'count' : asks.which || sketch.they || !isFiltered(last) ? 'list' : last.kind
  return one({ kind, ...asked, regions, where, order: null, except: isFiltered(last) && !sketch.they ? last.except : [], show: [...new Set(indicatorsOf(where))] })
}

/** 前三呢, 最低的呢, 其中…最高的: an order over the same cities; a condition said before stays. */
export const orders: FollowUp = turn => {
  const { sketch, last, asked, base, before, saysRegion, widens, unanswered, dictionary } = turn
  const [bound] = bind(sketch, dictionary).orders
  if (!bound) return null
  const [indicator] = bound.name ? settleAmong([bound.name], base, dictionary).flat() : base
  if (indicator === undefined) return null
  // 前三个的一件事: some of the cities listed, and another figure of theirs
  if (bound.name && bound.name.start > bound.order.end && isFiltered(last) && !sketch.they && !sketch.asks.which && /的/u.test(sketch.text)) return unclear('nobody')
  const { order } = bound
  if (last.kind === 'rank' && (order.count === null || order.bare) && !order.nth && sketch.named.length === 0) return one({ ...last, from: order.direction === 'bottom' || order.direction === 'worst' ? 'low' : 'high' })   // 倒数呢
  const keepsWhere = isFiltered(last) && (!sketch.they || unanswered) ? last.where : null
  if (sketch.they && before.kind === 'all' && !(unanswered && keepsWhere)) return unclear('nobody')
  const among = !sketch.province && !sketch.every && names(last.regions).length > 1 && !isFiltered(last)
  const regions: Regions = sketch.they && !unanswered ? before : saysRegion && asked.regions.kind !== 'province' ? asked.regions : isFiltered(last) ? citiesOf(last.regions) : among ? last.regions : { kind: 'all' }
  return one({ kind: 'list', ...asked, regions: widens && sketch.province ? { kind: 'all' } : regions, where: keepsWhere, order: { indicator, direction: order.direction, count: order.count ?? 1, ...(order.nth ? { nth: true as const } : {}) }, except: isFiltered(last) && !sketch.they ? last.except : [], show: [indicator] })
}

/** 40呢 and 80以上的呢: a bare figure takes the word said before; a bound or a state has its own. */
function operatorOf(limit: Limit, last: Condition | null, indicator: string): Limit['operator'] {
  return limit.operator === '=' && limit.state === null && last?.kind === 'compare' && last.indicator === indicator && typeof last.value === 'number' ? last.operator : limit.operator
}
