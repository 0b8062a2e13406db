// The time of day behind a day: 下午3点, 17:30, 5点半, 上午, 下班前. A bare hour is one of the working day: 9点 is in the morning, 5点 in the afternoon.

import { readNumeral } from './numerals.ts'

/** The office's own hours: nothing said and 下班前 are the end of the day. */
export const endOfWork = '18:00'

export type Clock = {
  readonly end: number
  /** '24:00' is the end of the day; null where the words contradict each other or the clock has no such time. */
  readonly time: string | null
  /** 下班前 says no time. */
  readonly isSaid: boolean
  /** 零点 of a day may be its beginning or its end. */
  readonly isMidnight?: boolean
}

const part = '(?:凌晨|清晨|清早|大?早上|早晨|早间|一大?早|早|上午|中午|正午|午前|午间|午后|下午|傍晚|晚上|晚间|晚|夜里|夜间|半夜|深夜|午夜|当晚)'
const numeral = '(?:\\d{1,2}|[零〇一二两三四五六七八九十]{1,3})'
const pattern = new RegExp(`^[ ,的]{0,2}(?<part>${part})? ?(?:(?<hour>${numeral}) ?(?:(?<sign>:|\\.(?=\\d\\d(?!\\d)))(?<minute>\\d\\d)(?!\\d)|(?<word>点钟?整?|时整?(?![间限效段代刻期候常])) ?(?:(?<half>半)|(?<quarter>[一三])刻|(?<minutes>${numeral})(?: ?分(?!钟|别|管)|(?=(?:之|以)?前)|(?<=\\d\\d)(?![\\d个项台次件家人份])))?)|(?=(?<none>)))`, 'u')
const work = /^[ ,的]{0,2}(?<part>上午|中午|下午)?一?(?<word>下班|收班|上班)(?:时间|时(?!间)|以?前|之前|后)?/u

const numberOf = (text: string): number => readNumeral(text, 0)?.value ?? 0
const two = (number: number): string => String(number).padStart(2, '0')

/** A part of the day without an hour: by when it is over. */
const wholePart: readonly (readonly [RegExp, string])[] = [[/^(?:清|一?大?早)/u, '09:00'], [/^(?:上午|中午|正午|午[前间])/u, '12:00'], [/^(?:下午|午后|傍晚)/u, endOfWork], [/晚|夜/u, '24:00']]

/** 下午3 → 15, 晚上12 → 24; null where part and hour do not go together: 上午15, 晚上3. */
function hourIn(part: string, hour: number, isLiteral: boolean): number | null {
  if (hour > 24) return null
  if (/^(?:凌晨|清|一?大?早|上午|午前)/u.test(part)) return hour <= 12 ? hour : null
  if (/^(?:中午|正午|午间)/u.test(part)) return hour >= 10 && hour <= 14 ? hour : hour >= 1 && hour <= 2 ? hour + 12 : null
  if (/^(?:下午|午后|傍晚)/u.test(part)) return hour >= 12 && hour <= 20 ? hour : hour >= 1 && hour <= 11 ? hour + 12 : null
  if (part) return hour >= 17 ? hour : hour === 0 ? 24 : hour >= 5 && hour <= 12 ? hour + 12 : null
  return !isLiteral && hour >= 1 && hour <= 7 ? hour + 12 : hour
}

/**
 * The time of day that stands at `at`, or null; of 9点至11点 the end. `word` is the part of the day that the day's own word holds: 今晚, 明早.
 *
 * readClock('下午5点半前', 0) → { end: 5, time: '17:30', isSaid: true }
 */
export function readClock(text: string, at: number, word = ''): Clock | null {
  const first = readOne(text, at, word), joint = first ? /^ ?[至到~-]+ ?(?=\D{0,2}[\d一二三四五六七八九十])/u.exec(text.slice(first.end, first.end + 4)) : null
  if (!first || !joint) return first
  const half = new RegExp(`^[ ,的]{0,2}(${part})`, 'u').exec(text.slice(at))?.[1] ?? word, second = readOne(text, first.end + joint[0].length, half)
  return second && /[点时:]/u.test(text.slice(first.end, second.end)) ? second : first
}

function readOne(text: string, at: number, word: string): Clock | null {
  const rest = text.slice(at, at + 24), office = work.exec(rest)
  if (office) {
    const { part: half = '', word: way } = office.groups ?? {}, end = at + office[0].replace(/(?:之|以)?前$/u, '').length
    if (way === '上班') return { end, time: half === '下午' ? '14:00' : '09:00', isSaid: true }
    return { end, time: half === '上午' || half === '中午' ? '12:00' : endOfWork, isSaid: half === '上午' || half === '中午' }
  }
  const found = pattern.exec(rest), { part: said = word, hour, minute, minutes, half, quarter } = found?.groups ?? {}
  if (!found || hour === undefined) {
    const time = wholePart.find(([words]) => words.test(said))?.[1]
    if (said === '') return null
    const end = found?.groups?.['part'] ? at + found[0].trimEnd().length : at
    return { end, time: time ?? null, isSaid: true }
  }
  const minuteOf = Number(minute ?? (half ? 30 : quarter ? (quarter === '一' ? 15 : 45) : minutes ? numberOf(minutes) : 0))
  const hours = hourIn(said, numberOf(hour), /^0\d/u.test(hour)), end = at + found[0].trimEnd().length
  const isValid = hours !== null && minuteOf < 60 && (hours < 24 || minuteOf === 0)
  return { end, time: isValid ? `${two(hours)}:${two(minuteOf)}` : null, isSaid: true, isMidnight: hours === 0 && minuteOf === 0 }
}

/** 9月30日前(下午5点), 30日前18:00: an hour behind 前. */
export function readClockBehind(text: string, at: number): Clock | null {
  const open = /^ ?\(? ?/u.exec(text.slice(at, at + 3))?.[0].length ?? 0, clock = /^[,的]/u.test(text.slice(at)) ? null : readClock(text, at + open)
  return clock && /\d|[点时]/u.test(text.slice(at + open, clock.end)) ? clock : null
}

const start = new RegExp(`(?<![\\d:.第])(?<!${part})(?:${part}|${numeral} ?(?:[点时]|:\\d\\d)|下班)`, 'gu')

/** Times of day that stand anywhere: 下午5点前, 下班前, (截止18:00). */
export const findClocks = (text: string): { readonly start: number; readonly clock: Clock }[] => [...text.matchAll(start)].flatMap(({ index }) => {
  const clock = readClock(text, index)
  return clock && clock.end > index ? [{ start: index, clock }] : []
})
