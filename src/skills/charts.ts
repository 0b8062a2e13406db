// What is charted, out of the library: figures of the latest tables, and over time the reports that the asker may be told of. Gives the picture with its
// figures as text; null where there is nothing that a picture would show.

import type { Library } from '../library.ts'
import type { Regions, ScopeChoice, TablePlan } from '../question/plan.ts'
import { tellAnswers, tellSource } from '../replies/answers.ts'
import {
  heatLegend, nobody, noFigure, notReported, official, provinceAverage, reported, sayBarsTitle, sayCourseTitle, sayLine, sayPanel, saySpan, sayUntil, sides,
  tellAverages, tellCourses, wholeProvince, withReports, type Course,
} from '../replies/charts.ts'
import { tellReportedAlone, type Line } from '../replies/reported.ts'
import { sayMetric } from '../replies/updates.ts'
import { sayScope, sayValue } from '../replies/words.ts'
import { draw } from '../report/chart/draw.ts'
import type { Bar, BarPanel, Cell, Frame, HeatRow, Point, Series } from '../report/chart/spec.ts'
import { historyOf, visibleFigures, type Asker } from '../store/ledger.ts'
import { answerPlan, type Told } from '../table/answer.ts'
import { compileCell } from '../table/compile.ts'
import { isTotal, sayRegion, type Dataset, type Dictionary } from '../table/dictionary.ts'

/**
 * `regions`: bars of places with the average; `pilot`: 试点 beside 非试点; `progress`: figures over time; `heat`: the table of places and indicators, of the
 * main ones where none is named. `title` where it is not that of the figures; `ascending`: the least first; `marked`: who was asked about.
 */
export type ChartRequest = {
  readonly kind: 'regions' | 'pilot' | 'progress' | 'heat'
  readonly indicators: readonly string[]
  readonly scope: ScopeChoice
  readonly regions: Regions
  readonly title?: string
  readonly ascending?: boolean
  readonly marked?: readonly string[]
}

/** `lines`: the figures as the group reads them, the date in the first, the source in the last. */
export type Chart = { readonly title: string; readonly svg: string; readonly lines: readonly string[] }

/** More are no picture for a phone. */
const mostRows = 60, mostColumns = 10, mostCourses = 6, mostReports = 60

type Maker = (request: ChartRequest, library: Library, asker: Asker, now: Date) => Chart | null

const valuesPlan = ({ indicators, scope, regions }: ChartRequest): TablePlan => (
  { kind: 'values', scope: scope === 'together' ? 'both' : scope, scopeSaid: true, regions: regions.kind === 'province' ? { kind: 'all' } : regions, indicators }
)
const isEmpty = ({ rows }: Told): boolean => rows.length === 0
const datesOf = (told: readonly Told[]): string[] => [...new Set(told.map(({ asOf }) => asOf))]
const frameOf = (title: string, told: readonly Told[], { dictionary }: Library, now: Date): Frame => {
  const [date, ...others] = datesOf(told)
  return { title, subtitle: date === undefined || others.length > 0 ? '' : sayUntil(date, now), source: tellSource(told, dictionary) }
}
const headingOf = (one: Told, told: readonly Told[], now: Date): string => sayPanel(sayScope(one.scope), datesOf(told).length > 1 ? one.asOf : null, now)
const cellOf = (value: number | string | undefined, indicator: string, { indicators }: Dictionary): Cell => (
  typeof value === 'number' ? { value, text: sayValue(value, indicators[indicator]) } : { value: null, text: noFigure }
)
/** Rates are measured against the whole. */
const fullOf = (indicator: string, { indicators }: Dictionary): number | null => (indicators[indicator]?.unit === '%' ? 100 : null)

