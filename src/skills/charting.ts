// 画图, 柱状图, 走势 and the like, by mention or in private: what else the message says is read as a question, and its answer goes out as a picture with the
// figures as text. Words that were not read are asked back, as without a picture; what no picture would show is told in words.

import { replyTo, type MessageEvent } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import type { Library } from '../library.ts'
import { readMentions } from '../question/mentions/read.ts'
import { indicatorsOf, isTablePlan, type Filtered, type Plan, type Regions, type TablePlan } from '../question/plan.ts'
import { tellAnswers, tellSource } from '../replies/answers.ts'
import { allTheSame, beforeSource, courseOfWhom, mainIndicators, noCourse, noSuchForm, nothingToChart, oneAtATime, onlyOneFigure, tooFew, tooMany, whatToChart } from '../replies/charts.ts'
import { sayName } from '../replies/words.ts'
import { explainPlans } from '../replies/explain.ts'
import { exportsFolder, keepExport } from '../report/folder.ts'
import { recall, remember } from '../store/conversations.ts'
import { keepQuestion } from '../store/questions.ts'
import { answerPlan, type Told } from '../table/answer.ts'
import { descends, type Dictionary } from '../table/dictionary.ts'
import { readForm, type Asked, type Known } from './chart-words.ts'
import { citiesReporting, makeChart, type Chart, type ChartRequest } from './charts.ts'
import { answerQuestion, type Memory, type Outcome } from './question.ts'
import { reporting } from './reporting.ts'
import { askerOf, reply, type Heard, type Skill, type Understood } from './skill.ts'

/** Longer ones ask for something else too. */
const longestRequest = 60
/** Of more places both scopes are a panel each. */
const mostPairs = 12

/** `own`: the picture brings its figures along, as it shows more than was asked. Words instead of a picture: why there is none. */
type Drawn = { readonly request: ChartRequest; readonly own: boolean } | { readonly why: string }

const scopesOf = ({ scope }: TablePlan): ChartRequest['scope'] => (scope === 'together' ? 'both' : scope)
const all: Regions = { kind: 'all' }
const isWhole = ({ kind }: Regions): boolean => kind === 'all' || kind === 'province'
const countOf = (regions: Regions): number => (regions.kind === 'named' ? regions.names.length : regions.kind === 'answered' ? new Set(Object.values(regions.byScope).flat()).size : Infinity)

/** Figures of one indicator: over time, beside each other, or one below the other. */
function drawFigures(plan: TablePlan, indicator: string, form: Asked['form'], { dictionary }: Library): Drawn {
  const { regions, scopeSaid } = plan, scope = scopesOf(plan), base = { indicators: [indicator], scope, regions }
  if (form === 'progress') return { request: { ...base, kind: 'progress' }, own: true }
  if (isWhole(regions)) return { request: { ...base, kind: form === 'pilot' || (scope === 'both' && scopeSaid) ? 'pilot' : 'regions', regions: all }, own: true }
  if (countOf(regions) > 1) return { request: { ...base, kind: scope === 'both' && (form === 'pilot' || (form !== 'regions' && countOf(regions) <= mostPairs)) ? 'pilot' : 'regions' }, own: false }
  // One place: beside the average where the form is asked for, over time where it reported; else there is nothing to see.
  if (form !== 'any' && scope === 'both') return { request: { ...base, kind: 'pilot' }, own: false }
  return form === 'any' ? { request: { ...base, kind: 'progress' }, own: true } : { why: onlyOneFigure(sayName(indicator, dictionary)) }
}

