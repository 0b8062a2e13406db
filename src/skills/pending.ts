// What a person may answer a reply of the bot's with: the place that was asked for, 试点 or 非试点, 确认, the right figure after a refusal, the day of a deadline.
// One a person and room, ten minutes; any new command replaces it.

import type { MessageEvent } from '../chat/event.ts'
import { recall, remember } from '../store/conversations.ts'
import type { Store } from '../store/open.ts'
import type { Memory } from './question.ts'

export type Pending = {
  /** The report whose place is not known, masked. */
  readonly place?: { readonly text: string; readonly mention: boolean }
  /** The record that a confirmation told. */
  readonly record?: number
  /** Asked to confirm a fall? */
  readonly fall?: true
  /** A deadline to be set, of which the day or the name is missing. */
  readonly deadline?: { readonly text: string; readonly needs: 'due' | 'title' }
  /** A demand of a room that an admin may have reminded of. */
  readonly offer?: { readonly room: string; readonly text: string; readonly source: string }
  /** Something was handed in, of which it is not known what, or of which region. */
  readonly submission?: { readonly text: string }
  /** What was refused, so that 应该是54% is a report. */
  readonly refused?: { readonly region: string; readonly indicator: string }
}

const who = ({ sender, from }: MessageEvent): string => sender ?? from

export const pendingOf = (store: Store, event: MessageEvent): Pending => recall<Memory>(store, event.room, who(event), event.at)?.pending ?? {}

/** Keeps what may be answered; what was asked before a report stays for a follow-up, and as what it is kept. */
export function setPending(store: Store, event: MessageEvent, pending: Pending): void {
  const before = recall<Memory>(store, event.room, who(event), event.at)
  const isEmpty = Object.keys(pending).length === 0
  const asked = before?.question === undefined ? {} : { question: before.question }
  const isNothing = isEmpty && !before?.context && before?.question === undefined
  remember(store, event.room, who(event), event.at, isNothing ? null : { context: before?.context ?? null, options: [], ...(isEmpty ? {} : { pending }), ...asked } satisfies Memory)
}
