// Whatever is written in whatever order: a message told twice is one, nothing of the ledger is lost or changed, and what stands is what a plain Map says.

import fc from 'fast-check'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { Event, Member } from '../../src/chat/event.ts'
import { updates } from '../../src/commands/updates.ts'
import { mask } from '../../src/language/mask.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { readSettings } from '../../src/settings.ts'
import { allVersions, type Version } from '../../src/store/ledger.ts'
import { messageKey } from '../../src/store/messages.ts'
import { openStore } from '../../src/store/open.ts'
import { botName } from '../library.ts'
import { chatter } from './cases.ts'

const room = '三化工作群', start = Date.parse('2021-08-25T10:00:00+08:00')
const people: readonly Member[] = [
  { name: '省中心-王敏', role: 'admin' }, { name: '乐山-张三', role: 'reporter' }, { name: '乐山-刘芳', role: 'reporter' }, { name: '荣县-郭燕', role: 'reporter' }, { name: '微笑🙂', role: 'reporter' }, { name: '办公室孙八', role: 'viewer' },
]

const folder = mkdtempSync(join(tmpdir(), 'qunban-ledger-')), empty = join(folder, 'empty.db')
let words: Omit<Library, 'store'>
beforeAll(async () => {
  const { store, ...rest } = await openLibrary(empty, shippedData, botName)
  words = rest
  await createBot({ library: { store, ...rest }, onFault: fail }).hear({ type: 'room', room, members: people })
  store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fail(_: string, error: unknown): never { throw error as Error }

let count = 0
/** A database file of its own, with the room and nothing in the ledger. */
function fresh(): string {
  count += 1
  const path = join(folder, `${count}.db`)
  copyFileSync(empty, path)
  return path
}
const remove = (path: string): void => ['', '-wal', '-shm'].forEach(end => rmSync(`${path}${end}`, { force: true }))

function open(path: string): { readonly library: Library; readonly bot: Bot } {
  const library: Library = { ...words, store: openStore(path) }
  return { library, bot: createBot({ library, onFault: fail }) }
}

/** What somebody does; `of` counts back over what was said. */
type Deed =
  | { readonly kind: 'say'; readonly from: string; readonly text: string; readonly how: 'talk' | 'mention' | 'private'; readonly quotes: { readonly bot: boolean; readonly of: number } | null; readonly hasId: boolean; readonly minutes: number }
  | { readonly kind: 'recall'; readonly of: number; readonly minutes: number }

/** Null most of the time. */
const seldom = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: of })

