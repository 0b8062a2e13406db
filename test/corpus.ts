// The corpus of questions: plain text, one case a line. questions/README.md describes the notation.

import { readdirSync, readFileSync } from 'node:fs'

export type Case = {
  readonly file: string
  readonly line: number
  /** One person's conversation: what is asked, and the plan that it must be read as. */
  readonly turns: readonly { readonly question: string; readonly expected: string }[]
}

const folder = new URL('./questions/', import.meta.url)

export const corpusFiles: readonly string[] = readdirSync(folder).filter(name => name.endsWith('.txt')).toSorted()

/** The cases of a file; a line that is no case is an error that names it. */
export function readCases(file: string): Case[] {
  return readFileSync(new URL(file, folder), 'utf8').split('\n').flatMap((text, i): Case[] => {
    if (text.trim() === '' || text.startsWith('#')) return []
    const [questions = '', plans, ...more] = text.split(' → ')
    const asked = questions.split(' ‖ '), expected = plans?.split(' ‖ ') ?? []
    if (more.length > 0 || asked.length !== expected.length) throw new Error(`${file} line ${i + 1}: each turn needs one plan, question → plan`)
    return [{ file, line: i + 1, turns: asked.map((question, k) => ({ question: question.trim(), expected: (expected[k] ?? '').trim() })) }]
  })
}

export const corpus: readonly Case[] = corpusFiles.flatMap(readCases)

const sorted = (names: string): string => names.split(',').toSorted().join(',')

/** `pilot(乐山市) non_pilot(甘孜藏族自治州)` → the names of the scope that is asked, of both where both are. */
function namesAnswered(sets: string, scope: string): string {
  const names = [...sets.matchAll(/(non_pilot|pilot)\(([^)]*)\)/g)].flatMap(([, of, list = '']) => (scope === of || !/pilot/.test(scope) ? list.split(',') : []))
  return [...new Set(names)].filter(name => name !== '').join(',')
}

/**
 * One spelling of a printed plan: regions in one order, the rows of a last answer as the names they stand for, one plan an indicator
 * for ranks.
 *
 * canonical('rank both trainings,kiosk_rate of 乐山市') → two plans
 */
export function canonical(plan: string): string[] {
  const scope = plan.split(' ')[1] ?? ''
  const named = plan.replace(/ of ((?:(?:non_)?pilot\([^)]*\) ?)+)/, (_, sets: string) => ` of ${namesAnswered(sets, scope)} `).trim()
  const one = named.replace(/ (of|except) (\S+)/g, (_, word: string, names: string) => ` ${word} ${sorted(names)}`)
  const ranks = /^rank (\S+) (\S+,\S+) (of .+)$/.exec(one)
  return ranks ? (ranks[2] ?? '').split(',').map(id => `rank ${ranks[1]} ${id} ${ranks[3]}`) : [one]
}
