// The moment by which something is due, read from a normalised text: 请于9月30日前…, 下周五下午3点, 国庆后第一个工作日, 10个工作日内, 每月25日.
// A wrong deadline is far worse than a question back: what may mean two days is unclear, and a day that names something else (截至8月31日的数据) is none.

import { addDays } from './day-calendar.ts'
import { endOfWork, findClocks, readClock, readClockBehind, type Clock } from './due-clock.ts'
import { countedIn, findDays } from './due-day.ts'
import { pickFound, unclear, type Found, type Now, type Unclear, type Why } from './due-found.ts'
import { findHolidays } from './due-holiday.ts'
import { joinFound, readWeekday } from './due-join.ts'
import { findLengths } from './due-length.ts'
import { findRepeats, nextOccurrence, type Repeat } from './due-repeat.ts'
import { isDone, isHandedIn, isOccasion, readRole, type Mark } from './due-role.ts'
import { isPast, settleDue, type Settled } from './due-settle.ts'
import type { Calendar } from './working-days.ts'

export { nextOccurrence, type Repeat } from './due-repeat.ts'

/** A moment in Shanghai and the phrase that says it. Time '24:00' is the end of the day; where none is said it is '18:00', 下班前. */
export type Due = { readonly start: number; readonly end: number; readonly text: string; readonly day: string; readonly time: string; readonly timeSaid: boolean }

export type DueReading =
  | { readonly kind: 'once'; readonly due: Due }
  /** `due` is the first time from now on. */
  | { readonly kind: 'repeat'; readonly due: Due; readonly repeat: Repeat }
  | { readonly kind: 'past'; readonly due: Due }
  | { readonly kind: 'unclear'; readonly start: number; readonly end: number; readonly text: string; readonly why: Why; /** Days that it may be. */ readonly options?: readonly string[] }
  | null

type Meaning = Settled | { readonly kind: 'repeat'; readonly repeat: Repeat; readonly day: string; readonly time: string; readonly timeSaid: boolean }
type Candidate = { readonly start: number; readonly end: number; readonly mark: Mark; readonly meaning: Meaning; /** A time without a day: today is a guess. */ readonly isAssumed?: boolean }

const isDay = (meaning: Meaning): meaning is Exclude<Meaning, Unclear> => meaning.kind !== 'unclear'

function meaningOf({ said }: Found, clock: Clock | null, way: Parameters<typeof settleDue>[2], now: Now, calendar: Calendar): Meaning | null {
  if (said.kind === 'nothing') return null
  if (said.kind === 'unclear') return said
  if (said.kind === 'moment') return { kind: isPast(said, now) ? 'past' : 'once', day: said.day, time: said.time, timeSaid: true }
  if (said.kind !== 'repeat') return settleDue(said, clock, way, now, calendar)
  if (clock?.time === null) return unclear('ambiguous')
  const time = clock?.time ?? endOfWork, today = nextOccurrence(said.repeat, addDays(now.day, -1), calendar)
  return { kind: 'repeat', repeat: said.repeat, day: isPast({ day: today, time }, now) ? nextOccurrence(said.repeat, now.day, calendar) : today, time, timeSaid: clock?.isSaid ?? false }
}

/** 9月30日(国庆前)下班前: a remark between the day and its clock. */
const remark = /^ ?\([^()]{1,16}\)(?= ?(?:(?:之|以)?前|下班|上午|中午|下午|晚|\d))/u
const around = /^ ?(?:左右|前后|上下)/u
/** 9月30日前3天, 年底前一周: so long before, or in the days before. */
const soLongBefore = /^ ?[\d一二两三四五六七八九十半]+ ?个?(?:工作日|天|周|星期|小时|月)/u

