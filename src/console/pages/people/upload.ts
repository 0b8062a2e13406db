// A roster file: first what it would add, change, end and leave; then, accepted, that and nothing else. What was sent is kept in memory for ten minutes.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { html } from 'hono/html'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../../../failure.ts'
import { lookThrough, type Fault } from '../../../roster/read.ts'
import type { Store } from '../../../store/open.ts'
import { compareRoster, isLastAdmin, replaceRoster, standing, type Compared, type Entry, type Standing } from '../../../store/roster.ts'
import type { Dictionary } from '../../../table/dictionary.ts'
import { fieldsOf, goTo, nothing, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { act } from '../../world.ts'
import { roleWords, sayHome } from './words.ts'

type Sent = { readonly entries: readonly Entry[]; readonly source: string; readonly store: Store; readonly at: number }

const keptMs = 10 * 60_000, mostKept = 5
const sentBy = new Map<string, Sent>()
/** A roster of a province is a hundredth of this. */
const mostBytes = 2 * 1024 * 1024
const mostFaults = 200

/** Keeps what was sent under a new key. */
function keep(sent: Sent): string {
  const key = crypto.randomUUID()
  sentBy.set(key, sent)
  for (const old of [...sentBy.keys()].slice(0, -mostKept)) sentBy.delete(old)
  return key
}

function find(key: string, { world: { library: { store } }, clock }: Site): Sent | null {
  const sent = sentBy.get(key)
  if (sent && sent.at + keptMs < clock().getTime()) sentBy.delete(key)
  return sent && sentBy.has(key) && sent.store === store ? sent : null
}

/** A name for the source of entries: no folder, and nothing that a chat's or the console's would begin with. */
const sourceOf = (name: string): string => (name.split(/[\\/]/u).at(-1) ?? '').replace(/[:\p{Cc}]/gu, '_').slice(-80)

/** Reads the file by way of a folder that only we may read. */
async function readSent(file: File, dictionary: Dictionary): ReturnType<typeof lookThrough> {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-roster-'))
  try {
    const path = join(folder, sourceOf(file.name))
    writeFileSync(path, new Uint8Array(await file.arrayBuffer()), { mode: 0o600 })
    return await lookThrough(path, dictionary)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Wrong = { readonly text: string; readonly faults?: readonly Fault[] }

export function uploadPage(c: Ask, site: Site, wrong: Wrong | null = null): Response | Promise<Response> {
  const { base } = site, { text = '', faults = [] } = wrong ?? {}
  return show(c, site, {
    title: '传名册文件', ...(wrong ? { status: 422 } : {}),
    body: html`${wrong ? html`<div class="fault card" role="alert"><p>${text}</p>
${faults.length === 0 ? '' : html`<ul class="faults">${faults.slice(0, mostFaults).map(({ line, fault }) => html`<li>第${line}行：${fault}</li>`)}</ul>`}
${faults.length > mostFaults ? html`<p>只列出前${mostFaults}处。</p>` : ''}</div>` : ''}
<form method="post" action="${base}/people/upload" enctype="multipart/form-data" class="stack card narrow">
<label>名册文件（.xlsx 或 .csv）<input type="file" name="file" accept=".xlsx,.csv" required></label>
<p class="soft">第一行是列名，至少有“姓名”和“单位”（或“地区”）；还可以有“角色”“主联系人”“账号”“电话”。先看会改什么，看过再确认，现在什么也不改。</p>
<p class="soft">文件里没有的人会结束；在群里绑定的、在这里加的人不受文件影响。</p>
<div class="actions"><button type="submit" class="primary">看会改什么</button><a class="button" href="${base}/people">返回名册</a></div></form>`,
  })
}

export async function sendFile(c: Ask, site: Site): Promise<Response> {
  const { world: { library: { store, dictionary } }, clock } = site, file = (await fieldsOf(c)).file('file')
  if (!file) return uploadPage(c, site, { text: '没有选文件，或文件是空的。请选一个 .xlsx 或 .csv 文件。' })
  if (file.size > mostBytes) return uploadPage(c, site, { text: '文件超过2MB，不像名册。请删去图片和别的表，只留名册后再传。' })
  try {
    const { entries, faults } = await readSent(file, dictionary)
    if (faults.length > 0) return await uploadPage(c, site, { text: `${sourceOf(file.name)} 有${faults.length}处要改，改好后重传。名册没有动。`, faults })
    return goTo(c, site, `people/upload/${keep({ entries, source: sourceOf(file.name), store, at: clock().getTime() })}`)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return uploadPage(c, site, { text: error.message })
  }
}

/** Changes with each change of the roster: whoever is added has a new number, whoever is ended is one less. */
const stateOf = (store: Store): string => `${Math.max(0, ...standing(store).map(({ id }) => id))}.${standing(store).length}`

/** What is other than before: 角色由报送改为管理员 */
function sayChange(entry: Entry, old: Standing, dictionary: Dictionary): string {
  const told = (one: Entry) => [['地区', sayHome(one.region, dictionary)], ['角色', roleWords[one.role]], ['主联系人', one.main ? '是' : '否']] as const, before = told(old)
  return [
    ...told(entry).flatMap(([name, value], i) => (before[i]?.[1] === value ? [] : [`${name}由${before[i]?.[1]}改为${value}`])),
    ...(entry.phone === old.phone ? [] : [entry.phone === null ? '电话去掉' : old.phone === null ? '加了电话' : '换了电话']),
    ...(entry.contact === old.contact ? [] : [old.contact === null ? '加了账号' : '换了账号']),
  ].join('，')
}

type Line = { readonly entry: Entry; readonly change?: string }

function part(title: string, lines: readonly Line[], dictionary: Dictionary, changes = false): Html | string {
  if (lines.length === 0) return ''
  const row = ({ entry: { name, unit, region, role, main }, change }: Line): Html => html`<tr><th scope="row">${name}</th>${changes ? html`<td>${change ?? ''}</td>` : ''}
<td>${unit}</td><td>${sayHome(region, dictionary)}</td><td>${roleWords[role]}${main ? '，主联系人' : ''}</td></tr>`
  return html`<h2>${title}</h2>${wide(title, html`<table class="roster"><caption class="sr">${title}</caption><thead>
<tr><th scope="col">姓名</th>${changes ? html`<th scope="col">改了什么</th>` : ''}<th scope="col">单位</th><th scope="col">地区</th><th scope="col">角色</th></tr></thead><tbody>${lines.map(row)}</tbody></table>`)}`
}

const counted = ({ added, ended, kept }: Compared): string => {
  const fresh = added.filter(({ old }) => old === null).length
  return `新增${fresh}人，改动${added.length - fresh}人，结束${ended.length}人，不变${kept.length}人`
}

const gone = (c: Ask, site: Site): Response => goTo(c, site, 'people/upload', '这次上传已过十分钟或已用过，名册没有动。请重新传。')

export function previewPage(c: Ask, site: Site, key: string): Response | Promise<Response> {
  const { base, world: { library: { store, dictionary } } } = site, sent = find(key, site)
  if (!sent) return gone(c, site)
  const compared = compareRoster(store, sent.entries), { added, ended, kept, stays } = compared, fresh = added.filter(({ old }) => old === null)
  const losesAdmin = [...ended, ...added.flatMap(({ entry, old }) => (old && entry.role !== 'admin' ? [old] : []))].some(old => isLastAdmin(store, old))
  const lines = (entries: readonly Entry[]): Line[] => entries.map(entry => ({ entry })), changed = added.flatMap(({ entry, old }) => (old === null ? [] : [{ entry, change: sayChange(entry, old, dictionary) }]))
  const isSame = added.length === 0 && ended.length === 0
  return show(c, site, {
    title: '名册会怎样改',
    body: html`<section class="card"><p>${sent.source}：<b>${counted(compared)}</b>。</p>${losesAdmin ? html`<p class="warn">改后没有一个认得账号的管理员，助手会在启动窗口给出新的管理员口令。</p>` : ''}
${isSame ? html`<p class="actions"><a class="button" href="${base}/people">名册不用改，返回</a></p>`
    : html`<form method="post" action="${base}/people/upload/${key}" class="actions" data-confirm="照文件改名册：${counted(compared)}？">
<input type="hidden" name="state" value="${stateOf(store)}"><button type="submit" class="primary">照这样改</button><a class="button" href="${base}/people/upload">不改，重新传</a></form>`}</section>
${part(`结束${ended.length}人`, lines(ended), dictionary)}
${part(`改动${added.length - fresh.length}人`, changed, dictionary, true)}
${part(`新增${fresh.length}人`, lines(fresh.map(({ entry }) => entry)), dictionary)}
${part(`不在文件里但保留${stays.length}人（群里绑定的或控制台加的）`, lines(stays), dictionary)}
${kept.length === 0 ? '' : html`<details><summary>不变${kept.length}人</summary>${part('不变', lines(kept), dictionary)}</details>`}${added.length + ended.length + kept.length === 0 ? nothing('没有。') : ''}`,
  })
}

export async function acceptFile(c: Ask, site: Site, key: string): Promise<Response> {
  const { world } = site, { store } = world.library, { one } = await fieldsOf(c), sent = find(key, site)
  if (!sent) return gone(c, site)
  if (one('state') !== stateOf(store)) return goTo(c, site, `people/upload/${key}`, '看过之后名册又有改动，还没有照文件改。请看下面新的比较，再确认一次。')
  const said = counted(compareRoster(store, sent.entries))
  act(world, c.get('who'), { action: '导入名册', subject: sent.source, detail: said }, () => replaceRoster(store, sent.entries, sent.source, world.now().toISOString()))
  sentBy.delete(key)
  return goTo(c, site, 'people', `已照 ${sent.source} 改名册：${said}。`)
}
