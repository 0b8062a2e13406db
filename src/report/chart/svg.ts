// The few shapes that pictures are made of, as markup, and blocks of them that stand one below the other. Whatever text comes in goes out escaped.

import { black, paper } from './colours.ts'
import { escape } from './text.ts'

/** The width of all pictures, and what stays free at both sides. At this width 26 is the least size that is read on a phone. */
export const width = 1080, margin = 44
export const fontFamily = 'Noto Sans SC'

/** Markup with its height; it is drawn from 0. */
export type Block = { readonly height: number; readonly svg: string }

const round = (value: number): number => Math.round(value * 10) / 10

/** There is one weight: a `bold` text has an outline. `halo`: a rim that keeps a text readable on what it crosses. */
type TextStyle = { readonly size?: number; readonly anchor?: 'start' | 'middle' | 'end'; readonly fill?: string; readonly bold?: boolean; readonly halo?: boolean }

/** A line of text; y is its baseline. */
export function text(x: number, y: number, content: string, { size = 28, anchor = 'start', fill = black, bold = false, halo = false }: TextStyle = {}): string {
  const rim = halo ? ` stroke="${paper}" stroke-width="8" stroke-linejoin="round" paint-order="stroke"` : bold ? ` stroke="${fill}" stroke-width="${round(size / 40)}"` : ''
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`} fill="${fill}"${rim}>${escape(content)}</text>`
}

export const rect = (x: number, y: number, w: number, h: number, fill: string, stroke?: string): string => (
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="3"`}/>`
)

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, thick: number, dashes?: string): string => (
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}" stroke-width="${thick}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`}/>`
)

/** Blocks one below the other. */
export function stack(blocks: readonly Block[]): Block {
  let y = 0
  const parts = blocks.map(({ height, svg }) => {
    const part = y === 0 ? svg : `<g transform="translate(0 ${round(y)})">${svg}</g>`
    y += height
    return part
  })
  return { height: y, svg: parts.join('') }
}

/** Nothing, of a height. */
export const gap = (height: number): Block => ({ height, svg: '' })

/** A whole picture on white; `defs` are patterns that its shapes are filled with. */
export function page(blocks: readonly Block[], defs = ''): string {
  const { height, svg } = stack(blocks), h = Math.ceil(height)
  const ground = `<rect width="${width}" height="${h}" fill="${paper}"/>`, kept = defs === '' ? '' : `<defs>${defs}</defs>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${h}" viewBox="0 0 ${width} ${h}" font-family="${fontFamily}">${kept}${ground}${svg}</svg>`
}
