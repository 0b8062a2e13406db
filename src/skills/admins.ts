// 设 省中心-李四 为管理员, 撤销管理员 省中心-李四: an admin makes another one, or takes one back. By the id behind the name, never by the name.

import { replyTo } from '../chat/event.ts'
import { adminMade, adminTaken, lastAdmin, noAdminOfName, nobodyOfName, onlyAdmins, severalOfName } from '../replies/people.ts'
import type { Library } from '../library.ts'
import { enter } from '../roster/enter.ts'
import { contactsNamed } from '../store/rooms.ts'
import { addEntry, endEntry, entryOf, isLastAdmin } from '../store/roster.ts'
import type { Skill } from './skill.ts'

/** The name as shown, perhaps with @; 设管理员 NAME, 设 NAME 为管理员, 撤销管理员 NAME, 取消 NAME 的管理员. */
const forms: readonly { readonly what: 'make' | 'take'; readonly form: RegExp }[] = [
  { what: 'make', form: /^(?:设|添加|增加|任命)(?:为)?管理员[\s:：]*@?(?<name>\S.*)$/u },
  { what: 'make', form: /^(?:请)?(?:设|把|任命|添加)[\s]*@?(?<name>\S.*?)[\s]*(?:设为|设成|为|当|成)管理员[。.]?$/u },
  { what: 'take', form: /^(?:撤销|取消|去掉|免去)管理员[\s:：]*@?(?<name>\S.*)$/u },
  { what: 'take', form: /^(?:请)?(?:撤销|取消|免去)[\s]*@?(?<name>\S.*?)[\s]*(?:的)?管理员(?:身份|权限)?[。.]?$/u },
]

function readCommand(text: string): { readonly what: 'make' | 'take'; readonly name: string } | null {
  for (const { what, form } of forms) {
    const name = form.exec(text.trim())?.groups?.['name']?.trim()
    if (name !== undefined) return { what, name }
  }
  return null
}

type Wish = { readonly what: 'make' | 'take'; readonly name: string; readonly room: string | null; readonly source: string; readonly at: string }

/** What is answered to the wish, and what it writes; null where it is refused. */
export function decideAdmin({ what, name, room, source, at }: Wish, { store, dictionary }: Library): { readonly text: string; readonly write: (() => void) | null } {
  const refuse = (text: string) => ({ text, write: null })
  const contacts = contactsNamed(store, room, name), [contact] = contacts
  if (contacts.length > 1) return refuse(severalOfName(name))
  if (contact === undefined) return refuse(nobodyOfName(name))
  if (what === 'make') return { text: adminMade(name), write: () => enter(store, dictionary, { from: name, contact, region: null, role: 'admin', source, at }) }
  const entry = entryOf(store, contact)
  if (entry?.role !== 'admin') return refuse(noAdminOfName(name))
  if (isLastAdmin(store, entry)) return refuse(lastAdmin)
  return {
    text: adminTaken(name),
    write: () => {
      endEntry(store, entry.id, at)
      addEntry(store, { ...entry, role: 'reporter' }, source, at)
    },
  }
}

export const admins: Skill = {
  name: 'admins',
  open: false,
  understand: ({ event, person, addressed, library }) => {
    const command = addressed ? readCommand(event.text) : null
    if (!command) return null
    if (person.role !== 'admin') return { commit: () => [replyTo(event, onlyAdmins)] }
    const { text, write } = decideAdmin({ ...command, room: event.room, source: `chat:${event.from}`, at: event.at.toISOString() }, library)
    return {
      commit: () => {
        write?.()
        return [replyTo(event, text)]
      },
    }
  },
}
