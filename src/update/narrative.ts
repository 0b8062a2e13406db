// A tagged message without a figure or a state: kept in its own words, under its place and the topic that they touch.

import type { Dictionary } from '../table/dictionary.ts'
import type { Clause } from './clauses.ts'
import { homeOf, isPlace, resolvePlace, type Place, type Sender } from './places.ts'
import type { Entry } from './record.ts'
import { readRuns } from './runs.ts'
import { themeOf } from './themes.ts'

/** The entry of a narrative, and its place, which may be unknown. */
export function narrate(clauses: readonly Clause[], sender: Sender, today: string, dictionary: Dictionary): { readonly place: Place; readonly entry: Entry } {
  const mentions = clauses.flatMap(clause => clause.mentions), first = mentions.findIndex(isPlace)
  const group = mentions.slice(first, first + 3).filter(isPlace)
  const place = first < 0 ? homeOf(sender) : resolvePlace(group, sender, null, dictionary)
  const text = mentions.map(mention => mention.text).join('')
  const named = readRuns(clauses, dictionary).find(({ topic }) => topic !== '')?.topic
  const topic = named ?? themeOf(text, dictionary) ?? 'other'
  const day = mentions.find(mention => mention.kind === 'day')
  const asOf = day?.kind === 'day' && day.date <= today && day.grain === 'day' ? day.date : today
  return { place, entry: { region: place.problem === undefined ? place.region : '', scope: null, topic, metrics: [], status: null, asOf } }
}
