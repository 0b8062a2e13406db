// A turn that does not stand alone takes the rest from the same person's last answer. What it says itself always wins.

import type { Dictionary } from '../../table/dictionary.ts'
import { indicatorsOf, isTablePlan, type Condition, type Direction, type Filtered, type Plan, type Regions, type ScopeChoice, type TablePlan } from '../plan.ts'
import type { Context } from '../reading.ts'
import { leftOver } from './account.ts'
import { bind, fits } from './bind.ts'
import { decide } from './decide.ts'
import { regionsOf, scopeOf, type Decision } from './draft.ts'
import type { Limit, Named, Sketch } from './sketch.ts'

/** Decides `sketch` with what the last answer leaves open. */
export function complete(said: Sketch, context: Context | null, dictionary: Dictionary): Decision {
  const sketch = adoptWeak(said, context, dictionary)
  const weak = sketch.weak.filter(({ mentions }) => mentions.some(mention => mention.strength !== 'soft'))
  const [only] = weak
  if (only && weak.length === 1 && only.ids.length > 1 && sketch.named.length === 0) return decide({ ...sketch, weak: [], named: [only] }, dictionary, true)   // 窗口多少: which of them?
  if (only) return { kind: 'unclear', why: 'unread', words: weak.flatMap(({ mentions }) => mentions.map(mention => mention.text)), near: [] }
  if (!context || standsAlone(sketch, dictionary)) return decide(sketch, dictionary)
  const last = context.plan.kind === 'fact' ? targetOf(context.plan.ids, dictionary) : context.plan
  if (last?.kind === 'county' && sketch.named.length === 0 && sketch.places.length > 0 && last.indicators.length > 0) return decide(named(sketch, last.indicators), dictionary)
  if (last?.kind === 'define' && dictionary.indicators[last.term]) {
    if (sketch.named.length === 0 && (sketch.places.length > 0 || sketch.province || sketch.scopes.length > 0)) return decide(named(sketch, [last.term]), dictionary)
    const [next] = sketch.named
    if (sketch.again && next && sketch.places.length + sketch.limits.length + sketch.orders.length === 0) return { kind: 'plans', plans: [{ kind: 'define', term: next.ids[0] as string }] }
  }
  if (!last || !isTablePlan(last)) return decide(sketch, dictionary)
  const decision = followUp(sketch, last, context, dictionary)
  return decision && !(decision.kind === 'plans' && leftOver(sketch, decision.plans).length > 0) ? decision : decide(sketch, dictionary)
}

/** An indicator and whom to look at: nothing is missing. 他们 always refers back. */
function standsAlone(sketch: Sketch, dictionary: Dictionary): boolean {
  if (sketch.they || sketch.counties.length > 0) return sketch.counties.length > 0 && sketch.named.length > 0
  const refersBack = sketch.again && sketch.places.length === 0 && !sketch.province && !sketch.every
  const hasWhom = sketch.places.length > 0 || sketch.province || sketch.every || sketch.asks.which || sketch.limits.length > 0 || sketch.orders.length > 0 || sketch.sort !== null || sketch.share
  if (sketch.versus && sketch.places.length === 1 && sketch.comparative !== null) return false
  if (sketch.asks.which && sketch.comparative !== null && sketch.places.length === 0 && sketch.limits.length + sketch.orders.length === 0) return false
  const asksTotal = sketch.asks.howMuch && sketch.scopes.length > 0 && sketch.named.length > 0
  return sketch.named.length > 0 && (hasWhom || (asksTotal && !refersBack)) && !sketch.added && bind(sketch, dictionary).bounds.every(({ names, limit }) => names.length > 0 && names.every(({ ids }) => ids.some(id => fits(limit, id, dictionary))))
}

