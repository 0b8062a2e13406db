// Mentions put right before they are put together: numbers that only count cities, denials, corrections, endings that ask.

import type { Mention } from '../mentions/mention.ts'
import type { Operator } from '../plan.ts'

const countUnits = new Set(['个', '家', null])

/** What `outline` works on: content mentions, told apart. */
export const told = (mentions: readonly Mention[]): Mention[] => denials(leastBounds(edges(joinedBounds(comparedFigures(apart(eitherWay(dropCorrections(dropPlaceCounts(mentions)))))))))

type Of<Kind extends Mention['kind']> = Extract<Mention, { kind: Kind }>

const asBound = (mention: Mention, operator: Operator, end = mention.end): Mention => ({ kind: 'bound', side: 'before', operator, start: mention.start, end, text: mention.text, how: mention.how })

/** 比全省平均高还是低, 高不高: asks how the two stand, so the difference answers it. */
function eitherWay(content: readonly Mention[]): Mention[] {
  return content.flatMap((mention, i): Mention[] => {
    const isEnd = (at: number) => content[at]?.kind === 'comparative' && (content[at + 1]?.text === '还是' || content[at + 1]?.text === '不') && content[at + 2]?.kind === 'comparative' && content[at + 2]?.start === content[at + 1]?.end
    const besides = content.some(({ kind }) => kind === 'versus') && content.some(({ kind }) => kind === 'average')
    if (besides && isEnd(i)) return [{ kind: 'gap', start: mention.start, end: mention.end, text: mention.text, how: mention.how }]
    return besides && (isEnd(i - 1) || isEnd(i - 2)) ? [] : [mention]
  })
}

/** 达到或超过, 等于或低于: one bound, which takes in the figure where either does. */
function joinedBounds(content: readonly Mention[]): Mention[] {
  const isBound = (mention: Mention | undefined): mention is Of<'bound'> => mention?.kind === 'bound' && mention.side === 'before' && mention.value === undefined
  const dropped = new Set<Mention>()
  return content.map((mention, i): Mention => {
    const or = content[i + 1], other = content[i + 2]
    if (dropped.has(mention) || !isBound(mention) || !isBound(other) || !(or?.kind === 'join' && (or.join === 'or' || or.text === '、')) || mention.operator === '!=' || other.operator === '!=') return mention
    const side = [mention, other].map(({ operator }) => operator.replace('=', '')).find(sign => sign !== ''), isWith = [mention, other].some(({ operator }) => operator.includes('='))
    if (side === undefined || [mention, other].some(({ operator }) => operator !== '=' && !operator.startsWith(side))) return mention
    dropped.add(or).add(other)
    return asBound(mention, `${side}${isWith ? '=' : ''}` as Operator, other.end)
  }).filter(mention => !dropped.has(mention))
}

/** 超过30项（含30项）, 5到8个（不含首尾）: the bounds before it take their figure in, or leave it out. */
function edges(content: readonly Mention[]): Mention[] {
  const isEdge = (mention: Mention): boolean => mention.kind === 'bound' && mention.side === 'after' && /含|包括|也|都|不算|连/u.test(mention.text) && (mention.operator === '=' || mention.operator === '!=')
  const edge = content.find(isEdge)
  if (edge?.kind !== 'bound') return [...content]
  // Two figures with no bound word of their own take both ends in: that they are left out is in no plan.
  if (edge.operator === '!=' && content.filter(({ kind, start }) => kind === 'number' && start < edge.start).length > 1) return content.map(mention => (mention === edge ? { kind: 'unread', start: edge.start, end: edge.end, text: edge.text, how: edge.how } : mention))
  const change = (operator: Operator): Operator => (operator === '>' || operator === '>=' ? (edge.operator === '=' ? '>=' : '>') : operator === '<' || operator === '<=' ? (edge.operator === '=' ? '<=' : '<') : operator)
  return content.filter(mention => mention.kind !== 'bound' || !isEdge(mention)).map((mention): Mention => (mention.kind === 'bound' && mention.start < edge.start ? { ...mention, operator: change(mention.operator) } : mention))
}

/** 比84%还高的, 面上落后试点: a figure or a place that is compared with is a bound of its own. */
function comparedFigures(content: readonly Mention[]): Mention[] {
  return content.flatMap((mention, i): Mention[] => {
    const before = content[i - 1], next = content[i + 1], after = content[i + 2]
    const sign = (one: Mention | undefined) => (one?.kind === 'comparative' && (one.direction === 'top' || one.direction === 'bottom') ? one.direction === 'top' ? '>' : '<' : null)
    const amount = content[i + 3]?.kind === 'ask' && content[i + 3]?.start === after?.end
    if (mention.kind === 'versus' && next?.kind === 'number' && sign(after) && !amount) return [asBound(mention, sign(after) as Operator)]
    if (sign(mention) && before?.kind === 'number' && content[i - 2]?.kind === 'versus' && !(next?.kind === 'ask' && next.start === mention.end)) return []
    const isPlace = next !== undefined && ['scope', 'region', 'average', 'province'].includes(next.kind)
    if (mention.kind === 'order' && /^(?:落后|领先)$/u.test(mention.text) && isPlace && i > 0) return [{ ...asBound(mention, mention.text === '落后' ? '<' : '>'), text: `${mention.text}于` }]
    return [mention]
  })
}

