// Is this the name of a person? Said of Han names with a known surname, of Yi and Tibetan names by their clans and words, of names
// with a dot. What is not certain is no name: 快乐, 高新, 李建科 (a section of an office, or somebody).

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).filter(word => word !== ''))

/** Surnames that hardly begin an ordinary word: two or three characters by themselves are a name. */
const plainSurnames = new Set('王李张刘陈杨赵吴周徐孙朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦付邹孟熊秦邱尹薛闫侯陶黎贺顾郝龚邵钱严覃戴莫孔汤牟蒲苟冉雍晏谌赖詹翟殷樊葛邢颜倪聂岳耿焦俞裴霍涂翁骆柴喻祁屈饶缪娄窦岑佘瞿桂臧邬卞栾仇')
/** These begin many: 高兴, 马上, 安全. They need a place, an office or a phone beside them. */
const wordySurnames = new Set('高马林黄田于余叶程任金石夏方白江段雷龙史毛万武向常温康施文牛安易乔伍庞庄章鲁申欧左柳甘包舒兰阮柯纪梅童凌毕单季苗盛曲路游蓝管华鲍尤时穆司古吉车项连芦麦景费卜冷席卫米宗关辛尚代阳税敬胥卿幸母青隆邝寇桑刁巫简水商师党宫房明符谷')
const compoundSurnames = words('欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 端木 申屠 钟离 呼延 赫连 淳于 濮阳')

/** Yi clans as they are written in Liangshan, Leshan and Panzhihua. */
const clans = words(`阿支 阿尔 阿吉 阿苏 阿侯 阿约 阿木 阿措 阿说 阿牛 阿库 阿余 阿育 吉克 吉木 吉尔 吉伍 吉古 吉则 吉巴 吉泽 吉火 吉色 马海 马黑
  沙马 沙玛 勒格 勒伍 俄木 俄洛 俄尔 曲木 曲比 曲别 且沙 尔古 尔日 尔布 瓦其 瓦扎 瓦渣 比布 贾巴 加巴 金古 金曲 久里 海来 海乃 什扎 罗洪 罗格 洛古
  莫色 莫洛 木乃 木尔 拉马 拉玛 拉一 日火 日黑 的日 的莫 甲拉 甲巴 井扎 巴久 巴莫 补约 额其 惹几 克惹 苏呷 依火 乃保 乃古 约其 结古 土比 热柯
  倮伍 倮木 倮格 黑惹 洛木 布尔 莫尔`)
/** Tibetan names are made of these: 泽仁, 扎西多吉. */
const tibetan = words(`泽仁 扎西 卓玛 达瓦 尼玛 多吉 多杰 格桑 次仁 央金 央宗 拉姆 丹增 丹真 罗布 旺堆 旺修 旺姆 旺扎 洛桑 嘎玛 仁青 仁真 仁增 桑吉 索朗 索南
  邓珠 登巴 降初 降措 益西 四郎 四朗 呷绒 俄金 白玛 班玛 其美 曲珍 曲措 拥忠 拥初 泽郎 泽旺 泽让 泽珍 甲央 贡布 贡嘎 根秋 巴登 志玛 志麻 夺吉 阿旺 土登 才让 更登
  俄热 娜姆 拉珍 拉措 德吉 央珍 旦真 旦增 强巴 彭措 平措 顿珠 边巴 巴桑 仓决 班觉 旺杰 旺加`)
/** The characters in which Uyghur, Kazakh and other names are spelt. */
const spelling = new Set('阿巴拜贝比别卜不布策茶达代丹迪的丁东都杜敦多尔法菲肥丰夫福甫噶尕古哈海汗罕合赫黑胡加吉江杰卡开坎克肯库拉来勒里力丽莉利列林罗洛马玛买曼麦满毛米蜜木麻那乃内尼努帕皮普其恰切曲让热日如若萨赛赞色沙善生什苏素塔坦提铁图吐托瓦万旺乌吾西希夏先孝辛雅亚叶衣依伊义音英尤玉约扎则孜扎哲者孜佐再祖娜娅孟')

