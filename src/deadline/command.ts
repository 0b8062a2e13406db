// What a message to the bot asks of deadlines: to list, move, cancel, close, accept, return, exempt, pause and resume; who is missing, how many days are left.

export type Command =
  | { readonly kind: 'list' | 'upcoming' | 'mine' | 'state' | 'missing' | 'days' | 'whether' | 'when' | 'resume' | 'resume all' | 'stop all' | 'archive' | 'preview' | 'no preview' | 'doubtful' }
  | { readonly kind: 'cancel' | 'close' | 'move' | 'leads' | 'exempt' | 'include' | 'accept' | 'return' | 'pause'; /** What stands behind the command. */ readonly rest: string }
  | { readonly kind: 'resend'; readonly row: number }

type Form = { readonly kind: Command['kind']; readonly form: RegExp }

const polite = '(?:请|麻烦|帮我|帮忙|帮|给我|给|现在|那就|那|再|先|我要|我想)*'
const number = '(?:第)?#?\\d{1,6}(?:号|个|项|条)?'

/** Those of an admin. `rest` is the group of that name. */
const orders: readonly Form[] = [
  { kind: 'stop all', form: new RegExp(`^${polite}(?:全部)?(?:急停|紧急停止|紧急暂停|全部暂停|所有群(?:都)?暂停|暂停所有群|暂停全部群|停止所有提醒|暂停所有提醒|暂停全部提醒|所有提醒(?:都)?(?:先)?(?:暂停|停))(?:一下|吧|了|提醒|所有提醒)*$`, 'u') },
  { kind: 'resume all', form: new RegExp(`^${polite}(?:解除急停|取消急停|结束急停|恢复全部(?:提醒)?|全部恢复(?:提醒)?|恢复所有(?:群|提醒)*|所有群恢复(?:提醒)?)(?:吧|了)?$`, 'u') },
  { kind: 'resume', form: new RegExp(`^${polite}(?:本群|这个群)?(?:可以)?(?:恢复|解除暂停|取消暂停|结束暂停|不暂停了|继续)(?:本群|这个群)?(?:的)?(?:提醒|发送|推送)?(?:吧|了|一下)*$`, 'u') },
  { kind: 'pause', form: new RegExp(`^${polite}(?:把)?(?:本群|这个群|群里)?(?:的)?(?:提醒)?(?:先|都)*(?:暂停|停发|停)(?:本群|这个群)?(?:的)?(?:提醒|发送|推送)?(?:一下)?(?<rest>(?:到|至|[:,\\s]|\\d|[一二两三四五六七八九十半]|直到).*)?(?:吧|了)?$`, 'u') },
  { kind: 'archive', form: new RegExp(`^${polite}(?:闭群|归档本群|本群归档|关闭本群|解散前归档|本群闭群)(?:吧|了)?$`, 'u') },
  { kind: 'no preview', form: new RegExp(`^${polite}(?:不(?:要|用|再)?|取消|关闭|停止)(?:提醒)?预览(?:提醒)?(?:了|吧)?$`, 'u') },
  { kind: 'preview', form: new RegExp(`^${polite}(?:开启|打开|要|开)?(?:提醒)?预览(?:提醒|明天的提醒|明日提醒)?(?:吧)?$`, 'u') },
  { kind: 'resend', form: new RegExp(`^${polite}(?:补发|重发)(?:第)?\\s?#?(?<rest>\\d{1,9})(?:号|条)?$`, 'u') },
  { kind: 'doubtful', form: new RegExp(`^${polite}(?:哪些|有哪些|有没有|看看|查看)?(?:没发出去?的?|未发出的?|没有发出的?|发送情况|待核实的发送|未发送的?|发送失败的?)(?:消息|提醒)?(?:有哪些|列表|吗)?[?]?$`, 'u') },
  { kind: 'include', form: new RegExp(`^${polite}(?:取消豁免|解除豁免|不再豁免|恢复应报)[\\s:,]*(?<rest>.+)$`, 'u') },
  { kind: 'exempt', form: new RegExp(`^${polite}(?:豁免|免报)[\\s:,]*(?<rest>.+)$`, 'u') },
  { kind: 'cancel', form: /^(?<rest>.{2,40}?)(?:[,。]|了).{0,6}?(?:取消|撤销|删除|撤掉|删掉)(?:这个|该|此|这项|它的|这条|掉)?(?:的)?提醒(?:吧|了)?$/u },
  { kind: 'exempt', form: /^(?<rest>.+?)(?:豁免|免报|(?:这次)?(?:不用|不需要|无需|不必|可以不|可不|免于)(?:再)?报送?)(?<after>.*)$/u },
  { kind: 'accept', form: new RegExp(`^${polite}(?:已)?(?:核收|已收|确认收到|收讫)(?!了?[?吗])(?:了)?[\\s:,]*(?<rest>[^#\\d].*)$`, 'u') },
  { kind: 'accept', form: /^(?<rest>[^#\d].*?)(?:已|予以|可以)?(?:核收|收讫)(?:了|通过)*[。]?$/u },
  { kind: 'return', form: new RegExp(`^${polite}(?:把|将)?(?:退回|打回|退给)[\\s:,]*(?<rest>[^#\\d].*)$`, 'u') },
  { kind: 'return', form: /^(?:把|将)?(?<rest>[^#\d,]{2,24}?)(?:退回|打回)(?<after>[\s:,].*)?$/u },
  { kind: 'cancel', form: new RegExp(`^${polite}(?:把|将)?(?:取消|删除|删掉|撤销|撤掉|去掉|不要|停掉|撤回)(?:掉|了)?(?<rest>(?:.*提醒.*)|\\s?${number}(?:提醒)?)(?:吧|了)?$`, 'u') },
  { kind: 'cancel', form: new RegExp(`^${polite}(?:把|将)?(?<rest>提醒\\s?${number}|.{2,20}(?:的)?提醒)(?:给我)?(?:取消|删除|删掉|撤销|撤掉|去掉|不要|停掉)(?:掉|了|吧)*$`, 'u') },
  { kind: 'close', form: new RegExp(`^${polite}(?:把|将)?(?:关闭|结束|办结|截止)(?<rest>(?:.*提醒.*)|\\s?${number}|.*(?:报送|收集))(?:吧|了)?$`, 'u') },
  { kind: 'close', form: new RegExp(`^${polite}(?:把|将)?(?<rest>提醒\\s?${number}|.{2,20}?)(?:可以)?(?:关闭|结束|办结)(?:提醒|报送)?(?:吧|了)*$`, 'u') },
  { kind: 'leads', form: new RegExp(`^${polite}(?:把|将)?(?<rest>(?:提醒\\s?${number}|.{2,20}?)(?:的提醒)?(?:时间)?(?:改为|改成|改|调整为|调为|换成|设为)(?:在)?提前.+)$`, 'u') },
  { kind: 'move', form: new RegExp(`^${polite}(?:把|将)?(?<rest>.{1,30}?(?:改到|改期到|改期至|改期为|改为|改成|改至|延期到|延期至|延到|延至|延长到|延长至|推迟到|推迟至|推到|顺延到|顺延至|顺延|延期|推迟|延后到|延后至|延后|延长|提前到|提前至|调到|调整到|调整为|挪到|展期到|宽限到|放宽到|宽延到).+)$`, 'u') },
  { kind: 'move', form: new RegExp(`^${polite}(?:延期|改期|推迟|顺延)[\\s:,]*(?<rest>.+)$`, 'u') },
]

const asksWho = /(?:哪些|哪几个|哪几家|哪个|哪家|谁|还有哪|还差哪|还差谁|还缺哪|还缺谁|差哪|缺哪|名单里没|几个|几家|多少个?|好多个?|有没有).{0,14}(?:没|未|还差|欠|差|缺).{0,4}(?:报|交|送|填|提交|上报)|(?:没|未|没有|尚未|还没)(?:有)?(?:报|交|报送|上报|提交|填报).{0,12}?(?:的|了的)?(?:还)?(?:有|是|剩)?(?:哪些|谁|哪几个|几个|几家|多少|好多|名单|单位|市州|地方)|(?:还差|还缺|还剩|差|缺|欠)(?:哪些|哪几个|哪几家|哪家|哪个|谁|几个|几家|多少家?)(?:.{0,8}(?:没|未)|(?:没|未)|$|[?。]|市州|单位)|(?:报|交)(?:了)?(?:没|齐|完|够)(?:有|了|没)?(?:没有)?[?]?$|报齐|交齐|收齐|都报了|都交了|全报了|(?:哪些|谁|哪几个|几个|几家|多少家?|好多家?).{0,8}(?:已|报了|交了|已经|报送了)|报了(?:几|多少|好多|哪)|交了(?:几|多少|好多|哪)|未报(?:名单|情况)|谁没(?:报|交)|没报的|没交的|未交的|未报的/u
const asksDays = /(?:还有|还剩|剩|离|距|差).{0,16}(?:几天|多少天|好多天|几日|多久|好久|多长时间|几个工作日)|(?:几天|多少天|好多天|多久|好久).{0,4}(?:截止|到期)|倒计时/u
const asksUpcoming = /(?:最近|近期|近段时间|这段时间|现在|目前|当前|这周|本周|下周|这个月|本月|下月|接下来|还|都|手头|群里)?(?:还|都)?(?:有|要|需要|得|该)?(?:什么|哪些|啥|啥子|几项|几个|哪几项|没有)(?:东西|材料|事项|任务|资料|表|工作|名单|数据)?(?:是|要|需要|得|该)?(?:要|需要|得|该)?(?:报|交|上报|报送|提交|填报|截止|到期)(?:的|上去|上来|了)?|(?:要|该|得|需要)(?:报|交|填)(?:些|点)?(?:什么|啥|啥子|哪些)/u
const asksMine = /(?:还|都)(?:有|欠|差|剩)(?:哪些|什么|啥|啥子|几项|几样)(?:东西|材料|事项)?(?:没|未|没有)(?:报|交|填)(?!的市州)|(?:我|我们|咱们?|我市|我州|我县|我区|我局|我这边|我们这边|本市)(?:市|州|县|区|局)?(?:这边|现在|目前)?(?:还|都)?(?:欠|差|有|剩|缺|要|需要|该)?(?:些)?(?:什么|哪些|啥|啥子|几项|几样|几个)(?:东西|材料|没|未|要|需要|该|还)*(?:报|交|送|没报|没交|的|[?]|$)|(?:我|我们|咱们?|我市|我州)还欠/u
const asksState = /(?:报送|上报|提交|收集|填报|申报|报|交|提醒\s?\d+|名单|清单|方案|材料|台账)(?:的)?(?:情况|进度|进展|状态|统计|咋样|怎么样|得怎么样|得咋样|到哪一?步)(?:了)?(?:如何|怎么样|咋样|呢|吗)?[?]?$|提醒\s?\d+\s?(?:情况|状态|详情|怎么样|咋样)?[?]?$|^(?:看看?|查看?|查一下|看一下)提醒\s?\d+/u
const asksWhether = /(?:登记|记|收到|核收|看到)(?:上|到|了|好)*(?:吗|没有?|没得|么)[?]?$|(?:报|交|送|上报|报送|提交|填报)(?:上去|上来|过去)?(?:了)?(?:吗|没有?|没得|么|嘛|没有呀)[?]?$|(?:报没报|交没交|报了没|交了没|是不是(?:已经)?(?:报|交)|有没有(?:报|交)|是否(?:已)?(?:报|交|上报|提交))/u
const asksWhen = /(?:什么时候|啥时候|啥子时候|何时|几号|哪天|哪一天|几时|什么时间|最迟|最晚|好久)(?:之?前)?(?:要|该|截止|到期|报|交|提交|是|前)?|截止(?:时间|日期|日)?(?:是|在)?(?:什么|几|哪|多)|(?:截止|报送)(?:时间|日期|期限)(?:呢)?[?]?$/u
const asksList = /^(?:看看?|查看?|查一下|看一下|列一?下|列出|打开|给我看)?(?:所有|全部|现有|本群|当前|现在)?(?:的)?(?:提醒(?:列表|清单|事项|有哪些|都有哪些|有什么|一览|目录)|(?:有哪些|有什么|哪些|几个)提醒|提醒$)(?:了|呢)?[?]?$|有(?:哪些|几个|什么)提醒/u

/** 要交什么材料 names no paper. */
const anyPaper = /(?:什么|哪些|啥|啥子)(?:东西|材料|资料|表|文件|数据|名单|清单)/u

/** Short questions and lists need the word of their thing: 提醒, 报, 截止; what else is asked belongs to the tables. */
const aboutDeadlines = /报|交|截止|提醒|期限|欠|送|填|到期|倒计时/u

/**
 * Reads what a normalised message to the bot wants of deadlines; null where it is about something else. `named`: it names a deadline by its title.
 *
 * 提醒2改到9月28日 → move, 还有哪些市州没报申报名单 → missing
 */
export function readCommand(text: string, named: boolean): Command | null {
  const plain = text.trim().replace(/[。!]+$/u, '')
  if (plain === '' || plain.length > 120) return null
  for (const { kind, form } of orders) {
    const found = form.exec(plain)
    if (!found) continue
    const { rest = '', after = '' } = found.groups ?? {}, whole = `${rest}${after === '' ? '' : ` ${after}`}`.trim()
    if (isForeign(kind, plain, whole, named)) continue
    return kind === 'resend' ? { kind, row: Number(rest) } : { kind, rest: whole } as Command
  }
  if (asksList.test(plain) || /提醒(?:列表|清单|目录|一览)/u.test(plain)) return { kind: 'list' }
  if (!aboutDeadlines.test(plain) && !named) return null
  if (named && asksWho.test(plain) && !/我|咱|欠/u.test(plain)) return { kind: 'missing' }
  if (asksMine.test(plain)) return { kind: 'mine' }
  if (asksUpcoming.test(plain) && (!named || anyPaper.test(plain))) return { kind: 'upcoming' }
  if (asksWho.test(plain) && named) return { kind: 'missing' }
  if (asksWhether.test(plain) && named) return { kind: 'whether' }
  if (asksDays.test(plain) && (named || /截止|报|交|到期|期限|倒计时|提醒/u.test(plain))) return { kind: 'days' }
  if (asksState.test(plain) && (named || plain.includes('提醒'))) return { kind: 'state' }
  if (asksWhen.test(plain) && named) return { kind: 'when' }
  return null
}

/** Words that begin like a command and are another: 停用本群, 不用报告, 取消绑定, 退回 #37. */
function isForeign(kind: Command['kind'], text: string, rest: string, named: boolean): boolean {
  if (/停用|绑定|管理员|接龙/u.test(text)) return true
  if (/[?]|吗$|哪些|谁|什么/u.test(text) && kind !== 'doubtful') return true
  switch (kind) {
    case 'move': return !named && !/提醒|^\s?第?#?\d|截止|延期|期限|报送/u.test(text)
    case 'leads': return !named && !text.includes('提醒')
    // #2 is a record, and so is what is 撤回.
    case 'close': case 'cancel': return !text.includes('提醒') && (!named || /撤|作废/u.test(text)) && (/撤|作废|#/u.test(text) || !/^\s?\d/u.test(rest))
    case 'exempt': return /[没未]/u.test(rest) || rest === ''
    case 'pause': return rest === '' ? !/^.{0,4}(?:暂停|停发)|提醒/u.test(text) : false
    case 'return': return /^[\d#]/u.test(rest)
    default: return false
  }
}
