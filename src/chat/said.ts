// What a message from a messenger says, once its transport is taken off: the quote, the mention of the bot, a call to everybody.

export type Said = { readonly text: string; readonly mention: boolean; readonly quote: { readonly from: string; readonly text: string } | null; readonly broadcast: boolean }

export type Spoken = {
  readonly text: string
  /** All names by which the bot is called in this room: its own, its alias there, the one set by the operator. */
  readonly ownNames: readonly string[]
  /** The other members' names: 三化助手小李 is somebody else. */
  readonly otherNames: readonly string[]
  /** Does the puppet say that the bot was mentioned? One voice among others: several puppets never say so, some say so of every announcement. */
  readonly toldMention: boolean
  /** Does the puppet say that it goes to everybody? */
  readonly toldBroadcast: boolean
  /** Does the puppet name all members as mentioned? Some do so of a group notice; where the text itself calls the bot it is none. */
  readonly toldAll: boolean
}

/** 「乐山-张三：综窗多少」, a line of dashes, then what is said of it. WeChat's own rendering; a quote inside a quote ends at the last dash line. */
const quoted = /^「([^：「」\n]{1,60})：([\s\S]*)」\n(?:- ?){5,}\n([\s\S]*)$/u

/** @所有人, as WeChat writes it in the clients' languages, and the head of a group notice. */
const toEverybody = /^(?:群公告|\[群公告\]|【群公告】)|@(?:所有人|全体成员|all)(?=[\s\u2005\u00a0，,。：:]|$)/iu

/** What may stand before an @ that calls somebody: not the end of an e-mail address. */
const inAddress = /[\w.+-]$/u

/** One kind of space in place of the several that stand after a mention. */
const plainSpaces = (text: string): string => text.replace(/[\u2005\u00a0\u2006\u3000]/gu, ' ')

/**
 * Who is called in a text, each with [start, end) of the call and the space after it. The longest name wins: @三化助手小李 does not call 三化助手.
 *
 * mentionsIn('@乐山-张三 收到', ['乐山-张三']) → [{ name: '乐山-张三', start: 0, end: 7 }]
 */
export function mentionsIn(text: string, names: readonly string[]): { readonly name: string; readonly start: number; readonly end: number }[] {
  if (!/[@＠]/u.test(text)) return []
  const plain = plainSpaces(text).toLowerCase(), byLength = names.filter(name => name.trim() !== '').toSorted((a, b) => b.length - a.length)
  return [...plain.matchAll(/[@＠]/gu)].flatMap(({ index }) => {
    const rest = plain.slice(index + 1), name = byLength.find(one => rest.startsWith(plainSpaces(one).toLowerCase()))
    if (name === undefined || inAddress.test(plain.slice(0, index))) return []
    const after = rest.slice(name.length)
    // A name of Latin letters must end there: @bot is not @bottom.
    if (/\w$/u.test(name) && /^\w/u.test(after)) return []
    return [{ name, start: index, end: index + 1 + name.length + (after.startsWith(' ') ? 1 : 0) }]
  })
}

/** A text without the quote before it, and the quote: 「张三：综窗多少」⏎- - - - - -⏎那非试点呢 → 那非试点呢 */
export function splitQuote(text: string): { readonly text: string; readonly quote: Said['quote'] } {
  const [, from, what, reply] = quoted.exec(text) ?? []
  return from === undefined || what === undefined || reply === undefined ? { text, quote: null } : { text: reply, quote: { from, text: what } }
}

/**
 * Reads a message as it came: `text` is what is said without the quote and without calling the bot.
 *
 * 「张三：…」⏎- - - - - -⏎@三化助手 那非试点呢 → { text: '那非试点呢', mention: true, quote: { from: '张三', … } }
 */
export function readSaid({ text: raw, ownNames, otherNames, toldMention, toldBroadcast, toldAll }: Spoken): Said {
  const { text: own, quote } = splitQuote(plainSpaces(raw.replace(/\r\n?/gu, '\n'))), calls = mentionsIn(own, [...ownNames, ...otherNames]).filter(({ name }) => ownNames.includes(name))
  const broadcast = toldBroadcast || (toldAll && calls.length === 0) || toEverybody.test(own)
  // A puppet that finds mentions by the text finds those in the quoted words too.
  const told = toldMention && (quote === null || own.includes('@'))
  let rest = own
  for (const { start, end } of calls.toReversed()) rest = rest.slice(0, start) + rest.slice(end)
  return { text: rest.trim(), mention: !broadcast && (calls.length > 0 || told), quote, broadcast }
}

/** Splits a long text at its lines (a longer line at its signs, else anywhere) into parts of at most `most` characters. */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const head = rest.slice(0, most), line = head.lastIndexOf('\n'), sign = Math.max(...[...'。；，、'].map(one => head.lastIndexOf(one))) + 1
    const surrogate = /[\ud800-\udbff]$/u.test(head) ? 1 : 0
    const cut = line > 0 ? line : sign > 0 ? sign : most - surrogate
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut).replace(/^\n/u, '')
  }
  return [...parts, rest]
}

/** The text of a room message as the web protocol sent it; wechat4u cuts it at the first line that ends with an ASCII colon. */
export function textOfWebMessage(original: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
  return original.replace(/^[^:<\s]+:<br\/>/u, '').replace(/<br\s*\/?>/gu, '\n').replace(/&(lt|gt|amp|quot|apos|nbsp|#39);/gu, (_, name: string) => entities[name] ?? "'")
}
