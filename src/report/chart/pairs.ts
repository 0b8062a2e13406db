// Two bars a place, one below the other: the first full, the second hatched, so that they are told apart without colours.

import { black, blue, grey, orange, paper, pale } from './colours.ts'
import { foot, head, legend } from './frame.ts'
import { scaleOf } from './scale.ts'
import type { Cell, PairSpec } from './spec.ts'
import { line, margin, page, rect, text, width } from './svg.ts'
import { clip, widthOf } from './text.ts'

const nameSize = 30, valueSize = 26, widestName = 330, step = 80, thick = 28
const stripes = `<rect width="9" height="9" fill="${orange}"/><rect width="3.5" height="9" fill="${paper}"/>`
const hatch = `<pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">${stripes}</pattern>`

/** The picture of pairs: 试点 beside 非试点 for each place, the province's own first. */
export function drawPairs(spec: PairSpec): string {
  const { pairs, sides: [one, other] } = spec, cells = pairs.flatMap(({ first, second }) => [first, second])
  const names = Math.min(widestName, Math.max(0, ...pairs.map(({ name }) => widthOf(name, nameSize))))
  const start = margin + names + 16, end = width - margin - Math.max(0, ...cells.map(cell => widthOf(cell.text, valueSize))) - 16
  const scale = scaleOf(cells.flatMap(({ value }) => value ?? []), spec.full, start, end), zero = scale.at(0)
  const bar = ({ value, text: words }: Cell, y: number, fill: string): string => {
    const to = value === null ? zero : scale.at(value)
    const label = text(Math.max(zero, to) + 12, y + 24, words, { size: valueSize, fill: value === null ? grey : black })
    return (value === null ? '' : rect(Math.min(zero, to), y, Math.abs(to - zero), thick, fill)) + label
  }
  const drawn = pairs.map(({ name, first, second, whole = false }, i) => {
    const y = i * step, between = i === 0 ? '' : line(margin, y, width - margin, y, pale, 1.5)
    return between + text(start - 16, y + 51, clip(name, nameSize, widestName), { size: nameSize, anchor: 'end', bold: whole }) + bar(first, y + 10, blue) + bar(second, y + 42, 'url(#hatch)')
  })
  const height = pairs.length * step, mark = (fill: string): string => rect(0, -14, 44, 28, fill)
  const meaning = legend([{ mark: mark(blue), wide: 44, label: one }, { mark: mark('url(#hatch)'), wide: 44, label: other }])
  return page([head(spec), meaning, { height, svg: drawn.join('') + line(zero, 0, zero, height, grey, 2) }, foot(spec)], hatch)
}