/** The figures of one indicator as text: the line of a scope each, the averages, the source. */
function linesOf(title: string, plan: TablePlan, indicator: string, told: readonly Told[], { dictionary }: Library, now: Date): string[] {
  const [, ...figures] = tellAnswers(plan, told, dictionary, now)
  return [`${title}（${told[0] ? sayUntil(told[0].asOf, now) : ''}）`, ...figures, ...tellAverages(indicator, told, dictionary), tellSource(told, dictionary)]
}

const byValue = (ascending: boolean) => (a: Cell, b: Cell): number => (
  a.value === null || b.value === null ? Number(a.value === null) - Number(b.value === null) : ascending ? a.value - b.value : b.value - a.value
)

const bars: Maker = (request, library, asker, now) => {
  const { dictionary, store } = library, [indicator] = request.indicators, { ascending = false, marked = [] } = request
  if (indicator === undefined) return null
  const plan = valuesPlan(request), told = answerPlan(plan, store, dictionary)
  if (told.every(isEmpty)) return barsReported(request, library, asker, now)
  const panels = told.map((one): BarPanel => {
    const places = [...one.rows.map(({ region, value }) => ({ region, value })), ...one.missing.map(region => ({ region, value: undefined }))]
    const cells = places.map(({ region, value }) => ({ region, ...cellOf(value, indicator, dictionary) }))
    const average = one.averages[indicator], hasTotal = dictionary.datasets.some(({ id, total }) => id === one.dataset && total !== null)
    return {
      heading: headingOf(one, told, now), empty: nobody,
      average: average === undefined || cells.length === 0 ? null : { value: average, text: `${hasTotal ? provinceAverage : '平均'}${sayValue(average, dictionary.indicators[indicator])}` },
      bars: cells.toSorted(byValue(ascending)).map(({ region, ...cell }): Bar => ({ ...cell, name: sayRegion(dictionary, region), marked: marked.includes(region) })),
    }
  })
  const most = Math.max(...panels.map(panel => panel.bars.length))
  if (most < 2 || most > mostRows) return null
  const title = request.title ?? sayBarsTitle(request.regions, [indicator], dictionary)
  return { title, svg: draw({ kind: 'bars', ...frameOf(title, told, library, now), full: fullOf(indicator, dictionary), panels }), lines: linesOf(title, plan, indicator, told, library, now) }
}

/** Bars of what no table holds: of each city the figure that it reported, hollow; who reported none is 未报. */
function barsReported({ indicators: [indicator = ''], scope, regions, ascending = false, title: asked }: ChartRequest, { dictionary, store }: Library, asker: Asker, now: Date): Chart | null {
  const names = regions.kind === 'named' ? regions.names : regions.kind === 'answered' ? [] : dictionary.regions.map(({ name }) => name)
  const { unit = '' } = dictionary.indicators[indicator] ?? {}
  const found = names.map(region => ({ region, figure: visibleFigures(store, region, indicator, asker).find(one => fits(one.scope, scope)) }))
  const told = found.flatMap(({ figure }) => figure ?? [])
  if (told.length === 0 || names.length < 2 || names.length > mostRows) return null
  const days = told.map(({ asOf }) => asOf).toSorted(), title = asked ?? sayBarsTitle(regions, [indicator], dictionary)
  const rows = found.map(({ region, figure }): Bar => ({
    name: sayRegion(dictionary, region), hollow: true, value: figure?.value ?? null,
    text: figure ? sayMetric({ value: figure.value, unit, ...(figure.approximate ? { approx: true } : {}) }) : notReported,
  })).toSorted(byValue(ascending))
  const source = withReports('', true), subtitle = `${reported}，${sayUntil(days.at(-1) ?? '', now)}`, silent = found.filter(({ figure }) => figure === undefined).map(({ region }) => sayRegion(dictionary, region))
  const lines = found.flatMap(({ region, figure }): Line[] => (figure ? [{ ...figure, region, place: sayRegion(dictionary, region), name: '', unit }] : []))
  return {
    title, svg: draw({ kind: 'bars', title, subtitle, source, full: fullOf(indicator, dictionary), panels: [{ heading: '', average: null, bars: rows, empty: nobody }] }),
    lines: [...tellReportedAlone(lines, [title], true, now), ...(silent.length > 0 ? [`${notReported}：${silent.join('、')}`] : []), source],
  }
}

