// The canonical line of each plan: what the corpora compare.

import { expect, test } from 'vitest'
import { indicatorsOf, isTablePlan, printCondition, printPlan, type Condition, type Plan } from '../../src/question/plan.ts'

const all = { kind: 'all' } as const, province = { kind: 'province' } as const
const named = (...names: string[]) => ({ kind: 'named', names }) as const
const rate = 'window_reform_rate'
const zero: Condition = { kind: 'compare', indicator: rate, operator: '=', value: 0 }
const below: Condition = { kind: 'compare', indicator: 'one_seal_rate', operator: '<', value: 'average' }
const both = { scope: 'both', scopeSaid: false } as const, pilot = { scope: 'pilot', scopeSaid: true } as const
const bare = { where: null, order: null, except: [], show: [] }

const lines: readonly (readonly [string, Plan])[] = [
  [`values both ${rate} of 乐山市`, { kind: 'values', ...both, regions: named('乐山市'), indicators: [rate] }],
  [`values pilot ${rate},trainings of 各市州`, { kind: 'values', ...pilot, regions: all, indicators: [rate, 'trainings'] }],
  [`values pilot ${rate} of pilot(乐山市,南充市) non_pilot()`, { kind: 'values', ...pilot, regions: { kind: 'answered', byScope: { pilot: ['乐山市', '南充市'], non_pilot: [] } }, indicators: [rate] }],
  ['overview both of 全省', { kind: 'overview', ...both, regions: province }],
  [`list both where ${rate} = 0`, { kind: 'list', ...both, ...bare, regions: all, where: zero }],
  [`list pilot where ${rate} = 0 top 3 trainings of 乐山市,南充市 except 资阳市`, { kind: 'list', ...pilot, ...bare, regions: named('乐山市', '南充市'), where: zero, order: { direction: 'top', count: 3, indicator: 'trainings' }, except: ['资阳市'] }],
  [`list pilot worst 3 ${rate}`, { kind: 'list', ...pilot, ...bare, regions: all, order: { direction: 'worst', count: 3, indicator: rate } }],
  [`list pilot sort desc ${rate}`, { kind: 'list', ...pilot, ...bare, regions: all, order: { direction: 'top', count: null, indicator: rate } }],
  [`list pilot sort asc ${rate}`, { kind: 'list', ...pilot, ...bare, regions: all, order: { direction: 'bottom', count: null, indicator: rate } }],
  [`count both where ${rate} = 0`, { kind: 'count', ...both, ...bare, regions: all, where: zero }],
  ['share pilot where one_seal_rate < 平均', { kind: 'share', ...pilot, ...bare, regions: all, where: below }],
  [`check both where ${rate} = 0 of 乐山市`, { kind: 'check', ...both, regions: named('乐山市'), where: zero }],
  [`rank pilot ${rate} of 乐山市`, { kind: 'rank', ...pilot, regions: named('乐山市'), indicator: rate, from: 'high' }],
  [`rank pilot ${rate} of 乐山市 from low`, { kind: 'rank', ...pilot, regions: named('乐山市'), indicator: rate, from: 'low' }],
  [`difference both ${rate} of 乐山市 - 平均`, { kind: 'difference', ...both, regions: named('乐山市'), indicators: [rate], against: 'average' }],
  [`difference both ${rate} of 乐山市 - 南充市`, { kind: 'difference', ...both, regions: named('乐山市'), indicators: [rate], against: '南充市' }],
  [`gap ${rate} of 全省`, { kind: 'gap', ...both, regions: province, indicators: [rate] }],
  [`compare pilot ${rate} of 乐山市,南充市 highest`, { kind: 'compare', ...pilot, regions: named('乐山市', '南充市'), indicators: [rate], direction: 'top' }],
  [`compare pilot ${rate} of 乐山市,南充市 worst`, { kind: 'compare', ...pilot, regions: named('乐山市', '南充市'), indicators: [rate], direction: 'worst' }],
  ['sum together service_rooms of 全省', { kind: 'aggregate', scope: 'together', scopeSaid: false, regions: province, how: 'sum', indicators: ['service_rooms'] }],
  [`mean pilot ${rate} of 乐山市,南充市`, { kind: 'aggregate', ...pilot, regions: named('乐山市', '南充市'), how: 'mean', indicators: [rate] }],
  ['fact acceptance,next-steps', { kind: 'fact', ids: ['acceptance', 'next-steps'] }],
  ['define 三化', { kind: 'define', term: '三化' }],
  ['county 三台县', { kind: 'county', county: '三台县', indicators: [] }],
  ['greet', { kind: 'social', what: 'greet' }],
]

test.each(lines)('%s', (line, plan) => {
  expect(printPlan(plan)).toBe(line)
  expect(isTablePlan(plan)).toBe(!/^(?:fact|define|county|greet)/.test(line))
})

test('a condition is printed in the order said', () => {
  const other: Condition = { kind: 'compare', indicator: 'trainings', operator: '>=', value: { region: '乐山市' } }
  expect(printCondition({ kind: 'and', parts: [zero, below, other] })).toBe(`${rate} = 0 and one_seal_rate < 平均 and trainings >= 乐山市`)
  expect(printCondition({ kind: 'or', parts: [below, zero] })).toBe(`one_seal_rate < 平均 or ${rate} = 0`)
})

test('the indicators of a condition, once each', () => {
  expect(indicatorsOf(null)).toEqual([])
  expect(indicatorsOf({ kind: 'and', parts: [zero, below, { ...zero, operator: '<', value: 50 }] })).toEqual([rate, 'one_seal_rate'])
})
