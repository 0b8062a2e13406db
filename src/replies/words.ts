// Small pieces that replies are made of: dates, figures, names, places. Figures as printed, one decimal for averages and rates, units always.

import type { Regions } from '../question/plan.ts'
import { toShanghai } from '../shanghai.ts'
import type { AnswerRow, Told } from '../table/answer.ts'
import { isTotal, sayRegion, type Dictionary, type Indicator } from '../table/dictionary.ts'

/** What is told of a plan: what it is about, then a line a scope. */
export type Said = { readonly title: string; readonly lines: readonly string[] }

/** 2021-07-20 → 7月20日, with the year only if it is not the asker's. */
export function sayDate(date: string, now: Date): string {
  const [year, month, day] = date.split('-').map(Number)
  const thisYear = toShanghai(now).getUTCFullYear()
  return `${year === thisYear ? '' : `${year}年`}${month}月${day}日`
}

/** 45 → 45.0%; counts that add up are whole numbers. */
export function sayValue(value: number | string, indicator: Indicator | undefined): string {
  if (typeof value === 'string') return value
  const figure = indicator?.measures === 'total' && Number.isInteger(value) ? String(value) : value.toFixed(1)
  return `${figure}${indicator?.unit ?? ''}`
}

/** The figure of a row as its indicator's are printed. */
export const sayFigure = (row: AnswerRow, dictionary: Dictionary): string => sayValue(row.value, dictionary.indicators[row.indicator])

/** A computed figure as its indicator's are printed, without the unit: whole for counts, one decimal else. */
export function sayNumber(value: number, indicator: string | null, dictionary: Dictionary): string {
  return dictionary.indicators[indicator ?? '']?.measures === 'total' && Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** The name of an indicator. */
export const sayName = (id: string | null, dictionary: Dictionary): string => dictionary.indicators[id ?? '']?.name ?? ''

/** The names of indicators, joined. */
export const sayNames = (ids: readonly string[], dictionary: Dictionary): string => ids.map(id => sayName(id, dictionary)).join('、')

/** Label of the line that a scope has for itself. */
export const sayScope = (scope: string | null): string => (scope === 'pilot' ? '省级试点' : scope === 'non_pilot' ? '非试点' : scope === 'both' ? '试点与非试点' : '')

/** The province's own row by what it is: 全省平均 of rates and averages, 全省合计 of counts. */
export const sayTotal = (indicator: Indicator | undefined): string => (indicator?.measures === 'total' ? '全省合计' : '全省平均')

/** Are figures of more than one place asked, so that each is told with its name? */
export const isSeveral = (regions: Regions): boolean => regions.kind === 'all' || regions.kind === 'answered' || (regions.kind === 'named' && regions.names.length > 1)

/** One place in full, but autonomous prefectures by their short name: 乐山市, 阿坝州. */
export function sayFullRegion(name: string, dictionary: Dictionary): string {
  const short = sayRegion(dictionary, name)
  return isTotal(dictionary, name) ? '全省' : short.endsWith('州') && name.endsWith('自治州') ? short : name
}

/** The places that a plan is about: 全省, 川南, 乐山市, 乐山、南充, 7个市州 */
export function sayWhom(regions: Regions, dictionary: Dictionary): string {
  if (regions.kind === 'province') return '全省'
  if (regions.kind === 'all') return '各市州'
  const list = regions.kind === 'named' ? regions.names : [...new Set(Object.values(regions.byScope).flat())]
  if (regions.kind === 'named' && regions.label !== undefined) return regions.label
  return list.length === 1 ? sayFullRegion(list[0] ?? '', dictionary) : list.length <= 4 ? list.map(name => sayRegion(dictionary, name)).join('、') : `${list.length}个市州`
}

/** The rows of an answer, region by region. */
export function byRegion(one: Told): [string, AnswerRow[]][] {
  const groups = new Map<string, AnswerRow[]>()
  for (const row of one.rows) groups.set(row.region, [...groups.get(row.region) ?? [], row])
  return [...groups]
}

/** 乐山0.0%，南充0.0%，眉山37.5% → 乐山、南充均0.0%，眉山37.5% */
export function sayRows(rows: readonly AnswerRow[], dictionary: Dictionary): string {
  const groups: { names: string[]; value: string }[] = []
  for (const row of rows) {
    const value = sayValue(row.value, dictionary.indicators[row.indicator]), name = sayRegion(dictionary, row.region), last = groups.at(-1)
    if (last?.value === value) last.names.push(name)
    else groups.push({ names: [name], value })
  }
  return groups.map(({ names, value }) => `${names.join('、')}${names.length > 1 ? '均' : ''}${value}`).join('，')
}
