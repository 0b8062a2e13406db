// 更正 54%, 报错了，应该是54%, 手滑，综窗是71%: a figure in the place of one that was reported. Each clause that only admits a mistake is taken off;
// what is left must name something new, else nothing is corrected.

import { normalise } from '../language/normalise.ts'

export type Correction = {
  /** 更正 #37 … */
  readonly record: number | null
  /** What is right, without the words around it. */
  readonly body: string
}

/** 更正 and how it is mistyped. */
const head = '(?:[更跟梗耿][正政证整]|修正|订正|改正|勘误|纠正|更改|修改)(?:一下|下|个|如下|数据|一个数|一哈|一次|一回)?(?:为|成)?'
const opens = new RegExp(`^(?:请|麻烦|帮我|申请|我|需|需要|要|我要|再|还是|重新)*(?:${head}|改一下|改下|改成|改为)(?:[:\\s]+|(?=[\\u4e00-\\u9fff\\d#])|$)`, 'u')
/** A slip of the hand, and what it is called here: 报错, 整拐. */
const slip = '(?:[报爆抱豹暴填添写打发说输录弄搞整算看记统点敲]错|[报写发填]漏|报[串重]|[整搞弄报写打]?拐|手滑|手误|手抖|笔误|口误|误报|[搞弄]混|[弄写打]反|串行|有误|不对|打快|点快|(?:少|多)(?:打|写|输|报|填)了?(?:一)?(?:个)?(?:零|0|位|数|小数点|1)|掉了(?:个|一个)?(?:小数点|零|0)|小数点(?:打|点|写)?错|录入(?:错误|有误)|(?<![没不有])错|以(?:这|此|这个|这条|后面|下面|本)(?:个|条|次)?(?:的)?为准)'
const regrets = '(?:不好意思|抱歉|对不起|哎呀|哎哟|哎|唉|呃|额|啊|哦|嗐|sorry|尴尬|完了)'
const onlyRegrets = new RegExp(`^${regrets}+$`, 'iu')
/** 刚才上报的那条数据: what was wrong, named by nothing but when. */
const when = '(?:#\\d{1,9}(?:号|条)?|\\d{1,9}(?:号|条)|我们?|刚才|刚刚|刚|上面|前面|之前|昨天|昨日|上午|早上|上|前|那|这|一|上报|填报|录入|报|发|填|说|写|的|了|条|个|次|句|数据|数字|数|进展|信息|消息|行|把|是|都|又|还是|还|就)*'
const admits = new RegExp(`^${regrets}*${when}(?:${slip}(?:咯|了|啦|的)*)+(?:一个数|一位|数|字|行|个数|了)*[哈哦啊呀嘛哟]*$`, 'iu')
/** 冕宁写错了: what was wrong is named. */
const namesWrong = new RegExp(`^${regrets}*${when}(?<what>[\\u4e00-\\u9fff]{1,14}?)(?:的?数据?)?(?:${slip})(?:咯|了|啦)*(?:行了?|数)?$`, 'iu')
/** 写错咯 54%: no comma between. */
const admitsThen = new RegExp(`^${regrets}*${when}${slip}(?:咯|了|啦)+[\\s]*(?=[^,]*[\\d一二三四五六七八九十百])`, 'iu')
/** 应该是54%, 实际是…, 正确的是… */
const leads = /(?:应该是|应该为|应为|应是|实际上?是|实际为|正确的?是|准确的?是|实为|确切是|改成|改为|更正为|更正成|修正为|订正为|更改为|纠正为|调整为|变更为|其实是)/u
const lead = new RegExp(`^(?:不是|哦不|噢不|不)?${leads.source}`, 'u')
/** 不是45%, 报的45%不对: the figure that was wrong, and 才对 behind the one that is right. */
const denied = /(?:报|发|填|写|说)的?[^,;\n]{0,10}?\d[\d.]*[%个项台次名]?(?:不对|有误|错了|是错的|不准)|(?:不是|并非|而不是|不应是|不应该是|写成了?|报成了?|打成了?|填成了?|输成了?|发成了?|错报成?|误报为?|误写成?|误填为?|误为|看成了?)[^,;\n]{0,12}?[\d一二三四五六七八九十百点.]+(?:%|个|项|台|次|名|成)?(?:了)?/gu
const around = /(?:才对|才是对的|才是|为准|为准哈|现在是|就是)(?:哈|哦)?/gu
/** 45改为54, 综窗完成率45改为54 */
const replaced = /\d[\d.]*(?:%|个|项|台|次|名)?(?:改成|改为|改|更正为|更正成|修正为|应为|应是|变成|->|→)\s?(?=[^,;]*\d)/gu
/** 把72%写成27%了: what stands first is right. */
const swapped = /把(?<right>[^,;]*?[\d一二三四五六七八九十百][^,;]*?)(?:错)?[写报打填输发看](?:错)?成[^,;]*?[\d一二三四五六七八九十百][^,;]*/u
const numberAt = /^#?\s?(\d{1,9})\s?(?:号|条)?(?=[:,\s]|$|更正为|改为|改成|应为|应该是|应是)(?!\s*[%个项台次名.])[:,\s]*/u
const asks = /[?]|吗|吧$|是不是|对不对/u
const figure = /[\d一二三四五六七八九十百半全未没已完启推试面]/u

