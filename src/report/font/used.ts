// Of a TrueType font only what a text needs. The renderer reads the whole file for every sign it draws: a font of hundreds of kilobytes instead of
// megabytes makes a full table ten times as fast. Outlines and widths are taken over as they are; kerning, ligatures and vertical text are left out.

export type Font = {
  readonly has: (sign: string) => boolean
  /** The font with these signs only. */
  readonly only: (signs: Iterable<string>) => Uint8Array
}

/** Flags of a glyph that is put together of others: more follow, and how long what precedes the next is. */
const moreParts = 0x20, wideOffsets = 1, scale = 8, twoScales = 0x40, matrix = 0x80

/** Opens a .ttf; throws where it is none. */
export function openFont(bytes: Buffer): Font {
  const places = new Map(Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => {
    const at = 12 + i * 16
    return [bytes.toString('latin1', at, at + 4), { start: bytes.readUInt32BE(at + 8), length: bytes.readUInt32BE(at + 12) }]
  }))
  const table = (name: string): Buffer => {
    const place = places.get(name)
    if (!place) throw new Error(`The font has no table ${name}: it is no TrueType font.`)
    return bytes.subarray(place.start, place.start + place.length)
  }
  const head = table('head'), hhea = table('hhea'), maxp = table('maxp'), hmtx = table('hmtx'), loca = table('loca'), glyf = table('glyf'), glyphOf = readSigns(table('cmap'))
  const isLong = head.readInt16BE(50) === 1, measured = hhea.readUInt16BE(34)
  const offset = (glyph: number): number => (isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  const outline = (glyph: number): Buffer => glyf.subarray(offset(glyph), offset(glyph + 1))
  const metrics = (glyph: number): Buffer => {
    const own = Buffer.alloc(4), last = Math.min(glyph, measured - 1)
    own.writeUInt16BE(hmtx.readUInt16BE(last * 4), 0)
    own.writeInt16BE(glyph < measured ? hmtx.readInt16BE(glyph * 4 + 2) : hmtx.readInt16BE(measured * 4 + (glyph - measured) * 2), 2)
    return own
  }
  return {
    has: sign => glyphOf(sign.codePointAt(0) ?? -1) !== undefined,
    only: signs => {
      const wanted = [...new Set(signs)].flatMap(sign => {
        const code = sign.codePointAt(0) ?? -1, glyph = glyphOf(code)
        return glyph === undefined ? [] : [{ code, glyph }]
      }).toSorted((a, b) => a.code - b.code)
      // What glyphs are put together of is added behind them.
      const kept = [...new Set([0, ...wanted.map(({ glyph }) => glyph)])]
      for (let i = 0; i < kept.length; i++) for (const { glyph } of partsOf(outline(kept[i] as number))) if (!kept.includes(glyph)) kept.push(glyph)
      const numbers = new Map(kept.map((glyph, i) => [glyph, i])), outlines = kept.map(glyph => renumbered(outline(glyph), numbers))
      const ends = outlines.reduce<number[]>((all, one) => [...all, (all.at(-1) ?? 0) + one.length], [0])
      return write([
        ['OS/2', table('OS/2')], ['cmap', writeSigns(wanted.map(({ code, glyph }) => [code, numbers.get(glyph) ?? 0]))], ['glyf', Buffer.concat(outlines)],
        ['head', withShort(head, 50, 1)], ['hhea', withShort(hhea, 34, kept.length)], ['hmtx', Buffer.concat(kept.map(metrics))], ['loca', words(ends)],
        ['maxp', withShort(maxp, 4, kept.length)], ['name', table('name')], ['post', table('post')],
      ])
    },
  }
}

/** cmap, format 12: runs of characters in order, each with the glyph of its first. */
function readSigns(cmap: Buffer): (code: number) => number | undefined {
  const start = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + i * 8)).find(at => cmap.readUInt16BE(at) === 12)
  if (start === undefined) throw new Error('The font does not say which characters it has.')
  const runs = cmap.readUInt32BE(start + 12), at = (run: number, field: 0 | 1 | 2): number => cmap.readUInt32BE(start + 16 + run * 12 + field * 4)
  return code => {
    let from = 0, to = runs - 1
    while (from <= to) {
      const middle = (from + to) >> 1
      if (code < at(middle, 0)) to = middle - 1
      else if (code > at(middle, 1)) from = middle + 1
      else return at(middle, 2) + code - at(middle, 0)
    }
    return undefined
  }
}

/** The glyphs that a glyph is put together of, with where their numbers stand. */
function partsOf(outline: Buffer): { readonly at: number; readonly glyph: number }[] {
  const parts: { at: number; glyph: number }[] = []
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return parts
  for (let at = 10, flags = moreParts; (flags & moreParts) !== 0;) {
    flags = outline.readUInt16BE(at)
    parts.push({ at: at + 2, glyph: outline.readUInt16BE(at + 2) })
    at += 4 + ((flags & wideOffsets) === 0 ? 2 : 4) + ((flags & scale) !== 0 ? 2 : (flags & twoScales) !== 0 ? 4 : (flags & matrix) !== 0 ? 8 : 0)
  }
  return parts
}

/** An outline with the new numbers of its parts, filled up to whole words. */
function renumbered(outline: Buffer, numbers: ReadonlyMap<number, number>): Buffer {
  const own = Buffer.alloc(Math.ceil(outline.length / 4) * 4)
  outline.copy(own)
  for (const { at, glyph } of partsOf(outline)) own.writeUInt16BE(numbers.get(glyph) ?? 0, at)
  return own
}

function withShort(from: Buffer, at: number, value: number): Buffer {
  const own = Buffer.from(from)
  own.writeUInt16BE(value, at)
  return own
}

function words(values: readonly number[]): Buffer {
  const own = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => own.writeUInt32BE(value, i * 4))
  return own
}

/** cmap with the one table, a group a character. */
function writeSigns(signs: readonly (readonly [number, number])[]): Buffer {
  const header = Buffer.alloc(16)
  header.writeUInt16BE(1, 2)
  header.writeUInt16BE(3, 4)
  header.writeUInt16BE(10, 6)
  header.writeUInt32BE(12, 8)
  header.writeUInt16BE(12, 12)
  return Buffer.concat([header, words([16 + signs.length * 12, 0, signs.length, ...signs.flatMap(([code, glyph]) => [code, code, glyph])])])
}

/** The tables as a file, in the order of their names. Nobody checks the sums, which stay 0. */
function write(tables: readonly (readonly [string, Buffer])[]): Uint8Array {
  const header = Buffer.alloc(12 + tables.length * 16), power = 2 ** Math.floor(Math.log2(tables.length))
  header.writeUInt32BE(0x00010000, 0)
  header.writeUInt16BE(tables.length, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((tables.length - power) * 16, 10)
  let at = header.length
  const parts = tables.map(([name, bytes], i) => {
    const row = 12 + i * 16, filled = Buffer.alloc(Math.ceil(bytes.length / 4) * 4)
    bytes.copy(filled)
    header.write(name, row, 'latin1')
    header.writeUInt32BE(at, row + 8)
    header.writeUInt32BE(bytes.length, row + 12)
    at += filled.length
    return filled
  })
  return Buffer.concat([header, ...parts])
}
