// What is asked of deadlines: what is due, who is missing, how many days are left, what somebody still owes. Told as things stand.

import type { Command } from '../deadline/command.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { nothingDue, tellDays, tellList, tellOwed, tellStanding, tellState, tellUpcoming, tellWhether, whoAreYou } from '../replies/deadlines.ts'
import { instantOf } from '../shanghai.ts'
import { readPlaces } from './audience.ts'
import { homeRegion } from './contacts.ts'
import { inOrder, isCurrent } from './open-deadlines.ts'
import type { Heard } from './skill.ts'
import { standingOf } from './standing.ts'

/** The answer to a question; null where it is none, or the notice's own words answer it. */
export function answer(command: Command, heard: Heard, named: readonly Deadline[], open: readonly Deadline[]): string | null {
  const { event, person, library } = heard, { dictionary } = library, now = event.at, current = open.filter(deadline => isCurrent(deadline, now)), due = current.filter(({ kind }) => kind === 'submission')
  const withStanding = (deadline: Deadline) => ({ deadline, standing: standingOf(deadline, event.room, library) })
  switch (command.kind) {
    case 'list': return tellList(inOrder(current), now)
    case 'upcoming': return tellUpcoming(inOrder(current).map(withStanding), dictionary, now)
    // Where nothing is open, what the notice says of its days is told.
    case 'days': return current.length === 0 ? null : tellDays(inOrder(named.length > 0 ? named : current.filter(deadline => instantOf(deadline.due) > now)), now)
    case 'when': return named.every(({ room }) => room === null) ? null : tellDays(named, now)
    case 'missing': return named.map(withStanding).map(({ deadline, standing }) => tellStanding(deadline, standing, dictionary, now)).join('\n')
    case 'state': {
      const about = named.length > 0 ? named : due
      if (about.length === 0) return nothingDue
      return about.map(withStanding).map(({ deadline, standing }) => tellState(deadline, standing, dictionary, now)).join('\n')
    }
    case 'whether': {
      const regions = readPlaces(event.text, heard), own = homeRegion(person), asked = regions.length > 0 ? regions : own === null ? [] : [own]
      return named.map(withStanding).map(({ deadline, standing }) => (asked.length === 0 ? tellStanding(deadline, standing, dictionary, now) : tellWhether(deadline, standing, asked, dictionary))).join('\n')
    }
    case 'mine': {
      const [placed] = readPlaces(event.text, heard), own = placed ?? homeRegion(person)
      if (own === null) return whoAreYou
      return tellOwed(own, inOrder(due).map(withStanding).filter(({ standing }) => standing.outstanding.includes(own)).map(({ deadline }) => deadline), dictionary, now)
    }
    default: return null
  }
}
