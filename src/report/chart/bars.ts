// Bars of places, one panel a scope: horizontal, in the order given, each with its value; the average as a dashed line with its own. A bar that is missing
// has its word in its place.

import { black, blue, deepBlue, grey, paper } from './colours.ts'
import { foot, head, heading } from './frame.ts'
import { scaleOf } from './scale.ts'
import type { BarPanel, BarSpec } from './spec.ts'
import { line, margin, page, rect, text, width, type Block } from './svg.ts'
import { clip, widthOf } from './text.ts'

const nameSize = 30, valueSize = 28, widestName = 330, step = 48, thick = 30

/** The picture of bars: drawBars({ kind: 'bars', title: '各市州综窗完成率', … }) → <svg …> */
export function drawBars(spec: BarSpec): string {
  const all = spec.panels.flatMap(({ bars }) => bars), averages = spec.panels.flatMap(({ average }) => average?.value ?? [])
  const names = Math.min(widestName, Math.max(0, ...all.map(({ name, marked }) => widthOf(marked ? `▶${name}` : name, nameSize))))
  const start = margin + names + 16, end = width - margin - Math.max(0, ...all.map(one => widthOf(one.text, valueSize))) - 16
  // One scale for all panels: bars of the same length are the same value.
  const scale = scaleOf([...all.flatMap(({ value }) => value ?? []), ...averages], spec.full, start, end)
  return page([head(spec), ...spec.panels.flatMap(panel => [heading(panel.heading), drawPanel(panel)]), foot(spec)])

  function drawPanel({ bars, average, empty }: BarPanel): Block {
    if (bars.length === 0) return { height: step, svg: text(margin, 34, empty, { size: nameSize, fill: grey }) }
    const top = average?.value != null ? 46 : 6, height = top + bars.length * step, zero = scale.at(0)
    const drawn = bars.map(({ name, value, text: words, marked = false, hollow = false }, i) => {
      const y = top + i * step, to = value === null ? zero : scale.at(value), left = Math.min(zero, to), fill = marked ? deepBlue : blue
      const label = text(start - 16, y + 35, clip(marked ? `▶${name}` : name, nameSize, widestName), { size: nameSize, anchor: 'end', bold: marked })
      const long = Math.abs(to - zero), bar = value === null ? '' : hollow ? rect(left + 1.5, y + 10.5, Math.max(0, long - 3), thick - 3, paper, fill) : rect(left, y + 9, long, thick, fill)
      const at = Math.max(zero, to) + 12, dashed = average?.value == null ? -1 : scale.at(average.value), crossed = dashed > at - 6 && dashed < at + widthOf(words, valueSize) + 6
      return { under: label + bar, over: text(at, y + 34, words, { size: valueSize, fill: value === null ? grey : black, halo: crossed, bold: marked }) }
    })
    const axis = line(zero, top, zero, height, grey, 2)
    const dashes = average?.value == null ? '' : drawAverage(average.value, average.text, top, height)
    return { height, svg: drawn.map(({ under }) => under).join('') + axis + dashes + drawn.map(({ over }) => over).join('') }
  }

  function drawAverage(value: number, words: string, top: number, bottom: number): string {
    const x = scale.at(value), half = widthOf(words, 26) / 2
    return line(x, top - 8, x, bottom, black, 3, '10 7') + text(Math.min(width - margin - half, Math.max(start + half, x)), top - 16, words, { size: 26, anchor: 'middle' })
  }
}
