// 撤回, 作废 #37, 刚才那条不算: somebody takes back what he last reported. A notice that is void, or a document withdrawn, is none.

import { normalise } from '../language/normalise.ts'

export type Withdrawal = { readonly record: number | null }

const polite = '(?:再|请|麻烦|劳烦|烦请|帮我|帮忙|帮|给我|我要|我想|我|申请|那就|算了|先|不好意思|抱歉)*'
const which = '(?:把|将)?(?:我|我们)?(?:刚才|刚刚|刚|上面|前面|之前|最后|最近|上|前|这|那)*(?:我|我们)?(?:报|发|填|上报|填报|登记|说|记)?(?:送)?(?:的|了)?(?:那|这|上|前|最后|最近)?(?:一)?(?:条|个|次|笔)?(?:数据|数字|数|进展|进度|记录|上报|消息|信息|报告|更新)?'
const verb = '(?:[撤彻澈][回销消]|作废|撤了|撤掉|撤下来|撤下|撤一下|撤|取消|删掉|删了|删除|不算数|不算|不作数|收回|销掉|当没报|当我没报)(?:掉|了|一下|下)?'
const number = '(?:第)?[#＃]?\\s?(\\d{1,9})(?:号|条)?'
const tail = '(?:吧|哈|哦|啊|谢谢|嘛|咯|了)*'
const forms = [
  new RegExp(`^${polite}${which}(?:请|麻烦|帮我)?${verb}${tail}$`, 'u'),
  new RegExp(`^${polite}${verb}${which}${tail}$`, 'u'),
  new RegExp(`^${polite}${verb}(?:第|记录|进展|上报)?${number}${tail}$`, 'u'),
  new RegExp(`^${polite}(?:把|将)?(?:记录|进展|上报)?${number}(?:这条|那条)?${verb}${tail}$`, 'u'),
]
const regret = /^(?:不好意思|抱歉|对不起|哎呀|哎哟|哎|唉|呃|啊|哦|那个|领导|各位|各位领导|小助手|助手)+$/u
/** What deadlines and submissions are taken back by is theirs. */
const other = /撤回了|提醒|报送|申报|名单|清单|绑定|管理员|接龙/u

/**
 * Reads whether a message takes back a report.
 *
 * 刚才那条作废，数还没核完 → { record: null }, 撤回 #37 → { record: 37 }
 */
export function readWithdrawal(text: string, botNames: readonly string[]): Withdrawal | null {
  const plain = normalise(text, botNames).replace(/^#\s?/u, ''), [first = '', ...rest] = plain.split(/[,。;:!\n]/u).map(part => part.replace(/\s/gu, '')).filter(part => part !== '' && !regret.test(part))
  if (other.test(first) || rest.some(part => /\d/u.test(part))) return null
  const found = forms.map(form => form.exec(first)).find(match => match !== null)
  if (!found) return null
  return { record: found[1] === undefined ? null : Number(found[1]) }
}
