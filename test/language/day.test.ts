// Days that texts name: the corpus days.txt, and a second calendar that counts days one by one and has nothing from the code but the phrases.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDays, type DaySaid, type Lean } from '../../src/language/day.ts'
import { normalise } from '../../src/language/normalise.ts'
import { library } from '../library.ts'

type Counted = { readonly date: string; readonly year: number; readonly month: number; readonly day: number; /** 1 for Monday, 7 for Sunday. */ readonly weekday: number }

/** Every day from 1996 to 2060, counted from a Monday on. */
const calendar: readonly Counted[] = (() => {
  const days: Counted[] = [], two = (n: number) => (n < 10 ? `0${n}` : `${n}`)
  let weekday = 1
  for (let year = 1996; year <= 2060; year += 1) {
    const february = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
    for (const [index, length] of [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= length; day += 1) {
        days.push({ date: `${year}-${two(index + 1)}-${two(day)}`, year, month: index + 1, day, weekday })
        weekday = weekday === 7 ? 1 : weekday + 1
      }
    }
  }
  return days
})()
const indexOf = new Map(calendar.map(({ date }, index) => [date, index]))
const at = (index: number): Counted => {
  const day = calendar[index]
  if (!day) throw new Error(`no day ${index}`)
  return day
}
const counted = (date: string): Counted => at(indexOf.get(date) ?? -1)
/** The first day from `today` on, step by step, of which it holds. */
const walk = (today: string, step: 1 | -1, holds: (day: Counted) => boolean): string => {
  let index = indexOf.get(today) ?? -1
  while (!holds(at(index))) index += step
  return at(index).date
}
const next = (date: string): Counted => at((indexOf.get(date) ?? -1) + 1)
const monthEnds = ({ date }: Counted): boolean => next(date).day === 1

test('the second calendar agrees with what is known', () => {
  expect(counted('2021-08-25').weekday).toBe(3)
  expect(counted('2021-09-30').weekday).toBe(4)
  expect(counted('2000-02-29').weekday).toBe(2)
  expect(calendar).toHaveLength(65 * 365 + 17)
})

const show = (days: readonly DaySaid[]): string => days.map(({ text, date, grain, isEnd, isToday }) => `${text}=${date}${grain === 'day' ? '' : ` ${grain}`}${isEnd ? ' end' : ''}${isToday ? ' today' : ''}`).join('; ') || '无'

type Line = { readonly line: number; readonly today: string; readonly lean: Lean; readonly text: string; readonly expected: string }
const corpus = readFileSync(new URL('days.txt', import.meta.url), 'utf8').split('\n').flatMap((written, i): Line[] => {
  if (written.trim() === '' || written.startsWith('#')) return []
  const [, today = '', lean = '', text = '', expected = ''] = /^(\d{4}-\d\d-\d\d) (past|future|near) \| (.+) → (.+)$/u.exec(written) ?? []
  if (today === '') throw new Error(`days.txt line ${i + 1}: TODAY LEAN | TEXT → …`)
  return [{ line: i + 1, today, lean: lean as Lean, text: normalise(text.replaceAll('\\n', '\n')), expected }]
})

