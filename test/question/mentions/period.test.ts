// Dates in a question: the tables hold one date, and any other is named.

import { describe, expect, test } from 'vitest'
import { isStoredDate, readPeriods } from '../../../src/question/mentions/period.ts'

const dates = ['2021-07-20']

describe('isStoredDate', () => {
  test.each(['7月20日', '7月20号', '七月二十日', '七月二十号', '2021年7月20日', '2021年', '2021年7月', '7月', '七月', '7月份', '21年7月', '2021-07-20', '2021.7.20', '2021/7/20', '2021-07', '二零二一年', '二〇二一年七月'])('%s is the date of the tables', phrase => {
    expect(isStoredDate(phrase, dates)).toBe(true)
  })
  test.each(['7月底', '7月初', '7月21日', '七月十九日', '8月', '2020年', '2022年7月20日', '2021年8月', '20年7月', '去年', '上个月', '2021年底', '2021年上半年', '二季度', '2021-08-20', '十二月'])('%s is not', phrase => {
    expect(isStoredDate(phrase, dates)).toBe(false)
  })
  test('without tables there is no such date', () => expect(isStoredDate('7月20日', [])).toBe(false))
})

describe('readPeriods', () => {
  const longest = (text: string): string[] => {
    const found = readPeriods(text, dates)
    return [...new Set(found.filter(one => !found.some(other => other !== one && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start)).map(({ text: phrase }) => phrase))]
  }
  test.each([
    ['去年乐山综窗多少', ['去年']], ['2020年底宜宾综窗', ['2020年底']], ['2022年6月各市州', ['2022年6月']], ['截至7月20日', ['7月20日']], ['2021-08-20的数', ['2021-08-20']], ['上个月比这个月', ['上个月', '这个月']], ['二季度末', ['二季度']], ['12月31日前', ['12月31日']], ['十二月', ['十二月']],
  ])('%s', (text, expected) => expect(longest(text)).toEqual(expected))

  test.each(['', '哪些市州还没启动综窗', '综窗7%', '20项', '3.5台', '一件事30多项', '第三名', '今年'])('%j has none', text => expect(readPeriods(text, dates)).toEqual([]))

  test('tells the stored date from others', () => {
    const stored = (text: string) => readPeriods(text, dates).some(mention => mention.kind === 'period' && mention.stored)
    expect([stored('7月20日综窗'), stored('8月20日综窗')]).toEqual([true, false])
  })
})
