// How a deadline stands: who is to hand in, who has, and who is outstanding. Computed from the acts each time it is told.

import type { Audience, Deadline } from '../deadline/deadline.ts'
import type { Library } from '../library.ts'
import { firstSubmitted, standingSubmissions } from '../store/submissions.ts'
import { isTargetReported } from '../store/ledger.ts'
import { officialFigures } from '../table/official.ts'
import { instantOf } from '../shanghai.ts'
import { contactsOf, regionsOf } from './contacts.ts'

export type Standing = {
  readonly expected: readonly string[]
  /** Handed in and not returned, with those accepted. */
  readonly submitted: readonly string[]
  readonly accepted: readonly string[]
  readonly returned: readonly string[]
  readonly exempted: readonly string[]
  /** First handed in after the deadline. */
  readonly late: readonly string[]
  readonly outstanding: readonly string[]
}

/** The regions that are to hand in, cities in the order of the notice. */
function expectedOf({ kind, regions }: Audience, room: string | null, library: Library): readonly string[] {
  const cities = library.dictionary.regions.map(({ name }) => name)
  if (kind === 'all') return cities
  if (kind === 'named' || room === null) return regions
  const joined = regionsOf(room, library).filter(region => region.includes('/') === (regions[0] ?? '').includes('/'))
  const all = new Set([...regions, ...joined])
  return [...cities.filter(city => all.has(city)), ...[...all].filter(region => region.includes('/'))]
}

/** Has a city met a target: by an official or a reported figure, or by 已完成 at its own level? `room`: where it will be told. */
function hasMet(region: string, { target }: Deadline, room: string | null, { store, dictionary }: Library): boolean {
  if (target === null) return false
  const official = officialFigures(region, target.indicator, store, dictionary)?.figures.find(({ scope }) => target.scope === null || scope === target.scope)
  return (official !== undefined && official.value >= target.value) || isTargetReported(store, region, target, { room, isAdmin: room === null })
}

/** How a deadline stands in a room; without a room as an admin sees it. */
export function standingOf(deadline: Deadline, room: string | null, library: Library): Standing {
  const expected = expectedOf(deadline.audience, deadline.room ?? room, library)
  const none = { accepted: [], returned: [], exempted: [], late: [] }
  if (deadline.kind === 'target') {
    const submitted = expected.filter(region => hasMet(region, deadline, room, library))
    return { ...none, expected, submitted, outstanding: expected.filter(region => !submitted.includes(region)) }
  }
  const acts = new Map(standingSubmissions(library.store, deadline.id, deadline.cycle).map(({ region, act }) => [region, act]))
  const having = (...wanted: readonly string[]): string[] => expected.filter(region => wanted.includes(acts.get(region) ?? 'withdrawn'))
  const exempted = having('exempted'), due = instantOf(deadline.due).toISOString(), first = firstSubmitted(library.store, deadline.id, deadline.cycle)
  return {
    expected: expected.filter(region => !exempted.includes(region)), submitted: having('submitted', 'accepted'), accepted: having('accepted'), returned: having('returned'), exempted,
    late: having('submitted', 'accepted').filter(region => (first.get(region) ?? '') > due), outstanding: having('withdrawn', 'returned'),
  }
}

/** The regions that have not handed in and whom nobody in the room can be mentioned for. */
export function unreachable(deadline: Deadline, room: string, library: Library): string[] {
  const reached = new Set(contactsOf(room, library).map(({ region }) => region))
  return standingOf(deadline, room, library).outstanding.filter(region => !reached.has(region))
}
