// Words that point back: 他们, 其中, 这两家.

import type { Mention } from '../mentions/mention.ts'

type Of<Kind extends Mention['kind']> = Extract<Mention, { kind: Kind }>

/** 他们, 其中 refer back; 里头 only at the start; beside a place just named (川南那几个市) they say nothing new. */
export function pointsBack(content: readonly Mention[], hasPlaces: boolean): 'back' | 'astray' | null {
  for (const [i, mention] of content.entries()) {
    if (mention.kind !== 'pronoun' || mention.who === 'we' || content[i + 1]?.kind === 'average' || content[i - 1]?.kind === 'indicator' || content[i - 1]?.kind === 'bound') continue
    const starts = i === 0 || content[i - 1]?.kind === 'break' || content[i - 1]?.kind === 'again' || content[i - 1]?.kind === 'join'
    if (/^(?:里头|里面|里边|它|他|其|这里|当中)$/u.test(mention.text) && !starts) continue
    if (!hasPlaces) return 'back'
    if (content[i - 1]?.kind !== 'region' && mention.who === 'they' && !/^(?:其中|里头|里面|这个|该市|该州)$/u.test(mention.text)) return 'astray'
  }
  return null
}

/** How many are pointed at: 这两家, 那三个市州. */
export function countOf(content: readonly Mention[]): number | null {
  const pointed = content.find((mention): mention is Of<'pronoun'> => mention.kind === 'pronoun' && mention.who === 'they')
  const digit = pointed && /^[这那上前刚][这那面才]*([一二两三四五六七八九十]|\d+)/u.exec(pointed.text)?.[1]
  if (!digit) return null
  return /\d/.test(digit) ? Number(digit) : digit === '两' ? 2 : '一二三四五六七八九十'.indexOf(digit) + 1
}
