// The trial room put together: its people, its clock (starting at the notice's date, running on from there, only ever set forward), its puppet.

import type { Store } from '../../store/open.ts'
import { keep, readKeepsake } from '../../store/keepsakes.ts'
import { isEnabled, membersOf } from '../../store/rooms.ts'
import type { Event, Role } from '../event.ts'
import { createMessenger, type Messenger, type Person } from './messenger.ts'
import { contactId, RoomPuppet } from './puppet.ts'

export const trialRoom = '三化工作群'
/** The day of the notice, when the office opens. */
const opens = Date.parse('2021-08-17T09:00:00+08:00')

/** Names of nobody: the bot's guests for the first minute. */
const guests: readonly Person[] = [
  { name: '省中心-王敏', role: 'admin' }, { name: '乐山-张三', role: 'reporter' }, { name: '南充市政务局 李四', role: 'reporter' }, { name: '成都-王五', role: 'reporter' },
  { name: '赵六-甘孜', role: 'reporter' }, { name: '遂宁船山-邱七', role: 'reporter' }, { name: '办公室孙八', role: 'viewer' },
]

export type Trial = { readonly messenger: Messenger; readonly puppet: RoomPuppet; readonly now: () => Date; readonly forward: (to: Date) => boolean; readonly told: () => Event }

/** The room over the database of its own; `real` is the machine's clock. */
export function openTrial(store: Store, bot: string, real: () => Date): Trial {
  let ahead = Number(readKeepsake(store, 'clock') ?? opens - real().getTime())
  const now = (): Date => new Date(real().getTime() + ahead)
  const save = (): void => keep(store, 'clock', String(ahead))
  save()
  const before = membersOf<Role>(store, trialRoom)
  const messenger = createMessenger({ bot, room: trialRoom, people: before.length > 0 ? before : guests, now })
  return {
    messenger, now, puppet: new RoomPuppet(messenger),
    forward: to => {
      if (to <= now()) return false
      ahead += to.getTime() - now().getTime()
      save()
      return true
    },
    // The room serves from the start; once it is known, an admin's 停用本群 holds.
    told: () => ({ type: before.length === 0 && !isEnabled(store, trialRoom) && membersOf(store, trialRoom).length === 0 ? 'room' : 'members', room: trialRoom, members: messenger.people().map(person => ({ ...person, contact: contactId(person.name) })) }),
  }
}
