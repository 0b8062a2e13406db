// What a plan's answers must be, in plain arithmetic over the CSV files: no SQL, nothing of the code under test but the plan's type.
// Figures are held as whole tenths, so that no sum or difference is off by a binary fraction.

import { readFileSync } from 'node:fs'
import type { Condition, Direction, Regions, TablePlan } from '../../src/question/plan.ts'

type Sheet = { readonly scope: 'pilot' | 'non_pilot'; readonly regions: readonly string[]; readonly tenths: ReadonlyMap<string, ReadonlyMap<string, number>>; readonly unit: ReadonlyMap<string, string> }
type Figure = { readonly region: string; readonly indicator: string; readonly value: number; readonly rank?: number }
export type Expected = { readonly scope: string; readonly indicator: string | null; readonly rows: readonly Figure[]; readonly number?: { readonly value: number; readonly what: string }; readonly holds?: Readonly<Record<string, boolean>> }

const total = '合计'

function readSheet(scope: Sheet['scope'], file: string): Sheet {
  const [header = '', ...lines] = readFileSync(new URL(`../../data/datasets/${file}`, import.meta.url), 'utf8').trim().split(/\r?\n/)
  const columns = header.replace(/^\ufeff/, '').split(',').slice(1), unit = new Map<string, string>()
  const tenths = new Map(lines.map(line => {
    const [region = '', ...cells] = line.split(',')
    return [region, new Map(columns.map((column, i) => {
      const cell = cells[i] ?? ''
      if (cell.endsWith('%')) unit.set(column, '%')
      return [column, Math.round(Number(cell.replace('%', '')) * 10)] as const
    }))] as const
  }))
  return { scope, tenths, unit, regions: [...tenths.keys()].filter(region => region !== total) }
}

export const sheets: readonly Sheet[] = [readSheet('pilot', '2021-338-1-pilot.csv'), readSheet('non_pilot', '2021-338-2-non-pilot.csv')]

/** What adds up, and what is better when it is lower: the promise of the command line, not the dictionary's word. */
const counts = new Set(['service_centers', 'service_stations', 'service_rooms'])
const lowerIsBetter = new Set(['windows_before', 'windows_now', 'department_systems'])
const mains = ['items_total', 'one_thing_items', 'window_reform_rate', 'village_agency_items', 'one_seal_rate', 'trainings', 'platform_use_rate', 'kiosk_rate']

const tenthsOf = (sheet: Sheet, region: string, indicator: string): number => {
  const value = sheet.tenths.get(region)?.get(indicator)
  if (value === undefined) throw new Error(`the table has no ${indicator} of ${region}`)
  return value
}
/** Half a tenth goes up. */
const rounded = (tenths: number): number => Math.round(tenths) / 10
const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const meanOf = (numbers: readonly number[]): number => sumOf(numbers) / numbers.length
const figure = (sheet: Sheet, region: string, indicator: string, rank?: number): Figure => ({ region, indicator, value: tenthsOf(sheet, region, indicator) / 10, ...(rank === undefined ? {} : { rank }) })

/** The province's own row; of counts, whose total no city can reach, the mean of the cities. */
const averageOf = (sheet: Sheet, indicator: string): number => (counts.has(indicator) ? meanOf(sheet.regions.map(region => tenthsOf(sheet, region, indicator))) : tenthsOf(sheet, total, indicator))

function meets(condition: Condition, region: string, sheet: Sheet): boolean {
  if (condition.kind !== 'compare') {
    const met = condition.parts.map(part => meets(part, region, sheet))
    return condition.kind === 'and' ? met.every(Boolean) : met.some(Boolean)
  }
  const { indicator, operator, value } = condition, mine = tenthsOf(sheet, region, indicator)
  const bound = value === 'average' ? averageOf(sheet, indicator) : typeof value === 'number' ? Math.round(value * 1e6) / 1e5 : tenthsOf(sheet, value.region, indicator)
  return { '=': mine === bound, '!=': mine !== bound, '<': mine < bound, '<=': mine <= bound, '>': mine > bound, '>=': mine >= bound }[operator]
}

