// What is masked and what stays. All numbers are invented: mobile phones are 138-0000-xxxx, landlines end in zeros, identity numbers have the
// regions 000000 and 999999 that don't exist, cards are zeros with a computed last digit.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from '../../src/language/mask.ts'

/** A text → what is left of it. */
const masked: readonly (readonly [string, string])[] = [
  // mobile phones, in the spellings people use
  ['13800002222', '〔电话〕'],
  ['乐山-张三13800002222', '乐山-张三〔电话〕'],
  ['张三 138-0000-2222，乐山综窗45%', '张三 〔电话〕，乐山综窗45%'],
  ['138 0000 2222', '〔电话〕'],
  ['1380 0002 222', '〔电话〕'],
  ['1380-0002-222', '〔电话〕'],
  ['138 00002222', '〔电话〕'],
  ['138-00002222', '〔电话〕'],
  ['138 000 02222', '〔电话〕'],
  ['1380000-2222', '〔电话〕'],
  ['138.0000.2222', '〔电话〕'],
  ['138·0000·2222', '〔电话〕'],
  ['138—0000—2222', '〔电话〕'],
  ['138 - 0000 - 2222', '〔电话〕'],
  ['138－0000　2222', '〔电话〕'],
  ['+8613800002222', '〔电话〕'],
  ['+86 138 0000 2222', '〔电话〕'],
  ['86-138-0000-2222', '〔电话〕'],
  ['8613800002222', '〔电话〕'],
  ['(+86)13800002222', '〔电话〕'],
  ['（＋８６）１３８００００２２２２', '〔电话〕'],
  ['008613800002222', '〔电话〕'],
  ['013800002222', '〔电话〕'],
  ['１３８００００２２２２', '〔电话〕'],
  ['１３８ 0000 ２２２２', '〔电话〕'],
  ['138\u200b0000\u200b2222', '〔电话〕'],
  ['1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e300002222', '〔电话〕'],
  ['一三八零零零零二二二二', '〔电话〕'],
  ['我的号是幺三八〇〇〇〇二二二二，有事打', '我的号是〔电话〕，有事打'],
  ['一三八 零零零零 二二二二', '〔电话〕'],
  ['壹叁捌零零零零贰贰贰贰', '〔电话〕'],
  ['一三八0000二二二二', '〔电话〕'],
  ['张三一三八零零零零二二二二', '张三〔电话〕'],
  ['（138）0000-2222', '〔电话〕'],
  ['138_0000_2222', '〔电话〕'],
  ['138-0000-2222件已寄', '〔电话〕件已寄'],
  ['1.13800002222 2.13800003333', '1.〔电话〕 2.〔电话〕'],
  ['13800002222、13800003333', '〔电话〕、〔电话〕'],
  ['13800002222/13800003333', '〔电话〕/〔电话〕'],
  ['138 0000 2222 138 0000 3333', '〔电话〕 〔电话〕'],
  ['1380 0002 222 1380 0003 333', '〔电话〕'],
  ['张三13800002222（个人），李四13800003333。', '张三〔电话〕（个人），李四〔电话〕。'],
  ['13800002222个人手机', '〔电话〕个人手机'],
  ['请拨13800002222次日答复', '请拨〔电话〕次日答复'],
  ['联系电话：13800002222件已寄出', '联系电话：〔电话〕件已寄出'],
  ['13800002222转8001', '〔电话〕'],
  ['tel:13800002222', 'tel:〔电话〕'],
  ['综窗45%，窗口1890个，13800002222', '综窗45%，窗口1890个，〔电话〕'],
  ['8月25日13800002222报', '8月25日〔电话〕报'],
  ['手机13800002222\n综窗45%', '手机〔电话〕\n综窗45%'],
  // landlines
  ['028-8888 0000', '〔电话〕'],
  ['028-88880000', '〔电话〕'],
  ['02888880000', '〔电话〕'],
  ['028 8888 0000', '〔电话〕'],
  ['（028）88880000', '〔电话〕'],
  ['(0833)2100000', '〔电话〕'],
  ['0833-2100000', '〔电话〕'],
  ['08332100000', '〔电话〕'],
  ['0833—2100000转8001', '〔电话〕'],
  ['0833-2100000-8001', '〔电话〕'],
  ['028-88880000 转 分机8001', '〔电话〕'],
  ['028-88880000/1，传真同', '〔电话〕，传真同'],
  ['028-88880000、88880001', '〔电话〕'],
  ['+86-28-88880000', '〔电话〕'],
  ['零二八八八八八零零零零', '〔电话〕'],
  ['028-12345678', '〔电话〕'],
  ['(0833)1234567', '〔电话〕'],
  ['电话（0833）210 0000', '电话〔电话〕'],
  ['028-88880000、45000000元', '〔电话〕、45000000元'],
  ['办公电话：88880000', '办公电话：〔电话〕'],
  ['座机 8888 0000', '座机 〔电话〕'],
  ['电话：1380000222', '电话：〔电话〕'],
  ['028-88880000，3个窗口', '〔电话〕，3个窗口'],
  // identity numbers
  ['000000199001010018', '〔身份证号〕'],
  ['张三，000000199001010018，乐山', '张三，〔身份证号〕，乐山'],
  ['00000019900101000X', '〔身份证号〕'],
  ['00000019900101019x', '〔身份证号〕'],
  ['０００００019900101027Ｘ', '〔身份证号〕'],
  ['000000 19900101 0018', '〔身份证号〕'],
  ['000000-19900101-027X', '〔身份证号〕'],
  ['000000 1990 0101 035X', '〔身份证号〕'],
  ['00000019900101000 X', '〔身份证号〕'],
  ['999999197512310054', '〔身份证号〕'],
  ['000000200002291232的材料', '〔身份证号〕的材料'],
  ['零零零零零零一九九零零一零一零零一八', '〔身份证号〕'],
  ['000000900101001', '〔身份证号〕'],
  ['身份证号000000199001010019', '身份证号〔身份证号〕'],
  ['身份证：张三 000000199001010019', '身份证：张三 〔身份证号〕'],
  ['身份证号码（18位）：00000019900101001', '身份证号码（18位）：〔身份证号〕'],
  ['身份证：000000199001010018、000000199001010019', '身份证：〔身份证号〕、〔身份证号〕'],
  ['证件号 000000199013010018', '证件号 〔身份证号〕'],
  ['000000 19900101 0018 13800002222', '〔身份证号〕 〔电话〕'],
  ['张三000000199001010018、13800002222、6200000000000005', '张三〔身份证号〕、〔电话〕、〔银行卡号〕'],
  // bank cards
  ['6200000000000005', '〔银行卡号〕'],
  ['62000000000000000', '〔银行卡号〕'],
  ['620000000000000005', '〔银行卡号〕'],
  ['6200000000000000000', '〔银行卡号〕'],
  ['6200 0000 0000 0005', '〔银行卡号〕'],
  ['6200 0000 0000 0000 000', '〔银行卡号〕'],
  ['6222-0200-0000-1234-566', '〔银行卡号〕'],
  ['622202 0000001234566', '〔银行卡号〕'],
  ['卡号：9558000000000000008，工行', '卡号：〔银行卡号〕，工行'],
  ['4000000000000002', '〔银行卡号〕'],
  ['６２００ ００００ ００００ ０００５', '〔银行卡号〕'],
  // the others
  ['护照E12345678', '护照〔护照号〕'],
  ['护照号：EA1234567', '护照号：〔护照号〕'],
  ['护照号码为 G 12345678', '护照号码为 〔护照号〕'],
  ['护照：张三 E12345678', '护照：张三 〔护照号〕'],
  ['护照E12345678、E00000001', '护照〔护照号〕、〔护照号〕'],
  ['护照号123456789', '护照号〔护照号〕'],
  ['材料发zhangsan@example.com', '材料发〔邮箱〕'],
  ['zhang.san_01+x@mail.example.com.cn，谢谢', '〔邮箱〕，谢谢'],
  ['13800002222@example.com', '〔邮箱〕'],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', '〔邮箱〕'],
  ['微信zhangsan_88', '微信〔微信号〕'],
  ['微信号：zhangsan', '微信号：〔微信号〕'],
  ['我微信是zhangsan', '我微信是〔微信号〕'],
  ['VX:zhangsan88', 'VX:〔微信号〕'],
  ['vx zhangsan88', 'vx 〔微信号〕'],
  ['+V：zhangsan88', '+V：〔微信号〕'],
  ['V信zhangsan88', 'V信〔微信号〕'],
  ['微信：zs13800002222', '微信：〔微信号〕'],
  ['微信13800002222', '微信〔电话〕'],
  ['微信号123456789', '微信号〔微信号〕'],
  ['wxid_abc123def456', '〔微信号〕'],
]

