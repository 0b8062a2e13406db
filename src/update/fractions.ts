// Parts of a whole as people report them: 三分之二的中心, 九成的窗口, 9个中心已改5个, 共12个乡镇、8个已启用, 8/12. The rate is given, one decimal.

import { readNumeral } from '../language/numerals.ts'
import type { Mention } from './mention.ts'

const base = '(?:(?:乡镇|镇街|街道|镇村|镇)?\\(?(?:街道)?\\)?(?:便民服务|便民|政务服务|为民服务)?中心|乡镇\\(街道\\)|乡镇街道|镇街|乡镇|街道|镇|乡|村\\(社区\\)|村社区|村社|行政村|村|社区|窗口|便民服务站|便民服务室|站点|点位|站|室|县\\(市、区\\)|县市区|区县|县区)'
const digits = '(?:\\d{1,6}|[一二两三四五六七八九十百千零〇]{1,7})'
const measure = '(?:个|家|处|所)'

const share = new RegExp(`(?:\\d{1,3}(?:\\.\\d+)?%|百分之[一二三四五六七八九十百零点\\d.]+|[一二三四五六七八九十\\d]{1,3}分之[一二三四五六七八九十\\d]{1,3}|[一二两三四五六七八九]成[一二三四五六七八九半]?|一半|半数|过半|超半数)(?:多|左右|以上)?的?${base}`, 'gu')
const partOf = new RegExp(`(?<whole>(?<![第前后])${digits})${measure}?(?<base>${base})(?:中|里|里面|当中|里头)?(?<between>[,、]?[\\u4e00-\\u9fff]{0,14}?)(?<part>(?<![第前后])${digits})${measure}(?!${base}|百分点|点|环节|部门|事项|月|小时|工作日)`, 'gu')
const partFirst = new RegExp(`(?<part>(?<![第前后])${digits})${measure}(?:${base})?[\\u4e00-\\u9fff]{2,12}[,、(]?(?:全市|全县|全区|全州|我市|我县)?(?:共|总共|一共|总数|总计)(?:有)?(?<whole>${digits})${measure}(?:${base})?`, 'gu')
const slash = new RegExp(`(?<=完成|完|已改|改了|启用|配备|配了|设立|覆盖|已有)(?<part>\\d{1,4})\\/(?<whole>\\d{1,4})(?![\\d./%])|(?<![\\d./])(?<part2>\\d{1,4})\\/(?<whole2>\\d{1,4})(?=个?(?:${base}))|(?<![\\d./])(?<part3>1[3-9]|[2-9]\\d|\\d{3,4})\\/(?<whole3>\\d{2,4})(?![\\d./%])`, 'gu')
/** What the part has done stands right before its number or right behind it: 已改5个, 5个启用了; never what it counts: 窗口5个. */
const verbBefore = /(?:已|有|改|改了|完|完成|完成了|启用|启用了|配|配了|配备|配备了|设|设了|设立|设立了|建|建了|建成|用|用上|实现|实现了|覆盖|覆盖了|推行|落实|开展|投用|安装|装了|上线|做|搞|弄|整)$/u
const verbBehind = /^(?:中心|乡镇|村)?(?:已|都|均|全|完成|改|启用|配|设|建|用|实现|推行|落实|开展|投用|安装|装|上线|做|搞|弄|整)/u

const number = (text: string): number => readNumeral(text, 0)?.value ?? Number.NaN
/** 5 of 9 → 55.6 */
const rate = (part: number, whole: number): number => Math.round(part / whole * 1000) / 10

const mention = (text: string, start: number, value: number, told: string, approximate: boolean): Mention[] => (
  Number.isFinite(value) ? [{ kind: 'fraction', value, told, approximate, start, end: start + text.length, text, how: 'exact' }] : []
)

/** The parts that a normalised text tells, as percentages: the part's own number stands for the rate, the whole for nothing more. */
export function readFractions(text: string): Mention[] {
  const shares = [...text.matchAll(share)].flatMap(({ 0: phrase, index }) => {
    const numeral = readNumeral(phrase, 0), value = /^(?:过半|超半数)/u.test(phrase) ? 50 : numeral?.value ?? Number.NaN
    return mention(phrase, index, value, text.slice(index, index + phrase.length + 4), /^过|^超|多|左右|以上/u.test(phrase) || numeral?.approximate === true)
  })
  const parts = [...text.matchAll(partOf), ...text.matchAll(partFirst)].flatMap(found => {
    const { 0: phrase, index, groups: { whole = '', base: over = '', part = '', between } = {} } = found
    const all = number(whole), some = number(part)
    if (!(all > 0 && some <= all) || (between !== undefined && /[共每各]|平均/u.test(between))) return []
    const isLast = between !== undefined, behind = text.slice(index + phrase.length)
    if (isLast && !verbBefore.test(between) && !verbBehind.test(behind)) return []
    // 综窗完成5个(共9个), 9个中心已改5个: one number is the part's, the other one tells the whole
    const cut = isLast ? phrase.lastIndexOf(part) : phrase.indexOf(whole, part.length)
    const wholeText = isLast ? phrase.slice(0, whole.length + phrase.slice(whole.length).indexOf(over) + over.length) : phrase.slice(cut)
    const partText = isLast ? phrase.slice(cut) : /^[^\u4e00-\u9fff]*[个家处所]?/u.exec(phrase)?.[0] ?? part
    const partAt = isLast ? index + cut : index, wholeAt = isLast ? index : index + cut
    return [...mention(partText, partAt, rate(some, all), phrase + behind.slice(0, 4), false), { kind: 'filler' as const, start: wholeAt, end: wholeAt + wholeText.length, text: wholeText, how: 'exact' as const }]
  })
  const slashes = [...text.matchAll(slash)].flatMap(({ 0: phrase, index, groups: { part, whole, part2, whole2, part3, whole3 } = {} }) => {
    const all = Number(whole ?? whole2 ?? whole3), some = Number(part ?? part2 ?? part3)
    return all > 0 && some <= all ? mention(phrase, index, rate(some, all), text.slice(Math.max(0, index - 4), index + phrase.length + 6), false) : []
  })
  return [...shares, ...parts, ...slashes]
}
