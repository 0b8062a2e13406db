// The database as one file that can be put away, and back. A copy is drawn by SQLite itself, so it is whole while another process writes; it
// is looked through before it gets its name. Putting one back is refused while any process has the database open: in WAL mode each holds a
// shared lock on the file for as long as it is open, also when it is idle, so that taking the whole lock fails.

import Database from 'better-sqlite3'
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../failure.ts'
import { migrations } from './migrations.ts'

/** How long another process may hold the database, ms: a question that is being answered ends by then. */
const patience = 2000

type Fault = 'no database' | 'damaged' | 'foreign' | 'newer'
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''

/** What is wrong with a file by what SQLite says of it, or null where it is not the file's fault. */
const faultOf = (error: unknown): Fault | null => (codeOf(error) === 'SQLITE_NOTADB' ? 'no database' : codeOf(error).startsWith('SQLITE_CORRUPT') ? 'damaged' : null)

const tablesOf = (database: Database.Database): string[] => database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]

/** The tables that a database of ours has at a version. */
function tablesAt(version: number): string[] {
  const model = new Database(':memory:')
  for (const step of migrations.slice(0, version)) model.exec(step)
  const tables = tablesOf(model)
  model.close()
  return tables
}

function inspect(database: Database.Database): Fault | null {
  if (database.pragma('integrity_check', { simple: true }) !== 'ok') return 'damaged'
  const version = database.pragma('user_version', { simple: true }) as number
  const tables = new Set(tablesOf(database)), ours = tablesAt(version)
  // A newer version may have put a table away.
  if (version > migrations.length) return ours.some(table => tables.has(table)) ? 'newer' : 'foreign'
  return version > 0 && ours.every(table => tables.has(table)) ? null : 'foreign'
}

