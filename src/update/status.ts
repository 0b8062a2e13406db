// The state that a clause tells (已完成, 推进中, 还没启动) and of what. Beside a part of the whole it tells none.

import type { Dictionary } from '../table/dictionary.ts'
import type { Clause } from './clauses.ts'
import { numbersOf, type Figure } from './figures.ts'
import type { Mention } from './mention.ts'
import { isPlace } from './places.ts'
import type { Status } from './record.ts'
import type { Run } from './runs.ts'
import { themeOf } from './themes.ts'

export type StatusSaid = { readonly start: number; readonly status: Status; readonly topics: readonly string[]; readonly sure: boolean }

/** What was named before, and in which sentence. */
type Before = { readonly runs: readonly Run[]; readonly sentence: number }

/** `bare`: the message bears a tag, so that a theme (验收) may be what is told of. */
export function readStatus({ mentions, sentence, headsList }: Clause, runs: readonly Run[], figures: readonly Figure[], before: Before, { bare, dictionary }: { readonly bare: boolean; readonly dictionary: Dictionary }): StatusSaid | null {
  const at = mentions.findLastIndex(({ kind }) => kind === 'status'), said = mentions[at]
  if (said?.kind !== 'status') return null
  const first = figures[0], beside = numbersOf(mentions, runs).length > 0
  if (beside && first === undefined) return null
  if (first !== undefined) {
    const whole = !('fault' in first) && first.value === 100
    if (said.start < first.start ? !(whole && said.status === 'done') : said.status === 'done' ? !whole : false) return null
  }
  // 已实现综窗全覆盖
  const isMarked = said.weak !== true || mentions.some((mention, i) => mention.kind === 'already' || mention.kind === 'all' || (i < at && mention.kind === 'status' && mention.status === said.status))
  const isOfRun = (mention: Mention): boolean => !(mention.kind === 'indicator' && mention.strength === 'head') && runs.some(run => run.start <= mention.start && mention.end <= run.end)
  const isLast = mentions.slice(at + 1).every(mention => (mention.kind === 'filler' && !mention.paper) || mention.kind === 'break' || mention.kind === 'join' || isOfRun(mention))
  const between = mentions.filter(mention => mention.start >= (runs.findLast(run => run.end <= said.start)?.end ?? 0) && mention.end <= said.start)
  const isPaper = between.some(mention => mention.kind === 'filler' && mention.paper === true)
  const theme = bare ? themeOf(between.map(({ text }) => text).join(''), dictionary) : null
  const own = theme !== null ? [theme] : [...new Set(runs.map(({ topic }) => topic).filter(topic => topic !== ''))]
  const carried = headsList || before.sentence === sentence || mentions.some(isPlace) ? [...new Set(before.runs.map(({ topic }) => topic).filter(topic => topic !== ''))] : []
  const topics = own.length > 0 ? own : runs.length > 0 ? [] : carried
  // 综窗培训已完成: which of the two?
  const isOne = own.length < 2 || mentions.some(({ kind }) => kind === 'join')
  if (topics.length === 0) return null
  return { start: said.start, status: said.status, topics, sure: isMarked && isLast && isOne && !isPaper }
}
