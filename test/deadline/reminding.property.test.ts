// Whatever happens in whatever order (clocks that jump, ticks twice, crashes, messages that may have gone): each step of a deadline is decided once, goes at
// most once, at a time when the bot may speak, and mentions who is outstanding then by what people were told. What is outstanding is counted here by itself.
// More runs: RUNS=5000 SEED=7 npx vitest run test/deadline/reminding.property.test.ts

import Database from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { About, Member } from '../../src/chat/event.ts'
import { startOutbox, take, type Ending, type Sender } from '../../src/chat/outbox.ts'
import { planSteps } from '../../src/deadline/steps.ts'
import { addDays } from '../../src/language/day-calendar.ts'
import { isWorkingDay } from '../../src/language/working-days.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { instantOf, momentOf } from '../../src/shanghai.ts'
import { openStore } from '../../src/store/open.ts'
import { waiting, type Queued } from '../../src/store/outbox.ts'
import { botName } from '../library.ts'

const admin = '省中心-王敏', minute = 60_000, day = 1440 * minute
const rooms = ['三化工作群', '川南片区群'] as const
type Room = typeof rooms[number]
/** Who may be in a room, with the city they report for; who is away at first. */
const people: Readonly<Record<Room, readonly (Member & { readonly city: string | null; readonly isAway?: boolean })[]>> = {
  三化工作群: [
    { name: admin, role: 'admin', city: null }, { name: '乐山-张三', role: 'reporter', city: '乐山市', contact: 'wx-zhang' }, { name: '乐山-刘芳', role: 'reporter', city: '乐山市' }, { name: '南充-李四', role: 'reporter', city: '南充市' },
    { name: '荣县-郭燕', role: 'reporter', city: null }, { name: '成都-何平', role: 'viewer', city: null }, { name: '办公室孙八', role: 'viewer', city: null }, { name: '内江-邓勇', role: 'reporter', city: '内江市', isAway: true },
  ],
  川南片区群: [{ name: admin, role: 'admin', city: null }, { name: '乐山-张三', role: 'reporter', city: '乐山市', contact: 'wx-zhang' }, { name: '自贡-钱进', role: 'reporter', city: '自贡市' }, { name: '南充-吴江', role: 'reporter', city: '南充市', isAway: true }],
}
const cities = '成都市 自贡市 攀枝花市 泸州市 德阳市 绵阳市 广元市 遂宁市 内江市 乐山市 南充市 眉山市 宜宾市 广安市 达州市 雅安市 巴中市 资阳市 阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州'.split(' ')
const small = ['乐山市', '南充市']
const titles = ['三张清单', '整改方案', '工作总结', '台账', '自查报告']

// ── A crash: from the n-th statement on none runs, until the file is opened again. ──

class Crash extends Error {}
let left = Infinity
type Call = (this: unknown, ...args: unknown[]) => unknown
const statements = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Record<string, Call>
for (const name of ['run', 'get', 'all', 'iterate']) {
  const call = statements[name] as Call
  statements[name] = function (...args) {
    left -= 1
    if (left < 0) throw new Crash()
    return call.apply(this, args)
  }
}

// ── What somebody does, and what happens. ──

type Spoken =
  | { readonly kind: 'submit'; readonly city: '乐山' | '南充' | '自贡' | '内江'; readonly of: number }
  | { readonly kind: 'take back'; readonly who: number }
  | { readonly kind: 'set'; readonly inDays: number; readonly time: string; readonly isSmall: boolean }
  | { readonly kind: 'move'; readonly of: number; readonly inDays: number; readonly time: string }
  | { readonly kind: 'pause'; readonly inDays: number | null }
  | { readonly kind: 'judge'; readonly act: '豁免' | '取消豁免' | '核收' | '退回'; readonly whom: '乐山' | '南充' | '乐山、南充' | 'all'; readonly of: number }
  | { readonly kind: 'cancel' | 'leads'; readonly of: number }
  | { readonly kind: 'order'; readonly text: '恢复提醒' | '急停' | '解除急停' | '停用本群' | '启用本群' }
