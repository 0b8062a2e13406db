// 导出台账 and 模板 through the bot over a database file of its own: who gets what, where the file lies, and what it holds.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { Outgoing } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { exportsFolder, keepExport } from '../../src/report/folder.ts'
import { exporting, readRequest } from '../../src/skills/exporting.ts'
import { reporting } from '../../src/skills/reporting.ts'
import { openFolder } from '../qunban.ts'

const room = '三化工作群', botName = '三化助手', folder = mkdtempSync(join(tmpdir(), 'qunban-export-'))
let library: Library, bot: Bot, count = 0
const faults: unknown[] = []

const hear = (from: string, text: string, { mention = true, inPrivate = false, at = '2021-08-25T10:00:00+08:00' } = {}): Promise<readonly Outgoing[]> => {
  count += 1
  return bot.hear({ type: 'message', at: new Date(at), id: `m${count}`, room: inPrivate ? null : room, from, sender: null, text, mention, note: false, quote: null, broadcast: false, backlog: false })
}
const fileOf = (letters: readonly Outgoing[]): NonNullable<Outgoing['file']> => {
  const [file] = letters.flatMap(letter => letter.file ?? [])
  if (!file) throw new Error(`No file: ${JSON.stringify(letters)}`)
  return file
}
const read = async (path: string) => await readWorkbook(readFileSync(path)) as unknown as { sheet: string; data: (string | number | null)[][] }[]

beforeAll(async () => {
  library = await openLibrary(join(folder, 'talk.db'), shippedData, botName)
  bot = createBot({ library, onFault: (_, error) => void faults.push(error), skills: [exporting, reporting] })
  const reporter = (name: string) => ({ name, role: 'reporter' as const })
  await bot.hear({ type: 'room', room, members: [{ name: '省中心-王敏', role: 'admin' }, { name: '领导-赵', role: 'viewer' }, ...['乐山-张三', '南充-李四', '荣县-郭燕', '小钱', '省中心-周'].map(reporter)] })
  await hear('乐山-张三', '乐山综窗做到45%了，联系电话13800001234', { mention: false })
  await hear('南充-李四', '#进展 南充综窗60%', { mention: false })
})
afterAll(() => {
  library.store.close()
  rmSync(folder, { recursive: true })
})

describe('the ledger', () => {
  test('goes to an admin in private, whole; the room hears that it went', async () => {
    const letters = await hear('省中心-王敏', '导出台账'), file = fileOf(letters)
    expect(letters.map(({ to, text }) => [to, text])).toEqual([[{ person: '省中心-王敏', contact: null }, '进展台账：现行有效2条，待核0条。'], [{ room }, '台账已私发。']])
    expect(letters[1]?.file).toBeUndefined()
    expect(file).toEqual({ name: '进展台账-20210825-1000.xlsx', path: join(folder, 'exports', '进展台账-20210825-1000.xlsx') })
    const sheets = await read(file.path)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['最新', '全部版本', '未报', '待核', '说明'])
    expect(sheets[0]?.data.slice(1).map(row => row[0])).toEqual(['南充市', '乐山市'].toSorted((a, b) => library.dictionary.regions.findIndex(({ name }) => name === a) - library.dictionary.regions.findIndex(({ name }) => name === b)))
    expect(JSON.stringify(sheets)).not.toContain('1380000')
  })
  test('of a reporter holds his own city only, and says so', async () => {
    const letters = await hear('乐山-张三', '台账导出', { inPrivate: true }), file = fileOf(letters)
    expect(letters.map(({ to, text }) => [to, text])).toEqual([[{ person: '乐山-张三', contact: null }, '乐山市进展台账：现行有效1条，待核0条。\n只含乐山市的记录，全部台账请找管理员。']])
    expect(file.name).toBe('进展台账-乐山市-20210825-1000.xlsx')
    expect(JSON.stringify(await read(file.path))).not.toContain('南充')
  })
  test('of another city, or of who has none, is refused without a file', async () => {
    for (const [from, text] of [['乐山-张三', '导出南充台账'], ['小钱', '导出台账'], ['省中心-周', '导出进展']] as const) {
      const letters = await hear(from, text)
      expect(letters.map(({ file }) => file)).toEqual([undefined])
      expect(letters[0]?.text).toMatch(/请找管理员|绑定 市州名/u)
    }
    expect(fileOf(await hear('省中心-王敏', '发一下南充的台账')).name).toContain('南充市')
  })
  test('is for nobody who did not speak to the bot', async () => expect(await hear('省中心-王敏', '导出台账', { mention: false })).toEqual([]))
})

