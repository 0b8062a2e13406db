// What can be set from outside, one row a setting. .env.example is held against this list by a test.

import { Failure } from './failure.ts'

export type Setting = {
  readonly name: string
  readonly default: string
  /** What it means, for the operator. */
  readonly meaning: string
  /** What is wrong with a value, or null. */
  readonly fault: (value: string) => string | null
}

const any = (): null => null
const whole = (least: number, most: number) => (value: string) => (/^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most ? null : `要是${least}到${most}的整数`)
const notEmpty = (value: string) => (value.trim() === '' ? '不能为空' : null)

export const settings = [
  { name: 'QUNBAN_DB', default: 'qunban.db', meaning: '数据库文件；第一次打开时由数据目录填入', fault: notEmpty },
  { name: 'QUNBAN_DATA', default: '', meaning: '数据目录；空着用自带的 data/', fault: any },
  { name: 'QUNBAN_NAME', default: '三化助手', meaning: '助手在群里的名字，@它就是问它', fault: (value: string) => (/^[^\s@]{1,20}$/u.test(value) ? null : '要是1到20个字，不含空格和@') },
  { name: 'WECHATY_PUPPET', default: '', meaning: '接哪种微信，如 wechaty-puppet-wechat4u；空着开体验房间', fault: (value: string) => (/^(?:[@\w./-]{1,100})?$/u.test(value) ? null : '要是 npm 包名，如 wechaty-puppet-service') },
  { name: 'QUNBAN_HOST', default: '127.0.0.1', meaning: '网页在哪个地址上开；127.0.0.1 只在本机，改成别的要先建账号', fault: (value: string) => (/^[\w.:-]{1,100}$/u.test(value) ? null : '要是本机的地址，如 127.0.0.1 或 0.0.0.0') },
  { name: 'QUNBAN_PORT', default: '8021', meaning: '网页和 /healthz 的端口', fault: whole(0, 65535) },
  { name: 'QUNBAN_TRIAL_DB', default: 'trial.db', meaning: '体验房间自己的数据库文件', fault: notEmpty },
  { name: 'QUNBAN_ROOM_PACE', default: '1500', meaning: '同一个群里两条消息至少隔多少毫秒', fault: whole(0, 60_000) },
  { name: 'QUNBAN_PACE', default: '300', meaning: '任意两条消息至少隔多少毫秒', fault: whole(0, 60_000) },
  { name: 'QUNBAN_LOG', default: 'info', meaning: '日志记到多细：error、warn、info、debug', fault: (value: string) => (['error', 'warn', 'info', 'debug'].includes(value) ? null : '要是 error、warn、info、debug 之一') },
] as const satisfies readonly Setting[]

export type Settings = Readonly<Record<(typeof settings)[number]['name'], string>>

/**
 * The settings out of the environment, defaults for what is not set.
 *
 * @throws Failure naming the setting and what is wrong with it
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  return Object.fromEntries(settings.map(({ name, default: fallback, fault }) => {
    const value = environment[name] ?? fallback, wrong = fault(value)
    if (wrong !== null) throw new Failure('setting', `设置 ${name}=${value} 有误：${wrong}。请改 .env 或环境变量后重试。`)
    return [name, value]
  })) as Settings
}

/** KEY=VALUE lines of a .env file; an error names the line. */
export function parseEnv(text: string, file: string): Record<string, string> {
  const values: Record<string, string> = {}
  text.replace(/^\ufeff/, '').split(/\r?\n/).forEach((line, i) => {
    if (/^\s*(?:#|$)/.test(line)) return
    const parts = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line)
    if (!parts) throw new Failure('setting', `${file} 第${i + 1}行有误：“${line.trim().slice(0, 40)}”不是“名称=值”。请改好后重试。`)
    const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(parts[2] ?? '')
    values[parts[1] as string] = quoted ? quoted[2] ?? '' : (parts[2] ?? '').replace(/(?:^|\s+)#.*$/, '')
  })
  return values
}
