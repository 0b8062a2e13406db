// Which indicators are named. A part (行政权力) and another (下放) in one run mean what they have in common; words that meet nowhere
// name different indicators. Weak parts alone (社区, 窗口) name nothing, so that 社区综窗率 is not answered as 综窗率.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Mention } from '../mentions/mention.ts'
import type { Named } from './sketch.ts'

type IndicatorMention = Extract<Mention, { kind: 'indicator' }>

const common = (a: readonly string[], b: readonly string[]): string[] => a.filter(id => b.includes(id))

/** A wall between two indicator words: they are not parts of one name. */
const isWall = (mention: Mention): boolean => mention.kind === 'join' || mention.kind === 'bound' || mention.kind === 'number' || mention.kind === 'order' || mention.kind === 'comparative' || mention.kind === 'not' || (mention.kind === 'act' && mention.act !== 'do') || (mention.kind === 'break' && mention.hard)

/** 哪个的自助机多？按平均台数: said more exactly afterwards, with no order of its own. */
const isPassable = (mention: Mention): boolean => mention.kind === 'comparative' || mention.kind === 'order' || mention.kind === 'break'

type Run = { ids: string[]; main: string | undefined; counted: string | undefined; mentions: IndicatorMention[]; strong: boolean }

const isStrong = (mention: IndicatorMention): boolean => mention.strength === 'form' || mention.strength === 'topic' || mention.strength === 'part'

/** Ids that the words of a run leave, narrowed by its topic's main indicator where nothing else decides. */
function settleRun(run: Run, unit: string | null, dictionary: Dictionary): string[] {
  const unitOf = (id: string) => dictionary.indicators[id]?.unit
  let ids = run.ids
  if (unit !== null && ids.length > 1) {
    const fits = ids.filter(id => unitOf(id) === unit)
    if (fits.length > 0) {
      if (fits.length > 1 && run.counted && fits.includes(run.counted)) return [run.counted]
      ids = fits
    } else if (unit !== '%') ids = ids.filter(id => unitOf(id) !== '%')
    if (ids.length === 0) ids = run.ids
  }
  if (ids.length > 1 && run.main !== undefined && ids.includes(run.main)) return [run.main]
  return ids
}

/**
 * Groups the indicator words of a question.
 *
 * `unitOf(run start, end)` tells the unit asked for or compared near a run: 几台 makes 自助终端 a count of machines.
 */
