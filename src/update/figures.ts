// The figures of a clause, each with its indicator: behind its name, before it, or alone where the name was said before.

import type { Dictionary, Indicator } from '../table/dictionary.ts'
import type { Clause } from './clauses.ts'
import type { Mention } from './mention.ts'
import type { Run } from './runs.ts'
import type { Fault, Surroundings } from './statements.ts'

export type Figure = { readonly start: number; readonly indicator: string; readonly sure: boolean; readonly said: string } & ({ readonly value: number; readonly approximate: boolean } | { readonly fault: Fault })

type NumberMention = Extract<Mention, { kind: 'number' | 'fraction' | 'no-figure' }>
const isPlaceKind = (kind: Mention['kind']): boolean => kind === 'region' || kind === 'county' || kind === 'bare-county' || kind === 'town'
const isNumber = (mention: Mention): mention is NumberMention => mention.kind === 'number' || mention.kind === 'fraction' || mention.kind === 'no-figure'

/** Measure words in which an indicator's count may be told, beside its own unit. */
const sameUnits: Readonly<Record<string, readonly string[]>> = { 个: ['个', '家', '处'], 项: ['项', '个'], 台: ['台', '个'], 次: ['次', '个'], 名: ['名', '个'], '%': ['%'] }

/** What follows a number and is no part of a report's figure: 20分, 5楼, 3月, 第2页. */
const foreign = /^(?:[分楼层页期届年月日号点时元亩岁路份人次天周]|小时|分钟|工作日|公里|万元|人次|部电话)/u
const ordinal = /(?:第|no\.?|附件|附表|表|图|序号|编号|房间|电话|[a-z])[\s:]?$/iu
const isJoint = (mention: Mention | undefined): boolean => mention?.kind === 'join' || (mention?.kind === 'break' && mention.text === ' ')

/** The numbers that may be figures now: none of a change, an order, a past that was left, nor the 303 of 303个便民服务中心综窗改革. */
export function numbersOf(mentions: readonly Mention[], runs: readonly Run[]): NumberMention[] {
  const text = textIn(mentions)
  return mentions.filter(isNumber).filter(number => {
    const after = mentions.slice(mentions.indexOf(number) + 1), to = after.findIndex(({ kind }) => kind === 'to')
    // 由32%、6月的40%提升到45%
    if (to >= 0 && after.slice(to).some(isNumber) && !after.slice(0, to).some(({ kind }) => kind === 'indicator')) return false
    // 26个中心都改完了 counts of whom it is said
    const counted = runs.find(run => run.start === number.end && run.mentions[0]?.strength === 'part')
    if (counted && (counted.mentions.length > 1 || after.some(({ kind }) => kind === 'status'))) return false
    // 三遍, 13个县: what is counted is no indicator; 一个综窗48.5%，一个印章66% counts what is told
    const [behind] = after, touches = behind?.start === number.end
    const isCounted = number.kind === 'number' && touches && ((number.unit !== '%' && behind?.kind === 'unread') || (number.text === '一个' && behind?.kind === 'indicator' && after.some(isNumber)))
    return !isCounted && !/(?:百分点|个点)$/u.test(number.text) && !foreign.test(text(number.end, number.end + 4)) && !ordinal.test(text(number.start - 3, number.start))
  })
}

/** 40%-45%, 三到六成: two ends of a range are no figure; 由32%到45% are one. */
const isRange = (mentions: readonly Mention[]): boolean => mentions.some((mention, i) => {
  const before = mentions[i - 1], next = mentions[i + 1]
  return /^[-~到至]$/u.test(mention.text) && before !== undefined && next !== undefined && isNumber(before) && !/(?:百分点|个点)$/u.test(before.text) && isNumber(next) && !mentions.slice(0, i).some(({ text }) => /^[由从自]$/u.test(text))
})
/** 80%以上, 超过80%: a bound is no figure. */
const isBound = (number: NumberMention, text: (start: number, end: number) => string): boolean => (
  /^(?:以上|以下|以内|之上|之下|及以上|及以下)/u.test(text(number.end, number.end + 3)) || /(?:超过?|高于|大于|低于|小于|少于|多于|不足|不到|逾|突破|至少|最低|最少|最高|最多|起码|任务|目标|任务数|≥|>|<|≤)\s?$/u.test(text(number.start - 3, number.start))
)

/** Does the unit said fit the indicator? A number without one does where the name itself is a rate, or in forms. */
function fits(number: NumberMention, indicator: Indicator, run: Run, bare: boolean, isMean: boolean): boolean {
  const isBare = bare || (indicator.unit === '%' && run.mentions.some(({ text }) => /[率度例]$/u.test(text)))
  if (number.kind === 'fraction') return indicator.unit === '%'
  if (number.kind === 'no-figure') return (sameUnits[indicator.unit] ?? [indicator.unit]).includes(number.text.slice(-1))
  if (number.unit === null) return isBare && (/^\d/u.test(number.text) || number.text === '零') && !/^0\d/u.test(number.text)
  // 综窗改了5个 counts centres, 综窗平均4.9个 windows
  if (number.unit === '个' && indicator.unit === '个' && indicator.measures !== 'total') return isMean || run.mentions.some(({ strength }) => strength !== 'topic')
  return (sameUnits[indicator.unit] ?? [indicator.unit]).includes(number.unit)
}