type Deed =
  /** Beats on the way, or a blocked process that beats only at the end. */
  | { readonly kind: 'pass' | 'jump' | 'back'; readonly minutes: number }
  /** To what is next due, or some minutes later. */
  | { readonly kind: 'next'; readonly late: number }
  /** Decides and sends nothing yet. */
  | { readonly kind: 'tick'; readonly isDue: boolean; readonly times: number }
  | { readonly kind: 'say'; readonly room: Room; readonly said: Spoken; readonly crash: number | null }
  | { readonly kind: 'restart'; readonly minutes: number }
  /** At a statement of a tick, or of taking a row; or while a message is being sent. Mostly when something is due. */
  | { readonly kind: 'crash'; readonly where: 'tick' | 'take' | 'send'; readonly isDue: boolean; readonly at: number; readonly minutes: number }
  | { readonly kind: 'people'; readonly room: Room; readonly who: number }
  | { readonly kind: 'endings'; readonly list: readonly Ending['state'][] }

const inDays = fc.constantFrom(0, 1, 2, 3, 4, 8, 16, 20), time = fc.constantFrom('', '', '上午9点', '12:00', '15:00', '8:30'), which = fc.nat(7)
const spoken: fc.Arbitrary<Spoken> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('submit' as const), city: fc.constantFrom('乐山' as const, '南充' as const, '自贡' as const, '内江' as const), of: which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take back' as const), who: which }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), inDays, time, isSmall: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), of: which, inDays, time }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pause' as const), inDays: fc.constantFrom(null, 1, 3, 10) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('judge' as const), act: fc.constantFrom('豁免' as const, '取消豁免' as const, '核收' as const, '核收' as const, '退回' as const), whom: fc.constantFrom('乐山' as const, '南充' as const, '乐山、南充' as const, 'all' as const), of: which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'leads' as const), of: which }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('order' as const), text: fc.constantFrom('恢复提醒' as const, '恢复提醒' as const, '急停' as const, '解除急停' as const, '解除急停' as const, '停用本群' as const, '启用本群' as const, '启用本群' as const) }) },
)
const room = fc.constantFrom<Room>(rooms[0], rooms[0], rooms[1]), minutes = fc.constantFrom(0, 1, 5, 9, 11, 60, 119, 600, 780, 1440, 3 * 1440, 7 * 1440, 16 * 1440)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('say' as const), room, said: spoken, crash: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(60) }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('next' as const), late: fc.constantFrom(0, 0, 0, 5, 11, 600) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('pass' as const, 'jump' as const), minutes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const), minutes: fc.constantFrom(1, 60, 600, 1440, 3 * 1440) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick' as const), isDue: fc.constantFrom(true, true, false), times: fc.constantFrom(1, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), minutes }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('crash' as const), where: fc.constantFrom('tick' as const, 'tick' as const, 'take' as const, 'send' as const), isDue: fc.constantFrom(true, true, true, false), at: fc.nat(50), minutes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('people' as const), room, who: which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('endings' as const), list: fc.array(fc.constantFrom<Ending['state']>('sent', 'sent', 'failed', 'failed', 'unknown'), { minLength: 1, maxLength: 6 }) }) },
)
const deeds = fc.array(deed, { minLength: 10, maxLength: 45, size: 'max' })
const starts = fc.constantFrom('2021-09-06T10:00:00+08:00', '2021-09-14T22:30:00+08:00', '2021-09-28T08:59:00+08:00', '2021-12-14T12:00:00+08:00')

// ── What should be, by what people were told and nothing else. ──

type Known = { readonly id: number; readonly title: string; readonly kind: 'submission' | 'target'; readonly room: Room | null; readonly expected: readonly string[]; due: { day: string; time: string }; leads: readonly number[]; revision: number; isOpen: boolean; readonly acts: Map<string, string> }

