// The only place that reads the environment, the arguments and the clock. Picks the command and loads no other.

import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Command } from './commands/command.ts'
import { Failure } from './failure.ts'
import { shippedData } from './library.ts'
import { parseEnv, readSettings } from './settings.ts'

type Row = { readonly name: string; readonly usage: string; readonly does: string; readonly load: () => Promise<Command> }

const commands: readonly Row[] = [
  { name: 'start', usage: 'start', does: '启动助手：体验房间（网页）；设了 WECHATY_PUPPET 就进微信群', load: async () => (await import('./commands/start.ts')).start },
  { name: 'chat', usage: 'chat [--as "乐山-张三"]', does: '在终端里以一名群成员的身份对话', load: async () => (await import('./commands/chat.ts')).chat },
  { name: 'ask', usage: 'ask "问题" [--json] [--as 名字] | ask --jsonl', does: '问一句答一句；--jsonl 从标准输入成批问', load: async () => (await import('./commands/ask.ts')).ask },
  { name: 'updates', usage: 'updates [地区或指标…] [--json | --xlsx 文件] [--history]', does: '列出已登记的进展，例如 updates 乐山 综窗；--history 连同已更正、已撤回的；--xlsx 把台账写成一个工作簿', load: async () => (await import('./commands/updates.ts')).updates },
  { name: 'deadlines', usage: 'deadlines [--json]', does: '列出要报的事项：截止时间、谁该报、谁报了、谁还没报', load: async () => (await import('./commands/deadlines.ts')).deadlines },
  { name: 'roster', usage: 'roster [文件.xlsx 或 .csv]', does: '把名册导入数据库；不给文件就列出现在的名册', load: async () => (await import('./commands/roster.ts')).roster },
  { name: 'calendar', usage: 'calendar [文件.yaml]', does: '导入一年的放假安排；不给文件就列出已知的年份，缺下一年时提醒', load: async () => (await import('./commands/calendar.ts')).calendar },
  { name: 'account', usage: 'account [名字 [业务 系统 审计 | 停用]]', does: '建控制台的账号（密码由程序生成）；只写名字就换密码；不写就列出', load: async () => (await import('./commands/account.ts')).account },
  { name: 'backup', usage: 'backup 文件', does: '把数据库备份成一个文件，助手开着也可以', load: async () => (await import('./commands/backup.ts')).backup },
  { name: 'restore', usage: 'restore 文件', does: '从备份恢复数据库：先停下助手；原来的数据库改名留着', load: async () => (await import('./commands/restore.ts')).restore },
  { name: 'replay', usage: 'replay [文件]', does: '按虚拟时钟重放一段群聊，输出助手会发的话', load: async () => (await import('./commands/replay.ts')).replay },
]

const usage = `用法：npm run -s qunban -- 命令 …\n\n${commands.map(({ usage: line, does }) => `  ${line}\n      ${does}`).join('\n')}\n\n每个命令都可用：--db 数据库文件  --data 数据目录  --now 时间（ISO 格式）\n`

const options = {
  db: { type: 'string' }, data: { type: 'string' }, now: { type: 'string' }, as: { type: 'string' },
  json: { type: 'boolean' }, jsonl: { type: 'boolean' }, history: { type: 'boolean' }, xlsx: { type: 'string' }, help: { type: 'boolean', short: 'h' },
} as const

/** What is wrong with the arguments, of which parseArgs speaks English: 没有“--colour”这个选项。 */
function sayFault({ code, message }: Error & { readonly code?: string }): string {
  const option = /'(?:-\w, )?(-[^' ]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有“${option}”这个选项。`
  return message.includes('does not take') ? `${option} 后面不写值。` : `${option} 后面要写一个值。`
}

async function main(): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true, strict: true })
  } catch (error) {
    process.stderr.write(`${sayFault(error as Error & { code?: string })}\n\n${usage}`)
    return 2
  }
  const [name, ...args] = parsed.positionals
  const row = commands.find(command => command.name === name)
  if (parsed.values.help) {
    process.stdout.write(usage)
    return 0
  }
  if (!row) {
    process.stderr.write(name === undefined ? usage : `没有“${name}”这个命令。\n\n${usage}`)
    return 2
  }
  const { now } = parsed.values
  if (now !== undefined && Number.isNaN(Date.parse(now))) {
    process.stderr.write(`--now ${now} 不是时间，要像 2021-08-25T10:00:00+08:00。\n`)
    return 2
  }
  const dotenv = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8'), '.env') : {}
  const settings = readSettings({ ...dotenv, ...process.env })
  // A puppet reads its own token from the environment.
  for (const [key, value] of Object.entries(dotenv)) if (key.startsWith('WECHATY_')) process.env[key] ??= value
  const command = await row.load()
  const code = await command({
    args, options: parsed.values, settings,
    db: parsed.values.db ?? settings.QUNBAN_DB, data: parsed.values.data ?? (settings.QUNBAN_DATA || shippedData),
    now: () => (now === undefined ? new Date() : new Date(now)),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { ref: true, ...(signal ? { signal } : {}) }),
    stdin: process.stdin, stdout: process.stdout, stderr: process.stderr,
  })
  // A puppet leaves timers and sockets behind.
  if (row.name === 'start') process.exit(code)
  return code
}

// Whoever reads our output may stop early (… | head -1): nothing is left to do then, and nothing to say.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.code === 'usage' ? 2 : 1
}
