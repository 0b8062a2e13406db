// Roster files as officials keep them. The two workbooks beside this file were saved by a spreadsheet library; the rest is written here.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { Failure } from '../../src/failure.ts'
import { readRoster } from '../../src/roster/read.ts'
import type { Entry } from '../../src/store/roster.ts'
import { library } from '../library.ts'
import { makeXlsx, type Table } from './xlsx.ts'

const folder = mkdtempSync(join(tmpdir(), 'qunban-roster-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fixture = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const read = (path: string): Promise<Entry[]> => readRoster(path, library.dictionary)

function readFile(name: string, content: string | Uint8Array): Promise<Entry[]> {
  writeFileSync(join(folder, name), content)
  return read(join(folder, name))
}
const readCsv = (content: string | Uint8Array): Promise<Entry[]> => readFile('名册.csv', content)
const readXlsx = (sheets: Readonly<Record<string, Table>>): Promise<Entry[]> => readFile('名册.xlsx', makeXlsx(sheets))

/** The one sentence that is shown, without the file's name in front. */
async function faultOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(() => null, (error: unknown) => error)
  expect(error).toBeInstanceOf(Failure)
  const { code, message } = error as Failure
  expect(code).toBe('data')
  expect(message).toMatch(/^名册 名册\.\w+ [^。]+。$/)
  return message.replace(/^名册 名册\.\w+ /, '')
}

/** Cells that matter, `field=value`, on one line. */
const show = ({ unit, name, region, role, main, contact, phone }: Entry): string => [unit, name, region ?? '省级', role, main ? 'main' : '', contact ?? '', phone ?? ''].join('|')

/** One person of 乐山市政务局, with one more column. */
const withColumn = async (header: string, cell: string): Promise<Entry> => (await readCsv(`单位,姓名,${header}\n乐山市政务局,张三,${cell}\n`))[0] as Entry
const withRegion = async (cell: string): Promise<string | null> => (await readCsv(`单位,姓名,地区\n政务局,张三,${cell}\n`))[0]?.region ?? null

/** GB18030's two-byte part, by asking the decoder. */
function encodeGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk'), bytes = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) for (let low = 0x40; low <= 0xfe; low += 1) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Uint8Array.from([...text].flatMap(character => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : bytes.get(character) ?? [0x3f])))
}

describe('workbooks', () => {
  test('title, merged cells, rich text, notes and an empty sheet', async () => {
    expect((await read(fixture('roster.xlsx'))).map(show)).toEqual([
      '乐山市政务服务和大数据局|张三|乐山市|reporter|main|zhangsan|13800000000',
      '阿坝州政务服务中心|王五|阿坝藏族羌族自治州|reporter|||08372345678',
      '省政务服务管理处|赵六|省级|admin|main|zhaoliu|',
    ])
  })
  test('phones and accounts that are numbers, a formula, a Boolean', async () => {
    expect((await read(fixture('numbers.xlsx'))).map(show)).toEqual([
      '乐山市政务局|张三|乐山市|reporter|main|100200300400500|13800000000',
      '南充市政务局|李四|南充市|reporter|||13800000001',
    ])
  })
  test('the sheet with a header is read, wherever it stands', async () => {
    expect(await readXlsx({ 说明: [['填表说明'], ['每单位一行']], 名册: [[], ['单位', '姓名'], ['乐山市政务局', '张三']] })).toHaveLength(1)
  })
  test('a header of two rows', async () => {
    expect((await readXlsx({ 名册: [['市州', '单位', '联系人', '', ''], ['', '', '姓名', '手机', '微信号'], ['乐山', '政务局', '张三', 13800000000, 'zs']] })).map(show)).toEqual(['政务局|张三|乐山市|reporter||zs|13800000000'])
  })
  test('a fault names the row that the program shows', async () => {
    expect(await faultOf(readXlsx({ 名册: [['名册'], [], ['单位', '姓名', '角色'], [], ['乐山市政务局', '张三', '打杂']] }))).toBe('有1处要改：第5行角色“打杂”不认识，请写“管理员”“报送”或“只看”。')
  })
  test('two rosters in one file are refused', async () => {
    const rows = [['单位', '姓名'], ['乐山市政务局', '张三']]
    expect(await faultOf(readXlsx({ 今年: rows, 去年: rows }))).toBe('有两张表都像名册（今年、去年），请只留一张。')
  })
})

describe('csv', () => {
  const text = '单位,姓名,电话\n乐山市政务局,张三,13800000000\n南充市政务局,李四,\n', people = ['乐山市政务局|张三|乐山市|reporter|||13800000000', '南充市政务局|李四|南充市|reporter|||']
  test.each<readonly [string, string | Uint8Array]>([
    ['UTF-8', text], ['UTF-8 with a mark', `\ufeff${text}`], ['GB18030', encodeGbk(text)], ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['semicolons', text.replaceAll(',', ';')], ['tabs', text.replaceAll(',', '\t')], ['carriage returns', text.replaceAll('\n', '\r\n')], ['blank rows', text.replaceAll('\n', '\n,,\n\n')],
    ['quotes', text.replace('张三', '"张三"')], ['a title', `联络员名册,,\n,,\n${text}`], ['notes', `${text}备注：每单位一人,,\n,备注：主要联系人打√,\n`], ['the header again', text.replace('南充', '单位,姓名,电话\n南充')],
  ])('%s', async (_, content) => expect((await readCsv(content)).map(show)).toEqual(people))

  test('a workbook called .csv is read as what it is', async () => {
    expect(await readFile('名册.csv', makeXlsx({ 名册: [['单位', '姓名'], ['乐山市政务局', '张三']] }))).toHaveLength(1)
  })
})

