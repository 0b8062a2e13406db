// The table of places and indicators, each figure in its cell, each column shaded by itself from pale to deep. Deeper is more of what the column counts as
// more; no colour says good or bad.

import { grey, pale, paper, shade } from './colours.ts'
import { foot, head, heading, legend } from './frame.ts'
import type { HeatColumn, HeatPanel, HeatSpec } from './spec.ts'
import { line, margin, page, rect, text, width, type Block } from './svg.ts'
import { clip, widthOf, wrapEvenly } from './text.ts'

const size = 27, headSize = 26, step = 46, widestName = 300, headLine = 34
/** A cell that is too narrow for its figure has it smaller, down to this. */
const least = 22

/** The picture of a table: drawHeat({ kind: 'heat', columns: [{ name: '综窗', unit: '（%）', … }], … }) → <svg …> */
export function drawHeat(spec: HeatSpec): string {
  const { columns, panels } = spec, rows = panels.flatMap(panel => panel.rows)
  const names = Math.min(widestName, Math.max(0, ...rows.map(({ name }) => widthOf(name, 28)))), start = margin + names + 14
  const wide = Math.min(220, (width - margin - start) / Math.max(1, columns.length))
  const figures = Math.max(least, Math.min(size, ...rows.flatMap(({ cells }) => cells.map(cell => size * (wide - 8) / Math.max(1, widthOf(cell.text, size))))))
  const titles = columns.map(({ name, unit }) => [...wrapEvenly(name, headSize, wide - 6, 3), ...(unit === '' ? [] : [unit])]), high = Math.max(1, ...titles.map(lines => lines.length)) * headLine + 14
  const shadeOf = columns.map((column, i) => shadesOf(column, rows.flatMap(({ cells }) => cells[i]?.value ?? [])))
  const bar = Array.from({ length: 5 }, (_, i) => rect(i * 26, -13, 26, 26, shade(i / 4).fill)).join('')
  return page([head(spec), legend([{ mark: bar, wide: 130, label: spec.legend }]), ...panels.flatMap(panel => [heading(panel.heading), drawPanel(panel)]), foot(spec)])

  function drawPanel({ rows: own, empty }: HeatPanel): Block {
    if (own.length === 0) return { height: step, svg: text(margin, 34, empty, { size: 30, fill: grey }) }
    const header = titles.flatMap((lines, i) => lines.map((words, k) => (
      text(start + (i + 0.5) * wide, high - 14 - (lines.length - 1 - k) * headLine, words, { size: headSize, anchor: 'middle' })
    ))).join('')
    const body = own.map(({ name, cells, whole = false }, r) => {
      const y = high + r * step
      return text(start - 14, y + 33, clip(name, 28, widestName), { size: 28, anchor: 'end', bold: whole }) + cells.map((cell, i) => {
        const colours = cell.value === null ? { fill: paper, ink: grey } : shadeOf[i]?.(cell.value) ?? shade(0)
        const figure = text(start + (i + 0.5) * wide, y + 33, cell.text, { size: Math.floor(figures * 10) / 10, anchor: 'middle', fill: colours.ink, bold: whole })
        return rect(start + i * wide + 1.5, y + 1.5, wide - 3, step - 3, colours.fill) + figure
      }).join('') + (whole ? line(margin, y + step, start + columns.length * wide, y + step, grey, 2) : '')
    })
    return { height: high + own.length * step + 8, svg: line(margin, high, start + columns.length * wide, high, pale, 2) + header + body.join('') }
  }
}

/** Within a column; where all are the same each is palest. */
function shadesOf({ deep, bounds }: HeatColumn, values: readonly number[]): (value: number) => ReturnType<typeof shade> {
  const [from, to] = bounds ?? [Math.min(...values), Math.max(...values)]
  return value => {
    const part = to === from ? 0 : (value - from) / (to - from)
    return shade(deep === 'high' ? part : 1 - part)
  }
}
