// Numbers as officials write them; what is no number gives none.

import { describe, expect, test } from 'vitest'
import { readNumeral } from '../../src/language/numerals.ts'

/** Value, with % where it is a percentage, and what of the text it took: 八成五以上 → 85% 八成五 */
const read = (text: string): string | null => {
  const numeral = readNumeral(text, 0)
  return numeral && `${numeral.value}${numeral.percent ? '%' : ''}${numeral.approximate ? '~' : ''} ${text.slice(0, numeral.end)}`
}

describe('plain numbers', () => {
  test.each([
    ['45', '45 45'], ['12.5项', '12.5 12.5'], ['0', '0 0'], ['100个', '100 100'], ['1.2万', '12000 1.2万'], ['3万', '30000 3万'], ['2千', '2000 2千'], ['5百', '500 5百'],
    ['五十个', '50 五十'], ['十二', '12 十二'], ['十', '10 十'], ['二十', '20 二十'], ['二十一个', '21 二十一'], ['一百', '100 一百'], ['两百', '200 两百'], ['两千项', '2000 两千'], ['二百零五', '205 二百零五'],
    ['一百二', '120 一百二'], ['一百二十', '120 一百二十'], ['一百零二', '102 一百零二'], ['一千二', '1200 一千二'], ['一千零二十', '1020 一千零二十'], ['一万五', '15000 一万五'], ['一万零五', '10005 一万零五'], ['十五万', '150000 十五万'],
    ['三点五', '3.5 三点五'], ['十二点二五', '12.25 十二点二五'], ['零', '0 零'], ['俩', '2 俩'], ['二零二一', '2021 二零二一'], ['三五', '35 三五'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected))
})

describe('percentages, tenths and fractions', () => {
  test.each([
    ['45%', '45% 45%'], ['45 %', '45% 45 %'], ['12.5%', '12.5% 12.5%'], ['50个点', '50% 50个点'], ['5个百分点', '5% 5个百分点'], ['3百分点', '3% 3百分点'],
    ['百分之四十', '40% 百分之四十'], ['百分之四十五点五', '45.5% 百分之四十五点五'], ['百分之80', '80% 百分之80'], ['百分之百', '100% 百分之百'], ['百分百', '100% 百分百'],
    ['三成', '30% 三成'], ['八成五以上', '85% 八成五'], ['四成半', '45% 四成半'], ['九成', '90% 九成'], ['十成', '100% 十成'], ['5成', '50% 5成'],
    ['三分之二', '66.7% 三分之二'], ['四分之三', '75% 四分之三'], ['二分之一', '50% 二分之一'], ['3分之1', '33.3% 3分之1'], ['一半以上', '50% 一半'], ['半数', '50% 半数'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected))
})

describe('about so many', () => {
  test.each([['三十多个', true], ['二十余项', true], ['十来个', true], ['50左右', true], ['八成多', true], ['三十个', false], ['八成', false], ['30以上', false]])('%s: %s', (text, expected) => {
    expect(readNumeral(text, 0)?.approximate).toBe(expected)
  })
})

describe('no number', () => {
  test.each(['', '综窗', '第三', '几个', '分之二', '百分点', '%', '点五', '成都', '.5', '-5', '万州', '多少'])('%j', text => expect(readNumeral(text, 0)).toBeNull())
  test('a fraction of nothing', () => expect(readNumeral('零分之一', 0)).toBeNull())
})

test('reads from where it is told', () => {
  expect(readNumeral('综窗45%以上', 2)).toEqual({ value: 45, end: 5, percent: true, approximate: false })
  expect(readNumeral('综窗45%以上', 0)).toBeNull()
})
test('does not run on over a range', () => {
  expect(read('80~90')).toBe('80 80')
  expect(read('30到40')).toBe('30 30')
})
