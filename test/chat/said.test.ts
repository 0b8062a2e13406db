// What is said once the transport is off: one line a case.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionsIn, readSaid, splitText, textOfWebMessage } from '../../src/chat/said.ts'

const names = { ownNames: ['三化助手', '群办 小助手', 'qunban'], otherNames: ['乐山-张三', '三化助手小李', '南充市政务局 李四'] }
const read = (text: string, told: { toldMention?: boolean; toldBroadcast?: boolean; toldAll?: boolean } = {}) => readSaid({ text, ...names, toldMention: false, toldBroadcast: false, toldAll: false, ...told })
const dashes = '- - - - - - - - - - - - - - -'

describe('a mention', () => {
  test.each([
    ['@三化助手 综窗多少', '综窗多少'], ['@三化助手\u2005综窗多少', '综窗多少'], ['@三化助手\u00a0综窗多少', '综窗多少'], ['@三化助手综窗多少', '综窗多少'], ['综窗多少@三化助手', '综窗多少'],
    ['＠三化助手，综窗多少', '，综窗多少'], ['@群办 小助手 综窗多少', '综窗多少'], ['@群办\u2005小助手\u2005综窗多少', '综窗多少'], ['@QunBan 综窗多少', '综窗多少'], ['请问 @三化助手 综窗多少', '请问 综窗多少'],
    ['@乐山-张三 @三化助手 他们的综窗多少', '@乐山-张三 他们的综窗多少'], ['@三化助手 @三化助手 在吗', '在吗'], ['（@三化助手）综窗多少', '（）综窗多少'], ['@三化助手\n综窗多少\n一枚印章呢', '综窗多少\n一枚印章呢'],
  ])('in %j', (text, rest) => expect(read(text)).toEqual({ text: rest, mention: true, quote: null, broadcast: false }))
  test.each(['三化助手综窗多少', '@三化助手小李 综窗多少', 'office@三化助手.gov.cn', 'a.b@qunban.cn', '@qunbanner 在吗', '@乐山-张三 综窗多少', '@ 三化助手', ''])('not in %j', text => {
    expect(read(text).mention).toBe(false)
  })
  test('as the puppet tells it, though the text does not show it', () => expect(read('@群里的那个机器人 综窗多少', { toldMention: true }).mention).toBe(true))
  test('as the puppet tells it of a quote is believed only where the reply calls somebody', () => {
    expect(read(`「乐山-张三：@三化助手 综窗」\n${dashes}\n我也想知道`, { toldMention: true }).mention).toBe(false)
    expect(read(`「乐山-张三：综窗」\n${dashes}\n@小助手 多少`, { toldMention: true }).mention).toBe(true)
  })
  test('names whom it calls', () => expect(mentionsIn('@三化助手小李 @南充市政务局 李四 @三化助手', [...names.ownNames, ...names.otherNames]).map(({ name }) => name)).toEqual(['三化助手小李', '南充市政务局 李四', '三化助手']))
})

describe('a quote', () => {
  test.each([
    [`「乐山-张三：综窗45%」\n${dashes}\n收到`, '乐山-张三', '综窗45%', '收到'],
    [`「三化助手：综窗完成率\n试点：0.0%\n来源」\n${dashes}\n那非试点呢`, '三化助手', '综窗完成率\n试点：0.0%\n来源', '那非试点呢'],
    [`「李四：「张三：综窗」\n${dashes}\n收到」\n${dashes}\n好`, '李四', `「张三：综窗」\n${dashes}\n收到`, '好'],
    [`「张三：#接龙\n综窗\n1. 张三 45%」\n- - - - - - \n@三化助手 多少`, '张三', '#接龙\n综窗\n1. 张三 45%', '多少'],
  ])('%j', (text, from, what, reply) => expect(read(text)).toMatchObject({ text: reply, quote: { from, text: what } }))
  test.each(['「综窗」是什么', '「张三：综窗」', `综窗\n${dashes}\n多少`])('none in %j', text => expect(read(text)).toMatchObject({ quote: null, text }))
})

describe('a call to everybody', () => {
  test.each(['@所有人 报综窗', '@所有人\u2005@三化助手 报综窗', '@全体成员 开会', '@all 请报送', '群公告\n9月30日前报送', '【群公告】报送', '收到请回复@所有人'])('%j', text => expect(read(text)).toMatchObject({ broadcast: true, mention: false }))
  test('as the puppet tells it', () => expect(read('@三化助手 报综窗', { toldBroadcast: true })).toMatchObject({ broadcast: true, mention: false }))
  test('as the puppet names all members, unless the text calls the bot itself', () => {
    expect(read('9月30日前报送名单', { toldMention: true, toldAll: true })).toMatchObject({ broadcast: true, mention: false })
    expect(read('@乐山-张三 @三化助手 综窗多少', { toldMention: true, toldAll: true })).toMatchObject({ broadcast: false, mention: true })
  })
  test.each(['@所有人都 好', '所有人报综窗', '请看群公告', `「王敏：@所有人 报综窗」\n${dashes}\n好`])('none in %j', text => expect(read(text).broadcast).toBe(false))
})

test('a text of the web protocol is whole again', () => {
  expect(textOfWebMessage('@ab12:<br/>进度汇报:<br/>1. 已完成 80%<br/>2. 差3个县 &lt;急&gt; A&amp;B')).toBe('进度汇报:\n1. 已完成 80%\n2. 差3个县 <急> A&B')
})

test('a long text is split at its lines, else at its signs, and nothing is lost', () => {
  expect(splitText('短', 10)).toEqual(['短'])
  expect(splitText('一二三\n四五六\n七', 8)).toEqual(['一二三\n四五六', '七'])
  expect(splitText('一二三，四五六，七八', 5)).toEqual(['一二三，', '四五六，', '七八'])
  expect(splitText('一'.repeat(12), 5).map(part => part.length)).toEqual([5, 5, 2])
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 2, max: 30 }), (text, most) => {
    const parts = splitText(text, most)
    return parts.every(part => part.length <= most) && parts.join('').replaceAll('\n', '') === text.replaceAll('\n', '')
  }))
})
