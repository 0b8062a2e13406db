// Clauses → statements: this place has this figure, or this state, on this day. One pass over the message that remembers what was named before.

import type { Scope } from '../question/plan.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { dayBehind, placeBehind } from './behind.ts'
import type { Clause } from './clauses.ts'
import { dayMeant } from './days.ts'
import { figuresOf, type Figure } from './figures.ts'
import type { Mention } from './mention.ts'
import { homeOf, isGlue, isPlace, resolvePlace, type Place, type PlaceMention, type Sender } from './places.ts'
import type { Status } from './record.ts'
import { readRuns, type Run } from './runs.ts'
import { readStatus } from './status.ts'

export type Fault = 'over' | 'negative' | 'none' | 'ratio' | 'bound' | 'conflict'

export type Statement = {
  readonly place: Place
  /** Was the place named, not only the writer's own? */
  readonly placed: boolean
  readonly scope: Scope | null
  readonly asOf: string
  readonly line: number
  /** Is every word around it known? Only then it counts in talk that bears no tag. */
  readonly sure: boolean
  readonly said: string
} & (
  | { readonly kind: 'figure'; readonly indicator: string; readonly value: number; readonly approximate: boolean }
  | { readonly kind: 'status'; readonly topic: string; readonly status: Status }
  | { readonly kind: 'fault'; readonly indicator: string; readonly fault: Fault }
)

type Memory = {
  /** Places that were named last, and whether another name is still one of the same list. */
  places: readonly Place[]
  open: boolean
  placed: boolean
  city: string | null
  scope: Scope | null
  /** Was a scope named that no figure has used yet? */
  scopeFresh: boolean
  asOf: string
  /** The day that holds when a sentence is over: a day in its middle is its own. */
  dayAfter: string
  /** 还没启动的：, until another one */
  heads: { readonly status: Status; readonly topics: readonly string[] } | null
  runs: readonly Run[]
  /** The line of names that no figure has followed yet. */
  heading: number
  sentence: number
}

export type Surroundings = { readonly sender: Sender; readonly today: string; readonly dictionary: Dictionary; /** In lists and forms a figure may stand without its unit. */ readonly bare: boolean }

/** A figure that was, or by which it changed, still names what the next one is of: 上月综窗32%，目前45%. */
const namesOn = ({ talk }: Clause): boolean => talk === 'past' || talk === 'change' || talk === 'rank'

export type Heading = { readonly runs: readonly Run[]; readonly asOf: string | null; readonly scope: Scope | null }

/** What a title says of the lines below it, whatever else it asks for. */
export function headingOf(clauses: readonly Clause[], today: string, dictionary: Dictionary): Heading {
  const mentions = clauses.flatMap(clause => clause.mentions), day = mentions.find(mention => mention.kind === 'day' && (mention.until || mention.grain === 'day' || mention.isEnd) && !mention.before)
  const scope = mentions.find(mention => mention.kind === 'scope')
  return { runs: readRuns(clauses, dictionary), asOf: day?.kind === 'day' ? dayMeant(day, today) : null, scope: scope?.kind === 'scope' && (scope.scope === 'pilot' || scope.scope === 'non_pilot') ? scope.scope : null }
}

/** All that the clauses state. Talk states nothing. */
export function readStatements(clauses: readonly Clause[], surroundings: Surroundings, heading: Heading | null = null): Statement[] {
  const { sender, today, dictionary } = surroundings
  const plain = clauses.filter(clause => clause.talk === null || namesOn(clause)), runs = readRuns(plain, dictionary)
  const memory: Memory = { places: [homeOf(sender)], open: false, placed: false, city: sender.city, scope: heading?.scope ?? null, scopeFresh: true, asOf: heading?.asOf ?? today, dayAfter: heading?.asOf ?? today, heads: null, runs: heading?.runs ?? [], heading: -1, sentence: heading ? 0 : -1 }
  const stated = plain.flatMap(clause => {
    const own = runs.filter(({ start, end }) => clause.mentions.some(mention => mention.start <= start && start < mention.end) && end > start)
    const statements = clause.talk === null ? readClause(clause, own, memory, surroundings) : []
    // 地区 综窗(%) 印章(%): the names of one line head the columns below
    if (own.length > 0) memory.runs = memory.heading === clause.line && statements.length === 0 ? [...memory.runs, ...own] : own
    memory.heading = statements.length === 0 && own.length > 0 ? clause.line : memory.heading === clause.line && statements.length === 0 ? clause.line : -1
    memory.sentence = clause.sentence
    return statements.map(statement => ({ statement, clause }))
  })
  const stating = stated.map(({ clause }) => clause)
  return stated.map(({ statement, clause }) => {
    const place = statement.placed ? null : placeBehind(clause, clauses, stating, surroundings)
    return { ...statement, asOf: dayBehind(clause, clauses, stating, today) ?? statement.asOf, ...(place ? { place, placed: true } : {}) }
  })
}

