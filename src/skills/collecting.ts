// 收集综窗完成率 截至8月31日: an admin collects an indicator in a room. Expected, received, on time, late and missing are computed from the ledger each time.

import { replyTo } from '../chat/event.ts'
import { readDays } from '../language/day.ts'
import { regionOfNickname } from '../language/nickname.ts'
import { normalise } from '../language/normalise.ts'
import type { Library } from '../library.ts'
import { onlyAdmins } from '../replies/people.ts'
import { collectionEnded, collectionOpened, collectUntil, collectWhat, noCollection, tellCollection, type Rates } from '../replies/progress.ts'
import { shanghaiDay } from '../shanghai.ts'
import { endCollection, openCollection, openCollections, receivedSince, type Collection } from '../store/collections.ts'
import { namesIn } from '../store/rooms.ts'
import { clausesOf, plainText } from '../update/read.ts'
import { readRuns } from '../update/runs.ts'
import type { Heard, Skill, Understood } from './skill.ts'

const begin = /^(?:请)?(?:开始|发起|启动)?收集(?:一下)?(?:各市州的?|各地的?)?(?!情况|进度|得|到|了|$)/u
const look = /^(?:看(?:一下|下)?)?.{0,12}收集(?:情况|进度|得怎么样|到哪|了多少|咋样|怎么样)/u
const end = /^(?:结束|停止|关闭|取消)(?:.{0,12})收集|^收集(?:结束|到此为止)/u

/** The cities that are expected to report in a room: those of its members, or all where it has members of fewer than two. */
export function expectedIn(room: string | null, { store, dictionary }: Library): string[] {
  const all = dictionary.regions.map(({ name }) => name)
  const cities = room === null ? new Set<string>() : new Set(namesIn(store, room).flatMap(name => regionOfNickname(name, dictionary) ?? []))
  return cities.size < 2 ? all : all.filter(name => cities.has(name))
}

/** Who has reported what is collected, by the day and after it. */
export function ratesOf({ room, indicator, due, openedAt }: Collection, library: Library): Rates {
  const received = new Map<string, string>()
  for (const { region, at } of receivedSince(library.store, indicator, openedAt)) if (!received.has(region) || at < (received.get(region) ?? '')) received.set(region, at)
  const expected = expectedIn(room, library), isOnTime = (city: string): boolean => shanghaiDay(new Date(received.get(city) ?? 0)) <= due
  const reported = expected.filter(city => received.has(city))
  return { expected, onTime: reported.filter(isOnTime), late: reported.filter(city => !isOnTime(city)), missing: expected.filter(city => !received.has(city)) }
}

export const collecting: Skill = {
  name: 'collecting',
  open: false,
  understand: (heard): Understood | null => {
    const { event, person, addressed, library } = heard, { store, dictionary, botNames } = library
    const text = normalise(event.text, botNames).trim()
    if (!addressed || !text.includes('收集') || text.length > 80) return null
    const say = (told: string): Understood => ({ commit: () => [replyTo(event, told)] })
    const named = indicatorsIn(text, heard), open = openCollections(store, event.room), meant = open.find(({ indicator }) => named.includes(indicator)) ?? open[0]
    const tell = (collection: Collection): string => tellCollection(collection.indicator, collection.due, ratesOf(collection, library), dictionary, event.at)
    if (end.test(text)) {
      if (person.role !== 'admin') return say(onlyAdmins)
      if (!meant) return say(noCollection)
      return {
        commit: () => {
          endCollection(store, meant.id, event.at.toISOString())
          return [replyTo(event, collectionEnded(tell(meant)))]
        },
      }
    }
    if (look.test(text)) return say(meant ? tell(meant) : noCollection)
    if (!begin.test(text)) return null
    if (person.role !== 'admin') return say(onlyAdmins)
    const [indicator] = named
    if (indicator === undefined || named.length > 1) return say(collectWhat)
    const today = shanghaiDay(event.at), [day] = readDays(text, today, 'future')
    if (day === undefined || day.date < today) return say(collectUntil(indicator, dictionary))
    return {
      commit: () => {
        const { due } = openCollection(store, event.room, indicator, day.date, event.from, event.at.toISOString())
        return [replyTo(event, collectionOpened(indicator, due, expectedIn(event.room, library).length, dictionary.indicators[indicator]?.unit ?? '', dictionary, event.at))]
      },
    }
  },
}

function indicatorsIn(text: string, { event, person, library: { dictionary } }: Heard): string[] {
  const sender = { city: person.region, county: person.county, province: person.province }
  return [...new Set(readRuns(clausesOf(plainText(text), sender, shanghaiDay(event.at), dictionary), dictionary).flatMap(({ ids }) => (ids.length === 1 ? ids : [])))]
}
