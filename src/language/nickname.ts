// A member's region by the group nickname, in the orders people use: 乐山-张三, 张三-乐山, 南充市政务局 李四.

import type { Dictionary } from '../table/dictionary.ts'

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
