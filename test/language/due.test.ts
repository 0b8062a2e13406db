// By when something is due: the corpus due.txt, and a second calendar that counts days one by one and has nothing from the code but the phrases.

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextOccurrence, readDue, type DueReading, type Repeat } from '../../src/language/due.ts'
import { normalise } from '../../src/language/normalise.ts'
import { library } from '../library.ts'

const { calendar } = library.dictionary

type Counted = { readonly date: string; readonly year: number; readonly month: number; readonly day: number; /** 1 for Monday, 7 for Sunday. */ readonly weekday: number; readonly isWorked: boolean }

/** Days off and days worked as the files say them, read as plain text. */
const files = readdirSync(new URL('../../data/calendar/', import.meta.url)).filter(name => /^\d{4}\.yaml$/.test(name)).map(name => readFileSync(new URL(`../../data/calendar/${name}`, import.meta.url), 'utf8'))
const off = files.flatMap(text => [...text.matchAll(/first: (\S+), last: (\S+?) \}/g)].map(([, first = '', last = '']) => ({ first, last })))
const worked = new Set(files.flatMap(text => [...text.matchAll(/^ {2}- (\d{4}-\d\d-\d\d)$/gm)].map(([, day]) => day ?? '')))

/** Every day from 2008 to 2050, counted from a Tuesday on. */
const days: readonly Counted[] = (() => {
  const counted: Counted[] = [], two = (n: number) => (n < 10 ? `0${n}` : `${n}`)
  let weekday = 2
  for (let year = 2008; year <= 2050; year += 1) {
    for (const [index, length] of [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= length; day += 1) {
        const date = `${year}-${two(index + 1)}-${two(day)}`, isOff = weekday > 5 || off.some(({ first, last }) => first <= date && date <= last)
        counted.push({ date, year, month: index + 1, day, weekday, isWorked: worked.has(date) || !isOff })
        weekday = weekday === 7 ? 1 : weekday + 1
      }
    }
  }
  return counted
})()
const indexOf = new Map(days.map(({ date }, index) => [date, index]))
const at = (index: number): Counted => {
  const day = days[index]
  if (!day) throw new Error(`no day ${index}`)
  return day
}
const counted = (date: string): Counted => at(indexOf.get(date) ?? -1)
const next = (date: string): Counted => at((indexOf.get(date) ?? -1) + 1)
const away = (from: string, to: string): number => (indexOf.get(to) ?? Number.NaN) - (indexOf.get(from) ?? Number.NaN)
/** How many days after `from` up to `to` are worked. */
const workedBetween = (from: string, to: string): number => days.slice((indexOf.get(from) ?? 0) + 1, (indexOf.get(to) ?? 0) + 1).filter(({ isWorked }) => isWorked).length

test('the second calendar agrees with what is known', () => {
  expect(counted('2021-09-15')).toMatchObject({ weekday: 3, isWorked: true })
  expect(counted('2021-09-18')).toMatchObject({ weekday: 6, isWorked: true })
  expect(counted('2021-10-07')).toMatchObject({ weekday: 4, isWorked: false })
  expect(workedBetween('2021-09-30', '2021-10-08')).toBe(1)
  expect([2021, 2025, 2026].map(year => days.filter(day => day.year === year && day.isWorked).length)).toEqual([250, 248, 248])
})

const showRule = (repeat: Repeat): string => `every ${repeat.every}${repeat.every === 'week' ? ` ${repeat.weekday}` : ''}${'month' in repeat ? ` ${repeat.month}` : ''}${'day' in repeat ? ` ${repeat.day}` : ''}${'workingDay' in repeat ? ` ${repeat.workingDay} working` : ''}`
function show(reading: DueReading, withSpan: boolean): string {
  if (!reading) return '无'
  const span = withSpan ? ` «${reading.kind === 'unclear' ? reading.text : reading.due.text}»` : ''
  if (reading.kind === 'unclear') return `unclear ${[reading.why, ...(reading.options ?? [])].join(' ')}${span}`
  const { day, time, timeSaid } = reading.due
  return `${reading.kind === 'past' ? 'past ' : ''}${day} ${time}${timeSaid ? ' said' : ''}${reading.kind === 'repeat' ? ` ${showRule(reading.repeat)}` : ''}${span}`
}

type Line = { readonly line: number; readonly day: string; readonly time: string; readonly text: string; readonly expected: string }
const corpus = readFileSync(new URL('due.txt', import.meta.url), 'utf8').split('\n').flatMap((written, i): Line[] => {
  if (written.trim() === '' || written.startsWith('#')) return []
  const [, day = '', time = '', text = '', expected = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) \| (.+) → (.+)$/u.exec(written) ?? []
  if (day === '') throw new Error(`due.txt line ${i + 1}: NOW | TEXT → …`)
  return [{ line: i + 1, day, time, text: normalise(text.replaceAll('\\n', '\n')), expected }]
})

