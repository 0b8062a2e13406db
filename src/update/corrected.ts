// What a correction puts in the place of what was reported: whole statements, or a lone figure, state or scope that the record before explains.

import type { Scope } from '../question/plan.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Mention } from './mention.ts'
import { isPlace, resolvePlace, type Place } from './places.ts'
import { clausesOf, plainText, type Writer } from './read.ts'
import type { Metric, Status } from './record.ts'
import { readStatements, type Statement } from './statements.ts'

export type Corrected =
  | { readonly kind: 'statements'; readonly statements: readonly Statement[] }
  /** `place` only where one was named. */
  | { readonly kind: 'alone'; readonly number: { readonly value: number; readonly unit: string | null; readonly approximate: boolean } | null; readonly status: Status | null; readonly scope: Scope | null; readonly place: Place | null }

/** What else may stand beside a lone figure. */
const isSilent = ({ kind }: Mention): boolean => kind === 'break' || kind === 'filler' || kind === 'already' || kind === 'all' || kind === 'to' || kind === 'join' || kind === 'day'

/** Reads the right figures of a correction, or null where it holds none. */
export function readCorrected(body: string, writer: Writer, today: string, dictionary: Dictionary): Corrected | null {
  const clauses = clausesOf(plainText(body), writer, today, dictionary)
  const statements = readStatements(clauses, { sender: writer, today, dictionary, bare: true })
  if (statements.length > 0) return { kind: 'statements', statements }
  const isAlone = (mention: Mention): boolean => isSilent(mention) || isPlace(mention) || ['number', 'fraction', 'status', 'scope'].includes(mention.kind)
  // 98%，核对请打…: the figure comes first; what stands behind it in clauses of its own is passed over.
  const lone = clauses.filter(({ mentions }) => mentions.every(isAlone)), content = lone.flatMap(({ mentions }) => mentions).filter(mention => !isSilent(mention))
  if (lone[0] === undefined || lone[0] !== clauses[0]) return null
  const places = content.filter(isPlace), numbers = content.filter(mention => mention.kind === 'number' || mention.kind === 'fraction')
  const states = content.filter(mention => mention.kind === 'status'), scopes = content.filter(mention => mention.kind === 'scope')
  const [number] = numbers, [state] = states, [scope] = scopes
  if (content.length > places.length + numbers.length + states.length + scopes.length || numbers.length > 1 || states.length > 1 || numbers.length + states.length + scopes.length === 0) return null
  return {
    kind: 'alone',
    number: number === undefined ? null : { value: number.value, unit: number.kind === 'fraction' ? '%' : number.unit, approximate: number.approximate },
    status: state?.kind === 'status' ? state.status : null,
    scope: scope?.kind === 'scope' && (scope.scope === 'pilot' || scope.scope === 'non_pilot') ? scope.scope : null,
    place: places.length === 0 ? null : resolvePlace(places, writer, writer.city, dictionary),
  }
}

/** Measure words that may stand for an indicator's own. */
const sameUnit = (said: string | null, unit: string): boolean => said === null || said === unit || (said === '个' && unit !== '%') || (unit === '个' && said !== '%')

/** Those of a record's metrics that a lone figure may be of. */
export const metricsInUnit = (metrics: readonly Metric[], unit: string | null): Metric[] => metrics.filter(metric => sameUnit(unit, metric.unit))