describe('columns', () => {
  test.each([
    '单位,姓名', '部门,联系人', '工作单位,名字', '序号,单位名称,备注,姓 名', '单位（全称）,姓名（必填）', '*单位：,*姓名', '所在单位,联络员',
  ])('%s', async header => {
    const columns = header.split(','), row = columns.map(column => (/单位|部门/.test(column) ? '乐山市政务局' : /姓|名字|联/.test(column) ? '张三' : '7'))
    expect((await readCsv(`${header}\n${row.join(',')}\n`)).map(show)).toEqual(['乐山市政务局|张三|乐山市|reporter|||'])
  })
  test.each(['地区', '市州', '所属市州', '行政区划', '市（州）'])('region: %s', async header => expect((await withColumn(header, '南充')).region).toBe('南充市'))
  test.each(['角色', '身份', '权限'])('role: %s', async header => expect((await withColumn(header, '管理员')).role).toBe('admin'))
  test.each(['主联系人', '是否主要联系人', '主要'])('main: %s', async header => expect((await withColumn(header, '是')).main).toBe(true))
  test.each(['微信号', '企业微信账号', '微信id', 'UserID', '账号'])('contact: %s', async header => expect((await withColumn(header, ' zs_01 ')).contact).toBe('zs_01'))
  test.each(['电话', '手机', '联系电话', '手机号码'])('phone: %s', async header => expect((await withColumn(header, '13800000000')).phone).toBe('13800000000'))

  test('the mobile phone is preferred, wherever its column stands', async () => {
    expect((await readCsv('单位,姓名,办公电话,手机\n乐山市政务局,张三,0833-2345678,13800000000\n南充市政务局,李四,0817-2345678,\n')).map(({ phone }) => phone)).toEqual(['13800000000', '08172345678'])
  })
  test('without a unit the region stands for it', async () => {
    expect((await readCsv('市州,姓名\n乐山,张三\n省级,李四\n')).map(show)).toEqual(['乐山市|张三|乐山市|reporter|||', '省级|李四|省级|reporter|||'])
  })
})

describe('cells', () => {
  test.each([['乐山', '乐山市'], ['乐山市', '乐山市'], ['阿坝州', '阿坝藏族羌族自治州'], ['甘孜', '甘孜藏族自治州'], ['凉山彝族自治州', '凉山彝族自治州'], ['四川省乐山市', '乐山市'], ['夹江县', '乐山市'], ['乐山市市中区', '乐山市'], ['乐山市/市中区', '乐山市'], ['南部', '南充市'], ['省级', null], ['省直', null], ['四川省', null]])('region %s → %s', async (cell, region) => expect(await withRegion(cell)).toBe(region))
  test.each([['乐山市政务局', '乐山市'], ['阿坝州政务服务中心', '阿坝藏族羌族自治州'], ['峨眉山市行政审批局', '乐山市'], ['国家税务总局乐山市税务局', '乐山市'], ['四川省政务服务中心', null], ['省中心', null], ['四川省保障性安居工程办公室', null], ['大数据中心', null]])('region of the unit %s → %s', async (unit, region) => {
    expect((await readCsv(`单位,姓名,地区\n${unit},张三,\n`))[0]?.region).toBe(region)
  })
  test.each([['管理员', 'admin'], ['管理', 'admin'], ['Admin', 'admin'], ['报送', 'reporter'], ['填报', 'reporter'], ['联络员', 'reporter'], ['成员', 'reporter'], ['reporter', 'reporter'], ['', 'reporter'], ['只看', 'viewer'], ['观察', 'viewer'], ['领导', 'viewer'], ['viewer', 'viewer']])('role %j → %s', async (cell, role) => expect((await withColumn('角色', cell)).role).toBe(role))
  test.each([['是', true], ['√', true], ['1', true], ['主', true], ['TRUE', true], ['', false], ['否', false], ['×', false], ['0', false]])('main %j → %s', async (cell, main) => expect((await withColumn('主联系人', cell)).main).toBe(main))
  test.each([['138 0000 0000', '13800000000'], ['138-0000-0000', '13800000000'], ['+86 13800000000', '13800000000'], ['１３８００００００００', '13800000000'], ['0833-2345678', '08332345678'], ['0833-2345678转8001', '08332345678'], ['13800000000/13900000000', '13800000000'], ['13800000000（李四）', '13800000000'], ["'13800000000", '13800000000'], ['无', null], ['', null]])('phone %j → %s', async (cell, phone) => expect((await withColumn('电话', cell)).phone).toBe(phone))
  test.each([['张　三', '张三'], [' 张三 ', '张三'], ['迪力·买买提', '迪力·买买提'], ['马海 伍呷', '马海 伍呷']])('name %j', async (cell, name) => {
    const reading = readCsv(`单位,姓名\n乐山市政务局,${cell}\n`)
    if (name === '马海 伍呷') expect(await faultOf(reading)).toContain('请一人一行')
    else expect((await reading)[0]?.name).toBe(name)
  })
})

