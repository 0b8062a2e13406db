// What is said unasked of deadlines: who is outstanding as things stand, never ranked.

import type { Deadline } from '../deadline/deadline.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { by, isOver, sayCounts, sayDay, sayDue, sayLeft, sayRegions, tag, type Standing } from './deadline-words.ts'

/**
 * The reminder of something to hand in, as things stand.
 *
 * 【提醒】省级“示范便民服务中心”申报名单，9月30日（周四）下班前报省中心政务服务管理处，还有3天。…
 */
export function tellReminder(deadline: Deadline, standing: Standing, dictionary: Dictionary, now: Date): string {
  const over = isOver(deadline, now)
  return [
    `【${over ? '逾期提醒' : '提醒'}】${deadline.says}，${sayDue(deadline, now)}${by(deadline)}，${sayLeft(deadline, now)}。`,
    `${sayCounts(standing, dictionary)}。${over ? '请尽快补报。' : '请抓紧报送。'}`,
    `已报的回“已报${deadline.title}”，不再提醒。${tag(deadline)}`,
  ].join('\n')
}

/** Targets of one day in one message: 【目标】12月31日（周五）前，还有15天。… */
export function tellTargets(targets: readonly { readonly deadline: Deadline; readonly standing: Standing }[], dictionary: Dictionary, now: Date): string {
  const [first] = targets
  if (!first) return ''
  return [
    `【年度目标】${sayDay(first.deadline.due.day, now)}前要完成，${sayLeft(first.deadline, now)}。`,
    ...targets.map(({ deadline, standing }) => `${deadline.says}：已达到${standing.submitted.length}个，还没达到${standing.outstanding.length}个：${sayRegions(standing.outstanding, dictionary)}。${tag(deadline)}`),
    '按通报数和群内上报数计；已完成的请报进展，例如“综窗已全覆盖”。',
  ].join('\n')
}

/** 后天 整改照片, said to the bot: is it to be set? */
export const askToSet = (title: string, due: Pick<Deadline, 'due' | 'timeSaid'>, now: Date): string => `要设提醒吗？${title}，${sayDue(due, now)}。要就回“确认”。`

/** What an admin is offered in private: 要设提醒请回“确认”。 */
export const offerReminder = (room: string, title: string, due: Pick<Deadline, 'due' | 'timeSaid'>, now: Date): string => (
  `“${room}”里的要求：${title}，${sayDue(due, now)}。要我到时提醒未报的就回“确认”，不用不必理会。`
)

export const unreachableTold = (deadline: Deadline, regions: readonly string[], dictionary: Dictionary): string => (
  `提醒${deadline.id}（${deadline.title}）：群里没有下列${regions.length}个地方的联系人，只能点名、不能@：${sayRegions(regions, dictionary)}。`
)
