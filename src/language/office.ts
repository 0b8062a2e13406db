// Is this the name of an office: 政务局, 省中心, 高坪镇? Told by its last word together with a word of office work, the level it begins
// with or the place it stands behind. 快乐小站 is none.

import { isSurname } from './person.ts'

const words = (list: string): readonly string[] => list.split(/\s+/u).filter(word => word !== '')

/** Ends that only offices have. */
const strong = words('委员会 管委会 办公室 办事处 党工委 人民政府 局 厅 委')
/** Ends that other words have too: a word of office work or a level must be with them. */
const weak = words('中心 政府 大厅 窗口 支队 大队 总队 服务站 工作站 工作组 专班 指挥部 机关 学校 学院 医院 银行 公司 集团 协会 园区 开发区 办 处 科 股 室 所 站 部 院 组 队 社')
const township = words('街道 社区 镇 乡 村')
/** What office work is called; behind a place it is an office by itself (乐山政务). */
const work = words(`政务 行政 审批 行审 政数 政管 政服 数据 办公 综合 业务 服务 改革 法规 法制 政策 督查 督办 督导 信息 技术 人事 财务 财政 秘书 文秘 宣传 组织 统战 政法 纪检 监察 纪委 党委 党建 党群 党组 机关
  规划 教育 教体 科技 经信 经济 民政 民宗 民族 公安 司法 人社 人力 社保 医保 医疗 卫健 卫生 农业 农村 水利 水务 林业 林草 自然资源 国土 住建 城建 城管 交通 商务 文旅 文化 文教 文体 旅游 体育 审计 统计 税务 市场 市监 应急 信访 退役 军人
  国资 金融 扶贫 乡村 发改 编办 编委 便民 营商 招商 投促 投资 资源 交易 热线 项目 工程 建设 管理 监督 监管 协调 联络 后勤 保障 安全 环保 生态 气象 档案 史志 方志 目标 绩效 效能 标准 电子 网络 运行 窗口 政府 市委 县委 省委 州委 区委
  人大 政协 法院 检察 社会 妇联 团委 工会 残联 科协 供销 邮政 电力 通信 移动 电信 联通 消防 公积金`)
/** Behind a place these are offices too. */
const behindPlace = new Set([...work, ...words('政务服务 便民服务 行政审批 大数据')])
/** Offices with nothing else to tell them by. */
const short = new Set(words('办公室 社区 村委 村委会 街道 街道办 机关 中心 大厅 窗口 局办 行审 政务办 纪委 党办 政府办 人大 政协 市委 县委 区委 州委 省委'))
const level = /^[省市州县区镇乡村局委厅部院]/u

const endsWithOne = (text: string, ends: readonly string[]): boolean => ends.some(end => text.length > end.length && text.endsWith(end))
const tellsOfWork = (text: string): boolean => work.some(word => text.includes(word))

export type Sureness = 'sure' | 'likely' | null

/**
 * How surely a text is the name of an office; 'likely' counts beside a name or a place only. `placed`: it stands behind a place.
 * `zones` are development zones, offices by themselves.
 *
 * readOffice('政务服务中心', [], false) → sure, readOffice('石桥镇', [], false) → likely, readOffice('快乐小站', [], false) → null
 */
export function readOffice(text: string, zones: readonly string[], placed: boolean): Sureness {
  if (zones.some(zone => text === zone || (text.startsWith(zone) && readOffice(text.slice(zone.length), [], true) !== null))) return 'sure'
  if (text.length < 2) return null
  const isStrong = endsWithOne(text, strong), asFound: Sureness = placed ? 'sure' : 'likely'
  if ((isStrong || endsWithOne(text, weak)) && (level.test(text) || tellsOfWork(text))) return 'sure'
  if (placed && behindPlace.has(text)) return 'sure'
  if (short.has(text) || (isStrong && text.length >= (isSurname(text.slice(0, 1)) ? 4 : 3))) return asFound
  return text.length >= 3 && text.length <= 6 && endsWithOne(text, township) ? asFound : null
}
