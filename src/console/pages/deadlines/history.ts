// What became of a deadline: its changes with what stood before, and each act of handing in of its present time round.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayDay } from '../../../replies/deadline-words.ts'
import { sayPlace } from '../../../replies/updates.ts'
import { changesOf, type DeadlineChange } from '../../../store/deadlines.ts'
import { actsOf, type Act } from '../../../store/submissions.ts'
import { nothing, sayTime, wide, type Html, type Site } from '../../page.ts'
import { sayWhere } from './standing.ts'
import { sayLeads, stateNames } from './words.ts'

const most = 60

const changeNames: Readonly<Record<string, string>> = { moved: '改期', leads: '改提前天数', repeated: '转到下一次', cancelled: '取消', closed: '关闭' }
const actNames: Readonly<Record<Act, string>> = { submitted: '报送', accepted: '核收', returned: '退回', exempted: '豁免', withdrawn: '撤销' }

type Terms = Pick<Deadline, 'due' | 'leads' | 'cycle'>
const isTerms = (value: unknown): value is Terms => typeof value === 'object' && value !== null && 'due' in value

/** 9月30日（周四）18:00 → 10月8日（周五）17:00 */
function sayChange({ what, before, after }: DeadlineChange, now: Date): string {
  if (!isTerms(before) || !isTerms(after)) return `${stateNames.open} → ${stateNames[what === 'closed' ? 'closed' : 'cancelled']}`
  if (what === 'leads') return `${sayLeads(before.leads)} → ${sayLeads(after.leads)}`
  const say = ({ due: { day, time }, cycle }: Terms): string => `${what === 'repeated' ? `第${cycle}次，` : ''}${sayDay(day, now)}${time}`
  return `${say(before)} → ${say(after)}`
}

function changes({ world: { library: { store }, now } }: Site, { id, setBy, setAt }: Deadline): Html {
  const found = changesOf(store, id, most + 1), at = now()
  const signed = (by: string, time: string): Html => html`<br><small>${by === '' ? '自动' : by}，<time datetime="${time}">${sayTime(time, at)}</time></small>`
  return html`<ul class="list">${found.slice(0, most).map(change => html`<li>${changeNames[change.what] ?? change.what}：${sayChange(change, at)}${signed(change.by, change.at)}</li>`)}
${found.length > most ? html`<li class="soft">更早的改动没有列出。</li>` : html`<li>设定${signed(setBy, setAt)}</li>`}</ul>`
}

function acts({ world: { library: { store, dictionary }, now } }: Site, { id, cycle }: Deadline): Html {
  const found = actsOf(store, id, cycle, most + 1), at = now()
  if (found.length === 0) return nothing('还没有。')
  return html`${wide('报送记录', html`<table class="log"><caption class="sr">报送、核收、退回、豁免、撤销，从近到远</caption>
<thead><tr>${['时间', '地方', '做了什么', '谁', '在哪里'].map(name => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${found.slice(0, most).map(one => html`<tr><td class="when"><time datetime="${one.at}">${sayTime(one.at, at)}</time></td><td>${sayPlace(one.region, dictionary)}</td>
<td>${actNames[one.act]}${one.reason === null ? '' : `：${one.reason}`}</td><td>${one.by}</td><td>${sayWhere(one)}</td></tr>`)}</tbody></table>`)}
${found.length > most ? html`<p class="soft">只列最近${most}条。</p>` : ''}`
}

export const historyPart = (site: Site, deadline: Deadline): Html => html`<h3>条件的改动</h3>${changes(site, deadline)}
${deadline.kind === 'target' ? '' : html`<h3>报送记录${deadline.repeat === null ? '' : `（第${deadline.cycle}次）`}</h3>${acts(site, deadline)}`}`
