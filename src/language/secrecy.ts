// The mark of secrecy that a message bears: 机密★1年 (GB/T 9704), 密级：秘密, 本件属机密文件, a 涉密文件 that is sent, 内部资料 不得外传.
// Talk about secrecy bears none: rules (严禁发涉密文件), lessons, quizzes, inspections, questions, 不涉密, and 内部 or 保密 alone.

/** The highest first: a message with several bears the highest. 涉密 is what names no level, 内部资料 is a mark by its prohibition only. */
const ranks = ['绝密', '机密', '秘密', '国家秘密', '涉密', '工作秘密', '内部资料'] as const
type Mark = (typeof ranks)[number]

/** A word that may be a mark, and what is said around it: its clause, and the sentence on. */
type Mention = { readonly word: string; readonly before: string; readonly after: string; readonly clause: string; readonly sentence: string }

// ---- words

const level = '(?<mark>国家秘密|工作秘密|绝密|机密|秘密)'
const paper = '(?:文件|附件|资料|材料|信息(?!系统|化|网|安全|公开)|内容|公文|文电|电报|通知|通报|事项|文档|文稿|讲话|名单|数据|方案|报告|请示|函|图纸?|表格?|照片|截图|纪要|件|文)'
const thisPaper = `(?:[本此该](?:份|个|些)?${paper}|这(?:[份个些张篇条次]|${paper})|附件|以上|以下|下面|上述|如下|刚(?:才|刚)?(?:发|转|传|那|这)|[现随](?:发|转|附|将|把))`
const brackets = { open: '[[(【〔〖<《]', close: '[\\])】〕〗>》]' }
const quote = '["“‘「『”’」』]'

const ban = '(?:不得|严禁|禁止|请勿|切勿|勿|莫|别|不要|不可|不能|不准|不许|不宜|不)'
const spread = '(?:外传|外泄|外发|外借|外流|流出|传出|转发|转传|传播|扩散|公开|公布|泄露|泄漏|泄密|转载|复制|复印|翻印|翻拍|拍照|截屏|截图|上网|散发|扩大范围|往外|向外|对外|发出去)'
const spreadBan = `${ban}(?:擅自|私自|随意|随便|再|对外|向外|往外|向社会|在网上|予以|予|进行|以任何形式)?${spread}`
/** What is asked about a paper in hand, not about papers at large. */
const handling = `(?:${spreadBan}|[阅看读](?:后|完|毕)|[阅看]了?就?[删焚]|(?:注意|妥善|做好)(?:保密|保管|保存)|(?:仅限|只限|仅供))`
const sent = `(?:[发传转放挂晒](?:到|在|进|至|给|送|上)?(?:本|工作|咱们|我们|这个|大)?(?:群|这里|上来|上去|家|各位|附件)|上传|[发传转]了|分享|见附件|如下|(?:请|大家|各位)(?:各位|大家|领导)?(?:查收|查看|接收|下载|审阅|传阅|学习|领取|看))`
const sending = '(?:[发转传送附](?:了|来|到|给|上|一|几|些|张|个|下|份|布|出|大家|各位|群里?|你|您)+|转发|上传|分享|推送|附上|现[发转附]|查收|看看|看一下|传阅)'

/** Rules, lessons, questions, conditions, other ways to send, what is over and what others did: whoever says these speaks about secrecy. */
const talk = new RegExp([
  '保密(?:教育|培训|宣传|检查|自查|知识|工作|法|意识|纪律|规定|承诺|警示|管理|制度|责任|审查|答题|考试|测试|观|条例|常识|课|小课堂|员|办|局|委|要求|提醒|专题|学习|协议|技术|期限不)',
  '答题|竞赛|考试|测试|题目|[单多]选|判断题|每日一|案例|警示|讲座|培训|自查|排查|清理|清退|清查|销毁|归档|撤回|举报|办法|条例|某|有人|泄密(?:案|事|隐患|风险|行为)',
  '解密|脱密|脱敏|降密|非密|是指|指的是|分为|包括|含义|意思|表示|标志|标识|形式|示例|例如|比如|譬如|形如',
  '哪[些几个里儿]|到哪|几级|三级|什么|怎么|怎样|如何|为何|多少|是否|是不是|有没有|有无|能不能|能否|可不可以|可否|谁|吗|与否|[?]',
  '如果|如有|如需|如遇|(?<![不一])如(?![下期实约此今])|若|凡|一律|一旦|任何|(?<!@)所有|一切|各类|必须|应当|应该|原则上|假如|的话|要是|万一|以免|发现|遇到|下列',
].join('|'), 'u')
/** The paper itself goes another way: 附件涉密，请到办公室取. */
const elsewhere = /机要|专网|专线|内网|线下|当面|专人|纸质|光盘|保密柜|[来派]人|来取|到[^,]{0,8}[取领]|另行[发送]|现场[发看阅收]|不(?:在|便|能|宜|要|得|可)[^,]{0,4}(?:(?<![外转])[发传](?!播)|微信|群)|不发|不传/u
/** 不涉密, 删掉了涉密内容, 不要发涉密文件: denied or forbidden before it is named. */
const denied = /(?:不|未|没|无|非|勿|莫|别|严禁|禁止|杜绝|防止|避免|防范|严防|谨防|拒绝|剔除|去除|去掉|删除|删掉|删去|排除|隐去)[^,;。!]{0,24}$/u
/** 涉密文件清退, 机密文件管理: an office's routine. */
const routine = /^的?(?:清退|清理|清查|自查|排查|检查|管理|登记|销毁|归档|台账|柜|交换|流转|办理|制度|规定|保管|收发|传递|处理|借阅|管控|目录|情况|问题|事件|培训|审查|丢失|泄露|范围|系统|人员|载体|岗位|知识|制发|起草|印制|怎)/u
/** 标注秘密的文件…, 涉密文件不得发群, …要走机要: all such papers. */
const atLarge = new RegExp(`^(?:[^,;。!]{0,9}的(?=${paper}|${ban}|请|要))?[^,;。! ]{0,8}(?:${ban}|要(?!求)|须|需|应|得|由|按|走|通过)`, 'u')

