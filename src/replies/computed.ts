// What is computed of several rows: a part of the province, the spread, sums and means.

import type { PlanOf } from '../question/plan.ts'
import type { AnswerRow, Told } from '../table/answer.ts'
import { isTotal, type Dictionary } from '../table/dictionary.ts'
import { sayFigure, sayName, sayNames, sayNumber, sayRows, sayScope, sayValue, sayWhom, type Said } from './words.ts'

/** 省级试点：占3.7%（乐山9个，全省243个） */
export function tellPortion({ regions, indicator }: PlanOf<'portion'>, told: readonly Told[], dictionary: Dictionary): Said {
  const lines = told.map(one => {
    const whole = one.whole ? `，全省${sayFigure(one.whole, dictionary)}` : ''
    return `${sayScope(one.scope)}：占${one.number?.value.toFixed(1) ?? ''}%（${sayRows(one.rows, dictionary)}${whole}）`
  })
  return { title: `${sayWhom(regions, dictionary)}${sayName(indicator, dictionary)}占全省`, lines }
}

/** 省级试点：100.0个百分点（成都100.0%，乐山0.0%） */
export function tellSpread({ regions, indicator }: PlanOf<'spread'>, told: readonly Told[], dictionary: Dictionary): Said {
  const lines = told.map(one => {
    const spread = one.number ? `${sayNumber(one.number.value, one.indicator, dictionary)}${one.number.unit}（${sayRows(one.rows, dictionary)}）` : '无数据'
    return `${sayScope(one.scope)}：${spread}`
  })
  return { title: `${regions.kind === 'all' ? '' : sayWhom(regions, dictionary)}${sayName(indicator, dictionary)}最高与最低相差`, lines }
}

/** 省级试点平均38.1%（4个市州简单平均，推算）：自贡34.2%，… */
export function tellAggregate({ how, scope, regions, indicators }: PlanOf<'aggregate'>, told: readonly Told[], dictionary: Dictionary): Said {
  const word = how === 'sum' ? '合计' : '平均'
  const unnamed = (row: AnswerRow) => (isTotal(dictionary, row.region) ? { ...row, region: '' } : row)
  const rowsOf = (one: Told) => sayRows(one.rows.map(unnamed), dictionary)
  const figureOf = (one: Told) => (one.number ? sayValue(one.number.value, dictionary.indicators[one.indicator ?? '']) : '无数据')
  const lines = told.flatMap(one => {
    const name = indicators.length > 1 ? sayName(one.indicator, dictionary) : ''
    if (one.scope === 'both') {
      const sides = told.filter(side => side.scope !== 'both' && side.indicator === one.indicator).map(side => `${sayScope(side.scope)}${rowsOf(side)}`)
      return [`${name}${regions.kind === 'province' ? '全省' : ''}${word}${figureOf(one)}（${sides.join('，')}）`]
    }
    if (scope === 'together') return []
    const start = `${sayScope(one.scope)}${name}`
    if (!one.number) return [`${start}：无数据`]
    const among = one.rows.length > 1 ? `（${one.rows.length}个市州简单${how === 'sum' ? '相加' : '平均'}，推算）：${rowsOf(one)}` : ''
    return [`${start}${word}${figureOf(one)}${among}`]
  })
  return { title: `${sayWhom(regions, dictionary)}${sayNames(indicators, dictionary)}${word}`, lines }
}
