// Phrases that are made rather than listed: requests, remarks, the parts of a message counted, two ends of a sorting.

import type { Mention, Said } from './mention.ts'

/** Verbs of looking up and telling, which ask for the same figure whatever they are. */
const telling = '核实|查明|查询|查阅|查找|查核|调取|调阅|提取|检索|报送|上报|呈报|填报|报告|提供|反馈|示知|函告|告知|告诉|回复|答复|确认|统计|汇总|筛查|筛选|遴选|梳理|列举|列示|罗列|摘录|整理|核对|核查|核验|核报|说明|明确|分析|测算|计算|介绍|通报'
const handling = '[查看说报列算理核排统喊捡拣捞拎点挑选筛找拉抓揪翻摆念写摘抄圈标亮晒甩丢贴发给导调盘捋讲扒拿勾画整弄搞]'
const asking = '(?:烦请|恳请|敬请|麻烦|劳烦|劳驾|请|帮忙|帮我们|帮我|帮|给我们|给我|替我|为我)'
const numeral = '[零一二两三四五六七八九十百半\\d.]+[成%个项台次名]?'
const numerals = `${numeral}(?:[和跟与、至到]${numeral})?`, edgeWords = '首尾|两端|两头|端点|边界|本数'
const opens = '(?<=^|[\\s,;:。(])', ends = '(?=$|[\\s,;:。!?)])'

const filler: Said = { kind: 'filler' }, asker: Said = { kind: 'asker' }

const patterns: readonly (readonly [pattern: string, says: Said])[] = [
  // 请协助核实, 烦请报送
  [`(?:${asking}|我想|想|需要|需|要)(?:您|你)?(?:协助|配合|一并|逐一|分别|尽快|及时|予以|代为|帮忙)*(?:${telling})(?:一下|下|一哈|哈)?`, filler],
  // 捡出来, 喊一声, 给我拎出来看哈
  [`(?<!怎么|怎样|如何|咋个|咋)${asking}?(?:数|${handling}{1,2})(?:出来|一下|一哈|一遍|一声)(?:看看|看哈|看|瞧瞧)?`, filler],
  // 请核, at the end of a clause
  [`请(?:您|你)?(?:一并|逐一|分别|尽快|及时|予以|协助|帮忙)*${handling}{1,2}${ends}`, filler],
  // 作汇报开头用 tells the occasion
  [`${opens}(?:我|我们|领导)?(?:作|做|供|拿去|拿来|用于|用来|好|以便|便于|准备|写|搞|弄|整)[\\u4e00-\\u9fff]{1,8}(?:用|使用|参考)${ends}`, asker],
  // 莫给我弄错了, 别搞成配备率: what is not meant
  [`${opens}(?:千万)?(?:莫要|莫|别|不要)(?:给我|再)?[弄搞整看当算报发写](?:[错混反漏掉]|成(?!都))[^\\s,;。!?]*`, asker],
  [`(?:千万)?(?:莫要|莫|别|不要)(?:给我|再)?[弄搞整看当算报发写][错混反漏掉](?:了|咯)?(?:哈|哦|嘛)?${ends}`, asker],
  // 零下放, 零启用: what is named by the verb, at zero
  ['零(?=下放|启用|培训|配备|进驻|委托|使用)', { kind: 'act', act: 'zero' }],
  // 三十和六十都算进去: the ends of a range
  [`${opens}${numerals}(?:也|都)+(?:算|含|包括|包含)(?:进去|在内|上)?${ends}`, { kind: 'bound', side: 'after', operator: '=' }],
  // 忙不忙, 吃了没
  [`${opens}(?:在忙不|忙不忙|忙没得|吃了没|吃没得|睡没得|起来没)[哦哈嘛呀]?${ends}`, asker],
  // …的数字是多少, but not 数字窗口
  ['的?数字(?=$|[,。;!?]|是|为|呢|多少|好多|报|给|说|几)', filler],
  // 以上（含30项）, 超过5个（5不算）: whether the bound takes its figure in
  [`[(,](?:也|都)?(?:包含|包括|含)(?:${numerals}|${edgeWords})(?:也算|在内|都算|都要)?[)]?`, { kind: 'bound', side: 'after', operator: '=' }],
  [`[(,]${numerals}(?:也|都)(?:算|要|行|包括|包含|含)(?:进去|在内|上)?[)]?`, { kind: 'bound', side: 'after', operator: '=' }],
  [`[(,](?:不含|不包括|不包含|不算)(?:${numerals}|${edgeWords})[)]?`, { kind: 'bound', side: 'after', operator: '!=' }],
  // （1）…（2）…
  ['[(](?:[1-9]|[一二三四五六])[)]、?', { kind: 'break', hard: false }],
  // 年都过半了, 这都9月份了
  [`${opens}(?:这|今年|一年|上半年|年|时间)?(?:都|已经|已)(?:过半|过了一半|过去一半|过了大半|快完|到底|${numeral}月份?|年底|年中|下半年)了?[哦哈嘛呀]?${ends}`, asker],
  // 问题一：
  ['(?:条件|问题|要求)(?:[一二三四]|\\d)(?:[是为])?[:、.,]?', { kind: 'break', hard: false }],
  // 一是…二是…
  [`${opens}(?:[一二三四]|其[一二三])(?:是|请|来)`, filler],
  // 从高到低, 自大至小, 由少而多
  ['(?:自|由|从|按)?[高大多][到至往而][低小少]', { kind: 'sort', direction: 'top' }],
  ['(?:自|由|从|按)?[低小少][到至往而][高大多]', { kind: 'sort', direction: 'bottom' }],
]

const compiled = patterns.map(([pattern, says]) => ({ pattern: new RegExp(pattern, 'gu'), says }))

/** A remark that is told to be dropped may name what is not meant (莫搞成配备率); one on the occasion may name nothing (写乐山汇报用). */
const dropsNames = /^(?:千万)?(?:莫|别|不要)/u

/** `names` are the regions, indicators, scopes and times found in `text`. */
export function readPhrases(text: string, names: readonly Mention[]): Mention[] {
  const hides = ({ kind, start, end, text: phrase }: Mention) => kind === 'asker' && !dropsNames.test(phrase) && names.some(name => name.start < end && name.end > start)
  return compiled.flatMap(({ pattern, says }) => [...text.matchAll(pattern)].map(({ 0: phrase, index }): Mention => ({ ...says, start: index, end: index + phrase.length, text: phrase, how: 'exact' } as Mention))).filter(mention => !hides(mention))
}
