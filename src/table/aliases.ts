// Words that people were heard to use, added to the dictionary that the data makes: of an indicator, of a topic, of a region.

import type { Alias } from '../store/aliases.ts'
import type { Dictionary } from './dictionary.ts'

/** The dictionary with the words; one whose target the data no longer has says nothing. */
export function withAliases(dictionary: Dictionary, aliases: readonly Pick<Alias, 'form' | 'kind' | 'target'>[]): Dictionary {
  if (aliases.length === 0) return dictionary
  const formsOf = (kind: Alias['kind'], target: string): string[] => aliases.filter(alias => alias.kind === kind && alias.target === target).map(({ form }) => form)
  return {
    ...dictionary,
    indicators: Object.fromEntries(Object.entries(dictionary.indicators).map(([id, indicator]) => [id, { ...indicator, forms: [...indicator.forms, ...formsOf('indicator', id)] }])),
    topics: dictionary.topics.map(topic => ({ ...topic, words: [...topic.words, ...formsOf('topic', topic.id)] })),
    regions: dictionary.regions.map(region => ({ ...region, aliases: [...region.aliases, ...formsOf('region', region.name)] })),
  }
}
