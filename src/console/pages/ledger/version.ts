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

/** A deed that needs words or a number: shut until somebody wants it, open where something was wrong. */
function asking(summary: string, fault: Fault | null, form: Html): Html {
  const inside = html`<summary>${summary}</summary>${fault === null ? '' : html`<p class="fault" role="alert" id="fault">${fault.text}</p>`}${form}`
  return fault === null ? html`<details>${inside}</details>` : html`<details open>${inside}</details>`
}

function actions({ base, world }: Site, version: Version, { indicator, page }: Shown, fault: Fault | null): Html {
  const { dictionary } = world.library, { id, metrics } = version, to = (deed: string): string => `${base}/${recordPath(id)}/${deed}`
  const hidden = page === 'cell' && indicator !== null ? html`<input type="hidden" name="cell" value="${indicator}">` : ''
  const faultOf = (deed: string): Fault | null => (fault?.deed === deed ? fault : null), told = (deed: string): string => (faultOf(deed) ? 'fault' : '')
  const correcting = (of: string, unit: string): Html => {
    const deed = `correct ${of}`, name = dictionary.indicators[of]?.name ?? of
    return asking(`更正${indicator === null && metrics.length > 1 ? name : ''}`, faultOf(deed), html`<form method="post" action="${to('correct')}" class="inline">${hidden}<input type="hidden" name="indicator" value="${of}">
<label>${name}改为（${unit}）<input name="value" value="${faultOf(deed)?.typed ?? ''}" inputmode="decimal" required maxlength="12" size="8" autocomplete="off" aria-describedby="${told(deed)}"></label>
<button type="submit" aria-label="更正 #${id} ${name}">更正</button></form>`)
  }
  return html`<div class="deeds">
${version.state === 'verified' ? '' : html`<form method="post" action="${to('verify')}">${hidden}<button type="submit" class="primary" aria-label="核实 #${id}">核实</button></form>`}
${metrics.filter(metric => indicator === null || metric.indicator === indicator).map(({ indicator: of, unit }) => correcting(of, unit))}
${asking('退回', faultOf('return'), html`<form method="post" action="${to('return')}" class="inline" data-confirm="退回 #${id}？退回后不再计入，报送人会收到原因。">${hidden}
<label>原因（会发给报送人）<input name="reason" value="${faultOf('return')?.typed ?? ''}" required maxlength="200" size="24" autocomplete="off" aria-describedby="${told('return')}"></label>
<button type="submit" class="danger" aria-label="退回 #${id}">退回</button></form>`)}
<form method="post" action="${to('withdraw')}" data-confirm="撤回 #${id}？撤回后不再计入。">${hidden}<button type="submit" class="danger" aria-label="撤回 #${id}">撤回</button></form>
</div>`
}

const sayVerdict = ({ verdict, reason, by, at }: Verdict, now: Date): Html => html`<p><small>${verdictNames[verdict]}：${by}，<time datetime="${at}">${sayTime(at, now)}</time>${
  reason === null ? '' : `，原因：${reason}`}</small></p>`

/** One version, with what may be done with it by somebody who may. */
export function showVersion(site: Site, version: Version, shown: Shown, who: Who, fault: Fault | null = null): Html {
  const { base, world } = site, { store, dictionary } = world.library, now = world.now()
  const { id, kind, region, scope, asOf, note, reporter, author, room, reportedAt, doubts } = version
  const state = version.state === 'superseded' && isTakenBack(store, version) ? 'withdrawn' : version.state
  const told = shown.indicator === null ? sayContent(version, dictionary) : sayFigures(version, shown.indicator, dictionary)
  return html`<article class="card version ${isStanding(version) ? '' : 'past'}" id="v${version.version}" aria-labelledby="h${version.version}">
<h3 id="h${version.version}">${shown.page === 'record' ? `#${id}` : html`<a href="${base}/${recordPath(id)}">#${id}</a>`} ${told}
${kind === 'report' ? '' : html`<span class="tag">${kindNames[kind] ?? kind}</span>`} ${kind === 'withdrawal' ? '' : stateTag(state)}</h3>
<p>${sayPlace(region, dictionary)}，${sayReach(scope, region)}口径，截至${dayOf(asOf, now)}（${sayAge(asOf, now)}）</p>
<p><small>${reporter}${author === reporter ? '' : `（${kindNames[kind] ?? ''}：${author}）`}，${room === null ? privateName : `“${room}”`}，<time datetime="${reportedAt}">${sayTime(reportedAt, now)}</time></small></p>
${doubts.length === 0 ? '' : html`<p class="warn">疑点：${sayDoubts(doubts)}</p>`}
${verdictsOf(store, version.version).map(verdict => sayVerdict(verdict, now))}
${note === '' ? '' : html`<div class="message"><span class="sr">原文：</span>${note}</div>`}
${isStanding(version) && mayReach(who, 'ledger', true) ? actions(site, version, shown, fault?.record === id ? fault : null) : ''}
</article>`
}
