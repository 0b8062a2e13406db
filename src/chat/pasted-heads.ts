// What may be a head in a pasted chat, a line where somebody begins to speak: the shapes that messengers and exports write. Which of them are heads,
// the whole paste decides (pasted-settle.ts).

import type { Names, Trust } from './pasted-names.ts'
import { momentPattern, readStamp, type Stamp } from './pasted-stamps.ts'

/** `name`: as the room writes it, `written`: as the paste does. */
export type Head = { readonly index: number; readonly lines: 1 | 2; readonly name: string; readonly written: string; readonly stamp: Stamp | null; readonly text: string }

/** `open`: nothing stands right before it. `style`: what the heads of one paste have in common. `bare`: it says a figure alone. */
export type Candidate = Head & { readonly shape: Shape; readonly style: string; readonly trust: Trust; readonly open: boolean; readonly bare: boolean }

export type Shape = { readonly kind: string; readonly inline: boolean; readonly timed: boolean; readonly pattern: RegExp; readonly example: string }

const name = '(?<name>[^:：](?:[^:：]{0,58}[^:：\\s])??)', when = `(?<when>${momentPattern})`
/** 乐山-张三11:00-20:00 is a name where the time stands apart from it. */
const loose = '(?<name>\\S.{0,59}?)'
const shape = (kind: string, pattern: string, example: string): Shape => (
  { kind, inline: pattern.includes('(?<text>'), timed: pattern.includes(when), pattern: new RegExp(`^${pattern}$`, 'iu'), example }
)

export const shapes: readonly Shape[] = [
  shape('[time] name: text', `[[(（【]${when}[\\])）】] ?${name} ?(?<colon>[:：]) ?(?<text>.*)`, '[2021-08-25 10:03:12] 张三: 收到'),
  shape('[time] name', `[[(（【]${when}[\\])）】] ?${name}`, '[2021-08-25 10:03:12] 张三'),
  shape('time name: text', `${when}(?<gap>[ \\t]+)${name} ?(?<colon>[:：]) ?(?<text>.*)`, '10:03 张三：收到'),
  shape('time name', `${when}(?<gap>[ \\t]+)${name}`, '2021-08-25 10:03:12 乐山-张三'),
  shape('[name time]: text', `\\[${name} ${when}\\] ?(?<colon>[:：]) ?(?<text>.*)`, '[张三 10:03]: 收到'),
  shape('name time: text', `${loose}(?<gap> +| *[[(（【])${when}[\\])）】]? ?(?<colon>[:：]) ?(?<text>\\S.*)`, '张三 2021-08-25 10:03:12: 收到'),
  shape('name time', `${loose}(?<gap>[ \\t]+|,? *[[(（【])${when}[\\])）】]?(?<colon>[:：]?)`, '乐山-张三 2021/8/25 10:03'),
  shape('name:', `(?:[<>] )?${name} ?(?<colon>[:：])`, '乐山-张三:'),
  shape('name: text', `${name} ?(?<colon>[:：])(?<gap> ?)(?<text>(?!//)\\S.*)`, '张三: 收到'),
]
const plainShapes = shapes.filter(one => !one.timed)
/** 乐山-张三 ⏎ 2021年8月25日 10:03 */
const above: Shape = { kind: 'name, time below', inline: false, timed: true, pattern: /^$/u, example: '乐山-张三' }

/** As much of a line as a head may take. */
const headLength = 160
const bareFigure = /^[\d\s.,，%％约共个家枚件项]+$/u

/** All that may be a head, by its line. */
export function candidatesIn(lines: readonly string[], names: Names, isOpen: (index: number) => boolean): Candidate[] {
  return lines.flatMap((line, index): Candidate[] => {
    if (line === '') return []
    const start = line.slice(0, headLength), rest = line.slice(headLength), timed = /\d[:：]\d\d/u.test(start), next = lines[index + 1] ?? ''
    const found = (one: Shape, who: string, stamp: Stamp | null, text: string, look: string, count: 1 | 2 = 1): Candidate[] => {
      const { name, written, trust } = names(who)
      if (trust === 0) return []
      const style = `${one.kind}|${look}|${stamp?.day ? 'day' : ''}${stamp?.exact === true ? ' exact' : ''}`
      return [{ index, lines: count, name, written, stamp, text, shape: one, style, trust, open: isOpen(index), bare: bareFigure.test(text) }]
    }
    const below = start.length <= 60 && rest === '' && /\d[:：]\d\d$|[午晚MmＭ]$/u.test(next) ? readStamp(next) : null
    const high = below !== null && below.second !== null && readStamp(start) === null ? found(above, start, below, '', '', 2) : []
    if (!/[:：]/u.test(start)) return high
    return [...high, ...(timed ? shapes : plainShapes).flatMap((one): Candidate[] => {
      const said = one.pattern.exec(start)?.groups
      if (said === undefined || (rest !== '' && !one.inline)) return []
      const { name: named = '', when: at, text = '', colon = '', gap = '' } = said, stamp = at === undefined ? null : readStamp(at)
      if (at !== undefined && stamp === null) return []
      return found(one, named.trim(), stamp, text + rest, `${colon}${gap.length > 1 ? '  ' : gap}`)
    })]
  })
}
