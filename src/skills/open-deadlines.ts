// The open deadlines that a message may be about, and which of them it names.

import type { MessageEvent } from '../chat/event.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { readNumber, readTitles } from '../deadline/title.ts'
import { addDays } from '../language/day-calendar.ts'
import { soundsOf } from '../language/sound.ts'
import type { Library } from '../library.ts'
import { noSuchDeadline, whichDeadline } from '../replies/deadline-orders.ts'
import { momentOf } from '../shanghai.ts'
import { openDeadlines } from '../store/deadlines.ts'

/** How long a deadline that has passed is still told of. */
const overdueDays = 60

/** The open deadlines that a message may be about: those of its room; in private those of all rooms. */
export const deadlinesFor = ({ room }: MessageEvent, { store }: Library): Deadline[] => openDeadlines<Deadline>(store, room)

/** Which of the deadlines a text names: by number, else by title. */
export function namedIn(text: string, deadlines: readonly Deadline[], { dictionary }: Library): { readonly named: readonly Deadline[]; readonly number: number | null } {
  const number = readNumber(text) ?? readNumber(`提醒${/^\s?#?(\d{1,6})(?=\s|号|个|项|条|提醒|改|延|推|到|$)/u.exec(text)?.[1] ?? ''}`)
  if (number !== null) return { named: deadlines.filter(({ id }) => id === number), number }
  const titles = readTitles(text, deadlines, () => soundsOf(dictionary)), ids = new Set(titles.flatMap(title => title.ids))
  return { named: deadlines.filter(({ id }) => ids.has(id)), number: null }
}

/** Is a deadline still told of? */
export const isCurrent = ({ due }: Deadline, now: Date): boolean => due.day >= addDays(momentOf(now).day, -overdueDays)

/** The deadlines in the order of their days, those to hand in first where they meet. */
export const inOrder = (deadlines: readonly Deadline[]): Deadline[] => deadlines.toSorted((a, b) => `${a.due.day} ${a.due.time}`.localeCompare(`${b.due.day} ${b.due.time}`) || a.id - b.id)

/** The one deadline that an order is about, or what is asked back. */
export function oneOf(named: readonly Deadline[], number: number | null, open: readonly Deadline[], now: Date): Deadline | string {
  const [only, ...more] = named
  if (only && more.length === 0) return only
  if (number !== null) return noSuchDeadline(number)
  if (named.length > 1) return whichDeadline(named, now)
  const [single, ...others] = open.filter(deadline => deadline.kind === 'submission' && isCurrent(deadline, now))
  return single && others.length === 0 ? single : whichDeadline(open.filter(deadline => isCurrent(deadline, now)), now)
}
