// Figures without a bound word, and acts asked about: they are limits all the same.

import type { Mention } from '../mentions/mention.ts'
import type { Limit } from './sketch.ts'

/** 80%了吗, 80%没有, 有80%吗: whether a figure is reached, not whether it is just that. */
function asksReached(figure: Mention, content: readonly Mention[], all: readonly Mention[]): boolean {
  const at = all.indexOf(figure), next = all[at + 1], previous = all[at - 1]
  if (next?.start === figure.end && next.text.startsWith('了')) return true
  if (next?.start === figure.end && next === all.at(-1) && (next.kind === 'ask' || next.kind === 'not') && next.text.startsWith('没')) return true
  return previous?.end === figure.start && previous.text.endsWith('有') && content.at(-1)?.kind === 'ask'
}

/** 平台使用率100%的: a figure right behind an indicator is one it equals; 有没有20项 asks whether it is reached. `all` has the fillers too. */
export function readPlainFigures(rest: readonly Mention[], ranked: boolean, content: readonly Mention[], all: readonly Mention[]): { limits: Limit[]; rest: Mention[] } {
  const limits: Limit[] = [], taken = new Set<Mention>()
  rest.forEach((mention, i) => {
    const before = rest.slice(0, i).findLast(m => !(m.kind === 'average' && !m.yardstick) && m.kind !== 'scope' && m.kind !== 'all')
    if (mention.kind !== 'number' || mention.unit === '家' || (before === undefined && mention.unit !== '%')) return
    if (content[content.indexOf(mention) + 1]?.kind === 'all') return   // 三项均在50%以上
    const asksWhether = before?.kind === 'ask' && before.ask === 'whether'
    const isFigure = before === undefined || mention.unit === '%' || before.kind === 'indicator' && mention.start - before.end <= 4 && (mention.unit === '%' || mention.value > 21 || mention.unit === null || !ranked)
    if (isFigure && mention.value === 1 && mention.text.startsWith('一') && mention.unit !== '%') {
      taken.add(mention)   // “代办事项数量”一项: no figure
      return
    }
    if (!(asksWhether || isFigure) || ((mention.unit === '个' || mention.unit === null) && content[content.indexOf(mention) + 1]?.kind === 'every')) return
    taken.add(mention)
    const isReached = asksWhether || asksReached(mention, content, all)
    limits.push({ operator: isReached ? '>=' : '=', value: mention.value, unit: mention.unit, state: null, approximate: mention.approximate, start: mention.start, end: mention.end })
  })
  return { limits, rest: rest.filter(mention => !taken.has(mention)) }
}

/** 综窗动了没有, 有没有建便民服务站, 几个市州启用了一枚印章: an act asked about is whether it has begun. */
export function begunState(acts: readonly Mention[], content: readonly Mention[], whether: boolean): Limit[] {
  const asks = (mention: Mention | undefined) => mention?.kind === 'not' || (mention?.kind === 'ask' && mention.ask === 'whether' && /没|吗|无/u.test(mention.text))
  const isVerb = (mention: Mention) => mention.kind === 'indicator' && /^(?:启用|配备|配|下放|进驻|使用|梳理|压减|培训|减)了?$/u.test(mention.text)
  const act = whether ? acts.find(one => asks(content[content.indexOf(one) - 1]) || asks(content[content.indexOf(one) + 1])) ?? content.find(one => isVerb(one) && one.text.endsWith('了')) : content.some(m => m.kind === 'order' || m.kind === 'place' || m.kind === 'sort' || m.kind === 'average' || m.kind === 'versus') ? undefined : acts.find(one => !/^(?:办理|办|推进|改|设置|建设)$/u.test(one.text)) ?? content.find(isVerb)
  return act ? [{ operator: '>', value: 0, unit: null, state: 'some', approximate: false, start: act.start, end: act.end }] : []
}
