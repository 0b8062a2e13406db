// Numbers that only count the cities just named (川南四市, 眉山、资阳两市, 21个市州): they bound nothing and rank nothing.

import type { Mention } from '../mentions/mention.ts'

const countUnits = new Set(['个', '家', null])

/** The mentions without such numbers and without the 市/州 that belongs to them. */
export function dropPlaceCounts(mentions: readonly Mention[]): Mention[] {
  const dropped = new Set<Mention>()
  let named = 0
  mentions.forEach((mention, i) => {
    const next = mentions[i + 1]
    if (mention.kind === 'region') named += mention.names.length
    else if (mention.kind === 'number' && countUnits.has(mention.unit) && ((named > 1 && mention.value === named) || mention.value === 21)) {
      if (mentions[i - 1]?.kind !== 'region' && mention.value !== 21) return
      dropped.add(mention)
      if (next?.kind === 'every' && !next.each && mention.value !== 21) dropped.add(next)
    } else if (mention.kind === 'ask' && mention.text === '几个' && mentions[i - 1]?.kind === 'region' && next?.kind === 'every' && named > 1) {
      dropped.add(mention)
      dropped.add(next)
    } else if (mention.kind !== 'join' && mention.kind !== 'break') named = 0
  })
  return mentions.filter(mention => !dropped.has(mention))
}
