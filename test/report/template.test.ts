// The form of a region: written, filled in as people do, read back.

import readWorkbook from 'read-excel-file/node'
import write from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { openLibrary, shippedData } from '../../src/library.ts'
import { markedCells } from '../../src/report/parts.ts'
import { writeWorkbook, type Sheet, type SheetCell } from '../../src/report/sheet.ts'
import { placeCalled, readFilled, type FilledForm } from '../../src/report/filled.ts'
import { makeTemplate } from '../../src/report/template.ts'
import { officialFigures } from '../../src/table/official.ts'
import { makeXlsx } from '../roster/xlsx.ts'

const { store, dictionary } = await openLibrary(':memory:', shippedData, '三化助手')
const today = '2021-08-25'

const formOf = (region: string, counties: readonly string[] = [], last: Readonly<Record<string, number>> = {}): Sheet[] => makeTemplate({
  region, counties, official: indicator => officialFigures(region, indicator, store, dictionary),
  last: (place, indicator) => (last[`${place} ${indicator}`] === undefined ? null : { value: last[`${place} ${indicator}`] as number, asOf: '2021-08-20' }),
}, dictionary)

const columnOf = ({ columns }: Sheet, title: string): number => columns.findIndex(column => column.title === title)

/** A form with its column filled in: by the indicator's name, on the sheet of counties by county and name. */
const fill = (sheets: readonly Sheet[], values: Readonly<Record<string, SheetCell>>): Sheet[] => sheets.map(sheet => {
  const at = columnOf(sheet, '本次填报'), county = columnOf(sheet, '县（市、区）'), name = columnOf(sheet, '指标')
  if (at < 0) return sheet
  return { ...sheet, rows: sheet.rows.map(row => {
    const value = values[`${county < 0 ? '' : row[county]}${row[name]}`]
    return value === undefined ? row : [...row, ...Array.from({ length: sheet.columns.length - row.length }, () => null)].with(at, value)
  }) }
})

async function readForm(sheets: readonly Sheet[]): Promise<FilledForm> {
  const form = await readFilled(await writeWorkbook(sheets), dictionary, today)
  if (form === null || form === 'broken') throw new Error(`No form: ${form}`)
  return form
}
/** What was read of one cell: its value, or its fault. */
async function readOne(name: string, value: SheetCell): Promise<unknown> {
  const { cells: [cell] } = await readForm(fill(formOf('乐山市'), { [name]: value }))
  return cell === undefined ? null : cell.fault ?? (cell.approximate ? `约${cell.value}` : cell.value)
}

describe('the form', () => {
  test('has a row an indicator, with the official and the last figures, and an empty column to fill in', async () => {
    const [form, below, notes] = await readWorkbook(Buffer.from(await writeWorkbook(formOf('乐山市', ['夹江县'], { '乐山市 window_reform_rate': 45, '乐山市/夹江县 window_reform_rate': 30 })))) as unknown as { sheet: string; data: SheetCell[][] }[]
    expect([form?.sheet, below?.sheet, notes?.sheet]).toEqual(['填报', '各县（市、区）', '填写说明'])
    expect(form?.data[0]).toEqual(['指标', '单位', '通报数（试点）', '通报数（非试点）', '上次填报', '上次日期', '本次填报', '备注'])
    expect(form?.data.find(([name]) => name === '综窗完成率')).toEqual(['综窗完成率', '%', 0, 16.4, 45, '2021-08-20', null, null])
    expect(form?.data.find(([name]) => name === '填报地区')?.slice(6)).toEqual(['乐山市', '三化填报模板 第1版，这一行不要改'])
    expect(form?.data.slice(3).map(([name]) => name)).toEqual(Object.values(dictionary.indicators).map(({ name }) => name))
    expect(below?.data.find(row => row[1] === '综窗完成率')).toEqual(['夹江县', '综窗完成率', '%', 30, '2021-08-20', null, null])
  })
  test('of a county has no official figures', () => expect(formOf('自贡市/荣县')[0]?.columns.map(({ title }) => title)).toEqual(['指标', '单位', '上次填报', '上次日期', '本次填报', '备注']))
  test('that comes back as it went out reports nothing', async () => expect(await readForm(formOf('乐山市', ['夹江县'], { '乐山市 window_reform_rate': 45 }))).toMatchObject({ region: '乐山市', asOf: null, cells: [], remarks: [] }))
})

