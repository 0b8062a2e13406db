// The ledger → the sheets of a workbook: what leads, all versions, what is not reported, what is to be checked, and how it was made. Pure: versions and
// the dictionary in, cells out. A figure has a cell and a column of its own, so that a sheet can be sorted and filtered; days are texts.

import {
  aboutName, countedName, kindNames, ledgerColumns as titles, ledgerNotes, ledgerSheets, notReported, officialColumn, onlyCounties, onlyStatus, privateName, sayDoubts, sayMoment, sayOther, sayReach, saySource, stateNames,
  statusNames, uncountedName, type LedgerCounts,
} from '../replies/exports.ts'
import { sayTopic } from '../replies/updates.ts'
import type { Version } from '../store/ledger.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Official } from '../table/official.ts'
import type { Sheet, SheetCell } from './sheet.ts'

type Metric = Version['metrics'][number]
/** One figure of a version, or the version itself where it has none. */
type Line = { readonly version: Version; readonly metric: Metric | null }
type Figure = { readonly version: Version; readonly metric: Metric }

export type LedgerParts = {
  /** All of them, in the order in which they were written. */
  readonly versions: readonly Version[]
  readonly official: (region: string, indicator: string) => Official | null
  readonly dictionary: Dictionary
  readonly now: Date
  /** Only what is this city's, with its counties; null for all. */
  readonly city: string | null
  readonly program: string
  readonly parser: string
}

type Column<Row> = { readonly title: string; readonly width: number; readonly cell: (row: Row) => SheetCell }

const asSheet = <Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): Sheet => ({
  name, columns: columns.map(({ title, width }) => ({ title, width })), rows: rows.map(row => columns.map(({ cell }) => cell(row))),
})

const stands = ({ state }: Version): boolean => state === 'recorded' || state === 'to_check' || state === 'verified'
const cityIn = (region: string): string => region.split('/')[0] ?? region
const placeIn = (region: string): string => region.split('/').slice(1).join('')
const linesOf = (version: Version): Line[] => (version.metrics.length === 0 ? [{ version, metric: null }] : version.metrics.map(metric => ({ version, metric })))
const figuresOf = (versions: readonly Version[]): Figure[] => versions.flatMap(version => version.metrics.map(metric => ({ version, metric })))
const keyOf = ({ version: { region, scope }, metric: { indicator } }: Figure): string => `${region}\n${scope ?? ''}\n${indicator}`

/** Compares by the first key in which two rows differ. */
const byKeys = <Row>(keys: (row: Row) => readonly (number | string)[]) => (a: Row, b: Row): number => {
  const own = keys(a), others = keys(b), at = own.findIndex((key, i) => key !== others[i])
  return at < 0 ? 0 : (own[at] ?? 0) < (others[at] ?? 0) ? -1 : 1
}

/** The place of a region and of an indicator in the order of the dictionary; what is unknown stands last. */
function orderBy({ regions, counties, indicators }: Dictionary): { readonly region: (region: string) => number; readonly indicator: (id: string) => number } {
  const places = new Map([...regions.map(({ name }) => name), ...counties.map(({ city, name }) => `${city}/${name}`)].map((place, i) => [place, i]))
  const ids = new Map(Object.keys(indicators).map((id, i) => [id, i]))
  return { region: region => (places.get(cityIn(region)) ?? 999) * 1000 + (region.includes('/') ? places.get(region.split('/').slice(0, 2).join('/')) ?? 900 : 0), indicator: id => ids.get(id) ?? 999 }
}

/** What leads of each region, indicator and scope: the latest as-of day, of one day what was written last. */
function leadersOf(standing: readonly Version[]): Figure[] {
  const leaders = new Map<string, Figure>()
  for (const figure of figuresOf(standing)) {
    const key = keyOf(figure), before = leaders.get(key), { version: { asOf, version } } = figure
    if (!before || asOf > before.version.asOf || (asOf === before.version.asOf && version > before.version.version)) leaders.set(key, figure)
  }
  return [...leaders.values()]
}

const scopeOrder = [null, 'pilot', 'non_pilot']

