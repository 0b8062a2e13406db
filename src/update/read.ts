// A message in, what it reports out: the whole pipeline on one page. Pure; the ledger and the clock are elsewhere.
//   1 tag          #进展 and its like taken off: without one, every word around a figure must be known
//   2 mentions     names, numbers, days, states, and the words of talk
//   3 clauses      plans, hearsay, demands, samples, questions set aside
//   4 statements   this place has this figure, or this state, on this day
//   5 entries      one a place and day; what cannot be is a fault, told with the rest
// What is left out is silence or one question back, never a guess.

import { normalise } from '../language/normalise.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { readClauses, type Clause } from './clauses.ts'
import { writeOutGrid } from './grid.ts'
import { updateLexicon } from './lexicon.ts'
import { readMentions } from './mentions.ts'
import { narrate } from './narrative.ts'
import type { Sender } from './places.ts'
import { cityOf, type Entry } from './record.ts'
import { headingOf, readStatements, type Fault, type Statement } from './statements.ts'
import { readTag } from './tag.ts'

/** Written by this version of the reader; a stored parse tells which. */
export const parserVersion = '1'

/** Longer messages are no reports. */
const longestUpdate = 4000

export type Writer = Sender & { /** May report for any place. */ readonly admin: boolean }

export type Told = {
  readonly text: string
  readonly mention: boolean
  readonly writer: Writer
  readonly today: string
  /** The title of a list, of which this is a line: it names what a bare figure is of. A line that states nothing is no report. */
  readonly heading?: string
}

/** Why something said is not recorded, told to who said it. */
export type Refusal =
  | { readonly why: Fault; readonly region: string; readonly indicator: string; readonly said: string }
  | { readonly why: 'not-own' | 'unknown-region'; readonly said: string }

export type Update =
  | { readonly kind: 'chatter' }
  /** A question with a tag: for whoever answers questions. */
  | { readonly kind: 'question' }
  /** Which place? Nothing is recorded before it is known. */
  | { readonly kind: 'which-place'; readonly said: string; readonly why: 'unknown' | 'ambiguous' }
  | { readonly kind: 'report'; readonly tagged: boolean; readonly entries: readonly Entry[]; readonly refusals: readonly Refusal[] }

const chatter: Update = { kind: 'chatter' }

/** What is no text of the sender's own: files, pictures, forwarded chats, calls to read something. */
const media = /^\s*\[(?:图片|文件|语音|视频|链接|动画表情|表情|位置|名片|个人名片|聊天记录|红包|微信红包|转账|小程序|合并转发|笔记|音乐|视频号|直播)[^\]]{0,20}\]|^\s*https?:\/\/|^\s*(?:【?转发】?|【?转】?|fw|fwd)\s*[:：]|\.(?:xlsx?|docx?|pdf|pptx?|wps|et|zip|rar|jpe?g|png|csv)\b/iu
/** （1） 1. 一、 at the start of a line or sentence only count the points of a message. */
const enumerators = /(^|[\n。;:])(\s*)([(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)]?[、.](?!\d)|[(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)])/gu

/** The text as the readers of reports expect it. */
export const plainText = (text: string): string => normalise(writeOutGrid(text)).replace(/[。.]{2,}/gu, ',').replace(/多一(?:点|些)/gu, '多').replace(enumerators, (_, before: string, blank: string, sign: string) => before + blank + ' '.repeat(sign.length))

/**
 * Reads what a message reports.
 *
 * 乐山-张三: 综窗做到45%了 → 乐山市, window_reform_rate 45 %, today
 */
export function readUpdate(told: Told, dictionary: Dictionary): Update {
  const { tagged, body } = readTag(told.text, told.mention)
  if (told.text.length > longestUpdate || (!tagged && media.test(told.text))) return chatter
  const text = plainText(body), { writer, today, heading } = told
  if (heading === undefined && (text === '' || (!tagged && !mayReport(text)))) return chatter
  const clauses = clausesOf(text, writer, today, dictionary, tagged)
  const asks = clauses.some(({ talk }) => talk === 'question')
  if (asks && told.mention && !tagged) return chatter
  const isList = heading !== undefined, above = isList ? headingOf(clausesOf(plainText(heading), writer, today, dictionary), today, dictionary) : null
  const statements = readStatements(clauses, { sender: writer, today, dictionary, bare: isList || tagged }, above)
  if (isList) return statements.length === 0 ? chatter : settleTagged(statements, clauses, writer, today, dictionary, false)
  return tagged ? settleTagged(statements, clauses, writer, today, dictionary, asks) : settleTalk(statements, writer, dictionary)
}

/** The clauses of a normalised text. */
export const clausesOf = (text: string, writer: Sender, today: string, dictionary: Dictionary, tagged = false): Clause[] => (
  readClauses(readMentions(text, { lexicon: updateLexicon(dictionary), cities: new Set(writer.city === null ? [] : [writer.city]), today }), today, tagged)
)

/** Most talk has neither a number nor a word of state, and ends here. */
const mayReport = (text: string): boolean => /[\d%一二两三四五六七八九十百零〇半]|完成|启动|开始|开展|推|改|全覆盖|到位|[建配设办做搞弄整装]|落实|实施|进行|实现|收官|完工|覆盖|启用|上线|归一|起步|过半|动|尾|施工|铺|破题|运行|攻坚|下放|梳理|用|行|空白/u.test(text)

