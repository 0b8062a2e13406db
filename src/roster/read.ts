// A roster that officials keep in Excel or WPS → its people. A row without a name is a note; every other fault is told with its line and
// what to write instead, all at once, and then nothing is read.

import { basename } from 'node:path'
import { Failure } from '../failure.ts'
import type { Entry } from '../store/roster.ts'
import { readNickname } from '../language/nickname.ts'
import { placeRuns, placesWithin, settlePlaces } from '../language/place.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { readSheets, type Row, type Sheet } from './cells.ts'
import { describeMissing, findHeader, repeatsHeader, type Columns, type Field, type Header } from './columns.ts'


type Role = Entry['role']
/** A value, or the fault that stands in its place. */
type Read<T> = { readonly value: T } | { readonly fault: string }

const mostFaults = 10
const roles: Readonly<Record<Role, readonly string[]>> = {
  admin: ['管理员', '管理', '群管理员', '系统管理员', 'admin'],
  reporter: ['', '报送', '报送员', '报送人', '填报', '填报员', '填报人', '联络', '联络员', '联系人', '信息员', '成员', '普通成员', 'reporter', 'member'],
  viewer: ['只看', '仅查看', '只读', '查看', '观察', '观察员', '领导', 'viewer'],
}
const yes = new Set(['是', '√', '✓', '✔', '☑', '1', '主', '主要', '主联系人', '主要联系人', 'true', 'yes', 'y'])
const no = new Set(['', '否', '不是', '×', '✗', '✘', '☐', '0', '非', '副', '备', 'false', 'no', 'n', '-', '—', '/', '无'])
const provincial = new Set(['省级', '省直', '省本级', '省', '四川', '四川省', '全省', '省级部门'])
const blank = /^[-—–/\\无]*$/u

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()

function readRole(cell: string): Read<Role> {
  const found = (Object.keys(roles) as Role[]).find(role => roles[role].includes(plain(cell)))
  return found ? { value: found } : { fault: `角色“${cell}”不认识，请写“管理员”“报送”或“只看”` }
}

function readMain(cell: string): Read<boolean> {
  if (yes.has(cell) || yes.has(plain(cell))) return { value: true }
  return no.has(cell) || no.has(plain(cell)) ? { value: false } : { fault: `主联系人“${cell}”不认识，请写“是”或“否”` }
}

/** A name may be written with spaces to align it (张 三); two names in one cell are a fault. */
function readName(cell: string): Read<string> {
  const name = cell.normalize('NFKC').replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').trim()
  return /[、,;/\n]/u.test(name) || /\p{Script=Han}{2,}\s+\p{Script=Han}{2,}/u.test(cell) ? { fault: `姓名“${cell.replaceAll(/\s+/gu, ' ')}”像是几个人，请一人一行，姓名中间不加空格` } : { value: name }
}

/** The digits of a phone; the first of several. Excel's 1.38E+10 has lost its digits. */
function readPhone(cell: string): Read<string | null> {
  const text = cell.normalize('NFKC')
  if (/^\d(?:\.\d+)?e\+?\d+$/iu.test(text)) return { fault: `电话“${cell}”的数字不全，请把这一列设为文本后重填` }
  const [first = ''] = text.replace(/^\+?86[- ]?(?=1\d{10})/u, '').split(/[/、,;转\n]|\s{2,}|(?<=\d{7}) (?=\d{7})/u)
  return { value: first.replaceAll(/\D/gu, '') || null }
}

/** 四川省乐山市 → 乐山市, 夹江县 → 乐山市, 省级 → null; `null` as a whole where the cell is empty. */
function readRegion(cell: string, dictionary: Dictionary): Read<string | null> {
  const text = cell.normalize('NFKC').replaceAll(/[\s/、·-]/gu, '')
  if (provincial.has(text)) return { value: null }
  const slip = dictionary.regions.find(({ slips }) => slips.some(form => text === form || text === `${form}市`))
  const places = placeRuns(text, dictionary, true).find(({ length }) => length === text.length)?.places
  if (!places) return { fault: `地区“${cell}”不认识，请写市州，例如“${slip?.name ?? '乐山市'}”，省级单位写“省级”` }
  const { region } = settlePlaces(places), homes = places.flatMap(place => (place.county === null ? place.city : place.cities))
  if (region !== null) return { value: region }
  return { fault: `地区“${cell}”可以是${[...new Set(homes)].join('或')}，请写其中一个` }
}

/** The region that a unit's words name; null where they name none or two. */
const regionOfUnit = (unit: string, dictionary: Dictionary): string | null => readNickname(unit, dictionary).region ?? settlePlaces(placesWithin(unit, dictionary)).region

/** 省中心, 四川省政务服务中心. */
const isProvincial = (unit: string): boolean => /^(?:中共)?(?:四川)?省/u.test(unit)

const cellOf = ({ cells }: Row, columns: Columns, field: Field): string => columns[field].map(i => cells[i] ?? '').find(cell => cell !== '') ?? ''

type Line = { readonly line: number; readonly entry: Entry | null; readonly faults: readonly string[] }