describe('what is filled in', () => {
  test('is read with its cell, its place and its indicator', async () => {
    const form = await readForm(fill(formOf('乐山市', ['夹江县']), { 综窗完成率: '45%', '“一件事”事项数量': 12.5, 夹江县综窗完成率: 30 }))
    expect(form.cells.map(({ region, indicator, cell, value, fault }) => [region, indicator, cell, value, fault])).toEqual([
      ['乐山市', 'one_thing_items', 'G14', 12.5, null], ['乐山市', 'window_reform_rate', 'G18', 45, null], ['乐山市/夹江县', 'window_reform_rate', '各县（市、区）!F4', 30, null],
    ])
  })
  test.each<[SheetCell, unknown]>([
    [45, 45], ['45', 45], ['45%', 45], ['４５％', 45], ['45 %', 45], ['四十五', 45], ['百分之四十五', 45], ['四成五', 45], ['三分之二', 66.7], ['一半', 50], [0, 0], ['0%', 0], ['零', 0], [100, 100], [55.555555, 55.6], ['全部100%', 'unread'],
    ['约45%', '约45'], ['45%左右', '约45'], ['近五成', '约50'],
    [null, null], ['', null], ['-', null], ['—', null], ['/', null], ['无数据', null],
    [145, 'over'], ['145%', 'over'], [-3, 'negative'], ['-3%', 'negative'], ['负三', 'negative'], ['无', 'none'], ['xx%', 'none'], ['已完成', 'none'], [0.45, 'ratio'], ['0.45', 'ratio'],
    ['80%以上', 'bound'], ['不低于80%', 'bound'], ['超过80%', 'bound'], ['12个', 'unit'], ['45%-50%', 'unread'], ['13个百分点', 'unread'], ['45%，其中试点60%', 'unread'],
  ])('a rate %j → %j', async (value, expected) => expect(await readOne('综窗完成率', value)).toBe(expected))
  test.each<[SheetCell, unknown]>([
    [38, 38], ['38项', 38], ['38个', 38], ['三十八', 38], ['38余项', '约38'], ['约1.2万项', '约12000'], ['1,234', 1234], ['45%', 'unit'], ['38台', 'unit'], [-1, 'negative'], ['若干', 'none'], [38.25, 38.25],
  ])('a count %j → %j', async (value, expected) => expect(await readOne('进驻事项数量', value)).toBe(expected))

  test('a cell that shows a percentage means what it shows', async () => {
    const percent = (value: number, format: string) => ({ value, type: Number, format })
    const data = [['指标', '单位', '本次填报'], ['填报地区', null, '乐山市'], ['综窗完成率', '%', percent(0.455, '0.0%')], ['一枚印章启用率', '%', percent(1, '0%')], ['窗口压减率', '%', percent(1.45, '0%')], ['自助终端配备率', '%', percent(45, '0"%"')], ['进驻事项数量', '项', percent(0.5, '0.00%')]]
    const form = await readFilled(await write([{ sheet: '填报 & <抄>', data: data as never }]).toBuffer(), dictionary, today)
    expect(form).toMatchObject({ region: '乐山市', cells: [{ value: 45.5 }, { value: 100 }, { fault: 'over', said: '145%' }, { value: 45 }, { fault: 'unit', said: '50%' }] })
  })
  test('the percentages that Excel has built in count too, and errors are found', () => {
    const parts = new Map([
      ['xl/workbook.xml', '<workbook><sheets><sheet name="填报" sheetId="1" r:id="rId1"/></sheets></workbook>'], ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Target="/xl/worksheets/sheet1.xml" Id="rId1"/></Relationships>'],
      ['xl/styles.xml', '<styleSheet><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10" fontId="0"><alignment/></xf><xf numFmtId="9"/></cellXfs></styleSheet>'],
      ['xl/worksheets/sheet1.xml', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c s="2" r="C1"/><c r="D1" s="0" t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>'],
    ])
    expect(markedCells(parts).get('填报')).toEqual({ shares: new Set(['B1', 'C1']), errors: new Set(['D1']) })
  })
})

describe('an edited copy', () => {
  const filled = fill(formOf('乐山市', ['夹江县', '沙湾区']), { 综窗完成率: 45, 一枚印章启用率: 64, 夹江县综窗完成率: 30 })
  const changed = (change: (rows: Sheet['rows']) => Sheet['rows'], which = 0): Sheet[] => filled.map((sheet, i) => (i === which ? { ...sheet, rows: change(sheet.rows) } : sheet))
  const figures = ({ cells }: FilledForm) => Object.fromEntries(cells.map(({ region, indicator, name, value, fault }) => [`${region} ${indicator ?? name}`, fault ?? value]))
  const expected = { '乐山市 window_reform_rate': 45, '乐山市 one_seal_rate': 64, '乐山市/夹江县 window_reform_rate': 30 }

  test('with its rows turned round says the same', async () => expect(figures(await readForm(changed(rows => rows.toReversed())))).toEqual(expected))
  test('with rows deleted says the same', async () => expect(figures(await readForm(changed(rows => rows.filter(row => row.some(cell => cell === 45 || cell === 64 || cell === '乐山市')))))).toEqual(expected))
  test('with its sheets turned round says the same', async () => expect(figures(await readForm(filled.toReversed()))).toEqual(expected))
  test('with a title above the header, and its mark wiped out, says the same', async () => {
    const data = [['乐山市上报'], [], ...filled.slice(0, 1).flatMap(({ columns, rows }) => [columns.map(({ title }) => title), ...rows.map(row => row.map(cell => (typeof cell === 'string' && cell.includes('模板') ? null : cell)))])]
    const form = await readFilled(makeXlsx({ 表: data.map(row => row.map(cell => cell ?? '')) }), dictionary, today)
    expect(form).toMatchObject({ region: '乐山市', cells: [{ cell: 'G20', value: 45 }, { cell: 'G27', value: 64 }] })
  })
  test('with a name that is none tells the row', async () => {
    const rename = (from: string, to: string) => changed(rows => rows.map(row => row.map(cell => (cell === from ? to : cell))))
    expect(figures(await readForm(rename('综窗完成率', '综窗完成情况')))).toEqual({ ...expected, '乐山市 window_reform_rate': undefined, '乐山市 综窗完成情况': 'row' })
    expect(figures(await readForm(rename('综窗完成率', '综窗完成率（%）')))).toEqual(expected)
  })
  test('with a row twice takes it once, or tells that they differ', async () => {
    const twice = (value: SheetCell) => changed(rows => [...rows, ['综窗完成率', '%', null, null, null, null, value, null]])
    expect(figures(await readForm(twice(45)))).toEqual(expected)
    expect((await readForm(twice(54))).cells).toContainEqual(expect.objectContaining({ fault: 'conflict', cell: 'G18、G34', said: '45%、54%' }))
  })
  test('with a county of another city, or none, tells the row', async () => {
    expect(figures(await readForm(changed(rows => rows.map(row => row.with(0, row[0] === '夹江县' ? '荣县' : row[0] ?? null)), 1)))).toMatchObject({ '乐山市/荣县 荣县': 'county' })
    expect(figures(await readForm(changed(rows => rows.map(row => row.with(0, null)), 1)))).toMatchObject({ '乐山市/ ': 'county' })
  })
  test.each<[SheetCell, string | null, string | null]>([
    ['2021-08-20', '2021-08-20', null], ['2021/8/20', '2021-08-20', null], ['8月20日', '2021-08-20', null], ['截至8月20日', '2021-08-20', null], [20210820, '2021-08-20', null], ['昨天', '2021-08-24', null], [null, null, null],
    ['2021-09-01', null, 'future'], ['不知道', null, 'day'], [8.2, null, 'day'],
  ])('of the day %j', async (day, asOf, fault) => {
    const form = await readForm(fill(filled, { 截至日期: day }))
    expect([form.asOf, form.cells.find(({ name }) => name === '截至日期')?.fault ?? null]).toEqual([asOf, fault])
  })
  test('with a date cell for its day', async () => {
    const data = [['指标', '本次填报'], ['填报地区', '乐山市'], ['截至日期', { value: new Date('2021-08-20T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }], ['综窗完成率', 45]]
    expect(await readFilled(await write([{ sheet: '填报', data: data as never }]).toBuffer(), dictionary, today)).toMatchObject({ asOf: '2021-08-20', cells: [{ value: 45 }] })
  })
  test('for another place is that place’s; without one it is nobody’s', async () => {
    const forPlace = (place: SheetCell) => readForm(fill(filled.slice(0, 1), { 填报地区: place }))
    expect((await forPlace('乐山市夹江县')).region).toBe('乐山市/夹江县')
    expect((await forPlace('夹江')).region).toBe('乐山市/夹江县')
    expect((await forPlace('乐山')).region).toBe('乐山市')
    expect(await forPlace('重庆市')).toMatchObject({ region: null, cells: [{ fault: 'region', cell: 'G2', said: '重庆市' }, {}, {}] })
    expect((await readForm(changed(rows => rows.slice(1)))).cells[0]).toMatchObject({ fault: 'region', cell: '' })
  })
  test('with remarks keeps them by place', async () => {
    const form = await readForm(changed(rows => rows.map(row => (row[0] === '综窗完成率' ? row.toSpliced(7, 1, '含街道') : row))))
    expect(form.remarks).toEqual([{ region: '乐山市', text: '综窗完成率：含街道' }])
    expect(form.words).toContain('含街道')
  })
})

describe('what is no form of ours', () => {
  test.each<[string, Uint8Array]>([
    ['a roster', makeXlsx({ 名册: [['单位', '姓名'], ['乐山市政务局', '张三']] })], ['nothing', new Uint8Array()], ['a text', Buffer.from('三化填报模板')], ['half a zip', Buffer.from('PK\u0003\u0004三化填报模板')],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])], ['half a workbook', makeXlsx({ 表: [['三化填报模板']] }).subarray(0, 200)],
  ])('%s', async (_, bytes) => expect(await readFilled(bytes, dictionary, today)).toBeNull())
  test('what unpacks to more than a form can hold is not opened', async () => {
    const data = [['指标', '本次填报'], ['填报地区', '乐山市'], ...Array.from({ length: 1100 }, (_, i) => [`${'x'.repeat(30_000)}${i}`, null])]
    const bytes = await write([{ sheet: '填报', data: data as never }]).toBuffer()
    expect(bytes.length).toBeLessThan(5_000_000)
    expect(await readFilled(bytes, dictionary, today)).toBeNull()
  })
  test('a form that is damaged inside is told', async () => {
    const bytes = makeXlsx({ 填报: [['三化填报模板', 1]] }), at = bytes.indexOf('<v>1</v>')
    bytes.write('<v>x</v>', at)
    expect(await readFilled(bytes, dictionary, today)).toBe('broken')
  })
})

test.each<[string, unknown]>([
  ['乐山', { region: '乐山市' }], ['乐山市', { region: '乐山市' }], ['甘孜藏族自治州康定市', { region: '甘孜藏族自治州/康定市' }], ['广安市广安区', { region: '广安市/广安区' }], ['市中区', { name: '市中区', cities: ['内江市', '乐山市'] }],
  ['乐山市中区', { region: '乐山市/市中区' }], ['', null], ['通知', null],
])('the place called %s', (text, expected) => expect(placeCalled(text, dictionary)).toEqual(expected))
