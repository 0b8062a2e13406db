// What happens in a chat and what the bot sends: the one union that transcripts, the terminal, the trial room and Wechaty all speak.

export type Role = 'admin' | 'reporter' | 'viewer'

/** `contact`: the id that the door knows the person by, where it has ids. */
export type Member = { readonly name: string; readonly role: Role; readonly contact?: string | null }

/** A chat without a room is a private one. */
export type Event =
  /** The room is the bot's to serve, with these members (transcripts, the trial room). */
  | { readonly type: 'room'; readonly room: string; readonly members: readonly Member[] }
  /** Who is in a room now, with the roles they had unless one is told; serves it no more than before. */
  | { readonly type: 'members'; readonly room: string; readonly members: readonly (Omit<Member, 'role'> & { readonly role?: Role })[] }
  | {
    readonly type: 'message'
    readonly at: Date
    readonly id: string | null
    readonly room: string | null
    /** The sender by the name shown in this room. */
    readonly from: string
    /** The sender by the door's own id, where it has ids: two people may show one name. */
    readonly sender: string | null
    readonly text: string
    readonly mention: boolean
    /** 群接龙 sent as an app message. */
    readonly note: boolean
    /** Who wrote the lines of a 群接龙, in their order, where the messenger tells it. */
    readonly writers?: readonly { readonly contact: string; readonly at: Date }[]
    readonly quote: { readonly from: string; readonly text: string } | null
    /** @所有人, 群公告: to everyone, never to the bot. */
    readonly broadcast: boolean
    /** Written before the bot came online: what it reports counts, what it asks is past. */
    readonly backlog: boolean
  }
  | { readonly type: 'recall'; readonly at: Date; readonly room: string | null; readonly from: string; readonly id: string }
  /** `read` gives the file's content; nothing is fetched before it is called. */
  | { readonly type: 'file'; readonly at: Date; readonly room: string | null; readonly from: string; readonly sender?: string | null; readonly name: string; readonly read: () => Promise<Uint8Array> }

export type MessageEvent = Extract<Event, { type: 'message' }>

export type Recipient = { readonly room: string } | { readonly person: string; readonly contact?: string | null }

/** What a letter tells is computed out of this when it is sent, so that it says how things stand then: steps of deadlines, who has not answered 请收到回复. */
export type About =
  | { readonly kind: 'steps'; readonly steps: readonly { readonly deadline: number; readonly step: string; readonly revision: number }[] }
  | { readonly kind: 'receipt'; readonly receipt: number }

/** One message to a room or, in private, to a person. `mentions` are names as the room shows them. */
export type Outgoing = {
  readonly to: Recipient
  readonly text: string
  readonly mentions: readonly string[]
  readonly file?: { readonly name: string; readonly path: string }
  readonly about?: About
  /** Answers nobody: goes between 08:30 and 20:00 only, and after what answers. */
  readonly unasked?: true
}

/** The answer to a message: in its room, mentioning who wrote it, or in private. */
export const replyTo = ({ room, from, sender }: Pick<MessageEvent, 'room' | 'from' | 'sender'>, text: string): Outgoing => (
  room === null ? { to: { person: from, contact: sender }, text, mentions: [] } : { to: { room }, text, mentions: [from] }
)
