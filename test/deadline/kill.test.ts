// kill -9 around the sending of a reminder: each step is decided once and its message stands once at most with the messenger; what died between the claim
// and the end is in doubt, told to the admin and not sent again. Of each point it is known how it ends.
// More rounds, and what came of them: ROUNDS=200 SHOW=1 npx vitest run test/deadline/kill.test.ts

import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot } from '../../src/bot.ts'
import type { About } from '../../src/chat/event.ts'
import { startOutbox } from '../../src/chat/outbox.ts'
import { addDays } from '../../src/language/day-calendar.ts'
import { workingDayFrom } from '../../src/language/working-days.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { instantOf, momentOf } from '../../src/shanghai.ts'
import { openStore } from '../../src/store/open.ts'
import { botName } from '../library.ts'
import { environment } from '../qunban.ts'
import type { Job, Kill, Message, Where } from './kill-child.ts'

const admin = '省中心-王敏', minute = 60_000
const at = (said: string): Date => new Date(`${said.replace(' ', 'T')}:00+08:00`)
const begun = at('2021-09-06 10:00'), ends = at('2022-01-10 00:00')

const folder = mkdtempSync(join(tmpdir(), 'qunban-kill-')), child = fileURLToPath(new URL('kill-child.ts', import.meta.url))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// ── The points, and the places in the program where each of them is tried. ──

const before = (during: 'tick' | 'sending', ...sqls: readonly string[]): Where[] => sqls.map(sql => ({ during, sql }))
const points: Readonly<Record<string, readonly Where[]>> = {
  'before the decision is kept': before('tick', 'COMMIT', 'INSERT INTO outbox', 'UPDATE step SET state', 'BEGIN'),
  'before the claim': [{ during: 'ticked' }, ...before('sending', "UPDATE outbox SET state = 'claimed'", 'COMMIT', 'BEGIN')],
  'before the send': [{ during: 'before the send' }],
  'after the send': [{ during: 'after the send' }, ...before('sending', 'UPDATE outbox SET state = ?')],
  'after the end': [{ during: 'ended' }],
}
/** How the row ends whose turn it was when the process died, and how often the messenger has its message. */
const expected: Readonly<Record<string, string>> = {
  'before the decision is kept': 'sent, 1 message', 'before the claim': 'sent, 1 message', 'before the send': 'unknown, 0 messages', 'after the send': 'unknown, 1 message', 'after the end': 'sent, 1 message',
}

// ── Where a round begins: a database as it stood right before something was due. ──

type Scene = {
  readonly due: Date
  readonly content: Buffer
  /** As it stood in the beginning, with all steps still to come. */
  readonly fresh: Buffer
}
/** The rooms with their reporters, and what is said there before the first step. */
const stories: readonly { readonly rooms: Readonly<Record<string, readonly string[]>>; readonly said: readonly (readonly [room: string, from: string, text: string])[] }[] = [
  { rooms: { 三化工作群: ['乐山-张三', '南充-李四', '内江-邓勇'], 川南片区群: ['自贡-钱进', '内江-邓勇'] }, said: [] },
  {
    rooms: { 三化工作群: ['乐山-张三', '南充-李四'], 川南片区群: ['自贡-钱进'], 三州片区群: ['阿坝-泽仁', '甘孜-扎西', '凉山-阿牛'] },
    said: [
      ['三化工作群', admin, `@${botName} 提醒：9月24日下班前各市州报送“三张清单”`], ['川南片区群', admin, `@${botName} 提醒：9月24日下午3点前川南报送“整改方案”`],
      ['三州片区群', admin, `@${botName} 提醒：10月20日下班前三州报送“工作总结”`], ['三化工作群', '乐山-张三', '乐山市已报送三张清单'],
    ],
  },
  {
    rooms: { 三化工作群: ['乐山-张三', '遂宁-蒋丽', '办公室孙八'] },
    said: [
      ['三化工作群', admin, `@${botName} 提醒：9月20日下班前乐山、遂宁、内江报送“自查报告”`], ['三化工作群', admin, `@${botName} 提醒4改到9月28日`],
      ['三化工作群', admin, `@${botName} 提醒：10月29日上午9点前各市州报送“台账”`], ['三化工作群', '遂宁-蒋丽', '遂宁市已报送申报名单'],
    ],
  },
]

