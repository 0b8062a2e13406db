// What the bot says when it does not answer with figures: questions back, what the data does not hold, facts, terms, greetings.

import type { Plan } from '../question/plan.ts'
import type { Guess, Option, Reading } from '../question/reading.ts'
import { sayRegion, type Dictionary, type Fact } from '../table/dictionary.ts'
import { sayDate } from './words.ts'

export const greeting = '在。可以问各市州的推进数据，例如“哪些市州还没启动综窗”。'
export const thanks = '不客气。'
export const markedWrong = '已记下，请管理员核对；换个说法可以再问。'
export const faultReply = '这条没能处理好，已记下，请稍后再试或换个说法。'
export const help = [
  '可以这样问：',
  '乐山综窗多少；哪些市州还没启动综窗；非试点一枚印章前五',
  '自贡一件事排第几；成都和绵阳培训哪个多；达州综窗比全省平均差多少',
  '川南四市压减率；雅安的情况；申报名单什么时候截止',
  '接着问只说变的部分：那非试点呢、前三呢、他们的压减率呢；要图就说“综窗画图”“乐山综窗走势图”',
  '报进展直接写：乐山综窗45%；改数回“更正 54%”，作废回“撤回”；查：乐山最新进展、谁还没报综窗',
  '报送了直接写：乐山已报申报名单；查：最近有什么要报的、还有哪些市州没报申报名单、我还欠什么',
].join('\n')

/** How a word was read that was not written so: 按“综窗”理解 */
export const tellGuesses = (guesses: readonly Guess[]): string => `按${[...new Set(guesses.map(({ read }) => `“${read}”`))].join('、')}理解`

/** What the notice says, with its place; facts from one place that stand together share the line of it. */
export function tellFacts(facts: readonly Fact[]): string[] {
  const sources = facts.map(({ document, place }) => `来源：${document} ${place}`)
  return facts.flatMap(({ answer }, i) => [answer, ...(sources[i] === sources[i + 1] ? [] : [sources[i] ?? ''])])
}

/** Where the notice's text gives a figure too, the table answers and the text's is told beside. */
export function tellBeside(plan: Plan, { beside }: Dictionary): string[] {
  if (plan.kind !== 'values') return []
  const region = plan.regions.kind === 'province' ? '全省' : plan.regions.kind === 'named' && plan.regions.names.length === 1 ? plan.regions.names[0] : null
  const said = [...new Set(beside.filter(one => one.region === region && plan.indicators.includes(one.indicator)).map(({ says }) => says))]
  return said.length > 0 ? [`通报正文：${said.join('，')}`] : []
}

/** What an indicator or a term means, with the unit and which way is better. */
export function tellTerm(id: string, dictionary: Dictionary): string[] {
  const indicator = dictionary.indicators[id], term = dictionary.terms.find(one => one.id === id)
  if (term) return [term.means]
  if (!indicator) return []
  const measure = indicator.measures === 'rate' ? '百分比' : indicator.measures === 'total' ? '各地相加的总数' : '每个便民服务中心（或村、社区）的平均数'
  return [`${indicator.name}：${indicator.means ?? `表中“${indicator.header ?? indicator.name}”一栏`}。`, `单位${indicator.unit}，${measure}；${indicator.better === 'higher' ? '越高越好' : indicator.better === 'lower' ? '越低越好' : '高低不分好坏'}。`]
}

/** A county's figure is not in the tables: said so, with what the notice says of it and its city offered. */
export function tellCounty(county: string, indicators: readonly string[], dictionary: Dictionary): string[] {
  const cities = dictionary.counties.filter(one => one.name === county).map(one => one.city)
  const facts = dictionary.facts.filter(fact => fact.places.includes(county)).toSorted((a, b) => a.places.length - b.places.length).slice(0, 2)
  const topic = indicators[0] ? dictionary.indicators[indicators[0]]?.name ?? '' : ''
  const said = facts.map(fact => fact.answer).join('')
  return [
    `附件只统计到市州，没有${county}的${topic || '数'}。`,
    ...(said ? [`通报正文提到${county}：${said}`] : []),
    ...(cities.length > 0 ? [`要看${cities.join('、')}的，请回“${sayRegion(dictionary, cities[0] ?? '')}${topic || '的情况'}”。`] : []),
  ]
}

