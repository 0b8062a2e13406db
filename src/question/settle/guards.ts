// Words that were read, and whose meaning no plan carries. Each rule names them, so that they are asked about: never an answer to the
// simpler question that is left without them.

import type { Mention } from '../mentions/mention.ts'
import type { Limit, Named } from './sketch.ts'

type Said = { readonly text: string; readonly all: readonly Mention[]; readonly content: readonly Mention[]; readonly limits: readonly Limit[]; readonly named: readonly Named[] }
type Guard = (said: Said) => readonly string[]

const counts = (mention: Mention | undefined): boolean => mention?.kind === 'ask' && (mention.ask === 'how-many' || mention.ask === 'which')
const asksAmount = (mention: Mention | undefined): boolean => mention?.kind === 'ask' && mention.ask === 'how-much'
const isState = (mention: Mention | undefined): boolean => mention?.kind === 'not' || (mention?.kind === 'act' && mention.act !== 'do')
const touches = (mention: Mention, next: Mention | undefined): boolean => next?.start === mention.end
/** Every piece of `text` that `pattern` finds. */
const pieces = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([piece]) => piece)
/** `rule` looks at each mention with its neighbours, fillers included. */
const beside = (rule: (mention: Mention, next: Mention | undefined, before: Mention | undefined, said: Said) => boolean): Guard => said => said.all.flatMap((mention, i) => (rule(mention, said.all[i + 1], said.all[i - 1], said) ? [mention.text] : []))

/** Two scopes, each with a place or a mean of its own. */
function crossesPlaces({ content }: Said): readonly string[] {
  const [one, other] = content.filter(mention => mention.kind === 'scope' && (mention.scope === 'pilot' || mention.scope === 'non_pilot'))
  const places = content.filter(({ kind }) => kind === 'region')
  if (one?.kind !== 'scope' || other?.kind !== 'scope' || one.scope === other.scope || places.length === 0) return []
  const isBetween = (mention: Mention) => mention.start >= one.end && mention.end <= other.start
  const isPair = other.start - one.end <= 1   // 试点和面上
  if (isPair && !places.some(isBetween)) return []
  const several = new Set(places.map(({ text }) => text)).size > 1, apart = places.some(place => isBetween(place) || place.start >= other.end)
  const compared = content.some(({ kind }) => kind === 'comparative' || kind === 'versus' || kind === 'gap')
  const ownNames = content.some(mention => mention.kind === 'indicator' && isBetween(mention))   // 内江试点进驻几项 雅安面上培训几次
  const besideMean = content.some(mention => mention.kind === 'average' && (mention.yardstick || mention.start === other.end))
  return (several && apart && (compared || !ownNames)) || besideMean ? [other.text] : []
}

