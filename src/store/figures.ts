// The figures and the dictionary in the database; filled from data/ when it is first opened and again when a file there changed.

import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from './open.ts'

/** A table to be kept: its rows in order, each cell by column. */
export type Table = {
  readonly id: string
  readonly rows: readonly { readonly name: string; readonly kind: 'region' | 'total'; readonly cells: Readonly<Record<string, { readonly number: number | null; readonly text: string }>> }[]
}

/** Changes when a file below `folder` is added, removed or written. */
export function fingerprintOf(...folders: readonly string[]): string {
  const hash = createHash('sha1')
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path}\0${size}\0${mtimeMs}\n`)
      }
    }
  }
  folders.forEach(walk)
  return hash.digest('hex')
}

/** The dictionary made of the data with this fingerprint, or null where the data has changed since. */
export function readDictionary<Dictionary>(store: Store, fingerprint: string): Dictionary | null {
  const row = store.prepare('SELECT content FROM dictionary WHERE fingerprint = ?').get(fingerprint) as { content: string } | undefined
  return row ? JSON.parse(row.content) as Dictionary : null
}

/** The dictionary made of the data when it was last read, or null in a new database. */
export function latestDictionary<Dictionary>(store: Store): Dictionary | null {
  const content = store.prepare('SELECT content FROM dictionary').pluck().get() as string | undefined
  return content === undefined ? null : JSON.parse(content) as Dictionary
}

/** Replaces all figures and the dictionary in one transaction. */
export function writeFigures(store: Store, fingerprint: string, { dictionary, datasets }: { readonly dictionary: object; readonly datasets: readonly Table[] }): void {
  const addRow = store.prepare('INSERT INTO dataset_row (dataset, position, name, kind) VALUES (?, ?, ?, ?)')
  const addCell = store.prepare('INSERT INTO cell (dataset, "column", row, number, text) VALUES (?, ?, ?, ?, ?)')
  store.transaction(() => {
    store.exec('DELETE FROM cell; DELETE FROM dataset_row;')
    for (const dataset of datasets) {
      dataset.rows.forEach((row, position) => {
        addRow.run(dataset.id, position, row.name, row.kind)
        for (const [column, { number, text }] of Object.entries(row.cells)) addCell.run(dataset.id, column, row.name, number, text)
      })
    }
    store.prepare('INSERT OR REPLACE INTO dictionary (id, fingerprint, content) VALUES (1, ?, ?)').run(fingerprint, JSON.stringify(dictionary))
  }).immediate()
}

/** A table's rows as they were read, in their order. */
export function readTable(store: Store, id: string): Table {
  const rows = new Map<string, { readonly name: string; readonly kind: 'region' | 'total'; readonly cells: Record<string, { readonly number: number | null; readonly text: string }> }>()
  const statement = store.prepare('SELECT r.name, r.kind, c."column", c.number, c.text FROM dataset_row r JOIN cell c ON c.dataset = r.dataset AND c.row = r.name WHERE r.dataset = ? ORDER BY r.position')
  for (const { name, kind, column, number, text } of statement.iterate(id) as Iterable<{ name: string; kind: 'region' | 'total'; column: string; number: number | null; text: string }>) {
    const row = rows.get(name) ?? { name, kind, cells: {} }
    row.cells[column] = { number, text }
    rows.set(name, row)
  }
  return { id, rows: [...rows.values()] }
}
