// Whom a question is about, beside the region names of the dictionary: scopes, all cities, the province, pronouns, exceptions.

import { say, type Mention } from './mention.ts'

export const whoWords = [
  say('试点加上非试点 省级试点加上非试点 省级试点加非试点 试点加上面上 省级试点加面上 省级试点加上面上 试点与非试点合计 试点和非试点合计 试点非试点合计 两类地区合计 两类地区合起来 两类地区加起来 不分试点面上 不分试点非试点 不分试点和非试点 不分口径 不分试点 不管试点面上 不管试点还是面上 不论试点面上 试点非试点合起来 试点和非试点合起来 试点面上合起来 两张表合起来 两张表加起来 试点加非试点 试点加面上 试点非试点加起来 试点面上加起来 试点和面上加起来', { kind: 'scope', scope: 'together' }),
  say('两张附件 附件1和附件2 附件1、附件2 附件1与附件2 附件1附件2 附件1、2 附件1和2 附件一和附件二 附件一、附件二 附件一、二 附件一和二 两个口径 两种口径 两边 两类 两类地区 两张表 两个附件 试点非试点 试点和非试点 试点与非试点 试点面上 试点和面上 试点、非试点 试点、面上 试点跟面上 试点跟非试点 试点与面上 试点及非试点 试点及面上 试点/非试点 试点同非试点 两种 试点、非试点两类 两张表都 两套 两个表', { kind: 'scope', scope: 'both' }),
  say('县级试点 市级试点 市县试点 市县级试点 县级的试点 市级的试点 市、县级试点 县试点 三级试点 省市县三级试点 省、市、县三级试点', { kind: 'scope', scope: 'other' }),
  say('全省合计 全省合计行 合计行 合计一行 合计那行 合计那一行 合计栏 全省合计数 全省一行 全省那行 全省 全川 四川 四川省 省里 省上 全省上下 我省 省里头 全省范围 省内 咱省 我们省 全省的 整个省 全省层面 全省总体 全省整体 全省面', { kind: 'province' }),
  say('市州 市(州) 市、州 市 州 地市 地方 地区 城市 地市州 家 地 市区 单位 个地方 市州里 市州中 市里 兄弟市州 兄弟单位 的市州 的市 市州级 市级', { kind: 'every', each: false }),
  say('逐市 逐州 逐市州 逐个市 逐个市州 各市州 各市(州) 各市、州 各地 各市 各地市 各个市州 各地区 所有市州 全部市州 每个市州 21个市州 二十一个市州 21市州 全省各市州 各州市 各家 各个市 各个地方 所有市 每个市 全省21个市州 各兄弟市州 各单位 各州 全部21个市州 各城市 全省各地 各市州各地 市州全部', { kind: 'every', each: true }),
  say('那里 那儿 他们 她们 它们 他们几个 它们几个 这几个 那几个 这些 那些 这些市 那些市 这几家 那几家 这些市州 那些市州 这几个市 那几个市 这几个市州 那几个市州 其中 里面 里头 里边 它 他 这里面 那里面 这里头 这当中 当中 这其中 那里头 上面这些 上述 上述市州 以上市州 前述 这些地方 那些地方 这帮 该市 该州 这个市 那个市 这个 那个市州 此市 这批 刚才那些 刚才那几个 上面的 上面那些 上面几个 刚说的 刚说的这几个 这几位 这些里 人家 其 这几个里头 这几个里面 这几个当中 这里', { kind: 'pronoun', who: 'they' }),
  say('我们 我市 我州 我们市 我们州 我们这边 我们这 咱们 咱 咱市 我们这里 我们这儿 本市 本州 俺们 我们单位 我们局 我们那 我们这点 我这边 我这里 咱们市 我们市里 我们州里 我们自己 我局', { kind: 'pronoun', who: 'we' }),
  say('俩 他们两个 他俩 它俩 两者 二者 双方', { kind: 'pronoun', who: 'both-of' }),
  say('除了 除 除开 除去 刨开 刨去 刨除 排除 不算 不含 不包括 剔除 去掉 去除 抛开 扣除 不计 撇开 不包含 除掉 不要 扣掉 剔开 撇除 甩开 抛去 不在', { kind: 'except', side: 'before' }),
  say('除外 以外 之外 外 不算在内 不计在内 不看 之外的 以外的 不含在内 不包括在内 不算进去 不要算 不要算进去', { kind: 'except', side: 'after' }),
]

/** 这五个里, 那三个市州: a number of cities pointed at. */
export function readPointed(text: string): Mention[] {
  const pattern = /(?:(?:这|那|上面|前面|刚才)(?:这|那)?|(?=[两三四五六七八九十]个?(?:市州|市)?(?:里面|里头|里边|当中|之中)))(?:[一二两三四五六七八九十几\d]{1,3})(?:个|家)?(?:市州|市|州|地方|城市|地|个|家)(?:里面|里头|里边|里|中|当中|之中)?/gu
  return [...text.matchAll(pattern)].filter(({ 0: phrase, index }) => !/^(?:数|指标|数据|数字|条件|方面|事|问题)/u.test(text.slice(index + phrase.length)))
    .map(({ 0: phrase, index }) => ({ kind: 'pronoun', who: 'they', start: index, end: index + phrase.length, text: phrase, how: 'exact' } as const))
}

const scopeTail = '(?:地区|市州|市区|市|州|乡镇|镇|区域|区|单位|口径|范围|地方|部分|片区|面|组|各地)?(?:这边|那边|那块|这块)?(?:里面|里头|里|中|当中|之中|内|上)?(?:的)?'
const scopePatterns = [
  { scope: 'non_pilot', pattern: new RegExp(`(?:非(?:省级|省)?试点|面上|非试|非省级|不是(?:省级)?试点的?|没搞试点|不搞试点|没试点|附(?:件|表)?[2二]|表[2二]|第二张表|第二个附件)${scopeTail}`, 'gu') },
  { scope: 'pilot', pattern: new RegExp(`(?:(?:省级|省)?(?:的)?试点|附(?:件|表)?[1一]|表[1一]|第一张表|第一个附件)${scopeTail}`, 'gu') },
  { scope: 'non_pilot', pattern: /(?:省级)?试点的?(?:那份|那边|部分)?(?:不要|不看|不算|除外|去掉|不用)了?|(?:不要|不看|去掉|除去|除了|别给我|别给|别要|别看)(?:省级)?试点的?(?!市州)/gu },
  { scope: 'pilot', pattern: /(?:非试点|面上)的?(?:那份|那边|部分)?(?:不要|不看|不算|除外|去掉|不用)了?|(?:不要|不看|去掉|除去|除了|别给我|别给|别要|别看)(?:非试点|面上)的?(?!市州)/gu },
] as const

/** 试点, 省级试点市州里头, 非试点, 面上, 附件2: which of the two tables. */
export function readScopeNames(text: string): Mention[] {
  return scopePatterns.flatMap(({ scope, pattern }) => [...text.matchAll(pattern)].flatMap(({ 0: phrase, index }): Mention[] => {
    const mention = (end: number): Mention => ({ kind: 'scope', scope, start: index, end, text: text.slice(index, end), how: 'exact' })
    const ends = new Set([index + phrase.length, index + phrase.replace(/的$/u, '').length, index + phrase.replace(/(?:面上?|上|市|州|区|镇|中|内|里)的?$/u, '').length])
    return [...ends].map(mention)
  }))
}
