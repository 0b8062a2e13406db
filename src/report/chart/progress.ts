// Figures over days: a line a series, filled points for what is official and hollow ones for what was reported. Days are as far apart as they are.

import { black, grey, lineColours, pale, paper } from './colours.ts'
import { foot, head, legend, type LegendItem } from './frame.ts'
import { ticks } from './scale.ts'
import type { Marker, Point, ProgressSpec } from './spec.ts'
import { line, margin, page, text, width } from './svg.ts'
import { widthOf } from './text.ts'

const top = 50, bottom = 620, tickSize = 26, valueSize = 26

const colourOf = (index: number): string => lineColours[index % lineColours.length] ?? black

const shapes: Readonly<Record<Marker, (x: number, y: number) => string>> = {
  circle: (x, y) => `<circle cx="${x}" cy="${y}" r="10"`,
  square: (x, y) => `<rect x="${x - 9}" y="${y - 9}" width="18" height="18"`,
  diamond: (x, y) => `<path d="M${x} ${y - 13}l13 13l-13 13l-13 -13z"`,
}
const mark = (marker: Marker, x: number, y: number, colour: string, filled: boolean): string => (
  `${shapes[marker](Math.round(x), Math.round(y))} fill="${filled ? colour : paper}" stroke="${colour}" stroke-width="4"/>`
)

type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** The picture of figures over time: drawProgress({ kind: 'progress', title: '乐山市综窗完成率走势', … }) → <svg …> */
export function drawProgress(spec: ProgressSpec): string {
  const points = spec.series.flatMap(one => one.points), values = points.map(({ value }) => value), days = points.map(({ day }) => day)
  if (points.length === 0) return page([head(spec), foot(spec)])
  const marks = ticks(Math.min(0, ...values), Math.max(spec.full ?? 0, ...values)), labels = marks.map(value => `${value}${spec.unit}`)
  const from = marks[0] ?? 0, to = marks.at(-1) ?? 1, left = margin + Math.max(...labels.map(label => widthOf(label, tickSize))) + 16, right = width - margin - 70
  const first = Math.min(...days), span = Math.max(...days) - first || 1
  const x = (day: number): number => left + 40 + (day - first) / span * (right - left - 40), y = (value: number): number => bottom - (value - from) / (to - from || 1) * (bottom - top)
  const grid = marks.map((value, i) => {
    const label = text(left - 12, y(value) + 9, labels[i] ?? '', { size: tickSize, anchor: 'end', fill: grey })
    return line(left, y(value), right + 40, y(value), value === 0 ? grey : pale, 2) + label
  }).join('')
  // What leads from an official figure to a reported one is dashed.
  const lines = spec.series.map(({ points: own, colour }) => own.slice(1).map((point, i) => {
    const before = own[i] ?? point
    return line(x(before.day), y(before.value), x(point.day), y(point.value), colourOf(colour), 4, before.filled === point.filled ? undefined : '11 9')
  }).join('')).join('')
  const dots = spec.series.flatMap(({ points: own, colour, marker }) => own.map(point => ({ ...point, colour, marker }))).map((point, i, all) => {
    // Marks of one place stand side by side.
    const beside = all.slice(0, i).filter(other => other.day === point.day && Math.abs(y(other.value) - y(point.value)) < 12).length
    return mark(point.marker, x(point.day) + beside * 22, y(point.value), colourOf(point.colour), point.filled)
  }).join('')
  return page([head(spec), legend(legendOf(spec)), { height: bottom + 64, svg: grid + drawDays() + lines + dots + drawValues() }, foot(spec)])

  /** From the newest back, as many as have room. */
  function drawDays(): string {
    let free = Infinity
    return Object.entries(spec.days).map(([day, label]) => ({ at: x(Number(day)), label })).toSorted((a, b) => b.at - a.at).map(({ at, label }) => {
      const half = widthOf(label, tickSize) / 2, middle = Math.min(at, width - margin - half), fits = middle + half + 14 <= free
      if (fits) free = middle - half
      return line(at, bottom, at, bottom + 10, grey, 2) + (fits ? text(middle, bottom + 44, label, { size: tickSize, anchor: 'middle', fill: grey }) : '')
    }).join('')
  }

  /** The last of each series first, then the first, then the rest; a value that has no room above, below or beside its point is left to the text. */
  function drawValues(): string {
    const taken: Box[] = points.map(point => ({ x: x(point.day) - 11, y: y(point.value) - 11, w: 22, h: 22 })), drawn = new Set<string>()
    const inTurn = spec.series.flatMap(({ points: own, colour }) => own.map((point, i) => ({ point, colour, turn: i === own.length - 1 ? 0 : i === 0 ? 1 : 2 }))).toSorted((a, b) => a.turn - b.turn)
    return inTurn.map(({ point, colour }) => {
      // Two series that meet in a point tell its value once.
      const key = `${point.day} ${point.text}`
      if (drawn.has(key)) return ''
      const place = placesOf(point).find(box => box.x >= left && box.x + box.w <= width - 6 && box.y >= 0 && box.y + box.h <= bottom && !taken.some(other => meet(box, other)))
      if (!place) return ''
      taken.push(place)
      drawn.add(key)
      return text(place.x + place.w / 2, place.y + place.h - 7, point.text, { size: valueSize, anchor: 'middle', fill: colourOf(colour), halo: true })
    }).join('')
  }

  function placesOf({ day, value, text: words }: Point): Box[] {
    const w = widthOf(words, valueSize), h = 32, cx = x(day), cy = y(value)
    return [{ x: cx - w / 2, y: cy - 16 - h, w, h }, { x: cx - w / 2, y: cy + 16, w, h }, { x: cx + 18, y: cy - h / 2, w, h }, { x: cx - 18 - w, y: cy - h / 2, w, h }]
  }
}

function legendOf({ series, fills }: ProgressSpec): LegendItem[] {
  const lines = series.map(({ name, colour, marker }): LegendItem => ({ mark: line(0, 0, 50, 0, colourOf(colour), 4) + mark(marker, 25, 0, colourOf(colour), true), wide: 50, label: name }))
  const kinds = fills.flatMap((label, i): LegendItem[] => (label === null ? [] : [{ mark: mark('circle', 12, 0, black, i === 0), wide: 24, label }]))
  return [...(series.length > 1 || series[0]?.name !== '' ? lines : []), ...kinds]
}