let words: Omit<Library, 'store'>
async function scenesOf({ rooms, said }: typeof stories[number]): Promise<Scene[]> {
  const library = await openLibrary(':memory:', shippedData, botName), { store } = library, bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  let now = begun
  const outbox = startOutbox({ store, prepare: bot.prepare, pace: { room: 0, all: 0 }, clock: { now: () => now, sleep: () => Promise.resolve() }, send: () => Promise.resolve({ state: 'sent' }), onEnd: () => undefined })
  const send = async (): Promise<void> => {
    outbox.wake()
    await outbox.idle()
  }
  words = library
  for (const [room, names] of Object.entries(rooms)) await bot.hear({ type: 'room', room, members: [{ name: admin, role: 'admin' }, ...names.map(name => ({ name, role: 'reporter' as const }))] })
  bot.tick(now)
  for (const [i, [room, from, text]] of said.entries()) {
    await bot.hear({ type: 'message', at: now, id: `m${i}`, room, from, sender: null, text, mention: text.startsWith('@'), note: false, quote: null, broadcast: false, backlog: false })
  }
  await send()
  const fresh = store.serialize(), scenes: Scene[] = []
  let beats = 0
  for (let due = bot.nextDue(); due !== null && due < ends; due = bot.nextDue()) {
    now = due
    const content = store.serialize()
    if (bot.tick(now).length > 0) scenes.push({ due, content, fresh })
    await send()
    expect(beats += 1, `beats at ${due.toISOString()} without an end`).toBeLessThan(100)
  }
  store.close()
  return scenes
}

let scenes: readonly Scene[] = []
beforeAll(async () => {
  for (const story of stories) scenes = [...scenes, ...await scenesOf(story)]
  // A process that ends leaves what it compiled to those after it; one that is killed does not.
  await startIn([])
})

// ── A round. ──

type Round = {
  readonly name: string
  readonly point: string
  readonly kill: Kill
  readonly scene: Scene
  /** Nothing was running since the beginning. */
  readonly isMissed: boolean
  readonly path: string
  readonly world: string
  /** When it is killed, and when it starts again. */
  readonly times: readonly [string, string, string]
}

function roundOf(i: number): Round {
  const turn = Math.floor(i / 5), [point, places] = Object.entries(points)[i % 5] as [string, readonly Where[]], where = places[turn % places.length] as Where
  const scene = scenes[i * 11 % scenes.length] as Scene, isMissed = turn % 4 === 3, killed = new Date(scene.due.getTime() + (isMissed ? 120 : turn % 3 * 4) * minute)
  // What was decided and still waits goes before another step comes; else also in the night and on the next day.
  const downs = point === 'before the claim' ? [1, 10, 60, 170] : [1, 180, 690, 1500], again = new Date(killed.getTime() + (downs[(turn + i) % 4] ?? 0) * minute), last = instantOf({ day: workingDayFrom(addDays(momentOf(again).day, [1, 3, 10][(turn + i) % 3] ?? 1), words.dictionary.calendar), time: '10:30' })
  const times = [killed, again, last].map(time => time.toISOString()) as [string, string, string]
  return { name: `round ${i}, ${point}, ${JSON.stringify(where)}, ${times.join(' ')}`, point, kill: { where, nth: Math.floor(turn / 2) }, scene, isMissed, path: join(folder, `${i}.db`), world: join(folder, `${i}.txt`), times }
}