/** One clause without its words of regret; `isCorrection`: it said that something was wrong or what should be. */
function stripClause(clause: string): { readonly rest: string; readonly isCorrection: boolean; readonly isNamed?: true } {
  if (onlyRegrets.test(clause)) return { rest: '', isCorrection: false }
  const opened = opens.exec(clause), told = opened ? clause.slice(opened[0].length) : clause
  if (admits.test(told)) return { rest: '', isCorrection: true }
  const named = namesWrong.exec(told)?.groups?.['what']
  if (named !== undefined) return { rest: named, isCorrection: true, isNamed: true }
  const open = told.replace(admitsThen, '')
  const bare = open.replace(replaced, ' ').replace(denied, ' ')
  const isPair = bare !== open || (/才对|才是对/u.test(open) && /\d/u.test(open))
  const isLed = lead.test(bare) || (leads.test(bare) && isPair)
  return { rest: bare.replace(new RegExp(leads.source, 'gu'), ' ').replace(around, ' ').replace(/^\s*是(?=[\s\d\u4e00-\u9fff])/u, ''), isCorrection: opened !== null || open !== told || isPair || isLed }
}

/**
 * Reads whether a message corrects a report, and by what.
 *
 * 刚才报错了，应该是71% → { record: null, body: '71%' }
 */
export function readCorrection(text: string, botNames: readonly string[]): Correction | null {
  const plain = normalise(text, botNames).replace(/^#\s?(?!\d)/u, '').replace(/#?(?:进展|上报|更新)#?/u, ' ').replace(/[。!\n]+/gu, ',').replace(/(?<!\d)\d{1,2}:\d{2}(?!\d)/gu, ' ').trim()
  if (asks.test(plain)) return null
  const right = swapped.exec(plain)?.groups?.['right']
  if (right !== undefined) return { record: null, body: right.trim() }
  const numbered = numberAt.exec(plain), clauses = (numbered ? plain.slice(numbered[0].length) : plain).split(/[,;]|:(?=\D)/u).map(clause => stripClause(clause.trim()))
  if (!clauses.some(({ isCorrection }) => isCorrection)) return null
  const whole = clauses.filter(({ rest, isNamed }) => isNamed || figure.test(rest)).map(({ rest }) => rest.trim()).join(',')
  const inside = numbered ? null : numberAt.exec(whole), body = (inside ? whole.slice(inside[0].length) : whole).trim()
  const number = (numbered ?? inside)?.[1] ?? /^(?:.{0,6})#(\d{1,9})/u.exec(plain)?.[1]
  return body === '' || !figure.test(body) ? null : { record: number === undefined ? null : Number(number), body }
}
