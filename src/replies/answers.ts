// What the group reads for a plan: the conclusion first, each scope on a line of its own. Every figure comes from an answer's rows.

import type { Condition, Order, Regions, TablePlan } from '../question/plan.ts'
import { indicatorsOf } from '../question/plan.ts'
import type { AnswerRow, Told } from '../table/answer.ts'
import { descends, sayRegion, type Dictionary } from '../table/dictionary.ts'
import { operators, sayDate, sayRows, sayScope, sayTotal, sayValue } from './words.ts'

const total = '合计'

type Of<Kind extends TablePlan['kind']> = Extract<TablePlan, { kind: Kind }>

/** The lines of an answer without its source line. */
export function tellAnswers(plan: TablePlan, told: readonly Told[], dictionary: Dictionary, now: Date): string[] {
  const nameOf = (id: string | null) => dictionary.indicators[id ?? '']?.name ?? ''
  const names = (ids: readonly string[]) => ids.map(nameOf).join('、')
  const asOf = told[0] ? sayDate(told[0].asOf, now) : ''
  const dated = (title: string) => `${title}（截至${asOf}）`
  const say = (row: AnswerRow) => sayValue(row.value, dictionary.indicators[row.indicator])
  const label = (scope: Told['scope']) => sayScope(scope)
  const isWhole = (id: string | null) => dictionary.indicators[id ?? '']?.measures === 'total'
  const full = (name: string) => (name === total ? '全省' : sayRegion(dictionary, name).endsWith('州') && name.endsWith('自治州') ? sayRegion(dictionary, name) : name)

  switch (plan.kind) {
    case 'values': return tellValues(plan)
    case 'overview': return [dated(`${sayWhom(plan.regions)}主要指标`), ...told.map(one => `${label(one.scope)}：${byRegion(one).map(([name, rows]) => `${several(plan.regions) ? sayRegion(dictionary, name) : ''}${rows.map(row => `${nameOf(row.indicator)}${say(row)}`).join('，')}`).join('；')}`)]
    case 'list': case 'count': case 'share': return tellList(plan)
    case 'check': return [dated(`${sayWhom(plan.regions)}${sayCondition(plan.where)}`), ...told.map(one => `${label(one.scope)}：${byRegion(one).map(([name, rows]) => `${several(plan.regions) ? sayRegion(dictionary, name) : ''}${one.holds?.[name] ? '是' : '否'}，${rows.map(row => `${indicatorsOf(plan.where).length > 1 ? nameOf(row.indicator) : ''}${say(row)}`).join('，')}`).join('；') || '无数据'}${sayAverages(plan.where, one)}`)]
    case 'rank': return [dated(`${sayWhom(plan.regions)}${nameOf(plan.indicator)}排名（${plan.from === 'high' ? '从高到低' : '从低到高，倒数'}）`), ...byScope(told).map(([scope, ranked]) => `${label(scope)}：${ranked.map(one => (one.number && one.rows[0] ? `${several(plan.regions) ? sayRegion(dictionary, one.rows[0].region) : ''}${plan.from === 'low' ? '倒数' : ''}第${one.number.value}（${say(one.rows[0])}）` : `${one.missing.map(name => sayRegion(dictionary, name)).join('、')}无数据`)).join('，')}，共${ranked[0]?.of ?? 0}个市州`)]
    case 'difference': return [dated(`${sayWhom(plan.regions)}${names(plan.indicators)}与${plan.against === 'average' ? '全省平均' : sayRegion(dictionary, plan.against)}相比`), ...told.map(tellDifference(plan))]
    case 'gap': return tellGap(plan)
    case 'portion': return [dated(`${sayWhom(plan.regions)}${nameOf(plan.indicator)}占全省`), ...told.map(one => `${label(one.scope)}：占${one.number?.value.toFixed(1) ?? ''}%（${sayRows(one.rows.filter(row => row.region !== total), dictionary)}，全省${one.rows.filter(row => row.region === total).map(say).join('')}）`)]
    case 'spread': return [dated(`${plan.regions.kind === 'all' ? '' : sayWhom(plan.regions)}${nameOf(plan.indicator)}最高与最低相差`), ...told.map(one => `${label(one.scope)}：${one.number ? `${sayNumber(one.number.value, isWhole(one.indicator))}${one.number.unit}（${sayRows(one.rows, dictionary)}）` : '无数据'}`)]
    case 'compare': return tellCompare(plan)
    case 'aggregate': return tellAggregate(plan)
  }

  function sayWhom(regions: Regions): string {
    if (regions.kind === 'province') return '全省'
    if (regions.kind === 'all') return '各市州'
    const list = regions.kind === 'named' ? regions.names : [...new Set(Object.values(regions.byScope).flat())]
    if (regions.kind === 'named' && regions.label !== undefined) return regions.label
    return list.length === 1 ? full(list[0] ?? '') : list.length <= 4 ? list.map(name => sayRegion(dictionary, name)).join('、') : `${list.length}个市州`
  }

  function tellValues({ regions, indicators }: Of<'values'>): string[] {
    const many = several(regions), [first] = indicators
    const unequal = !many && indicators.length === 1 && told.length > 1
    if (regions.kind === 'province') return [dated(`全省${names(indicators)}`), ...told.map(one => `${label(one.scope)}：${one.rows.map(row => `${indicators.length > 1 ? nameOf(row.indicator) : sayTotal(dictionary.indicators[row.indicator])}${say(row)}`).join('，')}`)]
    if (unequal) return [dated(`${sayWhom(regions)}${nameOf(first ?? null)}`), told.map(one => `${one.scope === 'pilot' ? '试点' : label(one.scope)}${one.rows[0] ? say(one.rows[0]) : '无数据'}`).join('，')]
    const lines = told.map(one => {
      const start = `${label(one.scope)}：`, gone = one.missing.length > 0 ? `；${one.missing.map(name => sayRegion(dictionary, name)).join('、')}无数据` : ''
      if (indicators.length === 1) return `${start}${many ? sayRows(one.rows, dictionary) : one.rows[0] ? say(one.rows[0]) : '无数据'}${many ? gone : ''}`
      return `${start}${byRegion(one).map(([name, rows]) => `${many ? sayRegion(dictionary, name) : ''}${rows.map(row => `${nameOf(row.indicator)}${say(row)}`).join('，')}`).join('；') || '无数据'}`
    })
    const whom = regions.kind === 'all' || (many && !(regions.kind === 'named' && regions.label !== undefined)) ? '' : sayWhom(regions)
    return [dated(`${regions.kind === 'all' ? '各市州' : whom}${names(indicators)}`), ...lines]
  }

  function sayCondition(condition: Condition): string {
    if (condition.kind !== 'compare') {
      // 80%以上90%以下 names its indicator once
      return condition.parts.map((part, i) => sayCondition(part).slice(part.kind === 'compare' && i > 0 && indicatorsOf(condition.parts[i - 1] ?? null)[0] === part.indicator ? nameOf(part.indicator).length : 0)).join(condition.kind === 'and' ? '、' : '或')
    }
    const { indicator, operator, value } = condition
    const bound = value === 'average' ? (operator === '=' ? '等于' : operators[operator]) + '全省平均' : typeof value === 'number' && value === 0 && operator === '>' ? '大于0' : typeof value === 'number' ? `${operators[operator]}${Number.isInteger(value) ? value : value.toFixed(1)}${value === 0 ? '' : dictionary.indicators[indicator]?.unit ?? ''}` : `${operators[operator]}${sayRegion(dictionary, value.region)}`
    return `${nameOf(indicator)}${bound}`
  }

  function sayAverages(where: Condition | null, one: Told): string {
    const ids = where === null ? [] : averaged(where)
    return ids.length === 0 ? '' : `（全省平均${ids.map(id => sayValue(one.averages[id] ?? 0, dictionary.indicators[id])).join('、')}）`
  }

  function tellList(plan: Of<'list'> | Of<'count'> | Of<'share'>): string[] {
    const { where, order, regions, except } = plan
    const among = regions.kind === 'all' ? '' : `${sayWhom(regions)}`
    const without = except.length > 0 ? `（不含${except.map(name => sayRegion(dictionary, name)).join('、')}）` : ''
    const ranked = order ? `${where ? '，其中' : ''}${nameOf(order.indicator)}${sayOrder(order)}` : ''
    const beside = plan.show.filter(id => !indicatorsOf(where).includes(id) && id !== order?.indicator)
    const title = dated(`${among}${where ? `${sayCondition(where)}的市州` : ''}${ranked}${without}${beside.length > 0 ? `的${names(beside)}` : ''}`)
    return [title, ...told.map(one => {
      const cities = [...new Set(one.rows.map(row => row.region))]
      const head = `${label(one.scope)}${order && !where && plan.kind === 'list' ? '' : plan.kind === 'share' ? `${one.of}个中${cities.length}个，占${one.number ? one.number.value.toFixed(1) : '0.0'}%` : cities.length > 0 ? `${cities.length}个` : plan.kind === 'count' ? '0个' : ''}${sayAverages(where, one)}`
      if (cities.length === 0) return `${head}：没有${one.nearest ? `（${nearestWord(where)}${sayRegion(dictionary, one.nearest.region)}${say(one.nearest)}）` : ''}`
      return `${head}：${tellRows(plan, one, cities)}`
    })]
  }

  /** 从高到低前3, 最低; 最差 of a colleague is said as 从低到高 or 从高到低, by what is good for the indicator. */
  function sayOrder({ direction, count, indicator, nth }: Order): string {
    const down = descends(direction, indicator, dictionary), [more, less] = dictionary.indicators[indicator]?.measures === 'rate' ? ['高', '低'] : ['多', '少']
    const way = down ? `从${more}到${less}` : `从${less}到${more}`
    if (nth) return `${way}第${count}`
    return count === 1 ? `最${down ? more : less}` : `${way}${count === null ? '' : `前${count}`}`
  }

  /** Names alone where all have the same figure by the question itself (为0); else each with what was asked. */
  function tellRows(plan: Of<'list'> | Of<'count'> | Of<'share'>, one: Told, cities: readonly string[]): string {
    const shown = [...new Set(one.rows.map(row => row.indicator))]
    const equal = plan.where ? fixed(plan.where) : []
    const told = shown.filter(indicator => !equal.includes(indicator))
    if (told.length === 0) return cities.map(name => sayRegion(dictionary, name)).join('、')
    if (told.length === 1) {
      const rows = one.rows.filter(row => row.indicator === told[0])
      return sayRows(plan.order || plan.where?.kind !== 'compare' ? rows : sortedBy(rows, plan.where), dictionary)
    }
    return cities.map(name => `${sayRegion(dictionary, name)}（${told.map(id => one.rows.find(row => row.region === name && row.indicator === id)).flatMap(row => (row ? [say(row)] : [])).join('，')}）`).join('，')
  }

  function tellDifference({ indicators, against, regions }: Of<'difference'>): (one: Told) => string {
    return one => {
      const [mine, other] = one.rows, average = one.averages[one.indicator ?? ''] ?? null
      const start = `${label(one.scope)}${indicators.length > 1 ? nameOf(one.indicator) : ''}${several(regions) && mine ? sayRegion(dictionary, mine.region) : ''}`
      const theirs = against === 'average' ? average : other?.value
      if (!one.number || !mine || typeof theirs !== 'number') return `${start}：无数据`
      const way = mine.value === theirs ? '相同' : (mine.value as number) > theirs ? '高' : '低'
      return `${start}${several(regions) ? '' : '：'}${say(mine)}，${way === '相同' ? '与' : '比'}${against === 'average' ? '全省平均' : sayRegion(dictionary, against)}${sayValue(theirs, dictionary.indicators[mine.indicator])}${way}${way === '相同' ? `（差${sayNumber(0, isWhole(one.indicator))}${one.number.unit}）` : `${sayNumber(one.number.value, isWhole(one.indicator))}${one.number.unit}`}`
    }
  }

  function tellGap({ indicators, regions }: Of<'gap'>): string[] {
    const lines = indicators.flatMap(indicator => {
      const mine = told.filter(one => one.indicator === indicator), [pilot, nonPilot] = mine, gaps = mine.filter(one => one.scope === 'both')
      const places = regions.kind === 'named' ? regions.names : [total]
      return places.flatMap((name, i) => {
        const a = pilot?.rows[i], b = nonPilot?.rows[i], gap = gaps.find(one => one.of === i)?.number
        if (!a || !b || !gap) return [`${full(name)}${nameOf(indicator)}：无数据`]
        const way = a.value === b.value ? '两者相同' : `试点${(a.value as number) > (b.value as number) ? '高' : '低'}`
        return [`${places.length > 1 ? sayRegion(dictionary, name) : ''}${indicators.length > 1 ? nameOf(indicator) : ''}${places.length > 1 || indicators.length > 1 ? '：' : ''}试点${say(a)}，非试点${say(b)}，相差${sayNumber(gap.value, isWhole(indicator))}${gap.unit}（${way}）`]
      })
    })
    return [dated(`${sayWhom(regions)}${names(indicators)}`), ...lines]
  }

  function tellCompare({ indicators, direction, regions }: Of<'compare'>): string[] {
    const word = direction === 'top' ? '最高' : direction === 'bottom' ? '最低' : direction === 'best' ? '领先' : '靠后'
    const lines = told.flatMap((one, i) => {
      if (one.role !== 'winner') return []
      const all = told[i + 1]?.rows ?? [], winners = one.rows.map(row => sayRegion(dictionary, row.region))
      const start = `${label(one.scope)}${indicators.length > 1 ? nameOf(one.indicator) : ''}：`
      if (all.length === 0) return [`${start}无数据`]
      return [`${start}${winners.length === all.length ? '相同' : `${winners.join('、')}${all.length === 2 ? word.replace('最', '') : word}`}（${sayRows(all, dictionary)}）`]
    })
    return [dated(`${several(regions) && indicators.length === 1 ? nameOf(indicators[0] ?? null) : names(indicators)}比较`), ...lines]
  }

  function tellAggregate(plan: Of<'aggregate'>): string[] {
    const word = plan.how === 'sum' ? '合计' : '平均'
    const lines = told.flatMap(one => {
      const start = plan.indicators.length > 1 ? nameOf(one.indicator) : ''
      if (one.scope === 'both') {
        const sides = told.filter(side => side.scope !== 'both' && side.indicator === one.indicator).map(side => `${label(side.scope)}${sayRows(side.rows.map(row => (row.region === total ? { ...row, region: '' } : row)), dictionary)}`)
        return [`${start}${plan.regions.kind === 'province' ? '全省' : ''}${word}${one.number ? sayValue(one.number.value, dictionary.indicators[one.indicator ?? '']) : '无数据'}（${sides.join('，')}）`]
      }
      if (plan.scope === 'together') return []
      const rows = one.rows.map(row => (row.region === total ? { ...row, region: '' } : row))
      if (!one.number) return [`${label(one.scope)}${start}：无数据`]
      const counted = one.rows.length > 1 ? `（${one.rows.length}个市州简单${plan.how === 'sum' ? '相加' : '平均'}，推算）` : ''
      const listed = one.rows.length > 1 ? `：${sayRows(rows, dictionary)}` : ''
      return [`${label(one.scope)}${start}${word}${sayValue(one.number.value, dictionary.indicators[one.indicator ?? ''])}${counted}${listed}`]
    })
    return [dated(`${sayWhom(plan.regions)}${names(plan.indicators)}${word}`), ...lines]
  }
}

