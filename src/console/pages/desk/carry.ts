// Letters that a person carries over: what each says now, as it is copied, and how it ends. What is ticked is what was shown: a text that changed
// meanwhile is shown anew. A letter is ticked once, whoever ticks.

import { createHash } from 'node:crypto'
import { withMentions } from '../../../chat/deliver.ts'
import type { Outgoing } from '../../../chat/event.ts'
import { take } from '../../../chat/outbox.ts'
import { claim, findLetter, lettersByHand, settle, type Queued, type State } from '../../../store/outbox.ts'
import type { Who } from '../../access.ts'
import { note, type World } from '../../world.ts'

/** `text`: as it is copied; `mark` tells it from another text. */
export type Carried = { readonly letter: Queued } & ({ readonly kind: 'now'; readonly text: string; readonly mark: string } | { readonly kind: 'later'; readonly until: string })

/** So many are shown at once. */
const mostShown = 40

/** As it is pasted into a group: a plain space after each name, where messengers put one of their own. */
export const asCopied = ({ text, mentions }: Pick<Outgoing, 'text' | 'mentions'>): string => `${withMentions(text, mentions).replaceAll('\u2005', ' ')}${mentions.length > 1 ? ' ' : ''}`

const markOf = (letter: Outgoing): string => createHash('sha256').update(JSON.stringify([asCopied(letter), letter.file?.path ?? null])).digest('hex').slice(0, 20)

/** All that waits for a person: without a bot account all that waits. */
const waitingByHand = ({ library, now, health }: World): Queued[] => lettersByHand(library.store, now().toISOString(), health() === null)

/** The letters to carry over, the oldest first; what says nothing any more is left out. `more`: there are more than are given. */
export function lettersToCarry(world: World): { readonly letters: readonly Carried[]; readonly more: boolean } {
  const now = world.now(), letters: Carried[] = []
  for (const letter of waitingByHand(world)) {
    const prepared = world.bot.prepare(letter, now)
    if (prepared.kind === 'superseded') continue
    if (letters.length === mostShown) return { letters, more: true }
    letters.push(prepared.kind === 'later' ? { letter, kind: 'later', until: prepared.until }
      : { letter: { ...letter, ...prepared.letter }, kind: 'now', text: asCopied(prepared.letter), mark: markOf(prepared.letter) })
  }
  return { letters, more: false }
}

/** 群“三化工作群”, 私聊 乐山-张三 */
export const sayTo = ({ to }: Pick<Outgoing, 'to'>): string => ('room' in to ? `群“${to.room}”` : `私聊 ${to.person}`)

const ended: Partial<Readonly<Record<State, string>>> = { sent: '已经标为已发', superseded: '已经不用发了', claimed: '正由助手发出' }

/** Why a letter that is not among the waiting ones is not. */
const sayGone = ({ library: { store } }: World, id: number): string => {
  const found = findLetter(store, id)
  return found === null ? '没有这一条。' : `这一条${ended[found.state] ?? '现在不由人工发'}，没有再改。`
}

const deedOf = (action: string, letter: Queued, text: string) => ({ action, subject: `待发 ${letter.id}`, detail: `${sayTo(letter)}：${text.replace(/\s+/gu, ' ').slice(0, 120)}` })

/** What came of it; `changed`: the letter says something else than was shown, and waits on. */
export type Ended = { readonly said: string; readonly changed?: true }

/** The letter was carried over as it was shown. */
export const tick = (world: World, who: Who, id: number, shown: string): Ended => world.library.store.transaction((): Ended => {
  const { library: { store }, bot, now } = world, at = now(), row = waitingByHand(world).find(letter => letter.id === id)
  if (!row) return { said: sayGone(world, id) }
  const prepared = bot.prepare(row, at)
  if (prepared.kind === 'later') return { said: '这一条现在不能发，没有标为已发。' }
  if (prepared.kind === 'letter' && markOf(prepared.letter) !== shown) return { said: '这一条在你打开页面以后变了，没有标为已发。请看新的内容，重新复制发出后再点“已发”。', changed: true }
  const taken = take(row, { store, prepare: bot.prepare }, at)
  if (taken === null) return { said: '这一条已经不用发了（要提醒的都报了，或事项改了）。' }
  settle(store, id, 'sent', at.toISOString())
  note(world, who, deedOf('标为已发', taken, taken.text))
  return { said: `已发：${sayTo(taken)}的这一条，已记下。` }
}).immediate()

/** The letter is not to be carried over. */
export const drop = (world: World, who: Who, id: number): Ended => world.library.store.transaction((): Ended => {
  const { library: { store }, bot, now } = world, at = now(), row = waitingByHand(world).find(letter => letter.id === id)
  if (!row || !claim(store, id)) return { said: sayGone(world, id) }
  const prepared = bot.prepare(row, at)
  settle(store, id, 'superseded', at.toISOString(), 'not carried over')
  note(world, who, deedOf('不发', row, prepared.kind === 'letter' ? prepared.letter.text : row.text))
  return { said: `不发：${sayTo(row)}的这一条，已撤下。` }
}).immediate()

/** Ends what says nothing any more, so that it does not wait for ever where no door looks at it. */
export function sweep(world: World): void {
  const { library: { store }, bot, now } = world, at = now()
  store.transaction(() => {
    for (const letter of waitingByHand(world)) if (bot.prepare(letter, at).kind === 'superseded' && claim(store, letter.id)) settle(store, letter.id, 'superseded', at.toISOString())
  }).immediate()
}
