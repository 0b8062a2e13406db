// What a day does in its sentence: it is a deadline (9月30日前, 截止时间为…, 改到…), or it only names something else (截至8月31日的数据, 9月25日会议精神,
// 从9月1日起, 9月27日提醒). The second kind is the trap: a wrong deadline is far worse than a question back.

import type { Way } from './due-settle.ts'

export type Mark = 'changed' | 'due' | 'none'

const link = '(?:(?:请|须|需|应|要|必须|务必|确保|力争|务请|限|赶)?(?:于|在)|务必|务请|限期?|赶在)'
const linkBefore = new RegExp(`${link} ?$`, 'u')
const changedBefore = /(?:改(?:到|为|至|在|成|期[到至])|延(?:期|长|后|迟)?(?:到|至)|推(?:迟)?(?:到|至)|顺延(?:到|至)|调(?:整)?(?:到|为|至)|提前(?:到|至)|放宽(?:到|至)|变更为|更正为|顺延至)了? ?$/u
const dueBefore = /(?:(?:(?:报送|上报|提交|申报|填报|报名|征集|完成|反馈|最后|具体|交)?(?:截[至止]|时间|时限|期限|限期|日期)(?:时间|日期|期限|要求|节点|日)?(?:为|是|在|定于|定在|:)+(?:截[至止])?(?:到|至|于)?)|截止(?:时间|日期|日)?[到至为于]?|(?:报送|报名|申报|征集|提交|收件)(?:截[至止])(?:到|至)?|最迟|最晚|至迟|(?:不得?|勿)(?:晚|迟)于|不(?:得)?超过|(?:deadline|ddl):?)(?:于|在|是)? ?$/u
const oldBefore = /(?:原定|原来|原为|原是|原本|原|不是|由|从|自|打)(?:的|在|于|是|定)? ?$/u
const markAfter = /^ ?(?:\((?:含|包括)?(?:当天|当日)\) ?)?(?:\)? ?(?:(?:之|以)?前(?![后夕锋]|期(?!完))|(?:之|以)?内(?!江(?![油阳安]))|为?止(?!步)|截止|截至|到期|结束前)|前?\((?:含|包括)(?:当天|当日)\))/u
const startAfter = /^ ?(?:起|开始|以来|始(?!终)|启动|之?后|以后)/u

/** 报送9月30日前的数据: the day is of the thing that is handed in. */
const handIn = '(?:报送|上报|填报|提交|统计|汇总|梳理|核实|反馈|补报|收集|报|交|送|发)'
const governed = new RegExp(`(?<!请|按|按时|及时|抓紧|尽快)${handIn}(?:一下|下|全市|全省|本地|我省|关于|了|齐|全|好|截[至止])? ?$`, 'u')
const applied = /(?:报送|上报|报名|申报|填报|征集|提交|收件|时间|日期|期限)(?:时间|日期)?截[至止]到?(?:至|于)? ?$/u
const asOfBefore = /截[至止]到?(?:至|于)? ?$/u
const ofThing = /^ ?(?:的(?!时候)|已|应报|共|(?:还|仍|尚)?(?:没|未)(?!来)|(?:完成|办结|办理|开展|整改|推进|建设|报送|上报|提交|报|交|发|印发|下发)的)/u
const aboutThing = new RegExp(`^ ?(?:(?:上午|下午|晚上)? ?[^,;。!?\\n]{0,8}?(?:会议|会|培训|座谈会|推进会|例会|调研|督查|检查)(?:上|上的)?(?:精神|要求|部署|纪要|材料|通知|情况|内容|安排|讲|说|强调|通报|布置|明确|议定|的)|的(?!时候)|[^,;。!?\\n]{0,6}?(?:印发|下发|发布|发出|发文|通报|转发|召开|开展|举行|提交|上报|报送|反馈|发|报|通知|要求|布置|部署)的|(?:工作|任务|学习|贯彻|落实|重点|阶段|全省|全市|各地|各市州|综窗|三化|镇村)*(?:数据|情况|进展|进度|总结|小结|报表|月报|周报|季报|日报|简报|会议精神|文件|精神|台账|统计|口径|数(?!据)|版|讲话|计划|要点|清单(?!报)|工作(?!日|群)|值班|考核|评价|通报|纪要|运行|以来|度)|印发|下发|发布|发的|发文|群里|省里|说|讲|通知|布置|安排|强调|了|(?:还|仍|尚|都)?(?:没|未|已))`, 'u')
const occasion = /召开|举行|举办|开会|开展|检查|调研|督查|督导|座谈|观摩|验收|会议|培训/u
const handing = /报送|上报|提交|填报|反馈|补报|报(?![表告道刊废销账批纸到]|名(?![单册]))|交(?![易办接流通])/u
/** 9月27日提醒各市州: when to remind, not by when. */
const remindAfter = /^ ?(?:上午|下午|早上)? ?(?:再次?|重新)?(?:提醒|催|通知|发(?:送|布)?(?:提醒|通知)|@)/u

