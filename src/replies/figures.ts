// Figures of places as they stand in the tables: values, overview, yes or no, rank.

import { indicatorsOf, type PlanOf } from '../question/plan.ts'
import type { Told } from '../table/answer.ts'
import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayAverages, sayCondition } from './condition.ts'
import { byRegion, isSeveral, sayFigure, sayName, sayNames, sayRows, sayScope, sayTotal, sayWhom, type Said } from './words.ts'

/** 他们的综窗呢, after an answer that named nobody in this scope. */
const isNobody = ({ rows, missing }: Told): boolean => rows.length === 0 && missing.length === 0

/** 省级试点：乐山0.0%，南充0.0%; of one place both scopes on one line: 试点0.0%，非试点16.4% */
export function tellValues({ regions, indicators }: PlanOf<'values'>, told: readonly Told[], dictionary: Dictionary): Said {
  const isMany = isSeveral(regions), [first = null] = indicators, names = sayNames(indicators, dictionary)
  const figureOf = (one: Told) => (one.rows[0] ? sayFigure(one.rows[0], dictionary) : '无数据')
  if (regions.kind === 'province') {
    const lines = told.map(one => `${sayScope(one.scope)}：${one.rows.map(row => {
      const name = indicators.length > 1 ? sayName(row.indicator, dictionary) : sayTotal(dictionary.indicators[row.indicator])
      return `${name}${sayFigure(row, dictionary)}`
    }).join('，')}`)
    return { title: `全省${names}`, lines }
  }
  if (!isMany && indicators.length === 1 && told.length > 1) {
    const sides = told.map(one => `${one.scope === 'pilot' ? '试点' : sayScope(one.scope)}${figureOf(one)}`)
    return { title: `${sayWhom(regions, dictionary)}${sayName(first, dictionary)}`, lines: [sides.join('，')] }
  }
  const lines = told.map(one => {
    const start = `${sayScope(one.scope)}：`
    if (isNobody(one)) return `${start}没有`
    if (indicators.length > 1) return `${start}${sayByRegion(one, isMany, dictionary) || '无数据'}`
    if (!isMany) return `${start}${figureOf(one)}`
    const gone = one.missing.length > 0 ? `；${one.missing.map(name => sayRegion(dictionary, name)).join('、')}无数据` : ''
    return `${start}${sayRows(one.rows, dictionary)}${gone}`
  })
  const isListed = isMany && regions.kind !== 'all' && !(regions.kind === 'named' && regions.label !== undefined)
  return { title: `${isListed ? '' : sayWhom(regions, dictionary)}${names}`, lines }
}

/** 省级试点：综窗完成率0.0%，一枚印章启用率30.0% */
export function tellOverview({ regions }: PlanOf<'overview'>, told: readonly Told[], dictionary: Dictionary): Said {
  const lines = told.map(one => `${sayScope(one.scope)}：${isNobody(one) ? '没有' : sayByRegion(one, isSeveral(regions), dictionary)}`)
  return { title: `${sayWhom(regions, dictionary)}主要指标`, lines }
}

/** All figures of each region, with their indicators: 乐山综窗完成率0.0%，一枚印章启用率30.0%；南充… */
function sayByRegion(one: Told, isNamed: boolean, dictionary: Dictionary): string {
  return byRegion(one).map(([name, rows]) => {
    const figures = rows.map(row => `${sayName(row.indicator, dictionary)}${sayFigure(row, dictionary)}`)
    return `${isNamed ? sayRegion(dictionary, name) : ''}${figures.join('，')}`
  }).join('；')
}

/** 省级试点：否，0.0%（全省平均67.7%） */
export function tellCheck({ regions, where }: PlanOf<'check'>, told: readonly Told[], dictionary: Dictionary): Said {
  const isNamed = isSeveral(regions), isOne = indicatorsOf(where).length === 1
  const lines = told.map(one => {
    const verdicts = byRegion(one).map(([name, rows]) => {
      const figures = rows.map(row => `${isOne ? '' : sayName(row.indicator, dictionary)}${sayFigure(row, dictionary)}`)
      return `${isNamed ? sayRegion(dictionary, name) : ''}${sayVerdict(one.holds?.[name])}，${figures.join('，')}`
    })
    return `${sayScope(one.scope)}：${verdicts.join('；') || '无数据'}${sayAverages(where, one, dictionary)}`
  })
  return { title: `${sayWhom(regions, dictionary)}${sayCondition(where, dictionary)}`, lines }
}

const sayVerdict = (holds: boolean | undefined): string => (holds === undefined ? '无数据可比' : holds ? '是' : '否')

/** 省级试点：第3（82.8%），共21个市州 */
export function tellRank({ regions, indicator, from }: PlanOf<'rank'>, told: readonly Told[], dictionary: Dictionary): Said {
  const scopes = [...new Set(told.map(one => one.scope))]
  const lines = scopes.map(scope => {
    const ranked = told.filter(one => one.scope === scope)
    const places = ranked.map(({ rows: [row], number, missing }) => {
      if (!number || !row) return `${missing.map(name => sayRegion(dictionary, name)).join('、')}无数据`
      return `${isSeveral(regions) ? sayRegion(dictionary, row.region) : ''}${from === 'low' ? '倒数' : ''}第${number.value}（${sayFigure(row, dictionary)}）`
    })
    return `${sayScope(scope)}：${places.join('，')}，共${ranked[0]?.of ?? 0}个市州`
  })
  return { title: `${sayWhom(regions, dictionary)}${sayName(indicator, dictionary)}排名（${from === 'high' ? '从高到低' : '从低到高，倒数'}）`, lines }
}
