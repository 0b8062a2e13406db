// What the group reads: a reply shows every figure and region that its answers claim, the date, the source last, in few and calm words.

import { describe, expect, test } from 'vitest'
import { tellFacts, tellRefusal } from '../src/replies/back.ts'
import { regionOf, type Fact } from '../src/table/dictionary.ts'
import { corpus } from './corpus.ts'
import { ask, converse, library, now, type Turn } from './library.ts'

const turns: readonly Turn[] = corpus.flatMap(({ turns: asked }) => converse(asked.map(turn => turn.question)))
const withFigures = turns.filter(({ reply }) => reply.answers.length > 0)

/** A figure as printed: 45.0 or 45, not a part of a longer one. */
const showsNumber = (text: string, value: number): boolean => (
  [value.toFixed(1), ...(Number.isInteger(value) ? [String(value)] : [])].some(figure => new RegExp(`(?<![\\d.])${figure.replace('.', '\\.')}(?![\\d]|\\.\\d)`).test(text))
)
const showsRegion = (text: string, name: string): boolean => (name === '合计' ? text.includes('全省') : text.includes(regionOf(library.dictionary, name)?.say ?? name) || text.includes(name))

/** Everything that goes wrong with the replies, told together. */
function assertAll(over: readonly Turn[], faultOf: (turn: Turn) => string | null): void {
  const faults = over.flatMap(turn => {
    const fault = faultOf(turn)
    return fault === null ? [] : [`${turn.question}\n  ${fault}\n  ${turn.reply.text.split('\n').join('\n  ')}`]
  })
  if (faults.length > 0) expect.fail(`${faults.length} replies\n\n${faults.join('\n\n')}`)
}

const refusesAfter = /^(?:按“|通报和附件里没有|通报里没有|通报的附件没有|表里只有|表里没有|附件只分|附件只统计)/u
const sourceLine = /^来源：川政公函〔2021〕338号/u
const emoji = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]/u
const unwanted = ['您', '亲', '!', '！', '垫底', '最差']

/** Quotation marks with the asker's own words in them. */
const withoutQuotes = (text: string, question: string): string => text.replace(/“([^”]*)”/gu, (quoted, words: string) => (question.toLowerCase().includes(words) ? '' : quoted))

describe('replies over the corpus', () => {
  test('there are replies with figures and without', () => {
    expect(withFigures.length).toBeGreaterThan(500)
    expect(turns.length - withFigures.length).toBeGreaterThan(100)
  })
  test('each region that answers is named', () => {
    assertAll(withFigures, ({ reply: { text, answers } }) => {
      const unnamed = answers.flatMap(({ rows }) => rows.map(row => row.region)).filter(name => !showsRegion(text, name))
      return unnamed.length > 0 ? `without ${[...new Set(unnamed)].join(' ')}` : null
    })
  })
  test('each figure is shown', () => {
    assertAll(withFigures, ({ reply: { text, answers } }) => {
      const figures = answers.flatMap(({ rows, number }) => [...rows.map(row => row.value), ...(number ? [number.value] : [])])
      const hidden = figures.filter(value => (typeof value === 'number' ? !showsNumber(text, value) : !text.includes(value)))
      return hidden.length > 0 ? `without ${[...new Set(hidden)].join(' ')}` : null
    })
  })
  test('the date stands in the text, without the year in the same year', () => {
    assertAll(withFigures, ({ reply: { text } }) => (text.includes('截至7月20日') ? null : 'without the date'))
  })
  test('the source stands last among the lines from tables', () => {
    assertAll(withFigures, ({ reply: { text } }) => {
      const lines = text.split('\n'), at = lines.findLastIndex(line => sourceLine.test(line))
      if (at < 0) return 'without a source'
      const after = lines.slice(at + 1).filter(line => !refusesAfter.test(line))
      return after.length > 0 ? `after the source: ${after.join(' / ')}` : null
    })
  })
  test('each source that an answer names stands in the text', () => {
    assertAll(withFigures, ({ reply: { text, answers } }) => {
      const missing = answers.flatMap(({ source }) => source.match(/附件\d/gu) ?? []).filter(attachment => !text.includes(attachment))
      return missing.length > 0 ? `without ${[...new Set(missing)].join(' ')}` : null
    })
  })
  test('a reply has nine lines at most, none of them empty', () => {
    assertAll(turns, ({ reply: { text }, silent }) => {
      const lines = text.split('\n')
      return lines.length > 9 ? `${lines.length} lines` : !silent && lines.some(line => line.trim() === '') ? 'an empty line' : null
    })
  })
  test('a scope in which the last answer named nobody says so', () => {
    const [, them] = converse(['哪些市州还没启动综窗', '他们的综窗呢'])
    expect(them?.reply.text.split('\n').slice(1, 3)).toEqual(['省级试点：乐山、南充、宜宾、资阳均0.0%', '非试点：没有'])
  })
  test('a reply keeps the tone', () => {
    assertAll(turns, ({ question, reply: { text } }) => {
      const own = withoutQuotes(text, question), found = [...unwanted.filter(word => own.includes(word)), ...(emoji.test(own) ? ['emoji'] : [])]
      return found.length > 0 ? `with ${found.join(' ')}` : null
    })
  })
  test('please is said once at most', () => {
    assertAll(turns, ({ question, reply: { text } }) => ((withoutQuotes(text, question).match(/(?<!申)请/gu) ?? []).length > 1 ? 'more than one 请' : null))
  })
  test('only an answered reply has figures', () => {
    assertAll(turns, ({ reply: { status, answers } }) => (status !== 'answered' && answers.length > 0 ? `figures with ${status}` : null))
  })
})