/** 村上的呢 after 社区代办员, 站呢 after 便民服务中心: a part of a name is one where the last question settles it. */
function adoptWeak(sketch: Sketch, context: Context | null, dictionary: Dictionary): Sketch {
  if (sketch.weak.length === 0 || !context || !isTablePlan(context.plan)) return sketch
  const isSoft = sketch.weak.every(({ mentions }) => mentions.every(mention => mention.strength === 'soft'))
  if (isSoft && (sketch.named.length + sketch.limits.length + sketch.orders.length + sketch.places.length > 0 || sketch.asks.which)) return sketch
  const settled = settleAmong(sketch.weak, indicatorsIn(context.plan), dictionary)
  return settled.every(ids => ids.length === 1) ? { ...sketch, weak: [], named: [...sketch.named, ...sketch.weak.map((one, i) => ({ ...one, ids: settled[i] as readonly string[] }))] } : sketch
}

const named = (sketch: Sketch, ids: readonly string[]): Sketch => ({ ...sketch, named: ids.map((id): Named => ({ ids: [id], start: -1, end: -1, mentions: [], strong: true })) })

/** What the last plan looked at. */
function indicatorsIn(plan: TablePlan): readonly string[] {
  switch (plan.kind) {
    case 'values': case 'difference': case 'gap': case 'compare': case 'aggregate': return plan.indicators
    case 'rank': case 'spread': case 'portion': return [plan.indicator]
    case 'list': case 'count': case 'share': return plan.order ? [plan.order.indicator] : [...new Set([...indicatorsOf(plan.where), ...plan.show])]
    case 'check': return indicatorsOf(plan.where)
    case 'overview': return []
  }
}

const isFiltered = (plan: TablePlan): plan is Extract<TablePlan, Filtered> => plan.kind === 'list' || plan.kind === 'count' || plan.kind === 'share'

function targetOf(ids: readonly string[], dictionary: Dictionary): Plan | null {
  const target = ids.flatMap(id => dictionary.facts.find(fact => fact.id === id)?.target ?? [])[0]
  if (!target) return null
  const where: Condition = { kind: 'compare', indicator: target.indicator, operator: target.op, value: target.value }
  return { kind: 'list', scope: target.scope, scopeSaid: target.scope !== 'both', regions: { kind: 'all' }, where, order: null, except: [], show: [target.indicator] }
}

