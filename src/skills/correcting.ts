// 更正 54%, 报错了，应该是71%: a corrected version in the place of the sender's last record of that place and indicator; after a refusal, a report.

import { replyTo } from '../chat/event.ts'
import { correctionUnread, notYours, noSuchRecord, nothingToCorrect, tellRecorded, tellRefusals, tellSeveral, whichMetric, type Recorded } from '../replies/updates.ts'
import { sayName } from '../replies/words.ts'
import { figuresOfDay, leadingFigure, recordsBy, standingRecord, type Version } from '../store/ledger.ts'
import { metricsInUnit, readCorrected, type Corrected } from '../update/corrected.ts'
import type { Correction } from '../update/correction.ts'
import { settleStatements, type Writer } from '../update/read.ts'
import type { Entry, Metric } from '../update/record.ts'
import type { Statement } from '../update/statements.ts'
import { pendingOf, setPending } from './pending.ts'
import { actOf, correct, keyOf, mostRecords, record } from './recording.ts'
import type { Heard, Understood } from './skill.ts'
import { mayChange } from './withdrawing.ts'

type Figure = Extract<Statement, { kind: 'figure' }>

/** A correction made: which record, and what it says now. */
type Change = { readonly before: Version; readonly after: Entry }

/** `quoted`: the record that a quoted confirmation told. Null where it is talk after all. */
export function correctBy(heard: Heard, { record: told, body }: Correction, quoted: number | null, writer: Writer, today: string, note: string): Understood | null {
  const { event, person, addressed, library } = heard, { store, dictionary } = library
  const say = (text: string): Understood => ({ commit: () => [replyTo(event, text)] })
  const corrected = readCorrected(body, writer, today, dictionary), number = told ?? quoted
  const key = keyOf(event), own = recordsBy(store, key, event.room, mostRecords)
  if (number !== null) {
    const version = standingRecord(store, number)
    if (version === null) return say(noSuchRecord(number))
    if (!mayChange(version, key, person)) return say(notYours(version.id, version.reporter))
    return corrected === null ? say(correctionUnread) : change(version, corrected)
  }
  if (corrected === null) return addressed && own.length > 0 ? say(correctionUnread) : null
  return corrected.kind === 'statements' ? changeStated(corrected.statements) : changeAlone(corrected)

  function change(version: Version, by: Corrected): Understood {
    if (by.kind === 'statements') return commit([{ before: version, after: merge(version, by.statements, today, dictionary.indicators) }], [])
    const after = alone(version, by)
    return typeof after === 'string' ? say(after) : commit([{ before: version, after }], [])
  }

  /** The whole of what is right was said: each statement goes to the record that it corrects, the rest are reports. */
  function changeStated(statements: readonly Statement[]): Understood | null {
    const faults = settleStatements(statements, true, [], dictionary)
    if (faults.kind === 'report' && faults.refusals.length > 0) return say(tellRefusals(faults.refusals, false, writer.city, dictionary))
    const changes = new Map<number, { before: Version; statements: Statement[] }>(), rest: Statement[] = []
    for (const statement of statements) {
      const before = own.find(version => isOf(version, statement)) ?? others(statement)
      if (before === 'not yours') return say(notYoursOf(statement))
      if (before === null) rest.push(statement)
      else changes.set(before.id, { before, statements: [...changes.get(before.id)?.statements ?? [], statement] })
    }
    const fresh = rest.length === 0 ? [] : entriesOf(rest)
    if (changes.size === 0 && fresh.length === 0) return addressed ? say(nothingToCorrect) : null
    return commit([...changes.values()].map(({ before, statements: said }) => ({ before, after: merge(before, said, today, dictionary.indicators) })), fresh)
  }

  /** Somebody else's figure of the same place: corrected by who may, left alone by who may not. */
  function others(statement: Statement): Version | 'not yours' | null {
    if (statement.kind !== 'figure' || statement.place.problem !== undefined) return null
    const { region } = statement.place, leading = leadingFigure(store, region, statement.indicator, statement.scope) ?? figuresOfDay(store, region, statement.indicator, statement.scope, statement.asOf)[0]
    const version = leading ? standingRecord(store, leading.record) : null
    if (version === null || version.room !== event.room) return null
    return mayChange(version, key, person) ? version : 'not yours'
  }
  function notYoursOf(statement: Statement): string {
    const region = statement.place.problem === undefined ? statement.place.region : '', leading = statement.kind === 'figure' ? leadingFigure(store, region, statement.indicator, statement.scope) : null
    const version = leading ? standingRecord(store, leading.record) : null
    return notYours(version?.id ?? 0, version?.reporter ?? '')
  }

  function changeAlone(by: Extract<Corrected, { kind: 'alone' }>): Understood | null {
    const region = by.place === null || by.place.problem !== undefined ? null : by.place.region
    // 更正，试点应为45%, where the same message told both scopes
    const [newest] = own, isNamed = (one: Version): boolean => region === null || one.region === region
    const version = own.find(one => isNamed(one) && by.scope !== null && one.scope === by.scope && one.reportedAt === newest?.reportedAt) ?? own.find(isNamed)
    if (version !== undefined) return change(version, by)
    const { refused } = pendingOf(store, event), indicator = dictionary.indicators[refused?.indicator ?? '']
    if (refused && indicator && by.number) {
      const entry: Entry = { region: refused.region, scope: by.scope, topic: indicator.topic, metrics: [{ indicator: indicator.id, value: by.number.value, unit: indicator.unit, ...(by.number.approximate ? { approx: true } : {}) }], status: null, asOf: today }
      if (metricsInUnit(entry.metrics, by.number.unit).length === 1 && !(indicator.unit === '%' && by.number.value > 100)) return commit([], [entry])
    }
    return addressed ? say(nothingToCorrect) : null
  }

  /** The record with a lone figure, state or scope changed; or the question back. */
  function alone(version: Version, by: Extract<Corrected, { kind: 'alone' }>): Entry | string {
    const base: Entry = { ...asEntry(version), scope: by.scope ?? version.scope, ...(by.place !== null && by.place.problem === undefined ? { region: by.place.region } : {}), status: by.status ?? version.status }
    if (by.number === null) return base
    const fitting = metricsInUnit(version.metrics, by.number.unit), [only] = fitting
    if (only === undefined || fitting.length > 1) return whichMetric(version.id, version.metrics.map(({ indicator }) => sayName(indicator, dictionary)))
    if (only.unit === '%' && by.number.value > 100) return tellRefusals([{ why: 'over', said: String(by.number.value), region: version.region, indicator: only.indicator }], false, writer.city, dictionary)
    const { value, approximate } = by.number
    return { ...base, metrics: version.metrics.map(metric => (metric === only ? asMetric(metric.indicator, value, metric.unit, approximate) : metric)) }
  }

  function entriesOf(statements: readonly Statement[]): readonly Entry[] {
    const settled = settleStatements(statements.filter(({ place }) => place.problem === undefined), true, [], dictionary)
    return settled.kind === 'report' ? settled.entries : []
  }

  function commit(changes: readonly Change[], fresh: readonly Entry[]): Understood {
    return {
      commit: () => {
        const act = actOf(event, note)
        const done: Recorded[] = [...changes.map(({ before, after }) => correct(before, after, act, library, event.at)), ...fresh.map(entry => record(entry, act, library, event.at))]
        const [only] = done
        setPending(store, event, only && done.length === 1 ? { record: only.id, ...(only.fall ? { fall: true } : {}) } : {})
        return [replyTo(event, only && done.length === 1 ? tellRecorded(only, false, dictionary, event.at) : tellSeveral(done, false, dictionary, event.at))]
      },
    }
  }
}

