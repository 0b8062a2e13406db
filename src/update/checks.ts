// Soft checks: what is recorded all the same, and looked at by an admin. Hard ones (145 %, -3) refuse and stand in figures.ts.

import type { Dictionary } from '../table/dictionary.ts'
import type { Entry, Metric } from './record.ts'

export type Doubt = 'fall' | 'jump' | 'two-figures' | 'parts-over-whole'

export type Before = { readonly value: number; readonly asOf: string }

/** Points that a rate may fall, or rise, from one report to the next without being looked at. */
const mostFall = 20, mostRise = 40

/** Is this a fall of over 20 points, or to less than half? */
export const isFall = ({ value, unit }: Metric, before: Before | null): boolean => before !== null && (unit === '%' ? before.value - value > mostFall || value < before.value / 2 : value < before.value / 2)
const isJump = ({ value, unit }: Metric, before: Before | null): boolean => before !== null && (unit === '%' ? value - before.value > mostRise : before.value > 0 && value > before.value * 5)

/** 行政权力 and the others are parts of 进驻事项: rounding apart, together no more than it. */
function isOverWhole({ metrics }: Entry, { indicators }: Dictionary): boolean {
  return metrics.some(whole => {
    const parts = metrics.filter(({ indicator }) => indicators[indicator]?.partOf === whole.indicator)
    return parts.reduce((sum, { value }) => sum + value, 0) > whole.value + 0.05 * parts.length
  })
}

/**
 * What is doubtful about an entry, given for each metric the figure that led before and the others of the same day.
 *
 * 38 % after 68 % → ['fall']
 */
export function doubtsOf(entry: Entry, before: (metric: Metric) => Before | null, sameDay: (metric: Metric) => readonly Before[], dictionary: Dictionary): Doubt[] {
  const found: Doubt[] = entry.metrics.flatMap(metric => [
    ...(isFall(metric, before(metric)) ? ['fall' as const] : []),
    ...(isJump(metric, before(metric)) ? ['jump' as const] : []),
    ...(sameDay(metric).some(({ value }) => value !== metric.value) ? ['two-figures' as const] : []),
  ])
  return [...new Set([...found, ...(isOverWhole(entry, dictionary) ? ['parts-over-whole' as const] : [])])]
}
