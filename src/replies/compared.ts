// One figure beside another: with the average or a region, pilot with non-pilot, several regions with each other.

import type { PlanOf } from '../question/plan.ts'
import type { Told } from '../table/answer.ts'
import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { isSeveral, sayFigure, sayFullRegion, sayName, sayNames, sayNumber, sayRows, sayScope, sayValue, sayWhom, type Said } from './words.ts'

/** 省级试点：82.8%，比全省平均67.7%高15.1个百分点 */
export function tellDifference({ indicators, against, regions }: PlanOf<'difference'>, told: readonly Told[], dictionary: Dictionary): Said {
  const yardstick = against === 'average' ? '全省平均' : sayRegion(dictionary, against)
  const lines = told.map(one => {
    const [mine, other] = one.rows, { number } = one
    const start = `${sayScope(one.scope)}${indicators.length > 1 ? sayName(one.indicator, dictionary) : ''}${isSeveral(regions) && mine ? sayRegion(dictionary, mine.region) : ''}`
    const theirs = against === 'average' ? one.averages[one.indicator ?? ''] : other?.value
    if (!number || !mine || typeof theirs !== 'number') return `${start}：无数据`
    const figures = [sayFigure(mine, dictionary), `${yardstick}${sayValue(theirs, dictionary.indicators[mine.indicator])}`] as const
    const begin = `${start}${isSeveral(regions) ? '' : '：'}${figures[0]}`, step = (value: number) => `${sayNumber(value, one.indicator, dictionary)}${number.unit}`
    if (mine.value === theirs) return `${begin}，与${figures[1]}相同（差${step(0)}）`
    return `${begin}，比${figures[1]}${(mine.value as number) > theirs ? '高' : '低'}${step(number.value)}`
  })
  return { title: `${sayWhom(regions, dictionary)}${sayNames(indicators, dictionary)}与${yardstick}相比`, lines }
}

/** 试点0.0%，非试点16.4%，相差16.4个百分点（试点低） */
export function tellGap({ indicators, regions }: PlanOf<'gap'>, told: readonly Told[], dictionary: Dictionary): Said {
  const places = regions.kind === 'named' ? regions.names : ['全省'], isMany = places.length > 1 || indicators.length > 1
  const lines = indicators.flatMap(indicator => {
    const name = sayName(indicator, dictionary)
    const mine = told.filter(one => one.indicator === indicator), [pilot, nonPilot] = mine, gaps = mine.filter(one => one.scope === 'both')
    return places.map((place, i) => {
      const a = pilot?.rows[i], b = nonPilot?.rows[i], gap = gaps.find(one => one.of === i)?.number
      if (!a || !b || !gap) return `${sayFullRegion(place, dictionary)}${name}：无数据`
      const way = a.value === b.value ? '两者相同' : `试点${(a.value as number) > (b.value as number) ? '高' : '低'}`
      const start = `${places.length > 1 ? sayRegion(dictionary, place) : ''}${indicators.length > 1 ? name : ''}${isMany ? '：' : ''}`
      return `${start}试点${sayFigure(a, dictionary)}，非试点${sayFigure(b, dictionary)}，相差${sayNumber(gap.value, indicator, dictionary)}${gap.unit}（${way}）`
    })
  })
  return { title: `${sayWhom(regions, dictionary)}${sayNames(indicators, dictionary)}`, lines }
}

/** 省级试点：成都高（成都82.8%，乐山0.0%） */
export function tellCompare({ indicators, direction }: PlanOf<'compare'>, told: readonly Told[], dictionary: Dictionary): Said {
  const word = { top: '最高', bottom: '最低', best: '领先', worst: '靠后' }[direction]
  const lines = told.flatMap((one, i) => {
    if (one.role !== 'winner') return []
    const all = told[i + 1]?.rows ?? [], winners = one.rows.map(row => sayRegion(dictionary, row.region))
    const start = `${sayScope(one.scope)}${indicators.length > 1 ? sayName(one.indicator, dictionary) : ''}：`
    if (all.length === 0) return [`${start}无数据`]
    const verdict = winners.length === all.length ? '相同' : `${winners.join('、')}${all.length === 2 ? word.replace('最', '') : word}`
    return [`${start}${verdict}（${sayRows(all, dictionary)}）`]
  })
  return { title: `${sayNames(indicators, dictionary)}比较`, lines }
}
