// How a message's time grows with the ledger: the same messages into an empty ledger and into one with a million rows, in turn, message by message.
// The rows are written past the bot, through the schema; most of what makes them is a count, so that each run has the same.

import { readFileSync, globSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createBot, type Bot } from '../src/bot.ts'
import type { Event, Member } from '../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../src/library.ts'
import { addNote, keepLine } from '../src/store/group-notes.ts'
import { settle } from '../src/store/outbox.ts'
import type { Store } from '../src/store/open.ts'
import type { Dictionary } from '../src/table/dictionary.ts'
import { median, quantile, ratio, show, table } from './measure.ts'

const botName = '三化助手', province = '三化工作群'
/** The rows begin the day after the tables. The messages begin ten days after the last of them, so that a week holds as many in both ledgers. */
const firstDay = Date.parse('2021-07-21T01:00:00Z'), days = 730, restDays = 10, dayMs = 86_400_000
const messagesADay = 400

/** The same sequence each time. */
function createDice(seed: number): { readonly below: (most: number) => number; readonly one: <Item>(of: readonly Item[]) => Item; readonly chance: (of: number) => boolean } {
  let state = seed
  const below = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * most)
  }
  return { below, one: of => of[below(of.length)] as never, chance: of => below(1000) < of * 1000 }
}
type Dice = ReturnType<typeof createDice>

type Writer = { readonly name: string; readonly city: string; readonly county: string | null; readonly rooms: readonly string[] }
type Scene = { readonly writers: readonly Writer[]; readonly rooms: ReadonlyMap<string, readonly Member[]>; readonly indicators: readonly { readonly id: string; readonly name: string; readonly unit: string; readonly topic: string }[] }

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张']
const shortOf = (county: string): string => (county.length > 2 ? county.replace(/(?:彝族|藏族|羌族)?(?:自治县|县|区|市)$/u, '') : county)

/** Three people of each city in the province's room and in their own city's, one of each county in their city's alone. */
function createScene({ regions, counties, indicators, topics }: Dictionary): Scene {
  const roomOf = (city: string): string => `${city}工作群`
  const ofCities = regions.flatMap(({ name, short }, i) => [0, 1, 2].map((n): Writer => ({ name: `${short}-${surnames[(i + n * 7) % surnames.length]}${'一二三'[n]}`, city: name, county: null, rooms: [province, province, roomOf(name)] })))
  const ofCounties = counties.map(({ name, city }, i): Writer => ({ name: `${regions.find(one => one.name === city)?.short ?? ''}${shortOf(name)}-${surnames[i % surnames.length]}四`, city, county: name, rooms: [roomOf(city)] }))
  const writers = [...ofCities, ...ofCounties], main = new Set(topics.flatMap(one => one.main ?? []))
  const members = (room: string): Member[] => writers.filter(({ rooms }) => rooms.includes(room)).map(({ name }) => ({ name, role: 'reporter' }))
  return {
    writers, rooms: new Map([province, ...regions.map(({ name }) => roomOf(name))].map(room => [room, [...members(room), { name: '省中心-王敏', role: 'admin' }]])),
    // The main indicators are told four times as often.
    indicators: Object.values(indicators).flatMap(({ id, name, unit, topic }) => Array.from({ length: main.has(id) ? 4 : 1 }, () => ({ id, name, unit, topic }))),
  }
}

const regionOf = ({ city, county }: Writer, dice: Dice, { counties }: Dictionary): string => {
  if (county !== null) return dice.chance(0.1) ? `${city}/${county}/城关镇` : `${city}/${county}`
  return dice.chance(0.8) ? city : `${city}/${dice.one(counties.filter(one => one.city === city)).name}`
}
const valueOf = (unit: string, dice: Dice): number => (unit === '%' ? dice.below(1000) / 10 : dice.below(900) / 10)

