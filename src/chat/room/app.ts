// The trial room's web page and the little API behind it, for this machine only: another host name or another site's page is refused.

import { readFileSync } from 'node:fs'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { toShanghai } from '../../shanghai.ts'
import type { Role } from '../event.ts'
import type { Messenger, News, Post } from './messenger.ts'

const roles: readonly Role[] = ['admin', 'reporter', 'viewer']
const mostText = 5000
const mostFile = 20 * 1024 * 1024
/** Proxies and browsers drop a stream that says nothing. */
const beatMs = 25_000

const pageFiles: Readonly<Record<string, string>> = {
  'icon.svg': 'image/svg+xml', 'room.css': 'text/css',
  'clock.js': 'text/javascript', 'dialogs.js': 'text/javascript', 'guide.js': 'text/javascript', 'identity.js': 'text/javascript',
  'mentions.js': 'text/javascript', 'menu.js': 'text/javascript', 'messages.js': 'text/javascript', 'notes.js': 'text/javascript',
  'page.js': 'text/javascript', 'people.js': 'text/javascript', 'room.js': 'text/javascript', 'scroll.js': 'text/javascript',
  'server.js': 'text/javascript', 'time.js': 'text/javascript', 'writing.js': 'text/javascript',
}
const pageFile = (name: string): string => readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8')

