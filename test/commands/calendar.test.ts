// calendar from outside: which years are known, next year's import, and what is refused.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openLibrary, shippedData } from '../../src/library.ts'
import { calendarOf, keepYear } from '../../src/store/calendar.ts'
import { openFolder, type Ended } from '../qunban.ts'

const folder = openFolder()
let db = 'qunban.db'
afterAll(() => folder.remove())
const run = (...args: string[]): Ended => folder.run(['calendar', ...args, '--db', db])
const on = (day: string): string[] => ['--now', `${day}T00:30:00+08:00`]
const lines = ({ stdout }: Ended): string[] => stdout.trimEnd().split('\n')

/** A year as the State Council might tell it, with what a test changes of it. */
const next = (change: (text: string) => string = text => text): void => writeFileSync(folder.path('2027.yaml'), change(`year: 2027
notice: 测试用的通知
holidays:
  - { name: 元旦, first: 2026-12-31, last: 2027-01-02 }
  - { name: 春节, first: 2027-02-05, last: 2027-02-12 }
  - { name: 清明节, first: 2027-04-03, last: 2027-04-05 }
  - { name: 劳动节, first: 2027-05-01, last: 2027-05-05 }
  - { name: 端午节, first: 2027-06-09, last: 2027-06-09 }
  - { name: 中秋节, first: 2027-09-15, last: 2027-09-15 }
  - { name: 国庆节, first: 2027-10-01, last: 2027-10-07 }
make_up:
  - 2027-01-31
  - 2027-10-09
`))

describe('without a file', () => {
  test('lists the years with their notice and working days, and those that are not known', () => {
    const ended = run(...on('2021-08-25'))
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(lines(ended)).toEqual([...[[2021, 250], [2022, 249], [2023, 249], [2024, 251], [2025, 248], [2026, 248]].map(([year, days]) => expect.stringMatching(new RegExp(`^${year}年 工作日${days}天 国办发明电〔${(year ?? 0) - 1}〕\\d+号《`)) as string),
      '2020年及以前、2027年起没有放假安排，按周一至周五算工作日。'])
  })
  test.each([
    ['2026-11-30', []], ['2026-12-01', ['明年（2027年）']], ['2027-01-01', ['今年（2027年）']], ['2027-12-01', ['今年（2027年）', '明年（2028年）']],
  ])('on %s warns of %j', (day, missing) => {
    const warned = lines(run(...on(day))).slice(7)
    expect(warned.map(line => /^缺少(.*?)的放假安排/.exec(line)?.[1])).toEqual(missing)
    for (const line of warned) expect(line).toMatch(/npm run -s qunban -- calendar \d{4}\.yaml。$/)
  })
})

describe('an import', () => {
  let imports = 0
  beforeEach(() => { db = `import-${imports += 1}.db` })
  test('makes the year known and takes the warning away', () => {
    next()
    expect(run('2027.yaml', ...on('2026-12-01'))).toEqual({ code: 0, stdout: '已导入2027年放假安排：工作日245天。\n', stderr: '' })
    const known = lines(run(...on('2026-12-02')))
    // 2026 ends a working day earlier.
    expect(known[5]).toMatch(/^2026年 工作日247天 /)
    expect(known.slice(6)).toEqual(['2027年 工作日245天 测试用的通知（2026-12-01由 2027.yaml 导入）', '2020年及以前、2028年起没有放假安排，按周一至周五算工作日。'])
  })
  test('again takes the place of the one before, and says so', () => {
    next()
    run('2027.yaml', ...on('2026-12-01'))
    next(text => text.replace('  - 2027-10-09\n', ''))
    expect(run('2027.yaml', ...on('2026-12-02')).stdout).toBe('已导入2027年放假安排：工作日244天。原有的2027年安排（测试用的通知，工作日245天）已替换。\n')
    expect(lines(run(...on('2026-12-02')))[6]).toContain('2027年 工作日244天')
  })
  test('takes the place of a shipped year as well', () => {
    writeFileSync(folder.path('2026.yaml'), readFileSync(join(shippedData, 'calendar/2026.yaml'), 'utf8').replace('  - 2026-10-10\n', ''))
    expect(run('2026.yaml').stdout).toMatch(/^已导入2026年放假安排：工作日247天。原有的2026年安排（国办发明电〔2025〕7号.*，工作日248天）已替换。\n$/)
    expect(lines(run(...on('2026-10-01'))).filter(line => line.startsWith('2026年'))).toEqual([expect.stringContaining('工作日247天')])
  })
})

