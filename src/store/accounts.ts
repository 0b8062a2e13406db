// Accounts of the console and who is logged in. Passwords and tokens are kept as hashes only; an account is ended, never deleted.

import type { Store } from './open.ts'

/** business 业务: figures, deadlines, words · system 系统: settings, accounts, backups · audit 审计: reads everything, with the log, and changes nothing. */
export type AccountRole = 'business' | 'system' | 'audit'
export type Account = { readonly name: string; readonly hash: string; readonly roles: readonly AccountRole[]; readonly madeAt: string; readonly endedAt: string | null; readonly tries: number; readonly lockedUntil: string | null }

type Row = { readonly name: string; readonly hash: string; readonly roles: string; readonly made_at: string; readonly ended_at: string | null; readonly tries: number; readonly locked_until: string | null }
const asAccount = ({ name, hash, roles, made_at: madeAt, ended_at: endedAt, tries, locked_until: lockedUntil }: Row): Account => ({ name, hash, roles: JSON.parse(roles) as AccountRole[], madeAt, endedAt, tries, lockedUntil })

/** All accounts, with the ended ones. */
export const accounts = (store: Store): Account[] => (store.prepare('SELECT * FROM account ORDER BY made_at, name').all() as Row[]).map(asAccount)

/** Does anybody have to log in? */
export const hasAccounts = (store: Store): boolean => store.prepare('SELECT 1 FROM account WHERE ended_at IS NULL LIMIT 1').get() !== undefined

/** The account of this name that is not ended, or null. */
export function findAccount(store: Store, name: string): Account | null {
  const row = store.prepare('SELECT * FROM account WHERE name = ? AND ended_at IS NULL').get(name) as Row | undefined
  return row ? asAccount(row) : null
}

/** Makes an account; one that was ended goes on under its name. False where the name is taken. */
export function addAccount(store: Store, { name, hash, roles }: Pick<Account, 'name' | 'hash' | 'roles'>, at: string): boolean {
  return store.prepare(`
    INSERT INTO account (name, hash, roles, made_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, roles = excluded.roles, ended_at = NULL, tries = 0, locked_until = NULL WHERE ended_at IS NOT NULL
  `).run(name, hash, JSON.stringify(roles), at).changes === 1
}

/** A new password; whoever is logged in with the old one is no more, but for the session `own`. */
export function changePassword(store: Store, name: string, hash: string, own: string | null = null): void {
  store.prepare('UPDATE account SET hash = ?, tries = 0, locked_until = NULL WHERE name = ?').run(hash, name)
  store.prepare('DELETE FROM session WHERE account = ? AND hash IS NOT ?').run(name, own)
}

export function endAccount(store: Store, name: string, at: string): void {
  store.prepare('UPDATE account SET ended_at = ? WHERE name = ? AND ended_at IS NULL').run(at, name)
  endSessionsOf(store, name)
}

/** A wrong password more; from the `most`th on none is taken until a moment. */
export function countWrongPassword(store: Store, name: string, most: number, until: string): void {
  store.prepare('UPDATE account SET tries = tries + 1, locked_until = CASE WHEN tries + 1 >= ? THEN ? ELSE locked_until END WHERE name = ?').run(most, until, name)
}

export function forgiveTries(store: Store, name: string): void {
  store.prepare('UPDATE account SET tries = 0, locked_until = NULL WHERE name = ?').run(name)
}

/** Begins a session; those that began before `since` are over and go. */
export function beginSession(store: Store, hash: string, account: string, at: string, since = ''): void {
  store.prepare('DELETE FROM session WHERE began_at < ?').run(since)
  store.prepare('INSERT INTO session (hash, account, began_at, seen_at) VALUES (?, ?, ?, ?)').run(hash, account, at, at)
}

/** Whose session this is, where it began and was last seen after these moments; null where it is over. */
export function sessionOf(store: Store, hash: string, beganAfter: string, seenAfter: string): Account | null {
  const row = store.prepare('SELECT account.* FROM session JOIN account ON account.name = session.account WHERE session.hash = ? AND began_at > ? AND seen_at > ? AND ended_at IS NULL').get(hash, beganAfter, seenAfter) as Row | undefined
  return row ? asAccount(row) : null
}

/** How many sessions of each account began and were last seen after these moments. */
export const sessionCounts = (store: Store, beganAfter: string, seenAfter: string): Map<string, number> => new Map(
  store.prepare('SELECT account, count(*) FROM session WHERE began_at > ? AND seen_at > ? GROUP BY account').raw().all(beganAfter, seenAfter) as [string, number][],
)

export function seeSession(store: Store, hash: string, at: string): void {
  store.prepare('UPDATE session SET seen_at = ? WHERE hash = ?').run(at, hash)
}

export function endSession(store: Store, hash: string): void {
  store.prepare('DELETE FROM session WHERE hash = ?').run(hash)
}

export function endSessionsOf(store: Store, account: string): void {
  store.prepare('DELETE FROM session WHERE account = ?').run(account)
}
