// A message that bears a mark of secrecy: nothing of it is kept or repeated; its sender and the admins are warned in private.

import type { Outgoing } from '../chat/event.ts'
import { secrecyMark } from '../language/secrecy.ts'
import { secrecyForAdmin, secrecyWarning } from '../replies/updates.ts'
import { adminsFor } from '../roster/person.ts'
import type { Skill } from './skill.ts'

export const secrecy: Skill = {
  name: 'secrecy',
  open: false,
  hears: ['broadcast', 'backlog'],
  understand: ({ event, library: { store } }) => {
    const mark = secrecyMark(event.text)
    if (mark === null) return null
    return {
      commit: () => {
        const admins = adminsFor(event.room, store).filter(({ person }) => person !== event.from)
        const warn = (to: Outgoing['to'], text: string): Outgoing => ({ to, text, mentions: [] })
        return [warn({ person: event.from, contact: event.sender }, secrecyWarning(mark)), ...admins.map(to => warn(to, secrecyForAdmin(event.from, event.room, mark)))]
      },
    }
  },
}
