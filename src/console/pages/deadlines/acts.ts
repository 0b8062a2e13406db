// What an officer does with regions of a deadline: 登记已报 on their behalf, 核收, 退回 with a reason, 豁免, 不再豁免, 撤销. Only a return is told in the group, to
// who reports for the region; what no longer fits is told, not done.

import type { Deadline } from '../../../deadline/deadline.ts'
import { mask } from '../../../language/mask.ts'
import type { Library } from '../../../library.ts'
import { sayRegions } from '../../../replies/deadline-words.ts'
import { tellJudged } from '../../../replies/deadline-orders.ts'
import { contactsOf } from '../../../skills/contacts.ts'
import { handIn, judgeRegions, takeBackRegions, type Signed } from '../../../skills/region-acts.ts'
import { standingOf, type Standing } from '../../../skills/standing.ts'
import { queue } from '../../../store/outbox.ts'
import { enabledRooms } from '../../../store/rooms.ts'
import { actsOf } from '../../../store/submissions.ts'
import type { Who } from '../../access.ts'
import { act, type World } from '../../world.ts'
import { subjectOf } from './words.ts'

export const deeds = ['hand-in', 'accept', 'return', 'exempt', 'include', 'withdraw'] as const
export type RegionDeed = typeof deeds[number]
export const isDeed = (text: string): text is RegionDeed => deeds.some(deed => deed === text)

const names: Readonly<Record<RegionDeed, string>> = { 'hand-in': '登记已报', accept: '核收', return: '退回报送', exempt: '豁免', include: '不再豁免', withdraw: '撤销报送' }

export const longestReason = 200
/** More acts of one cycle nobody has. */
export const mostActs = 3000

/** The regions with which this may be done as they stand. */
function fitting(deed: RegionDeed, { expected, submitted, accepted, exempted, outstanding }: Standing): readonly string[] {
  switch (deed) {
    case 'hand-in': return outstanding
    case 'accept': return expected.filter(region => !accepted.includes(region))
    case 'return': case 'withdraw': return submitted
    case 'exempt': return expected
    case 'include': return exempted
  }
}

function write(deed: RegionDeed, deadline: Deadline, regions: readonly string[], reason: string, signed: Signed, library: Library): string {
  switch (deed) {
    case 'hand-in': return handIn(deadline, regions, signed, library)
    case 'accept': return judgeRegions(deadline, 'accepted', regions, null, signed, library)
    case 'return': return judgeRegions(deadline, 'returned', regions, reason, signed, library)
    case 'exempt': return judgeRegions(deadline, 'exempted', regions, null, signed, library)
    case 'include': return judgeRegions(deadline, 'withdrawn', regions, null, signed, library)
    case 'withdraw': return takeBackRegions(deadline, regions, signed, library)
  }
}

type Told = { readonly regions: readonly string[]; readonly names: readonly string[] }

/** In which room each region's contacts are told: where it was handed in, else the first served room that has one. */
function roomsFor(deadline: Deadline, regions: readonly string[], library: Library): ReadonlyMap<string, Told> {
  const { store } = library, served = enabledRooms(store).filter(room => deadline.room === null || room === deadline.room)
  const contacts = served.map(room => ({ room, people: contactsOf(room, library) })), acts = actsOf(store, deadline.id, deadline.cycle, mostActs).toReversed()
  const handed = new Map(acts.flatMap(({ act: what, region, room }) => (what === 'submitted' && room !== null ? [[region, room] as const] : [])))
  const placed = regions.flatMap(region => {
    const fit = contacts.filter(({ people }) => people.some(one => one.region === region)), place = fit.find(({ room }) => room === handed.get(region)) ?? fit[0]
    return place ? [{ room: place.room, region, names: place.people.flatMap(one => (one.region === region ? [one.name] : [])) }] : []
  })
  return new Map([...Map.groupBy(placed, ({ room }) => room)].map(([room, some]) => [room, { regions: some.map(({ region }) => region), names: [...new Set(some.flatMap(one => one.names))] }]))
}

/** Tells the contacts of what was returned; gives what is said of that. In the transaction of the return. */
function tellContacts(deadline: Deadline, regions: readonly string[], reason: string, { key, at }: { readonly key: string; readonly at: string }, library: Library): string[] {
  const rooms = roomsFor(deadline, regions, library), reached = new Set([...rooms.values()].flatMap(one => one.regions)), mute = regions.filter(region => !reached.has(region))
  for (const [room, { regions: some, names: mentions }] of rooms) {
    queue(library.store, at, { to: { room }, text: tellJudged(deadline, 'returned', some, reason, standingOf(deadline, room, library), library.dictionary), mentions }, key)
  }
  return [
    ...[...rooms].map(([room, { names: people }]) => `已通知“${room}”里的${people.join('、')}。`),
    ...(mute.length === 0 ? [] : [`群里没有${sayRegions(mute, library.dictionary)}的联系人，退回请另行告知。`]),
  ]
}

export type Outcome = { readonly said: string } | { readonly faults: readonly string[] }

/** Does it with the regions that were ticked, or says what is wrong. */
export function doRegions(world: World, who: Who, deadline: Deadline, deed: RegionDeed, chosen: readonly string[], text: string): Outcome {
  const { library } = world, { dictionary } = library, at = world.now().toISOString(), reason = mask(text.replace(/\s+/gu, ' ').trim())
  const standing = standingOf(deadline, null, library), known = [...standing.expected, ...standing.exempted].filter(region => chosen.includes(region)), fit = new Set(fitting(deed, standing))
  const faults = [
    ...(known.length === 0 ? [`没有选中地方，什么也没改。请先勾选，再点“${names[deed]}”。`] : []),
    ...(deed === 'return' && reason === '' ? ['请写退回的原因，联系人会看到，例如：缺联系电话。'] : []),
    ...(deed === 'return' && reason.length > longestReason ? [`原因有${reason.length}个字，请压到${longestReason}个字以内。`] : []),
  ]
  if (faults.length > 0) return { faults }
  const regions = known.filter(region => fit.has(region)), left = known.filter(region => !fit.has(region))
  const skipped = left.length === 0 ? [] : [`${sayRegions(left, dictionary)}的情况已经变了，没有${names[deed]}，请看下面现在的情况。`]
  if (regions.length === 0) return { said: skipped.join('') }
  const key = `console ${crypto.randomUUID()}`, signed: Signed = { room: null, by: who.name, key: `console ${who.name}`, message: key, at }
  const detail = `${sayRegions(regions, dictionary)}${deed === 'return' ? `；原因：${reason}` : ''}`
  const said = act(world, who, { action: names[deed], subject: subjectOf(deadline), detail }, () => [
    write(deed, deadline, regions, reason, signed, library),
    ...(deed === 'return' ? tellContacts(deadline, regions, reason, { key, at }, library) : []),
  ])
  world.beat()
  return { said: [...said, ...skipped].join('\n') }
}
