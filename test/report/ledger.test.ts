// The ledger as a workbook, read back with another library than the one that wrote it.

import readWorkbook from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { openLibrary, shippedData } from '../../src/library.ts'
import { makeLedger } from '../../src/report/ledger.ts'
import { writeWorkbook } from '../../src/report/sheet.ts'
import { addRecord, allVersions, correctRecord, judge, withdrawRecord, type Act, type Version } from '../../src/store/ledger.ts'
import { officialFigures } from '../../src/table/official.ts'
import type { Entry } from '../../src/update/record.ts'

const library = await openLibrary(':memory:', shippedData, '三化助手'), { store, dictionary } = library
const room = '三化工作群', now = new Date('2021-09-06T10:00:00+08:00')

const act = (at: string, note: string, more: Partial<Act> = {}): Act => ({ room, person: '乐山-张三', key: '乐山-张三', note, parser: '1', message: note, at: new Date(at).toISOString(), ...more })
const rate = (region: string, value: number, asOf: string, more: Partial<Entry> = {}): Entry => ({ region, scope: null, topic: 'windows', metrics: [{ indicator: 'window_reform_rate', value, unit: '%' }], status: null, asOf, ...more })

type Table = readonly (readonly (string | number | null)[])[]

/** A sheet as rows by the titles of their columns. */
const rowsOf = (table: Table | undefined): Record<string, string | number | null>[] => (table ?? []).slice(1).map(row => Object.fromEntries(row.map((cell, i) => [String(table?.[0]?.[i]), cell])))

async function writeAndRead(versions: readonly Version[], city: string | null = null): Promise<Record<string, Table>> {
  const sheets = makeLedger({ versions, official: (region, indicator) => officialFigures(region, indicator, store, dictionary), dictionary, now, city, program: '0.1.0', parser: '1' })
  const read = await readWorkbook(Buffer.from(await writeWorkbook(sheets))) as unknown as { sheet: string; data: Table }[]
  return Object.fromEntries(read.map(({ sheet, data }) => [sheet, data]))
}

addRecord(store, rate('乐山市', 45, '2021-08-25'), [], act('2021-08-25T10:00:00+08:00', '乐山综窗做到45%了'))
const second = addRecord(store, { ...rate('乐山市', 48, '2021-09-05'), metrics: [{ indicator: 'window_reform_rate', value: 48, unit: '%' }, { indicator: 'one_seal_rate', value: 70, unit: '%', approx: true }] }, [], act('2021-09-05T09:30:00+08:00', '=HYPERLINK("http://x.invalid","点我")'))
correctRecord(store, second, { ...second, metrics: [{ indicator: 'window_reform_rate', value: 18, unit: '%' }] }, ['fall', 'two-figures'], act('2021-09-05T23:30:00+08:00', '+18%', { author: '省中心-王敏' }))
addRecord(store, rate('乐山市', 40, '2021-08-20', { scope: 'pilot' }), [], act('2021-09-05T10:00:00+08:00', '-3项不算'))
addRecord(store, rate('乐山市/夹江县', 30, '2021-09-01'), [], act('2021-09-05T10:01:00+08:00', '@三化助手 夹江综窗30%', { room: null }))
const wrong = addRecord(store, rate('南充市', 60, '2021-09-01'), [], act('2021-09-05T10:02:00+08:00', '南充综窗60%', { person: '南充-李四', key: '南充-李四' }))
withdrawRecord(store, wrong, act('2021-09-05T10:03:00+08:00', '撤回', { person: '南充-李四', key: '南充-李四' }))
addRecord(store, { region: '南充市', scope: null, topic: 'windows', metrics: [], status: 'in_progress', asOf: '2021-09-02' }, [], act('2021-09-05T10:04:00+08:00', '南充综窗推进中', { person: '南充-李四', key: '南充-李四' }))
const returned = addRecord(store, rate('宜宾市', 99, '2021-09-02'), ['jump'], act('2021-09-05T10:05:00+08:00', '宜宾综窗99%'))
judge(store, returned, 'returned', '请核对', '省中心-王敏', '2021-09-05T03:00:00.000Z')
// Of one day: what was written last leads.
addRecord(store, rate('成都市', 90, '2021-09-01'), [], act('2021-09-05T10:06:00+08:00', '成都综窗90%'))
const verified = addRecord(store, rate('成都市', 91, '2021-09-01'), ['two-figures'], act('2021-09-05T10:07:00+08:00', '成都综窗91%'))
judge(store, verified, 'verified', null, '省中心-王敏', '2021-09-05T03:00:00.000Z')
const sheets = await writeAndRead(allVersions(store))

