// 最高, 前三, 最差三个, 哪三个最低: an order and how many. Takes the numbers that count cities, before bounds could take them.

import type { Mention } from '../mentions/mention.ts'
import type { Direction } from '../plan.ts'
import type { Ranked } from './sketch.ts'

const countUnits: ReadonlySet<string | null> = new Set(['个', '名', '家', null])
const loneLast = /^(?:倒数|垫底|最后|末尾|尾巴上|最末|排在最后|排名最后|排末)$/u

type NumberMention = Extract<Mention, { kind: 'number' }>
const isCount = (mention: Mention | undefined): mention is NumberMention => mention?.kind === 'number' && countUnits.has(mention.unit) && mention.value >= 1 && mention.value <= 21 && Number.isInteger(mention.value)

/** What may stand between an order and its number: 最少的试点市州是哪三个. */
const isBetween = (mention: Mention): boolean => mention.kind === 'every' || mention.kind === 'pronoun' || mention.kind === 'scope' || mention.kind === 'region' || (mention.kind === 'break' && !mention.hard) || (mention.kind === 'ask' && mention.ask === 'which')

export function readOrders(mentions: readonly Mention[]): { orders: Ranked[]; rest: Mention[] } {
  const orders: Ranked[] = [], taken = new Set<Mention>()
  const take = (...used: readonly (Mention | undefined)[]) => used.forEach(mention => mention && taken.add(mention))
  const add = (direction: Direction, count: number | null, bare: boolean, from: readonly (Mention | undefined)[], nth = false) => {
    take(...from)
    const spans = from.filter(mention => mention !== undefined)
    orders.push({ direction, count, bare, nth, start: Math.min(...spans.map(m => m.start)), end: Math.max(...spans.map(m => m.end)) })
  }
  mentions.forEach((mention, i) => {
    if (taken.has(mention)) return
    if (mention.kind === 'place') {
      const next = mentions[i + 1], after = mentions[i + 2]
      if (isCount(next) && next.start - mention.end <= 1) add(after?.kind === 'order' ? after.direction : mention.from === 'front' ? 'top' : 'bottom', next.value, false, [mention, next, after?.kind === 'order' ? after : undefined])
      else if (loneLast.test(mention.text)) add(mention.text === '垫底' ? 'worst' : 'bottom', 1, true, [mention])
      return
    }
    if (mention.kind === 'nth') {
      const least = mentions[i + 1]?.kind === 'comparative' && (mentions[i + 1] as { direction?: string }).direction === 'bottom' ? mentions[i + 1] : undefined   // 第二低
      add(mention.from === 'front' && !least ? 'top' : 'bottom', mention.value, false, [mention, least], true)
      return
    }
    if (mention.kind !== 'order') return
    let k = i + 1
    while (k < mentions.length && isBetween(mentions[k] as Mention) && k - i <= 4) k += 1
    const following = mentions[k]
    // A number after the order counts it unless it begins a bound of its own (最低的 5个以上).
    const isOwn = isCount(following) && !(mentions[k + 1]?.kind === 'bound' && (mentions[k + 1] as { side?: string }).side === 'after') && !taken.has(following)
    const preceding = [1, 2, 3, 4, 5].map(step => mentions[i - step]).find(m => isCount(m) && !taken.has(m))
    const before = !isOwn && preceding && isCount(preceding) && mention.start - preceding.end <= 16 && countsBefore(mentions, preceding) ? preceding : undefined
    add(mention.direction, isOwn ? following.value : before?.value ?? null, mention.bare ?? false, [mention, isOwn ? following : before])
  })
  return { orders, rest: mentions.filter(mention => !taken.has(mention)) }
}

/** 哪三个…最低, 三个市州…最高: the number counts cities, no machines and no items. */
function countsBefore(mentions: readonly Mention[], number: Mention): boolean {
  const at = mentions.indexOf(number), before = mentions[at - 1], after = mentions[at + 1]
  return (before?.kind === 'ask' && before.ask === 'which') || after?.kind === 'every' || at === 0
}
