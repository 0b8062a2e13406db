// The corpora of reports and of chatter: plain text, one case a line. README.md describes the notation of results.

import { readdirSync, readFileSync } from 'node:fs'
import type { Version } from '../../src/store/ledger.ts'
import type { Entry } from '../../src/update/record.ts'

export type Wanted = { readonly region: string; readonly scope: Entry['scope']; readonly topics: readonly string[]; readonly metrics: readonly string[]; readonly may: readonly string[]; readonly statuses: readonly (string | null)[]; readonly asOf: string }
export type Case = { readonly at: string; readonly day: string; readonly from: string; readonly mention: boolean; readonly text: string; readonly result: string }

const lines = (folder: URL): { readonly file: string; readonly line: number; readonly text: string }[] => readdirSync(folder).filter(name => name.endsWith('.txt')).toSorted().flatMap(file => (
  readFileSync(new URL(file, folder), 'utf8').split('\n').flatMap((text, i) => (text.trim() === '' || text.startsWith('//') ? [] : [{ file, line: i + 1, text }]))
))
const unescape = (text: string): string => text.replaceAll('⏎', '\n')

/** Reports, one message each, with what must stand of them. */
export const singles: readonly (Case & { readonly where: string })[] = lines(new URL('../updates/single/', import.meta.url)).map(({ file, line, text }) => {
  const [, day = '2021-08-25', time = '10:00', from = '', at, said = '', result = ''] = /^(?:\[(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?\] )?(.+?) \| (@ ?)?(.*) → (.*)$/u.exec(text) ?? []
  if (result === '') throw new Error(`${file} line ${line} is no case: ${text}`)
  return { where: `${file}:${line}`, at: `${day}T${time}:00+08:00`, day, from, mention: at !== undefined, text: unescape(said), result: result.trim() }
})

/** Chatter, one message each, that must give nothing. */
export const chatter: readonly { readonly where: string; readonly from: string; readonly text: string }[] = lines(new URL('../silence/', import.meta.url)).map(({ file, line, text }) => {
  const at = text.indexOf(' | ')
  if (at < 0) throw new Error(`${file} line ${line} is no message: ${text}`)
  return { where: `${file}:${line}`, from: text.slice(0, at).trim(), text: unescape(text.slice(at + 3)) }
})

/** 乐山市 pilot windows window_reform_rate=45~ done? @2021-08-20 */
export function parseWanted(text: string, today: string): Wanted {
  const [region = '', ...words] = text.trim().split(/\s+/u)
  const has = (pattern: RegExp): string[] => words.filter(word => pattern.test(word))
  const status = has(/^(?:done|in_progress|not_started)\??$/u)[0]
  const metrics = has(/^\w+=/u), may = has(/^\(\w+=/u).map(word => word.slice(1, -1)), scope = has(/^(?:pilot|non_pilot)$/u)[0]
  const topic = words.find(word => !/[=@]/u.test(word) && word !== status && word !== scope) ?? 'other'
  return {
    region, scope: scope === 'pilot' || scope === 'non_pilot' ? scope : null, topics: topic.split('|'), metrics, may,
    // No state word: a figure alone is not done, but may be told to be on its way.
    statuses: status === undefined ? [null, 'in_progress'] : status.endsWith('?') ? [status.slice(0, -1), null] : [status],
    asOf: has(/^@/u)[0]?.slice(1) ?? today,
  }
}

const print = ({ indicator, value, approx }: Entry['metrics'][number]): string => `${indicator}=${value}${approx ? '~' : ''}`

/** What of the records is not as wanted, or null. Figures count by place, scope and day, however many records hold them. */
export function differ(wanted: readonly Wanted[], stand: readonly (Entry | Version)[]): string | null {
  const stray = stand.find(({ region }) => !wanted.some(one => one.region === region))
  if (stray) return `also records ${stray.region}`
  const figures = stand.flatMap(({ region, scope, asOf, metrics }) => metrics.map(metric => `${region} ${scope} ${asOf} ${print(metric)}`))
  const want = wanted.flatMap(({ region, scope, asOf, metrics }) => metrics.map(metric => `${region} ${scope} ${asOf} ${metric}`))
  const may = wanted.flatMap(({ region, scope, asOf, may: allowed }) => allowed.map(metric => `${region} ${scope} ${asOf} ${metric}`))
  const lacks = want.filter(one => !figures.includes(one)), extra = figures.filter((one, i) => figures.indexOf(one) !== i || (!want.includes(one) && !may.includes(one)))
  if (lacks.length > 0) return `lacks ${lacks.join('; ')}, has ${figures.join('; ')}`
  if (extra.length > 0) return `also has ${extra.join('; ')}`
  for (const { region, statuses, topics, metrics, asOf } of wanted) {
    const mine = stand.filter(one => one.region === region)
    if (!mine.some(({ status }) => statuses.includes(status))) return `${region} is ${mine.map(({ status }) => status)}, wants ${statuses}`
    if (metrics.length === 0 && !mine.some(one => one.asOf === asOf)) return `${region} holds for ${mine.map(one => one.asOf)}, wants ${asOf}`
    if (!mine.some(({ topic }) => topics.includes(topic))) return `${region} is about ${mine.map(({ topic }) => topic)}, wants ${topics}`
  }
  return null
}
