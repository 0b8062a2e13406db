// 截止: what is open with how far it is, what is ended, who has not answered, what is held; one deadline with all that is done to it; setting a new one.

import { html } from 'hono/html'
import type { Deadline } from '../../deadline/deadline.ts'
import { findDeadline } from '../../store/deadlines.ts'
import { mayReach, type Who } from '../access.ts'
import { fieldsOf, goTo, show, type Ask, type Pages, type Site } from '../page.ts'
import { doRegions, isDeed } from './deadlines/acts.ts'
import { comingPart, skip } from './deadlines/coming.ts'
import { historyPart } from './deadlines/history.ts'
import { endedList, openList } from './deadlines/list.ts'
import { blank, newForm, setNew } from './deadlines/new.ts'
import { standingPart } from './deadlines/standing.ts'
import { changeLeads, end, move, termForms, termList } from './deadlines/terms.ts'
import { holdForms, holdList, pauseRoom, receiptList, resumeAll, resumeRoom, stopAll } from './deadlines/waiting.ts'
import { deadlinePath, stateNames, type Fault } from './deadlines/words.ts'

const number = '[0-9]{1,9}'
const numberIn = (text: string | undefined): number | null => (text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : null)

function list(site: Site): void {
  const { app, base, world } = site
  const view = (c: Ask, fault: Fault | null = null): Response | Promise<Response> => {
    const acts = mayReach(c.get('who'), 'deadlines', true)
    return show(c, site, {
      title: '截止', live: fault === null, ...(fault === null ? {} : { status: 422 }),
      body: html`<p class="actions">${acts ? html`<a class="button primary" href="${base}/deadlines/new">新设提醒</a>` : ''}<a class="button" href="${base}/deadlines?ended=1">已结束的</a></p>
<div id="open" data-live>${openList(site)}</div>
<div class="two after"><section class="card" aria-labelledby="receipts"><h2 id="receipts">收到回复</h2><div id="receipt-list" data-live>${receiptList(site)}</div></section>
<section class="card" aria-labelledby="holds"><h2 id="holds">暂停和急停</h2><div id="hold-list" data-live>${holdList(site, acts)}</div>${acts ? holdForms(site, fault) : ''}</section></div>`,
    })
  }
  app.get('/deadlines', c => (c.req.query('ended') === '1' ? show(c, site, { title: '已结束的截止事项', body: endedList(site, numberIn(c.req.query('before'))) }) : view(c)))
  app.post('/deadlines/pause', async c => {
    const { one } = await fieldsOf(c), outcome = await pauseRoom(world, c.get('who'), one('room'), one('day'))
    return 'fault' in outcome ? view(c, outcome.fault) : goTo(c, site, 'deadlines', outcome.said)
  })
  app.post('/deadlines/resume', async c => goTo(c, site, 'deadlines', await resumeRoom(world, c.get('who'), (await fieldsOf(c)).one('room'))))
  app.post('/deadlines/stop-all', async c => goTo(c, site, 'deadlines', await stopAll(world, c.get('who'))))
  app.post('/deadlines/resume-all', async c => goTo(c, site, 'deadlines', await resumeAll(world, c.get('who'))))
}

function setting(site: Site): void {
  const { app, world } = site, title = '新设提醒'
  app.get('/deadlines/new', c => (mayReach(c.get('who'), 'deadlines', true) ? show(c, site, { title, body: newForm(site, blank(crypto.randomUUID())) }) : show(c, site, { title, body: html`<p>你的角色只能看，不能设提醒。</p>`, status: 403 })))
  app.post('/deadlines/new', async c => {
    const { one, all } = await fieldsOf(c), key = /^[0-9a-f-]{36}$/u.test(one('key')) ? one('key') : crypto.randomUUID()
    const typed = { room: one('room'), title: one('title'), day: one('day'), time: one('time'), whom: one('whom'), cities: all('cities'), county: one('county'), where: one('where'), leads: one('leads'), repeat: one('repeat'), key }
    const outcome = setNew(world, c.get('who'), typed, one('look') === 'yes')
    if ('faults' in outcome) return show(c, site, { title, body: newForm(site, typed, outcome.faults), status: 422 })
    return 'looked' in outcome ? show(c, site, { title, body: newForm(site, typed, [], outcome.looked) }) : goTo(c, site, deadlinePath(outcome.id), outcome.said)
  })
}

