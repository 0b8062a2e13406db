// Figures against an oracle that knows no SQL, over every plan of the corpus and random plans of every kind; and ten answers against
// SQL written by hand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTablePlan, printPlan, type Condition, type Operator, type Order, type TablePlan } from '../../src/question/plan.ts'
import { answerPlan, type Told } from '../../src/table/answer.ts'
import { corpus } from '../corpus.ts'
import { ask, converse, library } from '../library.ts'
import { expectedAnswers, sheets, type Expected } from './oracle.ts'

const { store, dictionary } = library

/** The part of an answer that the oracle speaks of. */
const asExpected = ({ scope, indicator, rows, number, holds }: Told): Expected => ({
  scope: scope ?? '', indicator,
  rows: rows.map(({ region, indicator: id, value, rank }) => ({ region, indicator: id, value: value as number, ...(rank === undefined ? {} : { rank }) })),
  ...(number ? { number: { value: number.value, what: number.what } } : {}), ...(holds ? { holds } : {}),
})

function assertAnswers(plan: TablePlan, said: string): void {
  const told = answerPlan(plan, store, dictionary)
  expect(told.map(asExpected), `${said}\n${printPlan(plan)}`).toEqual(expectedAnswers(plan))
  for (const { rows } of told) for (const { indicator, unit } of rows) expect(unit, `${said}: the unit of ${indicator}`).toBe(dictionary.indicators[indicator]?.unit)
}

const columns = dictionary.datasets[0]?.columns ?? [], cities = sheets[0]?.regions ?? []

describe('every plan of the corpus', () => {
  const plans = new Map<string, { plan: TablePlan; said: string }>()
  for (const { turns } of corpus) {
    for (const { question, plans: read } of converse(turns.map(turn => turn.question))) for (const plan of read) if (isTablePlan(plan)) plans.set(JSON.stringify(plan), { plan, said: question })
  }
  const kinds = [...new Set([...plans.values()].map(({ plan }) => plan.kind))].toSorted()

  test('covers all kinds of plans', () => {
    expect(kinds).toEqual(['aggregate', 'check', 'compare', 'count', 'difference', 'gap', 'list', 'overview', 'portion', 'rank', 'share', 'spread', 'values'])
  })
  test.each(kinds)('%s', kind => {
    for (const { plan, said } of plans.values()) if (plan.kind === kind) assertAnswers(plan, said)
  })
  test('are percentages where the tables print a percent sign', () => {
    for (const { unit } of sheets) for (const column of columns) expect(dictionary.indicators[column]?.unit === '%', column).toBe(unit.get(column) === '%')
  })
})

