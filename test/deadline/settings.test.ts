// Sentences that set a deadline: the corpus settings.txt, what is to be handed in, by whom, when and with which days before.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSetting } from '../../src/deadline/setting.ts'
import { normalise } from '../../src/language/normalise.ts'
import { library } from '../library.ts'

type Line = { readonly line: number; readonly day: string; readonly text: string; readonly expected: string }

const corpus = readFileSync(new URL('settings.txt', import.meta.url), 'utf8').split('\n').flatMap((written, i): Line[] => {
  if (written.trim() === '' || written.startsWith('#')) return []
  const [, day = '', text = '', expected = ''] = /^(\d{4}-\d\d-\d\d) \| (.+) → (.+)$/u.exec(written) ?? []
  if (day === '') throw new Error(`settings.txt line ${i + 1}: DAY | TEXT → …`)
  return [{ line: i + 1, day, text, expected }]
})

test.each(corpus)('$line: $text', ({ day, text, expected }) => {
  const { title, whom, due, leads } = readSetting(normalise(text), text, { day, time: '10:00' }, library.dictionary.calendar, said => normalise(said))
  const when = due === null ? '无日期' : 'due' in due ? `${due.due.day} ${due.due.time}${due.kind === 'once' ? '' : ` ${due.kind}`}` : due.why
  expect([title === '' ? '无名称' : title, whom === '' ? '没说谁' : whom, when, ...(leads === null ? [] : [`提前${leads.join('、')}天`])].join(' ; ')).toBe(expected)
})
