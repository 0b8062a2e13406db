// The shipped data made larger, by cloning what was loaded: more aliases, regions, datasets, rows. Touches no file under data/.

import type { Dictionary } from '../src/table/dictionary.ts'
import type { Loaded, LoadedDataset, Row } from '../src/table/load.ts'

export type Growth = { readonly name: string; readonly grow: (loaded: Loaded) => Loaded }

const copies = (times: number): number[] => Array.from({ length: times - 1 }, (_, i) => i + 1)

/**
 * Gives names that the data does not have: the first two characters become a pair that was not given before, the ending stays.
 *
 * 综窗完成率 → 喆钮完成率
 */
function renamer({ sounds }: Dictionary): (name: string) => string {
  const characters = [...new Set(sounds.match(/\p{Script=Han}/gu))]
  let given = 0
  return name => {
    const round = Math.floor(given / characters.length), first = given * 7919, second = given * 31 + round * 57
    given += 1
    return `${characters[first % characters.length]}${characters[second % characters.length]}${name.slice(2)}`
  }
}

const withDatasets = (dictionary: Dictionary, datasets: readonly LoadedDataset[]): Loaded => ({ dictionary: { ...dictionary, datasets }, datasets })

/** Each region row also under the names that `namesOf` gives. */
const multiplyRows = (datasets: readonly LoadedDataset[], namesOf: (name: string) => readonly string[]): LoadedDataset[] => datasets.map(dataset => (
  { ...dataset, rows: dataset.rows.flatMap((row): Row[] => [row, ...(row.kind === 'region' ? namesOf(row.name).map(name => ({ ...row, name })) : [])]) }
))

function moreAliases({ dictionary, datasets }: Loaded): Loaded {
  const rename = renamer(dictionary), multiply = (forms: readonly string[]) => [...forms, ...copies(10).flatMap(() => forms.map(rename))]
  return {
    datasets,
    dictionary: {
      ...dictionary,
      regions: dictionary.regions.map(region => ({ ...region, aliases: [...region.aliases, ...copies(10).flatMap(() => [region.name, region.short, ...region.aliases].map(rename))] })),
      indicators: Object.fromEntries(Object.entries(dictionary.indicators).map(([id, indicator]) => [id, { ...indicator, forms: multiply(indicator.forms) }])),
    },
  }
}

function moreRegions({ dictionary, datasets }: Loaded): Loaded {
  const rename = renamer(dictionary)
  const clones = dictionary.regions.flatMap(region => copies(10).map(() => {
    const name = rename(region.name), short = name.slice(0, 2)
    return { of: region.name, region: { ...region, name, short, say: region.say.replace(/^../u, short), aliases: region.aliases.map(alias => short + alias.slice(2)), slips: [] } }
  }))
  const named = Map.groupBy(clones, clone => clone.of)
  return withDatasets({ ...dictionary, regions: [...dictionary.regions, ...clones.map(clone => clone.region)] },
    multiplyRows(datasets, name => named.get(name)?.map(clone => clone.region.name) ?? []))
}

function moreDatasets({ dictionary, datasets }: Loaded): Loaded {
  const clones = copies(10).flatMap(i => datasets.map(dataset => ({ ...dataset, id: `${dataset.id}-${i}`, document: `${dataset.document}之${i}`, asOf: `${Number(dataset.asOf.slice(0, 4)) - i}${dataset.asOf.slice(4)}` })))
  return withDatasets(dictionary, [...datasets, ...clones])
}

export const growths: readonly Growth[] = [
  { name: 'aliases ×10', grow: moreAliases },
  { name: 'regions ×10', grow: moreRegions },
  { name: 'datasets ×10', grow: moreDatasets },
  { name: 'rows ×100', grow: ({ dictionary, datasets }) => withDatasets(dictionary, multiplyRows(datasets, name => copies(100).map(i => `${name}#${i}`))) },
  // The dictionary does not name these tables, so no answer uses them: what is left is the cost of finding rows among more.
  { name: 'rows ×100, not asked', grow: ({ dictionary, datasets }) => ({ dictionary, datasets: [...datasets, ...copies(100).flatMap(i => datasets.map(dataset => ({ ...dataset, id: `${dataset.id}-${i}` })))] }) },
]
