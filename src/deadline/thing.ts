// What is to be handed in, and the words that tell by whom, of a sentence whose date is taken out: 各市州报送三张清单, 把花名册报上来, 三张清单,各市州报送.

export type Thing = { readonly title: string; /** Empty where nobody is named. */ readonly whom: string }

const tails = /(?:[\s,。;!~]*(?:请|请于|务必|哟|哇|嘞|谢谢|谢了|辛苦了?|感谢|哈|哦|啊|吧|呢|了|噢|嘛|拜托|麻烦了|别忘了?|莫忘了?|不要忘了?|不要迟到|逾期不候|逾期通报|提醒一下|提醒大家|提醒他们|提醒下|提醒哈|提醒|记得提醒|到时候提醒|设个提醒|通知一下|请设置|到时提醒|届时提醒|收到请回复|请收到回复|一下|一哈))+$/u

const after = '(?!率|情况|度|数|量|意见|时间|进度|名单)'
/** 报名, 报告, 交办, 完成率 are no handing in. */
const handing = `(?:(?:汇总报送|统一报送|汇总上报|汇总后报|汇总报|报送|上报|填报|补报|报备|提交|递交|上交|呈报|反馈|回复|提供|上传|发送)${after}|报(?![名告表销考警道刊社废备送])|交(?![通流接易办叉代警])|发(?![展放票布言现证送])|送(?![达审])|传(?![达真])|填(?![报写表]))`
const doing = `(?:完成|做好|落实|开展|录入|做完|搞完|弄完)${after}`
/** Nor are 申报, 汇报, 通报. */
const asVerb = (forms: string): RegExp => new RegExp(`(?<![申汇通简周月日年预海情播呈填转移成外社提上印下研开颁])${forms}(?:一下|下|上来|上去|过来|回来|给|至|到|齐|完|来|过去)*`, 'gu')
/** 完成 is what is asked only where nothing is to be handed in. */
const verbs = [asVerb(handing), asVerb(doing)]
/** 把三张清单报上来 */
const withBa = new RegExp(`^(?<whom>.*?)(?:把|将)(?<object>[^,;。]{2,40}?)(?:都|统一|汇总|及时|按时|抓紧|尽快|盖章后|,)*(?:${handing}|${doing}|发我|给我|弄好|整好)[^,;。]*`, 'u')
const recipients = /(?:给|至|到|报|送|往)(?:省|我|处|局|中心|办公室|邮箱|贵|指定|[\u4e00-\u9fff]{1,2}(?:处|科|主任|局|科长|处长))[^,。;]{0,16}$/u
/** 交给李科, 报至省中心邮箱: who receives it. */
const receiver = /^(?:省[^,。;]{0,14}?(?:处|中心|局|厅|邮箱)|我(?:这里|这边|处|邮箱)?|[\u4e00-\u9fff]{1,3}(?:处长|科长|主任|局长|老师|处|科|局|总|姐|哥)|(?:指定|工作|电子)?邮箱|办公室|群里?|贵处|我处|各?业务处)(?=$|[,。;]|[\u4e00-\u9fff]{3})/u
/** 报省中心政务服务管理处, 报我中心备案: nothing else stands behind the verb. */
const receiverAlone = /^(?:省[^,。;]{0,14}?(?:处|中心|局|厅|邮箱)|我(?:这里|这边|邮箱|中心|处|局|厅|办)?|贵处|[\u4e00-\u9fff]{1,2}(?:处长|科长|主任|局长|老师|处|科))(?:备案|汇总|审核|统一汇总)?(?=$|[,。;])/u
const edges = /^[\s,:;。!、的]+|[\s,:;。!、的]+$/gu
const filler = /^(?:请|要(?![点素])|要求|麻烦|那个|这个|那份|这份|(?:昨天|今天|上午|刚才|会上|上次)*[^,;。]{0,4}(?:说|讲|提到)的|需(?![求])|需要|须|务必|必须|都|均|应(?![急用届对])|应当|记得|抓紧|尽快|按时|及时|统一|认真|各自|一律|再|将|把|关于|本市|本地|一下|一份|一个|一次|相关|有关|在)+/u
/** 典型案例(不少于2个) */
const remark = /\((?:不少于|不超过|限|每|含|见|附|盖章|需|须|电子|纸质|[^)]{9,})[^)]*\)$/u
/** 报送内容:…,报送对象:… */
const label = /(?:^|(?<=[,;。\n\s]))(?:报送|提醒|上报)?(?:内容|事项|材料|名称|标题|对象|范围|单位|人员|时间|期限|截止时间)\s?:/gu
/** 现将有关事项提醒如下: what follows is meant. */
const preamble = /^[^,。;:]{0,16}如下[:,]/u
/** 为做好迎检工作, 根据领导要求: why, not what. */
const purpose = /^(?:[\s,;。]*(?:为了?|根据|按照?|依据|因为?|由于|鉴于|结合|经|遵照|响应|围绕)[^,;。:]{2,40}[,;。])+/u
/** …,提醒乐山和南充 */
const calledOn = /[,;。]\s?(?:再|请|记得|麻烦|到时候?|届时|并)*(?:提醒|通知|催|喊)(?:一下|下|一哈|哈)?(?!他们|大家|我|一?下[。!]?$|一?哈[。!]?$)([^,;。]{2,24})[。!]?$/u
/** What a paper ends with: 各市州的工作总结 tells no people. */
const paper = /(?:总结|清单|名单|表|报告|方案|台[账帐]|材料|情况|计划|照片|册|说明|案例|信息|月报|周报|简报|数据|名册|回执|问卷|意见|要点|视频|档案|资料)$/u
/** Does a name end like that of a paper? 整改照片, 综窗统计表 */
export const isPaper = (title: string): boolean => paper.test(title)
const isWhom = (part: string): boolean => !paper.test(part) && (/^(?:请)?(?:各|全体|所有|大家|除)|市州|片区|各县|同志|联络员|^(?:三州|川南|川东北|攀西|川西北|成都平原)/u.test(part) || /^[\u4e00-\u9fff]{2}[市州]?(?:[、和][\u4e00-\u9fff]{2}[市州]?)+$/u.test(part))