/** A phrase with its weekday, its clock and the words around it; null where it is no deadline. */
function weigh(text: string, phrase: Found, now: Now, calendar: Calendar): Candidate | null {
  const counted = countedIn(phrase, text, calendar) ?? phrase, weekday = readWeekday(text, counted.start, counted.end)
  const dayEnd = weekday?.end ?? counted.end, part = /[早晚晨夜]$/u.exec(text.slice(counted.start, counted.end))?.[0] ?? ''
  const beforeClock = dayEnd + (remark.exec(text.slice(dayEnd, dayEnd + 20))?.[0].length ?? 0)
  const clock = counted.said.kind === 'moment' ? null : readClock(text, beforeClock, part)
  const role = readRole(text, counted.start, clock ? Math.max(clock.end, beforeClock) : beforeClock, counted.isMarked ?? false, counted.isRange ?? false)
  const behind = clock || role.way === null ? null : readClockBehind(text, role.end)
  const isStretch = counted.said.kind === 'period' || counted.said.kind === 'week', isBare = isStretch && role.way === null
  if (role.isOther || (isBare && role.mark === 'none' && !isHandedIn(text, role.end)) || (role.mark === 'none' && isOccasion(text, role.end))) return null
  const meaning = isBare ? unclear('no day') : meaningOf(counted, clock ?? behind, role.way, now, calendar)
  if (!meaning) return null
  const place = { start: role.start, end: behind?.end ?? role.end, mark: role.mark }
  if (!isDay(meaning) || meaning.kind === 'repeat') return { ...place, meaning }
  const rest = text.slice(place.end, place.end + 8), isLoose = around.test(rest) || (role.way === 'before' && !behind && soLongBefore.test(rest))
  const other = weekday?.contradicts(meaning.day) ?? (isLoose ? [meaning.day] : null)
  return { ...place, meaning: other ? unclear('ambiguous', other) : meaning }
}

/** One after the other: what lies in the span of the phrase before, its clock or its weekday, is no phrase of its own. */
function weighAll(text: string, found: readonly Found[], now: Now, calendar: Calendar): Candidate[] {
  const candidates: Candidate[] = []
  for (const phrase of found) {
    const candidate = phrase.start >= (candidates.at(-1)?.end ?? 0) ? weigh(text, phrase, now, calendar) : null
    if (candidate) candidates.push(candidate)
  }
  return candidates
}

const retimed = (meaning: Exclude<Meaning, Unclear>, { time, isSaid }: Clock & { readonly time: string }, now: Now): Meaning => (
  { ...meaning, time, timeSaid: isSaid, ...(meaning.kind === 'repeat' ? {} : { kind: isPast({ day: meaning.day, time }, now) ? 'past' as const : 'once' as const }) })

/** 下午5点前 away from its day belongs to the day of the clause, else to today: 明天各市州下午5点前报. */
function withClocks(text: string, candidates: readonly Candidate[], found: readonly Found[], now: Now): Candidate[] {
  const all = [...candidates]
  for (const { start, clock } of findClocks(text)) {
    const role = readRole(text, start, clock.end, false, false)
    if (role.isOther || role.mark !== 'due' || clock.time === null || [...all, ...found].some(one => one.start < role.end && role.start < one.end)) continue
    const ownDay = (one: Candidate): boolean => isDay(one.meaning) && !one.meaning.timeSaid && one.mark === 'none' && one.end <= role.start && !/[,。;\n]/u.test(text.slice(one.end, role.start))
    const apart = (one: Candidate): boolean => isDay(one.meaning) && !one.meaning.timeSaid && role.way !== 'before'
    const day = all.filter(ownDay).at(-1) ?? (all.filter(apart).length === 1 ? all.find(apart) : undefined)
    const today = { kind: isPast({ day: now.day, time: clock.time }, now) ? 'past' as const : 'once' as const, day: now.day, time: clock.time, timeSaid: clock.isSaid }
    if (!day || !isDay(day.meaning)) all.push({ start: role.start, end: role.end, mark: 'due', meaning: today, isAssumed: true })
    else all[all.indexOf(day)] = { ...day, end: day.mark === 'none' ? Math.max(day.end, role.end) : day.end, mark: 'due', meaning: retimed(day.meaning, { ...clock, time: clock.time }, now) }
  }
  return all
}

const optionsOf = ({ meaning }: Candidate): readonly string[] => (isDay(meaning) ? [meaning.day] : meaning.options)

