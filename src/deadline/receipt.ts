// 请收到回复 and 收到: who asks a room for receipts, and what counts as one. 收到吗 and 没收到 do not.

const call = /(?:请|敬请|烦请|望|麻烦|都|大家|各位|各市州)?(?:收到|收悉|看到|阅后|知悉)(?:后|了|的|通知)?(?:都|均|请|请务必|务必|烦请|敬请|麻烦|还请|望|要|需|需要|及时)*(?:回复|回个|回一下|回一声|回|扣1|扣个1|接龙)|(?:请|都|麻烦)?(?:回复|回)(?:一下|个)?[:,]?收到/u
/** 昨天说了收到请回复, 收到请回复是什么意思: talk about it. */
const talk = /[?]|是不是|为什么|怎么|不用|无需|不必|不需要|勿|别|还没|没有|尚未|谁|哪/u

/**
 * Does an admin's message ask for receipts?
 *
 * 今晚停机，请收到回复 → true, 收到不用回复 → false
 */
export const asksForReceipts = (text: string): boolean => text.split(/[。!;\n]/u).some(sentence => {
  const found = call.exec(sentence)
  return found !== null && !talk.test(sentence.slice(Math.max(0, found.index - 8)))
})

const before = '(?:好的?|好嘞|好滴|好勒|嗯+|嗯嗯|恩+|哦+|噢|行|ok|okay|没问题|是|明白|知道了|了解|谢谢|感谢|辛苦了?|领导好?|老师好?|[\\u4e00-\\u9fff]?(?:主任|处长|科长|局长)|已|已经|都|均|我|我们|我市|我州|我县|我区|本市|[\\u4e00-\\u9fff]{1,3}(?:市|州|县|区)?(?:政务局|审批局|政务服务局|行政审批局|中心)?|报告领导|报告|回复|我们?局|我们?单位|我这边)?'
const after = '(?:了|啦|喽|哈|呢|嘞|咯|哦|噢|嗯|的|,?谢谢(?:领导|老师|主任)?|,?感谢|,?辛苦了?|通知|文件|信息)*'
const received = new RegExp(`^${before}${before}(?:收到|收悉|已阅|知悉|收倒|受到)${after}$`, 'u')
const no = /快递|包裹|外卖|红包|短信|工资|退款|没|未|不|吗|嘛\?|\?|谁|哪|等|再|后$|时$|请/u

/** Does one clause of a message say 收到? 乐山收到, 好的，收到！, 收到，马上办 → true; 没收到, 收到吗, 我们收到上级通知了 → false */
export function isReceipt(text: string): boolean {
  const clauses = text.replace(/[\s\u2005]+/gu, ',').split(/[,。!;:、~.\n]+/u).map(clause => clause.trim()).filter(clause => clause !== '')
  return text.length <= 60 && !/[?]|收到吗|收到没/u.test(text) && clauses.some(clause => received.test(clause) && !no.test(clause))
}

const whoAsked = /(?:谁|哪些人|哪些|哪个|哪几个|哪些市州|哪些单位|还有谁|还有哪些|有没有).{0,8}(?:没|未|没有|尚未|还没).{0,4}(?:收到|回复|回执|确认收到|签收)|(?:没|未|没有)(?:回复收到|收到回复|回复|回执)的?(?:有谁|有哪些|是谁|名单|人员)|收到(?:情况|回复情况|统计)|回复情况|回执情况/u

/** 谁还没回复收到, 收到情况 */
export const asksWhoHasNot = (text: string): boolean => whoAsked.test(text) && !/收到(?:申报|名单|清单|材料|报表|文件)/u.test(text)
