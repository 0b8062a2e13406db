// The ledger of progress updates: versions that chain by the number of their record. Appended to, never changed; what stands is marked.

import type { Entry, Metric, Status } from '../update/record.ts'
import type { Store } from './open.ts'

export type Kind = 'report' | 'correction' | 'withdrawal'
/** 待核 until an admin has looked: recorded, to_check, verified, returned; superseded and withdrawn stand no more. */
export type State = 'recorded' | 'to_check' | 'verified' | 'returned' | 'superseded' | 'withdrawn'

/** A version of a record as it is kept. `id` is the record's number (#37), `version` this row's own. */
export type Version = Entry & {
  readonly id: number
  readonly version: number
  readonly kind: Kind
  readonly room: string | null
  readonly note: string
  readonly reporter: string
  readonly reporterKey: string
  readonly author: string
  readonly reportedAt: string
  readonly doubts: readonly string[]
  readonly state: State
}

/** Whose report it is and where, who wrote it if somebody else, and in which message. */
export type Act = { readonly room: string | null; readonly person: string; readonly key: string; readonly author?: string; readonly note: string; readonly parser: string; readonly message: string; readonly at: string }

type Row = {
  readonly id: number; readonly record: number; readonly kind: Kind; readonly stands: number; readonly room: string | null; readonly region: string; readonly scope: Entry['scope']
  readonly topic: string; readonly status: Status | null; readonly as_of: string; readonly note: string; readonly doubts: string
  readonly reporter: string; readonly reporter_key: string; readonly author: string; readonly at: string
  readonly verdict: 'verified' | 'returned' | null; readonly metrics: string
}

function stateOf({ stands, kind, verdict, doubts }: Pick<Row, 'stands' | 'kind' | 'verdict' | 'doubts'>): State {
  if (kind === 'withdrawal') return 'withdrawn'
  if (verdict === 'returned') return 'returned'
  if (stands === 0) return 'superseded'
  return verdict ?? (doubts === '[]' ? 'recorded' : 'to_check')
}

function asVersion(row: Row): Version {
  const metrics = (JSON.parse(row.metrics) as { indicator: string; value: number; unit: string; approximate: number }[])
    .map(({ approximate, ...metric }): Metric => ({ ...metric, ...(approximate === 1 ? { approx: true } : {}) }))
  return {
    id: row.record, version: row.id, kind: row.kind, room: row.room, region: row.region, scope: row.scope, topic: row.topic, metrics, status: row.status, asOf: row.as_of, note: row.note,
    reporter: row.reporter, reporterKey: row.reporter_key, author: row.author, reportedAt: row.at, doubts: JSON.parse(row.doubts) as string[], state: stateOf(row),
  }
}

const one = (store: Store, sql: string, ...values: unknown[]): Version | null => {
  const row = store.prepare(sql).get(...values) as Row | undefined
  return row ? asVersion(row) : null
}
const all = (store: Store, sql: string, ...values: unknown[]): Version[] => (store.prepare(sql).all(...values) as Row[]).map(asVersion)

