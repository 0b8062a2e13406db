// A member's place, office, name and phone by the group nickname, in the orders people use: 乐山-张三, 张三-乐山, 南充市政务局 李四.
// A word that can be read in two ways (罗江: a county, a name) is told only where the rest of the nickname leaves one of them.

import type { Dictionary } from '../table/dictionary.ts'
import { readOffice } from './office.ts'
import { isDottedName, isFullName, isPlainName, isSurname, readPerson, standsAlone } from './person.ts'
import { placeRuns, placesWithin, settlePlaces, type Place } from './place.ts'
import { takePhone } from './phone.ts'

export type Nickname = { readonly region: string | null; readonly county: string | null; readonly unit: string | null; readonly name: string | null; readonly phone: string | null }

/** What one word of a nickname may say. */
type Reading = { readonly places: readonly Place[]; readonly unit: string | null; readonly isSure: boolean; readonly name: string | null; readonly surname: string | null }

const nothing: Reading = { places: [], unit: null, isSure: true, name: null, surname: null }
/** Longer ones are not written by hand. */
const longestNickname = 60
const mostCombinations = 400
/** Where somebody is for a while, not where he belongs: (成都出差). */
const away = /(?:出差|休假|请假|培训|学习|隔离|外出|驻村|挂职|借调|调离|离职|离岗|退休|值班|开会)[中了]?$/u
/** An office before its head's 长: 教育局长. */
const headed = /(?<!副)[局科处股厅院所站队部组镇乡村]$/u

/**
 * The city that a nickname names, or null; the longest name wins (峨眉山 is not 眉山), two cities name none.
 *
 * regionOfNickname('乐山-张三') → 乐山市
 */
export function regionOfNickname(nickname: string, dictionary: Dictionary): string | null {
  const counties = dictionary.counties.filter(({ name }) => nickname.includes(name) || (name.length > 2 && nickname.includes(name.slice(0, -1))))
  const longest = Math.max(0, ...counties.map(({ name }) => name.length)), homes = [...new Set(counties.filter(({ name }) => name.length === longest).map(({ city }) => city))]
  const cities = dictionary.regions.filter(({ name, short, aliases }) => [name, short, ...aliases].some(form => nickname.includes(form)))
  const own = cities.filter(({ name, short }) => homes.length === 0 || homes.includes(name) || !counties.some(county => county.name.includes(short)))
  if (own.length === 1) return own[0]?.name ?? null
  return own.length === 0 && homes.length === 1 ? homes[0] ?? null : null
}

/**
 * The county that a nickname names beside its city or alone, or null; a name that the city shares is the city's (广安-吴倩).
 *
 * countyOfNickname('遂宁船山-邱') → 船山区
 */
export function countyOfNickname(nickname: string, dictionary: Dictionary): string | null {
  const city = regionOfNickname(nickname, dictionary), shared = new Set(dictionary.regions.map(({ short }) => short))
  const found = dictionary.counties.filter(({ name, city: home }) => home === city && (nickname.includes(name) || (name.length > 2 && !shared.has(name.slice(0, -1)) && nickname.includes(name.slice(0, -1)))))
  const longest = Math.max(0, ...found.map(({ name }) => name.length)), [only, ...more] = found.filter(({ name }) => name.length === longest)
  return more.length > 0 ? null : only?.name ?? null
}

/** The whole text as a person; a surname alone only where `isBare` allows it. */
function asPerson(text: string, isBare: boolean): Reading[] {
  const person = readPerson(text)
  return person === null || (person.surname === text && !isBare) ? [] : [{ ...nothing, ...person }]
}

/** An office, a person, or an office and its person without a mark between them; `prefix` is the place in front of them. */
function readRest(rest: string, prefix: string, zones: readonly string[]): Reading[] {
  const placed = prefix !== ''
  const office = (text: string): Reading[] => {
    const sureness = readOffice(text, zones, placed)
    return sureness === null ? [] : [{ ...nothing, unit: prefix + text, isSure: sureness === 'sure' }]
  }
  const splits = [...rest].flatMap((_, at) => {
    const head = rest.slice(0, at), tail = rest.slice(at)
    return office(head).flatMap(found => [
      ...asPerson(tail, false),
      ...(headed.test(head) && tail.startsWith('长') ? (tail === '长' ? [nothing] : asPerson(tail.slice(1), false)) : []),
    ].map(person => ({ ...found, name: person.name, surname: person.surname })))
  })
  // 财政局李处 ends like an office and is none.
  const isAddress = splits.some(({ surname }) => surname !== null)
  return [...(isAddress ? [] : office(rest)), ...asPerson(rest, true), ...splits]
}

/** A name in front of its place or office: 张三乐山, 张三办公室. The second may be an office of that name. */
function readNameFirst(word: string, dictionary: Dictionary): { readonly found: Reading[]; readonly isCertain: boolean } {
  const found = [2, 3, 4].flatMap(length => {
    const name = word.slice(0, length), rest = word.slice(length)
    if (rest === '' || !isFullName(name)) return []
    const placed = readPlaced(rest, dictionary, false).filter(reading => reading.name === null && reading.surname === null)
    const offices = isPlainName(name) && placed.length === 0 && !/^[镇乡村街社]/u.test(rest) && readOffice(rest, dictionary.developmentZones, false) === 'sure' ? [{ ...nothing, unit: rest }] : []
    return [...placed, ...offices].map(reading => ({ ...reading, name }))
  })
  const placed = found.filter(({ places }) => places.length > 0)
  return placed.length > 0 ? { found: placed, isCertain: true } : { found, isCertain: false }
}

