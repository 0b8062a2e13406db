// Reads a deadline out of a sentence: 提醒：9月25日下班前各市州报送“三张清单”. What is missing or cannot be told for sure is said, never filled in.

import { readDue, type DueReading } from '../language/due.ts'
import { readNumeral } from '../language/numerals.ts'
import type { Calendar } from '../language/working-days.ts'
import type { Moment } from './deadline.ts'

export type Draft = {
  readonly due: DueReading
  /** What is to be handed in; empty where it is not said. */
  readonly title: string
  /** The words in front of it that may tell who is to hand in. */
  readonly whom: string
  /** Days before, where they were said. */
  readonly leads: readonly number[] | null
}

const lead = /(?:并|请|再|同时)?(?:分别)?(?:在|于)?(?:截止)?(?:前|提前)\s?((?:(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|半个?)\s?(?:个)?(?:天|日|周|星期|工作日|月)?(?:前)?(?:\s?(?:和|、|及|与|,|跟|以及)\s?)?(?:提前)?)+)(?:各|分别|都|再|就)*(?:提醒|通知|发|催)(?:一次|一遍|一下|各一次|大家|他们)*/gu
const amount = /(\d{1,2}|[一二两三四五六七八九十]{1,3}|半个?)\s?个?(天|日|周|星期|工作日|月)?/gu

/** 提前5天和1天提醒 → [5, 1]; 提前一周、三天提醒 → [7, 3] */
export function readLeads(text: string): { readonly leads: readonly number[] | null; readonly rest: string } {
  const found = [...text.matchAll(lead)], leads = found.flatMap(({ 1: said = '' }) => [...said.matchAll(amount)].map(({ 1: figure = '', 2: unit = '天' }) => {
    const count = figure.startsWith('半') ? 0.5 : figure === '两' ? 2 : readNumeral(figure, 0)?.value ?? Number.NaN
    return Math.round(count * (unit === '周' || unit === '星期' ? 7 : unit === '月' ? 30 : 1))
  })).filter(days => days > 0 && days <= 90)
  return { leads: leads.length > 0 ? [...new Set(leads)] : null, rest: text.replace(lead, ' , ') }
}

/** What opens a message that sets one. */
const head = /^(?:[\s,:;。]*(?:你好|您好|小助手|助手|好的|对了|另外|还有|请|麻烦你?|劳烦|烦请|帮我|帮忙|帮|给我|给|再|也|我要|我想|需要|新增|添加|增加|新建|新设|建立|建一?个|设置?一?个|设置?|加一?个|定一?个|弄一?个|发一?个|来一?个|发起|登记|创建|做一?个|记得|记一下|记着|到时候?|届时|定时|按时|一个|一下|一哈|下|个))*[\s,:;]*(?:提醒|通知|催报?|督促|告知|叮嘱|喊|叫)?(?:事项|任务|一下|一哈|下|哈|大家|各位|他们|同志们|群里|所有人|一声)*[\s,:;]*/u
const tails = /(?:[\s,。;!~]*(?:谢谢|谢了|辛苦了?|感谢|哈|哦|啊|吧|呢|了|噢|嘛|拜托|麻烦了|别忘了?|莫忘了?|不要忘了?|不要迟到|逾期不候|逾期通报|提醒一下|提醒大家|提醒他们|提醒下|提醒哈|提醒|记得提醒|到时候提醒|设个提醒|通知一下|请设置|收到请回复|请收到回复|一下|一哈))+$/u

const verbForms = '汇总报送|统一报送|汇总上报|汇总后报|汇总报|报送|上报|填报|补报|报备|提交|递交|上交|呈报|反馈|回复|提供|完成|做好|落实|开展|录入|上传|发送'
/** 报名, 报告, 交办, 完成率 are no handing in. */
const oneVerb = `(?:(?:${verbForms})(?!率|情况|度|数|量|意见|时间|进度|名单)|报(?![名告表销考警道刊社废备送])|交(?![通流接易办叉代警])|发(?![展放票布言现证送])|送(?![达审])|传(?![达真])|填(?![报写表]))`
/** Nor are 申报, 汇报, 通报. */
const verb = new RegExp(`(?<![申汇通简周月日年预海情播呈填转移成外社提上印下研开颁])${oneVerb}(?:一下|下|上来|上去|过来|回来|给|至|到|齐|完|来|过去)*`, 'gu')
/** 把三张清单报上来 */
const withBa = new RegExp(`^(?<whom>.*?)(?:把|将)(?<object>[^,;。]{2,40}?)(?:都|统一|汇总|及时|按时|抓紧|尽快|盖章后|,)*(?:${oneVerb}|发我|给我|弄好|整好|做好|弄完|整完|做完)[^,;。]*`, 'u')
const recipients = /(?:给|至|到|报|送|往)(?:省|我|处|局|中心|办公室|邮箱|贵|指定|[\u4e00-\u9fff]{1,2}(?:处|科|主任|局|科长|处长))[^,。;]{0,16}$/u
/** 交给李科, 报至省中心邮箱: who receives it. */
const receiver = /^(?:省[^,。;]{0,14}?(?:处|中心|局|厅|邮箱)|我(?:这里|这边|处|邮箱)?|[\u4e00-\u9fff]{1,3}(?:处长|科长|主任|局长|老师|处|科|局|总|姐|哥)|(?:指定|工作|电子)?邮箱|办公室|群里?|贵处|我处|各?业务处)(?=$|[,。;]|[\u4e00-\u9fff]{3})/u
const edges = /^[\s,:;。!、的关于]+|[\s,:;。!、的]+$/gu
const filler = /^(?:请|要|要求|需|需要|须|务必|必须|都|均|应|应当|记得|抓紧|尽快|按时|及时|统一|认真|各自|一律|再|将|把|关于|本市|本地|一下|一份|一个|一次|相关|有关)+/u

