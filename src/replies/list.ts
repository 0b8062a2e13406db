// Which places meet a condition or lead an order, how many they are, what share.

import { indicatorsOf, type Condition, type PlanOf } from '../question/plan.ts'
import type { AnswerRow, Told } from '../table/answer.ts'
import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayAverages, sayCondition, sayOrder } from './condition.ts'
import { sayFigure, sayName, sayNames, sayRows, sayScope, sayWhom, type Said } from './words.ts'

type ListPlan = PlanOf<'list'> | PlanOf<'count'> | PlanOf<'share'>

/** 省级试点4个：乐山、南充、宜宾、资阳 */
export function tellList(plan: ListPlan, told: readonly Told[], dictionary: Dictionary): Said {
  return { title: sayTitle(plan, dictionary), lines: told.map(one => tellScope(plan, one, dictionary)) }
}

function sayTitle({ where, order, regions, except, show }: ListPlan, dictionary: Dictionary): string {
  const among = regions.kind === 'all' ? '' : sayWhom(regions, dictionary)
  const met = where ? `${sayCondition(where, dictionary)}的市州` : ''
  const ranked = order ? `${where ? '，其中' : ''}${sayName(order.indicator, dictionary)}${sayOrder(order, dictionary)}` : ''
  const without = except.length > 0 ? `（不含${except.map(name => sayRegion(dictionary, name)).join('、')}）` : ''
  const beside = show.filter(id => !indicatorsOf(where).includes(id) && id !== order?.indicator)
  return `${among}${met}${ranked}${without}${beside.length > 0 ? `的${sayNames(beside, dictionary)}` : ''}`
}

function tellScope(plan: ListPlan, one: Told, dictionary: Dictionary): string {
  const cities = [...new Set(one.rows.map(row => row.region))]
  const head = `${sayScope(one.scope)}${sayCount(plan, one, cities.length)}${sayAverages(plan.where, one, dictionary)}`
  if (cities.length > 0) return `${head}：${tellRows(plan, one, cities, dictionary)}`
  const nearest = one.nearest ? `（${nearestWord(plan.where)}${sayRegion(dictionary, one.nearest.region)}${sayFigure(one.nearest, dictionary)}）` : ''
  return `${head}：没有${nearest}`
}

function sayCount({ kind, where, order }: ListPlan, { of, number }: Told, cities: number): string {
  if (order && !where && kind === 'list') return ''
  if (kind === 'share') return `${of}个中${cities}个，占${number ? number.value.toFixed(1) : '0.0'}%`
  return cities > 0 || kind === 'count' ? `${cities}个` : ''
}

/** Names alone where all have the same figure by the question itself (为0); else each with what was asked. */
function tellRows({ where, order }: ListPlan, one: Told, cities: readonly string[], dictionary: Dictionary): string {
  const equal = where ? fixed(where) : []
  const [first, ...more] = [...new Set(one.rows.map(row => row.indicator))].filter(indicator => !equal.includes(indicator))
  if (first === undefined) return cities.map(name => sayRegion(dictionary, name)).join('、')
  if (more.length === 0) {
    const rows = one.rows.filter(row => row.indicator === first)
    return sayRows(order || where?.kind !== 'compare' ? rows : sortedBy(rows, where), dictionary)
  }
  return cities.map(name => {
    const figures = [first, ...more].flatMap(id => one.rows.find(row => row.region === name && row.indicator === id) ?? [])
    return `${sayRegion(dictionary, name)}（${figures.map(row => sayFigure(row, dictionary)).join('，')}）`
  }).join('，')
}

/** Indicators whose figure the condition itself fixes (为0, 为100%). */
function fixed(condition: Condition): string[] {
  if (condition.kind === 'compare') return condition.operator === '=' && typeof condition.value === 'number' ? [condition.indicator] : []
  return condition.kind === 'and' ? condition.parts.flatMap(fixed) : []
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
