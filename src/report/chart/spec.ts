// What a picture shows, as data: every figure with the words that stand for it (82.8%, 0.0%, 无数据). No indicator, no database: whoever makes a spec
// has decided on the words.

/** `value` places the mark, `text` is what is written; null has no mark. */
export type Cell = { readonly value: number | null; readonly text: string }

/** `marked`: the one that was asked about; `hollow`: reported, not official. */
export type Bar = Cell & { readonly name: string; readonly marked?: boolean; readonly hollow?: boolean }

/** What all pictures have: above it and below it. */
export type Frame = { readonly title: string; readonly subtitle: string; readonly source: string }

/** `empty` is written where there is no bar. */
export type BarPanel = { readonly heading: string; readonly average: Cell | null; readonly bars: readonly Bar[]; readonly empty: string }
/** `full`: the value at which a bar is as long as can be, 100 of rates; null for the greatest there is. */
export type BarSpec = Frame & { readonly kind: 'bars'; readonly full: number | null; readonly panels: readonly BarPanel[] }

export type Pair = { readonly name: string; readonly first: Cell; readonly second: Cell; /** The province's own. */ readonly whole?: boolean }
/** `sides`: what the two bars are, 试点 and 非试点. */
export type PairSpec = Frame & { readonly kind: 'pairs'; readonly full: number | null; readonly sides: readonly [string, string]; readonly pairs: readonly Pair[] }

/** `day` counts days; a point that is not `filled` is drawn hollow. */
export type Point = { readonly day: number; readonly value: number; readonly text: string; readonly filled: boolean }
export type Marker = 'circle' | 'square' | 'diamond'
export type Series = { readonly name: string; readonly colour: number; readonly marker: Marker; readonly points: readonly Point[] }
/** `days`: what is written below the axis; `fills`: what filled and hollow points are, where there are any. */
export type ProgressSpec = Frame & {
  readonly kind: 'progress'
  readonly full: number | null
  readonly unit: string
  readonly days: Readonly<Record<number, string>>
  readonly fills: readonly [string | null, string | null]
  readonly series: readonly Series[]
}

/** `deep`: which values have the deepest colour; `bounds`: palest and deepest of fixed ends, null for those that there are. */
export type HeatColumn = { readonly name: string; readonly unit: string; readonly deep: 'high' | 'low'; readonly bounds: readonly [number, number] | null }
export type HeatRow = { readonly name: string; readonly cells: readonly Cell[]; readonly whole?: boolean }
export type HeatPanel = { readonly heading: string; readonly rows: readonly HeatRow[]; readonly empty: string }
export type HeatSpec = Frame & { readonly kind: 'heat'; readonly columns: readonly HeatColumn[]; readonly panels: readonly HeatPanel[]; readonly legend: string }

export type Spec = BarSpec | PairSpec | ProgressSpec | HeatSpec