describe('the file', () => {
  test('is its owner’s alone, and no two have one name', async () => {
    const files = [fileOf(await hear('省中心-王敏', '导出台账')), fileOf(await hear('省中心-王敏', '导出台账'))]
    expect(new Set(files.map(({ path }) => path)).size).toBe(2)
    for (const { name, path } of files) {
      expect(basename(path)).toBe(name)
      expect(name).toMatch(/^进展台账-20210825-1000-\d+\.xlsx$/u)
      if (process.platform !== 'win32') expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700])
    }
  })
  test('goes after a week; other files stay', async () => {
    writeFileSync(join(folder, 'exports', '别的.xlsx'), '')
    await hear('省中心-王敏', '导出台账', { at: '2021-08-26T10:00:00+08:00' })
    const later = fileOf(await hear('省中心-王敏', '导出台账', { at: '2021-09-01T10:01:00+08:00' }))
    expect(readdirSync(join(folder, 'exports')).toSorted()).toEqual(['别的.xlsx', '进展台账-20210826-1000.xlsx', later.name].toSorted())
  })
  test('of a database in memory lies in the temporary folder', () => {
    expect(exportsFolder(':memory:')).toBe(join(tmpdir(), 'qunban-exports'))
    expect(exportsFolder('/srv/qunban/qunban.db')).toBe('/srv/qunban/exports')
    const kept = keepExport(Buffer.from('x'), '进展台账', join(folder, 'more', 'deep'), new Date('2021-08-25T02:00:00Z'))
    expect([kept.name, existsSync(kept.path)]).toEqual(['进展台账-20210825-1000.xlsx', true])
  })
  test('that cannot be written is a fault that is told', async () => {
    renameSync(join(folder, 'exports'), join(folder, 'put away'))
    writeFileSync(join(folder, 'exports'), 'no folder')
    const letters = await hear('省中心-王敏', '导出台账')
    rmSync(join(folder, 'exports'))
    renameSync(join(folder, 'put away'), join(folder, 'exports'))
    expect(letters.map(({ text, file }) => [text.includes('没能处理好'), file])).toEqual([[true, undefined]])
    expect(faults.length).toBe(1)
  })
})

describe('the form', () => {
  test.each<[string, string, string]>([
    ['乐山-张三', '模板', '乐山市'], ['乐山-张三', '要个模板', '乐山市'], ['乐山-张三', '发我模板', '乐山市'], ['乐山-张三', '填报模板', '乐山市'], ['乐山-张三', '给我一份我市的填报模板', '乐山市'], ['乐山-张三', '夹江模板', '乐山市夹江县'],
    ['乐山-张三', '市中区模板', '乐山市市中区'], ['荣县-郭燕', '模板', '自贡市荣县'], ['荣县-郭燕', '自贡模板', '自贡市'], ['省中心-王敏', '乐山模板', '乐山市'], ['省中心-王敏', '发一下甘孜州的模板', '甘孜州'], ['小钱', '乐山模板', '乐山市'],
  ])('%s asks for %s and gets that of %s', async (from, text, place) => {
    const [letter, ...more] = await hear(from, text)
    expect(more).toEqual([])
    expect(letter).toMatchObject({ to: { room }, mentions: [from] })
    expect(letter?.text).toContain(`${place}填报模板`)
    expect(letter?.file?.name).toMatch(new RegExp(`^填报模板-${place}-20210825-1000(?:-\\d+)?\\.xlsx$`, 'u'))
  })
  test.each<[string, string, string]>([
    ['省中心-王敏', '模板', '例如“乐山模板”'], ['小钱', '模板', '例如“乐山模板”'], ['乐山-张三', '南充模板', '不能代报'], ['省中心-周', '南充模板', '不能代报'], ['省中心-王敏', '市中区模板', '内江、乐山都有'], ['领导-赵', '模板', '只看不报'],
  ])('%s asks for %s and is told why not', async (from, text, told) => {
    const letters = await hear(from, text)
    expect(letters.map(({ file }) => file)).toEqual([undefined])
    expect(letters[0]?.text).toContain(told)
  })
  test('has the last figures: in the room what was posted there', async () => {
    await hear('乐山-张三', '#进展 一枚印章70%', { inPrivate: true })
    const last = async (inPrivate: boolean) => Object.fromEntries((await read(fileOf(await hear('乐山-张三', '模板', { inPrivate })).path))[0]?.data.flatMap(([name, , , , value, day]) => (typeof value === 'number' ? [[name, [value, day]]] : [])) ?? [])
    expect(await last(false)).toEqual({ 综窗完成率: [45, '2021-08-25'] })
    expect(await last(true)).toEqual({ 综窗完成率: [45, '2021-08-25'], 一枚印章启用率: [70, '2021-08-25'] })
  })
})

