// qunban replay: a transcript in, what the bot sends out, on a virtual clock that only moves forward.

import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createBot, type Bot } from '../bot.ts'
import { take } from '../chat/outbox.ts'
import type { Event, Member, Outgoing, Role } from '../chat/event.ts'
import { Failure } from '../failure.ts'
import { openLibrary, refuseServed, type Library } from '../library.ts'
import { settle, waiting, type Queued } from '../store/outbox.ts'
import { toShanghai } from '../shanghai.ts'
import { linesOf, readLines, type Command } from './command.ts'

type Step = { readonly kind: 'event'; readonly event: Event } | { readonly kind: 'advance'; readonly to: Date } | { readonly kind: 'restart'; readonly downUntil: Date }

const roles: readonly Role[] = ['admin', 'reporter', 'viewer']

/**
 * One line of a transcript: a JSON object whose `type` is what happens (room, message, recall, file), a jump of the clock (advance) or a
 * time without the bot (restart). A room lists its members, reporters by default; a message without a room is a private one.
 */
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
  if (!isObject(value)) return fail('不是一个事件')
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : fail(`缺少 ${key}`))
  const room = (): string | null => (typeof value['room'] === 'string' ? value['room'] : null)
  const time = (key: string): Date => {
    const at = new Date(text(key))
    return Number.isNaN(at.getTime()) ? fail(`${key} 不是时间`) : at
  }
  const event = (made: Event): Step => ({ kind: 'event', event: made })
  switch (value['type']) {
    case 'room': {
      const members = value['members'] ?? []
      if (!Array.isArray(members)) return fail('members 有误')
      return event({ type: 'room', room: text('room'), members: members.map((member: unknown): Member => readMember(member) ?? fail('members 有误')) })
    }
    case 'message': {
      const quote = readQuote(value['quote'] ?? null)
      if (quote === undefined) return fail('quote 有误')
      return event({
        type: 'message', at: time('at'), id: typeof value['id'] === 'string' ? value['id'] : null, room: room(), from: text('from'), sender: null, text: text('text'), backlog: false,
        mention: value['mention'] === true, note: value['note'] === true, broadcast: value['broadcast'] === true, quote,
      })
    }
    case 'recall': return event({ type: 'recall', at: time('at'), room: room(), from: text('from'), id: text('id') })
    case 'file': {
      const path = text('path')
      return event({ type: 'file', at: time('at'), room: room(), from: text('from'), name: basename(path), read: () => readFile(path) })
    }
    case 'advance': return { kind: 'advance', to: time('to') }
    case 'restart': return { kind: 'restart', downUntil: time('downUntil') }
    default: return fail(`不认识的 type “${String(value['type'])}”`)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function readMember(value: unknown): Member | null {
  if (!isObject(value) || typeof value['name'] !== 'string') return null
  return { name: value['name'], role: roles.find(role => role === value['role']) ?? 'reporter' }
}

/** Undefined where a quote is given that is none. */
function readQuote(value: unknown): { from: string; text: string } | null | undefined {
  if (value === null) return null
  return isObject(value) && typeof value['from'] === 'string' && typeof value['text'] === 'string' ? { from: value['from'], text: value['text'] } : undefined
}

function readTranscript(file: string): string[] {
  try {
    return linesOf(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code = '' } = error as { code?: string }
    const why = code === 'ENOENT' ? '不存在' : code === 'EISDIR' ? '是文件夹，不是文件' : `读不了（${code}）`
    throw new Failure('data', `文件 ${file} ${why}：请检查路径和权限，或从标准输入读。`, error)
  }
}

/** Local time with its offset: 2021-09-15T10:00:00+08:00 */
const stamp = (at: Date): string => `${toShanghai(at).toISOString().slice(0, 19)}+08:00`

const asLine = ({ to, text, mentions, file }: Outgoing, at: Date, index: number | null): string => (
  JSON.stringify({ at: stamp(at), ...('room' in to ? { room: to.room } : { person: to.person }), text, mentions, ...(index === null ? {} : { to: index }), ...(file ? { file } : {}) })
)

/** Prints {"at":…,"room":…,"text":…,"mentions":[…],"to":1} for each message that the bot sends; `to` counts the transcript's lines from 0. */
export const replay: Command = async ({ args, db, data, settings, stdin, stdout, stderr }) => {
  const [file] = args
  const lines = file === undefined ? await readLines(stdin) : readTranscript(file)
  const steps = lines.map((line, i) => parseStep(line, i + 1))
  const open = async (): Promise<{ library: Library; bot: Bot }> => {
    const library = await openLibrary(db, data, settings.QUNBAN_NAME)
    refuseServed(library, db)
    return { library, bot: createBot({ library, onFault: (key, error) => stderr.write(`消息 ${key} 处理出错：${(error as Error).stack}\n`) }) }
  }
  let { library, bot } = await open()
  let clock = new Date(0)
  const put = (row: Queued, index: number | null): void => {
    const letter = take(row, { store: library.store, prepare: bot.prepare }, clock)
    if (letter === null) return
    stdout.write(`${asLine(letter, clock, row.unasked ? null : index)}\n`)
    settle(library.store, row.id, 'sent', clock.toISOString())
  }
  /** Does what falls due on the way, each at its own time. */
  const runTo = (to: Date): void => {
    for (let due = bot.nextDue(); due !== null && due <= to; due = bot.nextDue()) {
      if (due > clock) clock = due
      if (clock.getTime() === 0) clock = to
      bot.tick(clock)
      for (const row of waiting(library.store, clock.toISOString(), 1000)) put(row, null)
    }
    clock = to
  }
  try {
    for (const [index, step] of steps.entries()) {
      const at = step.kind === 'event' ? ('at' in step.event ? step.event.at : clock) : step.kind === 'advance' ? step.to : step.downUntil
      if (at < clock) throw new Failure('data', `第${index + 1}行的时间早于前一行：时钟只能向前走。`)
      if (step.kind === 'restart') {
        library.store.close();
        ({ library, bot } = await open())
        clock = at
      }
      if (at.getTime() > 0) runTo(at)
      if (step.kind === 'event') for (const row of await bot.hear(step.event)) put(row, index)
    }
    return 0
  } finally {
    library.store.close()
  }
}
