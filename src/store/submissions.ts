// What was handed in for a deadline: acts, never changed. How a region stands is told by its last act of the cycle.

import type { Store } from './open.ts'

export type Act = 'submitted' | 'withdrawn' | 'accepted' | 'returned' | 'exempted'
export type Submission = { readonly deadline: number; readonly cycle: number; readonly region: string; readonly act: Act; readonly reason: string | null; readonly room: string | null; readonly by: string; readonly key: string; readonly message: string; readonly at: string }
export type StandingSubmission = Submission & { readonly id: number }

type Row = Omit<StandingSubmission, 'key'> & { readonly by_key: string }
const asSubmission = ({ by_key: key, ...row }: Row): StandingSubmission => ({ ...row, key })

export function addSubmission(store: Store, { deadline, cycle, region, act, reason, room, by, key, message, at }: Submission): void {
  store.prepare('INSERT INTO submission (deadline, cycle, region, act, reason, room, by, by_key, message, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(deadline, cycle, region, act, reason, room, by, key, message, at)
}

/** The last act for each region in a cycle of a deadline. */
export const standingSubmissions = (store: Store, deadline: number, cycle: number): StandingSubmission[] => (
  (store.prepare('SELECT * FROM submission WHERE id IN (SELECT max(id) FROM submission WHERE deadline = ? AND cycle = ? GROUP BY region) ORDER BY id').all(deadline, cycle) as Row[]).map(asSubmission)
)

/** The acts in a cycle of a deadline, the newest first. */
export const actsOf = (store: Store, deadline: number, cycle: number, most: number): StandingSubmission[] => (
  (store.prepare('SELECT * FROM submission WHERE deadline = ? AND cycle = ? ORDER BY id DESC LIMIT ?').all(deadline, cycle, most) as Row[]).map(asSubmission)
)

/** When each region first handed in, also where it was returned since. */
export const firstSubmitted = (store: Store, deadline: number, cycle: number): ReadonlyMap<string, string> => (
  new Map((store.prepare("SELECT region, min(at) AS at FROM submission WHERE deadline = ? AND cycle = ? AND act IN ('submitted', 'accepted') GROUP BY region").all(deadline, cycle) as { region: string; at: string }[]).map(({ region, at }) => [region, at]))
)

/** The acts of handing in of somebody that still stand, the newest first; `message`: those of one message. */
export function standingBy(store: Store, key: string, room: string | null, message: string | null = null): StandingSubmission[] {
  return (store.prepare(`
    SELECT * FROM submission AS own WHERE by_key = @key AND act = 'submitted' AND room IS @room AND (@message IS NULL OR message = @message)
      AND id = (SELECT max(id) FROM submission AS any WHERE any.deadline = own.deadline AND any.cycle = own.cycle AND any.region = own.region)
    ORDER BY id DESC LIMIT 50
  `).all({ key, room, message }) as Row[]).map(asSubmission)
}

/** What a message handed in and still stands. */
export const submittedIn = (store: Store, message: string): StandingSubmission[] => (store.prepare(`
  SELECT * FROM submission AS own WHERE message = ? AND act = 'submitted'
    AND id = (SELECT max(id) FROM submission AS any WHERE any.deadline = own.deadline AND any.cycle = own.cycle AND any.region = own.region) ORDER BY id
`).all(message) as Row[]).map(asSubmission)
