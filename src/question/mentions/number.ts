// Numbers with their unit: 八成, 45%, 100项, 3次, 前5 (the order word is read by itself).

import { readNumeral } from '../../language/numerals.ts'
import type { Mention } from './mention.ts'

const units = /^ ?(个人|个市州|个百分点|百分点|个点|%|个|项|台|次|人|名|件|家|位|种|所|处|场次|场|回|期|轮|座|道|步|样|条|甲|强)/u
const percents = new Set(['个百分点', '百分点', '个点', '%'])
/** Measure words that mean the same as the unit a table uses. */
const same: Record<string, string> = { 甲: '名', 强: '名', 个人: '名', 人: '名', 位: '名', 场次: '次', 件: '项', 样: '项', 条: '项', 场: '次', 回: '次', 期: '次', 轮: '次', 道: '个', 步: '个', 家: '家', 所: '个', 处: '个', 座: '个', 种: '项', 个市州: '家' }
const starts = /[\d零〇一二两三四五六七八九十百千万半对]/u

export function readNumbers(text: string): Mention[] {
  const mentions: Mention[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (!starts.test(text[at] ?? '') || (/\d/.test(text[at] ?? '') && /[\d.]/.test(text[at - 1] ?? ''))) continue
    const numeral = readNumeral(text, at)
    if (!numeral) continue
    const near = /(?:近|约|大概|大约|将近|接近|差不多|左右|上下)$/u.test(text.slice(0, at)), more = /^(?:多|余|来)/u.exec(text.slice(numeral.end))?.[0].length ?? 0
    const number = (end: number, unit: string | null): Mention => (
      { kind: 'number', start: at, end, text: text.slice(at, end), how: 'exact', value: numeral.value, unit, approximate: numeral.approximate || /^[一二三四五六七八九]{2}[十百]/u.test(text.slice(at)) || near || more > 0 || /^(?:左右|上下)/u.test(text.slice(end)) }
    )
    const end = numeral.end + more
    mentions.push(number(end, numeral.percent ? '%' : null))
    const unit = numeral.percent ? undefined : units.exec(text.slice(end))
    if (unit?.[1]) mentions.push(number(end + unit[0].length, percents.has(unit[1]) ? '%' : same[unit[1]] ?? unit[1]))
  }
  return mentions
}
