// Reads who says to have handed in what: 乐山市已报送申报名单, #报送 乐山 申报名单, 我们的名单交了. What is planned, denied, asked, demanded, heard of or told of
// somebody else is none, and so is a clause with words that are not known.

import { buildLexicon, cover, type Lexicon } from '../language/lexicon.ts'
import { soundsOf } from '../language/sound.ts'
import { readDays } from '../language/day.ts'
import { regionEntries } from '../question/mentions/name.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { bareCounties } from '../update/lexicon.ts'
import type { Mention } from '../update/mention.ts'
import { readHomes } from '../update/mentions.ts'
import { homeOf, resolvePlace, type Place, type PlaceMention, type Sender } from '../update/places.ts'
import { readTowns } from '../update/towns.ts'
import { readTitles, type Titled, type TitleMention } from './title.ts'
import { words, type Word } from './words.ts'

/** `titles`: the deadlines that the words fit; none where nothing was named. */
export type Submission = { readonly ids: readonly number[]; readonly named: boolean; readonly places: readonly Place[]; /** Does the message say nothing else? */ readonly alone: boolean; readonly start: number; readonly end: number }

export type Told = { readonly text: string; readonly sender: Sender; readonly today: string; /** #报送, or a mention that opens with 报送. */ readonly tagged: boolean }

type Spot = { readonly start: number; readonly end: number; readonly text: string; readonly how: 'exact' | 'sound' | 'slip' }
type Read =
  | (Word & Spot)
  | ({ readonly kind: 'place'; readonly place: PlaceMention } & Spot)
  | ({ readonly kind: 'title'; readonly title: TitleMention } & Spot)
  | ({ readonly kind: 'mark'; readonly sign: string } & Spot)
  | ({ readonly kind: 'join' } & Spot)
  | ({ readonly kind: 'unread' } & Spot)

type Said = Word | { readonly kind: 'join' } | { readonly kind: 'mark'; readonly sign: string }
const built = new WeakMap<Dictionary, { readonly words: Lexicon<Said>; readonly places: Lexicon<unknown> }>()

function lexiconsOf(dictionary: Dictionary): { readonly words: Lexicon<Said>; readonly places: Lexicon<unknown> } {
  const known = built.get(dictionary)
  if (known) return known
  const sounds = () => soundsOf(dictionary)
  const marks = [',', '。', ';', ':', '!', '?', '\n', ' ', '(', ')', '/', '-', '+', '~'].map(form => ({ form, value: { kind: 'mark' as const, sign: form }, guessable: false }))
  const joins = ['、', '和', '与', '及', '以及', '跟'].map(form => ({ form, value: { kind: 'join' as const }, guessable: false }))
  const made = { words: buildLexicon<Said>([...words, ...joins, ...marks], sounds), places: buildLexicon<unknown>([...regionEntries(dictionary), ...bareCounties(dictionary)], sounds) }
  built.set(dictionary, made)
  return made
}

const costOf = ({ start, end, kind }: Read): number => {
  const length = end - start, base = kind === 'title' ? 0.6 : kind === 'place' ? 0.8 : kind === 'filler' ? 1.1 : kind === 'not' ? 0.9 : 1
  return base + (length > 1 ? 0 : 0.3) - length * 0.01
}

/** 10:12, 3份, 28个, 10月8日: what counts or dates a hand-in. */
const byRule = /(?:按照|依照|根据|依据|对照|结合|按)[^,。;:!?\n\d]{0,14}?(?:要求|通知|意见|反馈|部署|安排|精神|建议|口径)(?:进行)?(?:修改|完善|补充|调整|整改)?(?:后)?/gu
/** 王主任,请查收; 报告王主任 */
const addressed = /(?<=^|[,。;!\s]|请|麻烦|报告|汇报)[\u4e00-\u9fff]?(?:主任|处长|科长|局长|老师)(?:您?好)?/gu
const counted = /\d+(?::\d+|[份个家页张条项名人点件]|%)?|[一二两三四五六七八九十]+[份个家页张条项件]/gu

function readAll(text: string, deadlines: readonly Titled[], today: string, dictionary: Dictionary): Read[] {
  const { words: own, places } = lexiconsOf(dictionary)
  const spot = (start: number, end: number): Spot => ({ start, end, text: text.slice(start, end), how: 'exact' })
  const regions = places.findExact(text).map(found => ({ ...(found.value as object), ...spot(found.start, found.end) }) as Mention)
  const named = [...regions, ...readHomes(text), ...readTowns(text, regions)]
  const mentions: Read[] = [
    ...own.findExact(text).map(({ start, end, value }) => ({ ...value, ...spot(start, end) }) as Read),
    ...named.map((place): Read => ({ kind: 'place', place: place as PlaceMention, ...spot(place.start, place.end) })),
    ...readTitles(text, deadlines, () => soundsOf(dictionary)).map((title): Read => ({ kind: 'title', title, ...spot(title.start, title.end) })),
    ...readDays(text, today, 'past').filter(({ date }) => date <= today).map(({ start, end }): Read => ({ kind: 'filler', ...spot(start, end) })),
    ...[...text.matchAll(counted), ...text.matchAll(byRule), ...text.matchAll(addressed)].map(({ 0: phrase, index }): Read => ({ kind: 'filler', ...spot(index, index + phrase.length) })),
  ]
  return cover(text.length, mentions, costOf).map(piece => ('unread' in piece ? { kind: 'unread', ...spot(piece.start, piece.end) } : piece))
}

