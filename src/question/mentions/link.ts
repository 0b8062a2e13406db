// What joins phrases, and marks that end them.

import { say } from './mention.ts'

export const linkWords = [
  say('和 与 以及 及 、 加 加上 还有 跟到 并 连同 & + / 及其', { kind: 'join', join: 'list' }),
  say('且 并且 同时 而且 又 但 但是 却 可 可是 不过 然而 另外 再加上 同时还 但又 而 也要 还要 并同时 且又 再加一条 再加个条件 加一条 还要求 再要 外加 只是 反而 反倒 偏偏 可偏偏 同时也 但同时', { kind: 'join', join: 'and' }),
  say('有一项 任一项 任意一项 其中一项 至少一项 至少有一项 至少有一个 至少一个 有一个 或 或者 或是 要么 要不 还是 抑或', { kind: 'join', join: 'or' }),
  say('放宽到 放宽至 放宽 收紧到 收紧至 收紧 提高到 提高至 降到 降至 降低到 调到 调成 抬到 抬高到 呢 喃 那 那么 换成 换 改成 改为 改看 换到 换做 那换成 那要是 要是 如果 如果是 再看 再看看 那再看 再来 也看一下 也报一下 也说下 也来一个 也给 的呢 也看哈 也说一哈 也说一下 那就 只要 不看试点了 我是说 我说的是 我说的 应该是 说错了 加进来 加上来 也加进来 算进来 说错 不对 搞错了 改一下 变成 设成 按 换个', { kind: 'again' }),
  // read, and known to be beyond what a plan can carry
  say('其他指标 其它指标 其他的指标 其它的指标 其他方面 别的指标 不得 一样 一样的 同样 一个样 不只是 不只 不仅 不仅是 不单是 不单 不止是 不光是 不光 不都 不全 不都是 不全是 没有都 并非都 不全都 只有一个 只有一项 倒数第 几乎 差点 差不多都 快要 即将 计划 打算 准备 率先 再次 再度 大多 大都 大多数 多数 大部分 绝大部分 * # 一部分 部分', { kind: 'unread' }),
  say('介于 之间 之内区间 处于区间 区间', { kind: 'range' }),
  say(', ; : 。 ( ) （ ） | · •', { kind: 'break', hard: false }),
  say('? ! \n', { kind: 'break', hard: true }),
  say('.', { kind: 'break', hard: false }),
]