/** Nothing in these is anybody's number. */
const kept: readonly string[] = [
  // figures
  '1890个', '45.8%', '2021年338号', '20210825', '12345', '12345热线', '川政公函〔2021〕338号', '13800000件', '13800000000件', '13800000000元', '¥13800002222.50', '￥13800002222',
  '投资13800000000元', '13800002222.50', '13,800,002,222', '0.13800002222', '乐山综窗45%，窗口1890个，代办38项', '办件1380000件，好评率99.9%', '资金1.38亿元', '综窗完成率：54.3%、41.2%、16.4%、0.0%',
  '21个市州，183个县（市、区），1012个乡镇', '1890 2021 338 45', '0825 1890 2021', '办件量13800002222', '合计：13800002222', '0206000000', '45 1890 2021 338', '158 20210825', '网办件13800000000个', '办件13800000000余件', '一万三千八百', '一百三十八', '二〇二一年八月二十五日', '四成五', '一二三四五六七八九十',
  // dates and times
  '2021-08-25 18:00', '2021年8月25日', '20210825103025', '2021.08.25', '2021/8/25', '8月25日至9月30日', '18:00:00', '1630123456', '1630123456789', '2021 0825 1030', '二零二一年',
  // hotlines and short numbers
  '028-12345', '0833-12345', '电话12345', '12345热线电话：12345', '400-800-0000', '95588', '110', '12328', '拨打12345按1转2', '热线电话：4008000000',
  // an office's code, document, order and serial numbers
  '统一社会信用代码：11510000000000000E', '11510000000000000E', '统一社会信用代码 91510100MA6200000X', '115100000082820001', '统一社会信用代码：915101000000000008',
  '办件编号510000202109150001', '5100002021091503', '510000202109150000', '51000020210915006', '工单号：202109150930123', '202109150930123', '订单号13800002222', '流水号：13800002222', '项目代码2108-510100-04-01-138000',
  'IMG_20210825_103025.jpg', 'mmexport1630123456789.jpg', '微信图片_20210825103025.jpg', '微信截图_20210825103025123.png', '192.168.1.100', 'v3.12.0',
  // longer runs that are none of these
  '138000022223', '9138000022229', '12345678901234567890123', '0000001990010100180', '1380000222213800003333', '000000199001010019', '000000199013010018', '6200000000000004', '62000000000000051234', '6200 0000 0000 0004', '000000901301001',
  '一三八零零零零二二二', '一三八零零零零二二二二二',
  // words beside, no number
  '身份证办理1890件', '身份证已收齐', '身份证复印件 20210825103025123', '身份证尾号1234', '护照办理123件', '护照123份', 'E12345678', '微信群', '微信公众号：qunban_sichuan', '微信 Windows版', '微信小程序2021版', '微信8.0.1', '微信办公', '@三化助手 乐山45%', '@张三 请报', '邮箱已发', '电话回访1234567件',
  '138-0000-xxxx', '138****2222', '〔电话〕', '张三〔电话〕，〔身份证号〕〔银行卡号〕〔邮箱〕〔微信号〕〔护照号〕', '', ' ', '银行卡共1380000张',
]

