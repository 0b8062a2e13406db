// Numbers as officials write them: 45, 1.2万, 十二, 一百二 (=120), 一万五 (=15000), 八成五, 百分之四十, 三分之二, 一半.
// Approximations (十来个, 近百) keep `approximate`: a bound on them would be a guess.

export type Numeral = { readonly value: number; readonly end: number; readonly percent: boolean; readonly approximate: boolean }

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 俩: 2, 仨: 3 }
const powers: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000, 亿: 100000000 }

/** A Chinese integer at the start of `text`: 二百零五, 两千, 一百二 (the last digit is the next lower power), 二零二一 (digit by digit). */
function readChinese(text: string): { value: number; length: number } | null {
  const plain = /^[零〇一二三四五六七八九]{2,}(?![十百千万亿])/u.exec(text)?.[0]
  if (plain) return { value: Number([...plain].map(character => digits[character]).join('')), length: plain.length }
  let total = 0, section = 0, digit: number | null = null, lastPower = 0, afterZero = false, length = 0
  for (const character of text) {
    const value = digits[character], power = powers[character]
    if (value !== undefined) {
      if (value === 0 && digit === null && lastPower > 0) afterZero = true
      else if (digit === null) digit = value
      else break
    } else if (power !== undefined) {
      if (digit === null && power !== 10 && section === 0) break
      if (power >= 10000) {
        total += (section + (digit ?? 0)) * power
        section = 0
      } else section += (digit ?? 1) * power
      digit = null
      lastPower = power
      afterZero = false
    } else break
    length += character.length
  }
  if (length === 0) return null
  // 一百二 is 120 and 一万五 15000, 一百零二 is 102
  const tail = digit === null ? 0 : lastPower >= 100 && !afterZero ? digit * lastPower / 10 : digit
  return { value: total + section + tail, length }
}

/** 1.2万, 3百; not the 百 of 3百分点. */
const scale = (text: string, at: number): { factor: number; length: number } => {
  const power = powers[text[at] ?? '']
  return power && power >= 100 && !text.startsWith('百分', at) ? { factor: power, length: 1 } : { factor: 1, length: 0 }
}

function readPlain(text: string, at: number): { value: number; end: number } | null {
  const arabic = /^\d+(?:\.\d+)?/.exec(text.slice(at, at + 16))?.[0]
  if (arabic) {
    const end = at + arabic.length, { factor, length } = scale(text, end)
    return { value: Number((Number(arabic) * factor).toFixed(6)), end: end + length }
  }
  const chinese = readChinese(text.slice(at, at + 16))
  if (!chinese) return null
  const end = at + chinese.length, decimal = /^点([零一二三四五六七八九]+)/u.exec(text.slice(end, end + 8))
  if (!decimal) return { value: chinese.value, end }
  return { value: Number(`${chinese.value}.${[...(decimal[1] ?? '')].map(c => digits[c]).join('')}`), end: end + decimal[0].length }
}

/**
 * The number that starts at `at`, or null.
 *
 * readNumeral('八成五以上', 0) → { value: 85, percent: true, end: 3 }
 */
export function readNumeral(text: string, at: number): Numeral | null {
  const rest = text.slice(at, at + 20)
  if (/^百分之?百/u.test(rest)) return { value: 100, end: at + (rest.startsWith('百分之') ? 4 : 3), percent: true, approximate: false }
  if (rest.startsWith('百分之')) {
    const share = readPlain(text, at + 3)
    return share && { value: share.value, end: share.end, percent: true, approximate: false }
  }
  const half = /^(?:一半|半数|对半)/u.exec(rest)
  if (half) return { value: 50, end: at + half[0].length, percent: true, approximate: false }
  const plain = readPlain(text, at)
  if (!plain) return null
  const after = text.slice(plain.end, plain.end + 8)
  if (after.startsWith('分之')) {
    const part = readPlain(text, plain.end + 2)
    return part && plain.value > 0 ? { value: Number((part.value / plain.value * 100).toFixed(1)), end: part.end, percent: true, approximate: false } : null
  }
  const tenths = /^成([一二三四五六七八九半])?/u.exec(after)
  if (tenths && plain.value > 0 && plain.value <= 10) {
    const extra = tenths[1] === '半' ? 5 : digits[tenths[1] ?? ''] ?? 0
    return { value: Number((plain.value * 10 + extra).toFixed(1)), end: plain.end + tenths[0].length, percent: true, approximate: /^[多余]/u.test(after.slice(tenths[0].length)) }
  }
  const percent = /^ ?(?:%|个?百分点|个点)/u.exec(after)
  if (percent) return { value: plain.value, end: plain.end + percent[0].length, percent: true, approximate: false }
  return { value: plain.value, end: plain.end, percent: false, approximate: /^(?:[多余来]|左右)/u.test(after) }
}
