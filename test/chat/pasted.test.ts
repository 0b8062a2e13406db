// Pasted chats: the pastes in pasted/ with what must be read in them (pasted/README.md tells the notation), and what holds for any paste.

import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { shapes } from '../../src/chat/pasted-heads.ts'
import { readStamp } from '../../src/chat/pasted-stamps.ts'
import { settleTimes } from '../../src/chat/pasted-times.ts'
import { readPasted, type PastedChat } from '../../src/chat/pasted.ts'
import { toShanghai } from '../../src/shanghai.ts'

const folder = new URL('./pasted/', import.meta.url), files = readdirSync(folder).filter(name => name.endsWith('.txt')).toSorted()
const instant = (local: string): Date => new Date(`${local.replace(' ', 'T')}+08:00`)
const local = (at: Date): string => toShanghai(at).toISOString().slice(0, 19).replace('T', ' ')
const now = instant('2021-08-25 18:00:00')

const print = ({ messages, unread, room }: PastedChat): string => [
  ...(room === null ? [] : [`room ${room}`]),
  ...messages.flatMap(({ from, at, timeSaid, text, line }) => [`${line} ${from} ${timeSaid ? '' : '~'}${local(at)}`, ...text.split('\n').map(one => `  | ${one}`.trimEnd())]),
  ...unread.map(({ line, text }) => `? ${line} ${text}`),
].join('\n')

