// What the pages of words share: the list of all that a word may stand for, and the question whether it may change what was answered.

import { html } from 'hono/html'
import type { Dictionary } from '../../../table/dictionary.ts'
import type { Html } from '../../page.ts'
import { sayTarget, valueOf, type Taught } from './teach.ts'

/** The topics, the indicators by topic, the cities. */
export function targetOptions({ topics, indicators, regions }: Dictionary, chosen: string): Html {
  const option = (value: string, name: string): Html => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${name}</option>`
  return html`<option value="">请选择</option>
<optgroup label="主题（问起时答主指标，或反问是哪一项）">${topics.map(({ id, name }) => option(`topic:${id}`, name))}</optgroup>
${topics.map(topic => html`<optgroup label="指标：${topic.name}">${Object.values(indicators).filter(indicator => indicator.topic === topic.id).map(({ id, name, unit }) => option(`indicator:${id}`, `${name}（${unit}）`))}</optgroup>`)}
<optgroup label="市州">${regions.map(({ name, say }) => option(`region:${name}`, say))}</optgroup>`
}

export const faultList = (faults: readonly string[]): Html | string => (faults.length === 0 ? '' : html`<ul class="fault" role="alert">${faults.map(fault => html`<li>${fault}</li>`)}</ul>`)

/** Which questions would be read in another way, and the form that says yes. */
export const confirmWord = (action: string, back: string, { form, target, count, of, changed }: Extract<Taught, { kind: 'confirm' }>, dictionary: Dictionary): Html => html`
<p>把“${form}”加为${sayTarget(target, dictionary)}的说法，会改变近30天答过的${of}个问题中${count}个的读法${count > changed.length ? `，下面是前${changed.length}个` : ''}。请看清再定。</p>
${changed.map(({ text, before, after }) => html`<section class="card"><h2 class="asked">${text}</h2><dl class="facts"><div><dt>现在读作</dt><dd>${before}</dd></div><div><dt>会变成</dt><dd>${after}</dd></div></dl></section>`)}
<form method="post" action="${action}" class="actions">
<input type="hidden" name="word" value="${form}"><input type="hidden" name="target" value="${valueOf(target)}"><input type="hidden" name="confirm" value="yes">
<button type="submit" class="danger">仍然加上</button><a class="button" href="${back}">不加，返回</a>
</form>`
