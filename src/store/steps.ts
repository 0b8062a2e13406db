// The steps of deadlines in rooms. Each is decided once, in the transaction that writes its outbox row; its key holds that.

import type { Store } from './open.ts'

export type StepState = 'planned' | 'decided' | 'skipped' | 'all in' | 'superseded'
/** `goAt`: when it is to be looked at. Both are ISO instants. */
export type PlannedStep = { readonly deadline: number; readonly room: string; readonly step: string; readonly revision: number; readonly plannedAt: string; readonly goAt: string }

/** Plans a step; one that is planned or decided already stays as it is. */
export function planStep(store: Store, { deadline, room, step, revision, plannedAt }: Omit<PlannedStep, 'goAt'>): void {
  store.prepare('INSERT OR IGNORE INTO step (deadline, room, step, revision, planned_at, go_at) VALUES (?, ?, ?, ?, ?, ?)').run(deadline, room, step, revision, plannedAt, plannedAt)
}

/** The steps whose time has come, in their order. */
export const stepsDue = (store: Store, now: string): PlannedStep[] => (
  store.prepare('SELECT * FROM planned_step WHERE goAt <= ? ORDER BY goAt, deadline, plannedAt').all(now) as PlannedStep[]
)

/** The steps planned for a stretch of time, in their order. */
export const stepsBetween = (store: Store, from: string, until: string): PlannedStep[] => (
  store.prepare('SELECT * FROM planned_step WHERE goAt >= ? AND goAt < ? ORDER BY goAt, deadline').all(from, until) as PlannedStep[]
)

/** The steps of a deadline that are still to come, in their order. */
export const stepsOf = (store: Store, deadline: number, most: number): PlannedStep[] => (
  store.prepare('SELECT * FROM planned_step WHERE deadline = ? ORDER BY goAt, plannedAt, room LIMIT ?').all(deadline, most) as PlannedStep[]
)

/** The rooms in which a step of this name and revision has gone, or may have. */
export const roomsReminded = (store: Store, deadline: number, step: string, revision: number): string[] => (
  store.prepare("SELECT step.room FROM step JOIN outbox ON outbox.id = step.outbox WHERE deadline = ? AND step = ? AND revision = ? AND outbox.state IN ('claimed', 'sent', 'unknown')").pluck().all(deadline, step, revision) as string[]
)

/** Was a later step of this deadline decided in the room meanwhile? Then what waited since before says nothing new. */
export const isOvertaken = (store: Store, deadline: number, room: string, step: string, revision: number): boolean => store.prepare(`
  SELECT 1 FROM step AS later JOIN step AS own USING (deadline, room, revision)
  WHERE own.deadline = ? AND own.room = ? AND own.step = ? AND own.revision = ? AND later.state = 'decided' AND later.planned_at > own.planned_at
`).get(deadline, room, step, revision) !== undefined

/** When the next step is to be looked at, or null. */
export const nextStepAt = (store: Store): string | null => store.prepare("SELECT min(go_at) FROM step WHERE state = 'planned'").pluck().get() as string | null

/** How a planned step ended; `outbox` is the row that it became. */
export function endStep(store: Store, { deadline, room, step, revision }: PlannedStep, state: StepState, at: string, outbox: number | null = null): void {
  store.prepare("UPDATE step SET state = ?, decided_at = ?, outbox = ? WHERE deadline = ? AND room = ? AND step = ? AND revision = ? AND state = 'planned'").run(state, at, outbox, deadline, room, step, revision)
}

/** Looks at a step later. */
export function holdStep(store: Store, { deadline, room, step, revision }: PlannedStep, goAt: string): void {
  store.prepare('UPDATE step SET go_at = ? WHERE deadline = ? AND room = ? AND step = ? AND revision = ?').run(goAt, deadline, room, step, revision)
}

/** What a hold kept back is looked at again; without a room everywhere. */
export function releaseSteps(store: Store, room: string | null, at: string): void {
  store.prepare("UPDATE step SET go_at = max(planned_at, @at) WHERE state = 'planned' AND go_at > planned_at AND (@room IS NULL OR room = @room)").run({ room, at })
  // Also a letter that was decided before the hold and waits to be sent.
  store.prepare("UPDATE outbox SET not_before = @at WHERE state = 'queued' AND not_before > @at AND answers IS NULL AND (@room IS NULL OR room = @room)").run({ room, at })
}

/** A deadline was moved or ended: what is still planned for it goes no more. */
export function supersedeSteps(store: Store, deadline: number, at: string): void {
  store.prepare("UPDATE step SET state = 'superseded', decided_at = ? WHERE deadline = ? AND state = 'planned'").run(at, deadline)
}

/** Whether a deadline has been reminded of in a room since a moment. */
export const isReminded = (store: Store, deadline: number, room: string, since: string): boolean => (
  store.prepare("SELECT 1 FROM step WHERE deadline = ? AND room = ? AND state = 'decided' AND decided_at >= ?").get(deadline, room, since) !== undefined
)
