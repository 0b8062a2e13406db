// States of a reform, by how they are put together (已全部 + 改造 + 到位) and, where no rule makes them, by the word. A weak one (完成 without 已 or 全部, a slogan)
// counts only beside such a word: 完成38% counts, 综窗完成后 does not.

import type { Own } from '../mention.ts'
import type { Status } from '../record.ts'
import { row, type Row } from './row.ts'

export type Pattern = { readonly pattern: RegExp; readonly says: Own }

/** Each of the words, the longest first; `_` stands for nothing. */
function anyOf(words: string): string {
  const all = words.split(' ').filter(word => word !== '_').toSorted((a, b) => b.length - a.length)
  return `(?:${all.join('|')})${words.split(' ').includes('_') ? '?' : ''}`
}
const made = (state: Status, parts: readonly string[], weak: boolean): Pattern => ({ pattern: new RegExp(parts.map(anyOf).join(''), 'gu'), says: { kind: 'status', status: state, ...(weak ? { weak: true } : {}) } })
const status = (state: Status, ...parts: readonly string[]): Pattern => made(state, parts, false)
const slogan = (state: Status, ...parts: readonly string[]): Pattern => made(state, parts, true)

const finish = '完成 实现 做完 改完 搞完 弄完 整完 办完 建完 配完 设完 装完 推完 用完 建成 建好 建起 建起来 设好 配好 装好 改好 搞好 弄好 整好 配齐 配全 建齐 设齐 到位 落实 落实到位 配备到位 改造到位 设置到位 改革到位 整改到位 搞定 搞归一 整归一 归一 完工 竣工 完结 收官 落地 启用到位 改造完成 改革完成 建设完成 配备完成 设置完成 梳理完成 下放完成 全覆盖 实现全覆盖 覆盖到位 覆盖完 拉满 梳理完 下放完 下放到位 进驻到位 安装到位 投用'
const verbs = '建设 设立 设置 配备 配置 安装 改造 启用 推行 落实 梳理 下放 进驻 整改 调整 部署 接入 投放 委托 承接 推广 应用 改革 搭建'
const whole = '全部 全 全都 都 均 全面 全数 已全部 已经全部 已全 已都 均已 都已 都已经 全部都 现已全部 已均 已全面 基本上全部 也全部 也都 也已全部'
const ended = '已 已经 现已 早已 也已 也已经 圆满 顺利 如期 提前 按时 按期 已圆满 已顺利 已如期 已提前 已按时 已按期 顺利地'
const begin = '启动 开始 起步 开展 推行 铺开 推开 动起来 搞起来 整起来 做起来 搞起 整起 动工 开工 破题 着手 实施 展开 动手 启动实施 启动推进 启动改造 开始推进 试运行 上线试运行'
const move = '推进 推动 改造 改革 实施 建设 进行 开展 落实 梳理 配备 安装 施工 整改 扫尾 收尾 改 推 办 建 装 配 做 搞 弄 整 设 攻坚 推广 下放 启用'

