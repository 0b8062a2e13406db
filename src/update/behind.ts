// What is named behind the figures it belongs to: 综窗93.3%（截至8月24日）, 一枚印章64%，高新区的.

import type { Dictionary } from '../table/dictionary.ts'
import type { Clause } from './clauses.ts'
import { dayMeant } from './days.ts'
import { isGlue, isPlace, resolvePlace, type Place, type Sender } from './places.ts'

type Surroundings = { readonly sender: Sender; readonly dictionary: Dictionary }

/** 一枚印章64%，高新区的: a place in a clause of its own behind the figures, where none was named before. */
export function placeBehind(clause: Clause, clauses: readonly Clause[], stating: readonly Clause[], { sender, dictionary }: Surroundings): Place | null {
  const last = stating.findLast(({ sentence }) => sentence === clause.sentence), next = clauses[clauses.findIndex(one => one.mentions === last?.mentions) + 1]
  if (last === undefined || next === undefined || next.sentence !== clause.sentence) return null
  const parts = next.mentions.filter(isPlace)
  return parts.length > 0 && parts.length < 3 && next.mentions.every(mention => isPlace(mention) || isGlue(mention)) ? resolvePlace(parts, sender, sender.city, dictionary) : null
}

/** 综窗93.3%(截至8月24日): a day in a clause of its own, behind the last figure of its sentence and the only day there. */
export function dayBehind(clause: Clause, clauses: readonly Clause[], stating: readonly Clause[], today: string): string | null {
  const sentence = clauses.filter(one => one.sentence === clause.sentence), days = sentence.filter(({ mentions }) => mentions.some(({ kind }) => kind === 'day'))
  const [only] = days, last = stating.findLast(one => one.sentence === clause.sentence)
  if (only === undefined || days.length > 1 || last === undefined || sentence.indexOf(only) <= sentence.indexOf(last)) return null
  const day = only.mentions.find(mention => mention.kind === 'day')
  const tells = day?.kind === 'day' && (day.until || /^(?:以上|上述|数据|统计|均为|截)/u.test(only.mentions[0]?.text ?? ''))
  return day?.kind === 'day' && tells && only.talk === null ? dayMeant(day, today) : null
}
