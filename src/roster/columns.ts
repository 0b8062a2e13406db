// The header of a roster: which column holds what, in the words people write above it. Unknown columns are ignored.

import type { Row } from './cells.ts'

export type Field = 'unit' | 'name' | 'region' | 'role' | 'main' | 'contact' | 'phone'
/** For each field its columns, the preferred first. */
export type Columns = Readonly<Record<Field, readonly number[]>>
export type Header = { readonly line: number; /** The index of the first row below. */ readonly end: number; readonly columns: Columns }

/** Of several columns for one thing the word that stands first here is preferred: 手机 before 电话. */
const headers: Readonly<Record<Field, readonly string[]>> = {
  unit: ['单位', '单位名称', '工作单位', '所在单位', '报送单位', '责任单位', '单位部门', '部门', '所在部门', '部门名称', '处室', '科室'],
  name: ['姓名', '联系人姓名', '人员姓名', '名字', '联系人', '联络员', '联络人', '报送人', '填报人', '经办人', '成员'],
  region: ['市州', '地区', '所属市州', '所在市州', '市州名称', '所属地区', '所在地区', '行政区划', '所属区域', '区域', '地市', '市'],
  role: ['角色', '身份', '权限', '群内角色', '群角色', '人员角色'],
  main: ['主联系人', '是否主联系人', '是否主要联系人', '主要联系人', '是否为主联系人', '主要', '是否主要', '是否主'],
  contact: ['企业微信账号', '企业微信', '企业微信id', '企微账号', '微信号', '微信id', '微信', '微信账号', 'userid', '账号', '帐号', '用户id', '用户名', 'wxid'],
  phone: ['手机号码', '手机号', '手机', '移动电话', '联系电话', '联系方式', '电话号码', '电话', '办公电话', '座机'],
}
const searchedRows = 10

/** 姓 名（必填）* → 姓名; 市（州） → 市州. */
const readings = (cell: string): string[] => {
  const plain = cell.normalize('NFKC').toLowerCase().replaceAll(/[\s*:：_]/gu, '')
  return [plain, plain.replaceAll(/[()[\]【】/、]/gu, ''), plain.replaceAll(/[([【].*?[)\]】]/gu, '')]
}

function columnsOf({ cells }: Row): Columns {
  const names = cells.map(readings)
  const find = (field: Field): number[] => [...new Set(headers[field].flatMap(word => names.flatMap((forms, i) => (forms.includes(word) ? [i] : []))))]
  return { unit: find('unit'), name: find('name'), region: find('region'), role: find('role'), main: find('main'), contact: find('contact'), phone: find('phone') }
}

const isComplete = ({ name, unit, region }: Columns): boolean => name.length > 0 && unit.length + region.length > 0

const isHeaderWord = (field: Field, cell: string): boolean => readings(cell).some(form => headers[field].includes(form))

/** The second row of a header of two: 联系人 above 姓名 and 电话. It has words of a header and no person. */
function joinSecondRow(columns: Columns, next: Row | undefined): Columns | null {
  if (!next || columns.unit.some(i => (next.cells[i] ?? '') !== '') || !columns.name.every(i => (next.cells[i] ?? '') === '' || isHeaderWord('name', next.cells[i] ?? ''))) return null
  const below = columnsOf(next), fields = Object.keys(headers) as Field[]
  if (fields.every(field => below[field].length === 0)) return null
  return Object.fromEntries(fields.map(field => [field, [...new Set([...below[field], ...columns[field]])]])) as Record<Field, number[]>
}

/**
 * The header among the first ten rows: it has a name and a unit or a region. Null where there is none.
 *
 * findHeader(rows of 序号,单位,姓名) → columns unit [1], name [2]
 */
export function findHeader(rows: readonly Row[]): Header | null {
  for (const [index, row] of rows.slice(0, searchedRows).entries()) {
    const columns = columnsOf(row)
    if (!isComplete(columns)) continue
    const joined = joinSecondRow(columns, rows[index + 1])
    return { line: row.line, end: joined ? index + 2 : index + 1, columns: joined ?? columns }
  }
  return null
}

/** Is this the header once more, as on each printed page? */
export const repeatsHeader = (row: Row, { name }: Columns): boolean => name.some(i => isHeaderWord('name', row.cells[i] ?? ''))

/** What the likeliest header lacks, as a sentence's end: 第2行的表头缺“姓名”列，请加上. */
export function describeMissing(tables: readonly (readonly Row[])[]): string {
  const rows = tables.flatMap(rows => rows.slice(0, searchedRows)).map(row => ({ line: row.line, columns: columnsOf(row) }))
  const found = rows.find(({ columns: { name, unit, region } }) => name.length + unit.length + region.length > 0)
  if (!found) return `前${searchedRows}行里没有表头，请加一行列名，至少有“姓名”和“单位”（或“地区”）`
  return `第${found.line}行的表头缺${found.columns.name.length === 0 ? '“姓名”' : '“单位”（或“地区”）'}列，请加上`
}