// ---- what a mention is

const has = (pattern: string, text: string): boolean => new RegExp(pattern, 'u').test(text)
const everywhere = (pattern: string): RegExp => new RegExp(pattern, 'gu')
/** 请勿转发：机密★1年 asks it for the paper that follows. */
const asked = new RegExp(`^.*${spreadBan}[: ]`, 'u')
const isQuestion = ({ sentence }: Mention): boolean => /\?$|[吗么]$/u.test(sentence)
const isTalk = (mention: Mention): boolean => talk.test(mention.clause) || elsewhere.test(mention.sentence) || denied.test(mention.before.replace(asked, '')) || routine.test(mention.after) || isQuestion(mention)
const isAtLarge = ({ before, after }: Mention): boolean => atLarge.test(after) && !has(thisPaper, before)
const ends = (text: string): boolean => has(`^(?:${quote}|${brackets.close})*(?:的|级|了)*(?:$|[ ,;。!:(])`, text)

type Reader = { readonly pattern: RegExp; readonly bears: (mention: Mention) => boolean }
/** Each way to bear a mark within a line; `bears` is asked where the pattern is found and nobody talks. */
const readers: readonly Reader[] = [
  // 机密★1年
  { pattern: everywhere(`${level}级?★`), bears: mention => !isAtLarge(mention) },
  // 扫描件发大家，秘密级，注意保管
  { pattern: everywhere(`(?<=[, ])${level}级?(?=[,。!])`), bears: ({ after }) => has(handling, after) },
  // 综窗整改名单 秘密
  { pattern: everywhere(`(?<=${paper} )${level}级?$`), bears: () => true },
  // 综窗整改名单（秘密）
  { pattern: everywhere(`${brackets.open}${level}级?${brackets.close}`), bears: () => true },
  // 密级：秘密; not 密级有绝密、机密
  { pattern: everywhere(`(?:密级|(?:秘密|保密|涉密)(?:等级|级别)|定密)(?:和保密期限)?(?:(?:确|标|拟)?(?:定|注)?(?:为|是|属于?)|[: ★(]|${quote}|${brackets.open})*${level}(?!级?(?:、|/|或|和|及|与))`), bears: () => true },
  // 该文件标注秘密, 本件属机密文件
  {
    pattern: everywhere(`(?:属于?|系|列为|(?:确|划|归|定|拟|性)(?:定|性)?为|定密为?|标[注示明]?[为有了着出]?|标的?是|盖[有了着的]是?|加盖|注明|写[着有了]|印[有着了]|挂着)(?:一[份个件]|个|着|是)?${quote}*${level}(?:级|${quote})*(?:字样)?${paper}?`),
    bears: mention => !isAtLarge(mention) && (!/^的\p{Script=Han}/u.test(mention.after) || has(sent, mention.after)),
  },
  // 文件上有机密字样
  { pattern: everywhere(`有${quote}*${level}级?${quote}*字样`), bears: mention => !isAtLarge(mention) },
  // 附件为秘密级, 这份名单是机密; 这是秘密 is what people say of a surprise
  { pattern: everywhere(`(?:${thisPaper}|${paper})[^,;。!]{0,8}(?:[是为]|带有?)(?:一[份个件])?${quote}*${level}(?:级|${quote})*`), bears: ({ after }) => ends(after) || has(`^(?:的)?${paper}`, after) },
  { pattern: everywhere(`这个?是${quote}*${level}级`), bears: () => true },
  { pattern: everywhere(`${thisPaper}[^,;。!]{0,4}按照?${level}(?:级|件|事项)?(?:管理|处理|对待|掌握|保管)`), bears: () => true },
  // 附件含国家秘密
  { pattern: everywhere(`${thisPaper}[^,;。!]{0,6}(?:含|包含|涉及|涉)有?(?:部分|大量|少量)?${quote}?(?<mark>国家秘密|工作秘密|绝密|机密)`), bears: ({ after }) => ends(after) && !/^的|不予公开|进驻/u.test(after) },
  // 转发一份涉密文件, 机密文件已发群里, 请查收机密文件
  {
    pattern: everywhere(`(?<mark>涉密|绝密|机密|(?<!国家|工作)秘密|(?<![涉机绝秘保紧加])密(?=件))级?的?${paper}`),
    bears: mention => !isAtLarge(mention) && !/^的\p{Script=Han}/u.test(mention.after) && (has(`(?:${thisPaper}|这是)[^,;。!]{0,10}$|${sending}[^,;。!]{0,8}$`, mention.before) || has(sent, mention.after) || (mention.before.trim() === '' && has(`^[ ,!(]*[^,;。!]{0,6}${handling}`, mention.after))),
  },
  // 此件涉密, 内容涉密
  { pattern: everywhere(`(?:${thisPaper}[^,;。!]{0,8}|${paper})(?:部分|全部|已经?|均|都|属于?|是|为|确实|其实)?(?<mark>涉密)`), bears: ({ before, after }) => has('^的?(?:$|[ ,;。!)])|^[请勿]', after) && (!/(?:事项|数据|信息)[^,]{0,3}$/u.test(before) || has(thisPaper, before) || has(handling, after)) },
]
/** Talk of conditions (涉密：否) and 密件, the old word for such a paper. */
const bareClassified = new RegExp(`^[ ]*${brackets.open}?(?:涉密(?:级?${paper})?|密[件电])${brackets.close}?(?=$|[:,!。 ]|(?<=${brackets.close}))(?![: ]*(?:否|无|不|非|没|情况))(.*)$`, 'u')

