// backup and restore with real processes and files: while somebody writes, while somebody holds the database, and with what is no backup.

import Database from 'better-sqlite3'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { restore } from '../../src/store/backup.ts'
import { migrations } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { environment, launcher, openFolder, type Ended, type Folder } from '../qunban.ts'
import { until } from '../until.ts'

const now = ['--now', '2021-09-15T10:00:00+08:00']
const name = 'qunban.db', kept = `${name}.before-restore-20210915-100000`
let folder: Folder, holders: ChildProcess[]
beforeEach(() => {
  folder = openFolder()
  holders = []
})
afterEach(() => {
  for (const holder of holders) holder.kill('SIGKILL')
  folder.remove()
})

const path = (file: string): string => folder.path(file)
const run = (...args: string[]): Ended => folder.run([...args, '--db', name, ...now])
const files = (): string[] => readdirSync(path('.')).toSorted()
/** A database whose rooms are these. */
function make(file: string, ...rooms: string[]): void {
  const store = openStore(path(file))
  store.transaction(() => { for (const room of rooms) store.prepare('INSERT INTO room (name) VALUES (?)').run(room) })()
  store.close()
}
function alter(file: string, sql: string): void {
  const database = new Database(path(file))
  database.exec(sql)
  database.close()
}
function roomsOf(file: string): unknown {
  const database = new Database(path(file), { readonly: true, fileMustExist: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    return database.prepare('SELECT name FROM room ORDER BY name').pluck().all()
  } finally {
    database.close()
  }
}

/** Another process that has the database open, and does with it what `code` says; resolves once that was done. */
async function hold(code = '', file = name): Promise<ChildProcess> {
  const script = `import { openStore } from ${JSON.stringify(new URL('../../src/store/open.ts', import.meta.url).href)}
    const store = openStore(${JSON.stringify(path(file))})
    ${code}
    process.stdout.write('ready')
    process.stdin.resume().on('end', () => process.exit())`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] })
  holders.push(holder)
  await new Promise((resolve, reject) => {
    holder.stdout.once('data', resolve)
    holder.once('exit', reject)
  })
  return holder
}
async function end(holder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise(resolve => { holder.once('exit', resolve) })
  holder.kill(signal)
  await gone
}

/** One plain sentence, nothing on standard output. */
function assertRefused({ code, stdout, stderr }: Ended, holds: string | RegExp, exit = 1): void {
  expect([code, stdout]).toEqual([exit, ''])
  expect(stderr).toMatch(holds)
  expect(stderr.trimEnd().split('\n'), stderr).toHaveLength(1)
  expect(stderr).toMatch(/：请.*。\n$|例如.*。\n$/u)
}
const assertDone = ({ code, stdout, stderr }: Ended, sentence: string): void => expect([code, stdout, stderr]).toEqual([0, `${sentence}\n`, ''])

describe('backup', () => {
  test('is one whole file that only its owner may read', () => {
    make(name, '三化工作群')
    const ended = run('backup', '备份.db')
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(ended.stdout).toMatch(/^已把数据库 qunban\.db 备份到 备份\.db（\d\.\dMB）。\n$/u)
    expect(roomsOf('备份.db')).toEqual(['三化工作群'])
    expect(files()).toEqual([name, '备份.db'].toSorted())
    if (process.platform !== 'win32') expect(statSync(path('备份.db')).mode & 0o777).toBe(0o600)
  })

  test('has what another process wrote and not yet folded in, and leaves that process alone', async () => {
    make(name)
    const holder = await hold("store.prepare('INSERT INTO room (name) VALUES (?)').run('新群')")
    expect(statSync(path(`${name}-wal`)).size).toBeGreaterThan(0)
    expect(run('backup', 'copy.db').code).toBe(0)
    expect(roomsOf('copy.db')).toEqual(['新群'])
    expect(holder.exitCode).toBe(null)
  })

  test('is of one moment, also while another process writes without a pause', async () => {
    const store = openStore(path(name))
    const add = store.prepare('INSERT INTO room (name) VALUES (?)')
    store.transaction(() => { for (let n = 0; n < 20_000; n++) add.run(`群${n}-${'字'.repeat(20)}`) })()
    store.prepare("INSERT INTO keepsake (name, value) VALUES ('clock', '20000')").run()
    store.close()
    // Each step adds a room and counts it, far apart in the file; the two agree at every moment.
    const holder = await hold(`let count = 20000
      const add = store.prepare('INSERT INTO room (name) VALUES (?)'), tell = store.prepare("UPDATE keepsake SET value = ? WHERE name = 'clock'")
      store.pragma('synchronous = OFF')
      const step = store.transaction(() => { add.run('新' + count); tell.run(String(count += 1)) })
      const go = () => { step(); setImmediate(go) }
      go()`)
    const counts = ['1', '2', '3'].map(n => {
      expect(run('backup', `${n}.db`)).toMatchObject({ code: 0, stderr: '' })
      const copy = new Database(path(`${n}.db`), { readonly: true })
      const rooms = copy.prepare('SELECT count(*) FROM room').pluck().get() as number
      expect(copy.prepare("SELECT value FROM keepsake WHERE name = 'clock'").pluck().get()).toBe(String(rooms))
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
      copy.close()
      return rooms
    })
    expect(holder.exitCode).toBe(null)
    expect(counts[0]).toBeGreaterThan(20_000)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(new Set(counts).size).toBe(3)
  })

  test('never takes the place of a file', () => {
    make(name)
    writeFileSync(path('old.db'), '以前的')
    assertRefused(run('backup', 'old.db'), 'old.db 已经有了')
    assertRefused(run('backup', name), `${name} 已经有了`)
    expect(readFileSync(path('old.db'), 'utf8')).toBe('以前的')
  })

  test('is refused where it cannot be made, and leaves nothing behind', () => {
    assertRefused(run('backup', 'copy.db'), `数据库 ${name} 不存在`)
    make(name)
    assertRefused(run('backup', 'no/such/copy.db'), '文件夹 no/such 不存在')
    assertRefused(run('backup', `${'长'.repeat(200)}.db`), '备份没有做成（ENAMETOOLONG')
    assertRefused(run('backup'), '备份到哪个文件', 2)
    alter(name, `PRAGMA user_version = ${migrations.length + 1}`)
    assertRefused(run('backup', 'copy.db'), '更新版本')
    writeFileSync(path(name), '这不是数据库。'.repeat(200))
    assertRefused(run('backup', 'copy.db'), '不是数据库')
    expect(files()).toEqual([name])
  })
})

