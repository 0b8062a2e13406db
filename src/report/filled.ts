// A form that came back. A figure is found by the name in its row, so rows may be moved or deleted; what has another name is told, never guessed.
// Refuses workbooks without our mark: they are none of ours.

import { readDays } from '../language/day.ts'
import { normalise } from '../language/normalise.ts'
import { readNumeral } from '../language/numerals.ts'
import { placeRuns, settlePlaces } from '../language/place.ts'
import { templateColumns as titles, templateMark, templateRows, type CellFault } from '../replies/exports.ts'
import type { Dictionary, Indicator } from '../table/dictionary.ts'
import { markedCells, openParts, type Marked, type Parts } from './parts.ts'

/** A cell that was filled in: what was read of it, or what is wrong with it. */
export type FilledCell = {
  readonly region: string
  /** Null where the row is none that we know. */
  readonly indicator: string | null
  readonly name: string
  /** E7; on another sheet than the first 各县（市、区）!F12 */
  readonly cell: string
  readonly said: string
  readonly value: number | null
  readonly approximate: boolean
  readonly fault: CellFault | null
}

export type FilledForm = {
  /** Of the whole form; null where it names none. */
  readonly region: string | null
  /** The day that the figures hold for; null where none was written. */
  readonly asOf: string | null
  readonly cells: readonly FilledCell[]
  /** What was written beside the figures, by region. */
  readonly remarks: readonly { readonly region: string; readonly text: string }[]
  /** All words of the workbook, for who must look through them. */
  readonly words: string
}

type Cell = string | number | boolean | Date | null
type Table = { readonly name: string; readonly rows: readonly (readonly Cell[])[] } & Marked

const plain = (text: string): string => normalise(text).replace(/[\s()、,]/gu, '')
const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim())

/** 0 → A, 26 → AA */
const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + column % 26)

/** What a place is called in a cell or a request: its region, or the cities that have a county of that name. Null where it is none. */
export function placeCalled(text: string, dictionary: Dictionary): { readonly region: string } | { readonly name: string; readonly cities: readonly string[] } | null {
  const said = text.normalize('NFKC').replaceAll(/[\s/、·-]/gu, ''), places = placeRuns(said, dictionary, true).find(({ length }) => length === said.length)?.places
  if (!places || said === '') return null
  const { region, county, clash } = settlePlaces(places), [only] = places
  if (region !== null && !clash) return { region: county === null ? region : `${region}/${county}` }
  return places.length === 1 && only !== undefined && only.county !== null && only.cities.length > 1 ? { name: only.county, cities: only.cities } : null
}

const about = /^(?:约莫|大约|大概|将近|接近|差不多|约|近)/u, aboutAfter = /(?:左右|上下|余|多)$/u
const bound = /^(?:不?超过?|[不高低大小多少]+于|至少|至多|不足|不到|突破|≥|≤|>|<)|(?:及?以上|及?以下|以内)$/u
const empty = new Set(['', '-', '~', '/', '\\', '无数据', '暂无', '未统计', '暂无数据', '未报', '不涉及'])
/** Other words in which an indicator's unit is told. */
const sameUnits: Readonly<Record<string, readonly string[]>> = { 个: ['家', '处'], 项: ['个'], 台: ['个'], 次: ['个', '场', '期'], 名: ['人', '个', '位'] }

type Read = { readonly value: number; readonly approximate: boolean } | { readonly fault: CellFault } | null

/** Figures are kept as they are printed; what a formula left behind is rounded to one decimal. */
const tidy = (value: number): number => (Number(value.toFixed(6)) === Number(value.toFixed(2)) ? Number(value.toFixed(2)) : Number(value.toFixed(1)))

function settle(value: number, approximate: boolean, { unit }: Indicator): Read {
  if (value < 0) return { fault: 'negative' }
  const tidied = tidy(value)
  return unit === '%' && tidied > 100 ? { fault: 'over' } : { value: tidied, approximate }
}

