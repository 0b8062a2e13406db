// A chat that somebody copied out of WeChat, WeCom or another messenger and pasted: who said what, and when. A line that it can't place is told as unread.

import type { Head } from './pasted-heads.ts'
import { namesIn } from './pasted-names.ts'
import { isSystemLine, isWrapping, linesOf, plainOf, readOpening, withoutMedia } from './pasted-noise.ts'
import { headsIn } from './pasted-settle.ts'
import { readDateLine, readStamp, type Stamp } from './pasted-stamps.ts'
import { sayTheSame, settleTimes } from './pasted-times.ts'

/** `line`: where its head stands in the paste, counted from 1. Where no time is said, `at` is the last known one, else now. */
export type Pasted = { readonly from: string; readonly at: Date; readonly timeSaid: boolean; readonly text: string; readonly line: number }

type Unread = { readonly line: number; readonly text: string }

/** `room`: the room's name, where the paste begins with it; none where it is of two rooms. */
export type PastedChat = { readonly messages: readonly Pasted[]; readonly unread: readonly Unread[]; readonly room: string | null }

/** A message on its way. `said`: the place of its time among all times that are said. `begun`: something stands below its head. */
type Part = { readonly head: Head; readonly said: number; readonly lines: string[]; begun: boolean }

/**
 * Reads a pasted chat. `known` are the names of the room's members: they decide what is a name and what is a word before a colon.
 *
 * readPasted('乐山-张三 2021/8/25 10:03\n综窗45%\n\n南充-李四 2021/8/25 10:05\n收到', now) → messages: [{ from: '乐山-张三', at: 2021-08-25T02:03:00Z,
 * timeSaid: true, text: '综窗45%', line: 1 }, { from: '南充-李四', … }], unread: [], room: null
 */
export function readPasted(text: string, now: Date, known: readonly string[] = []): PastedChat {
  const lines = linesOf(text), plain = lines.map(plainOf), names = namesIn(lines, known)
  const openings = plain.map((line, i) => readOpening(line, i === 0 || plain[i - 1] === '' || isWrapping(plain[i - 1] ?? ''))), isExport = openings.some(one => one !== null)
  const dates = plain.map(readDateLine)
  const isNoise = plain.map((line, i) => openings[i] !== null || dates[i] !== null || (isExport && isWrapping(line)) || isSystemLine(line, name => names(name).trust >= 3))
  const isOpen = (i: number): boolean => i === 0 || plain[i - 1] === '' || isNoise[i - 1] === true
  const first = plain.findIndex((line, i) => line !== '' && isNoise[i] !== true && readStamp(line) === null && withoutMedia(line) !== null)
  const heads = headsIn({ lines: plain.map((line, i) => (isNoise[i] === true ? '' : line)), names, now, isOpen, first, formal: isExport || dates.some(one => one !== null) })
  const headAt = new Map(heads.map(head => [head.index, head])), nextHead = headsBelow(plain, headAt), speakers = new Set(heads.map(({ name }) => name))

  const said: (Stamp | null)[] = [], unread: Unread[] = [], parts: Part[] = []
  let part: Part | null = null, opensWithTime = false, skip = 0
  /** A time alone above a head is the messenger's where it says the head's day, or its time again; above a head without a time, where the paste begins with such a line. */
  const timeAbove = (i: number): Stamp | null => {
    const stamp = readStamp(plain[i] ?? ''), head = nextHead[i]
    if (stamp === null || head === undefined || !isOpen(i) || part?.begun === false) return null
    opensWithTime ||= part === null
    if (head.stamp === null) return opensWithTime ? stamp : null
    return part === null || (head.stamp.day === null && stamp.day !== null && stamp.second === null) || sayTheSame(stamp, head.stamp, now) ? stamp : null
  }
  const add = (i: number, line: string): void => {
    const rest = withoutMedia(line)
    if (part !== null) {
      part.begun ||= line.trim() !== ''
      if (rest !== null) part.lines.push(rest)
    } else if (rest !== null && rest.trim() !== '') unread.push({ line: i + 1, text: rest.trim() })
  }
  for (const [i, line] of lines.entries()) {
    const head = headAt.get(i), time = dates[i] ?? (head === undefined && skip === 0 ? timeAbove(i) : null)
    if (skip > 0) skip -= 1
    else if (head !== undefined) {
      part = { head, said: said.push(head.stamp) - 1, lines: [], begun: false }
      parts.push(part)
      skip = head.lines - 1
      // As it stands in the paste: heads are compared with plain spaces, a mention ends with another.
      add(i, line.slice(line.length - head.text.length))
    } else if (time !== null) said.push(time)
    else if (openings[i] !== null) part = null
    else if (isNoise[i] !== true && !isSystemLine(plain[i] ?? '', name => speakers.has(name))) add(i, line)
  }

  const times = settleTimes(said, now), namesakes = Map.groupBy(new Map(heads.map(({ written, name }) => [written, name])), ([, name]) => name)
  const messages = parts.flatMap(({ head, said: k, lines: own, begun }): Pasted[] => {
    const { at, timeSaid } = times[k] ?? { at: now, timeSaid: false }, whole = own.join('\n').trim()
    // 张三(综合科) and 张三(办公室) are not both the 张三 of the room.
    if (whole !== '') return [{ from: namesakes.get(head.name)?.length === 1 ? head.name : head.written, at, timeSaid, text: whole, line: head.index + 1 }]
    // A head with nothing below it says nothing of anybody.
    if (!begun) for (let i = head.index; i < head.index + head.lines; i += 1) unread.push({ line: i + 1, text: plain[i] ?? '' })
    return []
  })
  const rooms = [...new Set(openings.flatMap(one => one?.room ?? []))], [room = null] = rooms.length === 1 ? rooms : []
  return { messages, unread: unread.toSorted((a, b) => a.line - b.line), room }
}

/** For each line, the head that is the next thing below it. */
function headsBelow(plain: readonly string[], headAt: ReadonlyMap<number, Head>): readonly (Head | undefined)[] {
  const below: (Head | undefined)[] = plain.map(() => undefined)
  for (let i = plain.length - 2; i >= 0; i -= 1) below[i] = plain[i + 1] === '' ? below[i + 1] : headAt.get(i + 1)
  return below
}
