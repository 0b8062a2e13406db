// Years of the calendar that were imported after the data was shipped, and the calendar with them: what is imported wins.

import type { Calendar, CalendarYear } from '../language/working-days.ts'
import type { Store } from './open.ts'

/** Keeps a year as it was read of a file, in place of the same year imported before. */
export function keepYear(store: Store, year: CalendarYear, source: string, at: string): void {
  store.prepare('INSERT OR REPLACE INTO calendar_year (year, content, source, at) VALUES (?, ?, ?, ?)').run(year.year, JSON.stringify(year), source, at)
}

/** Which years were imported, from which file and when. */
export const importsOf = (store: Store): { year: number; source: string; at: string }[] => store.prepare('SELECT year, source, at FROM calendar_year ORDER BY year').all() as { year: number; source: string; at: string }[]

type Merged = { readonly shipped: Calendar; readonly imported: string; readonly calendar: Calendar }
const merged = new WeakMap<Store, Merged>()

/**
 * The calendar by which days are counted now: the data's years, with the imported ones in place of theirs. Costs one small query; the same object as long as
 * nothing was imported.
 */
export function calendarOf({ store, dictionary: { calendar: shipped } }: { readonly store: Store; readonly dictionary: { readonly calendar: Calendar } }): Calendar {
  const contents = store.prepare('SELECT content FROM calendar_year ORDER BY year').pluck().all() as string[]
  if (contents.length === 0) return shipped
  const imported = contents.join('\n'), known = merged.get(store)
  if (known?.shipped === shipped && known.imported === imported) return known.calendar
  const years = contents.map(content => JSON.parse(content) as CalendarYear)
  const calendar = { ...shipped, years: [...shipped.years.filter(({ year }) => !years.some(other => other.year === year)), ...years].toSorted((a, b) => a.year - b.year) }
  merged.set(store, { shipped, imported, calendar })
  return calendar
}
