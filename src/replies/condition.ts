// A condition and an order in words: 综窗完成率低于全省平均, 从高到低前3.

import type { Condition, Order } from '../question/plan.ts'
import { indicatorsOf } from '../question/plan.ts'
import type { Told } from '../table/answer.ts'
import { descends, sayRegion, type Dictionary } from '../table/dictionary.ts'
import { sayName, sayValue } from './words.ts'

const operators: Record<string, string> = { '=': '为', '!=': '不为', '<': '低于', '<=': '不超过', '>': '超过', '>=': '不低于' }

/** 综窗完成率不低于80%、不超过90% */
export function sayCondition(condition: Condition, dictionary: Dictionary): string {
  if (condition.kind === 'compare') return `${sayName(condition.indicator, dictionary)}${sayBound(condition, dictionary)}`
  return condition.parts.map((part, i) => {
    // 80%以上90%以下 names its indicator once
    const isNamed = part.kind === 'compare' && i > 0 && indicatorsOf(condition.parts[i - 1] ?? null)[0] === part.indicator
    return isNamed ? sayBound(part, dictionary) : sayCondition(part, dictionary)
  }).join(condition.kind === 'and' ? '、' : '或')
}

function sayBound({ indicator, operator, value }: Extract<Condition, { kind: 'compare' }>, dictionary: Dictionary): string {
  if (value === 'average') return `${operator === '=' ? '等于' : operators[operator]}全省平均`
  if (typeof value !== 'number') return `${operators[operator]}${sayRegion(dictionary, value.region)}`
  if (value === 0 && operator === '>') return '大于0'
  return `${operators[operator]}${Number.isInteger(value) ? value : value.toFixed(1)}${value === 0 ? '' : dictionary.indicators[indicator]?.unit ?? ''}`
}

/** What 全省平均 is where a condition compares with it: （全省平均67.7%） */
export function sayAverages(where: Condition | null, one: Told, dictionary: Dictionary): string {
  const ids = where === null ? [] : averaged(where)
  return ids.length === 0 ? '' : `（全省平均${ids.map(id => sayValue(one.averages[id] ?? '无数据', dictionary.indicators[id])).join('、')}）`
}

const averaged = (condition: Condition): string[] => (condition.kind === 'compare' ? (condition.value === 'average' ? [condition.indicator] : []) : [...new Set(condition.parts.flatMap(averaged))])

/** 从高到低前3, 最低; 最差 of a colleague is said as 从低到高 or 从高到低, by what is good for the indicator. */
export function sayOrder({ direction, count, indicator, nth }: Order, dictionary: Dictionary): string {
  const down = descends(direction, indicator, dictionary), [more, less] = dictionary.indicators[indicator]?.measures === 'rate' ? ['高', '低'] : ['多', '少']
  const way = down ? `从${more}到${less}` : `从${less}到${more}`
  if (nth) return `${way}第${count}`
  return count === 1 ? `最${down ? more : less}` : `${way}${count === null ? '' : `前${count}`}`
}
