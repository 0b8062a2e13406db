// What the pages of words share: the list of all that a word may stand for, and the question whether it may change what was answered.

import { html } from 'hono/html'
import type { Dictionary, Indicator } from '../../../table/dictionary.ts'
import { facts, type Html } from '../../page.ts'
import { sayTarget, valueOf, type Taught } from './teach.ts'

/** The topics, the indicators by topic, the cities. */
export function targetOptions({ topics, indicators, regions }: Dictionary, chosen: string): Html {
  const option = (value: string, name: string): Html => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${name}</option>`
  const of = (id: string): readonly Indicator[] => Object.values(indicators).filter(({ topic }) => topic === id)
  return html`<option value="">请选择</option>
<optgroup label="主题（问起时答主指标，或反问是哪一项）">${topics.map(({ id, name }) => option(`topic:${id}`, name))}</optgroup>
${topics.map(topic => html`<optgroup label="指标：${topic.name}">${of(topic.id).map(({ id, name, unit }) => option(`indicator:${id}`, `${name}（${unit}）`))}</optgroup>`)}
<optgroup label="市州">${regions.map(({ name, say }) => option(`region:${name}`, say))}</optgroup>`
}

export const faultList = (faults: readonly string[]): Html | string => (faults.length === 0 ? '' : html`<div role="alert"><ul class="fault">${faults.map(fault => html`<li>${fault}</li>`)}</ul></div>`)

/** Which questions would be read in another way, and the form that says yes. */
export const confirmWord = (action: string, back: string, { form, target, count, of, changed }: Extract<Taught, { kind: 'confirm' }>, dictionary: Dictionary): Html => html`
<p>把“${form}”加为${sayTarget(target, dictionary)}的说法，会改变近30天答过的${of}个问题中${count}个的读法${count > changed.length ? `，下面是前${changed.length}个` : ''}。请看清再定。</p>
${changed.map(({ text, before, after }) => html`<section class="card"><h2 class="asked">${text}</h2>${facts([['现在读作', before], ['会变成', after]])}</section>`)}
<form method="post" action="${action}" class="actions">
<input type="hidden" name="word" value="${form}"><input type="hidden" name="target" value="${valueOf(target)}"><input type="hidden" name="confirm" value="yes">
<button type="submit" class="danger">仍然加上</button><a class="button" href="${back}">不加，返回</a>
</form>`
