// Charts over other tables than the first two: a newer one, one without 试点 and 非试点, one with holes.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { citiesReporting, makeChart, type Chart, type ChartRequest } from '../../src/skills/charts.ts'
import type { Dataset } from '../../src/table/dictionary.ts'
import { botName } from '../library.ts'

let library: Library
const now = new Date('2021-10-10T10:00:00+08:00'), asker = { room: null, isAdmin: false }
beforeAll(async () => { library = await openLibrary(':memory:', shippedData, botName) })
afterAll(() => library.store.close())

/** A copy of a table under another name and day, with its figures changed. */
function copyTable(from: string, change: Partial<Dataset> & { readonly id: string }, figure: string, without: readonly string[] = []): Dataset {
  const { store, dictionary } = library, dataset = { ...dictionary.datasets.find(({ id }) => id === from) as Dataset, ...change }
  store.prepare('INSERT OR IGNORE INTO dataset_row (dataset, position, name, kind) SELECT ?, position, name, kind FROM dataset_row WHERE dataset = ?').run(dataset.id, from)
  store.prepare(`INSERT OR IGNORE INTO cell (dataset, "column", row, number, text) SELECT ?, "column", row, CASE WHEN row IN (SELECT value FROM json_each(?)) THEN NULL ELSE ${figure} END, text FROM cell WHERE dataset = ?`).run(dataset.id, JSON.stringify(without), from)
  return dataset
}
const chartOver = (datasets: readonly Dataset[], request: Partial<ChartRequest>): Chart | null => (
  makeChart({ kind: 'regions', indicators: ['window_reform_rate'], scope: 'both', regions: { kind: 'all' }, ...request }, { ...library, dictionary: { ...library.dictionary, datasets } }, asker, now)
)
const texts = (chart: Chart | null): string[] => [...(chart?.svg ?? '').matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, content = '']) => content)

describe('a newer table', () => {
  test('of both scopes is charted, and over time the province has two days', () => {
    const first = library.dictionary.datasets, newer = [copyTable('2021-338-1', { id: 'new-1', asOf: '2021-09-30', document: '新通报', attachment: '附表1' }, 'min(100, number + 10)'), copyTable('2021-338-2', { id: 'new-2', asOf: '2021-09-30', document: '新通报', attachment: '附表2' }, 'min(100, number + 20)')]
    const bars = chartOver([...first, ...newer], {})
    expect(texts(bars)).toEqual(expect.arrayContaining(['截至9月30日', '全省平均77.7%', '全省平均76.9%', '来源：新通报附表1、附表2', '28.5%']))
    const course = chartOver([...first, ...newer], { kind: 'progress', regions: { kind: 'province' } })
    expect(course?.lines).toEqual(['全省综窗完成率走势（7月20日至9月30日）', '通报数：7月20日试点67.7%、非试点56.9%，9月30日试点77.7%、非试点76.9%', '来源：川政公函〔2021〕338号附件1、附件2；新通报附表1、附表2'])
    expect(texts(course)).toEqual(expect.arrayContaining(['67.7%', '77.7%', '56.9%', '76.9%', '试点', '非试点', '通报数', '7月20日', '9月30日']))
    expect(texts(course)).not.toContain('上报数')
    const city = chartOver([...first, ...newer], { kind: 'progress', regions: { kind: 'named', names: ['乐山市'] }, scope: 'non_pilot' })
    expect(city?.lines[1]).toBe('通报数：7月20日非试点16.4%，9月30日非试点36.4%')
    expect(city?.lines[2]).toBe('上报数：未报')
  })
  test('of one scope: each panel has its own day', () => {
    const [, second] = library.dictionary.datasets, newer = copyTable('2021-338-1', { id: 'new-3', asOf: '2021-09-30' }, 'number')
    const said = texts(chartOver([newer, second as Dataset], {}))
    expect(said).toEqual(expect.arrayContaining(['省级试点（截至9月30日）', '非试点（截至7月20日）']))
    expect(said).not.toContain('截至9月30日')
    expect(texts(chartOver([newer, second as Dataset], { kind: 'pilot' }))).toEqual(expect.arrayContaining(['试点（截至9月30日）', '非试点（截至7月20日）']))
  })
})

describe('a table without scopes', () => {
  const plain = (): Dataset => copyTable('2021-338-2', { id: 'plain', scope: null, total: null, document: '', attachment: '别的表' }, 'number', ['乐山市'])
  test('has one panel, its own average, and 无数据 for a hole', () => {
    const chart = chartOver([plain()], { regions: { kind: 'named', names: ['乐山市', '成都市', '德阳市'] } }), said = texts(chart)
    expect(said).toEqual(expect.arrayContaining(['乐山', '无数据', '86.1%', '29.9%', '来源：别的表']))
    expect(said.some(one => one.startsWith('平均'))).toBe(true)
    expect(said.some(one => /试点/u.test(one))).toBe(false)
    expect(said.indexOf('无数据')).toBeGreaterThan(said.indexOf('29.9%'))
  })
  test('cannot set 试点 beside 非试点: it gets bars', () => {
    const dataset = plain(), request = { regions: { kind: 'named' as const, names: ['成都市', '德阳市'] } }
    expect(chartOver([dataset], { ...request, kind: 'pilot' })?.svg).toBe(chartOver([dataset], request)?.svg)
  })
  test('is a table of columns too', () => {
    const said = texts(chartOver([plain()], { kind: 'heat', indicators: ['window_reform_rate', 'windows_now'] }))
    expect(said).toEqual(expect.arrayContaining(['综窗完成率', '现设置综合', '（%）', '（个）', '成都', '86.1']))
    expect(said.join('')).toContain('↓')
    expect(said).not.toContain('全省')
  })
})

describe('nothing comes of', () => {
  test.each<[string, Partial<ChartRequest>]>([
    ['one place', { regions: { kind: 'named', names: ['乐山市'] } }], ['no indicator', { indicators: [] }], ['an indicator that nobody knows', { indicators: ['no_such'] }], ['no places', { regions: { kind: 'named', names: [] } }],
    ['one day', { kind: 'progress', regions: { kind: 'named', names: ['乐山市'] } }], ['what nobody reported', { indicators: ['hard_case_window_rate'] }], ['more columns than a phone shows', { kind: 'heat', indicators: ['items_total', 'items_admin_power', 'items_public_service', 'items_utilities', 'items_other', 'trainings', 'kiosks_avg', 'kiosk_rate', 'windows_now', 'windows_before', 'windows_cut'] }],
  ])('%s', (_, request) => expect(chartOver(library.dictionary.datasets, request)).toBeNull())
  test('no tables at all', () => {
    for (const kind of ['regions', 'pilot', 'progress', 'heat'] as const) expect(chartOver([], { kind, ...(kind === 'heat' ? { indicators: [] } : {}) })).toBeNull()
    expect(citiesReporting('window_reform_rate', 'both', library, asker)).toEqual([])
  })
})

test('the figures of a picture are those of the tables', () => {
  const rows = library.store.prepare('SELECT row, number FROM cell WHERE dataset = \'2021-338-2\' AND "column" = \'kiosk_rate\' AND row <> \'合计\'').all() as { row: string; number: number }[]
  const said = texts(chartOver(library.dictionary.datasets, { indicators: ['kiosk_rate'], scope: 'non_pilot' })), values = said.filter(one => /^[\d.]+%$/u.test(one)).map(one => Number.parseFloat(one))
  expect(rows.length).toBe(21)
  expect(values).toEqual(rows.map(({ number }) => number).toSorted((a, b) => b - a))
})
