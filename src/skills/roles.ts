// Who may what, by chat: 我是管理员 AB12CD34 (the one-time code that start prints), 绑定 乐山市, an admin's 确认绑定 3 or 拒绝绑定 3, and 我是谁.

import { replyTo, type MessageEvent, type Outgoing } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import { bindingAsked, bindingConfirmed, bindingForAdmin, bindingRefused, bindRegionUnknown, codeWrong, nothingToConfirm, onlyAdmins, whichBinding, whoYouAre, youAreAdmin } from '../replies/people.ts'
import { enter } from '../roster/enter.ts'
import { adminsFor, type Person } from '../roster/person.ts'
import { useAdminCode } from '../store/admin-code.ts'
import { askBinding, decideBinding, openBindings, type Binding } from '../store/bindings.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Heard, Skill, Understood } from './skill.ts'

function claimAdmin({ event, library: { store, dictionary } }: Heard, code: string): Understood {
  return {
    commit: () => {
      if (!useAdminCode(store, code)) return [replyTo(event, codeWrong)]
      enter(store, dictionary, { from: event.from, contact: event.sender, region: null, role: 'admin', source: 'chat:口令', at: event.at.toISOString() })
      return [replyTo(event, youAreAdmin)]
    },
  }
}

/** The region that a text names, whole: 乐山市, 乐山, 阿坝州 */
const regionSaid = (text: string, { regions }: Dictionary): string | null => regions.find(({ name, short, aliases }) => [name, short, ...aliases].includes(text))?.name ?? null

function askFor({ event, library: { store, dictionary } }: Heard, said: string): Understood {
  const region = regionSaid(said, dictionary)
  if (region === null) return { commit: () => [replyTo(event, bindRegionUnknown(said))] }
  return {
    commit: () => {
      const id = askBinding(store, { room: event.room, person: event.from, contact: event.sender, region }, event.at.toISOString())
      const forAdmins = adminsFor(event.room, store).map((to): Outgoing => ({ to, text: bindingForAdmin(id, event.from, region), mentions: [] }))
      return [replyTo(event, bindingAsked(id, region)), ...forAdmins]
    },
  }
}

function decide({ event, library: { store, dictionary } }: Heard, yes: boolean, number: number | null): Understood {
  return {
    commit: () => {
      const open = openBindings(store), [first] = open
      const chosen = number === null ? (open.length === 1 ? first : undefined) : open.find(({ id }) => id === number)
      if (!chosen) return [replyTo(event, open.length === 0 || number !== null ? nothingToConfirm(number) : whichBinding(open))]
      const at = event.at.toISOString()
      decideBinding(store, chosen.id, yes ? 'confirmed' : 'refused', event.from, at)
      if (yes) enter(store, dictionary, { from: chosen.person, contact: chosen.contact, region: chosen.region, role: 'reporter', source: `chat:绑定${chosen.id}`, at })
      return [replyTo(event, yes ? bindingConfirmed(chosen.person, chosen.region) : bindingRefused(chosen.person, chosen.region)), ...tellAsker(event, chosen, yes)]
    },
  }
}

/** The asker is told too, unless the decision was said in the room where they asked. */
function tellAsker(event: MessageEvent, { room, person, contact, region }: Binding, yes: boolean): Outgoing[] {
  if (room !== null && room === event.room) return []
  const text = yes ? bindingConfirmed(person, region) : bindingRefused(person, region)
  return [room === null ? { to: { person, contact }, text, mentions: [] } : { to: { room }, text, mentions: [person] }]
}

const isAdmin = ({ role }: Person): boolean => role === 'admin'

/** The first admin comes before any room is on, and is no member of one. */
export const claiming: Skill = {
  name: 'claiming',
  open: true,
  understand: heard => {
    const code = /^我是管理员[\s:,]*([0-9a-z]{8})[。.]?$/u.exec(normalise(heard.event.text, heard.library.botNames).trim())?.[1]
    return heard.addressed && code !== undefined ? claimAdmin(heard, code) : null
  },
}

export const roles: Skill = {
  name: 'roles',
  open: false,
  understand: heard => {
    const { event, person, addressed, library: { botNames, dictionary } } = heard
    if (!addressed) return null
    const text = normalise(event.text, botNames).trim()
    const bind = /^(?:申请)?绑定(?:到|为)?[\s:,]*(\S+?)[。.]?$/u.exec(text)?.[1]
    if (bind !== undefined) return askFor(heard, bind)
    const decision = /^(确认|同意|拒绝|不同意)(?:绑定)?[\s:,#]*(\d{1,6})?[。.]?$/u.exec(text)
    if (decision && (isAdmin(person) || text.includes('绑定'))) {
      if (!isAdmin(person)) return { commit: () => [replyTo(event, onlyAdmins)] }
      return decide(heard, decision[1] === '确认' || decision[1] === '同意', decision[2] === undefined ? null : Number(decision[2]))
    }
    if (/^我(?:是谁|是哪里的|的身份|是什么角色)[?。]?$/u.test(text)) return { commit: () => [replyTo(event, whoYouAre(person, dictionary))] }
    return null
  },
}
