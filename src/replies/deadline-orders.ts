// What is said to an admin who sets, moves, ends or holds deadlines, or says how a region stands.

import type { Deadline, Moment } from '../deadline/deadline.ts'
import { momentOf } from '../shanghai.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { listed, sayDay, sayDue, sayItem, sayRegions, type Standing } from './deadline-words.ts'
import { nothingDue } from './deadlines.ts'
import { tellRemaining } from './submissions.ts'
import { sayPlace } from './updates.ts'
import { sayDate } from './words.ts'

export const noSuchDeadline = (number: number): string => `没有提醒${number}。发“提醒列表”看现有的。`

export const alreadyEnded = (number: number): string => `提醒${number}已经结束或取消了。发“提醒列表”看现有的。`

export const whichDeadline = (deadlines: readonly Deadline[], now: Date): string => (
  deadlines.length === 0 ? nothingDue : ['是哪一项？请带上编号或名称：', ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n')
)

export const whichRegion = (deadline: Deadline, act: string, said: readonly string[], dictionary: Dictionary): string => (
  act === 'exempted' && said.length === 0 ? `整项不报了回“取消提醒${deadline.id}”；只是某个市州免报，请写名称，例如“豁免 甘孜州 ${deadline.title}”。` : said.length > 0 ? `${sayRegions(said, dictionary)}不在${deadline.title}的应报范围。` : `是哪个市州？请写上名称，例如“核收 乐山 ${deadline.title}”。`
)

/** What stands behind the place of 退回 乐山 缺联系电话. */
export function reasonIn(rest: string, { regions, counties }: Dictionary): string | null {
  const names = [...regions.flatMap(({ name, short, aliases }) => [name, `${short}市`, `${short}州`, short, ...aliases]), ...counties.map(({ name }) => name)].toSorted((a, b) => b.length - a.length)
  const parts = rest.split(/[\s,:;]+/u).filter(part => part !== ''), own = parts.filter(part => !names.includes(part.replace(/(?:的)?(?:申报)?(?:名单|清单|方案|材料|报告|台账|总结)$/u, '')))
  return own.length === 0 ? null : own.join('，')
}

/** What an admin said of regions, and who is left. */
export function tellJudged(deadline: Deadline, act: 'submitted' | 'withdrawn' | 'accepted' | 'returned' | 'exempted', regions: readonly string[], reason: string | null, standing: Standing, dictionary: Dictionary): string {
  const names = regions.map(region => sayPlace(region, dictionary)).join('、')
  const done = { accepted: `已核收：${names}${deadline.title}。`, returned: `已退回：${names}${deadline.title}${reason === null ? '' : `（${reason}）`}，请改好后重报。`, exempted: `已豁免：${names}不用报${deadline.title}。`, withdrawn: `已恢复：${names}仍要报${deadline.title}。`, submitted: '' }[act]
  return [done, tellRemaining(deadline, standing, dictionary)].join('\n')
}

type Planned = { readonly name: string; readonly at: Moment }

/** 9月8日、10日、14日9:00，当天9:00、15:00 */
function saySteps(deadline: Pick<Deadline, 'due'>, steps: readonly Planned[], now: Date): string {
  const own = steps.filter(({ name }) => !name.startsWith('O')), onDay = own.filter(({ at }) => at.day === deadline.due.day), before = own.filter(({ at }) => at.day !== deadline.due.day)
  const hour = (time: string): string => time.replace(/^0/u, ''), days = [...Map.groupBy(before, ({ at }) => at.time)].map(([time, same]) => {
    const said = same.map(({ at }, i) => (i > 0 && same[i - 1]?.at.day.slice(0, 7) === at.day.slice(0, 7) ? `${Number(at.day.slice(8))}日` : sayDate(at.day, now)))
    return `${said.join('、')}${hour(time)}`
  })
  return [...days, ...(onDay.length > 0 ? [`当天${onDay.map(({ at }) => hour(at.time)).join('、')}`] : [])].join('，')
}

const sayRepeat = ({ repeat }: Pick<Deadline, 'repeat'>): string => (repeat === null ? '' : '（定期）')

/** 已设提醒4：综窗整改方案，9月15日（周三）下班前… */
export function tellTerms(deadline: Deadline, expected: readonly string[], steps: readonly Planned[], warning: string | null, dictionary: Dictionary, now: Date): string {
  const { audience, id } = deadline, when = saySteps(deadline, steps, now)
  const whom = audience.kind === 'all' ? '各市州' : audience.label === null ? sayRegions(expected, dictionary) : `${audience.label}（${expected.length}个${expected.length <= 8 ? `：${sayRegions(expected, dictionary)}` : ''}）`
  return [
    `已设提醒${id}：${deadline.title}，${sayDue(deadline, now)}${sayRepeat(deadline)}`,
    `报送：${whom}`,
    when === '' ? '提醒时间都已过，只在逾期后提醒未报的。' : `提醒时间：${when}，只@未报的`,
    ...(warning === null ? [] : [warning]),
  ].join('\n')
}

/** The terms, and how they are changed. */
export const tellSet = ({ id }: Deadline, terms: string): string => [terms, `改期回“提醒${id}改到…”，取消回“取消提醒${id}”`].join('\n')

export const noCalendarYet = (year: string): string => `注意：${year}年的放假安排还没导入，先按周一至周五算工作日。`

/** 已改：提醒2，申报名单，9月28日（周二）下班前 */
export function tellMoved(deadline: Deadline, steps: readonly Planned[], now: Date): string {
  const when = saySteps(deadline, steps, now)
  return [`已改：提醒${deadline.id}，${deadline.title}，${sayDue(deadline, now)}`, when === '' ? '提醒时间都已过，只在逾期后提醒未报的。' : `提醒时间：${when}`].join('\n')
}

export const tellStopped = ({ id, title }: Deadline, state: 'cancelled' | 'closed'): string => (state === 'cancelled' ? `已取消提醒${id}：${title}，不再提醒。` : `已关闭提醒${id}：${title}，不再提醒，记录保留。`)

type Reading = { readonly kind: string; readonly text?: string; readonly why?: string; readonly options?: readonly string[] } | null

/** What is asked back where a day cannot be told. */
export function askDay(reading: Reading, now: Date): string {
  if (reading === null || reading.kind !== 'unclear') return '哪天截止？请写明日期，例如“9月25日下班前”。'
  if (reading.why === 'no such day') return `没有“${reading.text}”这个日期，请核对后写明哪天截止。`
  if (reading.options !== undefined && reading.options.length > 1) return `“${reading.text}”是${reading.options.map(day => sayDay(day, now)).join('还是')}？请写明日期。`
  return `“${reading.text}”没看明白，请写明日期，例如“9月25日下班前”。`
}

export const whichDay = (deadline: Deadline, reading: Reading): string => `提醒${deadline.id}改到哪天？${reading?.kind === 'unclear' ? `没看明白“${reading.text}”，` : ''}例如“提醒${deadline.id}改到9月28日”。`

export const dayIsPast = (due: { readonly day: string }, now: Date): string => `${sayDate(due.day, now)}已经过了，请写明以后的日期，例如“9月25日下班前”。`

export const whatToHandIn = '要报什么？请写上名称，例如“提醒：9月25日前报送三张清单”。'

export const whoIsToHandIn = (said: string): string => `“${said}”是哪些市州没看明白，请写名称，例如“乐山、南充”或“各市州”。`

export const whichLeads = ({ id }: Deadline): string => `提前几天提醒？例如“提醒${id}改成提前5天和1天提醒”。`

export const roomUnknown = '这个提醒设在哪个群？请到那个群里@我再发一次。'

export const pauseInRoom = '这件事请到那个群里@我说。'

export const pauseUntilWhen = '暂停到哪天？例如“暂停到9月20日”。'

export const paused = (until: Date | null, now: Date): string => {
  if (until === null) return '已暂停本群的提醒。恢复请回“恢复提醒”。'
  const { day, time } = momentOf(until)
  return `已暂停本群的提醒，${sayDay(day, now)}${time}恢复。提前恢复请回“恢复提醒”。`
}

export const stoppedAll = '已急停：所有群都不再主动发消息，提问照答。恢复请回“解除急停”。'

export const resumed = (was: boolean, all: boolean): string => (was ? (all ? '已解除急停，错过的提醒每项补最近一次。' : '已恢复本群的提醒，错过的每项补最近一次。') : '现在没有暂停。')

export const archived = '本群已归档：本群的提醒全部关闭，不再回答、不再记录。需要时由管理员发“启用本群”。'
