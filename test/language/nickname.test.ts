// A member's region by the group nickname.

import { describe, expect, test } from 'vitest'
import { regionOfNickname } from '../../src/language/nickname.ts'
import { library } from '../library.ts'

const regionOf = (nickname: string): string | null => regionOfNickname(nickname, library.dictionary)

describe('regionOfNickname', () => {
  test.each([
    ['乐山-张三', '乐山市'], ['张三-乐山', '乐山市'], ['张三（乐山）', '乐山市'], ['南充市政务局 李四', '南充市'], ['阿坝州 泽仁', '阿坝藏族羌族自治州'], ['甘孜藏族自治州-扎西', '甘孜藏族自治州'], ['凉山彝族自治州政务中心', '凉山彝族自治州'], ['广安-小王', '广安市'], ['成都市行政审批局', '成都市'],
    ['峨眉山市-郭燕', '乐山市'], ['荣县-郭燕', '自贡市'], ['遂宁船山-邱', '遂宁市'], ['三台县政务局', '绵阳市'], ['眉山-仁寿-王', '眉山市'], ['泸县-刘', '泸州市'], ['都江堰-陈', '成都市'],
  ])('%s → %s', (nickname, region) => expect(regionOf(nickname)).toBe(region))

  test.each(['张三', '省中心-王敏', '', '乐山南充-张三', '成都、德阳联络员', '重庆-李', '张乐', '市中区-赵', '三化助手'])('%j names none', nickname => expect(regionOf(nickname)).toBeNull())
})
