// 不对, 答非所问 after an answer: the question is marked for an admin to look into. Not 不对，应该是54%, which corrects a figure; 不对，我问的是非试点 is marked
// and then answered as a question.

import { replyTo, type MessageEvent } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import { markedWrong } from '../replies/back.ts'
import { recall } from '../store/conversations.ts'
import { findQuestion, markWrong, type Question } from '../store/questions.ts'
import type { Memory } from './question.ts'
import type { Heard, Skill } from './skill.ts'

const withinMs = 10 * 60_000

const doubt = `(?:${[
  '不(?:太)?对头?', '不正确', '不准确?', '错了', '有误', '有错', '[搞弄整]错了?',
  '(?:回答|答|查)(?:的|得)?(?:不(?:太)?对|错误|错了?|有误|有错|不准)', '你(?:说|讲|算)错了?', '你?(?:说|讲)的(?:这个)?(?:不对|有误|不准|错了)',
  '(?:数|数据|数字|数值|结果|答案)是?(?:不对|有误|错的?|错了|不准|不正确)', '理解(?:错了?|有误|不对|偏了)', '没有?(?:理解|听)对',
  '不是这个(?:意思|数|指标|问题)?', '不是我(?:想|要)?(?:问|要|查)的', '我(?:想|要)?问的不是这个', '答非所问', '文不对题', '没答到点(?:子)?上',
].join('|')})`
const around = '(?:这个|那个|这条|这次|这|那|你|您|小助手|助手|回答|答案|结果|好像|似乎|可能|感觉|肯定|明显|完全|根本|绝对|都|也|又|还是|怎么|的|了|吧|哦|噢|啊|呀|呃|嗯|嘛|哈|喔|哎|唉|啦|哟|不好意思|对不起)'
const alone = new RegExp(`^${around}*${doubt}(?:${around}*${doubt})*${around}*$`, 'u')
/** One's own mistake, and a question whether it is right. */
const another = /我(?:搞|弄|整|说|讲|看|记)错|(?:不对|错)[吗么]|(?<!不)对不对/u
const again = new RegExp(`^${around}*${doubt}${around}*[,.:;。!\\s]\\s*(?:我|咱|我们)?(?:想|要)?(?:问|查|看)的?是(?!这个|那个).+$`, 'u')

const bare = (text: string): string => text.replace(/[\s,.:;。!?、~]+/gu, '')

/**
 * What the words say of the answer before them: nothing, that it is wrong, or that and what was meant.
 *
 * 你这个不对吧 → alone; 不对，我问的是非试点 → again; 不对，应该是54% → none
 */
export function readDoubt(text: string, botNames: readonly string[]): 'none' | 'alone' | 'again' {
  const plain = normalise(text, botNames)
  if (plain.length > 60 || another.test(plain)) return 'none'
  return alone.test(bare(plain)) ? 'alone' : again.test(plain) ? 'again' : 'none'
}

/** Messengers cut a quote short and put the asker's name before it. */
const beginning = (text: string): string => bare(text.replace(/^@[^\s\u2005]+[\s\u2005]+/u, '')).slice(0, 12)
const isQuoted = ({ reply }: Question, quote: MessageEvent['quote']): boolean => quote === null || bare(reply).includes(beginning(quote.text))

/** The person's last question here, if it was the last thing that the bot answered them and that is not long ago. */
function lastQuestion({ event, library: { store } }: Heard): Question | null {
  const memory = recall<Memory>(store, event.room, event.sender ?? event.from, event.at)
  if (memory?.question === undefined || memory.pending !== undefined) return null
  const question = findQuestion(store, memory.question)
  return question && event.at.getTime() - Date.parse(question.at) <= withinMs && isQuoted(question, event.quote) ? question : null
}

export const doubted: Skill = {
  name: 'doubted',
  open: false,
  understand: heard => {
    const { event, addressed, library: { store, botNames } } = heard
    const says = addressed ? readDoubt(event.text, botNames) : 'none', question = says === 'none' ? null : lastQuestion(heard)
    if (!question) return null
    return {
      commit: () => {
        markWrong(store, question.id, event.at.toISOString())
        return says === 'alone' ? [replyTo(event, markedWrong)] : []
      },
      ...(says === 'again' ? { rest: event.text } : {}),
    }
  },
}