/** Columns that several sheets share. */
function sharedColumns(dictionary: Dictionary) {
  const { indicators } = dictionary
  const where: Column<Line>[] = [
    { title: titles.city, width: 20, cell: ({ version }) => cityIn(version.region) },
    { title: titles.place, width: 16, cell: ({ version }) => placeIn(version.region) },
    { title: titles.scope, width: 8, cell: ({ version }) => sayReach(version.scope, version.region) },
  ]
  const what: Column<Line>[] = [
    { title: titles.topic, width: 12, cell: ({ version, metric }) => sayTopic(indicators[metric?.indicator ?? '']?.topic ?? version.topic, dictionary) },
    { title: titles.indicator, width: 26, cell: ({ metric }) => (metric === null ? null : indicators[metric.indicator]?.name ?? metric.indicator) },
    { title: titles.value, width: 9, cell: ({ metric }) => metric?.value ?? null },
    { title: titles.unit, width: 6, cell: ({ metric }) => metric?.unit ?? null },
    { title: titles.about, width: 6, cell: ({ metric }) => (metric?.approx ? aboutName : null) },
    { title: titles.status, width: 8, cell: ({ version }) => (version.status === null ? null : statusNames[version.status] ?? version.status) },
    { title: titles.asOf, width: 12, cell: ({ version }) => version.asOf },
  ]
  const from: Column<Line>[] = [
    { title: titles.reporter, width: 18, cell: ({ version }) => version.reporter },
    { title: titles.room, width: 16, cell: ({ version }) => version.room ?? privateName },
    { title: titles.at, width: 17, cell: ({ version }) => sayMoment(new Date(version.reportedAt)) },
  ]
  return { where, what, from, id: { title: titles.id, width: 7, cell: ({ version }: Line) => version.id }, note: { title: titles.note, width: 50, cell: ({ version }: Line) => version.note } }
}

function latestSheet(standing: readonly Version[], { official, dictionary }: LedgerParts): Sheet {
  const { where, what, from, id } = sharedColumns(dictionary), order = orderBy(dictionary)
  const scopes = [...new Set(dictionary.datasets.map(({ scope }) => scope))]
  const rows = leadersOf(standing).toSorted(byKeys(({ version: { region, scope }, metric }) => [order.region(region), region, order.indicator(metric.indicator), scopeOrder.indexOf(scope)]))
    .map(figure => ({ ...figure, official: official(figure.version.region, figure.metric.indicator) }))
  /** Beside a figure of one scope stands that scope's own. */
  const officialIn = (scope: string | null) => ({ version, official: found }: typeof rows[number]): number | null => (
    version.scope !== null && scope !== null && scope !== version.scope ? null : found?.figures.find(one => one.scope === (scope ?? ''))?.value ?? null
  )
  const columns: Column<typeof rows[number]>[] = [
    ...where, ...what,
    ...scopes.map(scope => ({ title: officialColumn(scope), width: 10, cell: officialIn(scope) })),
    ...(scopes.length === 0 ? [] : [{ title: titles.officialAsOf, width: 12, cell: (row: typeof rows[number]) => (scopes.some(scope => officialIn(scope)(row) !== null) ? row.official?.asOf ?? null : null) }]),
    id, { title: titles.state, width: 8, cell: ({ version: { state } }) => stateNames[state] ?? state }, ...from,
  ]
  return asSheet(ledgerSheets.latest, columns, rows)
}

/** What became of a version: one that was taken back is told so, not as corrected. */
const stateOf = (version: Version, next: Version | undefined): string => (version.state === 'superseded' && next?.kind === 'withdrawal' ? 'withdrawn' : version.state)

function allSheet(isOwn: (version: Version) => boolean, { versions, dictionary }: LedgerParts): Sheet {
  const { where, what, from, id, note } = sharedColumns(dictionary)
  const rows = [...Map.groupBy(versions, version => version.id).values()].flatMap(record => {
    const inOrder = record.toSorted((a, b) => a.version - b.version)
    return inOrder.flatMap((version, i) => linesOf(version).map(line => ({ ...line, number: i + 1, state: stateOf(version, inOrder[i + 1]) })))
  }).filter(({ version }) => isOwn(version)).toSorted(byKeys(({ version, number }) => [version.id, number]))
  const columns: Column<typeof rows[number]>[] = [
    id,
    { title: titles.version, width: 6, cell: ({ number }) => number },
    { title: titles.kind, width: 6, cell: ({ version: { kind } }) => kindNames[kind] ?? kind },
    { title: titles.state, width: 8, cell: ({ state }) => stateNames[state] ?? state },
    { title: titles.counts, width: 6, cell: ({ version }) => (stands(version) ? countedName : uncountedName) },
    ...where, ...what, note, { title: titles.doubts, width: 20, cell: ({ version }) => sayDoubts(version.doubts) }, ...from,
    { title: titles.author, width: 18, cell: ({ version: { author, reporter } }) => (author === reporter ? null : author) },
  ]
  return asSheet(ledgerSheets.all, columns, rows)
}

