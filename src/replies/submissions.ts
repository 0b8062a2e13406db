// What is said to something handed in, taken back, or not to be counted.

import type { Deadline, Moment } from '../deadline/deadline.ts'
import { momentOf } from '../shanghai.ts'
import { regionOf, sayRegion, type Dictionary } from '../table/dictionary.ts'
import { listed, sayCounts, sayItem, sayRegions, type Standing } from './deadline-words.ts'
import { sayPlace } from './updates.ts'
import { sayDate } from './words.ts'

/** 9月28日10:12 */
const sayMoment = ({ day, time }: Moment, now: Date): string => `${sayDate(day, now)}${time}`

/** What is said to something handed in: 已登记：乐山市申报名单（9月28日10:12），待省中心核收。… */
export function tellSubmitted(deadline: Deadline, { fresh, before, late }: { readonly fresh: readonly string[]; readonly before: readonly string[]; readonly late: boolean }, standing: Standing, dictionary: Dictionary, now: Date): string {
  const names = (regions: readonly string[]): string => regions.map(region => sayPlace(region, dictionary)).join('、')
  const head = fresh.length > 0
    ? `已登记：${names(fresh)}${deadline.title}（${sayMoment(momentOf(now), now)}${late ? '，已过期限' : ''}）${deadline.recipient === null ? '' : '，待省中心核收'}。`
    : `${names(before)}${deadline.title}之前已登记。`
  return [head, tellRemaining(deadline, standing, dictionary)].join('\n')
}

/** 已报16个，未报5个：…; the last one: 申报名单21个市州已全部报送，不再提醒。谢谢各位。 */
export function tellRemaining(deadline: Deadline, standing: Standing, dictionary: Dictionary): string {
  if (standing.outstanding.length > 0) return `${sayCounts(standing, dictionary)}。`
  const unit = standing.expected.every(region => regionOf(dictionary, region)) ? '个市州' : '个地方'
  return `${deadline.title}${standing.expected.length}${unit}已全部报送，不再提醒。谢谢各位。`
}

export const tellWithdrawnSubmission = (deadline: Deadline, regions: readonly string[], standing: Standing, dictionary: Dictionary): string => (
  [`已撤销：${regions.map(region => sayPlace(region, dictionary)).join('、')}${deadline.title}的报送。`, `${sayCounts(standing, dictionary)}。`].join('\n')
)

export const notYourRegion = (regions: readonly string[], dictionary: Dictionary): string => `只能报自己单位的：${sayRegions(regions, dictionary)}没有登记。`

export const countyIsNot = (region: string, deadline: Deadline, dictionary: Dictionary): string => `${deadline.title}由市州统一报送，${sayPlace(region, dictionary)}不单独登记。${sayRegion(dictionary, region.split('/')[0] ?? '')}报了的请写“${sayRegion(dictionary, region.split('/')[0] ?? '')}已报${deadline.title}”。`

export const notExpected = (region: string, deadline: Deadline, dictionary: Dictionary): string => `${deadline.title}不要求${sayRegions([region], dictionary)}报，没有登记。`

export const whichRegionHandedIn = (title: string): string => `是哪个市州报的？请写上，例如“#报送 乐山 ${title}”。`

export const whichHandedIn = (deadlines: readonly Deadline[], now: Date): string => ['报的是哪一项？请回名称或编号：', ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n')

const nothingToHandIn = '现在没有要报的事项，没有登记。'

export const unknownTitle = (deadlines: readonly Deadline[], now: Date): string => (deadlines.length === 0 ? nothingToHandIn : ['没对上要报的事项，没有登记。现在要报的：', ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n'))

export const nothingHandedIn = '你没有可撤销的报送。'

export const acceptedAlready = (deadline: Deadline): string => `${deadline.title}已核收，要改请联系管理员退回。`