describe('the five sheets', () => {
  test('stand in this order', () => expect(Object.keys(sheets)).toEqual(['最新', '全部版本', '未报', '待核', '说明']))

  test('最新: what leads of each region, indicator and scope, in the order of the dictionary, beside the official figures', () => {
    const rows = rowsOf(sheets['最新'])
    expect(rows.map(row => [row['市州'], row['县（市、区）、乡镇'], row['口径'], row['指标'], row['数值'], row['单位'], row['截至'], row['编号'], row['状态']])).toEqual([
      ['成都市', null, '全市', '综窗完成率', 91, '%', '2021-09-01', 9, '已核实'],
      ['乐山市', null, '全市', '综窗完成率', 18, '%', '2021-09-05', 2, '待核'],
      ['乐山市', null, '试点', '综窗完成率', 40, '%', '2021-08-20', 3, '未核实'],
      ['乐山市', '夹江县', '全域', '综窗完成率', 30, '%', '2021-09-01', 4, '未核实'],
    ])
    expect(rows.map(row => [row['通报数（试点）'], row['通报数（非试点）'], row['通报截至']])).toEqual([[82.8, 86.1, '2021-07-20'], [0, 16.4, '2021-07-20'], [0, null, '2021-07-20'], [null, null, null]])
    expect(rows.map(row => [row['报送人'], row['群'], row['登记时间']])).toEqual([
      ['乐山-张三', room, '2021-09-05 10:07'], ['乐山-张三', room, '2021-09-05 23:30'], ['乐山-张三', room, '2021-09-05 10:00'], ['乐山-张三', '私聊', '2021-09-05 10:01'],
    ])
  })

  test('全部版本: each figure on a row of its own, with its record, version and what became of it', () => {
    const rows = rowsOf(sheets['全部版本'])
    expect(rows.map(row => [row['编号'], row['版本'], row['类型'], row['状态'], row['计入'], row['指标'], row['数值']])).toEqual([
      [1, 1, '报送', '未核实', '是', '综窗完成率', 45],
      [2, 1, '报送', '已更正', '否', '综窗完成率', 48], [2, 1, '报送', '已更正', '否', '一枚印章启用率', 70], [2, 2, '更正', '待核', '是', '综窗完成率', 18],
      [3, 1, '报送', '未核实', '是', '综窗完成率', 40], [4, 1, '报送', '未核实', '是', '综窗完成率', 30],
      [5, 1, '报送', '已撤回', '否', '综窗完成率', 60], [5, 2, '撤回', '已撤回', '否', '综窗完成率', 60],
      [6, 1, '报送', '未核实', '是', null, null], [7, 1, '报送', '已退回', '否', '综窗完成率', 99], [8, 1, '报送', '未核实', '是', '综窗完成率', 90], [9, 1, '报送', '已核实', '是', '综窗完成率', 91],
    ])
    expect(rows.find(row => row['编号'] === 6)).toMatchObject({ 主题: '综窗', 进度: '推进中', 数值: null, 单位: null })
    expect(rows[2]).toMatchObject({ 约数: '约', 截至: '2021-09-05' })
    expect(rows.map(row => row['操作人']).filter(author => author !== null)).toEqual(['省中心-王敏'])
  })

  test('a note that looks like a formula stays a text', () => {
    const notes = new Set(rowsOf(sheets['全部版本']).map(row => row['原文']))
    for (const note of ['=HYPERLINK("http://x.invalid","点我")', '+18%', '-3项不算', '@三化助手 夹江综窗30%']) expect(notes).toContain(note)
  })

  test('未报: the main indicators of which a city has no figure, with what there is instead', () => {
    const rows = rowsOf(sheets['未报']), mains = dictionary.topics.filter(({ main }) => main !== undefined).length
    expect(rows.length).toBe(dictionary.regions.length * mains - 2)
    expect(rows.slice(0, 3).map(row => [row['市州'], row['指标'], row['情况']])).toEqual([['成都市', '进驻事项数量', '未报'], ['成都市', '“一件事”事项数量', '未报'], ['成都市', '村级代办事项数量', '未报']])
    const windows = Object.fromEntries(rows.filter(row => row['指标'] === '综窗完成率').map(row => [row['市州'], row['情况']]))
    expect(windows).not.toHaveProperty('乐山市')
    expect(windows).toMatchObject({ 南充市: '只报了进度：推进中（2021-09-02，#6）', 宜宾市: '未报' })
  })

  test('待核: what soft checks found, in words, beside the other figures', () => {
    expect(rowsOf(sheets['待核'])).toEqual([expect.objectContaining({ 编号: 2, 疑点: '比上次降得多，同一天另有不同的数', 数值: 18, '对照：其他现行的数': '45%（2021-08-25，#1）', 原文: '+18%' })])
  })

  test('说明: when it was made, by which version, and how to read it', () => {
    const notes = Object.fromEntries((sheets['说明'] ?? []).slice(1).map(([item, text]) => [item, text]))
    expect(notes).toMatchObject({ 导出时间: '2021-09-06 10:00（北京时间）', 导出范围: '全部市州', 数量: '现行有效7条，共11个版本，待核1条', 程序: '群办 0.1.0，读数规则第1版' })
    expect(notes['通报数']).toContain('川政公函〔2021〕338号 附件1（试点，截至2021-07-20）')
    expect(notes['待核的疑点']).toContain('20个百分点')
  })

  test('no day is a number', () => {
    for (const [name, table] of Object.entries(sheets)) for (const row of table) for (const cell of row) expect(typeof cell === 'string' || typeof cell === 'number' || cell === null, name).toBe(true)
  })
})

describe('of one city', () => {
  test('nothing of another city is in it, the counties are', async () => {
    const own = await writeAndRead(allVersions(store), '乐山市')
    expect(JSON.stringify(own)).not.toContain('南充')
    expect(new Set(rowsOf(own['全部版本']).map(row => row['市州']))).toEqual(new Set(['乐山市']))
    expect(rowsOf(own['最新']).map(row => row['县（市、区）、乡镇'])).toContain('夹江县')
    expect(new Set(rowsOf(own['未报']).map(row => row['市州']))).toEqual(new Set(['乐山市']))
    expect(JSON.stringify(own['说明'])).toContain('只含乐山市')
  })
  test('a county that reported stands beside its city that did not', async () => {
    const own = await writeAndRead(allVersions(store).filter(({ id }) => id === 4), '乐山市')
    expect(rowsOf(own['未报']).find(row => row['指标'] === '综窗完成率')?.['情况']).toBe('市州本级未报，已报的县（市、区）1个：夹江县')
  })
})

test('an empty ledger has its five sheets', async () => {
  const empty = await writeAndRead([])
  expect(Object.values(empty).map(table => table.length).slice(0, 2)).toEqual([1, 1])
  expect(empty['未报']?.length).toBeGreaterThan(100)
})