describe('random plans', () => {
  const indicator = fc.constantFrom(...columns), indicators = fc.uniqueArray(indicator, { minLength: 1, maxLength: 3 })
  const some = (least: number, most: number) => fc.uniqueArray(fc.constantFrom(...cities), { minLength: least, maxLength: most })
  const all = fc.constant({ kind: 'all' as const }), province = fc.constant({ kind: 'province' as const })
  const named = some(1, 8).map(names => ({ kind: 'named' as const, names }))
  const answered = fc.tuple(some(0, 6), some(0, 6)).map(([pilot, nonPilot]) => ({ kind: 'answered' as const, byScope: { pilot, non_pilot: nonPilot } }))
  const scope = fc.constantFrom('pilot' as const, 'non_pilot' as const, 'both' as const), scopeSaid = fc.boolean()
  const direction = fc.constantFrom('top' as const, 'bottom' as const, 'best' as const, 'worst' as const)
  // Bounds are often a figure of the table itself, where < and <= part.
  const figure = (id: string) => fc.constantFrom(...sheets.flatMap(({ tenths }) => [...tenths.values()].map(row => (row.get(id) ?? 0) / 10)))
  const bound = indicator.chain(id => fc.record({
    kind: fc.constant('compare' as const), indicator: fc.constant(id), operator: fc.constantFrom<Operator[]>('=', '!=', '<', '<=', '>', '>='),
    value: fc.oneof(figure(id), fc.integer({ min: 0, max: 120 }), fc.constant('average' as const), fc.constantFrom(...cities).map(region => ({ region }))),
  }))
  const several = fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), parts: fc.array(bound, { minLength: 2, maxLength: 3 }) })
  const nested = fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), parts: fc.tuple(bound, several) })
  const condition: fc.Arbitrary<Condition> = fc.oneof({ weight: 3, arbitrary: bound }, { weight: 2, arbitrary: several }, nested)
  const upTo: fc.Arbitrary<Order> = fc.record({ direction, count: fc.option(fc.integer({ min: 1, max: 21 })), indicator })
  const nth: fc.Arbitrary<Order> = fc.record({ direction, count: fc.integer({ min: 1, max: 21 }), indicator, nth: fc.constant(true as const) })
  const order = fc.oneof({ weight: 3, arbitrary: upTo }, nth)
  const filtered = { scope, scopeSaid, regions: fc.oneof(all, named, answered), where: fc.option(condition), order: fc.option(order), except: some(0, 3), show: indicators }
  const where = fc.constant(null)

  const arbitraries: Record<TablePlan['kind'], fc.Arbitrary<TablePlan>> = {
    values: fc.record({ kind: fc.constant('values' as const), scope, scopeSaid, regions: fc.oneof(all, province, named, answered), indicators }),
    overview: fc.record({ kind: fc.constant('overview' as const), scope, scopeSaid, regions: fc.oneof(province, named) }),
    list: fc.record({ kind: fc.constant('list' as const), ...filtered }),
    count: fc.record({ kind: fc.constant('count' as const), ...filtered }),
    share: fc.record({ kind: fc.constant('share' as const), ...filtered }),
    check: fc.record({ kind: fc.constant('check' as const), scope, scopeSaid, regions: fc.oneof(named, answered), where: condition }),
    rank: fc.record({ kind: fc.constant('rank' as const), scope, scopeSaid, regions: fc.oneof(named, answered), indicator, from: fc.constantFrom('high' as const, 'low' as const) }),
    difference: fc.record({ kind: fc.constant('difference' as const), scope, scopeSaid, regions: named, indicators, against: fc.constantFrom('average', '合计', ...cities) }),
    gap: fc.record({ kind: fc.constant('gap' as const), scope: fc.constant('both' as const), scopeSaid, regions: fc.oneof(province, named), indicators }),
    portion: fc.record({ kind: fc.constant('portion' as const), scope, scopeSaid, regions: named, indicator: fc.constantFrom('service_centers', 'service_stations', 'service_rooms') }),
    spread: fc.record({ kind: fc.constant('spread' as const), scope, scopeSaid, regions: fc.oneof(all, some(2, 8).map(names => ({ kind: 'named' as const, names }))), indicator }),
    compare: fc.record({ kind: fc.constant('compare' as const), scope, scopeSaid, regions: some(2, 6).map(names => ({ kind: 'named' as const, names })), indicators, direction }),
    aggregate: fc.oneof(
      fc.record({ kind: fc.constant('aggregate' as const), scope: fc.oneof(scope, fc.constant('together' as const)), scopeSaid, regions: fc.oneof(named, all, answered), how: fc.constantFrom('sum' as const, 'mean' as const), indicators, where }),
      fc.record({ kind: fc.constant('aggregate' as const), scope: fc.constant('together' as const), scopeSaid, regions: province, how: fc.constant('sum' as const), indicators: fc.constant(['service_rooms']), where })),
  }
  test.each(Object.keys(arbitraries) as TablePlan['kind'][])('%s', kind => {
    fc.assert(fc.property(arbitraries[kind], plan => assertAnswers(plan, 'random')), { seed: 338, numRuns: 300 })
  })
})

describe('a mean half way between two tenths goes up, whatever binary fractions make of it', () => {
  test.each([
    ['pilot', 'items_admin_power', '内江市', '南充市', 9.7], ['pilot', 'items_admin_power', '内江市', '宜宾市', 40.9], ['pilot', 'items_public_service', '泸州市', '绵阳市', 90], ['non_pilot', 'items_total', '乐山市', '雅安市', 151.2], ['non_pilot', 'items_total', '遂宁市', '南充市', 87],
  ] as const)('%s %s of %s and %s: %d', (scope, indicator, a, b, mean) => {
    const plan: TablePlan = { kind: 'aggregate', scope, scopeSaid: true, regions: { kind: 'named', names: [a, b] }, how: 'mean', indicators: [indicator] }
    expect(answerPlan(plan, store, dictionary)[0]?.number?.value).toBe(mean)
  })
})

