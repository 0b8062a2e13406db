// Which folder may use which, read from the import lines of src. A new dependency is a line here, and a reason in the commit.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What the code of a folder runs: folders, or single files. Files at the top of src go by their own name. */
const mayUse: Record<string, readonly string[]> = {
  'main.ts': ['commands', 'failure.ts', 'library.ts', 'settings.ts'],
  'qunban.js': ['main.ts'],
  'bot.ts': ['chat/event.ts', 'chat/said.ts', 'deadline', 'language', 'replies', 'roster', 'skills', 'store'],
  'library.ts': ['failure.ts', 'question', 'store', 'table'],
  'settings.ts': ['failure.ts'],
  'failure.ts': [],
  'shanghai.ts': [],
  commands: ['bot.ts', 'chat', 'console', 'failure.ts', 'language', 'library.ts', 'replies', 'roster', 'settings.ts', 'shanghai.ts', 'skills', 'store', 'table'],
  chat: ['bot.ts', 'failure.ts', 'shanghai.ts', 'store'],
  // The pages show what the skills know, and say orders to the bot.
  console: ['chat', 'deadline', 'failure.ts', 'language', 'library.ts', 'question', 'replies', 'report', 'roster', 'shanghai.ts', 'skills', 'store', 'table', 'update'],
  skills: ['chat/event.ts', 'deadline', 'language', 'question', 'replies', 'report', 'roster', 'shanghai.ts', 'store', 'table', 'update'],
  update: ['language', 'question'],
  // Places are named in deadlines as in reports.
  deadline: ['language', 'question', 'shanghai.ts', 'update'],
  roster: ['failure.ts', 'language', 'store'],
  question: ['language', 'notice', 'table/dictionary.ts'],
  notice: [],
  replies: ['language', 'question', 'shanghai.ts', 'table'],
  table: ['failure.ts', 'language', 'question'],
  language: [],
  store: ['failure.ts'],
  report: ['language', 'replies', 'shanghai.ts'],
}

/** Where each package may be used: files, or whole folders. Types alone cost nothing at run time, but these are kept apart from them too. */
const packages: Record<string, readonly string[]> = {
  'better-sqlite3': ['store/backup.ts', 'store/open.ts'],
  yaml: ['table/source.ts'],
  'csv-parse': ['roster/cells.ts', 'table/load.ts'],
  'read-excel-file': ['report/filled.ts', 'roster/cells.ts'],
  'write-excel-file': ['report/sheet.ts'],
  '@resvg/resvg-js': ['report/picture.ts'],
  'pinyin-pro': ['table/load.ts'],
  zod: ['table/schema.ts', 'table/source.ts'],
  wechaty: ['chat/wechaty.ts'],
  // The trial room is a puppet of our own.
  'wechaty-puppet': ['chat/room/puppet.ts', 'chat/wechaty.ts'],
  'file-box': ['chat/room/puppet.ts', 'chat/wechaty.ts'],
  hono: ['chat/room/app.ts', 'commands/start.ts', 'commands/web.ts', 'console/'],
  '@hono/node-server': ['commands/web.ts'],
  'node-cron': ['commands/start.ts'],
  pino: ['commands/start.ts'],
  qrcode: ['commands/start.ts'],
}

/** A text and what was said before in, data out: no database, no files, no clock, no network. */
const pure = ['question', 'update', 'deadline', 'language', 'replies']

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean }
type Source = { readonly path: string; readonly folder: string; readonly text: string; readonly imports: readonly Import[] }

const root = fileURLToPath(new URL('../src/', import.meta.url))
const folderOf = (path: string): string => path.split('/')[0] ?? path

function readImports(path: string, text: string): Import[] {
  const lines = [...text.matchAll(/^(?:import|export)\s+(type\s+)?[\w*{][^;'"]*?\sfrom\s+['"]([^'"]+)['"]/gm), ...text.matchAll(/^import\s+()['"]([^'"]+)['"]/gm), ...text.matchAll(/()\bimport\(\s*['"]([^'"]+)['"]/g)]
  return lines.map(([, type, to = '']) => ({ from: path, to: to.startsWith('.') ? relative(root, join(root, dirname(path), to)) : to, typeOnly: type !== undefined && type !== '' }))
}

/** Without the pages' own scripts, which are the browser's code. */
const sources: readonly Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => /\.[jt]s$/.test(path) && !/^(?:chat\/room\/page|console\/assets)\//.test(path)).toSorted().map(path => {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, folder: folderOf(path), text, imports: readImports(path, text) }
})
const isOwn = ({ to }: Import): boolean => sources.some(({ path }) => path === to)
const packageOf = (to: string): string => (to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : to.split('/')[0] ?? to)

