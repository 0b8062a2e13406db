// An admin's look at the ledger: 待核 lists what soft checks marked, 核实 #37 settles it, 退回 #37 原因 takes it out until it is reported anew.

import { replyTo, type Outgoing } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import type { Library } from '../library.ts'
import { onlyAdmins } from '../replies/people.ts'
import { noSuchRecord, returned, tellToCheck, verified } from '../replies/updates.ts'
import { countToCheck, judge, standingRecord, toCheck, type Version } from '../store/ledger.ts'
import type { Skill, Understood } from './skill.ts'

const list = /^(?:有哪些)?(?:看一下|看下)?(?:待核|待核实|要核|需要核实)(?:的|清单|列表|记录|有哪些)*[?]?$/u
const verify = /^(?:核实|核收|已核实|属实)(?:记录)?((?:[\s,、和]*#?\d{1,9}(?:号|条)?)+)(?:无误|属实|通过)?[。]?$/u
const sendBack = /^(?:退回|打回)(?:记录)?\s?#?(\d{1,9})(?:号|条)?[\s,:]*(.*)$/u

/** A reply has eight lines. */
const shown = 6

/** Takes a record out of the count until it is reported anew; gives what is said of it. In the transaction of who says so. */
export function returnRecord(version: Version, reason: string, by: string, at: string, { store, dictionary }: Library): string {
  judge(store, version, 'returned', reason === '' ? null : reason, by, at)
  return returned(version.id, version, reason, dictionary)
}

/** The reporter hears of it where the report was made. */
export const tellReporter = ({ room, reporter }: Version, text: string): Outgoing => (room === null ? { to: { person: reporter }, text, mentions: [] } : { to: { room }, text, mentions: [reporter] })

export const reviewing: Skill = {
  name: 'reviewing',
  open: false,
  understand: ({ event, person, addressed, library }): Understood | null => {
    if (!addressed) return null
    const { store, dictionary, botNames } = library
    const text = normalise(event.text, botNames).trim(), say = (told: string): Understood => ({ commit: () => [replyTo(event, told)] })
    const ids = verify.exec(text)?.[1]?.match(/\d+/gu)?.map(Number), back = sendBack.exec(text), isList = list.test(text)
    if (!ids && !back && !isList) return null
    if (person.role !== 'admin') return say(onlyAdmins)
    if (isList) {
      // A city's doubtful figures are told in private.
      const told = tellToCheck(toCheck(store, shown).map(version => ({ id: version.id, told: version, doubts: version.doubts, reporter: version.reporter })), countToCheck(store, { room: event.room, isAdmin: true }), dictionary, event.at)
      return { commit: () => [{ to: { person: event.from, contact: event.sender }, text: told, mentions: [] }, ...(event.room === null ? [] : [replyTo(event, '待核清单已私发。')])] }
    }
    const at = event.at.toISOString()
    if (ids) {
      const versions = ids.map(id => standingRecord(store, id)), missing = ids.find((_, i) => versions[i] === null)
      if (missing !== undefined) return say(noSuchRecord(missing))
      return {
        commit: () => {
          const found = versions.flatMap(version => version ?? [])
          for (const version of found) judge(store, version, 'verified', null, event.from, at)
          return [replyTo(event, verified(found))]
        },
      }
    }
    const [, number = '', reason = ''] = back ?? [], version = standingRecord(store, Number(number))
    if (version === null) return say(noSuchRecord(Number(number)))
    return {
      commit: () => {
        const told = returnRecord(version, reason, event.from, at, library)
        return version.room === event.room && event.room !== null ? [{ ...replyTo(event, told), mentions: [...new Set([event.from, version.reporter])] }] : [replyTo(event, told), tellReporter(version, told)]
      },
    }
  },
}
