// 总览: is the bot well, what waits for a person, what it will say next, what came in last. Each figure by an index: it comes as fast with a full ledger.

import { html } from 'hono/html'
import { stateNames } from '../../replies/exports.ts'
import { sayDue, sayLeft, sayRegions } from '../../replies/deadline-words.ts'
import { sayRecord } from '../../replies/updates.ts'
import type { Deadline } from '../../deadline/deadline.ts'
import { missingYears } from '../../language/working-days.ts'
import { shanghaiDay } from '../../shanghai.ts'
import { standingOf, unreachable } from '../../skills/standing.ts'
import { openBindings } from '../../store/bindings.ts'
import { calendarOf } from '../../store/calendar.ts'
import { findDeadline, openDeadlines } from '../../store/deadlines.ts'
import { holdOn } from '../../store/holds.ts'
import { citiesReported, countToCheck, newestVersions } from '../../store/ledger.ts'
import { countWaiting, lettersByHand, unsent } from '../../store/outbox.ts'
import { countOpenQuestions } from '../../store/questions.ts'
import { enabledRooms } from '../../store/rooms.ts'
import { stepsBetween } from '../../store/steps.ts'
import type { Dictionary } from '../../table/dictionary.ts'
import { mayReach } from '../access.ts'
import { facts, nothing, sayTime, show, type Html, type Pages, type Site } from '../page.ts'

const dayMs = 86_400_000
/** More is told as “999以上”. */
const mostCounted = 1000

const states = { starting: '正在启动', 'waiting for login': '等待扫码登录', online: '在线', offline: '掉线' } as const

/** How the bot is connected, and what waits to be sent. */
function connection({ world, base }: Site): Html {
  const { library: { store }, now } = world, health = world.health(), { door } = countWaiting(store)
  const failed = unsent(store, new Date(now().getTime() - 7 * dayMs).toISOString(), 20)
  if (health === null) {
    const letters = lettersByHand(store, now().toISOString(), true).length
    return html`<section class="card"><h2>连接</h2>
${facts([['助手', html`<span class="tag warn">人工值守</span> 没有接机器人账号，群里的话由人粘贴进来，回答和提醒由人发出去。`], ['待发', letters === 0 ? '没有' : html`<a href="${base}/desk">${letters}条，去值守台发</a>`]])}</section>`
  }
  const time = (at: Date | null): string => (at === null ? '还没有' : sayTime(at, now()))
  return html`<section class="card"><h2>连接</h2>
${facts([
    ['助手', html`<span class="tag ${health.state === 'online' ? 'good' : 'bad'}">${states[health.state]}</span> ${sayTime(health.since, now())}起`],
    ['最近收到', time(health.lastInbound)], ['最近发出', time(health.lastSent)],
    ['待发', door === 0 ? '没有' : `${door}条`],
    ...(health.lost > 0 ? [['收不到的', `${health.lost}条，请当事人重发`] as const] : []),
    ...(failed.length > 0 ? [['没发成的', html`<a href="${base}/desk#unsent">近7天${failed.length}条${failed.length === 20 ? '以上' : ''}，去值守台看</a>`] as const] : []),
  ])}</section>`
}

/** What waits for a person, with the page where it is done. */
function waiting({ world, base }: Site): Html {
  const { library, now } = world, { store } = library, count = (n: number): string => (n >= mostCounted ? `${mostCounted - 1}以上` : String(n))
  const toCheck = countToCheck(store, { room: null, isAdmin: true }, mostCounted), bindings = openBindings(store), asked = countOpenQuestions(store)
  const byHand = world.health() === null ? 0 : countWaiting(store).hand, rooms = enabledRooms(store)
  // Of a room's deadlines the one with the most places nobody answers for tells it all.
  const mute = rooms.flatMap(room => {
    const missing = openDeadlines<Deadline>(store, room).filter(({ kind }) => kind === 'submission').map(deadline => unreachable(deadline, room, library)).toSorted((a, b) => b.length - a.length)[0] ?? []
    return missing.length === 0 ? [] : [html`“${room}”里${missing.length}个应报的地方没有可提醒的人：${sayMost(missing, library.dictionary)}。<a href="${base}/people/rooms">看群成员</a>`]
  })
  const years = missingYears(shanghaiDay(now()), calendarOf(library))
  const items: Html[] = [
    ...(rooms.length === 0 ? [html`还没有启用的群：<a href="${base}/people/rooms">去名册建群</a>，或由管理员在群里@助手发“启用本群”。`] : []),
    ...(toCheck > 0 ? [html`<a href="${base}/ledger/check">待核的上报${count(toCheck)}条</a>`] : []),
    ...(bindings.length > 0 ? [html`<a href="${base}/people">待确认的绑定${bindings.length}个</a>`] : []),
    ...(asked > 0 ? [html`<a href="${base}/questions">没看懂或被说不对的问题${asked}个</a>`] : []),
    ...(byHand > 0 ? [html`<a href="${base}/desk">待人工发出的${byHand}条</a>`] : []),
    ...mute.slice(0, 5),
    ...years.map(year => html`缺少${year}年的放假安排：照 data/calendar 里的样子写好 ${year}.yaml，再用命令 calendar 导入。`),
  ]
  return html`<section class="card"><h2>等人处理</h2>${items.length === 0 ? nothing('没有。') : html`<ul class="list">${items.map(item => html`<li>${item}</li>`)}</ul>`}</section>`
}