test.each<[string, ReturnType<typeof readRequest>]>([
  ['导出台账', { what: 'ledger', place: '' }], ['导出进展', { what: 'ledger', place: '' }], ['台账导出', { what: 'ledger', place: '' }], ['发一下台账', { what: 'ledger', place: '' }], ['请把进展台账发我', { what: 'ledger', place: '' }], ['导出全部台账', { what: 'ledger', place: '' }],
  ['台账', { what: 'ledger', place: '' }], ['下载一下乐山的进展台账吧', { what: 'ledger', place: '乐山' }], ['导出我市台账', { what: 'ledger', place: '' }], ['给我台账表', { what: 'ledger', place: '' }],
  ['模板', { what: 'template', place: '' }], ['要个模板', { what: 'template', place: '' }], ['发我模板', { what: 'template', place: '' }], ['填报模板', { what: 'template', place: '' }], ['乐山模板', { what: 'template', place: '乐山' }], ['乐山市的填报模板发我一下', { what: 'template', place: '乐山市' }],
  ['模版', { what: 'template', place: '' }], ['通知模板', { what: 'template', place: '通知' }],
  ['我的台账', null], ['台账怎么填', null], ['台账里有多少条', null], ['不用模板', { what: 'template', place: '不用' }], ['模板什么时候交', null], ['乐山最新进展', null], ['进展', null], ['进展汇总', null], ['乐山综窗多少', null], ['导出', null],
  ['给我'.repeat(30), null],
])('%s is read as %j', (text, expected) => expect(readRequest(text)).toEqual(expected))

describe('updates --xlsx', () => {
  const { path, run, remove } = openFolder()
  afterAll(remove)
  const db = ['--db', 'talk.db', '--now', '2021-08-25T10:00:00+08:00']
  beforeAll(() => {
    const lines = [{ type: 'room', room, members: [{ name: '乐山-张三' }] }, { type: 'message', at: '2021-08-25T10:00:00+08:00', room, from: '乐山-张三', text: '乐山综窗做到45%了' }]
    expect(run(['replay', '--db', 'talk.db'], { input: lines.map(line => JSON.stringify(line)).join('\n') }).code).toBe(0)
  })
  test('writes the whole ledger and says so in one sentence', async () => {
    expect(run(['updates', '--xlsx', '台账.xlsx', ...db])).toEqual({ code: 0, stdout: '已把台账写入 台账.xlsx：现行有效1条，共1个版本。\n', stderr: '' })
    expect((await read(path('台账.xlsx'))).map(({ sheet }) => sheet)).toEqual(['最新', '全部版本', '未报', '待核', '说明'])
  })
  test('overwrites nothing', () => {
    writeFileSync(path('有了.xlsx'), '别人的')
    const { code, stdout, stderr } = run(['updates', '--xlsx', '有了.xlsx', ...db])
    expect([code, stdout, stderr]).toEqual([1, '', '文件 有了.xlsx 已经有了，没有写：请换个文件名。\n'])
    expect(readFileSync(path('有了.xlsx'), 'utf8')).toBe('别人的')
  })
  test('needs a folder, a name and no other format', () => {
    mkdirSync(path('夹'))
    expect(run(['updates', '--xlsx', '没有/台账.xlsx', ...db])).toMatchObject({ code: 1, stderr: '文件 没有/台账.xlsx 所在的文件夹不存在：请先建好，或换个位置。\n' })
    expect(run(['updates', '--xlsx', '夹', ...db]).code).toBe(1)
    expect(run(['updates', '--xlsx', '', ...db])).toMatchObject({ code: 2, stdout: '' })
    expect(run(['updates', '--xlsx', 'x.xlsx', '--json', ...db])).toMatchObject({ code: 2, stdout: '' })
  })
})
