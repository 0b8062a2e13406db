// Pictures: Chinese text has ink with the font that comes along and with no other, whatever text comes in goes out as text, nothing leaves the page.

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { shade } from '../../src/report/chart/colours.ts'
import { draw } from '../../src/report/chart/draw.ts'
import { scaleOf, ticks } from '../../src/report/chart/scale.ts'
import type { BarSpec, HeatSpec, PairSpec, ProgressSpec, Spec } from '../../src/report/chart/spec.ts'
import { fontFamily, margin, width } from '../../src/report/chart/svg.ts'
import { clip, drawable, escape, widthOf, wrap, wrapEvenly } from '../../src/report/chart/text.ts'
import { openFont } from '../../src/report/font/used.ts'
import { fontFile, makePicture } from '../../src/report/picture.ts'
import { inkIn, readPng, type Pixels } from './pixels.ts'

const folder = mkdtempSync(join(tmpdir(), 'qunban-fonts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const frame = { title: '各市州综窗完成率', subtitle: '截至7月20日', source: '来源：川政公函〔2021〕338号附件1、附件2' }
const cell = (value: number | null, text = value === null ? '无数据' : `${value.toFixed(1)}%`) => ({ value, text })
const names = '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 宜宾 广安 达州 巴中 雅安 眉山 资阳 阿坝州 甘孜州 凉山州'.split(' ')

const bars: BarSpec = { kind: 'bars', ...frame, full: 100, panels: [{ heading: '省级试点', average: cell(67.7, '全省平均67.7%'), empty: '没有', bars: names.map((name, i) => ({ name, ...cell(i === 20 ? null : i * 5) })) }] }
const pairs: PairSpec = { kind: 'pairs', ...frame, full: 100, sides: ['试点', '非试点'], pairs: names.map((name, i) => ({ name, first: cell(100 - i * 5), second: cell(i === 3 ? null : i * 4) })) }
const progress: ProgressSpec = {
  kind: 'progress', ...frame, title: '乐山市综窗完成率走势', full: 100, unit: '%', days: { 10: '7月20日', 46: '8月25日', 58: '9月6日' }, fills: ['通报数', '上报数'],
  series: [
    { name: '试点', colour: 0, marker: 'circle', points: [{ day: 10, value: 0, text: '0.0%', filled: true }] },
    { name: '全市', colour: 2, marker: 'diamond', points: [{ day: 46, value: 45, text: '45%', filled: false }, { day: 58, value: 48, text: '约48%', filled: false }] },
  ],
}
const heat: HeatSpec = {
  kind: 'heat', ...frame, legend: '颜色越深，数值越高', columns: ['事项进驻', '一件事', '综窗', '村级代办', '一枚印章', '窗口培训', '一体化平台', '自助终端'].map((name, i) => ({ name, unit: i === 2 ? '（%）' : '（项）', deep: 'high', bounds: i === 2 ? [0, 100] : null })),
  panels: [{ heading: '非试点', empty: '没有', rows: names.map((name, r) => ({ name, whole: r === 0, cells: Array.from({ length: 8 }, (_, i) => cell(r === 5 && i === 3 ? null : r * i, r === 5 && i === 3 ? '无数据' : (r * i).toFixed(1))) })) }],
}
const four: readonly (readonly [string, Spec])[] = [['bars', bars], ['pairs', pairs], ['progress', progress], ['heat', heat]]

/** Where the title stands. */
const titleBox = { x: margin, y: 40, w: 500, h: 56 }
const render = (svg: string, file: string): Pixels => {
  const { width: w, height: h, pixels } = new Resvg(svg, { font: { fontFiles: [file], loadSystemFonts: false, defaultFontFamily: fontFamily } }).render()
  return { width: w, height: h, rgba: pixels }
}

/** Is it markup at all? Without fonts, which are read anew each time. */
const parse = (svg: string): Resvg => new Resvg(svg, { font: { loadSystemFonts: false } })

/** The same font as a .woff. */
function asWoff(ttf: Buffer): Buffer {
  const tables = Array.from({ length: ttf.readUInt16BE(4) }, (_, i) => 12 + i * 16).map(at => ({ row: ttf.subarray(at, at + 16), bytes: ttf.subarray(ttf.readUInt32BE(at + 8), ttf.readUInt32BE(at + 8) + ttf.readUInt32BE(at + 12)) }))
  const header = Buffer.alloc(44 + tables.length * 20)
  header.write('wOFF', 0, 'latin1')
  header.writeUInt32BE(0x00010000, 4)
  header.writeUInt16BE(tables.length, 12)
  header.writeUInt32BE(ttf.length, 16)
  let at = header.length
  const packed = tables.map(({ row, bytes }, i) => {
    const squeezed = deflateSync(bytes), kept = squeezed.length < bytes.length ? squeezed : bytes, place = 44 + i * 20
    row.copy(header, place, 0, 4)
    header.writeUInt32BE(at, place + 4)
    header.writeUInt32BE(kept.length, place + 8)
    header.writeUInt32BE(bytes.length, place + 12)
    row.copy(header, place + 16, 4, 8)
    const filled = Buffer.alloc(Math.ceil(kept.length / 4) * 4)
    kept.copy(filled)
    at += filled.length
    return filled
  })
  header.writeUInt32BE(at, 8)
  return Buffer.concat([header, ...packed])
}

describe('the font', () => {
  const font = openFont(readFileSync(fontFile)), svg = draw(bars)
  test('is the one that was cut', () => expect(createHash('sha256').update(readFileSync(fontFile)).digest('hex')).toBe('064160c0febe7b823ad21135a481a75a201a59a5a636a77ba782b51a64813e13'))
  test('has the signs that names and documents have', () => {
    for (const sign of '甘孜阿坝攀枝花圳埗垭峃㮾䶮𬭎骉①②③℃〔〕“”、。·—…％（）％±≥▶↓〓') expect(font.has(sign), sign).toBe(true)
    expect(font.has('𠮷')).toBe(false)
  })
  test.each(four)('puts ink where the title of %s is', async (_, spec) => {
    const pixels = readPng(await makePicture(draw(spec)))
    expect(pixels.width).toBe(width)
    expect(inkIn(pixels, titleBox)).toBeGreaterThan(2000)
    expect(inkIn(pixels, { x: margin, y: pixels.height - 70, w: 500, h: 50 })).toBeGreaterThan(300)
  })
  test('as a .woff or missing leaves the title blank, without an error', () => {
    const ttf = Buffer.from(font.only(svg)), woff = join(folder, 'font.woff'), right = join(folder, 'font.ttf')
    writeFileSync(right, ttf)
    writeFileSync(woff, asWoff(ttf))
    expect(inkIn(render(svg, right), titleBox)).toBeGreaterThan(2000)
    expect(inkIn(render(svg, woff), titleBox)).toBe(0)
    expect(inkIn(render(svg, join(folder, 'none.ttf')), titleBox)).toBe(0)
  })
  test('cut to what a picture needs draws the same as whole', () => {
    const small = join(folder, 'small.ttf'), bytes = font.only(svg)
    writeFileSync(small, bytes)
    expect(bytes.length).toBeLessThan(150_000)
    expect(Buffer.compare(render(svg, small).rgba, render(svg, fontFile.pathname).rgba)).toBe(0)
  })
  test('that is none is an error', () => expect(() => openFont(Buffer.from('wOF2 this is no TrueType font at all, whatever its name may be'))).toThrow())
  test('lacks a sign: 〓 stands for it', async () => {
    const blank = draw({ ...bars, title: '' }), drawn = readPng(await makePicture(draw({ ...bars, title: '𠮷' }))), geta = readPng(await makePicture(draw({ ...bars, title: '〓' })))
    expect(inkIn(drawn, titleBox)).toBeGreaterThan(100)
    expect(Buffer.compare(drawn.rgba, geta.rgba)).toBe(0)
    expect(blank).not.toContain('〓')
  })
})

describe('what is written', () => {
  const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, content = '']) => content)
  test.each(four)('of %s: title, date, source', (_, spec) => expect(texts(draw(spec))).toEqual(expect.arrayContaining([spec.title, spec.subtitle, spec.source])))
  test('of bars: every place with its value, the average, the word for what is missing', () => {
    const svg = draw(bars), said = texts(svg)
    expect(said).toEqual(expect.arrayContaining([...names, ...names.slice(0, 20).map((_, i) => `${(i * 5).toFixed(1)}%`), '无数据', '0.0%', '全省平均67.7%', '省级试点']))
    expect(svg.match(/<rect [^>]*fill="#0072b2"/gu)?.length).toBe(20)
    expect(svg).toContain('stroke-dasharray')
  })
  test('of pairs: both values of each place, which bar is which, and a pattern besides the colour', () => {
    const svg = draw(pairs)
    expect(texts(svg)).toEqual(expect.arrayContaining([...names, '试点', '非试点', '100.0%', '0.0%', '无数据', '80.0%']))
    expect(svg.match(/fill="url\(#hatch\)"/gu)?.length).toBe(21)
  })
  test('of progress: values, days, and hollow points for what was reported', () => {
    const svg = draw(progress)
    expect(texts(svg)).toEqual(expect.arrayContaining(['0.0%', '45%', '约48%', '7月20日', '8月25日', '9月6日', '通报数', '上报数', '试点', '全市']))
    expect(svg.match(/fill="#ffffff" stroke="#009e73"/gu)?.length).toBe(2)
    expect(svg.match(/fill="#0072b2" stroke="#0072b2"/gu)?.length).toBe(2)
  })
  test('of the table: each figure, whole columns above', () => {
    const said = texts(draw(heat))
    expect(said).toEqual(expect.arrayContaining([...names, '140.0', '无数据', '0.0', '事项进驻', '（项）', '（%）', '一体化', '平台']))
    expect(said.filter(one => /^\d+\.0$/u.test(one)).length).toBe(21 * 8 - 1)
  })
  test.each(four)('of %s is large enough for a phone and stays on the page', (_, spec) => {
    const svg = draw(spec), [, height = '0'] = /height="(\d+)"/u.exec(svg) ?? []
    expect(Number(height)).toBeLessThan(3000)
    // Groups are moved downwards, and legends to the right; these are read apart.
    const flat = svg.replace(/<g transform="translate\([1-9]\d* \d+\)">.*?<\/g>/gu, '')
    for (const [, x = '', size = '', rest = '', content = ''] of flat.matchAll(/<text x="([\d.-]+)" y="[\d.-]+" font-size="([\d.]+)"([^>]*)>([^<]*)</gu)) {
      const w = widthOf(content, Number(size)), left = rest.includes('"end"') ? Number(x) - w : rest.includes('"middle"') ? Number(x) - w / 2 : Number(x)
      expect(Number(size), content).toBeGreaterThanOrEqual(26)
      expect(left, content).toBeGreaterThanOrEqual(0)
      expect(left + w, content).toBeLessThanOrEqual(width)
    }
  })
  test('is said without a word of blame', () => expect(four.map(([, spec]) => draw(spec)).join('')).not.toMatch(/垫底|最差|落后/u))
})

