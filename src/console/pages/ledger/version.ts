// A version of a record on the console: what it says, how it stands, whose it is, the message as it was kept; and what may be done with one that stands.

import { html } from 'hono/html'
import { kindNames, privateName, sayDoubts, sayReach } from '../../../replies/exports.ts'
import { sayContent, sayPlace } from '../../../replies/updates.ts'
import { isTakenBack, verdictsOf, type Verdict, type Version } from '../../../store/ledger.ts'
import { mayReach, type Who } from '../../access.ts'
import { sayTime, type Html, type Site } from '../../page.ts'
import { dayOf, recordPath, sayAge, sayFigures, stateTag } from './words.ts'

export const isStanding = ({ state }: Version): boolean => state === 'recorded' || state === 'to_check' || state === 'verified'

const verdictNames: Readonly<Record<Verdict['verdict'], string>> = { verified: '核实', returned: '退回', confirmed: '报送人确认' }

/** `indicator`: the only one that is shown; null for all. `page`: where one comes back to after an act. */
export type Shown = { readonly indicator: string | null; readonly page: 'cell' | 'record' }

/** What somebody typed that could not be done, to be mended where it was typed. */
export type Fault = { readonly record: number; readonly deed: string; readonly text: string; readonly typed: string }

function actions({ base, world }: Site, version: Version, { indicator, page }: Shown, fault: Fault | null): Html {
  const { dictionary } = world.library, { id, metrics } = version, to = (deed: string): string => `${base}/${recordPath(id)}/${deed}`
  const hidden = page === 'cell' && indicator !== null ? html`<input type="hidden" name="cell" value="${indicator}">` : ''
  const faultOf = (deed: string): Html | string => (fault?.deed === deed ? html`<p class="fault" role="alert" id="fault-${id}">${fault.text}</p>` : '')
  const typed = (deed: string): string => (fault?.deed === deed ? fault.typed : '')
  const open = (deed: string, summary: string, form: Html): Html => (fault?.deed === deed ? html`<details open><summary>${summary}</summary>${form}</details>` : html`<details><summary>${summary}</summary>${form}</details>`)
  const correctable = metrics.filter(metric => indicator === null || metric.indicator === indicator)
  return html`<div class="deeds">
${version.state === 'verified' ? '' : html`<form method="post" action="${to('verify')}">${hidden}<button type="submit" class="primary" aria-label="核实 #${id}">核实</button></form>`}
${correctable.map(({ indicator: of, unit }) => open(`correct ${of}`, `更正${indicator === null && metrics.length > 1 ? dictionary.indicators[of]?.name ?? '' : ''}`, html`${faultOf(`correct ${of}`)}<form method="post" action="${to('correct')}" class="inline">${hidden}<input type="hidden" name="indicator" value="${of}">
<label>${dictionary.indicators[of]?.name ?? of}改为（${unit}）<input name="value" value="${typed(`correct ${of}`)}" inputmode="decimal" required maxlength="12" size="8" autocomplete="off"></label><button type="submit" aria-label="更正 #${id}">更正</button></form>`))}
${open('return', '退回', html`${faultOf('return')}<form method="post" action="${to('return')}" class="inline" data-confirm="退回 #${id}？退回后不再计入，报送人会收到原因。">${hidden}
<label>原因（会发给报送人）<input name="reason" value="${typed('return')}" required maxlength="200" size="24" autocomplete="off"></label><button type="submit" class="danger" aria-label="退回 #${id}">退回</button></form>`)}
<form method="post" action="${to('withdraw')}" data-confirm="撤回 #${id}？撤回后不再计入。">${hidden}<button type="submit" class="danger" aria-label="撤回 #${id}">撤回</button></form>
</div>`
}

/** One version, with what may be done with it by somebody who may. */
export function showVersion(site: Site, version: Version, shown: Shown, who: Who, fault: Fault | null = null): Html {
  const { base, world } = site, { store, dictionary } = world.library, now = world.now(), { id, kind, region, scope, asOf, note, reporter, author, room, reportedAt, doubts } = version
  const state = version.state === 'superseded' && isTakenBack(store, version) ? 'withdrawn' : version.state
  const told = shown.indicator === null ? sayContent(version, dictionary) : sayFigures(version, shown.indicator, dictionary)
  const verdicts = verdictsOf(store, version.version).map(({ verdict, reason, by, at }) => html`<p><small>${verdictNames[verdict]}：${by}，<time datetime="${at}">${sayTime(at, now)}</time>${reason === null ? '' : `，原因：${reason}`}</small></p>`)
  return html`<article class="card version ${isStanding(version) ? '' : 'past'}" id="v${version.version}" aria-labelledby="h${version.version}">
<h3 id="h${version.version}">${shown.page === 'record' ? `#${id}` : html`<a href="${base}/${recordPath(id)}">#${id}</a>`} ${told} ${kind === 'report' ? '' : html`<span class="tag">${kindNames[kind] ?? kind}</span>`} ${kind === 'withdrawal' ? '' : stateTag(state)}</h3>
<p>${sayPlace(region, dictionary)}，${sayReach(scope, region)}口径，截至${dayOf(asOf, now)}（${sayAge(asOf, now)}）</p>
<p><small>${reporter}${author === reporter ? '' : `（${kindNames[kind] ?? ''}：${author}）`}，${room === null ? privateName : `“${room}”`}，<time datetime="${reportedAt}">${sayTime(reportedAt, now)}</time></small></p>
${doubts.length === 0 ? '' : html`<p class="warn">疑点：${sayDoubts(doubts)}</p>`}
${verdicts}
${note === '' ? '' : html`<div class="message"><span class="sr">原文：</span>${note}</div>`}
${isStanding(version) && mayReach(who, 'ledger', true) ? actions(site, version, shown, fault?.record === id ? fault : null) : ''}
</article>`
}
