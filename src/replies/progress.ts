// What the bot says of the ledger as a whole: the latest of a place, who has reported and who has not, the digest, a collection. Cities in the order of
// the roster, never by rank.

import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayContent, sayMetric, sayPlace, sayRecord, sayShortPlace } from './updates.ts'
import { sayDate, sayName } from './words.ts'

type Metric = { readonly indicator: string; readonly value: number; readonly unit: string; readonly approx?: true }
type Record = { readonly id: number; readonly region: string; readonly scope: 'pilot' | 'non_pilot' | null; readonly topic: string; readonly metrics: readonly Metric[]; readonly status: 'not_started' | 'in_progress' | 'done' | null; readonly asOf: string; readonly reporter: string; readonly state: string }

const mostLines = 6
const sayState = (state: string): string => (state === 'verified' ? '已核实' : state === 'to_check' ? '待核' : '')
const sayNames = (names: readonly string[], dictionary: Dictionary): string => names.map(name => sayRegion(dictionary, name)).join('、')
const rest = (count: number): string[] => (count > mostLines ? [`另有${count - mostLines}条，请问得再具体些，或要台账。`] : [])
const inBrackets = (...parts: readonly string[]): string => `（${parts.filter(part => part !== '').join('，')}）`

/** 乐山市最新上报：综窗完成率45%（8月25日，乐山-张三，#1） */
export function tellLatest(region: string, records: readonly Record[], dictionary: Dictionary, now: Date): string {
  if (records.length === 0) return `${sayPlace(region, dictionary)}还没有上报进展。`
  const lines = records.slice(0, mostLines).map(record => `${record.region === region ? '' : sayShortPlace(record.region, dictionary)}${record.scope === 'pilot' ? '试点' : record.scope === 'non_pilot' ? '非试点' : ''}${sayContent(record, dictionary)}${inBrackets(sayDate(record.asOf, now), record.reporter, sayState(record.state), `#${record.id}`)}`)
  return [`${sayPlace(region, dictionary)}最新上报：`, ...lines, ...rest(records.length)].join('\n')
}

/** 你报过3条：#1 … */
export function tellMine(records: readonly Record[], dictionary: Dictionary, now: Date): string {
  if (records.length === 0) return '你在本群还没有报过进展。'
  return [`你在本群报过的（现行有效${records.length > mostLines ? `，最近${mostLines}条` : ''}）：`, ...records.slice(0, mostLines).map(record => `#${record.id} ${sayRecord(record, dictionary)}${inBrackets(sayDate(record.asOf, now), sayState(record.state))}`)].join('\n')
}

/** 乐山市综窗完成率历次上报：7月20日通报…；8月25日45%（#1） */
export function tellHistory(region: string, indicator: string, versions: readonly (Record & { readonly kind: string })[], official: string | null, dictionary: Dictionary, now: Date): string {
  const stateNames: Readonly<{ [state: string]: string }> = { superseded: '已更正', withdrawn: '已撤回', returned: '已退回', verified: '已核实', to_check: '待核' }
  const points = versions.flatMap(version => version.metrics.filter(metric => metric.indicator === indicator).map(metric => `${sayDate(version.asOf, now)}${sayMetric(metric)}${inBrackets(version.scope === 'pilot' ? '试点' : version.scope === 'non_pilot' ? '非试点' : '', stateNames[version.state] ?? '', `#${version.id}`)}`))
  return [`${sayPlace(region, dictionary)}${sayName(indicator, dictionary)}历次上报：`, ...(official === null ? [] : [official]), points.join('；') || '还没有上报。'].join('\n')
}

export type Coverage = { readonly what: string; readonly since: string; readonly done: readonly string[]; readonly missing: readonly string[] }

/** 综窗完成率（7月20日以来）：已报5个：…⏎未报16个：… */
export function tellCoverage({ what, since, done, missing }: Coverage, wants: 'done' | 'missing', dictionary: Dictionary, now: Date): string {
  const own = wants === 'done' ? done : missing, other = wants === 'done' ? missing : done
  const word = (isDone: boolean): string => (isDone ? '已报' : '未报')
  const list = own.length === 0 ? '没有' : sayNames(own, dictionary)
  return `${what}${inBrackets(`${sayDate(since, now)}以来`)}\n${word(wants === 'done')}${own.length}个：${list}\n${word(wants !== 'done')}${other.length}个`
}

export type Rates = { readonly expected: readonly string[]; readonly onTime: readonly string[]; readonly late: readonly string[]; readonly missing: readonly string[] }

const percent = (part: number, whole: number): string => (whole === 0 ? '0%' : `${Math.round(part / whole * 1000) / 10}%`)

/** Expected, received, on time, late, missing: the five figures of a collection. */
export function tellCollection(indicator: string, due: string, { expected, onTime, late, missing }: Rates, dictionary: Dictionary, now: Date): string {
  const received = onTime.length + late.length
  return [
    `收集${sayName(indicator, dictionary)}，截至${sayDate(due, now)}`,
    `应报${expected.length}个，已报${received}个（${percent(received, expected.length)}），按时${onTime.length}个（${percent(onTime.length, expected.length)}），逾期${late.length}个`,
    ...(late.length > 0 ? [`逾期报的：${sayNames(late, dictionary)}`] : []),
    missing.length === 0 ? '已报齐。' : `未报${missing.length}个：${sayNames(missing, dictionary)}`,
  ].join('\n')
}

export const collectionOpened = (indicator: string, due: string, expected: number, unit: string, dictionary: Dictionary, now: Date): string => (
  `开始收集${sayName(indicator, dictionary)}，截至${sayDate(due, now)}，应报${expected}个市州。\n直接在群里写数就行，例如“乐山${sayName(indicator, dictionary)}${unit === '%' ? '45%' : `38${unit}`}”。看进度回“收集情况”，结束回“结束收集”。`
)
export const collectionEnded = (told: string): string => `收集已结束。\n${told}`
export const noCollection = '本群现在没有在收集的指标。管理员可发“收集综窗完成率 截至8月31日”。'
export const collectWhat = '收集哪一项？请写明指标和截止日，例如“收集综窗完成率 截至8月31日”。'
export const collectUntil = (indicator: string, dictionary: Dictionary): string => `收集${sayName(indicator, dictionary)}到哪天为止？请写明，例如“收集${sayName(indicator, dictionary)} 截至8月31日”。`
export const whichIndicator = '指哪一项指标？例如“谁还没报综窗”。'

export type Digest = {
  readonly from: string
  readonly until: string
  readonly changes: readonly { readonly region: string; readonly texts: readonly string[] }[]
  readonly reported: readonly string[]
  readonly expected: number
  readonly toCheck: number
  readonly narratives: number
}

/** What changed, who has reported, what is to be checked, what was kept in words only; in the order of the roster. */
export function tellDigest({ from, until, changes, reported, expected, toCheck, narratives }: Digest, dictionary: Dictionary, now: Date): string {
  const lines = changes.slice(0, 21).map(({ region, texts }) => `${sayRegion(dictionary, region)}${texts.join('，')}`)
  return [
    `进展汇总（${sayDate(from, now)}至${sayDate(until, now)}）`,
    `有上报的市州${reported.length}个，共${expected}个${reported.length > 0 ? `：${sayNames(reported, dictionary)}` : ''}`,
    ...(lines.length > 0 ? [lines.join('；')] : ['没有新的数。']),
    ...(toCheck > 0 ? [`待核${toCheck}条，请管理员回“待核”查看`] : []),
    ...(narratives > 0 ? [`只有文字、没有读出数的${narratives}条，见台账`] : []),
  ].join('\n')
}

/** 综窗完成率45%（上次0%） */
export const sayChange = (metric: Metric, before: number | null, dictionary: Dictionary): string => `${sayName(metric.indicator, dictionary)}${sayMetric(metric)}${before === null || before === metric.value ? '' : `（上次${before}${metric.unit}）`}`