/** The figures of a clause; `before`: what was named before, `near`: in this same sentence. */
export function figuresOf({ mentions }: Clause, runs: readonly Run[], before: readonly Run[], near: boolean, placed: boolean, { dictionary, bare }: Surroundings): Figure[] {
  const numbers = numbersOf(mentions, runs), offset = mentions[0]?.start ?? 0, text = textIn(mentions)
  // 乐山综窗45: a place, a rate and its number, and nothing else
  const isPairs = (placed || (runs.length > 1 && numbers.length >= runs.length)) && mentions.every(({ kind }) => kind === 'indicator' || kind === 'number' || kind === 'break' || kind === 'join')
  const isTable = isPairs && runs.length > 2 && numbers.length === runs.length
  const isPlain = isPairs || mentions.some(({ kind }) => isPlaceKind(kind)) && mentions.every(mention => mention.kind !== 'unread' && mention.kind !== 'talk' && !(mention.kind === 'filler' && 'paper' in mention))
  // 没有启用到90%
  const isDenied = mentions.some(mention => mention.kind === 'status' && mention.status === 'not_started')
  if (numbers.length === 0 || isDenied || isRange(mentions)) return []
  const figures: Figure[] = [], used = new Set<Run>()
  const isRow = mentions.every(({ kind }) => isPlaceKind(kind) || kind === 'break' || kind === 'join' || kind === 'number' || kind === 'fraction')
  const add = (number: NumberMention, run: Run, sure: boolean): boolean => {
    const figure = settle(number, afterwards(run, number, mentions, dictionary), sure && isClean(number, mentions) && !isVague(number, mentions), text, dictionary, bare || isTable || (isRow && run.end <= offset) || (isPlain && run.ids.every(id => dictionary.indicators[id]?.unit === '%')))
    if (figure) figures.push(figure)
    used.add(run)
    return figure !== null
  }
  const behind = (from: number, to: number): Run[] => runs.filter(run => run.start >= from && run.end <= to && !used.has(run))
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as NumberMention, last = numbers[i - 1]?.end ?? offset, next = numbers[i + 1]
    const named = behind(last, number.start)
    if (named.length === 1) add(number, named[0] as Run, true)
    else if (named.length > 1) i += several(named, i)
    else {
      const following = runs.filter(run => run.start >= number.end && (next === undefined || run.end <= next.start))[0]
      const ownNext = following !== undefined && next !== undefined && runs.filter(run => run.start >= number.end).length < numbers.length - i
      if (following !== undefined && !used.has(following) && !(next !== undefined && !ownNext)) add(number, following, true)
      else if (runs.length === 0 || (runs.length === 1 && figures.length > 0)) i += carried(number, i)
    }
  }
  return figures

  /** 综窗、印章分别45%、61%; 综窗、印章均达100%; a name beside another one is taken where nothing else joins them. */
  function several(named: readonly Run[], at: number): number {
    const following = numbers.slice(at, at + named.length)
    const between = mentions.slice(mentions.findIndex(({ start }) => start >= (named.at(-1)?.end ?? 0)), mentions.indexOf(numbers[at] as Mention))
    const inRow = following.every((one, k) => k === 0 || mentions.slice(mentions.indexOf(following[k - 1] as Mention) + 1, mentions.indexOf(one)).every(isJoint))
    if (following.length === named.length && following.length > 1 && inRow) {
      named.forEach((run, k) => add(following[k] as NumberMention, run, true))
      return named.length - 1
    }
    if (between.some(({ kind }) => kind === 'all')) named.forEach(run => add(numbers[at] as NumberMention, run, true))
    else add(numbers[at] as NumberMention, named.at(-1) as Run, false)
    return 0
  }

  /** A figure without a name takes the one said before: in a list of places, behind 达, or alone in its clause. */
  function carried(number: NumberMention, at: number): number {
    const heading = runs.length === 1 && figures.length > 0 ? runs : before
    const fresh = mentions.some(({ kind }) => isPlaceKind(kind) || kind === 'home' || kind === 'scope' || kind === 'day')
    const alone = near && mentions.every(mention => ['number', 'fraction', 'no-figure', 'break', 'to', 'filler', 'all', 'already', 'mean', 'status', 'respective'].includes(mention.kind))
    if (heading.length === 0) {
      const implied = impliedRun(number, dictionary)
      if (implied) add(number, implied, true)
      return 0
    }
    if (!fresh && !alone && !bare) return 0
    if (heading.length > 1) {
      const row = numbers.slice(at, at + heading.length)
      if (row.length < heading.length) return 0
      heading.forEach((run, k) => add(row[k] as NumberMention, run, true))
      return heading.length - 1
    }
    add(number, inUnit(heading[0] as Run, number, dictionary), true)
    return 0
  }
}

