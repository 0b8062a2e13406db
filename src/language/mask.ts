// Personal numbers out of a text before it is stored, logged or sent: phones, identity, card and passport numbers, e-mail and WeChat names.
// Refuses to guess: counts, money, dates, document and order numbers, hotlines and an office's credit code stay as they are.

type Span = { readonly start: number; readonly end: number }
type Rule = { readonly mark: string; readonly find: (plain: string) => Span[] }
/** The text in one spelling, and where each of its characters stands in the original. */
type Plain = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] }

const chineseDigits: Record<string, string> = Object.fromEntries([...'零一二三四五六七八九', ...'〇壹贰叁肆伍陆柒捌玖', ...'○幺'].map((sign, at) => [sign, '01'[at - 20] ?? String(at % 10)]))

/** 张三一三八…: the numeral of a name before eleven more; the name keeps it. */
const nameBefore = /(?<=(?![零〇一二三四五六七八九])\p{Script=Han})[一二三四五六七八九](?=[一幺][三四五六七八九][零〇一二三四五六七八九]{9}(?![零〇一二三四五六七八九]))/gu

/** One spelling for widths, blanks, dashes and dots; what can't be seen is left out. */
function simplify(text: string, readChinese: boolean): Plain {
  const starts: number[] = [], ends: number[] = []
  const names = readChinese ? [...text.matchAll(nameBefore)].map(({ index }) => index) : []
  let plain = '', at = 0
  for (const sign of text) {
    const start = at
    at += sign.length
    if (/[\p{Cf}\ufe0f\u20e3]/u.test(sign)) continue
    plain += spell(sign, readChinese && !names.includes(start))
    while (starts.length < plain.length) {
      starts.push(start)
      ends.push(at)
    }
  }
  return { text: plain, starts, ends }
}

function spell(sign: string, readChinese: boolean): string {
  if (/[\p{Nd}\uff01-\uff5e￥]/u.test(sign)) return sign.normalize('NFKC').replace(/^[~_]$/u, sign)
  if (/[\p{Zs}\t]/u.test(sign)) return ' '
  if (/[\p{Pd}−]/u.test(sign)) return '-'
  if (/[•・‧]/u.test(sign)) return '·'
  return (readChinese ? chineseDigits[sign] : undefined) ?? sign
}

// ---- what stands around a number

/** One office's or one order's number, whatever it looks like. */
const officeCode = /(?:信用代码|机构代码|税号)[^\d\n]{0,4}[\dA-Z]{0,2}$/u
const orderNumber = /(?:(?<!证|证件|护照|卡)(?:单号|单编号|流水|订单|编码|代码|编号|文号|批号|序列号|条码|办件号))[^\d\n]{0,3}$/u
const phoneLabel = /(?:电话|手机|座机|传真|联系|拨打|致电|号码|短信|微信|tel|phone|mobile)[^\d\n〔〕,。;]{0,4}$/iu
const cardLabel = /(?:卡|账号|帐号|账户|帐户)[^\d\n〔〕]{0,8}$/u
/** 138亿元 is money; 件 and the like are counted, but 个人 and 次日 are words, and 项主任 is a person. */
const counted = /^ ?(?:余|多)?(?:元|件|个(?!人)|项|次(?![日月年序])|笔|条|户|亩|吨|份|台|套|股|人次|平方|立方|千瓦|%)(?!总|主任|局|处长|科长|书记|老师)|^\.\d{1,2}(?![\d.])/u
const amount = /(?:[¥$]|\d{3}\.|(?<!\d)0\.|(?:[量数额]|[合共总累]计)[:为是]?) ?$/u

const around = (plain: string, { start, end }: Span) => ({ before: plain.slice(Math.max(0, start - 24), start), after: plain.slice(end, end + 12) })

function isPhoneContext(plain: string, span: Span): boolean {
  const { before, after } = around(plain, span)
  if (officeCode.test(before) || orderNumber.test(before)) return false
  return phoneLabel.test(before) || /\d-\d/u.test(plain.slice(span.start, span.end)) || !(counted.test(after) || amount.test(before))
}

// ---- numbers in one piece or in groups

type Stretch = Span & { readonly digits: string; readonly sizes: readonly number[] }

/** All runs of neighbouring groups, joined by one blank or dash, that have so many characters together; an X may end them. */
function stretches(plain: string, least: number, most: number): Stretch[] {
  const groups = [...plain.matchAll(/\d+(?:[Xx](?![\dA-Za-z]))?|(?<=\d[ -])[Xx](?![\dA-Za-z])/gu)], found: Stretch[] = []
  groups.forEach(({ index: start }, first) => {
    let digits = '', sizes: number[] = [], end = start
    for (const { index, 0: group } of groups.slice(first, first + most)) {
      if (index !== start && (index !== end + 1 || !/[ -]/u.test(plain[end] ?? ''))) break
      digits += group.toUpperCase()
      sizes = [...sizes, group.length]
      end = index + group.length
      if (digits.length > most || /X./u.test(digits)) break
      if (digits.length >= least && !/[A-Za-z]/u.test(plain[end] ?? '')) found.push({ start, end, digits, sizes })
    }
  })
  return found
}

