// qunban updates: the ledger of progress updates, as lines, as JSON or as a workbook.

import { sayContent, sayPlace } from '../replies/updates.ts'
import { openLibrary } from '../library.ts'
import { allVersions, standingRecords, type Version } from '../store/ledger.ts'
import type { Command } from './command.ts'

const stateNames = { recorded: '', to_check: '待核', verified: '已核实', returned: '已退回', superseded: '已更正', withdrawn: '已撤回' } as const

/** A record as programs read it. */
const asJson = ({ id, room, region, scope, topic, metrics, status, asOf, note, reporter, reportedAt, state }: Version) => ({ id, room, region, scope, topic, metrics, status, asOf, note, reporter, reportedAt, state })

/** updates --json → [{"id":37,"room":"三化工作群","region":"乐山市",…}] */
export const updates: Command = async ({ options, db, data, settings, stdout }) => {
  const { store, dictionary } = await openLibrary(db, data, settings.QUNBAN_NAME)
  try {
    const versions = options['history'] ? allVersions(store) : standingRecords(store)
    if (options['json']) stdout.write(`${JSON.stringify(versions.map(asJson))}\n`)
    else for (const version of versions) stdout.write(`#${version.id} ${version.asOf} ${sayPlace(version.region, dictionary)} ${sayContent(version, dictionary)} ${version.reporter}${stateNames[version.state] ? ` ${stateNames[version.state]}` : ''}\n`)
    if (versions.length === 0 && !options['json']) stdout.write('台账是空的。\n')
    return 0
  } finally {
    store.close()
  }
}
