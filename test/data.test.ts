// data/: what is shipped, and what is said when a file there is not as it should be. Each case changes a copy of the folder.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Failure } from '../src/failure.ts'
import { openLibrary, shippedData, type Library } from '../src/library.ts'
import { answerQuestion } from '../src/skills/question.ts'
import { botName, library as shipped, now } from './library.ts'

const scratch = mkdtempSync(join(tmpdir(), 'qunban-data-'))
afterAll(() => rmSync(scratch, { recursive: true }))

let copies = 0
/** A copy of data/ of its own. */
function copyData(): string {
  const folder = join(scratch, `data-${copies += 1}`)
  cpSync(shippedData, folder, { recursive: true })
  return folder
}

const pilotTable = 'datasets/2021-338-1-pilot.csv', indicatorsFile = 'indicators.yaml', noticeFile = 'notices/2021-338.yaml', calendarFile = 'calendar/2021.yaml'

/** Replaces the first `from` of a file and gives the line where it stood. */
function change(folder: string, file: string, from: string | RegExp, to: string): number {
  const path = join(folder, file), text = readFileSync(path, 'utf8'), at = typeof from === 'string' ? text.indexOf(from) : text.search(from)
  if (at < 0) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
  return text.slice(0, at).split('\n').length
}

async function failureOf(folder: string): Promise<Failure> {
  const error: unknown = await openLibrary(':memory:', folder, botName).then(() => expect.fail('the folder was taken'), (reason: unknown) => reason)
  if (!(error instanceof Failure)) throw error
  expect(error.code).toBe('data')
  expect(error.message).not.toContain('\n')
  return error
}

const answer = (text: string, library: Library) => answerQuestion({ text, region: null, memory: null, now, elapsed: () => 0 }, library).reply

