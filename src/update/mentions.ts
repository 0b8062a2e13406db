// All mentions of a message in order: exact words first; only what stays unread is tried by sound and for slips.

import { readDays } from '../language/day.ts'
import { cover, type Found, type Lexicon } from '../language/lexicon.ts'
import { readNumbers } from '../question/mentions/number.ts'
import { readScopeNames } from '../question/mentions/who.ts'
import type { Said } from './lexicon.ts'
import { readFractions } from './fractions.ts'
import type { Mention, Own, Spot } from './mention.ts'
import { readTowns, strangePlace } from './towns.ts'
import { statusPatterns } from './words/status.ts'

const asMention = (text: string) => (found: Found<Said>) => (
  { ...found.value, start: found.start, end: found.end, text: text.slice(found.start, found.end), how: found.how, form: found.form } as Mention
)

/** Few words beat many; a name beats a filler of the same length; a guess costs more than any exact reading. */
function costOf(mention: Mention): number {
  const length = mention.end - mention.start
  const base = mention.how === 'exact' ? 1 : mention.how === 'sound' ? 4.5 : 6
  const vague = mention.kind === 'filler' ? 0.2 : mention.kind === 'talk' ? (length > 2 ? -0.3 : 0.1) : mention.kind === 'fraction' ? -0.5 : 0
  return base + vague + (length > 1 ? 0 : 0.3) - length * 0.01
}

const found = (text: string, pattern: RegExp, says: Own): Mention[] => [...text.matchAll(pattern)].map(({ 0: phrase, index }) => ({ ...says, start: index, end: index + phrase.length, text: phrase, how: 'exact' }))

/** 我市, 全县, 咱们区, 县里: the sender's own place. */
export function readHomes(text: string): Mention[] {
  const levels = { 市: 'city', 州: 'city', 县: 'county', 区: 'county', 镇: 'town', 乡: 'town', 街道: 'town' } as const
  const named = [...text.matchAll(/(?:我们|咱们|咱|我|本|全|整个|俺)(?:这个)?(市|州|县|区|镇|乡|街道)(?![级场内外域])(?:里|上)?/gu), ...text.matchAll(/(?<=^|[\s,;。:])(市|州|县|区|镇)(?:里头|里面|里|上)(?!要|的|说|开|通|领|下|来|给|催|布|安)/gu)].map(({ 0: phrase, 1: level, index }): Mention => (
    { kind: 'home', level: levels[level as keyof typeof levels], start: index, end: index + phrase.length, text: phrase, how: 'exact' }))
  return [...named, ...found(text, /我们这边|咱们这边|我们这里|我们这儿|我们这|我这边|我这里|我们单位|我们局|我们中心|我局|我单位|我中心|我们|咱们|咱|本地|辖区内|辖区|境内|区域内|域内/gu, { kind: 'home', level: null })]
}

/** xx%, __个: where a figure should stand. */
const noFigure = /(?:[x×]{1,4}|[*_]{1,6}|[○〇]{2})(?:\.[x×*_]{1,2})?(?=%|个|项|台|次|名)[%个项台次名]/gu

/** 按照报送通知要求, 按省上口径: by what rule somebody reports. */
const byRule = /(?:按照|依照|根据|依据|遵照|对照|按)[^,。;:!?\n\d]{0,14}(?:要求|通知|部署|安排|文件|精神|口径)/gu
/** 涪城区、游仙区、安州区三个区: those that were just named. */
const counted = /(?<=[市县区州镇乡])[两二三四五六七八九十\d]{1,2}个?(?:区县|县区|市县|区|县|市|州|镇|乡)(?=的|都|均|综|一|自|全|已)/gu
/** 算不算, 有没有, 含还是不含 */
const eitherOr = /([\u4e00-\u9fff])[不没]\1|还是[不没][\u4e00-\u9fff]/gu
/** 走到63%, 搞拢六成: by whatever verb. */
const reached = /冲到了?(?=[^,。;\s]{1,8}了)|[做干整弄搞走爬推拉涨升摸拱跑赶追改进](?:到|拢)(?:了|起)?(?=\s?(?:\d|百分|[一二三四五六七八九]成))/gu
/** 17:00 */
const timeOfDay = /(?<![\d.])(?:[01]?\d|2[0-4])[:点时](?:[0-5]\d分?)?(?!\d)/gu

function readDates(text: string, today: string): Mention[] {
  return readDays(text, today, 'past').map(({ start, end, date, grain, isEnd, isToday }): Mention => {
    const lead = /(?:截至|截止到|截止|到|至)$/u.exec(text.slice(0, start))?.[0] ?? '', tail = /^(?:为止|止|之前|以前|前|数据)/u.exec(text.slice(end))?.[0] ?? ''
    return { kind: 'day', date, grain, isEnd, isToday, until: lead.startsWith('截'), before: tail.endsWith('前'), start: start - (lead.startsWith('截') ? lead.length : 0), end: end + tail.length, text: text.slice(start - (lead.startsWith('截') ? lead.length : 0), end + tail.length), how: 'exact' }
  })
}

/** Which bare county names and guesses may be meant: those near the places that are known. */
export type Near = { readonly cities: ReadonlySet<string>; readonly lexicon: Lexicon<Said>; readonly today: string }

const isNear = (mention: Mention, cities: ReadonlySet<string>): boolean => {
  if (mention.kind === 'bare-county') return mention.cities.some(city => cities.has(city))
  return mention.kind !== 'region' || mention.how === 'exact' || cities.size === 0 || mention.names.every(name => cities.has(name))
}

/** The mentions that cover a normalised text. */
export function readMentions(text: string, { lexicon, cities: known, today }: Near): Mention[] {
  const words = lexicon.findExact(text).map(asMention(text))
  const cities = new Set([...known, ...words.flatMap(mention => (mention.kind === 'region' && mention.zone === undefined ? mention.names : []))])
  const names = words.filter(mention => isNear(mention, cities))
  const exact: Mention[] = [...names, ...readNumbers(text), ...readScopeNames(text), ...readHomes(text), ...readFractions(text), ...readTowns(text, names), ...readDates(text, today), ...found(text, noFigure, { kind: 'no-figure' }), ...found(text, eitherOr, { kind: 'talk', talk: 'question', reach: 'sentence' }), ...statusPatterns.flatMap(({ pattern, says }) => found(text, pattern, says)), ...found(text, reached, { kind: 'to' }), ...found(text, counted, { kind: 'filler' }), ...found(text, byRule, { kind: 'filler' }), ...found(text, timeOfDay, { kind: 'filler' })]
  const first = cover(text.length, exact, costOf)
  const unread = new Set(first.flatMap(piece => ('unread' in piece ? [piece.start] : [])))
  const pieces = unread.size === 0 ? first : cover(text.length, [...exact, ...lexicon.findGuesses(text, at => unread.has(at)).map(asMention(text)).filter(mention => isNear(mention, cities))], costOf)
  return pieces.reduce<Mention[]>((mentions, piece) => {
    if (!('unread' in piece)) return [...mentions, piece]
    const last = mentions.at(-1), start = last?.kind === 'unread' && last.end === piece.start ? last.start : piece.start
    const spot: Spot = { start, end: piece.end, text: text.slice(start, piece.end), how: 'exact' }
    return [...(start === piece.start ? mentions : mentions.slice(0, -1)), { kind: 'unread', ...spot }]
  }, []).map((mention, i, all) => strangePlace(mention, all[i - 1]) ?? mention)
}
