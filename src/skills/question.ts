// The question skill: a text and what was said before → one reply and what to remember. Reads the database, writes nothing.

import { answerPlan, type Answer, type Told } from '../table/answer.ts'
import { isTotal, type Dictionary } from '../table/dictionary.ts'
import type { Library } from '../library.ts'
import type { Asker } from '../store/ledger.ts'
import type { Pending } from './pending.ts'
import { reportedAlone, reportedBeside, reportedByCounty } from './reported.ts'
import { normalise } from '../language/normalise.ts'
import { greeting, help, tellBeside, tellCounty, tellFacts, tellGuesses, tellOptions, tellRefusal, tellTerm, thanks } from '../replies/back.ts'
import { tellAnswers, tellSource } from '../replies/answers.ts'
import { isTablePlan, printPlan, type Plan } from '../question/plan.ts'
import { readQuestion } from '../question/read.ts'
import type { Context, Guess, Option, Reading } from '../question/reading.ts'

export type Reply = {
  readonly text: string
  readonly status: 'answered' | 'clarify' | 'not_in_data' | 'not_understood'
  readonly via: 'rules' | 'llm'
  readonly ms: number
  readonly answers: readonly Answer[]
  readonly plan?: string
}

/** What a person's last turn leaves behind, for ten minutes. `pending`: what a report of theirs may be answered with; `question`: as what it is kept. */
export type Memory = { readonly context: Context | null; readonly options: readonly Option[]; readonly pending?: Pending; readonly question?: number }

export type Turn = {
  readonly text: string
  readonly region: string | null
  readonly memory: Memory | null
  readonly now: Date
  readonly elapsed: () => number
  /** For whom what was reported is told; nobody in particular sees what an admin has verified. */
  readonly asker?: Asker
}

/** `silent`: an acknowledgement (收到) that gets no answer. `unread`: words that name nothing known, as the message has them once normalised. */
export type Outcome = { readonly reply: Reply; readonly memory: Memory | null; readonly silent: boolean; readonly plans: readonly Plan[]; readonly unread: readonly string[] }

/** Answers one turn of a conversation; the next turn is given what this one leaves. */
export function answerQuestion(turn: Turn, library: Library): Outcome {
  const chosen = chooseOption(turn, library)
  const reading = chosen ? { kind: 'plans' as const, plans: [chosen.plan], guesses: [] }
    : readQuestion(turn.text, library.vocabulary, turn.memory?.context ?? null, { region: turn.region }, library.botNames)
  const told = tell(reading, turn, library)
  const [plan] = reading.kind === 'plans' ? reading.plans : []
  const silent = plan?.kind === 'social' && plan.what === 'silence'
  const keeps = plan === undefined || plan.kind === 'social'
  const options = reading.kind === 'choice' ? reading.options : reading.kind === 'outside' && reading.instead ? [reading.instead] : []
  const last = reading.kind === 'plans' ? reading.plans.at(-1) : undefined
  const context = keeps || last === undefined ? turn.memory?.context ?? null : { plan: last, answered: answeredBy(told.lastAnswers, library.dictionary), text: turn.text, trail: trailOf(last, turn.memory?.context ?? null) }
  return { reply: { ...told.reply, ms: turn.elapsed() }, memory: context || options.length > 0 ? { context, options } : null, silent, plans: reading.kind === 'plans' ? reading.plans : [], unread: unreadOf(reading) }
}

/** An unknown noun is told as 不在表里, and is unread all the same. */
function unreadOf(reading: Reading): readonly string[] {
  if (reading.kind === 'outside') return reading.why === 'unknown' ? [reading.what] : []
  return reading.kind === 'unclear' && reading.why === 'unread' ? reading.words : []
}

/** 1, 第二个 or the option's own word answers the choice that was put; anything else is a new question. */
export function chooseOption({ text, memory }: Pick<Turn, 'text' | 'memory'>, { botNames }: Pick<Library, 'botNames'>): Option | null {
  if (!memory || memory.options.length === 0) return null
  const plain = normalise(text, botNames).replace(/[。.!?,\s]/gu, ''), number = /^(?:第|选|回)?([1-9一二三四五六])(?:个|项|号)?$/u.exec(plain)?.[1]
  if (number !== undefined) return memory.options[(/\d/.test(number) ? Number(number) : '一二三四五六'.indexOf(number) + 1) - 1] ?? null
  const said = memory.options.filter(({ label }) => plain.length >= 2 && (label === plain || label.includes(plain)))
  return said.length === 1 ? said[0] ?? null : null
}

/** Single regions asked about one after the other; a question about something else starts anew. */
function trailOf(plan: Plan, before: Context | null): string[] {
  const names = isTablePlan(plan) && plan.regions.kind === 'named' && plan.regions.names.length === 1 ? plan.regions.names : []
  const sameKind = before !== null && isTablePlan(before.plan) && isTablePlan(plan) && before.plan.kind === plan.kind && JSON.stringify('indicators' in before.plan && before.plan.indicators) === JSON.stringify('indicators' in plan && plan.indicators)
  return [...(sameKind ? before.trail : []), ...names].slice(-5)
}

