// What would come of a message, in words.

import { html } from 'hono/html'
import type { Tried } from '../../../bot.ts'
import type { Deadline } from '../../../deadline/deadline.ts'
import { asksForReceipts } from '../../../deadline/receipt.ts'
import { normalise } from '../../../language/normalise.ts'
import { sayDoubts, sayReach, stateNames } from '../../../replies/exports.ts'
import { sayPlace, sayRecord } from '../../../replies/updates.ts'
import { sayDate } from '../../../replies/words.ts'
import { findDeadline } from '../../../store/deadlines.ts'
import type { Kind, Version } from '../../../store/ledger.ts'
import type { Html } from '../../page.ts'
import type { World } from '../../world.ts'
import { asCopied, sayTo } from './carry.ts'
import type { Message } from './source.ts'

/** known: handled before · own: the bot's own words · asks: a question that calls nobody · talk: nothing comes of it · acts: the rest */
export type Fate = 'known' | 'own' | 'asks' | 'talk' | 'acts'

/** A message and what came of trying it out; null where it was not tried. `asked`: what it would be answered, had it called the bot. */
export type Shown = { readonly message: Message; readonly tried: Tried | null; readonly asked: Tried | null }

export const fateOf = ({ tried, asked }: Shown): Fate => (tried === null ? 'own' : tried.isKnown ? 'known' : tried.skills !== null || tried.waits ? 'acts' : asked ? 'asks' : 'talk')

/** What each skill does, to who does not know it by its name. */
const skillWords: Readonly<Record<string, string>> = {
  rooms: '启用或停用本群', claiming: '认领管理员', secrecy: '涉密提示（不记录）', offer: '设提醒', 'keeping back': '不发提醒', roles: '身份和绑定', admins: '管理员变动', reviewing: '核实或退回', receipts: '收到',
  deadlines: '截止事项', setting: '设提醒', submitting: '报送', collecting: '收集', exporting: '要文件', progress: '查上报', reporting: '上报', doubted: '说答得不对', question: '提问', fault: '出错，没有处理',
}

const kindWords: Readonly<Record<Kind, string>> = { report: '登记', correction: '更正', withdrawal: '撤回' }

/** 登记 乐山市综窗完成率45%（8月25日，全市） 待核：比上次降得多 */
function sayVersion(version: Version, { library: { dictionary }, now }: World): Html {
  const { kind, region, scope, asOf, metrics, doubts, state } = version, reach = scope === null && metrics.length > 0 && !region.includes('/') ? `，${sayReach(scope, region)}` : ''
  const doubt = state === 'to_check' ? html` <span class="tag warn">${stateNames['to_check'] ?? ''}</span> <small>${sayDoubts(doubts)}</small>` : ''
  return html`<li><span class="tag ${kind === 'withdrawal' ? 'warn' : 'good'}">${kindWords[kind]}</span> ${sayRecord(version, dictionary)}（${sayDate(asOf, now())}${reach}）${doubt}</li>`
}

/** All that a message would do; the answers folded. `open`: unfolded. */
export function sayOutcome({ tried: first, asked, message: { event } }: Shown, world: World, open: boolean): Html {
  const tried = asked ?? first
  if (tried === null) return html`助手的话，不再记`
  if (tried.isKnown) return html`已记过`
  if (tried.waits) return html`<span class="tag">要文件</span> 确认后生成，在待发里下载`
  if (tried.skills === null) return html`闲谈，不记`
  const { store, dictionary, botNames } = world.library, { records, submitted, letters } = tried
  const told = [...Map.groupBy(submitted, ({ deadline }) => deadline)].map(([id, acts]) => html`<li>
<span class="tag good">报送</span> ${acts.map(({ region }) => sayPlace(region, dictionary)).join('、')}已报${findDeadline<Deadline>(store, id)?.title ?? ''}</li>`)
  // What stands in the ledger or among what was handed in needs no name of the skill.
  const skills = tried.skills.split('+').filter(skill => !(skill === 'reporting' && records.length > 0) && !(skill === 'submitting' && submitted.length > 0))
  const nameOf = (skill: string): string => (skill === 'receipts' && asksForReceipts(normalise(event.text, botNames)) ? '统计收到' : skillWords[skill] ?? skill)
  const answers = letters.filter(({ text }) => text !== '')
  const other = skills.map(skill => html`<li><span class="tag ${skill === 'fault' ? 'bad' : ''}">${nameOf(skill)}</span>${skill === 'reporting' ? ' 没有新记录' : ''}</li>`)
  return html`${records.length + told.length + skills.length === 0 ? '' : html`<ul class="outcome">${records.map(version => sayVersion(version, world))}${told}${other}</ul>`}
${answers.length === 0 ? html`<small>不回复</small>`
    : html`<details ${open ? 'open' : ''}><summary>${tried.skills === 'question' ? '回答' : '回复'}${answers.length > 1 ? `（${answers.length}条）` : ''}</summary>
${answers.map(letter => html`<p><small>发到${sayTo(letter)}</small></p><pre class="message">${asCopied(letter)}</pre>`)}</details>`}`
}