const asEntry = ({ region, scope, topic, metrics, status, asOf }: Version): Entry => ({ region, scope, topic, metrics, status, asOf })
const asMetric = (indicator: string, value: number, unit: string, approximate: boolean): Metric => ({ indicator, value, unit, ...(approximate ? { approx: true } : {}) })

/** Is this statement about what that record tells? The place only where one was named. */
function isOf(version: Version, statement: Statement): boolean {
  const region = statement.place.problem === undefined ? statement.place.region : null
  if (statement.placed && region !== version.region) return false
  return statement.kind === 'status' ? version.topic === statement.topic : version.metrics.some(({ indicator }) => indicator === statement.indicator)
}

/** The record with what was said in the place of what it told; a day that was not said stays. */
function merge(version: Version, statements: readonly Statement[], today: string, indicators: Readonly<Record<string, { readonly unit: string }>>): Entry {
  return statements.reduce<Entry>((entry, statement) => {
    const asOf = statement.asOf === today ? entry.asOf : statement.asOf, scope = statement.scope ?? entry.scope
    const region = statement.placed && statement.place.problem === undefined ? statement.place.region : entry.region
    if (statement.kind === 'status') return { ...entry, region, asOf, scope, status: statement.status }
    if (statement.kind !== 'figure') return entry
    const { indicator, value, approximate } = statement as Figure, metric = asMetric(indicator, value, indicators[indicator]?.unit ?? '', approximate)
    const has = entry.metrics.some(one => one.indicator === indicator)
    return { ...entry, region, asOf, scope, metrics: has ? entry.metrics.map(one => (one.indicator === indicator ? metric : one)) : [...entry.metrics, metric] }
  }, asEntry(version))
}
