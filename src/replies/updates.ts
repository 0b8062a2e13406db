// What the bot says to a report: what was understood against what was there before, with its number and how to mend it. Figures as they were told.

import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayDate, sayName, sayValue } from './words.ts'

type Metric = { readonly indicator: string; readonly value: number; readonly unit: string; readonly approx?: true }
type Told = { readonly region: string; readonly scope: 'pilot' | 'non_pilot' | null; readonly topic: string; readonly metrics: readonly Metric[]; readonly status: 'not_started' | 'in_progress' | 'done' | null; readonly asOf: string }

const statusNames = { not_started: '未启动', in_progress: '推进中', done: '已完成' } as const

/** 45 → 45%, about 70 → 约70% */
export const sayMetric = ({ value, unit, approx }: Omit<Metric, 'indicator'>): string => `${approx ? '约' : ''}${value}${unit}`

/** 达州市/达川区 → 达州市达川区; a prefecture by its short name. */
export const sayPlace = (region: string, dictionary: Dictionary): string => {
  const [city = '', ...rest] = region.split('/'), short = sayRegion(dictionary, city)
  return [city.endsWith('自治州') ? short : city, ...rest].join('')
}

/** The last part of a place, as its own people call it: 达州市/达川区 → 达川区 */
export const sayShortPlace = (region: string, dictionary: Dictionary): string => {
  const parts = region.split('/')
  return parts.length > 1 ? parts.slice(1).join('') : sayRegion(dictionary, region)
}

export const sayTopic = (topic: string, { topics, themes }: Dictionary): string => topics.find(({ id }) => id === topic)?.name ?? themes.find(({ id }) => id === topic)?.name ?? '其他工作'

const sayScope = (scope: Told['scope']): string => (scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : '')

/** 综窗完成率45%，村级代办事项数量38项; 综窗推进中; 进展 */
export function sayContent({ metrics, status, topic }: Told, dictionary: Dictionary): string {
  const figures = metrics.map(metric => `${sayName(metric.indicator, dictionary)}${sayMetric(metric)}`)
  const state = status === null ? [] : [`${metrics.length > 0 ? '' : sayTopic(topic, dictionary)}${statusNames[status]}`]
  return [...figures, ...state].join('，') || `${topic === 'other' ? '' : sayTopic(topic, dictionary)}进展（文字）`
}

/** 乐山市试点综窗完成率45% */
export const sayRecord = (told: Told, dictionary: Dictionary): string => `${sayPlace(told.region, dictionary)}${sayScope(told.scope)}${sayContent(told, dictionary)}`

export type Recorded = {
  readonly id: number
  readonly how: 'new' | 'corrected' | 'same'
  readonly told: Told
  /** What led before, of its first figure. */
  readonly last: { readonly value: number; readonly asOf: string; readonly unit: string } | null
  /** What the first figure fell from, where it fell too far to be left alone. */
  readonly fall: { readonly value: number; readonly asOf: string; readonly unit: string } | null
  /** The official figures beside it: 试点0.0%，非试点16.4% */
  readonly official: string | null
  /** Is a later report already there, so that this one does not lead? */
  readonly isOlder: boolean
}

/** 8月25日，全市口径; 9月6日，上次45% */
function sayBeside({ told, last, isOlder }: Recorded, isLong: boolean, now: Date): string {
  const whole = told.scope === null && told.metrics.length > 0 && !told.region.includes('/') ? (told.region.endsWith('州') ? '全州口径' : '全市口径') : ''
  const before = last === null ? '' : `${isOlder ? `${sayDate(last.asOf, now)}另有` : '上次'}${last.value}${last.unit}`
  return [sayDate(told.asOf, now), ...(isLong ? [whole, before] : [before || whole])].filter(part => part !== '').join('，')
}

const sayFall = (fall: NonNullable<Recorded['fall']>, value: number, now: Date): string => (
  `比上次${fall.value}${fall.unit}（${sayDate(fall.asOf, now)}）低${Math.round((fall.value - value) * 10) / 10}${fall.unit === '%' ? '个百分点' : fall.unit}，请核对：无误回“确认”，有误回“更正”加准数。`
)

/** An example of a correction with this record's unit: 更正 54% */
const exampleOf = ({ metrics, status }: Told): string => (metrics[0] ? `更正 ${metrics[0].unit === '%' ? '54%' : `12${metrics[0].unit}`}` : status === null ? '更正：改好的整句话' : '更正 推进中')

/**
 * What is said to one record.
 *
 * 已记 #37：乐山市综窗完成率45%（8月25日，全市口径）
 */
export function tellRecorded(recorded: Recorded, isLong: boolean, dictionary: Dictionary, now: Date): string {
  const { id, how, told, fall, official } = recorded, [first] = told.metrics
  if (how === 'same') return `${sayRecord(told, dictionary)}（${sayDate(told.asOf, now)}）已记过，是 #${id}，未重复登记。`
  const head = `${how === 'new' ? '已记' : '已更正'} #${id}：${sayRecord(told, dictionary)}（${sayBeside(recorded, isLong, now)}）`
  const doubt = fall && first ? [sayFall(fall, first.value, now)] : []
  if (!isLong) return [head, ...doubt].join('\n')
  const scope = official !== null && told.scope === null && !told.region.includes('/') ? '只指试点请回“试点”；' : ''
  return [head, ...(official === null ? [] : [official]), ...doubt, `${scope}有误回“${exampleOf(told)}”，作废回“撤回 #${id}”`].join('\n')
}