function one(site: Site): void {
  const { app, base, world } = site
  const missing = (c: Ask, id: string): Response | Promise<Response> => show(c, site, { title: '没有这一页', body: html`<p>没有提醒${id}。</p><p><a href="${base}/deadlines">返回截止</a></p>`, status: 404 })
  const view = (c: Ask, deadline: Deadline, fault: Fault | null = null): Response | Promise<Response> => {
    const acts = mayReach(c.get('who'), 'deadlines', true), changes = acts && deadline.state === 'open'
    return show(c, site, {
      title: `提醒${deadline.id}：${deadline.title}`, live: fault === null, ...(fault === null ? {} : { status: 422 }),
      body: html`<p class="actions"><a class="button" href="${base}/deadlines">返回截止</a></p>
<div id="term-list" class="card" data-live>${termList(site, deadline)}</div>
<div id="standing" data-live>${standingPart(site, deadline, acts, fault)}</div>
<section class="card" aria-labelledby="coming"><h2 id="coming">接下来的提醒</h2><div id="steps" data-live>${comingPart(site, deadline, changes, numberIn(c.req.query('from')) ?? 0)}</div></section>
${changes ? html`<section class="card" aria-labelledby="change"><h2 id="change">改期、结束</h2>${termForms(site, deadline, fault)}</section>` : ''}
<section class="card" aria-labelledby="history"><h2 id="history">经过</h2><div id="past" data-live>${historyPart(site, deadline)}</div></section>`,
    })
  }
  app.get(`/deadlines/:id{${number}}`, c => {
    const deadline = findDeadline<Deadline>(world.library.store, Number(c.req.param('id')))
    return deadline === null ? missing(c, c.req.param('id')) : view(c, deadline)
  })

  type Done = { readonly said: string } | { readonly fault: Fault }
  /** Something that is done to a deadline that is open. */
  const deed = (path: string, run: (who: Who, deadline: Deadline, fields: Awaited<ReturnType<typeof fieldsOf>>) => Done | Promise<Done>): void => {
    app.post(`/deadlines/:id{${number}}/${path}`, async c => {
      const id = c.req.param('id'), fields = await fieldsOf(c), deadline = findDeadline<Deadline>(world.library.store, Number(id))
      if (deadline === null) return missing(c, id)
      const done = deadline.state === 'open' ? await run(c.get('who'), deadline, fields) : { said: `提醒${deadline.id}${stateNames[deadline.state]}，没有再改。` }
      return 'fault' in done ? view(c, deadline, done.fault) : goTo(c, site, deadlinePath(deadline.id), done.said)
    })
  }
  deed('move', (who, deadline, fields) => move(world, who, deadline, fields.one('day'), fields.one('time')))
  deed('leads', (who, deadline, fields) => changeLeads(world, who, deadline, fields.one('leads')))
  deed('close', async (who, deadline) => ({ said: await end(world, who, deadline, 'close') }))
  deed('cancel', async (who, deadline) => ({ said: await end(world, who, deadline, 'cancel') }))
  deed('skip', (who, deadline, fields) => ({ said: skip(world, who, deadline, fields.one('room'), fields.one('step'), fields.one('revision')) }))
  deed('regions', (who, deadline, fields) => {
    const act = fields.one('act'), chosen = fields.all('region'), reason = fields.one('reason')
    if (!isDeed(act) || deadline.kind === 'target') return { said: '没有看懂要做什么，什么也没改。' }
    const outcome = doRegions(world, who, deadline, act, chosen, reason)
    return 'said' in outcome ? outcome : { fault: { form: fields.one('form'), faults: outcome.faults, typed: { reason }, chosen } }
  })
}

export const deadlinePages: Pages = site => {
  list(site)
  setting(site)
  one(site)
}
