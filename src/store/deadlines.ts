// Deadlines as they stand, and what was changed of them. A number is given once and never again.

import type { Store } from './open.ts'

type Moment = { readonly day: string; readonly time: string }

/** A deadline as the store keeps it; what its JSON columns hold is the writer's affair. */
type Kept = {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly says: string
  readonly forms: readonly string[]
  readonly recipient: string | null
  readonly room: string | null
  readonly audience: unknown
  readonly target: unknown
  readonly due: Moment
  readonly timeSaid: boolean
  readonly leads: readonly number[]
  readonly repeat: unknown
  readonly cycle: number
  readonly revision: number
  readonly state: string
  readonly setBy: string
  readonly setAt: string
}

type Row = {
  readonly id: number; readonly source: string; readonly roll_at: string | null; readonly kind: string; readonly title: string; readonly says: string; readonly forms: string; readonly recipient: string | null; readonly room: string | null
  readonly audience: string; readonly target: string | null; readonly due_day: string; readonly due_time: string; readonly time_said: number; readonly leads: string; readonly repeat: string | null
  readonly cycle: number; readonly revision: number; readonly state: string; readonly set_by: string; readonly set_at: string
}

const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

const asDeadline = <Deadline extends Kept>({ due_day: day, due_time: time, time_said: timeSaid, set_by: setBy, set_at: setAt, source: _, roll_at: __, ...row }: Row): Deadline => ({
  ...row, forms: parse(row.forms), audience: parse(row.audience), target: parse(row.target), leads: parse(row.leads), repeat: parse(row.repeat),
  due: { day, time }, timeSaid: timeSaid === 1, setBy, setAt,
}) as unknown as Deadline

/** Writes a deadline; null where this source has set one before. */
export function addDeadline(store: Store, { kind, title, says, forms, recipient, room, audience, target, due, timeSaid, leads, repeat, setBy, setAt }: Omit<Kept, 'id' | 'cycle' | 'revision' | 'state'>, source: string): number | null {
  const { changes, lastInsertRowid } = store.prepare(`
    INSERT INTO deadline (kind, title, says, forms, recipient, room, audience, target, due_day, due_time, time_said, leads, repeat, source, set_by, set_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO NOTHING
  `).run(kind, title, says, JSON.stringify(forms), recipient, room, JSON.stringify(audience), target === null ? null : JSON.stringify(target), due.day, due.time, timeSaid ? 1 : 0, JSON.stringify(leads), repeat === null ? null : JSON.stringify(repeat), source, setBy, setAt)
  return changes === 0 ? null : Number(lastInsertRowid)
}

export function findDeadline<Deadline extends Kept>(store: Store, id: number): Deadline | null {
  const row = store.prepare('SELECT * FROM deadline WHERE id = ?').get(id) as Row | undefined
  return row ? asDeadline<Deadline>(row) : null
}

/** The open deadlines that concern a room, by number; without a room all of them. */
export function openDeadlines<Deadline extends Kept>(store: Store, room: string | null): Deadline[] {
  const rows = room === null
    ? store.prepare("SELECT * FROM deadline WHERE state = 'open' ORDER BY id").all()
    : store.prepare("SELECT * FROM deadline WHERE state = 'open' AND (room = ? OR room IS NULL) ORDER BY id").all(room)
  return (rows as Row[]).map(row => asDeadline<Deadline>(row))
}

/** The open deadlines that are every room's. */
export const sharedDeadlines = <Deadline extends Kept>(store: Store): Deadline[] => (
  (store.prepare("SELECT * FROM deadline WHERE state = 'open' AND room IS NULL ORDER BY id").all() as Row[]).map(row => asDeadline<Deadline>(row))
)

/** The repeated deadlines that go on to their next time. */
export const deadlinesToRoll = <Deadline extends Kept>(store: Store, now: string): Deadline[] => (
  (store.prepare("SELECT * FROM deadline WHERE state = 'open' AND roll_at <= ? ORDER BY roll_at, id").all(now) as Row[]).map(row => asDeadline<Deadline>(row))
)

/** When the next repeated deadline goes on, or null. */
export const nextRollAt = (store: Store): string | null => store.prepare("SELECT min(roll_at) FROM deadline WHERE state = 'open' AND roll_at IS NOT NULL").pluck().get() as string | null

export function setRollAt(store: Store, id: number, at: string): void {
  store.prepare('UPDATE deadline SET roll_at = ? WHERE id = ?').run(at, id)
}

type Change = { readonly due: Moment; readonly timeSaid: boolean; readonly leads: readonly number[]; readonly cycle: number }

/** Other terms for a deadline: a new revision; what stood before is kept. */
export function changeTerms(store: Store, before: Kept, { due, timeSaid, leads, cycle }: Change, what: string, by: string, at: string): void {
  store.prepare('UPDATE deadline SET due_day = ?, due_time = ?, time_said = ?, leads = ?, cycle = ?, revision = revision + 1 WHERE id = ?').run(due.day, due.time, timeSaid ? 1 : 0, JSON.stringify(leads), cycle, before.id)
  logChange(store, before.id, what, { due: before.due, leads: before.leads, cycle: before.cycle }, { due, leads, cycle }, by, at)
}

/** Ends a deadline. */
export function endDeadline(store: Store, id: number, state: 'cancelled' | 'closed', by: string, at: string): void {
  store.prepare("UPDATE deadline SET state = ? WHERE id = ? AND state = 'open'").run(state, id)
  logChange(store, id, state, 'open', state, by, at)
}

/** Those that were cancelled or closed, the newest numbers first, from before a number on. */
export const endedDeadlines = <Deadline extends Kept>(store: Store, before: number | null, most: number): Deadline[] => (
  (store.prepare("SELECT * FROM deadline WHERE state <> 'open' AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @most").all({ before, most }) as Row[]).map(row => asDeadline<Deadline>(row))
)

/** What was changed of a deadline; `before` and `after` as its kind of change keeps them. */
export type DeadlineChange = { readonly id: number; readonly what: string; readonly before: unknown; readonly after: unknown; readonly by: string; readonly at: string }

/** The changes of a deadline, the newest first. */
export const changesOf = (store: Store, deadline: number, most: number): DeadlineChange[] => (
  (store.prepare('SELECT id, what, before, after, by, at FROM deadline_change WHERE deadline = ? ORDER BY id DESC LIMIT ?').all(deadline, most) as (DeadlineChange & { before: string; after: string })[])
    .map(row => ({ ...row, before: parse(row.before), after: parse(row.after) }))
)

function logChange(store: Store, deadline: number, what: string, before: unknown, after: unknown, by: string, at: string): void {
  store.prepare('INSERT INTO deadline_change (deadline, what, before, after, by, at) VALUES (?, ?, ?, ?, ?, ?)').run(deadline, what, JSON.stringify(before), JSON.stringify(after), by, at)
}
