// What a head or a line of a pasted chat says of its time, as it is written: a day, a second of a day, or both. A time of no day (25:99, 2/30) is none.

export type Day =
  | { readonly kind: 'full'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'month'; readonly month: number; readonly day: number }
  | { readonly kind: 'ago'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number }

/** What is said: a day, a second of a day, or both. `exact`: with its year, or to the second. */
export type Stamp = { readonly day: Day | null; readonly second: number | null; readonly exact: boolean }

const weekdays = '日一二三四五六'
const agoWords: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, today: 0, 昨天: 1, 昨日: 1, yesterday: 1, 前天: 2, 前日: 2 }

const dayForms = [
  String.raw`(?<y>(?:19|20)\d\d) ?[-/.年] ?(?<m>\d{1,2}) ?[-/.月] ?(?<d>\d{1,2})日?`,
  String.raw`(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>20\d\d)`,
  String.raw`(?<short>\d\d)[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})`,
  String.raw`(?<m>\d{1,2})月(?<d>\d{1,2})[日号]`,
  String.raw`(?<m>\d{1,2})[-/](?<d>\d{1,2})`,
  '(?<ago>今天|今日|昨天|昨日|前天|前日|today|yesterday)',
  '(?:星期|礼拜|周)(?<w>[日天一二三四五六])',
]
const dayForm = String.raw`(?:${dayForms.join('|')})(?!\d)(?: ?[(（]?(?:星期|周)[日天一二三四五六][)）]?)?`
const halves = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜'
const clockForm = String.raw`(?:(?<before>${halves}) ?)?(?<h>\d{1,2})[:：](?<min>\d\d)(?:[:：](?<s>\d\d)(?:\.\d{1,3})?)?(?![:：]?\d)(?: ?(?<after>[ap]\.?m\.?|上午|下午))?`

/** The source of a day with a clock, or a clock alone, without groups: for patterns of heads. */
export const momentPattern: string = `(?:${dayForm}[ T,，]{0,3})?${clockForm}`.replaceAll(/\(\?<\w+>/g, '(?:')

const wholeDay = new RegExp(`^${dayForm}$`, 'iu'), wholeMoment = new RegExp(`^(?:${dayForm}[ T,，]{0,3})?${clockForm}$`, 'iu')

const mayBegin = new RegExp(`^(?:\\d|今|昨|前|星期|礼拜|周|today|yesterday|${halves})`, 'iu')

/** Is there such a day? */
export const exists = (year: number, month: number, day: number): boolean => new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12

function dayOf(said: Readonly<Record<string, string | undefined>>): Day | 'none' | 'impossible' {
  const { y, short, m, d, ago, w } = said
  if (ago !== undefined) return { kind: 'ago', days: agoWords[ago.toLowerCase()] ?? 0 }
  if (w !== undefined) return { kind: 'weekday', weekday: Math.max(0, weekdays.indexOf(w)) }
  if (m === undefined || d === undefined) return 'none'
  const month = Number(m), day = Number(d), year = y === undefined ? (short === undefined ? null : 2000 + Number(short)) : Number(y)
  // 2024 stands for a year of which any day may be left without its year; 12/8/25 is no year of a chat.
  if (!exists(year ?? 2024, month, day) || (short !== undefined && Number(short) < 13)) return 'impossible'
  return year === null ? { kind: 'month', month, day } : { kind: 'full', year, month, day }
}

function secondOf({ before, after, h = '', min = '', s = '0' }: Readonly<Record<string, string | undefined>>): number | null {
  const half = before ?? after?.toLowerCase().replaceAll('.', ''), said = Number(h)
  if (said > 23 || Number(min) > 59 || Number(s) > 59) return null
  const late = /^(?:下午|傍晚|晚上|夜里|深夜|pm)$/u.test(half ?? '') || (half === '中午' && said < 11)
  const midnight = said === 12 && /^(?:凌晨|上午|晚上|夜里|深夜|am)$/u.test(half ?? '')
  return (midnight ? 0 : said < 12 && late ? said + 12 : said) * 3600 + Number(min) * 60 + Number(s)
}

/**
 * A day, a time, or both; null for what is neither, or no time of any day.
 *
 * readStamp('昨天 下午3:05') → { day: { kind: 'ago', days: 1 }, second: 54300, exact: false }
 */
export function readStamp(text: string): Stamp | null {
  if (text.length > 40 || !mayBegin.test(text)) return null
  const said = (wholeMoment.exec(text) ?? wholeDay.exec(text))?.groups
  if (said === undefined) return null
  const day = dayOf(said), second = said['h'] === undefined ? null : secondOf(said)
  if (day === 'impossible' || (second === null && said['h'] !== undefined)) return null
  return { day: day === 'none' ? null : day, second, exact: [said['s'], said['y'], said['short']].some(one => one !== undefined) }
}

/** —————  2021-08-25  ————— */
const dateLine = /^[-—–─－_=~*·]{2,} ?(?<when>[^-—–─－_=~*·].{0,30}?[^-—–─－_=~*· ]) ?[-—–─－_=~*·]{2,}$/u

/** The day, or the time, that a line between dashes tells: ————— 2021-08-25 ————— → 2021-08-25 */
export function readDateLine(plain: string): Stamp | null {
  const when = plain.length > 80 ? undefined : dateLine.exec(plain.replaceAll(/ +/gu, ' '))?.groups?.['when']
  return when === undefined ? null : readStamp(when)
}