function answeredBy(told: readonly Told[], dictionary: Dictionary): Record<string, string[]> {
  const answered: Record<string, string[]> = {}
  for (const { scope, rows } of told) {
    if (scope === null || scope === 'both') continue
    answered[scope] ??= [...new Set(rows.map(row => row.region))].filter(name => !isTotal(dictionary, name))
  }
  return answered
}

/** Facts asked one after the other are told together: what they share is said once. */
function joinFacts(plans: readonly Plan[]): Plan[] {
  const joined: Plan[] = []
  for (const plan of plans) {
    const last = joined.at(-1)
    if (plan.kind === 'fact' && last?.kind === 'fact') joined[joined.length - 1] = { kind: 'fact', ids: [...new Set([...last.ids, ...plan.ids])] }
    else joined.push(plan)
  }
  return joined
}

type Text = { readonly reply: Omit<Reply, 'ms'>; readonly lastAnswers: readonly Told[] }

function tell(reading: Reading, { now, asker = { room: null, isAdmin: false } }: Turn, library: Library): Text {
  const { store, dictionary } = library
  const plain = (text: string, status: Reply['status']): Text => ({ reply: { text, status, via: 'rules', answers: [] }, lastAnswers: [] })
  if (reading.kind === 'choice') return plain(tellOptions(reading.options), 'clarify')
  if (reading.kind === 'outside') return plain(tellRefusal(reading, dictionary, now), 'not_in_data')
  if (reading.kind === 'unclear') return plain(tellRefusal(reading, dictionary, now), reading.why === 'unread' || reading.why === 'nothing' || reading.why === 'too-long' ? 'not_understood' : 'clarify')

  const lines: string[] = [], sources = new Set<string>(), answers: Told[] = []
  let status: Reply['status'] = 'answered', lastAnswers: readonly Told[] = []
  for (const plan of joinFacts(reading.plans)) {
    const part = tellPlan(plan)
    if (part.status !== 'answered' && reading.plans.length === 1) status = part.status
    lines.push(...part.lines)
    if (part.source) sources.add(part.source)
    answers.push(...part.told)
    lastAnswers = part.told
  }
  const guesses = reading.guesses.filter(({ said, read }) => said !== read)
  const refused = (reading.outside ?? []).map(part => tellRefusal(part, dictionary, now).split('\n')[0] ?? '')
  const text = [...lines, ...guessLine(guesses), ...refused, ...sources].join('\n')
  return { reply: { text, status, via: 'rules', answers: answers.map(asAnswer), plan: reading.plans.map(printPlan).join(' ; ') }, lastAnswers }

  function tellPlan(plan: Plan): { lines: readonly string[]; source: string | null; told: readonly Told[]; status: Reply['status'] } {
    const words = (said: readonly string[], as: Reply['status'] = 'answered') => ({ lines: said, source: null, told: [], status: as })
    if (isTablePlan(plan)) {
      const told = answerPlan(plan, store, dictionary)
      if (told.every(one => one.rows.length === 0 && one.number === undefined && one.missing.length > 0)) {
        const alone = reportedAlone(plan, asker, library, now)
        return alone ? { lines: alone.lines, source: '来源：群内上报', told: alone.told, status: 'answered' } : words([noFigures(plan)], 'not_in_data')
      }
      const beside = reportedBeside(plan, told, asker, library, now)
      return { lines: [...tellAnswers(plan, told, dictionary, now), ...tellBeside(plan, dictionary), ...beside.lines], source: tellSource(told, dictionary), told: [...told, ...beside.told], status: 'answered' }
    }
    switch (plan.kind) {
      case 'fact': return words(tellFacts(plan.ids.flatMap(id => dictionary.facts.find(fact => fact.id === id) ?? [])))
      case 'define': return words(tellTerm(plan.term, dictionary))
      case 'county': {
        const reported = reportedByCounty(plan.county, plan.indicators, asker, library, now), said = tellCounty(plan.county, plan.indicators, dictionary)
        return reported ? { lines: [...said.slice(0, 1), ...reported.lines, ...said.slice(1)], source: null, told: reported.told, status: 'answered' } : words(said, 'not_in_data')
      }
      case 'social': return words([{ greet: greeting, thanks, help, silence: '' }[plan.what]])
    }
  }

  function noFigures(plan: Plan): string {
    const ids = 'indicators' in plan ? plan.indicators : 'indicator' in plan ? [plan.indicator] : 'show' in plan ? plan.show : []
    return tellRefusal({ kind: 'outside', what: dictionary.indicators[ids[0] ?? '']?.name ?? '这项数', why: 'reported' }, dictionary, now)
  }
}

const guessLine = (guesses: readonly Guess[]): string[] => (guesses.length > 0 ? [tellGuesses(guesses)] : [])

const asAnswer = ({ dataset, scope, indicator, asOf, rows, number, source }: Told): Answer => ({ dataset, scope, indicator, asOf, rows, ...(number === undefined ? {} : { number }), source })