describe('due.txt', () => {
  test('is large enough, and much of it is no deadline or a question back', () => {
    expect(corpus.length).toBeGreaterThan(400)
    expect(corpus.filter(({ expected }) => /^(?:无|past|unclear)/u.test(expected)).length).toBeGreaterThan(100)
  })
  test.each(corpus)('$line: $day $time $text', ({ day, time, text, expected }) => (
    expect(show(readDue(text, { day, time }, calendar), expected.includes('«'))).toBe(expected)))

  /** What the words of the phrase say of its day, looked up in the second calendar. */
  const told = corpus.filter(({ expected }) => /^(?:past )?\d/u.test(expected))
  test.each(told)('$line: $text is $expected', ({ day: today, time: now, text, expected }) => {
    const reading = readDue(text, { day: today, time: now }, calendar), [, date = '', time = ''] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d)/u.exec(expected) ?? []
    const phrase = reading && reading.kind !== 'unclear' ? reading.due.text : '', due = counted(date), isRange = /[至到~-]/u.test(phrase)
    expect(`${date} ${time}` > `${today} ${now}`).toBe(!expected.startsWith('past'))
    const weekday = /(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?!\d))(?!个|第)/u.exec(phrase)?.[1]
    if (weekday && !isRange) expect(due.weekday).toBe(/\d/.test(weekday) ? Number(weekday) : '一二三四五六日'.indexOf(weekday.replace('天', '日')) + 1)
    const numbers = /(?<!\d)(0?[1-9]|1[0-2]) ?[月./-] ?(\d{1,2})(?= ?(?:[日号(]|前|下班|$))/.exec(phrase)
    if (numbers && !isRange) expect([due.month, due.day]).toEqual([Number(numbers[1]), Number(numbers[2])])
    const bare = /^\D*(?:.*月)?(\d{1,2})[日号](?!内)/.exec(phrase)
    if (bare && !isRange && !/31|后/u.test(phrase)) expect(due.day).toBe(Number(bare[1]))
    const year = /(20\d\d)(?=[年./-])/.exec(phrase)
    if (year && !/元旦/u.test(phrase)) expect(due.year).toBe(Number(year[1]))
    const months = /(\d{1,2})月/u.exec(phrase)
    if (months && !isRange) expect(due.month).toBe(Number(months[1]))
    if (/(?:月|季度?|年)[底末](?!最后|月)|(?<!个)月份?内|季度内|(?<![半一])年度?内|最后一天/u.test(phrase)) expect(next(date).day).toBe(1)
    if (/年度?[底末内]/u.test(phrase) && !/[半一]年/u.test(phrase)) expect(due.month).toBe(12)
    if (/季度?[底末内]/u.test(phrase) && !/末月/u.test(phrase)) expect(due.month % 3).toBe(0)
    const third = /([上中下])旬/u.exec(phrase)?.[1]
    if (third) expect(third === '下' ? next(date).day : due.day).toBe({ 上: 10, 中: 20, 下: 1 }[third])
    const length = /(\d+)(个工作日|[天日])(?:之内|内|后)/.exec(phrase)
    if (length && !/[每节至假]/u.test(phrase)) expect(length[2] === '个工作日' ? workedBetween(today, date) : away(today, date)).toBe(Number(length[1]))
    if (/工作日|上班|收假/u.test(phrase) && !/日后/u.test(phrase)) expect(due.isWorked).toBe(true)
    if (/(?:最后一个|末个)工作日/u.test(phrase) && !/[每前]最后/u.test(phrase) && !/本周/u.test(phrase)) expect(days.filter(day => day.year === due.year && day.month === due.month && day.isWorked).at(-1)?.date).toBe(date)
    if (/^(?:国庆|中秋|元旦|春节|五一|十一|节)[^后]*前/u.test(phrase)) expect([due.isWorked || expected.startsWith('2027'), next(date).isWorked && !expected.startsWith('2027')]).toEqual([true, false])
    const later = ['今', '明', '后天', '大后天'].findLastIndex(word => phrase.startsWith(word) && !/年/u.test(phrase))
    if (later >= 0 && !isRange) expect(away(today, date)).toBe(later)
    const clock = /(\d{1,2}):(\d\d)/.exec(phrase)
    if (clock && !isRange && !/5:30/.test(phrase)) expect(time).toBe(`${clock[1]?.padStart(2, '0')}:${clock[2]}`)
    if (/(?<!上午)下班前/u.test(phrase)) expect(time).toBe('18:00')
  })
})

