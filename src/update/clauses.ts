// Mentions → clauses, each with what makes it talk instead of a report, if anything does.

import type { Mention, Talk } from './mention.ts'

export type Clause = {
  readonly mentions: readonly Mention[]
  readonly line: number
  readonly sentence: number
  /** Stands in brackets: what is said there reaches no further. */
  readonly aside: boolean
  /** Ends with 的 and a colon: what follows are those of whom it is said. */
  readonly headsList: boolean
  readonly talk: Talk | null
}

type Bare = Omit<Clause, 'talk'>
type TalkMention = Extract<Mention, { kind: 'talk' }>

const isMark = (mention: Mention, marks: string): boolean => mention.kind === 'break' && marks.includes(mention.text)

/** A colon between a name and its figure parts nothing. */
function parts(mention: Mention, next: Mention | undefined): boolean {
  if (isMark(mention, ',;。!?\n()|')) return true
  return isMark(mention, ':') && !(next?.kind === 'number' || next?.kind === 'fraction' || next?.kind === 'no-figure')
}

/** Clauses end at , ; 。 ( ) and line breaks; sentences at ; 。 ! ? and line breaks. */
function partClauses(mentions: readonly Mention[]): Bare[] {
  const clauses: Bare[] = []
  let line = 0, sentence = 0, depth = 0, current: Mention[] = []
  const close = (mark: string): void => {
    if (current.length > 0) clauses.push({ mentions: current, line, sentence, aside: depth > 0, headsList: mark === ':' && current.at(-1)?.text === '的' && current.some(({ kind }) => kind === 'status') })
    current = []
  }
  mentions.forEach((mention, i) => {
    const next = mentions.slice(i + 1).find(one => !isMark(one, ' '))
    if (!parts(mention, next)) {
      current.push(mention)
      return
    }
    // A question mark belongs to its sentence.
    if (isMark(mention, '?')) current.push({ kind: 'talk', talk: 'question', reach: 'sentence', start: mention.start, end: mention.end, text: mention.text, how: 'exact' })
    close(mention.text)
    depth = isMark(mention, '(') ? depth + 1 : isMark(mention, ')') || isMark(mention, '\n') ? 0 : depth
    if (isMark(mention, '\n')) line += 1
    if (isMark(mention, ';。!?\n')) sentence += 1
  })
  close('')
  return clauses
}

/** 由原来的32%提升到45%, 比上月提高13个百分点达45%: what follows 到 is the figure now. */
const arrives = ({ mentions }: Bare): boolean => mentions.some((mention, i) => mention.kind === 'to' && mentions.slice(i + 1).some(({ kind }) => kind === 'number' || kind === 'fraction'))

/** 综窗呢, 完成了么 at the end of a clause ask; 45%还是54% does. */
function asks({ mentions, headsList }: Bare): Mention | undefined {
  const last = mentions.findLast(mention => !isMark(mention, ' '))
  if (last !== undefined && /^(?:呢|么)$/u.test(last.text) && !mentions.some(({ kind }) => kind === 'number' || kind === 'status')) return last
  // 一件事25项以上、综窗100%的: who meets that?
  // 还没启动的：壤塘、若尔盖 heads a list
  const at = headsList ? -1 : mentions.findLastIndex(({ kind }) => kind === 'number' || kind === 'fraction' || kind === 'status'), behind = mentions.slice(at + 1).filter(mention => !isMark(mention, ' '))
  if (at >= 0 && behind.length > 0 && (behind.at(-1)?.text === '的' || behind[0]?.text.startsWith('的')) && behind.every(({ kind }) => kind === 'filler' || kind === 'scope')) return behind[0]
  const cities = mentions.find(mention => mention.kind === 'scope' && /市州?$/u.test(mention.text))
  if (cities) return cities
  return mentions.find((mention, i) => mention.text === '还是' && [-1, 1].every(step => { const other = mentions[i + step]; return other?.kind === 'number' }))
}

