// The XML parts of an .xlsx, and what the library that reads values does not tell: which cells show a percentage (0.45 shown as 45% means 45), and which
// an error instead of a value. Refuses what unpacks to more than a form can hold, before any other reader opens it.

import { inflateRawSync } from 'node:zlib'

export type Parts = ReadonlyMap<string, string>

const mostUnpacked = 30_000_000

/** The parts of a workbook by their paths, or null where it is no zip, is damaged or too big unpacked. */
export function openParts(bytes: Uint8Array): Parts | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), parts = new Map<string, string>()
  let left = mostUnpacked
  try {
    const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
    if (end < 0 || zip.toString('latin1', 0, 2) !== 'PK') return null
    for (let n = zip.readUInt16LE(end + 10), at = zip.readUInt32LE(end + 16); n > 0; n--) {
      const method = zip.readUInt16LE(at + 10), size = zip.readUInt32LE(at + 20), name = zip.readUInt16LE(at + 28), offset = zip.readUInt32LE(at + 42)
      const path = zip.toString('utf8', at + 46, at + 46 + name), from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
      if (/\.(?:xml|rels)$/u.test(path)) {
        const packed = zip.subarray(from, from + size), body = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: left })
        left -= body.length
        if (left <= 0) return null
        parts.set(path, body.toString('utf8'))
      }
      at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    }
  } catch {
    return null
  }
  return parts
}

const plainSigns: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plainText = (xml: string): string => xml.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/giu, (whole, decimal?: string, hex?: string, name = '') => (
  decimal === undefined && hex === undefined ? plainSigns[name as string] ?? whole : String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
))

/** The elements of a name, each as its attributes: <c r="E7" s="3"> → { r: 'E7', s: '3' } */
function elementsOf(xml: string, name: string): Readonly<Record<string, string>>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'gu'))].map(([, attributes = '']) => (
    Object.fromEntries([...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)].map(([, key = '', double, single]) => [key, plainText(double ?? single ?? '')]))
  ))
}

/** 0%, 0.00%; not 0"%", which only writes the sign. */
const isPercent = (code: string): boolean => code.replace(/"[^"]*"|\\.|\[[^\]]*\]/gu, '').includes('%')

/** The styles that show a percentage, by their number. */
function percentStyles(styles: string): ReadonlySet<number> {
  const own = new Set(elementsOf(styles, 'numFmt').filter(({ formatCode = '' }) => isPercent(formatCode)).map(({ numFmtId }) => numFmtId))
  const cells = /<(?:\w+:)?cellXfs[\s\S]*?<\/(?:\w+:)?cellXfs>/u.exec(styles)?.[0] ?? ''
  return new Set(elementsOf(cells, 'xf').flatMap(({ numFmtId = '' }, i) => (numFmtId === '9' || numFmtId === '10' || own.has(numFmtId) ? [i] : [])))
}

/** Cells of a sheet by their address: `shares` show a percentage, `errors` hold #DIV/0! or its like. */
export type Marked = { readonly shares: ReadonlySet<string>; readonly errors: ReadonlySet<string> }

/** The marked cells of each sheet by its name: 填报 → { shares: {'G7', 'G9'}, errors: {} } */
export function markedCells(parts: Parts): ReadonlyMap<string, Marked> {
  const styles = percentStyles(parts.get('xl/styles.xml') ?? ''), targets = new Map(elementsOf(parts.get('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map(({ Id = '', Target = '' }) => [Id, Target]))
  return new Map(elementsOf(parts.get('xl/workbook.xml') ?? '', 'sheet').map(({ name = '', ...more }) => {
    const target = targets.get(more['r:id'] ?? '') ?? '', cells = elementsOf(parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`) ?? '', 'c')
    const those = (is: (cell: Readonly<Record<string, string>>) => boolean): Set<string> => new Set(cells.flatMap(cell => (is(cell) ? cell['r'] ?? [] : [])))
    return [name, { shares: those(({ s }) => s !== undefined && styles.has(Number(s))), errors: those(({ t }) => t === 'e') }]
  }))
}
