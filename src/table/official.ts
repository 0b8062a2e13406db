// The official figures of one place and indicator, one a scope: what a report is told beside.

import type { Store } from '../store/open.ts'
import { compileCell } from './compile.ts'
import type { Dictionary } from './dictionary.ts'

export type Official = { readonly asOf: string; readonly figures: readonly { readonly scope: string; readonly value: number; readonly dataset: string }[] }

/** The figures of the latest tables that have them, or null where none has. */
export function officialFigures(region: string, indicator: string, store: Store, { datasets }: Dictionary): Official | null {
  const fitting = datasets.filter(({ columns }) => columns.includes(indicator))
  const latest = fitting.filter(dataset => fitting.every(other => other.scope !== dataset.scope || other.asOf <= dataset.asOf))
  const figures = latest.flatMap(dataset => {
    const { sql, values } = compileCell(indicator, region, dataset), row = store.prepare(sql).get(...values) as { number: number | null } | undefined
    return row === undefined || row.number === null ? [] : [{ scope: dataset.scope ?? '', value: row.number, dataset: dataset.id }]
  })
  return figures.length === 0 ? null : { asOf: latest[0]?.asOf ?? '', figures }
}
