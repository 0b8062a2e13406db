// Timing for the benchmark: medians, because the machine does other work too. Prints no verdicts.

export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Milliseconds of one call. */
export function timeOf(call: () => unknown): number {
  const start = performance.now()
  call()
  return performance.now() - start
}

/** Milliseconds of each of `count` calls. */
export const timesOf = (count: number, call: () => unknown): number[] => Array.from({ length: count }, () => timeOf(call))

/** `1.234` → `1.23`, `123.4` → `123`: three figures are all a busy machine can tell. */
export const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

export const ratio = (value: number, base: number): string => `×${show(value / base)}`

/** Lines of columns, each as wide as its longest cell; Chinese text goes last, where its width does not matter. */
export function table(rows: readonly (readonly string[])[]): string {
  const widthOf = (column: number) => Math.max(...rows.map(row => row[column]?.length ?? 0))
  return rows.map(row => `  ${row.map((text, i) => text.padEnd(widthOf(i))).join('   ').trimEnd()}`).join('\n')
}
