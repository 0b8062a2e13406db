// What the roster's pages share: roles and regions in words, faults above a form, where one goes from here.

import { html } from 'hono/html'
import type { Role } from '../../../chat/event.ts'
import { sayFullRegion } from '../../../replies/words.ts'
import type { Standing } from '../../../store/roster.ts'
import { sayRegion, type Dictionary } from '../../../table/dictionary.ts'
import type { Html, Site } from '../../page.ts'

/** As a roster file writes them. */
export const roleWords: Readonly<Record<Role, string>> = { admin: '管理员', reporter: '报送', viewer: '只看' }

/** What a roster file writes for who has no city. */
export const provincial = '省级'

/** 乐山市, 阿坝州, 省级 */
export const sayHome = (region: string | null, dictionary: Dictionary): string => (region === null ? provincial : sayFullRegion(region, dictionary))

/** Names of cities in running text: 乐山、阿坝州 */
export const sayShort = (regions: readonly string[], dictionary: Dictionary): string => regions.map(region => sayRegion(dictionary, region)).join('、')

/** 乐山市政务局 张三 */
export const namedIn = ({ unit, name }: Pick<Standing, 'unit' | 'name'>): string => `${unit} ${name}`

export const faultList = (faults: readonly string[]): Html | string => (faults.length === 0 ? '' : html`
<div class="fault" role="alert"><p>没有保存，请改${faults.length}处：</p><ul class="faults">${faults.map(fault => html`<li>${fault}</li>`)}</ul></div>`)

/** The roster's views side by side. */
export function tabs({ base }: Site, here: 'list' | 'rooms' | 'ended'): Html {
  const all = [['list', 'people', '名册'], ['rooms', 'people/rooms', '群和成员'], ['ended', 'people?ended=1', '已结束的']] as const
  return html`<nav class="tabs" aria-label="名册的几种看法"><ul>
${all.map(([name, path, title]) => html`<li><a href="${base}/${path}" ${name === here ? html`aria-current="page"` : ''}>${title}</a></li>`)}</ul></nav>`
}
