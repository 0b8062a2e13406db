import { expect, test } from 'vitest'
import { askWords } from '../../src/question/mentions/ask.ts'
import { boundWords } from '../../src/question/mentions/bound.ts'
import { askerWords, fillerWords, socialWords } from '../../src/question/mentions/filler.ts'
import { functionWords } from '../../src/question/mentions/function-words.ts'
import { linkWords } from '../../src/question/mentions/link.ts'
import { orderWords } from '../../src/question/mentions/order.ts'
import { outsideWords } from '../../src/question/mentions/outside.ts'
import { stateWords } from '../../src/question/mentions/state.ts'
import { whoWords } from '../../src/question/mentions/who.ts'

test('a word stands in one list only: in a second one it would never be read', () => {
  const forms = [whoWords, orderWords, boundWords, stateWords, askWords, linkWords, socialWords, outsideWords, askerWords, fillerWords, functionWords].flat().flatMap(({ words }) => words.split(/\s+/).filter(Boolean))
  expect(forms.filter((form, i) => forms.indexOf(form) !== i)).toEqual([])
})