/** Is it a PNG by what it holds, whatever it is called? Only that is shown on the page. */
const isPicture = ({ content }: { readonly content: Uint8Array }): boolean => Buffer.from(content.subarray(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'))

const stamp = (at: Date): string => `${toShanghai(at).toISOString().slice(0, 19)}+08:00`
const asMessage = ({ id, at, person, from, text, mentions, note, quote, file, recalled }: Post): object => ({
  id, at: stamp(at), chat: person === null ? 'room' : 'private', from, text, mentions, note, quote, recalled, file: file ? { name: file.name, url: `/api/files/${id}`, picture: isPicture(file) } : null,
})

export type RoomApp = {
  readonly messenger: Messenger
  /** Sets the room's clock forward, doing what falls due on the way; false where the time is not ahead. */
  readonly forward: (to: Date) => Promise<boolean>
  readonly health: () => object
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** The app as a fetch handler. */
export function createRoomApp({ messenger, forward, health, sleep }: RoomApp): Hono {
  const app = new Hono()
  const fail = (c: Context, error: string, status: 400 | 403 | 404 | 422 = 422): Response => c.json({ error }, status)
  const isMember = (name: unknown): name is string => typeof name === 'string' && messenger.people().some(person => person.name === name)
  const bodyOf = async (c: Context): Promise<Record<string, unknown>> => {
    const value: unknown = await c.req.json().catch(() => null)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {}
  }

  app.use(async (c, next) => {
    const host = c.req.header('host') ?? '', origin = c.req.header('origin')
    if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u.test(host)) return fail(c, '体验房间只能在本机打开：请用 http://127.0.0.1 的地址。', 403)
    if (c.req.method !== 'GET' && origin !== undefined && origin !== `http://${host}`) return fail(c, '这个请求不是从体验房间的网页发出的。', 403)
    return next()
  })
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"], frameAncestors: ["'none'"] }, strictTransportSecurity: false }))

  app.get('/healthz', c => c.json(health()))
  app.get('/', c => c.html(pageFile('index.html')))
  app.get('/page/:name', c => {
    const name = c.req.param('name'), type = pageFiles[name]
    return type === undefined ? fail(c, '没有这个文件。', 404) : c.body(pageFile(name), 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
  })

  app.get('/api/stream', c => streamSSE(c, async stream => {
    const me = c.req.query('me') ?? null
    const isMine = ({ person }: Post): boolean => person === null || person === me
    const state = () => ({ bot: messenger.bot, room: messenger.room, now: stamp(messenger.now()), people: messenger.people(), messages: messenger.posts().filter(isMine).slice(-300).map(asMessage) })
    const send = (event: string, data: unknown): void => void stream.writeSSE({ event, data: JSON.stringify(data) })
    const tell = (news: News): void => {
      switch (news.kind) {
        case 'post': return isMine(news.post) ? send('message', asMessage(news.post)) : undefined
        case 'recalled': return isMine(news.post) ? send('recalled', { id: news.post.id }) : undefined
        case 'people': return send('people', messenger.people())
        case 'clock': return send('clock', { now: stamp(messenger.now()) })
      }
    }
    const silence = messenger.listen(tell)
    stream.onAbort(silence)
    send('state', state())
    while (!stream.aborted) {
      await sleep(beatMs)
      await stream.write(': \n\n')
    }
    silence()
  }))

  app.post('/api/people', async c => {
    const { name, role } = await bodyOf(c), plain = typeof name === 'string' ? name.trim() : '', as = roles.find(one => one === role)
    if (!/^[^@\p{Cc}]{1,30}$/u.test(plain)) return fail(c, '群昵称要有1到30个字，不含@，例如“乐山-张三”。')
    if (plain === messenger.bot) return fail(c, '这是助手的名字，请换一个。')
    if (!as) return fail(c, '请选一个身份。')
    messenger.join({ name: plain, role: as })
    return c.json({ name: plain, role: as }, 201)
  })

  app.post('/api/messages', async c => {
    const { from, chat, text, note, quote } = await bodyOf(c)
    if (!isMember(from)) return fail(c, '请先选好自己的身份。')
    if (typeof text !== 'string' || text.trim() === '') return fail(c, '消息是空的。')
    if (text.length > mostText) return fail(c, `一条消息最多${mostText}字，请分几条发。`)
    const about = typeof quote === 'string' ? messenger.find(quote) : undefined, isPrivate = chat === 'private'
    const post = messenger.post({ person: isPrivate ? from : null, from, text, mentions: isPrivate ? [] : messenger.calledIn(text), note: note === true, quote: about && !about.recalled ? { from: about.from, text: about.text } : null })
    return c.json({ id: post.id }, 201)
  })

  app.post('/api/files', bodyLimit({ maxSize: mostFile, onError: c => fail(c, '文件超过20MB，请压缩后再发。') }), async c => {
    const { from, chat, name = '' } = c.req.query()
    if (!isMember(from)) return fail(c, '请先选好自己的身份。')
    if (!/^[^/\\\p{Cc}]{1,120}$/u.test(name)) return fail(c, '文件名不对，请改名后再发。')
    const { id } = messenger.post({ person: chat === 'private' ? from : null, from, text: '', file: { name, content: new Uint8Array(await c.req.arrayBuffer()) } })
    return c.json({ id }, 201)
  })
  app.get('/api/files/:id', c => {
    const file = messenger.find(c.req.param('id'))?.file
    if (!file) return fail(c, '这个文件已经没有了。', 404)
    return c.body(new Uint8Array(file.content).buffer, 200, { 'content-type': isPicture(file) ? 'image/png' : 'application/octet-stream', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` })
  })

  app.post('/api/recalls', async c => {
    const { from, id } = await bodyOf(c)
    return typeof from === 'string' && typeof id === 'string' && messenger.recall(id, from) ? c.body(null, 204) : fail(c, '只能撤回自己发的消息。')
  })

  app.post('/api/clock', async c => {
    const { to } = await bodyOf(c), at = new Date(typeof to === 'string' ? to : NaN)
    if (Number.isNaN(at.getTime())) return fail(c, '时间不对，要像 2021-09-27T09:00:00+08:00。')
    if (!await forward(at)) return fail(c, '时钟只能往前拨：请选一个比现在晚的时间。')
    messenger.clockMoved()
    return c.json({ now: stamp(messenger.now()) })
  })
  app.notFound(c => fail(c, '没有这个页面。', 404))
  return app
}