const isOutstanding = ({ acts, expected }: Known): string[] => expected.filter(city => ['withdrawn', 'returned'].includes(acts.get(city) ?? 'withdrawn'))

function createModel(start: number) {
  const deadlines = new Map<number, Known>(), serves = new Set<Room>(), members = new Map<Room, readonly string[]>()
  let holds: { readonly room: Room | null; readonly until: number }[] = []
  const add = (one: Omit<Known, 'id' | 'revision' | 'isOpen' | 'acts'>, id: number): void => void deadlines.set(id, { ...one, id, revision: 1, isOpen: true, acts: new Map() })
  const shared = { room: null, expected: cities }
  if (start < Date.parse('2021-09-30T18:00:00+08:00')) add({ ...shared, title: '申报名单', kind: 'submission', due: { day: '2021-09-30', time: '18:00' }, leads: [15, 7, 3, 1] }, 1)
  for (const title of ['窗口', '综窗']) add({ ...shared, title, kind: 'target', due: { day: '2021-12-31', time: '18:00' }, leads: [15, 7] }, deadlines.size + 1)
  const named = (title: string): Known => [...deadlines.values()].find(one => one.title === title) as Known
  const endHolds = (of: Room | null, now: number): void => { holds = holds.filter(hold => hold.room !== of || hold.until <= now) }

  /** Takes a line of a reply at its word. */
  function hear(line: string, of: Room, said: Spoken, now: number, due: Known['due']): string | null {
    const judged = /^已(登记|撤销|核收|退回|豁免|恢复)：(.+?)(?:不用报|仍要报)?(申报名单|三张清单|整改方案|工作总结|台账|自查报告)(?:（|，|的报送|。|$)/u.exec(line)
    if (judged) {
      const [, verb = '', places = '', title = ''] = judged, act = { 登记: 'submitted', 撤销: 'withdrawn', 核收: 'accepted', 退回: 'returned', 豁免: 'exempted', 恢复: 'withdrawn' }[verb] ?? ''
      for (const city of places.split('、')) {
        // 阿坝州 is the short name of a prefecture.
        const full = cities.find(one => one === city || (city.endsWith('州') && one.startsWith(city.slice(0, 2))))
        expect(full, line).toBeDefined()
        named(title).acts.set(full ?? '', act)
      }
      return verb
    }
    const [, verb, number] = /^已(设|改：|取消)提醒(\d+)/u.exec(line) ?? [], known = deadlines.get(Number(number))
    if (verb === '设' && said.kind === 'set') {
      add({ title: titles[deadlines.size % titles.length] ?? '', kind: 'submission', room: of, expected: said.isSmall ? small : cities, due, leads: [15, 7, 3, 1] }, Number(number))
      return verb
    }
    if (verb === '改：' && known) {
      if (said.kind === 'move') known.due = due
      else known.leads = [5, 1]
      known.revision += 1
      return verb
    }
    if (verb === '取消' && known) {
      known.isOpen = false
      return verb
    }
    if (line.startsWith('已暂停') && said.kind === 'pause') {
      endHolds(of, now)
      holds.push({ room: of, until: said.inDays === null ? Infinity : instantOf({ day: due.day, time: '08:30' }).getTime() })
      return '暂停'
    }
    if (line.startsWith('已急停')) {
      endHolds(null, now)
      holds.push({ room: null, until: Infinity })
      return '急停'
    }
    if (line.startsWith('已解除急停')) return endHolds(null, now), '解除急停'
    if (line.startsWith('已恢复本群')) return endHolds(of, now), '恢复本群'
    if (line.startsWith('已停用')) return serves.delete(of), '停用'
    if (line.startsWith('已启用')) return serves.add(of), '启用'
    return null
  }
  return {
    deadlines, serves, members, hear,
    isHeld: (of: string, now: number): boolean => holds.some(hold => (hold.room === null || hold.room === of) && hold.until > now),
    /** Who is to be mentioned of a room: with the id by which they may have been mentioned in another one. */
    contacts: (of: Room, missing: readonly string[]) => people[of].filter(({ name, role, city }) => role === 'reporter' && city !== null && missing.includes(city) && members.get(of)?.includes(name)),
  }
}

