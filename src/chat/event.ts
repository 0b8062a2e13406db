// What happens in a chat and what the bot sends: the one union that transcripts, the terminal, the trial room and Wechaty all speak.

export type Role = 'admin' | 'reporter' | 'viewer'
export type Member = { readonly name: string; readonly role: Role }

/** A chat without a room is a private one. */
export type Event =
  | { readonly type: 'room'; readonly room: string; readonly members: readonly Member[] }
  | {
    readonly type: 'message'
    readonly at: Date
    readonly id: string | null
    readonly room: string | null
    readonly from: string
    readonly text: string
    readonly mention: boolean
    /** 群接龙 sent as an app message. */
    readonly note: boolean
    readonly quote: { readonly from: string; readonly text: string } | null
    /** @所有人, 群公告: to everyone, never to the bot. */
    readonly broadcast: boolean
  }
  | { readonly type: 'recall'; readonly at: Date; readonly room: string | null; readonly from: string; readonly id: string }
  | { readonly type: 'file'; readonly at: Date; readonly room: string | null; readonly from: string; readonly path: string }

export type MessageEvent = Extract<Event, { type: 'message' }>

/** One message to a room or, in private, to a person. */
export type Outgoing = {
  readonly to: { readonly room: string } | { readonly person: string }
  readonly text: string
  readonly mentions: readonly string[]
  readonly file?: { readonly name: string; readonly path: string }
}