const trim = (text: string): string => {
  let now = text, before
  do {
    before = now
    now = now.replace(edges, '').replace(tails, '').replace(filler, '')
  } while (now !== before)
  return now
}

/** The object of a sentence whose date is taken out: what stands behind the verb, or between 把 and the verb. */
function objectOf(text: string): { readonly title: string; readonly whom: string } {
  const { object, whom: before } = withBa.exec(text)?.groups ?? {}
  if (object !== undefined) return { title: trim(object), whom: trim(before ?? '') }
  for (const found of text.matchAll(verb)) {
    const behind = text.slice(found.index + found[0].length).replace(/[给至到]$/u.test(found[0]) ? receiver : /^(?:给|至|到)?我(?:这里|这边|邮箱)?(?=$|[,。;])/u, ''), [first = '', ...more] = behind.split(/[,;。\n!]/u).map(trim)
    const title = trim(first.replace(recipients, '')), whom = text.slice(0, found.index)
    if (title.length > 1) return { title, whom: trim(whom) }
    // 三张清单,各市州报送
    const front = whom.split(/[,;。:\n]/u).map(trim).filter(part => part.length > 1), next = more.find(part => part.length > 1)
    if (front.length === 0 && next !== undefined) return { title: next, whom: '' }
    if (front.length > 0) return { title: front[0] ?? '', whom: front.slice(1).join(',') }
  }
  const parts = text.split(/[,;。:\n]/u).map(trim).filter(part => part.length > 1)
  return { title: parts[0] ?? '', whom: parts.slice(1).join(',') }
}

/** “三张清单”, 《培训计划》 as they stand in the text, normalised as the rest. */
const quoted = /[“"‘「『《]([^“”"‘’「」『』《》]{2,40})[”"’」』》]/gu

/**
 * Reads the terms of a deadline. `text` is normalised, `raw` has its quotes yet; `due` is the reading of the whole text.
 *
 * 提醒:9月25日下班前各市州报送三张清单 → 三张清单, 25 September 18:00, whom 各市州
 */
export function readSetting(text: string, raw: string, now: Moment, calendar: Calendar, normalise: (text: string) => string): Draft {
  // 每月25日提醒各市州报… is due on that day.
  const { leads, rest } = readLeads(text.replace(/(每个?(?:月|周|星期|季度?|年)[^,;。]{0,8}?)(?:都|再)?提醒(?:一下|大家)?/u, '$1,')), read = readDue(rest, now, calendar)
  // 1月24日前把节前安全检查表报来: a day in the name of the thing is none of its deadline.
  const { object = '' } = read?.kind === 'unclear' ? withBa.exec(rest)?.groups ?? {} : {}
  const apart = object === '' || readDue(object, now, calendar) === null ? null : readDue(rest.replace(object, '一'.repeat(object.length)), now, calendar)
  const due = apart !== null && apart.kind !== 'unclear' ? apart : read
  const span = due === null ? null : 'due' in due ? due.due : due
  const without = (span === null ? rest : `${rest.slice(0, span.start)} ${rest.slice(span.end).replace(/^(?:提醒|通知)/u, '')}`).replace(head, '').replace(/^[\s,:;]+/u, '')
  const { title, whom } = objectOf(without.replace(head, ''))
  const names = [...raw.matchAll(quoted)].map(({ 1: name = '' }) => normalise(name)), own = names.find(name => title.includes(name) || name.includes(title))
  if (own !== undefined && title.length < own.length) return { due, title: own, whom, leads }
  const [only] = names
  return { due, title: names.length > 0 && own === undefined && only !== undefined && text.includes(only) ? only : title, whom: names.length > 0 && own === undefined ? without.slice(0, Math.max(0, without.indexOf(only ?? ''))) : whom, leads }
}