/** `above`: does the row above name its region? An empty cell below one is often a merged one. */
function readLine(row: Row, columns: Columns, above: boolean, dictionary: Dictionary): Line {
  const cell = (field: Field): string => cellOf(row, columns, field), faults: string[] = []
  const take = <T>(read: Read<T>, otherwise: T): T => {
    if ('value' in read) return read.value
    faults.push(read.fault)
    return otherwise
  }
  const unitCell = cell('unit').replaceAll(/\s+/gu, ' '), regionCell = cell('region')
  const name = take(readName(cell('name')), '')
  const fromUnit = regionCell === '' ? regionOfUnit(unitCell, dictionary) : null
  const region = regionCell === '' ? fromUnit : take(readRegion(regionCell, dictionary), null)
  if (unitCell === '' && regionCell === '') faults.push('没有单位，请补上；合并的单元格请拆开，每行都写')
  else if (regionCell === '' && above && fromUnit === null && !isProvincial(unitCell)) faults.push(`“${unitCell}”看不出地区，请写市州，省级单位写“省级”；合并的单元格请拆开，每行都写`)
  const contact = cell('contact'), entry: Entry = {
    unit: unitCell === '' ? region ?? regionCell : unitCell, name, region, role: take(readRole(cell('role')), 'reporter'), main: take(readMain(cell('main')), false),
    contact: blank.test(contact) ? null : contact, phone: take(readPhone(cell('phone')), null),
  }
  return { line: row.line, entry: faults.length === 0 ? entry : null, faults }
}

/** A row without a name, a note that stands in the name's column, or the header once more. */
function isNote(row: Row, columns: Columns): boolean {
  const name = cellOf(row, columns, 'name'), isAlone = cellOf(row, columns, 'unit') === '' && cellOf(row, columns, 'region') === ''
  return blank.test(name) || (isAlone && (name.length > 12 || /[:：。]|^(?:注|备注|说明|合计|填表|制表)/u.test(name))) || repeatsHeader(row, columns)
}

function readLines(sheet: Sheet, { end, columns }: Header, dictionary: Dictionary): Line[] {
  let above = false
  return sheet.rows.slice(end).flatMap(row => {
    const hasRegion = cellOf(row, columns, 'region') !== ''
    if (isNote(row, columns)) return []
    const line = readLine(row, columns, above, dictionary)
    above = hasRegion || (above && line.faults.length > 0)
    return [line]
  })
}

function findDuplicates(lines: readonly Line[]): { readonly line: number; readonly fault: string }[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, entry }) => {
    if (!entry) return []
    const key = `${plain(entry.unit)}\n${plain(entry.name)}`, before = first.get(key)
    if (before === undefined) first.set(key, line)
    return before === undefined ? [] : [{ line, fault: `${entry.unit} ${entry.name}与第${before}行重复，请删去一行` }]
  })
}

/** The one sheet that is a roster, with its header. */
function chooseSheet(sheets: readonly Sheet[], fail: (what: string) => never): { readonly sheet: Sheet; readonly header: Header } {
  const [found, another] = sheets.flatMap(sheet => {
    const header = findHeader(sheet.rows)
    return header ? [{ sheet, header }] : []
  })
  if (!found) return fail(describeMissing(sheets.map(({ rows }) => rows)))
  if (another && found.sheet.name !== null) return fail(`有两张表都像名册（${found.sheet.name}、${another.sheet.name}），请只留一张`)
  return found
}

export type Fault = { readonly line: number; readonly fault: string }

const fieldOrder = ['unit', 'name', 'region', 'role', 'main', 'contact', 'phone'] as const satisfies readonly Field[]

/** One person as the cells of a row would say it, by the same rules: the entry, or all that is wrong with it. */
export function readPerson(cells: Readonly<Record<Field, string>>, dictionary: Dictionary): { readonly entry: Entry | null; readonly faults: readonly string[] } {
  const columns = Object.fromEntries(fieldOrder.map((field, i) => [field, [i]])) as unknown as Columns
  const { entry, faults } = readLine({ line: 1, cells: fieldOrder.map(field => cells[field]) }, columns, false, dictionary)
  return { entry, faults }
}

/**
 * The entries of a roster file, xlsx or csv, and all that is wrong with its lines; as readRoster, which refuses a file with faults.
 *
 * @throws Failure('data') where the file as a whole cannot be read
 */
export async function lookThrough(path: string, dictionary: Dictionary): Promise<{ readonly entries: readonly Entry[]; readonly faults: readonly Fault[] }> {
  const fail = (what: string): never => {
    throw new Failure('data', `名册 ${basename(path)} ${what}。`)
  }
  const { sheet, header } = chooseSheet(await readSheets(path), fail)
  const lines = readLines(sheet, header, dictionary)
  if (lines.length === 0) fail(`第${header.line}行的表头下面没有人，请至少填一行`)
  const faults = [...lines.flatMap(({ line, faults }) => faults.map(fault => ({ line, fault }))), ...findDuplicates(lines)].toSorted((a, b) => a.line - b.line)
  return { entries: lines.flatMap(({ entry }) => entry ?? []), faults }
}

/**
 * The entries of a roster file, xlsx or csv. The region is the column's, else the one that the unit's words name (乐山市政务局 → 乐山市),
 * else null.
 *
 * await readRoster('名册.xlsx', dictionary) → [{ unit: '乐山市政务局', name: '张三', region: '乐山市', role: 'reporter', main: true, … }]
 *
 * @throws Failure('data') in one sentence with file, lines and what to write instead; all faults at once, the first ten told
 */
export async function readRoster(path: string, dictionary: Dictionary): Promise<Entry[]> {
  const { entries, faults } = await lookThrough(path, dictionary)
  if (faults.length === 0) return [...entries]
  const told = faults.slice(0, mostFaults).map(({ line, fault }) => `第${line}行${fault}`).join('；')
  throw new Failure('data', `名册 ${basename(path)} 有${faults.length}处要改${faults.length > mostFaults ? `（先列${mostFaults}处）` : ''}：${told}。`)
}
