// 超过80%, 不到三成, 30%到45%, 高于全省平均, 还没启动: bounds and states out of their parts. Negation is resolved here.

import type { Mention } from '../mentions/mention.ts'
import type { Operator, Yardstick } from '../plan.ts'
import type { Limit } from './sketch.ts'

const negated: Record<Operator, Operator> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>', '=': '!=', '!=': '=' }
const states = { none: ['=', 0], some: ['>', 0], full: ['=', 100], partial: ['<', 100], unmet: ['<', 100] } as const

/** 没达到, 还没做到: a denial that names no figure. */
const unmet = /(?:没|未|不)(?:有)?(?:达到|做到|到|达|够|满)$/u

/** Words that may start an act which a 没 denies: 没下放, 没启用, 没培训. */
const isVerb = (mention: Mention | undefined): boolean => mention?.kind === 'indicator' && (mention.strength === 'topic' || mention.strength === 'weak' || mention.strength === 'form')

/**
 * Takes the bounds and states out of `mentions`.
 *
 * `rest` holds what is not part of one, in order; indicator words inside a state (没下放) stay in it.
 */
export function readLimits(mentions: readonly Mention[]): { limits: Limit[]; rest: Mention[]; acts: Mention[]; asks: boolean } {
  const limits: Limit[] = [], taken = new Set<Mention>(), acts: Mention[] = [], verbs = new Set<Mention>()
  let asks = false
  const take = (...used: readonly (Mention | undefined)[]) => used.forEach(mention => mention && taken.add(mention))
  const limit = (operator: Operator, value: Yardstick, unit: string | null, from: readonly (Mention | undefined)[], more: Partial<Limit> = {}) => {
    take(...from)
    const spans = from.filter(mention => mention !== undefined)
    asks ||= spans.some(mention => mention.kind === 'bound' && mention.asks)
    limits.push({ operator, value, unit, state: null, approximate: false, start: Math.min(...spans.map(m => m.start)), end: Math.max(...spans.map(m => m.end)), ...more })
  }
  const state = (name: keyof typeof states, from: readonly (Mention | undefined)[]) => limit(states[name][0], states[name][1], null, from, { state: name })
  const next = (i: number, skip: (mention: Mention) => boolean = () => false): number => {
    let k = i + 1
    while (k < mentions.length && (taken.has(mentions[k] as Mention) || skip(mentions[k] as Mention))) k += 1
    return k
  }
  const isSoft = (mention: Mention) => mention.kind === 'filler' || (mention.kind === 'act' && mention.act === 'do') || mention.kind === 'all' || mention.kind === 'already'
  const isFiller = (mention: Mention) => mention.kind === 'filler'

  for (let i = 0; i < mentions.length; i += 1) {
    const mention = mentions[i] as Mention
    if (taken.has(mention)) continue
    if (mention.kind === 'number') {
      const k = next(i, isFiller), follower = mentions[k]
      // 一项都没下放, 一台都没得
      // 一次培训都没办过: what is counted may stand between
      const counted = follower?.kind === 'indicator' && mention.value === 1 ? next(k, isFiller) : k
      const m = mentions[counted]?.kind === 'all' ? next(counted, isFiller) : counted, not = mentions[m]
      if (mention.value === 1 && (not?.kind === 'not') && (m === k || m > counted || /都|也/u.test(not.text)) && (mention.unit || /都|也/.test(not.text) || follower?.kind === 'all')) {
        const act = mentions[next(m, isFiller)]
        limit('=', 0, mention.unit === '个' || mention.unit === '项' ? null : mention.unit, [mention, follower?.kind === 'all' ? follower : undefined, not, act?.kind === 'act' ? act : undefined], { state: 'none' })
        continue
      }
      // 30%到45%, 80~90
      const ranged = mentions.some(m => m.kind === 'range' && (m.end <= mention.start || m.start >= mention.end) && Math.abs(m.start - mention.end) <= 12)
      const joint = follower && (ranged && follower.kind === 'join' && follower.join === 'list' ? follower : null) || follower && (follower.text === '到' || follower.text === '至' || follower.text === '~' || follower.text === '-') ? follower : null
      const other = joint ? mentions[next(k, isFiller)] : undefined
      if (joint && other?.kind === 'number') {
        const unit = other.unit ?? mention.unit
        const tenfold = mention.unit === null && other.text.endsWith('成') && mention.value < 10 ? 10 : 1   // 三到六成
        limit('>=', mention.value * tenfold, unit, [mention, joint], { approximate: mention.approximate })
        limit('<=', other.value, unit, [other], { approximate: other.approximate })
        continue
      }
      const isBeyond = follower?.kind === 'bound' && follower.text.endsWith('不止') && mentions[next(k, isFiller)]?.kind !== 'number'
      if (follower?.kind === 'bound' && (follower.side === 'after' || isBeyond)) {
        limit(follower.operator, mention.value, mention.unit, [mention, follower], { approximate: mention.approximate })
        continue
      }
      if (follower?.kind === 'all' && mentions[next(k, isFiller)]?.kind === 'bound') {
        const bound = mentions[next(k, isFiller)] as Extract<Mention, { kind: 'bound' }>
        if (bound.operator === '<' && mentions[next(next(k, isFiller), isFiller)]?.kind !== 'number') limit('<', mention.value, mention.unit, [mention, follower, bound])
      } else if (mention.value > 1 && (not?.kind === 'not') && /都|也|没得|莫得|没有/u.test(`${follower?.text}${not.text}`) && follower?.kind !== 'indicator') {
        limit('<', mention.value, mention.unit, [mention, follower, not])   // 连两回都没得
      }
      continue
    }
    if (mention.kind === 'indicator' && mention.strength === 'weak' && mention.text.endsWith('了') && !verbs.has(mention)) {
      const after = mentions[i + 1]?.kind
      if (after === undefined || after === 'join' || after === 'scope' || after === 'every') limits.push({ operator: '>', value: 0, unit: null, state: 'some', approximate: false, start: mention.start, end: mention.end })   // 一枚印章启用了的
      continue
    }
    if (mention.kind === 'average') {
      const follower = mentions[next(i, isFiller)]
      if (follower?.kind === 'bound' && follower.side === 'after') {
        const or = mentions[next(mentions.indexOf(follower), isFiller)], more = or?.kind === 'join' && or.join === 'or' ? mentions[next(mentions.indexOf(or), isFiller)] : undefined
        const wider = follower.operator === '=' && more?.kind === 'comparative' ? (more.direction === 'top' || more.direction === 'best' ? '>=' : '<=') : follower.operator
        limit(wider, 'average', null, [mention, follower, ...(more?.kind === 'comparative' ? [or, more] : [])])
      }
      continue
    }
    if (mention.kind === 'bound' && mention.value !== undefined) {
      limit(mention.operator, mention.value, '%', [mention])
      continue
    }
    if (mention.kind === 'bound' && (mention.side === 'before' || mentions[i + 1]?.kind === 'number')) {
      if (!readBefore(i, mention.operator, [mention]) && unmet.test(mention.text)) state('unmet', [mention])
      continue
    }
    if (mention.kind === 'not') {
      const k = next(i, isSoft), target = mentions[k]
      const between = mentions.slice(i + 1, k)
      const all = between.find(m => m.kind === 'all' && /全|完全|面/.test(m.text)), act = between.find(m => m.kind === 'act')
      if (target?.kind === 'bound' && target.value !== undefined) limit(negated[target.operator], target.value, '%', [mention, target, ...between])
      else if (target?.kind === 'bound' && target.side === 'before') {
        if (!readBefore(k, negated[target.operator], [mention, target, ...between]) && target.operator === '>=') state('unmet', [mention, target, ...between])
      }
      else if (target?.kind === 'act' && target.act === 'zero') state('some', [mention, target, ...between])
      else if (target?.kind === 'act') state(target.act === 'finish' || target.act === 'full' || all ? 'partial' : 'none', [mention, target, ...between])
      else if (act && !all) state('none', [mention, ...between.filter(m => m.kind === 'act' || m.kind === 'all')])
      else if (act && all) state('partial', [mention, ...between.filter(m => m.kind === 'act' || m.kind === 'all')])
      else if (isVerb(target) && target && mention.end === mentions[i + 1]?.start) {
        state(all ? 'partial' : 'none', [mention, ...between])
        verbs.add(target)
      }
      else if (mention.text.startsWith('都') && target === undefined) state('none', [mention])   // 自助终端和一枚印章都没有的
      else if (target?.kind === 'number' && target.value > 0 && mention.end === mentions[i + 1]?.start) limit('<', target.value, target.unit, [mention, target, ...between])
      continue
    }
    if (mention.kind === 'already' || mention.kind === 'all') {
      const k = next(i, isSoft), target = mentions[k], between = mentions.slice(i + 1, k)
      if (mention.kind === 'already' && target?.kind === 'indicator' && target.strength === 'weak' && /^(?:启用|配备|配|下放|进驻|使用|梳理)/u.test(target.text) && mentions[k + 1]?.kind !== 'indicator') {
        state('some', [mention])
        verbs.add(target)
        continue
      }
      const all = [mention, ...between].some(m => m.kind === 'all' && /全|完|数|悉|统/.test(m.text)), act = between.find(m => m.kind === 'act')
      if (target?.kind === 'act' && target.act !== 'zero' && target.act !== 'do') state(target.act === 'start' && !all ? 'some' : 'full', [mention, target, ...between])
      else if (act && (all || mention.kind === 'already')) state(all ? 'full' : 'some', [mention, ...between])
      else if (all && target?.kind === 'indicator' && target.strength !== 'head' && /^(?:启用|配备|配|下放|进驻|使用|用起来|覆盖)/.test(target.text)) {
        state('full', [mention, ...between])
        verbs.add(target)
      } else take(mention)
      continue
    }
    if (mention.kind === 'act') {
      const follower = mentions[next(i, isFiller)]
      if ((mention.act === 'finish' || mention.act === 'start') && follower?.kind === 'bound' && follower.side === 'before' && follower.start === mention.end) take(mention)   // 完成过半
      else if (mention.act === 'zero') state('none', [mention])
      else if (mention.act === 'full') state('full', [mention])
      else if (mention.act === 'start') state('some', [mention])
      else if (mention.act === 'finish') state('full', [mention])
      else {
        take(mention)
        acts.push(mention)
      }
    }
  }
  return { limits, rest: mentions.filter(mention => !taken.has(mention)), acts, asks }

  /** 至少配了5个人: the verb between a bound and its figure. */
  function isVerbBetween(mention: Mention): boolean {
    return (mention.kind === 'act' && mention.act === 'do') || (mention.kind === 'indicator' && (mention.strength === 'weak' || mention.strength === 'soft')) || (mention.kind === 'average' && !mention.yardstick && mention.text === '平均' && mentions[mentions.indexOf(mention) + 1]?.kind === 'number')
  }

  function readBefore(i: number, operator: Operator, from: readonly Mention[]): boolean {
    const k = next(i, m => isFiller(m) || isVerbBetween(m) || (m.kind === 'pronoun' && /^[这那]个?$/u.test(m.text)) || (m.kind === 'province' && mentions[mentions.indexOf(m) + 1]?.kind === 'average')), target = mentions[k]
    const skipped = mentions.slice(i + 1, k).filter(m => m.kind === 'province' || m.kind === 'pronoun')
    if (target?.kind === 'number') {
      const after = mentions[next(k, isFiller)]
      const closing = after?.kind === 'bound' && after.side === 'after' ? after : undefined
      const strict = operator === '>=' && closing?.operator === '<=' ? '<=' : operator
      limit(strict, target.value, target.unit, [...from, target, closing], { approximate: target.approximate })
      return true
    }
    if (target?.kind === 'average') {
      if (/^[上至~-]$/u.test(from[0]?.text ?? '')) return false   // 窗口上平均几个: where, not how much
      limit(operator, 'average', null, [...from, target, ...skipped])
      return true
    }
    if (target?.kind === 'pronoun' && mentions.some(m => m.kind === 'average' && m.yardstick)) {
      limit(operator, 'average', null, [...from, target])   // 以全省平均为线，低于它的
      return true
    }
    if (target?.kind === 'bound' && target.value !== undefined) {
      limit(operator === '<' ? '<' : target.operator, target.value, '%', [...from, target])
      return true
    }
    if (target?.kind === 'act' && (target.act === 'full' || target.act === 'zero')) {
      limit(operator === '>=' ? '=' : operator, target.act === 'full' ? 100 : 0, null, [...from, target], target.act === 'full' && operator !== '<' ? { state: 'full' } : {})
      return true
    }
    if (target?.kind === 'region' && target.names.length === 1 && mentions.indexOf(target) === i + 1 && operator !== '=' && operator !== '!=' && from.length === 1 && (from[0]?.text.length ?? 0) >= 2) {
      limit(operator, { region: target.names[0] as string }, null, [...from, target])
      return true
    }
    return false
  }
}