describe('faults', () => {
  test('all at once, in the order of the lines', async () => {
    expect(await faultOf(readCsv('单位,姓名,地区,角色,主联系人,电话\n乐山市政务局,张三,沪州,打杂,,\n乐山市政务局,李四,重庆,,也许,1.38E+10\n,王五,,,,\n'))).toBe(
      '有6处要改：第2行地区“沪州”不认识，请写市州，例如“泸州市”，省级单位写“省级”；第2行角色“打杂”不认识，请写“管理员”“报送”或“只看”；'
      + '第3行地区“重庆”不认识，请写市州，例如“乐山市”，省级单位写“省级”；第3行主联系人“也许”不认识，请写“是”或“否”；第3行电话“1.38E+10”的数字不全，请把这一列设为文本后重填；'
      + '第4行没有单位，请补上；合并的单元格请拆开，每行都写。',
    )
  })
  test('the first ten of many', async () => {
    const message = await faultOf(readCsv(`单位,姓名,角色\n${Array.from({ length: 12 }, (_, i) => `乐山市政务局,张三${'甲乙丙丁戊己庚辛壬癸子丑'[i]},打杂`).join('\n')}\n`))
    expect(message).toMatch(/^有12处要改（先列10处）：第2行/)
    expect(message).toContain('第11行')
    expect(message).not.toContain('第12行')
  })
  test.each([
    ['a person twice', '单位,姓名\n乐山市政务局,张三\n南充市政务局,张三\n乐山市政务局,张 三\n', '有1处要改：第4行乐山市政务局 张三与第2行重复，请删去一行。'],
    ['a county of two cities', '单位,姓名,地区\n政务局,张三,市中区\n', '有1处要改：第2行地区“市中区”可以是内江市或乐山市，请写其中一个。'],
    ['two cities', '单位,姓名,地区\n政务局,张三,乐山、南充\n', '有1处要改：第2行地区“乐山、南充”可以是乐山市或南充市，请写其中一个。'],
    ['two names', '单位,姓名\n乐山市政务局,张三、李四\n', '有1处要改：第2行姓名“张三、李四”像是几个人，请一人一行，姓名中间不加空格。'],
    ['a cell that was merged', '单位,姓名,地区\n政务局,张三,乐山\n大数据中心,李四,\n审批科,王五,\n省中心,赵六,\n', '有2处要改：第3行“大数据中心”看不出地区，请写市州，省级单位写“省级”；合并的单元格请拆开，每行都写；第4行“审批科”看不出地区，请写市州，省级单位写“省级”；合并的单元格请拆开，每行都写。'],
    ['no name column', '名册\n单位,电话\n乐山市政务局,13800000000\n', '第2行的表头缺“姓名”列，请加上。'],
    ['no unit column', '姓名;电话\n张三;13800000000\n', '第1行的表头缺“单位”（或“地区”）列，请加上。'],
    ['no header', '乐山市政务局,张三\n', '前10行里没有表头，请加一行列名，至少有“姓名”和“单位”（或“地区”）。'],
    ['a header too far down', `${'标题\n'.repeat(10)}单位,姓名\n乐山市政务局,张三\n`, '前10行里没有表头，请加一行列名，至少有“姓名”和“单位”（或“地区”）。'],
    ['an empty file', '', '前10行里没有表头，请加一行列名，至少有“姓名”和“单位”（或“地区”）。'],
    ['nobody', '单位,姓名\n备注：待填,\n', '第1行的表头下面没有人，请至少填一行。'],
  ])('%s', async (_, content, message) => expect(await faultOf(readCsv(content))).toBe(message))

  const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
  test.each<readonly [string, string | Uint8Array, string]>([
    ['名册.xls', old, '不是 .xlsx 或 .csv，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.et', old, '不是 .xlsx 或 .csv，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.wps', old, '不是 .xlsx 或 .csv，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.docx', 'PK', '不是 .xlsx 或 .csv，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.xlsx', old, '是旧格式或加了密码，请去掉密码，用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.xlsx', 'PK\u0003\u0004 cut short', '打不开，文件可能损坏，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.xlsx', '单位,姓名\n', '打不开，内容不是 .xlsx，请用Excel或WPS另存为 .xlsx 再导入。'],
    ['名册.csv', Uint8Array.of(0xff, 0xff, 0x80), '的文字编码认不出，请用Excel或WPS另存为 .xlsx 再导入。'],
  ])('%s', async (name, content, message) => expect(await faultOf(readFile(name, content))).toBe(message))
  test('a file that is not there', async () => {
    await expect(read(join(folder, '没有.xlsx'))).rejects.toThrow('名册 没有.xlsx 找不到，请核对文件名和所在文件夹。')
  })
})