describe('whatever comes in', () => {
  const hostile = '<script>alert("1")</script>&amp;\u0000\u001b\u202e\ud800]]>\'\n乐山'
  const safe = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;]]&gt;&#39; 乐山'
  test('goes out as text', () => {
    expect(escape(hostile)).toBe(safe)
    expect(drawable('甲\t\n 乙\u200b丙\ufffe')).toBe('甲 乙丙')
    for (const [, spec] of four) {
      const svg = draw({ ...spec, title: hostile })
      expect(svg).not.toContain('<script')
      expect(() => parse(svg)).not.toThrow()
    }
  })
  test('is drawn or clipped, and breaks nothing', () => {
    const any = fc.string({ unit: 'binary', maxLength: 40 }), value = fc.option(fc.oneof(fc.integer({ min: -100_000_000, max: 100_000_000 }).map(n => n / 10), fc.integer({ min: 0, max: 1000 }).map(n => n / 10)))
    const filled = fc.record({ value, text: any })
    fc.assert(fc.property(any, fc.array(fc.record({ name: any, first: filled, second: filled }), { maxLength: 6 }), (title, all) => {
      const named = { title, subtitle: title, source: title }
      const specs: Spec[] = [
        { kind: 'bars', ...named, full: null, panels: [{ heading: title, average: all[0]?.second ?? null, empty: title, bars: all.map(({ name, first }) => ({ name, ...first, marked: true })) }] },
        { kind: 'pairs', ...named, full: 100, sides: [title, title], pairs: all },
        { kind: 'heat', ...named, legend: title, columns: all.map(({ name }) => ({ name, unit: title, deep: 'low', bounds: null })), panels: [{ heading: title, empty: title, rows: all.map(({ name }) => ({ name, cells: all.map(({ second }) => second) })) }] },
        { kind: 'progress', ...named, full: null, unit: title, days: {}, fills: [title, null], series: all.map(({ name, first }, i) => ({ name, colour: i, marker: 'square', points: first.value === null ? [] : [{ day: i, value: first.value, text: first.text, filled: false }] })) },
      ]
      for (const spec of specs) {
        const svg = draw(spec)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/u)
        expect(() => parse(svg)).not.toThrow()
      }
    }), { numRuns: 40 })
  })
  test('may be nothing', async () => {
    const empty: Spec[] = [
      { kind: 'bars', ...frame, full: 100, panels: [{ heading: '', average: null, empty: '没有', bars: [] }] }, { kind: 'pairs', ...frame, full: 100, sides: ['试点', '非试点'], pairs: [] },
      { kind: 'progress', ...frame, full: 100, unit: '%', days: {}, fills: [null, null], series: [] }, { kind: 'heat', ...frame, legend: '', columns: [], panels: [{ heading: '', empty: '没有', rows: [] }] },
    ]
    for (const spec of empty) expect(inkIn(readPng(await makePicture(draw(spec))), titleBox)).toBeGreaterThan(2000)
    expect(draw(empty[0] as Spec)).toContain('没有')
  })
  test('below zero goes to the left of it', () => {
    const svg = draw({ kind: 'bars', ...frame, full: null, panels: [{ heading: '', average: null, empty: '', bars: [{ name: '甲', value: 10, text: '10' }, { name: '乙', value: -10, text: '-10' }] }] })
    const [up, down] = [...svg.matchAll(/<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*fill="#0072b2"/gu)].map(([, x, w]) => [Number(x), Number(w)] as const)
    expect((down?.[0] ?? 0) + (down?.[1] ?? 0)).toBeCloseTo(up?.[0] ?? 0, 0)
    expect(down?.[1]).toBeCloseTo(up?.[1] ?? 0, 0)
  })
})