/** Ordinary words and office words that begin with a surname: never a name, nor is what begins so. */
const openers = words(`高新 高级 高考 高铁 高速 高中 高等 高度 高校 马上 马铃 林业 林草 林长 林权 林场 林区 黄昏 黄色 田野 田间 于是 于无 余生 余额 叶子
  程序 任务 任何 任性 任意 任我 金融 金牛 金色 金沙 金属 金额 金太 石油 石头 石榴 石化 夏日 夏季 夏至 夏威 方便 方案 方法 方块 白天 白菜 白领 白日 白开 江湖
  雷达 雷阵 龙头 龙卷 龙猫 史志 史记 毛线 万一 万事 万能 万岁 万花 万物 武装 武警 武术 向前 向上 向往 向阳 向导 向日 常务 常委 常规 常驻 常识 常客 温暖 温柔 温室 温度 康养 康复 康师
  施工 施教 文明 文化 文旅 文广 文体 文秘 文教 文卫 文物 文书 文宣 文件 文档 文艺 文员 牛奶 牛气 牛肉 安全 安监 安置 安静 安保 安居 安防 安徽 安心 易拉 易经 易碎 欧盟 欧洲 左右 左岸 柳树 甘肃 包容 包装 包子 舒服 舒心 舒适 兰花
  梅花 童话 童年 童心 凌晨 毕业 毕竟 单位 单身 单元 季节 季度 季风 盛世 盛夏 曲线 路过 路人 路政 路灯 路桥 路由 游客 游戏 游泳 蓝天 蓝色 管理 管委 时光 时间 时代 时尚 司法 司机 司空 古月 古典 古城 古镇 吉祥 吉他
  车管 车辆 车队 项目 项链 连接 连续 麦田 麦子 景区 景观 景色 费用 冷暖 冷静 卫生 卫健 卫星 卫计 米粒 米饭 宗教 关心 关注 关于 关爱 辛苦 尚未 代办 代表 代理 代章 阳光 阳台 税务 敬请 幸福 幸运 母亲 青春 青年 青山 青城 青岛
  隆重 简单 简约 简爱 水利 水务 水电 水乡 水果 商务 商业 商家 师傅 师范 党建 党委 党群 党校 党组 党员 党政 房管 房产 房屋 明天 明白 明星 明月 符号 谷雨 王者 王牌 陈列 周期 周边 孙悟 胡萝 胡说 胡椒 何必 何处 何时 何以 何人 何况
  罗马 谢谢 许愿 韩国 韩剧 曾经 苏打 董事 钟情 钟表 钟点 陆地 陆军 范围 范畴 付款 付费 孟婆 熊猫 熊孩 秦岭 陶瓷 陶醉 贺卡 贺岁 顾客 顾问 钱包 钱多 严格 严肃 严禁 莫名 莫愁 莫非 孔雀 汤圆 焦点 焦虑 颜值 颜色 涂鸦 柴米 屈服 桂圆 温江 金堂 双流 江油`)
/** Whole words of the kind; longer names may begin with them (王国强, 王子涵). */
const ordinary = words(`王子 王后 王道 王国 王朝 李子 杨树 杨柳 杨梅 周到 周末 周一 周二 周三 周四 周五 周六 周日 周年 孙子 孙女 朱红 胡子 胡同 胡闹 胡须 罗盘 罗列 梁山 梁子 宋词 唐诗 唐朝 唐人 唐僧 唐突 许久 许多 许可
  苏醒 苏州 杜绝 魏晋 沈阳 丁点 丁香 卢布 钟声 钟楼 范本 秦朝 黎明 贺电 汤药 桂花 陈旧 陈述 郑重 郑州 张贴 高人 高手 高雅 高兴 高山 高原 马到 马路 马达 马虎 黄河 黄山 黄金 方正 方志 方向 方舟 白马 白云 江水 江南 江山 江边 江河 江北 雷锋 龙门
  文字 文学 安康 安宁 安好 万里 万科 万象 万达 常在 常青 武功 武汉 华夏 华为 华西 康乐 温馨 夏天 夏凉 明亮 明确 田园 叶片`)
/** What no given name has: function words, and the ends of offices and places. */
const notGiven = /[的了是在我你他她它们不很吗呢吧啊哦哈呀嘛都也还要请每这那么或等被把让给对到省县区市局厅办委股室处所站队组部]/u
const han = /^[\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{2fa1f}]+$/u

const titleStems = words(`主任 局长 科长 处长 股长 所长 站长 队长 部长 院长 校长 厅长 县长 市长 区长 镇长 乡长 州长 村长 组长 会长 班长 书记 支书 主席 秘书长 委员 常委 主管 经理 总监 董事长 巡视员 调研员 主任科员`)
const roles = words(`第一书记 总经理 总工程师 总工 工程师 科员 干事 专员 助理 主任助理 局长助理 秘书 专干 干部 老师 师傅 同志 先生 女士 小姐 一级调研员 二级调研员 三级调研员 四级调研员 一级主任科员 二级主任科员 三级主任科员 四级主任科员
  四级主办 负责人 联络员 联系人 信息员 填报员 填报人 报送员 报送人 管理员 经办人 经办员 工作人员 网格员 窗口人员 分管领导 主要领导 领导 群主 本人`)