/** What a list answered with, as places by scope. */
function drawList(plan: TablePlan & Filtered, told: readonly Told[], form: Asked['form'], now: Date, dictionary: Dictionary): Drawn {
  const { where, order, show } = plan, indicators = [...new Set([...(order ? [order.indicator] : []), ...indicatorsOf(where), ...show])], scope = scopesOf(plan)
  const byScope = Object.fromEntries(told.map(({ scope: own, rows }) => [own ?? '', [...new Set(rows.map(({ region }) => region))]])), regions: Regions = { kind: 'answered', byScope }
  if (form === 'progress') return indicators.length > 1 ? { why: oneAtATime } : { request: { kind: 'progress', indicators, scope, regions }, own: true }
  if (Object.values(byScope).every(names => names.length < 2)) return { why: tooFew }
  if (new Set(told.flatMap(({ rows }) => rows.map(({ value }) => value))).size < 2) return { why: allTheSame }
  const ascending = order ? !descends(order.direction, order.indicator, dictionary) : where?.kind === 'compare' && where.operator.startsWith('<')
  const title = tellAnswers(plan, told, dictionary, now)[0]?.replace(/（截至[^（）]*）$/u, '') ?? ''
  return { request: { kind: indicators.length > 1 || form === 'heat' ? 'heat' : 'regions', indicators, scope, regions, title, ascending }, own: false }
}

/** What a plan is drawn as. A whole table tells of the province what its picture shows of each city. */
function drawPlan(plan: TablePlan, form: Asked['form'], now: Date, library: Library): Drawn {
  const { dictionary, store } = library, scope = scopesOf(plan), { regions } = plan
  // Over time there are figures of places, and nothing that is reckoned of them.
  if (form === 'progress' && !['values', 'list', 'count', 'share'].includes(plan.kind)) return { why: plan.kind === 'overview' ? oneAtATime : nothingToChart }
  switch (plan.kind) {
    case 'values': case 'aggregate': case 'gap': case 'compare': case 'difference': {
      const { indicators } = plan, [only = ''] = indicators, against = plan.kind === 'difference' && plan.against !== 'average' ? [plan.against] : []
      const places: Regions = regions.kind === 'named' ? { ...regions, names: [...new Set([...regions.names, ...against])] } : regions
      if (form === 'progress' && indicators.length > 1) return { why: oneAtATime }
      if (form === 'heat' || indicators.length > 1) return { request: { kind: 'heat', indicators, scope, regions: isWhole(places) ? all : places }, own: plan.kind === 'values' && isWhole(places) }
      const drawn = drawFigures({ ...plan, regions: places }, only, plan.kind === 'gap' || (plan.kind === 'difference' && form === 'any') ? 'pilot' : form, library)
      return 'request' in drawn && plan.kind !== 'values' ? { ...drawn, own: false } : drawn
    }
    case 'overview': return { request: { kind: 'heat', indicators: [], scope, regions: isWhole(regions) ? all : regions }, own: isWhole(regions) }
    case 'list': case 'count': case 'share': return drawList(plan, answerPlan(plan, store, dictionary), form, now, dictionary)
    case 'rank': {
      const marked = regions.kind === 'named' ? regions.names : []
      return { request: { kind: 'regions', indicators: [plan.indicator], scope, regions: all, marked, ascending: plan.from === 'low' }, own: false }
    }
    case 'spread': return { request: { kind: 'regions', indicators: [plan.indicator], scope, regions: isWhole(regions) ? all : regions }, own: false }
    case 'check': case 'portion': return { why: nothingToChart }
  }
}

/** Why nothing came of a request. */
function whyNot({ kind, indicators: [indicator = ''], regions, scope }: ChartRequest, form: Asked['form'], heard: Heard): string {
  const { library } = heard, { dictionary } = library, name = sayName(indicator, dictionary)
  if (kind !== 'progress') return countOf(regions) === 1 ? onlyOneFigure(name) : tooMany
  if (form !== 'progress') return onlyOneFigure(name)
  const cities = isWhole(regions) ? citiesReporting(indicator, scope, library, askerOf(heard)) : []
  return cities.length > 0 ? courseOfWhom(cities, name, dictionary) : noCourse
}