describe('days.txt', () => {
  test('is large enough', () => expect(corpus.length).toBeGreaterThan(300))
  test.each(corpus)('$line: $today $lean $text', ({ today, lean, text, expected }) => expect(show(readDays(text, today, lean))).toBe(expected))

  /** What the words of an expected phrase say of its day, looked up in the second calendar. */
  test.each(corpus.filter(({ expected }) => expected !== '无'))('$line: $expected is what it says', ({ today, expected }) => {
    for (const said of expected.split('; ')) {
      const [, phrase = '', date = '', rest = ''] = /^(.+)=(\d{4}-\d\d-\d\d)(.*)$/u.exec(said) ?? [], day = counted(date), now = indexOf.get(today) ?? -1, then = indexOf.get(date) ?? -1
      const weekday = /(?:周|期|拜)([一二三四五六日天1-7])/u.exec(phrase)?.[1]
      if (weekday) expect(day.weekday, said).toBe(/\d/.test(weekday) ? Number(weekday) : '一二三四五六日'.indexOf(weekday.replace('天', '日')) + 1)
      const numbers = /(\d{1,2}) ?[月./-] ?(\d{1,2})(?= ?[日号(]|$)/.exec(phrase)
      if (numbers && !rest.includes('month')) expect([day.month, day.day], said).toEqual([Number(numbers[1]), Number(numbers[2])])
      const bare = /^(?:.*月)?(\d{1,2})[日号]$/.exec(phrase)
      if (bare) expect(day.day, said).toBe(Number(bare[1]))
      const year = /((?:19|20)\d\d)(?=[年./-])/.exec(phrase)
      if (year) expect(day.year, said).toBe(Number(year[1]))
      if (/month|quarter|half|year/.test(rest)) expect(monthEnds(day) || date === today, said).toBe(true)
      if (/quarter|half|year/.test(rest) && date !== today) expect(day.month % (rest.includes('quarter') ? 3 : rest.includes('half') ? 6 : 12), said).toBe(0)
      if (rest.includes('week')) expect(phrase.includes('旬') ? monthEnds(day) || day.day % 10 === 0 || date === today : day.weekday === 7 || date === today, said).toBe(true)
      const months = /^(\d{1,2})月(?:份?[底末上中下初]|份?$)/u.exec(phrase)
      if (months) expect(day.month, said).toBe(Number(months[1]))
      const away = ['大前', '前天', '昨', '今', '明天', '后天', '大后天'].findLastIndex(word => phrase.startsWith(word) && !/年/.test(phrase))
      if (away >= 0) expect(then - now, said).toBe([-3, -2, -1, 0, 1, 2, 3][away])
      if (phrase.startsWith('上周') || phrase.startsWith('上上周')) {
        const monday = now - (at(now).weekday - 1), weeks = phrase.startsWith('上上') ? 2 : 1
        expect(then >= monday - 7 * weeks && then < monday - 7 * weeks + 7, said).toBe(true)
      }
    }
  })
})

const todays = fc.integer({ min: indexOf.get('2009-01-01') ?? 0, max: indexOf.get('2048-12-31') ?? 0 }).map(index => at(index).date)
const settings = { seed: 338, numRuns: 600 }
const dateOf = (text: string, today: string, lean: Lean): string | null => {
  const days = readDays(text, today, lean)
  expect(days.length, text).toBeLessThan(2)
  return days[0]?.date ?? null
}
const chinese = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const inChinese = (n: number): string => (n <= 10 ? chinese[n] : n < 20 ? `十${chinese[n - 10]}` : `${chinese[Math.floor(n / 10)]}十${chinese[n % 10]}`) ?? ''

describe('against a walk through the calendar', () => {
  const monthDay = fc.integer({ min: 0, max: 365 }).map(offset => at((indexOf.get('2020-01-01') ?? 0) + offset))
  test('month and day', () => fc.assert(fc.property(todays, monthDay, (today, { month, day }) => {
    const isIt = (one: Counted): boolean => one.month === month && one.day === day
    for (const phrase of [`${month}月${day}日`, `${inChinese(month)}月${inChinese(day)}号`, `截至${month}.${day}`, `截至${month}/${day}`, `截至${month}-${day}`]) {
      expect(dateOf(`${phrase},乐山综窗35%`, today, 'past'), `${today} ${phrase}`).toBe(walk(today, -1, isIt))
      expect(dateOf(`${phrase},乐山综窗35%`, today, 'future'), `${today} ${phrase}`).toBe(walk(today, 1, isIt))
    }
    const near = [walk(today, -1, isIt), walk(today, 1, isIt)].map(date => Math.abs((indexOf.get(date) ?? 0) - (indexOf.get(today) ?? 0)))
    expect(Math.abs((indexOf.get(dateOf(`${month}月${day}日`, today, 'near') ?? '') ?? 0) - (indexOf.get(today) ?? 0))).toBe(Math.min(...near))
  }), settings))
  test('a day of the month', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 31 }), (today, day) => {
    for (const phrase of [`${day}号`, `${inChinese(day)}号`, `截至${day}日`]) {
      expect(dateOf(phrase, today, 'past'), `${today} ${phrase}`).toBe(walk(today, -1, one => one.day === day))
      expect(dateOf(phrase, today, 'future'), `${today} ${phrase}`).toBe(walk(today, 1, one => one.day === day))
    }
  }), settings))
  test('weekdays', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 7 }), fc.constantFrom('周', '星期', '礼拜'), (today, weekday, word) => {
    const phrase = `${word}${'一二三四五六日'[weekday - 1]}`, isIt = (one: Counted): boolean => one.weekday === weekday, here = indexOf.get(today) ?? 0, monday = here - at(here).weekday + 1
    expect(dateOf(phrase, today, 'past')).toBe(walk(today, -1, isIt))
    expect(dateOf(phrase, today, 'future')).toBe(walk(today, 1, isIt))
    for (const [which, weeks] of [['上上', -2], ['上', -1], ['本', 0], ['这', 0], ['下', 1], ['下下', 2]] as const) {
      const meant = at(monday + 7 * weeks + weekday - 1).date
      expect(dateOf(`${which}${phrase}`, today, 'future'), `${today} ${which}${phrase}`).toBe(meant)
      expect(dateOf(`${which}${phrase}`, today, 'past'), `${today} ${which}${phrase}`).toBe(meant > today ? null : meant)
    }
  }), settings))
  test('months, quarters, halves: the latest day of one that has begun, the last day of one that is not over', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 12 }), (today, month) => {
    const quarter = Math.ceil(month / 3)
    for (const [phrase, isIn] of [[`${month}月`, one => one.month === month], [`${inChinese(month)}月份`, one => one.month === month], [`${inChinese(quarter)}季度`, one => Math.ceil(one.month / 3) === quarter], ['上半年', one => one.month <= 6]] as const satisfies readonly (readonly [string, (one: Counted) => boolean])[]) {
      expect(dateOf(phrase, today, 'past'), `${today} ${phrase}`).toBe(walk(today, -1, isIn))
      expect(dateOf(phrase, today, 'future'), `${today} ${phrase}`).toBe(walk(today, 1, one => isIn(one) && !isIn(next(one.date))))
    }
  }), settings))
  test('ends: the latest that is over, or today in the three days before one', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 12 }), (today, month) => {
    const soon = [0, 1, 2, 3].map(days => at((indexOf.get(today) ?? 0) + days))
    const ends: (readonly [string, (one: Counted) => boolean])[] = [
      [`${month}月底`, one => one.month === month && monthEnds(one)], ['截至月底', monthEnds], ['截至季度末', one => monthEnds(one) && one.month % 3 === 0],
      ['截至半年末', one => monthEnds(one) && one.month % 6 === 0], ['截至年底', one => monthEnds(one) && one.month === 12],
    ]
    for (const [phrase, isEnd] of ends) {
      expect(dateOf(phrase, today, 'past'), `${today} ${phrase}`).toBe(soon.some(isEnd) ? today : walk(today, -1, isEnd))
      expect(dateOf(phrase, today, 'future'), `${today} ${phrase}`).toBe(walk(today, 1, isEnd))
    }
  }), settings))
  test('the months and years beside this one', () => fc.assert(fc.property(todays, today => {
    const first = walk(today, -1, one => one.day === 1), lastMonth = at((indexOf.get(first) ?? 0) - 1)
    expect(dateOf('上月', today, 'past')).toBe(lastMonth.date)
    expect(dateOf('上个月底', today, 'past')).toBe(lastMonth.date)
    expect(dateOf('上月初', today, 'past')).toBe(walk(lastMonth.date, -1, one => one.day === 1))
    expect(dateOf('本月底', today, 'future')).toBe(walk(today, 1, monthEnds))
    expect(dateOf('去年底', today, 'past')).toBe(`${counted(today).year - 1}-12-31`)
    expect(dateOf('年初', today, 'past')).toBe(`${counted(today).year}-01-01`)
    for (const [third, days] of [['上旬', 10], ['中旬', 20]] as const) expect(dateOf(`上月${third}`, today, 'past')).toBe(`${lastMonth.date.slice(0, 8)}${days}`)
  }), settings))
  test('written out, a day is the day, and what the calendar has not is none', () => fc.assert(fc.property(todays, fc.integer({ min: 2000, max: 2050 }), fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 32 }), (today, year, month, day) => {
    const two = (n: number): string => String(n).padStart(2, '0'), date = `${year}-${two(month)}-${two(day)}`
    for (const phrase of [`${year}年${month}月${day}日`, date, `${year}/${month}/${day}`, `${year}.${month}.${day}`, date.replaceAll('-', '')]) {
      for (const lean of ['past', 'future', 'near'] as const) expect(dateOf(`${phrase},`, today, lean), phrase).toBe(indexOf.has(date) ? date : null)
    }
  }), settings))
})

