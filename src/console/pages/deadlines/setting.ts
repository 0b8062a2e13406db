// Reads the form that sets a deadline, without the words of a command: what is wrong with it, all at once, or what is wanted. A condition is read as in the chat.

import type { Audience, Deadline } from '../../../deadline/deadline.ts'
import { addDays, daysBetween } from '../../../language/day-calendar.ts'
import { nextOccurrence, type Repeat } from '../../../language/due.ts'
import { mask } from '../../../language/mask.ts'
import type { Library } from '../../../library.ts'
import { sayDay } from '../../../replies/deadline-words.ts'
import { readAudience, regionsOfRoom } from '../../../skills/audience.ts'
import { isPlaceOnly, leadsOf, type Wanted } from '../../../skills/setting-deadlines.ts'
import { calendarOf } from '../../../store/calendar.ts'
import { isEnabled } from '../../../store/rooms.ts'
import { regionOf, sayRegion } from '../../../table/dictionary.ts'
import { readLeadDays, readMoment, sayRepeat } from './words.ts'

/** The fields as they were typed. `key`: of this form as it was opened, so that one sent twice sets one deadline. */
export type Typed = {
  readonly room: string; readonly title: string; readonly day: string; readonly time: string; readonly whom: string; readonly cities: readonly string[]
  readonly county: string; readonly where: string; readonly leads: string; readonly repeat: string; readonly key: string
}

export const repeats = [
  ['none', '不重复'], ['week', '每周，同一个星期几'], ['month', '每月，同一天'], ['month last', '每月最后一天'], ['month last working', '每月最后一个工作日'],
  ['quarter', '每季度，同月同日'], ['year', '每年，同月同日'], ['working day', '每个工作日'], ['day', '每天'],
] as const

const longestTitle = 40, longestWhere = 60

/** The rule by which a first day comes round again. */
export function repeatFrom(said: string, day: string): Repeat | null {
  const month = Number(day.slice(5, 7)), date = Number(day.slice(8))
  switch (said) {
    case 'week': return { every: 'week', weekday: (((daysBetween('2000-01-03', day) % 7) + 7) % 7 + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 }
    case 'month': return { every: 'month', day: date }
    case 'month last': return { every: 'month', day: 'last' }
    case 'month last working': return { every: 'month', workingDay: 'last' }
    case 'quarter': return { every: 'quarter', month: ((month - 1) % 3 + 1) as 1 | 2 | 3, day: date }
    case 'year': return { every: 'year', month, day: date }
    case 'working day': case 'day': return { every: said }
    default: return null
  }
}

type Read<Value> = { readonly value: Value } | { readonly fault: string }

function readTitle(text: string, library: Library): Read<string> {
  const plain = text.replace(/[\p{Cf}\p{Cc}\s]+/gu, ' ').trim(), title = mask(/^[“"「《].*[”"」》]$/u.test(plain) ? plain.slice(1, -1).trim() : plain)
  if (title.length < 2 || !/[\p{L}]/u.test(title) || isPlaceOnly(title, library)) return { fault: '请写要报的是什么，至少两个字，例如：三张清单。' }
  return title.length > longestTitle ? { fault: `名称有${title.length}个字，请压到${longestTitle}个字以内。` } : { value: title }
}

/** 综窗为0的市州, said to the bot by an admin in that room. */
function readWhere(text: string, room: string, by: string, now: Date, library: Library): Read<Audience> {
  const example = '例如：综窗为0的市州；除甘孜州外的各市州；川南'
  if (text === '') return { fault: `请写条件，${example}。` }
  if (text.length > longestWhere) return { fault: `条件太长，请压到${longestWhere}个字以内，${example}。` }
  const audience = readAudience(text, {
    event: { type: 'message', at: now, id: null, room, from: by, sender: null, text, mention: true, note: false, quote: null, broadcast: false, backlog: false },
    person: { name: by, role: 'admin', region: null, county: null, province: true, entry: null }, addressed: true, library,
  })
  // Where nothing was understood, all or the room's own would be meant; those are other choices of the form.
  return audience?.kind === 'named' && audience.regions.length > 0 ? { value: audience } : { fault: `“${text}”是哪些地方没看明白，或没有符合的，${example}。要全部市州请选“各市州”。` }
}

function readWhom({ whom, cities, county, where, room }: Typed, by: string, now: Date, library: Library): Read<Audience> {
  const { dictionary } = library
  switch (whom) {
    case 'all': return { value: { kind: 'all', regions: [], label: '各市州' } }
    case 'members': {
      const regions = regionsOfRoom(room, library)
      return regions.length === 0 ? { fault: '这个群的成员里还认不出市州，请选“各市州”或勾选市州。' } : { value: { kind: 'members', regions, label: null } }
    }
    case 'cities': {
      const regions = dictionary.regions.map(({ name }) => name).filter(name => cities.includes(name))
      return regions.length === 0 ? { fault: '请至少勾选一个市州。' } : { value: { kind: 'named', regions, label: null } }
    }
    case 'counties': {
      const regions = dictionary.counties.flatMap(({ name, city }) => (city === county ? [`${city}/${name}`] : []))
      return !regionOf(dictionary, county) || regions.length === 0 ? { fault: '请选是哪个市州的县（市、区）。' } : { value: { kind: 'named', regions, label: `${sayRegion(dictionary, county)}各县（市、区）` } }
    }
    case 'where': return readWhere(where, room, by, now, library)
    default: return { fault: '请选由谁报。' }
  }
}

/** Does the first day fit the rule? Else what to write. */
function unfit(repeat: Deadline['repeat'], day: string, now: Date, library: Library): string | null {
  const first = repeat === null ? day : nextOccurrence(repeat, addDays(day, -1), calendarOf(library))
  return repeat === null || first === day ? null : `${sayDay(day, now)}不合“${sayRepeat(repeat)}”，这天起的第一次是${sayDay(first, now)}，请把截止日期改成这一天。`
}

/** What the form wants, or all that is wrong with it. */
export function readWanted(typed: Typed, by: string, now: Date, library: Library): { readonly wanted: Wanted } | { readonly faults: readonly string[] } {
  const isRoom = isEnabled(library.store, typed.room), title = readTitle(typed.title, library), moment = readMoment(typed.day, typed.time, now), audience = isRoom ? readWhom(typed, by, now, library) : null
  const repeat = 'due' in moment ? repeatFrom(typed.repeat, moment.due.day) : null, leads = readLeadDays(typed.leads, leadsOf(repeat))
  const misfit = 'due' in moment ? unfit(repeat, moment.due.day, now, library) : null
  const faults = [
    ...(isRoom ? [] : [`没有启用的群“${typed.room.slice(0, 40)}”，请从列表里选。`]),
    ...[title, moment, audience, leads].flatMap(one => (one !== null && 'fault' in one ? [one.fault] : [])), ...(misfit === null ? [] : [misfit]),
  ]
  if (faults.length > 0 || !('value' in title) || !('due' in moment) || audience === null || !('value' in audience) || !('leads' in leads)) return { faults }
  return { wanted: { room: typed.room, title: title.value, audience: audience.value, ...moment, leads: leads.leads, repeat, setBy: by } }
}
