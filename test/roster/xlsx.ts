// A workbook with nothing but cells, for tests: parts stored in a zip, strings in place.

import { crc32 } from 'node:zlib'

type Cell = string | number
export type Table = readonly (readonly Cell[])[]

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const cellXml = (cell: Cell, at: string): string => (typeof cell === 'number' ? `<c r="${at}"><v>${cell}</v></c>` : cell === '' ? '' : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`)
const sheetXml = (rows: Table): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((row, i) => `<row r="${i + 1}">${row.map((cell, k) => cellXml(cell, `${String.fromCharCode(65 + k)}${i + 1}`)).join('')}</row>`).join('')}</sheetData></worksheet>`

function zip(parts: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = [], entries: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(parts)) {
    const name = Buffer.from(path), body = Buffer.from(text), fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(body), 10)
    fields.writeUInt32LE(body.length, 14)
    fields.writeUInt32LE(body.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, body)
    entries.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, place, name)
    offset += 30 + name.length + body.length
  }
  const count = Object.keys(parts).length, directory = Buffer.concat(entries), end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, directory, end])
}

/** The bytes of an xlsx file with these sheets. */
export function makeXlsx(sheets: Readonly<Record<string, Table>>): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships', names = Object.keys(sheets)
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="r${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheets[name] ?? [])])),
  })
}
