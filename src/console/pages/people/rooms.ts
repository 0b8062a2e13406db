// The rooms that are known: on or off, since when and by whom; turned on and off as by 启用本群 and 停用本群; and a new one by its name and members, for work by hand.

import { html } from 'hono/html'
import { enableRoom, knownRooms, replaceMembers, type Room } from '../../../store/rooms.ts'
import { mayReach } from '../../access.ts'
import { fieldsOf, goTo, nothing, sayTime, show, type Ask, type Html, type Site } from '../../page.ts'
import { act, order } from '../../world.ts'
import { faultList, tabs } from './words.ts'

const longestRoom = 40, longestMember = 60, mostMembers = 500
/** An account may be drawn into many; the ones that are served come first. */
const mostRooms = 100

export const roomPath = (room: string): string => `people/rooms/one?room=${encodeURIComponent(room)}`

export const findRoom = ({ world: { library: { store } } }: Site, name: string): Room | null => knownRooms(store).find(room => room.name === name) ?? null

/** 已启用 since when and by whom, or 未启用 */
export function sayState({ enabledAt, enabledBy }: Room, now: Date): Html {
  if (enabledAt === null) return html`<span class="tag">未启用</span>`
  return html`<span class="tag good">已启用</span>${enabledAt === '' ? '' : html` <time datetime="${enabledAt}">${sayTime(enabledAt, now)}</time>起${enabledBy ? `，${enabledBy}启用` : ''}`}`
}

export function switchForm({ name, enabledAt }: Room, { base }: Site): Html {
  const on = enabledAt === null
  return html`<form method="post" action="${base}/people/rooms/switch"
data-confirm="${on ? `启用“${name}”？助手会在群里回答、记录、提醒。` : `停用“${name}”？助手不再回答、不再记录，提醒也停。`}">
<input type="hidden" name="room" value="${name}"><button type="submit" name="to" value="${on ? 'on' : 'off'}" class="${on ? 'primary' : 'danger'}"
aria-label="${on ? '启用' : '停用'}${name}">${on ? '启用' : '停用'}</button></form>`
}

type Typed = { readonly room: string; readonly members: string }

function newRoom({ base }: Site, { room, members }: Typed, faults: readonly string[]): Html {
  return html`<section class="card" id="new"><h2>建一个群</h2><form method="post" action="${base}/people/rooms/new" class="stack">${faultList(faults)}
<p class="soft">没有机器人账号时，把工作群照样建在这里，再到值守台粘贴群里的话。以后接上机器人，同名的群接着用。</p>
<label>群名，和微信里一样<input name="room" value="${room}" required maxlength="${longestRoom}" autocomplete="off" placeholder="三化工作群"></label>
<label>成员的群昵称，一行一个<textarea name="members" rows="8" placeholder="乐山-张三&#10;南充市政务局 李四">${members}</textarea></label>
<div class="actions"><button type="submit" class="primary">建群并启用</button></div></form></section>`
}

export function roomsPage(c: Ask, site: Site, typed: Typed = { room: '', members: '' }, faults: readonly string[] = []): Response | Promise<Response> {
  const { base, world: { library: { store }, now, health } } = site, acts = mayReach(c.get('who'), 'people', true), rooms = knownRooms(store)
  return show(c, site, {
    title: '群和成员', live: true, ...(faults.length > 0 ? { status: 422 } : {}),
    body: html`${tabs(site, 'rooms')}<div id="rooms" data-live>${rooms.length === 0 ? html`<p class="lead">${nothing('还没有群。')}</p>` : html`<ul class="list card">
${rooms.slice(0, mostRooms).map(room => html`<li class="row"><div><a href="${base}/${roomPath(room.name)}"><b>${room.title}</b></a>
${room.title === room.name ? '' : html` <small>原名“${room.name}”</small>`} <small>成员${room.members}人</small>
<br>${sayState(room, now())}${room.chat === null && health() !== null ? html` <small>机器人现在不在这个群里</small>` : ''}</div>
${acts ? switchForm(room, site) : ''}</li>`)}</ul>
${rooms.length > mostRooms ? html`<p class="soft">共${rooms.length}个群，列出前${mostRooms}个。</p>` : ''}`}</div>
${acts ? newRoom(site, typed, faults) : ''}`,
  })
}

export async function switchRoom(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { one } = await fieldsOf(c), room = findRoom(site, one('room')), to = one('to')
  if (!room || (to !== 'on' && to !== 'off')) return goTo(c, site, 'people/rooms', '没有这个群，什么也没改。')
  const isOn = room.enabledAt !== null
  if (isOn === (to === 'on')) return goTo(c, site, 'people/rooms', `“${room.title}”已经是${isOn ? '启用' : '停用'}的，什么也没改。`)
  return goTo(c, site, 'people/rooms', await order(world, c.get('who'), to === 'on' ? '启用本群' : '停用本群', room.name, { action: to === 'on' ? '启用群' : '停用群', subject: room.name }))
}

/** The nicknames that were pasted, one a line, and all that is wrong with them. */
export function readNames(text: string): { readonly names: readonly string[]; readonly faults: readonly string[] } {
  const lines = text.split(/\r?\n/u).map((line, i) => ({ name: line.replace(/[\p{Cf}\p{Cc}]/gu, '').trim().replace(/^@/u, ''), line: i + 1 })).filter(({ name }) => name !== '')
  const first = new Map<string, number>()
  const faults = lines.flatMap(({ name, line }) => {
    const before = first.get(name)
    if (before === undefined) first.set(name, line)
    return [
      ...(before === undefined ? [] : [`第${line}行“${name.slice(0, longestMember)}”和第${before}行一样，请删去一行；真有两个人同名，请让他们改得不一样。`]),
      ...([...name].length > longestMember ? [`第${line}行超过${longestMember}个字，不像一个群昵称。请一行写一个。`] : []),
    ]
  })
  return { names: lines.map(({ name }) => name), faults: [...faults.slice(0, 20), ...(lines.length > mostMembers ? [`成员有${lines.length}个，最多${mostMembers}个。`] : [])] }
}

export async function makeRoom(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { store } = world.library, { one } = await fieldsOf(c), room = one('room'), members = one('members'), { names, faults } = readNames(members), who = c.get('who')
  const taken = knownRooms(store).some(known => known.name === room || known.title === room)
  const all = [
    ...(room === '' || [...room].length > longestRoom || /[\p{Cc}\p{Cf}]/u.test(room) ? [`群名要写1到${longestRoom}个字，例如“三化工作群”。`] : []),
    ...(taken ? [`已经有“${room}”这个群，请点它的名字改成员，或换一个群名。`] : []), ...(names.length === 0 ? ['请写成员的群昵称，一行一个，例如“乐山-张三”。'] : []), ...faults,
  ]
  if (all.length > 0) return roomsPage(c, site, { room, members }, all)
  act(world, who, { action: '建群', subject: room, detail: `成员${names.length}人` }, () => {
    replaceMembers(store, room, names.map(name => ({ name })))
    enableRoom(store, room, world.now().toISOString(), who.name)
  })
  world.beat()
  return goTo(c, site, roomPath(room), `已建群并启用：${room}，成员${names.length}人。请看下面有没有认不出市州的。`)
}
