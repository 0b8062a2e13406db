// Order: 最高/最多/前三 go by raw value, 最好/最差 by what is good for the indicator, 高/低 alone compare.

import { say } from './mention.ts'

export const orderWords = [
  say('最高 最多 最大 最猛 最凶 最狠 最高分 居首 居第一 第一名 第一 头一名 头名 榜首 排头 打头 冠军 拔头筹 排第一 排名第一 位列第一 首位 第一位 最厉害 最足 最长 老大 最大值 最高值 得最多 得最高 第一的 状元 最密', { kind: 'order', direction: 'top' }),
  say('最低 最少 最小 末位 倒数第一 最后一名 最后一位 倒数第一名 最末 最末一名 垫脚 排最后 居末 末尾 排在最后 排末位 最小值 最低值 最短', { kind: 'order', direction: 'bottom' }),
  say('最好 最快 领先 最优 最强 最棒 最靠前 最先进 领跑 走在前面 走在前列 最亮眼 最突出 排在前面', { kind: 'order', direction: 'best' }),
  say('最差 最慢 垫底 最落后 最拖 最靠后 最滞后 最弱 最孬 最撇 吊车尾 最拉胯 最拖后腿 最不行 最惨 最后头', { kind: 'order', direction: 'worst' }),
  say('拖后腿 落后 靠后 滞后 偏慢 排后面', { kind: 'order', direction: 'worst', bare: true }),
  say('靠前 先进', { kind: 'order', direction: 'best', bare: true }),
  say('前 居前 排前 位列前 名列前 居于前 前列 前头的 头 排名前 排在前 位居前 top 前头 排名靠前 排名居前', { kind: 'place', from: 'front' }),
  say('后 倒数 倒数前 倒起数前 倒着数前 倒过来数前 倒数的前 末 排后 最后 排名后 排在后 排在末 排末 排倒数 倒数后 倒起数 倒着数 倒起 排名倒数 排在倒数 尾巴上 排名最后', { kind: 'place', from: 'back' }),
  say('高 多 大 高些 多些 高一些 多一些 高点 多点 高一点 多一点 高很多 更高 更多 更大 要高 要多 较高 较多 比较多 比较高 还高 还多 高于对方 多出 凶 凶些 更凶 猛 大些', { kind: 'comparative', direction: 'top' }),
  say('低 少 小 低些 少些 低一些 少一些 低点 少点 低一点 少一点 低很多 更低 更少 更小 要低 要少 较低 较少 比较少 比较低 还低 还少 还要低 小些', { kind: 'comparative', direction: 'bottom' }),
  say('好 好些 更好 快 快些 更快 强 强些 更强 领先些 好一些 好一点 好点 快一些 快点 做得好 优 占优 厉害 厉害些 更厉害 巴适 凶点 搞得好', { kind: 'comparative', direction: 'best' }),
  say('差些 更差 慢 慢些 更慢 弱 弱些 更弱 慢点 做得差 撇', { kind: 'comparative', direction: 'worst' }),
  say('排名 排序 排行 排行榜 排个队 排个名 排个序 排队 名次表 排名情况 排名表 排一下 排一排 排一哈 排列 大排名 通排 挨个排 排个座次', { kind: 'sort', direction: null }),
  say('按高低排 高低排 按高低 按大小排 按多少排 按高低排序 按大小 高低排列 按数值排 从高到低 由高到低 从多到少 由多到少 从大到小 由大到小 降序 高到低 多到少 从前往后 从高往低 大到小 自高而低 自多而少 自大而小 自高到低 自多到少 由高而低 由多而少 从最高的开始 从最多的开始 高的在前 高的排前面 多的在前', { kind: 'sort', direction: 'top' }),
  say('从低到高 由低到高 从少到多 由少到多 从小到大 由小到大 升序 低到高 少到多 从低往高 小到大 自低而高 自少而多 自小而大 由低而高 从最低的开始 从最低的那个开始 从最少的开始 低的在前 少的在前 反过来排 倒过来排 反过来 倒过来', { kind: 'sort', direction: 'bottom' }),
  say('从好到差 由好到差 从快到慢', { kind: 'sort', direction: 'best' }),
  say('从差到好 由差到好 从后往前 从慢到快', { kind: 'sort', direction: 'worst' }),
]