const minutes = fc.constantFrom(0, 1, 1, 5, 11, 60, 1440, 5000)
const rate = fc.oneof(fc.constantFrom('0%', '45%', '54%', '45%', '54%', '100%', '33.3%', '145%', '近七成', '百分之四十六', '三分之二'), fc.integer({ min: 0, max: 100 }).map(n => `${n}%`))
const items = fc.integer({ min: -2, max: 90 }).map(n => `${n}项`), times = fc.integer({ min: 0, max: 9 }).map(n => `${n}次`), value = fc.oneof(rate, rate, rate, items, times)
const place = fc.constantFrom('乐山', '乐山市', '乐山', '峨眉山市', '夹江县', '荣县', '全县', '全市', '我市', '市中区', '', '', '', '眉山市', '重庆市')
const rates = fc.constantFrom('综窗', '综窗', '综窗完成率', '一枚印章启用率', '自助终端配备率', '“办不成事”受理窗口覆盖率', '一体化平台使用率', '宗窗'), counts = fc.constantFrom('村级代办', '村级代办事项')
const figure = fc.oneof({ weight: 6, arbitrary: fc.tuple(rates, rate) }, { weight: 3, arbitrary: fc.tuple(counts, items) }, { weight: 2, arbitrary: fc.tuple(fc.constant('窗口人员今年培训'), times) }, { weight: 1, arbitrary: fc.tuple(rates, value) }).map(parts => parts.join(''))
const tag = fc.constantFrom('', '', '', '#进展 ', '#上报 ', '＃更新＃')
const day = fc.constantFrom('', '', '', '截至8月20日，', '昨天', '上周五')
const scope = fc.constantFrom('', '', '', '省级试点', '非试点')
const tail = fc.constantFrom('', '', '', '了', '，有事打我电话138-0000-1234', '，联系人小李13800001234', '🌹')
const report = fc.tuple(tag, day, place, scope, fc.array(figure, { minLength: 1, maxLength: 3 }), tail).map(([a, b, c, d, told, e]) => `${a}${b}${c}${d}${told.join('，')}${e}`)
const state = fc.tuple(tag, place, fc.constantFrom('综窗改革已完成', '一枚印章改革正在推进中', '自助终端还没启动', '一件事梳理工作推进中')).map(parts => parts.join(''))
const narrative = fc.constantFrom('#进展 组织窗口骨干观摩综窗改革，报名找13800002222', '#更新 乐山一件事办事指南统一了样式', '#进展')
const number = fc.integer({ min: 1, max: 7 }).map(n => `#${n}`)
const correction = fc.oneof(
  fc.tuple(fc.constantFrom('更正 ', '更正', '报错了，应该是', '手滑，', '不好意思写错了，是'), value).map(parts => parts.join('')),
  fc.tuple(fc.constantFrom('更正 ', '报错了，应该是', '更正：'), place, figure).map(parts => parts.join('')),
  fc.tuple(fc.constant('更正 '), number, fc.constant(' '), value).map(parts => parts.join('')),
)
const answer = fc.constantFrom('试点', '非试点', '只指省级试点', '确认', '属实', '乐山', '我是荣县的', '乐山市中区', '收到', '54%')
const withdrawal = fc.oneof(fc.constantFrom('撤回', '#撤销', '刚才那条作废', '作废'), number.map(n => `撤回 ${n}`), number.map(n => `${n}作废`))
const review = number.chain(told => fc.constantFrom(`核实 ${told}`, `退回 ${told} 口径不对`))
const lineOf = fc.tuple(fc.constantFrom('乐山-张三', '乐山-刘芳', '荣县-郭燕', '遂宁-蒋丽', '内江-邓勇'), fc.constantFrom(' 44%', ' 24%', '：33%', ' 已完成', ' 收到', ' 44% 13800003333', ''))
const list = fc.tuple(fc.constantFrom('综窗完成率填报', '一枚印章启用率'), fc.uniqueArray(lineOf, { minLength: 1, maxLength: 5, selector: ([name]) => name })).map(([title, lines]) => `#接龙\n${title}\n\n${lines.map(([name, said], i) => `${i + 1}. ${name}${said}`).join('\n')}`)
const question = fc.constantFrom('乐山综窗多少', '哪些市州还没启动综窗', '那非试点呢', '我们综窗多少', '谢谢')
const talk = fc.constantFrom(...chatter.map(({ text }) => text))

const said = fc.oneof({ weight: 6, arbitrary: report }, { weight: 2, arbitrary: state }, { weight: 1, arbitrary: narrative }, { weight: 4, arbitrary: correction }, { weight: 2, arbitrary: answer }, { weight: 3, arbitrary: withdrawal }, { weight: 2, arbitrary: list }, { weight: 2, arbitrary: talk }, { weight: 1, arbitrary: question })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 9, arbitrary: fc.record({
    kind: fc.constant('say' as const), from: fc.constantFrom(...people.map(({ name }) => name), '乐山-张三', '乐山-张三', '乐山-张三', '乐山-刘芳', '荣县-郭燕'), text: said, how: fc.constantFrom<'talk' | 'mention' | 'private'>('talk', 'talk', 'talk', 'talk', 'talk', 'talk', 'mention', 'private'),
    quotes: seldom(fc.record({ bot: fc.boolean(), of: fc.nat(4) })), hasId: fc.constantFrom(true, true, true, false), minutes,
  }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('say' as const), from: fc.constant('省中心-王敏'), text: review, how: fc.constant('mention' as const), quotes: fc.constant(null), hasId: fc.constant(true), minutes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('recall' as const), of: fc.nat(5), minutes }) },
)
const deeds = fc.array(deed, { minLength: 6, maxLength: 30, size: 'max' })

/** Only what somebody writes or recalls. */
type Said = Extract<Event, { type: 'message' | 'recall' }>