// ── One run. ──

const folder = mkdtempSync(join(tmpdir(), 'qunban-reminding-')), empty = join(folder, 'empty.db')
let words: Omit<Library, 'store'>
beforeAll(async () => {
  const { store, ...rest } = await openLibrary(empty, shippedData, botName)
  words = rest
  store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type StepRow = { readonly deadline: number; readonly room: Room; readonly step: string; readonly revision: number; readonly planned_at: string; readonly go_at: string; readonly state: string; readonly outbox: number | null }
type LetterRow = { readonly id: number; readonly room: string | null; readonly state: string; readonly about: string | null; readonly answers: string | null }
const keyOf = ({ deadline, room: of, step, revision }: Pick<StepRow, 'deadline' | 'room' | 'step' | 'revision'>): string => `${deadline} ${of} ${step} ${revision}`
const stepsIn = (about: About | undefined): { deadline: number; step: string; revision: number }[] => (about?.kind === 'steps' ? [...about.steps] : [])

/** What happened in all runs, by name: that the deeds reach everything. */
const seen = new Map<string, number>()
const see = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1)

let count = 0
async function play(begin: string, all: readonly Deed[]): Promise<void> {
  const path = join(folder, `${count += 1}.db`), begun = Date.parse(begin), model = createModel(begun)
  copyFileSync(empty, path)
  let now = begun, latest = now, endings: readonly Ending['state'][] = ['sent'], sendings = 0, library: Library, bot: Bot, sender: Sender, messages = 0
  let onCrash: (() => void) | null = null
  const past = new Map<string, string>(), sent = new Map<string, Ending['state'][]>(), last = new Map<Room, string>(), reached: string[] = []
  const set = (to: number): void => {
    now = to
    latest = Math.max(latest, now)
  }
  function open(): void {
    left = Infinity
    library = { ...words, store: openStore(path) }
    // Nothing here cuts the power: waiting for the disk takes most of the time.
    library.store.pragma('synchronous = OFF')
    bot = createBot({ library, onFault: (_, error) => { if (!(error instanceof Crash)) throw error as Error } })
    sender = startOutbox({
      store: library.store, prepare: bot.prepare, pace: { room: 1500, all: 500 }, onEnd: () => undefined, send,
      clock: { now: () => new Date(now), sleep: ms => { set(now + ms); return Promise.resolve() } },
    })
  }
  function close(): void {
    library.store.close()
    left = Infinity
  }

  function send(letter: Queued): Promise<Ending> {
    handOver(letter)
    const state = endings[sendings % endings.length] ?? 'sent', steps = stepsIn(letter.about).map(step => keyOf({ ...step, room: 'room' in letter.to ? letter.to.room as Room : rooms[0] }))
    sendings += 1
    for (const key of steps) sent.set(key, [...sent.get(key) ?? [], onCrash ? 'unknown' : state])
    if (onCrash) {
      void sender.stop()
      onCrash()
      return new Promise(() => undefined)
    }
    return Promise.resolve(state === 'sent' ? { state } : { state, error: 'x' } as Ending)
  }
  /** A message is handed to the messenger at this moment. */
  function handOver(letter: Queued): void {
    if (!letter.unasked) return
    const { day: today, time: clock } = momentOf(new Date(now)), told = `${letter.text.split('\n')[0]} handed over on ${today} ${clock}`, to = 'room' in letter.to ? letter.to.room as Room : null
    expect(clock >= '08:30' && (clock < '20:00' || instantOf({ day: today, time: '20:00' }).getTime() >= now), told).toBe(true)
    if (to === null) return
    expect([model.isHeld(to, now), model.serves.has(to)], `${told}: held, served`).toEqual([false, true])
    const steps = stepsIn(letter.about)
    see(steps.length > 1 ? 'sent: two targets' : 'sent: one step')
    // Of several targets one may have ended since: it is not told.
    const known = steps.filter(({ deadline }) => letter.text.includes(`〔提醒${deadline}〕`)).map(({ deadline, revision }) => {
      const one = model.deadlines.get(deadline)
      expect([one?.isOpen, one?.revision], `${told}: open, revision`).toEqual([true, revision])
      return one as Known
    })
    expect(known.length > 0, told).toBe(steps.length > 0)
    const [first] = known
    if (!first) return
    if (first.kind === 'target') {
      expect(letter.mentions).toEqual([])
      return
    }
    const missing = isOutstanding(first), expected = first.expected.filter(city => first.acts.get(city) !== 'exempted')
    expect(missing.length, `${told}, where all have handed in`).toBeGreaterThan(0)
    expect(letter.text).toContain(`已报${expected.length - missing.length}个，未报${missing.length}个`)
    expect(letter.text).toContain(`${Number(first.due.day.slice(5, 7))}月${Number(first.due.day.slice(8))}日`)
    // Who is known by an id is mentioned once for a step, whichever room it went to first.
    const [step] = steps, other = to === rooms[1] ? rooms[0] : rooms[1], mayHaveGone = library.store.prepare("SELECT id FROM outbox WHERE state IN ('claimed', 'sent', 'unknown')").pluck().all()
    const elsewhere = step !== undefined && first.room === null && stepRows().some(row => keyOf(row) === keyOf({ ...step, room: other }) && mayHaveGone.includes(row.outbox))
    const inBoth = elsewhere ? people[other].filter(({ name, contact }) => contact && model.members.get(other)?.includes(name)).map(({ contact }) => contact) : []
    expect(letter.mentions, told).toEqual(model.contacts(to, missing).filter(({ contact }) => !contact || !inBoth.includes(contact)).map(({ name }) => name))
    if (letter.mentions.length > 0) see('sent: with mentions')
  }

  const clockNow = (): string => new Date(now + 8 * 60 * minute).toISOString().slice(11, 19)
  const stepRows = (): StepRow[] => library.store.prepare('SELECT * FROM step').all() as StepRow[]
  /** What must hold at any time. */
  function check(ticked: boolean): void {
    const steps = stepRows(), letters = library.store.prepare('SELECT id, room, state, about, answers FROM outbox').all() as LetterRow[]
    const made = letters.flatMap(({ id, room: of, about }) => stepsIn(about === null ? undefined : JSON.parse(about) as About).map(step => ({ key: keyOf({ ...step, room: of as Room }), id }))), madeBy = new Map(made.map(({ key, id }) => [key, id]))
    // One row at most for each step, and none that no decided step knows of.
    expect(made.length, 'rows of the outbox for a step').toBe(madeBy.size)
    const decided = steps.filter(({ state }) => state === 'decided')
    expect(new Map(decided.map(row => [keyOf(row), row.outbox]))).toEqual(madeBy)
    expect(steps.filter(({ state, outbox }) => (state === 'decided') !== (outbox !== null))).toEqual([])
    // What has ended stays as it ended.
    const states = new Map(steps.map(row => [keyOf(row), row.state]))
    for (const [key, state] of past) expect([key, state === 'planned' ? 'planned' : states.get(key)]).toEqual([key, state])
    // Nothing is decided while it may not go: of what a pause keeps back only the latest goes when it is over.
    const isQuiet = clockNow() < '08:30:00' || clockNow() > '20:00:00'
    if (ticked) for (const row of decided.filter(one => past.get(keyOf(one)) !== 'decided')) expect([keyOf(row), isQuiet, model.isHeld(row.room, now), model.serves.has(row.room)], 'decided though quiet, held, served').toEqual([keyOf(row), false, false, true])
    for (const [key, state] of states) past.set(key, state)
    const planned = steps.filter(({ state }) => state === 'planned')
    for (const { deadline, revision } of planned) expect([model.deadlines.get(deadline)?.isOpen, model.deadlines.get(deadline)?.revision]).toEqual([true, revision])
    // Handed over once; again only after what surely did not go, three times in all.
    for (const [key, ends] of sent) expect([key, ends.slice(0, -1).filter(end => end !== 'failed'), ends.length <= 3]).toEqual([key, [], true])
    if (!ticked) return
    const at = new Date(now).toISOString()
    expect(planned.filter(({ go_at: goAt }) => goAt <= at), 'due and not ended').toEqual([])
    if (now < latest) return
    // What waits though its time has come waits for a reason.
    const { day: today } = momentOf(new Date(now)), isOff = !isWorkingDay(today, library.dictionary.calendar)
    for (const row of planned.filter(({ planned_at: plannedAt }) => plannedAt <= at)) expect([keyOf(row), isQuiet || isOff || model.isHeld(row.room, now)], `waits on ${today} ${clockNow()} until ${row.go_at}`).toEqual([keyOf(row), true])
    // What is to come is planned wherever the bot serves.
    for (const of of model.serves) {
      for (const { id, room: its, kind, due, leads, revision, isOpen, expected } of model.deadlines.values()) {
        if (!isOpen || (its !== null && its !== of)) continue
        expect(expected.length).toBeGreaterThan(1)
        const toCome = planSteps({ kind, due, leads }, library.dictionary.calendar).filter(step => instantOf(step.at).getTime() > latest).map(({ name }) => keyOf({ deadline: id, room: of, step: name, revision }))
        expect(toCome.filter(key => !states.has(key)), 'not planned').toEqual([])
      }
    }
  }

  /** A tick, and at once another that does nothing. */
  function tick(times = 2): void {
    for (let n = 0; n < times; n += 1) {
      const done = bot.tick(new Date(now))
      if (n === 0) continue
      const before = library.store.prepare('SELECT total_changes()').pluck().get() as number
      expect([done, bot.tick(new Date(now))]).toEqual([[], []])
      expect(library.store.prepare('SELECT total_changes()').pluck().get()).toBe(before)
    }
    check(true)
  }
  async function flush(): Promise<void> {
    sender.wake()
    await sender.idle()
    check(false)
  }
  async function beat(): Promise<void> {
    tick()
    await flush()
  }
  /** Beats at each thing that is due on the way, as the service's own clock does. */
  async function walk(to: number): Promise<void> {
    let beats = 0
    for (let due = bot.nextDue(); due !== null && due.getTime() <= to; due = bot.nextDue()) {
      if (due.getTime() > now) set(due.getTime())
      await beat()
      expect(beats += 1, `beats at ${due.toISOString()} without an end`).toBeLessThan(300)
    }
    if (to > now) set(to)
    await beat()
  }
  /** When something is due, if that is within a month; else now. */
  const nextDue = (): number => {
    const due = bot.nextDue()?.getTime() ?? now
    return due > now && due < now + 30 * day ? due : now
  }
  async function crashed(where: 'tick' | 'take' | 'send', at: number): Promise<void> {
    see(`crash: ${where}`)
    try {
      if (where === 'tick') {
        left = at
        bot.tick(new Date(now))
      } else if (where === 'take') {
        tick()
        const [row] = waiting(library.store, new Date(now).toISOString(), 1)
        left = at
        if (row) take(row, { store: library.store, prepare: bot.prepare }, new Date(now))
      } else {
        tick()
        const crash = new Promise<void>(resolve => { onCrash = resolve })
        sender.wake()
        await Promise.race([sender.idle(), crash])
        await setImmediate()
        onCrash = null
      }
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      see(`crash within: ${where}`)
    }
  }
  const restart = (downMinutes: number): void => {
    close()
    set(now + downMinutes * minute)
    open()
  }

  const dayOf = (days: number): string => addDays(momentOf(new Date(now)).day, days)
  const asSaid = (of: string): string => `${Number(of.slice(5, 7))}月${Number(of.slice(8))}日`
  /** The message, with the moment it may set. */
  function compose(of: Room, said: Spoken): { readonly from: string; readonly text: string; readonly due: Known['due'] } | null {
    const none = { day: '', time: '' }, order = (text: string, due = none) => ({ from: admin, text: `@${botName} ${text}`, due })
    const open = [...model.deadlines.values()].filter(one => one.isOpen && (one.room === null || one.room === of)), pick = (n: number): Known | undefined => open[n % Math.max(1, open.length)], toHandIn = open.filter(({ kind }) => kind === 'submission')
    const due = 'inDays' in said && said.inDays !== null ? { day: dayOf(said.inDays), time: 'time' in said ? { '': '18:00', 上午9点: '09:00', '8:30': '08:30' }[said.time] ?? said.time : '08:30' } : none
    switch (said.kind) {
      case 'submit': {
        const from = people[of].find(({ name, city }) => city === `${said.city}市` && model.members.get(of)?.includes(name))?.name, title = toHandIn[said.of % Math.max(1, toHandIn.length)]?.title
        return from === undefined || title === undefined ? null : { from, text: `${said.city}市已报送${title}`, due }
      }
      case 'take back': {
        const reporters = people[of].filter(({ city }) => city !== null)
        // Mostly who has handed in last.
        return { from: (said.who < 6 ? last.get(of) : undefined) ?? reporters[said.who % reporters.length]?.name ?? admin, text: `@${botName} 撤销报送`, due }
      }
      case 'set': return model.deadlines.size >= 7 ? null : order(`提醒：${asSaid(due.day)}${said.time}前${said.isSmall ? '乐山、南充' : '各市州'}报送“${titles[model.deadlines.size % titles.length]}”`, due)
      case 'move': return order(`提醒${pick(said.of)?.id}改到${asSaid(due.day)}${said.time}`, due)
      case 'leads': return order(`提醒${pick(said.of)?.id}改成提前5天和1天提醒`)
      case 'cancel': return order(`取消提醒${pick(said.of)?.id}`)
      case 'pause': return order(said.inDays === null ? '暂停提醒' : `暂停到${asSaid(due.day)}`, due)
      case 'judge': {
        const one = toHandIn[said.of % Math.max(1, toHandIn.length)]
        return one ? order(`${said.act} ${said.whom === 'all' ? one.expected.join('、') : said.whom} ${one.title}`) : null
      }
      case 'order': return order(said.text)
    }
  }
  async function say(of: Room, said: Spoken, crash: number | null): Promise<void> {
    const made = model.members.has(of) ? compose(of, said) : null
    if (!made) return
    const { from, text, due } = made, contact = people[of].find(({ name }) => name === from)?.contact ?? null
    const hear = () => bot.hear({ type: 'message', at: new Date(now), id: `m${messages}`, room: of, from, sender: contact, text, mention: text.startsWith('@'), note: false, quote: null, broadcast: false, backlog: false })
    messages += 1
    let letters: Queued[]
    try {
      left = crash ?? Infinity
      letters = await hear()
      left = Infinity
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      see('crash within: hear')
      restart(0)
      letters = await hear()
    }
    for (const line of letters.flatMap(letter => letter.text.split('\n'))) {
      const told = model.hear(line, of, said, now, due)
      if (told !== null) see(`told: ${told}`)
      if (told === '登记') last.set(of, from)
    }
    reached.push(`${of} ${from}: ${text} → ${letters[0]?.text.split('\n')[0]}`)
  }
  async function tellPeople(of: Room, who: number | null): Promise<void> {
    const before = model.members.get(of) ?? people[of].filter(({ isAway }) => !isAway).map(({ name }) => name), changed = who === null ? undefined : people[of][1 + who % (people[of].length - 1)]?.name
    const after = people[of].filter(({ name }) => before.includes(name) !== (name === changed))
    model.members.set(of, after.map(({ name }) => name))
    if (who === null) model.serves.add(of)
    await bot.hear({ type: who === null ? 'room' : 'members', room: of, members: after.map(({ name, role, contact = null }) => ({ name, role, contact })) })
  }

  async function act(one: Deed): Promise<void> {
    switch (one.kind) {
      case 'pass': return walk(now + one.minutes * minute)
      case 'next': {
        set(nextDue() + one.late * minute)
        return beat()
      }
      case 'jump': set(now + one.minutes * minute); return beat()
      case 'back': set(Math.max(begun, now - one.minutes * minute)); return beat()
      case 'tick':
        if (one.isDue) set(nextDue())
        return tick(one.times)
      case 'say': {
        await say(one.room, one.said, one.crash)
        check(false)
        return flush()
      }
      case 'restart': restart(one.minutes); return beat()
      case 'crash':
        if (one.isDue) set(nextDue())
        await crashed(one.where, one.at)
        restart(one.minutes)
        check(false)
        return beat()
      case 'people': return tellPeople(one.room, model.members.has(one.room) ? one.who : null)
      case 'endings': endings = one.list
    }
  }

  open()
  try {
    await tellPeople(rooms[0], null)
    tick()
    for (const one of all) {
      reached.push(`${new Date(now + 8 * 60 * minute).toISOString().slice(0, 16)} ${JSON.stringify(one)}`)
      await act(one)
    }
    // In the end nothing is held, all is sent, and what was planned has come to an end.
    endings = ['sent']
    if (latest > now) set(latest)
    for (const of of model.members.keys()) for (const text of ['启用本群', '恢复提醒', '解除急停'] as const) await say(of, { kind: 'order', text }, null)
    await walk(now + 40 * day)
    const steps = stepRows(), letters = library!.store.prepare('SELECT id, room, state, about, answers FROM outbox').all() as LetterRow[]
    expect(letters.filter(({ state }) => state === 'queued' || state === 'claimed'), 'never sent').toEqual([])
    for (const { id, state } of letters.filter(({ about, answers }) => about !== null && answers === null)) expect([id, state], 'how a reminder ended').toEqual([id, expect.stringMatching(/^(?:sent|unknown|failed|superseded)$/u)])
    for (const { state } of steps) see(`step: ${state}`)
    for (const { state, about } of letters) if (about !== null) see(`reminder: ${state}`)
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${reached.join('\n')}`, { cause: error })
  } finally {
    close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  }
}

const settings = { seed: Number(process.env['SEED'] ?? 2021), numRuns: Number(process.env['RUNS'] ?? 120) }

test('each step is decided once and goes once, when it may, to whom it concerns', () => fc.assert(fc.asyncProperty(starts, deeds, play), settings), 3_600_000)

// One statement of many stands between a letter and its step: by chance it is met too seldom.
test.each(['2021-09-14T22:30:00+08:00', '2021-12-14T12:00:00+08:00'])('killed at any statement of the tick that decides after %s', async begin => {
  const crashes = (): number => seen.get('crash within: tick') ?? 0
  let at = 0
  for (let before = -1; before !== crashes(); at += 1) {
    before = crashes()
    await play(begin, [{ kind: 'crash', where: 'tick', isDue: true, at, minutes: 0 }])
  }
  expect(at).toBeGreaterThan(12)
})

test('the deeds reach everything', () => {
  const often = [...seen].filter(([, times]) => times > 2).map(([what]) => what)
  expect(often).toEqual(expect.arrayContaining([
    'sent: one step', 'sent: two targets', 'sent: with mentions', ...['sent', 'unknown', 'failed', 'superseded'].map(state => `reminder: ${state}`), ...['decided', 'skipped', 'all in', 'superseded', 'planned'].map(state => `step: ${state}`),
    ...['tick', 'take', 'hear'].map(where => `crash within: ${where}`), 'crash: send', ...['登记', '撤销', '核收', '退回', '豁免', '恢复', '设', '改：', '取消', '暂停', '急停', '解除急停', '恢复本群', '停用', '启用'].map(told => `told: ${told}`),
  ]))
})