function trim(text: string): string {
  let now = text, before
  do {
    before = now
    now = now.replace(edges, '').replace(tails, '').replace(filler, '')
  } while (now !== before)
  return now
}

/** 一下, 工作 name no thing. */
const vague = /^(?:报送|上报|提交|填报|报|交|工作|任务|事项|情况|材料报送|一下)$/u

function asTitle(text: string): string {
  const title = trim(trim(text).replace(remark, '').replace(/^(?:各市州|各市\(州\)|各地|各单位|大家|各位)的/u, ''))
  return vague.test(title) ? '' : title
}
const partsOf = (text: string): string[] => text.split(/[,;。:\n!]|(?<=[\u4e00-\u9fff])请(?=各|全|大家|[\u4e00-\u9fff]{2}[、和市州])/u).map(trim).filter(part => part.length > 1)

/** Of parts without a verb the first that names nobody; the others tell who. */
function fromParts(parts: readonly string[]): Thing {
  const title = parts.find(part => !isWhom(part)) ?? ''
  return { title: asTitle(title), whom: parts.filter(part => part !== title).join(',') }
}

function readByVerb(text: string, verb: RegExp): Thing | null {
  for (const found of text.matchAll(verb)) {
    const front = text.slice(0, found.index), behind = text.slice(found.index + found[0].length).replace(/[给至到]$/u.test(found[0]) ? receiver : receiverAlone, '')
    const [first = '', ...more] = behind.split(/[,;。\n!]/u).map(trim), title = asTitle(first.replace(recipients, ''))
    if (title.length > 1) return { title, whom: trim(front) }
    // 三张清单,各市州报送
    const parts = partsOf(front), next = more.find(part => part.length > 1)
    if (parts.some(part => !isWhom(part))) return fromParts(parts)
    if (next !== undefined) return { title: asTitle(next), whom: parts.join(',') }
  }
  return null
}

/**
 * What is to be handed in, and by whom.
 *
 * 乐山、雅安报送佐证材料 → 佐证材料, 乐山、雅安
 */
export function readThing(said: string): Thing {
  const called = calledOn.exec(said)?.[1] ?? '', text = (called === '' ? said : said.replace(calledOn, '')).replace(preamble, '').replace(label, ',').replace(purpose, '')
  const { object, whom: before = '' } = withBa.exec(text)?.groups ?? {}
  const found = object !== undefined ? { title: asTitle(object), whom: trim(before) } : verbs.reduce<Thing | null>((thing, verb) => thing ?? readByVerb(text, verb), null) ?? fromParts(partsOf(text))
  return called === '' || found.title.includes(called) ? found : { ...found, whom: found.whom === '' ? called : `${found.whom},${called}` }
}

/** The thing between 把 and its verb, or empty. */
export const thingAfterBa = (text: string): string => withBa.exec(text)?.groups?.['object'] ?? ''