describe('a file that is not as it should be is named with its line', () => {
  const cases: readonly { readonly what: string; readonly file: string; readonly from: string | RegExp; readonly to: string; readonly says: string; readonly after?: number }[] = [
    { what: 'broken YAML', file: indicatorsFile, from: '  - id: trainings\n', to: '  - id: [trainings\n', says: 'YAML', after: 1 },
    { what: 'a wrong value', file: indicatorsFile, from: 'better: lower', to: 'better: smaller', says: 'better' },
    { what: 'a field too much', file: indicatorsFile, from: '    unit: 次\n', to: '    unit: 次\n    colour: red\n', says: 'colour', after: 99 },
    { what: 'a missing field', file: indicatorsFile, from: '    unit: 次\n', to: '', says: 'unit', after: 99 },
    { what: 'an unknown indicator in a topic', file: indicatorsFile, from: 'main: one_seal_rate', to: 'main: one_seal_ratio', says: 'one_seal_ratio' },
    { what: 'an unknown indicator in a part', file: indicatorsFile, from: 'among: [kiosks_avg]', to: 'among: [kiosk_avg]', says: 'kiosk_avg' },
    { what: 'an unknown topic', file: indicatorsFile, from: 'topic: training\n', to: 'topic: trainings\n', says: 'trainings', after: 99 },
    { what: 'brackets that do not close', file: indicatorsFile, from: '"便民(服务)站(点)"', to: '"便民(服务站(点)"', says: '括号', after: 99 },
    { what: 'an unknown region in a zone', file: 'regions.yaml', from: '阿坝藏族羌族自治州, 甘孜藏族自治州]', to: '阿坝州, 甘孜藏族自治州]', says: '阿坝州' },
    { what: 'a county of an unknown city', file: 'regions.yaml', from: /city: 成都市/, to: 'city: 成都', says: '成都' },
    { what: 'an unknown place in a notice', file: noticeFile, from: 'place_names: [名山区]', to: 'place_names: [明山区]', says: '明山区' },
    { what: 'a date that is none', file: 'datasets.yaml', from: 'as_of: 2021-07-20', to: 'as_of: 7月20日', says: 'as_of' },
    { what: 'an unknown region in a table', file: pilotTable, from: '\n自贡市,', to: '\n自贡,', says: '自贡', after: 1 },
    { what: 'an unknown column in a table', file: pilotTable, from: 'kiosks_avg', to: 'kiosks', says: 'kiosks' },
    { what: 'no number in a table', file: pilotTable, from: '\n德阳市,', to: '\n德阳市,约', says: '约', after: 1 },
    { what: 'a cell too much', file: pilotTable, from: '\n泸州市,', to: '\n泸州市,1,', says: 'CSV', after: 1 },
    { what: 'a cell missing', file: pilotTable, from: /\n绵阳市,[^,]*,/, to: '\n绵阳市,', says: 'CSV', after: 1 },
    { what: 'a day that is none', file: calendarFile, from: 'last: 2021-02-17', to: 'last: 2021-02-30', says: '2021-02-30不是日历上的日子' },
    { what: 'a day as people write it', file: calendarFile, from: '- 2021-02-20', to: '- 2月20日', says: 'make_up.1' },
    { what: 'a last day before the first', file: calendarFile, from: 'last: 2021-02-17', to: 'last: 2021-02-10', says: '早于' },
    { what: 'a holiday of weeks', file: calendarFile, from: 'last: 2021-02-17', to: 'last: 2021-03-17', says: '太长' },
    { what: 'a holiday of another year', file: calendarFile, from: 'first: 2021-10-01, last: 2021-10-07', to: 'first: 2022-10-01, last: 2022-10-07', says: '不是2021年的' },
    { what: 'a holiday without its day', file: calendarFile, from: 'first: 2021-10-01', to: 'first: 2021-10-02', says: '不含2021-10-01' },
    { what: 'two holidays on one day', file: calendarFile, from: 'last: 2021-09-21', to: 'last: 2021-10-01', says: '“国庆节”与“中秋节”有同一天', after: 1 },
    { what: 'a holiday missing', file: calendarFile, from: '  - { name: 端午节, first: 2021-06-12, last: 2021-06-14 }\n', to: '', says: '没有“端午节”', after: 99 },
    { what: 'a make-up day that is no weekend day', file: calendarFile, from: '- 2021-09-18', to: '- 2021-09-17', says: '2021-09-17不是周六或周日' },
    { what: 'a make-up day in a holiday', file: calendarFile, from: '- 2021-09-18', to: '- 2021-09-19', says: '“中秋节”' },
    { what: 'a make-up day of another year', file: calendarFile, from: '- 2021-09-18', to: '- 2022-09-17', says: '不是2021年的' },
    { what: 'a make-up day twice', file: calendarFile, from: '- 2021-09-18', to: '- 2021-02-20', says: '两次' },
    { what: 'a region that is none in the calendar', file: 'calendar/regional.yaml', from: 'region: 凉山彝族自治州, name: 火把节', to: 'region: 凉山州, name: 火把节', says: '“凉山州”不是已知的市州全称' },
    { what: 'a regional holiday that ends before it begins', file: 'calendar/regional.yaml', from: 'last: 2021-08-08', to: 'last: 2021-08-01', says: '早于' },
    { what: 'a region twice', file: pilotTable, from: '\n乐山市,', to: '\n南充市,', says: '南充市', after: 99 },
  ]
  test.each(cases)('$what ($file)', async ({ file, from, to, says, after }) => {
    const folder = copyData(), at = change(folder, file, from, to)
    const { message } = await failureOf(folder), line = Number(/第(\d+)行/.exec(message)?.[1])
    expect(message).toContain(file)
    expect(message).toContain(says)
    // The line itself, or the one below where the change began at a line's end; of an entry, a line of it.
    if (after === 99) expect(Math.abs(line - at), message).toBeLessThanOrEqual(20)
    else expect(line, message).toBe(at + (after ?? 0))
  })

  test('two files of one year', async () => {
    const folder = copyData()
    cpSync(join(folder, calendarFile), join(folder, 'calendar/again.yaml'))
    expect((await failureOf(folder)).message).toMatch(/calendar\/again\.yaml有误：2021年在 calendar\/2021\.yaml 里已有/)
  })
  test.each([
    ['a day off that another year works', 'calendar/2022.yaml', '- 2022-10-08', '- 2022-12-31', '2022-12-31'],
    ['a notice of another year', 'calendar/2022.yaml', /notice: .*/, 'notice: 国办发明电〔2020〕27号《国务院办公厅关于2021年部分节假日安排的通知》（2020年11月25日）', '同一个通知'],
  ])('%s', async (_, file, from, to, says) => {
    const folder = copyData()
    change(folder, file, from, to)
    expect((await failureOf(folder)).message).toContain(says)
  })

  test('a table that is not there', async () => {
    const folder = copyData()
    rmSync(join(folder, pilotTable))
    expect((await failureOf(folder)).message).toContain('2021-338-1-pilot.csv')
  })
  test('an empty table', async () => {
    const folder = copyData()
    writeFileSync(join(folder, pilotTable), '')
    expect((await failureOf(folder)).message).toContain('2021-338-1-pilot.csv')
  })
  test('a folder that is not there', async () => expect((await failureOf(join(scratch, 'nowhere'))).message).toContain('nowhere'))
})