/** 上周三台综窗: the names of this province begin with 三, 天, 万, 名, 成, 内; a phrase before them stays what it is. */
describe('before and behind the names of places', () => {
  const bare = ({ name }: { readonly name: string }): string => name.replace(/(?:(?:[彝藏羌]族)+自治县|[县区市])$/u, '')
  const { regions, counties } = library.dictionary
  const names = [...new Set([...regions.flatMap(({ name, short, aliases }) => [name, short, ...aliases]), ...counties.flatMap(county => [county.name, bare(county)])])].filter(name => name.length > 1)
  const today = '2021-08-27', words = ['一件事', '一枚印章', '一体化平台', '一网通办', '四川省', '全市', '我市', '综窗', '自助终端', '村级代办', '窗口培训', '台账', '乡镇', '人社']
  const phrases = ['上周三', '周五', '周一', '周日', '上周', '本周', '今天', '昨天', '8.25', '8/25', '25号', '20日', '8月20日', '8月底', '月初', '8月', '上月', '二季度', '目前', '至今', '上半年', '去年底', '截至8月25日', '截至8.25', '上周末']
  /** 上周|三台: the longer reading of the place. */
  const shared = new Set(['上周三台', '上周三台县'])
  test.each(phrases)('%s', phrase => {
    const alone = show(readDays(`${phrase},综窗35%`, today, 'past'))
    expect(alone).not.toBe('无')
    expect([...names, ...words].filter(name => !shared.has(`${phrase}${name}`) && show(readDays(`${phrase}${name}综窗35%`, today, 'past')) !== alone)).toEqual([])
    expect(names.filter(name => !/^[今昨目现至截8]/u.test(phrase) && !/^\d/.test(phrase) && readDays(`${name}${phrase},综窗35%`, today, 'past').map(({ text }) => text).join() !== phrase)).toEqual([])
  })
  test('no place names a day by itself', () => expect([...names, ...words].filter(name => readDays(`${name}综窗35%`, today, 'past').length > 0)).toEqual([]))
})