/** Of phrases of one weight: the one that all agree on, or all of them as one question. */
function agree(candidates: readonly Candidate[]): Candidate | null {
  const live = candidates.filter(({ meaning }) => meaning.kind !== 'past'), among = live.length > 0 ? live : candidates.slice(-1), [first] = among
  if (!first) return null
  const told = among.filter(({ meaning }) => isDay(meaning) && meaning.timeSaid), best = told[0] ?? first
  const same = ({ meaning }: Candidate): boolean => isDay(meaning) && isDay(best.meaning) && meaning.kind === best.meaning.kind && meaning.day === best.meaning.day && (!meaning.timeSaid || meaning.time === best.meaning.time)
  if (among.length === 1 || among.every(same)) return best
  return { ...first, start: Math.min(...among.map(({ start }) => start)), end: Math.max(...among.map(({ end }) => end)), meaning: unclear('ambiguous', among.flatMap(optionsOf)) }
}

/** 改到 outweighs 前, 前 a day that is only named; of such days the first, unless another one has its own 报 as well. */
function choose(text: string, candidates: readonly Candidate[]): Candidate | null {
  const changed = candidates.findLast(({ mark }) => mark === 'changed'), marked = candidates.filter(({ mark }) => mark === 'due')
  const clear = candidates.filter(({ meaning }) => meaning.kind === 'once' || meaning.kind === 'repeat')
  if (changed ?? marked.length > 0) return changed ?? agree(marked.every(({ isAssumed }) => isAssumed) ? [...marked, ...clear.filter(({ mark }) => mark === 'none')] : marked)
  const [first] = clear
  if (!first) return candidates.findLast(({ meaning }) => meaning.kind === 'unclear') ?? candidates.at(-1) ?? null
  return agree(clear.filter(one => one === first || (isDone(text, first.end) && isDone(text, one.end))))
}

/** 从10月1日起,每周五: the first time is not before the start. */
function startingFrom(meaning: Meaning, text: string, found: readonly Found[], now: Now, calendar: Calendar): Meaning {
  if (meaning.kind !== 'repeat') return meaning
  const starts = found.flatMap(({ said, end }) => {
    if (!('at' in said) || !/^ ?(?:起|开始)/u.test(text.slice(end, end + 4))) return []
    const settled = settleDue(said, null, null, now, calendar), isStretch = said.kind === 'period' || said.kind === 'week'
    return settled.kind === 'once' ? [isStretch ? [0, 1].map(said.at).find(span => span?.last === settled.day)?.first ?? settled.day : settled.day] : []
  })
  const [start] = starts
  return start !== undefined && start > meaning.day ? { ...meaning, day: nextOccurrence(meaning.repeat, addDays(start, -1), calendar) } : meaning
}

function tell(text: string, { start, end, meaning }: Candidate): DueReading {
  const place = { start, end, text: text.slice(start, end) }
  if (!isDay(meaning)) return { kind: 'unclear', ...place, why: meaning.why, ...(meaning.options.length > 0 ? { options: meaning.options } : {}) }
  const due = { ...place, day: meaning.day, time: meaning.time, timeSaid: meaning.timeSaid }
  return meaning.kind === 'repeat' ? { kind: 'repeat', due, repeat: meaning.repeat } : { kind: meaning.kind, due }
}

/**
 * By when something is due, as a normalised text says it; null where it names no deadline.
 *
 * readDue('请于9月30日前报送', { day: '2021-09-15', time: '10:00' }, calendar) → { kind: 'once', due: { text: '请于9月30日前', day: '2021-09-30', time: '18:00', … } }
 */
export function readDue(text: string, now: Now, calendar: Calendar): DueReading {
  const picked = pickFound([...findRepeats(text), ...findLengths(text, now, calendar), ...findHolidays(text, now, calendar), ...findDays(text, now)])
  const found = joinFound(text, picked, now, calendar)
  const chosen = choose(text, withClocks(text, weighAll(text, found, now, calendar), found, now))
  return chosen && tell(text, { ...chosen, meaning: startingFrom(chosen.meaning, text, found, now, calendar) })
}