/** Writes what the system still holds of a file or folder to the disk. */
function flush(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function flushFolder(path: string): void {
  try {
    flush(dirname(path), 'r')
  } catch { /* Windows has no such thing. */ }
}

/** Fills the empty file `part` with the database `from`, made to stand alone without a -wal beside it; says what is wrong with it. */
async function draw(from: string, part: string, change: (copy: Database.Database) => void): Promise<Fault | null> {
  try {
    const source = new Database(from, { fileMustExist: true, timeout: patience })
    try {
      // Waits for whoever has all of it, which the copying would do for ever.
      source.pragma('schema_version')
      // All pages in one step: by parts it would begin anew at each write of another process.
      await source.backup(part, { progress: () => 0x7fffffff })
    } finally {
      source.close()
    }
    const copy = new Database(part, { fileMustExist: true })
    try {
      copy.pragma('journal_mode = DELETE')
      const fault = inspect(copy)
      if (fault === null) change(copy)
      return fault
    } finally {
      copy.close()
    }
  } catch (error) {
    const fault = faultOf(error)
    if (fault === null) throw error
    return fault
  }
}

/** Calls `work` with the name of a new empty file that only its owner may read; it is gone afterwards, unless it was renamed. */
async function withPart<T>(beside: string, work: (part: string) => Promise<T>): Promise<T> {
  const part = `${beside}.${process.pid}.part`
  closeSync(openSync(part, 'wx', 0o600))
  try {
    return await work(part)
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${end}`, { force: true })
  }
}

/** A failure as it is; anything else that the system throws as one that says so. */
function asFailure(error: unknown, what: string): Failure {
  return error instanceof Failure ? error : new Failure('database', `${what}（${(error as Error).message}）：请检查路径、权限和磁盘空间后重试。`, error)
}

/**
 * Copies the database at `path`, which may be in use, to the new file `target`; gives the size in bytes.
 *
 * await backUp('qunban.db', '备份.db') → 290816
 *
 * @throws Failure where there is no database, the target exists, or the copy is not as it should be
 */
export async function backUp(path: string, target: string): Promise<number> {
  if (!existsSync(path)) throw new Failure('database', `数据库 ${path} 不存在：请检查 --db 或 .env 里的 QUNBAN_DB。`)
  const refuse = (): void => {
    if (existsSync(target)) throw new Failure('data', `文件 ${target} 已经有了，备份不会覆盖它：请换一个文件名，或先把它移走。`)
  }
  refuse()
  if (!existsSync(dirname(resolve(target)))) throw new Failure('data', `文件夹 ${dirname(target)} 不存在：请先建好，或换一个位置。`)
  const wrong: Record<Fault, string> = {
    'no database': `文件 ${path} 不是数据库，没有备份：请检查 --db 或 .env 里的 QUNBAN_DB。`,
    damaged: `数据库 ${path} 已损坏，没有备份：请停下助手，用以前的备份恢复（restore）。`,
    foreign: `数据库 ${path} 不是群办的，没有备份：请检查 --db 或 .env 里的 QUNBAN_DB。`,
    newer: `数据库 ${path} 是更新版本的群办写的，没有备份：请先升级群办。`,
  }
  try {
    return await withPart(resolve(target), async part => {
      const fault = await draw(path, part, () => undefined)
      if (fault !== null) throw new Failure('database', wrong[fault])
      flush(part, 'r+')
      refuse()
      renameSync(part, target)
      flushFolder(resolve(target))
      return statSync(target).size
    })
  } catch (error) {
    throw asFailure(error, '备份没有做成')
  }
}

/**
 * Takes the whole lock on a database, folding its -wal into it; null where it is too damaged to be locked.
 *
 * @throws Failure while another process has it open
 */
function lock(path: string, shown: string): Database.Database | null {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { fileMustExist: true, timeout: patience })
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = DELETE')
    database.exec('BEGIN EXCLUSIVE; COMMIT')
    return database
  } catch (error) {
    database?.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new Failure('database', `数据库 ${shown} 正在使用，没有恢复：请先停下助手和用到它的命令窗口，再试。`, error)
    if (faultOf(error) === null) throw error
    return null
  }
}

/** A new file of these bytes, or none: half of one would pass for the database that was. */
function keepAside(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') rmSync(file, { force: true })
    throw error
  }
}

/** Makes these the bytes of an open file. */
function fill(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at)
  ftruncateSync(file, bytes.length)
  fsyncSync(file)
}

/**
 * Writes the bytes over the database, whose own go to the new file `kept`. Over it, not in its place under its name: a process that had
 * opened the old file a moment ago would share a -wal with those that open the new one. A crash in between leaves a database that does not
 * open, and the old one beside it.
 */
function writeOver(target: string, bytes: Uint8Array, kept: string, locked: Database.Database | null): void {
  // Closed last, and the file opened nowhere else: closing it ends a process's locks on it.
  const file = openSync(target, 'r+')
  try {
    const before = readFileSync(file)
    keepAside(kept, before)
    // Of a database that could not be locked: what SQLite would read into the new one.
    for (const end of ['-wal', '-journal']) if (!locked && existsSync(`${target}${end}`)) renameSync(`${target}${end}`, `${kept}${end}`)
    rmSync(`${target}-shm`, { force: true })
    flushFolder(kept)
    try {
      fill(file, bytes)
    } catch (error) {
      fill(file, before)
      throw error
    }
  } finally {
    locked?.close()
    closeSync(file)
  }
}

/** Gives the bytes the name of a database that is gone; what is left beside that name belongs to no database. */
function writeNew(target: string, part: string): void {
  for (const end of ['-wal', '-journal', '-shm']) rmSync(`${target}${end}`, { force: true })
  renameSync(part, target)
  flushFolder(target)
}

/** What waited to be sent when the copy was made may have been sent since: it is not sent again by itself. */
function hold(copy: Database.Database, at: string): number {
  if (!tablesOf(copy).includes('outbox')) return 0
  return copy.prepare("UPDATE outbox SET state = 'unknown', ended_at = ?, error = 'restored from a copy' WHERE state IN ('queued', 'claimed')").run(at).changes
}

export type Restored = { readonly kept: string | null; readonly held: number }

/**
 * Makes the database at `path` what the copy is; what it was is kept beside it as …before-restore-`stamp`. Letters that waited in the copy
 * are held back.
 *
 * await restore('备份.db', 'qunban.db', { at: '2021-09-15T02:00:00.000Z', stamp: '20210915-100000' }) → { kept: 'qunban.db.before-restore-20210915-100000', held: 0 }
 *
 * @throws Failure where the copy is not one of ours, or while another process has the database open
 */
export async function restore(copy: string, path: string, { at, stamp }: { readonly at: string; readonly stamp: string }): Promise<Restored> {
  if (!existsSync(copy)) throw new Failure('data', `备份 ${copy} 不存在：请检查路径。`)
  const target = existsSync(path) ? realpathSync(path) : resolve(path), isThere = existsSync(target)
  if (realpathSync(copy) === target) throw new Failure('usage', `备份 ${copy} 就是要恢复的数据库本身：请给出备份文件，或用 --db 指明要恢复哪个。`)
  if (!existsSync(dirname(target))) throw new Failure('database', `文件夹 ${dirname(path)} 不存在：请先建好，或用 --db 换一个位置。`)
  const wrong: Record<Fault, string> = {
    'no database': `文件 ${copy} 不是数据库，没有恢复：请换一个用 backup 做的备份。`,
    damaged: `备份 ${copy} 已损坏，没有恢复：请换一个备份。`,
    foreign: `文件 ${copy} 不是群办的数据库，没有恢复：请换一个用 backup 做的备份。`,
    newer: `备份 ${copy} 是更新版本的群办做的，没有恢复：请先升级群办，或换一个备份。`,
  }
  const nameFor = (n: number): string => `.before-restore-${stamp}${n === 1 ? '' : `-${n}`}`
  try {
    return await withPart(target, async part => {
      let held = 0
      const fault = await draw(copy, part, database => { held = hold(database, at) })
      if (fault !== null) throw new Failure('data', wrong[fault])
      flush(part, 'r+')
      let n = 1
      while (existsSync(`${target}${nameFor(n)}`)) n += 1
      if (isThere) writeOver(target, readFileSync(part), `${target}${nameFor(n)}`, lock(target, path))
      else writeNew(target, part)
      return { kept: isThere ? `${basename(target)}${nameFor(n)}` : null, held }
    })
  } catch (error) {
    throw asFailure(error, '恢复没有做成')
  }
}
