// The two forms of the desk: pasted chat, and a report that came by phone.

import { html, raw } from 'hono/html'
import { enabledRooms, namesIn } from '../../../store/rooms.ts'
import type { Html, Site } from '../../page.ts'
import { mostMessages, type Typed } from './source.ts'

const option = (value: string, name: string, chosen: string): Html => html`<option value="${value}" ${value === chosen ? raw('selected') : ''}>${name}</option>`

/** Which room; a new one by the name that it has in the messenger. */
function roomFields(site: Site, { kind, room, title }: Typed): Html {
  const rooms = enabledRooms(site.world.library.store), chosen = room || (rooms[0] === undefined ? '' : `in:${rooms[0]}`)
  const fresh = html`<label>新群的名称<input name="title" value="${title}" maxlength="40" autocomplete="off" aria-describedby="new-${kind}"></label>
<p id="new-${kind}" class="soft">和微信里的群名一样。填了就按这个群登记，不看上面选的；确认后启用，${kind === 'pasted' ? '发言的人' : '选中的人'}加为群成员。</p>`
  return html`${rooms.length === 0 ? html`<input type="hidden" name="room" value="">`
    : html`<label>群<select name="room">${rooms.map(name => option(`in:${name}`, name, chosen))}${option('private', '私聊', chosen)}</select></label>`}
${rooms.length === 0 ? fresh : html`<details ${title === '' ? '' : raw('open')}><summary>上面没有这个群</summary>${fresh}</details>`}`
}

const faultList = (faults: readonly string[]): Html | string => (faults.length === 0 ? '' : html`<div class="fault" role="alert">${faults.map(fault => html`<p>${fault}</p>`)}</div>`)

/** 粘贴群聊. */
export const pasteForm = (site: Site, typed: Typed, faults: readonly string[]): Html => html`<form method="post" action="${site.base}/desk/preview" enctype="multipart/form-data" class="stack">
<input type="hidden" name="kind" value="pasted">
${faultList(faults)}${roomFields(site, typed)}
<label>群聊内容<textarea name="text" rows="9" required aria-describedby="paste-hint">
${typed.text}</textarea></label>
<p id="paste-hint" class="soft">在微信或企业微信里多选消息，复制或“合并转发”后复制，粘贴到这里。问助手的话以“@${site.world.library.botNames[0] ?? ''}”开头。一次最多${mostMessages}条、2MB。粘过的再粘一次不会重复登记。</p>
<div><button type="submit" class="primary">预览</button></div></form>`

/** 手工登记. */
export function tellForm(site: Site, typed: Typed, faults: readonly string[]): Html {
  const { store, dictionary } = site.world.library, rooms = enabledRooms(store), names = [...new Set(rooms.slice(0, 20).flatMap(room => namesIn(store, room)))].slice(0, 500)
  return html`<form method="post" action="${site.base}/desk/preview" enctype="multipart/form-data" class="stack"><input type="hidden" name="kind" value="told">
${faultList(faults)}${roomFields(site, typed)}
<label>谁报的<input name="who" value="${typed.who}" required maxlength="40" list="who-names" autocomplete="off" placeholder="乐山-张三，或乐山市"></label>
<datalist id="who-names">${names.map(name => html`<option value="${name}">`)}${dictionary.regions.map(({ name }) => html`<option value="${name}">`)}</datalist>
<label>内容，像在群里发的一样<textarea name="text" rows="3" required placeholder="综窗45%，代办38项">
${typed.text}</textarea></label>
<div><button type="submit" class="primary">预览</button></div></form>`
}
