// The trial room as a Wechaty puppet: what a person writes on the page reaches the bot through the same door as a WeChat message.
// What a messenger in memory has no use for (friendships, moments, tags …) is refused.

import { FileBox, type FileBoxInterface } from 'file-box'
import { Puppet, payloads, throwUnsupportedError, types } from 'wechaty-puppet'
import type { Messenger, Post } from './messenger.ts'

export const selfId = 'trial-bot'
export const roomId = 'trial-room'
export const contactId = (name: string): string => `trial-person-${name}`

const dashes = '- - - - - - - - - - - - - - -'
const refuse = throwUnsupportedError as (...args: unknown[]) => never

/** The whole of a puppet that the door uses, over a messenger. */
export class RoomPuppet extends Puppet {
  static override readonly VERSION = '1.0.0'
  readonly #messenger: Messenger
  #silence: (() => void) | null = null

  constructor(messenger: Messenger) {
    super()
    this.#messenger = messenger
  }

  override name(): string { return 'qunban-trial-room' }
  override version(): string { return RoomPuppet.VERSION }

  override async onStart(): Promise<void> {
    const nameOf = (post: Post): boolean => post.from !== this.#messenger.bot
    this.#silence = this.#messenger.listen(news => {
      if (news.kind === 'post' && nameOf(news.post)) this.emit('message', { messageId: news.post.id })
      if (news.kind === 'recalled' && nameOf(news.post)) this.emit('message', { messageId: `recall ${news.post.id}` })
      if (news.kind === 'people') this.emit('room-join', { inviteeIdList: [], inviterId: selfId, roomId, timestamp: this.#messenger.now().getTime() })
    })
    this.login(selfId)
    this.emit('ready', { data: 'trial room' })
  }

  override async onStop(): Promise<void> { this.#silence?.() }
  override ding(data = ''): void { this.emit('dong', { data }) }

  #nameOf(id: string): string {
    const name = id === selfId ? this.#messenger.bot : this.#messenger.people().find(person => contactId(person.name) === id)?.name
    if (name === undefined) throw new Error('no such contact')
    return name
  }

