// A row of a word list: all its words say the same.

import type { Own } from '../mention.ts'

export type Row = { readonly words: readonly string[]; readonly says: Own }

/** Words are separated by blanks. */
export const row = (words: string, says: Own): Row => ({ words: words.split(/\s+/u).filter(word => word !== ''), says })