describe('a table as spreadsheets write it', () => {
  test('a byte order mark, thousands, dashes and empty cells are read', async () => {
    const folder = copyData(), path = join(folder, pilotTable), text = readFileSync(path, 'utf8')
    writeFileSync(path, `\ufeff${text.replace(/\n成都市,33,11,344,/, '\n成都市,"1,033",-,,')}`.replaceAll('\n', '\r\n'))
    const library = await openLibrary(':memory:', folder, botName)
    const cell = (column: string) => library.store.prepare('SELECT number FROM cell WHERE dataset = ? AND row = ? AND "column" = ?').pluck().get('2021-338-1', '成都市', column)
    expect([cell('service_centers'), cell('service_stations'), cell('service_rooms'), cell('kiosks_avg')]).toEqual([1033, null, null, 4.2])
    const { answers, text: said } = answer('成都试点便民服务站多少个', library)
    expect(answers.flatMap(({ rows }) => rows)).toEqual([])
    expect(said).not.toMatch(/\b0\b/)
    library.store.close()
  })
})

describe('a data folder of one\'s own', () => {
  test('an empty one has the regions, the calendar and nothing else', async () => {
    const folder = join(scratch, 'empty')
    mkdirSync(folder)
    const library = await openLibrary(':memory:', folder, botName), { dictionary } = library
    expect(dictionary.regions.length).toBe(21)
    expect(dictionary.calendar).toEqual(shipped.dictionary.calendar)
    expect([Object.keys(dictionary.indicators), dictionary.datasets, dictionary.topics, dictionary.facts]).toEqual([[], [], [], []])
    expect(library.store.prepare('SELECT count(*) FROM cell').pluck().get()).toBe(0)
    for (const text of ['哪些市州还没启动综窗？', '乐山综窗多少', '全省便民服务室一共多少个', '成都GDP多少', '乐山的情况', '申报名单什么时候截止']) {
      const { status, answers } = answer(text, library)
      expect([text, status === 'not_in_data' || status === 'not_understood', answers]).toEqual([text, true, []])
    }
    expect(answer('你好', library).status).toBe('answered')
    library.store.close()
  })

  test('a calendar of its own is the whole calendar', async () => {
    const folder = join(scratch, 'calendar-of-its-own')
    mkdirSync(join(folder, 'calendar'), { recursive: true })
    cpSync(join(shippedData, calendarFile), join(folder, calendarFile))
    const { dictionary: { calendar }, store } = await openLibrary(':memory:', folder, botName)
    expect([calendar.years.map(({ year }) => year), calendar.regional]).toEqual([[2021], []])
    store.close()
  })

  test('a changed file is read again, an unchanged one is not', async () => {
    const folder = copyData(), db = join(scratch, 'changed.db'), question = '乐山试点综窗多少'
    const figureOf = async (meanwhile?: string) => {
      const library = await openLibrary(db, folder, botName), { answers } = answer(question, library)
      if (meanwhile !== undefined) library.store.exec(meanwhile)
      library.store.close()
      return answers[0]?.rows[0]?.value
    }
    expect(await figureOf(`UPDATE cell SET number = 12.3 WHERE dataset = '2021-338-1' AND row = '乐山市' AND "column" = 'window_reform_rate'`)).toBe(0)
    expect(await figureOf()).toBe(12.3)
    const path = join(folder, pilotTable), lines = readFileSync(path, 'utf8').split('\n'), at = (lines[0] ?? '').split(',').indexOf('window_reform_rate')
    writeFileSync(path, lines.map(line => (line.startsWith('乐山市,') ? line.split(',').map((cell, i) => (i === at ? '45.67%' : cell)).join(',') : line)).join('\n'))
    expect(await figureOf()).toBe(45.67)
  })

  test('figures that were taken out are gone', async () => {
    const folder = copyData(), db = join(scratch, 'gone.db');
    (await openLibrary(db, folder, botName)).store.close()
    for (const file of ['datasets.yaml', 'indicators.yaml']) rmSync(join(folder, file))
    rmSync(join(folder, 'notices'), { recursive: true })
    const library = await openLibrary(db, folder, botName)
    expect(library.store.prepare('SELECT count(*) FROM cell').pluck().get()).toBe(0)
    library.store.close()
  })

  test('a broken file leaves the database as it was', async () => {
    const folder = copyData(), db = join(scratch, 'kept.db');
    (await openLibrary(db, folder, botName)).store.close()
    const good = readFileSync(join(folder, pilotTable), 'utf8')
    change(folder, pilotTable, '\n自贡市,', '\n自贡,')
    await expect(openLibrary(db, folder, botName)).rejects.toThrow('自贡')
    writeFileSync(join(folder, pilotTable), `${good}\n`)
    const library = await openLibrary(db, folder, botName)
    expect(library.store.prepare('SELECT count(*) FROM cell').pluck().get()).toBe(2 * 22 * 28)
    library.store.close()
  })
})

