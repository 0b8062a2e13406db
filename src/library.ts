// The open database with the dictionary and the words made of it: what every skill works on.

import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure.ts'
import { withAliases } from './table/aliases.ts'
import type { Dictionary } from './table/dictionary.ts'
import { buildVocabulary, type Vocabulary } from './question/vocabulary.ts'
import { aliases } from './store/aliases.ts'
import { fingerprintOf, latestDictionary, readDictionary, writeFigures } from './store/figures.ts'
import { readKeepsake } from './store/keepsakes.ts'
import { openStore, type Store } from './store/open.ts'

/** The dictionary and the vocabulary change when a word is taught: ask for them anew with each message. */
export type Library = { readonly store: Store; readonly dictionary: Dictionary; readonly vocabulary: Vocabulary; readonly botNames: readonly string[] }

/**
 * Refuses a database in which a group is served: made-up rooms and members do not belong there.
 *
 * @throws Failure that says to take another file
 */
export function refuseServed({ store }: Library, path: string): void {
  if (readKeepsake(store, 'door') === null) return
  store.close()
  throw new Failure('database', `数据库 ${path} 是助手正在用的，这里不能用：请用 --db 另指一个文件。`)
}

/** The data folder that comes with the project. */
export const shippedData = fileURLToPath(new URL('../data', import.meta.url))

/**
 * Opens the database at `path`; fills it from `folder` when it is new or a file there changed.
 *
 * @throws Failure when a data file or the database is not as it should be
 */
export async function openLibrary(path: string, folder: string, botName: string): Promise<Library> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Failure('data', `数据目录 ${folder} 不存在：请建好它，或用 --data 换一个。`)
  const store = openStore(path)
  try {
    const fingerprint = fingerprintOf(...(folder === shippedData ? [folder] : [shippedData, folder]))
    let dictionary = readDictionary<Dictionary>(store, fingerprint)
    if (!dictionary) {
      // YAML, CSV and zod are loaded only here: an unchanged folder costs nothing at start.
      const { loadData } = await import('./table/load.ts')
      const loaded = loadData(folder, shippedData)
      writeFigures(store, fingerprint, loaded)
      dictionary = loaded.dictionary
    }
    return { store, ...wordsOf(store, dictionary), botNames: [botName] }
  } catch (error) {
    store.close()
    throw error
  }
}

function wordsOf(store: Store, shipped: Dictionary): Pick<Library, 'dictionary' | 'vocabulary'> {
  const dictionary = withAliases(shipped, aliases(store))
  return { dictionary, vocabulary: buildVocabulary(dictionary) }
}

/** Reads the words that were taught or forgotten since the library was opened; whoever holds the library has them from now on. */
export function reloadWords(library: Library): void {
  const shipped = latestDictionary<Dictionary>(library.store)
  if (shipped) Object.assign(library, wordsOf(library.store, shipped))
}
