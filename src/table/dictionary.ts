// The words and things that questions, updates and deadlines share: regions, indicators, datasets, facts. Read from data/ by load.ts,
// kept in the database as one document, so that opening the bot costs neither YAML nor checks.

import type { Calendar } from '../language/working-days.ts'

export type Region = { readonly name: string; readonly short: string; readonly say: string; readonly aliases: readonly string[]; readonly slips: readonly string[] }
export type Zone = { readonly name: string; readonly aliases: readonly string[]; readonly regions: readonly string[] }
/** `bare`: may be named without its 县/区/市. */
export type County = { readonly name: string; readonly city: string; readonly bare: boolean }

/** `implied`: the verb by which a report of parts alone (9个中心已改5个) means `main`. */
export type Topic = { readonly id: string; readonly name: string; readonly main?: string | undefined; readonly counted?: string | undefined; readonly implied?: string | undefined; readonly words: readonly string[] }
export type Indicator = {
  readonly id: string
  /** The count that this one is a part of. */
  readonly partOf: string | null
  /** The count that this one took the place of. */
  readonly after: string | null
  readonly header: string | null
  readonly name: string
  readonly unit: string
  readonly measures: 'rate' | 'average' | 'total'
  readonly better: 'higher' | 'lower' | 'unknown'
  readonly topic: string
  readonly means: string | null
  readonly forms: readonly string[]
}
export type Part = { readonly words: readonly string[]; readonly among: readonly string[]; readonly main?: string | undefined; readonly strength: 'part' | 'weak' | 'soft'; /** Read in reports only. */ readonly reports?: true }
export type Theme = { readonly id: string; readonly name: string; readonly words: readonly string[] }
export type Term = { readonly id: string; readonly words: readonly string[]; readonly means: string }

export type Dataset = {
  readonly id: string
  readonly document: string
  readonly attachment: string
  readonly scope: 'pilot' | 'non_pilot' | null
  readonly asOf: string
  readonly columns: readonly string[]
  readonly total: string | null
}

export type Fact = {
  readonly id: string
  readonly document: string
  readonly place: string
  readonly asks: readonly (readonly string[])[]
  readonly words: readonly string[]
  readonly answer: string
  readonly target: { readonly scope: 'pilot' | 'non_pilot' | 'both'; readonly indicator: string; readonly op: '=' | '>=' | '>'; readonly value: number } | null
  readonly places: readonly string[]
  /** The broad fact of its topic: it answers no question for a date, a number or a reason that it doesn't hold. */
  readonly general: boolean
}

/** What a notice asks of all cities by a day: something to hand in, or a target to have met. */
export type NoticeDeadline = {
  readonly id: string
  readonly document: string
  readonly kind: 'submission' | 'target'
  readonly title: string
  readonly says: string
  readonly forms: readonly string[]
  readonly recipient: string | null
  readonly day: string
  /** Null where only the day is told. */
  readonly time: string | null
  readonly target: { readonly indicator: string; readonly scope: 'pilot' | 'non_pilot' | null; readonly value: number; readonly topic: string } | null
}

/** A figure that the notice's text gives beside the tables'. */
export type Beside = { readonly region: string; readonly indicator: string; readonly says: string }

export type Dictionary = {
  readonly regions: readonly Region[]
  readonly zones: readonly Zone[]
  readonly counties: readonly County[]
  readonly developmentZones: readonly string[]
  readonly topics: readonly Topic[]
  readonly indicators: Readonly<Record<string, Indicator>>
  readonly parts: readonly Part[]
  /** What reports tell in words only. */
  readonly themes: readonly Theme[]
  readonly terms: readonly Term[]
  readonly datasets: readonly Dataset[]
  readonly facts: readonly Fact[]
  readonly beside: readonly Beside[]
  readonly deadlines: readonly NoticeDeadline[]
  /** As the data folder has it; with the years imported since: store/calendar.ts. */
  readonly calendar: Calendar
  /** Syllables and the characters that sound so; see language/sound.ts. */
  readonly sounds: string
}

/** A region by its full name: 乐山市 */
export const regionOf = (dictionary: Dictionary, name: string): Region | undefined => dictionary.regions.find(region => region.name === name)

/** Is this the name of a table's row for the whole province (合计, 全省)? */
export const isTotal = ({ datasets }: Dictionary, name: string): boolean => datasets.some(({ total }) => total === name)

/** How a place is called in running text: 阿坝藏族羌族自治州 → 阿坝州, 乐山市 → 乐山. */
export const sayRegion = (dictionary: Dictionary, name: string): string => regionOf(dictionary, name)?.say ?? name

/** 好 is higher for most indicators and lower for some; where it is unknown no plan may say best or worst. */
export const descends = (direction: 'top' | 'bottom' | 'best' | 'worst', indicator: string, { indicators }: Dictionary): boolean => (
  direction === 'top' || (direction === 'best' && indicators[indicator]?.better !== 'lower') || (direction === 'worst' && indicators[indicator]?.better === 'lower')
)