/** Starts over files in another process. */
function startIn(jobs: readonly Job[]): Promise<{ readonly signal: string | null; readonly code: number | null; readonly out: string }> {
  return new Promise(resolve => {
    const running = spawn(process.execPath, [child, JSON.stringify(jobs), botName], { env: { ...environment, NODE_COMPILE_CACHE: join(folder, 'cache') }, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    running.stdout.on('data', part => { out += String(part) })
    running.once('close', (code, signal) => resolve({ signal, code, out }))
  })
}

type Step = { readonly deadline: number; readonly room: string; readonly step: string; readonly revision: number; readonly planned_at: string; readonly state: string; readonly outbox: number | null }
type Letter = { readonly id: number; readonly room: string | null; readonly text: string; readonly about: string | null; readonly state: string }
type Books = { readonly steps: readonly Step[]; readonly letters: readonly Letter[]; readonly messages: readonly Message[] }

function booksOf({ path, world }: Round): Books {
  const database = new Database(path)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    return {
      steps: database.prepare('SELECT * FROM step').all() as Step[], letters: database.prepare('SELECT id, room, text, about, state FROM outbox ORDER BY id').all() as Letter[],
      messages: existsSync(world) ? readFileSync(world, 'utf8').trim().split('\n').filter(Boolean).map(line => JSON.parse(line) as Message) : [],
    }
  } finally {
    database.close()
  }
}

const keyOf = ({ deadline, room, step, revision }: Pick<Step, 'deadline' | 'room' | 'step' | 'revision'>): string => `${room} ${deadline} ${step} ${revision}`
const stepsIn = (room: string, about: About | undefined): string[] => (about?.kind === 'steps' ? about.steps.map(step => keyOf({ ...step, room })) : [])
const stepsOf = ({ room, about }: Letter): string[] => stepsIn(room ?? '', about === null ? undefined : JSON.parse(about) as About)
const stepsTold = ({ to, about }: Message): string[] => stepsIn('room' in to ? to.room : '', about)
const stateOf = ({ letters }: Books, id: number): string | undefined => letters.find(letter => letter.id === id)?.state
const messagesOf = ({ messages }: Books, id: number): number => messages.filter(message => message.id === id).length
const twice = <Item>(items: readonly Item[]): Item[] => items.filter((item, i) => items.indexOf(item) !== i)

/** What holds at any time. */
function checkBooks({ steps, letters, messages }: Books, name: string): void {
  const rows = letters.flatMap(letter => stepsOf(letter).map(key => [key, letter.id] as const))
  expect(twice(rows.map(([key]) => key)), `${name}: rows for one step`).toEqual([])
  expect(Object.fromEntries(rows), `${name}: decided, and a row for it`).toEqual(Object.fromEntries(steps.filter(({ state }) => state === 'decided').map(step => [keyOf(step), step.outbox])))
  expect(twice(messages.flatMap(stepsTold)), `${name}: told twice`).toEqual([])
  expect(twice(messages.map(({ id }) => id)), `${name}: sent twice`).toEqual([])
  expect(messages.filter(({ id }) => !letters.some(letter => letter.id === id)), `${name}: sent, and not in the books`).toEqual([])
}

/** Where it died. */
function checkKilled({ point, name }: Round, start: Books, killed: Books, row: number | null): void {
  checkBooks(killed, name)
  const fresh = killed.letters.filter(({ id }) => stateOf(start, id) === undefined)
  if (point === 'before the decision is kept') {
    expect(killed, name).toEqual(start)
    return
  }
  expect(fresh.length, name).toBeGreaterThan(0)
  expect(fresh.filter(({ state }) => !['queued', 'claimed', 'sent'].includes(state)), name).toEqual([])
  for (const { id, state } of fresh) {
    if (state === 'queued') expect(messagesOf(killed, id), name).toBe(0)
    if (state === 'sent') expect(messagesOf(killed, id), name).toBe(1)
  }
  const now = row === null ? null : [stateOf(killed, row), messagesOf(killed, row)]
  const wanted = { 'before the claim': ['queued', 0], 'before the send': ['claimed', 0], 'after the send': ['claimed', 1], 'after the end': ['sent', 1] }[point]
  if (row !== null || point !== 'before the claim') expect(now, `${name}: row ${row}`).toEqual(wanted)
}

/** After it started twice more. */
function checkEnded({ name, times }: Round, start: Books, killed: Books, ended: Books): void {
  checkBooks(ended, name)
  const isLater = (one: Step, other: Step): boolean => one.deadline === other.deadline && one.room === other.room && one.revision === other.revision && one.planned_at > other.planned_at
  const isOvertaken = (step: Step): boolean => ended.steps.some(other => isLater(other, step) && other.state === 'decided')
  // What had been sent is what it was, what waited has gone (or gave way to a later step), what was being sent is in doubt and was not tried again.
  const became = { queued: 'sent', claimed: 'unknown', sent: 'sent' } as Readonly<Record<string, string>>
  for (const { id, state } of killed.letters) {
    const hasGivenWay = state === 'queued' && stateOf(ended, id) === 'superseded'
    if (hasGivenWay) expect(ended.steps.filter(({ outbox }) => outbox === id).every(isOvertaken), `${name}: row ${id} superseded`).toBe(true)
    else expect([id, stateOf(ended, id)], name).toEqual([id, became[state]])
    if (stateOf(start, id) === undefined) expect([id, messagesOf(ended, id)], name).toEqual([id, hasGivenWay ? 0 : state === 'queued' ? 1 : messagesOf(killed, id)])
  }
  for (const { id, state } of ended.letters.filter(letter => stateOf(killed, letter.id) === undefined)) expect([id, state, messagesOf(ended, id)], name).toEqual([id, 'sent', 1])
  for (const step of killed.steps.filter(({ state }) => state !== 'planned')) expect(ended.steps, name).toContainEqual(step)
  // Every step whose time had come was decided, or gave way to a later one that was.
  for (const step of ended.steps.filter(({ planned_at: plannedAt }) => plannedAt <= times[2])) {
    expect([keyOf(step), step.state], name).toEqual([keyOf(step), expect.stringMatching(/^(?:decided|skipped|superseded)$/u)])
    if (step.state === 'skipped') expect(isOvertaken(step), `${name}: ${keyOf(step)} skipped`).toBe(true)
  }
  expect(ended.steps.map(keyOf), name).toEqual(start.steps.map(keyOf))
  // The admin is told of what is in doubt, once, and of nothing else.
  const told = ended.messages.filter(({ to }) => 'person' in to)
  for (const { id, room, state } of ended.letters.filter(({ room }) => room !== null)) {
    expect(told.flatMap(({ text }) => text.split('\n')).filter(line => line.startsWith(`${id}号，`) && line.includes(`“${room}”`)).length, `${name}: row ${id}, ${state}, in ${JSON.stringify(told)}`).toBe(state === 'unknown' ? 1 : 0)
  }
}

type Counts = Record<string, number>
/** `turn`: how the row ended whose turn it was, and how many messages there are of it. */
type Figures = { rounds: number; readonly killed: Counts; readonly ended: Counts; messages: number; readonly turn: Counts }
const figures = new Map(Object.keys(points).map((point): [string, Figures] => [point, { rounds: 0, killed: {}, ended: {}, messages: 0, turn: {} }]))
const count = (counts: Counts, what: string): void => { counts[what] = (counts[what] ?? 0) + 1 }
function note({ point }: Round, start: Books, killed: Books, ended: Books, row: number | null): void {
  const sum = figures.get(point) as Figures, isNew = ({ id, room }: Letter): boolean => stateOf(start, id) === undefined && room !== null, id = row ?? ended.letters.find(isNew)?.id ?? 0
  sum.rounds += 1
  for (const { state } of killed.letters.filter(isNew)) count(sum.killed, state)
  for (const { state } of ended.letters.filter(isNew)) count(sum.ended, state)
  sum.messages += ended.messages.filter(({ to }) => 'room' in to).length
  count(sum.turn, `${stateOf(ended, id)}, ${messagesOf(ended, id)} message${messagesOf(ended, id) === 1 ? '' : 's'}`)
}
const show = (counts: Counts): string => Object.entries(counts).toSorted().map(([what, n]) => `${n} ${what}`).join(' · ')

/** Kills each round in a process of its own, then starts over all their files, twice. */
async function play(rounds: readonly Round[]): Promise<void> {
  const killed: { readonly round: Round; readonly start: Books; readonly books: Books; readonly row: number | null }[] = []
  for (const round of rounds) {
    const { path, world, times, kill, scene, isMissed, name } = round
    writeFileSync(path, isMissed ? scene.fresh : scene.content)
    openStore(path).close()
    const start = booksOf(round), { signal, out } = await startIn([{ path, world, now: times[0], kill }])
    expect(signal, name).toBe('SIGKILL')
    const row = JSON.parse(out) as number | null, books = booksOf(round)
    checkKilled(round, start, books, row)
    killed.push({ round, start, books, row })
  }
  for (const again of [1, 2] as const) expect((await startIn(rounds.map(({ path, world, times }) => ({ path, world, now: times[again], kill: null })))).code).toBe(0)
  for (const { round, start, books, row } of killed) {
    const ended = booksOf(round)
    checkEnded(round, start, books, ended)
    note(round, start, books, ended, row)
    for (const file of [round.path, round.world]) rmSync(file)
  }
}

const rounds = Number(process.env['ROUNDS'] ?? 40), together = Math.min(20, Math.ceil(rounds / 6))

test(`killed around a send in ${rounds} rounds`, async () => {
  const all = Array.from({ length: rounds }, (_, i) => roundOf(i)), left = Array.from({ length: Math.ceil(rounds / together) }, (_, i) => all.slice(i * together, (i + 1) * together))
  const worker = async (): Promise<void> => {
    for (let some = left.shift(); some !== undefined; some = left.shift()) {
      await play(some).catch(error => {
        left.length = 0
        throw error as Error
      })
    }
  }
  const [failed] = (await Promise.allSettled([worker(), worker(), worker()])).flatMap(end => (end.status === 'rejected' ? [end.reason as Error] : []))
  if (failed) throw failed
  if (process.env['SHOW']) console.table(Object.fromEntries([...figures].map(([point, { rounds, killed, ended, messages, turn }]) => [point, { rounds, 'rows when killed': show(killed), 'rows in the end': show(ended), messages, 'the row whose turn it was': show(turn) }])))
  expect(Object.fromEntries([...figures].map(([point, { turn }]) => [point, turn]))).toEqual(Object.fromEntries(all.slice(0, 5).map(({ point }) => [point, { [expected[point] as string]: all.filter(round => round.point === point).length }])))
}, 600_000)