/** 上月, 7月, 去年底: a period that is over, and so its figure; 月底前, 9月30日: a day that is to come. 截至 and a day name when a figure holds. */
function talkOfDay(mention: Mention, today: string): Talk | null {
  if (mention.kind !== 'day' || mention.until) return null
  if (mention.date > today) return mention.before || mention.grain === 'day' ? 'plan' : null
  if (mention.grain !== 'day' && !mention.isEnd) return mention.date < today ? 'past' : null
  return daysBetween(mention.date, today) > oldest ? 'past' : null
}
/** What held so many days ago is told as history. */
const oldest = 100
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** 石棉县97%最高: said of a figure that was told; 最高的三个 asks. */
const isSaidOfFigure = (mention: TalkMention, { mentions }: Bare): boolean => mention.talk === 'superlative' && mentions.some(({ kind, end }) => (kind === 'number' || kind === 'fraction') && end <= mention.start)

/** 差 in 出差路上, 交 in 交作业: such a sign beside an unknown one is a part of its word. */
const isInWord = (mention: Mention, before: Mention | undefined, next: Mention | undefined): boolean => (
  /^[差交待剩欠难错坏修丢缺传吹例求将拟盼等冲想若如须需催]$/u.test(mention.text) && ((before?.kind === 'unread' && before.end === mention.start) || (next?.kind === 'unread' && next.start === mention.end))
)

/** 三、下周打算 on a line of its own, 下步安排：: all that follows is no report. */
const isPlanHeading = ({ mentions }: Bare, next: Bare | undefined, line: number): boolean => (
  mentions.some(mention => mention.kind === 'talk' && mention.talk === 'plan') && !mentions.some(({ kind }) => kind === 'number' || kind === 'fraction' || kind === 'status' || kind === 'indicator') && (next === undefined || next.line > line)
)

/** What the words of a clause make of it, alone. */
function talkIn(clause: Bare, today: string): TalkMention[] {
  const asking = asks(clause)
  const days = clause.mentions.flatMap((mention): TalkMention[] => {
    const what = talkOfDay(mention, today), { start, end, text, how } = mention
    return what === null ? [] : [{ kind: 'talk', talk: what, reach: what === 'plan' ? 'onward' : 'clause', start, end, text, how }]
  })
  const words = [...clause.mentions.filter((mention, i): mention is TalkMention => mention.kind === 'talk' && !isSaidOfFigure(mention, clause) && !isInWord(mention, clause.mentions[i - 1], clause.mentions[i + 1])), ...days, ...(asking ? [{ ...asking, kind: 'talk', talk: 'question', reach: 'sentence' } as const] : [])]
  return arrives(clause) ? words.filter(({ talk }) => talk !== 'past' && talk !== 'change') : words
}

/** 目前综窗45%: what is so now is no part of the plan or demand before it. */
const isNow = ({ mentions }: Bare): boolean => mentions.some(({ kind, text }) => (kind === 'filler' && /^(?:目前|现在|现|当前|截至目前|截止目前)$/u.test(text)) || kind === 'day')
const endsWithNow = (talk: Talk): boolean => talk === 'plan' || talk === 'demand'

/** The clauses of a message in order; `tagged`: it bears a tag. */
export function readClauses(mentions: readonly Mention[], today: string, tagged: boolean): Clause[] {
  const bare = partClauses(mentions)
  const words = bare.map((clause, i) => talkIn(clause, today).map((word): TalkMention => (isPlanHeading(clause, bare[i + 1], clause.line) && bare[i - 1]?.line !== clause.line ? { ...word, reach: 'rest' } : word)))
  return bare.map((clause, i) => {
    const since = bare.findLastIndex((one, k) => k <= i && one.sentence === clause.sentence && isNow(one))
    const reaches = (k: number, { reach, talk }: TalkMention): boolean => {
      if (k === i) return true
      const same = bare[k]?.sentence === clause.sentence
      // A tag says that it is meant: a sample then reaches no further than a demand.
      return reach === 'message' ? !tagged || (same && k < i) : reach === 'rest' ? k < i : reach === 'sentence' ? same : reach === 'onward' && same && k < i && !bare[k]?.aside && !(endsWithNow(talk) && since > k)
    }
    return { ...clause, talk: words.flatMap((own, k) => own.filter(word => reaches(k, word)))[0]?.talk ?? null }
  })
}
