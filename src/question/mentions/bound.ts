// Bounds on a figure. Civil Code art. 1259: 以上 以下 以内 届满 include the number; 不满 超过 以外 do not.

import { say } from './mention.ts'

const before = { kind: 'bound', side: 'before' } as const
const after = { kind: 'bound', side: 'after' } as const

export const boundWords = [
  say('超过 超过了 高于 大于 多于 突破 突破了 超 过 过了 破 破了 逾 高过 超出 高出 高出了 超出了 胜过 强于 好于 优于 跑赢 赢过 高于了 大过 多过', { ...before, operator: '>' }),
  say('不低于 不少于 不小于 不下于 不下 至少 起码 达到 达到了 达 到 到了 已到 已达 已达到 做到 做到了 够 够了 满 满了 大于等于 大于或等于 不亚于 上 上了 能到 能达到', { ...before, operator: '>=' }),
  say('低于 小于 少于 不足 不到 不满 不及 未达 未达到 达不到 没达到 没有达到 未到 没到 没得到 没有到 还没到 还不到 还没达到 还不足 尚不足 差于 弱于 落后于 不够 没够 到不了 没过到 没满 未满 却不到 却不足 没赶上 赶不上 不如 比不上', { ...before, operator: '<' }),
  say('不超过 不超 不高于 不大于 至多 不多于 顶多 没超过 未超过 没有超过 小于等于 小于或等于 没过 未过 没有过 没超 还没过 没破 没突破 未突破 控制在', { ...before, operator: '<=' }),
  say('赶不赶得上 赶不赶得到 赶没赶上 达不达得到 到不到得了 到不到得到 上没上 有没有上 有没有满 够不够 到没到 到不到 到没有到 达没达到 达不达到 有没有到 有没有达到 是否达到 满没满 满不满', { ...before, operator: '>=', asks: true }),
  say('过不过 高不高于 有没有高于 超没超过 超没超 过没过 有没有超过 有没有过 破没破 突没突破 有没有突破 超不超过', { ...before, operator: '>', asks: true }),
  say('不止 还不止', { ...before, operator: '>' }),
  say('等于 正好 刚好 刚刚好 恰好 恰恰 不多不少 整整 正好是 刚好是 刚好等于 正好等于 就是 = ==', { ...before, operator: '=' }),
  say('不等于 不是 != <> ≠', { ...before, operator: '!=' }),
  say('至 ~ -', { ...before, operator: '>=' }),
  say('> 》', { ...before, operator: '>' }),
  say('>= ≥ ≧', { ...before, operator: '>=' }),
  say('<', { ...before, operator: '<' }),
  say('<= ≤ ≦', { ...before, operator: '<=' }),
  say('以上 及以上 之上 往上 或以上 含以上 起 打底', { ...after, operator: '>=' }),
  say('以下 及以下 以内 之内 往下 之下 或以下 封顶', { ...after, operator: '<=' }),
  say('都不到 都没到 还不到的 都不足 都没有到 都没达到 都没得到 都莫得 都没满 都不满 都没够 都不够 都没有够 都达不到 都达不到的 都未达到 都没过', { ...after, operator: '<' }),
  say('持平 相当 相等 一致 持平的 打平', { ...after, operator: '=' }),
  say('开外 出头 都不止', { ...after, operator: '>' }),
  say('过半 过了半 超半 超过半数 超过一半 过半数 超半数 过一半 逾半 超过半 过了一半 大半', { kind: 'bound', side: 'before', operator: '>', value: 50 }),
  say('一半以上 半数以上 半数及以上 一半及以上 达到一半 达到半数 到一半 到半', { kind: 'bound', side: 'before', operator: '>=', value: 50 }),
  say('不足一半 不到一半 不过半数 没到一半 不足半数 未到一半 不及一半 不到半数 一半不到 一半都不到 一半都没到 一半都没得 半数都不到 没有一半 没得一半 没到半 一半以下的', { kind: 'bound', side: 'before', operator: '<', value: 50 }),
  say('没过半 未过半 没有过半 还没过半 不过半 没过一半 没超过一半 未超过一半 没超半 未能过半 没得过半 尚未过半', { kind: 'bound', side: 'before', operator: '<=', value: 50 }),
]
