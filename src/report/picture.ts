// Markup → PNG. The font comes along: a bare machine has none for Chinese, and whatever has no font comes out blank, without an error. A sign that the
// font does not have becomes 〓, so that nothing vanishes.

import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fontFamily } from './chart/svg.ts'
import { openFont, type Font } from './font/used.ts'

/** The one font of all pictures; a .ttf, as a .woff gives no text. */
export const fontFile = new URL('./font/NotoSansSC-Regular.ttf', import.meta.url)

const missing = '〓'
let opened: Font | undefined

/** The picture as a PNG, as wide as the markup says: makePicture('<svg …>') → bytes */
export async function makePicture(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const font = opened ??= openFont(readFileSync(fontFile))
  const drawable = svg.replace(/[^\p{ASCII}]/gu, sign => (font.has(sign) ? sign : missing))
  const folder = await mkdtemp(join(tmpdir(), 'qunban-picture-'))
  try {
    const file = join(folder, 'font.ttf')
    await writeFile(file, font.only(drawable))
    return (await renderAsync(drawable, { font: { fontFiles: [file], loadSystemFonts: false, defaultFontFamily: fontFamily } })).asPng()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