/** The question back with its numbered choices. */
export function tellOptions(options: readonly Option[]): string {
  return ['指哪一项？请回数字或名称：', ...options.map(({ label }, i) => `${i + 1} ${label}`)].join('\n')
}

/** An asker's own words, told back no longer than a phrase. */
const sayShort = (words: string): string => (Array.from(words).length > 20 ? `${Array.from(words).slice(0, 20).join('')}…` : words)

/** “甲”“乙”, as many as make a phrase. */
function quoteWords(words: readonly string[]): string {
  const shown = words.filter((_, i) => i === 0 || words.slice(0, i).join('').length < 20)
  return `${shown.map(word => `“${sayShort(word)}”`).join('')}${shown.length < words.length ? '等' : ''}`
}

const sayExamples = (dictionary: Dictionary): string => dictionary.topics.flatMap(topic => (topic.main === undefined ? [] : [dictionary.indicators[topic.main]?.name ?? ''])).slice(0, 4).join('、')

/** One sentence on why there is no figure, one on what to write instead. */
export function tellRefusal(reading: Exclude<Reading, { kind: 'plans' } | { kind: 'choice' }>, dictionary: Dictionary, now: Date): string {
  const date = dictionary.datasets[0] ? sayDate(dictionary.datasets[0].asOf, now) : ''
  if (reading.kind === 'outside') {
    switch (reading.why) {
      case 'date': return `表里只有截至${date}的数，没有“${sayShort(reading.what)}”的。\n${reading.instead ? `要看截至${date}的，请回“${reading.instead.label}”。` : `要看截至${date}的，去掉日期再问一次。`}`
      case 'national': return `通报里没有全国平均数。\n${reading.instead ? `要按全省平均查，请回“${reading.instead.label}”。` : '要按全省平均查，请把“全国平均”换成“全省平均”。'}`
      case 'scope': return `附件只分省级试点和非试点，没有市级、县级试点的分列数。\n${dictionary.facts.find(fact => fact.asks.flat().includes('县级试点'))?.answer ?? ''}`.trim()
      case 'pooled': return `表里没有试点与非试点合并的${reading.what}：平均数不能直接相加。\n请分开问，例如“试点和面上${reading.what}各多少”。`
      case 'reported': return `通报的附件没有${reading.what}，目前也没有人上报。`
      case 'topic': case 'unknown': return `通报和附件里没有“${sayShort(reading.what.toUpperCase())}”。${sayExamples(dictionary) ? `\n能查的例如${sayExamples(dictionary)}；回“帮助”看怎么问。` : '\n目前没有统计表，请管理员先导入。'}`
    }
  }
  switch (reading.why) {
    case 'unread': return `${quoteWords(reading.words)}没看懂，没有作答。${reading.near.length > 0 ? `\n是不是指：${reading.near.join('、')}？请换个说法再问。` : '\n请换个说法再问。'}`
    case 'nobody': return reading.words[0] === '我们' ? '“我们”是哪个市州？请写明再问，例如“乐山综窗多少”。' : '指的是哪些市州？请写明再问，例如“乐山、南充的压减率”。'
    case 'no-indicator': return sayExamples(dictionary) ? `要问哪一项指标？例如${sayExamples(dictionary)}。` : '目前没有统计表，请管理员先导入。'
    case 'no-region': return '要问哪个市州？例如“乐山综窗排第几”。'
    case 'unit': return `${dictionary.indicators[reading.words[0] ?? '']?.name ?? '这项指标'}的单位是${dictionary.indicators[reading.words[0] ?? '']?.unit ?? '另一种'}，和问的条件对不上。请写明是哪项指标。`
    case 'approximate': return '条件里的数是约数，请给一个准数，例如“超过20项”。'
    case 'too-long': return '这条消息太长，没有当作问题处理。请用一句话问。'
    case 'nothing': return '没看懂要问什么。回“帮助”看怎么问，例如“哪些市州还没启动综窗”。'
  }
}
