// One spelling for what people type. Meaning stays: signs that say something are not taken away.

import { describe, expect, test } from 'vitest'
import { normalise } from '../../src/language/normalise.ts'

const bot = ['三化助手']

describe('normalise', () => {
  test.each([
    ['＠三化助手 “综窗”完成率９０％？', '综窗完成率90%?'], ['@三化助手乐山综窗', '乐山综窗'], ['@三化助手\u2005乐山综窗', '乐山综窗'], ['乐山综窗@三化助手', '乐山综窗'], ['@王敏 @三化助手 乐山综窗', '乐山综窗'],
    ['“一件事”《一次办》『综窗』', '一件事一次办综窗'], ['GDP', 'gdp'], ['ＧＤＰ', 'gdp'], ['3,356个', '3356个'], ['1,234,567', '1234567'], ['乐山😅综窗', '乐山 综窗'], ['🙏🙏', ''], ['[捂脸]乐山综窗[强]', '乐山综窗'],
    ['  乐山   综窗\t多少 ', '乐山 综窗 多少'], ['30～40', '30~40'], ['30—40', '30~40'], ['综窗……急', '综窗,急'], ['乐山\u200b综\ufeff窗', '乐山综窗'], ['乐山\u0000综窗', '乐山 综窗'], ['❤️', ''],
    ['', ''], [' \n ', ''],
  ])('%j → %j', (text, expected) => expect(normalise(text, bot)).toBe(expected))

  test.each([
    ['乐山综窗\n南充综窗', '乐山综窗\n南充综窗'], ['自贡、泸州', '自贡、泸州'], ['1,2,3', '1,2,3'], ['>=50%', '>=50%'], ['50％以上，60％以下', '50%以上,60%以下'], ['3+X', '3+x'], ['政务＋金融', '政务+金融'], ['1+19+N', '1+19+n'], ['-3', '-3'], ['3.5台', '3.5台'], ['第1名', '第1名'], ['(州)', '(州)'],
  ])('keeps what says something: %j → %j', (text, expected) => expect(normalise(text, bot)).toBe(expected))

  test('knows no bot that it was not told of', () => expect(normalise('@三化助手 综窗')).toBe('综窗'))
  test('a name inside the text is no mention', () => expect(normalise('三化助手你好', bot)).toBe('三化助手你好'))
  test('is the same when done twice', () => {
    for (const text of ['＠三化助手 “综窗”９０％？', '3,356个、😅 30～40……', 'ＧＤＰ\n\n[强]']) expect(normalise(normalise(text, bot), bot)).toBe(normalise(text, bot))
  })
})