/** The events of the deeds, made as they come: a quote holds what the bot said to a message before. */
function createScript(): { readonly next: (deed: Deed) => Said | null; readonly answered: (text: string) => void } {
  const messages: { readonly event: Extract<Event, { type: 'message' }>; reply: string }[] = []
  let at = start
  return {
    answered: text => {
      const last = messages.at(-1)
      if (last) last.reply = text
    },
    next: one => {
      at += one.minutes * 60_000
      const told = (back: number) => messages.at(-1 - back)
      if (one.kind === 'recall') {
        const message = told(one.of)?.event
        return message?.id ? { type: 'recall', at: new Date(at), room: message.room, from: message.from, id: message.id } : null
      }
      const { from, text, how, quotes, hasId } = one, about = quotes ? told(quotes.of) : undefined
      const quote = about === undefined ? null : quotes?.bot === true ? { from: botName, text: about.reply } : { from: about.event.from, text: about.event.text }
      const event: Said = { type: 'message', at: new Date(at), id: hasId ? `m${messages.length}` : null, room: how === 'private' ? null : room, from, sender: null, text: how === 'mention' ? `@${botName} ${text}` : text, mention: how === 'mention', note: false, quote, broadcast: false, backlog: false }
      messages.push({ event, reply: '' })
      return event
    },
  }
}

/** Hears the deeds; `seen` is told of each event when it is done. Gives the events. */
async function hearAll(bot: Bot, all: readonly Deed[], seen: (event: Said) => void = () => undefined): Promise<Said[]> {
  const script = createScript(), events: Said[] = []
  for (const one of all) {
    const event = script.next(one)
    if (event === null) continue
    const letters = await bot.hear(event)
    if (event.type === 'message') script.answered(letters[0]?.text ?? '')
    events.push(event)
    seen(event)
  }
  return events
}

const settings = { seed: 2021, numRuns: 40 }

describe('a message told twice is one', () => {
  /** The ledger after the events were heard, closed and opened again half-way. */
  async function ledgerOf(events: readonly Said[]): Promise<Version[]> {
    const path = fresh(), half = Math.floor(events.length / 2)
    for (const part of [events.slice(0, half), events.slice(half)]) {
      const { library, bot } = open(path)
      for (const event of part) await bot.hear(event)
      library.store.close()
    }
    const { library } = open(path), versions = allVersions(library.store)
    library.store.close()
    remove(path)
    return versions
  }
  async function play(all: readonly Deed[]): Promise<{ readonly events: Said[]; readonly versions: Version[] }> {
    const path = fresh(), { library, bot } = open(path), events = await hearAll(bot, all), versions = allVersions(library.store)
    library.store.close()
    remove(path)
    return { events, versions }
  }

  test('each again at once or later, some at another time', () => fc.assert(fc.asyncProperty(deeds, fc.array(fc.tuple(fc.nat(30), fc.nat(6), fc.boolean()), { minLength: 6, maxLength: 18, size: 'max' }), async (all, again) => {
    const { events, versions } = await play(all)
    const told = events.flatMap((event, i) => [event, ...again.flatMap(([which, later, isLate]) => {
      const from = which % events.length, old = events[from]
      if (!old || Math.min(from + later, events.length - 1) !== i) return []
      // A messenger that hands on a message anew may give it the time of now; only an id tells that it is the same.
      return [isLate && old.id !== null ? { ...old, at: event.at } : old]
    })])
    expect(await ledgerOf(told)).toEqual(versions)
  }), settings))

  test('the whole of it once more', () => fc.assert(fc.asyncProperty(deeds, async all => {
    const { events, versions } = await play(all)
    expect(await ledgerOf([...events, ...events])).toEqual(versions)
  }), settings))

  test('the deeds fill a ledger at all', async () => {
    const sizes: number[] = [], kinds = new Set<string>()
    await fc.assert(fc.asyncProperty(deeds, async all => {
      const { versions } = await play(all)
      sizes.push(versions.length)
      for (const { kind, note } of versions) kinds.add(note === '' ? 'recall' : kind)
    }), settings)
    expect(sizes.reduce((a, b) => a + b, 0) / sizes.length).toBeGreaterThan(4)
    expect([...kinds].toSorted()).toEqual(['correction', 'recall', 'report', 'withdrawal'])
  })
})