/** The longest first, none over another. */
function apart<Found extends Span>(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const one of found.toSorted((a, b) => b.end - b.start - (a.end - a.start))) if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one)
  return kept
}

function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^((?:18|19|20)\d\d)(\d\d)(\d\d)$/u.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return year !== '' && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

/** GB 11643: region, birthday, order, check digit. No region begins like a date (20210915…): that is a serial number. */
function isIdentity(digits: string): boolean {
  if (isDate(digits.slice(0, 8))) return false
  if (/^\d{15}$/u.test(digits)) return isDate(`19${digits.slice(6, 12)}`)
  if (!/^\d{17}[\dX]$/u.test(digits) || !isDate(digits.slice(6, 14))) return false
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11] === digits[17]
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((sum, digit, at) => sum + (at % 2 === 0 ? Number(digit) : Number(digit) * 2 - (Number(digit) > 4 ? 9 : 0)), 0)
  return sum % 10 === 0
}

/** How cards begin, by their length: serial numbers begin with a year or with a region (51…), credit codes with 91. */
const cardStart = /^(?:6\d{15,18}|9(?![123])\d{15,18}|4\d{15,18}|3\d{15}|5[1-5]\d{14}|2[2-7]\d{14})$/u
const cardSizes = /^(?:\d+|4,4,4,4(?:,[123])?|6,1[0-3]|4,4,4,[5-7])$/u

function findIdentities(plain: string): Span[] {
  return apart(stretches(plain, 18, 18).filter(span => isIdentity(span.digits) && !officeCode.test(around(plain, span).before)))
}

function findOldIdentities(plain: string): Span[] {
  return apart(stretches(plain, 15, 15).filter(span => span.sizes.length === 1 && isIdentity(span.digits) && isPhoneContext(plain, span)))
}

/** Behind 身份证 a mistyped number is one too. */
function findLabelledIdentities(plain: string): Span[] {
  const label = /(?:身份证|身份号码|证件号)(?:[^\d\n〔〕卡电机照代]|\((?:15|18)位\)|〔身份证号〕){0,12}$/u
  return apart(stretches(plain, 15, 19).filter(span => label.test(around(plain, span).before) && !isDate(span.digits.slice(0, 8)) && !counted.test(around(plain, span).after)))
}

function findCards(plain: string): Span[] {
  return apart(stretches(plain, 16, 19).filter(span => {
    const { before, after } = around(plain, span)
    if (!cardSizes.test(String(span.sizes)) || !/^\d+$/u.test(span.digits) || !passesLuhn(span.digits)) return false
    // Region, then day: an order number that passes by chance.
    if (span.digits.startsWith('5') && isDate(span.digits.slice(6, 14))) return false
    return cardLabel.test(before) || (cardStart.test(span.digits) && !officeCode.test(before) && !orderNumber.test(before) && !counted.test(after) && !amount.test(before))
  }))
}

// ---- phones

const gap = '(?: {1,2}| ?[-._·] ?)'
const compactDate = '(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const extension = '(?: ?(?:转|分机|ext\\.?|#) ?(?:分机)?:? ?\\d{1,6}(?!\\d))?'
const country = `(?:(?:\\((?:\\+|00)?86\\)|(?:\\+|00)?86)${gap}?|0)?`
/** 13800002222, 138-0000-2222, 138 00002222; not 158 20210825. */
const mobile = new RegExp(`(?<!\\d)${country}(?:\\(1[3-9]\\d\\)${gap}?\\d{4}${gap}?\\d{4}|1[3-9]\\d(?:\\d{8}|${gap}\\d{4}${gap}\\d{4}|(?! ${compactDate})${gap}\\d{8}))(?!\\d)${extension}`, 'giu')
/** The rarer groupings (1380 0002 222) may be a row of counts: only where no other number stands beside them. */
const rareGroups = `(?:1[3-9]\\d{2}${gap}\\d{4}${gap}\\d{3}|1[3-9]\\d${gap}\\d{3}${gap}\\d{5}|1[3-9]\\d{2}${gap}\\d{3}${gap}\\d{4}|1[3-9]\\d{5}-\\d{4}|1[3-9]\\d{2}-\\d{7})`
const rareMobile = new RegExp(`(?<!\\d|\\d${gap})${country}${rareGroups}(?:${gap}${rareGroups})*(?!\\d|${gap}\\d)`, 'giu')
/** Cities with a short area code have long numbers. */
const subscriber = (join: string, first: string) => `(?:(?:10|2\\d)${join}${first}\\d{3}${gap}?\\d{4}|[3-9]\\d\\d${join}${first}\\d{2,3}${gap}?\\d{4})(?!\\d)`
const another = `(?:/\\d{1,4}(?!\\d)|[/、] ?[2-8]\\d{2,3}${gap}?\\d{4}(?!\\d| ?[元件个项次条户]))*`
/** 028-8888 0000, (0833)2100000, 02888880000 with extensions; without a dash no 0825 1890 2021, a day and two counts. */
const landline = new RegExp(`(?<!\\d|\\d-)(?:(?:\\+|00)86${gap}?(?:\\(0?${subscriber(`\\)${gap}?`, '[1-9]')}|0?${subscriber(`${gap}?`, '[2-8]')})|(?:86${gap}?)?(?:\\(0${subscriber(`\\)${gap}?`, '[1-9]')}|0${subscriber(' ?- ?', '[1-9]')}|0${subscriber('[ .]{0,2}', '[2-8]')}))${extension}(?:-\\d{1,5}(?!\\d|-\\d))?${another}`, 'giu')
/** Behind 电话 also a local or mistyped number; hotlines are nobody's own. */
const labelledPhone = new RegExp(`(?<=(?:电话|手机|座机|传真|联系方式|tel)(?:号码?)?(?:是|为)?[: .]{0,3})(?!400|800|95\\d{3}|12\\d{3}(?!\\d)|${compactDate}(?!\\d))(?:\\d{7,12}|[2-8]\\d{2,3}[ -]\\d{4})(?!\\d)${extension}`, 'giu')