const pairs: Maker = (request, library, asker, now) => {
  const { dictionary, store } = library, [indicator] = request.indicators
  if (indicator === undefined) return null
  const plan = valuesPlan({ ...request, scope: 'both' }), told = answerPlan(plan, store, dictionary)
  const pilot = told.find(({ scope }) => scope === 'pilot'), other = told.find(({ scope }) => scope === 'non_pilot')
  if (!pilot || !other || (isEmpty(pilot) && isEmpty(other))) return bars(request, library, asker, now)
  const valueIn = (one: Told, region: string): Cell => cellOf(one.rows.find(row => row.region === region)?.value, indicator, dictionary)
  const names = [...new Set([pilot, other].flatMap(one => [...one.rows.map(({ region }) => region), ...one.missing]))]
  if (names.length > mostRows) return null
  const order = byValue(request.ascending ?? false)
  const own = names.map(region => ({ name: sayRegion(dictionary, region), first: valueIn(pilot, region), second: valueIn(other, region) }))
    .toSorted((a, b) => order(a.first, b.first) || order(a.second, b.second))
  const whole = { name: provinceAverage, whole: true, first: cellOf(pilot.averages[indicator], indicator, dictionary), second: cellOf(other.averages[indicator], indicator, dictionary) }
  const title = request.title ?? sayBarsTitle(request.regions, [indicator], dictionary)
  const dates = datesOf([pilot, other]), labels = [pilot, other].map((one, i) => sayPanel(sides[i] ?? '', dates.length > 1 ? one.asOf : null, now))
  return {
    title, lines: linesOf(title, plan, indicator, told, library, now),
    svg: draw({ kind: 'pairs', ...frameOf(title, [pilot, other], library, now), full: fullOf(indicator, dictionary), sides: [labels[0] ?? '', labels[1] ?? ''], pairs: [whole, ...own] }),
  }
}

const heat: Maker = (request, library, _asker, now) => {
  const { dictionary, store } = library, { indicators } = request
  const { scope } = valuesPlan(request)
  const planOf = (regions: Regions): TablePlan => ({ scope, scopeSaid: true, regions, ...(indicators.length > 0 ? { kind: 'values', indicators } : { kind: 'overview' }) })
  const isAll = request.regions.kind === 'province' || request.regions.kind === 'all'
  const told = answerPlan(planOf(isAll ? { kind: 'all' } : request.regions), store, dictionary), province = answerPlan(planOf({ kind: 'province' }), store, dictionary)
  const columns = indicators.length > 0 ? indicators : [...new Set(told.flatMap(({ rows }) => rows.map(row => row.indicator)))]
  const panels = told.map(one => {
    const total = province.find(({ dataset }) => dataset === one.dataset)?.rows ?? []
    const rowOf = (name: string, rows: Told['rows'], whole = false): HeatRow => (
      { name, whole, cells: columns.map(id => bareCell(rows.find(({ indicator }) => indicator === id)?.value, id, dictionary)) }
    )
    const places = [...Map.groupBy(one.rows, ({ region }) => region), ...one.missing.map((region): [string, Told['rows']] => [region, []])]
    const own = places.map(([region, rows]) => rowOf(sayRegion(dictionary, region), rows))
    return { heading: headingOf(one, told, now), rows: own.length === 0 ? [] : [...(total.length > 0 ? [rowOf(wholeProvince, total, true)] : []), ...own], empty: nobody }
  })
  if (columns.length === 0 || columns.length > mostColumns || told.every(isEmpty) || panels.some(({ rows }) => rows.length > mostRows)) return null
  const isMains = columns.every(id => dictionary.topics.some(({ main }) => main === id)), title = request.title ?? sayBarsTitle(request.regions, indicators, dictionary)
  const isLow = (id: string): boolean => dictionary.indicators[id]?.better === 'lower'
  const spec = {
    kind: 'heat' as const, ...frameOf(title, told, library, now), panels, legend: heatLegend(columns.some(isLow)),
    columns: columns.map(id => {
      const { name = '', unit = '', topic = '' } = dictionary.indicators[id] ?? {}, short = isMains ? dictionary.topics.find(one => one.id === topic)?.name ?? name : name
      const isShare = unit === '%' && told.every(({ rows }) => rows.every(({ indicator, value }) => indicator !== id || (typeof value === 'number' && value >= 0 && value <= 100)))
      const shading = { deep: isLow(id) ? 'low' as const : 'high' as const, bounds: isShare ? [0, 100] as const : null }
      return { name: `${short}${isLow(id) ? '↓' : ''}`, unit: unit === '' ? '' : `（${unit}）`, ...shading }
    }),
  }
  const plan = planOf(isAll ? { kind: 'province' } : request.regions), said = isAll ? province : told
  return { title, svg: draw(spec), lines: [...tellAnswers(plan, said, dictionary, now), tellSource(said, dictionary)] }
}