/** 45, 45%, 四十五, 约38项; null where nothing was filled in. */
function readText(text: string, indicator: Indicator): Read {
  const said = normalise(text).replace(/\s/gu, '').replace(/^[+]/u, '')
  if (empty.has(said)) return null
  if (/^[-~负]/u.test(said) && readNumeral(said, 1)) return { fault: 'negative' }
  if (!/[\d零〇一二两三四五六七八九十半]/u.test(said)) return { fault: 'none' }
  if (bound.test(said)) return { fault: 'bound' }
  const stripped = said.replace(about, ''), numeral = readNumeral(stripped, 0)
  if (numeral === null || /(?:百分点|个点)$/u.test(stripped)) return { fault: 'unread' }
  const rest = stripped.slice(numeral.end).replace(/^[多余来]/u, ''), unit = rest.replace(aboutAfter, ''), approximate = numeral.approximate || stripped !== said || rest !== unit || stripped.slice(numeral.end) !== rest
  if (numeral.percent ? indicator.unit !== '%' : unit !== '' && unit !== indicator.unit && !(sameUnits[indicator.unit] ?? []).includes(unit)) return { fault: /^[\p{Script=Han}%]*$/u.test(unit) ? 'unit' : 'unread' }
  if (numeral.percent && unit !== '') return { fault: 'unread' }
  if (indicator.unit === '%' && !numeral.percent && numeral.value > 0 && numeral.value < 1) return { fault: 'ratio' }
  return settle(numeral.value, approximate, indicator)
}

function readCell(cell: Cell, isShare: boolean, indicator: Indicator): Read {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return readText(cell, indicator)
  if (typeof cell !== 'number') return { fault: 'unread' }
  if (isShare) return indicator.unit === '%' ? settle(cell * 100, false, indicator) : { fault: 'unit' }
  return indicator.unit === '%' && cell > 0 && cell < 1 ? { fault: 'ratio' } : settle(cell, false, indicator)
}

/** The text that a cell shows, to be told back. */
const shown = (cell: Cell, isShare: boolean, fault: CellFault | null, unit: string): string => (
  typeof cell === 'number' ? `${tidy(isShare ? cell * 100 : cell)}${isShare ? '%' : fault === 'ratio' ? '' : unit}` : textOf(cell).slice(0, 30)
)

type Header = { readonly row: number; readonly columns: Readonly<Record<'place' | 'indicator' | 'fill' | 'remark', number>> }

function headerOf(rows: Table['rows']): Header | null {
  for (const [row, cells] of rows.slice(0, 10).entries()) {
    const at = (title: string): number => cells.findIndex(cell => plain(textOf(cell)) === plain(title))
    const columns = { place: at(titles.place), indicator: at(titles.indicator), fill: at(titles.fill), remark: at(titles.remark) }
    if (columns.indicator >= 0 && columns.fill >= 0) return { row, columns }
  }
  return null
}

/** 2021-08-25, 8月25日, 20210825, or a date cell. */
function readDay(cell: Cell, today: string): string | null {
  const text = textOf(cell), digits = /^(20\d\d)(\d\d)(\d\d)$/u.exec(text), said = normalise(digits ? digits.slice(1).join('-') : text), [day, ...more] = readDays(`截至${said.replace(/^截[至止]/u, '')}`, today, 'past')
  return cell instanceof Date ? text : day && more.length === 0 && (typeof cell === 'string' || digits) ? day.date : null
}

type Row = { readonly name: string; /** Null on a sheet without counties. */ readonly county: string | null; readonly value: Cell; readonly remark: string; readonly cell: string; readonly isShare: boolean; readonly isError: boolean }

/** The rows below the header of each table that is a form; a row of counties has one of them. */
const rowsOf = (tables: readonly Table[]): Row[] => tables.flatMap(({ name: sheet, rows, shares, errors }, i) => {
  const header = headerOf(rows)
  if (header === null) return []
  const { row: top, columns: { place, indicator, fill, remark } } = header
  return rows.slice(top + 1, top + 1 + mostRows).map((row, k): Row => {
    const address = `${letters(fill)}${top + k + 2}`
    return { name: textOf(row[indicator]), county: place < 0 ? null : textOf(row[place]), value: row[fill] ?? null, remark: remark < 0 ? '' : textOf(row[remark]), cell: i === 0 ? address : `${sheet}!${address}`, isShare: shares.has(address), isError: errors.has(address) }
  })
})

const filled = ({ name, value, cell }: Row, region: string, more: Partial<FilledCell>): FilledCell => (
  { region, indicator: null, name, cell, said: textOf(value).slice(0, 30), value: null, approximate: false, fault: null, ...more }
)

const nameIndicators = ({ indicators }: Dictionary): ReadonlyMap<string, Indicator> => new Map(Object.values(indicators).map(indicator => [plain(indicator.name), indicator]))