/** Made of parts. */
export const statusPatterns: readonly Pattern[] = [
  slogan('done', '全 全面', finish),
  status('done', whole, finish, '_ 了 啦 咯'),
  status('done', `${whole} ${ended}`, verbs, '到位 完毕 完成 完 好 齐', '_ 了 啦 咯'),
  status('done', verbs, '到位 完毕 完 齐', '了 啦 咯'),
  status('done', verbs, '到位 完毕'),
  status('done', ended, finish, '_ 了 啦 咯'),
  status('done', '改 做 搞 弄 整 办 建 配 设 装 推 梳理 下放', '完', '了 啦 咯 毕 毕了'),
  status('done', '建 设 配 装 改 搞 弄 整', '好 齐 全', '了 啦 咯'),
  status('in_progress', '已 已经 现已 均已 都已 也已 刚 刚刚 才 今天 都已 均已 已全面 已全部 已正式 正式 现已全面', begin, '_ 了 啦 咯'),
  status('in_progress', begin, '了 啦 咯'),
  status('in_progress', '正 正在 在 还在 仍在', '_ 有序 加快 抓紧 全力 全面 稳步 分批 逐步 陆续 积极 紧张 集中 加紧 按计划', move, '_ 中 当中 着 的过程中'),
  status('in_progress', '有序 稳步 加快 全力 抓紧 持续 全面 扎实 按计划 按序时 按序时进度 加紧 陆续 分批 逐步 积极', move, '中 当中 的过程中'),
  status('in_progress', '有序 稳步 正常 顺利 按计划 按序时 按序时进度', '推进 进行 实施 开展'),
  slogan('in_progress', '加快 全力 抓紧 持续 全面 扎实 加紧 陆续 分批 逐步 积极', move),
  status('in_progress', move, '中 当中'),
  status('not_started', '未 没 没有 还没 还没有 尚未 还未 暂未 暂没 仍未 一直没 至今未 至今没 均未 都没 都还没 目前未 并未 从未 还没得 没得 莫得 硬是没 也没 也还没 也未', '启动 开始 起步 开展 推行 铺开 推开 动 搞 弄 整 做 实施 动工 开工 着手 动起来 搞起来 整起来 展开 改 建 配 推 推进 设 设立 设置 启用 动静 配备 建设 使用 用 用上 安装 装 推动', '_ 起来 起 呢 哦 呀 嘛'),
]

export const statusRows: readonly Row[] = [
  row('完成了 完成啦 搞定 搞定了 搞定咯 到位了 全覆盖了 实现全覆盖 已全覆盖 已实现全覆盖 已全面覆盖 完工了 竣工了 收官了 搞归一了 整归一了 归一了 完事了 落实到位 配齐 配齐了 改完 全改完 全部启用 已全部启用 全部启用了 已全面启用 全部上线 已全部上线 全部投用 已全部投用 全部用上 全部用上了 均已启用 都启用了 都已启用 都用上了 均已投用 都改了 都改过来了 全改过来了 改过来了 全部销号 一个不落 全部建成 已建成投用 均已建成 已全部建成 已全部完成 已全面完成 已经全部完成 全部完成 已完成 已经完成 圆满完成 已圆满完成 顺利完成 如期完成 完毕 实施完毕 改造完毕 全部实施完毕 全部配备 已全部配备 均已配备 全部设立 已全部设立 均已设立 都设了 都设立了 都配了 都配上了 都建了 都建起来了 都装了 全部设置 已全部设置 全部达标 已全部达标 清零', { kind: 'status', status: 'done' }),
  row('做完 搞完 弄完 整完 建完 配完 设完 办完 完成 全覆盖 全面覆盖 全部覆盖 全面启用 收官 覆盖', { kind: 'status', status: 'done', weak: true }),
  row('进行中 正在进行中 实施当中 过半 已过半 过半了 已经过半 过了一半 已过一半 改了一半 改造过半 推进过半 完成过半 已完成过半 接近尾声 已接近尾声 进入尾声 已进入尾声 进入收尾 已进入收尾阶段 进入收尾阶段 进入扫尾阶段 快完了 快改完了 快完成了 快搞完了 马上完成 基本完成 已基本完成 基本改完 基本到位 已基本到位 初步完成 部分完成 已部分完成 正在收尾 收尾阶段 开工了 试运行 试运行了 已试运行 已上线试运行 正在试运行 有序推进 稳步推进 推进顺利 进展顺利 正常推进 有条不紊推进 按计划推进 动起来了 在推了 在搞了 在改了 在弄了 在做了 在整了 正在弄 正在搞 才起步 刚起步 已破题', { kind: 'status', status: 'in_progress' }),
  row('未启动 零启动 零进展 还是空白 仍是空白 仍为空白 还在原地 原地踏步 还没影 没影', { kind: 'status', status: 'not_started' }),
]
