// The words that ask for a picture, and what of a message is left without them. A word is added to its row; whatever is left is read as a question, so
// that nothing of it gets lost.

import type { ChartRequest } from './charts.ts'

/** `any`: whatever fits the question; `other`: a kind of picture that is not drawn. */
export type Form = ChartRequest['kind'] | 'any' | 'other'

const split = (words: string): readonly string[] => words.split(/\s+/u)

/** The longest word at a place counts. */
const forms: readonly { readonly form: Form; readonly words: readonly string[] }[] = [
  { form: 'regions', words: split('柱状图 柱形图 柱型图 柱图 柱子图 条形图 条状图 条图 横条图 直方图 排名图 排序图 柱状图表 条形图表') },
  { form: 'pilot', words: split('对比图 对照图 比较图 比对图 对比图表 对比柱状图 柱状对比图 对比条形图 条形对比图') },
  { form: 'progress', words: split('折线图 走势图 趋势图 曲线图 变化图 线图 走势 趋势 曲线 走向图') },
  { form: 'heat', words: split('热力图 热力表 热度图 热图') },
  { form: 'other', words: split('饼图 饼状图 扇形图 圆饼图 环形图 圆环图 雷达图 散点图 气泡图 漏斗图 面积图') },
  { form: 'any', words: split('画图 图表 图形 图示 图表示 图展示 图来看 图 画') },
]

/** Words with a 图 or 画 in them that ask for none. */
const noForms = split([
  '截图 截个图 截张图 截屏图 地图 图片 图像 图书 图纸 图标 图章 图案 图册 图库 图例 图谋 图省事 图方便 图个 不图 只图 别图 试图 企图 意图 贪图 妄图 力图 希图 唯利是图 宏图 鸿图 蓝图 版图 拼图 附图 配图 如图 见图 看图 原图 发图 晒图 贴图 传图 草图 视图',
  '流程图 路线图 平面图 效果图 示意图 施工图 结构图 架构图 思维导图 导图 作战图 规划图 分布图 位置图 点位图 二维码图 表情图 动图 大图 照片图 图文 图说 图解 图层 图中 图里 图上 上图 下图 这图 那图 这张图 那张图 这个图 那个图 图怎么 图太 图不 图很 图真 图好 图错 图对 图挺 图收 图有 图已 图没 图也 图看不',
  '做图用 作图用 画图用 制图用 画图软件 制图软件 作图软件 画图工具 画面 漫画 动画 绘画 书画 字画 国画 油画 画像 画册 画报 画家 刻画 策画 筹画 插画 壁画 画蛇添足 画饼 画圈 画押 画重点 画上',
  '不要图 不用图 不需要图 不画 别画 不用画 不要画 不必画 无需图 无图 没图 没有图 不出图 不用出图 不做图 不要图表 不用图表',
  '趋势分析报告 大趋势 发展趋势报告 走势分析报告 一般趋势',
].join(' '))

/** Small words that stand right before a form and belong to it. */
const before = split([
  '画成 做成 制成 生成 转成 变成 换成 改成 弄成 整成 搞成 绘成 排成 列成 做个 做张 做一张 做一个 制作 绘制 生成 制 绘 做 作 用 以 拿 按 出 出个 出张 来 来个 来张 弄 弄个 弄张 整 整个 整张 搞 搞个 搞张 拉 拉个 配 配个 配张',
  '给 给个 给张 要 要个 要张 发 发个 发张 看 看个 帮我 帮忙 帮 请 麻烦 一下 下 个 张 一张 一个 一幅 一份 幅 份 的 这样的 能 会 可以 能不能 可不可以 可否 能否 我想 我要 想 再 也',
].join(' '))
/** And those before a course in particular: 变化趋势, 进展曲线. */
const beforeCourse = split('变化 变动 发展 推进 进展 进度 历史 历次 增长 走')
/** Small words that stand right after a form. */
const after = split([
  '成 的形式 形式 的方式 方式 样式 表示 表示一下 表示出来 表示出 展示 展示一下 显示 呈现 呈现出来 反映 体现 出来 一下 下 个 张 一张 看看 看一看 看下 看一下 看 来看 来看看 给我 给我看看 给我看 发我 发给我 发一下 发来 发群里 发到群里 吧 呗 嘛 吗 么 呀 啊 哈 呢 谢谢 谢了 可以吗 行吗 好吗 行不行',
  '可不可以 的 用 怎么样 如何 咋样',
].join(' '))

