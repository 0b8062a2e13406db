// Words and what they say, found in a text: exactly, or where a stretch is otherwise unread by sound or with one wrong character.
// Longest and fewest words win (a shortest path over the text); a guess costs more than any exact reading of the same stretch.

import { soundClass, soundKeys, type Sounds } from './sound.ts'

export type Entry<Value> = {
  readonly form: string
  readonly value: Value
  /** May be recognised by sound or slip: names of things, not function words. */
  readonly guessable: boolean
  /** A name of something in the data, guessable or not: beside it a strange character is another word, not a slip. */
  readonly thing?: boolean
}

export type Found<Value> = { readonly start: number; readonly end: number; readonly form: string; readonly value: Value; readonly how: 'exact' | 'sound' | 'slip' }

export type Lexicon<Value> = {
  readonly findExact: (text: string) => Found<Value>[]
  readonly findGuesses: (text: string, isUnread: (at: number) => boolean) => Found<Value>[]
  /** Known forms near an unread word, best first: what to offer when asking back. */
  readonly nearest: (word: string, most: number) => string[]
}

/** A wrong character may not itself be a word that changes the meaning: 停用率 is no slip of 启用率. */
const meaningful = /[不没未无非停前后多少高低增减加降升新旧老村社站室省市县区乡镇州上下左右男女一二三四五六七八九十百千万0-9a-z首末超欠缺每各日月年周总均部科局厅队项次台人天]/u
const shortestSlip = 4

/**
 * Builds a lexicon; of two entries with one form the first holds.
 *
 * lexicon.findExact('乐山综窗') → 乐山, 综窗
 */
export function buildLexicon<Value>(entries: Iterable<Entry<Value>>, soundsOf: () => Sounds): Lexicon<Value> {
  const forms = new Map<string, Entry<Value>>()
  for (const entry of entries) if (!forms.has(entry.form)) forms.set(entry.form, entry)
  let longest = 0
  for (const form of forms.keys()) longest = Math.max(longest, form.length)
  const guessable = [...forms.values()].filter(entry => entry.guessable)
  let bySound: Map<string, Entry<Value>[]> | null = null
  let byEnds: Map<string, Entry<Value>[]> | null = null
  let classed: Sounds | null = null
  /** Sounds are unpacked when the first guess is made: most questions need none. */
  const classes = () => (classed ??= new Map([...soundsOf()].map(([character, syllables]) => [character, [...new Set(syllables.map(soundClass))]])))

  const soundIndex = () => {
    if (bySound) return bySound
    bySound = new Map()
    for (const entry of guessable) {
      if (entry.form.length < 2 || entry.form.length > 12) continue
      for (const key of soundKeys(entry.form, classes())) push(bySound, key, entry)
    }
    return bySound
  }
  const endsIndex = () => {
    if (byEnds) return byEnds
    byEnds = new Map()
    for (const entry of guessable) {
      if (entry.form.length < shortestSlip || entry.form.length > 12) continue
      push(byEnds, `^${entry.form.slice(0, 2)}`, entry)
      push(byEnds, `$${entry.form.slice(-2)}`, entry)
    }
    return byEnds
  }

  const findExact = (text: string): Found<Value>[] => {
    const found: Found<Value>[] = []
    const add = (start: number, end: number, form: string) => {
      const entry = forms.get(form)
      if (entry) found.push({ start, end, form, value: entry.value, how: 'exact' })
    }
    for (let start = 0; start < text.length; start += 1) {
      for (let length = 1; length <= longest && start + length <= text.length; length += 1) add(start, start + length, text.slice(start, start + length))
      findOver的(text, start, add)
    }
    return found
  }
  /** Forms of things are also found where a 的 or a blank stands between their words: 一枚印章的启用率. */
  const findOver的 = (text: string, start: number, add: (start: number, end: number, form: string) => void) => {
    if (isGlue(text[start])) return
    let form = '', glued = false
    for (let end = start; end < text.length && form.length < longest; end += 1) {
      if (isGlue(text[end])) {
        glued = true
        continue
      }
      form += text[end]
      if (glued && form.length >= 3 && forms.get(form)?.guessable) add(start, end + 1, form)
    }
  }

  const findGuesses = (text: string, isUnread: (at: number) => boolean): Found<Value>[] => {
    const found: Found<Value>[] = []
    for (let start = 0; start < text.length; start += 1) {
      for (let length = 2; length <= 12 && start + length <= text.length; length += 1) {
        const end = start + length
        let touches = false
        for (let at = start; at < end && !touches; at += 1) touches = isUnread(at)
        if (!touches) continue
        const word = text.slice(start, end)
        if (/[\s,;:。?!]/u.test(word)) break
        for (const key of soundKeys(word, classes())) {
          for (const entry of soundIndex().get(key) ?? []) {
            if (entry.form.length === length && entry.form !== word && sharesCharacter(entry.form, word)) found.push({ start, end, form: entry.form, value: entry.value, how: 'sound' })
          }
        }
        if (length >= shortestSlip) {
          for (const end2 of [`^${word.slice(0, 2)}`, `$${word.slice(-2)}`]) {
            for (const entry of endsIndex().get(end2) ?? []) {
              if (entry.form.length === length && isSlip(entry.form, word, at => isUnread(start + at)) && !holdsName(word)) found.push({ start, end, form: entry.form, value: entry.value, how: 'slip' })
            }
          }
        }
      }
    }
    return found
  }

  /** 国有综窗 is no slip of 现有综窗: what stands beside the wrong character is a name of its own, so the character modifies it. */
  const holdsName = (word: string): boolean => {
    for (let from = 0; from < word.length; from += 1) for (let to = from + 2; to <= word.length; to += 1) if (to - from < word.length && isThing(forms.get(word.slice(from, to)))) return true
    return false
  }

  const nearest = (word: string, most: number): string[] => {
    const characters = [...new Set(word)]
    const score = (form: string) => characters.reduce((sum, character) => sum + (form.includes(character) ? 1 : 0), 0) / Math.max(form.length, word.length)
    return guessable.map(entry => ({ form: entry.form, near: score(entry.form) })).filter(({ near }) => near >= 0.4)
      .toSorted((a, b) => b.near - a.near || a.form.length - b.form.length).slice(0, most).map(({ form }) => form)
  }

  return { findExact, findGuesses, nearest }
}

