// What was reported since the tables, told beside their figures and never instead of them: in the room where it was posted and to admins at once,
// elsewhere once an admin has verified it. Indicators that are in no table are answered from reports.

import type { Library } from '../library.ts'
import { isTablePlan, type Condition, type Plan, type TablePlan } from '../question/plan.ts'
import { tellReported, tellReportedAlone, type Line } from '../replies/reported.ts'
import { visibleFigures, type Asker, type Visible } from '../store/ledger.ts'
import type { Told } from '../table/answer.ts'
import { sayRegion } from '../table/dictionary.ts'

export type Reported = { readonly lines: readonly string[]; readonly told: readonly Told[] }

/** More would be a list of its own. */
const mostLines = 6

const asTold = (region: string, indicator: string, unit: string, { scope, asOf, value, record }: Visible): Told => (
  { dataset: 'reports', scope, indicator, asOf, rows: [{ region, indicator, value, unit }], source: `据上报 #${record}`, averages: {}, missing: [], of: 1 }
)

const indicatorsAsked = (plan: TablePlan, dictionary: Library['dictionary']): readonly string[] => {
  if ('indicators' in plan) return plan.indicators
  if ('indicator' in plan) return [plan.indicator]
  if (plan.kind === 'check') return plan.where.kind === 'compare' ? [plan.where.indicator] : []
  return plan.kind === 'overview' ? dictionary.topics.flatMap(({ main }) => main ?? []) : []
}

type Found = { readonly region: string; readonly indicator: string; readonly figure: Visible }

function findFigures(regions: readonly string[], indicators: readonly string[], scope: TablePlan['scope'], since: (indicator: string) => string, asker: Asker, { store }: Library): Found[] {
  return regions.flatMap(region => indicators.flatMap(indicator => visibleFigures(store, region, indicator, asker)
    .filter(figure => figure.asOf > since(indicator) && (scope === 'both' || scope === 'together' || figure.scope === null || figure.scope === scope))
    .map(figure => ({ region, indicator, figure }))))
}

const asLines = (found: readonly Found[], { dictionary }: Library, isNamed: boolean): Line[] => found.map(({ region, indicator, figure }) => {
  const { unit = '', name = '' } = dictionary.indicators[indicator] ?? {}
  return { ...figure, unit, name: isNamed ? name : '', place: sayRegion(dictionary, region), region }
})

/** What stands beside the answer to a plan about named places; nothing where the tables are as new. */
export function reportedBeside(plan: Plan, told: readonly Told[], asker: Asker, library: Library, now: Date): Reported {
  const none: Reported = { lines: [], told: [] }
  if (!isTablePlan(plan) || !['values', 'check', 'overview', 'rank', 'difference'].includes(plan.kind) || plan.regions.kind !== 'named') return none
  const indicators = indicatorsAsked(plan, library.dictionary), { names } = plan.regions
  const since = (indicator: string): string => told.filter(one => one.indicator === indicator || one.rows.some(row => row.indicator === indicator)).map(({ asOf }) => asOf).toSorted().at(-1) ?? ''
  const found = findFigures(names, indicators, plan.scope, since, asker, library)
  if (found.length === 0) return none
  const lines = tellReported(asLines(found.slice(0, mostLines), library, indicators.length > 1), names.length > 1, now)
  return { lines, told: found.map(({ region, indicator, figure }) => asTold(region, indicator, library.dictionary.indicators[indicator]?.unit ?? '', figure)) }
}

const meets = (where: Condition | null, value: number): boolean => {
  if (where === null) return true
  if (where.kind !== 'compare' || typeof where.value !== 'number') return false
  switch (where.operator) {
    case '=': return value === where.value
    case '!=': return value !== where.value
    case '<': return value < where.value
    case '<=': return value <= where.value
    case '>': return value > where.value
    case '>=': return value >= where.value
  }
}

/** The answer to a plan about what no table holds, from reports alone; null where it is of another kind or nobody reported. */
export function reportedAlone(plan: TablePlan, asker: Asker, library: Library, now: Date): Reported | null {
  const { dictionary } = library
  if (plan.kind !== 'values' && plan.kind !== 'list' && plan.kind !== 'count' && plan.kind !== 'check') return null
  const where = plan.kind === 'values' ? null : plan.where
  const indicators = plan.kind === 'list' || plan.kind === 'count' ? [...new Set([...(where?.kind === 'compare' ? [where.indicator] : []), ...plan.show])] : indicatorsAsked(plan, dictionary)
  const regions = plan.regions.kind === 'named' ? plan.regions.names : plan.regions.kind === 'all' ? dictionary.regions.map(({ name }) => name) : []
  if (where !== null && (where.kind !== 'compare' || typeof where.value !== 'number')) return null
  const found = findFigures(regions, indicators, plan.scope, () => '', asker, library)
  if (found.length === 0) return null
  const shown = plan.kind === 'check' ? found : found.filter(({ figure }) => meets(where, figure.value))
  const lines = tellReportedAlone(asLines(shown, library, indicators.length > 1), indicators.map(id => dictionary.indicators[id]?.name ?? ''), regions.length > 1, now)
  return { lines, told: shown.map(({ region, indicator, figure }) => asTold(region, indicator, dictionary.indicators[indicator]?.unit ?? '', figure)) }
}

/** What a county has reported, which is in no table. */
export function reportedByCounty(county: string, indicators: readonly string[], asker: Asker, library: Library, now: Date): Reported | null {
  const { dictionary } = library, regions = dictionary.counties.filter(({ name }) => name === county).map(({ city }) => `${city}/${county}`)
  const asked = indicators.length > 0 ? indicators : dictionary.topics.flatMap(({ main }) => main ?? [])
  const found = findFigures(regions, asked, 'both', () => '', asker, library)
  if (found.length === 0) return null
  return { lines: tellReported(asLines(found.slice(0, mostLines), library, asked.length > 1), regions.length > 1, now), told: found.map(({ region, indicator, figure }) => asTold(region, indicator, dictionary.indicators[indicator]?.unit ?? '', figure)) }
}
