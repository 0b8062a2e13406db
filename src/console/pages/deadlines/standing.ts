// How a deadline stands, region by region: who is missing and why, who is in (when, by whom, where), who need not; with what may be done to those that are
// ticked. Of a target: who has met it.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayPlace, sayShortPlace } from '../../../replies/updates.ts'
import { contactsOf } from '../../../skills/contacts.ts'
import { standingOf } from '../../../skills/standing.ts'
import { enabledRooms } from '../../../store/rooms.ts'
import { actsOf, type StandingSubmission } from '../../../store/submissions.ts'
import { nothing, sayTime, wide, type Html, type Site } from '../../page.ts'
import { faultList } from '../data/parts.ts'
import { longestReason, mostActs, type RegionDeed } from './acts.ts'
import { bar, deadlinePath, type Fault } from './words.ts'

/** Where an act was made. */
export const sayWhere = ({ room, key }: StandingSubmission): string => (room !== null ? `“${room}”` : key.startsWith('console ') ? '控制台' : '私聊')

type Rows = { readonly site: Site; readonly deadline: Deadline; readonly acts: boolean; readonly fault: Fault | null }

function box(form: string, region: string, name: string, { acts, fault }: Rows): Html {
  const id = `${form}-${region}`, ticked = fault?.form === form && fault.chosen.includes(region) ? html` checked` : ''
  return acts ? html`<input type="checkbox" name="region" id="${id}" value="${region}"${ticked}><label for="${id}">${name}</label>` : html`${name}`
}

/** An act on the regions that are ticked. */
const deed = (value: RegionDeed, title: string, tone = ''): Html => html`<button type="submit" name="act" value="${value}" class="${tone}">${title}</button>`

/** A form over the regions that are ticked; without rights only what it holds. */
const over = ({ site: { base }, deadline, acts, fault }: Rows, form: string, content: Html, buttons: Html): Html => (acts
  ? html`${fault?.form === form ? faultList(fault.faults) : ''}<form method="post" action="${base}/${deadlinePath(deadline.id)}/regions"><input type="hidden" name="form" value="${form}">${content}
<div class="actions picked">${buttons}</div></form>` : content)

const checkAll = html`<button type="button" class="link" data-check-all="yes">全选</button> <button type="button" class="link" data-check-all="no">全不选</button>`

function missing(rows: Rows, regions: readonly string[], last: ReadonlyMap<string, StandingSubmission>): Html {
  const { site: { world }, deadline } = rows, { library, now } = world, { dictionary } = library
  if (regions.length === 0) return nothing('没有，已全部报送。')
  const rooms = deadline.room === null ? enabledRooms(library.store) : [deadline.room], people = Map.groupBy(rooms.flatMap(room => contactsOf(room, library)), ({ region }) => region)
  const many = regions.some(region => region.includes('/'))
  return over(rows, 'missing', html`<ul class="pick">${regions.map(region => {
    const returned = last.get(region)?.act === 'returned' ? last.get(region) : undefined, contacts = [...new Set(people.get(region)?.map(({ name }) => name))]
    return html`<li>${box('missing', region, many ? sayPlace(region, dictionary) : sayShortPlace(region, dictionary), rows)} ${returned ? html`<span class="tag bad">退回</span>` : ''}
<small>${contacts.length === 0 ? '群里没有联系人' : contacts.join('、')}${returned ? html`<br>${returned.reason ?? '没写原因'}（${returned.by}，<time datetime="${returned.at}">${sayTime(returned.at, now())}</time>）` : ''}</small></li>`
  })}</ul>`, html`${checkAll}${deed('hand-in', '登记已报')}${deed('accept', '核收')}${deed('exempt', '豁免')}`)
}

type In = { readonly first: StandingSubmission | undefined; readonly accepted: StandingSubmission | undefined }

/** The hand-in that stands and its acceptance, from a region's acts, the newest first. */
function inBy(acts: readonly StandingSubmission[]): In {
  const end = acts.findIndex(({ act }) => act !== 'submitted' && act !== 'accepted'), own = end < 0 ? acts : acts.slice(0, end)
  return { first: own.findLast(({ act }) => act === 'submitted'), accepted: own.find(({ act }) => act === 'accepted') }
}

const who = (one: StandingSubmission | undefined, now: Date): Html | string => (one ? html`<time datetime="${one.at}">${sayTime(one.at, now)}</time> ${one.by}<br><small>${sayWhere(one)}</small>` : '')