const settings = { seed: 338, numRuns: 500 }
const todays = fc.integer({ min: indexOf.get('2009-01-01') ?? 0, max: indexOf.get('2046-12-31') ?? 0 }).map(index => at(index).date)
const known = fc.integer({ min: indexOf.get('2021-01-01') ?? 0, max: indexOf.get('2025-12-31') ?? 0 }).map(index => at(index).date)
const dueOf = (text: string, day: string, time = '10:00'): string => show(readDue(normalise(text), { day, time }, calendar), false)
/** The first day from `from` on of which it holds. */
const walk = (from: string, step: 1 | -1, holds: (day: Counted) => boolean): string => {
  let index = indexOf.get(from) ?? -1
  while (!holds(at(index))) index += step
  return at(index).date
}

describe('against a walk through the calendar', () => {
  test('month and day: the next one, unless the last one is within 60 days', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 365 }), (today, offset) => {
    const { month, day } = at((indexOf.get('2021-01-01') ?? 0) + offset - 1), isIt = (one: Counted): boolean => one.month === month && one.day === day
    const last = walk(today, -1, isIt), isPast = last !== today && away(last, today) <= 60
    for (const phrase of [`${month}月${day}日前报`, `请于${month}月${day}号前报送`, `${month}.${day}前报`, `截止时间：${month}月${day}日`]) {
      expect(dueOf(phrase, today), `${today} ${phrase}`).toBe(isPast ? `past ${last} 18:00` : `${walk(today, 1, isIt)} 18:00`)
    }
  }), settings))
  test('weekdays', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 7 }), fc.constantFrom('周', '星期', '礼拜'), (today, weekday, word) => {
    const name = `${word}${'一二三四五六日'[weekday - 1]}`, isIt = (one: Counted): boolean => one.weekday === weekday
    const monday = (indexOf.get(today) ?? 0) - counted(today).weekday + 1
    expect(dueOf(`${name}前报`, today)).toBe(`${walk(today, 1, isIt)} 18:00`)
    expect(dueOf(`下${name}前报`, today)).toBe(`${at(monday + 6 + weekday).date} 18:00`)
    expect(dueOf(`本${name}前报`, today)).toBe(`${at(monday + weekday - 1).date < today ? 'past ' : ''}${at(monday + weekday - 1).date} 18:00`)
  }), settings))
  test('working days', () => fc.assert(fc.property(known, fc.integer({ min: 1, max: 30 }), (today, count) => {
    const reached = walk(next(today).date, 1, ({ date }) => workedBetween(today, date) === count)
    expect(dueOf(`${count}个工作日内报`, today)).toBe(`${reached} 18:00`)
  }), settings))
  test('the holidays of a name', () => fc.assert(fc.property(known, today => {
    const year = today.slice(0, 4), holiday = off.find(({ first, last }) => first.slice(0, 4) === year && last >= `${year}-10-01` && first <= `${year}-10-01`)
    if (!holiday || away(today, holiday.first) < 2 || away(today, holiday.first) > 200) return
    const before = walk(at((indexOf.get(holiday.first) ?? 0) - 1).date, -1, ({ isWorked }) => isWorked), after = walk(holiday.last, 1, ({ isWorked, date }) => isWorked && date > holiday.last)
    expect(dueOf('国庆节前报', today)).toBe(`${before} 18:00`)
    expect(dueOf('国庆后第一个工作日报', today)).toBe(`${after} 18:00`)
  }), settings))
  test('what comes round goes on from its day to the next', () => fc.assert(fc.property(known, fc.constantFrom('每月25日', '每月底', '每周五', '每季度末', '每月最后一个工作日', '每年9月30日', '每个工作日', '每天', '每月31日'), (today, phrase) => {
    const reading = readDue(`${phrase}前报`, { day: today, time: '10:00' }, calendar)
    if (reading?.kind !== 'repeat') throw new Error(phrase)
    let day = reading.due.day
    expect(day >= today).toBe(true)
    for (let turn = 0; turn < 14 && day < '2026-06-01'; turn += 1) {
      const then = nextOccurrence(reading.repeat, day, calendar)
      expect(then > day).toBe(true)
      if (phrase === '每月25日') expect([counted(then).day, away(day, then) <= 31]).toEqual([25, true])
      if (phrase === '每月底') expect([next(then).day, away(day, then) <= 31]).toEqual([1, true])
      if (phrase === '每周五') expect([counted(then).weekday, away(day, then)]).toEqual([5, 7])
      if (phrase === '每个工作日') expect([counted(then).isWorked, workedBetween(day, then)]).toEqual([true, 1])
      if (phrase === '每季度末') expect([next(then).day, counted(then).month % 3, away(day, then) <= 92]).toEqual([1, 0, true])
      day = then
    }
  }), { seed: 338, numRuns: 200 }))
  test('a weekday beside its date must be that of the date', () => fc.assert(fc.property(todays, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 7 }), (today, ahead, weekday) => {
    const due = at((indexOf.get(today) ?? 0) + ahead), reading = dueOf(`${due.month}月${due.day}日（周${'一二三四五六日'[weekday - 1]}）前报`, today)
    if (due.month === 2 && due.day === 29) return
    if (due.weekday === weekday) expect(reading).toBe(`${due.date} 18:00`)
    else expect(reading).toMatch(new RegExp(`^unclear ambiguous (?:${due.date} |\\S+ ${due.date}$)`))
  }), settings))
})

