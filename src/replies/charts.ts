// The words on pictures and around them: titles, what the marks mean, and what is said where nothing is drawn.

import type { Regions } from '../question/plan.ts'
import type { Told } from '../table/answer.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { sayPlace, sayMetric, sayShortPlace } from './updates.ts'
import { sayDate, sayName, sayNames, sayValue, sayWhom } from './words.ts'

export const noFigure = '无数据', notReported = '未报', nobody = '没有'
export const official = '通报数', reported = '上报数'
export const sides: readonly [string, string] = ['试点', '非试点']
type Scope = 'pilot' | 'non_pilot' | null
const sayScope = (scope: Scope): string => (scope === 'pilot' ? sides[0] : scope === 'non_pilot' ? sides[1] : '')
export const wholeProvince = '全省', provinceAverage = '全省平均'
export const heatLegend = (hasLow: boolean): string => `颜色越深，数值越高${hasLow ? '（带↓的列相反）' : ''}；每列单独比较`
export const mainIndicators = '主要指标'

/** 各市州综窗完成率, 川南经济区自助终端配备率 */
export const sayBarsTitle = (regions: Regions, indicators: readonly string[], dictionary: Dictionary): string => (
  `${sayWhom(regions.kind === 'province' ? { kind: 'all' } : regions, dictionary)}${indicators.length === 0 ? mainIndicators : sayNames(indicators, dictionary)}`
)
/** 截至7月20日 */
export const sayUntil = (date: string, now: Date): string => `截至${sayDate(date, now)}`
/** 省级试点（截至8月31日） where the scopes hold for different days */
export const sayPanel = (scope: string, date: string | null, now: Date): string => `${scope}${date === null ? '' : `（${sayUntil(date, now)}）`}`

/** 全省平均：试点67.7%，非试点56.9% */
export function tellAverages(indicator: string, told: readonly Told[], dictionary: Dictionary): string[] {
  const said = told.flatMap(one => {
    const average = one.averages[indicator]
    const scope = one.scope === 'both' ? null : one.scope
    return average === undefined || one.rows.length === 0 ? [] : [`${sayScope(scope)}${sayValue(average, dictionary.indicators[indicator])}`]
  })
  return said.length === 0 ? [] : [`${provinceAverage}：${said.join('，')}`]
}

// ---- progress

export type OfficialPoint = { readonly scope: Scope; readonly asOf: string; readonly value: number }
export type ReportedPoint = OfficialPoint & { readonly unit: string; readonly approx?: true; readonly record: number; readonly isVerified: boolean }
export type Course = { readonly region: string; readonly official: readonly OfficialPoint[]; readonly reported: readonly ReportedPoint[] }

/** 试点, 非试点, 全市: what a line of one place is; with its name where there are several. */
export const sayLine = (region: string, scope: Scope, isOne: boolean, dictionary: Dictionary): string => (
  isOne ? sayScope(scope) || (region === wholeProvince ? '' : region.endsWith('州') ? '全州' : region.includes('/') ? '全域' : '全市') : `${sayShortPlace(region, dictionary)}${sayScope(scope)}`
)

export const sayCourseTitle = (regions: readonly string[], indicator: string, dictionary: Dictionary): string => (
  `${regions.length === 1 ? sayPlace(regions[0] ?? '', dictionary) : regions.map(region => sayShortPlace(region, dictionary)).join('、')}${sayName(indicator, dictionary)}走势`
)
/** 7月20日至9月6日 */
export const saySpan = (from: string, to: string, now: Date): string => `${sayDate(from, now)}至${sayDate(to, now)}`

/** More reports of one place are counted, not told. */
const mostReports = 8

const sayReport = ({ scope, asOf, value, unit, approx, record, isVerified }: ReportedPoint, now: Date): string => (
  `${sayDate(asOf, now)}${sayScope(scope)}${sayMetric({ value, unit, ...(approx ? { approx } : {}) })}（${isVerified ? '已核实' : '待核'}，#${record}）`
)
function sayReports(points: readonly ReportedPoint[], now: Date): string {
  const said = points.slice(-mostReports).map(point => sayReport(point, now)).join('，')
  return points.length > mostReports ? `共${points.length}次，最近${mostReports}次：${said}` : said || notReported
}
function sayOfficials(points: readonly OfficialPoint[], indicator: string, dictionary: Dictionary, now: Date): string {
  const byDay = Map.groupBy(points, ({ asOf }) => asOf)
  const sayOne = ({ scope, value }: OfficialPoint): string => `${sayScope(scope)}${sayValue(value, dictionary.indicators[indicator])}`
  return [...byDay].map(([day, own]) => `${sayDate(day, now)}${own.map(sayOne).join('、')}`).join('，') || noFigure
}

/**
 * The figures of a progress picture: of one place a line for what is official and one for what was reported, of several a line each.
 *
 * 通报数：7月20日试点0.0%、非试点16.4%⏎上报数：8月25日45%（待核，#37）
 */
export function tellCourses(courses: readonly Course[], indicator: string, dictionary: Dictionary, now: Date): string[] {
  const [only] = courses, sayOwn = (points: readonly OfficialPoint[]): string => sayOfficials(points, indicator, dictionary, now)
  // The province reports nothing of itself.
  if (courses.length === 1 && only) return [`${official}：${sayOwn(only.official)}`, ...(only.region === wholeProvince ? [] : [`${reported}：${sayReports(only.reported, now)}`])]
  return courses.map(({ region, official: own, reported: told }) => (
    `${sayShortPlace(region, dictionary)}：${official}${sayOwn(own)}；${told.length === 0 ? notReported : `${reported}${sayReports(told, now)}`}`
  ))
}

/** 来源：川政公函〔2021〕338号附件1、附件2；群内上报 */
export const withReports = (source: string, hasReports: boolean): string => (hasReports ? `${source === '' ? '来源：' : `${source}；`}群内上报` : source)

// ---- what is said where nothing is drawn

const examples = '“综窗画图”“川南四市自助终端柱状图”“乐山综窗走势图”“热力图”'
export const whatToChart = `要画什么？例如${examples}。`
export const noSuchForm = (name: string): string => `不能画${name}，可以画柱状图、对比图、走势图、热力图，例如${examples}。`
export const oneAtATime = '一次只画一张图，请分开发。'
export const nothingToChart = '这个问法没有对应的图，只答文字。'
export const allTheSame = '数都相同，没有画图。'
export const tooFew = '数太少，没有画图。'
export const tooMany = '要画的太多，一张图放不下，请少选几个。'
export const onlyOneFigure = (name: string): string => `只有一期数，没有画图。要看各市州的，请回“各市州${name}画图”。`
export const noCourse = '只有一期数，画不出走势。'
export const courseOfWhom = (regions: readonly string[], name: string, dictionary: Dictionary): string => (
  `有上报的市州有${regions.length}个，走势请指明几个，例如“${regions.slice(0, 2).map(region => sayShortPlace(region, dictionary)).join('、')}${name}走势图”。`
)
/** A sentence before the source, which stands last. */
export function beforeSource(text: string, sentence: string): string {
  const lines = text.split('\n'), at = lines.findLastIndex(one => !one.startsWith('来源：'))
  return [...lines.slice(0, at + 1), sentence, ...lines.slice(at + 1)].join('\n')
}