describe('mask', () => {
  test.each(masked)('%s → %s', (text, left) => expect(mask(text)).toBe(left))
  test.each(kept)('%s stays', text => expect(mask(text)).toBe(text))
  test('once is enough, in every sentence', () => {
    for (const [text] of masked) expect(mask(mask(text)), text).toBe(mask(text))
  })
  test('any two of them side by side', () => {
    for (const [one] of masked) for (const [other] of masked) {
      const both = mask(`${one}；${other}`)
      expect(mask(both), both).toBe(both)
      expect(both, `${one}；${other}`).not.toMatch(/1[3-9]\d{9}|\d{15}/u)
    }
  })
  test('the corpora are large enough', () => {
    expect(masked.length).toBeGreaterThan(60)
    expect(kept.length).toBeGreaterThan(60)
  })
  test('a long text takes no long time', () => {
    for (const piece of ['138 0000 ', '1380000222', '0833-', 'a.', '身份证', '微信号 ', '护照 a', '一三八零', '+86 ', '1 ', '6200 0000 ', '电话 ', 'a@', '(((']) {
      // The process's own time: the machine may be busy with other work.
      const text = piece.repeat(Math.ceil(20000 / piece.length)), { user } = process.cpuUsage()
      mask(text)
      expect((process.cpuUsage().user - user) / 1000, piece).toBeLessThan(1500)
    }
  })
})

// ---- whatever is written

