// 乐山市已报送申报名单: somebody has handed in what a deadline asks for. Their own region's only, an admin any; a county never ticks its city. What the message says besides is left to the others.

import { replyTo, type Event, type MessageEvent, type Outgoing } from '../chat/event.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { readNumber, readTitles } from '../deadline/title.ts'
import { readSubmissions, type Submission } from '../deadline/submission.ts'
import { readTakeBack } from '../deadline/take-back.ts'
import { normalise } from '../language/normalise.ts'
import { soundsOf } from '../language/sound.ts'
import type { Library } from '../library.ts'
import { acceptedAlready, countyIsNot, notExpected, notYourRegion, nothingHandedIn, tellWithdrawnSubmission, unknownTitle, whichHandedIn, whichRegionHandedIn } from '../replies/submissions.ts'
import { viewersReportNot } from '../replies/updates.ts'
import { shanghaiDay } from '../shanghai.ts'
import { findDeadline } from '../store/deadlines.ts'
import { isReminded } from '../store/steps.ts'
import { addSubmission, standingBy, standingSubmissions, submittedIn, type StandingSubmission } from '../store/submissions.ts'
import { newestAct } from '../store/ledger.ts'
import { deadlinesFor, namedIn } from './open-deadlines.ts'
import { pendingOf, setPending } from './pending.ts'
import { keyOf } from './recording.ts'
import { handIn, signedBy } from './region-acts.ts'
import type { Heard, Skill, Understood } from './skill.ts'
import { standingOf } from './standing.ts'