function push<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

const isThing = (entry: { readonly guessable: boolean; readonly thing?: boolean } | undefined): boolean => entry !== undefined && (entry.guessable || entry.thing === true)

const isGlue = (character: string | undefined): boolean => character === '的' || character === ' '

const sharesCharacter = (a: string, b: string): boolean => [...a].some((character, i) => b[i] === character)

function isSlip(form: string, word: string, isUnread: (at: number) => boolean): boolean {
  let wrongAt = -1
  for (let i = 0; i < form.length; i += 1) {
    if (form[i] === word[i]) continue
    if (wrongAt >= 0) return false
    wrongAt = i
  }
  return wrongAt >= 0 && isUnread(wrongAt) && !meaningful.test(word[wrongAt] ?? '') && !meaningful.test(form[wrongAt] ?? '')
}

/**
 * The cheapest way to cover `length` characters with mentions: unread characters cost most, then guesses, then the number of words.
 */
export function cover<M extends { readonly start: number; readonly end: number; readonly how: 'exact' | 'sound' | 'slip' }>(length: number, mentions: readonly M[], costOf: (mention: M) => number): (M | { readonly start: number; readonly end: number; readonly unread: true })[] {
  const startingAt: M[][] = Array.from({ length: length + 1 }, () => [])
  for (const mention of mentions) startingAt[mention.start]?.push(mention)
  const best: number[] = Array.from({ length: length + 1 }, () => Infinity), from: (M | null)[] = Array.from({ length: length + 1 }, () => null)
  best[0] = 0
  for (let at = 0; at < length; at += 1) {
    const sofar = best[at] ?? Infinity
    const step = (end: number, cost: number, mention: M | null) => {
      if (sofar + cost < (best[end] ?? Infinity) - 1e-9) {
        best[end] = sofar + cost
        from[end] = mention
      }
    }
    step(at + 1, unreadCost, null)
    for (const mention of startingAt[at] ?? []) step(mention.end, costOf(mention), mention)
  }
  const path: (M | { start: number; end: number; unread: true })[] = []
  for (let at = length; at > 0;) {
    const mention = from[at]
    if (mention) {
      path.push(mention)
      at = mention.start
    } else {
      path.push({ start: at - 1, end: at, unread: true })
      at -= 1
    }
  }
  return path.toReversed()
}

const unreadCost = 10
