// What the bot says about rooms and roles.

import { sayRegion, type Dictionary } from '../table/dictionary.ts'

export const roomEnabled = (bot: string): string => (
  `已启用。@${bot}提问就答，最近一问留十分钟供追问；报进展直接写，例如“乐山综窗45%”，记了会回。其他聊天只记时间和编号，不存内容。停用请回“@${bot} 停用本群”。`
)
export const roomDisabled = (bot: string): string => `已停用，本群不再回答、不再记录。恢复请管理员回“@${bot} 启用本群”。`
export const onlyAdmins = '这件事要由管理员来办。'
export const noRoomHere = '启用、停用要在群里说，请到那个群里@我再发一次。'

export const codeWrong = '口令不对或已失效。请看启动窗口里最新的口令，照“我是管理员 口令”再发一次。'
export const youAreAdmin = '已登记你为管理员。请到工作群里@我发“启用本群”。'

export const nobodyOfName = (name: string): string => `没有认得账号的“${name}”。请照群昵称写全名，并让本人先在群里说句话。`
export const severalOfName = (name: string): string => `有几个人的群昵称都是“${name}”，请先改得不一样。`
export const adminMade = (name: string): string => `已设${name}为管理员。`
export const adminTaken = (name: string): string => `已撤销${name}的管理员。`
export const noAdminOfName = (name: string): string => `${name}没有登记为管理员。`
export const lastAdmin = '只剩这一位管理员，请先设另一位，再撤销。'

export const bindRegionUnknown = (said: string): string => `没有“${said}”这个市州。请写市州名，例如“绑定 乐山市”。`
export const bindingAsked = (id: number, region: string): string => `已收到绑定${region}的申请（${id}号），待管理员确认。`
export const bindingForAdmin = (id: number, person: string, region: string): string => `${person} 申请绑定${region}。同意回“确认绑定 ${id}”，不同意回“拒绝绑定 ${id}”。`
export const bindingConfirmed = (person: string, region: string): string => `已确认：${person} 绑定${region}。`
export const bindingRefused = (person: string, region: string): string => `未同意：${person} 绑定${region}。`
export const nothingToConfirm = (number: number | null): string => (number === null ? '现在没有待确认的绑定。' : `没有待确认的${number}号绑定。`)
export const whichBinding = (open: readonly { readonly id: number; readonly person: string; readonly region: string }[]): string => (
  ['有几个绑定待确认，请带上号：', ...open.slice(0, 6).map(({ id, person, region }) => `“确认绑定 ${id}”：${person}，${region}`)].join('\n')
)

const roleNames = { admin: '管理员', reporter: '报送人员', viewer: '只看不报的成员' } as const

type Known = { readonly name: string; readonly role: keyof typeof roleNames; readonly region: string | null; readonly entry: { readonly unit: string } | null }

/** How the bot knows somebody: 你是乐山市的报送人员（按群昵称）。 */
export function whoYouAre({ role, region, entry }: Known, dictionary: Dictionary): string {
  const where = region === null ? '' : `${sayRegion(dictionary, region)}的`
  const how = entry ? `（名册：${entry.unit}）` : role === 'admin' ? '' : '（按群昵称）'
  return `你是${where}${roleNames[role]}${how}。${region === null && entry === null && role !== 'admin' ? '没认出市州，请把群昵称改成“单位-姓名”，或发“绑定 市州名”。' : ''}`
}
