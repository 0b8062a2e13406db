// What a person may answer a reply to their report with: the place that was asked for, 试点 or 非试点, 确认, or the right figure after a refusal.
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
  /** What was refused, so that 应该是54% is a report. */
  readonly refused?: { readonly region: string; readonly indicator: string }
}

const who = ({ sender, from }: MessageEvent): string => sender ?? from

export const pendingOf = (store: Store, event: MessageEvent): Pending => recall<Memory>(store, event.room, who(event), event.at)?.pending ?? {}

/** Keeps what may be answered; what was asked before a report stays for a follow-up. */
export function setPending(store: Store, event: MessageEvent, pending: Pending): void {
  const before = recall<Memory>(store, event.room, who(event), event.at)
  const isEmpty = Object.keys(pending).length === 0
  remember(store, event.room, who(event), event.at, isEmpty && !before?.context ? null : { context: before?.context ?? null, options: [], ...(isEmpty ? {} : { pending }) } satisfies Memory)
}
