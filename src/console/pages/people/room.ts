// One room: its members with the role and the place that the bot takes them for, who is not known, and which cities nobody reports for.

import { html } from 'hono/html'
import type { Role } from '../../../chat/event.ts'
import { adminMade, adminTaken } from '../../../replies/people.ts'
import { sayPlace } from '../../../replies/updates.ts'
import { identify, type Person } from '../../../roster/person.ts'
import { decideAdmin } from '../../../skills/admins.ts'
import { homeRegion } from '../../../skills/contacts.ts'
import { membersOf, replaceMembers, setRole } from '../../../store/rooms.ts'
import type { Dictionary } from '../../../table/dictionary.ts'
import { mayReach } from '../../access.ts'
import { facts, fieldsOf, goTo, nothing, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { act } from '../../world.ts'
import { findRoom, readNames, roomPath, sayState, switchForm } from './rooms.ts'
import { faultList, roleWords, sayShort } from './words.ts'

const mostNamed = 20
const short = (names: readonly string[]): string => `${names.slice(0, mostNamed).join('、')}${names.length > mostNamed ? `等${names.length}个` : ''}`

type Member = { readonly name: string; readonly contact: string | null; readonly person: Person; readonly home: string | null }

const membersIn = (room: string, { world: { library: { store, dictionary } } }: Site): Member[] => membersOf<Role>(store, room).map(({ name, contact }) => {
  const person = identify({ room, from: name, sender: contact }, store, dictionary)
  return { name, contact, person, home: homeRegion(person) }
})

function sayWhere({ person: { role, province }, home }: Member, dictionary: Dictionary): Html | string {
  if (home !== null) return sayPlace(home, dictionary)
  return province || role === 'admin' ? '省级' : html`<span class="${role === 'reporter' ? 'tag warn' : 'soft'}">认不出</span>`
}

/** What is missing in a room, said before its members. */
function gaps(members: readonly Member[], dictionary: Dictionary): Html {
  const { regions } = dictionary, unknown = members.filter(({ person, home }) => home === null && !person.province && person.role === 'reporter').map(({ name }) => name)
  const has = new Set(members.flatMap(({ person, home }) => (person.role === 'reporter' && home !== null ? [home] : []))), missing = regions.map(({ name }) => name).filter(name => !has.has(name))
  return html`${unknown.length === 0 ? '' : html`<p class="warn">认不出市州的${unknown.length}人：${short(unknown)}。请他们把群昵称改成“市州-姓名”，或在名册里加上。</p>`}
${missing.length === 0 ? html`<p class="soft">${regions.length}个市州都有报送人。</p>` : html`<p class="warn">没有报送人的市州${missing.length}个：${sayShort(missing, dictionary)}。提醒时@不到他们。</p>`}
${members.some(({ person }) => person.role === 'admin') ? '' : html`<p class="warn">这个群没有管理员：疑点、待确认这些只发给管理员的，没有人收。</p>`}`
}

function adminForm({ name, contact, person }: Member, room: string, { base }: Site): Html | string {
  if (person.role === 'viewer') return ''
  if (person.role === 'admin' && contact !== null && person.entry?.role !== 'admin') return html`<small>由群里的名单定</small>`
  const makes = person.role !== 'admin'
  return html`<form method="post" action="${base}/people/rooms/admin"
data-confirm="${makes ? `设“${name}”为管理员？管理员可以核实、退回、改期、停用本群。` : `撤销“${name}”的管理员？`}"><input type="hidden" name="room" value="${room}">
<input type="hidden" name="name" value="${name}">
<button type="submit" name="what" value="${makes ? 'make' : 'take'}" class="${makes ? '' : 'danger'}" aria-label="${makes ? '设为管理员' : '撤销管理员'}：${name}">${makes ? '设为管理员' : '撤销管理员'}</button></form>`
}

const table = (members: readonly Member[], room: string, site: Site, acts: boolean): Html => wide('成员', html`<table class="roster"><caption class="sr">群成员</caption>
<thead><tr><th scope="col">群昵称</th><th scope="col">地方</th><th scope="col">角色</th><th scope="col">按什么认</th>${acts ? html`<th scope="col">操作</th>` : ''}</tr></thead><tbody>
${members.map(member => html`<tr><th scope="row" class="nickname">${member.name}</th>
<td>${sayWhere(member, site.world.library.dictionary)}</td><td>${member.person.role === 'admin' ? html`<span class="tag good">管理员</span>` : roleWords[member.person.role]}</td>
<td>${member.person.entry ? `名册：${member.person.entry.unit}` : html`<span class="soft">群昵称</span>`}</td>${acts ? html`<td>${adminForm(member, room, site)}</td>` : ''}</tr>`)}</tbody></table>`)

function namesForm(room: string, members: readonly Member[], { base }: Site, typed: string | null, faults: readonly string[]): Html {
  const names = typed ?? members.map(({ name }) => name).join('\n')
  return html`<details id="names" class="card" ${faults.length > 0 ? html`open` : ''}><summary>改成员名单</summary>
<form method="post" action="${base}/people/rooms/members" class="stack">${faultList(faults)}<input type="hidden" name="room" value="${room}">
<label>群昵称，一行一个<textarea name="members" rows="${Math.min(24, Math.max(8, members.length + 2))}">${names}</textarea></label>
<p class="soft">整个名单以这里为准：没写的人就不在群里了。原来的管理员，名字没变就还是。</p>
<div class="actions"><button type="submit" class="primary">保存名单</button></div></form></details>`
}

export function roomPage(c: Ask, site: Site, name: string, typed: string | null = null, faults: readonly string[] = []): Response | Promise<Response> {
  const { base, world: { library: { dictionary }, now } } = site, room = findRoom(site, name), acts = mayReach(c.get('who'), 'people', true)
  if (!room) return show(c, site, { title: '没有这个群', body: html`<p>没有这个群。<a href="${base}/people/rooms">看全部群</a></p>`, status: 404 })
  const members = membersIn(name, site)
  return show(c, site, {
    title: room.title, live: true, ...(faults.length > 0 ? { status: 422 } : {}),
    body: html`<p class="lead"><a href="${base}/people/rooms">全部群</a></p><div id="state" data-live><section class="card">${facts([
      ['状态', sayState(room, now())], ['成员', `${members.length}人`],
      ['来源', room.chat === null ? '人工建的，名单在这里改' : '机器人在群里，名单随群更新'],
      ...(room.title === room.name ? [] : [['原名', room.name] as const]),
    ])}${acts ? html`<div class="actions">${switchForm(room, site)}</div>` : ''}</section></div>
<div id="gaps" data-live>${gaps(members, dictionary)}</div>${acts && room.chat === null ? namesForm(name, members, site, typed, faults) : ''}
<h2>成员</h2><div id="members" data-live>${members.length === 0 ? nothing('没有成员。') : table(members, name, site, acts)}</div>`,
  })
}

export async function replaceNames(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { store } = world.library, { one } = await fieldsOf(c), room = findRoom(site, one('room')), text = one('members'), { names, faults } = readNames(text)
  if (!room) return roomPage(c, site, '')
  if (room.chat !== null) return goTo(c, site, roomPath(room.name), '机器人在这个群里，成员名单随群更新，不能在这里改。')
  const all = [...(names.length === 0 ? ['请写成员的群昵称，一行一个，例如“乐山-张三”。不用这个群了，请停用。'] : []), ...faults]
  if (all.length > 0) return roomPage(c, site, room.name, text, all)
  const before = new Set(membersOf(store, room.name).map(({ name }) => name)), now = new Set(names), joined = names.filter(name => !before.has(name)), left = [...before].filter(name => !now.has(name))
  if (joined.length + left.length === 0) return goTo(c, site, roomPath(room.name), '名单没有改动。')
  const said = [...(joined.length > 0 ? [`加${joined.length}人（${short(joined)}）`] : []), ...(left.length > 0 ? [`去掉${left.length}人（${short(left)}）`] : [])].join('，')
  act(world, c.get('who'), { action: '改群成员', subject: room.name, detail: said }, () => replaceMembers(store, room.name, names.map(name => ({ name }))))
  return goTo(c, site, roomPath(room.name), `已改成员名单：${said}。`)
}

/** Who has an id is made an admin as in a chat, by the roster; who has none, by the list of this room alone. */
export async function switchAdmin(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { library } = world, { one } = await fieldsOf(c), room = findRoom(site, one('room')), name = one('name'), what = one('what'), who = c.get('who')
  if (!room || (what !== 'make' && what !== 'take')) return roomPage(c, site, '')
  const member = membersIn(room.name, site).find(one => one.name === name), after = (said: string): Response => goTo(c, site, roomPath(room.name), said)
  if (!member || member.person.role === 'viewer') return after('这个人不在群里，或只看不报，什么也没改。')
  if ((member.person.role === 'admin') === (what === 'make')) return after(`${name}${what === 'make' ? '已经是管理员' : '不是管理员'}，什么也没改。`)
  const deed = { action: what === 'make' ? '设管理员' : '撤销管理员', subject: name, detail: room.name }
  if (member.contact === null) {
    act(world, who, deed, () => setRole(library.store, room.name, name, what === 'make' ? 'admin' : 'reporter'))
    return after(`${what === 'make' ? adminMade(name) : adminTaken(name)}只在“${room.title}”里算。`)
  }
  const { text, write } = decideAdmin({ what, name, room: room.name, source: `console:${who.name}`, at: world.now().toISOString() }, library)
  if (write) act(world, who, deed, write)
  return after(text)
}
