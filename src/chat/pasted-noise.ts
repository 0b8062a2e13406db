// What stands in a pasted chat beside what people said: invisible characters, the messenger's own lines, placeholders of pictures and files, heads of mails.

/** Whatever has no width and no meaning; U+200D stays, emoji are joined with it. */
// eslint-disable-next-line no-control-regex
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

/** The lines of a paste without what nobody sees. U+2028 is how WeChat breaks a line inside a message. */
export const linesOf = (text: string): string[] => text.replaceAll(invisible, '').split(/\r\n|[\n\r\u2028\u2029]/u).map(line => line.trimEnd())

/** A line as heads are compared: one kind of space, none at the ends. */
export const plainOf = (line: string): string => line.replaceAll(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, ' ').trim()

const quoted = '["“][^"”]{1,60}["”]', bare = '(?<bare>[^"“”，。]{1,40}?)'
/** What the messenger writes itself. `bare` is a name without quotation marks, and must then be somebody's. */
const systemLines: readonly RegExp[] = [
  `(?:${quoted}|你|${bare}) ?撤回了一条消息(?: ?重新编辑)?`,
  `(?:${quoted}|你) ?邀请 ?(?:["“].{1,200}["”]|你)(?:和.{1,100})? ?加入了群聊.{0,40}`, `${bare} ?邀请[^，。]{1,60}加入了?(?:群聊|本群)。?`,
  `(?:${quoted}|你|${bare}) ?(?:通过扫描[^，。]{1,80}二维码)?加入了?(?:群聊|本群)。?`,
  `(?:${quoted}|你) ?[将被] ?["“]?[^，。]{1,80}["”]? ?移出了?群聊`, `(?:${quoted}|你|${bare}) ?(?:退出了?|离开了)(?:群聊|本群)。?`,
  `(?:${quoted}|我|你) ?拍了拍 ?(?:${quoted}|我|你|自己).{0,30}`, `${bare} ?拍了拍[^，。]{1,40}`,
  `(?:${quoted}|你|${bare}) ?修改群名为["“].{1,60}["”]`,
  '(?:[-—–_=*·]{2,} ?)?以[下上][是为](?:新消息|打招呼的内容)(?: ?[-—–_=*·]{2,})?', '查看更多消息',
  String.raw`[[【]?(?:收到|发出)(?:了?一?[条个])?(?:红包|转账|表情|(?:视频|语音|位置共享|小程序|视频号)?(?:\/[^，]{1,6})?(?:通话)?消息)[，,]请在(?:手机|最新版微信)上查看[\]】]?`, String.raw`[[【]?收到红包[\]】]?`,
  `(?:${quoted}|你|${bare}) ?领取了.{1,40}的红包`, String.raw`[[【]?(?:当前|该)(?:微信)?版本不支持(?:展示|查看)该内容.{0,30}`,
  '["“]?[^，。]{1,60}["”]?与群里其他人都不是(?:微信)?朋友关系[，,]请注意隐私安全', `(?:${quoted}|你) ?(?:已成为|成为了?)(?:新)?群(?:主|管理员)`,
  `(?:群主|${quoted}|你) ?已?(?:启用|恢复|开启|关闭)了?.{0,4}(?:群聊邀请确认|默认进群方式).{0,40}`, '你已添加了.{1,40}[，,]现在可以开始聊天了。', String.raw`你和.{1,40}有\d+个共同好友[，,]点击添加好友。`,
].map(one => new RegExp(`^(?:${one})$`, 'u'))
const systemWords = /撤回|群聊|本群|拍了拍|群名|以[上下]|查看|红包|朋友关系|群主|管理员|已添加|共同好友/u

/** Is this a line of the messenger itself? `isName` tells who is somebody: 乐山-张三撤回了一条消息 is, 刚才谁撤回了一条消息 is not. */
export function isSystemLine(plain: string, isName: (name: string) => boolean): boolean {
  if (plain.length > 300 || !systemWords.test(plain)) return false
  return systemLines.some(one => {
    const said = one.exec(plain)
    return said !== null && (said.groups?.['bare'] === undefined || isName(said.groups['bare'].trim()))
  })
}

