// A member's region by the group nickname, and all that a nickname says. The people and numbers are invented.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNickname, regionOfNickname } from '../../src/language/nickname.ts'
import { library } from '../library.ts'

const regionOf = (nickname: string): string | null => regionOfNickname(nickname, library.dictionary)

describe('regionOfNickname', () => {
  test.each([
    ['乐山-张三', '乐山市'], ['张三-乐山', '乐山市'], ['张三（乐山）', '乐山市'], ['南充市政务局 李四', '南充市'], ['阿坝州 泽仁', '阿坝藏族羌族自治州'], ['甘孜藏族自治州-扎西', '甘孜藏族自治州'], ['凉山彝族自治州政务中心', '凉山彝族自治州'], ['广安-小王', '广安市'], ['成都市行政审批局', '成都市'],
    ['峨眉山市-郭燕', '乐山市'], ['荣县-郭燕', '自贡市'], ['遂宁船山-邱', '遂宁市'], ['三台县政务局', '绵阳市'], ['眉山-仁寿-王', '眉山市'], ['泸县-刘', '泸州市'], ['都江堰-陈', '成都市'],
  ])('%s → %s', (nickname, region) => expect(regionOf(nickname)).toBe(region))

  test.each(['张三', '省中心-王敏', '', '乐山南充-张三', '成都、德阳联络员', '重庆-李', '张乐', '市中区-赵', '三化助手'])('%j names none', nickname => expect(regionOf(nickname)).toBeNull())
})

const fields = ['region', 'county', 'unit', 'name', 'phone'] as const

/** What was read on one line: region 乐山市, name 张三; - for nothing. */
function show(nickname: string): string {
  const read = readNickname(nickname, library.dictionary)
  return fields.flatMap(field => (read[field] === null ? [] : [`${field} ${read[field]}`])).join(', ') || '-'
}

type Case = readonly [nickname: string, expected: string]
const cases = (text: string): Case[] => text.split('\n').filter(line => line.trim() !== '').map((line): Case => {
  const [nickname = '', expected = ''] = line.split('→')
  return [nickname.trim(), expected.trim()]
})

const marks = cases(`
  乐山-张三 → region 乐山市, name 张三
  张三-乐山 → region 乐山市, name 张三
  乐山张三 → region 乐山市, name 张三
  张三乐山 → region 乐山市, name 张三
  张三（乐山） → region 乐山市, name 张三
  乐山（张三） → region 乐山市, name 张三
  【乐山】张三 → region 乐山市, name 张三
  「乐山」张三 → region 乐山市, name 张三
  乐山_张三 → region 乐山市, name 张三
  乐山—张三 → region 乐山市, name 张三
  乐山－－张三 → region 乐山市, name 张三
  乐山·张三 → region 乐山市, name 张三
  乐山+张三 → region 乐山市, name 张三
  乐山/张三 → region 乐山市, name 张三
  乐山：张三 → region 乐山市, name 张三
  乐山~张三 → region 乐山市, name 张三
  乐山　张三 → region 乐山市, name 张三
  ＡＢ乐山－张三 → region 乐山市, name 张三
  张三🌻乐山 → region 乐山市, name 张三
  张三@乐山 → region 乐山市, name 张三
  A00乐山张三 → region 乐山市, name 张三
  01乐山张三 → region 乐山市, name 张三
  乐山-张 三 → region 乐山市, name 张三
  张　三-乐山 → region 乐山市, name 张三
  乐山|政务局|张三 → region 乐山市, unit 政务局, name 张三
  张三|政务局|乐山 → region 乐山市, unit 政务局, name 张三
`)

const places = cases(`
  乐山 → region 乐山市
  四川乐山-张三 → region 乐山市, name 张三
  遂宁船山-邱 → region 遂宁市, county 船山区, name 邱
  荣县-郭燕 → region 自贡市, county 荣县, name 郭燕
  高县张三 → region 宜宾市, county 高县, name 张三
  乐山市市中区-张三 → region 乐山市, county 市中区, name 张三
  乐山市中区张三 → region 乐山市, county 市中区, name 张三
  内江市中区-赵六 → region 内江市, county 市中区, name 赵六
  峨眉山市-张三 → region 乐山市, county 峨眉山市, name 张三
  峨眉山张三 → region 乐山市, county 峨眉山市, name 张三
  凉山州西昌市 马海 → region 凉山彝族自治州, county 西昌市, name 马海
  北川-王五 → region 绵阳市, county 北川羌族自治县, name 王五
  峨边县李四 → region 乐山市, county 峨边彝族自治县, name 李四
  阿坝州阿坝县-张三 → region 阿坝藏族羌族自治州, county 阿坝县, name 张三
  广安-广安区-张三 → region 广安市, county 广安区, name 张三
  眉山-仁寿-王 → region 眉山市, county 仁寿县, name 王
  武胜张三 → region 广安市, county 武胜县, name 张三
  自贡大安李四 → region 自贡市, county 大安区, name 李四
  大安-李四 → region 自贡市, county 大安区, name 李四
  罗江-张三 → region 德阳市, county 罗江区, name 张三
  德阳-罗江-张三 → region 德阳市, county 罗江区, name 张三
  乐山罗江 → region 乐山市, name 罗江
  宜宾-江安-李四 → region 宜宾市, county 江安县, name 李四
  白玉-张三 → region 甘孜藏族自治州, county 白玉县, name 张三
  王德阳 → name 王德阳
  乐山-王德阳 → region 乐山市, name 王德阳
  甘孜李 → region 甘孜藏族自治州, name 李
`)