/** What a row of an indicator says; null where nothing was filled in. */
function readRow(row: Row, home: string, named: ReadonlyMap<string, Indicator>, { counties }: Dictionary): FilledCell | null {
  const { name, county, value, isShare, isError } = row, city = home.split('/')[0] ?? '', region = county === null ? home : `${city}/${county}`
  const indicator = named.get(plain(name)) ?? named.get(plain(name.replace(/[（(][^（(]*[)）]\s*$/u, '')))
  if (!indicator) return textOf(value) === '' ? null : filled(row, region, { fault: 'row' })
  const read: Read = isError ? { fault: 'formula' } : readCell(value, isShare, indicator)
  if (read === null) return null
  if (county !== null && city !== '' && !counties.some(one => one.name === county && one.city === city)) return filled(row, region, { name: county, fault: 'county' })
  const said = shown(value, isShare, 'fault' in read ? read.fault : null, indicator.unit)
  return filled(row, region, { indicator: indicator.id, name: `${county ?? ''}${indicator.name}`, said, ...read })
}

/** One figure filled in twice is taken once; two that differ are both wrong. */
function settleTwice(cells: readonly FilledCell[]): FilledCell[] {
  const groups = [...Map.groupBy(cells, ({ region, indicator, fault, cell }) => (indicator === null || fault !== null ? cell : `${region}\n${indicator}`)).values()]
  return groups.flatMap(group => {
    const [first] = group as [FilledCell, ...FilledCell[]], said = [...new Set(group.map(one => one.said))]
    if (group.every(({ value }) => value === first.value)) return [first]
    return [{ ...first, cell: group.map(({ cell }) => cell).join('、'), said: said.join('、'), value: null, fault: 'conflict' as const }]
  })
}

/** Where a form has lost the row that names its region. */
const nowhere: Row = { name: '', county: null, value: null, remark: '', cell: '', isShare: false, isError: false }

/** So many rows of a sheet, and characters of a workbook, are looked through. */
const mostRows = 2000, mostWords = 20_000

/** By our mark, or where that was wiped out by the words of the form. */
const isOurs = (parts: Parts): boolean => {
  const has = (words: string): boolean => [...parts.values()].some(part => part.includes(words))
  return has(templateMark) || (has(templateRows.region) && has(titles.fill))
}

/**
 * What a workbook that came back says; null where it is none of ours, 'broken' where it is one that cannot be read.
 *
 * await readFilled(bytes, dictionary, '2021-08-25') → { region: '乐山市', asOf: null, cells: [{ indicator: 'window_reform_rate', cell: 'G18', value: 45, fault: null, … }], … }
 */
export async function readFilled(bytes: Uint8Array, dictionary: Dictionary, today: string): Promise<FilledForm | 'broken' | null> {
  const parts = openParts(bytes)
  if (!parts || !isOurs(parts)) return null
  const marked = markedCells(parts), none: Marked = { shares: new Set(), errors: new Set() }, { default: readWorkbook } = await import('read-excel-file/node')
  let tables: Table[]
  try {
    const sheets = await readWorkbook(Buffer.from(bytes)) as unknown as readonly { readonly sheet: string; readonly data: readonly (readonly Cell[])[] }[]
    tables = sheets.map(({ sheet, data }) => ({ name: sheet, rows: data, ...(marked.get(sheet) ?? none) }))
  } catch {
    return 'broken'
  }
  const named = nameIndicators(dictionary), rows = rowsOf(tables), isHead = ({ name, county }: Row): boolean => county === null && (name === templateRows.region || name === templateRows.day)
  const place = rows.find(({ name }) => name === templateRows.region), dayRow = rows.find(({ name, value }) => name === templateRows.day && textOf(value) !== '')
  const called = place ? placeCalled(textOf(place.value), dictionary) : null, region = called !== null && 'region' in called ? called.region : null
  const day = dayRow ? readDay(dayRow.value, today) : null
  const faults: FilledCell[] = [
    ...(region !== null ? [] : [filled(place ?? nowhere, '', { fault: 'region' })]),
    ...(!dayRow || (day !== null && day <= today) ? [] : [filled(dayRow, region ?? '', day === null ? { fault: 'day' } : { said: day, fault: 'future' })]),
  ]
  const read = rows.filter(row => !isHead(row)).flatMap(row => {
    const cell = readRow(row, region ?? '', named, dictionary)
    return cell ? [{ cell, remark: row.remark }] : []
  })
  return {
    region, asOf: faults.length > 0 ? null : day, cells: [...faults, ...settleTwice(read.map(({ cell }) => cell))],
    remarks: read.flatMap(({ cell: { region: own, name }, remark }) => (remark === '' ? [] : [{ region: own, text: `${name}：${remark}` }])),
    words: tables.flatMap(table => table.rows.flat()).filter(cell => typeof cell === 'string').join('\n').slice(0, mostWords),
  }
}
