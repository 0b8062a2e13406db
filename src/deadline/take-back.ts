// 撤销报送, 申报名单报错了先撤回: somebody takes back what was handed in. 撤回 alone may mean a report of figures as well; papers that are void (旧版表样作废) are neither.

/** `submission`: its words are those of handing in. */
export type TakeBack = { readonly submission: boolean }

const verb = /撤销|撤回|撤掉|撤下来?|撤了|撤|收回|作废|取消|不算数?|不作数/u
const handing = /报送|申报|提交|上报|填报|交的|报的|报上去的/u
/** What may stand around without changing what is meant. */
const around = /不好意思|抱歉|对不起|哎呀|哎|唉|呃|那个|这个|我们|咱们|我|刚才|刚刚|刚|之前|昨天|今天|上午|下午|早上|先|请|麻烦|帮忙|帮我|帮|给|把|将|的|了|吧|哈|哦|嘛|一下|下|掉|再|重新|重报|报送|申报|提交|上报|填报|报上去|报错|发错|交错|填错|搞错|弄错|错了?|版本|不对|有误|有点|问题|还要|要改|改好|交的|报的|报|交|那份|这份|那条|这条|上一|上个|前一|最近|最后|那一|这一|份|条|个|次|到时候|后面|回头|[\s,~·]/gu
const isTalk = /[?]|吗|提醒|绑定|管理员|接龙|怎么|能不能|可以|撤回了一条|#\d|\d{1,3}%|豁免/u

/**
 * Reads whether a normalised text takes back something handed in; the titles and places in it are blanked out.
 *
 * 撤销报送 → { submission: true }, 报错了,先撤回 → { submission: false }, 旧版表样作废 → null
 */
export function readTakeBack(text: string): TakeBack | null {
  const plain = text.replace(/^[#\s]+/u, '').replace(/[。!\s]+$/u, '')
  if (plain.length > 60 || isTalk.test(plain)) return null
  const clauses = plain.split(/[,。;!\n]/u), at = clauses.findIndex(clause => verb.test(clause))
  if (at < 0) return null
  // What was said before it in the sentence may be why; the clause itself says nothing else.
  const clause = clauses[at] ?? '', rest = clause.replace(verb, '').replace(around, '')
  if (rest !== '') return null
  return { submission: handing.test(clause) }
}
