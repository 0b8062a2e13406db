// How long a beat takes with many open deadlines: when nothing is due, and when many are; with history behind them and without.

import { join } from 'node:path'
import { createBot, type Bot } from '../src/bot.ts'
import { openLibrary, shippedData, type Library } from '../src/library.ts'
import { setDeadline } from '../src/skills/planning.ts'
import { median, ratio, show, table, timesOf } from './measure.ts'

const made = new Date('2021-09-01T10:00:00+08:00'), later = new Date('2021-09-01T10:00:20+08:00')
const rooms = 20

/** A database with so many deadlines, all due on 30 September, in twenty rooms. */
async function openWith(path: string, count: number): Promise<{ readonly library: Library; readonly bot: Bot }> {
  const library = await openLibrary(path, shippedData, '三化助手'), bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  const names = library.dictionary.regions.map(({ short }) => `${short}-甲`)
  for (let i = 0; i < rooms; i += 1) await bot.hear({ type: 'room', room: `群${i}`, members: names.map(name => ({ name, role: 'reporter' })) })
  bot.tick(made)
  library.store.transaction(() => {
    for (let i = 0; i < count; i += 1) {
      setDeadline(library, {
        kind: 'submission', title: `材料${i}`, says: `材料${i}`, forms: [], recipient: null, room: `群${i % rooms}`, audience: { kind: 'all', regions: [], label: '各市州' }, target: null,
        due: { day: '2021-09-30', time: '18:00' }, timeSaid: false, leads: [15, 7, 3, 1], repeat: null, setBy: '',
      }, `bench ${i}`, made)
    }
  }).immediate()
  return { library, bot }
}

/** Prints how long a beat takes by the number of open deadlines. */
export async function reportDeadlines(scratch: string): Promise<void> {
  const rows: string[][] = []
  let base = NaN
  for (const count of [100, 10_000]) {
    const { library: { store }, bot } = await openWith(join(scratch, `deadlines-${count}.db`), count)
    const beats = timesOf(200, () => bot.tick(later)), idle = median(beats), [due = NaN] = timesOf(1, () => bot.tick(new Date('2021-09-15T09:00:00+08:00')))
    if (Number.isNaN(base)) base = idle
    rows.push([String(count), `${show(idle)} ms`, ratio(idle, base), `${show(Math.max(...beats))} ms`, `${show(due)} ms`])
    store.close()
  }
  console.log(`\nDeadlines: a beat, by the number of open deadlines\n${table([['open', 'nothing due (median)', 'ratio', 'slowest of 200', 'one step of each due'], ...rows])}`)
}