function settleTalk(statements: readonly Statement[], writer: Writer, dictionary: Dictionary): Update {
  const sure = statements.filter(({ sure: isSure }) => isSure)
  const placed = sure.filter(({ place, placed: isPlaced }) => place.problem === undefined || (isPlaced && place.problem !== 'others' && place.problem !== 'strange'))
  const asked = placed.find(({ place }) => place.problem !== undefined)?.place
  const own = placed.filter(({ place }) => place.problem !== undefined || isOwn(cityOf(place.region), writer))
  if ((asked?.problem === 'unknown' || asked?.problem === 'ambiguous') && own.length > 0) return { kind: 'which-place', said: asked.said, why: asked.problem }
  return own.length === 0 ? chatter : settleStatements(own, false, [], dictionary)
}

function settleTagged(statements: readonly Statement[], clauses: readonly Clause[], writer: Writer, today: string, dictionary: Dictionary, asks: boolean): Update {
  if (statements.length === 0) {
    if (asks) return { kind: 'question' }
    const { place, entry } = narrate(clauses, writer, today, dictionary)
    if (place.problem === 'others' || place.problem === 'strange') return { kind: 'report', tagged: true, entries: [], refusals: [{ why: place.problem === 'strange' ? 'unknown-region' : 'not-own', said: place.said }] }
    if (place.problem !== undefined) return { kind: 'which-place', said: place.said, why: place.problem }
    if (!isOwn(cityOf(place.region), writer)) return { kind: 'report', tagged: true, entries: [], refusals: [{ why: 'not-own', said: place.region }] }
    return { kind: 'report', tagged: true, entries: [entry], refusals: [] }
  }
  const asked = statements.find(({ place }) => place.problem === 'unknown' || place.problem === 'ambiguous')?.place
  if (asked?.problem === 'unknown' || asked?.problem === 'ambiguous') return { kind: 'which-place', said: asked.said, why: asked.problem }
  const [own, others] = [true, false].map(want => statements.filter(({ place }) => (place.problem === undefined && isOwn(cityOf(place.region), writer)) === want)) as [Statement[], Statement[]]
  const refusals = [...Map.groupBy(others, ({ place }) => (place.problem === undefined ? place.region : place.said))].map(([said, [first]]): Refusal => ({ why: first?.place.problem === 'strange' ? 'unknown-region' : 'not-own', said }))
  return settleStatements(own, true, refusals, dictionary)
}

/** Nobody reports for another city, unless he is an admin; who has no place of his own may name any. */
const isOwn = (city: string, { city: own, province, admin }: Writer): boolean => admin || (own === null ? !province : own === city)

type Settled = Exclude<Statement, { kind: 'fault' }> & { readonly place: { readonly region: string } }

/** Statements → entries. A line's figures of one place stand or fall together; all that is wrong is told. */
export function settleStatements(statements: readonly Statement[], tagged: boolean, refused: readonly Refusal[], dictionary: Dictionary): Update {
  const keyOf = ({ place, line }: Statement): string => `${'region' in place ? place.region : ''}\n${line}`
  const isConflict = (one: Statement): boolean => one.kind === 'figure' && statements.some(other => other.kind === 'figure' && other.indicator === one.indicator && other.value !== one.value && other.scope === one.scope && other.asOf === one.asOf && regionIn(other) === regionIn(one))
  const faults = statements.flatMap((one): Refusal[] => (one.kind === 'fault' ? [{ why: one.fault, region: regionIn(one), indicator: one.indicator, said: one.said }] : isConflict(one) && one.kind === 'figure' ? [{ why: 'conflict', region: regionIn(one), indicator: one.indicator, said: one.said }] : []))
  const bad = new Set(statements.filter(one => one.kind === 'fault' || isConflict(one)).map(keyOf))
  // 7月20日综窗54.3%，昨天57%: what was stands beside what is, and is left out
  const isPast = (one: Statement): boolean => one.kind === 'figure' && statements.some(other => other.kind === 'figure' && other.indicator === one.indicator && other.scope === one.scope && regionIn(other) === regionIn(one) && other.asOf > one.asOf)
  const good = statements.filter((one): one is Settled => one.kind !== 'fault' && 'region' in one.place && !bad.has(keyOf(one)) && !isPast(one))
  return { kind: 'report', tagged, entries: asEntries(good, dictionary), refusals: [...refused, ...faults] }
}

const regionIn = ({ place }: Statement): string => ('region' in place ? place.region ?? '' : '')

/** One entry a place, scope and day; a state of another topic beside them is one of its own. */
function asEntries(statements: readonly Settled[], { indicators }: Dictionary): Entry[] {
  return [...Map.groupBy(statements, ({ place, scope, asOf }) => JSON.stringify([place.region, scope, asOf])).values()].flatMap((group): Entry[] => {
    const [{ place, scope, asOf }] = group as [Settled, ...Settled[]]
    const metrics = [...new Map(group.flatMap(one => (one.kind === 'figure' ? [[one.indicator, { indicator: one.indicator, value: one.value, unit: indicators[one.indicator]?.unit ?? '', ...(one.approximate ? { approx: true as const } : {}) }] as const] : []))).values()]
    const states = [...new Map(group.flatMap(one => (one.kind === 'status' ? [[one.topic, one.status] as const] : []))).entries()]
    const topics = new Set(metrics.map(({ indicator }) => indicators[indicator]?.topic ?? 'other')), [first] = topics
    const base = { region: place.region, scope, asOf }
    const [own] = first === undefined ? states : states.filter(([topic]) => topics.has(topic))
    const rest = states.filter(state => state !== own)
    const main: Entry[] = metrics.length > 0 || own !== undefined ? [{ ...base, topic: first ?? own?.[0] ?? 'other', metrics, status: own?.[1] ?? null }] : []
    return [...main, ...rest.map(([topic, status]): Entry => ({ ...base, topic, metrics: [], status }))]
  })
}