describe('answers against SQL written by hand', () => {
  const pilot = '2021-338-1', nonPilot = '2021-338-2'
  const pairs = (sql: string): string[] => (store.prepare(sql).all() as { name: string; value: number }[]).map(({ name, value }) => `${name} ${value}`)
  const rowsOf = (question: string, at: number): string[] => (ask(question).reply.answers[at]?.rows ?? []).map(({ region, value }) => `${region} ${value}`)
  const numberOf = (question: string, at: number): number | undefined => ask(question).reply.answers[at]?.number?.value
  const cellsOf = (dataset: string, column: string) => `SELECT row AS name, number AS value FROM cell WHERE dataset = '${dataset}' AND "column" = '${column}' AND row <> '合计'`
  const position = (dataset: string) => `(SELECT position FROM dataset_row d WHERE d.dataset = '${dataset}' AND d.name = cell.row)`

  test('哪些市州还没启动综窗', () => {
    expect(rowsOf('哪些市州还没启动综窗', 0)).toEqual(pairs(`${cellsOf(pilot, 'window_reform_rate')} AND number = 0 ORDER BY ${position(pilot)}`))
    expect(rowsOf('哪些市州还没启动综窗', 1)).toEqual(pairs(`${cellsOf(nonPilot, 'window_reform_rate')} AND number = 0`))
  })
  test('试点一件事超过30项的市州有哪些', () => {
    expect(rowsOf('试点一件事超过30项的市州有哪些', 0)).toEqual(pairs(`${cellsOf(pilot, 'one_thing_items')} AND number > 30 ORDER BY ${position(pilot)}`))
  })
  test('非试点综窗低于全省平均的有哪些', () => {
    expect(rowsOf('非试点综窗低于全省平均的有哪些', 0)).toEqual(pairs(
      `${cellsOf(nonPilot, 'window_reform_rate')} AND number < (SELECT number FROM cell WHERE dataset = '${nonPilot}' AND "column" = 'window_reform_rate' AND row = '合计') ORDER BY ${position(nonPilot)}`))
  })
  test('非试点培训次数前五', () => {
    expect(rowsOf('非试点培训次数前五', 0)).toEqual(pairs(
      `${cellsOf(nonPilot, 'trainings')} AND number >= (SELECT number FROM cell WHERE dataset = '${nonPilot}' AND "column" = 'trainings' AND row <> '合计' ORDER BY number DESC LIMIT 1 OFFSET 4) ORDER BY number DESC, ${position(nonPilot)}`))
  })
  test('试点部门业务系统最差的三个市州', () => {
    expect(rowsOf('试点部门业务系统最差的三个市州', 0)).toEqual(pairs(
      `${cellsOf(pilot, 'department_systems')} AND number >= (SELECT number FROM cell WHERE dataset = '${pilot}' AND "column" = 'department_systems' AND row <> '合计' ORDER BY number DESC LIMIT 1 OFFSET 2) ORDER BY number DESC, ${position(pilot)}`))
  })
  test('非试点综窗过半的市州有几个', () => {
    const [row] = store.prepare(`SELECT count(*) AS n FROM cell WHERE dataset = '${nonPilot}' AND "column" = 'window_reform_rate' AND row <> '合计' AND number > 50`).all() as { n: number }[]
    expect(numberOf('非试点综窗过半的市州有几个', 0)).toBe(row?.n)
  })
  test('乐山非试点综窗排第几', () => {
    const [row] = store.prepare(`SELECT 1 + count(*) AS n FROM cell a, cell b WHERE a.dataset = '${nonPilot}' AND a."column" = 'window_reform_rate' AND a.row = '乐山市' AND b.dataset = a.dataset AND b."column" = a."column" AND b.row <> '合计' AND b.number > a.number`).all() as { n: number }[]
    expect(numberOf('乐山非试点综窗排第几', 0)).toBe(row?.n)
  })
  test('全省便民服务室一共多少个', () => {
    const [row] = store.prepare(`SELECT sum(number) AS n FROM cell WHERE "column" = 'service_rooms' AND row = '合计'`).all() as { n: number }[]
    expect(numberOf('全省便民服务室一共多少个', 0)).toBe(row?.n)
  })
  test('川南四市试点压减率平均', () => {
    const [row] = store.prepare(`SELECT round(avg(number), 1) AS n FROM cell WHERE dataset = '${pilot}' AND "column" = 'windows_cut' AND row IN ('自贡市', '泸州市', '内江市', '宜宾市')`).all() as { n: number }[]
    expect(numberOf('川南四市试点压减率平均', 0)).toBe(row?.n)
  })
  test('泸州综窗试点和非试点差多少', () => {
    const [row] = store.prepare(`SELECT round(abs(a.number - b.number), 1) AS n FROM cell a, cell b WHERE a.dataset = '${pilot}' AND b.dataset = '${nonPilot}' AND a."column" = 'window_reform_rate' AND b."column" = a."column" AND a.row = '泸州市' AND b.row = a.row`).all() as { n: number }[]
    expect(numberOf('泸州综窗试点和非试点差多少', 2)).toBe(row?.n)
  })
})
