// Text of pictures: what of a text can be drawn, how wide it is in the font that is bundled, and where its lines break. A width is an estimate, a little too
// wide rather than too narrow.

/** Advance widths in thousandths of the size; whatever is not listed is as wide as it is high. */
const advances: readonly (readonly [number, string])[] = [
  [225, ' '], [285, '\',.:;ijl|I'], [345, '!f()[]{}-'], [390, 't/\\r'], [475, '"*?sz'], [525, 'xcvyY'], [560, '#$+0123456789<=>^_ag~FekJL'],
  [610, 'VXESTZA`hnou'], [655, 'bdpqPCRKB'], [745, '&DGNUHOQ'], [885, 'wMW'], [955, '%m@'],
]
const advanceOf = new Map(advances.flatMap(([width, signs]) => [...signs].map(sign => [sign, width] as const)))

/** What of a text can be drawn: no control, format, private or half characters, no line breaks. */
export const drawable = (text: string): string => text.toWellFormed().replace(/\s+/gu, ' ').replace(/[\p{C}\ufffd]/gu, '').trim()

/** A text as it may stand in markup: 甲<乙 → 甲&lt;乙 */
export const escape = (text: string): string => drawable(text).replace(/[&<>"']/gu, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;')

/** How wide a text is at a size: widthOf('82.8%', 10) → 29.2 */
export const widthOf = (text: string, size: number): number => [...drawable(text)].reduce((width, sign) => width + (advanceOf.get(sign) ?? 1000), 0) * size / 1000

/** The text, or as much of it as fits with … after it. */
export function clip(text: string, size: number, most: number): string {
  if (widthOf(text, size) <= most) return text
  const signs = [...drawable(text)]
  while (signs.length > 0 && widthOf(`${signs.join('')}…`, size) > most) signs.pop()
  return `${signs.join('')}…`
}

/** Figures and Latin words stay whole; a line begins with no mark that closes. */
const piece = /[\w.%+\-/]+[，。、；：）》”〕％]*|.[，。、；：）》”〕％]*/gu

/** The lines of a text no wider than `most`; what goes beyond the last of `lines` is clipped. */
export function wrap(text: string, size: number, most: number, lines: number): string[] {
  const done: string[] = []
  let line = ''
  for (const part of drawable(text).match(piece) ?? []) {
    if (line !== '' && widthOf(line + part, size) > most && done.length < lines - 1) {
      done.push(line.trim())
      line = ''
    }
    line += part
  }
  return [...done, clip(line.trim(), size, most)]
}

/** The same number of lines, each about as long as the others: 一体化平|台 → 一体化|平台 */
export function wrapEvenly(text: string, size: number, most: number, lines: number): string[] {
  const widest = wrap(text, size, most, lines), narrower = Array.from({ length: 8 }, (_, i) => wrap(text, size, most * (8 - i) / 9, lines))
  return narrower.findLast(some => some.length === widest.length && some.join('').length === widest.join('').length && !some.at(-1)?.endsWith('…')) ?? widest
}