/** Readings that begin with a place and use up the word. */
function readPlaced(word: string, dictionary: Dictionary, apart: boolean): Reading[] {
  const runs = placeRuns(word, dictionary, apart), longest = runs[0]?.length ?? 0
  return runs.flatMap(({ length, places }) => {
    const rest = word.slice(length)
    if (rest === '') return [{ ...nothing, places }]
    const found = length === longest ? readRest(rest, word.slice(0, length), dictionary.developmentZones) : isFullName(rest) ? asPerson(rest, false) : []
    return found.map(reading => ({ ...reading, places }))
  })
}

/** All that a word may say; a place with something unknown behind it says the place, unless that holds another city. */
function readWord(word: string, dictionary: Dictionary, apart: boolean): readonly Reading[] {
  if (away.test(word)) return [nothing]
  if (isDottedName(word)) return [{ ...nothing, name: word }]
  const runs = placeRuns(word, dictionary, apart)
  if (runs.length > 0) {
    const beginsWithCity = runs.some(({ places: [first] }) => first?.county === null)
    const readings = [...readPlaced(word, dictionary, apart), ...(beginsWithCity || !isFullName(word) ? [] : asPerson(word, false))]
    if (readings.length > 0) return readings
    const [longest] = runs, namesAnother = dictionary.regions.some(({ short }) => word.slice(longest?.length).includes(short))
    return [{ ...nothing, places: namesAnother ? [] : longest?.places ?? [] }]
  }
  const nameFirst = readNameFirst(word, dictionary)
  if (nameFirst.isCertain) return [...nameFirst.found, ...asPerson(word, false)]
  const readings = [...readRest(word, '', dictionary.developmentZones).map(reading => ({ ...reading, places: placesWithin(reading.unit ?? '', dictionary) })), ...nameFirst.found]
  return readings.length > 0 ? readings : [nothing]
}

/** Words between marks. A dot parts words too, unless it stands inside a name; 张 三 is one word. */
function splitWords(text: string, dictionary: Dictionary): string[] {
  const joined = text.replace(/(?<!\p{Script=Han})(\p{Script=Han}{1,2})\s+(\p{Script=Han})(?!\p{Script=Han})/gu, (whole, surname: string, given: string) => (isSurname(surname) ? surname + given : whole))
  return joined.split(/[^\p{Script=Han}·]+/u).flatMap(piece => {
    const parts = piece.split('·').filter(part => part !== '')
    const isOther = (part: string): boolean => placeRuns(part, dictionary, true).length > 0 || readOffice(part, dictionary.developmentZones, false) !== null
    const first = parts.findIndex(part => !isOther(part)), last = parts.findLastIndex(part => !isOther(part))
    const name = first === -1 ? '' : parts.slice(first, last + 1).join('·')
    return isDottedName(name) ? [...parts.slice(0, first), name, ...parts.slice(last + 1)] : parts
  })
}

type Told = Omit<Nickname, 'phone'> & { readonly clashes: number }

/** What readings mean together, one for each word. */
function settle(readings: readonly Reading[], hasPhone: boolean): Told {
  const places = readings.flatMap(reading => reading.places), { region, county, clash } = settlePlaces(places)
  const names = new Set(readings.flatMap(({ name }) => name ?? [])), surnames = new Set(readings.flatMap(({ surname }) => surname ?? []))
  const units = readings.filter(({ unit }) => unit !== null), isKnown = places.length > 0 || units.some(({ isSure }) => isSure)
  const [name = null] = names, [surname = null] = surnames
  const person = names.size > 1 ? null : name !== null ? (isKnown || hasPhone || standsAlone(name) ? name : null) : surnames.size === 1 && isKnown ? surname : null
  return {
    region, county, name: person,
    unit: units.length > 0 && (isKnown || person !== null) ? units.map(({ unit }) => unit).join('') : null,
    clashes: Number(clash) + Number(names.size > 1),
  }
}

function combine(choices: readonly (readonly Reading[])[]): (readonly Reading[])[] {
  let combined: (readonly Reading[])[] = [[]]
  for (const choice of choices) {
    combined = combined.flatMap(before => choice.map(reading => [...before, reading]))
    if (combined.length > mostCombinations) return []
  }
  return combined
}

/**
 * What a group nickname says of a member. What is not certain is null: two cities, two names, a name that may be another word.
 *
 * readNickname('遂宁市船山区政务局-张三13800000000') → 遂宁市, 船山区, 遂宁市船山区政务局, 张三, 13800000000
 */
export function readNickname(nickname: string, dictionary: Dictionary): Nickname {
  const none: Nickname = { region: null, county: null, unit: null, name: null, phone: null }
  const plain = nickname.normalize('NFKC').replace(/[•‧∙⋅・]/gu, '·').replace(/[\p{Cf}\ufe0f]/gu, '').trim()
  if (plain.length > longestNickname) return none
  const { phone, rest, extension } = takePhone(plain)
  const words = splitWords(rest, dictionary)
  const told = combine(words.map(word => readWord(word, dictionary, words.length > 1))).map(readings => settle(readings, phone !== null))
  const fewest = Math.min(...told.map(({ clashes }) => clashes)), best = told.filter(({ clashes }) => clashes === fewest)
  const agreed = (field: 'region' | 'county' | 'unit' | 'name'): string | null => (new Set(best.map(one => one[field])).size === 1 ? best[0]?.[field] ?? null : null)
  const name = agreed('name')
  return { region: agreed('region'), county: agreed('county'), unit: agreed('unit'), name, phone: phone ?? (name === null ? null : extension) }
}
