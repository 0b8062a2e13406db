// qunban account: makes an account of the console, or gives one a new password; without a name lists them. The password is made here and shown once.

import { allRoles, roleNames } from '../console/access.ts'
import { hashPassword, makePassword } from '../console/password.ts'
import { Failure } from '../failure.ts'
import { openLibrary } from '../library.ts'
import { accounts, addAccount, changePassword, endAccount, findAccount, type AccountRole } from '../store/accounts.ts'
import { log } from '../store/audit.ts'
import type { Command } from './command.ts'

/** 业务 → business; what is no role is a fault. */
function readRole(word: string): AccountRole {
  const role = allRoles.find(one => one === word || roleNames[one] === word)
  if (!role) throw new Failure('usage', `没有“${word}”这个角色：只有${Object.values(roleNames).join('、')}。`)
  return role
}

/** account 王敏 业务 系统 → 已建账号 王敏（业务、系统），密码 xxxx-xxxx-xxxx-xxxx，只显示这一次。 */
export const account: Command = async ({ args: [name, ...words], db, data, settings, now, stdout }) => {
  const library = await openLibrary(db, data, settings.QUNBAN_NAME), { store } = library
  try {
    if (name === undefined) {
      const all = accounts(store)
      for (const one of all) stdout.write(`${one.name} ${one.roles.map(role => roleNames[role]).join('、')}${one.endedAt === null ? '' : ' 已停用'}\n`)
      if (all.length === 0) stdout.write('还没有账号，控制台只能在本机打开。建一个：npm run -s qunban -- account 王敏 业务 系统\n')
      return 0
    }
    if (!/^[\p{L}\p{N}_.-]{1,40}$/u.test(name)) throw new Failure('usage', '账号名要是1到40个字，不含空格和符号，例如 account 王敏 业务。')
    const at = now().toISOString(), note = (action: string, detail = ''): void => log(store, { at, who: '命令行', action, subject: `账号 ${name}`, detail }), known = findAccount(store, name)
    if (words.length === 1 && words[0] === '停用') {
      if (!known) throw new Failure('usage', `没有“${name}”这个账号。`)
      store.transaction(() => {
        endAccount(store, name, at)
        note('停用账号')
      }).immediate()
      stdout.write(`已停用账号 ${name}。\n`)
      return 0
    }
    const roles = [...new Set(words.map(readRole))], password = makePassword(), hash = await hashPassword(password), said = roles.map(role => roleNames[role]).join('、')
    if (!known && roles.length === 0) throw new Failure('usage', `${name} 做什么？请写上角色，例如 account ${name} 业务 系统（角色有${Object.values(roleNames).join('、')}）。`)
    if (known && roles.length > 0) throw new Failure('usage', `账号 ${name} 已经有了：要换密码，只写 account ${name}；要换角色，先 account ${name} 停用，再重建。`)
    store.transaction(() => {
      if (known) changePassword(store, name, hash)
      else addAccount(store, { name, hash, roles }, at)
      note(known ? '重置密码' : '建账号', said)
    }).immediate()
    stdout.write(`${known ? `账号 ${name} 的新密码` : `已建账号 ${name}（${said}），密码`} ${password}，只显示这一次；登录后可改。\n`)
    return 0
  } finally {
    store.close()
  }
}
