// Words that people use for what the data names, added while the bot runs.

import type { Store } from './open.ts'

export type Alias = { readonly form: string; readonly kind: 'indicator' | 'topic' | 'region'; readonly target: string; readonly by: string; readonly at: string }

export const aliases = (store: Store): Alias[] => store.prepare('SELECT * FROM alias ORDER BY kind, target, form').all() as Alias[]

/** Adds a word; one that was added before stands for the new target. */
export function addAlias(store: Store, { form, kind, target, by, at }: Alias): void {
  store.prepare('INSERT OR REPLACE INTO alias (form, kind, target, by, at) VALUES (?, ?, ?, ?, ?)').run(form, kind, target, by, at)
}

/** False where there is none. */
export const removeAlias = (store: Store, form: string): boolean => store.prepare('DELETE FROM alias WHERE form = ?').run(form).changes === 1
