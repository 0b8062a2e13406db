// The preview of a paste: what each message would do, to be chosen line by line. Nothing of it is kept; the form carries the text and the moment on.

import { html, raw } from 'hono/html'
import type { Tried } from '../../../bot.ts'
import type { Member } from '../../../chat/event.ts'
import { regionOfNickname } from '../../../language/nickname.ts'
import { sayRegion } from '../../../table/dictionary.ts'
import { sayTime, type Html, type Site } from '../../page.ts'
import type { World } from '../../world.ts'
import { pasteForm, tellForm } from './forms.ts'
import { fateOf, sayOutcome, type Fate, type Shown } from './outcome.ts'
import type { Message, Read, Source } from './source.ts'

const longestShown = 200
const mostUnread = 50

/** More questions a paste are not looked for. */
const mostAsked = 100
const mayAsk = /[?？]|吗|呢|多少|哪|排第|几|谁|什么时候/u

/** Tries the messages of a paste out, with its new members in the room. Where there is no bot that could be called, questions that call nobody are looked for. */
export function tryRead({ messages, members, fresh }: Read, { place }: Source, { bot, health }: World): Shown[] {
  const heard = messages.filter(({ isOwn }) => !isOwn), people = place === null ? [] : [{ type: 'room' as const, room: place, members: [...members, ...fresh] }]
  const tried = new Map(bot.tryOut([...people, ...heard.map(({ event }) => event)]).map((one, i) => [heard[i], one]))
  const isTalk = (message: Message): boolean => tried.get(message)?.skills === null && tried.get(message)?.isKnown === false
  const open = health() !== null ? [] : heard.filter(message => isTalk(message) && !message.event.broadcast && mayAsk.test(message.text)).slice(0, mostAsked)
  const asked = new Map(bot.tryOut([...people, ...open.map(({ event }) => ({ ...event, mention: true }))]).map((one, i) => [open[i], one]))
  const isAnswered = (one: Tried | undefined): one is Tried => one?.skills === 'question' && one.letters.some(({ text }) => text.includes('来源：'))
  return messages.map(message => {
    const answer = asked.get(message)
    return { message, tried: tried.get(message) ?? null, asked: isAnswered(answer) ? answer : null }
  })
}

const said = (text: string): Html => (text.length <= longestShown ? html`<pre>${text}</pre>`
  : html`<pre>${text.slice(0, longestShown)}…</pre><details><summary>全文</summary><pre>${text}</pre></details>`)

function row(shown: Shown, world: World, isOnly: boolean): Html {
  const { message: { line, timeSaid, event: { at, from }, text } } = shown, now = world.now(), fate = fateOf(shown), when = sayTime(at, now)
  const box = html`<input type="checkbox" name="${fate === 'asks' ? 'ask' : 'line'}" value="${line}" aria-label="${fate === 'asks' ? '作答' : '登记'}：${when} ${from}" ${fate === 'acts' ? raw('checked') : ''} ${fate === 'known' ? raw('disabled') : ''}>`
  return html`<tr role="row"><td role="cell" class="choice">${fate === 'acts' || fate === 'asks' || fate === 'known' ? html`<label class="check">${box}</label>` : ''}</td>
<td role="cell" class="when"><time datetime="${at.toISOString()}">${when}</time>${timeSaid ? '' : html` <small>没写时间</small>`}</td>
<td role="cell" class="from"><bdi>${from}</bdi></td><td role="cell" class="spoken">${said(text)}</td><td role="cell" class="then">${sayOutcome(shown, world, isOnly)}</td></tr>`
}

/** On a phone it is shown as cards; the roles tell that it stays a table. */
const table = (label: string, rows: readonly Shown[], world: World, isOnly = false): Html => html`<table class="preview" role="table" aria-label="${label}">
<thead role="rowgroup"><tr role="row">${['选', '时间', '谁', '说了什么', '会怎样'].map(name => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(one => row(one, world, isOnly))}</tbody></table>`

const fold = (summary: string, label: string, rows: readonly Shown[], world: World): Html | string => (rows.length === 0 ? ''
  : html`<details class="fold"><summary>${summary}</summary>${table(label, rows, world)}</details>`)

/** 乐山市, 管理员，按名册: what is known of a new member. */
function sayMember({ name, role }: Member, { library: { dictionary } }: World): string {
  const region = regionOfNickname(name, dictionary)
  return [region === null ? '' : sayRegion(dictionary, region), role === 'admin' ? '管理员，按名册' : ''].filter(part => part !== '').join('，')
}

