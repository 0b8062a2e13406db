// What was reported in the chat, beside the official figures or alone: always with its day, its scope, its number and whether anybody has checked it.

import { sayMetric } from './updates.ts'
import { sayDate } from './words.ts'

export type Line = { readonly place: string; readonly region: string; readonly name: string; readonly value: number; readonly unit: string; readonly approximate: boolean; readonly asOf: string; readonly scope: 'pilot' | 'non_pilot' | null; readonly record: number; readonly isVerified: boolean }

const sayScope = ({ scope, region }: Line): string => (scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : region.includes('/') ? '' : region.endsWith('州') ? '全州口径' : '全市口径')

/** 45%（8月25日，全市口径，待核，#37） */
const sayLine = (line: Line, isNamed: boolean, now: Date): string => (
  `${isNamed ? line.place : ''}${line.name}${sayMetric({ value: line.value, unit: line.unit, ...(line.approximate ? { approx: true } : {}) })}（${[sayDate(line.asOf, now), sayScope(line), line.isVerified ? '已核实' : '待核', `#${line.record}`].filter(part => part !== '').join('，')}）`
)

/** 据上报：45%（8月25日，全市口径，待核，#37） */
export const tellReported = (lines: readonly Line[], isNamed: boolean, now: Date): string[] => [`据上报：${lines.map(line => sayLine(line, isNamed, now)).join('；')}`]

/** The whole answer where no table holds the indicator. */
export function tellReportedAlone(lines: readonly Line[], names: readonly string[], isNamed: boolean, now: Date): string[] {
  const title = `${isNamed ? '' : lines[0]?.place ?? ''}${names.join('、')}（通报附件没有这项，以下据群内上报）`
  return [title, lines.length === 0 ? '没有' : lines.map(line => sayLine(line, isNamed, now)).join('；')]
}
