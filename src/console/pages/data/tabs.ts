// The three views of the data.

import { html, raw } from 'hono/html'
import type { Html, Site } from '../../page.ts'

const views = [['tables', '统计表', 'data'], ['words', '指标和说法', 'data/words'], ['regions', '市州和说法', 'data/words?of=regions']] as const
export type View = (typeof views)[number][0]

export function tabs({ base }: Site, now: View): Html {
  const tab = ([view, name, path]: (typeof views)[number]): Html => html`<li><a href="${base}/${path}"${view === now ? raw(' aria-current="page"') : ''}>${name}</a></li>`
  return html`<nav class="tabs" aria-label="数据"><ul>${views.map(tab)}</ul></nav>`
}