// ---- names that are letters

const email = /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,6}/gu
const passport = /(?<=护照(?:[^\d\n〔〕]|〔护照号〕){0,10}?)(?<![A-Za-z])[A-Za-z]{1,2} ?\d{7,8}(?![\dA-Za-z])|(?<=护照(?:号码?|编号)?(?:是|为)?[: ]{0,3})\d{7,9}(?![\dA-Za-z])/gu
const wechatLabel = '(?:微信|V信|(?<![A-Za-z])(?:VX|WX|wechat|weixin)|(?<=[加+])V|薇信|威信)'
const wechatName = '[A-Za-z][\\w-]{5,19}(?![\\w-])'
/** A name without a digit needs a sign that it is one: 微信 Windows版 is none. */
const wechat = new RegExp(`(?<=${wechatLabel}(?:(?:号码?|账号|帐号|id)[是为]?[: ]{0,3}|[是为][: ]{0,3}| {0,2}:[: ]{0,3}))${wechatName}|(?<=(?:微信|V信) {0,2}|${wechatLabel} {1,2})(?=[A-Za-z-]*[\\d_])${wechatName}|(?<![A-Za-z\\d])wxid_[a-z\\d]{6,}`, 'giu')
const wechatDigits = new RegExp(`(?<=(?:微信|V信|(?<![A-Za-z])(?:VX|WX))(?:号码?|账号|帐号|id)[是为]?[: ]{0,3})\\d{6,12}(?!\\d)`, 'giu')

const byPattern = (pattern: RegExp, accepts: (plain: string, span: Span) => boolean = () => true) => (plain: string): Span[] =>
  [...plain.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length })).filter(span => accepts(plain, span))

const identity: Rule = { mark: '〔身份证号〕', find: findIdentities }
const mobiles: Rule = { mark: '〔电话〕', find: byPattern(mobile, isPhoneContext) }
const landlines: Rule = { mark: '〔电话〕', find: byPattern(landline, isPhoneContext) }
/** The order matters: an identity or card number in groups may hold what looks like a phone, an e-mail address a whole one. */
const rules: readonly Rule[] = [
  { mark: '〔邮箱〕', find: byPattern(email) },
  { mark: '〔微信号〕', find: byPattern(wechat) },
  { mark: '〔护照号〕', find: byPattern(passport, (plain, span) => !counted.test(around(plain, span).after)) },
  identity,
  { mark: '〔身份证号〕', find: findLabelledIdentities },
  { mark: '〔银行卡号〕', find: findCards },
  mobiles,
  landlines,
  { mark: '〔电话〕', find: byPattern(rareMobile, isPhoneContext) },
  { mark: '〔身份证号〕', find: findOldIdentities },
  { mark: '〔电话〕', find: byPattern(labelledPhone, (plain, span) => !counted.test(around(plain, span).after)) },
  { mark: '〔微信号〕', find: byPattern(wechatDigits) },
]
/** In Chinese digits only what can't be anything else. */
const spelledRules: readonly Rule[] = [identity, mobiles, landlines]

function apply(rules: readonly Rule[], text: string, readChinese: boolean): string {
  let masked = text, plain = simplify(text, readChinese)
  for (const { mark, find } of rules) {
    const found = find(plain.text).toSorted((a, b) => b.start - a.start)
    if (found.length === 0) continue
    for (const { start, end } of found) masked = masked.slice(0, plain.starts[start]) + mark + masked.slice(plain.ends[end - 1])
    plain = simplify(masked, readChinese)
  }
  return masked
}

/**
 * The text with a mark in place of each personal number; what is marked once stays as it is.
 *
 * mask('张三 138-0000-2222，乐山综窗45%') → 张三 〔电话〕，乐山综窗45%
 */
export function mask(text: string): string {
  for (let before = text; ;) {
    const after = apply(spelledRules, apply(rules, before, false), true)
    // A number that is gone may leave its neighbour standing alone: until nothing changes.
    if (after === before) return after
    before = after
  }
}
