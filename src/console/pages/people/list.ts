// The roster by region, with the cities that have nobody who reports said on top; and the entries that were ended. Phones are told only as 有 or 无.

import { html } from 'hono/html'
import { regionsOf } from '../../../skills/contacts.ts'
import { enabledRooms } from '../../../store/rooms.ts'
import { endedEntries, standing, type Standing } from '../../../store/roster.ts'
import { mayReach } from '../../access.ts'
import { nothing, sayTime, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { bindingRequests } from './bindings.ts'
import { namedIn, provincial, roleWords, sayHome, sayShort, tabs } from './words.ts'

const mostEnded = 50
/** More than stand on any roster of ours: a table stays one that a browser draws. */
const mostShown = 1000

/** The cities for which nobody on the roster reports, with those that a room's nicknames make up for. */
function missingCities({ world: { library } }: Site, people: readonly Standing[]): Html {
  const { dictionary, store } = library, has = new Set(people.flatMap(({ role, region }) => (role === 'reporter' && region !== null ? [region] : [])))
  const missing = dictionary.regions.map(({ name }) => name).filter(name => !has.has(name))
  if (missing.length === 0) return html`<p class="soft">${dictionary.regions.length}个市州都有报送人。</p>`
  const shown = new Set(enabledRooms(store).flatMap(room => regionsOf(room, library))), inRooms = missing.filter(name => shown.has(name))
  return html`<p class="warn">名册上没有报送人的市州${missing.length}个：${sayShort(missing, dictionary)}。${
    inRooms.length === missing.length ? '在群里按群昵称都找得到人。' : inRooms.length === 0 ? '在群里按群昵称也找不到人，提醒时@不到他们。' : `其中在群里按群昵称找得到人的：${sayShort(inRooms, dictionary)}；其余的提醒时@不到。`}</p>`
}

const person = (entry: Standing, { base, world: { now } }: Site, acts: boolean): Html => html`<tr>
<th scope="row">${acts ? html`<a href="${base}/people/${entry.id}">${entry.name}</a>` : entry.name}${entry.main ? html` <span class="tag good">主联系人</span>` : ''}</th>
<td>${entry.unit}</td><td>${entry.role === 'admin' ? html`<span class="tag">管理员</span>` : roleWords[entry.role]}</td>
<td>${entry.contact === null ? html`<span class="soft">未绑定</span>` : '已绑定'}</td><td>${entry.phone === null ? html`<span class="soft">无</span>` : '有'}</td>
<td><time datetime="${entry.from}">${sayTime(entry.from, now())}</time></td>
${acts ? html`<td><div class="deed"><a class="button" href="${base}/people/${entry.id}" aria-label="修改${namedIn(entry)}">修改</a>
<form method="post" action="${base}/people/${entry.id}/end" data-confirm="结束“${namedIn(entry)}”？从现在起名册上没有这个人，以前的记录留着。">
<button type="submit" class="danger" aria-label="结束${namedIn(entry)}">结束</button></form></div></td>` : ''}</tr>`

type Filter = { readonly region: string; readonly text: string }

function table(site: Site, people: readonly Standing[], acts: boolean): Html {
  const { dictionary } = site.world.library, byRegion = Map.groupBy(people, ({ region }) => region)
  const order = [null, ...dictionary.regions.map(({ name }) => name), ...[...byRegion.keys()].filter(region => region !== null && !dictionary.regions.some(({ name }) => name === region))]
  return wide('名册', html`<table class="roster"><caption class="sr">现在的名册，按地区</caption>
<thead><tr><th scope="col">姓名</th><th scope="col">单位</th><th scope="col">角色</th><th scope="col">账号</th><th scope="col">电话</th><th scope="col">起</th>
${acts ? html`<th scope="col">操作</th>` : ''}</tr></thead>
${order.flatMap(region => {
    const here = byRegion.get(region) ?? []
    return here.length === 0 ? [] : [html`<tbody><tr><th scope="rowgroup" colspan="${acts ? 7 : 6}">${sayHome(region, dictionary)} <small>${here.length}人</small></th></tr>
${here.map(entry => person(entry, site, acts))}</tbody>`]
  })}</table>`)
}

function filterForm({ base, world: { library: { dictionary } } }: Site, { region, text }: Filter): Html {
  const option = (value: string, title: string): Html => html`<option value="${value}" ${value === region ? html`selected` : ''}>${title}</option>`
  return html`<form method="get" action="${base}/people" class="inline filters">
<label>地区
<select name="region">${option('', '全部')}${option(provincial, provincial)}${dictionary.regions.map(({ name, say }) => option(name, say))}</select></label>
<label>单位或姓名<input name="q" value="${text}" maxlength="40" size="12"></label><button type="submit">筛选</button></form>`
}

export function rosterPage(c: Ask, site: Site): Response | Promise<Response> {
  const { base, world: { library: { store } } } = site, acts = mayReach(c.get('who'), 'people', true), people = standing(store)
  const filter: Filter = { region: (c.req.query('region') ?? '').slice(0, 20), text: (c.req.query('q') ?? '').trim().slice(0, 40) }
  const found = people.filter(({ region, unit, name }) => (filter.region === '' || (region ?? provincial) === filter.region) && `${unit} ${name}`.includes(filter.text)), shown = found.slice(0, mostShown)
  return show(c, site, {
    title: '名册', live: true,
    body: html`${tabs(site, 'list')}<div id="asked" data-live>${bindingRequests(site, acts)}</div>
${acts ? html`<p class="actions lead"><a class="button primary" href="${base}/people/new">加一个人</a><a class="button" href="${base}/people/upload">传名册文件</a></p>` : ''}
<div id="missing" data-live>${missingCities(site, people)}</div>${filterForm(site, filter)}
<div id="people" data-live>
<p class="lead soft">${found.length === people.length ? `共${people.length}人` : `共${people.length}人，符合的${found.length}人`}${found.length > shown.length ? `，列出前${shown.length}人，请筛选` : ''}。</p>
${people.length === 0 ? nothing('名册是空的。群里的人按群昵称认市州；传了名册，就按名册认。') : found.length === 0 ? nothing('没有符合的。') : table(site, shown, acts)}</div>`,
  })
}

export function historyPage(c: Ask, site: Site): Response | Promise<Response> {
  const { base, world: { library: { store, dictionary }, now } } = site, before = c.req.query('before') ?? ''
  const rows = endedEntries(store, /^\d{1,12}$/u.test(before) ? Number(before) : null, mostEnded), last = rows.at(-1)
  const time = (iso: string): Html => html`<time datetime="${iso}">${sayTime(iso, now())}</time>`
  return show(c, site, {
    title: '已结束的',
    body: html`${tabs(site, 'ended')}<p class="soft lead">改一个人，是结束原来的、另加新的，所以改过的人也在这里。</p>
${rows.length === 0 ? nothing('没有。') : wide('已结束的', html`<table class="roster"><caption class="sr">已结束的名册条目，新的在前</caption>
<thead><tr><th scope="col">姓名</th><th scope="col">单位</th><th scope="col">地区</th><th scope="col">角色</th><th scope="col">起</th>
<th scope="col">止</th><th scope="col">来源</th></tr></thead><tbody>
${rows.map(entry => html`<tr><th scope="row">${entry.name}${entry.main ? html` <span class="tag">主联系人</span>` : ''}</th>
<td>${entry.unit}</td><td>${sayHome(entry.region, dictionary)}</td><td>${roleWords[entry.role]}</td>
<td>${time(entry.from)}</td><td>${entry.until === null ? '' : time(entry.until)}</td><td>${saySource(entry.source)}</td></tr>`)}</tbody></table>`)}
${last && rows.length === mostEnded ? html`<p class="actions"><a class="button" href="${base}/people?ended=1&amp;before=${last.id}">更早的</a></p>` : ''}`,
  })
}

/** chat:绑定3 → 群里：绑定3 */
const saySource = (source: string): string => source.replace(/^chat:/u, '群里：').replace(/^console:/u, '控制台：')