function missingSheet(standing: readonly Version[], { dictionary, city }: LedgerParts): Sheet {
  const mains = dictionary.topics.flatMap(({ id, main }) => (main === undefined ? [] : [{ topic: id, indicator: main }]))
  const has = (version: Version, indicator: string): boolean => version.metrics.some(metric => metric.indicator === indicator)
  const rows = dictionary.regions.filter(({ name }) => city === null || name === city).flatMap(({ name }) => {
    const own = standing.filter(({ region }) => region === name), below = standing.filter(({ region }) => region.startsWith(`${name}/`))
    return mains.filter(({ indicator }) => !own.some(version => has(version, indicator))).map(({ topic, indicator }) => {
      const told = own.filter(version => version.topic === topic && version.status !== null && version.metrics.length === 0).toSorted(byKeys(({ asOf, version }) => [asOf, version])).at(-1)
      const counties = [...new Set(below.filter(version => has(version, indicator)).map(({ region }) => placeIn(region)))]
      return { name, topic, indicator, remark: [...(told ? [onlyStatus(told.status ?? '', told.asOf, told.id)] : []), ...(counties.length > 0 ? [onlyCounties(counties)] : [])].join('；') || notReported }
    })
  })
  return asSheet(ledgerSheets.missing, [
    { title: titles.city, width: 20, cell: ({ name }) => name },
    { title: titles.topic, width: 12, cell: ({ topic }) => sayTopic(topic, dictionary) },
    { title: titles.indicator, width: 26, cell: ({ indicator }) => dictionary.indicators[indicator]?.name ?? indicator },
    { title: titles.remark, width: 60, cell: ({ remark }) => remark },
  ], rows)
}

/** So many of the other figures are told beside a doubtful one. */
const mostOthers = 3

function checkSheet(standing: readonly Version[], { dictionary }: LedgerParts): Sheet {
  const { where, what, from, id, note } = sharedColumns(dictionary), figures = Map.groupBy(figuresOf(standing), keyOf)
  const others = ({ version, metric }: Line): string => (metric === null ? '' : (figures.get(keyOf({ version, metric })) ?? []).filter(one => one.version.id !== version.id)
    .toSorted(byKeys(one => [one.version.asOf, one.version.version])).toReversed().slice(0, mostOthers).map(one => sayOther(one.metric, one.version.asOf, one.version.id)).join('，'))
  const columns: Column<Line>[] = [id, { title: titles.doubts, width: 24, cell: ({ version }) => sayDoubts(version.doubts) }, ...where, ...what, { title: titles.others, width: 30, cell: others }, ...from, note]
  return asSheet(ledgerSheets.toCheck, columns, standing.filter(({ state }) => state === 'to_check').flatMap(linesOf))
}

/** How many records stand, how many versions there are of them and of others, how many are to be checked. */
export function countLedger(versions: readonly Version[], city: string | null): LedgerCounts {
  const own = versions.filter(({ region }) => city === null || cityIn(region) === city)
  return { records: own.filter(stands).length, versions: own.length, toCheck: own.filter(({ state }) => state === 'to_check').length }
}

/**
 * The five sheets of the ledger.
 *
 * makeLedger({ versions: allVersions(store), … }) → 最新, 全部版本, 未报, 待核, 说明
 */
export function makeLedger(parts: LedgerParts): Sheet[] {
  const { versions, dictionary, now, city, program, parser } = parts
  const isOwn = ({ region }: Version): boolean => city === null || cityIn(region) === city
  const standing = versions.filter(version => isOwn(version) && stands(version))
  const notes = ledgerNotes({ at: now, city, ...countLedger(versions, city), sources: dictionary.datasets.map(saySource), program, parser })
  return [
    latestSheet(standing, parts), allSheet(isOwn, parts), missingSheet(standing, parts), checkSheet(standing, parts),
    asSheet(ledgerSheets.notes, [{ title: titles.item, width: 14, cell: ([item]) => item }, { title: titles.text, width: 90, cell: ([, text]) => text }], notes),
  ]
}
