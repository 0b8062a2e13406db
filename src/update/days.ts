// The day that a figure holds for, as its phrase means it.

import type { Mention } from './mention.ts'

/** The day that a phrase means; what is not over yet holds for today. */
export function dayMeant({ date, isToday }: Extract<Mention, { kind: 'day' }>, today: string): string {
  return isToday || date > today ? today : date
}