function followUp(sketch: Sketch, last: TablePlan, { answered, trail }: Context, dictionary: Dictionary): Decision | null {
  const base = indicatorsIn(last)
  const own = sketch.named.length > 0 ? settleAmong(sketch.named, base, dictionary).map(ids => softly(ids, sketch, base, dictionary)) : null
  if (own && own.some(ids => ids.length !== 1)) return null
  const indicators = own ? own.flat() : base
  const scope: ScopeChoice = sketch.scopes.length > 0 ? scopeOf(sketch).scope : last.scope === 'together' && sketch.places.length > 0 ? 'both' : last.scope
  const scopeSaid = sketch.scopes.length > 0 || last.scopeSaid
  const saysRegion = sketch.places.length > 0 || sketch.province || sketch.eachCity
  const before: Regions = pointedRegions(answeredRegions(last, answered, scope), sketch.theyCount, trail)
  const regions: Regions = sketch.they ? before : saysRegion ? regionsOf(sketch) : last.regions.kind === 'answered' ? narrowed(last.regions, scope) : last.regions
  const adds = /再加|加个|加上|还要加|也加/u.test(sketch.text)
  const joined: Regions = adds && sketch.places.length > 0 && last.regions.kind === 'named' && last.kind === 'values' ? { kind: 'named', names: [...new Set([...last.regions.names, ...sketch.places])] } : regions
  const asked = { scope: adds && sketch.sum && sketch.scopes.length === 1 && last.scope !== scope && last.scope !== 'both' ? 'together' as const : scope, scopeSaid, regions: joined }
  const one = (plan: Plan): Decision => ({ kind: 'plans', plans: [plan] })
  const nothing = sketch.named.length + sketch.limits.length + sketch.orders.length === 0
  if (sketch.they && before.kind === 'all') return last.regions.kind === 'province' && sketch.scopes.length > 0 ? followUp({ ...sketch, they: false }, last, { plan: last, answered, text: '', trail }, dictionary) : null
  if (sketch.averageSaid && nothing && !sketch.gap && !sketch.versus && !saysRegion && indicators.length > 0) return one({ kind: 'values', scope, scopeSaid, regions: { kind: 'province' }, indicators })

  // 把德阳也加进来比, 跟甘孜比哪个高: a region joins those before.
  if (sketch.places.length > 0 && sketch.limits.length === 0 && (sketch.comparative !== null || sketch.versus || (/加进来|加上|加入|也放/u.test(sketch.text) && last.kind === 'compare')) && indicators.length > 0) {
    const earlier = last.regions.kind === 'named' ? last.regions.names : last.kind === 'list' ? Object.values(answered).flat() : []
    const names = [...new Set([...earlier, ...sketch.places])]
    if (names.length >= 2 && !(sketch.gap || sketch.average || sketch.asks.howMuch || sketch.asks.unit !== null)) {
      const direction: Direction = sketch.comparative ?? (last.kind === 'compare' ? last.direction : 'top')
      return one({ kind: 'compare', ...asked, regions: { kind: 'named', names }, indicators, direction })
    }
    if (names.length === 2) return one({ kind: 'difference', ...asked, regions: { kind: 'named', names: names.slice(0, 1) }, indicators, against: names[1] as string })
  }
  if (sketch.asks.rank !== null) return indicators.length > 0 && regions.kind !== 'all' && regions.kind !== 'province' ? { kind: 'plans', plans: indicators.map(indicator => ({ kind: 'rank', ...asked, indicator, from: sketch.asks.rank === 'low' ? 'low' : 'high' })) } : null
  if (sketch.gap || (sketch.comparative !== null && sketch.average)) {
    if (sketch.average || (sketch.province && regions.kind === 'province' && last.regions.kind === 'named')) return one({ kind: 'difference', ...asked, regions: sketch.places.length > 0 ? regions : last.regions, indicators, against: 'average' })
    const bothSides = last.scope === 'both' || sketch.theyCount === 2
    if (sketch.scopes.length === 2 || (sketch.places.length === 0 && bothSides && regions.kind === 'named' && regions.names.length === 1)) return one({ kind: 'gap', scope: 'both', scopeSaid: true, regions: regions.kind === 'all' ? { kind: 'province' } : regions, indicators })
    if (regions.kind === 'named' && regions.names.length === 2) return one({ kind: 'difference', ...asked, regions: { kind: 'named', names: regions.names.slice(0, 1) }, indicators, against: regions.names[1] as string })
    return null
  }
  if (sketch.sum && isFiltered(last) && (sketch.asks.howMany || sketch.asks.unit === '家') && nothing && !saysRegion) return one({ ...last, scope, scopeSaid, kind: 'count' })
  if (sketch.sum || sketch.mean) return indicators.length > 0 ? one({ kind: 'aggregate', how: sketch.mean ? 'mean' : 'sum', ...asked, regions: sketch.they ? before : regions, indicators, where: null }) : null

  // 其中不到50%的有几个, 80以上的呢, 再加一条…
  if (sketch.limits.length > 0 || (sketch.numbers.length === 1 && nothing && isFiltered(last))) return withLimits()
  if (sketch.orders.length > 0) return withOrder()
  if (sketch.comparative !== null && regions.kind === 'named' && regions.names.length === 2 && nothing && (sketch.asks.howMuch || sketch.asks.unit !== null)) return one({ kind: 'difference', ...asked, regions: { kind: 'named', names: regions.names.slice(0, 1) }, indicators, against: regions.names[1] as string })
  if (sketch.comparative !== null && regions.kind === 'named' && regions.names.length >= 2 && nothing && !sketch.asks.howMuch) return one({ kind: 'compare', ...asked, indicators, direction: sketch.comparative })
  if (sketch.comparative !== null && regions.kind === 'answered' && nothing) return one({ kind: 'list', ...asked, where: null, order: { indicator: indicators[0] as string, direction: sketch.comparative, count: 1 }, except: [], show: indicators })
  if (sketch.sort !== null && indicators.length > 0) {
    const flipped: Direction = last.kind === 'list' && last.order ? (last.order.direction === 'top' ? 'bottom' : 'top') : 'bottom'
    const direction = sketch.sort === 'order' ? 'top' : /反过来|倒过来/u.test(sketch.text) ? flipped : sketch.sort
    return one({ kind: 'list', ...asked, regions: sketch.they ? before : regions.kind === 'province' ? { kind: 'all' } : regions, where: isFiltered(last) ? last.where : null, order: { indicator: indicators[0] as string, direction, count: null }, except: [], show: indicators.slice(0, 1) })
  }
  if (sketch.overview && sketch.named.length === 0 && (last.kind === 'overview' || !sketch.they)) return saysRegion || last.kind === 'overview' ? one({ kind: 'overview', scope, scopeSaid, regions }) : null
  if (sketch.except.length > 0 && isFiltered(last)) return one({ ...last, scope, scopeSaid, except: [...last.except, ...sketch.except] })

  // 分别是哪些, 有几个, 占多大比例: the same cities asked otherwise.
  if (own === null && !saysRegion && sketch.scopes.length === 0 && !sketch.they) {
    if (isFiltered(last) && sketch.share) return one({ ...last, kind: 'share' })
    if (isFiltered(last) && (sketch.asks.which || sketch.asks.each)) return one({ ...last, kind: 'list' })
    if (isFiltered(last) && sketch.asks.howMany) return one({ ...last, kind: 'count' })
    if (isFiltered(last) && sketch.asks.howMuch) return one({ kind: 'values', ...asked, regions: before, indicators })
    return null
  }
  if (sketch.they || (own !== null && isFiltered(last) && (sketch.asks.howMuch || sketch.asks.each || sketch.asks.unit !== null))) return indicators.length > 0 ? one({ kind: 'values', ...asked, regions: before.kind === 'all' ? { kind: 'province' } : before, indicators }) : null
  return replaced()

  /** The last question once more, with another region, scope or indicator in its place. */
  function replaced(): Decision | null {
    const ids = indicators.length > 0 ? indicators : null
    switch (last.kind) {
      case 'overview': return own ? one({ kind: 'values', ...asked, indicators: own.flat() }) : one({ ...last, ...asked })
      case 'values': {
        const whole = joined.kind === 'all' && last.regions.kind === 'province' ? last.regions : joined
        return ids && one({ ...last, ...asked, regions: whole, indicators: ids })
      }
      case 'difference': return ids && one({ ...last, ...asked, indicators: ids })
      case 'gap': return ids && one({ ...last, scope: 'both', regions, indicators: ids })
      case 'aggregate': return ids && one(last.how === 'sum' && asked.regions.kind === 'province' && asked.scope !== 'together' ? { kind: 'values', ...asked, indicators: ids } : { ...last, ...asked, indicators: ids })
      case 'compare': return ids && (sketch.places.length === 1 ? one({ kind: 'values', ...asked, indicators: ids }) : one({ ...last, ...asked, indicators: ids }))
      case 'spread': case 'portion': return ids && one({ ...last, ...asked, indicator: ids[0] as string })
      case 'rank': return ids && { kind: 'plans', plans: ids.map(indicator => ({ ...last, ...asked, indicator })) }
      case 'check': return one({ ...last, ...asked, where: own ? swapIndicator(last.where, base[0] ?? '', ids?.[0] ?? '') : last.where })
      case 'list': case 'count': case 'share': {
        if (sketch.places.length > 0 && sketch.zone === null && own === null) return one({ kind: 'values', ...asked, indicators: base })
        if (sketch.places.length > 0 && sketch.zone === null) return one({ kind: 'values', ...asked, indicators })
        if (!own) return one({ ...last, ...asked, kind: sketch.asks.which ? 'list' : sketch.asks.howMany ? 'count' : last.kind })
        const [next = ''] = own.flat(), unitNow = dictionary.indicators[next]?.unit, unitThen = dictionary.indicators[base[0] ?? '']?.unit
        if (last.where && last.order === null && unitNow !== unitThen && !isZero(last.where)) return one({ kind: 'values', ...asked, regions: before, indicators: [next] })
        return one({ ...last, ...asked, where: last.where && last.order === null ? swapIndicator(last.where, base[0] ?? '', next) : last.where, order: last.order && { ...last.order, indicator: next }, show: [next] })
      }
    }
  }

  function withLimits(): Decision | null {
    const lastWhere = isFiltered(last) ? last.where : last.kind === 'check' ? last.where : null
    const conditions: Condition[] = []
    if (sketch.limits.length === 0) {
      if (lastWhere?.kind !== 'compare') return null
      conditions.push({ ...lastWhere, value: sketch.numbers[0] as number })
    }
    for (const { limit, names } of bind(sketch, dictionary).bounds) {
      if (limit.approximate) return { kind: 'unclear', why: 'approximate', words: [] }
      const [indicator] = (names.length > 0 ? settleAmong(names, base, dictionary).flat() : base).filter(id => fits(limit, id, dictionary))
      if (indicator === undefined) return null
      conditions.push({ kind: 'compare', indicator, operator: limit.operator === '>=' && limit.value === 100 && dictionary.indicators[indicator]?.unit === '%' ? '=' : operatorOf(limit, lastWhere, indicator), value: limit.value })
    }
    const parts = sketch.added && lastWhere ? [lastWhere, ...conditions] : conditions
    const where: Condition = parts.length === 1 ? parts[0] as Condition : { kind: 'and', parts }
    const over = { ...asked, regions: sketch.they ? before : sketch.added || own === null ? (regions.kind === 'province' ? { kind: 'all' } as const : regions) : regions }
    const isOne = over.regions.kind === 'named' && over.regions.names.length === 1
    if (sketch.they && isOne && !sketch.asks.which && !sketch.asks.howMany) return one({ kind: 'check', ...over, where })
    if (last.kind === 'check' || (over.regions.kind === 'named' && !sketch.they && sketch.zone === null && !sketch.asks.which && !sketch.asks.howMany && !isFiltered(last))) return one({ kind: 'check', ...over, where })
    const shown = [...new Set(indicatorsOf(where))]
    const kind = sketch.share ? 'share' : sketch.asks.howMany ? 'count' : sketch.asks.which || sketch.they || !isFiltered(last) ? 'list' : last.kind
    return one({ kind, ...over, where, order: null, except: isFiltered(last) && !sketch.they ? last.except : [], show: shown })
  }

  function withOrder(): Decision | null {
    const bound = bind(sketch, dictionary).orders[0]
    const [indicator] = bound?.name ? settleAmong([bound.name], base, dictionary).flat() : base
    if (!bound || indicator === undefined) return null
    const { order } = bound
    const keepsWhere = isFiltered(last) && last.order === null && !sketch.they ? last.where : isFiltered(last) && last.order !== null && !sketch.they ? last.where : null
    const among = last.kind === 'values' && last.regions.kind === 'named' && last.regions.names.length > 1
    const over: Regions = sketch.they ? before : saysRegion && regions.kind !== 'province' ? regions : isFiltered(last) ? (last.regions.kind === 'province' ? { kind: 'all' } : last.regions) : among ? last.regions : last.kind === 'compare' ? last.regions : { kind: 'all' }
    return one({ kind: 'list', ...asked, regions: over, where: keepsWhere, order: { indicator, direction: order.direction, count: order.count ?? 1 }, except: isFiltered(last) ? last.except : [], show: [indicator] })
  }
}

