// What is said to questions about deadlines. Who is missing is named, never ranked.

import type { Deadline } from '../deadline/deadline.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { by, listed, sayCounts, sayDue, sayItem, sayLeft, sayRegions, tag, type Standing } from './deadline-words.ts'
import { sayPlace } from './updates.ts'

export const ends = (repeat: Deadline['repeat']): string => (repeat === null ? '' : '，到期后顺延到下一次')

/** 提醒列表 */
export const tellList = (deadlines: readonly Deadline[], now: Date): string => (
  deadlines.length === 0 ? nothingDue : [`现有提醒${deadlines.length}项：`, ...listed(deadlines.map(deadline => sayItem(deadline, now, ends(deadline.repeat))))].join('\n')
)

/** 最近有什么要报的 */
export function tellUpcoming(told: readonly { readonly deadline: Deadline; readonly standing: Standing }[], dictionary: Dictionary, now: Date): string {
  if (told.length === 0) return nothingDue
  const lines = told.map(({ deadline, standing: { submitted, outstanding } }) => (
    sayItem(deadline, now, `；${outstanding.length === 0 ? (deadline.kind === 'target' ? '已全部达到' : '已全部报送') : deadline.kind === 'target' ? `还没达到${outstanding.length}个` : outstanding.length > 6 ? `已报${submitted.length}个，未报${outstanding.length}个` : `未报：${sayRegions(outstanding, dictionary)}`}`)))
  return [`现在要报的、要完成的${told.length}项：`, ...listed(lines)].join('\n')
}

export const nothingDue = '现在没有要报的事项。'

/** 离截止还有几天 */
export const tellDays = (deadlines: readonly Deadline[], now: Date): string => (
  deadlines.length === 0 ? nothingDue : listed(deadlines.map(deadline => `${deadline.title}：${sayDue(deadline, now)}${by(deadline)}，${sayLeft(deadline, now)}。${tag(deadline)}`)).join('\n')
)

type Full = Standing & { readonly accepted: readonly string[]; readonly returned: readonly string[]; readonly exempted: readonly string[]; readonly late: readonly string[] }

/** 还有哪些市州没报申报名单 */
export function tellStanding(deadline: Deadline, standing: Full, dictionary: Dictionary, now: Date): string {
  const { outstanding, submitted, returned } = standing
  if (deadline.kind === 'target') {
    return `${deadline.says}：已达到${submitted.length}个，还没达到${outstanding.length}个${outstanding.length > 0 ? `：${sayRegions(outstanding, dictionary)}` : ''}。${tag(deadline)}`
  }
  if (outstanding.length === 0) return `${deadline.title}${submitted.length}个已全部报送。${tag(deadline)}`
  return [`${deadline.title}（${sayDue(deadline, now)}，${sayLeft(deadline, now)}）`, `${sayCounts(standing, dictionary)}。${returned.length > 0 ? `其中退回${returned.length}个：${sayRegions(returned, dictionary)}。` : ''}${tag(deadline)}`].join('\n')
}

/** 应报21 自报16 核收14 未报5：… */
export function tellState(deadline: Deadline, standing: Full, dictionary: Dictionary, now: Date): string {
  const { expected, submitted, accepted, outstanding, returned, exempted, late } = standing
  if (deadline.kind === 'target') return tellStanding(deadline, standing, dictionary, now)
  const more = [[returned, '退回'], [exempted, '豁免'], [late, '逾期报']] as const
  return [
    sayItem(deadline, now),
    `应报${expected.length}，自报${submitted.length}，核收${accepted.length}，未报${outstanding.length}${outstanding.length > 0 ? `：${sayRegions(outstanding, dictionary)}` : ''}。`,
    ...more.flatMap(([regions, what]) => (regions.length > 0 ? [`${what}${regions.length}：${sayRegions(regions, dictionary)}。`] : [])),
  ].join('\n')
}

/** 雅安的申报名单已报送了吗 */
export function tellWhether(deadline: Deadline, { submitted, accepted, returned, exempted, outstanding, expected }: Full, regions: readonly string[], dictionary: Dictionary): string {
  const of = (region: string): string => (returned.includes(region) ? '被退回，待重报' : accepted.includes(region) ? '已报，已核收' : submitted.includes(region) ? '已报' : exempted.includes(region) ? '免报' : outstanding.includes(region) ? '未报' : expected.includes(region) ? '未报' : '不在应报范围')
  return `${deadline.title}：${regions.map(region => `${sayRegions([region], dictionary)}${of(region)}`).join('，')}。${tag(deadline)}`
}

export const whoAreYou = '没认出你是哪个市州的。请把群昵称改成“单位-姓名”，或发“绑定 市州名”。'

/** 我还欠什么 */
export const tellOwed = (region: string, deadlines: readonly Deadline[], dictionary: Dictionary, now: Date): string => (
  deadlines.length === 0 ? `${sayPlace(region, dictionary)}没有未报的事项。` : [`${sayPlace(region, dictionary)}还有${deadlines.length}项没报：`, ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n')
)
