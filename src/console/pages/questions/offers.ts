// What an unread word may have meant: known words that look or sound like it, each as one button that teaches it.

import { html } from 'hono/html'
import type { Library } from '../../../library.ts'
import type { Vocabulary } from '../../../question/vocabulary.ts'
import { faultsOf, formOf, targetOf, type Target } from '../../../update/teaching.ts'
import type { Html, Site } from '../../page.ts'
import { targetOptions } from '../data/parts.ts'
import { sayFault, sayTarget, valueOf } from '../data/teach.ts'

const mostNear = 12, mostOffers = 3

type Offer = { readonly known: string; readonly target: Target }

/** Found once a word while the vocabulary stays: the list is asked for again with every change. */
const found = new WeakMap<Vocabulary, Map<string, readonly Offer[]>>()
const mostKept = 500

/** The nearest known words, each thing once; by sound before by writing. None where the word can't be taught. */
export function offersFor(word: string, { vocabulary }: Pick<Library, 'vocabulary'>): readonly Offer[] {
  const kept = found.get(vocabulary) ?? new Map<string, readonly Offer[]>(), offers = kept.get(word) ?? findOffers(word, vocabulary)
  if (kept.size < mostKept) found.set(vocabulary, kept.set(word, offers))
  return offers
}

function findOffers(word: string, vocabulary: Vocabulary): Offer[] {
  if (faultsOf(word, null, vocabulary).length > 0) return []
  const { lexicon } = vocabulary, offers = new Map<string, Offer>()
  const sounding = lexicon.findGuesses(word, () => true).filter(({ start, end }) => start === 0 && end === word.length).map(({ form }) => form)
  for (const known of [...sounding, ...lexicon.nearest(word, mostNear)]) {
    const target = targetOf(known, vocabulary)
    if (target && !offers.has(valueOf(target)) && faultsOf(word, target, vocabulary).length === 0) offers.set(valueOf(target), { known, target })
  }
  return [...offers.values()].slice(0, mostOffers)
}

/** Why a word can be taught as nothing at all. */
export const faultOf = (word: string, library: Library): string | null => faultsOf(formOf(word), null, library.vocabulary).map(fault => sayFault(fault, formOf(word), library))[0] ?? null

/** The buttons of a word: “综服窗”就是“综窗”. */
export function offerButtons({ base, world: { library } }: Site, id: number, word: string): Html {
  const button = ({ known, target }: Offer): Html => html`<form method="post" action="${base}/questions/${id}/teach">
<input type="hidden" name="word" value="${word}"><input type="hidden" name="target" value="${valueOf(target)}">
<button type="submit" class="offer">“${word}”就是“${known}”<small>${sayTarget(target, library.dictionary)}</small></button></form>`
  return html`${offersFor(word, library).map(button)}`
}

/** The form for any word and any target. */
export const teachForm = ({ base, world }: Site, id: number, word: string, target: string): Html => html`<form method="post" action="${base}/questions/${id}/teach" class="inline">
<label>这个词<input name="word" value="${word}" required maxlength="40" size="14" autocomplete="off"></label>
<label>就是<select name="target" required>${targetOptions(world.library.dictionary, target)}</select></label><button type="submit">加上</button></form>`
