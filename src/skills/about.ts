// What a question about the ledger names: a place, indicators and their topics, since when.

import { regionOfNickname } from '../language/nickname.ts'
import { shanghaiDay } from '../shanghai.ts'
import { isPlace, resolvePlace } from '../update/places.ts'
import { clausesOf, plainText } from '../update/read.ts'
import { readRuns } from '../update/runs.ts'
import type { Heard } from './skill.ts'

export type About = { readonly place: string | null; readonly indicators: readonly string[]; readonly topics: readonly string[]; readonly since: string | null }

const dayMs = 86_400_000

/** `monday`: the first day of this week. */
export function readAbout(text: string, { event, person, library: { dictionary } }: Heard, monday: string): About {
  const sender = { city: person.region ?? regionOfNickname(event.from, dictionary), county: person.county, province: person.province }, today = shanghaiDay(event.at)
  const clauses = clausesOf(plainText(text), sender, today, dictionary), parts = clauses.flatMap(({ mentions }) => mentions).filter(isPlace)
  const place = parts.length === 0 ? null : resolvePlace(parts, sender, sender.city, dictionary)
  const runs = readRuns(clauses, dictionary)
  const before = (days: number): string => shanghaiDay(new Date(Date.parse(`${today}T00:00:00+08:00`) - days * dayMs))
  const since = /今天|今日/u.test(text) ? today : /昨天/u.test(text) ? before(1) : /本周|这周/u.test(text) ? monday : /上周/u.test(text) ? shanghaiDay(new Date(Date.parse(`${monday}T00:00:00+08:00`) - 7 * dayMs)) : /本月|这个月/u.test(text) ? `${today.slice(0, 7)}-01` : /最近|近期|一周/u.test(text) ? before(6) : null
  return {
    place: place !== null && place.problem === undefined ? place.region : null,
    indicators: [...new Set(runs.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))], topics: [...new Set(runs.map(({ topic }) => topic).filter(topic => topic !== ''))], since,
  }
}