describe('the ledger only grows', () => {
  const fixed = ({ state: _, ...rest }: Version): object => rest
  const isStanding = ({ state: now }: Version): boolean => !['withdrawn', 'returned', 'superseded'].includes(now)

  test('in any order of reports, corrections, withdrawals and recalls', () => fc.assert(fc.asyncProperty(deeds, async all => {
    const path = fresh(), { library, bot } = open(path), { store } = library, texts: string[] = []
    let before: Version[] = []
    await hearAll(bot, all, event => {
      const now = allVersions(store), added = now.slice(before.length)
      // What was written stays as it was written, and what stood no more stands never again.
      expect(now.slice(0, before.length).map(fixed)).toEqual(before.map(fixed))
      expect(now.slice(0, before.length).filter((version, i) => isStanding(version) && !isStanding(before[i] as Version))).toEqual([])
      if (event.type === 'message') {
        texts.push(mask(event.text))
        for (const { note } of added) {
          const isLine = note.split('\n').length > 1 && /#接龙/u.test(event.text)
          // A report whose place was asked for keeps the words of the report, not of the answer.
          expect(isLine ? note.split('\n').flatMap(part => part.split(/[ ：]+/u)).every(part => mask(event.text).includes(part)) : texts.includes(note), note).toBe(true)
        }
        if (added.length > 0 && !/#接龙/u.test(event.text) && !/^(?:@\S+ )?(?:乐山|我是荣县的|乐山市中区)$/u.test(event.text)) expect(now.map(({ note }) => note)).toContain(mask(event.text))
      } else if (event.type === 'recall') {
        expect(store.prepare('SELECT id FROM ledger WHERE message = ? AND stands = 1').all(messageKey(event))).toEqual([])
        expect(added.every(({ kind }) => kind === 'withdrawal')).toBe(true)
      }
      const withdrawn = new Set(now.filter(({ kind }) => kind === 'withdrawal').map(({ id }) => id)), standing = now.filter(isStanding)
      expect(standing.filter(({ id }) => withdrawn.has(id))).toEqual([])
      expect(new Set(standing.map(({ id }) => id)).size).toBe(standing.length)
      expect(store.prepare('SELECT id FROM ledger JOIN figure ON figure.version = ledger.id WHERE figure.stands <> ledger.stands').all()).toEqual([])
      before = now
    })
    expect(before.filter(({ note }) => /138-?0000/u.test(note))).toEqual([])
    store.close()
    remove(path)
  }), settings))
})

describe('updates --json is what a plain Map says', () => {
  const reporter = '乐山-张三'
  const figures = { 综窗: ['window_reform_rate', '%', 'windows'], 一枚印章启用率: ['one_seal_rate', '%', 'one_seal'], 村级代办事项: ['village_agency_items', '项', 'village_agency'], 今年培训: ['trainings', '次', 'training'] } as const
  type Name = keyof typeof figures
  type Metric = { readonly indicator: string; readonly value: number; readonly unit: string }
  type Row = { readonly region: string; readonly scope: string | null; readonly topic: string; readonly metrics: readonly Metric[]; readonly asOf: string; readonly note: string; readonly reportedAt: string; readonly turn: number }

  const places = { 乐山: '乐山市', 乐山市: '乐山市', 峨眉山市: '乐山市/峨眉山市', 夹江县: '乐山市/夹江县' } as const
  const scopes = { '': null, 省级试点: 'pilot', 非试点: 'non_pilot' } as const
  const days = { '': null, '截至8月20日，': '2021-08-20', '截至8月23日，': '2021-08-23' } as const
  const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>): fc.Arbitrary<Key> => fc.constantFrom(...Object.keys(of) as Key[])
  const oneFigure = fc.tuple(keysOf(figures), fc.constantFrom(5, 12, 45, 54, 71.5))
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('report' as const), place: keysOf(places), scope: keysOf(scopes), day: keysOf(days), told: fc.uniqueArray(oneFigure, { minLength: 1, maxLength: 2, selector: ([name]) => name }), tagged: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('correct' as const), record: seldom(fc.integer({ min: 1, max: 8 })), told: oneFigure, named: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), record: seldom(fc.integer({ min: 1, max: 8 })) }) },
  )
  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never
  const asMetric = ([name, said]: readonly [Name, number]): Metric => ({ indicator: figures[name][0], value: said, unit: figures[name][1] })
  const say = ([name, said]: readonly [Name, number]): string => `${name}${said}${figures[name][1]}`

  const textOf = (one: Act): string => {
    switch (one.kind) {
      case 'report': return `${one.tagged ? '#进展 ' : ''}${one.day}${one.place}${one.scope}${one.told.map(say).join('，')}`
      case 'correct': return `更正 ${one.record === null ? '' : `#${one.record} `}${one.named ? say(one.told) : `${one.told[1]}${figures[one.told[0]][1]}`}`
      case 'withdraw': return `撤回${one.record === null ? '' : ` #${one.record}`}`
    }
  }

  /** The records that stand, by number; written from what a report, a correction and a withdrawal promise. */
  function createModel(): { readonly hear: (one: Act, note: string, at: Date) => void; readonly standing: () => object[] } {
    const records = new Map<number, Row>()
    let last = 0, turn = 0
    const newest = (fits: (row: Row) => boolean): number | undefined => [...records].filter(([, row]) => fits(row)).toSorted(([, a], [, b]) => b.turn - a.turn)[0]?.[0]
    const isSame = (a: Metric, b: Metric): boolean => a.indicator === b.indicator && a.value === b.value
    function add(row: Omit<Row, 'turn' | 'topic'>): void {
      const beside = [...records.values()].filter(one => one.region === row.region && one.scope === row.scope && one.asOf === row.asOf).flatMap(({ metrics }) => metrics)
      const metrics = row.metrics.filter(metric => !beside.some(one => isSame(one, metric)))
      if (metrics.length > 0) records.set(last += 1, { ...row, metrics, topic: topicOf(row.metrics[0] as Metric), turn })
    }
    const topicOf = ({ indicator: id }: Metric): string => Object.values(figures).find(([one]) => one === id)?.[2] ?? ''
    return {
      hear: (one, note, at) => {
        turn += 1
        const today = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10), told = { note, reportedAt: at.toISOString() }
        if (one.kind === 'report') return add({ region: places[one.place], scope: scopes[one.scope], metrics: one.told.map(asMetric), asOf: days[one.day] ?? today, ...told })
        if (one.kind === 'withdraw') {
          const id = one.record ?? newest(() => true)
          if (id !== undefined) records.delete(id)
          return
        }
        const metric = asMetric(one.told), has = ({ metrics }: Row): boolean => metrics.some(({ indicator: id }) => id === metric.indicator)
        const id = one.record ?? newest(one.named ? has : () => true), row = id === undefined ? undefined : records.get(id)
        // 更正 综窗54% where nothing of 综窗 stands is a report.
        if (one.named && one.record === null && !row) return add({ region: '乐山市', scope: null, metrics: [metric], asOf: today, ...told })
        if (id === undefined || !row) return
        const fits = row.metrics.filter(({ indicator: its, unit }) => (one.named ? its === metric.indicator : unit === metric.unit))
        // 更正 54%, where the record has two rates or none: asked back.
        if (!one.named && fits.length !== 1) return
        const metrics = fits[0] ? row.metrics.map(its => (its === fits[0] ? { ...its, value: metric.value } : its)) : [...row.metrics, metric]
        records.set(id, { ...row, metrics, ...told, turn })
      },
      standing: () => [...records].toSorted(([a], [b]) => a - b).map(([id, { turn: _, ...row }]) => ({ id, room, status: null, reporter, ...row })),
    }
  }

  async function printed(path: string): Promise<object[]> {
    let text = ''
    const code = await updates({
      args: [], options: { json: true }, settings: readSettings({}), db: path, data: shippedData, now: () => new Date(start), sleep: () => Promise.resolve(),
      stdin: process.stdin, stdout: { write: (part: string) => { text += part } } as never, stderr: process.stderr,
    })
    expect(code).toBe(0)
    return (JSON.parse(text) as { state: string }[]).map(({ state: now, ...row }) => {
      expect(['recorded', 'to_check']).toContain(now)
      return row
    })
  }

  test('for one person\'s reports, corrections and withdrawals', () => fc.assert(fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 20, size: 'max' }), async acts => {
    const path = fresh(), { library, bot } = open(path), model = createModel()
    for (const [i, one] of acts.entries()) {
      const at = new Date(start + i * 7 * 60_000), text = textOf(one)
      await bot.hear({ type: 'message', at, id: `m${i}`, room, from: reporter, sender: null, text, mention: false, note: false, quote: null, broadcast: false, backlog: false })
      model.hear(one, text, at)
    }
    library.store.close()
    expect(await printed(path), acts.map(textOf).join('\n')).toEqual(model.standing())
    remove(path)
  }), settings))
})
