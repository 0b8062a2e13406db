// What a console is over: one database with its bot and its clock. The live one and the trial room's are two worlds with a console each.

import type { Bot } from '../bot.ts'
import type { Health } from '../chat/health.ts'
import type { Library } from '../library.ts'
import { log } from '../store/audit.ts'
import type { Who } from './access.ts'

/** A setting with the value in force, its default and what it means. */
export type ShownSetting = { readonly name: string; readonly value: string; readonly default: string; readonly meaning: string }

export type World = {
  readonly name: 'live' | 'trial'
  readonly library: Library
  readonly bot: Bot
  readonly now: () => Date
  /** What can be set from outside, as it stands in this process. */
  readonly settings: readonly ShownSetting[]
  /** How the connection is; null where there is no bot account and letters are carried over by hand. */
  readonly health: () => Health | null
  /** Does what is due, and sends what waits. */
  readonly beat: () => void
}

/** What was done to what, for the log. */
export type Deed = { readonly action: string; readonly subject: string; readonly detail?: string }

/** Writes a deed into the log; to be called in the transaction of the deed. */
export const note = ({ library, now }: World, who: Who, { action, subject, detail = '' }: Deed): void => log(library.store, { at: now().toISOString(), who: who.name, action, subject, detail: detail.slice(0, 500) })

/** Changes something and writes down who did, both or neither. */
export const act = <Result>(world: World, who: Who, deed: Deed, write: () => Result): Result => world.library.store.transaction(() => {
  const result = write()
  note(world, who, deed)
  return result
}).immediate()

/** Says a command to the bot as an admin; gives what it answers. `room`: where it holds. */
export async function order(world: World, who: Who, text: string, room: string | null, deed: Deed): Promise<string> {
  const said = await world.bot.order({ text, room, by: who.name, at: world.now(), also: () => note(world, who, deed) })
  world.beat()
  return said ?? '没有看懂这条指令，什么也没改。'
}
