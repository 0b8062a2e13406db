// What stands above and below every picture: title, date, what the marks mean; the source.

import { black, grey } from './colours.ts'
import { gap, margin, stack, text, width, type Block } from './svg.ts'
import type { Frame } from './spec.ts'
import { widthOf, wrap } from './text.ts'

const inner = width - 2 * margin

function lines(content: string, size: number, most: number, style: Parameters<typeof text>[3]): Block {
  const step = Math.round(size * 1.35), rows = content === '' ? [] : wrap(content, size, inner, most)
  return { height: rows.length * step, svg: rows.map((row, i) => text(margin, i * step + size, row, { ...style, size })).join('') }
}

/** Title and date. */
export const head = ({ title, subtitle }: Frame): Block => stack([gap(40), lines(title, 46, 3, { bold: true }), gap(6), lines(subtitle, 30, 1, { fill: grey }), gap(18)])

/** The source, at the very bottom. */
export const foot = ({ source }: Frame): Block => stack([gap(24), lines(source, 26, 3, { fill: grey }), gap(30)])

/** `mark` is drawn from 0 to `wide`, around its middle at 0. */
export type LegendItem = { readonly mark: string; readonly wide: number; readonly label: string }

/** Marks with their meaning, in as many rows as they need. */
export function legend(items: readonly LegendItem[]): Block {
  const size = 28, high = 44
  let x = margin, row = 0
  const parts = items.map(({ mark, wide, label }) => {
    const needs = wide + 12 + widthOf(label, size)
    if (x > margin && x + needs > width - margin) {
      x = margin
      row += 1
    }
    const part = `<g transform="translate(${Math.round(x)} ${row * high + 20})">${mark}${text(wide + 12, 10, label, { size, fill: black })}</g>`
    x += needs + 40
    return part
  })
  return items.length === 0 ? gap(0) : { height: (row + 1) * high + 10, svg: parts.join('') }
}

/** The heading of a panel; nothing where there is none to tell apart. */
export const heading = (content: string): Block => (content === '' ? gap(0) : stack([gap(26), lines(content, 34, 1, { bold: true }), gap(6)]))
