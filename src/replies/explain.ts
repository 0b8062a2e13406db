// How something was read, for whoever looks after the words: a plan in one line, and what a word says. Not for the group.

import type { Mention, Said } from '../question/mentions/mention.ts'
import { isTablePlan, type Filtered, type Plan, type Regions, type ScopeChoice } from '../question/plan.ts'
import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayCondition, sayOrder } from './condition.ts'
import { sayNames, sayWhom } from './words.ts'

const scopes: Readonly<Record<ScopeChoice, string>> = { pilot: '省级试点', non_pilot: '非试点', both: '试点、非试点分开', together: '试点、非试点合起来' }

function sayPlaces(regions: Regions, dictionary: Dictionary): string {
  if (regions.kind === 'all') return '全部市州'
  if (regions.kind !== 'answered') return sayWhom(regions, dictionary)
  return `上一问答出的市州（${[...new Set(Object.values(regions.byScope).flat())].map(name => sayRegion(dictionary, name)).join('、') || '没有'}）`
}

const lists: Readonly<Record<'list' | 'count' | 'share', string>> = { list: '哪些市州', count: '市州个数', share: '市州占比' }

function partsOfList({ where, order, except, show, regions }: Filtered, dictionary: Dictionary): string[] {
  const name = order && order.indicator === show[0] && !where ? sayNames([order.indicator], dictionary) : order ? `按${sayNames([order.indicator], dictionary)}` : ''
  return [
    where ? sayCondition(where, dictionary) : order ? '' : sayNames(show, dictionary), order ? `${name}${sayOrder(order, dictionary)}` : '',
    sayPlaces(regions, dictionary), except.length > 0 ? `除去${except.map(city => sayRegion(dictionary, city)).join('、')}` : '',
  ]
}

function partsOf(plan: Plan, dictionary: Dictionary): string[] {
  const names = (ids: readonly string[]): string => sayNames(ids, dictionary)
  switch (plan.kind) {
    case 'values': return [names(plan.indicators)]
    case 'overview': return ['主要指标']
    case 'list': case 'count': case 'share': return [lists[plan.kind], ...partsOfList(plan, dictionary)]
    case 'check': return [`是否${sayCondition(plan.where, dictionary)}`]
    case 'rank': return [`${names([plan.indicator])}的名次${plan.from === 'low' ? '（倒数）' : ''}`]
    case 'difference': return [`${names(plan.indicators)}与${plan.against === 'average' ? '全省平均' : sayRegion(dictionary, plan.against)}的差`]
    case 'gap': return [`${names(plan.indicators)}试点与非试点的差`]
    case 'portion': return [`${names([plan.indicator])}占全省的比重`]
    case 'spread': return [`${names([plan.indicator])}最高与最低的差`]
    case 'compare': return [`${names(plan.indicators)}${{ top: '哪个高', bottom: '哪个低', best: '哪个好', worst: '哪个靠后' }[plan.direction]}`]
    case 'aggregate': return [`${names(plan.indicators)}${plan.how === 'sum' ? '合计' : '平均'}`]
    case 'fact': return [`通报原文：${plan.ids.map(id => dictionary.facts.find(fact => fact.id === id)?.place ?? id).join('、')}`]
    case 'define': return [`词义：${dictionary.indicators[plan.term]?.name ?? dictionary.terms.find(({ id }) => id === plan.term)?.words[0] ?? plan.term}`]
    case 'county': return [`${plan.county}${plan.indicators.length > 0 ? `的${names(plan.indicators)}` : ''}（县级）`]
    case 'social': return [{ greet: '打招呼', thanks: '道谢', help: '问怎么用', silence: '知道了一类的话，不用答' }[plan.what]]
  }
}

/**
 * A plan in words.
 *
 * list both where window_reform_rate = 0 → 哪些市州，综窗完成率为0，全部市州，试点、非试点分开
 */
export function explainPlan(plan: Plan, dictionary: Dictionary): string {
  const parts = partsOf(plan, dictionary).filter(part => part !== '')
  if (!isTablePlan(plan)) return parts.join('，')
  const isList = plan.kind === 'list' || plan.kind === 'count' || plan.kind === 'share'
  return [...parts, ...(isList ? [] : [sayPlaces(plan.regions, dictionary)]), ...(plan.kind === 'gap' ? [] : [scopes[plan.scope]])].join('，')
}