const guards: readonly Guard[] = [
  // 印章启用的乡镇有几个: townships are not counted
  beside((mention, next, before) => /^(?:乡镇|镇|街道|乡|基层|乡镇街道|乡镇\(街道\))$/u.test(mention.text) && [before, next].some(counts)),
  // 成都有多少个中心完成综窗, 哪些中心…: nor centres by their state
  ({ content, limits, named }) => content.flatMap((mention, i) => {
    if (mention.kind !== 'indicator' || !/(?:中心|站|室)$/u.test(mention.text)) return []
    const byState = limits.some(({ state, end, start }) => state !== null && (start >= mention.end || end <= mention.start)) && (counts(content[i - 1]) || asksAmount(content[i - 1]))
    const besideName = [content[i - 1], content[i + 1]].some(counts) && named.some(({ mentions }) => mentions.length > 1 && mentions.includes(mention) && mentions.some(m => m !== mention && m.strength !== 'head' && m.strength !== 'weak'))
    return byState || besideName ? [mention.text] : []
  }),
  // 只有乐山…吗, 仅启动综窗, 只没启动: that nothing else holds
  beside((mention, next, _, { limits }) => (mention.text === '只有' && next?.kind === 'region') || (limits.length > 0 && /^(?:只|仅|只有|唯独)$/u.test(mention.text) && (isState(next) || next?.kind === 'indicator' || next?.kind === 'scope'))),
  // 将启动, 应达到80%, 能完成, 不用启动: what ought to be or may be
  beside((mention, next) => mention.kind === 'filler' && /^(?:将|应|应当|须|需|要|需要|得|能|会|可以|可|不用|不必|想|重新)$/u.test(mention.text) && touches(mention, next) && ((next?.kind === 'act' && next.act !== 'do') || (next?.kind === 'bound' && next.side === 'before' && !/^[能会可]/u.test(mention.text)) || (/^(?:可以|不用)$/u.test(mention.text) && next?.kind === 'not'))),
  // 最近完成, 刚启动: when is not in the tables
  beside((mention, next) => /^(?:最近|近期|刚|刚刚|才)$/u.test(mention.text) && next?.kind === 'act' && next.act !== 'zero' && touches(mention, next)),
  // 之前综窗多少, 7月20日之后
  beside((mention, next, before, { named }) => mention.kind === 'filler' && named.length > 0 && (/^(?:之前|之后|以后)$/u.test(mention.text) || (mention.text === '过去' && (before === undefined || next?.kind === 'indicator' || next?.kind === 'region')))),
  // 快到100%, 快一半了, 接近完成
  beside((mention, next) => /^(?:快|接近|将近|逼近|临近)$/u.test(mention.text) && touches(mention, next) && ((next?.kind === 'act' && next.act !== 'do') || next?.kind === 'bound' || next?.kind === 'number')),
  // 没有综窗不达标的: denied twice
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'not' && content[i + 1]?.kind === 'indicator' && content[i + 2]?.kind === 'not' ? [mention.text] : [])),
  // 未完成率, 没配终端的比例: the rest of a rate
  ({ text, limits, content }) => (limits.some(({ state }) => state === 'none' || state === 'partial' || state === 'unmet') ? [...pieces(text, /(?:未|没)[^的,。;(\s市州]{1,8}(?:率|比例|占比)/gu), ...(content.some(mention => mention.kind === 'region' && mention.zone === undefined) ? content.flatMap(mention => (mention.kind === 'share' ? [mention.text] : [])) : []), ...pieces(text, /(?:中心|窗口)(?:的?比例|占比|占)/gu), ...(content.some(({ kind }) => kind === 'every' || kind === 'scope') ? [] : pieces(text, /(?:未|没)[^,。;(\s市州]{1,10}的(?:比例|比重|占比)/gu))] : []),
  // 不到成都一半, 平均的一半, 是…的一半; 过半的市州
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'bound' && mention.value === 50 && (['region', 'average'].includes(content[i - 1]?.kind ?? '') || (content[i + 1]?.kind === 'every' && !content.slice(0, i).some(({ kind }) => kind === 'indicator'))) ? [mention.text] : [])),
  ({ text }) => pieces(text, /[的有]一半(?!以|的市|多)/gu),
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'number' && mention.text === '一半' && ['region', 'average', 'bound'].includes(content[i - 1]?.kind ?? '') && content.slice(0, i).some(({ kind }) => kind === 'region' || kind === 'average') ? [mention.text] : [])),
  // 是试点的几成, 几成的市州
  ({ text }) => pieces(text, /(?:是|为|占|有)[^,。;]{0,10}的?(?:几倍|多少倍|好多倍|几分之几|几分之一)|(?:是|为)[^,。;]{2,10}的(?:几成|百分之几|百分之多少)/gu),
  beside((mention, next) => /^几成(?:的)?$/u.test(mention.text) && (next?.kind === 'every' || (next?.text === '的'))),
  // 成都试点比绵阳面上: place and scope crossed
  crossesPlaces,
  // 高于川南一件事平均: a zone's mean is no yardstick
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'region' && mention.zone !== undefined && ((content[i - 1]?.kind === 'bound' && (content[i - 1] as { side?: string }).side === 'before') || content[i - 1]?.kind === 'versus') && content.slice(i).some(({ kind }) => kind === 'average') ? [mention.text] : [])),
  // 介于乐山和成都之间, 比乐山高比成都低
  ({ content }) => (!content.some(({ kind }) => kind === 'number') && content.some(({ kind }) => kind === 'region') ? content.flatMap(mention => (mention.kind === 'range' ? [mention.text] : [])) : []),
  ({ content }) => (content.filter(({ kind }) => kind === 'versus').length > 1 && content.filter(({ kind }) => kind === 'comparative').length > 1 ? content.flatMap(mention => (mention.kind === 'versus' ? [mention.text] : [])) : []),
  // 中心最多的市综窗完成率: a figure of the city that another figure singles out
  ({ content }) => content.flatMap((mention, i) => {
    const [every, name] = [content[i + 1], content[i + 2]], before = content.slice(0, i).findLast(({ kind }) => kind === 'indicator')
    const other = name?.kind === 'indicator' && before?.kind === 'indicator' && !name.ids.some(id => before.ids.includes(id) && before.strength !== 'part')
    return mention.kind === 'order' && every?.kind === 'every' && other && content[i + 3]?.kind !== 'ask' ? [name.text] : []
  }),
  // 试点和非试点…都高于平均的: the cities that meet it in both scopes
  ({ content, limits }) => content.flatMap((mention, i) => {
    const scopes = content.slice(0, i).filter(({ kind }) => kind === 'scope'), both = scopes.some(scope => scope.kind === 'scope' && scope.scope === 'both') || scopes.length > 1
    return mention.kind === 'all' && /^[都均]$/u.test(mention.text) && both && limits.some(({ start }) => start >= mention.end && start - mention.end <= 1) ? [mention.text] : []
  }),
  // 最低50%的
  ({ content }) => content.flatMap((mention, i) => { const next = content[i + 1]; return mention.kind === 'order' && next?.kind === 'number' && next.unit === '%' && next.start === mention.end ? [next.text] : [] }),
  // 绵阳加成都的中心, 成都综窗-绵阳综窗
  ({ content }) => content.flatMap((mention, i) => ((mention.kind === 'join' && /^[+加]$/u.test(mention.text) && content[i - 1]?.kind === 'region' && content[i + 1]?.kind === 'region') || (mention.kind === 'bound' && mention.text === '-' && content[i - 1]?.kind === 'indicator') ? [mention.text] : [])),
  // 占乐山全部多少
  ({ text }) => pieces(text, /占[^,。;]{2,8}(?:全部|总数|总量)/gu),
  // 成都综窗减绵阳综窗
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'indicator' && mention.text === '减' && content[i - 1]?.kind === 'indicator' && ['indicator', 'region', 'scope'].includes(content[i + 1]?.kind ?? '') ? [mention.text] : [])),
  // 各市州综窗平均, 各市州培训合计: one figure of all
  ({ content }) => content.flatMap((mention, i) => (content.some(other => other.kind === 'every' && (other.each || /\d/u.test(other.text))) && content[i - 1]?.kind === 'indicator' && (mention.kind === 'aggregate' || (mention.kind === 'average' && !mention.yardstick)) && !['number', 'bound', 'indicator'].includes(content[i + 1]?.kind ?? '') ? [mention.text] : [])),
  // 一件事前十里的川南市: a set within a set
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'region' && mention.zone !== undefined && content.slice(0, i).some(({ kind }) => kind === 'place') ? [mention.text] : [])),
  // 培训前五但综窗垫底的: two orders at once
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'join' && mention.join === 'and' && content.slice(0, i).some(({ kind }) => kind === 'order' || kind === 'place') && content.slice(i).some(({ kind }) => kind === 'order' || kind === 'place') ? [mention.text] : [])),
  // 比试点平均高的非试点
  ({ content }) => content.flatMap((mention, i) => {
    const scope = content[i - 1]
    if (mention.kind !== 'average' || scope?.kind !== 'scope' || scope.end !== mention.start) return []
    const other = content.some(one => one.kind === 'scope' && one.scope !== scope.scope), lists = content.some(({ kind }) => kind === 'every') || content.some(counts) || content.at(-1)?.kind === 'scope'
    return other && lists && !content.some(({ kind }) => kind === 'gap') ? [mention.text] : []
  }),
  // 三州综窗平均比全省高吗
  ({ content }) => content.flatMap((mention, i) => {
    const k = content[i + 1]?.kind === 'indicator' ? i + 2 : i + 1
    return mention.kind === 'region' && mention.zone !== undefined && content[k]?.kind === 'average' && ['versus', 'bound', 'comparative'].includes(content[k + 1]?.kind ?? '') ? [mention.text] : []
  }),
  // 除了综窗: what is left out is an indicator
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'except' && /^(?:除了|除开|除去|除)$/u.test(mention.text) && content[i + 1]?.kind === 'indicator' ? [mention.text] : [])),
  // 前五到前十
  ({ content }) => content.flatMap((mention, i) => (mention.kind === 'bound' && /^[到至]$/u.test(mention.text) && content.slice(0, i).some(({ kind }) => kind === 'place') && content[i + 1]?.kind === 'place' ? [mention.text] : [])),
  // 绵阳减去成都
  ({ text }) => pieces(text, /减去|乘以|除以/gu),
]

/** The words of a question that steer it where no plan goes. */
export function beyondPlans(text: string, all: readonly Mention[], content: readonly Mention[], limits: readonly Limit[], named: readonly Named[]): string[] {
  return [...new Set(guards.flatMap(guard => guard({ text, all, content, limits, named })))]
}
