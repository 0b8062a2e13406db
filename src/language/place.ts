// Places at the head of a nickname or an office's name: 乐山市, 遂宁船山, 四川省凉山州西昌市. A run is read from the first character on;
// a county whose bare name is an ordinary word is read without its 县/区/市 only behind its city.

import type { Dictionary } from '../table/dictionary.ts'

/** A city, or a county with the cities that have one of that name (市中区 is in two). */
export type Place = { readonly city: string; readonly county: null } | { readonly county: string; readonly cities: readonly string[] }
export type Run = { readonly length: number; readonly places: readonly Place[] }
export type Settled = { readonly region: string | null; readonly county: string | null; readonly clash: boolean }

type Form = { readonly text: string; readonly place: Place; /** An ordinary word unless its city stands before it. */ readonly plain: boolean }

/** What may stand before the first place. */
const province = /^(?:中共)?(?:四川省?)?/u
const forms = new WeakMap<Dictionary, readonly Form[]>()

/** A county without 县/区/市, and the short form of a long name: 船山; 北川, 北川县. */
function shorten(county: string): string[] {
  const stem = county.replace(/(?:(?:[彝藏羌]族)+自治县|[县区市])$/u, '')
  return [stem, ...(county.endsWith('自治县') ? [`${stem}县`] : [])].filter(form => form.length > 1)
}

function formsOf(dictionary: Dictionary): readonly Form[] {
  const known = forms.get(dictionary)
  if (known) return known
  const cities = dictionary.regions.flatMap(({ name, short, aliases }) => [name, short, ...aliases].map((text): Form => ({ text, place: { city: name, county: null }, plain: false })))
  const taken = new Set(cities.map(({ text }) => text))
  const counties = [...Map.groupBy(dictionary.counties, ({ name }) => name)].flatMap(([name, same]): Form[] => {
    const place: Place = { county: name, cities: same.map(({ city }) => city) }, plain = same.some(({ bare }) => !bare)
    return [{ text: name, place, plain: false }, ...shorten(name).map((text): Form => ({ text, place, plain: plain && !text.endsWith('县') }))]
  })
  const all = [...cities, ...counties.filter(({ text }) => !taken.has(text))].toSorted((a, b) => b.text.length - a.text.length)
  forms.set(dictionary, all)
  return all
}

const isWithin = (place: Place, before: readonly Place[]): boolean => place.county !== null && before.some(({ county, ...rest }) => county === null && 'city' in rest && place.cities.includes(rest.city))

/**
 * All ways to read places from the first character on, the longest first; none where there is no place. `apart`: the text was set
 * apart by its writer, so that the whole of it may be a county whose name is an ordinary word (南部).
 *
 * placeRuns('遂宁船山政务局', dictionary) → 遂宁市 船山区 (4 characters), 遂宁市 (2 characters)
 */
export function placeRuns(text: string, dictionary: Dictionary, apart = false): Run[] {
  const all = formsOf(dictionary), start = province.exec(text)?.[0].length ?? 0
  const from = (at: number, before: readonly Place[]): Run[] => all.flatMap(({ text: form, place, plain }): Run[] => {
    if (!text.startsWith(form, at) || (plain && !isWithin(place, before) && !(apart && at === 0 && form === text))) return []
    const places = [...before, place], end = at + form.length
    return [...from(end, places), { length: end, places }]
  })
  return from(start, []).toSorted((a, b) => b.length - a.length)
}

/**
 * The places that an office's name holds with their full names, wherever they stand.
 *
 * placesWithin('国家税务总局峨眉山市税务局', dictionary) → 峨眉山市 (and not 眉山市)
 */
export function placesWithin(text: string, dictionary: Dictionary): Place[] {
  const full = formsOf(dictionary).filter(form => form.text.length > 2 && /[市州区县]$/u.test(form.text)), places: Place[] = []
  for (let at = 0; at < text.length;) {
    const found = full.find(form => text.startsWith(form.text, at))
    if (found) places.push(found.place)
    at += found?.text.length ?? 1
  }
  return places
}

/**
 * The one city, and its county, that places mean together; two cities, two counties or a county elsewhere clash.
 *
 * settlePlaces(places of 乐山市市中区) → 乐山市, 市中区
 */
export function settlePlaces(places: readonly Place[]): Settled {
  const counties = places.flatMap(place => (place.county === null ? [] : [place]))
  const cities = new Set(places.flatMap(place => (place.county === null ? [place.city] : place.cities.length === 1 ? place.cities : [])))
  const [region = null] = cities, names = new Set(counties.map(({ county }) => county)), [county = null] = names
  if (cities.size > 1) return { region: null, county: null, clash: true }
  if (region === null) return { region, county: null, clash: false }
  const isHome = counties.every(({ cities: homes }) => homes.includes(region))
  return { region, county: isHome && names.size === 1 ? county : null, clash: !isHome || names.size > 1 }
}
