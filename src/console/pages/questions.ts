// 问答记录: what was asked and how it was read. What was not understood or is said to be wrong waits here until a word is taught or it is let be.

import { html } from 'hono/html'
import { findQuestion, questions, settleQuestion } from '../../store/questions.ts'
import { mayReach } from '../access.ts'
import { fieldsOf, goTo, nothing, show, type Ask, type Html, type Pages, type Site } from '../page.ts'
import { act } from '../world.ts'
import { confirmWord } from './data/parts.ts'
import { sayTarget, teach } from './data/teach.ts'
import { noQuestion, showQuestion } from './questions/one.ts'
import { questionRow } from './questions/row.ts'

const onPage = 30

const numberIn = (text: string | undefined): number | null => (text !== undefined && /^[1-9]\d{0,14}$/u.test(text) ? Number(text) : null)

function showList(c: Ask, site: Site): Response | Promise<Response> {
  const { base, world } = site, acts = mayReach(c.get('who'), 'questions', true), all = c.req.query('all') === '1', before = numberIn(c.req.query('before'))
  const found = questions(world.library.store, { before, open: !all, most: onPage + 1 }), shown = found.slice(0, onPage), query = all ? 'all=1&' : ''
  const tab = (ask: string, name: string, isNow: boolean): Html => html`<li><a href="${base}/questions${ask}"${isNow ? html` aria-current="page"` : ''}>${name}</a></li>`
  const none = before !== null ? '再往前没有了。' : all ? '还没有人问过。' : '没有等着处理的问题。'
  const several = html`<form id="several" method="post" action="${base}/questions/settle" class="actions">
<button type="button" data-check-all="yes">全选</button><button type="button" data-check-all="no">全不选</button><button type="submit">勾选的都不用管</button></form>`
  const older = html`<a class="button" href="${base}/questions?${query}before=${shown.at(-1)?.id ?? ''}">更早的</a>`
  return show(c, site, {
    title: '问答记录', live: true,
    body: html`<nav class="tabs" aria-label="问答记录"><ul>${tab('', '没看懂或被说不对的', !all)}${tab('?all=1', '全部', all)}</ul></nav>
<p class="lead soft">记问题原话（号码已隐去）、读法和回答，不记谁问的；180天后删除。</p>
<div id="questions" data-live>${shown.length === 0 ? nothing(none) : html`<ul class="list card">${shown.map(question => questionRow(site, question, acts))}</ul>`}</div>
${all || !acts || shown.length === 0 ? '' : several}
<nav class="actions" aria-label="翻页">${before === null ? '' : html`<a class="button" href="${base}/questions${all ? '?all=1' : ''}">最新的</a>`}${found.length > onPage ? older : ''}</nav>`,
  })
}

async function teachFrom(c: Ask, site: Site, id: number): Promise<Response> {
  const { base, world } = site, { library } = world, { one } = await fieldsOf(c), question = findQuestion(library.store, id)
  if (!question) return noQuestion(c, site)
  const word = one('word'), target = one('target'), taught = teach(world, c.get('who'), { word, target, confirmed: one('confirm') === 'yes', from: question })
  if (taught.kind === 'faults') return showQuestion(c, site, id, { faults: taught.faults, word: word.slice(0, 40), target })
  if (taught.kind === 'confirm') return show(c, site, { title: '会改变答过的问题', body: confirmWord(`${base}/questions/${id}/teach`, `${base}/questions/${id}`, taught, library.dictionary) })
  const others = taught.settled.filter(other => other !== id).length
  const said = [
    `已加：“${taught.form}”就是${sayTarget(taught.target, library.dictionary)}，马上能用。`,
    taught.settled.includes(id) ? '这一问现在能答，见下面“现在会答”。' : '这一问还没全读懂，见下面。', ...(others > 0 ? [`另有${others}个问题也能读懂了，一并移出待处理。`] : []),
  ]
  return goTo(c, site, `questions/${id}`, said.join('\n'))
}

/** Lets questions be; gives how many were still open. */
function settle(c: Ask, { world }: Site, ids: readonly number[]): number {
  const { library: { store }, now } = world, open = ids.filter(id => findQuestion(store, id)?.settledAt === null)
  if (open.length === 0) return 0
  const detail = open.length === 1 ? findQuestion(store, open[0] ?? 0)?.text.slice(0, 60) ?? '' : `${open.length}个`
  return act(world, c.get('who'), { action: '问题不用管', subject: open.map(id => `#${id}`).join(' '), detail }, () => open.filter(id => settleQuestion(store, id, now().toISOString())).length)
}

export const questionPages: Pages = site => {
  const { app } = site
  app.get('/questions', c => showList(c, site))
  app.post('/questions/settle', async c => {
    const { all } = await fieldsOf(c), ids = [...new Set(all('id').flatMap(text => numberIn(text) ?? []))].slice(0, 200)
    if (ids.length === 0) return goTo(c, site, 'questions', '没有勾选问题：请先勾选，再点“勾选的都不用管”。')
    const count = settle(c, site, ids)
    return goTo(c, site, 'questions', count === 0 ? '这些问题都已处理过。' : `${count}个问题已移出待处理。`)
  })
  app.get('/questions/:id{[0-9]+}', c => showQuestion(c, site, Number(c.req.param('id'))))
  app.post('/questions/:id{[0-9]+}/teach', c => teachFrom(c, site, Number(c.req.param('id'))))
  app.post('/questions/:id{[0-9]+}/settle', c => {
    const id = Number(c.req.param('id'))
    if (!findQuestion(site.world.library.store, id)) return noQuestion(c, site)
    return goTo(c, site, 'questions', settle(c, site, [id]) === 0 ? `问题 #${id} 已处理过。` : `问题 #${id} 已移出待处理。`)
  })
}
