// Which candidates of a pasted chat are its heads. A shape counts by the names that come in it, by how the paste opens and by its order;
// 综窗完成率：45% is nobody's, nor is a line of a list or of a roster.

import { candidatesIn, type Candidate, type Head } from './pasted-heads.ts'
import type { Names } from './pasted-names.ts'
import { settleTimes } from './pasted-times.ts'

/** A time that nobody writes by hand. */
const isExact = ({ stamp }: Candidate): boolean => stamp !== null && stamp.day !== null && stamp.exact

const byStyle = (all: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> => Map.groupBy(all, ({ style }) => style)

/** Names that come again in one style are names. */
function withRepeats(all: readonly Candidate[]): readonly Candidate[] {
  const doubtful = Map.groupBy(all.filter(({ trust, bare }) => trust === 1 && !bare), ({ style }) => style), again = new Set<Candidate>()
  for (const heads of doubtful.values()) for (const same of Map.groupBy(heads, ({ name }) => name).values()) if (same.length > 1) for (const one of same) again.add(one)
  return again.size === 0 ? all : all.map(one => (again.has(one) ? { ...one, trust: 2 } : one))
}

/** How much speaks for a style: its names, and of those that are nobody known only that there are some. */
const weight = (heads: readonly Candidate[]): number => heads.reduce((sum, { trust, bare }) => sum + (bare ? 0 : [0, 0.01, 1, 2, 2][trust] ?? 0), 0)
const heaviest = (styles: readonly (readonly Candidate[])[]): readonly Candidate[] => styles.toSorted((a, b) => weight(b) - weight(a))[0] ?? []

/** Is a time between those of the heads around it? A clock alone may be of the day after. */
function inOrder(one: Candidate, before: Candidate | undefined, after: Candidate | undefined, now: Date): boolean {
  const stamps = [before, one, after].map(head => head?.stamp ?? null), [from, at, to] = settleTimes(stamps, now).map(({ at }) => at.getTime())
  const minute = 60_000, low = before === undefined ? -Infinity : (from ?? 0) - minute, high = (after === undefined ? now.getTime() : to ?? 0) + minute
  return at !== undefined && at >= low && at <= high
}

/** WeChat writes its colon narrow, where people in their texts write it wide. */
const isOwnColon = ({ style }: Candidate): boolean => style.includes('|:|')

/**
 * Without what only looks like them: a line of a list, with the next one right below it, and one in the middle of a text whose time is still to
 * come when the next head speaks: 值班 张三 8/25 22:00. A time that nobody writes by hand is believed.
 */
function steady(heads: readonly Candidate[], now: Date): readonly Candidate[] {
  const loners = heads.filter((one, i) => isExact(one) || one.shape.inline || heads[i + 1]?.index !== one.index + one.lines)
  const times = settleTimes(loners.map(({ stamp }) => stamp), now).map(({ at }) => at.getTime())
  return loners.filter((one, i) => {
    const before = times[i - 1] ?? -Infinity, after = times[i + 1] ?? now.getTime(), at = times[i] ?? 0
    return isExact(one) || one.open || one.stamp?.day === null || before > after || at <= after
  })
}

/** The heads that tell a time. `formal`: an export that opens as one, or has lines of dates. */
function timedHeads(all: readonly Candidate[], first: number, formal: boolean, now: Date): Candidate[] {
  const hasDay = ({ stamp }: Candidate): boolean => stamp !== null && stamp.day !== null
  const isMade = (heads: readonly Candidate[]): boolean => (
    heads.some(one => formal || hasDay(one) || one.style.includes('  ')) && (heads.length > 1 || heads.some(one => one.index === first && hasDay(one)))
  )
  const alive = [...byStyle(all).values()].filter(heads => heads.some(({ trust }) => trust >= 2) || isMade(heads))
  const opening = alive.filter(heads => weight(heads) >= 1 && heads[0]?.index === first), exact = alive.filter(heads => heads.some(isExact))
  const main = heaviest([opening, exact, alive].find(some => some.length > 0) ?? []), [lead] = main, trusted = main.filter(({ trust }) => trust >= 2)
  const sure = steady(trusted.length > 0 ? trusted : main, now), below = sure.filter(({ index }) => index !== first), apart = below.length > 1 && below.every(({ open }) => open)
  // Heads are in the order of their lines, so each candidate's neighbours are found in passing.
  let k = 0
  return alive.flat().toSorted((a, b) => a.index - b.index).filter(one => {
    while ((sure[k]?.index ?? Infinity) < one.index) k += 1
    if (sure[k]?.index === one.index) return sure[k] === one
    const other = one.style !== lead?.style
    if ((apart && !one.open) || (!other && one.trust >= 2)) return false
    return (other && isExact(one) && one.trust >= 2) || ((one.shape === lead?.shape || hasDay(one)) && inOrder(one, sure[k - 1], sure[k], now))
  })
}

/**
 * The heads of a paste without times. A run of X：Y below a line that ends with a colon is a list of what that line says, unless somebody comes
 * again in it or, below a head, it looks as the heads do.
 */
function untimedHeads(all: readonly Candidate[], first: number, lines: readonly string[]): Candidate[] {
  const styles = [...byStyle(all.filter(({ trust }) => trust >= 2)).values()], opening = styles.filter(heads => weight(heads) > 0 && heads[0]?.index === first)
  const main = heaviest(opening.length > 0 ? opening : styles), [lead] = main, count = new Set(main.map(({ name }) => name)).size, again = count < main.length
  if (lead === undefined || !(lead.index === first || main.some(({ trust }) => trust >= 3) || (again && count > 1))) return []
  const onlyFigures = weight(main) === 0, apart = isOwnColon(lead) && main.every(({ index, open }) => open || index === first)
  const uniform = again && new Set(all.flatMap(one => (one.style === lead.style && !one.bare ? [one.index] : []))).size === lines.filter(line => line !== '').length
  const heads: Candidate[] = [], spoken = new Set([lead.style])
  let list = false, k = 0
  const isHead = (one: Candidate): boolean => {
    const same = one.style === lead.style, { inline } = one.shape
    if (inline && !lead.shape.inline) return false
    if (one.bare && (onlyFigures ? one.trust < 3 : !spoken.has(one.style))) return false
    if (list && inline && (heads.length === 0 ? !again : !same && one.trust < 4)) return false
    if (one.trust === 1) return same && (uniform || (!inline && apart && one.open))
    return one.trust === 4 || inline || lead.shape.inline || same || !apart || one.open
  }
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const from = k
    while (all[k]?.index === index) k += 1
    const head = from === k ? undefined : all.slice(from, k).find(isHead)
    if (head !== undefined) {
      heads.push(head)
      if (!head.bare) spoken.add(head.style)
    }
    if (head !== undefined || from === k || !list) list = /[:：]$/u.test(line) && (head === undefined || head.shape.inline)
  }
  return heads
}