function readCase(file: string): { readonly paste: string; readonly now: Date; readonly known: readonly string[]; readonly expected: string } {
  const whole = readFileSync(new URL(file, folder), 'utf8'), cut = whole.lastIndexOf('\n====\n')
  if (cut < 0) throw new Error(`${file}: no line of ====`)
  const signs = (text: string): string => text.replaceAll(/\{U\+([0-9A-F]{4,5})\}/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
  const paste = signs(whole.slice(0, cut)).replaceAll('{CR}', '\r'), below = signs(whole.slice(cut + 6)).trimEnd().split('\n')
  const said = (word: string): string | undefined => below.find(line => line.startsWith(`${word} `))?.slice(word.length + 1)
  return {
    paste, now: instant(`${said('now') ?? '2021-08-25 18:00'}:00`), known: said('known')?.split(', ') ?? [],
    expected: below.filter(line => !/^(?:now|known) /u.test(line)).map(line => line.trimEnd()).join('\n'),
  }
}

describe('a paste', () => {
  test('there are enough of them', () => expect(files.length).toBeGreaterThanOrEqual(30))
  test.each(files)('%s', file => {
    const { paste, now, known, expected } = readCase(file)
    expect(print(readPasted(paste, now, known))).toBe(expected)
    // The same from Windows, and with what nobody sees.
    expect(print(readPasted(`\uFEFF${paste.replaceAll(/\r?\n/gu, '\r\n')}`, now, known))).toBe(expected)
  })
})

describe('a time', () => {
  const at = (...said: string[]): string[] => settleTimes(said.map(readStamp), now).map(one => local(one.at))
  test.each([
    ['2021/8/25 10:03:12', '2021-08-25 10:03:12'], ['2021年8月25日 上午10:03', '2021-08-25 10:03:00'], ['8/25 10:03', '2021-08-25 10:03:00'], ['8月25日 10:03', '2021-08-25 10:03:00'],
    ['8/26 10:03', '2020-08-26 10:03:00'], ['8/25 18:03', '2020-08-25 18:03:00'], ['2/29 10:03', '2020-02-29 10:03:00'], ['2021/8/26 10:03', '2021-08-26 10:03:00'],
    ['昨天 10:03', '2021-08-24 10:03:00'], ['前天下午3:05', '2021-08-23 15:05:00'], ['今天 17:59', '2021-08-25 17:59:00'], ['今天 19:00', '2021-08-24 19:00:00'],
    ['星期三 10:03', '2021-08-25 10:03:00'], ['周三 19:00', '2021-08-18 19:00:00'], ['星期四 10:03', '2021-08-19 10:03:00'], ['星期日 10:03', '2021-08-22 10:03:00'],
    ['10:03', '2021-08-25 10:03:00'], ['19:00', '2021-08-24 19:00:00'], ['18:01', '2021-08-25 18:00:00'], ['18:03', '2021-08-24 18:03:00'],
    ['10:03 PM', '2021-08-24 22:03:00'], ['10:03 a.m.', '2021-08-25 10:03:00'], ['凌晨12:10', '2021-08-25 00:10:00'], ['中午12:10', '2021-08-25 12:10:00'], ['中午1:10', '2021-08-25 13:10:00'], ['晚上9:10', '2021-08-24 21:10:00'],
    ['8月25日 星期三 10:03', '2021-08-25 10:03:00'], ['21/8/25 10:03', '2021-08-25 10:03:00'], ['2021-08-25T10:03:12', '2021-08-25 10:03:12'], ['8/25/2021 10:03 AM', '2021-08-25 10:03:00'],
  ])('%s', (text, expected) => expect(at(text)).toEqual([expected]))
  test.each(['', '10', '24:00', '10:60', '2021/13/1 10:00', '2/30 10:00', '2021/2/29', '下午', '10:03:99', '1:2', '110:03', '10:030', '第3天 10:03', '8/2510:03'])('none in %j', text => expect(readStamp(text)).toBeNull())
  test('without a day is of the day before it', () => expect(at('8/20 9:00', '10:03', '10:02')).toEqual(['2021-08-20 09:00:00', '2021-08-20 10:03:00', '2021-08-20 10:02:00']))
  test('that falls back is of the next day', () => expect(at('8/20 23:50', '0:10')).toEqual(['2021-08-20 23:50:00', '2021-08-21 00:10:00']))
  test('that is still to come is of the day before', () => expect(at('8/25 10:03', '19:00', '18:01')).toEqual(['2021-08-25 10:03:00', '2021-08-24 19:00:00', '2021-08-25 18:00:00']))
  test('below a line of a day is of that day', () => expect(at('2021年8月20日', '23:50', '0:10')).toEqual(['2021-08-20 00:00:00', '2021-08-20 23:50:00', '2021-08-20 00:10:00']))
  test('before the first day is not after it', () => expect(at('23:50', '0:10', '8/20 9:00')).toEqual(['2021-08-19 23:50:00', '2021-08-20 00:10:00', '2021-08-20 09:00:00']))
  test('that is not said is the last known one', () => expect(settleTimes([null, readStamp('10:03'), null], now).map(one => [local(one.at), one.timeSaid])).toEqual([['2021-08-25 18:00:00', false], ['2021-08-25 10:03:00', true], ['2021-08-25 10:03:00', false]]))
})

describe('any chat, as each messenger writes it', () => {
  const people = ['乐山-张三', '南充市政务局 李四', '达州-谭丽', '王五(综合科)', '三化助手']
  const line = fc.oneof(
    fc.constantFrom('乐山综窗45%', '更正 54%', '收到', '@三化助手\u2005乐山综窗多少', '综窗完成率：45%', '截至8月25日：', '时间：10:00', '下午3点开会', '1. 乐山-张三 45%', '2、时间：9:00', '#接龙', '', '乐山\t45%\t12:30', '「乐山-张三：收到」', '- - - - - - - -', '工作要求：', '各市州：'),
    fc.string({ unit: fc.constantFrom(...'综窗完成率的是，。！45%()a B'), minLength: 1, maxLength: 12 }).map(text => `好${text}`.trimEnd()),
  )
  const text = fc.tuple(fc.constantFrom('乐山综窗45%', '收到', '@三化助手 自贡呢', '9:00开会，请准时', '各位：'), fc.array(line, { maxLength: 5 })).map(([first, more]) => [first, ...more].join('\n').trim())
  const chat = fc.array(fc.record({ from: fc.constantFrom(...people), text, pause: fc.integer({ min: 1, max: 3000 }) }), { minLength: 2, maxLength: 12 }).map(all => {
    let minutes = all.reduce((sum, { pause }) => sum + pause, 5)
    return all.map(({ from, text, pause }) => ({ from, text, at: new Date(now.getTime() - (minutes -= pause) * 60_000) }))
  })
  type One = { readonly from: string; readonly text: string; readonly at: Date }
  const parts = (at: Date): { y: number; mo: number; d: number; h: number; hm: string; day: string; s: string } => {
    const one = toShanghai(at), iso = one.toISOString()
    return { y: one.getUTCFullYear(), mo: one.getUTCMonth() + 1, d: one.getUTCDate(), h: one.getUTCHours(), hm: `${one.getUTCHours()}:${iso.slice(14, 16)}`, day: iso.slice(0, 10), s: iso.slice(17, 19) }
  }
  const dated = (write: (one: One, p: ReturnType<typeof parts>) => string, dayLine: (day: string) => string) => (all: readonly One[]): string => {
    let last = ''
    return all.map(one => {
      const p = parts(one.at), head = p.day === last ? '' : `${dayLine(p.day)}\n`
      last = p.day
      return head + write(one, p)
    }).join('')
  }
  const each = (write: (one: One, p: ReturnType<typeof parts>) => string) => (all: readonly One[]): string => all.map(one => write(one, parts(one.at))).join('')
  const messengers: Readonly<Record<string, (all: readonly One[]) => string>> = {
    'WeChat on Windows': each(({ from, text }) => `${from}:\n${text}\n\n`),
    'WeChat on a Mac': each(({ from, text }, { y, mo, d, hm }) => `${from} ${y}/${mo}/${d} ${hm}\n${text}\n\n`),
    'WeChat 4': each(({ from, text }, { y, mo, d, hm }) => `${from}\n${y}年${mo}月${d}日 ${hm}\n${text}\n\n`),
    'WeChat 4, close together': each(({ from, text }, { y, mo, d, hm }) => `${from}\n${y}年${mo}月${d}日 ${hm}\n${text}\n`),
    WeCom: each(({ from, text }, { mo, d, hm, s }) => `${from} ${mo}/${d} ${hm}:${s}\n${text}\n\n`),
    'WeCom, close together': each(({ from, text }, { mo, d, hm, s }) => `${from} ${mo}/${d} ${hm}:${s}\n${text}\n`),
    mail: all => `微信群“三化工作群”的聊天记录如下:\n${dated(({ from, text }, { hm }) => `${from}  ${hm}\n\n${text}\n\n`, day => `—————  ${day}  —————\n`)(all)}`,
    QQ: each(({ from, text }, { day, hm, s }) => `${day} ${hm}:${s} ${from}\n${text}\n\n`),
    'an export': each(({ from, text }, { day, hm, s }) => `[${day} ${hm}:${s}] ${from}: ${text}\n`),
    'lines with times': dated(({ from, text }, { hm }) => `${hm} ${from}：${text}\n`, day => `————— ${day} —————`),
    'a forward': each(({ from, text }) => `${from}: ${text}\n`),
    DingTalk: each(({ from, text }, { day, hm }) => `${from} ${day.slice(5)} ${hm}\n${text}\n`),
    Feishu: each(({ from, text }, { y, mo, d, hm }) => `${from} ${y}年${mo}月${d}日 ${hm}\n${text}\n`),
  }
  test.each(Object.keys(messengers))('%s', messenger => {
    fc.assert(fc.property(chat, fc.boolean(), (all, known) => {
      const read = readPasted(messengers[messenger]?.(all) ?? '', now, known ? people : []), isTimed = !['WeChat on Windows', 'a forward'].includes(messenger)
      expect(read.messages.map(({ from, text, at, timeSaid }) => ({ from, text, at: local(at), timeSaid }))).toEqual(all.map(({ from, text, at }) => ({ from, text, at: local(isTimed ? at : now), timeSaid: isTimed })))
      expect(read.unread).toEqual([])
    }), { numRuns: 300 })
  })
})

describe('any paste', () => {
  const word = fc.constantFrom('张三', '乐山-张三', ':', '：', ' ', '  ', '10:03', '8/25', '2021/8/25 10:03:12', '昨天', '下午', '—————', '2021-08-25', '[', ']', '收到', '45%', '@', '「', '」', '\n', '\n\n', '\r\n', '\t', '\u200b', '\u2005', '综窗', '1.', '时间', 'Dear:', '"', '"张三"撤回了一条消息', '微信群“群”的聊天记录如下:')
  const paste = fc.oneof(fc.array(word, { maxLength: 60 }).map(all => all.join('')), fc.string({ unit: 'binary', maxLength: 300 }))
  test('is read without failing, in order, and not later than now where the year is a guess', () => {
    fc.assert(fc.property(paste, fc.array(fc.constantFrom('张三', '', ' ', '收到', '10:03', ':')), (text, known) => {
      const { messages, unread } = readPasted(text, now, known), count = text.split(/\r\n|[\n\r\u2028\u2029]/u).length
      const lines = messages.map(({ line }) => line)
      return lines.every((line, i) => line >= 1 && line <= count && line > (lines[i - 1] ?? 0)) && messages.every(({ text: own, from, at }) => own.trim() === own && own !== '' && from !== '' && (at <= now || /20\d\d/u.test(text))) && unread.every(({ line, text: own }) => line <= count && own !== '')
    }), { numRuns: 2000 })
  })
  test('loses nothing: a line is in a message, its head, or unread', () => {
    const plain = fc.array(fc.constantFrom('张三', '乐山-张三', ':', '：', ' ', '10:03', '8/25', '2021/8/25 10:03:12', '昨天', '收到', '45%', '\n', '\n\n', '综窗', '1.', '时间'), { maxLength: 60 }).map(all => all.join(''))
    fc.assert(fc.property(plain, text => {
      const { messages, unread } = readPasted(text, now), lines = text.split('\n'), heads = new Set(messages.flatMap(({ line }) => [line, line + 1])), told = new Set(unread.map(({ line }) => line))
      const spoken = messages.map(one => `\n${one.text}\n`).join('')
      return lines.every((line, i) => line.trim() === '' || heads.has(i + 1) || told.has(i + 1) || spoken.includes(line.trim()) || readStamp(line.trim()) !== null)
    }), { numRuns: 2000 })
  })
  test.each([
    ['ten thousand colons', ':'.repeat(10_000)], ['ten thousand wide colons', '：'.repeat(10_000)], ['fifty thousand blank lines', '\n'.repeat(50_000)], ['one long line', '综'.repeat(200_000)], ['one long line of a name', `张三: ${'收到'.repeat(100_000)}`],
    ['lines of a colon', 'a:\n'.repeat(66_000)], ['many names', Array.from({ length: 20_000 }, (_, i) => `甲${i}: 好`).join('\n')], ['heads alone', '张三 8/25 10:03:12\n'.repeat(11_000)], ['heads that differ', Array.from({ length: 8000 }, (_, i) => `甲${i} 8/${1 + (i % 25)} 10:0${i % 10}`).join('\n')],
    ['calls', '@'.repeat(200_000)], ['calls in lines', '@a:\n'.repeat(50_000)], ['brackets', '['.repeat(200_000)], ['brackets of pictures', '[图片'.repeat(60_000)], ['files without an end', '[文件] '.repeat(40_000)], ['spaces', ' '.repeat(200_000)], ['spaces in lines', `${' '.repeat(150)}a\n`.repeat(1300)],
    ['times', '10:03 '.repeat(33_000)], ['times in lines', '10:03\n'.repeat(33_000)], ['dates in lines', '— 2021-08-25 —\n'.repeat(13_000)], ['dashes', '-'.repeat(200_000)], ['dashes in lines', `${'-'.repeat(79)}\n`.repeat(2500)], ['quotation marks', '"'.repeat(200_000)], ['quotation marks in lines', `${'"'.repeat(150)}\n`.repeat(1300)],
    ['system lines', '"张三"撤回了一条消息\n'.repeat(14_000)], ['nearly system lines', `${'张三邀请'.repeat(30)}\n`.repeat(1600)], ['joiners', '\u200d'.repeat(200_000)], ['a chat of 200 kB', '乐山-张三 8/25 10:03:12\n乐山综窗45%，其余：明天报 9:00\n\n'.repeat(4000)], ['a forward of 200 kB', '乐山-张三: 乐山综窗45%，其余：明天报\n'.repeat(8000)],
  ])('%s read at once', (_, text) => {
    // The thread's own time: other tests may run beside this one.
    const start = process.threadCpuUsage().user, read = readPasted(text, now, ['张三', '李四']), took = (process.threadCpuUsage().user - start) / 1000
    expect(read.messages.length + read.unread.length).toBeGreaterThanOrEqual(0)
    expect(took).toBeLessThan(1500)
  })
})

test('each shape of a head reads its own example', () => {
  for (const { kind, pattern, example } of shapes) expect(pattern.test(example), `${kind}: ${example}`).toBe(true)
})
