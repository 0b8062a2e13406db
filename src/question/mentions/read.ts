// All mentions of a text in order: exact words first; only what stays unread is tried by sound and for slips.

import { cover, type Found } from '../../language/lexicon.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { readMeans, readNth, readRanks } from './ask.ts'
import type { Mention, Said } from './mention.ts'
import { readNumbers } from './number.ts'
import { readPeriods } from './period.ts'
import { readPhrases } from './phrases.ts'
import { readPointed, readScopeNames } from './who.ts'

const asMention = (text: string) => (found: Found<Said>) => (
  { ...found.value, start: found.start, end: found.end, text: text.slice(found.start, found.end), how: found.how, form: found.form } as Mention
)

/** Single signs that mean little (将, 内): two of them side by side may be one misspelt name (内将 for 内江). */
const isLoose = (mention: Mention): boolean => mention.end - mention.start === 1 && mention.kind === 'filler' && !/[的了吗呢啊呀哦嘛吧哈是在有就都也还 ]/u.test(mention.text)

/** Few words beat many; a content word beats a filler of the same length; a single sign counts a little more. */
function costOf(mention: Mention): number {
  const length = mention.end - mention.start
  const base = mention.how === 'exact' ? 1 : mention.how === 'sound' ? 4.5 : 6
  const vague = mention.kind === 'filler' || mention.kind === 'asker' ? 0.2 : 0
  const single = length > 1 ? 0 : isLoose(mention) ? 1.2 : 0.3
  return base + vague + single - length * 0.01
}

export function readMentions(text: string, { lexicon, dictionary, dates }: Vocabulary): Mention[] {
  const known = [...lexicon.findExact(text).map(asMention(text)), ...readPeriods(text, dates), ...readScopeNames(text)]
  const names = known.filter(mention => ['region', 'county', 'scope', 'period'].includes(mention.kind) || (mention.kind === 'indicator' && (mention.strength === 'form' || mention.strength === 'topic')))
  const exact = [...known, ...readNumbers(text), ...readRanks(text), ...readMeans(text), ...readNth(text), ...readPhrases(text, names), ...readPointed(text)]
  const slips = new Set(dictionary.regions.flatMap(region => region.slips))
  const first = cover(text.length, exact, costOf)
  const unread = new Set<number>()
  for (const piece of first) if ('unread' in piece || isLoose(piece)) unread.add(piece.start)
  const pieces = unread.size === 0 ? first
    : cover(text.length, [...exact, ...lexicon.findGuesses(text, at => unread.has(at)).map(asMention(text))], costOf)
  const mentions: Mention[] = []
  for (const piece of pieces) {
    if (!('unread' in piece)) {
      mentions.push(slips.has(piece.text) ? { ...piece, how: 'slip' } : piece)
      continue
    }
    const last = mentions.at(-1)
    if (last?.kind === 'unread' && last.end === piece.start) mentions[mentions.length - 1] = { ...last, end: piece.end, text: text.slice(last.start, piece.end) }
    else mentions.push({ kind: 'unread', start: piece.start, end: piece.end, text: text.slice(piece.start, piece.end), how: 'exact' })
  }
  return mentions.map((mention, i): Mention => (mention.text === '好的' && mention.kind === 'asker' && mentions[i - 1]?.kind === 'region' ? { kind: 'comparative', direction: 'best', start: mention.start, end: mention.end, text: mention.text, how: 'exact' } : isModifier(mention, mentions[i + 1], mentions[i + 2]) ? { kind: 'unread', start: mention.start, end: mention.end, text: mention.text, how: 'exact' } : mention))
}

/** 周末综窗: a time right before a name modifies it; the figure asked is not the one in the table. */
function isModifier(mention: Mention, next: Mention | undefined, after: Mention | undefined): boolean {
  return mention.kind === 'asker' && mention.time === true && (next?.text === '的' ? after : next)?.kind === 'indicator'
}