type Clause = { readonly reads: readonly Read[]; readonly sentence: number; readonly start: number; readonly end: number }

function partClauses(reads: readonly Read[]): Clause[] {
  const clauses: Clause[] = []
  let current: Read[] = [], sentence = 0
  const close = (): void => {
    const [first] = current, last = current.at(-1)
    if (first && last) clauses.push({ reads: current, sentence, start: first.start, end: last.end })
    current = []
  }
  for (const read of reads) {
    if (read.kind !== 'mark' || ' /-+~:'.includes(read.sign)) {
      current.push(read)
      continue
    }
    // A question mark belongs to its clause.
    if (read.sign === '?') current.push({ ...read, kind: 'not', far: true })
    close()
    if ('。!?;\n'.includes(read.sign)) sentence += 1
  }
  close()
  return clauses
}

const isDone = ({ reads }: Clause, tagged: boolean): boolean => {
  const verb = reads.findIndex(({ kind }) => kind === 'verb')
  return reads.some(({ kind }) => kind === 'done') || (verb >= 0 && (tagged || reads.some(({ kind, text }) => kind === 'already' && !/^[好完才]$/u.test(text))))
}

/** Something that was not understood may be what makes it no hand-in. */
const isClear = ({ reads }: Clause): boolean => !reads.some(({ kind }) => kind === 'unread')

const titlesOf = (reads: readonly Read[]): TitleMention[] => reads.flatMap(read => (read.kind === 'title' ? [read.title] : []))

/** The places that stand in a clause: parts side by side are one (遂宁船山区), those that are joined are several. */
function placesOf(reads: readonly Read[], sender: Sender, dictionary: Dictionary): Place[] {
  const groups: PlaceMention[][] = []
  let last: Read | null = null
  for (const read of reads) {
    if (read.kind === 'place') {
      const group = groups.at(-1)
      if (group && last?.kind === 'place' && !(read.place.kind === 'region' && group.some(({ kind }) => kind === 'region'))) group.push(read.place)
      else groups.push([read.place])
    }
    last = read
  }
  const city = sender.city
  return groups.map(group => resolvePlace(group, sender, city, dictionary))
}

/** 己报送, 以上报 for 已: one keystroke away. */
const mendSlips = (text: string): string => text.replace(/[己巳](?=[报上提交发送填寄传呈全完])|以(?=报送|上报|提交|报了|报省)/gu, '已')

/** Which of the words that a clause stands beside carry a title or a place over to it: those of its sentence, and a heading before it. */
function before(clauses: readonly Clause[], at: number): readonly Read[] {
  const clause = clauses[at]
  const near = clauses.slice(0, at).filter(({ sentence }) => clause !== undefined && clause.sentence - sentence <= 1)
  return near.flatMap(({ reads }) => (reads.some(({ kind }) => kind === 'not') ? [] : reads))
}

const saidIn = (clause: Clause | undefined): string => clause?.reads.map(({ text }) => text).join('').trim() ?? ''

/** 申报名单已报的,请忽略 speaks to those who have. */
const tellsWhoHas = (clause: Clause, next: Clause | undefined): boolean => saidIn(clause).endsWith('的') && /^(?:请|就|不用|可以|麻烦|别|莫|统一|无需|不必)/u.test(saidIn(next))

/**
 * What a message says was handed in, by clause.
 *
 * 乐山-张三: 申报名单，我们已经报了 → [{ ids: [1], places: [乐山市] }]
 */
export function readSubmissions({ text, sender, today, tagged }: Told, deadlines: readonly Titled[], dictionary: Dictionary): Submission[] {
  const clauses = partClauses(readAll(mendSlips(text), deadlines, today, dictionary))
  return clauses.flatMap((clause, i): Submission[] => {
    const isDenied = tellsWhoHas(clause, clauses[i + 1]) || clause.reads.some(({ kind }) => kind === 'not') || clauses.some(({ sentence, reads }) => sentence === clause.sentence && reads.some(read => read.kind === 'not' && read.far))
    const own = titlesOf(clause.reads), above = before(clauses, i), titles = own.length > 0 ? own : titlesOf(above).slice(-1)
    const hasVerb = isDone(clause, tagged) || (tagged && i === clauses.length - 1 && clause.reads.some(({ kind }) => kind === 'title' || kind === 'place'))
    if (!hasVerb || isDenied || !isClear(clause)) return []
    const said = placesOf(clause.reads, sender, dictionary), placesAbove = said.length > 0 ? [] : placesOf(above, sender, dictionary)
    const places = said.length > 0 ? said : placesAbove.length > 0 ? placesAbove : [homeOf(sender)]
    const alone = clauses.every(other => other === clause || other.reads.every(({ kind }) => kind === 'filler' || kind === 'mark' || kind === 'place'))
    const base = { places, alone, start: clause.start, end: clause.end }
    return titles.length === 0 ? [{ ...base, ids: [], named: false }] : titles.map(({ ids }) => ({ ...base, ids, named: true }))
  })
}
