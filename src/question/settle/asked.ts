// What is asked, and the units that question words and bounds give the indicators beside them.

import type { Mention } from '../mentions/mention.ts'
import type { Asks, Limit } from './sketch.ts'

type Of<Kind extends Mention['kind']> = Extract<Mention, { kind: Kind }>

export function readAsks(rest: readonly Mention[], whether: boolean): Asks {
  const asked = (what: Of<'ask'>['ask']) => rest.some(mention => mention.kind === 'ask' && mention.ask === what)
  const unit = rest.find((mention): mention is Of<'ask'> => mention.kind === 'ask' && mention.unit !== undefined)?.unit ?? null
  return {
    which: asked('which'), whichCities: rest.some(mention => mention.kind === 'every' || (mention.kind === 'ask' && mention.ask === 'which' && !/^(?:是|都是)?(?:哪边|哪头|哪个|哪种|谁|哪一边|哪方|哪块)$/u.test(mention.text))), exists: rest.some(mention => mention.kind === 'ask' && mention.ask === 'whether' && /^(?:有(?!没$)|存在)/u.test(mention.text)), howMuch: asked('how-much'), howMany: asked('how-many') || headAfterCities(rest, /^(?:数|数量|个数|数目)$/u), whether: whether || asked('whether'),
    rank: asked('rank-low') ? 'low' : asked('rank') ? 'high' : null, why: asked('why'), each: asked('each'), unit,
  }
}

/** 市州数, 市州比例: a head word behind the cities counts them. */
export function headAfterCities(mentions: readonly Mention[], head: RegExp): boolean {
  return mentions.some((mention, i) => mention.kind === 'indicator' && mention.strength === 'head' && head.test(mention.text) && (mentions[i - 1]?.kind === 'every' || (mentions[i - 1]?.kind === 'scope' && (/市州?$/u.test(mentions[i - 1]?.text ?? '') || /比/u.test(mention.text)))))
}

/** 有多少市州, 几个市州, 哪些市州: cities are counted or listed by what they do. */
export function asksCities(content: readonly Mention[]): boolean {
  return content.some((mention, i) => mention.kind === 'ask' && ((mention.ask === 'which' && /市|州|地方|地区|家|哪些|哪几/u.test(mention.text)) || ((mention.ask === 'how-many' || mention.ask === 'how-much') && (content[i + 1]?.kind === 'every' || (content[i - 1]?.kind === 'every' && content[i - 2]?.kind !== 'region')))))
}

/** The unit that a bound or a question word gives an indicator beside it: 几台, 3次, 5个以上. */
export function unitFinder(content: readonly Mention[], limits: readonly Limit[], rest: readonly Mention[]): (start: number, end: number) => string | null {
  const units = rest.flatMap(mention => (mention.kind === 'ask' && mention.unit !== undefined && mention.ask !== 'how-many' ? [{ unit: mention.unit, at: mention.start }]
    : mention.kind === 'ask' && mention.ask === 'how-many' && limits.length === 0 && !rest.some(m => m.kind === 'versus') ? [{ unit: '个', at: mention.start }] : []))
  const isOnly = content.filter(m => m.kind === 'indicator').length <= 2
  return (start, end) => {
    const near = limits.filter(limit => limit.start >= end && limit.start - end <= 10 && !content.some(m => m.kind === 'indicator' && m.start >= end && m.end <= limit.start))
    const ahead = limits.filter(limit => limit.end <= start && start - limit.end <= 3 && !content.some(m => m.kind === 'indicator' && m.end <= limit.start))
    const bound = [...near, ...ahead].find(limit => limit.unit !== null && limit.unit !== '家')
    if (bound) return bound.unit
    if (near.some(limit => limit.state !== null)) return null
    const asked = units.toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start)).find(({ at }) => (at >= start && at <= end) || (at >= end && (at - end <= 12 || isOnly)) || (at <= start && start - at <= 10))
    return asked && limits.length === 0 ? asked.unit : null
  }
}

/** 成都绵阳德阳平均, 四个市平均: 平均 right behind the places is their mean, not a word of the indicator. */
export function meansOf(content: readonly Mention[]): boolean {
  return content.some((mention, i) => mention.kind === 'average' && !mention.yardstick && (content[i - 1]?.kind === 'region' || (content[i - 1]?.kind === 'every' && content.slice(0, i - 1).some(m => m.kind === 'region')))
    && content[i - 1] !== undefined && !content.slice(i + 1, i + 2).some(m => m.kind === 'bound'))
}
