// A PNG as its pixels, and how much ink is in a part of it.

import { inflateSync } from 'node:zlib'

export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

const paeth = (a: number, b: number, c: number): number => {
  const p = a + b - c, [da, db, dc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return da <= db && da <= dc ? a : db <= dc ? b : c
}

/** Reads a PNG of eight bits and four channels, not interlaced. */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png), parts: Buffer[] = [], width = bytes.readUInt32BE(16), height = bytes.readUInt32BE(20)
  if (bytes.readUInt32BE(0) !== 0x89504e47 || bytes[24] !== 8 || bytes[25] !== 6 || bytes[28] !== 0) throw new Error('no PNG of this kind')
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(parts)), row = width * 4, rgba = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)]
    for (let x = 0; x < row; x++) {
      const at = y * row + x, a = x >= 4 ? rgba[at - 4] ?? 0 : 0, b = y > 0 ? rgba[at - row] ?? 0 : 0, c = x >= 4 && y > 0 ? rgba[at - row - 4] ?? 0 : 0
      rgba[at] = (raw[y * (row + 1) + 1 + x] ?? 0) + (filter === 1 ? a : filter === 2 ? b : filter === 3 ? Math.floor((a + b) / 2) : filter === 4 ? paeth(a, b, c) : 0)
    }
  }
  return { width, height, rgba }
}

export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** How many pixels of a box are dark. */
export function inkIn({ width, rgba }: Pixels, { x, y, w, h }: Box): number {
  let dark = 0
  for (let row = y; row < y + h; row++) for (let column = x; column < x + w; column++) if ((rgba[(row * width + column) * 4] ?? 255) < 128) dark += 1
  return dark
}
