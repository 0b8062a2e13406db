// Where workbooks and pictures wait until they are sent: a folder beside the database, for its owner alone. Their names tell when they were made; what is older than
// a week goes. Files of other names are left alone.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { toShanghai } from '../shanghai.ts'

const keptDays = 7, dayMs = 86_400_000
const named = /-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(?:-\d+)?\.(?:xlsx|png)$/u

/** The folder of a database: data/qunban.db → /…/data/exports; one in memory has the system's temporary folder. */
export const exportsFolder = (database: string): string => (database === ':memory:' || database === '' ? join(tmpdir(), 'qunban-exports') : join(dirname(resolve(database)), 'exports'))

/** Local time as part of a file name: 20210825-1000 */
const stampOf = (at: Date): string => toShanghai(at).toISOString().slice(0, 16).replace(/[-:]/gu, '').replace('T', '-')

/** Removes the workbooks and pictures that were made more than a week before `now`. */
export function sweepExports(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const [, year, month, day, hour, minute] = named.exec(name) ?? []
    if (year !== undefined && Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00+08:00`) < now.getTime() - keptDays * dayMs) rmSync(join(folder, name), { force: true })
  }
}

/**
 * Writes a workbook or a picture under a name of its own, and sweeps the folder.
 *
 * keepExport(bytes, '进展台账', '/…/exports', at) → { name: '进展台账-20210825-1000.xlsx', path: '/…/exports/进展台账-20210825-1000.xlsx' }
 */
export function keepExport(bytes: Uint8Array, title: string, folder: string, at: Date, extension: 'xlsx' | 'png' = 'xlsx'): { readonly name: string; readonly path: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  sweepExports(folder, at)
  for (let n = 1; ; n++) {
    const name = `${title}-${stampOf(at)}${n === 1 ? '' : `-${n}`}.${extension}`, path = join(folder, name)
    try {
      writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 })
      return { name, path }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
