// Small pieces that replies are made of: dates, figures, names. Figures as printed, one decimal for averages and rates, units always.

import { toShanghai } from '../shanghai.ts'
import type { AnswerRow } from '../table/answer.ts'
import { sayRegion, type Dictionary, type Indicator } from '../table/dictionary.ts'

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

export const sayScope = (scope: string | null): string => (scope === 'pilot' ? '省级试点' : scope === 'non_pilot' ? '非试点' : scope === 'both' ? '试点与非试点' : '')

/** The province's own row by what it is: 全省平均 of rates and averages, 全省合计 of counts. */
export const sayTotal = (indicator: Indicator | undefined): string => (indicator?.measures === 'total' ? '全省合计' : '全省平均')

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

export const operators: Record<string, string> = { '=': '为', '!=': '不为', '<': '低于', '<=': '不超过', '>': '超过', '>=': '不低于' }