/** Takes up the places of a clause from `at` on: those side by side are one (泸州江阳区), those in a list are several. */
function takePlace(mentions: readonly Mention[], at: number, memory: Memory, { sender, dictionary }: Surroundings): void {
  const mention = mentions[at] as PlaceMention, before = mentions[at - 1]
  // Its city stood right before it and was taken with it.
  const group: PlaceMention[] = [mention]
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = mentions[i]
    if (one && isPlace(one)) group.unshift(one)
    else if (!(one?.kind === 'break' && one.text === ' ')) break
  }
  const isRefined = group.length > 1 && before !== undefined && narrows(group.at(-2), mention)
  const place = resolvePlace(isRefined ? group.slice(-3).filter((one, i, all) => i === all.length - 1 || narrows(one, all[i + 1])) : [mention], sender, memory.city, dictionary)
  if (place.problem === undefined) memory.city = place.region.split('/')[0] ?? null
  memory.places = memory.open && !isRefined ? [...memory.places, place] : isRefined && memory.open ? [...memory.places.slice(0, -1), place] : [place]
  memory.open = true
  memory.placed = true
}

const rank = (mention: PlaceMention | undefined): number => (mention === undefined ? 0 : mention.kind === 'region' ? 1 : mention.kind === 'home' ? (mention.level === 'county' ? 2 : 1) : mention.kind === 'town' && mention.level === 'town' ? 3 : 2)
const narrows = (one: PlaceMention | undefined, next: PlaceMention | undefined): boolean => one !== undefined && next !== undefined && rank(one) < rank(next)

function readClause(clause: Clause, runs: readonly Run[], memory: Memory, surroundings: Surroundings): Statement[] {
  const { mentions, line } = clause
  const statements: Statement[] = []
  const known = mentions.every(({ kind }) => kind !== 'unread')
  // 泸州综窗⏎77.4%
  const isNear = memory.sentence === clause.sentence || (memory.heading >= 0 && memory.heading === line - 1)
  const figures = figuresOf(clause, runs, memory.runs, isNear, memory.placed, surroundings)
  const statusAt = readStatus(clause, runs, figures, memory, surroundings)
  /** Do all figures of this clause follow all its places, one each? 涪城、游仙分别30%、22% */
  const spread = figures.length > 1 && mentions.filter(isPlace).length === figures.length && new Set(figures.map(({ indicator }) => indicator)).size === 1
    && mentions.findLastIndex(isPlace) < mentions.findIndex(({ start }) => start === figures[0]?.start)
  const all: Place[] = []
  const stand = (said: string, places = memory.places) => places.map(place => ({ place, placed: memory.placed, scope: memory.scope, asOf: memory.asOf, line, said }))

  if (memory.sentence !== clause.sentence) memory.asOf = memory.dayAfter
  const isFirst = memory.sentence !== clause.sentence
  mentions.forEach((mention, i) => {
    if (mention.kind === 'day') {
      memory.asOf = isLeft(mentions[i - 1]) ? memory.asOf : dayMeant(mention, surroundings.today)
      if (isFirst || mention.until) memory.dayAfter = memory.asOf
    } else if (mention.kind === 'scope') {
      memory.scope = mention.scope === 'pilot' || mention.scope === 'non_pilot' ? mention.scope : null
      memory.scopeFresh = true
    }
    else if (isPlace(mention)) {
      // A scope holds for the places of its clause.
      if (!memory.open && !memory.scopeFresh && !mentions.some(({ kind }) => kind === 'scope')) memory.scope = null
      takePlace(mentions, i, memory, surroundings)
      all.push(...memory.places.slice(-1))
    } else if (!isGlue(mention)) {
      const found = figures.filter(({ start }) => start === mention.start)
      for (const figure of found) {
        const targets = spread ? all.slice(figures.indexOf(figure), figures.indexOf(figure) + 1) : memory.places
        statements.push(...stand(figure.said, targets).map((one): Statement => ({ ...one, sure: figure.sure, ...stated(figure) })))
      }
      if (statusAt && statusAt.start === mention.start) {
        for (const topic of statusAt.topics) statements.push(...stand(mention.text).map((one): Statement => ({ ...one, kind: 'status', topic, status: statusAt.status, sure: statusAt.sure && known })))
      }
      if (found.length > 0 || mention.kind === 'status') memory.open = false
    }
  })
  if (statements.length > 0) memory.scopeFresh = false
  memory.open = false
  const named = listed()
  return [...statements, ...named]

  /** 已完成综窗改革的：汶川、理县; the states of those that are named under it. */
  function listed(): Statement[] {
    if (clause.headsList && statusAt) {
      memory.heads = statusAt
      statements.length = 0
      return []
    }
    const isNames = all.length > 0 && statements.length === 0 && mentions.every(one => isPlace(one) || isGlue(one) || one.kind === 'break')
    if (!isNames || memory.heads === null) return []
    const { status, topics } = memory.heads
    return all.flatMap(place => topics.map((topic): Statement => ({ place, placed: true, scope: memory.scope, asOf: memory.asOf, line, said: '', kind: 'status', topic, status, sure: true })))
  }
}

/** 较7月20日的29.9%: the day of a figure that was left. */
const isLeft = (before: Mention | undefined): boolean => before !== undefined && /^(?:较|比|由|从|自|与|和|同|跟)$/u.test(before.text)

const stated = (figure: Figure) => ('fault' in figure
  ? { kind: 'fault' as const, indicator: figure.indicator, fault: figure.fault }
  : { kind: 'figure' as const, indicator: figure.indicator, value: figure.value, approximate: figure.approximate })
