// Reports and chatter as the reader sees them. On failure the clauses are printed, with what makes them talk.

import { describe, expect, test } from 'vitest'
import { countyOfNickname, regionOfNickname } from '../../src/language/nickname.ts'
import { mask } from '../../src/language/mask.ts'
import { splitQuote } from '../../src/chat/said.ts'
import { clausesOf, plainText, readUpdate, type Update, type Writer } from '../../src/update/read.ts'
import { readTag } from '../../src/update/tag.ts'
import { corpus } from '../corpus.ts'
import { library } from '../library.ts'
import { chatter, differ, parseWanted, singles } from './cases.ts'

const { dictionary } = library
const writerOf = (from: string): Writer => {
  const city = regionOfNickname(from, dictionary)
  return { city, county: countyOfNickname(from, dictionary), province: city === null && from.startsWith('省'), admin: false }
}
const read = (from: string, text: string, mention: boolean, today: string): Update => readUpdate({ text: mask(splitQuote(text).text), mention, writer: writerOf(from), today }, dictionary)
const show = (from: string, text: string, mention: boolean, today: string): string => clausesOf(plainText(readTag(text, mention).body), writerOf(from), today, dictionary)
  .map(({ talk, mentions }) => `${talk ? `{${talk}} ` : ''}${mentions.map(({ text: said, kind }) => `${said.replace('\n', '⏎')}:${kind}`).join(' ')}`).join('\n')

/** What an update is, beside its records: 问, 拒, 无. */
function fault(update: Update, result: string, today: string): string | null {
  if (result === '问') return update.kind === 'which-place' ? null : `is ${update.kind}, should ask for the place`
  const [records = '', refused] = result === '拒' ? ['', '拒'] : result.split(' + ')
  const refuses = update.kind === 'report' && update.refusals.length > 0
  if (refuses !== (refused === '拒')) return refuses ? 'refuses' : 'should refuse'
  return differ(records.split('；').filter(one => one.trim() !== '').map(one => parseWanted(one, today)), update.kind === 'report' ? update.entries : [])
}

describe('reports', () => {
  test.each(singles)('$where $from | $text', ({ from, text, mention, day, result }) => {
    const update = read(from, text, mention, day), wrong = fault(update, result, day)
    expect(wrong, `${wrong}\nwants ${result}\n${JSON.stringify(update)}\n${show(from, text, mention, day)}`).toBeNull()
  })
})

describe('chatter gives nothing', () => {
  test('there is plenty of it', () => expect(chatter.length).toBeGreaterThan(300))
  test.each(chatter)('$where $from | $text', ({ from, text }) => {
    expect(read(from, text, false, '2021-08-25').kind, show(from, text, false, '2021-08-25')).toBe('chatter')
  })
})

describe('a question is no report', () => {
  /** 综窗接近100% says no more than its words: as a question it is asked back, as a report it is an approximate figure. */
  const statements = new Set(['综窗接近100%'])
  test.each(corpus.flatMap(({ file, line, turns }) => turns.map(({ question }) => ({ where: `${file}:${line}`, question }))).filter(({ question }) => !statements.has(question)))('$where $question', ({ question }) => {
    // Also of one who has no city of his own, so that any may be meant.
    for (const from of ['乐山-张三', '体验者']) expect(['chatter', 'question'], show(from, question, true, '2021-08-25')).toContain(read(from, question, true, '2021-08-25').kind)
  })
})
