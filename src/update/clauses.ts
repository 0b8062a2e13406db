// Mentions → clauses, each with what makes it talk instead of a report, if anything does.

import type { Mention, Talk } from './mention.ts'

export type Clause = { readonly mentions: readonly Mention[]; readonly line: number; readonly sentence: number; readonly talk: Talk | null }

type Bare = Omit<Clause, 'talk'>

const isMark = (mention: Mention, marks: string): boolean => mention.kind === 'break' && marks.includes(mention.text)

/** A colon between a name and its figure parts nothing. */
function parts(mention: Mention, next: Mention | undefined): boolean {
  if (isMark(mention, ',;。!?\n()|')) return true
  return isMark(mention, ':') && !(next?.kind === 'number' || next?.kind === 'fraction' || next?.kind === 'no-figure')
}

/** Clauses end at , ; 。 ( ) and line breaks; sentences at ; 。 ! ? and line breaks. */
function partClauses(mentions: readonly Mention[]): Bare[] {
  const clauses: { mentions: Mention[]; line: number; sentence: number }[] = []
  let line = 0, sentence = 0, current: Mention[] = []
  const close = (): void => {
    if (current.length > 0) clauses.push({ mentions: current, line, sentence })
    current = []
  }
  mentions.forEach((mention, i) => {
    const next = mentions.slice(i + 1).find(one => !isMark(one, ' '))
    if (!parts(mention, next)) {
      current.push(mention)
      return
    }
    // A question mark belongs to its sentence.
    if (isMark(mention, '?')) current.push({ kind: 'talk', talk: 'question', reach: 'sentence', start: mention.start, end: mention.end, text: mention.text, how: 'exact' })
    close()
    if (isMark(mention, '\n')) line += 1
    if (isMark(mention, ';。!?\n')) sentence += 1
  })
  close()
  return clauses
}

/** 由原来的32%提升到45%, 比上月提高13个百分点达45%: what follows 到 is the figure now. */
const arrives = ({ mentions }: Bare): boolean => mentions.some((mention, i) => mention.kind === 'to' && mentions.slice(i + 1).some(({ kind }) => kind === 'number' || kind === 'fraction'))

/** 综窗呢, 完成了么 at the end of a clause ask; 45%还是54% does. */
function asks({ mentions }: Bare): Mention | undefined {
  const last = mentions.findLast(mention => !isMark(mention, ' '))
  if (last !== undefined && /^(?:呢|么)$/u.test(last.text) && !mentions.some(({ kind }) => kind === 'number' || kind === 'status')) return last
  return mentions.find((mention, i) => mention.text === '还是' && [-1, 1].every(step => { const other = mentions[i + step]; return other?.kind === 'number' }))
}

/** What the words of a clause make of it, alone. */
function talkIn(clause: Bare): Extract<Mention, { kind: 'talk' }>[] {
  const asking = asks(clause)
  const words = [...clause.mentions.filter(mention => mention.kind === 'talk'), ...(asking ? [{ ...asking, kind: 'talk', talk: 'question', reach: 'sentence' } as const] : [])]
  return arrives(clause) ? words.filter(({ talk }) => talk !== 'past' && talk !== 'change') : words
}

/** 目前综窗45%: what is so now is no part of the plan or demand before it. */
const isNow = ({ mentions }: Bare): boolean => mentions.some(({ kind, text }) => (kind === 'filler' && /^(?:目前|现在|现|当前|截至目前|截止目前)$/u.test(text)) || kind === 'day')
const endsWithNow = (talk: Talk): boolean => talk === 'plan' || talk === 'demand'

/** The clauses of a message in order. */
export function readClauses(mentions: readonly Mention[]): Clause[] {
  const bare = partClauses(mentions), words = bare.map(talkIn)
  return bare.map((clause, i) => {
    const since = bare.findLastIndex((one, k) => k <= i && one.sentence === clause.sentence && isNow(one))
    const reaches = (k: number, { reach, talk }: Extract<Mention, { kind: 'talk' }>): boolean => {
      if (k === i) return true
      const same = bare[k]?.sentence === clause.sentence
      return reach === 'message' ? true : reach === 'rest' ? k < i : reach === 'sentence' ? same : reach === 'onward' && same && k < i && !(endsWithNow(talk) && since > k)
    }
    return { ...clause, talk: words.flatMap((own, k) => own.filter(word => reaches(k, word)))[0]?.talk ?? null }
  })
}
