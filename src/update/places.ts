// Which place a report speaks of: what the text names, completed by who wrote it. What may be two places is none: it is asked.

import type { Dictionary } from '../table/dictionary.ts'
import type { Mention } from './mention.ts'

/** Where the writer belongs by roster or nickname; `province`: of the provincial centre, which has no figures of its own. */
export type Sender = { readonly city: string | null; readonly county: string | null; readonly province: boolean }

/** A place, or why it is none: `unknown` where nothing tells it, `ambiguous` where several have the name, `strange` where none has. */
export type Place = { readonly region: string; readonly problem?: never } | { readonly problem: 'unknown' | 'ambiguous' | 'others' | 'strange'; readonly said: string }

export type PlaceMention = Extract<Mention, { kind: 'region' | 'county' | 'bare-county' | 'town' | 'home' }>

export const isPlace = (mention: Mention): mention is PlaceMention => ['region', 'county', 'bare-county', 'town', 'home'].includes(mention.kind)

const path = (...parts: readonly (string | null)[]): Place => ({ region: parts.filter(part => part !== null && part !== '').join('/') })

/** The writer's own place, the whole of it. */
export function homeOf({ city, county }: Sender, said = ''): Place {
  return city === null ? { problem: 'unknown', said } : path(city, county)
}

function ownPlace(mention: Extract<PlaceMention, { kind: 'home' }>, sender: Sender): Place {
  const { city, county } = sender
  switch (mention.level) {
    case null: return homeOf(sender, mention.text)
    case 'city':
      if (county === null) return homeOf(sender, mention.text)
      // 我市 of 峨眉山市 is itself; of 达川区 it may be either
      return county.endsWith('市') ? path(city, county) : { problem: 'ambiguous', said: mention.text }
    case 'county': return county === null ? { problem: 'unknown', said: mention.text } : path(city, county)
    case 'town': return { problem: 'unknown', said: mention.text }
  }
}

/**
 * The place that mentions side by side name together (泸州江阳区), as its writer means it. `city`: the last one that the text named.
 *
 * 市中区, said by 内江-邓勇 → 内江市/市中区
 */
export function resolvePlace(parts: readonly PlaceMention[], sender: Sender, city: string | null, dictionary: Dictionary): Place {
  const said = parts.map(({ text }) => text).join('')
  const home = parts.find(part => part.kind === 'home'), region = parts.find(part => part.kind === 'region')
  const county = parts.findLast(part => part.kind === 'county' || part.kind === 'bare-county' || (part.kind === 'town' && part.level === 'county'))
  const town = parts.findLast(part => part.kind === 'town' && part.level === 'town')
  if (region?.zone !== undefined || (region?.names.length ?? 1) !== 1) return { problem: 'others', said }
  if (parts.some(part => part.kind === 'town' && part.level === 'strange')) return { problem: 'strange', said }
  const named = region?.names[0] ?? null
  if (county === undefined && town === undefined) return named !== null ? path(named) : home ? ownPlace(home, sender) : homeOf(sender, said)
  const townName = town?.kind === 'town' ? town.name : null
  if (county === undefined) {
    if (named !== null) return path(named, townName)
    return sender.city === null ? { problem: 'unknown', said } : path(sender.city, sender.county, townName)
  }
  const name = 'name' in county ? county.name : said
  const cities = dictionary.counties.filter(one => one.name === name).map(one => one.city)
  // 内江高新区 is the 高新区 of 内江
  const zoneOf = cities.length === 0 ? dictionary.regions.find(({ short }) => name.startsWith(short) && name.length > short.length + 1) : undefined
  if (zoneOf) return path(zoneOf.name, name.slice(zoneOf.short.length), townName)
  const near = [named, sender.city, city].find(one => one !== null && (cities.length === 0 || cities.includes(one))) ?? null
  const only = cities.length === 1 ? cities[0] ?? null : near
  return only === null ? { problem: cities.length === 0 ? 'unknown' : 'ambiguous', said } : path(only, name, townName)
}

/** Signs that stand between the parts of one name or list. */
export const isGlue = (mention: Mention): boolean => (mention.kind === 'break' && mention.text === ' ') || mention.kind === 'join' || (mention.kind === 'filler' && /^(?:的|等|等地|等县|各|以及)$/u.test(mention.text))
