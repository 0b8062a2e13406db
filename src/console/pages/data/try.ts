// The box that says how a word or a whole question is understood now, and what would be answered.

import { html } from 'hono/html'
import { longestQuestion, normalise } from '../../../language/normalise.ts'
import type { Mention } from '../../../question/mentions/mention.ts'
import { readMentions } from '../../../question/mentions/read.ts'
import { printPlan } from '../../../question/plan.ts'
import { explainMention, explainPlans } from '../../../replies/explain.ts'
import type { Html, Site } from '../../page.ts'
import { answerNow } from './teach.ts'

const mostAsked = 200

/** Not worth a line: what stands between words, and what is passed over. */
const isSilent = (kind: string): boolean => kind === 'break' || kind === 'filler'

function understood({ base, world }: Site, said: string): Html {
  const { library } = world, { dictionary, vocabulary, botNames } = library, plain = normalise(said, botNames)
  if (plain.length > Math.min(mostAsked, longestQuestion)) return html`<p class="fault" role="alert">太长了：请写一个词，或200字以内的一句话。</p>`
  if (plain === '') return html`<p class="fault" role="alert">没有看到字：请写一个词或一句话，例如“综窗”。</p>`
  const mentions = readMentions(plain, vocabulary), { reply, plans } = answerNow(said, library, world.now()), silent = mentions.filter(({ kind }) => kind === 'filler').map(({ text }) => text)
  const line = (mention: Mention): Html => (
    mention.kind === 'unread' ? html`<li><mark>${mention.text}</mark> → 没看懂 <a href="${base}/data/words?word=${encodeURIComponent(mention.text)}#add">教这个说法</a></li>`
      : html`<li><b>${mention.text}</b> → ${explainMention(mention, dictionary)}</li>`
  )
  return html`<h3>“${said}”现在这样理解</h3>
<ul class="list">${mentions.filter(({ kind }) => !isSilent(kind)).map(line)}
${silent.length > 0 ? html`<li class="soft">略过：${silent.join(' ')}</li>` : ''}</ul>
${plans.length > 0 ? html`<p class="then">读作：${explainPlans(plans, dictionary)}</p><details><summary>计划</summary><code>${plans.map(printPlan).join(' ; ')}</code></details>` : ''}
<p class="then">管理员问，会答：</p><pre class="message">${reply.text === '' ? '（不回话）' : reply.text}</pre>`
}

export const tryBox = (site: Site, said: string | undefined, of: 'regions' | null): Html => html`<section class="card" aria-labelledby="try"><h2 id="try">试一试</h2>
<form method="get" action="${site.base}/data/words" class="inline">${of === null ? '' : html`<input type="hidden" name="of" value="${of}">`}
<label>一个词或一句话<input name="q" value="${said ?? ''}" size="28" maxlength="${mostAsked}" placeholder="综窗 / 哪些市州还没启动综窗" required></label><button type="submit">看怎么理解</button></form>
${said === undefined ? '' : understood(site, said)}</section>`
