// Tables → the bytes of an .xlsx file. No formulas, no dates (callers give them as text), no pictures, no CSV: a cell is a text, a number
// or empty. A text stays one whatever it begins with, also when the cell is edited. Saved as CSV and opened again it would not: CSV has no
// text cells, and no sign put in front is safe in every program and leaves the text as it was written.

/** null and '' leave the cell empty. */
export type SheetCell = string | number | null
/** A column: its width in characters (a Chinese one counts two), the format of its numbers ('0.0', '#,##0'). */
type Column = { readonly title: string; readonly width: number; readonly format?: string }
export type Sheet = { readonly name: string; readonly columns: readonly Column[]; readonly rows: readonly (readonly SheetCell[])[] }

/** Rows below the header, and characters of one cell: more than Excel opens. */
const mostRows = 1_048_575, mostCharacters = 32_767
const longestName = 31

/** Without what XML forbids, lines parted as Excel parts them: a\u0007b\r\nc → ab\nc */
const clean = (text: string): string => text.replace(/\r\n?/gu, '\n').replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\t\n])\p{Cc}/gu, '')
const asCode = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
/**
 * _x0041_ would be read as A: its first sign is written as a code itself. So is that of “constructor” and its like, because the library
 * looks texts up in a plain object and would write a workbook that does not open.
 */
const escapeCodes = (text: string): string => text.replace(text in Object.prototype ? /^./u : /_(?=x[0-9a-f]{4}_)/giu, asCode)
/** The first characters that need no more than `most` places, none cut in half. */
function cut(text: string, most: number): string {
  const end = text.slice(0, most)
  return /[\ud800-\udbff]$/.test(end) ? end.slice(0, -1) : end
}

function textOf(text: string): string {
  const cleaned = clean(text)
  return escapeCodes(cleaned.length > mostCharacters ? `${cut(cleaned, mostCharacters - 1)}…` : cleaned)
}

/** What would become a formula when the cell is edited gets the format that is text for good. */
const isTricky = (text: string): boolean => /^\s*[=+\-@]|^[\t\n]/u.test(text)
const header = (title: string) => ({ value: textOf(title), type: String, fontWeight: 'bold', wrap: true, alignVertical: 'center', ...(isTricky(title) ? { format: '@' } : {}) } as const)

function cellOf(value: SheetCell, format: string | undefined) {
  if (value === null) return null
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`A cell cannot hold ${value}`)
    return { value, type: Number, alignVertical: 'top', ...(format === undefined ? {} : { format }) } as const
  }
  const text = textOf(value)
  return text === '' ? null : { value: text, type: String, wrap: true, alignVertical: 'top', ...(isTricky(text) ? { format: '@' } : {}) } as const
}

/** Names that Excel takes, none twice: 综窗/代办 → 综窗_代办, a second 汇总 → 汇总(2) */
function nameSheets(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    const plain = clean(name).replace(/[[\]:*?/\\'\t\n]/gu, '_').trim() || 'Sheet'
    let made = cut(plain, longestName)
    // Excel keeps this one for itself.
    if (made.toLowerCase() === 'history') made += '_'
    for (let n = 2; taken.has(made.toLowerCase()); n++) made = `${cut(plain, longestName - `(${n})`.length)}(${n})`
    taken.add(made.toLowerCase())
    return made
  })
}

function dataOf({ name, columns, rows }: Sheet) {
  if (rows.length > mostRows) throw new Error(`The sheet ${name} has ${rows.length} rows, a sheet holds ${mostRows}`)
  return [columns.map(({ title }) => header(title)), ...rows.map(row => {
    if (row.length > columns.length) throw new Error(`The sheet ${name} has a row longer than its header`)
    return row.map((value, i) => cellOf(value, columns[i]?.format))
  })]
}

/**
 * The bytes of a workbook; each sheet has a bold header that stays in view. Longer texts than Excel opens end with “…”.
 *
 * await writeWorkbook([{ name: '汇总', columns: [{ title: '单位', width: 16 }, { title: '完成率', width: 10, format: '0.0' }], rows: [['乐山市', 45]] }])
 *
 * @throws Error for no sheet, more rows than a sheet holds, a row longer than its header, or a number that is none
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  if (sheets.length === 0) throw new Error('A workbook needs a sheet')
  const { default: write } = await import('write-excel-file/node')
  const names = nameSheets(sheets.map(({ name }) => name))
  return write(sheets.map((sheet, i) => ({
    data: dataOf(sheet), sheet: names[i] ?? '', stickyRowsCount: 1, columns: sheet.columns.map(({ width }) => ({ width })),
  })), { fontFamily: 'SimSun', fontSize: 11 }).toBuffer()
}
