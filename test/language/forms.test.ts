// The small notation for the forms of a word.

import { describe, expect, test } from 'vitest'
import { expandForms } from '../../src/language/forms.ts'

describe('expandForms', () => {
  test.each([
    ['综窗', ['综窗']], ['便民服务站(点)', ['便民服务站', '便民服务站点']], ['[原设|现设]窗口', ['原设窗口', '现设窗口']], ['(村|社区)代办', ['代办', '村代办', '社区代办']],
    ['[原设|现设](业务)窗口', ['原设窗口', '原设业务窗口', '现设窗口', '现设业务窗口']], ['a(b(c))', ['a', 'ab', 'abc']], ['[a|b(c)]', ['a', 'b', 'bc']], ['(a)(b)', ['b', 'a', 'ab']], ['下放(或|、)?委托', ['下放委托', '下放或委托', '下放、委托']],
    ['(a|a)', ['a']], ['(a)', ['a']],
  ])('%s', (pattern, forms) => expect(expandForms(pattern).toSorted()).toEqual([...forms].toSorted()))

  test.each(['(a', 'a)', '[a|b', 'a|b', '[a)', '(a]', '((a)'])('%s does not close', pattern => expect(() => expandForms(pattern)).toThrow(`“${pattern}”的括号不成对`))

  test('too many forms are a fault', () => {
    expect(() => expandForms('[1|2|3|4|5|6|7|8|9]'.repeat(4))).toThrow('500')
    expect(expandForms('[1|2|3|4|5|6|7|8|9]'.repeat(2))).toHaveLength(81)
  })
})
