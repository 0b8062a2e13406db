// qunban replay: a transcript in, what the bot sends out, on a virtual clock that only moves forward.

import { createReadStream, existsSync } from 'node:fs'
import { createBot, type Bot } from '../bot.ts'
import type { Event, Member, Outgoing, Role } from '../chat/event.ts'
import { Failure } from '../failure.ts'
import { openLibrary, type Library } from '../library.ts'
import { readLines, type Command } from './command.ts'

type Step = { readonly kind: 'event'; readonly event: Event } | { readonly kind: 'advance'; readonly to: Date } | { readonly kind: 'restart'; readonly downUntil: Date }

const roles: readonly Role[] = ['admin', 'reporter', 'viewer']

/** One line of a transcript; CONTRACT section 4 of the command line. */
function parseStep(line: string, number: number): Step {
  const fail = (what: string): never => {
    throw new Failure('data', `第${number}行有误：${what}。`)
  }
  let value: Record<string, unknown>
  try {
    value = JSON.parse(line) as Record<string, unknown>
  } catch {
    return fail('不是JSON')
  }
  if (typeof value !== 'object' || value === null) return fail('不是一个事件')
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : fail(`缺少 ${key}`))
  const room = (): string | null => (typeof value['room'] === 'string' ? value['room'] : null)
  const time = (key: string): Date => {
    const at = new Date(text(key))
    return Number.isNaN(at.getTime()) ? fail(`${key} 不是时间`) : at
  }
  const event = (made: Event): Step => ({ kind: 'event', event: made })
  switch (value['type']) {
    case 'room': {
      const members = Array.isArray(value['members']) ? value['members'] as Record<string, unknown>[] : []
      return event({ type: 'room', room: text('room'), members: members.map((member): Member => ({ name: String(member['name']), role: roles.find(role => role === member['role']) ?? 'reporter' })) })
    }
    case 'message': {
      const quote = value['quote'] as { from?: unknown; text?: unknown } | undefined
      return event({
        type: 'message', at: time('at'), id: typeof value['id'] === 'string' ? value['id'] : null, room: room(), from: text('from'), text: text('text'),
        mention: value['mention'] === true, note: value['note'] === true, broadcast: value['broadcast'] === true, quote: quote ? { from: String(quote.from), text: String(quote.text) } : null,
      })
    }
    case 'recall': return event({ type: 'recall', at: time('at'), room: room(), from: text('from'), id: text('id') })
    case 'file': return event({ type: 'file', at: time('at'), room: room(), from: text('from'), path: text('path') })
    case 'advance': return { kind: 'advance', to: time('to') }
    case 'restart': return { kind: 'restart', downUntil: time('downUntil') }
    default: return fail(`不认识的 type “${String(value['type'])}”`)
  }
}

/** The local time of Asia/Shanghai, which has no daylight saving. */
const stamp = (at: Date): string => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

const asLine = ({ to, text, mentions, file }: Outgoing, at: Date, index: number): string => JSON.stringify({ at: stamp(at), ...to, text, mentions, to: index, ...(file ? { file } : {}) })

export const replay: Command = async ({ args, db, data, settings, stdin, stdout, stderr }) => {
  const [file] = args
  if (file !== undefined && !existsSync(file)) throw new Failure('data', `文件 ${file} 不存在：请检查路径，或从标准输入读。`)
  const lines = await readLines(file === undefined ? stdin : createReadStream(file))
  const steps = lines.map((line, i) => parseStep(line, i + 1))
  const open = async (): Promise<{ library: Library; bot: Bot }> => {
    const library = await openLibrary(db, data, settings.QUNBAN_NAME)
    return { library, bot: createBot({ library, onFault: (key, error) => stderr.write(`消息 ${key} 处理出错：${(error as Error).stack}\n`) }) }
  }
  let { library, bot } = await open()
  let clock = new Date(0)
  for (const [index, step] of steps.entries()) {
    const at = step.kind === 'event' ? ('at' in step.event ? step.event.at : clock) : step.kind === 'advance' ? step.to : step.downUntil
    if (at < clock) throw new Failure('data', `第${index + 1}行的时间早于前一行：时钟只能向前走。`)
    clock = at
    if (step.kind === 'restart') {
      library.store.close();
      ({ library, bot } = await open())
    } else if (step.kind === 'event') {
      for (const sent of await bot.hear(step.event)) stdout.write(`${asLine(sent, clock, index)}\n`)
    }
  }
  library.store.close()
  return 0
}
