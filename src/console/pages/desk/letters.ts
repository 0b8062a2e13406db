// 待发: the letters to be carried over, each with its text to copy, and what a bot account could not send. The page's live part.

import { html } from 'hono/html'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { sep } from 'node:path'
import { exportsFolder } from '../../../report/folder.ts'
import { never } from '../../../skills/duty.ts'
import { findLetter, unsent, type Queued } from '../../../store/outbox.ts'
import { nothing, sayTime, type Html, type Site } from '../../page.ts'
import type { World } from '../../world.ts'
import { asCopied, lettersToCarry, sayTo, type Carried } from './carry.ts'

const dayMs = 86_400_000

const kindOf = ({ about, unasked }: Queued): string => (about?.kind === 'steps' ? '提醒' : about?.kind === 'receipt' ? '未回复名单' : unasked === true ? '通知' : '答复')

/** The file of a letter, where it is one of the exports and still there; letters name files by their whole path. */
function exported({ file }: Queued, { library: { store } }: World): string | null {
  const folder = exportsFolder(store.name)
  if (!file || !existsSync(file.path) || !existsSync(folder)) return null
  const path = realpathSync(file.path)
  return path.startsWith(`${realpathSync(folder)}${sep}`) ? path : null
}

/** The file of the letter of this number as bytes; null where there is none to be had. */
export function fileOfLetter(world: World, id: number): { readonly letter: Queued; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null {
  const found = findLetter(world.library.store, id), path = found && exported(found.letter, world)
  return found?.letter.file && path !== null && path !== undefined ? { letter: found.letter, name: found.letter.file.name, bytes: new Uint8Array(readFileSync(path)) } : null
}

function fileOf(letter: Queued, { base, world }: Site): Html | string {
  if (!letter.file) return ''
  return exported(letter, world) === null ? html`<p class="warn">附件“${letter.file.name}”已过期，不能下载了。请对方再要一次。</p>`
    : html`<p>附件另发：<a href="${base}/desk/letters/${letter.id}/file" download="${letter.file.name}">下载 ${letter.file.name}</a></p>`
}

function item(site: Site, carried: Carried, acts: boolean, changed: number | null): Html {
  const { base, world } = site, { letter } = carried, { id } = letter, now = world.now(), to = sayTo(letter), people = letter.mentions.length
  const head = html`<h3><span class="tag">${kindOf(letter)}</span> 发到${to}</h3>
<p><small><time datetime="${letter.at}">${sayTime(letter.at, now)}</time>起待发${carried.kind === 'now' && people > 1 ? `，@${people}人` : ''}</small></p>`
  const dropForm = html`<form method="post" action="${base}/desk/letters/${id}/drop" data-confirm="不发这一条？撤下后不能恢复。"><button type="submit" aria-label="不发：${to}，第${id}条">不发</button></form>`
  if (carried.kind === 'later') {
    const until = carried.until === never ? '正在暂停提醒，恢复后再发。' : html`<time datetime="${carried.until}">${sayTime(carried.until, now)}</time>以后再发，到时这里会显示内容。`
    return html`<article class="card letter" id="letter-${id}">${head}<p>${until}</p>${acts ? html`<div class="actions">${dropForm}</div>` : ''}</article>`
  }
  return html`<article class="card letter" id="letter-${id}">${head}
${changed === id ? html`<p class="warn">内容变过了，下面是现在的。请重新复制发出。</p>` : ''}
<pre class="message" id="text-${id}">${carried.text}</pre>
${fileOf(letter, site)}
<div class="actions"><button type="button" class="primary" data-copy="text-${id}" aria-label="复制：${to}，第${id}条">复制</button>
${acts ? html`<form method="post" action="${base}/desk/letters/${id}/sent">
<input type="hidden" name="shown" value="${carried.mark}"><button type="submit" aria-label="已发：${to}，第${id}条">已发</button></form>${dropForm}` : ''}</div></article>`
}

/** The letters; `changed`: the one that was not ticked because it says something else now. */
export function lettersPart(site: Site, acts: boolean, changed: number | null): Html {
  const { letters, more } = lettersToCarry(site.world), count = `${letters.length}条${more ? '以上' : ''}`
  return html`<h2>待发${letters.length === 0 ? '' : html` <span class="tag warn">${count}</span>`}</h2>
${letters.length === 0 ? nothing(site.world.health() === null ? '没有要发的。助手的答复和到时的提醒会出现在这里。' : '没有要人工发的。助手自己发的不在这里。')
    : html`<p class="soft">从上到下逐条复制到群里，名字前的@在群里要重新点选才会提醒到人；发完点“已发”。</p>${letters.map(one => item(site, one, acts, changed))}`}
${more ? html`<p class="soft">后面还有，发完上面的再显示。</p>` : ''}
${unsentPart(site, acts)}`
}

/** What a bot account did not send, or perhaps did not. */
function unsentPart({ base, world }: Site, acts: boolean): Html | string {
  const now = world.now(), found = unsent(world.library.store, new Date(now.getTime() - 7 * dayMs).toISOString(), 20)
  if (found.length === 0) return ''
  return html`<section id="unsent"><h2>没发成的</h2><p class="soft">近7天，助手没有发成或不确定发成的。先看群里有没有，没有再补发。</p><ul class="list card">
${found.map(({ letter, state, isAnswer }) => html`<li><span class="tag ${state === 'failed' ? 'bad' : 'warn'}">${state === 'failed' ? '没发成' : '不确定'}</span>
${sayTo(letter)} <small><time datetime="${letter.at}">${sayTime(letter.at, now)}</time></small>
${letter.text === '' ? '' : html`<pre class="message" id="unsent-${letter.id}">${asCopied(letter)}</pre>`}
<div class="actions">${letter.text === '' ? '' : html`<button type="button" data-copy="unsent-${letter.id}" aria-label="复制第${letter.id}条">复制</button>`}
${acts && !isAnswer ? html`<form method="post" action="${base}/desk/letters/${letter.id}/again">
<button type="submit" aria-label="由助手补发第${letter.id}条">由助手补发</button></form>` : ''}</div></li>`)}</ul></section>`
}