export function nameIndicators(mentions: readonly Mention[], dictionary: Dictionary, unitNear: (start: number, end: number) => string | null): { named: Named[]; weak: Named[]; stray: Mention[] } {
  const runs: Run[] = [], stray: Mention[] = []
  let current: Run | null = null, walls: Mention[] = []
  for (const [i, mention] of mentions.entries()) {
    if (isWall(mention)) walls.push(mention)
    if (mention.kind !== 'indicator') continue
    const gap = current === null ? Infinity : mention.start - (current.mentions.at(-1)?.end ?? 0)
    const shared: string[] = current === null ? [] : common(current.ids, mention.ids)
    const walled = walls.length > 0 && !(walls.every(isPassable) && !mentions.slice(i + 1).some(m => m.kind === 'comparative' || m.kind === 'order' || m.kind === 'join' || (m.kind === 'ask' && m.ask !== 'each')))
    if (mention.strength === 'head') {
      // A head word (率, 数量) narrows the name it stands at; it may not turn it into another than its topic's main one.
      const keepsMain = current?.main === undefined || shared.includes(current.main)
      if (current !== null && gap <= 2 && walls.length === 0) {
        if (shared.length > 0 && keepsMain) take(current, mention, shared)
        else if (current.mentions.length > 1 && common(current.mentions.at(-1)?.ids ?? [], mention.ids).length > 0) stray.push(...current.mentions.slice(0, -1))   // 以前综窗率: no rate of before
        else if (mention.text !== '数') stray.push(mention)
      }
      continue
    }
    // 自助终端使用率: a bare rate behind a name that it doesn't belong to
    if (current !== null && shared.length === 0 && gap === 0 && walls.length === 0 && /^.{2}率$/u.test(mention.text)) {
      stray.push(mention)
      continue
    }
    const softMeets = current !== null && ((mention.strength === 'soft' && current.mentions.every(isWhole)) || (current.mentions.every(m => m.strength === 'soft') && isWhole(mention)))
    if (current !== null && shared.length > 0 && !softMeets && (!walled || (!current.strong && !isStrong(mention)))) take(current, mention, shared)
    else {
      current = { ids: [...mention.ids], main: mention.main, counted: mention.counted, mentions: [mention], strong: isStrong(mention) }
      runs.push(current)
    }
    walls = []
  }
  lend(runs)
  const named: Named[] = [], weak: Named[] = []
  for (const run of runs) {
    const start = run.mentions[0]?.start ?? 0, end = run.mentions.at(-1)?.end ?? 0, unit = unitNear(start, end)
    // 自助机最多, 综合窗口最少: how many, not what share
    const next = mentions[mentions.indexOf(run.mentions.at(-1) as Mention) + 1], asksCount = run.mentions.length === 1 && next !== undefined && next.start - end <= 1 && (next.kind === 'order' || next.kind === 'comparative') && /[多少]/u.test(next.text)
    const one: Named = { ids: asksCount && run.counted !== undefined && unit === null ? [run.counted] : settleRun(run, unit, dictionary), start, end, mentions: run.mentions }
    // 配了几台: a unit that only one of a weak part's indicators has
    const byUnit = !run.strong && unit !== null && unit !== '个' && one.ids.length === 1 && dictionary.indicators[one.ids[0] ?? '']?.unit === unit
    if (run.strong || byUnit || isSupported(run, runs, dictionary)) named.push(one)
    else if (run.mentions.every(mention => mention.strength === 'soft')) weak.push(one)
    else if (!runs.some(other => other.strong && common(other.ids, run.ids).length > 0)) weak.push(one)
  }
  return { named, weak, stray }
}

const isWhole = (mention: IndicatorMention): boolean => mention.strength === 'topic' || mention.strength === 'form'

function take(run: Run, mention: IndicatorMention, shared: string[]): void {
  run.ids = shared
  run.main = [mention.main, run.main].find(id => id !== undefined && shared.includes(id))
  run.counted = mention.counted ?? run.counted
  run.mentions.push(mention)
  run.strong ||= isStrong(mention)
}

/** 行政权力和公共服务下放…: the first name lacks what only the second says; it is lent where it fits. */
function lend(runs: readonly Run[]): void {
  for (const run of runs) {
    if (run.ids.length < 2 || run.main !== undefined) continue
    for (const other of runs) {
      if (other === run) continue
      for (const word of other.mentions) {
        const shared = common(run.ids, word.ids)
        if (shared.length > 0 && shared.length < run.ids.length) run.ids = shared
      }
    }
  }
}

/** Two weak words that meet say enough (现设 … 窗口). */
const isJoint = (run: Run): boolean => run.mentions.filter(mention => mention.strength === 'weak').length > 1 || (run.mentions.some(m => m.strength === 'weak') && run.mentions.some(m => m.strength === 'soft'))

/** Is a weak part carried by a neighbour: by a shared word (社区和村各有几个代办员) or by its topic and unit (便民服务中心 站 室)? */
function isSupported(run: Run, runs: readonly Run[], dictionary: Dictionary): boolean {
  if (run.mentions.every(mention => mention.strength === 'head' || mention.strength === 'soft')) return false
  if (isJoint(run)) return true
  const mine = dictionary.indicators[run.ids[0] ?? '']
  return runs.some(other => other !== run && (other.strong || isJoint(other)) && (
    other.mentions.some(word => word.strength === 'part' && common(run.ids, word.ids).length > 0)
    || (run.ids.length === 1 && other.ids.some(id => dictionary.indicators[id]?.topic === mine?.topic && dictionary.indicators[id]?.unit === mine?.unit))
  ))
}
