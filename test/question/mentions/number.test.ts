// Numbers with their unit, each as it stands and with the measure word behind it; which of the two is meant is decided later.

import { describe, expect, test } from 'vitest'
import { readNumbers } from '../../../src/question/mentions/number.ts'

/** The longest reading at each place: 综窗45%、一件事30项 → 45%:45% 30项:30项 */
function read(text: string): string[] {
  const longest = new Map<number, string>(), ends = new Map<number, number>()
  for (const mention of readNumbers(text)) {
    if (mention.kind !== 'number' || (ends.get(mention.start) ?? -1) >= mention.end) continue
    ends.set(mention.start, mention.end)
    longest.set(mention.start, `${mention.text}:${mention.value}${mention.unit ?? ''}${mention.approximate ? '~' : ''}`)
  }
  let to = 0
  return [...longest].toSorted(([a], [b]) => a - b).flatMap(([start, said]) => {
    if (start < to) return []
    to = ends.get(start) ?? start
    return [said]
  })
}

describe('readNumbers', () => {
  test.each([
    ['综窗45%以上', ['45%:45%']], ['30项', ['30项:30项']], ['三十项', ['三十项:30项']], ['2台', ['2台:2台']], ['两台', ['两台:2台']], ['三次', ['三次:3次']], ['八成', ['八成:80%']], ['5个', ['5个:5个']], ['20个百分点', ['20个百分点:20%']], ['50个点', ['50个点:50%']],
    ['三十件', ['三十件:30项']], ['四回', ['四回:4次']], ['5个人', ['5个人:5名']], ['三家', ['三家:3家']], ['五个市州', ['五个市州:5家']], ['前三甲', ['三甲:3名']], ['五强', ['五强:5名']], ['两道', ['两道:2个']],
    ['综窗过80%、培训过30次', ['80%:80%', '30次:30次']], ['30到40', ['30:30', '40:40']], ['12.5项', ['12.5项:12.5项']], ['一百二十个', ['一百二十个:120个']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  test.each(['近30项', '约30项', '三十多项', '二十来个', '50余项', '近百项', '百余项'])('%s is never a number to hold a bound against', text => {
    expect(readNumbers(text).filter(mention => mention.kind === 'number' && mention.start <= 1 && !mention.approximate)).toEqual([])
  })
  test.each(['', '综窗', '几个', '多少项', '哪些'])('%j has none', text => expect(readNumbers(text)).toEqual([]))
  test('the figures of a longer number are no numbers of their own', () => {
    expect(new Set(readNumbers('123.45').map(({ start }) => start))).toEqual(new Set([0]))
  })
  test('spans are of the text', () => {
    const text = '面上综窗不到四成、培训3次以上'
    for (const mention of readNumbers(text)) expect(text.slice(mention.start, mention.end)).toBe(mention.text)
  })
})