/** Fills the ledger and what else the bot keeps with them: handled messages, sent letters, verdicts, lists. */
function fill(store: Store, rows: number, scene: Scene, dictionary: Dictionary): void {
  const dice = createDice(338)
  const addVersion = store.prepare(`
    INSERT INTO ledger (id, record, kind, stands, room, region, city, scope, topic, status, as_of, note, parse, parser, doubts, reporter, reporter_key, author, message, at)
    VALUES (@id, @record, @kind, @stands, @room, @region, @city, @scope, @topic, @status, @asOf, @note, @parse, '1', @doubts, @reporter, @reporter, @reporter, @message, @at)`)
  const addFigure = store.prepare('INSERT INTO figure (version, position, indicator, value, unit, approximate, region, scope, as_of, stands) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addVerdict = store.prepare("INSERT INTO verdict (version, verdict, reason, by, at) VALUES (?, 'verified', NULL, '省中心-王敏', ?)")
  const addMessage = store.prepare('INSERT INTO message (id, room, at, skill) VALUES (?, ?, ?, ?)')
  const addLetter = store.prepare("INSERT INTO outbox (at, room, text, mentions, answers, state, ended_at) VALUES (?, ?, ?, ?, ?, 'sent', ?)")
  let id = 0, record = 0
  /** One version and what was kept beside it; each has a message of its own. */
  function add(kind: string, stands: boolean, writer: Writer, room: string, entry: { readonly region: string; readonly scope: string | null; readonly topic: string; readonly metrics: readonly { readonly indicator: string; readonly value: number; readonly unit: string }[]; readonly status: string | null; readonly asOf: string }, doubts: readonly string[], at: string): void {
    id += 1
    const message = `${room}\0old-${id}`, { region, scope, topic, status, asOf, metrics } = entry
    const note = kind === 'withdrawal' ? '撤回' : `#进展 ${region.replaceAll('/', '')}${metrics.map(({ indicator, value, unit }) => `${dictionary.indicators[indicator]?.name}${value}${unit}`).join('，')}`
    addVersion.run({ id, record, kind, stands: stands ? 1 : 0, room, region, city: writer.city, scope, topic, status, asOf, note, parse: JSON.stringify(entry), doubts: JSON.stringify(doubts), reporter: writer.name, message, at })
    metrics.forEach(({ indicator, value, unit }, position) => addFigure.run(id, position, indicator, value, unit, 0, region, scope, asOf, stands ? 1 : 0))
    // An admin looks at what is doubtful, and at some of the rest.
    if (stands && dice.chance(doubts.length > 0 ? 0.9 : 0.1)) addVerdict.run(id, at)
    addMessage.run(message, room, at, 'reporting')
    addLetter.run(at, room, `已记 #${record}：${note}`, JSON.stringify([writer.name]), message, at)
    for (const n of [0, 1, 2]) addMessage.run(`${room}\0talk-${id}-${n}`, room, at, null)
  }
  while (id < rows) {
    record += 1
    const writer = dice.one(scene.writers), room = dice.one(writer.rooms), at = new Date(firstDay + Math.floor(id / rows * days * dayMs)).toISOString(), figures = dice.chance(0.05) ? 0 : dice.chance(0.75) ? 1 : 2 + dice.below(3)
    const told = new Map(Array.from({ length: figures }, () => dice.one(scene.indicators)).map(one => [one.id, one])), topic = [...told.values()][0]?.topic ?? 'other'
    const entry = {
      region: regionOf(writer, dice, dictionary), scope: dice.chance(0.8) ? null : dice.one(['pilot', 'non_pilot']), topic, status: figures === 0 ? 'in_progress' : null,
      asOf: new Date(Date.parse(at) - dice.below(5) * dayMs).toISOString().slice(0, 10), metrics: [...told.values()].map(({ id: indicator, unit }) => ({ indicator, value: valueOf(unit, dice), unit })),
    }
    const isCorrected = dice.chance(0.1), isWithdrawn = dice.chance(0.05), doubts = dice.chance(0.02) ? ['fall'] : []
    add('report', !isCorrected && !isWithdrawn, writer, room, entry, doubts, at)
    if (isCorrected) add('correction', !isWithdrawn, writer, room, { ...entry, metrics: entry.metrics.map(metric => ({ ...metric, value: valueOf(metric.unit, dice) })) }, [], at)
    if (isWithdrawn) add('withdrawal', false, writer, room, entry, [], at)
    if (record % 1000 === 0) keepLine(store, addNote(store, room, `第${record}号接龙`, at), writer.name, String(record), record, at)
  }
}

type Kind = 'chatter' | 'reports' | 'corrections' | 'questions'
type Said = { readonly kind: Kind; readonly event: Event }

const root = new URL('..', import.meta.url)
const chatter = globSync('test/silence/*.txt', { cwd: root }).toSorted().flatMap(file => readFileSync(new URL(file, root), 'utf8').split('\n'))
  .filter(line => line.includes(' | ') && !line.startsWith('//')).map(line => line.slice(line.indexOf(' | ') + 3).replaceAll('⏎', '\n'))

/** 70 % chatter, 20 % reports, 5 % corrections, withdrawals and recalls, 5 % questions: of the tables, of what was reported, of the ledger. */
function createMessages(count: number, scene: Scene, dictionary: Dictionary): Said[] {
  const dice = createDice(2021), said: Said[] = [], start = firstDay + (days + restDays) * dayMs
  const lastOf = new Map<string, string>()
  const sayFigure = (): string => {
    const { name, unit } = dice.one(scene.indicators)
    return `${name}${valueOf(unit, dice)}${unit}`
  }
  const nameOf = (region: string): string => region.split('/').slice(1).join('') || region
  for (let n = 0; n < count; n++) {
    const writer = dice.one(scene.writers), room = dice.one(writer.rooms), at = new Date(start + n * Math.floor(dayMs / messagesADay)), part = dice.below(100), who = `${room}\0${writer.name}`
    const say = (kind: Kind, text: string, mention = false): void => void said.push({ kind, event: { type: 'message', at, id: `new-${n}`, room, from: writer.name, sender: null, text: mention ? `@${botName} ${text}` : text, mention, note: false, quote: null, broadcast: false, backlog: false } })
    if (part < 70) say('chatter', dice.one(chatter))
    else if (part < 90) {
      lastOf.set(who, `new-${n}`)
      const place = nameOf(regionOf(writer, dice, dictionary)), day = dice.one(['', '', '', '昨天', '截至目前，'])
      if (dice.chance(0.05)) say('reports', `#接龙\n${dice.one(scene.indicators).name}填报${n}\n\n1. ${writer.name} ${dice.below(100)}%\n2. ${dice.one(scene.writers).name} ${dice.below(100)}%`)
      else say('reports', `${dice.one(['', '#进展 ', '#上报 '])}${day}${place}${sayFigure()}${dice.chance(0.2) ? `，${sayFigure()}` : ''}`)
    } else if (part < 95) {
      const last = lastOf.get(who)
      if (last !== undefined && dice.chance(0.2)) said.push({ kind: 'corrections', event: { type: 'recall', at, room, from: writer.name, id: last } })
      else say('corrections', dice.one([`更正 ${dice.below(100)}%`, `报错了，应该是${sayFigure()}`, '撤回', '刚才那条作废']))
    } else {
      const city = dice.one(dictionary.regions).short, county = dice.one(dictionary.counties).name, { name } = dice.one(scene.indicators)
      say('questions', dice.one([`${city}${name}多少`, `${city}${name}多少`, '哪些市州综窗低于全省平均', `${city}综窗排第几`, `${county}综窗多少`, `${city}的情况`, `${city}最新进展`, `谁还没报${name}`, '本周哪些市州报了', '本周进展汇总', '我报过什么', `${city}${name}历史`]), true)
    }
  }
  return said
}

type Run = { readonly library: Library; readonly bot: Bot; readonly path: string; readonly times: number[] }

async function open(path: string, scene: (dictionary: Dictionary) => Scene, rows: number): Promise<Run> {
  const library = await openLibrary(path, shippedData, botName), { store, dictionary } = library, { rooms } = scene(dictionary)
  const bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  for (const [room, members] of rooms) await bot.hear({ type: 'room', room, members })
  if (rows > 0) {
    store.pragma('synchronous = OFF')
    store.pragma('cache_size = -1000000')
    store.transaction(() => fill(store, rows, scene(dictionary), dictionary))()
    store.pragma('wal_checkpoint(TRUNCATE)')
    store.pragma('cache_size = -16000')
    store.pragma('synchronous = FULL')
  }
  return { library, bot, path, times: [] }
}

/** A database whose ledger has so many rows, with the bot over it, on the day of the last of them. */
export async function openFilled(path: string, rows: number): Promise<{ readonly library: Library; readonly bot: Bot; readonly now: Date }> {
  const { library, bot } = await open(path, createScene, rows)
  return { library, bot, now: new Date(firstDay + days * dayMs) }
}

/** Prints p50 and p99 of a message in both ledgers, and the ratios; for all and by kind. */
export async function reportLedger(scratch: string, messages: number, rows: number): Promise<void> {
  const started = performance.now(), runs = [await open(join(scratch, 'ledger-empty.db'), createScene, 0), await open(join(scratch, 'ledger-full.db'), createScene, rows)] as const, [empty, full] = runs
  const filled = performance.now() - started, said = createMessages(messages, createScene(empty.library.dictionary), empty.library.dictionary)
  let answered = 0
  for (const [n, { event }] of said.entries()) {
    // The one that goes first changes, so that what the other has warmed up helps both alike.
    for (const run of n % 2 === 0 ? [empty, full] : [full, empty]) {
      const before = performance.now(), letters = await run.bot.hear(event)
      run.times.push(performance.now() - before)
      for (const { id } of letters) settle(run.library.store, id, 'sent', 'at' in event ? event.at.toISOString() : '')
      answered += letters.length
    }
  }
  const of = (kind: Kind | null, { times }: Run): number[] => times.filter((_, n) => kind === null || said[n]?.kind === kind)
  const count = ({ library: { store } }: Run): string => String(store.prepare('SELECT count(*) FROM ledger').pluck().get())
  console.log(`\nLedger: ${messages} messages into an empty ledger, and into one of ${rows} rows (${show(statSync(full.path).size / 2 ** 20)} MB, filled in ${show(filled / 1000)} s); ${answered} letters; at the end ${count(empty)} and ${count(full)} rows\n${table([
    ['', 'messages', 'p50 empty', 'p50 full', 'ratio', 'p99 empty', 'p99 full', 'ratio', 'slowest full'],
    ...([null, 'chatter', 'reports', 'corrections', 'questions'] as const).map(kind => {
      const [a, b] = [of(kind, empty), of(kind, full)], p50 = [median(a), median(b)] as const, p99 = [quantile(a, 0.99), quantile(b, 0.99)] as const
      return [kind ?? 'all', String(a.length), `${show(p50[0])} ms`, `${show(p50[1])} ms`, ratio(p50[1], p50[0]), `${show(p99[0])} ms`, `${show(p99[1])} ms`, ratio(p99[1], p99[0]), `${show(Math.max(...b))} ms`]
    }),
  ])}`)
  for (const { library, path } of runs) {
    library.store.close()
    rmSync(path)
  }
}
