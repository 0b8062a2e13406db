// The frame of the console's pages and the small pieces that they share. All text goes in by html``, which escapes it.

import type { Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { momentOf, shanghaiDay } from '../shanghai.ts'
import { mayReach, roleNames, type Who } from './access.ts'
import type { Store } from '../store/open.ts'
import type { World } from './world.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** What each request of the console carries. `first`: the first part of the path below the console. */
export type Env = { Variables: { who: Who; first: string; token: string | null } }
export type Ask = Context<Env>

/** The console as its pages see it: where they hang, what they are over, what they may wait for. */
export type Site = {
  readonly app: Hono<Env>
  /** Where the console hangs, without a slash at the end: /console */
  readonly base: string
  readonly world: World
  /** Whose accounts hold, and the clock by which sessions end: the live database's and the machine's, also on the trial room's console. */
  readonly accounts: () => Store
  readonly clock: () => Date
  /** The other console on this machine, for the link in the head. */
  readonly other: { readonly base: string; readonly name: string } | null
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** Adds the pages of one part to the console. */
export type Pages = (site: Site) => void

const menu: readonly (readonly [path: string, title: string])[] = [
  ['', '总览'], ['ledger', '台账'], ['deadlines', '截止'], ['desk', '值守台'], ['data', '数据'], ['questions', '问答记录'], ['people', '名册'], ['settings', '设置'], ['backup', '备份'], ['audit', '审计日志'],
]

const files = (name: string): string => `/console-files/${name}`

type Shown = {
  readonly title: string
  readonly body: Html | readonly Html[]
  /** Does it hold parts marked data-live, which refresh themselves? */
  readonly live?: boolean
  readonly status?: 200 | 400 | 401 | 403 | 404 | 413 | 422 | 500
}

const frame = (title: string, body: Html, stream: string | null): Html => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title} · 群办控制台</title>
<link rel="icon" href="${files('icon.svg')}">
<link rel="stylesheet" href="${files('console.css')}">
<script type="module" src="${files('console.js')}"></script>
</head>
<body ${stream === null ? '' : raw(`data-stream="${stream}"`)}>
<a class="skip" href="#main">跳到正文</a>
${body}
<p id="announce" class="sr" role="status"></p>
</body>
</html>`

/** A page without the menu: the login. */
export const showBare = (c: Context, title: string, body: Html, status: 200 | 401 | 403 | 404 | 413 | 500 = 200): Response | Promise<Response> => c.html(frame(title, html`<main id="main" class="bare">${body}</main>`, null), status)

/** A page of the console, with what the last action said on top. */
export function show(c: Ask, { base, world, other }: Site, { title, body, live = false, status = 200 }: Shown): Response | Promise<Response> {
  const who = c.get('who'), first = c.get('first'), said = takeSaid(c.req.query('said'))
  return c.html(frame(title, html`<header class="top">
<p class="brand"><a href="${base}/">群办控制台</a> <span class="world ${world.name}">${world.name === 'live' ? '正式' : '体验'}</span>
${other === null ? '' : html`<a class="other" href="${other.base}/">${other.name}</a>`}</p>
<div class="who">${who.isOpen ? html`本机，未设账号` : html`${who.name}（${who.roles.map(role => roleNames[role]).join('、')}）<a href="${base}/password">改密码</a>`}
${who.isOpen ? '' : html`<form method="post" action="${base}/logout"><button type="submit" class="link">退出</button></form>`}</div>
</header>
<nav class="menu" aria-label="栏目"><ul>
${menu.filter(([path]) => mayReach(who, path, false)).map(([path, name]) => html`<li><a href="${base}/${path}" ${path === first ? raw('aria-current="page"') : ''}>${name}</a></li>`)}
</ul></nav>
<p id="connection" class="connection" role="status" hidden>和助手的连接断了，正在重连；下面的内容可能不是最新的。</p>
<main id="main">
<h1>${title}</h1>
${said === null ? '' : html`<div class="said" role="status"><pre>${said}</pre></div>`}
${body}
</main>`, live ? `${base}/stream` : null), status)
}

// ---- what the last action said, told once on the page that follows

const saidBy = new Map<string, string>()
const mostSaid = 200

function takeSaid(key: string | undefined): string | null {
  return key === undefined ? null : saidBy.get(key) ?? null
}

/** After an action: to a page of the console, which tells what came of it. */
export function goTo(c: Ask, { base }: Site, path: string, said?: string): Response {
  if (said === undefined) return c.redirect(`${base}/${path}`, 303)
  const key = crypto.randomUUID(), [before, anchor] = path.split('#')
  saidBy.set(key, said)
  for (const old of [...saidBy.keys()].slice(0, -mostSaid)) saidBy.delete(old)
  return c.redirect(`${base}/${before ?? ''}${path.includes('?') ? '&' : '?'}said=${key}${anchor === undefined ? '' : `#${anchor}`}`, 303)
}

// ---- small pieces

/** The fields of a form as texts, trimmed; a field that comes more than once in `all`. */
export async function fieldsOf(c: Ask): Promise<{ readonly one: (name: string) => string; readonly all: (name: string) => string[]; readonly file: (name: string) => File | null }> {
  const form = await c.req.formData().catch(() => new FormData())
  return {
    one: name => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    },
    all: name => form.getAll(name).flatMap(value => (typeof value === 'string' ? [value] : [])),
    file: name => {
      const value = form.get(name)
      return value instanceof File && value.size > 0 ? value : null
    },
  }
}

/** 8月25日 10:00, with the year where it is not this one. */
export function sayTime(iso: string | Date, now: Date): string {
  const at = typeof iso === 'string' ? new Date(iso) : iso, { day, time } = momentOf(at), [year = '', month = '', date = ''] = day.split('-')
  return `${year === shanghaiDay(now).slice(0, 4) ? '' : `${year}年`}${Number(month)}月${Number(date)}日 ${time}`
}

/** A table that scrolls within itself on a narrow screen. */
export const wide = (label: string, table: Html): Html => html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${table}</div>`

/** A list of names and what they are. */
export const facts = (rows: readonly (readonly [name: string, value: Html | string | number])[]): Html => html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

/** What stands where there is nothing. */
export const nothing = (text: string): Html => html`<p class="nothing">${text}</p>`
