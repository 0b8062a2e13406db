// One question by itself: what it would be answered now, and the words that it needs.

import { html } from 'hono/html'
import { explainPlans } from '../../../replies/explain.ts'
import { findQuestion, type Question } from '../../../store/questions.ts'
import { mayReach } from '../../access.ts'
import { show, type Ask, type Html, type Site } from '../../page.ts'
import { faultList } from '../data/parts.ts'
import { answerNow } from '../data/teach.ts'
import { offerButtons, teachForm } from './offers.ts'
import { askedAt, howRead, isOpen, markUnread, tags } from './row.ts'

export const noQuestion = (c: Ask, site: Site): Response | Promise<Response> => show(c, site, { title: '没有这个问题', body: html`<p>没有这个问题：可能已过180天。请回<a href="${site.base}/questions">问答记录</a>。</p>`, status: 404 })

type Shown = { readonly faults: readonly string[]; readonly word: string; readonly target: string }

function wordsOf(site: Site, { id }: Question, unread: readonly string[], { faults, word, target }: Shown): Html {
  const refused = faults.length > 0
  return html`<section class="card" aria-labelledby="words"><h2 id="words">教一个说法</h2>${faultList(faults)}
${refused ? teachForm(site, id, word, target) : unread.length > 0 ? unread.map(one => html`<h3><mark>${one}</mark></h3><div class="actions">${offerButtons(site, id, one)}</div>${teachForm(site, id, one, '')}`) : html`<p class="soft">这一问的字都认识。读法不对，可以给其中一个词另加说法，或用<a href="${site.base}/data/words">试一试</a>看每个词的意思。</p>${teachForm(site, id, '', '')}`}</section>`
}

export function showQuestion(c: Ask, site: Site, id: number, shown: Shown = { faults: [], word: '', target: '' }): Response | Promise<Response> {
  const { base, world } = site, { library } = world, acts = mayReach(c.get('who'), 'questions', true), now = world.now(), question = findQuestion(library.store, id)
  if (!question) return noQuestion(c, site)
  const { reply, plans, unread } = answerNow(question.text, library, now)
  return show(c, site, {
    title: `问题 #${id}`, status: shown.faults.length > 0 ? 422 : 200,
    body: html`<section class="card"><p class="meta">${tags(question)} <small>${askedAt(question, now)}</small></p><p class="asked">${markUnread(question.text, question.unread)}</p>${howRead(question)}</section>
<div class="two"><section class="card" aria-labelledby="now"><h2 id="now">现在会答</h2>${plans.length > 0 ? html`<p>读作：${explainPlans(plans, library.dictionary)}</p>` : ''}<pre class="message">${reply.text === '' ? '（不回话）' : reply.text}</pre>
<p class="soft">按单独一问、管理员来问；接着上一问的话，这里缺前半句。</p></section>${acts ? wordsOf(site, question, unread, shown) : ''}</div>
<div class="actions">${acts && isOpen(question) ? html`<form method="post" action="${base}/questions/${id}/settle"><button type="submit">不用管</button></form>` : ''}<a class="button" href="${base}/questions">返回问答记录</a></div>`,
  })
}