// ---- the head of a paper

const urgency = '(?:特急|加急|平急|特提|急件|紧急)'
const header = `(?:#\\S+ |(?:份号|编号|No\\.?|№)?:? ?\\d{1,7} |${urgency}[ ·、]?)*`
const head = new RegExp(`^ ?${header}(?<open>${brackets.open}*) ?${level}(?<noun>级?${paper}?)(?<rest>.*)$`, 'u')
const term = `(?:[ (]?(?:\\d{1,2}[年月]|长期)\\)?)?`

/** 000001 机密★1年 特急: whatever follows, unless it is explained. */
function readStarHead(line: string): Mark | null {
  const { mark, rest = '' } = head.exec(line)?.groups ?? {}
  return mark === undefined || !rest.startsWith('★') || /形式|标志|标识|表示|含义|意思|如何|怎么|[?]/u.test(line) ? null : asMark(mark)
}

/** 秘密 on a line of its own, 机密 特急, 【秘密】…, 机密：…, 机密文件，请勿外传. */
function readHead(line: string, text: string): Mark | null {
  const { open = '', mark, noun = '', rest = '' } = head.exec(line.replace(new RegExp(`^${quote}([^”"]*)${quote}$`, 'u'), '$1'))?.groups ?? {}
  if (mark === undefined || rest.startsWith('★')) return null
  if (open !== '' && has(`^${brackets.close}`, rest)) return /^.(?:的|是|和|与|、|级|或)|\?$/u.test(rest) ? null : asMark(mark)
  // Several levels, each on its line, are a list of them.
  if (new Set(text.match(/绝密|机密|(?<!国家|工作)秘密/gu)).size > 1 || talk.test(line)) return null
  const isPaper = noun.length > 1, isLevel = mark.length === 2
  const isAlone = has(`^[ ·、,]?${urgency}?${term}[.。:]? ?$`, rest)
  const isHandled = has(`^[!,;。: ]`, rest) ? has(handling, text) : has(`^(?:请|阅|看|注意|妥善)`, rest) && has(handling, rest)
  const isTitle = isPaper ? rest.startsWith(':') : isLevel && has(`^(?::| (?!武器)|[·、]?(?:特急|加急|平急|特提))`, rest) && !/国家秘密|[是为]?最?重要的|泄露/u.test(rest)
  return isAlone || isHandled || isTitle ? asMark(mark) : null
}