export type Role = { readonly start: number; readonly end: number; readonly mark: Mark; readonly way: Way; /** It names something else than a deadline. */ readonly isOther: boolean }

/** Directly behind it something is handed in: 下周报, 10月份交. */
export const isHandedIn = (text: string, end: number): boolean => /^ ?(?:再|就|要|前)?(?:报送|上报|报省|报给|报到|报齐|填报|提交|完成(?![率情数的])|交(?![易办接流通])|报(?![表告道刊废销账批纸数的]|名(?![单册]))|反馈)/u.test(text.slice(end, end + 10))

/** In its clause something is handed in or held: 9月25日各市州报送. */
export const isDone = (text: string, end: number): boolean => /^[^,;。!?\n]{0,14}?(?:报(?![表告道刊废销账批纸]|名(?![单册]))|[交送]|提交|完成|召开|开会|验收|截止)/u.test(text.slice(end, end + 24))

/** 9月25日召开推进会,请报送材料: the day is of the meeting, and nobody has said by when the papers are due. */
export function isOccasion(text: string, end: number): boolean {
  const [clause = '', ...later] = text.slice(end, end + 120).split(/[,;。!?\n]/u)
  return occasion.test(clause) && !handing.test(clause) && later.some(other => handing.test(other))
}

const wayOf = (mark: string): Way => (/结束前/u.test(mark) ? 'within' : /前/u.test(mark) ? 'before' : /内/u.test(mark) ? 'within' : mark === '' ? null : 'other')

/** 截至 before a day: of a deadline only if the words say so. */
const isAsOf = (before: string, rest: string, isMarked: boolean): boolean => (
  asOfBefore.test(before) && !isMarked && !applied.test(before) && (/截至到?(?:至|于)? ?$/u.test(before) || !/^ ?(?:$|[,。;!?)\n])/u.test(rest)))

/**
 * What the words around a day say of it; the span grows by those that belong to it (于, 最迟, 前).
 *
 * readRole('请于9月30日前报送', 2, 7, false) → { start: 0, end: 8, mark: 'due', way: 'before', isOther: false }
 */
export function readRole(text: string, start: number, end: number, isMarked: boolean, isRange: boolean): Role {
  const before = text.slice(Math.max(0, start - 16), start), marked = markAfter.exec(text.slice(end, end + 12))?.[0] ?? ''
  const behind = end + marked.length, rest = text.slice(behind, behind + 24), way = wayOf(marked) ?? (isMarked ? 'within' : null)
  const changed = changedBefore.exec(before), due = dueBefore.exec(before), word = changed ?? due ?? linkBefore.exec(before)
  const span = { start: start - (word?.[0].length ?? 0), end: behind, way }
  if (changed) return { ...span, mark: 'changed', isOther: false }
  const isDue = due !== null || way !== null, isOld = !isRange && oldBefore.test(before)
  const isGoverned = governed.test(before) && !isHandedIn(text, behind) && !/^ ?(?:$|[,。;!?)\n])/u.test(rest)
  const isThing = isGoverned || (isDue ? ofThing.test(rest) : startAfter.test(rest) || aboutThing.test(rest) || remindAfter.test(rest))
  return { ...span, mark: isDue ? 'due' : 'none', isOther: isOld || isThing || isAsOf(before, rest, way !== null) }
}
