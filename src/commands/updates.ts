// qunban updates: the ledger of progress updates, as lines, as JSON or as a workbook.

import { writeFileSync } from 'node:fs'
import { Failure } from '../failure.ts'
import { sayContent, sayPlace, sayTopic } from '../replies/updates.ts'
import { cannotWrite, ledgerWritten, oneFormat, whereToWrite } from '../replies/exports.ts'
import { openLibrary, type Library } from '../library.ts'
import { writeLedger } from '../skills/exporting.ts'
import { allVersions, standingRecords, type Version } from '../store/ledger.ts'
import type { Command } from './command.ts'

const stateNames = { recorded: '', to_check: '待核', verified: '已核实', returned: '已退回', superseded: '已更正', withdrawn: '已撤回' } as const

/** A record as programs read it. */
const asJson = ({ id, room, region, scope, topic, metrics, status, asOf, note, reporter, reportedAt, state }: Version) => ({ id, room, region, scope, topic, metrics, status, asOf, note, reporter, reportedAt, state })

/** Only what holds all these words, in its place or in what it tells: 乐山 综窗 */
const holding = (versions: readonly Version[], words: readonly string[], { dictionary }: Library): Version[] => (
  versions.filter(version => words.every(word => `${sayPlace(version.region, dictionary)} ${sayContent(version, dictionary)} ${sayTopic(version.topic, dictionary)}`.includes(word)))
)

/** Writes the whole ledger as a new file, for its owner alone. */
async function writeFile(file: string, library: Library, now: Date): Promise<string> {
  const { bytes, counts } = await writeLedger(library, now, null)
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new Failure('data', cannotWrite(file, (error as NodeJS.ErrnoException).code ?? ''), error)
  }
  return ledgerWritten(file, counts)
}

/**
 * updates 乐山 综窗 --history → the history of a place and indicator; updates --json → [{"id":37,"room":"三化工作群","region":"乐山市",…}]; updates --xlsx 台账.xlsx → 已把台账写入 台账.xlsx：…
 *
 * @throws Failure where the file is there already or cannot be written
 */
export const updates: Command = async ({ args, options, db, data, settings, now, stdout }) => {
  const { xlsx, json, history } = options
  if (xlsx !== undefined && json) throw new Failure('usage', oneFormat)
  if (xlsx === '') throw new Failure('usage', whereToWrite)
  const library = await openLibrary(db, data, settings.QUNBAN_NAME), { store, dictionary } = library
  try {
    if (typeof xlsx === 'string') {
      stdout.write(`${await writeFile(xlsx, library, now())}\n`)
      return 0
    }
    const versions = holding(history ? allVersions(store) : standingRecords(store), args, library)
    if (json) stdout.write(`${JSON.stringify(versions.map(asJson))}\n`)
    else for (const version of versions) stdout.write(`#${version.id} ${version.asOf} ${sayPlace(version.region, dictionary)} ${sayContent(version, dictionary)} ${version.reporter}${stateNames[version.state] ? ` ${stateNames[version.state]}` : ''}\n`)
    if (versions.length === 0 && !json) stdout.write(args.length > 0 ? '没有这样的记录。\n' : '台账是空的。\n')
    return 0
  } finally {
    store.close()
  }
}
