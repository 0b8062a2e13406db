// One person of the roster: added, changed (the entry is ended and another added), ended. The same rules as for a line of a roster file.

import { html } from 'hono/html'
import { lastAdmin } from '../../../replies/people.ts'
import { readPerson } from '../../../roster/read.ts'
import { addEntry, endEntry, findEntry, isLastAdmin, standing, type Entry, type Standing } from '../../../store/roster.ts'
import { fieldsOf, goTo, show, type Ask, type Html, type Site } from '../../page.ts'
import { act } from '../../world.ts'
import { faultList, namedIn, provincial, roleWords, sayHome } from './words.ts'

const longestUnit = 60, longestName = 20

/** What is typed into the form. `phone`: '' leaves the known one. */
type Typed = { readonly unit: string; readonly name: string; readonly region: string; readonly role: string; readonly main: boolean; readonly phone: string; readonly dropsPhone: boolean }

const blank: Typed = { unit: '', name: '', region: '', role: roleWords.reporter, main: false, phone: '', dropsPhone: false }
const asTyped = ({ unit, name, region, role, main }: Standing): Typed => ({ ...blank, unit, name, region: region ?? provincial, role: roleWords[role], main })

const sayEntry = ({ region, role, main }: Entry, { world: { library: { dictionary } } }: Site): string => `${sayHome(region, dictionary)}，${roleWords[role]}${main ? '，主联系人' : ''}`