function handedIn(rows: Rows, regions: readonly string[], late: readonly string[], byRegion: ReadonlyMap<string, readonly StandingSubmission[]>): Html {
  const { site: { world }, fault } = rows, { library: { dictionary }, now } = world
  if (regions.length === 0) return nothing('还没有。')
  const table = wide('已报的地方', html`<table class="log"><caption class="sr">已报的地方，报送和核收的时间和人</caption>
<thead><tr><th scope="col">地方</th><th scope="col">报送</th><th scope="col">核收</th></tr></thead><tbody>
${regions.map(region => {
    const { first, accepted } = inBy(byRegion.get(region) ?? [])
    return html`<tr><th scope="row">${box('in', region, sayPlace(region, dictionary), rows)}${late.includes(region) ? html` <span class="tag warn">逾期报</span>` : ''}</th>
<td>${first ? who(first, now()) : html`<span class="soft">没有登记报送，直接核收</span>`}</td><td>${accepted ? html`<span class="tag good">已核收</span><br>${who(accepted, now())}` : html`<span class="tag">待核收</span>`}</td></tr>`
  })}</tbody></table>`)
  // What the Enter key does in the reason stands first.
  const typed = fault?.form === 'in' ? fault.typed['reason'] ?? '' : ''
  return over(rows, 'in', table, html`${checkAll}<span class="back"><label>退回的原因（联系人会在群里看到）
<input name="reason" id="reason" value="${typed}" maxlength="${longestReason}" size="24" autocomplete="off"></label>${deed('return', '退回', 'danger')}</span>${deed('accept', '核收', 'primary')}${deed('withdraw', '撤销报送')}`)
}

/** The counts, then the regions. */
export function standingPart(site: Site, deadline: Deadline, acts: boolean, fault: Fault | null): Html {
  const { library } = site.world, { dictionary } = library, standing = standingOf(deadline, null, library), { expected, submitted, outstanding, accepted, returned, exempted, late } = standing
  if (deadline.kind === 'target') return targetPart(expected.length, submitted, outstanding, site)
  const rows: Rows = { site, deadline, acts: acts && deadline.state === 'open', fault }, byRegion = Map.groupBy(actsOf(library.store, deadline.id, deadline.cycle, mostActs), ({ region }) => region)
  const last = new Map([...byRegion].flatMap(([region, [newest]]) => (newest ? [[region, newest] as const] : [])))
  const forms = [...(outstanding.length > 0 ? ['missing'] : []), ...(submitted.length > 0 ? ['in'] : []), ...(exempted.length > 0 ? ['exempted'] : [])], isHere = fault === null || ['move', 'leads', ...forms].includes(fault.form)
  const counts = [['应报', expected], ['已报', submitted], ['未报', outstanding], ['核收', accepted], ['退回', returned], ['豁免', exempted], ['逾期报', late]] as const
  return html`${isHere ? '' : faultList(fault.faults)}<ul class="counts">${counts.map(([name, regions]) => html`<li>${name} <b>${regions.length}</b></li>`)}</ul>${bar(submitted.length, expected.length)}
<section class="card" aria-labelledby="missing"><h2 id="missing">未报（${outstanding.length}）</h2>${missing(rows, outstanding, last)}</section>
<section class="card" aria-labelledby="in"><h2 id="in">已报（${submitted.length}）</h2>${handedIn(rows, submitted, late, byRegion)}</section>
${exempted.length === 0 ? '' : html`<section class="card" aria-labelledby="exempted"><h2 id="exempted">豁免（${exempted.length}）</h2>
${over(rows, 'exempted', html`<ul class="pick">${exempted.map(region => html`<li>${box('exempted', region, sayPlace(region, dictionary), rows)}
<small>${last.get(region)?.by ?? ''}，${sayTime(last.get(region)?.at ?? deadline.setAt, site.world.now())}</small></li>`)}</ul>`,
    html`${checkAll}${deed('include', '不再豁免')}`)}</section>`}`
}

function targetPart(all: number, met: readonly string[], open: readonly string[], { world: { library: { dictionary } } }: Site): Html {
  const list = (regions: readonly string[], none: string): Html => (regions.length === 0 ? nothing(none) : html`<p>${regions.map(region => sayShortPlace(region, dictionary)).join('、')}</p>`)
  return html`<ul class="counts"><li>市州 <b>${all}</b></li><li>已达到 <b>${met.length}</b></li><li>还没达到 <b>${open.length}</b></li></ul>${bar(met.length, all)}
<section class="card" aria-labelledby="open"><h2 id="open">还没达到（${open.length}）</h2>${list(open, '没有，都已达到。')}</section>
<section class="card" aria-labelledby="met"><h2 id="met">已达到（${met.length}）</h2>${list(met, '还没有。')}<p class="soft">按通报数和群里上报的数计；已完成的请市州在群里报进展。</p></section>`
}