/** Several records of one message: 已记5条 #3至#7（9月1日）：东坡区一枚印章启用率80%，… */
export function tellSeveral(all: readonly Recorded[], isLong: boolean, dictionary: Dictionary, now: Date): string {
  const fresh = all.filter(({ how }) => how !== 'same'), same = all.filter(({ how }) => how === 'same')
  const ids = fresh.map(({ id }) => id), inRow = ids.every((id, i) => i === 0 || id === (ids[i - 1] ?? 0) + 1)
  const days = new Set(fresh.map(({ told }) => told.asOf)), [day] = days
  // One indicator of several places is named once.
  const names = new Set(fresh.map(({ told }) => (told.metrics.length === 1 && told.status === null ? told.metrics[0]?.indicator : null))), [name] = names, isOne = names.size === 1 && typeof name === 'string'
  const sayWhat = (told: Told): string => (isOne && told.metrics[0] ? sayMetric(told.metrics[0]) : sayContent(told, dictionary))
  const sayOne = ({ told, fall, how }: Recorded): string => `${sayShortPlace(told.region, dictionary)}${sayScope(told.scope)}${sayWhat(told)}${days.size > 1 ? `（${sayDate(told.asOf, now)}）` : ''}${fall ? `（比上次${fall.value}${fall.unit}低，请核对）` : ''}${how === 'corrected' ? '（更正）' : ''}`
  const lines = fresh.length === 0 ? [] : [`已记${fresh.length}条 ${inRow && ids.length > 2 ? `#${ids[0]}至#${ids.at(-1)}` : ids.map(id => `#${id}`).join('、')}（${[isOne ? sayName(name, dictionary) : '', days.size === 1 && day !== undefined ? sayDate(day, now) : ''].filter(part => part !== '').join('，')}）：${fresh.map(sayOne).join(isOne ? '，' : '；')}`.replace('（）', '')]
  const again = same.length === 0 ? [] : [`${same.map(({ told, id }) => `${sayShortPlace(told.region, dictionary)} #${id}`).join('、')}已记过，未重复登记。`]
  return [...lines, ...again, ...(isLong && fresh.length > 0 ? [`有误回“更正 #${ids[0]} ”加准数，作废回“撤回 #${ids[0]}”`] : [])].join('\n')
}

/** 通报数（7月20日）：试点0.0%，非试点16.4% */
export const tellOfficial = (figures: readonly { readonly scope: string; readonly value: number }[], indicator: string, asOf: string, dictionary: Dictionary, now: Date): string => (
  `通报数（${sayDate(asOf, now)}）：${figures.map(({ scope, value }) => `${scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : ''}${sayValue(value, dictionary.indicators[indicator])}`).join('，')}`
)

type Refusal = { readonly why: string; readonly said: string; readonly region?: string; readonly indicator?: string }

function sayRefusal({ why, said, region = '', indicator = '' }: Refusal, isSeveral: boolean, dictionary: Dictionary): string {
  const unit = dictionary.indicators[indicator]?.unit ?? '', figure = /[%\u4e00-\u9fff]$/u.test(said) ? said : `${said}${unit}`
  const name = `${isSeveral && region !== '' ? sayShortPlace(region, dictionary) : ''}${sayName(indicator, dictionary)}`
  switch (why) {
    case 'over': return `${name}${figure}超过100%`
    case 'negative': return `${name}-${figure}不能为负`
    case 'none': return `${name}没有写数`
    case 'ratio': return `${name}${said}不像百分数，请写成“${Math.round(Number(said) * 1000) / 10}%”这样`
    case 'bound': return `${name}要写准数，不能只写“以上”“超过”`
    case 'conflict': return `${name}写了不同的数（${figure}）`
    case 'not-own': return `${sayPlace(said, dictionary)}不是你所在的市州，不能代报`
    case 'unknown-region': return `没有“${said}”这个市州或县（市、区）`
    default: return `${name}${said}看不懂`
  }
}

const exampleReport = (city: string | null, dictionary: Dictionary): string => {
  const topics = dictionary.topics.flatMap(({ main, name }) => (main === undefined ? [] : [{ name, unit: dictionary.indicators[main]?.unit ?? '' }]))
  const rate = topics.find(({ unit }) => unit === '%'), count = topics.findLast(({ unit }) => unit === '项')
  return `#进展 ${city === null ? '乐山' : sayRegion(dictionary, city)} ${[rate ? `${rate.name}45%` : '', count ? `${count.name}38${count.unit}` : ''].filter(part => part !== '').join('，')}`
}

/** All that is wrong with a message, at once, and what to write instead. */
export function tellRefusals(refusals: readonly Refusal[], recordedSome: boolean, city: string | null, dictionary: Dictionary): string {
  const isSeveral = new Set(refusals.map(({ region }) => region)).size > 1 || recordedSome
  const said = [...new Set(refusals.map(refusal => sayRefusal(refusal, isSeveral, dictionary)))]
  const count = said.length > 1 ? `有${said.length}处：` : ''
  const own = refusals.every(({ why }) => why === 'not-own')
  const mend = own ? '请由当地同志报，或请管理员代报。' : `请改好后${recordedSome ? '把这几处重发' : '整条重发'}，例如：${exampleReport(city, dictionary)}`
  return `${recordedSome ? '另有未记的，' : '未记录，'}${count}${said.join('；')}。\n${mend}`
}

export const whichPlace = (said: string, why: 'unknown' | 'ambiguous', cities: readonly string[], dictionary: Dictionary): string => (
  why === 'ambiguous' && cities.length > 1 ? `“${said}”在${cities.map(city => sayRegion(dictionary, city)).join('、')}都有，是哪个市的？请回市名，例如“${sayRegion(dictionary, cities[0] ?? '')}”。`
    : said === '' ? '是哪个市州或县（市、区）的？请回地名，例如“乐山”。'
      : `“${said}”是哪个市州或县（市、区）？请回地名，例如“乐山”。`
)
export const placeStillUnknown = '没认出这个地名。请把地名写进去整条重发，例如：#进展 乐山 综窗45%'
export const viewersReportNot = '你在本群是只看不报的成员，没有登记。需要报送请联系管理员。'

export const tellWithdrawn = (records: readonly { readonly id: number; readonly told: Told }[], dictionary: Dictionary, now: Date): string => (
  records.length === 1 && records[0] ? `已撤回 #${records[0].id}：${sayRecord(records[0].told, dictionary)}（${sayDate(records[0].told.asOf, now)}），不再计入。`
    : `已撤回${records.length}条：${records.map(({ id, told }) => `#${id} ${sayShortPlace(told.region, dictionary)}`).join('、')}，不再计入。`
)
export const tellRecalled = (records: readonly { readonly id: number; readonly told: Told }[], dictionary: Dictionary): string => (
  `原消息已撤回，${records.map(({ id, told }) => `#${id} ${sayShortPlace(told.region, dictionary)}`).join('、')}一并作废。`
)
export const nothingToWithdraw = '没有你在本群报过的记录可以撤回。'
export const noSuchRecord = (id: number): string => `没有 #${id} 这条记录，或已经撤回。`
export const notYours = (id: number, reporter: string): string => `#${id} 是 ${reporter} 报的，只有本人、名册上同一市州的同志或管理员能改，没有变动。`
export const whichMetric = (id: number, names: readonly string[]): string => `#${id} 有几项数，更正哪一项？请写明，例如“更正 ${names[0] ?? ''} 54%”。`
export const nothingToCorrect = '没有你在本群报过的记录可以更正。请整条重报，例如：#进展 乐山 综窗54%'
export const correctionUnread = '没看出要改成多少。请写明，例如“更正 综窗54%”。'
export const confirmed = (id: number): string => `已确认 #${id}。`
export const verified = (told: readonly { readonly id: number }[]): string => `已核实 ${told.map(({ id }) => `#${id}`).join('、')}。`
export const returned = (id: number, told: Told, reason: string, dictionary: Dictionary): string => `已退回 #${id}（${sayRecord(told, dictionary)}）${reason === '' ? '' : `：${reason}`}，不再计入，请改好后重报。`

const doubtNames: Readonly<Record<string, string>> = { fall: '比上次降得多', jump: '比上次升得多', 'two-figures': '同一天另有不同的数', 'parts-over-whole': '分项之和大于总数' }

/** The list for an admin: what is to be checked, and why; the first of `count`. */
export const tellToCheck = (records: readonly { readonly id: number; readonly told: Told; readonly doubts: readonly string[]; readonly reporter: string }[], count: number, dictionary: Dictionary, now: Date): string => (
  records.length === 0 ? '没有待核的记录。' : [
    `待核${count}条：`,
    ...records.map(({ id, told, doubts, reporter }) => `#${id} ${sayRecord(told, dictionary)}（${sayDate(told.asOf, now)}，${reporter}）：${doubts.map(doubt => doubtNames[doubt] ?? doubt).join('，')}`),
    `${count > records.length ? `其余${count - records.length}条见台账。` : ''}核实回“核实 #${records[0]?.id}”，退回回“退回 #${records[0]?.id} 原因”`,
  ].join('\n')
)

export const secrecyWarning = (mark: string): string => `你刚才的消息带有“${mark}”字样，已不予记录、不作回复。涉密内容和工作秘密不得在微信群传递，请立即撤回，并按保密规定报告。`
export const secrecyForAdmin = (from: string, room: string | null, mark: string): string => `${room === null ? '私聊' : `“${room}”`}里 ${from} 发了带“${mark}”字样的消息，内容没有记录。请提醒其撤回并按保密规定处理。`
