// Workbooks, read back with another library than the one that wrote them, and looked into: what a program would run must not be there.

import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { writeWorkbook, type Sheet, type SheetCell } from '../../src/report/sheet.ts'

/** The files of a zip, by its directory: { 'xl/workbook.xml': '<…>' } */
function unzip(bytes: Uint8Array): Record<string, string> {
  const zip = Buffer.from(bytes), end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'), parts: Record<string, string> = {}
  for (let n = zip.readUInt16LE(end + 10), at = zip.readUInt32LE(end + 16); n > 0; n--) {
    const [method, size, name, extra, comment, offset] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28), body = zip.subarray(from, from + size)
    parts[zip.toString('utf8', at + 46, at + 46 + name)] = (method === 0 ? body : inflateRawSync(body)).toString('utf8')
    at += 46 + name + extra + comment
  }
  return parts
}

const read = async (bytes: Uint8Array): Promise<{ sheet: string; data: unknown[][] }[]> => await readWorkbook(Buffer.from(bytes), { trim: false }) as never
const sheetOf = (rows: readonly (readonly SheetCell[])[], more: Partial<Sheet> = {}): Sheet => ({ name: '汇总', columns: [{ title: '单位', width: 16 }, { title: '完成率', width: 10, format: '0.0' }], rows, ...more })
/** A column of texts, written and read back. */
async function writeAndRead(texts: readonly string[]): Promise<unknown[]> {
  const [sheet] = await read(await writeWorkbook([sheetOf(texts.map(text => [text, 1]))]))
  return sheet?.data.slice(1).map(([cell]) => cell) ?? []
}
const names = async (...asked: string[]): Promise<string[]> => (await read(await writeWorkbook(asked.map(name => sheetOf([], { name }))))).map(({ sheet }) => sheet)

/** The style of a cell: its format, and whether it wraps and is bold. */
function styleOf(parts: Record<string, string>, cell: string, sheet = 'xl/worksheets/sheet1.xml'): { format: string | undefined; wraps: boolean; bold: boolean } {
  const styles = parts['xl/styles.xml'] ?? '', index = Number(new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(parts[sheet] ?? '')?.[1])
  const style = [...(/<cellXfs[\s\S]*<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf\b[\s\S]*?<\/xf>/g)][index]?.[0] ?? '', number = /numFmtId="(\d+)"/.exec(style)?.[1]
  const font = [...styles.matchAll(/<font>[\s\S]*?<\/font>/g)][Number(/fontId="(\d+)"/.exec(style)?.[1])]?.[0] ?? ''
  return { format: number === undefined ? undefined : new RegExp(`<numFmt numFmtId="${number}" formatCode="([^"]*)"`).exec(styles)?.[1], wraps: style.includes('wrapText="1"'), bold: font.includes('<b/>') }
}

describe('what is written is what is read', () => {
  test('texts, numbers and empty cells of several sheets', async () => {
    const rows: SheetCell[][] = [['乐山市', 45], ['甘孜藏族自治州', 8.5], ['资阳市', null], ['', 0], [null, -1.25], ['13800001234', 1e15]]
    const sheets = await read(await writeWorkbook([sheetOf(rows), sheetOf([['第一行\n第二行', 1 / 3]], { name: '明细（全部版本）' })]))
    expect(sheets).toEqual([
      { sheet: '汇总', data: [['单位', '完成率'], ['乐山市', 45], ['甘孜藏族自治州', 8.5], ['资阳市', null], [null, 0], [null, -1.25], ['13800001234', 1e15]] },
      { sheet: '明细（全部版本）', data: [['单位', '完成率'], ['第一行\n第二行', 1 / 3]] },
    ])
  })
  test('dates that come as text stay text', async () => expect(await writeAndRead(['2021-08-25', '2021-08-25 10:00', '9-6', '45%', '1e5', 'TRUE'])).toEqual(['2021-08-25', '2021-08-25 10:00', '9-6', '45%', '1e5', 'TRUE']))
  test('signs of XML, wide characters, spaces at the ends, codes that stand for characters', async () => {
    const texts = ['<c>&amp;"\'</c>', ']]>', '𠮷林👍', '  前后有空格  ', '_x0041_', '_x005F_x0041_', '_x000a_', 'a_x']
    expect(await writeAndRead(texts)).toEqual(texts)
  })
  test('words that JavaScript keeps for itself', async () => {
    const words = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length']
    expect(words).toContain('__proto__')
    expect(await writeAndRead(words)).toEqual(words)
  })
  test('a row may be shorter than the header', async () => expect((await read(await writeWorkbook([sheetOf([['乐山市'], []])])))[0]?.data[1]?.[0]).toBe('乐山市'))
  test('20,000 rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i): SheetCell[] => [`第${i}条`, i / 8])
    const [sheet] = await read(await writeWorkbook([sheetOf(rows)]))
    expect(sheet?.data.length).toBe(20_001)
    expect(sheet?.data.at(-1)).toEqual(['第19999条', 19_999 / 8])
  })
})

