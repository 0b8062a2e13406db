// What is open in the order of its days: what is to be handed in with how far it is, then the targets; what was ended is a page of its own.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayDay, sayDue } from '../../../replies/deadline-words.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { never } from '../../../skills/duty.ts'
import { inOrder, isCurrent } from '../../../skills/open-deadlines.ts'
import { standingOf } from '../../../skills/standing.ts'
import { endedDeadlines, openDeadlines } from '../../../store/deadlines.ts'
import { stepsOf } from '../../../store/steps.ts'
import { nothing, sayTime, wide, type Html, type Site } from '../../page.ts'
import { bar, deadlinePath, leftTag, sayRoom, stateNames } from './words.ts'

/** So many are told with their counts; the rest with their days. */
const mostCounted = 60
const mostListed = 50

const link = ({ base }: Site, { id, title }: Deadline): Html => html`<a href="${base}/${deadlinePath(id)}">提醒${id} ${title}</a>`

const head = (site: Site, deadline: Deadline, more: Html | string): Html => html`<th scope="row" class="name">${link(site, deadline)}
<div class="soft">${sayDue(deadline, site.world.now())} ${leftTag(deadline, site.world.now())}</div>${more}</th>`

const numberHeads = (names: readonly string[]): Html[] => names.map(name => html`<th scope="col" class="number">${name}</th>`)
const numbers = (...all: readonly (readonly string[])[]): Html[] => all.map(regions => html`<td class="number">${regions.length}</td>`)

/** When it is told next, and where. */
function nextReminder({ world: { library: { store }, now } }: Site, { id }: Deadline, outstanding: readonly string[], allIn: string): Html | string {
  const [next] = stepsOf(store, id, 1)
  if (next === undefined) return '没有了'
  if (next.goAt === never) return '暂停中'
  return outstanding.length === 0 ? allIn : html`<time datetime="${next.goAt}">${sayTime(next.goAt, now())}</time>`
}

function toHandIn(site: Site, deadlines: readonly Deadline[]): Html {
  if (deadlines.length === 0) return nothing('现在没有要报的事项。')
  const rows = deadlines.map(deadline => {
    const { expected, submitted, accepted, outstanding, returned, late } = standingOf(deadline, null, site.world.library)
    return html`<tr>${head(site, deadline, bar(submitted.length, expected.length))}${numbers(expected, submitted, outstanding, accepted, returned, late)}
<td class="when">${nextReminder(site, deadline, outstanding, '已报齐，不再提醒')}</td><td class="room">${sayRoom(deadline.room)}</td></tr>`
  })
  return wide('要报的事项', html`<table class="deadlines"><caption class="sr">要报的事项，按截止日从近到远</caption>
<thead><tr><th scope="col">事项和截止时间</th>${numberHeads(['应报', '已报', '未报', '核收', '退回', '逾期报'])}<th scope="col">下次提醒</th><th scope="col">群</th></tr></thead>
<tbody>${rows}</tbody></table>`)
}

function targets(site: Site, deadlines: readonly Deadline[]): Html {
  const rows = deadlines.map(deadline => {
    const { expected, submitted, outstanding } = standingOf(deadline, null, site.world.library)
    return html`<tr>${head(site, deadline, bar(submitted.length, expected.length))}${numbers(submitted, outstanding)}
<td class="when">${nextReminder(site, deadline, outstanding, '都已达到，不再提醒')}</td><td class="room">${sayRoom(deadline.room)}</td></tr>`
  })
  return wide('目标', html`<table class="deadlines"><caption class="sr">目标，按期限从近到远</caption>
<thead><tr><th scope="col">目标和期限</th>${numberHeads(['已达到', '还没达到'])}<th scope="col">下次提醒</th><th scope="col">群</th></tr></thead><tbody>${rows}</tbody></table>`)
}

const lines = (site: Site, deadlines: readonly Deadline[], more: (deadline: Deadline) => string = () => ''): Html => html`<ul class="list">${deadlines.map(deadline => (
  html`<li>${link(site, deadline)} <small>${sayDue(deadline, site.world.now())}，${sayRoom(deadline.room)}${more(deadline)}</small></li>`))}</ul>`

export function openList(site: Site): Html {
  const now = site.world.now(), open = inOrder(openDeadlines<Deadline>(site.world.library.store, null))
  const current = open.filter(deadline => isCurrent(deadline, now)), old = open.filter(deadline => !isCurrent(deadline, now)).toReversed()
  const submissions = current.filter(({ kind }) => kind === 'submission'), goals = current.filter(({ kind }) => kind === 'target'), far = submissions.slice(mostCounted)
  return html`<section aria-labelledby="to-hand-in"><h2 id="to-hand-in">要报的</h2>${toHandIn(site, submissions.slice(0, mostCounted))}
${far.length === 0 ? '' : html`<h3>更后面的</h3>${lines(site, far.slice(0, mostListed))}`}</section>
${goals.length === 0 ? '' : html`<section aria-labelledby="goals"><h2 id="goals">要达到的目标</h2><p class="soft lead">按通报数和群里上报的数计。</p>
${targets(site, goals.slice(0, mostCounted))}</section>`}
${old.length === 0 ? '' : html`<section aria-labelledby="old"><h2 id="old">过期60天以上、还没关闭的</h2>
<p class="soft lead">不再提醒，请点进去关闭。</p>${lines(site, old.slice(0, mostListed))}</section>`}`
}

/** What was cancelled or closed, the newest first; `before`: from before a number on. */
export function endedList(site: Site, before: number | null): Html {
  const { base, world } = site, found = endedDeadlines<Deadline>(world.library.store, before, mostListed + 1), shown = found.slice(0, mostListed), last = shown.at(-1)
  return html`${shown.length === 0 ? nothing(before === null ? '还没有结束的。' : '没有更早的了。') : html`<div class="card">${lines(site, shown, ({ state, setAt, setBy }) => `，${stateNames[state]}；${setBy}，${sayDay(shanghaiDay(new Date(setAt)), world.now())}设`)}</div>`}
<p class="actions">${found.length > mostListed && last ? html`<a class="button" href="${base}/deadlines?ended=1&amp;before=${last.id}">更早的</a>` : ''}<a class="button" href="${base}/deadlines">返回进行中的</a></p>`
}