/** 40以上的呢 has its own bound word; a bare state keeps its own; a bare figure takes the word said before. */
function operatorOf(limit: Limit, last: Condition | null, indicator: string): Limit['operator'] {
  return limit.operator === '=' && limit.state === null && last?.kind === 'compare' && last.indicator === indicator && typeof last.value === 'number' ? last.operator : limit.operator
}

const isZero = (where: Condition): boolean => where.kind === 'compare' && where.value === 0

function swapIndicator(where: Condition, from: string, to: string): Condition {
  return where.kind === 'compare' ? { ...where, indicator: where.indicator === from ? to : where.indicator } : { ...where, parts: where.parts.map(part => swapIndicator(part, from, to)) }
}

/** 现在的综合窗口呢 after 原来设几个窗口: with the last question about a count, 现在 narrows the topic to the count of now. */
function softly(ids: readonly string[], sketch: Sketch, base: readonly string[], { indicators }: Dictionary): readonly string[] {
  const soft = sketch.weak.find(({ mentions, ids: own }) => own.length === 1 && mentions.every(mention => mention.strength === 'soft'))?.ids[0]
  const same = (a: string | undefined, b: string | undefined, key: 'topic' | 'unit') => indicators[a ?? '']?.[key] === indicators[b ?? '']?.[key]
  return soft !== undefined && same(soft, ids[0], 'topic') && same(soft, base[0], 'topic') && same(soft, base[0], 'unit') ? [soft] : ids
}

