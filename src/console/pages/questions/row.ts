// One question: what was asked, how it was read, what was answered, and what can be done about it.

import { html } from 'hono/html'
import type { Question } from '../../../store/questions.ts'
import { unknownWords } from '../../../update/teaching.ts'
import { sayTime, type Html, type Site } from '../../page.ts'
import { offerButtons } from './offers.ts'

type Status = readonly [name: string, look: string]
const statuses: Readonly<Record<string, Status>> = { answered: ['已答', 'good'], clarify: ['反问', ''], not_in_data: ['不在表里', ''], not_understood: ['没看懂', 'warn'] }

/** The text with the unread words marked, whatever width and case they were typed in. */
export function markUnread(text: string, unread: readonly string[]): Html {
  const signs = [...text], plain = signs.map(sign => sign.normalize('NFKC').toLowerCase()), starts: number[] = []
  let joined = ''
  for (const [i, one] of plain.entries()) {
    for (let k = 0; k < one.length; k += 1) starts.push(i)
    joined += one
  }
  const isMarked = signs.map(() => false)
  for (const word of unread.filter(one => one !== '')) {
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + word.length)) for (let k = at; k < at + word.length; k += 1) isMarked[starts[k] ?? 0] = true
  }
  const runs: { text: string; marked: boolean }[] = []
  for (const [i, sign] of signs.entries()) {
    const last = runs.at(-1), marked = isMarked[i] ?? false
    if (last?.marked === marked) last.text += sign
    else runs.push({ text: sign, marked })
  }
  return html`${runs.map(run => (run.marked ? html`<mark>${run.text}</mark>` : run.text))}`
}

export const isOpen = ({ status, unread, wrongAt, settledAt }: Question): boolean => settledAt === null && (wrongAt !== null || status === 'not_understood' || unread.length > 0)

/** 没看懂, 被说不对, 已处理 */
export function tags({ status, wrongAt, settledAt }: Question): Html {
  const [name, look] = statuses[status] ?? [status, '']
  return html`<span class="tag ${look}">${name}</span>${wrongAt === null ? '' : html` <span class="tag bad">被说不对</span>`}${settledAt === null ? '' : html` <span class="tag">已处理</span>`}`
}

const whereAsked = ({ room }: Question): string => (room === null ? '私聊' : `“${room}”`)

export const askedAt = (question: Question, now: Date): Html => html`<time datetime="${question.at}">${sayTime(question.at, now)}</time> <span>${whereAsked(question)}</span>`

/** How it was read, the canonical line, and the answer. */
export const howRead = ({ id, plan, reading, reply }: Question): Html => html`${reading === null ? '' : html`<p class="read">读作：${reading}</p>`}
<div class="folded"><details id="reply-${id}"><summary>当时的回答</summary><pre class="message">${reply === '' ? '（没有回话）' : reply}</pre></details>
${plan === null ? '' : html`<details id="plan-${id}"><summary>计划</summary><code>${plan}</code></details>`}</div>`

/** In the list; `acts`: with what can be done about it. */
export function questionRow(site: Site, question: Question, acts: boolean): Html {
  const { base, world } = site, { library } = world, { id, text, unread } = question, open = acts && isOpen(question)
  const words = open && unread.length > 0 ? unknownWords(text, library.vocabulary, library.botNames) : []
  const name = text.slice(0, 30), more = unread.length > 0 ? '另选' : '细看'
  const box = html`<label class="check"><input type="checkbox" name="id" value="${id}" form="several"><span class="sr">选中：${name}</span></label>`
  const deeds = html`<div class="actions">${words.map(word => offerButtons(site, id, word))}<a class="button" href="${base}/questions/${id}" aria-label="${more}：${name}">${more}…</a>
<form method="post" action="${base}/questions/${id}/settle"><button type="submit" aria-label="不用管：${name}">不用管</button></form></div>`
  return html`<li id="q${id}" class="question"><p class="meta">${open ? box : ''}${tags(question)} <small>${askedAt(question, world.now())}</small></p>
<p class="asked">${markUnread(text, [...unread, ...words])}</p>${howRead(question)}
${open ? deeds : html`<p><a href="${base}/questions/${id}" aria-label="细看：${name}">细看</a></p>`}</li>`
}
