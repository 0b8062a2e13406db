// One thing after the other in each chat, different chats side by side.

export type Lines = {
  /** Does `work` when what stands before it in this chat is done; never rejects. */
  readonly next: (chat: string, work: () => Promise<void>) => Promise<void>
  /** Resolves when all that stands in line now is done. */
  readonly empty: () => Promise<void>
}

/** `onError` is told what a piece of work threw; the next one goes on. */
export function createLines(onError: (error: unknown) => void): Lines {
  const last = new Map<string, Promise<void>>()
  return {
    next: (chat, work) => {
      const mine = (last.get(chat) ?? Promise.resolve()).then(work).catch(onError)
      last.set(chat, mine)
      void mine.then(() => last.get(chat) === mine && last.delete(chat))
      return mine
    },
    empty: async () => void await Promise.all(last.values()),
  }
}