function append(store: Store, record: number, kind: Kind, entry: Entry, doubts: readonly string[], reporter: Pick<Version, 'reporter' | 'reporterKey'>, act: Act): Version {
  const stands = kind === 'withdrawal' ? 0 : 1
  const { lastInsertRowid } = store.prepare(`
    INSERT INTO ledger (record, kind, stands, room, region, city, scope, topic, status, as_of, note, parse, parser, doubts, reporter, reporter_key, author, message, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `).run(record, kind, stands, act.room, entry.region, entry.region.split('/')[0], entry.scope, entry.topic, entry.status, entry.asOf, act.note, JSON.stringify(entry), act.parser, JSON.stringify(doubts), reporter.reporter, reporter.reporterKey, act.author ?? act.person, act.message, act.at)
  const version = Number(lastInsertRowid)
  const add = store.prepare('INSERT INTO figure (version, position, indicator, value, unit, approximate, region, scope, as_of, stands) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  entry.metrics.forEach(({ indicator, value, unit, approx }, position) => add.run(version, position, indicator, value, unit, approx ? 1 : 0, entry.region, entry.scope, entry.asOf, stands))
  return one(store, 'SELECT * FROM ledger_version WHERE id = ?', version) as Version
}

function stopStanding(store: Store, version: number): void {
  store.prepare('UPDATE ledger SET stands = 0 WHERE id = ?').run(version)
  store.prepare('UPDATE figure SET stands = 0 WHERE version = ?').run(version)
}

/** Adds a record under the next number. */
export function addRecord(store: Store, entry: Entry, doubts: readonly string[], act: Act): Version {
  const record = (store.prepare('SELECT max(record) FROM ledger').pluck().get() as number | null ?? 0) + 1
  return append(store, record, 'report', entry, doubts, { reporter: act.person, reporterKey: act.key }, act)
}

/** Puts a corrected version in the place of the one that stands; the record stays its reporter's. */
export function correctRecord(store: Store, before: Version, entry: Entry, doubts: readonly string[], act: Act): Version {
  stopStanding(store, before.version)
  return append(store, before.id, 'correction', entry, doubts, before, { ...act, room: before.room })
}

/** Takes a record back: its last version stands no more, and a row says who took it back. */
export function withdrawRecord(store: Store, before: Version, act: Act): void {
  stopStanding(store, before.version)
  append(store, before.id, 'withdrawal', before, [], before, { ...act, room: before.room })
}

/** What somebody says of a version; a returned one stands no more. */
export function judge(store: Store, version: Version, verdict: 'verified' | 'returned' | 'confirmed', reason: string | null, by: string, at: string): void {
  store.prepare('INSERT INTO verdict (version, verdict, reason, by, at) VALUES (?, ?, ?, ?, ?)').run(version.version, verdict, reason, by, at)
  if (verdict === 'returned') stopStanding(store, version.version)
}

/** What stands under a number, or null. */
export const standingRecord = (store: Store, record: number): Version | null => one(store, 'SELECT * FROM ledger_version WHERE record = ? AND stands = 1', record)

/** The records that stand, in the order of their numbers. */
export const standingRecords = (store: Store): Version[] => all(store, 'SELECT * FROM ledger_version WHERE stands = 1 ORDER BY record')

/** All versions in the order in which they were written. */
export const allVersions = (store: Store): Version[] => all(store, 'SELECT * FROM ledger_version ORDER BY id')

/** The number of the version written last; 0 where there is none. */
export const lastVersion = (store: Store): number => (store.prepare('SELECT max(id) FROM ledger').pluck().get() as number | null) ?? 0

/** The versions written after one. */
export const versionsAfter = (store: Store, version: number): Version[] => all(store, 'SELECT * FROM ledger_version WHERE id > ? ORDER BY id', version)

/** The standing records that a message made. */
export const recordsOf = (store: Store, message: string): Version[] => all(store, 'SELECT * FROM ledger_version WHERE message = ? AND stands = 1 ORDER BY record', message)

/** The standing records of a person in a chat, the newest first. */
export const recordsBy = (store: Store, key: string, room: string | null, most: number): Version[] => all(store, 'SELECT * FROM ledger_version WHERE reporter_key = ? AND room IS ? AND stands = 1 ORDER BY id DESC LIMIT ?', key, room, most)

/** The standing records that somebody's newest act in a chat made or changed. */
export function newestAct(store: Store, key: string, room: string | null): Version[] {
  const [newest] = recordsBy(store, key, room, 1)
  const message = newest && store.prepare('SELECT message FROM ledger WHERE id = ?').pluck().get(newest.version) as string | undefined
  return message === undefined ? [] : recordsOf(store, message).filter(({ reporterKey }) => reporterKey === key)
}

/** How many reports somebody has made. */
export const countReports = (store: Store, key: string): number => store.prepare("SELECT count(*) FROM (SELECT 1 FROM ledger INDEXED BY ledger_reporter WHERE reporter_key = ? AND stands = 1 LIMIT 9)").pluck().get(key) as number

export type Told = { readonly record: number; readonly version: number; readonly value: number; readonly asOf: string; readonly approximate: boolean }

const asTold = (row: unknown): Told | null => {
  if (row === undefined) return null
  const { record, version, value, asOf, approximate } = row as Omit<Told, 'approximate'> & { approximate: number }
  return { record, version, value, asOf, approximate: approximate === 1 }
}

/** The figure of a place that leads: the latest as-of day, of one day the last one written; of other records than `except`. */
export const leadingFigure = (store: Store, region: string, indicator: string, scope: Entry['scope'], except = -1): Told | null => asTold(
  store.prepare('SELECT * FROM standing_figure WHERE region = ? AND indicator = ? AND scope IS ? AND record <> ? ORDER BY asOf DESC, version DESC LIMIT 1').get(region, indicator, scope, except),
)

/** The figures that stand for one day. */
export const figuresOfDay = (store: Store, region: string, indicator: string, scope: Entry['scope'], asOf: string): Told[] => (
  store.prepare('SELECT * FROM standing_figure WHERE region = ? AND indicator = ? AND scope IS ? AND asOf = ? ORDER BY version').all(region, indicator, scope, asOf).flatMap(row => asTold(row) ?? [])
)

/** Who asks, and where the answer will stand: what was posted elsewhere and no admin has verified is told to admins alone. */
export type Asker = { readonly room: string | null; readonly isAdmin: boolean }

/** Of rows of ledger_version, those that an asker may be told of. */
const mayTell = "(@isAdmin = 1 OR room IS @room OR verdict = 'verified')"
const asBound = ({ room, isAdmin }: Asker) => ({ room, isAdmin: isAdmin ? 1 : 0 })

export type Visible = Told & { readonly scope: Entry['scope']; readonly isVerified: boolean }

/** The figures of a place that lead, one a scope, among those that the asker may be told of. */
export function visibleFigures(store: Store, region: string, indicator: string, asker: Asker): Visible[] {
  const find = store.prepare(`
    SELECT record, figure.version, value, figure.as_of AS asOf, approximate, figure.scope, verdict IS 'verified' AS verified
    FROM figure JOIN ledger_version ON ledger_version.id = figure.version
    WHERE figure.region = @region AND indicator = @indicator AND figure.scope IS @scope AND figure.stands = 1 AND ${mayTell}
    ORDER BY figure.as_of DESC, figure.version DESC LIMIT 1`)
  return [null, 'pilot', 'non_pilot'].flatMap(scope => {
    const row = find.get({ region, indicator, scope, ...asBound(asker) }) as (Omit<Visible, 'approximate' | 'isVerified'> & { approximate: number; verified: number }) | undefined
    if (!row) return []
    const { approximate, verified, ...told } = row
    return [{ ...told, approximate: approximate === 1, isVerified: verified === 1 }]
  })
}

/** The standing records of one place, scope and day. */
export const recordsOfDay = (store: Store, region: string, scope: Entry['scope'], asOf: string): Version[] => all(store, 'SELECT * FROM ledger_version WHERE region = ? AND scope IS ? AND as_of = ? AND stands = 1 ORDER BY record', region, scope, asOf)

/** The standing records that await an admin's look, the oldest first; those written after a version. */
export const toCheck = (store: Store, most: number, after = 0): Version[] => all(store, `
  SELECT * FROM ledger_version WHERE id IN (
    SELECT id FROM ledger INDEXED BY ledger_to_check WHERE stands = 1 AND doubts <> '[]' AND checked = 0 AND id > ? ORDER BY id LIMIT ?
  ) ORDER BY id`, after, most)

/** How many standing records await an admin's look, of those that the asker may be told of; counted up to `most`. */
export const countToCheck = (store: Store, { room, isAdmin }: Asker, most = -1): number => store.prepare(`
  SELECT count(*) FROM (
    SELECT 1 FROM ledger INDEXED BY ledger_to_check WHERE stands = 1 AND doubts <> '[]' AND checked = 0 AND (@isAdmin = 1 OR room IS @room) LIMIT @most
  )`).pluck().get({ room, isAdmin: isAdmin ? 1 : 0, most }) as number

/** The versions written last, the newest first. */
export const newestVersions = (store: Store, most: number): Version[] => all(store, 'SELECT * FROM ledger_version ORDER BY id DESC LIMIT ?', most)

export type Span = { readonly from: string; readonly until: string }

/** The standing records made or changed in a span of time, of those that the asker may be told of, in the order of their numbers. */
export const recordsBetween = (store: Store, { from, until }: Span, asker: Asker): Version[] => (
  all(store, `SELECT * FROM ledger_version WHERE stands = 1 AND at >= @from AND at < @until AND ${mayTell} ORDER BY record`, { from, until, ...asBound(asker) })
)

/**
 * Those of the cities of which something was reported or corrected in a span of time: of these topics or indicators, or (none named) of anything.
 * `own`: of the city itself, not of what lies in it. Looks for the newest such record of each city, however many there are.
 */
export function citiesReported(store: Store, cities: readonly string[], { from, until }: Span, { topics, indicators, own }: { readonly topics: readonly string[]; readonly indicators: readonly string[]; readonly own: boolean }, asker: Asker): string[] {
  // A figure may stand in a record of another topic.
  const find = store.prepare(`
    SELECT 1 FROM ledger_version WHERE city = @city AND stands = 1 AND at >= @from AND at < @until AND (@own = 0 OR region = @city)
      AND (@any = 1 OR topic IN (SELECT value FROM json_each(@topics)) OR EXISTS (SELECT 1 FROM figure WHERE figure.version = ledger_version.id AND indicator IN (SELECT value FROM json_each(@indicators))))
      AND ${mayTell}
    ORDER BY at DESC LIMIT 1`)
  const bound = { from, until, own: own ? 1 : 0, any: topics.length === 0 ? 1 : 0, topics: JSON.stringify(topics), indicators: JSON.stringify(indicators), ...asBound(asker) }
  return cities.filter(city => find.get({ ...bound, city }) !== undefined)
}

/** The figure of a place that led among those told before a moment, of those that the asker may be told of; null where there was none. */
export const figureBefore = (store: Store, region: string, indicator: string, scope: Entry['scope'], before: string, asker: Asker): number | null => (store.prepare(`
  SELECT value FROM figure JOIN ledger_version ON ledger_version.id = figure.version
  WHERE figure.region = @region AND indicator = @indicator AND figure.scope IS @scope AND figure.stands = 1 AND at < @before AND ${mayTell}
  ORDER BY figure.as_of DESC, figure.version DESC LIMIT 1
`).pluck().get({ region, indicator, scope, before, ...asBound(asker) }) as number | undefined) ?? null

/** The standing records of a place and what lies in it, of those that the asker may be told of, the newest day first. */
export function recordsOfPlace(store: Store, region: string, asker: Asker, most: number): Version[] {
  const bound = { region, most, ...asBound(asker) }
  // A city's are found in their order; of a place below it the rows are put in order before anything else is read of them.
  if (!region.includes('/')) return all(store, `SELECT * FROM ledger_version WHERE city = @region AND stands = 1 AND ${mayTell} ORDER BY as_of DESC, id DESC LIMIT @most`, bound)
  return all(store, `
    SELECT * FROM ledger_version WHERE id IN (
      SELECT id FROM ledger_version WHERE stands = 1 AND region >= @region AND region < @region || '0' AND (region = @region OR region >= @region || '/') AND ${mayTell} ORDER BY as_of DESC, id DESC LIMIT @most
    ) ORDER BY as_of DESC, id DESC`, bound)
}

/**
 * Does a report of a place itself say that a target is met: a figure that leads, or 已完成 of the topic? Of the target's scope or of the whole, and of that
 * which the asker may be told of.
 */
export function isTargetReported(store: Store, region: string, { indicator, scope, value, topic }: { readonly indicator: string; readonly scope: Entry['scope']; readonly value: number; readonly topic: string }, asker: Asker): boolean {
  if (visibleFigures(store, region, indicator, asker).some(figure => (figure.scope === null || figure.scope === scope) && figure.value >= value)) return true
  const done = store.prepare(`
    SELECT 1 FROM ledger_version WHERE region = @region AND topic = @topic AND status = 'done' AND stands = 1 AND (scope IS NULL OR scope IS @scope)
      AND ${mayTell} LIMIT 1`)
  return done.get({ region, topic, scope, ...asBound(asker) }) !== undefined
}

/** What was told of a place's figure, standing or not, of that which the asker may be told of: the newest, the oldest day first. */
export const historyOf = (store: Store, region: string, indicator: string, asker: Asker, most: number): Version[] => all(store, `
  SELECT * FROM ledger_version WHERE id IN (
    SELECT version FROM figure JOIN ledger_version ON ledger_version.id = figure.version WHERE figure.region = @region AND indicator = @indicator AND ${mayTell} ORDER BY figure.as_of DESC, figure.version DESC LIMIT @most
  ) ORDER BY as_of, id`, { region, indicator, most, ...asBound(asker) })

// ---- what an admin reads on the console: whatever the room

export const allScopes: readonly Entry['scope'][] = [null, 'pilot', 'non_pilot']

/** The figure of a place that leads in one scope, and what is to be known of it. */
export type Leader = Told & { readonly unit: string; readonly scope: Entry['scope']; readonly state: State }

/** The figures of a place that lead, one a scope (of all, or of these), the newest day first. */
export function leadersOf(store: Store, region: string, indicator: string, scopes: readonly Entry['scope'][] = allScopes): Leader[] {
  const find = store.prepare(`
    SELECT record, figure.version, value, unit, figure.as_of AS asOf, approximate, figure.scope, doubts, kind, ledger.stands,
      (SELECT verdict FROM verdict WHERE verdict.version = ledger.id AND verdict <> 'confirmed' ORDER BY verdict.id DESC LIMIT 1) AS verdict
    FROM figure JOIN ledger ON ledger.id = figure.version
    WHERE figure.region = ? AND indicator = ? AND figure.scope IS ? AND figure.stands = 1
    ORDER BY figure.as_of DESC, figure.version DESC LIMIT 1`)
  return scopes.flatMap((scope): Leader[] => {
    const row = find.get(region, indicator, scope) as (Omit<Leader, 'approximate' | 'state'> & { approximate: number } & Pick<Row, 'doubts' | 'kind' | 'stands' | 'verdict'>) | undefined
    if (!row) return []
    const { approximate, doubts, kind, stands, verdict, ...told } = row
    return [{ ...told, approximate: approximate === 1, state: stateOf({ doubts, kind, stands, verdict }) }]
  }).toSorted((a, b) => (a.asOf === b.asOf ? b.version - a.version : a.asOf < b.asOf ? 1 : -1))
}

/** What was told of a place's figure, standing or not: the newest day first, from before a version on. */
export const versionsOfFigure = (store: Store, region: string, indicator: string, before: Pick<Version, 'asOf' | 'version'> | null, most: number): Version[] => all(store, `
  SELECT * FROM ledger_version WHERE id IN (
    SELECT version FROM figure WHERE region = @region AND indicator = @indicator AND (as_of, version) < (@asOf, @version) ORDER BY as_of DESC, version DESC LIMIT @most
  ) ORDER BY as_of DESC, id DESC`, { region, indicator, most, asOf: before?.asOf ?? '9999', version: before?.version ?? 0 })

/** All versions of a record, the newest first. */
export const versionsOfRecord = (store: Store, record: number): Version[] => all(store, 'SELECT * FROM ledger_version WHERE record = ? ORDER BY id DESC', record)

/** Was the version after this one of the same record its withdrawal? */
export const isTakenBack = (store: Store, { id, version }: Pick<Version, 'id' | 'version'>): boolean => store.prepare('SELECT kind FROM ledger WHERE record = ? AND id > ? ORDER BY id LIMIT 1').pluck().get(id, version) === 'withdrawal'

export type Verdict = { readonly verdict: 'verified' | 'returned' | 'confirmed'; readonly reason: string | null; readonly by: string; readonly at: string }

/** What was said of a version, in order. */
export const verdictsOf = (store: Store, version: number): Verdict[] => store.prepare('SELECT verdict, reason, by, at FROM verdict WHERE version = ? ORDER BY id').all(version) as Verdict[]

/** The standing records of a city and what lies in it that tell no figure, the newest day first. */
export const recordsInWords = (store: Store, city: string, most: number): Version[] => all(store, `
  SELECT * FROM ledger_version WHERE id IN (
    SELECT id FROM ledger INDEXED BY ledger_in_words WHERE city = ? AND stands = 1 AND json_array_length(parse, '$.metrics') = 0 ORDER BY as_of DESC, id DESC LIMIT ?
  ) ORDER BY as_of DESC, id DESC`, city, most)

export type Progress = { readonly record: number; readonly status: Status; readonly asOf: string }

/** How far a place says that it is with a topic: the state of the latest day; null where it never said. */
export const progressOf = (store: Store, region: string, topic: string): Progress | null => (store.prepare(`
  SELECT record, status, as_of AS asOf FROM ledger INDEXED BY ledger_status
  WHERE region = ? AND topic = ? AND stands = 1 AND status IS NOT NULL ORDER BY as_of DESC, id DESC LIMIT 1
`).get(region, topic) as Progress | undefined) ?? null

/** The standing records of what lies in a city that tell figures, the newest day first. */
export const recordsBelow = (store: Store, city: string, most: number): Version[] => all(store, `
  SELECT * FROM ledger_version WHERE id IN (
    SELECT id FROM ledger INDEXED BY ledger_below WHERE city = ? AND stands = 1 AND region <> city AND json_array_length(parse, '$.metrics') > 0 ORDER BY as_of DESC, id DESC LIMIT ?
  ) ORDER BY as_of DESC, id DESC`, city, most)
