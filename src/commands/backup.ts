// qunban backup: the database as one file, also while the bot is running.

import { Failure } from '../failure.ts'
import { backUp } from '../store/backup.ts'
import type { Command } from './command.ts'

/** backup 备份.db → 已把数据库 qunban.db 备份到 备份.db（0.3MB）。 */
export const backup: Command = async ({ args: [file], db, stdout }) => {
  if (file === undefined) throw new Failure('usage', '要备份到哪个文件？例如 backup 备份.db。')
  const bytes = await backUp(db, file)
  stdout.write(`已把数据库 ${db} 备份到 ${file}（${(bytes / 1e6).toFixed(1)}MB）。\n`)
  return 0
}