describe('an import that is refused', () => {
  beforeEach(() => { db = 'qunban.db' })
  test.each([
    ['a year that is copied', (text: string) => text.replaceAll('2027-1', '2028-1'), '不是2027年的'],
    ['a make-up day on a Friday', (text: string) => text.replace('2027-10-09', '2027-10-08'), '2027-10-08不是周六或周日'],
    ['a day that is none', (text: string) => text.replace('2027-10-07', '2027-10-32'), '2027-10-32不是日历上的日子'],
    ['a last day before the first', (text: string) => text.replace('last: 2027-10-07', 'last: 2027-09-30'), '早于'],
    ['a holiday forgotten', (text: string) => text.replace(/.*端午节.*\n/, ''), '没有“端午节”'],
    ['the notice of another year', (text: string) => text.replace('测试用的通知', '国办发明电〔2025〕7号《国务院办公厅关于2026年部分节假日安排的通知》（2025年11月4日）'), '2027年与2026年的安排来自同一个通知'],
    ['no notice', (text: string) => text.replace(/notice.*\n/, ''), 'notice'],
    ['no year', (text: string) => text.replace('year: 2027', 'year: 明年'), 'year'],
    ['an empty file', () => '', '2027.yaml'],
    ['a letter', () => '各市（州）人民政府：\n现将有关事项通知如下。\n', '2027.yaml'],
    ['bytes', () => '\u0000\u0001PK', '2027.yaml'],
  ])('%s: one sentence', (_, change, says) => {
    next(change)
    const { code, stdout, stderr } = run('2027.yaml', ...on('2026-12-01'))
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1])
    expect(stderr).toContain(says)
    expect(stderr).toMatch(/^数据文件 2027\.yaml.*有误：.*。请改好后重试。$/m)
  })
  test('a day worked that the next year has off', () => {
    writeFileSync(folder.path('2022.yaml'), readFileSync(join(shippedData, 'calendar/2022.yaml'), 'utf8').replace('- 2022-10-08', '- 2022-12-31'))
    expect(run('2022.yaml')).toEqual({ code: 1, stdout: '', stderr: '数据文件 2022.yaml有误：2022-12-31上班，2023年的安排里却放假。请改好后重试。\n' })
  })
  test.each(['nowhere.yaml', '.'])('no file: %s', file => expect(run(file)).toEqual({ code: 1, stdout: '', stderr: `文件 ${file} 不存在：请检查路径。\n` }))
  test('nothing of them is kept', () => expect(lines(run(...on('2026-12-01'))).at(-1)).toContain('缺少明年（2027年）'))
})

test('the bot counts by an import at once, and makes the calendar once', async () => {
  const library = await openLibrary(':memory:', shippedData, '三化助手'), shipped = library.dictionary.calendar
  expect(calendarOf(library)).toBe(shipped)
  const year = (makeUp: readonly string[]) => ({ year: 2027, notice: '测试用的通知', holidays: [], makeUp }), keep = (makeUp: readonly string[]) => keepYear(library.store, year(makeUp), '2027.yaml', '2026-12-01T00:00:00.000Z')
  keep([])
  const first = calendarOf(library)
  expect(first.years.map(({ year: known }) => known)).toEqual([2021, 2022, 2023, 2024, 2025, 2026, 2027])
  expect(calendarOf(library)).toBe(first)
  // At the same moment, by another number of bytes or not.
  keep(['2027-01-30'])
  expect(calendarOf(library).years.at(-1)?.makeUp).toEqual(['2027-01-30'])
  keep(['2027-01-31'])
  expect(calendarOf(library)).toEqual({ ...shipped, years: [...shipped.years, year(['2027-01-31'])] })
  library.store.close()
})
