// What is in force and how it is changed, the database, the calendar. Nothing of .env is changed here, and no secret is shown.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { html } from 'hono/html'
import { missingYears } from '../../../language/working-days.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { calendarOf, importsOf } from '../../../store/calendar.ts'
import type { Store } from '../../../store/open.ts'
import { facts, sayTime, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { accountsPart, noTyped, type Refused } from './accounts.ts'

const versionOfProgram = (): string => (JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { version: string }).version

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)

/** The database with what was not folded into it yet: 12.3MB */
export const sayDatabaseSize = ({ name }: Store): string => `${((sizeOf(name) + sizeOf(`${name}-wal`)) / 1e6).toFixed(1)}MB`

/** What a puppet's token and its like begin with. */
const isSecret = (name: string): boolean => name.startsWith('WECHATY_') && name !== 'WECHATY_PUPPET'

function settingsPart({ world: { settings } }: Site): Html {
  const value = (text: string): Html => (text === '' ? html`<span class="soft">空</span>` : html`${text}`)
  return html`<section><h2>设置项</h2>
<p class="soft lead">改法：在程序文件夹的 .env 里写“名称=值”，一行一个，再重新启动助手（Ctrl+C 停下，npm start）。${'WECHATY_'} 开头的口令只在 .env 里，这里不显示。</p>
${wide('设置项', html`<table><caption class="sr">设置项，现在的值、默认值和意思</caption>
<thead><tr><th scope="col">名称</th><th scope="col">现在的值</th><th scope="col">默认</th><th scope="col">意思</th></tr></thead><tbody>
${settings.filter(({ name }) => !isSecret(name)).map(({ name, value: now, default: fallback, meaning }) => html`<tr><th scope="row">${name}</th>
<td>${value(now)}${now === fallback ? '' : html` <span class="tag good">已改</span>`}</td><td>${value(fallback)}</td><td class="long">${meaning}</td></tr>`)}</tbody></table>`)}</section>`
}

function statePart({ world }: Site): Html {
  const { library: { store }, now } = world, calendar = calendarOf(world.library), imports = new Map(importsOf(store).map(({ year, source, at }) => [year, { source, at }])), today = shanghaiDay(now())
  const years = calendar.years.toSorted((a, b) => a.year - b.year).map(({ year, notice }) => {
    const own = imports.get(year)
    return html`<li>${year}年 <small>${notice}${own ? `，${sayTime(own.at, now())}由 ${own.source} 导入` : ''}</small></li>`
  })
  return html`<section class="card"><h2>程序和数据库</h2>${facts([['程序版本', versionOfProgram()], ['数据库文件', store.name], ['大小', sayDatabaseSize(store)]])}</section>
<section class="card"><h2>放假安排</h2>${missingYears(today, calendar).map(year => html`
<p class="warn">缺少${today.startsWith(String(year)) ? '今年' : '明年'}（${year}年）的放假安排，会按周一至周五算工作日。请照 data/calendar 里的样子写好 ${year}.yaml，再运行 npm run -s qunban -- calendar ${year}.yaml。</p>`)}
${years.length === 0 ? html`<p class="nothing">没有任何一年的，按周一至周五算工作日。</p>` : html`<ul class="list years">${years}</ul>`}</section>`
}

export function settingsPage(c: Ask, site: Site, refused: Refused = { faults: [], typed: noTyped }): Response | Promise<Response> {
  return show(c, site, {
    title: '设置', ...(refused.faults.length > 0 ? { status: 422 } : {}),
    body: html`${accountsPart(c, site, refused)}${settingsPart(site)}<div class="cards then">${statePart(site)}</div>`,
  })
}
