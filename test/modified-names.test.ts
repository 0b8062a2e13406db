// An unknown word right before an indicator's name makes it another name: 乐山的外星综窗率 is not in the tables. The old figure would be
// a wrong answer; none, a question back, or the answer to another question of the same message are right.

import { describe, expect, test } from 'vitest'
import { normalise } from '../src/language/normalise.ts'
import { readMentions } from '../src/question/mentions/read.ts'
import { corpus } from './corpus.ts'
import { ask, library } from './library.ts'

const words = '外星 双语 夜间 民营 涉外 儿童 消防 校园 钢铁 渔业 航天 宠物 古建 电竞 养老 跨境 军用 露天 盲人 私立'.split(' ')

type Base = { readonly question: string; readonly at: number; readonly old: readonly string[]; readonly isOwn: (plan: string) => boolean }

/** Where the first name of an indicator starts; words like 率 and 数量 are heads of a name, 放给乡镇 is an act. */
function baseOf(question: string): Base[] {
  const plain = normalise(question, library.botNames)
  const name = readMentions(plain, library.vocabulary).find(mention => mention.kind === 'indicator' && mention.strength !== 'head' && mention.strength !== 'soft')
  const { reply, plans } = ask(question)
  if (name?.kind !== 'indicator' || plans.length === 0 || reply.status !== 'answered') return []
  const old = (reply.plan ?? '').split(' ; ').filter(plan => !plan.startsWith('fact '))
  const isOwn = (plan: string): boolean => name.ids.some(id => new RegExp(`(?<![a-z_])${id}(?![a-z_])`).test(plan))
  return old.some(isOwn) ? [{ question: plain, at: name.start, old, isOwn }] : []
}

const bases = corpus.flatMap(({ turns }) => (turns.length === 1 && turns[0] ? baseOf(turns[0].question) : []))

describe('an unknown word before the name', () => {
  test('stands before most questions of the corpus', () => expect(bases.length).toBeGreaterThan(350))

  test.each(words)('%s', word => {
    const faults = bases.flatMap(({ question, at, old, isOwn }) => {
      const changed = question.slice(0, at) + word + question.slice(at), { reply } = ask(changed)
      const got = reply.status === 'answered' ? (reply.plan ?? '').split(' ; ').filter(plan => !/^(?:fact|county) |^(?:greet|thanks|help|silence|)$/.test(plan)) : []
      // Another question of the same message may be answered, in its own words; what is left of this one may not.
      const mayAnswerOther = !old.every(isOwn)
      if (got.some(plan => old.includes(plan) && isOwn(plan))) return [`the old plan: ${changed} → ${reply.plan}`]
      if (got.some(plan => isOwn(plan) || !mayAnswerOther)) return [`what is left of the question: ${changed} → ${reply.plan}\n  was ${old.join(' ; ')}`]
      return []
    })
    if (faults.length > 0) expect.fail(`${faults.length} of ${bases.length} questions\n\n${faults.join('\n')}`)
  })
})
