// qunban roster: brings a roster file into the database, or lists who stands on it now. Phones are not printed.

import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../failure.ts'
import { openLibrary } from '../library.ts'
import { readRoster } from '../roster/read.ts'
import { replaceRoster, standing } from '../store/roster.ts'
import type { Command } from './command.ts'

const roleNames = { admin: '管理员', reporter: '报送', viewer: '只看' } as const

/** roster 名册.xlsx → 名册已导入：新增或改动3人，结束1人，未变20人。 */
export const roster: Command = async ({ args, db, data, settings, now, stdout }) => {
  const library = await openLibrary(db, data, settings.QUNBAN_NAME)
  try {
    const [file] = args
    if (file !== undefined) {
      if (!existsSync(file)) throw new Failure('data', `文件 ${file} 不存在：请检查路径。`)
      const { added, ended, kept } = replaceRoster(library.store, await readRoster(file, library.dictionary), basename(file), now().toISOString())
      stdout.write(`名册已导入：新增或改动${added}人，结束${ended}人，未变${kept}人。\n`)
      return 0
    }
    const people = standing(library.store)
    for (const { unit, name, region, role, main, contact } of people) stdout.write(`${unit} ${name} ${region ?? '省级'} ${roleNames[role]}${main ? ' 主联系人' : ''}${contact === null ? '' : ' 已绑定账号'}\n`)
    if (people.length === 0) stdout.write('名册是空的。导入：npm run -s qunban -- roster 名册.xlsx\n')
    return 0
  } finally {
    library.store.close()
  }
}
