// Every line of the corpus through the real pipeline. A line is right when the plan and the reply are as the line says; a line that
// is only asked back is no answer, but no harm either: one in ten may be so, and none may be wrong.

import { describe, expect, test } from 'vitest'
import { canonical, corpusFiles, readCases, type Case } from './corpus.ts'
import { converse, library, showMentions, type Turn } from './library.ts'

type Verdict = 'right' | 'asked' | 'wrong'

const isFact = (plan: string): boolean => plan.startsWith('fact ')
const isRefused = (plan: string): boolean => plan === 'no-data' || plan === 'ask'

/** What a reply says of a part of the message that it does not answer. */
const refusal = /(?:里没有“|没有全国平均数|只有截至|没看懂|附件没有|没有[^。\n]+的分列数|没有试点与非试点合并)/u

function holdsFact(text: string, words: string): boolean {
  return words.split('+').every(word => word.split('/').some(alternative => text.includes(alternative)))
}

/** The meaning of a term, by its own plan or as a fact of the notice that names it. */
function isDefined(term: string, { reply }: Turn): boolean {
  const { indicators, terms } = library.dictionary
  const defined = (reply.plan ?? '').split(' ; ').flatMap(plan => (plan.startsWith('define ') ? [plan.slice(7)] : []))
  const word = indicators[term]?.name ?? term
  return defined.some(id => id === term || terms.some(one => one.id === id)) || ((reply.plan ?? '').includes('fact ') && reply.text.includes(word))
}

function judge(expected: string, turn: Turn): Verdict {
  const { reply } = turn, parts = expected.split(' ; '), isAnswered = reply.status === 'answered'
  if (parts.every(isRefused)) return isAnswered ? 'wrong' : reply.answers.length === 0 ? 'right' : 'wrong'
  const got = reply.plan === undefined ? [] : reply.plan.split(' ; ').filter(plan => !plan.startsWith('fact ') && !plan.startsWith('define ')).flatMap(canonical)
  const wanted = parts.filter(part => !isFact(part) && !isRefused(part) && !part.startsWith('define ')).flatMap(canonical)
  const isRead = wanted.length === 0 || (wanted.length === got.length && wanted.every((plan, i) => plan === got[i]))
  const isWhole = parts.every(part => (
    isFact(part) ? isAnswered && holdsFact(reply.text, part.slice(5)) : part.startsWith('define ') ? isDefined(part.slice(7), turn) : isRefused(part) ? refusal.test(reply.text) : true))
  const tables = wanted.filter(plan => !plan.startsWith('county '))
  if (isRead && isWhole && (isAnswered || tables.length === 0)) return 'right'
  return isAnswered ? 'wrong' : 'asked'
}

function examine({ file, line, turns }: Case): { verdict: Verdict; report: string } {
  const said = converse(turns.map(turn => turn.question))
  for (const [i, { question, expected }] of turns.entries()) {
    const turn = said[i] as Turn, verdict = judge(expected, turn)
    if (verdict === 'right') continue
    const before = turns.slice(0, i).map(one => `${one.question} ‖ `).join('')
    const report = [
      `${verdict === 'wrong' ? 'WRONG' : 'asked back'}  ${file}:${line}  ${before}${question}`, `  expected  ${expected}`, `  got       ${turn.reply.plan ?? turn.reply.status}`,
      `  reply     ${turn.reply.text.split('\n').join(' / ')}`, `  mentions  ${showMentions(question)}`,
    ].join('\n')
    return { verdict, report }
  }
  return { verdict: 'right', report: '' }
}

describe('the corpus of questions', () => {
  test.each(corpusFiles)('%s', file => {
    const results = readCases(file).map(examine)
    const wrong = results.filter(({ verdict }) => verdict === 'wrong'), asked = results.filter(({ verdict }) => verdict === 'asked')
    const allowed = Math.floor(results.length / 10)
    expect(results.length).toBeGreaterThan(0)
    if (wrong.length > 0 || asked.length > allowed) {
      expect.fail(`${file}: ${results.length} lines, ${wrong.length} wrong (0 allowed), ${asked.length} asked back (${allowed} allowed)\n\n${[...wrong, ...asked].map(({ report }) => report).join('\n\n')}`)
    }
  })
})