describe('the shipped data', () => {
  const { dictionary, store } = shipped, indicators = Object.values(dictionary.indicators)
  test('has 21 regions and 183 counties of theirs', () => {
    expect(dictionary.regions.length).toBe(21)
    expect(dictionary.counties.length).toBe(183)
    expect(new Set(dictionary.counties.map(({ city }) => city)).size).toBe(21)
    // Only 市中区 stands twice, in 内江 and 乐山.
    expect(new Set(dictionary.counties.map(({ name }) => name)).size).toBe(182)
  })
  test('has the zones as the province draws them', () => {
    const say = (zone: string) => dictionary.zones.find(({ name, aliases }) => name === zone || aliases.includes(zone))?.regions.map(name => dictionary.regions.find(region => region.name === name)?.short).join('')
    expect(say('成都平原')).toBe('成都德阳绵阳遂宁乐山雅安眉山资阳')
    expect([say('川南'), say('川东北'), say('攀西'), say('川西北'), say('三州')]).toEqual(['自贡泸州内江宜宾', '南充达州广安广元巴中', '攀枝花凉山', '阿坝甘孜', '阿坝甘孜凉山'])
  })
  test('has 28 indicators of the tables, in the order of their columns, and two that are only reported', () => {
    const columns = dictionary.datasets.map(dataset => dataset.columns), inTables = new Set(columns.flat())
    expect(columns.map(list => list.length)).toEqual([28, 28])
    expect(columns[0]).toEqual(columns[1])
    expect(indicators.slice(0, 28).map(({ id }) => id)).toEqual(columns[0])
    expect(indicators.filter(({ id }) => !inTables.has(id)).map(({ id }) => id)).toEqual(['hard_case_window_rate', 'hard_case_windows'])
  })
  test('has a meaning, a header and a good direction for each of the 28', () => {
    for (const { id, means, header, better } of indicators.slice(0, 28)) expect([id, Boolean(means), Boolean(header), better]).toEqual([id, true, true, ['windows_before', 'windows_now', 'department_systems'].includes(id) ? 'lower' : 'higher'])
  })
  test('has 22 rows of 28 figures twice, none empty', () => {
    const rows = store.prepare('SELECT dataset, count(DISTINCT row) AS rows, count(*) AS cells, count(number) AS numbers FROM cell GROUP BY dataset').all()
    expect(rows).toEqual(['2021-338-1', '2021-338-2'].map(dataset => ({ dataset, rows: 22, cells: 616, numbers: 616 })))
  })
  test('has counts that add up to the printed totals', () => {
    const sums = store.prepare(`SELECT dataset, "column", sum(CASE WHEN row = '合计' THEN 0 ELSE number END) AS cities, sum(CASE WHEN row = '合计' THEN number ELSE 0 END) AS total
      FROM cell WHERE "column" IN ('service_centers', 'service_stations', 'service_rooms') GROUP BY dataset, "column"`).all() as { cities: number; total: number }[]
    expect(sums.length).toBe(6)
    for (const { cities, total } of sums) expect(cities).toBe(total)
  })
  test('has percentages between 0 and 100', () => {
    const rates = indicators.filter(({ unit }) => unit === '%').map(({ id }) => id)
    const odd = store.prepare(`SELECT dataset, row, "column", number FROM cell WHERE "column" IN (SELECT value FROM json_each(?)) AND (number < 0 OR number > 100)`).all(JSON.stringify(rates))
    expect(odd).toEqual([])
  })
  test('has no phone numbers', () => {
    const files = readdirSync(shippedData, { recursive: true, encoding: 'utf8' }).filter(path => /\.\w+$/.test(path))
    expect(files.length).toBeGreaterThan(4)
    const found = files.flatMap(file => readFileSync(join(shippedData, file), 'utf8').match(/(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—－ ]?\d{7,8}|\d{17}[\dXx])(?!\d)/g) ?? [])
    expect(found).toEqual([])
  })
})
