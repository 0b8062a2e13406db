// 请收到回复: who of a room is asked to answer, and who has.

import type { Store } from './open.ts'

export type Receipt = { readonly id: number; readonly room: string; readonly openedBy: string; readonly openedAt: string; readonly listAt: string; readonly listedAt: string | null }
type Asked = { readonly name: string; readonly contact: string | null }

/** Opens a receipt for these members of a room. */
export function openReceipt(store: Store, { room, openedBy, openedAt, listAt }: Omit<Receipt, 'id' | 'listedAt'>, asked: readonly Asked[], message: string): number {
  const id = Number(store.prepare('INSERT INTO receipt (room, message, opened_by, opened_at, list_at) VALUES (?, ?, ?, ?, ?)').run(room, message, openedBy, openedAt, listAt).lastInsertRowid)
  const add = store.prepare('INSERT OR IGNORE INTO receipt_member (receipt, name, contact) VALUES (?, ?, ?)')
  for (const { name, contact } of asked) add.run(id, name, contact)
  return id
}

export const findReceipt = (store: Store, id: number): Receipt | null => (store.prepare('SELECT * FROM told_receipt WHERE id = ?').get(id) as Receipt | undefined) ?? null

/** The newest receipt of a room that is not over, or null. */
export const newestReceipt = (store: Store, room: string): Receipt | null => (store.prepare('SELECT * FROM told_receipt WHERE room = ? AND endedAt IS NULL ORDER BY id DESC LIMIT 1').get(room) as Receipt | undefined) ?? null

/** Keeps that somebody has answered; false where they were not asked or have answered before. */
export const answerReceipt = (store: Store, receipt: number, name: string, at: string): boolean => (
  store.prepare('UPDATE receipt_member SET answered_at = ? WHERE receipt = ? AND name = ? AND answered_at IS NULL').run(at, receipt, name).changes === 1
)

/** The receipts opened since a moment that are not over, the newest first. */
export const openReceipts = (store: Store, since: string, most: number): Receipt[] => (
  // Ordered by a sum, so that the index of the open ones is used and not the whole table.
  store.prepare('SELECT * FROM told_receipt WHERE endedAt IS NULL AND openedAt >= ? ORDER BY id + 0 DESC LIMIT ?').all(since, most) as Receipt[]
)

/** Who of those asked, and still in the room, has not answered. */
export const unanswered = (store: Store, receipt: number): string[] => (
  store.prepare('SELECT name FROM receipt_member WHERE receipt = ? AND answered_at IS NULL AND name IN (SELECT member.name FROM member JOIN receipt ON receipt.room = member.room WHERE receipt.id = receipt_member.receipt)').pluck().all(receipt) as string[]
)

export const countAsked = (store: Store, receipt: number): number => store.prepare('SELECT count(*) FROM receipt_member WHERE receipt = ?').pluck().get(receipt) as number

/** The receipts whose list is due. */
export const receiptsDue = (store: Store, now: string): Receipt[] => store.prepare('SELECT * FROM told_receipt WHERE endedAt IS NULL AND listedAt IS NULL AND listAt <= ? ORDER BY listAt, id').all(now) as Receipt[]

export const nextReceiptAt = (store: Store): string | null => store.prepare('SELECT min(list_at) FROM receipt WHERE ended_at IS NULL AND listed_at IS NULL').pluck().get() as string | null

export function listReceipt(store: Store, id: number, at: string): void {
  store.prepare('UPDATE receipt SET listed_at = ? WHERE id = ?').run(at, id)
}

export function postponeReceipt(store: Store, id: number, listAt: string): void {
  store.prepare('UPDATE receipt SET list_at = ? WHERE id = ?').run(listAt, id)
}

export function endReceipt(store: Store, id: number, at: string): void {
  store.prepare('UPDATE receipt SET ended_at = ? WHERE id = ?').run(at, id)
}
