// 启用本群, 停用本群: an admin turns the bot on or off in a room. From anybody else it gives no answer where the bot is off.

import { replyTo } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import { noRoomHere, onlyAdmins, roomDisabled, roomEnabled } from '../replies/people.ts'
import { disableRoom, enableRoom, isEnabled } from '../store/rooms.ts'
import type { Skill } from './skill.ts'

/** 启用本群, 请把这个群停用一下; not 不启用本群, nor 关闭 alone, which may mean anything. */
const asked = /^(?:请|麻烦)?(?:把|在)?(?<before>本群|这个群|我们群|该群)?(?<verb>启用|开启|开通|停用|关闭)(?:一下)?(?<after>本群|这个群|我们群|该群)?(?:一下|吧)?$/u

function readCommand(text: string): 'on' | 'off' | null {
  const { before, verb = '', after } = asked.exec(text.replace(/[\s。.!,]/gu, ''))?.groups ?? {}
  if (before === undefined && after === undefined && verb !== '启用' && verb !== '停用') return null
  return verb === '停用' || verb === '关闭' ? 'off' : 'on'
}

export const rooms: Skill = {
  name: 'rooms',
  open: true,
  understand: ({ event, person, addressed, library: { store, botNames } }) => {
    const want = readCommand(normalise(event.text, botNames)), { room } = event
    if (!addressed || want === null) return null
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