/** 9月30日前锋区报名单: names of this province begin with 前, 内, 中, 三, 天. */
test('before and behind the names of places', () => {
  const { regions, counties } = library.dictionary
  const names = [...new Set([...regions.flatMap(({ name, short, aliases }) => [name, short, ...aliases]), ...counties.map(({ name }) => name)])].filter(name => name.length > 1)
  for (const phrase of ['9月30日', '30号', '9月30日前', '本周五前', '明天', '月底前', '下周五下午3点前']) {
    const alone = dueOf(`${phrase},报送名单`, '2021-09-15')
    expect(alone).not.toBe('无')
    expect(names.filter(name => dueOf(`${phrase}${name}报送名单`, '2021-09-15') !== alone), phrase).toEqual([])
    expect(names.filter(name => dueOf(`提醒${name}${phrase}报送名单`, '2021-09-15') !== alone), phrase).toEqual([])
  }
  expect(names.filter(name => dueOf(`${name}报送名单`, '2021-09-15') !== '无')).toEqual([])
})

describe('whatever is typed', () => {
  const piece = fc.constantFrom(...corpus.map(({ text }) => text)).chain(text => fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b))))
  const sign = fc.constantFrom('', ' ', ',', '。', '\n', '年', '月', '日', '号', '周', '底', '末', '上', '下', '本', '第', '至', '-', '.', '/', ':', '个', '8', '25', '2021', '三', '十', '(', ')', '截至', '每', '天', '前', '内', '后', '节', '国庆', '工作日', '点', '半', '旬', '季度', '请于', '报')
  const texts = fc.oneof(fc.array(fc.oneof(piece, sign), { maxLength: 12 }).map(parts => parts.join('')), fc.array(sign, { maxLength: 30 }).map(parts => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 }))
  test('a span of the text, a day of the calendar, none before now but one that is told as past', () => fc.assert(fc.property(texts, todays, fc.constantFrom('08:00', '10:00', '18:30'), (text, day, time) => {
    const reading = readDue(text, { day, time }, calendar)
    if (!reading) return
    const { start, end, text: words } = reading.kind === 'unclear' ? reading : reading.due
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThan(start)
    expect(words).toBe(text.slice(start, end))
    if (reading.kind === 'unclear') return
    expect(reading.due.day).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(reading.due.time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
    expect(`${reading.due.day} ${reading.due.time}` > `${day} ${time}`, `${day} ${time} ${text}`).toBe(reading.kind !== 'past')
  }), { seed: 338, numRuns: 6000 }))
  test('normalising twice changes nothing', () => fc.assert(fc.property(texts, todays, (text, day) => {
    const once = normalise(text)
    expect(readDue(normalise(once), { day, time: '10:00' }, calendar)).toEqual(readDue(once, { day, time: '10:00' }, calendar))
  }), { seed: 338, numRuns: 1000 }))

  test('a sentence is read in well under a millisecond, a long text in proportion', () => {
    const now = { day: '2021-09-15', time: '10:00' }, time = (text: string, times: number): number => {
      const started = performance.now()
      for (let i = 0; i < times; i += 1) readDue(text, now, calendar)
      return (performance.now() - started) / times
    }
    const sentence = normalise('提醒：请各市州务必于9月30日（周四）下午5点前将“三张清单”报省中心政务服务管理处')
    time(sentence, 200)
    expect(time(sentence, 500)).toBeLessThan(2)
    for (const unit of ['9月30日前', '25日至', '每月', '国庆后', '三天内', '5点前', '截至', '9.25-', '第一个', ' ', '(', '十']) expect(time(unit.repeat(400), 1), unit).toBeLessThan(1500)
  })
})
