// The one-time code by which the first admin is known. Only its hash is kept; after five wrong tries it is void until the next start.

import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { Store } from './open.ts'

const maxTries = 5
/** No 0 O 1 I L: the code is read from a screen and typed on a phone. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const hashOf = (code: string): Buffer => createHash('sha256').update(code.toUpperCase()).digest()

/** Makes a new code of eight letters, in place of any before it. */
export function makeAdminCode(store: Store, at: string): string {
  const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  store.prepare('INSERT OR REPLACE INTO admin_code (id, hash, made_at, tries) VALUES (1, ?, ?, 0)').run(hashOf(code).toString('hex'), at)
  return code
}

/** Is this the code? A right one is used up, a wrong one counts as a try. */
export function useAdminCode(store: Store, code: string): boolean {
  const row = store.prepare('SELECT hash, tries FROM admin_code WHERE id = 1').get() as { hash: string; tries: number } | undefined
  if (!row || row.tries >= maxTries) return false
  const right = timingSafeEqual(Buffer.from(row.hash, 'hex'), hashOf(code))
  store.prepare(right ? 'DELETE FROM admin_code' : 'UPDATE admin_code SET tries = tries + 1').run()
  return right
}