const settings = { seed: 338, numRuns: 1500 }
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u'))
/** Network part of any operator, then 0000: given to nobody in this form. */
const phone = fc.tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(1), digits(4)).map(([second, third, end]) => `1${second}${third}0000${end}`)
const gap = fc.constantFrom(' ', '-', '—', '.', ' - ', '　', '－')
const grouped = fc.tuple(phone, gap, fc.constantFrom([3, 7], [4, 8], [3, 3], [11, 11])).map(([text, sign, [first = 0, second = 0]]) => [text.slice(0, first), text.slice(first, second), text.slice(second)].filter(part => part !== '').join(sign))
const wide = (text: string) => text.replace(/\d/gu, digit => String.fromCodePoint(0xff10 + Number(digit)))
const spelled = (text: string) => text.replace(/\d/gu, digit => '零一二三四五六七八九'[Number(digit)] ?? '')
const prefix = fc.constantFrom('', '+86', '86', '+86 ', '86-', '(+86)', '0086')
const words = fc.stringMatching(/^[乐山综窗已报请张李，。、：（）\n]{0,8}$/u)
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }),
  fc.array(fc.oneof(phone, grouped, digits(3), digits(8), digits(18), fc.constantFrom(...masked.map(([text]) => text), ...kept, '身份证', '护照', '微信号', '电话', '转', ' ', '-', '、', '〔', '〕', '元', 'X', '@', 'E', '一', '零')), { maxLength: 8 }).map(parts => parts.join('')),
)

/** GB 11643 written another way: the whole number is 1 modulo 11 when its places weigh powers of two. */
function withCheck(seventeen: string): string {
  const rest = [...seventeen].reduce((sum, digit) => (sum + Number(digit)) * 2 % 11, 0), last = (12 - rest) % 11
  return seventeen + (last === 10 ? 'X' : String(last))
}
const born = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10).replaceAll('-', ''))
const identity = fc.tuple(fc.constantFrom('000000', '999999'), born, digits(3)).map(parts => withCheck(parts.join('')))
const card = fc.tuple(fc.integer({ min: 9, max: 12 }).chain(digits), fc.constant('620000')).map(([rest, start]) => {
  const body = start + rest, sum = [...body].toReversed().reduce((total, digit, at) => total + [...String(Number(digit) * (at % 2 === 0 ? 2 : 1))].reduce((a, b) => a + Number(b), 0), 0)
  return body + String((10 - sum % 10) % 10)
})

describe('whatever is written', () => {
  test('never throws, and twice is as once', () => {
    fc.assert(fc.property(anything, text => { expect(mask(mask(text))).toBe(mask(text)) }), settings)
  })
  test('no phone survives', () => {
    fc.assert(fc.property(words, prefix, grouped, words, fc.constantFrom((text: string) => text, wide), (before, country, number, after, write) => {
      expect(mask(before + write(country + number) + after)).toBe(`${before}〔电话〕${after}`)
    }), settings)
  })
  test('nor one in Chinese digits', () => {
    fc.assert(fc.property(words, phone, words, (before, number, after) => { expect(mask(before + spelled(number) + after)).toBe(`${before}〔电话〕${after}`) }), settings)
  })
  test('no eleven digits that are a phone are left in any text', () => {
    fc.assert(fc.property(anything, phone, anything, (before, number, after) => {
      const left = mask(`${before}，${number}，${after}`)
      expect(left).not.toContain(number)
    }), settings)
  })
  test('a right identity number goes, a wrong one only behind its label', () => {
    fc.assert(fc.property(words, identity, words, (before, number, after) => {
      expect(mask(before + number + after)).toBe(`${before}〔身份证号〕${after}`)
      expect(mask(`${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`)).toBe('〔身份证号〕')
      const wrong = number.slice(0, 17) + (number.endsWith('5') ? '6' : '5')
      expect(mask(`身份证号：${wrong}`)).toBe('身份证号：〔身份证号〕')
    }), settings)
  })
  test('a card goes, alone and in groups of four', () => {
    fc.assert(fc.property(words, card, words, (before, number, after) => {
      expect(mask(before + number + after)).toBe(`${before}〔银行卡号〕${after}`)
      expect(mask(number.replace(/\d{4}(?=\d)/gu, '$& '))).toBe('〔银行卡号〕')
    }), settings)
  })
  test('a text without numbers or Latin letters is left alone', () => {
    fc.assert(fc.property(fc.stringMatching(/^[乐山综窗微信护照身份证电话手机邮箱：，。 ]{0,40}$/u), text => { expect(mask(text)).toBe(text) }), settings)
  })
  test('a run of digits of another length is left alone', () => {
    fc.assert(fc.property(words, fc.integer({ min: 1, max: 10 }).chain(digits), words, (before, number, after) => {
      expect(mask(before + number + after)).toBe(before + number + after)
    }), settings)
  })
})
