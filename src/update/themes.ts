// Topics without indicators (验收, 政务+金融), by the words of data/indicators.yaml that touch them.

import type { Dictionary } from '../table/dictionary.ts'

/** The theme that a text touches, or null: 已通过市级验收 → acceptance */
export const themeOf = (text: string, { themes }: Dictionary): string | null => themes.find(({ words }) => words.some(word => text.includes(word)))?.id ?? null
