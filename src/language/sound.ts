// How names sound in Sichuan: two spellings with one key are told apart by writing only. Classes of syllables, never edit distance
// on pinyin: 自贡/资阳 and 泸州/达州 are two letters apart and must not meet.

/** Syllables by character, several where a character has several readings; filled from the database by `loadSounds`. */
export type Sounds = ReadonlyMap<string, readonly string[]>

const initials: readonly (readonly [RegExp, string])[] = [[/^zh/, 'z'], [/^ch/, 'c'], [/^sh/, 's'], [/^n/, 'l'], [/^f/, 'h'], [/^hu(?=[aoe])/, 'h']]
const finals: readonly (readonly [RegExp, string])[] = [[/ing$/, 'in'], [/eng$/, 'en']]

/** `zheng` → `zen`, `ning` → `lin`: what a Sichuan ear does not tell apart becomes one class. */
export function soundClass(syllable: string): string {
  const start = initials.reduce((text, [pattern, to]) => text.replace(pattern, to), syllable)
  return finals.reduce((text, [pattern, to]) => text.replace(pattern, to), start)
}

/** One line a syllable, for storing: `zong 综宗棕` … */
export function packSounds(readings: ReadonlyMap<string, readonly string[]>): string {
  const bySyllable = new Map<string, string>()
  for (const [character, syllables] of readings) for (const s of syllables) bySyllable.set(s, (bySyllable.get(s) ?? '') + character)
  return [...bySyllable].map(([syllable, characters]) => `${syllable} ${characters}`).join('\n')
}

function unpackSounds(packed: string): Sounds {
  const sounds = new Map<string, string[]>()
  for (const line of packed.split('\n')) {
    const [syllable = '', characters = ''] = line.split(' ')
    for (const character of characters) {
      const known = sounds.get(character)
      if (known) known.push(syllable)
      else sounds.set(character, [syllable])
    }
  }
  return sounds
}

const unpacked = new WeakMap<object, Sounds>()

/** The sounds of a dictionary, unpacked once. */
export function soundsOf(dictionary: { readonly sounds: string }): Sounds {
  const known = unpacked.get(dictionary) ?? unpackSounds(dictionary.sounds)
  unpacked.set(dictionary, known)
  return known
}

/** All keys that `word` may sound like; empty where a character has no known sound. */
export function soundKeys(word: string, sounds: Sounds): string[] {
  let keys = ['']
  for (const character of word) {
    const readings = sounds.get(character) ?? (/[a-z0-9]/.test(character) ? [character] : [])
    keys = keys.flatMap(key => readings.map(reading => `${key} ${reading}`))
    if (keys.length > 16) keys.length = 16
  }
  return keys
}
