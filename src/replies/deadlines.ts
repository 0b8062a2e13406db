// What is said of deadlines: reminders, how one stands, what was set up and changed. Who is missing is named, never ranked.

import type { Deadline, Moment } from '../deadline/deadline.ts'
import { daysBetween } from '../language/day-calendar.ts'
import { momentOf } from '../shanghai.ts'
import { regionOf, sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayPlace, sayShortPlace } from './updates.ts'
import { sayDate } from './words.ts'

type Standing = { readonly expected: readonly string[]; readonly submitted: readonly string[]; readonly outstanding: readonly string[] }

/** 2021-09-30 → 周四 */
export const sayWeekday = (day: string): string => `周${'一二三四五六日'[(daysBetween('2000-01-03', day) % 7 + 7) % 7]}`

/** 9月30日（周四）, with the year where it is not this one */
export const sayDay = (day: string, now: Date): string => `${sayDate(day, now)}（${sayWeekday(day)}）`

type Due = Pick<Deadline, 'due' | 'timeSaid'> & { readonly kind?: Deadline['kind'] }

/** 15:00前; a day alone ends with the working day: 下班前. A target has the whole day: 12月31日（周五）前 */
const sayTime = ({ kind, due, timeSaid }: Due): string => (kind === 'target' ? '前' : timeSaid ? `${due.time}前` : '下班前')

/** 9月30日（周四）下班前 */
export const sayDue = (deadline: Due, now: Date): string => `${sayDay(deadline.due.day, now)}${sayTime(deadline)}`

const isOver = ({ due }: Pick<Deadline, 'due'>, now: Date): boolean => {
  const { day, time } = momentOf(now)
  return day > due.day || (day === due.day && time >= due.time)
}

/** 还有3天, 今天截止, 已过2天: the difference of dates. */
export function sayLeft(deadline: Pick<Deadline, 'due'>, now: Date): string {
  const days = daysBetween(momentOf(now).day, deadline.due.day)
  if (days > 0) return `还有${days}天`
  if (days < 0) return `已过${-days}天`
  return isOver(deadline, now) ? '今天已过时' : '今天截止'
}

/** More names than this are told by their cities. */
const mostNames = 30

/** 乐山、南充、阿坝州; many counties by their cities: 乐山11个、南充9个 */
export function sayRegions(regions: readonly string[], dictionary: Dictionary): string {
  if (regions.length <= mostNames || !regions.some(region => region.includes('/'))) {
    const cities = new Set(regions.map(region => region.split('/')[0]))
    return regions.map(region => (region.includes('/') && cities.size > 1 ? `${sayRegion(dictionary, region.split('/')[0] ?? '')}${sayShortPlace(region, dictionary)}` : sayShortPlace(region, dictionary))).join('、')
  }
  return [...Map.groupBy(regions, region => region.split('/')[0] ?? '')].map(([city, some]) => `${sayRegion(dictionary, city)}${some.length}个`).join('、')
}

const by = ({ recipient }: Pick<Deadline, 'recipient'>): string => (recipient === null ? '报送' : `报${recipient}`)
const tag = ({ id }: Pick<Deadline, 'id'>): string => `〔提醒${id}〕`

/** 已报15个，未报6个：乐山、南充… */
export function sayCounts({ submitted, outstanding }: Standing, dictionary: Dictionary): string {
  if (outstanding.length === 0) return `已全部报送（${submitted.length}个）`
  return `已报${submitted.length}个，未报${outstanding.length}个：${sayRegions(outstanding, dictionary)}`
}

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

/** A reply has eight lines. */
const mostLines = 7
const listed = (lines: readonly string[]): string[] => (lines.length <= mostLines ? [...lines] : [...lines.slice(0, mostLines - 1), `另有${lines.length - mostLines + 1}项，请到网页上看。`])
const ends = (repeat: Deadline['repeat']): string => (repeat === null ? '' : '，到期后顺延到下一次')

const sayItem = (deadline: Deadline, now: Date, more = ''): string => `${deadline.title}，${sayDue(deadline, now)}，${sayLeft(deadline, now)}${more}${tag(deadline)}`

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
export function tellSet(deadline: Deadline, expected: readonly string[], steps: readonly Planned[], warning: string | null, dictionary: Dictionary, now: Date): string {
  const { audience, id } = deadline, when = saySteps(deadline, steps, now)
  const whom = audience.kind === 'all' ? '各市州' : audience.label === null ? sayRegions(expected, dictionary) : `${audience.label}（${expected.length}个${expected.length <= 8 ? `：${sayRegions(expected, dictionary)}` : ''}）`
  return [
    `已设提醒${id}：${deadline.title}，${sayDue(deadline, now)}${sayRepeat(deadline)}`,
    `报送：${whom}`,
    when === '' ? '提醒时间都已过，只在逾期后提醒未报的。' : `提醒时间：${when}，只@未报的`,
    ...(warning === null ? [] : [warning]),
    `改期回“提醒${id}改到…”，取消回“取消提醒${id}”`,
  ].join('\n')
}

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
export const repeatUnclear = '定期的提醒请写明哪天，例如“每月25日”或“每周五”。'

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

/** What an admin is offered in private: 要设提醒请回“确认”。 */
export const offerReminder = (room: string, title: string, due: Pick<Deadline, 'due' | 'timeSaid'>, now: Date): string => (
  `“${room}”里的要求：${title}，${sayDue(due, now)}。要我到时提醒未报的就回“确认”，不用不必理会。`
)
export const unreachableTold = (deadline: Deadline, regions: readonly string[], dictionary: Dictionary): string => (
  `提醒${deadline.id}（${deadline.title}）：群里没有下列${regions.length}个地方的联系人，只能点名、不能@：${sayRegions(regions, dictionary)}。`
)

export const notYourRegion = (regions: readonly string[], dictionary: Dictionary): string => `只能报自己单位的：${sayRegions(regions, dictionary)}没有登记。`
export const countyIsNot = (region: string, deadline: Deadline, dictionary: Dictionary): string => `${deadline.title}由市州统一报送，${sayPlace(region, dictionary)}不单独登记。${sayRegion(dictionary, region.split('/')[0] ?? '')}报了的请写“${sayRegion(dictionary, region.split('/')[0] ?? '')}已报${deadline.title}”。`
export const notExpected = (region: string, deadline: Deadline, dictionary: Dictionary): string => `${deadline.title}不要求${sayRegions([region], dictionary)}报，没有登记。`
export const whichRegionHandedIn = (title: string): string => `是哪个市州报的？请写上，例如“#报送 乐山 ${title}”。`
export const whichHandedIn = (deadlines: readonly Deadline[], now: Date): string => ['报的是哪一项？请回名称或编号：', ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n')
export const nothingToHandIn = '现在没有要报的事项，没有登记。'
export const unknownTitle = (deadlines: readonly Deadline[], now: Date): string => (deadlines.length === 0 ? nothingToHandIn : ['没对上要报的事项，没有登记。现在要报的：', ...listed(deadlines.map(deadline => sayItem(deadline, now)))].join('\n'))
export const nothingHandedIn = '你没有可撤销的报送。'
export const acceptedAlready = (deadline: Deadline): string => `${deadline.title}已核收，要改请联系管理员退回。`
