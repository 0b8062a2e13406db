// The trial room's messenger: one group and a private chat with the bot for each person, in memory. It stands in for WeChat's servers: it knows
// nothing of the bot, and hands on what people write as a messenger would.

import type { Role } from '../event.ts'
import { mentionsIn } from '../said.ts'

export type Person = { readonly name: string; readonly role: Role }

/** A message in the group, or (`person`) in the private chat of a person with the bot. */
export type Post = {
  readonly id: string
  readonly at: Date
  readonly person: string | null
  readonly from: string
  readonly text: string
  readonly mentions: readonly string[]
  readonly note: boolean
  readonly quote: { readonly from: string; readonly text: string } | null
  readonly file: { readonly name: string; readonly content: Uint8Array } | null
  readonly recalled: boolean
}

export type News = { readonly kind: 'post'; readonly post: Post } | { readonly kind: 'recalled'; readonly post: Post } | { readonly kind: 'people' } | { readonly kind: 'clock' }

export type Messenger = ReturnType<typeof createMessenger>

/** Older messages are forgotten: a trial is not an archive. */
const mostPosts = 2000

/** Opens a messenger with one group, whose bot is called `bot`. */
export function createMessenger({ bot, room, people: first, now }: { readonly bot: string; readonly room: string; readonly people: readonly Person[]; readonly now: () => Date }) {
  const people = new Map(first.map(person => [person.name, person]))
  let posts: Post[] = [], count = 0
  const listeners = new Set<(news: News) => void>()
  const tell = (news: News): void => listeners.forEach(listener => listener(news))
  /** Unique also across starts: a message that is handed on again after one keeps its id. */
  const series = now().getTime().toString(36)

  return {
    bot, room, now,
    people: (): Person[] => [...people.values()],
    posts: (): readonly Post[] => posts,
    find: (id: string): Post | undefined => posts.find(post => post.id === id),
    /** Lets somebody in, or gives them another role. */
    join: (person: Person): void => {
      people.set(person.name, person)
      tell({ kind: 'people' })
    },
    /** Whom a text calls. */
    calledIn: (text: string): string[] => [...new Set(mentionsIn(text, [bot, ...people.keys()]).map(({ name }) => name))],
    post: (what: Pick<Post, 'person' | 'from' | 'text'> & Partial<Pick<Post, 'mentions' | 'note' | 'quote' | 'file' | 'at' | 'id'>>): Post => {
      count += 1
      const post: Post = { id: `${series}-${count}`, at: now(), mentions: [], note: false, quote: null, file: null, recalled: false, ...what }
      posts = [...posts.slice(-(mostPosts - 1)), post]
      tell({ kind: 'post', post })
      return post
    },
    /** Takes a message back; false where there is none of this sender's. */
    recall: (id: string, from: string): boolean => {
      const post = posts.find(one => one.id === id && one.from === from && !one.recalled)
      if (!post) return false
      const recalled = { ...post, text: '', file: null, recalled: true }
      posts = posts.map(one => (one.id === id ? recalled : one))
      tell({ kind: 'recalled', post: recalled })
      return true
    },
    clockMoved: (): void => tell({ kind: 'clock' }),
    listen: (listener: (news: News) => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