/** The text of a clause between two places of the message. */
function textIn(mentions: readonly Mention[]): (start: number, end: number) => string {
  const offset = mentions[0]?.start ?? 0
  const whole = mentions.reduce((text, mention) => text.padEnd(mention.start - offset, ' ') + mention.text, '')
  return (start, end) => whole.slice(Math.max(0, start - offset), Math.max(0, end - offset))
}

/** 9个中心已改5个: what is meant where only the verb tells. */
function impliedRun(number: NumberMention, { topics }: Dictionary): Run | null {
  const topic = topics.find(({ main, implied }) => main !== undefined && implied !== undefined && number.kind === 'fraction' && number.told.includes(implied))
  return topic?.main === undefined ? null : { ids: [topic.main], start: -1, end: -1, mentions: [], topic: topic.id }
}

/** 自助终端配备率52%，平均1.2台: the one indicator of the same topic that has the unit said. */
function inUnit(run: Run, number: NumberMention, { indicators }: Dictionary): Run {
  if (number.kind !== 'number' || number.unit === null || run.ids.some(id => indicators[id]?.unit === number.unit)) return run
  const others = Object.values(indicators).filter(({ topic, unit }) => topic === run.topic && unit === number.unit)
  return others.length === 1 && run.topic !== '' ? { ...run, ids: others.map(({ id }) => id) } : run
}

/** 材料减一半: a way of speaking, unless it is half of what is counted, or reached. */
const isVague = (number: NumberMention, mentions: readonly Mention[]): boolean => number.kind === 'number' && /^(?:一半|半数|对半)$/u.test(number.text) && mentions[mentions.indexOf(number) - 1]?.kind !== 'to'

/** 窗口由9个减到3个: of a count and the one that took its place, the latter. */
function afterwards(run: Run, number: NumberMention, mentions: readonly Mention[], { indicators }: Dictionary): Run {
  const later = run.ids.filter(id => run.ids.includes(indicators[id]?.after ?? ''))
  return later.length === 1 && mentions.some(({ kind, end }) => kind === 'to' && end <= number.start) ? { ...run, ids: later } : run
}

/** No unknown word stands in the same piece, which blanks part: 46% 加油. */
function isClean(number: NumberMention, mentions: readonly Mention[]): boolean {
  const isBlank = (mention: Mention): boolean => mention.kind === 'break' && mention.text === ' '
  const at = mentions.indexOf(number), from = mentions.findLastIndex((mention, i) => i < at && isBlank(mention)), to = mentions.findIndex((mention, i) => i > at && isBlank(mention))
  return mentions.slice(from + 1, to < 0 ? undefined : to).every(({ kind }) => kind !== 'unread')
}

function settle(number: NumberMention, run: Run, sure: boolean, text: (start: number, end: number) => string, dictionary: Dictionary, bare: boolean): Figure | null {
  const [id] = run.ids, indicator = dictionary.indicators[id ?? '']
  if (run.ids.length !== 1 || id === undefined || !indicator || !fits(number, indicator, run, bare, /平均|均/u.test(text(run.start, number.start)))) return null
  const base = { start: number.start, indicator: id, sure, said: number.text }
  if (number.kind === 'no-figure') return { ...base, fault: 'none' }
  if (/(?:^|[^\d.a-z])-$|负$/u.test(text(number.start - 2, number.start))) return { ...base, fault: 'negative' }
  // 代办员减少11名, 综窗提高13%: by how much, not how many
  if (!/减|压|提速/u.test(indicator.name) && /(?:减少|减|增加|增长|新增|净增|上升|下降|提高|提升|降低|上涨|增|涨)了?\s?$/u.test(text(number.start - 5, number.start))) return null
  if (isBound(number, text)) return { ...base, sure: false, fault: 'bound' }
  const isRate = indicator.unit === '%'
  if (isRate && number.value > 100) return { ...base, fault: 'over' }
  if (isRate && number.kind === 'number' && number.unit === null && number.value < 1 && number.value > 0) return { ...base, fault: 'ratio' }
  const approximate = number.approximate || /近|约|大概|大致|差不多|几乎/u.test(text(run.end, number.start)) || /(?:将近|接近|近|约莫?|约摸|大概|大致|大约|差不多|几乎)\s?$/u.test(text(number.start - 4, number.start)) || /^(?:左右|上下|多|余|有余)/u.test(text(number.end, number.end + 3))
  return { ...base, value: number.value, approximate }
}
