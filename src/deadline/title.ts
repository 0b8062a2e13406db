// Which deadline a text names: by its title, or by the end of it (名单, 示范中心名单). What stands before such an end and is not of the title names something else (设备清单 is no 三张清单).

import { soundClass, type Sounds } from '../language/sound.ts'

export type Titled = { readonly id: number; readonly title: string; readonly says: string; readonly forms: readonly string[] }

/** Where a text names deadlines. `ids`: several where the words fit several. `whole`: by a full name. */
export type TitleMention = { readonly start: number; readonly end: number; readonly ids: readonly number[]; readonly whole: boolean }

/** As normalise leaves them: without quotes and marks. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/["'“”‘’《》〈〉「」『』【】〔〕()\s]/gu, '')
/** 报|名单 is handing in a 名单, not the end of 申报名单. */
const verbs = /^[报送交填上发传]/u
/** The end of a name by which it may be called. */
const tailLength = 2
/** An end that any paper may have says little by itself. */
const shortest = 2

const digits: Readonly<Record<string, string>> = { 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
/** 3张清单 is 三张清单. */
const figures = (text: string): string => text.replace(/[一二两三四五六七八九](?=[张个项份类本套册年月季])/gu, digit => digits[digit] ?? digit)

const namesOf = ({ title, says, forms }: Titled): string[] => [...new Set([title, says, ...forms].flatMap(name => [figures(plain(name)), plain(name)]))].filter(name => name.length >= shortest)

/** How many characters before `end` are characters of the name in their order, with its last ones; 的 and blanks may stand between. */
function reachBack(text: string, end: number, name: string): number {
  let at = end, left = name.length
  while (at > 0 && left > 0) {
    const character = text[at - 1] ?? ''
    if (character === '的' || character === ' ') {
      at -= 1
      continue
    }
    const found = name.lastIndexOf(character, left - 1)
    if (found < 0 || (left === name.length && found !== name.length - 1)) break
    if (left > name.length - tailLength && found !== left - 1) break
    left = found
    at -= 1
  }
  while (at < end && /[的 ]/u.test(text[at] ?? '')) at += 1
  return at
}

function findIn(text: string, name: string): { readonly start: number; readonly end: number; readonly whole: boolean }[] {
  const tail = name.slice(-tailLength), found = []
  for (let index = text.indexOf(tail); index >= 0; index = text.indexOf(tail, index + 1)) {
    const end = index + tail.length
    let start = reachBack(text, end, name)
    while (end - start > tail.length && verbs.test(text.slice(start, end)) && text[start] !== name[0]) start += 1
    while (start < end && /[的 ]/u.test(text[start] ?? '')) start += 1
    if (end - start >= shortest) found.push({ start, end, whole: text.slice(start, end).replace(/[的 ]/gu, '') === name })
  }
  return found
}

/** 申报明单, 审报名单: the whole name with one character that sounds the same. */
function findBySound(text: string, name: string, sounds: () => Sounds): { readonly start: number; readonly end: number; readonly whole: boolean }[] {
  if (name.length < 4) return []
  const found = []
  for (let start = 0; start + name.length <= text.length; start += 1) {
    const wrong = [...name].flatMap((character, i) => (text[start + i] === character ? [] : [i]))
    const [at] = wrong
    if (at === undefined || wrong.length > 1) continue
    const classes = (character: string): string[] => (sounds().get(character) ?? []).map(soundClass), own = classes(name[at] ?? '')
    if (classes(text[start + at] ?? '').some(sound => own.includes(sound))) found.push({ start, end: start + name.length, whole: true })
  }
  return found
}

/**
 * Where a normalised text names which of the deadlines, left to right; of names at one place the longest.
 *
 * readTitles('示范中心名单已报', [申报名单]) → 0 to 6
 */
export function readTitles(written: string, deadlines: readonly Titled[], sounds: () => Sounds): TitleMention[] {
  const text = figures(written)
  const all = deadlines.flatMap(deadline => namesOf(deadline).flatMap(name => {
    const exact = findIn(text, name)
    return [...exact, ...(exact.some(({ whole }) => whole) ? [] : findBySound(text, name, sounds))].map(place => ({ ...place, id: deadline.id }))
  }))
  const mentions: TitleMention[] = []
  for (const { start, end, whole } of all.toSorted((a, b) => (b.end - b.start) - (a.end - a.start) || Number(b.whole) - Number(a.whole))) {
    if (mentions.some(other => other.start < end && start < other.end)) continue
    const same = all.filter(other => other.start === start && other.end === end), exact = same.filter(other => other.whole)
    mentions.push({ start, end, whole, ids: [...new Set((exact.length > 0 ? exact : same).map(({ id }) => id))] })
  }
  return mentions.toSorted((a, b) => a.start - b.start)
}

/** The deadline that a text calls by its number: 提醒2, 第2项, 2号提醒; null where it calls none. */
export function readNumber(written: string): number | null {
  // 取消提醒四
  const text = written.replace(/(?<=提醒)[一二三四五六七八九](?![\p{Script=Han}])/u, digit => digits[digit] ?? digit)
  const found = /(?:提醒|截止|事项|任务|编号)(?:事项|任务)?\s?#?(\d{1,6})(?!\d|[月日号天:点个项]|\s?[月日])|(?:第|#)\s?(\d{1,6})\s?(?:项|个|条|号)?(?:提醒|截止|事项|任务)|(?<![\d月.])(\d{1,4})\s?号(?:提醒|截止|事项)/u.exec(text)
  const said = found?.slice(1).find(number => number !== undefined)
  return said === undefined ? null : Number(said)
}