/** A list of places no longer than a line or two. */
function sayMost(regions: readonly string[], dictionary: Dictionary): string {
  const most = 8
  return regions.length <= most ? sayRegions(regions, dictionary) : `${sayRegions(regions.slice(0, most), dictionary)}等`
}

/** The next reminder of each deadline in each room, of the coming month. */
function coming({ world, base }: Site): Html {
  const { library, now } = world, { store, dictionary } = library, at = now()
  const steps = Map.groupBy(stepsBetween(store, at.toISOString(), new Date(at.getTime() + 31 * dayMs).toISOString()), ({ deadline, room }) => `${deadline} ${room}`)
  const rows = [...steps.values()].slice(0, 8).flatMap(([first, ...later]) => {
    const deadline = first && findDeadline<Deadline>(store, first.deadline)
    if (!first || !deadline || deadline.state !== 'open') return []
    const { outstanding } = standingOf(deadline, first.room, library), held = holdOn(store, first.room, first.goAt)
    return [html`<li><time datetime="${first.goAt}">${sayTime(first.goAt, at)}</time> <a href="${base}/deadlines/${deadline.id}">${deadline.title}</a>${held ? html` <span class="tag warn">暂停中</span>` : ''}
<br>${sayDue(deadline, at)}，${sayLeft(deadline, at)}。${outstanding.length === 0 ? '已全部报送，到时不再提醒。' : `未报${outstanding.length}个：${sayMost(outstanding, dictionary)}。`}
<br><small>“${first.room}”${later.length > 0 ? `，一个月内还有${later.length}次` : ''}</small></li>`]
  })
  return html`<section class="card"><h2>接下来的提醒</h2>${rows.length === 0 ? nothing('一个月内没有。') : html`<ul class="list">${rows}</ul>`}<p class="actions"><a class="button" href="${base}/deadlines">全部截止事项</a></p></section>`
}

/** Who reported in the last week, and the newest records. */
function reported({ world, base }: Site): Html {
  const { library: { store, dictionary }, now } = world, at = now(), cities = dictionary.regions.map(({ name }) => name)
  const span = { from: new Date(at.getTime() - 7 * dayMs).toISOString(), until: new Date(at.getTime() + 1).toISOString() }
  const done = citiesReported(store, cities, span, { topics: [], indicators: [], own: false }, { room: null, isAdmin: true })
  return html`<section class="card"><h2>最近的上报</h2>
<p>近7天报过进展的市州${done.length}个，没报的${cities.length - done.length}个。<a href="${base}/ledger">看台账</a></p>
<ul class="list">${newestVersions(store, 8).map(version => html`<li><time datetime="${version.reportedAt}">${sayTime(version.reportedAt, at)}</time> <a href="${base}/ledger/${encodeURIComponent(version.region.split('/')[0] ?? '')}">#${version.id}</a> ${sayRecord(version, dictionary)}
<span class="tag ${version.state === 'to_check' ? 'warn' : ''}">${stateNames[version.state] ?? ''}</span> <small>${version.reporter}${version.room === null ? '，私聊' : ''}</small></li>`)}</ul></section>`
}

export const overviewPages: Pages = site => {
  site.app.get('/', c => show(c, site, {
    title: '总览', live: true,
    body: html`<p class="soft"><span id="now" data-live>现在 ${sayTime(site.world.now(), site.world.now())}</span></p>
<div id="overview" class="cards" data-live>${connection(site)}${mayReach(c.get('who'), 'ledger', false) ? html`${waiting(site)}${coming(site)}${reported(site)}` : ''}</div>`,
  }))
}
