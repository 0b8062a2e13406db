// 待核清单: the records in which a soft check found something, the oldest first, to be verified one by one or several at once.

import { html } from 'hono/html'
import { privateName, sayDoubts, sayReach } from '../../../replies/exports.ts'
import { sayRecord } from '../../../replies/updates.ts'
import { allScopes, leadersOf, leadingFigure, toCheck, type Version } from '../../../store/ledger.ts'
import { officialFigures } from '../../../table/official.ts'
import { mayReach, type Who } from '../../access.ts'
import { nothing, sayTime, type Html, type Site } from '../../page.ts'
import { cellPath, dayOf, isOfficial, recordPath, sayAge, sayLeader, sayOfficial } from './words.ts'

const pageSize = 20

/** What stands beside each figure of a doubtful record: the official figures, what led without it, what other scopes have. */
function beside({ base, world }: Site, { id, region, scope, metrics }: Version): Html {
  const { store, dictionary } = world.library, now = world.now()
  return html`${metrics.map(({ indicator, unit }) => {
    const name = dictionary.indicators[indicator]?.name ?? indicator, last = leadingFigure(store, region, indicator, scope, id)
    const others = leadersOf(store, region, indicator, allScopes.filter(one => one !== scope))
    return html`<p><small><a href="${base}/${cellPath(region, indicator)}">${name} 历史</a>${
      region.includes('/') || !isOfficial(indicator, dictionary) ? '' : html`；通报数 ${sayOfficial(officialFigures(region, indicator, store, dictionary), indicator, dictionary)}`}${
      last === null ? '' : html`；除此之外最近的${last.approximate ? '约' : ''}${last.value}${unit}（${dayOf(last.asOf, now)}，#${last.record}）`}${
      others.map(one => html`；${sayReach(one.scope, region)}${sayLeader(one)}（${dayOf(one.asOf, now)}，#${one.record}）`)}</small></p>`
  })}`
}

function item(site: Site, version: Version, acts: boolean): Html {
  const { base, world } = site, { dictionary } = world.library, now = world.now(), { id } = version, told = html`<b>#${id} ${sayRecord(version, dictionary)}</b>`
  return html`<li class="card" id="r${id}">
<p>${acts ? html`<label class="check"><input type="checkbox" name="record" value="${id}" form="several"> ${told}</label>` : told} <a href="${base}/${recordPath(id)}">详情<span class="sr"> #${id}</span></a></p>
<p class="warn">${sayDoubts(version.doubts)}</p>
<p><small>截至${dayOf(version.asOf, now)}（${sayAge(version.asOf, now)}），
${version.reporter}，${version.room === null ? privateName : `“${version.room}”`}，<time datetime="${version.reportedAt}">${sayTime(version.reportedAt, now)}</time></small></p>
${beside(site, version)}<div class="message"><span class="sr">原文：</span>${version.note}</div>
${acts ? html`<div class="deeds"><form method="post" action="${base}/${recordPath(id)}/verify"><input type="hidden" name="cell" value="check">
<button type="submit" class="primary" aria-label="核实 #${id}">核实</button></form>
<details><summary>退回</summary><form method="post" action="${base}/${recordPath(id)}/return" class="inline" data-confirm="退回 #${id}？退回后不再计入，报送人会收到原因。"><input type="hidden" name="cell" value="check">
<label>原因（会发给报送人）<input name="reason" required maxlength="200" size="24" autocomplete="off"></label>
<button type="submit" class="danger" aria-label="退回 #${id}">退回</button></form></details></div>` : ''}</li>`
}

export function checkPage(site: Site, after: number, who: Who): Html {
  const { base, world } = site, versions = toCheck(world.library.store, pageSize, after), last = versions.at(-1), acts = mayReach(who, 'ledger', true)
  if (versions.length === 0) return nothing(after === 0 ? '没有待核的记录。' : '后面没有了。')
  return html`<p class="soft">程序查出疑点的上报，从早到晚${versions.length === pageSize ? `，每页${pageSize}条` : `，${versions.length}条`}。核实后照数计入；退回后不再计入，等重报。</p>
${acts ? html`<form id="several" method="post" action="${base}/ledger/check" class="actions">
<button type="button" data-check-all="yes">全选</button><button type="button" data-check-all="no">全不选</button><button type="submit" class="primary">核实选中的</button></form>` : ''}
<ul class="checks">${versions.map(version => item(site, version, acts))}</ul>
${last && versions.length === pageSize ? html`<p class="actions"><a class="button" href="${base}/ledger/check?after=${last.version}">后面的</a></p>` : ''}`
}
