// A plan over one dataset → SQL. Column names, regions and bounds are bound values, never part of the statement's text.

import { indicatorsOf, type Condition, type Order } from '../question/plan.ts'
import { descends, type Dataset, type Dictionary } from './dictionary.ts'

export type Query = { readonly sql: string; readonly values: readonly (string | number | null)[] }

type Selection = {
  /** Only these rows, in this order; null for all regions of the dataset. */
  readonly names: readonly string[] | null
  readonly except: readonly string[]
  readonly where: Condition | null
  readonly order: Order | null
  readonly columns: readonly string[]
}

/**
 * Selects rows of a dataset: `name`, then one column an indicator (c0, c1 …) and `place` where rows are ranked.
 *
 * 综窗最低的三个 → … RANK() OVER (ORDER BY c0.number ASC) … WHERE place <= 3: ties at the cut are all in.
 */
export function compileSelection(selection: Selection, dataset: Dataset, dictionary: Dictionary): Query {
  const { names, except, where, order } = selection
  const columns = [...new Set([...selection.columns, ...indicatorsOf(where), ...(order ? [order.indicator] : [])])]
  const values: (string | number | null)[] = []
  const bind = (value: string | number | null) => {
    values.push(value)
    return '?'
  }
  const numberOf = (column: string) => `c${columns.indexOf(column)}.number`
  const place = order ? `, RANK() OVER (ORDER BY ${numberOf(order.indicator)} ${descends(order.direction, order.indicator, dictionary) ? 'DESC' : 'ASC'}) AS place` : ''
  const select = `SELECT r.name, r.position${columns.map((_, i) => `, c${i}.number AS c${i}`).join('')}${place} FROM dataset_row r`
  const joins = columns.map((column, i) => `JOIN cell c${i} ON c${i}.dataset = r.dataset AND c${i}.row = r.name AND c${i}."column" = ${bind(column)}`)
  const tests = [`r.dataset = ${bind(dataset.id)}`, "r.kind = 'region'"]
  if (names) tests.push(`r.name IN (SELECT value FROM json_each(${bind(JSON.stringify(names))}))`)
  if (except.length > 0) tests.push(`r.name NOT IN (SELECT value FROM json_each(${bind(JSON.stringify(except))}))`)
  if (order) tests.push(`${numberOf(order.indicator)} IS NOT NULL`)
  if (where) tests.push(compileCondition(where))
  const inner = [select, ...joins, `WHERE ${tests.join(' AND ')}`].join(' ')
  if (!order) return { sql: `${inner} ORDER BY r.position`, values }
  const cut = order.count === null ? '' : ` WHERE place <= ${bind(order.count)}`
  return { sql: `SELECT * FROM (${inner})${cut} ORDER BY place, position`, values }

  function compileCondition(condition: Condition): string {
    if (condition.kind !== 'compare') return `(${condition.parts.map(compileCondition).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`
    const { indicator, operator, value } = condition
    const row = value === 'average' ? dataset.total : typeof value === 'number' ? null : value.region
    const other = typeof value === 'number' ? bind(value) : averageOf(indicator, row)
    return `${numberOf(indicator)} ${operator} ${other}`
  }

  /** The province's own row is the yardstick; for counts, whose total no city can reach, the mean of its regions. */
  function averageOf(indicator: string, row: string | null): string {
    const additive = dictionary.indicators[indicator]?.measures === 'total' && row === dataset.total
    if (additive || row === null) return `(SELECT AVG(a.number) FROM cell a JOIN dataset_row ar ON ar.dataset = a.dataset AND ar.name = a.row AND ar.kind = 'region' WHERE a.dataset = r.dataset AND a."column" = ${bind(indicator)})`
    return `(SELECT a.number FROM cell a WHERE a.dataset = r.dataset AND a."column" = ${bind(indicator)} AND a.row = ${bind(row)})`
  }
}

/** One figure; no row where the dataset has no such cell. */
export function compileCell(column: string, row: string, dataset: Dataset): Query {
  return { sql: 'SELECT number FROM cell WHERE dataset = ? AND "column" = ? AND row = ?', values: [dataset.id, column, row] }
}

/** The place of each region by one indicator: 1 + the number of regions strictly ahead. */
export function compileRanks(column: string, from: 'high' | 'low', dataset: Dataset): Query {
  return {
    sql: `SELECT r.name, c.number AS c0, RANK() OVER (ORDER BY c.number ${from === 'high' ? 'DESC' : 'ASC'}) AS place FROM dataset_row r JOIN cell c ON c.dataset = r.dataset AND c.row = r.name AND c."column" = ? WHERE r.dataset = ? AND r.kind = 'region' AND c.number IS NOT NULL`,
    values: [column, dataset.id],
  }
}