const kinds = '图片|照片|动画表情|表情|表情包|语音|语音消息|语音通话|视频|视频通话|小视频|文件|链接|位置|名片|聊天记录|小程序|视频号|红包|转账|音乐|image|photo|video|voice|sticker|file'
const fileEndings = 'xlsx?|docx?|pptx?|pdf|et|wps|dps|ofd|txt|csv|zip|rar|7z|png|jpe?g|gif|mp4|mp3|amr'
const mediaMarks = new RegExp([
  // With the file's name, as far as its ending: [文件] 名单.xlsx 请查收
  String.raw`\[(?:文件|file)\] ?[^\n[\]]{0,120}?\.(?:${fileEndings})(?![A-Za-z0-9])(?: ?[(（]?\d+(?:\.\d+)? ?[KMG]B?[)）]?)?`,
  String.raw`\[(?:语音|语音消息|voice)\](?: ?\d{1,3} ?(?:秒|″|"|'')(?:,? ?未播放)?)?`,
  // The card of a forwarded chat, with its title.
  String.raw`\[聊天记录\] ?[^\n[\]]{1,40}?的聊天记录`,
  String.raw`\[(?:${kinds})\d{0,3}(?:[:：][^\n[\]]{0,160})?\]`,
  String.raw`(?:图片|视频|文件)\d{1,3}[(（]可在附件中查看[)）]`,
].join('|'), 'giu')

/** A line without its placeholders; null where nothing else stood there: 收到[图片] → 收到, [文件] 名单.xlsx → null */
export function withoutMedia(line: string): string | null {
  if (!/\[|附件中查看/u.test(line)) return line
  const rest = line.replaceAll(mediaMarks, '')
  return rest.trim() === '' ? null : rest === line ? line : rest.trim()
}

const quotation = '["“”「」]'
/** How an export begins, with the room's name where it has one: a chat of two people has none. */
const openings: readonly RegExp[] = [
  `(?:以下是)?(?:企业微信|微信)?群聊? ?${quotation}(?<room>.{1,60})${quotation} ?的聊天记录(?:如下)?[:：]?`, '(?<room>.{1,60}?) ?微信群上的聊天记录如下[，,]请查收。?', '.{1,100} 和 .{1,60} ?在微信上的聊天记录如下[，,]请查收。?',
  `${quotation}.{1,60}${quotation} ?和 ?${quotation}.{1,60}${quotation} ?的聊天记录如下[:：]?`, `${quotation}(?<room>[^“”"]{1,60})${quotation} ?的聊天记录如下[:：]?`,
].map(one => new RegExp(`^${one}$`, 'u'))
/** How people, or a card of forwarded messages, begin one: such a line may be in a message too. */
const looseOpening = /^(?:消息对象[:：] ?(?<room>.{1,60})|群聊的聊天记录|以下是.{0,40}聊天记录(?:如下)?[:：]?|.{0,40}聊天记录如下[:：])$/u

/** The opening line of an export; `open`: nothing stands right before it. 微信群“三化工作群”的聊天记录如下: → { room: '三化工作群' } */
export function readOpening(plain: string, open: boolean): { readonly room: string | null } | null {
  if (plain.length > 200 || !/聊天记录|消息对象/u.test(plain)) return null
  const said = [...openings, ...(open ? [looseOpening] : [])].map(one => one.exec(plain)).find(one => one !== null)
  return said === undefined ? null : { room: said.groups?.['room']?.trim() ?? null }
}

const wrapping = /^(?:Dear[:：]|发自我的 ?\S{1,20}(?: ?\S{1,10})?|Sent from my .{1,20}|消息记录[(（].{1,40}[)）]|消息分组[:：].{1,40}|={20,})$/iu
/** What stands around an export: the greeting and the end of the mail, QQ's title. */
export const isWrapping = (plain: string): boolean => wrapping.test(plain)
