// What a question asks, as data. A plan names indicators, regions and bounds by dictionary id; it holds no SQL and no figures.
// `printPlan` gives each plan one canonical line, which the corpora under test/questions compare.

export type Scope = 'pilot' | 'non_pilot'
/** `both`: each scope answered by itself; `together`: summed into one figure. */
export type ScopeChoice = Scope | 'both' | 'together'
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Direction = 'top' | 'bottom' | 'best' | 'worst'

export const opposite: Record<Direction, Direction> = { top: 'bottom', bottom: 'top', best: 'worst', worst: 'best' }

/** A figure, the province's own (合计) row, or another region's figure. */
export type Yardstick = number | 'average' | { readonly region: string }

export type Condition =
  | { readonly kind: 'compare'; readonly indicator: string; readonly operator: Operator; readonly value: Yardstick }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }

export type Regions =
  | { readonly kind: 'all' }
  | { readonly kind: 'province' }
  | { readonly kind: 'named'; readonly names: readonly string[]; readonly label?: string }
  /** The rows of the previous answer, which may differ from scope to scope. */
  | { readonly kind: 'answered'; readonly byScope: Readonly<Record<string, readonly string[]>> }

/** `count: null` lists all in order; `nth` wants that place alone (第三名). */
export type Order = { readonly direction: Direction; readonly count: number | null; readonly indicator: string; readonly nth?: true }

/** What every plan over the tables shares. */
type Asked = { readonly scope: ScopeChoice; readonly scopeSaid: boolean; readonly regions: Regions }

export type Filtered = Asked & { readonly where: Condition | null; readonly order: Order | null; readonly except: readonly string[]; readonly show: readonly string[] }

export type Plan =
  | (Asked & { readonly kind: 'values'; readonly indicators: readonly string[] })
  | (Asked & { readonly kind: 'overview' })
  | (Filtered & { readonly kind: 'list' })
  | (Filtered & { readonly kind: 'count' })
  | (Filtered & { readonly kind: 'share' })
  | (Asked & { readonly kind: 'check'; readonly where: Condition })
  | (Asked & { readonly kind: 'rank'; readonly indicator: string; readonly from: 'high' | 'low' })
  | (Asked & { readonly kind: 'difference'; readonly indicators: readonly string[]; readonly against: 'average' | string })
  | (Asked & { readonly kind: 'gap'; readonly indicators: readonly string[] })
  /** What part of the province's count is in these places. */
  | (Asked & { readonly kind: 'portion'; readonly indicator: string })
  /** How far the highest is from the lowest. */
  | (Asked & { readonly kind: 'spread'; readonly indicator: string })
  | (Asked & { readonly kind: 'compare'; readonly indicators: readonly string[]; readonly direction: Direction })
  | (Asked & { readonly kind: 'aggregate'; readonly how: 'sum' | 'mean'; readonly indicators: readonly string[] })
  | { readonly kind: 'fact'; readonly ids: readonly string[] }
  | { readonly kind: 'define'; readonly term: string }
  | { readonly kind: 'county'; readonly county: string; readonly indicators: readonly string[] }
  | { readonly kind: 'social'; readonly what: 'greet' | 'thanks' | 'help' | 'silence' }

export type TablePlan = Extract<Plan, Asked>
export type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>

/** Is it answered with figures, not with words? */
export const isTablePlan = (plan: Plan): plan is TablePlan => 'scope' in plan

/** The indicators that a condition compares, in order and once each. */
export function indicatorsOf(condition: Condition | null): string[] {
  if (!condition) return []
  return condition.kind === 'compare' ? [condition.indicator] : [...new Set(condition.parts.flatMap(indicatorsOf))]
}

/** window_reform_rate < 50 and one_seal_rate > 平均 */
export function printCondition(condition: Condition): string {
  if (condition.kind !== 'compare') return condition.parts.map(printCondition).join(` ${condition.kind} `)
  return `${condition.indicator} ${condition.operator} ${condition.value === 'average' ? '平均' : typeof condition.value === 'number' ? condition.value : condition.value.region}`
}

function printRegions(regions: Regions): string {
  switch (regions.kind) {
    case 'all': return '各市州'
    case 'province': return '全省'
    case 'named': return regions.names.join(',')
    case 'answered': return Object.entries(regions.byScope).map(([scope, names]) => `${scope}(${names.join(',')})`).join(' ')
  }
}

const words = { top: 'highest', bottom: 'lowest', best: 'best', worst: 'worst' } as const

function printFiltered(plan: Filtered): string {
  const { where, order, regions, except } = plan
  return [
    plan.scope,
    where && `where ${printCondition(where)}`,
    order && (order.count === null ? `sort ${order.direction === 'top' || order.direction === 'best' ? 'desc' : 'asc'} ${order.indicator}` : `${order.direction} ${order.nth ? 'nth ' : ''}${order.count} ${order.indicator}`),
    regions.kind === 'all' ? null : `of ${printRegions(regions)}`,
    except.length ? `except ${except.join(',')}` : null,
  ].filter(Boolean).join(' ')
}

/**
 * One canonical line a plan.
 *
 * 非试点综窗最差三个 → `list non_pilot worst 3 window_reform_rate`
 */
export function printPlan(plan: Plan): string {
  switch (plan.kind) {
    case 'values': return `values ${plan.scope} ${plan.indicators.join(',')} of ${printRegions(plan.regions)}`
    case 'overview': return `overview ${plan.scope} of ${printRegions(plan.regions)}`
    case 'list': case 'count': case 'share': return `${plan.kind} ${printFiltered(plan)}`
    case 'check': return `check ${plan.scope} where ${printCondition(plan.where)} of ${printRegions(plan.regions)}`
    case 'rank': return `rank ${plan.scope} ${plan.indicator} of ${printRegions(plan.regions)}${plan.from === 'low' ? ' from low' : ''}`
    case 'difference': return `difference ${plan.scope} ${plan.indicators.join(',')} of ${printRegions(plan.regions)} - ${plan.against === 'average' ? '平均' : plan.against}`
    case 'gap': return `gap ${plan.indicators.join(',')} of ${printRegions(plan.regions)}`
    case 'portion': return `portion ${plan.scope} ${plan.indicator} of ${printRegions(plan.regions)}`
    case 'spread': return `spread ${plan.scope} ${plan.indicator} of ${printRegions(plan.regions)}`
    case 'compare': return `compare ${plan.scope} ${plan.indicators.join(',')} of ${printRegions(plan.regions)} ${words[plan.direction]}`
    case 'aggregate': return `${plan.how} ${plan.scope} ${plan.indicators.join(',')} of ${printRegions(plan.regions)}`
    case 'fact': return `fact ${plan.ids.join(',')}`
    case 'define': return `define ${plan.term}`
    case 'county': return `county ${plan.county}`
    case 'social': return plan.what
  }
}
