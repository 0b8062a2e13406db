// Deadlines by mention: what is asked of them, and an admin's hand on them: move, cancel, close, accept, return, exempt, pause.

import { replyTo } from '../chat/event.ts'
import { readCommand, type Command } from '../deadline/command.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { normalise } from '../language/normalise.ts'
import { onlyAdmins } from '../replies/people.ts'
import { alreadyEnded, reasonIn, tellStopped, whichRegion } from '../replies/deadline-orders.ts'
import { findDeadline } from '../store/deadlines.ts'
import type { Act } from '../store/submissions.ts'
import { readPlaces } from './audience.ts'
import { contactsOf } from './contacts.ts'
import { answer } from './deadline-answers.ts'
import { changeLeads, move } from './deadline-terms.ts'
import { listDoubts, resend } from './doubting.ts'
import { archive, pause, resume, stopAll } from './holding.ts'
import { deadlinesFor, namedIn, oneOf } from './open-deadlines.ts'
import { stopDeadline } from './planning.ts'
import { setPreview } from './previewing.ts'
import { judgeRegions, signedBy } from './region-acts.ts'
import { reply, type Heard, type Skill, type Understood } from './skill.ts'
import { standingOf } from './standing.ts'

/** An admin's word on regions: accepted, returned, exempted, or expected again. */
function judge(act: Exclude<Act, 'submitted'>, rest: string, heard: Heard, deadline: Deadline): Understood {
  const { event, library } = heard, { dictionary } = library
  const standing = standingOf(deadline, event.room, library), concerned = new Set([...standing.expected, ...standing.exempted])
  const said = readPlaces(rest, heard), regions = said.filter(region => concerned.has(region))
  if (regions.length === 0) return reply(event, whichRegion(deadline, act, said, dictionary))
  const reason = act === 'returned' ? reasonIn([deadline.says, deadline.title, ...deadline.forms].reduce((left, name) => left.replaceAll(name, ' '), rest), dictionary) : null
  return {
    commit: () => {
      const text = judgeRegions(deadline, act, regions, reason, signedBy(event), library)
      if (act !== 'returned') return [replyTo(event, text)]
      const contacts = event.room === null ? [] : contactsOf(event.room, library).filter(({ region }) => regions.includes(region)).map(({ name }) => name)
      return [{ ...replyTo(event, text), mentions: [...new Set([...(event.room === null ? [] : [event.from]), ...contacts])] }]
    },
  }
}

const stop = (deadline: Deadline, state: 'cancelled' | 'closed', { event, library }: Heard): Understood => ({
  commit: () => {
    stopDeadline(library, deadline.id, state, event.from, event.at)
    return [replyTo(event, tellStopped(deadline, state))]
  },
})

const acts = { accept: 'accepted', return: 'returned', exempt: 'exempted', include: 'withdrawn' } as const

function order(command: Command, heard: Heard, text: string, open: readonly Deadline[]): Understood | null {
  const { event, library } = heard
  switch (command.kind) {
    case 'stop all': return stopAll(heard)
    case 'resume': case 'resume all': return resume(heard, command.kind === 'resume all')
    case 'pause': return pause(command.rest, heard)
    case 'archive': return archive(heard)
    case 'preview': case 'no preview': return setPreview(heard, command.kind === 'preview')
    case 'doubtful': return listDoubts(heard)
    case 'resend': return resend(heard, command.row)
    case 'accept': case 'return': case 'exempt': case 'include': {
      const { named, number } = namedIn(text, open.filter(({ kind }) => kind === 'submission'), library), chosen = oneOf(named, number, open, event.at)
      return typeof chosen === 'string' ? reply(event, chosen) : judge(acts[command.kind], command.rest, heard, chosen)
    }
    case 'cancel': case 'close': case 'move': case 'leads': {
      const { named, number } = namedIn(command.rest, open, library), chosen = oneOf(named, number, open, event.at)
      if (typeof chosen === 'string') return reply(event, chosen)
      return command.kind === 'move' ? move(chosen, command.rest, heard) : command.kind === 'leads' ? changeLeads(chosen, command.rest, heard) : stop(chosen, command.kind === 'cancel' ? 'cancelled' : 'closed', heard)
    }
    default: return null
  }
}

const forAdmins: ReadonlySet<Command['kind']> = new Set(['cancel', 'close', 'move', 'leads', 'exempt', 'include', 'accept', 'return', 'pause', 'resume', 'resume all', 'stop all', 'archive', 'preview', 'no preview', 'doubtful', 'resend'])

export const deadlines: Skill = {
  name: 'deadlines',
  open: false,
  understand: heard => {
    const { event, person, addressed, library } = heard
    if (!addressed) return null
    const text = normalise(event.text, library.botNames), open = deadlinesFor(event, library), { named, number } = namedIn(text, open, library)
    const command = readCommand(text, named.length > 0)
    if (command === null) return null
    // A deadline that was ended is told apart from a number that never was.
    if (forAdmins.has(command.kind) && person.role !== 'admin') return reply(event, onlyAdmins)
    if (number !== null && named.length === 0 && 'rest' in command && findDeadline(library.store, number) !== null && command.kind !== 'pause') return reply(event, alreadyEnded(number))
    const answered = answer(command, heard, named, open)
    return answered !== null ? reply(event, answered) : order(command, heard, text, open)
  },
}