/** A computed figure as its indicator's are printed: whole for counts, one decimal else. */
const sayNumber = (value: number, whole = false): string => (whole && Number.isInteger(value) ? String(value) : value.toFixed(1))

const several = (regions: Regions): boolean => regions.kind === 'all' || regions.kind === 'answered' || (regions.kind === 'named' && regions.names.length > 1)

/** Indicators whose figure the condition itself fixes (为0, 为100%). */
const fixed = (condition: Condition): string[] => (condition.kind === 'compare' ? (condition.operator === '=' && typeof condition.value === 'number' ? [condition.indicator] : []) : condition.kind === 'and' ? condition.parts.flatMap(fixed) : [])

const averaged = (condition: Condition): string[] => (condition.kind === 'compare' ? (condition.value === 'average' ? [condition.indicator] : []) : [...new Set(condition.parts.flatMap(averaged))])

function byScope(told: readonly Told[]): [Told['scope'], Told[]][] {
  return [...new Set(told.map(one => one.scope))].map(scope => [scope, told.filter(one => one.scope === scope)])
}

function byRegion(one: Told): [string, AnswerRow[]][] {
  const groups = new Map<string, AnswerRow[]>()
  for (const row of one.rows) groups.set(row.region, [...groups.get(row.region) ?? [], row])
  return [...groups]
}

