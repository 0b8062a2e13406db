// One question by itself: what it would be answered now, and the words that it needs.

import { html } from 'hono/html'
import { explainPlans } from '../../../replies/explain.ts'
import { findQuestion, type Question } from '../../../store/questions.ts'
import { unknownWords } from '../../../update/teaching.ts'
import { mayReach } from '../../access.ts'
import { show, type Ask, type Html, type Site } from '../../page.ts'
import { faultList } from '../data/parts.ts'
import { answerNow } from '../data/teach.ts'
import { faultOf, offerButtons, teachForm } from './offers.ts'
import { askedAt, howRead, isOpen, markUnread, tags } from './row.ts'

export const noQuestion = (c: Ask, site: Site): Response | Promise<Response> => show(c, site, {
  title: '没有这个问题', body: html`<p>没有这个问题：可能已过180天。请回<a href="${site.base}/questions">问答记录</a>。</p>`, status: 404,
})

type Shown = { readonly faults: readonly string[]; readonly word: string; readonly target: string }

/** The offers for one unread word, and the form for another word or meaning. */
function wordOffers(site: Site, id: number, word: string): Html {
  const fault = faultOf(word, site.world.library)
  return html`<h3><mark>${word}</mark></h3>${fault === null ? html`<div class="actions">${offerButtons(site, id, word)}</div>` : html`<p class="soft">${fault}</p>`}
${teachForm(site, id, fault === null ? word : '', '')}`
}

function wordsOf(site: Site, { id, text }: Question, unknown: readonly string[], { faults, word, target }: Shown): Html {
  const hint = html`<p class="soft">这一问的字都认识。读法不对，可以给其中一个词另加说法，或用<a href="${site.base}/data/words?q=${encodeURIComponent(text.slice(0, 200))}">试一试</a>看每个词的意思。</p>`
  return html`<section class="card" aria-labelledby="words"><h2 id="words">教一个说法</h2>${faultList(faults)}
${faults.length > 0 ? teachForm(site, id, word, target) : unknown.length > 0 ? unknown.map(one => wordOffers(site, id, one)) : html`${hint}${teachForm(site, id, '', '')}`}</section>`
}

export function showQuestion(c: Ask, site: Site, id: number, shown: Shown = { faults: [], word: '', target: '' }): Response | Promise<Response> {
  const { base, world } = site, { library } = world, acts = mayReach(c.get('who'), 'questions', true), now = world.now(), question = findQuestion(library.store, id)
  if (!question) return noQuestion(c, site)
  const { reply, plans } = answerNow(question.text, library, now), unknown = unknownWords(question.text, library.vocabulary, library.botNames)
  const asked = html`<section class="card"><p class="meta">${tags(question)} <small>${askedAt(question, now)}</small></p>
<p class="asked">${markUnread(question.text, [...question.unread, ...unknown])}</p>${howRead(question)}</section>`
  const answer = html`<section class="card" aria-labelledby="now"><h2 id="now">现在会答</h2>${plans.length > 0 ? html`<p>读作：${explainPlans(plans, library.dictionary)}</p>` : ''}
<pre class="message">${reply.text === '' ? '（不回话）' : reply.text}</pre><p class="soft">按单独一问、管理员来问；接着上一问的话，这里缺前半句。</p></section>`
  const settle = html`<form method="post" action="${base}/questions/${id}/settle"><button type="submit">不用管</button></form>`
  return show(c, site, {
    title: `问题 #${id}`, status: shown.faults.length > 0 ? 422 : 200,
    body: html`${asked}<div class="two">${answer}${acts ? wordsOf(site, question, unknown, shown) : ''}</div>
<div class="actions">${acts && isOpen(question) ? settle : ''}<a class="button" href="${base}/questions">返回问答记录</a></div>`,
  })
}
