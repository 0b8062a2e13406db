// Plan → answers: one a dataset (试点, 非试点), each with the rows and the number that the reply then tells. Figures come from rows only.

import type { Condition, Plan, Regions, Scope, TablePlan } from '../question/plan.ts'
import { indicatorsOf } from '../question/plan.ts'
import type { Store } from '../store/open.ts'
import { compileCell, compileRanks, compileSelection, type Query } from './compile.ts'
import { descends, type Dataset, type Dictionary } from './dictionary.ts'

export type AnswerRow = { readonly region: string; readonly indicator: string; readonly value: number | string; readonly unit: string; readonly rank?: number }
export type AnswerNumber = { readonly value: number; readonly unit: string; readonly what: 'count' | 'sum' | 'mean' | 'difference' | 'rank' | 'ratio' }
export type Answer = {
  readonly dataset: string
  readonly scope: Scope | 'both' | null
  readonly indicator: string | null
  readonly asOf: string
  readonly rows: readonly AnswerRow[]
  readonly number?: AnswerNumber
  readonly source: string
}

/** An answer and what only its sentence needs. */
export type Told = Answer & {
  /** The province's average of an indicator, where the sentence compares with it: its own row, of counts and without one the regions' mean. */
  readonly averages: Readonly<Record<string, number>>
  /** Regions asked for that this dataset has no figure of. */
  readonly missing: readonly string[]
  /** Is the condition of a yes-no question met, by region; not set where a figure to know it by is missing. */
  readonly holds?: Readonly<Record<string, boolean>>
  /** How many regions were looked at. */
  readonly of: number
  /** What an empty list is next to: the region nearest to the bound. */
  readonly nearest?: AnswerRow
  /** The province's own row, of which a part was asked. */
  readonly whole?: AnswerRow
  readonly role?: 'winner' | 'compared'
}

type SqlRow = { name: string; place?: number } & Record<string, number | string | null | undefined>

/** One decimal, halves up: figures are printed with one decimal, so a mean is first freed of what binary fractions add (9.65 is 9.7). */
export function round(value: number): number {
  return Math.round(Number((value * 10).toFixed(6))) / 10
}

/** The datasets that a plan speaks of, in the order of the notice: those of its scope that have its indicators, the latest of each scope. */
function datasetsFor(plan: TablePlan, indicators: readonly string[], { datasets }: Dictionary): Dataset[] {
  const scoped = plan.scope === 'pilot' || plan.scope === 'non_pilot' ? datasets.filter(dataset => dataset.scope === plan.scope || dataset.scope === null) : [...datasets]
  const fitting = scoped.filter(dataset => indicators.every(indicator => dataset.columns.includes(indicator)))
  return fitting.filter(dataset => fitting.every(other => other.scope !== dataset.scope || other.asOf <= dataset.asOf))
}