/** 图表明天发, 走势图下午做: said to people, of what they will do. */
const soon = '(?:明天|后天|明早|今晚|今天|上午|下午|晚上|[本下]?周[一二三四五六日天末]|月底|稍后|晚点|回头|等下|待会|尽快|抓紧|及时|记得|务必)'
const said = new RegExp(`${soon}(?:再|就|统一|一起|一并|要|都)?(?:发|报|交|送|弄|做|画|传|提交|更新|补)`, 'u')

const formOf = new Map(forms.flatMap(({ form, words }) => words.map(word => [word, form] as const)))
const words = [...formOf.keys(), ...noForms]

/** Of one who asks, as against one who talks about a picture or a trend. */
const asks = /[画来要出做成弄发给整搞拉作制换能会可怎如咋]/u

/** `word`: the words of the form; `rest`: the message without them; `isRequest`: said to have a picture, whatever the rest. */
export type Asked = { readonly form: Form | 'several'; readonly word: string; readonly rest: string; readonly isRequest: boolean }

/** A word of the message that is known; `isName`: of an indicator or a place. */
export type Known = { readonly start: number; readonly end: number; readonly isName: boolean }

const longest = (words: readonly string[]): string => words.reduce((best, word) => (word.length > best.length ? word : best), '')

const hasForm = (text: string): boolean => [...formOf.keys()].some(word => text.includes(word))

/**
 * The form that a message asks for and what else it says; null where it asks for no picture. Names with such a word in them (图斑整改率) are passed over,
 * and no word that is `known` is cut in two: 画成都综窗 is about 成都.
 *
 * 把全省综窗做成柱状图 → { form: 'regions', word: '柱状图', rest: '把全省综窗', isRequest: true }; 综窗截图 → null
 */
export function readForm(message: string, known: (plain: string) => readonly Known[] = () => []): Asked | null {
  if (!hasForm(message) || message.split(/[,。;!?\n]/u).some(clause => said.test(clause) && hasForm(clause))) return null
  const plain = message.replace(/图[不没]\s*\??$/u, '图'), around = known(plain), names = around.filter(({ start, end, isName }) => isName && hasForm(plain.slice(start, end)))
  const found: { readonly form: Form; readonly word: string }[] = [], kept: string[] = []
  let from = 0, at = 0
  while (at < plain.length) {
    const name = names.find(({ start, end }) => start === at && end > at), word = name ? '' : longest(words.filter(one => plain.startsWith(one, at))), form = formOf.get(word)
    if (form === undefined) {
      at = name?.end ?? at + Math.max(1, word.length)
      continue
    }
    found.push({ form, word })
    kept.push(plain.slice(from, cutLeft(plain, from, at, form === 'progress' ? [...before, ...beforeCourse] : before, around)))
    from = at = cutRight(plain, at + word.length, around)
  }
  const named = found.filter(({ form }) => form !== 'any'), kinds = [...new Set(named.map(({ form }) => form))], [first = found[0]] = named
  if (first === undefined) return null
  const rest = [...kept, plain.slice(from)].map(part => part.trim()).filter(part => part !== '').join(' ').replace(/^[\s,.:;。、!?]+|[\s,.:;。、!?]+$/gu, '')
  return { form: kinds.length > 1 ? 'several' : first.form, word: first.word, rest, isRequest: rest === '' || asks.test(plain) }
}

/** Where what stands before a form ends, its small words taken off. */
function cutLeft(plain: string, from: number, at: number, small: readonly string[], around: readonly Known[]): number {
  const text = plain.slice(from, at).trimEnd(), end = from + text.length, start = end - longest(small.filter(word => text.endsWith(word))).length
  return start === end || around.some(word => word.start < start && word.end > start && word.end <= end) ? end : cutLeft(plain, from, start, small, around)
}

/** Where what stands after a form begins. */
function cutRight(plain: string, from: number, around: readonly Known[]): number {
  const start = plain.length - plain.slice(from).trimStart().length, end = start + longest(after.filter(word => plain.startsWith(word, start))).length
  return start === end || around.some(word => word.start >= start && word.start < end && word.end > end) ? start : cutRight(plain, end, around)
}