const units = cases(`
  乐山市政务局 张三 → region 乐山市, unit 乐山市政务局, name 张三
  南充市政务局 李四 → region 南充市, unit 南充市政务局, name 李四
  张三（乐山市政务局） → region 乐山市, unit 乐山市政务局, name 张三
  张三乐山市政务局 → region 乐山市, unit 乐山市政务局, name 张三
  办公室张三 → unit 办公室, name 张三
  省中心-王敏 → unit 省中心, name 王敏
  省厅王五 → unit 省厅, name 王五
  县委赵六 → unit 县委, name 赵六
  市局办公室张三 → unit 市局办公室, name 张三
  阿坝州政务服务中心王五 → region 阿坝藏族羌族自治州, unit 阿坝州政务服务中心, name 王五
  乐山市政务局-办公室-张三 → region 乐山市, unit 乐山市政务局办公室, name 张三
  乐山市政务服务和大数据局王五 → region 乐山市, unit 乐山市政务服务和大数据局, name 王五
  乐山市委办公室主任王五 → region 乐山市, unit 乐山市委办公室, name 王五
  中共乐山市委组织部-张三 → region 乐山市, unit 中共乐山市委组织部, name 张三
  国家税务总局峨眉山市税务局张三 → region 乐山市, county 峨眉山市, unit 国家税务总局峨眉山市税务局, name 张三
  四川省大数据中心-张三 → unit 四川省大数据中心, name 张三
  乐山政务-张三 → region 乐山市, unit 乐山政务, name 张三
  乐山高新区-张三 → region 乐山市, unit 乐山高新区, name 张三
  内江高新区政务局李四 → region 内江市, unit 内江高新区政务局, name 李四
  成都市市场监督管理局-张三 → region 成都市, unit 成都市市场监督管理局, name 张三
  达州市场监管局张三 → region 达州市, unit 达州市场监管局, name 张三
  攀枝花市东区政务服务局-张三 → region 攀枝花市, county 东区, unit 攀枝花市东区政务服务局, name 张三
  高坪区石圭镇-张三 → region 南充市, county 高坪区, unit 高坪区石圭镇, name 张三
  石桥镇-张三 → unit 石桥镇, name 张三
  石桥镇便民服务中心张三 → unit 石桥镇便民服务中心, name 张三
  行政审批局安全科王五 → unit 行政审批局安全科, name 王五
  三台县政务局 → region 绵阳市, county 三台县, unit 三台县政务局
  综合科 → unit 综合科
`)

const titles = cases(`
  乐山-张三主任 → region 乐山市, name 张三
  乐山-张三副局长 → region 乐山市, name 张三
  副主任张三-乐山 → region 乐山市, name 张三
  德阳联络员张三 → region 德阳市, name 张三
  张三（联络员）-乐山 → region 乐山市, name 张三
  乐山-张三(出差) → region 乐山市, name 张三
  乐山-张三(成都出差) → region 乐山市, name 张三
  教育局长张三 → unit 教育局, name 张三
  教育局副局长张三 → unit 教育局, name 张三
  财政局李处 → unit 财政局, name 李
  乐山-李局 → region 乐山市, name 李
  乐山-王老师 → region 乐山市, name 王
  乐山-欧阳主任 → region 乐山市, name 欧阳
  乐山-小李 → region 乐山市, name 李
  乐山-老王 → region 乐山市, name 王
  乐山-张X → region 乐山市, name 张
`)

const names = cases(`
  张三 → name 张三
  张三丰 → name 张三丰
  王国强 → name 王国强
  欧阳某 → name 欧阳某
  乐山-司马某 → region 乐山市, name 司马某
  南充-欧阳某某 → region 南充市, name 欧阳某某
  张杨某某 → name 张杨某某
  阿支么 → name 阿支么
  马边-阿支么 → region 乐山市, county 马边彝族自治县, name 阿支么
  凉山-马海伍呷 → region 凉山彝族自治州, name 马海伍呷
  阿坝州 泽仁 → region 阿坝藏族羌族自治州, name 泽仁
  甘孜藏族自治州-扎西多吉 → region 甘孜藏族自治州, name 扎西多吉
  迪力·买买提 → name 迪力·买买提
  迪力•买买提 → name 迪力·买买提
  乐山-迪力·买买提 → region 乐山市, name 迪力·买买提
  乐山·迪力·买买提 → region 乐山市, name 迪力·买买提
  乐山-高明 → region 乐山市, name 高明
`)

