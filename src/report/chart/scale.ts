// Values to places on a line. Zero is always on it: a bar's length is its value.

export type Scale = { readonly from: number; readonly to: number; readonly at: (value: number) => number }

/** From the least of the values and 0 to the greatest of them, 0 and `full`, over [start, end]. */
export function scaleOf(values: readonly number[], full: number | null, start: number, end: number): Scale {
  const from = Math.min(0, ...values), to = Math.max(0, full ?? 0, ...values), span = to - from || 1
  return { from, to: from + span, at: value => start + (value - from) / span * (end - start) }
}

/** Round values from end to end of an axis, four to six of them: ticks(0, 100) → 0, 25, 50, 75, 100 */
export function ticks(from: number, until: number): number[] {
  const to = until - from < 1e-9 ? from + 1 : until, rough = (to - from) / 4, power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find(one => one * power >= rough * 0.999) ?? 10) * power
  const first = Math.floor(from / step), last = Math.ceil(to / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
