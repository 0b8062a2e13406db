// What was asked of the bot and how it was read: so that an unread word can be taught, and a wrong answer be looked into. Not who asked.

import type { Store } from './open.ts'

const keptDays = 180

/** `plan` is the canonical line, `reading` the same in words; `unread` are the words that name nothing known. */
export type Asked = { readonly room: string | null; readonly text: string; readonly status: string; readonly plan: string | null; readonly reading: string | null; readonly unread: readonly string[]; readonly reply: string }
export type Question = Asked & { readonly id: number; readonly at: string; readonly wrongAt: string | null; readonly settledAt: string | null }

type Row = Omit<Asked, 'unread'> & { readonly id: number; readonly at: string; readonly unread: string; readonly wrong_at: string | null; readonly settled_at: string | null }
const asQuestion = ({ unread, wrong_at: wrongAt, settled_at: settledAt, ...row }: Row): Question => ({ ...row, unread: JSON.parse(unread) as string[], wrongAt, settledAt })

/** Keeps a question; those of more than half a year ago are gone. */
export function keepQuestion(store: Store, { room, text, status, plan, reading, unread, reply }: Asked, at: Date): number {
  store.prepare('DELETE FROM question WHERE at < ?').run(new Date(at.getTime() - keptDays * 86_400_000).toISOString())
  return Number(store.prepare('INSERT INTO question (at, room, text, status, plan, reading, unread, reply) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(at.toISOString(), room, text, status, plan, reading, JSON.stringify(unread), reply).lastInsertRowid)
}

/** Its asker said that the answer is wrong. */
export const markWrong = (store: Store, id: number, at: string): boolean => store.prepare('UPDATE question SET wrong_at = ?, settled_at = NULL WHERE id = ?').run(at, id).changes === 1

export const settleQuestion = (store: Store, id: number, at: string): boolean => store.prepare('UPDATE question SET settled_at = ? WHERE id = ? AND settled_at IS NULL').run(at, id).changes === 1

export function findQuestion(store: Store, id: number): Question | null {
  const row = store.prepare('SELECT * FROM question WHERE id = ?').get(id) as Row | undefined
  return row ? asQuestion(row) : null
}

/** The newest first, from before a number on; `open`: only what was not understood, holds an unread word or is marked as wrong, and is not settled. */
export const questions = (store: Store, { before, open, most }: { readonly before: number | null; readonly open: boolean; readonly most: number }): Question[] => {
  const statement = open ? store.prepare('SELECT * FROM open_question WHERE @before IS NULL OR id < @before ORDER BY id DESC LIMIT @most') : store.prepare('SELECT * FROM question WHERE @before IS NULL OR id < @before ORDER BY id DESC LIMIT @most')
  return (statement.all({ before, most }) as Row[]).map(asQuestion)
}

export const countOpenQuestions = (store: Store): number => store.prepare('SELECT count(*) FROM open_question').pluck().get() as number

/** Those that were answered since a moment, the newest first. */
export const answeredSince = (store: Store, since: string, most: number): Question[] => (
  (store.prepare("SELECT * FROM question WHERE at >= ? AND status = 'answered' AND plan IS NOT NULL ORDER BY at DESC, id DESC LIMIT ?").all(since, most) as Row[]).map(asQuestion)
)