/** The code without its comments. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
const filesWith = (pattern: RegExp, over: readonly Source[] = sources): string[] => over.flatMap(({ path, text }) => codeOf(text).split('\n').flatMap(line => (pattern.test(line) ? [`${path}: ${line.trim().slice(0, 100)}`] : [])))

describe('imports', () => {
  test('are read at all', () => {
    expect(sources.length).toBeGreaterThan(40)
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100)
  })
  test('of a file that exists', () => {
    const missing = sources.flatMap(({ imports }) => imports).filter(one => /\.[jt]s$/.test(one.to) && !isOwn(one))
    expect(missing).toEqual([])
  })
  test.each([...new Set(sources.map(({ folder }) => folder))])('%s uses what it may', folder => {
    const used = sources.filter(source => source.folder === folder).flatMap(({ imports }) => imports.filter(one => isOwn(one) && !one.typeOnly))
    const astray = used.filter(({ to }) => folderOf(to) !== folder && !(mayUse[folder] ?? []).some(allowed => to === allowed || to.startsWith(`${allowed}/`))).map(({ from, to }) => `${from} → ${to}`)
    expect(astray).toEqual([])
  })
  test('the table above has no folder or dependency that is gone', () => {
    const used = (folder: string) => new Set(sources.filter(source => source.folder === folder).flatMap(({ imports }) => imports.filter(one => isOwn(one) && !one.typeOnly).flatMap(({ to }) => [to, folderOf(to)])))
    expect(Object.keys(mayUse).filter(folder => !sources.some(source => source.folder === folder))).toEqual([])
    expect(Object.entries(mayUse).flatMap(([folder, allowed]) => allowed.filter(one => !used(folder).has(one)).map(one => `${folder} → ${one}`))).toEqual([])
  })
  test('packages stay behind their one file', () => {
    const astray = sources.flatMap(({ path, imports }) => imports.flatMap(({ to }) => {
      if (to.startsWith('node:') || sources.some(source => source.path === to)) return []
      return (packages[packageOf(to)] ?? []).some(place => place === path || (place.endsWith('/') && path.startsWith(place))) ? [] : [`${path} → ${to}`]
    }))
    expect(astray).toEqual([])
  })
  test.each(pure)('%s needs no database, files, network or chat, not even their types', folder => {
    const astray = sources.filter(source => source.folder === folder).flatMap(({ imports }) => imports)
      .filter(({ to }) => to.startsWith('node:') || /^(?:store|chat|commands|skills|bot\.ts|library\.ts|main\.ts)/.test(to) || packageOf(to) in packages)
    expect(astray.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })
})

describe('the world outside', () => {
  const others = sources.filter(({ path }) => path !== 'main.ts')
  test('the clock is read in main.ts only', () => expect(filesWith(/\bDate\.now\(|\bnew Date\(\s*\)/, others)).toEqual([]))
  test('the environment and the arguments are read in main.ts only', () => expect(filesWith(/\bprocess\.(?:env|argv)\b/, others)).toEqual([]))
  test('nothing waits or repeats by itself', () => expect(filesWith(/\bset(?:Timeout|Interval|Immediate)\(/)).toEqual([]))
  test('pure code has no clock and no chance', () => {
    expect(filesWith(/\bperformance\.|\bMath\.random\(|\bDate\.now\(|\bnew Date\(\s*\)|\bprocess\./, sources.filter(({ folder }) => pure.includes(folder)))).toEqual([])
  })
  test('SQL that writes stands in store only', () => {
    const writes = /\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|TRIGGER)|VACUUM|ATTACH)\b/i
    expect(filesWith(writes).length).toBeGreaterThan(5)
    expect(filesWith(writes, sources.filter(({ folder }) => folder !== 'store'))).toEqual([])
  })
  test('no statement takes words into its text', () => {
    // Values are bound; what is put together is made of fixed pieces in compile.ts alone.
    expect(filesWith(/\.(?:prepare|exec)\(\s*`[^`]*\$\{/)).toEqual([])
  })
})