/** A figure without its unit, which stands above. */
function bareCell(value: number | string | undefined, indicator: string, dictionary: Dictionary): Cell {
  const cell = cellOf(value, indicator, dictionary), { unit = '' } = dictionary.indicators[indicator] ?? {}
  return cell.value === null || !cell.text.endsWith(unit) ? cell : { ...cell, text: cell.text.slice(0, cell.text.length - unit.length) }
}

// ---- over time

type Scope = 'pilot' | 'non_pilot' | null
const fits = (scope: Scope, asked: ScopeChoice): boolean => asked === 'both' || asked === 'together' || scope === null || scope === asked

/** What stands of a place's figure over time: official of all tables that have it, whatever their day, and reported. `region` null: the province's own. */
function courseOf(region: string | null, indicator: string, asked: ScopeChoice, { store, dictionary }: Library, asker: Asker): Course & { readonly datasets: readonly Dataset[] } {
  const fitting = dictionary.datasets.filter(({ columns, scope }) => columns.includes(indicator) && fits(scope, asked)).toSorted((a, b) => (a.asOf < b.asOf ? -1 : Number(a.asOf > b.asOf)))
  const cells = fitting.flatMap(dataset => {
    const row = region ?? dataset.total
    if (row === null || isTotal(dictionary, row) !== (region === null)) return []
    const { sql, values } = compileCell(indicator, row, dataset), found = store.prepare(sql).get(...values) as { number: number | null } | undefined
    return found?.number == null ? [] : [{ dataset, scope: dataset.scope, asOf: dataset.asOf, value: found.number }]
  })
  const history = region === null ? [] : historyOf(store, region, indicator, asker, mostReports)
  const standing = history.filter(({ state, scope }) => ['recorded', 'to_check', 'verified'].includes(state) && fits(scope, asked))
  const told = standing.flatMap(({ id, scope, asOf, state, metrics }) => metrics.filter(metric => metric.indicator === indicator).map(({ value, unit, approx }) => (
    { scope, asOf, value, unit, ...(approx ? { approx } : {}), record: id, isVerified: state === 'verified' }
  )))
  // Of several for one day the last written counts.
  const lastOfDay = told.filter((one, i) => !told.some((other, k) => k > i && other.asOf === one.asOf && other.scope === one.scope))
  return { region: region ?? wholeProvince, official: cells, reported: lastOfDay, datasets: cells.map(({ dataset }) => dataset) }
}

