// What is said about 请收到回复.

import { momentOf } from '../shanghai.ts'
import { sayDate } from './words.ts'

type Asked = { readonly openedBy: string; readonly openedAt: string }

const sayWhen = (openedAt: string, now: Date): string => {
  const { day, time } = momentOf(new Date(openedAt))
  return `${day === momentOf(now).day ? '' : sayDate(day, now)}${time}`
}

/** 省中心-王敏14:20的消息请回复“收到”：已回2人，还有2人：… */
export function tellUnanswered({ openedBy, openedAt }: Asked, missing: readonly string[], asked: number, now: Date): string {
  if (missing.length === 0) return `${sayWhen(openedAt, now)}的消息，${asked}人都已回复收到。`
  return `${openedBy}${sayWhen(openedAt, now)}的消息，请回复“收到”：已回${asked - missing.length}人，还有${missing.length}人：${missing.join('、')}。`
}

export const allReceived = (asked: number): string => `${asked}人都已回复收到。`
/** To an admin who said it to the bot: 好，记着4人谁回了“收到”，16:20列没回的。 */
export const receiptsCounted = (asked: number, listAt: Date, now: Date): string => `好，记着${asked}人谁回了“收到”，${sayWhen(listAt.toISOString(), now)}列没回的。`
export const noReceipt = '本群现在没有等回复“收到”的消息。'