/** 村上的呢 after 社区代办员: an ambiguous name is settled by what was asked before (same unit, same topic). */
function settleAmong(names: readonly Named[], base: readonly string[], dictionary: Dictionary): (readonly string[])[] {
  return names.map(({ ids }) => {
    const like = (id: string, same: 'unit' | 'topic') => base.some(other => dictionary.indicators[other]?.[same] === dictionary.indicators[id]?.[same])
    const near = ids.filter(id => like(id, 'topic') && like(id, 'unit'))
    return ids.length > 1 && near.length === 1 ? near : ids
  })
}

function answeredRegions(last: TablePlan, answered: Context['answered'], scope: ScopeChoice): Regions {
  const scopes = Object.entries(answered).filter(([, names]) => names.length > 0)
  if (scopes.length === 0) return last.regions.kind === 'named' ? last.regions : { kind: 'all' }
  if (last.regions.kind === 'named' && (last.kind === 'values' || last.kind === 'compare' || last.kind === 'overview' || last.kind === 'check')) return last.regions
  return narrowed({ kind: 'answered', byScope: Object.fromEntries(scopes) }, scope)
}

/** 这两家 must be as many as were answered; else they may be the last ones asked about, one turn each; else nobody is meant. */
function pointedRegions(regions: Regions, count: number | null, trail: readonly string[]): Regions {
  if (count === null) return regions
  const sizes = regions.kind === 'named' ? [regions.names.length] : regions.kind === 'answered' ? Object.values(regions.byScope).map(names => names.length) : []
  if (sizes.includes(count)) return regions
  const names = [...new Set(trail)].slice(-count)
  return names.length === count ? { kind: 'named', names } : { kind: 'all' }
}

/** The cities of the last answer, looked at in another scope, are the same cities. */
function narrowed(regions: Extract<Regions, { kind: 'answered' }>, scope: ScopeChoice): Regions {
  const known = Object.keys(regions.byScope)
  if (scope === 'both' || scope === 'together' || known.includes(scope)) return regions
  return { kind: 'named', names: [...new Set(Object.values(regions.byScope).flat())] }
}