const indicatorsIn = (condition: Condition | null): string[] => (condition === null ? [] : condition.kind === 'compare' ? [condition.indicator] : condition.parts.flatMap(indicatorsIn))

function namesIn(regions: Regions, sheet: Sheet): readonly string[] {
  switch (regions.kind) {
    case 'all': return sheet.regions
    case 'province': return [total]
    case 'named': return regions.names
    case 'answered': return regions.byScope[sheet.scope] ?? []
  }
}

const isDescending = (direction: Direction, indicator: string): boolean => (
  direction === 'top' || (direction === 'best' && !lowerIsBetter.has(indicator)) || (direction === 'worst' && lowerIsBetter.has(indicator)))

/** 1 + how many are strictly ahead. */
function placeOf(region: string, among: readonly string[], indicator: string, descending: boolean, sheet: Sheet): number {
  const mine = tenthsOf(sheet, region, indicator)
  return 1 + among.filter(other => (descending ? tenthsOf(sheet, other, indicator) > mine : tenthsOf(sheet, other, indicator) < mine)).length
}

/** The answers of a plan, in the order in which they are given. */
export function expectedAnswers(plan: TablePlan): Expected[] {
  const asked = plan.kind !== 'gap' && (plan.scope === 'pilot' || plan.scope === 'non_pilot') ? sheets.filter(({ scope }) => scope === plan.scope) : sheets
  const first = 'indicators' in plan ? plan.indicators[0] ?? null : null

  switch (plan.kind) {
    case 'values': return asked.map(sheet => ({ scope: sheet.scope, indicator: first, rows: namesIn(plan.regions, sheet).flatMap(region => plan.indicators.map(indicator => figure(sheet, region, indicator))) }))
    case 'overview': return asked.map(sheet => ({ scope: sheet.scope, indicator: null, rows: namesIn(plan.regions, sheet).flatMap(region => mains.map(indicator => figure(sheet, region, indicator))) }))
    case 'list': case 'count': case 'share': {
      const { order, where, except, show } = plan
      const columns = [...new Set([...(order ? [order.indicator] : []), ...indicatorsIn(where), ...show])]
      return asked.map(sheet => {
        const named = new Set(namesIn(plan.regions, sheet)), among = sheet.regions.filter(region => named.has(region) && !except.includes(region))
        const met = among.filter(region => where === null || meets(where, region, sheet))
        const descending = order !== null && isDescending(order.direction, order.indicator)
        const places = new Map(order ? met.map(region => [region, placeOf(region, met, order.indicator, descending, sheet)]) : [])
        const inOrder = order ? met.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)) : met
        // The nth place may lie within a tie: all who share it. Of five cities none is the ninth.
        const nth = order?.nth ? inOrder.slice((order.count ?? 1) - 1)[0] : undefined
        const listed = inOrder.filter(region => order === null || order.count === null || (order.nth ? nth !== undefined && places.get(region) === places.get(nth) : (places.get(region) ?? 0) <= order.count))
        const number = plan.kind === 'count' ? { value: listed.length, what: 'count' } : plan.kind === 'share' && among.length > 0 ? { value: rounded(listed.length * 1000 / among.length), what: 'ratio' } : null
        return { scope: sheet.scope, indicator: columns[0] ?? null, rows: listed.flatMap(region => columns.map(indicator => figure(sheet, region, indicator, places.get(region)))), ...(number ? { number } : {}) }
      })
    }
    case 'check': {
      const columns = [...new Set(indicatorsIn(plan.where))]
      return asked.map(sheet => {
        const names = namesIn(plan.regions, sheet)
        return { scope: sheet.scope, indicator: columns[0] ?? null, rows: names.flatMap(region => columns.map(indicator => figure(sheet, region, indicator))), holds: Object.fromEntries(names.map(region => [region, meets(plan.where, region, sheet)])) }
      })
    }
    case 'rank': return asked.flatMap(sheet => namesIn(plan.regions, sheet).map(region => {
      const place = placeOf(region, sheet.regions, plan.indicator, plan.from === 'high', sheet)
      return { scope: sheet.scope, indicator: plan.indicator, rows: [figure(sheet, region, plan.indicator, place)], number: { value: place, what: 'rank' } }
    }))
    case 'difference': return asked.flatMap(sheet => namesIn(plan.regions, sheet).flatMap(region => plan.indicators.map(indicator => {
      const isAverage = plan.against === 'average', other = isAverage ? rounded(averageOf(sheet, indicator)) * 10 : tenthsOf(sheet, plan.against, indicator)
      return {
        scope: sheet.scope, indicator, rows: [figure(sheet, region, indicator), ...(isAverage ? [] : [figure(sheet, plan.against, indicator)])],
        number: { value: rounded(Math.abs(tenthsOf(sheet, region, indicator) - other)), what: 'difference' },
      }
    })))
    case 'gap': {
      const [pilot, nonPilot] = sheets as [Sheet, Sheet], names = plan.regions.kind === 'named' ? plan.regions.names : [total]
      return plan.indicators.flatMap(indicator => [
        ...sheets.map(sheet => ({ scope: sheet.scope, indicator, rows: names.map(region => figure(sheet, region, indicator)) })),
        ...names.map(region => ({ scope: 'both', indicator, rows: [], number: { value: rounded(Math.abs(tenthsOf(pilot, region, indicator) - tenthsOf(nonPilot, region, indicator))), what: 'difference' } })),
      ])
    }
    case 'portion': return asked.map(sheet => {
      const names = namesIn(plan.regions, sheet), part = sumOf(names.map(region => tenthsOf(sheet, region, plan.indicator)))
      return { scope: sheet.scope, indicator: plan.indicator, rows: names.map(region => figure(sheet, region, plan.indicator)), number: { value: rounded(part * 1000 / tenthsOf(sheet, total, plan.indicator)), what: 'ratio' } }
    })
    case 'spread': return asked.map(sheet => {
      const named = new Set(namesIn(plan.regions, sheet)), among = sheet.regions.filter(region => named.has(region)), numbers = among.map(region => tenthsOf(sheet, region, plan.indicator))
      const ends = [Math.max(...numbers), Math.min(...numbers)], rows = ends.flatMap(end => among.filter(region => tenthsOf(sheet, region, plan.indicator) === end))
      return { scope: sheet.scope, indicator: plan.indicator, rows: rows.map(region => figure(sheet, region, plan.indicator)), number: { value: rounded((ends[0] ?? 0) - (ends[1] ?? 0)), what: 'difference' } }
    })
    case 'compare': return asked.flatMap(sheet => plan.indicators.flatMap(indicator => {
      const names = namesIn(plan.regions, sheet), descending = isDescending(plan.direction, indicator)
      const winners = names.filter(region => placeOf(region, names, indicator, descending, sheet) === 1)
      return [winners, names].map(regions => ({ scope: sheet.scope, indicator, rows: regions.map(region => figure(sheet, region, indicator)) }))
    }))
    case 'aggregate': {
      const compute = (numbers: readonly number[]) => ({ value: rounded(plan.how === 'sum' ? sumOf(numbers) : meanOf(numbers)), what: plan.how })
      return plan.indicators.flatMap((indicator): Expected[] => {
        const sides = asked.map(sheet => {
          const names = namesIn(plan.regions, sheet)
          return { scope: sheet.scope, indicator, rows: names.map(region => figure(sheet, region, indicator)), tenths: names.map(region => tenthsOf(sheet, region, indicator)) }
        })
        if (plan.scope !== 'together') return sides.map(({ tenths, ...side }) => ({ ...side, ...(tenths.length > 0 ? { number: compute(tenths) } : {}) }))
        return [{ scope: 'both', indicator, rows: [], number: compute(sides.flatMap(({ tenths }) => tenths)) }, ...sides.map(({ tenths: _, ...side }) => side)]
      })
    }
  }
}