describe('small pieces', () => {
  test('lines break between signs, not within figures, and end with … where there is no more room', () => {
    expect(wrap('乐山综窗完成率67.7%，好', 10, 100, 3)).toEqual(['乐山综窗完成率', '67.7%，好'])
    expect(wrap('一二三四五六七八九十', 10, 40, 2)).toEqual(['一二三四', '五六七…'])
    expect(wrapEvenly('一体化平台', 26, 104, 3)).toEqual(['一体化', '平台'])
    expect(wrapEvenly('事项进驻', 26, 104, 3)).toEqual(['事项进驻'])
    expect(clip('峨眉山市', 10, 30)).toBe('峨眉…')
    expect(wrap('', 10, 100, 2)).toEqual([''])
  })
  test('zero is on every scale', () => {
    const scale = scaleOf([20, 50], 100, 0, 200)
    expect([scale.at(0), scale.at(50), scale.at(100)]).toEqual([0, 100, 200])
    expect(scaleOf([-10, 10], null, 0, 200).at(0)).toBe(100)
    expect(Number.isFinite(scaleOf([], null, 0, 200).at(0))).toBe(true)
  })
  test('ticks are round', () => {
    expect(ticks(0, 100)).toEqual([0, 25, 50, 75, 100])
    expect(ticks(0, 47.5)).toEqual([0, 20, 40, 60])
    expect(ticks(0, 3.1)).toEqual([0, 1, 2, 3, 4])
    expect(ticks(0, 0).length).toBeGreaterThan(1)
  })
  test('the ink of a cell stands out on its shade', () => {
    const light = (hex: string): number => [0, 1, 2].reduce((sum, i) => {
      const one = Number.parseInt(hex.slice(1 + i * 2, 3 + i * 2), 16) / 255
      return sum + [0.2126, 0.7152, 0.0722][i]! * (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    }, 0)
    for (let part = 0; part <= 1; part += 0.01) {
      const { fill, ink } = shade(part), [a = 0, b = 0] = [light(fill), light(ink)].toSorted((x, y) => y - x)
      expect((a + 0.05) / (b + 0.05)).toBeGreaterThan(4)
    }
  })
})
