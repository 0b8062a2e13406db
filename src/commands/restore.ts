// qunban restore: a backup in the place of the database, which is kept beside it. Not while the bot is running.

import { Failure } from '../failure.ts'
import { toShanghai } from '../shanghai.ts'
import { restore as putBack } from '../store/backup.ts'
import type { Command } from './command.ts'

/** Local time as part of a file name: 20210915-100000 */
const stampOf = (at: Date): string => toShanghai(at).toISOString().slice(0, 19).replace(/[-:]/gu, '').replace('T', '-')

/** restore 备份.db → 已从 备份.db 恢复 qunban.db；原来的数据库改名为 qunban.db.before-restore-20210915-100000。 */
export const restore: Command = async ({ args: [file], db, now, stdout }) => {
  if (file === undefined) throw new Failure('usage', '要从哪个备份恢复？例如 restore 备份.db。')
  const at = now(), { kept, held } = await putBack(file, db, { at: at.toISOString(), stamp: stampOf(at) })
  stdout.write(`已从 ${file} 恢复 ${db}${kept === null ? '' : `；原来的数据库改名为 ${kept}`}${held === 0 ? '' : `；备份里${held}条待发的消息可能已经发过，不再自动发`}。\n`)
  return 0
}
