// Who can have written a pasted message: names of the room first, then the shapes names have in work groups. What reads like a label (截止时间, 完成率) is nobody.

import { plainOf } from './pasted-noise.ts'

/** How sure it is that a word is somebody: of the room; named as such (乐山-张三, @-mentioned); a person's name; perhaps; nobody. */
export type Trust = 4 | 3 | 2 | 1 | 0

/** `name`: as the room writes it, where it knows it; `written`: as the paste does, without what messengers add. */
export type Who = { readonly name: string; readonly written: string; readonly trust: Trust }

export type Names = (name: string) => Who

const surnames = [
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文',
  '庞樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦柳邢岳梅莫庄辛管祝涂谷祁舒耿牟卜詹关苗凌纪靳童欧甄曲阳裴覃霍翁隋柏宁柯阮桂闵冉吉饶戚丘滕苑褚廉简娄奚穆郎冀姬屠晏栾郁喻窦迟敖冷卓仇艾仲虞谌扬',
].join('')
const longSurnames = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|端木', titles = '局长|副局长|处长|副处长|科长|副科长|主任|副主任|书记|经理|老师|同志|工|总|姐|哥'
const person = new RegExp(`^(?:(?:[${surnames}]|${longSurnames})\\p{Script=Han}{1,2}|[${surnames}](?:${titles})|[老小][${surnames}])$`, 'u')
/** Yi and Tibetan names have no surname of the list. */
const otherPerson = new RegExp(`^(?:${[
  '阿[依牛呷木果支苏措来]|吉[克木伍]|海来|沙马|曲[木比]|马海|罗洪|石一|泽[仁旺央]|扎西|次[仁旺]|格[绒桑]|洛绒|降[央初]|多吉|卓玛|拉姆|央[金宗]|丹[增巴]|达[瓦娃]|仁[青真]|白玛|尼玛|桑[吉巴]',
  '旺[堆扎]|罗布|索朗|四郎|土登|志玛|其美|俄[色珠木]',
].join('|')})\\p{Script=Han}{0,3}$`, 'u')
/** Words that only look like a surname with a given name. */
const plainWords = new RegExp(`^(?:${[
  '方[案式法面向]|任[务何]|金额|程[序度]|高[峰新中校速度]|石[材油]|温[度馨]|关[注键于]|万[元人一]|路[线径况]|白[天色]|管[理控]|祝[愿福贺]|余[额下款]|许可证?|易[错漏].?|范[围本例]|章[节程]|施[工行]|季[度报]',
  '曾[用任]名?|顾[客问]|贺[信词]|于是|纪[要律]|尤其|毕[业竟]|宋体|黄色|马上|罗列|何[时地人处]|曲线|段[落位]|钱款|江[苏西]|康复|雷达|洪水|林业|文[件号字本]|田间|武汉|金牌|严[格禁重]|毛[利重]|史料|申[请报领].?',
].join('|')})$`, 'u')
/** 高坪区 is no person, but may be the name of a unit's account. */
const unit = /(?:[省市州县区镇乡村局厅委办处科股]|大厅|中心|窗口)$/u
const isPerson = (name: string): boolean => (person.test(name) && !unit.test(name) && !plainWords.test(name)) || otherPerson.test(name)