export type Paste = { readonly lines: readonly string[]; readonly names: Names; readonly now: Date; readonly isOpen: (index: number) => boolean; readonly first: number; readonly formal: boolean }

/** The heads of a paste, in their order; `lines` as heads are compared, `first` the first of them that says something. */
export function headsIn({ lines, names, now, isOpen, first, formal }: Paste): readonly Head[] {
  const all = withRepeats(candidatesIn(lines, names, isOpen)), timed = timedHeads(all.filter(one => one.shape.timed), first, formal, now)
  const plain = all.filter(one => !one.shape.timed), opens = timed[0]?.index !== first && plain.some(one => one.index === first && (one.trust >= 2 || (!one.shape.inline && isOwnColon(one))))
  const clear = opens ? timed.filter(one => isExact(one) && one.trust >= 2) : timed, from = clear[0]?.index ?? Infinity
  const early = untimedHeads(plain.filter(({ index }) => index < from), first, lines.slice(0, Math.min(from, lines.length)))
  // Below heads with times, a line of a name and WeChat's own colon alone is a head; 李四：收到 may be what somebody passes on.
  const late = plain.filter(one => one.index > from && !one.shape.inline && one.trust >= 3 && one.open && isOwnColon(one))
  let free = 0
  return [...clear, ...early, ...late].toSorted((a, b) => a.index - b.index).filter(({ index, lines: count }) => {
    const isFree = index >= free
    if (isFree) free = index + count
    return isFree
  })
}