describe('a text is never a formula', () => {
  const tricky = ['=HYPERLINK("http://x.invalid","点我")', '=1+1', '+1+1', '-3项', '-1+1|\'cmd\'!A0', '@SUM(A1)', '@三化助手 乐山综窗45%', '\t=1+1', '\n=1+1', ' =1+1', '\u3000=1+1']
  test('whatever it begins with, it is read as it was written', async () => expect(await writeAndRead(tricky)).toEqual(tricky))
  test('no cell is one, each is text for good, also in titles and names', async () => {
    const parts = unzip(await writeWorkbook([sheetOf(tricky.map(text => [text, 1]), { name: '=1+1', columns: [{ title: '=1+1', width: 10 }, { title: '数', width: 8 }] })]))
    for (const [path, xml] of Object.entries(parts)) expect(xml, path).not.toMatch(/<(?:\w+:)?f[\s/>]|<hyperlink|<ddeLink|externalLink/i)
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
    for (const i of ['', ...tricky].keys()) {
      expect(sheet).toMatch(new RegExp(`<c r="A${i + 1}"[^>]* t="s"`))
      expect(styleOf(parts, `A${i + 1}`).format).toBe('@')
    }
    expect(styleOf(unzip(await writeWorkbook([sheetOf([['乐山市', 1]])])), 'A2').format).toBeUndefined()
  })
  test('any text at all', async () => {
    const anyText = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('constructor', '__proto__'), fc.stringMatching(/^[=+\-@\t _]_?[x0-9a-fA-F_<&;"]{1,12}$/u))
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(anyText, fc.constantFrom(...tricky)), { minLength: 1, maxLength: 20 }), async texts => {
      const bytes = await writeWorkbook([sheetOf(texts.map(text => [text, 1]))])
      expect((await read(bytes))[0]?.data.slice(1).map(([cell]) => cell)).toEqual(texts)
      expect(unzip(bytes)['xl/worksheets/sheet1.xml']).not.toContain('<f>')
    }), { numRuns: 100 })
  })
})