function membersPart({ kind, place, isNew }: Source, { fresh }: Read, world: World): Html | string {
  if (place === null || (fresh.length === 0 && !isNew)) return ''
  return html`${isNew ? html`<p class="warn">群“${place}”还没有启用，确认后启用：助手开始处理这个群，到时提醒未报的。</p>` : ''}
${fresh.length === 0 ? '' : html`<fieldset class="card members"><legend>将加入群成员：${fresh.length}人</legend><p class="soft">加入后，到时没报的会被@提醒。都按报送人加入，管理员在名册里设。${kind === 'told' ? '电话报的人在群里的才选。' : ''}</p>
${fresh.map(member => html`<label class="check"><input type="checkbox" name="member" value="${member.name}" ${kind === 'pasted' ? raw('checked') : ''}>
<bdi>${member.name}</bdi> <small>${sayMember(member, world)}</small></label>`)}</fieldset>`}`
}

/** What a reader has to know before choosing. */
function notices({ place }: Source, { messages, named, unread, strangers }: Read): Html[] {
  const timeless = messages.filter(({ timeSaid, isOwn }) => !timeSaid && !isOwn).length
  return [
    ...(named !== null && place !== null && named !== place ? [html`<p class="warn">粘贴的内容写的是群“${named}”，现在按群“${place}”登记。不对请改好再预览。</p>`] : []),
    ...(timeless > 0 ? [html`<p class="warn">${timeless}条没有写时间，按前一条的时间记，前面也没有就按现在记；再粘一次可能认不出是同一条。</p>`] : []),
    ...(strangers.length > 0 ? [html`<p class="warn">私聊只处理群成员和名册上的人，这些人不在里面：${strangers.slice(0, 20).join('、')}${strangers.length > 20 ? `等${strangers.length}人` : ''}。</p>`] : []),
    ...(unread.length > 0 ? [html`<details class="warn"><summary>有${unread.length}行没有读出来，请看一下</summary>
<ul>${unread.slice(0, mostUnread).map(({ line, text }) => html`<li>第${line}行：${text.slice(0, longestShown)}</li>`)}</ul>
${unread.length > mostUnread ? html`<p>只列前${mostUnread}行。</p>` : ''}</details>`] : []),
  ]
}

/** The preview as at `now`. `fault`: why it is shown again. */
export function previewPage(site: Site, source: Source, read: Read, now: Date, fault: string | null): Html {
  const { base, world } = site, shown = tryRead(read, source, world), by = (fate: Fate): Shown[] => shown.filter(one => fateOf(one) === fate)
  const acts = by('acts'), known = by('known'), asks = by('asks'), talk = by('talk'), own = by('own'), where = source.place === null ? '私聊' : `群“${source.place}”`
  const counts = [`${acts.length}条会处理`, ...(known.length > 0 ? [`${known.length}条已记过`] : []), ...(asks.length > 0 ? [`${asks.length}条像在问`] : []), ...(talk.length > 0 ? [`${talk.length}条闲谈`] : []), ...(own.length > 0 ? [`${own.length}条是助手的话`] : [])]
  const again = source.kind === 'told' ? tellForm(site, source, []) : pasteForm(site, source, [])
  return html`${fault === null ? '' : html`<p class="fault" role="alert">${fault}</p>`}
<p>${where}，读出${shown.length}条：${counts.join('，')}。现在还没有登记。</p>
${notices(source, read)}
<form method="post" action="${base}/desk/accept" enctype="multipart/form-data">
${(['kind', 'room', 'title', 'who'] as const).map(name => html`<input type="hidden" name="${name}" value="${source[name]}">`)}<input type="hidden" name="now" value="${now.toISOString()}">
<textarea name="text" hidden aria-hidden="true" tabindex="-1">
${source.text}</textarea>
${acts.length === 0 ? html`<p class="nothing">${known.length > 0 ? '都已记过，没有新的要处理。' : '没有要处理的消息。'}</p>`
    : html`${table('要处理的消息', acts, world, acts.length === 1)}<p class="soft">编号和答复以确认时的为准。去掉不该处理的再确认。</p>`}
${asks.length === 0 ? '' : html`<h2>像在问，可以作答</h2><p class="soft">没有@助手。要答的打勾，确认后答复在待发里。</p>${table('像在问的消息', asks, world)}`}
${fold(`已记过${known.length}条`, '已记过的消息', known, world)}
${fold(`另有${talk.length}条闲谈，不记录`, '闲谈，不记录', talk, world)}
${fold(`助手的话${own.length}条，不再记`, '助手的话', own, world)}
${membersPart(source, read, world)}
<div class="actions">${acts.length > 0 || asks.length > 0 || read.fresh.length > 0 || source.isNew ? html`<button type="submit" class="primary">${acts.length > 0 || asks.length > 0 ? '确认登记选中的' : '确认群成员'}</button>` : ''}
<a class="button" href="${base}/desk">不登记，回值守台</a></div></form>
<details class="fold"><summary>改一改再预览</summary>${again}</details>`
}