describe('what the bot says back', () => {
  const unread = (...words: string[]) => tellRefusal({ kind: 'unclear', why: 'unread', words, near: [] }, library.dictionary, now).split('没看懂')[0]
  const long = '甲'.repeat(21)

  test('words that were not read are quoted', () => expect(unread('满意度', '好评率')).toBe('“满意度”“好评率”'))
  test('no longer than a phrase', () => {
    expect(unread('甲'.repeat(20))).toBe(`“${'甲'.repeat(20)}”`)
    expect(unread(long)).toBe(`“${'甲'.repeat(20)}…”`)
    expect(unread(long, '乙', '丙')).toBe(`“${'甲'.repeat(20)}…”等`)
    expect(unread('𠮷'.repeat(30))).toBe(`“${'𠮷'.repeat(20)}…”`)
  })
  test('what the data does not hold too', () => {
    expect(tellRefusal({ kind: 'outside', why: 'unknown', what: 'gdp'.repeat(10) }, library.dictionary, now)).toContain(`没有“${'GDP'.repeat(6)}GD…”。`)
    expect(tellRefusal({ kind: 'outside', why: 'date', what: long }, library.dictionary, now)).toContain(`没有“${'甲'.repeat(20)}…”的。`)
  })
})

describe('facts of the notice', () => {
  const fact = (answer: string, place: string): Fact => ({ id: answer, document: '川政公函〔2021〕338号', place, asks: [], words: [], answer, target: null, places: [], general: false })
  test('from one place share the line of their source', () => {
    expect(tellFacts([fact('甲。', '一'), fact('乙。', '一'), fact('丙。', '二')])).toEqual(['甲。', '乙。', '来源：川政公函〔2021〕338号 一', '丙。', '来源：川政公函〔2021〕338号 二'])
  })
  test('and come back to it', () => {
    expect(tellFacts([fact('甲。', '一'), fact('丙。', '二'), fact('乙。', '一')]).filter(line => sourceLine.test(line))).toHaveLength(3)
  })
  test('also where they are asked as two', () => {
    const { reply } = ask('峨眉山市搞场地设施投了多少？隆昌一个中心又投了多少？')
    expect([reply.text.includes('425万元'), reply.text.includes('110万元'), reply.text.match(/来源：/gu)?.length, reply.text.split('\n').at(-1)?.startsWith('来源：')]).toEqual([true, true, 1, true])
  })
})
