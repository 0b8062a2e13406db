// 更正 54%, 报错了，应该是54%, 手滑，综窗是71%: a figure in the place of one that was reported. What names no new figure corrects nothing.

import { normalise } from '../language/normalise.ts'

export type Correction = {
  /** 更正 #37 … */
  readonly record: number | null
  /** What is right, without the words around it. */
  readonly body: string
}

/** 更正 and how it is mistyped. */
const head = '(?:[更跟梗耿][正政证整]|修正|订正|改正|勘误|纠正|更改|修改|改一下|改下|改成|改为)'
const wrong = '(?:[报爆抱豹暴填添写打发说输录弄搞算看记统]错|报[串重漏]|错|手滑|手误|手抖|笔误|口误|误报|搞混|弄混|弄反|写反|打反|看串行|串行|串了|有误|不对|打快|点快|(?:少|多)(?:打|写|输|报|填)了?(?:一)?(?:个)?(?:零|0|位|数|小数点|1)|掉了(?:个|一个)?(?:小数点|零|0)|小数点(?:打|点|写)?错|以(?:这|此|这个|这条|后面|下面|本)(?:个|条|次)?(?:的)?为准)'
/** 刚才上报的, 上一条, 那条: what was wrong. */
const what = '(?:#?\\s?\\d{1,9}\\s?(?:号|条)?)?(?:不好意思|抱歉|对不起|哎呀|哎|呃|额|啊|哦|sorry|尴尬|完了)?[,.。!\\s]*(?:我|我们)?(?:刚才|刚刚|刚|上面|前面|之前|昨天|昨日|上午|早上|上|前|那|这)*(?:我|我们)?(?:上报|填报|报|发|填|说|写)?(?:的|了)?(?:那|这|上|前)?(?:一)?(?:条|个|次|句)?(?:的)?(?:数据|数字|数|进展|信息|消息)?(?:把|是|都|又)?'

const opens = new RegExp(`^(?:请|麻烦|帮我|申请|我|需|需要|要|我要)*${head}(?:一下|下|个|为|成|如下|数据|一个数|一哈)?(?:[:,\\s]|(?=[\\u4e00-\\u9fff\\d#])|$)`, 'iu')
const admits = new RegExp(`^${what}${wrong}(?:咯|了|啦|的)*(?:一个数|一位|数|字|行|个数)?(?:哈|哦|啊|呀|嘛|，|,|。|;|!|\\s|$)`, 'iu')
const lateAdmits = new RegExp(`[,。;\\s(]${what}${wrong}(?:咯|了|啦)*[)]?[。!]?$`, 'iu')
const shouldBe = /^(?:不对|不是|哦不|噢不|不好意思)?[,\s]*(?:应该是|应该为|应为|应是|实际是|实际为|实际|正确的?是|准确的?是|实为|确切是)(?=[^,。]*[\d一二三四五六七八九十百])/u
const numberAt = /^\s*#?\s?(\d{1,9})\s?(?:号|条)?(?=[:,\s]|$|更正为|改为|改成|应为|应该是)(?!\s*[%个项台次名.])/u
/** Words before the right figure: 应该是, 改为, 实际是. */
const leads = /(?:应该是|应该为|应该|应为|应是|实际是|实际为|实际|正确的?是|正确的?|准确的?是|实为|确切是|改成|改为|更正为|修正为|订正为|更改为|纠正为|调整为|变更为|就是|现在是|其实是|才对|才是对的|才是|为准|以这条|以此|才对哈|是)/gu
/** 不是45%, 45%有误: the figure that was wrong. */
const denied = /(?:报|发|填|写|说)的?[^,。;\n]{0,10}?\d[\d.]*[%个项台次名]?(?:不对|有误|错了|是错的|不准)|(?:不是|并非|而不是|不应是|不应该是|写成了?|报成了?|打成了?|填成了?|输成了?|发成了?|错报成?|误报为?|误写成?|误填为?|误为|看成了?)[^,。;\n]{0,12}?[\d一二三四五六七八九十百点.]+(?:%|个|项|台|次|名|成)?(?:了)?/gu

/** 45改为54, 不是45%，是54%, 报的45%不对，应该是54%: the wrong figure beside the right one. */
const pairs = [
  /\d[\d.]*[%个项台次名]?(?:改成|改为|改|更正为|修正为|->|→)\s?\d/u,
  /(?:不是|写成|报成|打成|填成|输成|发成|误报为|误写成|误为|看成).{0,10}?\d.*?(?:应该是|应为|应是|实际是|实为|改为|是)\s?[\u4e00-\u9fff]{0,8}?\d/u,
  /(?:应该是|应为|应是|实际是|实为)\s?\d[\d.]*[%个项台次名]?[,，]?(?:而?不是)/u,
  /(?:报|发|填|写|说)的?.{0,12}?\d[\d.]*[%个项台次名]?(?:不对|有误|错了|是错的|不准).*?\d/u,
  /^#?\s?\d{1,9}\s?(?:号|条)?(?:更正为|改为|改成|应为|应该是|应是)/u,
]
const asks = /[?]|吗|吧$|是不是|对不对/u

/**
 * Reads whether a message corrects a report, and by what.
 *
 * 刚才报错了，应该是71% → { record: null, body: '71%' }
 */
export function readCorrection(text: string, botNames: readonly string[]): Correction | null {
  const plain = normalise(text, botNames).replace(/^#\s?(?!\d)/u, '').replace(/#?(?:进展|上报|更新)#?/u, ' ').trim()
  const open = opens.exec(plain) ?? admits.exec(plain)
  const rest = open ? plain.slice(open[0].length) : shouldBe.test(plain) || (pairs.some(pair => pair.test(plain)) && !asks.test(plain)) ? plain : lateAdmits.test(plain) ? plain.replace(lateAdmits, '') : null
  if (rest === null) return null
  const found = numberAt.exec(rest) ?? /^#?\s?(\d{1,9})/u.exec(open?.[0] ?? '')
  const named = numberAt.test(rest) ? rest.replace(numberAt, '') : rest
  const body = named.replace(/(\d[\d.]*%?)(?:个|项|台|次|名)?(?:改成|改为|改|更正为|修正为|应为|应是|变成|->|→)/gu, ' ').replace(denied, ' ').replace(leads, ' ').replace(/^[\s,:。]+/u, '').trim()
  return body === '' || !/[\d一二三四五六七八九十百半全未没已完启推试面]/u.test(body) ? null : { record: found?.[1] === undefined ? null : Number(found[1]), body }
}