  override async contactList(): Promise<string[]> { return [selfId, ...this.#messenger.people().map(({ name }) => contactId(name))] }
  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    return { id, name: this.#nameOf(id), avatar: '', gender: types.ContactGender.Unknown, type: types.Contact.Individual, phone: [] }
  }
  override async contactRawPayloadParser(payload: payloads.Contact): Promise<payloads.Contact> { return payload }

  override async roomList(): Promise<string[]> { return [roomId] }
  override async roomRawPayload(id: string): Promise<payloads.Room> {
    return { id, topic: this.#messenger.room, memberIdList: await this.roomMemberList(), adminIdList: [] }
  }
  override async roomRawPayloadParser(payload: payloads.Room): Promise<payloads.Room> { return payload }
  override async roomMemberList(): Promise<string[]> { return this.contactList() }
  override async roomMemberRawPayload(_room: string, id: string): Promise<payloads.RoomMember> { return { id, name: this.#nameOf(id), avatar: '' } }
  override async roomMemberRawPayloadParser(payload: payloads.RoomMember): Promise<payloads.RoomMember> { return payload }
  override roomTopic(room: string): Promise<string>
  override roomTopic(room: string, topic: string): Promise<void>
  override async roomTopic(): Promise<string | void> { return this.#messenger.room }
  override roomAnnounce(room: string): Promise<string>
  override roomAnnounce(room: string, text: string): Promise<void>
  override async roomAnnounce(): Promise<string | void> { return '' }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const recalled = /^recall (.*)$/u.exec(id)?.[1], post = this.#messenger.find(recalled ?? id)
    if (!post) throw new Error('no such message')
    const quote = post.quote ? `「${post.quote.from}：${post.quote.text}」\n${dashes}\n` : ''
    const whole = {
      id, talkerId: contactId(post.from), timestamp: post.at.getTime(), text: recalled ?? `${quote}${post.text}`, ...(post.file ? { filename: post.file.name } : {}),
      type: recalled !== undefined ? types.Message.Recalled : post.file ? types.Message.Attachment : post.note ? types.Message.GroupNote : types.Message.Text,
    }
    return post.person === null ? { ...whole, roomId, mentionIdList: post.mentions.map(name => (name === this.#messenger.bot ? selfId : contactId(name))) } : { ...whole, listenerId: selfId }
  }
  override async messageRawPayloadParser(payload: payloads.Message): Promise<payloads.Message> { return payload }
  override async messageFile(id: string): Promise<FileBoxInterface> {
    const file = this.#messenger.find(id)?.file
    if (!file) throw new Error('no such file')
    return FileBox.fromBuffer(Buffer.from(file.content), file.name)
  }

  /** The person of a private chat; null for the group. */
  #chatOf(id: string): string | null { return id === roomId ? null : this.#nameOf(id) }
  override async messageSendText(conversation: string, text: string, mentionIds: string[] = []): Promise<string> {
    return this.#messenger.post({ person: this.#chatOf(conversation), from: this.#messenger.bot, text, mentions: mentionIds.map(id => this.#nameOf(id)) }).id
  }
  override async messageSendFile(conversation: string, file: FileBoxInterface): Promise<string> {
    return this.#messenger.post({ person: this.#chatOf(conversation), from: this.#messenger.bot, text: '', file: { name: file.name, content: await file.toBuffer() } }).id
  }

  override async contactSelfName(): Promise<void> { refuse() }
  override async contactSelfQRCode(): Promise<string> { return refuse() }
  override async contactSelfSignature(): Promise<void> { refuse() }
  override contactAlias(contact: string): Promise<string>
  override contactAlias(contact: string, alias: string | null): Promise<void>
  override async contactAlias(): Promise<string | void> { return '' }
  override contactAvatar(contact: string): Promise<FileBoxInterface>
  override contactAvatar(contact: string, file: FileBoxInterface): Promise<void>
  override async contactAvatar(): Promise<FileBoxInterface | void> { return refuse() }
  override async contactPhone(): Promise<void> { refuse() }
  override async contactCorporationRemark(): Promise<void> { refuse() }
  override async contactDescription(): Promise<void> { refuse() }
  override async conversationReadMark(): Promise<void> { refuse() }
  override async friendshipAccept(): Promise<void> { refuse() }
  override async friendshipAdd(): Promise<void> { refuse() }
  override async friendshipSearchPhone(): Promise<string | null> { return null }
  override async friendshipSearchHandle(): Promise<string | null> { return null }
  override async friendshipRawPayload(): Promise<never> { return refuse() }
  override async friendshipRawPayloadParser(): Promise<never> { return refuse() }
  override async messageContact(): Promise<string> { return refuse() }
  override async messageImage(): Promise<FileBoxInterface> { return refuse() }
  override async messageMiniProgram(): Promise<never> { return refuse() }
  override async messageUrl(): Promise<never> { return refuse() }
  override async messageLocation(): Promise<never> { return refuse() }
  override async messageForward(): Promise<void> { refuse() }
  override async messageSendContact(): Promise<void> { refuse() }
  override async messageSendLocation(): Promise<void> { refuse() }
  override async messageSendMiniProgram(): Promise<void> { refuse() }
  override async messageSendPost(): Promise<void> { refuse() }
  override async messageSendUrl(): Promise<void> { refuse() }
  override async messageRecall(): Promise<boolean> { return false }
  override async postRawPayload(): Promise<never> { return refuse() }
  override async postRawPayloadParser(): Promise<never> { return refuse() }
  override async postPublish(): Promise<void> { refuse() }
  override async postSearch(): Promise<never> { return refuse() }
  override async roomAdd(): Promise<void> { refuse() }
  override async roomAvatar(): Promise<FileBoxInterface> { return refuse() }
  override async roomCreate(): Promise<string> { return refuse() }
  override async roomDel(): Promise<void> { refuse() }
  override async roomQRCode(): Promise<string> { return refuse() }
  override async roomQuit(): Promise<void> { refuse() }
  override async roomInvitationAccept(): Promise<void> { refuse() }
  override async roomInvitationRawPayload(): Promise<never> { return refuse() }
  override async roomInvitationRawPayloadParser(): Promise<never> { return refuse() }
  override async tagContactAdd(): Promise<void> { refuse() }
  override async tagContactDelete(): Promise<void> { refuse() }
  override async tagContactList(): Promise<string[]> { return [] }
  override async tagContactRemove(): Promise<void> { refuse() }
  override async tap(): Promise<void> { refuse() }
  override async tapSearch(): Promise<never> { return refuse() }
}
