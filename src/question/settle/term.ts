// 综窗是什么意思, 三化是哪三化: what a word means. Indicators and topics explain themselves; other words stand in the dictionary's terms.

import type { Dictionary } from '../../table/dictionary.ts'
import type { Plan } from '../plan.ts'
import type { Sketch } from './sketch.ts'

/** The term whose meaning is asked, or null. */
export function readTerm(text: string, sketch: Sketch, dictionary: Dictionary): Plan | null {
  if (!sketch.define || sketch.places.length > 0 || sketch.limits.some(limit => limit.state === null)) return null
  const said = dictionary.terms.flatMap(term => term.words.filter(word => text.includes(word)).map(word => ({ term, word }))).toSorted((a, b) => b.word.length - a.word.length)[0]
  const [indicator] = sketch.named
  const unknown = [...sketch.unread, ...sketch.outside].filter(word => !said?.word.includes(word) && !word.includes(said?.word ?? '\0'))
  if (unknown.length > 0) return null
  if (said && (!indicator || said.word.length >= indicator.end - indicator.start)) return { kind: 'define', term: said.term.id }
  const ids = indicator?.ids ?? []
  return ids.length > 0 ? { kind: 'define', term: ids[0] as string } : null
}