/** 综窗-5: a dash bounds something only between two figures. */
const apart = (content: readonly Mention[]): Mention[] => content.map((mention, i) => (
  mention.kind === 'bound' && /^[-~至]$/u.test(mention.text) && content[i - 1]?.kind !== 'number' && content[i + 1]?.kind === 'number' ? { kind: 'unread', start: mention.start, end: mention.end, text: mention.text, how: mention.how } : mention
))

/** 川南四市, 眉山、资阳两市, 21个市州: the number bounds nothing and ranks nothing; it goes, with the 市/州 that belongs to it. */
function dropPlaceCounts(mentions: readonly Mention[]): Mention[] {
  const dropped = new Set<Mention>()
  let named = 0
  mentions.forEach((mention, i) => {
    const next = mentions[i + 1]
    if (mention.kind === 'region') named += mention.names.length
    else if (mention.kind === 'number' && countUnits.has(mention.unit) && ((named > 1 && mention.value === named) || (mention.value === 21 && next?.kind === 'every'))) {
      if (mentions[i - 1]?.kind !== 'region' && mention.value !== 21) return
      dropped.add(mention)
      if (next?.kind === 'every' && !next.each && mention.value !== 21) dropped.add(next)
    } else if (mention.kind === 'ask' && mention.text === '几个' && mentions[i - 1]?.kind === 'region' && next?.kind === 'every' && named > 1) {
      dropped.add(mention)
      dropped.add(next)
    } else if (mention.kind !== 'join' && mention.kind !== 'break') named = 0
  })
  return mentions.filter(mention => !dropped.has(mention))
}

/** 不达标, 不为0: a 不 right before what it denies is no question word. */
function denials(content: readonly Mention[]): Mention[] {
  return content.map((mention, i) => {
    const next = content[i + 1]
    const denies = mention.kind === 'ask' && mention.text === '不' && next?.start === mention.end && (next.kind === 'act' || next.kind === 'bound')
    return denies ? { kind: 'not', start: mention.start, end: mention.end, text: mention.text, how: mention.how } : mention
  })
}

/** 注意是站，不是室: what is said not to be meant names nothing. */
function dropCorrections(content: readonly Mention[]): Mention[] {
  const isDenied = (i: number) => ((content[i - 1]?.kind === 'bound' && content[i - 1]?.text === '不是') || (content[i - 1]?.kind === 'except' && /^(?:不含|不包括|不包含)$/u.test(content[i - 1]?.text ?? '') && content[i]?.kind === 'indicator')) && (content[i]?.kind === 'indicator' || content[i]?.kind === 'region')
  // 综窗没全覆盖又不是三州的: no correction but an exception, which is in no plan
  const excepts = (i: number) => content[i]?.kind === 'bound' && content[i + 1]?.kind === 'region' && isDenied(i + 1) && content[i - 1] !== undefined && content[i - 1]?.kind !== 'break' && content.slice(0, i).some(({ kind }) => kind === 'not' || kind === 'act' || kind === 'number')
  return content.flatMap((mention, i) => (excepts(i) ? [{ kind: 'unread', start: mention.start, end: mention.end, text: mention.text, how: mention.how } as const] : isDenied(i) || isDenied(i + 1) ? [] : [mention]))
}

/** 最少20项, 最多到50%: before a figure that counts no cities 最少 and 最多 bound it. */
function leastBounds(content: readonly Mention[]): Mention[] {
  return content.map((mention, i) => {
    if (mention.kind !== 'order' || !/^最[少多]$/u.test(mention.text)) return mention
    const next = content[i + 1]?.kind === 'bound' && /^[到有达是]/u.test(content[i + 1]?.text ?? '') ? content[i + 2] : content[i + 1]
    const bounds = next?.kind === 'number' && next.start - mention.end <= 1 && next.unit !== null && !['个', '家', '名'].includes(next.unit)
    return bounds ? { kind: 'bound', operator: mention.text === '最少' ? '>=' : '<=', side: 'before', start: mention.start, end: mention.end, text: mention.text, how: mention.how } : mention
  })
}

/** A 没有 or 没 that ends its clause asks (启动了没有); anywhere else it denies. */
export function takeEndings(content: readonly Mention[]): { statement: Mention[]; whether: boolean } {
  const ends = content.filter((mention, i) => {
    const before = content[i - 1], after = content[i + 1]
    return mention.kind === 'not' && /^(?:没|没有|没得|莫得|未)$/u.test(mention.text) && i > 0 && !(before?.kind === 'number' && before.value === 1) && before?.kind !== 'all' && before?.kind !== 'break'
      && (after === undefined || after.kind === 'break' || (before?.kind === 'act' && (after.kind === 'scope' || after.kind === 'region')) || (after.kind === 'ask' && after.ask === 'whether') || after.kind === 'every')
  })
  return { statement: content.filter(mention => !ends.includes(mention)), whether: ends.length > 0 }
}
