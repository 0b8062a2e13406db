// 设 省中心-李四 为管理员, 撤销管理员 省中心-李四: an admin makes another one, or takes one back. By the id behind the name, never by the name.

import { replyTo } from '../chat/event.ts'
import { adminMade, adminTaken, lastAdmin, noAdminOfName, nobodyOfName, onlyAdmins, severalOfName } from '../replies/people.ts'
import { enter } from '../roster/enter.ts'
import { contactsNamed } from '../store/rooms.ts'
import { addEntry, endEntry, entryOf, standing } from '../store/roster.ts'
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

export const admins: Skill = {
  name: 'admins',
  open: false,
  understand: ({ event, person, addressed, library: { store, dictionary } }) => {
    const command = addressed ? readCommand(event.text) : null
    if (!command) return null
    const say = (text: string) => ({ commit: () => [replyTo(event, text)] })
    if (person.role !== 'admin') return say(onlyAdmins)
    const { what, name } = command, contacts = contactsNamed(store, event.room, name), [contact] = contacts
    if (contacts.length > 1) return say(severalOfName(name))
    if (contact === undefined) return say(nobodyOfName(name))
    const at = event.at.toISOString(), source = `chat:${event.from}`
    if (what === 'make') {
      return {
        commit: () => {
          enter(store, dictionary, { from: name, contact, region: null, role: 'admin', source, at })
          return [replyTo(event, adminMade(name))]
        },
      }
    }
    const entry = entryOf(store, contact)
    if (entry?.role !== 'admin') return say(noAdminOfName(name))
    if (standing(store).filter(one => one.role === 'admin' && one.contact !== null).length < 2) return say(lastAdmin)
    return {
      commit: () => {
        endEntry(store, entry.id, at)
        addEntry(store, { ...entry, role: 'reporter' }, source, at)
        return [replyTo(event, adminTaken(name))]
      },
    }
  },
}