/** The cities whose figure was reported, of those that the asker may be told of. */
export const citiesReporting = (indicator: string, scope: ScopeChoice, library: Library, asker: Asker): string[] => (
  library.dictionary.regions.map(({ name }) => name).filter(region => courseOf(region, indicator, scope, library, asker).reported.length > 0)
)

/** The province's own figures over time where there are several days of them, else the cities that reported. */
function coursesOf({ regions, scope }: ChartRequest, indicator: string, library: Library, asker: Asker): ReturnType<typeof courseOf>[] {
  if (regions.kind === 'named') return regions.names.map(region => courseOf(region, indicator, scope, library, asker))
  if (regions.kind === 'answered') return [...new Set(Object.values(regions.byScope).flat())].map(region => courseOf(region, indicator, scope, library, asker))
  const whole = courseOf(null, indicator, scope, library, asker)
  if (new Set(whole.official.map(({ asOf }) => asOf)).size > 1) return [whole]
  return citiesReporting(indicator, scope, library, asker).map(region => courseOf(region, indicator, scope, library, asker))
}

const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
const markers = { pilot: 'circle', non_pilot: 'square' } as const

const progress: Maker = (request, library, asker, now) => {
  const { dictionary } = library, [indicator] = request.indicators
  if (indicator === undefined) return null
  const courses = coursesOf(request, indicator, library, asker), isOne = courses.length === 1
  const days = [...new Set(courses.flatMap(one => [...one.official, ...one.reported]).map(({ asOf }) => asOf))].toSorted()
  if (courses.length > mostCourses || days.length < 2) return null
  const series = courses.flatMap(({ region, official: own, reported: told }, place) => (['pilot', 'non_pilot', null] as const).flatMap((scope, turn): Series[] => {
    const points = [
      ...own.map(one => ({ ...one, text: sayValue(one.value, dictionary.indicators[indicator]), filled: true })),
      ...told.map(one => ({ ...one, text: sayMetric(one), filled: false })),
    ].filter(one => one.scope === scope).map(({ asOf, value, text, filled }): Point => ({ day: dayOf(asOf), value, text, filled })).toSorted((a, b) => a.day - b.day)
    return points.length === 0 ? [] : [{ name: sayLine(region, scope, isOne, dictionary), colour: isOne ? turn : place, marker: scope === null ? 'diamond' : markers[scope], points }]
  }))
  const title = request.title ?? sayCourseTitle(courses.map(({ region }) => region), indicator, dictionary), [from = '', to = from] = [days[0], days.at(-1)]
  const datasets = courses.flatMap(one => one.datasets), hasReports = courses.some(one => one.reported.length > 0)
  const tables = datasets.map(({ id, scope, asOf }): Told => ({ dataset: id, scope, indicator, asOf, rows: [], source: '', averages: {}, missing: [], of: 0 }))
  const source = withReports(tables.length === 0 ? '' : tellSource(tables, dictionary), hasReports)
  return {
    title, lines: [`${title}（${saySpan(from, to, now)}）`, ...tellCourses(courses, indicator, dictionary, now), source],
    svg: draw({
      kind: 'progress', title, subtitle: saySpan(from, to, now), source, full: fullOf(indicator, dictionary), unit: dictionary.indicators[indicator]?.unit ?? '', series,
      days: Object.fromEntries(days.map(day => [dayOf(day), sayUntil(day, now).replace('截至', '')])), fills: [datasets.length > 0 ? official : null, hasReports ? reported : null],
    }),
  }
}

const makers: Readonly<Record<ChartRequest['kind'], Maker>> = { regions: bars, pilot: pairs, progress, heat }

/**
 * The picture of a request, as markup, with its figures as text.
 *
 * { kind: 'regions', indicators: ['window_reform_rate'], scope: 'both', regions: { kind: 'all' } } → { title: '各市州综窗完成率', svg: '<svg …', lines: […] }
 */
export const makeChart = (request: ChartRequest, library: Library, asker: Asker, now: Date): Chart | null => makers[request.kind](request, library, asker, now)