/** Several plans, in their order. */
export const explainPlans = (plans: readonly Plan[], dictionary: Dictionary): string => plans.map(plan => explainPlan(plan, dictionary)).join('；')

const operators = { '=': '等于', '!=': '不等于', '<': '低于', '<=': '不超过', '>': '超过', '>=': '不低于' } as const
const directions = { top: '从高往低', bottom: '从低往高', best: '好的一头', worst: '靠后的一头' } as const
const asks = { which: '哪些', 'how-much': '多少', 'how-many': '几个', whether: '是不是', rank: '第几', 'rank-low': '倒数第几', why: '为什么', each: '分别' } as const

/** What a word of the data stands for, or null where it is a word of the readers' own. */
export function explainThing(said: Said, dictionary: Dictionary): string | null {
  switch (said.kind) {
    case 'region': {
      const names = said.names.map(name => sayRegion(dictionary, name)).join('、')
      return said.zone === undefined ? `市州：${names}` : `片区：${said.zone}（${names}）`
    }
    case 'county': return `县级：${said.name}`
    case 'indicator': {
      if (said.strength === 'form') return `指标：${sayNames(said.ids, dictionary)}`
      const topic = dictionary.topics.find(({ id }) => id === dictionary.indicators[said.ids[0] ?? '']?.topic)
      if (said.strength === 'topic') return `主题：${topic?.name ?? ''}（${said.main === undefined ? `${said.ids.length}项指标，会反问是哪一项` : `主指标 ${sayNames([said.main], dictionary)}`}）`
      return `指标名的一部分（${said.ids.length === 1 ? sayNames(said.ids, dictionary) : `${said.ids.length}项指标用到`}）`
    }
    default: return null
  }
}

function explainOwn(said: Said): string {
  switch (said.kind) {
    case 'scope': return `范围：${said.scope === 'other' ? '市级、县级试点（表里没有）' : scopes[said.scope]}`
    case 'province': return '全省'
    case 'every': return said.each ? '每个市州' : '市州'
    case 'number': return `数：${said.value}${said.unit ?? ''}${said.approximate ? '（约数）' : ''}`
    case 'bound': return `条件：${operators[said.operator]}`
    case 'average': return '全省平均'
    case 'act': return `状态：${{ start: '启动', do: '做', finish: '完成', zero: '为0', full: '为100%' }[said.act]}`
    case 'order': case 'comparative': return `排序或比较：${directions[said.direction]}`
    case 'place': return `名次：${said.from === 'front' ? '前几' : '后几'}`
    case 'nth': return `名次：${said.from === 'front' ? '' : '倒数'}第${said.value}`
    case 'ask': return `问：${asks[said.ask]}`
    case 'aggregate': return said.by === 'sum' ? '合计' : '求平均'
    case 'gap': return '相差'
    case 'versus': return '相比'
    case 'share': return '占比'
    case 'sort': return '排序'
    case 'overview': return '总的情况'
    case 'define': return '问词义'
    case 'period': return said.stored ? '时间：表里的日期' : '时间：表里没有'
    case 'pronoun': return said.who === 'we' ? '提问的人自己的市州' : '上一问答出的市州'
    case 'join': return said.join === 'or' ? '或' : '和'
    case 'range': return '在两数之间'
    case 'not': return '否定'
    case 'already': return '已经'
    case 'all': return '全部'
    case 'except': return '除去'
    case 'again': return '接着上一问'
    case 'outside': return '表里没有的事'
    case 'break': return '停顿'
    case 'asker': return '提问的缘由，略过'
    case 'social': return '客套话'
    case 'filler': return '略过的话'
    default: return '没看懂'
  }
}

/** What any word says: 指标：综窗完成率, 条件：超过, 略过的话. */
export const explainSaid = (said: Said, dictionary: Dictionary): string => explainThing(said, dictionary) ?? explainOwn(said)

/** What a word in its place says, with the word that it was taken for where it is a guess. */
export const explainMention = (mention: Mention, dictionary: Dictionary): string => `${explainSaid(mention, dictionary)}${mention.how === 'exact' ? '' : `（按“${mention.form ?? mention.text}”理解）`}`
