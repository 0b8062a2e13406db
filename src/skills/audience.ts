// The places and the regions that a text means: who is to hand in, who is accepted or exempted.

import type { Audience } from '../deadline/deadline.ts'
import { normalise } from '../language/normalise.ts'
import { isTablePlan } from '../question/plan.ts'
import { readQuestion } from '../question/read.ts'
import type { Library } from '../library.ts'
import { shanghaiDay } from '../shanghai.ts'
import { answerPlan } from '../table/answer.ts'
import { isPlace, resolvePlace, type PlaceMention } from '../update/places.ts'
import { clausesOf, plainText } from '../update/read.ts'
import { contactsOf, regionsOf } from './contacts.ts'
import type { Heard } from './skill.ts'

/** The regions that a text names, those of a zone one by one; what cannot be told for sure is left out. */
export function readPlaces(text: string, { event, person, library: { dictionary } }: Heard): string[] {
  const sender = { city: person.region, county: person.county, province: person.province }
  const mentions = clausesOf(plainText(text), sender, shanghaiDay(event.at), dictionary).flatMap(clause => clause.mentions), groups: PlaceMention[][] = []
  mentions.forEach((mention, i) => {
    if (!isPlace(mention)) return
    const last = groups.at(-1), before = mentions[i - 1]
    if (last && before !== undefined && isPlace(before) && mention.kind !== 'region') last.push(mention)
    else groups.push([mention])
  })
  return [...new Set(groups.flatMap((group): readonly string[] => {
    const [first] = group
    if (first?.kind === 'region' && group.length === 1) return first.names
    const place = resolvePlace(group, sender, null, dictionary)
    return place.problem === undefined ? [place.region] : []
  }))]
}

const everyCity = /(?:各|其他|其余|所有|全部|全省各?|21个|二十一个|全体)(?:个)?(?:市州|市\(州\)|市、州|地市|市)(?!中区)|各地|全省/u
const everyCounty = /(?:各|所有|全部)(?:个)?(?:县\(市、区\)|县\(市区\)|县市区|区县|县区|县、?市、?区|县级|区\(市\)县|区\(市、县\)|县)|183个?县/u
const except = /(?:除|除了|除开)(.{1,20}?)(?:外|以外|之外)|(.{1,12}?)除外/u

/** 综窗为0的市州, 还没启动综窗的: the regions that a question for them lists, in whatever scope; null where it is none that is understood. */
function regionsWhere(text: string, { person, library }: Heard): string[] | null {
  const phrase = /([^,;。:]{2,24}?)的(?:市州|地方|单位|市|地区|[^,;。:]{0,2}$)/u.exec(text)?.[1]
  if (phrase === undefined) return null
  const reading = readQuestion(`哪些市州${phrase}`, library.vocabulary, null, { region: person.region }, library.botNames)
  const [plan, ...more] = reading.kind === 'plans' ? reading.plans : []
  if (!plan || more.length > 0 || !isTablePlan(plan) || plan.kind !== 'list') return null
  const rows = new Set(answerPlan(plan, library.store, library.dictionary).flatMap(told => told.rows.map(({ region }) => region)))
  return library.dictionary.regions.map(({ name }) => name).filter(name => rows.has(name))
}

/** In a room whose reporters all lie in one city and are of its counties, the counties are meant. */
export function regionsOfRoom(room: string | null, library: Library): string[] {
  const regions = room === null ? [] : regionsOf(room, library)
  const counties = regions.filter(region => region.includes('/')), cities = new Set(regions.map(region => region.split('/')[0]))
  if (cities.size === 1 && counties.length > 1) return counties
  const whole = regions.filter(region => !region.includes('/'))
  return library.dictionary.regions.map(({ name }) => name).filter(name => whole.includes(name))
}

/**
 * Who is to hand in, by the words in front of what is: 各市州, 乐山、南充、川南, 综窗为0的, 各县（市、区）; without a word the regions of the room's members. Null where
 * a word is there that is not understood.
 */
export function readAudience(whom: string, heard: Heard): Audience | null {
  const { event, library } = heard, { dictionary } = library, text = normalise(whom).trim(), cities = dictionary.regions.map(({ name }) => name)
  const left = except.exec(text), without = new Set(left ? readPlaces(left[1] ?? left[2] ?? '', heard) : []), said = left ? text.replace(except, '') : text
  const minus = (audience: Audience): Audience => (without.size === 0 ? audience : { kind: 'named', regions: (audience.kind === 'all' ? cities : audience.regions).filter(region => !without.has(region)), label: null })
  if (everyCounty.test(said)) {
    const homes = event.room === null ? [] : [...new Set(contactsOf(event.room, library).map(({ region }) => region.split('/')[0]))], named = readPlaces(said.replace(everyCounty, ''), heard).filter(region => cities.includes(region))
    const within = named.length > 0 ? named : homes.length === 1 ? homes : cities
    return minus({ kind: 'named', regions: dictionary.counties.filter(({ city }) => within.includes(city)).map(({ name, city }) => `${city}/${name}`), label: '各县（市、区）' })
  }
  const places = readPlaces(said, heard)
  if (places.length > 0) return minus({ kind: 'named', regions: places.length > 1 ? [...cities.filter(city => places.includes(city)), ...places.filter(region => region.includes('/'))] : places, label: null })
  const where = regionsWhere(said, heard)
  if (where !== null) return where.length === 0 ? null : minus({ kind: 'named', regions: where, label: /([^,;。:]{2,24}?的)/u.exec(said)?.[1] ?? null })
  if (everyCity.test(said) && !/的(?:市州|市\(州\))?$/u.test(said)) return minus({ kind: 'all', regions: [], label: '各市州' })
  const own = regionsOfRoom(event.room, library)
  return minus(own.length > 0 ? { kind: 'members', regions: own, label: null } : { kind: 'all', regions: [], label: '各市州' })
}