/** The name that the file has: 综窗完成率 */
function nameOf({ indicators }: ChartRequest, dictionary: Dictionary): string {
  const name = indicators.length === 0 ? mainIndicators : indicators.map(id => sayName(id, dictionary)).join('、')
  return name.replace(/[\\/:*?"<>|\p{C}]/gu, '').slice(0, 40)
}

/** The same indicators' figures asked in several questions are one table. */
function onePlan(plans: readonly Plan[]): TablePlan | null {
  const [first, ...more] = plans
  if (first === undefined || !isTablePlan(first)) return null
  if (more.length === 0) return first
  const isAlike = plans.every(plan => plan.kind === 'values' && plan.scope === first.scope && JSON.stringify(plan.regions) === JSON.stringify(first.regions))
  return isAlike && first.kind === 'values' ? { ...first, indicators: [...new Set(plans.flatMap(plan => (plan.kind === 'values' ? plan.indicators : [])))] } : null
}

const whoOf = ({ sender, from }: MessageEvent): string => sender ?? from
const recallOf = ({ event, library: { store } }: Heard): Memory | null => recall<Memory>(store, event.room, whoOf(event), event.at)
const answer = (question: string, memory: Memory | null, heard: Heard): Outcome => (
  answerQuestion({ text: question, region: heard.person.region, memory, now: heard.event.at, elapsed: () => 0, asker: askerOf(heard) }, heard.library)
)
const hasFigures = ({ reply: { status }, plans }: Outcome): boolean => status === 'answered' && plans.some(isTablePlan)

/** Is this no question, only small words about one? */
const isBare = (rest: string, { vocabulary }: Library): boolean => readMentions(rest, vocabulary).every(({ kind }) => ['filler', 'asker', 'social', 'break', 'again', 'join', 'ask'].includes(kind))
const asksHow = /怎么|怎样|如何|咋|哪些|哪种|什么|啥/u

/** What stands for the whole table: 全省热力图, 各市州主要指标图 */
const wholeTable = /全省|全川|全部|所有|21个|整体|总体|各?市州|各市|各地|地市|的|主要|各项|指标|推进|进展|情况|数据/gu

/** The question that is left, answered; of a table without an indicator the main ones are meant, whatever was asked before. */
function answerRest({ form, rest }: Asked, memory: Memory | null, heard: Heard): Outcome {
  const namesOne = readMentions(rest, heard.library.vocabulary).some(({ kind }) => kind === 'indicator'), first = answer(rest, memory, heard)
  if (namesOne || (form !== 'heat' && (hasFigures(first) || !/指标|情况/u.test(rest)))) return first
  const wholes = [rest, rest.replace(wholeTable, '').trim()].map(left => `${left}主要指标`)
  return [...wholes.map(whole => answer(whole, null, heard)), ...wholes.map(whole => answer(whole, memory, heard))].find(hasFigures) ?? first
}

/** What was asked is kept and remembered as it is without a picture; `text` is what went out. */
function keep(outcome: Outcome, text: string, memory: Memory | null, { event, library: { store, dictionary } }: Heard): void {
  const { reply: { status, plan = null }, plans, unread } = outcome
  const isSocial = plans[0]?.kind === 'social', reading = plans.length > 0 ? explainPlans(plans, dictionary) : null
  const kept = isSocial ? null : keepQuestion(store, { room: event.room, text: event.text, status, plan, reading, unread, reply: text }, event.at), question = kept ?? memory?.question
  remember(store, event.room, whoOf(event), event.at, question === undefined ? outcome.memory : { context: null, options: [], ...outcome.memory, question } satisfies Memory)
}

/** What is told, and how it is remembered once it is known. `notes`: what the answer says besides its figures (按“综窗”理解), for a picture that brings others. */
type Telling = { readonly text: string; readonly notes: readonly string[]; readonly keep: (text: string) => void }

/** The lines of an answer that are neither its figures nor their source. */
function notesOf({ reply: { text }, plans }: Outcome, { event, library: { store, dictionary } }: Heard): string[] {
  const figures = plans.filter(isTablePlan).flatMap(plan => tellAnswers(plan, answerPlan(plan, store, dictionary), dictionary, event.at))
  return text.split('\n').filter(line => !figures.includes(line) && !line.startsWith('来源：'))
}

const inWords = ({ text, keep: keepIt }: Telling, sentence: string | null, { event }: Heard): Understood => ({
  commit: () => {
    const told = sentence === null ? text : beforeSource(text, sentence)
    keepIt(told)
    return told === '' ? [] : [replyTo(event, told)]
  },
})

async function asPicture({ text, keep: keepIt }: Telling, { svg }: Chart, name: string, { event, library: { store } }: Heard): Promise<Understood> {
  const { makePicture } = await import('../report/picture.ts')
  const bytes = await makePicture(svg)
  return {
    commit: () => {
      keepIt(text)
      return [{ ...replyTo(event, text), file: keepExport(bytes, name, exportsFolder(store.name), event.at, 'png') }]
    },
  }
}

/** A plan as a picture, or in words with why it is none; `known`: there was an answer in words at all. */
function drawOrSay(plan: TablePlan, form: Asked['form'], telling: Telling, known: boolean, heard: Heard): Understood | Promise<Understood> {
  const { event, library } = heard, drawn = drawPlan(plan, form, event.at, library), why = (sentence: string): Understood => inWords(telling, known ? sentence : null, heard)
  if ('why' in drawn) return why(drawn.why)
  const { request, own } = drawn, chart = makeChart(request, library, askerOf(heard), event.at)
  if (chart === null) return why(whyNot(request, form, heard))
  // Over time the reports are among the figures.
  const notes = telling.notes.filter(note => request.kind !== 'progress' || !note.startsWith('据上报：')), text = own ? notes.reduce(beforeSource, chart.lines.join('\n')) : telling.text
  return asPicture({ ...telling, text }, chart, nameOf(request, library.dictionary), heard)
}

/** What was answered last, drawn; it is remembered for ten minutes more. */
function drawLast(plan: TablePlan, memory: Memory, form: Asked['form'], heard: Heard): Understood | Promise<Understood> {
  const { event, library: { store, dictionary } } = heard, told = answerPlan(plan, store, dictionary)
  const text = [...tellAnswers(plan, told, dictionary, event.at), tellSource(told, dictionary)].join('\n')
  return drawOrSay(plan, form, { text, notes: [], keep: () => remember(store, event.room, whoOf(event), event.at, memory) }, true, heard)
}

function drawAsked(asked: Asked, heard: Heard): Understood | Promise<Understood> {
  const { event, library } = heard, { form, rest } = asked
  if (form === 'other') return reply(event, noSuchForm(asked.word))
  if (form === 'several') return reply(event, oneAtATime)
  const memory = recallOf(heard), last = memory?.context?.plan
  if (form !== 'heat' && isBare(rest, library)) return memory && last && isTablePlan(last) && !asksHow.test(rest) ? drawLast(last, memory, form, heard) : reply(event, whatToChart)
  const outcome = answerRest(asked, memory, heard), plan = onePlan(outcome.plans)
  const telling: Telling = { text: outcome.silent ? '' : outcome.reply.text, notes: notesOf(outcome, heard), keep: text => keep(outcome, text, memory, heard) }
  // What no table holds may have been reported by cities: the province has no figure of it, a picture of them has.
  const known = hasFigures(outcome), isReported = plan?.kind === 'values' && isWhole(plan.regions) && outcome.reply.status === 'not_in_data'
  if (!known && !isReported) return inWords(telling, null, heard)
  return plan === null ? inWords(telling, oneAtATime, heard) : drawOrSay(plan, form, telling, known, heard)
}

const knownIn = (plain: string, { vocabulary: { lexicon } }: Library): Known[] => (
  lexicon.findExact(plain).filter(({ start, end }) => end - start > 1).map(({ start, end, value: { kind } }) => ({ start, end, isName: ['indicator', 'region', 'county'].includes(kind) }))
)

export const charting: Skill = {
  name: 'charting',
  open: false,
  understand: heard => {
    const { event, addressed, library } = heard
    if (!addressed) return null
    const plain = normalise(event.text, library.botNames), asked = plain.length > longestRequest ? null : readForm(plain, text => knownIn(text, library))
    // 图收到了, 趋势喜人 are talk; 乐山综窗45%了，附图表 is a report.
    if (asked === null || (!asked.isRequest && isBare(asked.rest, library)) || reporting.understand(heard) !== null) return null
    return drawAsked(asked, heard)
  },
}
