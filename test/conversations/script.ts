// The scripts of conversations: plain text that people can read. README.md describes them.

import { readdirSync, readFileSync } from 'node:fs'

export type Expectation =
  | { readonly kind: 'any' | 'silence' }
  | { readonly kind: 'text'; readonly parts: readonly (readonly string[])[] }
  | { readonly kind: 'private'; readonly to: string; readonly parts: readonly (readonly string[])[] }

export type Step =
  | { readonly kind: 'at'; readonly at: Date }
  | { readonly kind: 'say'; readonly from: string; readonly text: string; readonly how: 'talk' | 'mention' | 'note' | 'private'; readonly quotes: { readonly number: number; readonly bot: boolean } | null; readonly expect: Expectation[] }
  | { readonly kind: 'recall' | 'again'; readonly number: number; readonly expect: Expectation[] }
  | { readonly kind: 'restart' }

export type Script = {
  readonly where: string
  readonly title: string
  readonly members: readonly { readonly name: string; readonly role: 'admin' | 'reporter' | 'viewer' }[]
  readonly roster: readonly { readonly name: string; readonly city: string; readonly role: 'admin' | 'reporter' | 'viewer' }[]
  readonly steps: readonly Step[]
  /** The records that stand at the end; null where the script does not say. */
  readonly records: readonly string[] | null
  readonly never: readonly string[]
}

const folder = new URL('./', import.meta.url)
const moment = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const parts = (text: string): string[][] => text.split(' & ').map(part => part.split('|').map(one => one.trim()))

function parseExpectation(text: string): Expectation {
  if (text === '*') return { kind: 'any' }
  if (text === '-') return { kind: 'silence' }
  const [, to, rest] = /^private (.+?) : (.*)$/u.exec(text) ?? []
  return to === undefined || rest === undefined ? { kind: 'text', parts: parts(text) } : { kind: 'private', to, parts: parts(rest) }
}

function parseScript(where: string, lines: readonly string[]): Script {
  const members: Script['members'][number][] = [], roster: Script['roster'][number][] = [], steps: Step[] = [], records: string[] = [], never: string[] = []
  let saysRecords = false
  for (const line of lines.slice(1)) {
    const fail = (): never => { throw new Error(`${where}: “${line}” is no line of a conversation`) }
    const [, expected] = /^\s+: (.*)$/u.exec(line) ?? []
    if (expected !== undefined) {
      const last = steps.at(-1)
      if (last && 'expect' in last) last.expect.push(parseExpectation(expected.trim()))
      else fail()
    } else if (line.startsWith('at ')) steps.push({ kind: 'at', at: moment(line.slice(3).trim()) })
    else if (line.startsWith('members ')) members.push(...line.slice(8).split(',').map(one => one.trim()).map(one => {
      const [, name, role] = /^(.*?)(?: (admin|reporter|viewer))?$/u.exec(one) ?? []
      return { name: name ?? one, role: (role ?? 'reporter') as 'reporter' }
    }))
    else if (line.startsWith('roster ')) {
      const [, name = '', city = '', role = ''] = /^roster (.+) (\S+) (\S+)$/u.exec(line) ?? fail()
      roster.push({ name, city, role: role as 'reporter' })
    } else if (line === 'restart') steps.push({ kind: 'restart' })
    else if (/^(?:recall|again) \d+$/u.test(line)) steps.push({ kind: line.startsWith('recall') ? 'recall' : 'again', number: Number(line.split(' ')[1]), expect: [] })
    else if (line.startsWith('= ')) {
      saysRecords = true
      if (line !== '= 无') records.push(line.slice(2).trim())
    } else if (line.startsWith('! ')) never.push(line.slice(2).trim())
    else {
      const [, from = '', sign = '', text = ''] = /^(.+?) ((?:@|note|private|quotes (?:bot )?\d+ )?>) ?(.*)$/u.exec(line) ?? fail()
      const [, bot, number] = /^quotes (bot )?(\d+) >$/u.exec(sign) ?? []
      steps.push({ kind: 'say', from, text: text.replaceAll('⏎', '\n'), how: sign === '@>' ? 'mention' : sign === 'note>' ? 'note' : sign === 'private>' ? 'private' : 'talk', quotes: number === undefined ? null : { number: Number(number), bot: bot !== undefined }, expect: [] })
    }
  }
  return { where, title: (lines[0] ?? '').replace(/^== /u, ''), members, roster, steps, records: saysRecords ? records : null, never }
}

/** All conversations of the folder. */
export const scripts: readonly Script[] = readdirSync(folder).filter(name => name.endsWith('.txt')).toSorted().flatMap(file => {
  const all: { from: number; lines: string[] }[] = []
  readFileSync(new URL(file, folder), 'utf8').split('\n').forEach((line, i) => {
    if (line.startsWith('== ')) all.push({ from: i + 1, lines: [line] })
    else if (line.trim() !== '' && !line.startsWith('//')) all.at(-1)?.lines.push(line)
  })
  return all.map(({ from, lines }) => parseScript(`${file}:${from}`, lines))
})
