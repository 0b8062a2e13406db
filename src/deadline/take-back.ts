// 撤销报送, 申报名单报错了先撤回: somebody takes back what was handed in. 撤回 alone may mean a report of figures as well.

/** `submission`: its words are those of handing in. */
export type TakeBack = { readonly submission: boolean }

const verb = '(?:撤销|撤回|撤掉|撤下|撤了|撤|收回|作废|取消|不算|重报)'
const thing = /报送|申报|名单|清单|方案|材料|报告|总结|台账|名册|计划|照片|提交|上报的?(?:材料|名单|清单)|表/u
const regret = '(?:不好意思|抱歉|对不起|哎呀|哎|唉|呃|那个|我们|我|刚才|刚刚|刚|之前|报错了?|发错了?|交错了?|填错了?|版本(?:不对|错了)?|错了|先|请|麻烦|帮我|帮忙|把|将|的|再|,|\\s)*'
const form = new RegExp(`^${regret}(?:.{0,16})?${verb}(?:一下|掉|了|下)?(?:.{0,12})$`, 'u')
const isTalk = /[?]|吗|提醒|绑定|管理员|接龙|怎么|能不能|可以|撤回了|#\d|\d{1,3}%|撤销豁免|取消豁免/u

/**
 * Reads whether a normalised message takes back something handed in.
 *
 * 撤销报送 → { submission: true }, 撤回 → { submission: false }
 */
export function readTakeBack(text: string): TakeBack | null {
  const plain = text.replace(/^[#\s]+/u, '').replace(/[。!\s]+$/u, ''), [first = '', second = ''] = plain.split(/[。;\n]/u)
  const said = [first, second].find(part => form.test(part))
  if (said === undefined || isTalk.test(said) || plain.length > 60) return null
  const isBare = new RegExp(`^${regret}${verb}(?:一下|掉|了|下|吧)*$`, 'u').test(said)
  return thing.test(said) ? { submission: true } : isBare ? { submission: false } : null
}
