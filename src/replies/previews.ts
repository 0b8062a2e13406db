// What an admin is told of the reminders that will go, and of messages that may not have gone.

import { momentOf } from '../shanghai.ts'
import { sayDay } from './deadline-words.ts'

type Letter = { readonly room: string; readonly at: Date; readonly text: string; readonly mentions: readonly string[] }

/** 明天要发的提醒: each with its room, its time, its text and whom it mentions. */
export function tellPreview(letters: readonly Letter[], now: Date): string {
  return [
    `要发的提醒${letters.length}条。都不发回“停”，只停一项回“停 编号”，不用改请不理。`,
    ...letters.flatMap(({ room, at, text, mentions }) => {
      const { day, time } = momentOf(at)
      return ['', `${sayDay(day, now)}${time}，发到“${room}”：`, text, mentions.length === 0 ? '（不@人）' : mentions.map(name => `@${name}`).join(' ')]
    }),
  ].join('\n')
}

export const previewKept = '好，每次提醒的前一个工作日16:00把要发的内容私发给你。不要了回“取消预览”。'
export const previewEnded = '已取消预览，提醒照发。'
export const noPreviewHere = '你没有开预览。要看回“开启预览”。'
export const tellKeptBack = (deadlines: readonly number[]): string => (deadlines.length === 0 ? '没有可停的提醒。' : `已停：${deadlines.map(id => `提醒${id}`).join('、')}的这一次不发，以后的照发。`)

type Doubt = { readonly id: number; readonly room: string; readonly text: string; readonly state: string; readonly at: string }

const sayDoubt = ({ id, room, text, state, at }: Doubt, now: Date): string => {
  const { day, time } = momentOf(new Date(at))
  return `${id}号，${sayDay(day, now)}${time}发到“${room}”：${state === 'unknown' ? '不知是否发出' : '没有发出'}，“${text.split('\n')[0]?.slice(0, 40) ?? ''}…”`
}

/** What may not have gone, and how to send it again. */
export const tellDoubts = (doubts: readonly Doubt[], now: Date): string => (
  doubts.length === 0 ? '没有未确认发出的消息。' : [...doubts.slice(0, 6).map(doubt => sayDoubt(doubt, now)), `没有自动重发。看过群里确实没有的，回“补发 ${doubts[0]?.id ?? ''}”。`].join('\n')
)
export const noSuchLetter = (id: number): string => `没有${id}号消息。发“发送情况”看未确认发出的。`
export const sentAlready = (id: number): string => `${id}号消息已经发出或已处理，没有补发。`
export const nothingLeftToSend = (id: number): string => `${id}号消息不用补发：都已报送，或后来的提醒已经发过。`
export const sentAgain = (id: number): string => `好，${id}号消息补发。`
