// The console: pages over one world, each request with its rights checked before anything is read. Refuses another site's page, a foreign host name
// while nobody has to log in, and more than a form holds.

import { readFileSync } from 'node:fs'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import type { Store } from '../store/open.ts'
import { isPart, keepAlive, logIn, logOut, mayReach, whoHolds } from './access.ts'
import { streamChanges } from './live.ts'
import { show, showBare, type Env, type Pages, type Site } from './page.ts'
import { auditPages } from './pages/audit.ts'
import { backupPages } from './pages/backup.ts'
import { dataPages } from './pages/data.ts'
import { deadlinePages } from './pages/deadlines.ts'
import { deskPages } from './pages/desk.ts'
import { ledgerPages } from './pages/ledger.ts'
import { overviewPages } from './pages/overview.ts'
import { passwordPages } from './pages/password.ts'
import { peoplePages } from './pages/people.ts'
import { questionPages } from './pages/questions.ts'
import { settingPages } from './pages/settings.ts'
import type { World } from './world.ts'

const pages: readonly Pages[] = [overviewPages, ledgerPages, deadlinePages, deskPages, dataPages, questionPages, peoplePages, settingPages, backupPages, auditPages, passwordPages]

const cookie = 'qunban'
const mostForm = 2 * 1024 * 1024, mostUpload = 20 * 1024 * 1024

/** Parts to which files are sent. */
const takesFiles = new Set(['people', 'data'])

const files: Readonly<Record<string, string>> = { 'console.css': 'text/css', 'console.js': 'text/javascript', 'icon.svg': 'image/svg+xml' }

const isLocal = (host: string): boolean => /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u.test(host)

/** Is a request that changes something from one of our own pages? Browsers say so in one header or the other. */
function isOwnPage(c: Context): boolean {
  const host = c.req.header('host') ?? '', origin = c.req.header('origin'), site = c.req.header('sec-fetch-site')
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host && (site === undefined || site === 'same-origin')
  return site === 'same-origin'
}

export type ConsoleParts = {
  readonly base: string
  readonly world: World
  /** Whose accounts hold; the live database's, also on the trial room's console. */
  readonly accounts: () => Store
  /** The clock by which sessions end: the machine's, also on the trial room's console. */
  readonly now: () => Date
  readonly other: Site['other']
  readonly sleep: Site['sleep']
  readonly onFault: (error: unknown) => void
}

/** The headers of every page: nothing from elsewhere, no frames, no address handed on. Under no-referrer a browser would send our own forms as from `null`. */
export const headers = () => secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:'], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"] },
  strictTransportSecurity: false, referrerPolicy: 'same-origin', xFrameOptions: 'DENY',
})

/** The files that the pages load; the same for all consoles. */
export function consoleFiles(): Hono {
  const app = new Hono()
  app.use(headers())
  return app.get('/console-files/:name', c => {
    const name = c.req.param('name'), type = files[name]
    if (type === undefined) return c.text('没有这个文件。', 404)
    return c.body(readFileSync(new URL(name === 'icon.svg' ? '../chat/room/page/icon.svg' : `assets/${name}`, import.meta.url)), 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
  })
}

/** A console as a fetch handler, below `base`. */
export function createConsole({ base, world, accounts, now, other, sleep, onFault }: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>(), site: Site = { app, base, world, accounts, clock: now, other, sleep }
  const refuse = (c: Context<Env>, text: string, status: 403 | 404 | 413): Response | Promise<Response> => (
    c.get('who') ? show(c, site, { title: status === 404 ? '没有这一页' : '不能这样做', body: html`<p>${text}</p>`, status }) : showBare(c, '不能这样做', html`<h1>不能这样做</h1><p>${text}</p>`, status)
  )
  const loginForm = (fault: string | null, name = ''): ReturnType<typeof html> => html`<h1>群办控制台</h1>
<form method="post" action="${base}/login" class="stack">
${fault === null ? '' : html`<p class="fault" role="alert">${fault}</p>`}
<label>账号<input name="name" value="${name}" autocomplete="username" required maxlength="40"></label>
<label>密码<input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
<button type="submit" class="primary">登录</button>
</form>`

  app.use(headers())
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store')
    return next()
  })
  app.use(async (c, next) => {
    const [first = '', second] = c.req.path.slice(base.length + 1).split('/'), acts = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const token = getCookie(c, cookie) ?? null, who = whoHolds(accounts(), token, now())
    c.set('first', first)
    c.set('token', token)
    if (acts && !isOwnPage(c)) return refuse(c, '这个请求不是从控制台的网页发出的，没有执行。', 403)
    if (who?.isOpen && !isLocal(c.req.header('host') ?? '')) return refuse(c, '没有设账号时，控制台只能在本机打开：请用 http://127.0.0.1 的地址，或先在本机建账号。', 403)
    if (first === 'login' && second === undefined) return next()
    if (!who) return acts || first === 'stream' ? showBare(c, '请登录', loginForm('登录已结束，请重新登录后再做一次。'), 401) : c.redirect(`${base}/login`, 303)
    c.set('who', who)
    if (!acts && !isPart(first)) return refuse(c, '没有这一页，请从上面的栏目进。', 404)
    if (!mayReach(who, first, acts)) return refuse(c, acts ? '你的角色不能做这件事。' : '你的角色不能看这一页。', 403)
    if (token !== null && !who.isOpen && first !== 'stream' && c.req.header('x-refresh') === undefined) keepAlive(accounts(), token, now())
    return next()
  })
  const limits = { form: bodyLimit({ maxSize: mostForm, onError: c => refuse(c, '内容太长，没有执行。请分几次粘贴。', 413) }), file: bodyLimit({ maxSize: mostUpload, onError: c => refuse(c, '文件超过20MB，没有执行。请压缩或拆开后再传。', 413) }) }
  app.use((c, next) => limits[takesFiles.has(c.get('first')) ? 'file' : 'form'](c, next))

  app.get('/login', c => (whoHolds(accounts(), c.get('token'), now()) ? c.redirect(`${base}/`, 303) : showBare(c, '登录', loginForm(null))))
  app.post('/login', async c => {
    const form = await c.req.formData().catch(() => new FormData()), name = String(form.get('name') ?? '').trim(), outcome = await logIn(accounts(), name, String(form.get('password') ?? ''), now)
    if ('fault' in outcome) return showBare(c, '登录', loginForm(outcome.fault, name.slice(0, 40)), 401)
    setCookie(c, cookie, outcome.token, { path: '/', httpOnly: true, sameSite: 'Strict', secure: c.req.header('x-forwarded-proto') === 'https' })
    return c.redirect(`${base}/`, 303)
  })
  app.post('/logout', c => {
    const token = c.get('token')
    if (token !== null) logOut(accounts(), token)
    deleteCookie(c, cookie, { path: '/' })
    return c.redirect(`${base}/login`, 303)
  })
  app.get('/stream', c => streamChanges(c, world.library.store, sleep, () => whoHolds(accounts(), c.get('token'), now()) !== null))
  for (const add of pages) add(site)
  app.notFound(c => refuse(c, '没有这一页，请从上面的栏目进。', 404))
  app.onError((error, c) => {
    onFault(error)
    const body = html`<p>这一步没有做成，已记下。请返回再试；还不行，请看日志。</p>`
    return c.get('who') ? show(c, site, { title: '没有做成', body, status: 500 }) : showBare(c, '没有做成', body, 500)
  })
  return app
}