describe('what a workbook cannot hold', () => {
  test('control characters and halves of characters are dropped', async () => {
    const bytes = await writeWorkbook([sheetOf([['甲\u0000\u0001\u0008\u000b\u001b\u007f\u0085\ufffe\uffff乙', 1], ['丙\ud83d丁', 2], ['\udc4d戊', 3]], { columns: [{ title: '单\u0007位', width: 9 }, { title: '数', width: 9 }] })])
    expect((await read(bytes))[0]?.data.map(([cell]) => cell)).toEqual(['单位', '甲乙', '丙丁', '戊'])
    for (const [path, xml] of Object.entries(unzip(bytes))) expect(xml, path).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|&#x?0*(?:[0-8]|1[0-9]);/u)
  })
  test('lines end in one way', async () => expect(await writeAndRead(['甲\r\n乙\r丙\n丁', '\r=1'])).toEqual(['甲\n乙\n丙\n丁', '\n=1']))
  test('a text longer than Excel opens is cut, and shows it', async () => {
    const [fits, long, wide] = await writeAndRead(['字'.repeat(32_767), '字'.repeat(40_000), `${'字'.repeat(32_765)}👍👍`]) as string[]
    expect(fits).toBe('字'.repeat(32_767))
    expect(long).toBe(`${'字'.repeat(32_766)}…`)
    expect(wide).toBe(`${'字'.repeat(32_765)}…`)
  })
  test('more rows than a sheet holds', async () => {
    await expect(writeWorkbook([sheetOf(Array.from({ length: 1_048_576 }, () => []))])).rejects.toThrow(/1048576 rows/)
  })
  test.each([
    ['a row longer than its header', [sheetOf([['乐山市', 1, 2]])]], ['a number that is none', [sheetOf([['乐山市', Number.NaN]])]], ['an endless number', [sheetOf([['乐山市', 1 / 0]])]], ['no sheet', []],
  ])('%s', async (_, sheets) => await expect(writeWorkbook(sheets)).rejects.toThrow(Error))
})

describe('the names of sheets', () => {
  test('forbidden signs are replaced', async () => expect(await names('综窗/代办:[1]*?\\2', "'引号'", '换\n行\u0007')).toEqual(['综窗_代办__1____2', '_引号_', '换_行']))
  test('long ones are cut, no character in half', async () => {
    expect(await names('三化建设进展'.repeat(8), `${'字'.repeat(30)}👍尾`)).toEqual(['三化建设进展'.repeat(8).slice(0, 31), '字'.repeat(30)])
  })
  test('no two are the same, for Excel a and A are', async () => {
    expect(await names('汇总', '汇总', '汇总', 'A/b', 'a:B', '汇总(2)')).toEqual(['汇总', '汇总(2)', '汇总(3)', 'A_b', 'a_B(2)', '汇总(2)(2)'])
    const long = await names('字'.repeat(40), '字'.repeat(50))
    expect(long).toEqual(['字'.repeat(31), `${'字'.repeat(28)}(2)`])
  })
  test('none, and one that Excel keeps for itself', async () => expect(await names('', ' ', 'History')).toEqual(['Sheet', 'Sheet(2)', 'History_']))
})

describe('how it looks', () => {
  test('the header is bold and stays in view, also above nothing; columns are as wide as asked', async () => {
    const parts = unzip(await writeWorkbook([sheetOf([['乐山市', 45]]), sheetOf([], { name: '空' })]))
    for (const path of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      expect(parts[path]).toMatch(/<pane [^>]*ySplit="1"[^>]*topLeftCell="A2"[^>]*state="frozen"/)
      expect([...(parts[path] ?? '').matchAll(/<col [^>]*?width="([\d.]+)"/g)].map(([, width]) => width)).toEqual(['16', '10'])
      expect(styleOf(parts, 'A1', path)).toMatchObject({ bold: true, wraps: true })
    }
    expect((await read(await writeWorkbook([sheetOf([])])))[0]?.data).toEqual([['单位', '完成率']])
  })
  test('numbers have the format of their column, texts wrap', async () => {
    const parts = unzip(await writeWorkbook([sheetOf([['乐山市', 45], ['资阳市', '无数据']])]))
    expect(styleOf(parts, 'B2')).toEqual({ format: '0.0', wraps: false, bold: false })
    expect(styleOf(parts, 'A2')).toEqual({ format: undefined, wraps: true, bold: false })
    expect(styleOf(parts, 'B3')).toEqual({ format: undefined, wraps: true, bold: false })
  })
  test('each part is there that the workbook speaks of', async () => {
    const parts = unzip(await writeWorkbook([sheetOf([]), sheetOf([], { name: '空' })]))
    const told = [...(parts['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/g)].map(([, path]) => path)
    expect(told.length).toBeGreaterThan(3)
    expect(told.filter(path => !(path as string in parts))).toEqual([])
  })
})