const tag = /[#＃]\s?(?:报送|已报送|报名单|提交|已报|交件)\s?[#＃]?[\s:：,，、]*/u
const opener = /^[\s,:]*(?:请|麻烦)?(?:帮我|帮忙|我来|我|我们)?(?:报送|已报送|登记报送|登记一下)(?:一下)?[\s:,]+/u
/** Without a mention the colon has to be there: 报送：乐山 三张清单. */
const heading = /^(?:已)?报送\s?:/u
/** How long after a reminder an answer without a name is to it. */
const reminderHours = 72

type Said = { readonly deadline: Deadline; readonly region: string }
type Outcome = { readonly done: readonly Said[]; readonly ask: string | null; readonly silent: boolean }

const isOpen = ({ kind, state }: Deadline): boolean => kind === 'submission' && state === 'open'

/** Which deadlines a message without a name may mean: what the bot was answered to, the only one, or the only one that the room was lately reminded of. */
function unnamed(region: string | null, heard: Heard, tagged: boolean, deadlines: readonly Deadline[]): readonly Deadline[] {
  const { event, addressed, library } = heard
  const quoted = event.quote !== null && library.botNames.includes(event.quote.from) ? namedIn(normalise(event.quote.text), deadlines, library).named : []
  if (quoted.length > 0) return quoted
  const fitting = deadlines.filter(deadline => region === null || standingOf(deadline, event.room, library).expected.includes(region))
  if (addressed || tagged || fitting.length <= 1) return fitting
  const since = new Date(event.at.getTime() - reminderHours * 3_600_000).toISOString()
  const reminded = fitting.filter(({ id }) => event.room !== null && isReminded(library.store, id, event.room, since))
  return reminded.length > 0 ? reminded : fitting
}

const isOwn = (region: string, { person }: Heard): boolean => person.role === 'admin' || (person.region !== null && (region === person.region || region.startsWith(`${person.region}/`)))

/** One place of a submission: what is recorded, what is asked back, or silence. `forced`: the bot was spoken to. */
function settleOne({ ids, named, places, alone }: Submission, heard: Heard, forced: boolean, deadlines: readonly Deadline[]): Outcome {
  const { event, library } = heard, { dictionary } = library, nothing: Outcome = { done: [], ask: null, silent: true }
  const say1 = (ask: string): Outcome => (forced ? { done: [], ask, silent: false } : nothing)
  const regions = places.flatMap(place => (place.problem === undefined ? [place.region] : []))
  if (regions.length === 0) return say1(whichRegionHandedIn(deadlines.find(({ id }) => ids.includes(id))?.title ?? deadlines[0]?.title ?? '申报名单'))
  const others = regions.filter(region => !isOwn(region, heard))
  if (others.length > 0) return say1(notYourRegion(others, dictionary))
  // 乐山报完了 beside something else is about that.
  if (!named && !forced && !alone) return nothing
  const candidates = named ? deadlines.filter(({ id }) => ids.includes(id)) : unnamed(regions[0] ?? null, heard, forced, deadlines)
  if (candidates.length === 0) return say1(unknownTitle(deadlines, event.at))
  const expecting = candidates.filter(deadline => regions.every(region => expects(deadline, region, heard)))
  if (expecting.length === 0) {
    const [deadline] = candidates, [region = ''] = regions
    return deadline ? say1(region.includes('/') ? countyIsNot(region, deadline, dictionary) : notExpected(region, deadline, dictionary)) : nothing
  }
  const missing = expecting.filter(deadline => regions.some(region => standingOf(deadline, event.room, library).outstanding.includes(region)))
  const [only, ...more] = missing.length > 0 ? missing : expecting
  if (only && more.length === 0) return { done: regions.map(region => ({ deadline: only, region })), ask: null, silent: false }
  return { done: [], ask: whichHandedIn(missing.length > 0 ? missing : expecting, event.at), silent: false }
}

function expects(deadline: Deadline, region: string, { event, library }: Heard): boolean {
  const { expected, exempted } = standingOf(deadline, event.room, library)
  return expected.includes(region) || exempted.includes(region)
}

/** Writes what was handed in; gives a line for each deadline. */
function record(done: readonly Said[], event: MessageEvent, library: Library): string[] {
  return [...Map.groupBy(done, ({ deadline }) => deadline.id).values()].flatMap(same => {
    const [first] = same
    if (!first) return []
    return [handIn(first.deadline, [...new Set(same.map(({ region }) => region))], signedBy(event), library)]
  })
}

function submit(heard: Heard, said: readonly Submission[], forced: boolean, text: string, rest: string | undefined, deadlines: readonly Deadline[]): Understood | null {
  const { event, library } = heard, outcomes = said.map(one => settleOne(one, heard, forced, deadlines))
  if (outcomes.every(({ silent }) => silent)) return null
  const done = outcomes.flatMap(outcome => outcome.done), asks = [...new Set(outcomes.flatMap(({ ask }) => ask ?? []))]
  return {
    ...(rest === undefined ? {} : { rest }),
    commit: () => {
      if (asks.length > 0) setPending(library.store, event, { submission: { text } })
      return [replyTo(event, [...record(done, event, library), ...asks].join('\n'))]
    },
  }
}

const blank = (text: string, start: number, end: number): string => `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`

/** The text without the names of cities. */
const blankPlaces = (text: string, { regions }: Library['dictionary']): string => (
  regions.flatMap(({ name, short, aliases }) => [name, `${short}市`, `${short}州`, short, ...aliases]).toSorted((a, b) => b.length - a.length).reduce((rest, name) => rest.replaceAll(name, ' '), text)
)

/** Taking back what was handed in: the sender's last, or what is named. */
function takeBack(heard: Heard, text: string, deadlines: readonly Deadline[]): Understood | null {
  const { event, addressed, library } = heard, { store, dictionary } = library, { named } = namedIn(text, deadlines, library)
  const titles = readTitles(text, deadlines, () => soundsOf(dictionary)), wish = readTakeBack(blankPlaces(titles.reduce((rest, { start, end }) => blank(rest, start, end), text), dictionary))
  if (wish === null) return null
  const own = standingBy(store, keyOf(event), event.room).filter(({ deadline }) => deadlines.some(({ id }) => id === deadline))
  const fitting = named.length > 0 ? own.filter(({ deadline }) => named.some(({ id }) => id === deadline)) : own
  const [last] = fitting, same = fitting.filter(({ message }) => message === last?.message)
  const [record] = newestAct(store, keyOf(event), event.room)
  // 撤回 alone takes back the newest act, which may be a report of figures.
  if (!wish.submission && named.length === 0 && (last === undefined || (record !== undefined && record.reportedAt > last.at))) return null
  if (last === undefined) {
    if (record !== undefined && named.length === 0 && !/报送|申报/u.test(text)) return null
    if (acceptedOf(heard, named, deadlines)) return { commit: () => [replyTo(event, acceptedAlready(named[0] ?? deadlines[0] as Deadline))] }
    return addressed ? { commit: () => [replyTo(event, nothingHandedIn)] } : null
  }
  return {
    commit: () => [replyTo(event, [...Map.groupBy(same, ({ deadline }) => deadline).values()].map(acts => {
      acts.forEach(act => withdrawSubmission(act, event, library))
      const deadline = findDeadline<Deadline>(store, acts[0]?.deadline ?? 0)
      return deadline ? tellWithdrawnSubmission(deadline, acts.map(({ region }) => region), standingOf(deadline, event.room, library), dictionary) : ''
    }).join('\n'))],
  }
}

/** Was what the sender handed in accepted meanwhile? */
function acceptedOf({ person, library: { store } }: Heard, named: readonly Deadline[], deadlines: readonly Deadline[]): boolean {
  return (named.length > 0 ? named : deadlines).some(({ id, cycle }) => standingSubmissions(store, id, cycle).some(({ act, region }) => act === 'accepted' && region === person.region))
}

/** A submission counts no more, as its sender says or as its message was recalled. */
function withdrawSubmission({ deadline, cycle, region }: StandingSubmission, event: Pick<MessageEvent, 'room' | 'from' | 'at'> & { readonly sender?: string | null; readonly id?: string | null }, { store }: Library): void {
  addSubmission(store, { deadline, cycle, region, act: 'withdrawn', reason: null, room: event.room, by: event.from, key: keyOf({ from: event.from, sender: event.sender ?? null }), message: event.id ?? '', at: event.at.toISOString() })
}

/** Withdraws what a recalled message handed in; a line says so. */
export function withdrawRecalledSubmissions(event: Extract<Event, { type: 'recall' }>, key: string, library: Library): Outgoing[] {
  return [...Map.groupBy(submittedIn(library.store, key), ({ deadline }) => deadline)].flatMap(([id, acts]): Outgoing[] => {
    acts.forEach(act => withdrawSubmission(act, event, library))
    const deadline = findDeadline<Deadline>(library.store, id)
    return deadline ? [replyTo({ ...event, sender: null }, tellWithdrawnSubmission(deadline, acts.map(({ region }) => region), standingOf(deadline, event.room, library), library.dictionary))] : []
  })
}

export const submitting: Skill = {
  name: 'submitting',
  open: false,
  hears: ['backlog'],
  understand: heard => {
    const { event, person, addressed, library } = heard, { dictionary, botNames } = library
    if (event.text.length > 400) return null
    const plain = normalise(event.text, botNames)
    if (person.role === 'viewer') return tag.test(plain) ? { commit: () => [replyTo(event, viewersReportNot)] } : null
    const deadlines = deadlinesFor(event, library).filter(isOpen)
    const undone = takeBack(heard, plain, deadlines)
    if (undone) return undone
    if (deadlines.length === 0 && !tag.test(plain)) return null
    const pending = pendingOf(library.store, event).submission
    if (pending) {
      const chosen = answerWhich(heard, pending.text, plain, deadlines)
      if (chosen) return chosen
    }
    const tagged = tag.test(plain), opened = (addressed || heading.test(plain)) && opener.test(plain), body = tagged ? plain.replace(tag, ' ').trim() : opened ? plain.replace(opener, '') : plain
    const number = readNumber(body), text = number === null ? body : body.replace(/〔?提醒\s?\d+〕?/u, deadlines.find(({ id }) => id === number)?.title ?? '')
    const sender = { city: person.region, county: person.county, province: person.province }
    const said = readSubmissions({ text, sender, today: shanghaiDay(event.at), tagged: tagged || opened }, deadlines, dictionary)
    if (said.length === 0) return tagged ? { commit: () => [replyTo(event, unknownTitle(deadlines, event.at))] } : null
    return submit(heard, said, addressed || tagged, plain, tagged ? undefined : restOf(text, said), deadlines)
  },
}

/** What of the text no submission took; undefined where that is nothing of weight. */
function restOf(text: string, said: readonly Submission[]): string | undefined {
  let rest = text
  for (const { start, end } of said.toSorted((a, b) => b.start - a.start)) rest = `${rest.slice(0, start)} ${rest.slice(end)}`
  return /\d|[百半]|完成|启动|覆盖|[?]/u.test(rest) && /\p{Script=Han}/u.test(rest) ? rest.replace(/^[\s,;。]+|[\s,;。]+$/gu, '') : undefined
}

/** 申报名单, 提醒4: which of them was handed in, or of which region. */
function answerWhich(heard: Heard, before: string, answer: string, deadlines: readonly Deadline[]): Understood | null {
  if (answer.length > 24) return null
  const { person, event, library } = heard, { named } = namedIn(answer.replace(/^\s?(\d{1,6})\s?$/u, '提醒$1'), deadlines, library), [only, ...more] = named
  if (!only || more.length > 0) return null
  const sender = { city: person.region, county: person.county, province: person.province }
  const [said] = readSubmissions({ text: before.replace(tag, ' ').replace(opener, ''), sender, today: shanghaiDay(event.at), tagged: true }, deadlines, library.dictionary)
  const own = said ?? { ids: [], named: false, places: person.region === null ? [] : [{ region: person.region }], alone: true, start: 0, end: 0 }
  const understood = submit(heard, [{ ...own, ids: [only.id], named: true }], true, before, undefined, deadlines)
  return understood && { commit: () => {
    setPending(library.store, event, {})
    return understood.commit()
  } }
}
