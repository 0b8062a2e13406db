// How a database is opened: what a crash or a power cut must not lose is asked for each time, for it is not kept in the file.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLibrary, shippedData } from '../../src/library.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { botName } from '../library.ts'

const pragmas = (store: Store): unknown[] => ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(name => store.pragma(name, { simple: true }))

test('new and reopened, it is in WAL mode with synchronous=FULL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-open-')), path = join(folder, 'qunban.db')
  try {
    const seen: unknown[][] = []
    for (let times = 0; times < 3; times++) {
      const store = openStore(path)
      seen.push(pragmas(store))
      store.close()
    }
    const { store } = await openLibrary(path, shippedData, botName)
    seen.push(pragmas(store))
    store.close()
    expect(seen).toEqual(seen.map(() => ['wal', 2, 1, 5000]))
    expect(seen).toHaveLength(4)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
