// 绑定 乐山市, asked in a chat: said to the bot as 确认绑定 3 or 拒绝绑定 3, so that the asker is told as by an admin in a chat.

import { html } from 'hono/html'
import { identify } from '../../../roster/person.ts'
import { openBindings } from '../../../store/bindings.ts'
import { fieldsOf, goTo, type Ask, type Html, type Site } from '../../page.ts'
import { order } from '../../world.ts'
import { sayHome } from './words.ts'

/** The rest shows when these are decided. */
const mostShown = 50

/** The requests that wait, each with who the bot takes its asker for now. */
export function bindingRequests({ base, world: { library: { store, dictionary } } }: Site, acts: boolean): Html | string {
  const open = openBindings(store)
  if (open.length === 0) return ''
  const known = ({ room, person, contact }: (typeof open)[number]): string => {
    const { region, entry, province } = identify({ room, from: person, sender: contact }, store, dictionary)
    return region === null && !province ? '现在认不出市州' : `现在按${entry ? '名册' : '群昵称'}是${sayHome(region, dictionary)}的`
  }
  return html`<section class="card"><h2>待确认的绑定</h2><ul class="list">${open.slice(0, mostShown).map(binding => html`<li><b>${binding.person}</b> 申请绑定${sayHome(binding.region, dictionary)}（${binding.id}号）
<br><small>${binding.room === null ? '私聊' : `“${binding.room}”`}，${known(binding)}</small>
${acts ? html`<form method="post" action="${base}/people/bindings" class="actions"><input type="hidden" name="id" value="${binding.id}">
<button type="submit" name="decision" value="yes" class="primary" aria-label="确认${binding.person}绑定${binding.region}">确认</button>
<button type="submit" name="decision" value="no" class="danger" aria-label="拒绝${binding.person}绑定${binding.region}">拒绝</button></form>` : ''}</li>`)}</ul></section>`
}

export async function decideBinding(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { one } = await fieldsOf(c), decision = one('decision'), asked = openBindings(world.library.store).find(({ id }) => String(id) === one('id'))
  if (!asked || (decision !== 'yes' && decision !== 'no')) return goTo(c, site, 'people', '这个绑定已经有人处理，什么也没改。')
  const verb = decision === 'yes' ? '确认绑定' : '拒绝绑定'
  return goTo(c, site, 'people', await order(world, c.get('who'), `${verb} ${asked.id}`, null, { action: verb, subject: `${asked.person} → ${asked.region}`, detail: `${asked.id}号` }))
}