/** How a line of a message begins before its colon, and what it says there. */
const beginnings = /^(?:截[至止]|关于|根据|按照|请|各|另|如|第[一二三四五六七八九十\d]|共|附|目前|当前|现将|今[天日年]|昨[天日]|明[天日]|本[周月年]|[上下][午周月]|其[他它余]|同时|此外|全[省市县区]|温馨|特别|https?$)/u
const endings = new RegExp(`(?:${[
  '时间|日期|时限|期限|截[至止]|地点|地址|位置|单位|部门|科室|各地|市州|区县|联系人|负责人|参会|人员|对象|电话|手机|号码|账号|密码|口令|会议号|链接|网址|邮箱|主题|标题|议题|议程|内容|要求|标准|依据|口径|目标|项目',
  '计划|安排|分工|步骤|流程|进度|进展|情况|动态|任务|方案|方式|方法|范围|金额|文件|文号|完成|比例|率|数量|总数|总计|合计|小计|占比|其中|备注|说明|附件|材料|资料|名单|清单|表格|通知|公告|通报|简报|提示|提醒|注意|事项',
  '重点|来源|结果|结论|原因|问题|建议|意见|措施|答复|回复|反馈|例如|比如|格式|如下|以下|以上|分别|包括|示例|样例|接龙|值班|会议室?|开会|报到|签到|上班|下班|值守|^(?:[答问注例即是为数地名]|各位|大家)',
].join('|')})$`, 'u')
const signs = /[。！？!?；;，,、…“”"「」『』《》<>{}=#*|\t\\^]|https?|%|％/u
const listMark = /^(?:\d+ ?[.、)）]|[（(][\d一二三四五六七八九十]|[①-⑳]|[一二三四五六七八九十]+[、是]|[-—•·#@＃/])/u
const toAll = /^(?:所有人|全体成员|all)$/iu
const onlyFigures = /^[\d\s.:：/%年月日-]+$/u

/** 乐山-张三, 南充市政务局 李四, 张三@市局, 张三(综合科): a unit and a person. */
function isPersonOfUnit(name: string): boolean {
  const parts = name.split(/[-—–－_＿·•/@ ()（）]+/u).filter(part => part !== '')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  return parts.length >= 2 && parts.length <= 4 && (isPerson(last) || isPerson(first)) && !parts.some(part => onlyFigures.test(part)) && !beginnings.test(name)
}

/** Without what messengers add to a name: 张三@微信, 张三(10001), 张三<a@b.cn> */
const bareName = (name: string): string => name.replace(/ ?(?:@微信|[(（]\d{5,12}[)）]|<[^<>\s]{3,60}>)$/u, '').trim() || name

/** What may stand around the name that the room knows: 张三@市局, 张三(综合科), 【群主】张三 */
const trimmings: readonly RegExp[] = [/@[^@]{1,40}$/u, / ?[(（][^()（）]{1,40}[)）]$/u, /^【[^【】]{1,20}】/u]
/** A call ends with WeChat's own space, which lets a name have others, or where the word ends. */
const call = /[@＠]([^@＠\u2005]{1,40}?)(?=\u2005)|[@＠]([^\s@＠，,。：:；;！!？?]{1,40})/gu
const callsLength = 4000
/** A name as it is compared: copying may double a space, or widen it. */
const keyOf = (name: string): string => plainOf(name).replaceAll(/ +/gu, ' ').toLowerCase()

/**
 * Who is who in a paste: the names of the room, those whom its lines call with @, and the shapes of names.
 *
 * namesIn(lines, ['张三'])('综窗完成率') → trust 0; ('乐山-李四') → trust 3; ('张三@微信') → { name: '张三', written: '张三', trust: 4 }
 */
export function namesIn(lines: readonly string[], known: readonly string[]): Names {
  const spelling = new Map(known.map(name => [keyOf(name), name] as const).filter(([key]) => key !== ''))
  const calls = lines.filter(line => /[@＠]/u.test(line)).flatMap(line => [...line.slice(0, callsLength).matchAll(call)])
  const called = new Set(calls.map(([, spaced, plain]) => keyOf(spaced ?? plain ?? '')))
  const ways = (name: string): readonly string[] => [name, bareName(name), ...trimmings.map(one => name.replace(one, ''))].map(keyOf)
  const member = (name: string): string | undefined => ways(name).map(one => spelling.get(one)).find(one => one !== undefined)
  const judge = (name: string): Trust => {
    if (member(name) !== undefined) return 4
    const bare = bareName(name).replace(/[~～。!！]$/u, '')
    if (bare === '' || bare.length > 40 || signs.test(bare) || listMark.test(bare) || onlyFigures.test(bare) || /(?:^|\D)[:：]|[:：](?:\D|$)/u.test(bare)) return 0
    if (called.has(keyOf(bare)) || isPersonOfUnit(bare) || /(?:助手|机器人|小秘书)$/u.test(bare)) return toAll.test(bare) ? 0 : 3
    return isPerson(bare) ? 2 : beginnings.test(bare) || endings.test(bare) || plainWords.test(bare) ? 0 : 1
  }
  const judged = new Map<string, Who>()
  return name => {
    const before = judged.get(name)
    if (before !== undefined) return before
    const written = bareName(name), who = { name: member(name) ?? written, written, trust: judge(name) }
    judged.set(name, who)
    return who
  }
}