function form({ base, world: { library: { dictionary } } }: Site, old: Standing | null, typed: Typed, faults: readonly string[]): Html {
  const option = (value: string, chosen: string, title = value): Html => html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${title}</option>`
  return html`<form method="post" action="${base}/people/${old?.id ?? 'new'}" class="stack card narrow">${faultList(faults)}
<label>单位<input name="unit" value="${typed.unit}" required maxlength="${longestUnit}" autocomplete="off" placeholder="乐山市政务局"></label>
<label>姓名<input name="name" value="${typed.name}" required maxlength="${longestName}" autocomplete="off"></label>
<label>地区<select name="region" required>${option('', typed.region, '请选')}${option(provincial, typed.region)}${dictionary.regions.map(({ name, say }) => option(name, typed.region, say))}</select></label>
<label>角色<select name="role">${Object.values(roleWords).map(word => option(word, typed.role))}</select></label>
<p class="soft">报送：提醒时@到，可以报自己市州的数。只看：可以问，不提醒。管理员：还要认得账号才算，用群昵称不能冒充。</p>
<label class="check"><input type="checkbox" name="main" value="yes" ${typed.main ? html`checked` : ''}> 主联系人</label>
<label>电话<input name="phone" value="${typed.phone}" inputmode="tel" maxlength="30" autocomplete="off" aria-describedby="phone-hint"></label>
<p class="soft" id="phone-hint">${old?.phone ? '已有电话，只存不显示；不填就不变。' : '可以不填；只存不显示。'}</p>
${old?.phone ? html`<label class="check"><input type="checkbox" name="drop" value="yes" ${typed.dropsPhone ? html`checked` : ''}> 删去已有的电话</label>` : ''}
<div class="actions"><button type="submit" class="primary">${old ? '保存修改' : '加上'}</button><a class="button" href="${base}/people">不改了</a></div></form>`
}

export function personPage(c: Ask, site: Site, id: number | null, typed: Typed | null = null, faults: readonly string[] = []): Response | Promise<Response> {
  const old = id === null ? null : findEntry(site.world.library.store, id)
  if (id !== null && !old) return show(c, site, { title: '没有这个人', body: html`<p>名册上没有这一条，可能已经改过或结束。<a href="${site.base}/people">回名册</a></p>`, status: 404 })
  return show(c, site, {
    title: old ? `修改：${namedIn(old)}` : '加一个人', ...(faults.length > 0 ? { status: 422 } : {}),
    body: html`${form(site, old, typed ?? (old ? asTyped(old) : blank), faults)}${old ? html`<p class="soft">${old.contact === null ? '没有绑定账号；本人在群里@助手发“绑定 市州名”，或名册文件里写账号。' : '绑定的账号跟着这个人，改了也不变。'}</p>` : ''}`,
  })
}

async function typedIn(c: Ask): Promise<Typed> {
  const { one } = await fieldsOf(c)
  return { unit: one('unit'), name: one('name'), region: one('region'), role: one('role'), main: one('main') === 'yes', phone: one('phone'), dropsPhone: one('drop') === 'yes' }
}

/** The entry that was typed, or all that is wrong. `old`: whose place it takes. */
function check({ world: { library: { store, dictionary } } }: Site, typed: Typed, old: Standing | null): { readonly entry: Entry } | { readonly faults: readonly string[] } {
  const { unit, name, region, role, main, phone, dropsPhone } = typed
  const read = readPerson({ unit, name, region, role, main: main ? '是' : '', contact: '', phone }, dictionary)
  const entry = read.entry && { ...read.entry, contact: old?.contact ?? null, phone: read.entry.phone ?? (dropsPhone ? null : old?.phone ?? null) }
  const twin = entry && standing(store).find(one => one.unit === entry.unit && one.name === entry.name && one.id !== old?.id)
  const faults = [
    ...(unit === '' || [...unit].length > longestUnit ? [`单位要写1到${longestUnit}个字，例如“乐山市政务局”。`] : []),
    ...(name === '' || [...name].length > longestName ? [`姓名要写1到${longestName}个字，例如“张三”。`] : []),
    ...(region === '' ? ['请选地区；省级单位选“省级”。'] : []),
    ...(unit === '' ? [] : read.faults.map(fault => `${fault}。`)),
    ...(phone !== '' && phone.replace(/\D/gu, '').length < 7 ? ['电话要有7位以上数字，例如 028-86600000；不填也可以。'] : []),
    ...(twin ? [`名册上已经有“${namedIn(twin)}”，请直接改那一条，或写得能区分开。`] : []),
    ...(old && entry && entry.role !== 'admin' && isLastAdmin(store, old) ? [lastAdmin] : []),
  ]
  return entry && faults.length === 0 ? { entry } : { faults }
}

export async function addPerson(c: Ask, site: Site): Promise<Response> {
  const { world } = site, typed = await typedIn(c), checked = check(site, typed, null)
  if ('faults' in checked) return personPage(c, site, null, typed, checked.faults)
  const { entry } = checked, who = c.get('who')
  act(world, who, { action: '名册加人', subject: namedIn(entry), detail: sayEntry(entry, site) }, () => addEntry(world.library.store, entry, `console:${who.name}`, world.now().toISOString()))
  return goTo(c, site, 'people', `已加：${namedIn(entry)}（${sayEntry(entry, site)}）。`)
}

const compared = ['unit', 'name', 'region', 'role', 'main', 'phone'] as const

export async function changePerson(c: Ask, site: Site, id: number): Promise<Response> {
  const { world } = site, { store } = world.library, typed = await typedIn(c), old = findEntry(store, id)
  if (!old) return personPage(c, site, id)
  const checked = check(site, typed, old)
  if ('faults' in checked) return personPage(c, site, id, typed, checked.faults)
  const { entry } = checked, at = world.now().toISOString()
  if (compared.every(field => entry[field] === old[field])) return goTo(c, site, 'people', '没有改动。')
  const phone = entry.phone === old.phone ? '' : '，电话有改动'
  act(world, c.get('who'), { action: '名册改人', subject: namedIn(old), detail: `${sayEntry(old, site)} → ${namedIn(entry)}，${sayEntry(entry, site)}${phone}` }, () => {
    endEntry(store, old.id, at)
    // Where it came from stays: the next file still governs whom a file brought.
    addEntry(store, entry, old.source, at)
  })
  return goTo(c, site, 'people', `已改：${namedIn(entry)}（${sayEntry(entry, site)}）。原来的一条已结束，在“已结束的”里。`)
}

export async function endPerson(c: Ask, site: Site, id: number): Promise<Response> {
  const { world } = site, { store } = world.library, old = findEntry(store, id)
  if (!old) return goTo(c, site, 'people', '名册上没有这一条，可能已经改过或结束，什么也没改。')
  if (isLastAdmin(store, old)) return goTo(c, site, 'people', lastAdmin)
  act(world, c.get('who'), { action: '名册结束', subject: namedIn(old), detail: sayEntry(old, site) }, () => endEntry(store, old.id, world.now().toISOString()))
  return goTo(c, site, 'people', `已结束：${namedIn(old)}。`)
}