const titles = [...titleStems].flatMap(title => [title, `副${title}`, `原${title}`, `原副${title}`]).concat([...roles]).toSorted((a, b) => b.length - a.length)
/** Forms of address that are titles behind a bare surname only: 李局, but 李建科 is left alone. */
const address = /^[局处科股所厅部队院总工哥姐]$/u

/** Are these characters a surname, 邱 or 欧阳? */
export const isSurname = (text: string): boolean => plainSurnames.has(text) || wordySurnames.has(text) || compoundSurnames.has(text)

const surnameOf = (text: string): string => (compoundSurnames.has(text.slice(0, 2)) ? text.slice(0, 2) : text.slice(0, 1))

function isHanName(text: string): boolean {
  const surname = surnameOf(text), given = text.slice(surname.length), [first = '', second = ''] = text
  if (!isSurname(surname) || given === '' || notGiven.test(given) || first === second || openers.has(text.slice(0, 2)) || ordinary.has(text) || titles.includes(given)) return false
  if (surname.length === 1 && text.length === 4) return plainSurnames.has(first) && plainSurnames.has(second)
  if (surname.length === 1 && text.length === 3 && given.endsWith('科')) return false
  return given.length <= 2
}

const isClanName = (text: string): boolean => text.length >= 3 && text.length <= 5 && clans.has(text.slice(0, 2)) && !/[的了是在我你他们很就都省县区市局厅办委室]/u.test(text.slice(2))

function isTibetanName(text: string): boolean {
  const parts = text.match(/.{2}/gu) ?? []
  return parts.length >= 1 && parts.length <= 3 && parts.join('') === text && parts.every(part => tibetan.has(part))
}

/** Is this a whole name by itself, of two to six characters: 张三, 欧阳某某, 马海伍呷, 扎西多吉? */
export const isFullName = (text: string): boolean => han.test(text) && (isHanName(text) || isClanName(text) || isTibetanName(text))

/** Is it a name even where nothing beside it tells of a person: 张三 is, 高明 and 格桑 are not? */
export const standsAlone = (name: string): boolean => name.includes('·') || (isHanName(name) ? plainSurnames.has(name.slice(0, 1)) || compoundSurnames.has(name.slice(0, 2)) : isClanName(name))

/**
 * Is this a name whose parts are joined by a dot?
 *
 * isDottedName('迪力·买买提') → true, isDottedName('诗·远方') → false
 */
export function isDottedName(text: string): boolean {
  const parts = text.split('·')
  if (parts.length < 2 || parts.length > 4 || !parts.every(part => part.length <= 8 && han.test(part))) return false
  return parts.every(part => isTibetanName(part) || [...part].every(character => spelling.has(character))) && parts.join('').length >= 4
}

/** Does the name begin with a surname that is hardly anything else, so that an office behind it is another word (张三办公室)? */
export const isPlainName = (text: string): boolean => isFullName(text) && plainSurnames.has(text.slice(0, 1))

export type Person = { readonly name: string | null; readonly surname: string | null }

const nobody: Person = { name: null, surname: null }

/**
 * The person that the whole text names, titles left off: a full name, or the surname alone; nobody for a bare title; null where it is
 * something else.
 *
 * readPerson('张三副主任') → 张三, readPerson('李局') → surname 李, readPerson('综合科') → null
 */
export function readPerson(text: string): Person | null {
  if (text === '' || !han.test(text)) return null
  if (isSurname(text)) return { name: null, surname: text }
  if (address.test(text.slice(-1)) && isSurname(text.slice(0, -1))) return { name: null, surname: text.slice(0, -1) }
  if (isFullName(text)) return { name: text, surname: null }
  if (/^[小老]/u.test(text) && isSurname(text.slice(1))) return { name: null, surname: text.slice(1) }
  const behind = titles.find(title => text.endsWith(title)), before = titles.find(title => text.startsWith(title))
  if (behind !== undefined) return text === behind ? nobody : readPerson(text.slice(0, -behind.length))
  return before === undefined ? null : readPerson(text.slice(before.length))
}
