// A question in, plans out: the whole pipeline on one page. Pure; the database and the clock are elsewhere.
//   1 normalise   one spelling
//   2 mentions    what each phrase says; guesses only for what is otherwise unread
//   3 clauses     asides set aside, several questions told apart
//   4 outline     mentions put together: limits, orders, indicators, places, what is asked
//   5 complete    a follow-up takes from the last answer what it does not say itself
//   6 coverage    a word that matters and was not read stops here: never an answer to the simpler question that is left
//   7 decide      what kind of question it is → plan

import { longestQuestion, normalise } from '../language/normalise.ts'
import { contradicts, readFactFollowUp, readFacts } from '../notice/facts.ts'
import { searchFacts } from '../notice/search.ts'
import type { Mention } from './mentions/mention.ts'
import { readMentions } from './mentions/read.ts'
import { indicatorsOf, type Plan } from './plan.ts'
import type { Context, Guess, Outside, Reading } from './reading.ts'
import { partQuestions } from './settle/clauses.ts'
import { complete } from './settle/follow-up.ts'
import { outline } from './settle/outline.ts'
import type { Sketch } from './settle/sketch.ts'
import { readSocial } from './settle/social.ts'
import { readTerm } from './settle/term.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Asker = { readonly region: string | null }

/**
 * Reads what a person asks.
 *
 * 哪些市州还没启动综窗？ → list both where window_reform_rate = 0
 */
export function readQuestion(text: string, vocabulary: Vocabulary, context: Context | null, asker: Asker, botNames: readonly string[]): Reading {
  const plain = normalise(text, botNames)
  if (plain.length > longestQuestion) return { kind: 'unclear', why: 'too-long', words: [] }
  const mentions = readMentions(plain, vocabulary)
  const social = readSocial(plain, mentions)
  if (social) return { kind: 'plans', plans: [social], guesses: [] }

  const reading = readQuestions(plain, mentions, vocabulary, context, asker)
  return reading.kind === 'outside' ? withInstead(reading, plain, mentions, vocabulary, asker) : reading
}

function readQuestions(plain: string, mentions: readonly Mention[], vocabulary: Vocabulary, context: Context | null, asker: Asker): Reading {
  const { questions, self, aside, asides, premise } = partQuestions(mentions)
  const we = self ?? (asker.region ? [asker.region] : null)
  const plans: Plan[] = [], guesses: Guess[] = [], outside: Outside[] = []
  let last = premise ? premiseOf(premise, plain, vocabulary, we) : context
  for (const question of questions) {
    const reading = readOne(question, plain, vocabulary, last, we, aside)
    if (reading.kind === 'outside' && reading.why !== 'unknown' && questions.length > 1) {
      outside.push(reading)
      continue
    }
    if (reading.kind !== 'plans') return questions.length > 1 && !(reading.kind === 'unclear' && reading.why === 'nobody') ? readWhole(plain, mentions, vocabulary, context, we, reading) : reading
    plans.push(...reading.plans)
    guesses.push(...reading.guesses)
    const [plan] = reading.plans
    if (plan) last = { plan, answered: {}, text: textOf(question, plain), trail: [] }
  }
  // 顺便问下申报名单啥时候交: a clause about the asker that asks what the notice says
  for (const clause of asides) {
    const text = textOf(clause, plain), fact = readFacts(text, clause, outline(text, clause, vocabulary.dictionary, null), vocabulary.dictionary)
    if (fact?.sure && /什么|啥|谁|哪|几|多少|好多|吗|怎么|咋|何/u.test(text)) plans.push(fact.plan)
  }
  if (plans.length > 0) return { kind: 'plans', plans, guesses, outside }
  if (outside[0]) return readWhole(plain, mentions, vocabulary, context, we, outside[0])
  return readWhole(plain, mentions, vocabulary, context, we, { kind: 'unclear', why: 'nothing', words: [] })
}

/** 我记得绵阳试点综窗是100%: the figure that the asker believes to know, as if it had been asked. */
function premiseOf(premise: readonly Mention[], plain: string, vocabulary: Vocabulary, we: readonly string[] | null): Context | null {
  const reading = readOne(premise, plain, vocabulary, null, we, [])
  const [plan] = reading.kind === 'plans' ? reading.plans : []
  return plan?.kind === 'check' ? { plan: { ...plan, kind: 'values', indicators: indicatorsOf(plan.where) }, answered: {}, text: textOf(premise, plain), trail: [] } : null
}