describe('whatever is typed', () => {
  const piece = fc.constantFrom(...corpus.map(({ text }) => text)).chain(text => fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b))))
  const sign = fc.constantFrom('', ' ', ',', '。', '\n', '年', '月', '日', '号', '周', '底', '末', '上', '下', '本', '第', '至', '到', '~', '-', '.', '/', '个', '%', '8', '25', '2021', '三', '十', '(', ')', '截至', '每', '天', '前', '旬', '季度', '半年')
  const texts = fc.oneof(fc.array(fc.oneof(piece, sign), { maxLength: 12 }).map(parts => parts.join('')), fc.array(sign, { maxLength: 30 }).map(parts => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 }))
  test('ordered spans of the text, days of the calendar, none after today unless its year is written', () => fc.assert(fc.property(texts, todays, fc.constantFrom('past', 'future', 'near'), (text, today, lean) => {
    let end = 0
    for (const said of readDays(text, today, lean)) {
      expect(said.start).toBeGreaterThanOrEqual(end)
      expect(said.end).toBeGreaterThan(said.start)
      expect(said.text).toBe(text.slice(said.start, said.end))
      expect(indexOf.has(said.date) || /\d{4}|二[零〇0]|\d\d ?年|\d[./-]\d+[./-]/u.test(text), said.date).toBe(true)
      if (lean === 'past' && !/(?:19|20)\d\d|二[零〇0]|\d\d ?年|\d[./-]\d+[./-]\d/u.test(text)) expect(said.date <= today, `${today} ${text} ${said.date}`).toBe(true)
      if (said.isToday) expect(said.date).toBe(today)
      end = said.end
    }
  }), { seed: 338, numRuns: 6000 }))

  test('a long text takes time in proportion', () => {
    const time = (text: string): number => {
      const started = performance.now()
      readDays(text, '2021-08-27', 'past')
      return performance.now() - started
    }
    const units = ['8.25-', '1号、', '8月25日', '1-', '月底', '二零', '十', '周一至', '每周', '20日', '截至', ' ', '8月', '上', '个月']
    for (const unit of units) {
      const text = unit.repeat(2000)
      time(text)
      expect(time(text), unit).toBeLessThan(3000)
    }
  })
})
