// Tables that are not quite the shipped ones: another name of the province's own row, cells without a figure.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import type { Condition, TablePlan } from '../../src/question/plan.ts'
import { tellAnswers } from '../../src/replies/answers.ts'
import { answerQuestion, type Memory } from '../../src/skills/question.ts'
import { answerPlan } from '../../src/table/answer.ts'
import { corpus } from '../corpus.ts'
import { botName, library as shipped, now } from '../library.ts'

type Outcome = ReturnType<typeof answerQuestion>

const folder = mkdtempSync(join(tmpdir(), 'qunban-tables-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The shipped data with both tables changed. */
async function open(name: string, change: (table: string) => string): Promise<Library> {
  const data = join(folder, name)
  cpSync(shippedData, data, { recursive: true })
  for (const file of ['2021-338-1-pilot.csv', '2021-338-2-non-pilot.csv']) {
    const path = join(data, 'datasets', file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  return openLibrary(':memory:', data, botName)
}

/** A table without the figure of one row and column. */
function without(table: string, row: string, column: string): string {
  const lines = table.split('\n'), at = (lines[0] ?? '').trim().split(',').indexOf(column)
  return lines.map(line => (line.startsWith(`${row},`) ? line.split(',').map((cell, i) => (i === at ? '' : cell)).join(',') : line)).join('\n')
}

const rate = (operator: '<' | '>' | '<=', value: Extract<Condition, { kind: 'compare' }>['value']): Condition => ({ kind: 'compare', indicator: 'window_reform_rate', operator, value })
const asked = { scope: 'pilot', scopeSaid: true } as const
const check = (where: Condition, ...names: string[]): TablePlan => ({ ...asked, kind: 'check', where, regions: names.length > 0 ? { kind: 'named', names } : { kind: 'province' } })
function answer(plan: TablePlan, { store, dictionary }: Library) {
  const told = answerPlan(plan, store, dictionary)
  return { told: told[0], line: tellAnswers(plan, told, dictionary, now)[1] }
}

test('the row of the province may be called 全省: every reply stays the same', async () => {
  const renamed = await open('renamed', table => table.replace(/^合计,/mu, '全省,'))
  expect(renamed.dictionary.datasets.map(({ total }) => total)).toEqual(['全省', '全省'])
  for (const { turns } of corpus) {
    let own: Memory | null = null, other: Memory | null = null
    for (const { question: text } of turns) {
      const turn = { text, region: null, now, elapsed: () => 0 }
      const expected: Outcome = answerQuestion({ ...turn, memory: own }, shipped), outcome: Outcome = answerQuestion({ ...turn, memory: other }, renamed)
      expect(outcome.reply.text, text).toBe(expected.reply.text)
      own = expected.memory
      other = outcome.memory
    }
  }
})

describe('is it so of the whole province', () => {
  // 省级试点: 全省 67.7%, 乐山 0.0%
  test.each([
    [rate('<=', 'average'), true, '是'], [rate('<', 'average'), false, '否'], [rate('>', { region: '乐山市' }), true, '是'], [rate('<', { region: '乐山市' }), false, '否'], [rate('>', 0), true, '是'],
  ] as const)('%j: %s', (where, holds, word) => {
    const { told, line } = answer(check(where), shipped)
    expect(told?.holds).toEqual({ 合计: holds })
    expect(line).toMatch(new RegExp(`^省级试点：${word}，`, 'u'))
  })
})

describe('without a figure nothing is claimed', async () => {
  const gaps = await open('gaps', table => without(without(table, '乐山市', 'window_reform_rate'), '合计', 'one_seal_rate'))
  const seal = (operator: '<' | '>'): Condition => ({ kind: 'compare', indicator: 'one_seal_rate', operator, value: 'average' })

  test.each([
    ['the province and a region', check(rate('>', { region: '乐山市' }))], ['a region and a region', check(rate('>', { region: '乐山市' }), '成都市')], ['a region and the average', check(seal('<'), '成都市')],
    ['one of two conditions', check({ kind: 'and', parts: [rate('>', 0), seal('>')] }, '成都市')],
  ])('%s', (_, plan) => {
    const { told, line } = answer(plan, gaps)
    expect(told?.holds).toEqual({})
    expect(line).toContain('无数据')
    expect(line).not.toMatch(/是，|否，/u)
  })
  test('the province has no figure of its own', () => {
    const { told, line } = answer(check(seal('>')), gaps)
    expect([told?.rows, told?.holds, line?.startsWith('省级试点：无数据')]).toEqual([[], {}, true])
  })
  test('what decides alone is told', () => {
    expect(answer(check({ kind: 'or', parts: [rate('>', 0), seal('>')] }, '成都市'), gaps).told?.holds).toEqual({ 成都市: true })
    expect(answer(check({ kind: 'and', parts: [rate('<', 0), seal('>')] }, '成都市'), gaps).told?.holds).toEqual({ 成都市: false })
  })
})

test('of a part of the province only the part is a row', () => {
  const { told, line } = answer({ ...asked, kind: 'portion', indicator: 'service_centers', regions: { kind: 'named', names: ['乐山市', '成都市'] } }, shipped)
  expect(told?.rows.map(({ region }) => region)).toEqual(['乐山市', '成都市'])
  expect(line).toMatch(/^省级试点：占\d+\.\d%（乐山9个，成都\d+个，全省243个）$/u)
})