describe('restore', () => {
  test('puts the copy back and keeps what was there', () => {
    make(name, '甲群')
    expect(run('backup', 'copy.db').code).toBe(0)
    const store = openStore(path(name))
    store.prepare('INSERT INTO room (name) VALUES (?)').run('乙群')
    store.close()
    assertDone(run('restore', 'copy.db'), `已从 copy.db 恢复 ${name}；原来的数据库改名为 ${kept}。`)
    expect([roomsOf(name), roomsOf(kept)]).toEqual([['甲群'], ['乙群', '甲群']])
    expect(files()).toEqual(['copy.db', name, kept].toSorted())
    expect(folder.run(['ask', '乐山综窗多少', '--db', name]).stdout).toContain('16.4%')
    if (process.platform !== 'win32') expect(statSync(path(kept)).mode & 0o777).toBe(0o600)
  })

  test('leaves the database its owner, its rights and its place on the disk', () => {
    make(name, '甲群')
    make('copy.db', ...Array.from({ length: 2000 }, (_, n) => `群${n}`))
    chmodSync(path(name), 0o640)
    const before = statSync(path(name))
    expect(run('restore', 'copy.db').code).toBe(0)
    const { ino, mode, uid, gid } = statSync(path(name))
    expect({ ino, mode, uid, gid }).toEqual({ ino: before.ino, mode: before.mode, uid: before.uid, gid: before.gid })
    expect(run('restore', kept).code).toBe(0)
    expect([roomsOf(name), statSync(path(name)).size]).toEqual([['甲群'], before.size])
  })

  test('twice in a second, each is kept', () => {
    make(name, '甲群')
    make('copy.db', '丙群')
    expect([run('restore', 'copy.db').code, run('restore', 'copy.db').code]).toEqual([0, 0])
    expect([roomsOf(kept), roomsOf(`${kept}-2`), roomsOf(name)]).toEqual([['甲群'], ['丙群'], ['丙群']])
  })

  test('needs no database to be there', () => {
    make('copy.db', '丙群')
    for (const end of ['-wal', '-shm', '-journal']) writeFileSync(path(`${name}${end}`), '残留')
    assertDone(run('restore', 'copy.db'), `已从 copy.db 恢复 ${name}。`)
    expect(files()).toEqual(['copy.db', name].toSorted())
    expect(roomsOf(name)).toEqual(['丙群'])
    if (process.platform !== 'win32') expect(statSync(path(name)).mode & 0o777).toBe(0o600)
  })

  test('among processes that come and go, each row that was written is in one of the files', async () => {
    make('copy.db', '丙群')
    const write = new URL('../../src/store/open.ts', import.meta.url).href, wrote: string[] = []
    const churns = ['甲', '乙', '丁'].map(by => spawn(process.execPath, ['--input-type=module', '-e', `import { openStore } from ${JSON.stringify(write)}
      for (let n = 0; n < 150; n++) {
        const store = openStore(${JSON.stringify(path(name))})
        store.prepare('INSERT INTO room (name) VALUES (?)').run('${by}' + n)
        store.close()
        process.stdout.write('${by}' + n + ' ')
        await new Promise(resolve => setTimeout(resolve, Math.random() * 8))
      }`], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] }))
    holders.push(...churns)
    const running = new Set(churns)
    for (const churn of churns) {
      let said = ''
      churn.stdout.setEncoding('utf8').on('data', (chunk: string) => { said += chunk })
      churn.once('close', () => {
        wrote.push(...said.trim().split(' '))
        running.delete(churn)
      })
    }
    const restored: string[] = []
    for (let n = 0; running.size > 0; n++) {
      const done = await restore(path('copy.db'), path(name), { at: '2021-09-15T02:00:00.000Z', stamp: String(n) }).catch((error: unknown) => {
        expect((error as Error).message).toContain('正在使用')
        return null
      })
      if (done?.kept) restored.push(done.kept)
    }
    expect(restored.length).toBeGreaterThan(5)
    const found = [name, ...restored].flatMap(file => roomsOf(file) as string[]).filter(room => room !== '丙群')
    expect([wrote.length, found.toSorted()]).toEqual([450, wrote.toSorted()])
  })

  test.each([['idle', ''], ['having written', "store.prepare('INSERT INTO room (name) VALUES (?)').run('新群')"], ['reading', "store.exec('BEGIN'); store.prepare('SELECT count(*) FROM room').get()"], ['writing', "store.exec('BEGIN IMMEDIATE')"]])(
    'is refused while another process has the database open, %s', async (_, code) => {
      make(name, '甲群')
      make('copy.db', '丙群')
      const holder = await hold(code)
      assertRefused(run('restore', 'copy.db'), /数据库 qunban\.db 正在使用.*停下助手/u)
      expect(holder.exitCode).toBe(null)
      await end(holder, 'SIGKILL')
      expect(files().filter(file => /before|part/.test(file))).toEqual([])
      expect(roomsOf(name)).toContain('甲群')
      expect(run('restore', 'copy.db').code).toBe(0)
      expect(roomsOf(name)).toEqual(['丙群'])
    })

  test('is refused while the bot runs', async () => {
    make('copy.db', '丙群')
    const bot = spawn(process.execPath, [launcher, 'chat', '--db', path(name)], { cwd: path('.'), env: environment, stdio: ['pipe', 'ignore', 'ignore'] })
    holders.push(bot)
    await until(() => existsSync(path(`${name}-wal`)))
    assertRefused(run('restore', 'copy.db'), `${name} 正在使用`)
  })

  test('keeps what a process had written that was killed; its -wal is not read into the copy', async () => {
    make(name)
    make('copy.db', '丙群')
    await end(await hold("store.prepare('INSERT INTO room (name) VALUES (?)').run('断电前')"), 'SIGKILL')
    expect(statSync(path(`${name}-wal`)).size).toBeGreaterThan(0)
    expect(run('restore', 'copy.db').code).toBe(0)
    expect(files()).toEqual(['copy.db', name, kept].toSorted())
    expect([roomsOf(name), roomsOf(kept)]).toEqual([['丙群'], ['断电前']])
  })

  test('takes along what a copy made by hand has in its -wal', async () => {
    make('by-hand.db')
    await end(await hold("store.prepare('INSERT INTO room (name) VALUES (?)').run('断电前')", 'by-hand.db'), 'SIGKILL')
    copyFileSync(path('by-hand.db'), path('copy.db'))
    copyFileSync(path('by-hand.db-wal'), path('copy.db-wal'))
    expect(run('restore', 'copy.db').code).toBe(0)
    expect(roomsOf(name)).toEqual(['断电前'])
  })

  test('a damaged database is replaced too, and kept; nothing of it stays beside the new one', () => {
    const damaged = '这不是数据库。'.repeat(200)
    make('copy.db', '丙群')
    writeFileSync(path(name), damaged)
    for (const end of ['-wal', '-shm', '-journal']) writeFileSync(path(`${name}${end}`), '残留')
    assertDone(run('restore', 'copy.db'), `已从 copy.db 恢复 ${name}；原来的数据库改名为 ${kept}。`)
    expect(files().filter(file => file.startsWith(`${name}-`))).toEqual([])
    expect(readFileSync(path(kept), 'utf8')).toBe(damaged)
    expect(roomsOf(name)).toEqual(['丙群'])
  })

  test('what waited to be sent in the copy is not sent again', () => {
    const store = openStore(path('copy.db'))
    const letter = store.prepare("INSERT INTO outbox (at, room, text, mentions, state) VALUES ('2021-09-01T00:00:00.000Z', '三化工作群', '提醒', '[]', ?)")
    for (const state of ['queued', 'sent', 'claimed', 'failed']) letter.run(state)
    store.close()
    assertDone(run('restore', 'copy.db'), `已从 copy.db 恢复 ${name}；备份里2条待发的消息可能已经发过，不再自动发。`)
    const restored = new Database(path(name), { readonly: true }), copy = new Database(path('copy.db'), { readonly: true })
    expect(restored.prepare('SELECT state FROM outbox ORDER BY id').pluck().all()).toEqual(['unknown', 'sent', 'unknown', 'failed'])
    expect(copy.prepare('SELECT state FROM outbox ORDER BY id').pluck().all()).toEqual(['queued', 'sent', 'claimed', 'failed'])
    restored.close()
    copy.close()
  })

  test.skipIf(process.platform === 'win32')('a link goes on pointing to the database', () => {
    make('real.db', '甲群')
    make('copy.db', '丙群')
    symlinkSync('real.db', path(name))
    assertDone(run('restore', 'copy.db'), `已从 copy.db 恢复 ${name}；原来的数据库改名为 real.db.before-restore-20210915-100000。`)
    expect([roomsOf(name), roomsOf('real.db'), roomsOf('real.db.before-restore-20210915-100000')]).toEqual([['丙群'], ['丙群'], ['甲群']])
  })

  describe('is refused with what is no backup, and nothing is touched', () => {
    function breakAt(file: string, at: number, bytes: string): void {
      const handle = openSync(path(file), 'r+')
      writeSync(handle, bytes, at)
      closeSync(handle)
    }
    test.each<[string, RegExp, () => void]>([
      ['a text', /copy\.db 不是数据库/u, () => writeFileSync(path('copy.db'), '这不是数据库。'.repeat(200))],
      ['an empty file', /copy\.db 不是群办的/u, () => writeFileSync(path('copy.db'), '')],
      ['half of one', /copy\.db 已损坏/u, () => {
        make('copy.db', '丙群')
        truncateSync(path('copy.db'), Math.floor(statSync(path('copy.db')).size / 8192) * 4096)
      }],
      ['one with a page overwritten', /copy\.db 已损坏/u, () => {
        make('copy.db', ...Array.from({ length: 2000 }, (_, n) => `群${n}`))
        breakAt('copy.db', statSync(path('copy.db')).size - 4096, '坏'.repeat(400))
      }],
      ['one whose list of tables is overwritten', /copy\.db 已损坏/u, () => {
        make('copy.db', '丙群')
        breakAt('copy.db', 100, 'x'.repeat(3000))
      }],
      ['another program\'s database', /copy\.db 不是群办的/u, () => alter('copy.db', 'CREATE TABLE note (id INTEGER PRIMARY KEY); PRAGMA user_version = 1')],
      ['another program\'s database of a high version', /copy\.db 不是群办的/u, () => alter('copy.db', 'CREATE TABLE note (id INTEGER PRIMARY KEY); PRAGMA user_version = 99')],
      ['one of a newer version', /copy\.db 是更新版本/u, () => {
        make('copy.db', '丙群')
        alter('copy.db', `PRAGMA user_version = ${migrations.length + 1}`)
      }],
      ['no file', /copy\.db 不存在/u, () => undefined],
    ])('%s', (_, sentence, spoil) => {
      make(name, '甲群')
      spoil()
      const before = readFileSync(path(name))
      assertRefused(run('restore', 'copy.db'), sentence)
      expect(readFileSync(path(name)).equals(before)).toBe(true)
      expect(files().filter(file => !file.startsWith('copy.db'))).toEqual([name])
    })
    test('the database itself', () => {
      make(name, '甲群')
      assertRefused(run('restore', name), '数据库本身', 2)
    })
    test('nothing', () => assertRefused(run('restore'), '从哪个备份', 2))
    test('no folder for the database', () => {
      make('copy.db')
      assertRefused(folder.run(['restore', 'copy.db', '--db', 'no/such/x.db']), '文件夹 no/such 不存在')
    })
  })

  test('a copy of an older version is brought up at the next opening', () => {
    const old = new Database(path('copy.db'))
    old.exec(migrations[0] ?? '')
    old.pragma('user_version = 1')
    old.prepare('INSERT INTO room (name) VALUES (?)').run('旧群')
    old.close()
    expect(run('restore', 'copy.db')).toMatchObject({ code: 0, stderr: '' })
    const store = openStore(path(name))
    expect(store.pragma('user_version', { simple: true })).toBe(migrations.length)
    store.close()
    expect(roomsOf(name)).toEqual(['旧群'])
  })
})