/** Below a bound the lowest come first, above it the highest. */
function sortedBy(rows: readonly AnswerRow[], { operator }: Extract<Condition, { kind: 'compare' }>): AnswerRow[] {
  const down = operator === '>' || operator === '>='
  return rows.toSorted((a, b) => (down ? (b.value as number) - (a.value as number) : (a.value as number) - (b.value as number)))
}

function nearestWord(where: Condition | null): string {
  if (where?.kind !== 'compare') return ''
  return where.operator === '>' || where.operator === '>=' || (where.operator === '=' && typeof where.value === 'number' && where.value > 0) ? '最高' : '最低'
}

/** 来源：川政公函〔2021〕338号附件1、附件2 */
export function tellSource(told: readonly Told[], dictionary: Dictionary): string {
  const byDocument = new Map<string, Set<string>>()
  for (const { dataset } of told) {
    const known = dictionary.datasets.find(one => one.id === dataset)
    if (known) byDocument.set(known.document, (byDocument.get(known.document) ?? new Set()).add(known.attachment))
  }
  if (told.some(one => one.scope === 'both')) for (const { document, attachment } of dictionary.datasets.filter(one => byDocument.has(one.document))) byDocument.get(document)?.add(attachment)
  return `来源：${[...byDocument].map(([document, attachments]) => `${document}${[...attachments].join('、')}`).join('；')}`
}

