// Reads a deadline out of a sentence: 提醒：9月25日下班前各市州报送“三张清单”. What is missing or cannot be told for sure is said, never filled in.

import { readDue, type DueReading } from '../language/due.ts'
import { readNumeral } from '../language/numerals.ts'
import type { Calendar } from '../language/working-days.ts'
import type { Moment } from './deadline.ts'
import { readThing, thingAfterBa } from './thing.ts'

export type Draft = {
  readonly due: DueReading
  /** What is to be handed in; empty where it is not said. */
  readonly title: string
  /** The words in front of it that may tell who is to hand in. */
  readonly whom: string
  /** Days before, where they were said. */
  readonly leads: readonly number[] | null
}

const lead = /(?:并|请|再|同时)?(?:分别)?(?:在|于)?(?:截止)?(?:前|提前)\s?((?:(?:提?前)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|半个?)\s?(?:个)?(?:天|日|周|星期|工作日|月)?(?:前)?(?:\s?(?:和|、|及|与|,|跟|以及)\s?)?(?:提前)?)+)(?:各|分别|都|再|就)*(?:提醒|通知|发|催)(?:一次|一遍|一下|各一次|大家|他们)*/gu
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
  const object = read?.kind === 'unclear' ? thingAfterBa(rest) : ''
  const apart = object === '' || readDue(object, now, calendar) === null ? null : readDue(rest.replace(object, '一'.repeat(object.length)), now, calendar)
  const due = apart !== null && apart.kind !== 'unclear' ? apart : read
  const span = due === null ? null : 'due' in due ? due.due : due
  const without = (span === null ? rest : `${rest.slice(0, span.start)} ${rest.slice(span.end).replace(/^(?:提醒|通知)/u, '')}`).replace(head, '').replace(/^[\s,:;]+/u, '')
  // 提醒我开会 is no matter of the group.
  const { title, whom } = /提醒我(?![们市州县区局处])/u.test(text) ? { title: '', whom: '' } : readThing(without.replace(head, ''))
  const names = [...raw.matchAll(quoted)].map(({ 1: name = '' }) => normalise(name)), own = names.find(name => title.includes(name) || name.includes(title))
  if (own !== undefined && title.length < own.length) return { due, title: own, whom, leads }
  const [only] = names
  // 报送“报名表”: where no words outside the quotes tell it.
  return title.length < 2 && only !== undefined ? { due, title: only, whom: without.slice(0, Math.max(0, without.indexOf(only))), leads } : { due, title, whom, leads }
}
