// qunban updates: the ledger of progress updates. Nothing records any yet, so the ledger is empty, and says so.

import { openLibrary } from '../library.ts'
import type { Command } from './command.ts'

/** updates --json → [] */
export const updates: Command = async ({ options, db, data, settings, stdout, stderr }) => {
  (await openLibrary(db, data, settings.QUNBAN_NAME)).store.close()
  stderr.write('还没有登记进展的功能，台账是空的。\n')
  if (options['json']) stdout.write('[]\n')
  return 0
}