/** One question: by the tables; what they do not answer, by the notice's own words; at last, if it `searches`, by what it shares with a fact. */
function readOne(question: readonly Mention[], plain: string, vocabulary: Vocabulary, context: Context | null, we: readonly string[] | null, aside: readonly string[], searches = true): Reading {
  const { dictionary, lexicon } = vocabulary
  const text = textOf(question, plain)
  const sketch = withAside(outline(text, question, dictionary, we), aside)
  const fact = readFacts(text, question, sketch, dictionary) ?? readFactFollowUp(text, question, sketch, context, dictionary)
  if (fact?.sure) return { kind: 'plans', plans: [fact.plan], guesses: sketch.guesses }
  const term = readTerm(text, sketch, dictionary)
  if (term) return { kind: 'plans', plans: [term], guesses: sketch.guesses }
  const refusal = outsideOf(sketch)
  const decision = refusal ?? (sketch.unread.length > 0 ? unreadOf(sketch, lexicon.nearest) : complete(sketch, context, dictionary))
  if (decision.kind === 'plans') return { ...decision, guesses: sketch.guesses }
  if (fact) return { kind: 'plans', plans: [fact.plan], guesses: sketch.guesses }
  const found = searches && sketch.outside.length === 0 && !asksTable(sketch) ? searchFacts(text, question, [...sketch.places, ...sketch.counties], dictionary.facts) : null
  return found && !contradicts(found, text) ? { kind: 'plans', plans: [{ kind: 'fact', ids: [found.id] }], guesses: sketch.guesses } : decision
}

/** A bound, an order, a rank or a comparison asks for figures; the notice's words are no answer to it. */
const asksTable = (sketch: Sketch): boolean => (sketch.places.length > 0 && sketch.named.length > 0) || (sketch.named.length > 0 && sketch.limits.some(({ approximate }) => !approximate)) || sketch.comparative !== null || sketch.orders.length > 0 || sketch.asks.rank !== null || sketch.sort !== null || sketch.average || sketch.they || sketch.gap

const textOf = (question: readonly Mention[], plain: string): string => plain.slice(question[0]?.start ?? 0, question.at(-1)?.end ?? 0)

/** Parts that do not stand by themselves may be one question after all, or ask for a fact as a whole. */
function readWhole(plain: string, mentions: readonly Mention[], vocabulary: Vocabulary, context: Context | null, we: readonly string[] | null, otherwise: Reading): Reading {
  const whole = readOne(mentions, plain, vocabulary, context, we, [], false)
  return whole.kind === 'plans' ? whole : otherwise
}

/** 明天去雅安，综窗好多, 自贡的兄弟问他们…: a place named in passing is meant where the question names none and would otherwise mean the province. */
function withAside(sketch: Sketch, aside: readonly string[]): Sketch {
  const open = sketch.places.length === 0 && !sketch.province && !sketch.every && !sketch.asks.which && sketch.limits.length === 0 && sketch.orders.length === 0
  return open && aside.length > 0 ? { ...sketch, places: [...new Set(aside)], they: false } : sketch
}

function outsideOf(sketch: Sketch): Reading | null {
  if (sketch.outside.length > 0) return { kind: 'outside', what: sketch.outside.join('、'), why: sketch.outside.some(what => what.startsWith('全国')) && (sketch.average || sketch.outside.some(what => what.endsWith('平均'))) ? 'national' : 'topic' }
  if (sketch.otherDates.length > 0) return { kind: 'outside', what: sketch.otherDates.join('、'), why: 'date' }
  return null
}

/** The same question about what the tables do hold: the province for the country, their own date for another. */
function withInstead(refused: Outside, plain: string, mentions: readonly Mention[], vocabulary: Vocabulary, asker: Asker): Reading {
  const [date] = vocabulary.dates
  const period = mentions.findLast(mention => mention.kind === 'period' && !mention.stored)
  const [label, other] = refused.why === 'national' ? ['全省平均', plain.replace(/全国(?:的)?(?:平均)?/u, '全省平均')]
    : refused.why === 'date' && period && date ? [`${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`, plain.slice(0, period.start) + plain.slice(period.end)] : []
  if (label === undefined || other === undefined) return refused
  const reading = readQuestions(other, readMentions(other, vocabulary), vocabulary, null, asker)
  const [plan] = reading.kind === 'plans' ? reading.plans : []
  return plan && plan.kind !== 'fact' ? { ...refused, instead: { label, plan } } : refused
}

/** An unknown noun in the indicator's place is not in the data; an unread word beside a known indicator is asked about. */
function unreadOf(sketch: Sketch, nearest: (word: string, most: number) => string[]): Reading {
  const words = [...sketch.unread], longest = words.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const asksFigure = sketch.places.length > 0 || sketch.asks.howMuch || sketch.asks.which || sketch.every || sketch.asks.rank !== null || sketch.province
  if (sketch.named.length === 0 && asksFigure && longest.length >= 2 && words.every(word => word !== '我们')) return { kind: 'outside', what: longest, why: 'unknown' }
  if (words.includes('我们')) return { kind: 'unclear', why: 'nobody', words: ['我们'] }
  return { kind: 'unclear', why: 'unread', words, near: longest.length >= 2 ? nearest(longest, 3) : [] }
}
