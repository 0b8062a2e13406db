// The database: one SQLite file. Opened with what a crash must not lose (WAL with synchronous=FULL); migrated by a list of steps.

import Database from 'better-sqlite3'
import { Failure } from '../failure.ts'
import { migrations } from './migrations.ts'

export type Store = Database.Database

/**
 * Opens or creates the database at `path` (':memory:' for none) and brings it to the newest schema.
 *
 * @throws Failure when the file cannot be opened or was written by a newer version
 */
export function openStore(path: string): Store {
  try {
    const store = new Database(path)
    store.pragma('journal_mode = WAL')
    store.pragma('synchronous = FULL')
    store.pragma('foreign_keys = ON')
    store.pragma('busy_timeout = 5000')
    migrate(store, path)
    keepStatements(store)
    return store
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure('database', `数据库 ${path} 打不开（${(error as Error).message}）：请检查路径和权限，或用 --db 换一个。`, error)
  }
}

/** More texts than this are those of many questions: the oldest are let go. */
const mostStatements = 500

/**
 * Prepares each statement once. Made anew for each message they cost time, and memory of SQLite's own that grows by 100 MB in a thousand messages before
 * the garbage collector, which does not see it, takes them away.
 */
function keepStatements(store: Store): void {
  const prepare = store.prepare.bind(store), kept = new Map<string, Database.Statement>()
  store.prepare = ((sql: string): Database.Statement => {
    const known = kept.get(sql)
    if (known) return known
    const [oldest] = kept.keys(), statement = prepare(sql)
    if (kept.size >= mostStatements && oldest !== undefined) kept.delete(oldest)
    kept.set(sql, statement)
    return statement
  }) as Store['prepare']
}

function migrate(store: Store, path: string): void {
  const version = store.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) throw new Failure('database', `数据库 ${path} 是更新版本的群办写的：请升级群办，或用 --db 换一个数据库。`)
  if (version === migrations.length) return
  store.transaction(() => {
    for (const step of migrations.slice(version)) store.exec(step)
    store.pragma(`user_version = ${migrations.length}`)
  }).immediate()
}