/** Answers a plan over the tables. Each scope is answered by itself, an empty one too. */
export function answerPlan(plan: TablePlan, store: Store, dictionary: Dictionary): Told[] {
  const unitOf = (indicator: string) => dictionary.indicators[indicator]?.unit ?? ''
  /** Percentages differ by points. */
  const stepOf = (indicator: string) => (unitOf(indicator) === '%' ? '个百分点' : unitOf(indicator))
  const run = ({ sql, values }: Query) => store.prepare(sql).all(...values) as SqlRow[]
  const cell = (column: string, row: string, dataset: Dataset): number | null => (run(compileCell(column, row, dataset))[0] as { number?: number | null } | undefined)?.number ?? null
  const rowOf = (region: string, indicator: string, value: number, rank?: number): AnswerRow => ({ region, indicator, value, unit: unitOf(indicator), ...(rank === undefined ? {} : { rank }) })
  const namesIn = (regions: Regions, dataset: Dataset): readonly string[] | null => {
    switch (regions.kind) {
      case 'all': return null
      case 'province': return dataset.total === null ? [] : [dataset.total]
      case 'named': return regions.names
      case 'answered': return regions.byScope[dataset.scope ?? ''] ?? []
    }
  }
  const regionCount = (dataset: Dataset) => (store.prepare("SELECT count(*) AS n FROM dataset_row WHERE dataset = ? AND kind = 'region'").get(dataset.id) as { n: number }).n
  const averagesOf = (indicators: readonly string[], dataset: Dataset) => Object.fromEntries(indicators.flatMap(indicator => {
    const average = averageOf(indicator, dataset)
    return average === null ? [] : [[indicator, average] as const]
  }))
  const averageOf = (indicator: string, dataset: Dataset): number | null => {
    if (dataset.total === null) {
      const numbers = values(null, [indicator], dataset).rows.map(row => row.value as number)
      return numbers.length === 0 ? null : round(numbers.reduce((a, b) => a + b, 0) / numbers.length)
    }
    const total = cell(indicator, dataset.total, dataset)
    return total !== null && dictionary.indicators[indicator]?.measures === 'total' ? round(total / regionCount(dataset)) : total
  }
  const base = (dataset: Dataset, indicator: string | null): Omit<Told, 'rows'> => ({
    dataset: dataset.id, scope: dataset.scope, indicator, asOf: dataset.asOf, source: `${dataset.document} ${dataset.attachment}`.trim(), averages: {}, missing: [], of: regionCount(dataset),
  })
  /** Figures of the named rows, in the order named. */
  const values = (names: readonly string[] | null, indicators: readonly string[], dataset: Dataset): { rows: AnswerRow[]; missing: string[] } => {
    const isTotal = names !== null && names.length > 0 && names.every(name => name === dataset.total)
    const found = isTotal ? names.map(name => ({ name, ...Object.fromEntries(indicators.map((indicator, i) => [`c${i}`, cell(indicator, name, dataset)])) }) as SqlRow)
      : run(compileSelection({ names, except: [], where: null, order: null, columns: indicators }, dataset, dictionary))
    const ordered = names === null ? found : names.flatMap(name => found.find(row => row.name === name) ?? [])
    const rows = ordered.flatMap(row => indicators.flatMap((indicator, i) => {
      const value = row[`c${i}`]
      return typeof value === 'number' ? [rowOf(row.name, indicator, value)] : []
    }))
    return { rows, missing: (names ?? []).filter(name => !rows.some(row => row.region === name)) }
  }
  const mains = (): string[] => dictionary.topics.flatMap(topic => (topic.main !== undefined && dictionary.datasets.some(dataset => dataset.columns.includes(topic.main ?? '')) ? [topic.main] : []))

  switch (plan.kind) {
    case 'values':
      return datasetsFor(plan, plan.indicators, dictionary).map(dataset => ({ ...base(dataset, plan.indicators[0] ?? null), ...values(namesIn(plan.regions, dataset), plan.indicators, dataset), averages: averagesOf(plan.indicators, dataset) }))
    case 'overview':
      return datasetsFor(plan, [], dictionary).map(dataset => ({ ...base(dataset, null), ...values(namesIn(plan.regions, dataset), mains().filter(id => dataset.columns.includes(id)), dataset) }))
    case 'list': case 'count': case 'share': {
      const columns = [...new Set([...(plan.order ? [plan.order.indicator] : []), ...indicatorsOf(plan.where), ...plan.show])]
      return datasetsFor(plan, columns, dictionary).map(dataset => {
        const names = namesIn(plan.regions, dataset)
        const ranked = run(compileSelection({ names, except: plan.except, where: plan.where, order: plan.order, columns }, dataset, dictionary))
        // 第五名 may fall into a tie: all who share the place that covers it
        const nth = plan.order?.nth ? plan.order.count ?? 0 : null
        const rows = nth === null ? ranked : ranked.length >= nth ? ranked.filter(row => row.place === ranked[nth - 1]?.place) : []
        const of = run(compileSelection({ names, except: plan.except, where: null, order: null, columns: columns.slice(0, 1) }, dataset, dictionary)).length
        const number: AnswerNumber | null = plan.kind === 'count' ? { value: rows.length, unit: '个', what: 'count' }
          : plan.kind === 'share' && of > 0 ? { value: round(rows.length / of * 100), unit: '%', what: 'ratio' } : null
        const near = rows.length === 0 && plan.where?.kind === 'compare' ? nearestTo(plan.where, names, plan.except, dataset) : null
        return {
          ...base(dataset, columns[0] ?? null), averages: averagesOf(columns, dataset), of,
          rows: rows.flatMap(row => columns.map((column, i) => rowOf(row.name, column, row[`c${i}`] as number, row.place))),
          ...(number === null ? {} : { number }), ...(near === null ? {} : { nearest: near }),
        }
      })
    }
    case 'check': {
      const columns = indicatorsOf(plan.where)
      return datasetsFor(plan, columns, dictionary).map(dataset => {
        const names = namesIn(plan.regions, dataset), found = values(names, columns, dataset)
        const met = new Set(run(compileSelection({ names, except: [], where: plan.where, order: null, columns }, dataset, dictionary)).map(row => row.name))
        const judged = [...new Set(found.rows.map(row => row.region))].flatMap(name => {
          const known = holds(plan.where, found.rows.filter(row => row.region === name), dataset)
          // The province's own row is none that SQL selects; among the others SQL has the last word: its means are not rounded.
          const isMet = name === dataset.total ? known : met.has(name) || (known === null ? null : false)
          return isMet === null ? [] : [[name, isMet] as const]
        })
        return { ...base(dataset, columns[0] ?? null), ...found, averages: averagesOf(columns, dataset), holds: Object.fromEntries(judged) }
      })
    }
    case 'rank':
      return datasetsFor(plan, [plan.indicator], dictionary).flatMap(dataset => {
        const names = namesIn(plan.regions, dataset) ?? [], ranks = run(compileRanks(plan.indicator, plan.from, dataset))
        return names.flatMap((name): Told[] => {
          const row = ranks.find(one => one.name === name)
          if (!row) return [{ ...base(dataset, plan.indicator), rows: [], missing: [name] }]
          return [{ ...base(dataset, plan.indicator), rows: [rowOf(name, plan.indicator, row['c0'] as number, row.place)], number: { value: row.place as number, unit: '名', what: 'rank' }, of: ranks.length }]
        })
      })
    case 'difference':
      return datasetsFor(plan, plan.indicators, dictionary).flatMap(dataset => (namesIn(plan.regions, dataset) ?? []).flatMap(name => plan.indicators.map((indicator): Told => {
        const averages = averagesOf([indicator], dataset)
        const mine = cell(indicator, name, dataset), other = plan.against === 'average' ? averages[indicator] ?? null : cell(indicator, plan.against, dataset)
        const rows = [...(mine === null ? [] : [rowOf(name, indicator, mine)]), ...(plan.against !== 'average' && other !== null ? [rowOf(plan.against, indicator, other)] : [])]
        const missing = [...(mine === null ? [name] : []), ...(other === null && plan.against !== 'average' ? [plan.against] : [])]
        if (mine === null || other === null) return { ...base(dataset, indicator), rows, averages, missing }
        return { ...base(dataset, indicator), rows, averages, missing, number: { value: round(Math.abs(mine - other)), unit: stepOf(indicator), what: 'difference' } }
      })))
    case 'gap': {
      const [pilot, nonPilot] = (['pilot', 'non_pilot'] as const).map(scope => datasetsFor({ ...plan, scope }, plan.indicators, dictionary)[0])
      if (!pilot || !nonPilot) return []
      return plan.indicators.flatMap((indicator): Told[] => {
        const sides = [pilot, nonPilot].map((dataset): Told => ({ ...base(dataset, indicator), ...values(namesIn(plan.regions, dataset), [indicator], dataset) }))
        const names = plan.regions.kind === 'named' ? plan.regions.names : [pilot.total ?? '']
        const gaps = names.flatMap((name, i): Told[] => {
          const [a, b] = sides.map((side, k) => side.rows.find(row => row.region === (plan.regions.kind === 'named' ? name : [pilot, nonPilot][k]?.total))?.value)
          if (typeof a !== 'number' || typeof b !== 'number') return []
          return [{ ...base(pilot, indicator), scope: 'both', rows: [], source: `${pilot.document} ${pilot.attachment}、${nonPilot.attachment}`, number: { value: round(Math.abs(a - b)), unit: stepOf(indicator), what: 'difference' }, of: i }]
        })
        return [...sides, ...gaps]
      })
    }
    case 'portion':
      return datasetsFor(plan, [plan.indicator], dictionary).flatMap(dataset => {
        const total = dataset.total === null ? null : cell(plan.indicator, dataset.total, dataset), found = values(namesIn(plan.regions, dataset), [plan.indicator], dataset)
        const part = found.rows.reduce((sum, row) => sum + (row.value as number), 0)
        if (total === null || total === 0) return []
        return [{ ...base(dataset, plan.indicator), ...found, whole: rowOf(dataset.total ?? '', plan.indicator, total), number: { value: round(part / total * 100), unit: '%', what: 'ratio' as const } }]
      })
    case 'spread':
      return datasetsFor(plan, [plan.indicator], dictionary).map(dataset => {
        const ends = (['top', 'bottom'] as const).map(direction => run(compileSelection({ names: namesIn(plan.regions, dataset), except: [], where: null, order: { direction, count: 1, indicator: plan.indicator }, columns: [plan.indicator] }, dataset, dictionary)))
        const rows = ends.flat().map(row => rowOf(row.name, plan.indicator, row['c0'] as number)), [high, low] = ends.map(end => end[0]?.['c0'])
        return { ...base(dataset, plan.indicator), rows, ...(typeof high === 'number' && typeof low === 'number' ? { number: { value: round(high - low), unit: stepOf(plan.indicator), what: 'difference' as const } } : {}) }
      })
    case 'compare':
      return datasetsFor(plan, plan.indicators, dictionary).flatMap(dataset => plan.indicators.flatMap((indicator): Told[] => {
        const found = values(namesIn(plan.regions, dataset), [indicator], dataset)
        const numbers = found.rows.map(row => row.value as number)
        const best = descends(plan.direction, indicator, dictionary) ? Math.max(...numbers) : Math.min(...numbers)
        return [
          { ...base(dataset, indicator), rows: found.rows.filter(row => row.value === best), role: 'winner' },
          { ...base(dataset, indicator), ...found, role: 'compared' },
        ]
      }))
    case 'aggregate':
      return aggregate(plan)
  }

  /** Do the rows of one region meet a condition? Null where a figure to know it by is missing. */
  function holds(where: Condition, rows: readonly AnswerRow[], dataset: Dataset): boolean | null {
    if (where.kind !== 'compare') {
      const parts = where.parts.map(part => holds(part, rows, dataset)), settles = where.kind === 'or'
      return parts.includes(settles) ? settles : parts.includes(null) ? null : !settles
    }
    const { indicator, operator, value: yardstick } = where
    const value = rows.find(row => row.indicator === indicator)?.value
    const bound = typeof yardstick === 'number' ? yardstick : yardstick === 'average' ? averageOf(indicator, dataset) : cell(indicator, yardstick.region, dataset)
    if (typeof value !== 'number' || typeof bound !== 'number') return null
    return { '=': value === bound, '!=': value !== bound, '<': value < bound, '<=': value <= bound, '>': value > bound, '>=': value >= bound }[operator]
  }

  /** The region that comes nearest to a bound which none meets: 没有（最低甘孜州8.5%）. */
  function nearestTo(where: Extract<Condition, { kind: 'compare' }>, names: readonly string[] | null, except: readonly string[], dataset: Dataset): AnswerRow | null {
    const direction = where.operator === '>' || where.operator === '>=' ? 'top' : where.operator === '=' && typeof where.value === 'number' && where.value > 0 ? 'top' : 'bottom'
    const [row] = run(compileSelection({ names, except, where: null, order: { indicator: where.indicator, direction, count: 1 }, columns: [where.indicator] }, dataset, dictionary))
    return row ? rowOf(row.name, where.indicator, row['c0'] as number) : null
  }

  function aggregate(plan: Extract<Plan, { kind: 'aggregate' }>): Told[] {
    const datasets = datasetsFor(plan, plan.indicators, dictionary)
    const what = plan.how
    const compute = (numbers: readonly number[]) => {
      const sum = numbers.reduce((a, b) => a + b, 0)
      return round(what === 'sum' ? sum : numbers.length === 0 ? 0 : sum / numbers.length)
    }
    const parts = plan.indicators.flatMap(indicator => datasets.map((dataset): Told & { numbers: number[] } => {
      const found = values(namesIn(plan.regions, dataset), [indicator], dataset), numbers = found.rows.map(row => row.value as number)
      return { ...base(dataset, indicator), ...found, numbers, ...(numbers.length === 0 ? {} : { number: { value: compute(numbers), unit: unitOf(indicator), what } }) }
    }))
    if (plan.scope !== 'together') return parts.map(({ numbers: _, ...told }) => told)
    return plan.indicators.flatMap((indicator): Told[] => {
      const mine = parts.filter(part => part.indicator === indicator), [first] = mine
      if (!first) return []
      const source = [first.source, ...mine.slice(1).map(part => part.source.split(' ')[1] ?? part.source)].join('、')
      const { numbers: _, ...told } = first
      return [{ ...told, scope: 'both', rows: [], source, number: { value: compute(mine.flatMap(part => part.numbers)), unit: unitOf(indicator), what } }, ...mine.map(({ numbers: __, number: ___, ...side }) => side)]
    })
  }
}
