// A roster file → sheets of text cells, as Excel, WPS and people leave them: xlsx, or CSV in UTF-8 or GB18030. Other formats are refused
// with what to save them as.

import { existsSync, readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { Failure } from '../failure.ts'

/** A row with its number as the program shows it; empty cells are ''. */
export type Row = { readonly line: number; readonly cells: readonly string[] }
/** One table of a file; its name is null where the file has just one way to be read. */
export type Sheet = { readonly name: string | null; readonly rows: readonly Row[] }

const saveAs = '请用Excel或WPS另存为 .xlsx 再导入'
const delimiters = [',', ';', '\t'] as const
const zip = [0x50, 0x4b], oldOffice = [0xd0, 0xcf, 0x11, 0xe0]

const fail = (path: string, what: string, cause?: unknown): never => {
  throw new Failure('data', `名册 ${basename(path)} ${what}。`, cause)
}
const beginsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte)
const trimCell = (text: string): string => text.replace(/[\u200b-\u200f\ufeff]/gu, '').trim()

function decode(bytes: Uint8Array): string | null {
  const encoding = beginsWith(bytes, [0xff, 0xfe]) ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const label of encoding) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch { /* the next one */ }
  }
  return null
}

/** The text by each sign that may part its cells; which of them it is, the header row tells. */
function readCsv(path: string, bytes: Uint8Array): Sheet[] {
  const text = decode(bytes)
  if (text === null || text.includes('\0')) return fail(path, `的文字编码认不出，${saveAs}`)
  return delimiters.map(delimiter => {
    let records: { record: string[]; info: { lines: number } }[]
    try {
      records = parseCsv(text, { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }) as unknown as typeof records
    } catch (error) {
      const { lines } = error as { lines?: number }
      return fail(path, `${lines === undefined ? '' : `第${lines}行`}的引号不成对，请改好或另存为 .xlsx 再导入`, error)
    }
    return { name: null, rows: records.map(({ record, info }) => ({ line: info.lines, cells: record.map(trimCell) })) }
  })
}

async function readXlsx(path: string, bytes: Uint8Array): Promise<Sheet[]> {
  const { default: readWorkbook } = await import('read-excel-file/node')
  try {
    const sheets = await readWorkbook(Buffer.from(bytes))
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row, i) => ({ line: i + 1, cells: row.map(cell => (cell === null ? '' : trimCell(String(cell)))) })) }))
  } catch (error) {
    return fail(path, `打不开，文件可能损坏，${saveAs}`, error)
  }
}

/**
 * The sheets of a roster file. A CSV comes once for each sign that may part its cells.
 *
 * await readSheets('名册.xlsx') → [{ name: 'Sheet1', rows: [{ line: 1, cells: ['单位', '姓名'] }, …] }]
 *
 * @throws Failure when the file is missing, damaged or in another format
 */
export async function readSheets(path: string): Promise<readonly Sheet[]> {
  const kind = extname(path).toLowerCase()
  if (kind !== '.xlsx' && kind !== '.csv') fail(path, `不是 .xlsx 或 .csv，${saveAs}`)
  if (!existsSync(path)) fail(path, '找不到，请核对文件名和所在文件夹')
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return fail(path, '读不了，请关掉正在打开它的程序，或检查文件权限', error)
  }
  if (beginsWith(bytes, oldOffice)) fail(path, `是旧格式或加了密码，请去掉密码，${saveAs.slice(1)}`)
  if (beginsWith(bytes, zip)) return readXlsx(path, bytes)
  return kind === '.csv' ? readCsv(path, bytes) : fail(path, `打不开，内容不是 .xlsx，${saveAs}`)
}
