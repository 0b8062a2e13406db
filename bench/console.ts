// How the console's pages grow with the ledger: each page over one of a thousand rows and over one of a million, in turn. Asked without a port: what the
// server does until the page is whole. The first time is told apart: no statement is prepared yet, and of the full ledger nothing is read.
// signs: how much a page holds, for a list that is full over the one ledger and nearly empty over the other.

import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createConsole } from '../src/console/app.ts'
import { openFilled } from './ledger.ts'
import { median, quantile, ratio, show, table } from './measure.ts'

const fewRows = 1000, rounds = 40
const city = encodeURIComponent('乐山市')
const pages: readonly (readonly [path: string, name: string])[] = [
  ['/', 'overview'], ['/ledger', 'ledger'], ['/ledger?topic=windows&only=check', 'ledger, one topic'],
  [`/ledger/${city}/window_reform_rate`, 'history of a cell'], [`/ledger/${city}`, 'a city'], ['/ledger/check', 'to check'],
]

type Opened = { readonly path: string; readonly close: () => void; readonly get: (path: string) => Promise<{ readonly time: number; readonly size: number }> }

async function open(path: string, rows: number): Promise<Opened> {
  const { library, bot, now } = await openFilled(path, rows), base = '/console', host = '127.0.0.1:8021'
  const world = { name: 'live', library, bot, now: () => now, settings: [], health: () => null, beat: () => undefined } as const
  const onFault = (error: unknown): never => { throw error as Error }
  const app = new Hono({ strict: false }).route(base, createConsole({ base, world, accounts: () => library.store, now: () => now, other: null, sleep: () => Promise.resolve(), onFault }))
  return {
    path, close: () => library.store.close(),
    get: async below => {
      const start = performance.now(), response = await app.request(`http://${host}${base}${below}`, { headers: { host } })
      const { length: size } = await response.text(), time = performance.now() - start
      if (response.status !== 200) throw new Error(`${below}: ${response.status}`)
      return { time, size }
    },
  }
}

/** Prints the milliseconds of each page over both ledgers, and how they compare. */
export async function reportConsole(scratch: string, rows: number): Promise<void> {
  const started = performance.now(), few = await open(join(scratch, 'console-few.db'), fewRows), many = await open(join(scratch, 'console-many.db'), rows), filled = performance.now() - started
  const lines: string[][] = []
  for (const [path, name] of pages) {
    const first = [await few.get(path), await many.get(path)] as const, times: [number[], number[]] = [[], []]
    for (let n = 0; n < rounds; n++) {
      for (const i of n % 2 === 0 ? [0, 1] as const : [1, 0] as const) times[i].push((await (i === 0 ? few : many).get(path)).time)
    }
    const [a, b] = times
    const ms = (time: number): string => `${show(time)} ms`, signs = (size: number): string => `${show(size / 1000)}k`
    lines.push([name, ...[first[0].time, first[1].time, median(a), median(b)].map(ms), ratio(median(b), median(a)), ...[quantile(a, 0.9), quantile(b, 0.9)].map(ms), ...first.map(({ size }) => signs(size))])
  }
  const head = ['', 'first few', 'first many', 'p50 few', 'p50 many', 'ratio', 'p90 few', 'p90 many', 'signs few', 'signs many']
  console.log(`\nConsole: pages over ledgers of ${fewRows} and of ${rows} rows (${show(statSync(many.path).size / 2 ** 20)} MB, filled in ${show(filled / 1000)} s)\n${table([head, ...lines])}`)
  for (const { path, close } of [few, many]) {
    close()
    rmSync(path)
  }
}
