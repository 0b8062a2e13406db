// 启用本群, 停用本群: an admin turns the bot on or off in a room. From anybody else it gives no answer where the bot is off.

import { replyTo } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import { noRoomHere, onlyAdmins, roomDisabled, roomEnabled } from '../replies/people.ts'
import { disableRoom, enableRoom, isEnabled } from '../store/rooms.ts'
import type { Skill } from './skill.ts'

const commands: Readonly<Record<string, 'on' | 'off'>> = {
  启用本群: 'on', 启用这个群: 'on', 开启本群: 'on', 开通本群: 'on', 启用: 'on', 在本群启用: 'on',
  停用本群: 'off', 停用这个群: 'off', 关闭本群: 'off', 停用: 'off', 在本群停用: 'off',
}

export const rooms: Skill = {
  name: 'rooms',
  open: true,
  understand: ({ event, person, addressed, library: { store, botNames } }) => {
    const want = commands[normalise(event.text, botNames).replace(/[\s。.!,]/gu, '')], { room } = event
    if (!addressed || want === undefined) return null
    if (room === null) return { commit: () => [replyTo(event, noRoomHere)] }
    if (person.role !== 'admin') return isEnabled(store, room) ? { commit: () => [replyTo(event, onlyAdmins)] } : null
    return {
      commit: () => {
        if (want === 'on') enableRoom(store, room, event.at.toISOString(), event.from)
        else disableRoom(store, room)
        return [replyTo(event, want === 'on' ? roomEnabled(botNames[0] ?? '') : roomDisabled(botNames[0] ?? ''))]
      },
    }
  },
}