const phones = cases(`
  乐山市行政审批局-张三-13800000000 → region 乐山市, unit 乐山市行政审批局, name 张三, phone 13800000000
  乐山市行政审批局张三13800000000 → region 乐山市, unit 乐山市行政审批局, name 张三, phone 13800000000
  张三 13800000000 → name 张三, phone 13800000000
  13800000000-张三-乐山 → region 乐山市, name 张三, phone 13800000000
  乐山-张三138 0000 0000 → region 乐山市, name 张三, phone 13800000000
  +86 138-0000-0000张三 → name 张三, phone 13800000000
  １３８００００００００张三 → name 张三, phone 13800000000
  乐山：张三 电话：13800000000 → region 乐山市, name 张三, phone 13800000000
  乐山张三(手机13800000000) → region 乐山市, name 张三, phone 13800000000
  张三0833-2345678 → name 张三, phone 08332345678
  张三(0833)2345678 → name 张三, phone 08332345678
  乐山-张三-2345678 → region 乐山市, name 张三, phone 2345678
  张三 6123 → name 张三, phone 6123
  高明 13800000000 → name 高明, phone 13800000000
  13800000000 → phone 13800000000
  张三2021 → name 张三
  张三20210825 → name 张三
  张三-8888 → name 张三
  张三-12345 → name 张三
  乐山-张三-138****0000 → region 乐山市, name 张三
  乐山6123 → region 乐山市
`)

const uncertain = cases(`
  快乐每一天 → -
  三化助手 → -
  诗·远方 → -
  快乐·人生 → -
  开心小站 → -
  温柔乡 → -
  龙马精神 → -
  黄金时代 → -
  江山如画 → -
  周末愉快 → -
  小李飞刀 → -
  谢谢 → -
  我爱成都 → -
  重庆-李 → -
  李主任 → -
  老王 → -
  王 → -
  主任 → -
  高明 → -
  扎西 → -
  罗江 → -
  白玉 → -
  简阳李 → -
  平昌张三 → -
  张三办公室 → -
  张三、李四 → -
  张三-李四 → -
  德阳人在成都 → -
  成都、德阳联络员 → -
  乐山-双流 → -
  乐山南充-张三 → name 张三
  峨眉山-眉山-张三 → name 张三
  市中区-赵 → name 赵
  德阳罗江 → region 德阳市
  宜宾江安 → region 宜宾市
  乐山-张三李四 → region 乐山市
  乐山-张三/李四 → region 乐山市
  乐山-张三(李四代) → region 乐山市
  乐山-快乐每一天 → region 乐山市
  乐山-李建科 → region 乐山市
  乐山-高新 → region 乐山市
  乐山-安全员 → region 乐山市
  乐山-阳光 → region 乐山市
  乐山-牛牛 → region 乐山市
  乐山-Tom → region 乐山市
  乐山-联络员 → region 乐山市
`)

/** Do the characters stand in the text in this order? */
function standsIn(said: string, text: string): boolean {
  let at = 0
  for (const character of said) {
    at = text.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}

describe('readNickname', () => {
  describe.each([['marks', marks], ['places', places], ['offices', units], ['titles', titles], ['names', names], ['phones', phones], ['what is not certain', uncertain]] as const)('%s', (_, list) => {
    test.each(list)('%s → %s', (nickname, expected) => expect(show(nickname)).toBe(expected))
  })

  test.each(['', ' ', '-', '·', '🌻', '张'.repeat(500), '乐山'.repeat(25), '罗江-'.repeat(12)])('%j is survived', nickname => expect(readNickname(nickname, library.dictionary).name).toBeNull())

  test('never another city than regionOfNickname', () => {
    const all = [...marks, ...places, ...units, ...titles, ...names, ...phones, ...uncertain].map(([nickname]) => [nickname, readNickname(nickname, library.dictionary).region, regionOf(nickname)] as const)
    expect(all.filter(([, read, region]) => read !== null && region !== null && read !== region)).toEqual([])
  })

  test('a name and an office stand in the nickname as they are told', () => {
    const pieces = ['乐山', '市中区', '罗江', '政务局', '办公室', '张三', '欧阳某', '主任', '小李', '马海伍呷', '13800000000', '-', ' ', '·', '（', '）', '快乐', 'A00', '中心']
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 7 }), parts => {
      const nickname = parts.join(''), { name, unit, phone } = readNickname(nickname, library.dictionary)
      for (const said of [name, unit, phone]) expect(said === null || standsIn(said, nickname)).toBe(true)
    }), { seed: 20210825 })
  })
})
