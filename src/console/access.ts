// Who may use the console: everybody at this machine while there are no accounts; else who is logged in, each role its own parts. A session ends after
// half an hour without use and after twelve hours; five wrong passwords close an account for a quarter of an hour.

import { createHash, randomBytes } from 'node:crypto'
import { beginSession, changePassword, countWrongPassword, endSession, findAccount, forgiveTries, hasAccounts, seeSession, sessionCounts, sessionOf, type AccountRole } from '../store/accounts.ts'
import { log } from '../store/audit.ts'
import type { Store } from '../store/open.ts'
import { fitsPassword, hashPassword } from './password.ts'

/** `isOpen`: nobody has to log in. */
export type Who = { readonly name: string; readonly roles: readonly AccountRole[]; readonly isOpen: boolean }

export const roleNames: Readonly<Record<AccountRole, string>> = { business: '业务', system: '系统', audit: '审计' }
export const allRoles: readonly AccountRole[] = ['business', 'system', 'audit']

/** The name under which the console acts while it has no accounts. */
export const nobodyNamed = '控制台'

type Part = { readonly path: string; readonly view: readonly AccountRole[]; readonly act: readonly AccountRole[] }

/**
 * Which role sees what and changes what, by the first part of the path below the console. What is not listed nobody reaches. 审计 reads all and changes
 * nothing; 系统 has no hand in figures, 业务 none in accounts.
 */
export const parts: readonly Part[] = [
  { path: '', view: allRoles, act: [] },
  { path: 'ledger', view: ['business', 'audit'], act: ['business'] },
  { path: 'deadlines', view: ['business', 'audit'], act: ['business'] },
  { path: 'desk', view: ['business', 'audit'], act: ['business'] },
  { path: 'data', view: ['business', 'audit'], act: ['business'] },
  { path: 'questions', view: ['business', 'audit'], act: ['business'] },
  { path: 'people', view: allRoles, act: ['business'] },
  { path: 'settings', view: ['system', 'audit'], act: ['system'] },
  { path: 'backup', view: ['system', 'audit'], act: ['system'] },
  { path: 'audit', view: ['audit'], act: [] },
  { path: 'stream', view: allRoles, act: [] },
  { path: 'password', view: allRoles, act: allRoles },
  { path: 'logout', view: [], act: allRoles },
]

/** May somebody see (or change) what lies under the first part of a path? */
export function mayReach({ roles, isOpen }: Who, first: string, acts: boolean): boolean {
  const part = parts.find(({ path }) => path === first)
  if (!part) return false
  return isOpen ? (acts ? part.act : part.view).length > 0 : (acts ? part.act : part.view).some(role => roles.includes(role))
}

/** Is this the first part of a page's path? */
export const isPart = (first: string): boolean => parts.some(({ path }) => path === first)

export const anybody: Who = { name: nobodyNamed, roles: allRoles, isOpen: true }

const idleMinutes = 30, longestHours = 12
const mostTries = 5, lockMinutes = 15
const before = (now: Date, minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString()
const lockUntil = (now: Date): string => new Date(now.getTime() + lockMinutes * 60_000).toISOString()
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Who holds this token now; null where a login is needed. */
export function whoHolds(store: Store, token: string | null, now: Date): Who | null {
  if (!hasAccounts(store)) return anybody
  const account = token === null ? null : sessionOf(store, hashOf(token), before(now, longestHours * 60), before(now, idleMinutes))
  return account && { name: account.name, roles: account.roles, isOpen: false }
}

/** Somebody is still there. A page that refreshes itself is nobody. */
export function keepAlive(store: Store, token: string, now: Date): void {
  seeSession(store, hashOf(token), now.toISOString())
}

/** Logs in: the token for the cookie, or why not. The reason never tells whether the name or the password was wrong. */
export async function logIn(store: Store, name: string, password: string, now: () => Date): Promise<{ readonly token: string } | { readonly fault: string }> {
  const account = findAccount(store, name), isLocked = account?.lockedUntil !== null && account?.lockedUntil !== undefined && account.lockedUntil > now().toISOString()
  const fits = await fitsPassword(password, account?.hash ?? null), at = now().toISOString()
  const note = (action: string): void => log(store, { at, who: account?.name ?? '未知账号', action, subject: '登录', detail: '' })
  return store.transaction(() => {
    if (isLocked || !account || !fits) {
      if (account && !isLocked) countWrongPassword(store, account.name, mostTries, lockUntil(now()))
      note(isLocked ? '锁定中的登录' : '登录失败')
      return { fault: isLocked ? `密码连错${mostTries}次，请${lockMinutes}分钟后再试。` : `账号或密码不对。连错${mostTries}次要等${lockMinutes}分钟。` }
    }
    forgiveTries(store, account.name)
    const token = randomBytes(32).toString('base64url')
    beginSession(store, hashOf(token), account.name, at, before(now(), longestHours * 60))
    note('登录')
    return { token }
  }).immediate()
}

/** Somebody's own new password; what is wrong, or null when it is done. Who is logged in elsewhere is no more. A wrong old password counts as one at the login. */
export async function renewPassword(store: Store, name: string, token: string, before: string, password: string, now: () => Date): Promise<string | null> {
  const account = findAccount(store, name), isLocked = (account?.lockedUntil ?? '') > now().toISOString()
  const fits = await fitsPassword(before, account?.hash ?? null), hash = fits && !isLocked ? await hashPassword(password) : null, at = now().toISOString()
  return store.transaction(() => {
    if (hash === null) {
      if (!isLocked) countWrongPassword(store, name, mostTries, lockUntil(now()))
      log(store, { at, who: name, action: '改密码没有成', subject: `账号 ${name}`, detail: '' })
      return isLocked ? `密码连错${mostTries}次，请${lockMinutes}分钟后再试。` : `现在的密码不对。连错${mostTries}次要等${lockMinutes}分钟。`
    }
    changePassword(store, name, hash, hashOf(token))
    log(store, { at, who: name, action: '改密码', subject: `账号 ${name}`, detail: '' })
    return null
  }).immediate()
}

/** How often each account is logged in now: 王敏 → 2 */
export const loggedIn = (store: Store, now: Date): Map<string, number> => sessionCounts(store, before(now, longestHours * 60), before(now, idleMinutes))

export function logOut(store: Store, token: string): void {
  endSession(store, hashOf(token))
}
