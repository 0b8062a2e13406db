// .env.example is the list of settings for people: the same names, defaults and meanings. What is wrong is named.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Failure } from '../src/failure.ts'
import { parseEnv, readSettings, settings } from '../src/settings.ts'

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  return expect.fail('nothing was thrown')
}

describe('.env.example', () => {
  test('lists each setting with its meaning above it, in order', () => {
    expect(example.trim().split('\n')).toEqual(settings.flatMap(({ name, default: value, meaning }) => [`# ${meaning}`, `${name}=${value}`]))
  })
  test('is a .env that gives the defaults', () => {
    expect(readSettings(parseEnv(example, '.env.example'))).toEqual(readSettings({}))
  })
})

describe('README.md', () => {
  test('lists each setting with its default, in order', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8'), rows = [...readme.matchAll(/^\| `((?:QUNBAN|WECHATY)_\w+)` \| (\S+) \|/gmu)].map(([, name, value = '']) => [name, value === 'empty' ? '' : value.replaceAll('`', '')])
    expect(rows).toEqual(settings.map(({ name, default: value }) => [name, value]))
  })
})

describe('readSettings', () => {
  test('takes the defaults for what is not set, and nothing that is no setting', () => {
    expect(readSettings({ HOME: '/root', QUNBAN_DB: 'other.db' })).toEqual({ ...Object.fromEntries(settings.map(({ name, default: value }) => [name, value])), QUNBAN_DB: 'other.db' })
  })
  test.each([
    ['QUNBAN_DB', ''], ['QUNBAN_DB', '  '], ['QUNBAN_NAME', ''], ['QUNBAN_NAME', '三化 助手'], ['QUNBAN_NAME', '@三化助手'], ['QUNBAN_NAME', '助'.repeat(21)],
  ])('%s=%j is refused by name', (name, value) => {
    const failure = failureOf(() => readSettings({ [name]: value }))
    expect(failure.code).toBe('setting')
    expect(failure.message).toContain(`${name}=${value}`)
    expect(failure.message).not.toContain('\n')
  })
})

describe('parseEnv', () => {
  const value = (line: string) => parseEnv(line, '.env')['KEY']
  test.each([
    ['KEY=value', 'value'], ['  KEY = value  ', 'value'], ['export KEY=value', 'value'], ['KEY=', ''], ['KEY=a=b', 'a=b'], ['KEY="a b"', 'a b'], ["KEY='a b'", 'a b'],
    ['KEY=value # 说明', 'value'], ['KEY=a#b', 'a#b'], ['KEY="a # b"', 'a # b'], ["KEY='a b' # 说明", 'a b'], ['\ufeffKEY=value', 'value'], ['KEY=a\r\nOTHER=b', 'a'], ['KEY=a\nKEY=b', 'b'],
  ])('%j → %j', (line, expected) => expect(value(line)).toBe(expected))

  test('passes over comments and empty lines', () => expect(parseEnv('# 说明\n\n  # KEY=a\n', '.env')).toEqual({}))

  test.each([['乱写一行', 1], ['KEY=a\n\n# 说明\nQUNBAN_DB', 4], ['KEY=a\r\n1KEY=b', 2], ['=a', 1]])('%j fails at line %i', (text, line) => {
    const failure = failureOf(() => parseEnv(text, '/etc/qunban/.env'))
    expect(failure.code).toBe('setting')
    expect(failure.message).toContain(`/etc/qunban/.env 第${line}行`)
  })
  test('does not repeat a whole secret in its message', () => {
    expect(failureOf(() => parseEnv(`TOKEN ${'x'.repeat(200)}`, '.env')).message.length).toBeLessThan(120)
  })
})