function readBareClassified(line: string): Mark | null {
  const rest = bareClassified.exec(line.replace(/^(?:#\S+ )/u, ''))?.[1]
  if (rest === undefined || talk.test(line)) return null
  return rest === '' || new RegExp(`^ *[[(【〔〖]|^ *涉密[:!]|^[^:]*:`, 'u').test(line) || has(handling, rest) || has(sent, rest) ? '涉密' : null
}

// ---- 内部

const internal = everywhere(`(?<mark>内部)(?:[\\])】]|资料|文件|材料|信息(?!系统|化|网)|情况|数据|通报|掌握|参考|参阅|使用|传阅|文稿|名单|明电|刊物|件|学习|交流|讨论|稿)[^。;]{0,16}?${spreadBan}`)
/** 要求：内部资料不得外传, 凡是内部资料…: rules; 严禁将内部资料外传 names its prohibition first. */
const ruled = /(?:任何|一切|所有|凡|各类|对|将|把|的)[^,]{0,6}$|(?:要求|规定|强调|纪律|提醒|重申)[^,]{0,10}$/u

// ---- the whole

/** One spelling for widths and stars; mentions go, and the blank inside 秘 密, which the standard sets. */
function simplify(text: string): string {
  return text.replace(/[\p{Cf}\ufe0f]/gu, '').normalize('NFKC')
    .replace(/[☆✩✪✭✮✯⭐🌟]+/gu, '★').replace(/(?<=[绝机秘] {0,3}密级?) ?\*+ ?(?=\d|长期|[一二三四五六七八九十]年)/gu, '★').replaceAll('*', '').replace(/@[^\s,:。]{1,20}(?:\s|$)/gmu, ' ').replace(/[^\S\n]+/gu, ' ').replace(/ ?★ ?(?:解密(?:时间|条件|日期)?)?/gu, '★')
    .replace(/([绝机秘]) {1,3}密(?=$|[ ★\])】〕\n])/gmu, '$1密').replace(/(内部\p{Script=Han}{2}) ?\n/gu, '$1 ')
}

const asMark = (word: string): Mark | null => ranks.find(rank => rank === ({ 内部: '内部资料', 密: '涉密' }[word] ?? word)) ?? null

/** A sentence without a stop is cut: a long text must not take long. */
const longest = 200

function mentionsIn(line: string, pattern: RegExp): Mention[] {
  return [...line.matchAll(pattern)].map(({ index, 0: whole, groups }) => {
    const word = groups?.['mark'] ?? '', at = index + whole.lastIndexOf(word), end = index + whole.length
    const start = Math.max(at - longest, ...['。', '!', ';', '?'].map(sign => line.lastIndexOf(sign, at - 1))) + 1, length = line.slice(end, end + longest).search(/[。!;?]/u), stop = Math.min(end + longest, length < 0 ? line.length : end + length + 1)
    const from = Math.max(start, line.lastIndexOf(',', at - 1) + 1), comma = line.slice(end, stop).indexOf(',')
    return { word, before: line.slice(from, at), after: line.slice(end, stop), clause: line.slice(from, comma < 0 ? stop : end + comma), sentence: line.slice(start, stop) }
  })
}

/** A question of several answers, one of them a level. */
const isQuiz = (text: string): boolean => /(?:^|[\s;。])[A-D] ?[.、,:)][^\n]{0,12}(?:绝密|机密|秘密)|\( *\)[^\n]{0,20}密|密[^\n]{0,20}\( *\)/u.test(text)
const isLifted = (text: string): boolean => /(?:已|现|予以|自动|自行|经)[^,。\n]{0,4}解密/u.test(text)

/**
 * The mark of secrecy that the message bears, the highest of several, or null; the level without its term.
 *
 * secrecyMark('机密★1年\n关于……的通知') → 机密, secrecyMark('不要在群里发涉密文件') → null
 */
export function secrecyMark(text: string): string | null {
  const plain = simplify(text)
  if (!/密|内部/u.test(plain)) return null
  const isOver = isQuiz(plain) || isLifted(plain)
  const marks = plain.split('\n').flatMap(line => (isOver ? [readStarHead(line)] : [
    readStarHead(line),
    readHead(line, plain),
    readBareClassified(line),
    ...readers.flatMap(({ pattern, bears }) => mentionsIn(line, pattern).filter(mention => !isTalk(mention) && bears(mention)).map(({ word }) => asMark(word))),
    ...mentionsIn(line, internal).filter(mention => !isTalk(mention) && !ruled.test(mention.before) && !mention.after.startsWith('的')).map(({ word }) => asMark(word)),
  ]))
  return ranks.find(rank => marks.includes(rank)) ?? null
}
