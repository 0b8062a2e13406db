// 值守台: work without a bot account. Chat is pasted in and previewed, what is chosen is heard; what the bot says is carried over by hand.

import { html } from 'hono/html'
import { mayReach } from '../access.ts'
import { fieldsOf, goTo, show, type Ask, type Pages, type Site } from '../page.ts'
import { act, order } from '../world.ts'
import { accept, readMoment } from './desk/accept.ts'
import { drop, sayTo, sweep, tick } from './desk/carry.ts'
import { pasteForm, tellForm } from './desk/forms.ts'
import { fileOfLetter, lettersPart } from './desk/letters.ts'
import { previewPage } from './desk/preview.ts'
import { blank, checkTyped, mostMessages, readSource, readTyped, type Read, type Source, type Typed } from './desk/source.ts'
import { findLetter } from '../../store/outbox.ts'

const number = '[0-9]{1,9}'

type Shown = Response | Promise<Response>

/** The desk; `typed` and `faults`: a form that is shown again. With ?carry=1 the letters come first, on a phone at the top. */
function desk(c: Ask, site: Site, typed: Typed | null = null, faults: readonly string[] = []): Shown {
  const acts = mayReach(c.get('who'), 'desk', true), changed = Number(c.req.query('changed') ?? '') || null, isTold = typed?.kind === 'told', isCarrying = c.req.query('carry') === '1'
  const letters = html`<div id="letters" data-live>${lettersPart(site, acts, changed)}</div>`
  return show(c, site, {
    title: '值守台', live: true, ...(faults.length > 0 ? { status: 422 } : {}),
    body: acts ? html`${isCarrying ? '' : html`<p class="skip-to"><a href="${site.base}/desk?carry=1">看待发</a></p>`}<div class="two desk">${isCarrying ? letters : ''}<div class="entry">
<section class="card"><h2>粘贴群聊</h2>${pasteForm(site, typed !== null && !isTold ? typed : blank('pasted'), isTold ? [] : faults)}</section>
<details class="card" ${isTold ? 'open' : ''}><summary><h2 class="in-line">手工登记</h2> 电话里报的，或当面说的</summary>
${tellForm(site, typed !== null && isTold ? typed : blank('told'), isTold ? faults : [])}</details></div>${isCarrying ? '' : letters}</div>` : letters,
  })
}

const preview = (c: Ask, site: Site, source: Source, read: Read, now: Date, fault: string | null = null): Shown => show(c, site, {
  title: source.kind === 'told' ? '手工登记：预览' : '粘贴群聊：预览', body: previewPage(site, source, read, now, fault), ...(fault === null ? {} : { status: 422 }),
})

/** What a form means and what stands in it, or the desk again with all that is wrong. */
function readForm(c: Ask, site: Site, typed: Typed, now: Date): { readonly source: Source; readonly read: Read } | Shown {
  const source = checkTyped(typed, site.world)
  if ('faults' in source) return desk(c, site, typed, source.faults)
  const read = readSource(source, now, site.world), count = read.messages.length
  if (count > mostMessages) return desk(c, site, typed, [`一次最多${mostMessages}条消息，这次有${count}条。请分几次粘贴。`])
  if (count === 0) return desk(c, site, typed, ['没有读出消息。每条要有发言人，例如“乐山-张三 8/25 10:05”一行，下一行是说的话。', ...read.unread.slice(0, 5).map(({ line, text }) => `第${line}行没有读出来：${text.slice(0, 80)}`)])
  return { source, read }
}

function pasting(site: Site): void {
  const { app, world } = site
  app.post('/desk/preview', async c => {
    const now = world.now(), form = readForm(c, site, readTyped(await fieldsOf(c)), now)
    return 'read' in form ? preview(c, site, form.source, form.read, now) : form
  })
  app.post('/desk/accept', async c => {
    const fields = await fieldsOf(c), at = readMoment(fields.one('now'), world.now()), now = at ?? world.now(), form = readForm(c, site, readTyped(fields), now)
    if (!('read' in form)) return form
    if (at === null) return preview(c, site, form.source, form.read, now, '预览已过一小时，什么也没登记。下面是现在的预览，请再看一遍后确认。')
    const linesOf = (name: string): ReadonlySet<number> => new Set(fields.all(name).flatMap(text => (/^\d{1,7}$/u.test(text) ? [Number(text)] : [])))
    const outcome = await accept(world, c.get('who'), form.source, form.read, { lines: linesOf('line'), asks: linesOf('ask'), names: new Set(fields.all('member')) })
    if ('fault' in outcome) return preview(c, site, form.source, form.read, now, outcome.fault)
    sweep(world)
    return goTo(c, site, 'desk?carry=1', outcome.said)
  })
}

function carrying(site: Site): void {
  const { app, world } = site
  app.post(`/desk/letters/:id{${number}}/sent`, async c => {
    const id = Number(c.req.param('id')), { said, changed } = tick(world, c.get('who'), id, (await fieldsOf(c)).one('shown'))
    sweep(world)
    return goTo(c, site, `desk?carry=1${changed ? `&changed=${id}#letter-${id}` : ''}`, said)
  })
  app.post(`/desk/letters/:id{${number}}/drop`, c => {
    const { said } = drop(world, c.get('who'), Number(c.req.param('id')))
    sweep(world)
    return goTo(c, site, 'desk?carry=1', said)
  })
  app.post(`/desk/letters/:id{${number}}/again`, async c => {
    const id = Number(c.req.param('id')), letter = findLetter(world.library.store, id)?.letter
    if (!letter) return goTo(c, site, 'desk?carry=1', '没有这一条。')
    // Not said in the letter's own room: what an order says there is told to who gave it, and this goes to the room.
    return goTo(c, site, 'desk?carry=1', await order(world, c.get('who'), `补发 ${id}`, null, { action: '补发', subject: `待发 ${id}`, detail: sayTo(letter) }))
  })
  app.get(`/desk/letters/:id{${number}}/file`, c => {
    const found = fileOfLetter(world, Number(c.req.param('id')))
    if (found === null) return show(c, site, { title: '没有这个文件', body: html`<p>这条没有附件，或附件已过期。请对方再要一次。</p><p><a href="${site.base}/desk">回值守台</a></p>`, status: 404 })
    // Who took a file away is written down, as with the ledger.
    act(world, c.get('who'), { action: '下载附件', subject: found.name, detail: sayTo(found.letter) }, () => undefined)
    return c.body(found.bytes, 200, { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="letter"; filename*=UTF-8''${encodeURIComponent(found.name)}` })
  })
}

export const deskPages: Pages = site => {
  site.app.get('/desk', c => desk(c, site))
  pasting(site)
  carrying(site)
}
