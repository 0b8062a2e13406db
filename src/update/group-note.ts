// 群接龙: a list that each post repeats, with one line more. Title, an 例 that is none, numbered lines that may go on below. Pure; what is new
// is told by what is stored.

import { isFullName } from '../language/person.ts'

export type NoteLine = { readonly name: string; readonly content: string }
export type GroupNote = { readonly title: string; readonly lines: readonly NoteLine[] }

const header = /#\s?(?:接龙|group\s?note|solitaire)/iu
const numbered = /^\s*(\d{1,3})\s?[.、．]\s*(\S.*)$/u
const sample = /^\s*(?:例|示例|样例|格式|范例)(?:[:：\s]|$|如)/u

/** The numbered line's writer and what they wrote: by the names of the room, else by the first blank or colon. */
function splitName(line: string, names: readonly string[]): NoteLine {
  const known = names.filter(name => line.startsWith(name)).toSorted((a, b) => b.length - a.length)[0]
  if (known !== undefined) return { name: known, content: line.slice(known.length).replace(/^(?:[\s:：,，—]|-(?!\d))+/u, '') }
  const [first = '', second = '', ...rest] = line.split(/\s+/u)
  // 南充市政务局 李四 38%
  if (second !== '' && isFullName(second) && !/\d/u.test(first)) return { name: `${first} ${second}`, content: rest.join(' ') }
  const parts = /^([^\d:：\s]{1,20}?)[:：\s]+(.*)$/su.exec(line) ?? /^([^\d%]{2,14}?)(?=\d|百分|已|未|还没|正在)(.*)$/su.exec(line)
  return parts ? { name: parts[1] ?? '', content: parts[2] ?? '' } : { name: line, content: '' }
}

/**
 * Reads a list; `isNote`: the messenger says it is one. Null where it is none.
 *
 * #接龙⏎综窗完成率⏎1. 遂宁-蒋丽 43% → { title: '综窗完成率', lines: [{ name: '遂宁-蒋丽', content: '43%' }] }
 */
export function readGroupNote(text: string, isNote: boolean, names: readonly string[]): GroupNote | null {
  const plain = text.replace(/\r\n?/gu, '\n').replace(/[\u2005\u00a0]/gu, ' '), at = header.exec(plain)
  if (!at && !isNote) return null
  const before = at ? plain.slice(0, at.index) : '', body = at ? plain.slice(at.index + at[0].length) : plain
  const title: string[] = [before.trim()], lines: string[] = []
  let last = 0, inSample = false
  for (const line of body.split('\n')) {
    const [, number, rest = ''] = numbered.exec(line) ?? []
    if (number !== undefined && Number(number) > last && Number(number) <= last + 20) {
      last = Number(number)
      inSample = false
      lines.push(rest.trim())
    } else if (sample.test(line)) inSample = true
    else if (line.trim() === '') inSample = false
    else if (inSample) continue
    else if (last === 0) title.push(line.trim())
    else lines[lines.length - 1] = `${lines.at(-1) ?? ''}\n${line.trim()}`
  }
  const written = lines.filter(line => !sample.test(line)).map(line => splitName(line, names))
  return { title: title.filter(part => part !== '').join('\n'), lines: written }
}
