// 台账: the cities by the main indicator of each topic. In each cell the official figure, what was reported last, and how old that is.

import { html } from 'hono/html'
import { statusNames } from '../../../replies/exports.ts'
import { sayFullRegion, sayTotal } from '../../../replies/words.ts'
import { citiesReported, countToCheck, leadersOf, progressOf, type Leader, type Progress } from '../../../store/ledger.ts'
import type { Store } from '../../../store/open.ts'
import { officialFigures } from '../../../table/official.ts'
import { wide, type Html, type Site } from '../../page.ts'
import { chartPath } from './chart.ts'
import { cellPath, cityPath, isOfficial, links, mainIndicators, provinceFigures, sayFreshness, sayOfficial, sayReport } from './words.ts'

const dayMs = 86_400_000
/** More is told as “999以上”. */
const mostCounted = 1000

/** What is shown: one topic or all; only the cells without a report, or with one that is to be checked. */
export type Filter = { readonly topic: string | null; readonly only: 'missing' | 'check' | null }

/** Reads the filter of an address; what is unknown filters nothing. */
export function readFilter(topic: string | undefined, only: string | undefined, { world: { library: { dictionary } } }: Site): Filter {
  return { topic: mainIndicators(dictionary).find(one => one.topic === topic)?.topic ?? null, only: only === 'missing' || only === 'check' ? only : null }
}

/** `progress`: a state without a figure, where it is newer than any figure. */
type Cell = { readonly region: string; readonly indicator: string; readonly leaders: readonly Leader[]; readonly progress: Progress | null }

function cellOf(store: Store, region: string, topic: string, indicator: string): Cell {
  const leaders = leadersOf(store, region, indicator), progress = progressOf(store, region, topic)
  return { region, indicator, leaders, progress: progress !== null && (leaders[0]?.asOf ?? '') < progress.asOf ? progress : null }
}

/** What was reported last and how old it is. */
const reported = ({ leaders, progress, region }: Cell, now: Date): Html => html`<div><span class="sr">最近上报：</span>${progress === null || leaders.length > 0 ? sayReport(leaders, region) : ''}</div>${leaders[0] ? html`<div>${sayFreshness(leaders[0].asOf, now)}</div>` : ''}
${progress === null ? '' : html`<div>${statusNames[progress.status] ?? ''}<small>，只报进度</small></div><div>${sayFreshness(progress.asOf, now)}</div>`}`

const passes = ({ leaders }: Cell, only: Filter['only']): boolean => only === null || (only === 'missing' ? leaders.length === 0 : leaders.some(({ state }) => state === 'to_check'))

export function filterForm({ base, world: { library: { dictionary } } }: Site, { topic, only }: Filter): Html {
  const option = (value: string, name: string, chosen: boolean): Html => (chosen ? html`<option value="${value}" selected>${name}</option>` : html`<option value="${value}">${name}</option>`)
  return html`<form method="get" action="${base}/ledger" class="inline filters">
<label>主题<select name="topic">${option('', '全部主题', topic === null)}${mainIndicators(dictionary).map(one => option(one.topic, one.name, one.topic === topic))}</select></label>
<label>只看<select name="only">${option('', '全部', only === null)}${option('missing', '未报', only === 'missing')}${option('check', '待核', only === 'check')}</select></label>
<button type="submit">筛选</button>${topic === null && only === null ? '' : html` <a class="button" href="${base}/ledger">看全部</a>`}
</form>`
}

function summary({ world, base }: Site): Html {
  const { library: { store, dictionary } } = world, now = world.now(), cities = dictionary.regions.map(({ name }) => name)
  const span = { from: new Date(now.getTime() - 7 * dayMs).toISOString(), until: new Date(now.getTime() + 1).toISOString() }
  const done = citiesReported(store, cities, span, { topics: [], indicators: [], own: false }, { room: null, isAdmin: true }).length, waiting = countToCheck(store, { room: null, isAdmin: true }, mostCounted)
  const count = waiting >= mostCounted ? `${mostCounted - 1}条以上` : `${waiting}条`
  return html`<p class="lead">近7天报过进展的市州${done}个，没报的${cities.length - done}个。${waiting === 0 ? '没有待核的。' : html`<a href="${base}/ledger/check">待核${count}</a>。`}</p>`
}

/** The whole cell leads to its history; its text stays text, so that it is read out. */
const historyLink = ({ base }: Site, { region, indicator }: Cell, name: string): Html => html`<a class="over" href="${base}/${cellPath(region, indicator)}"><span class="sr">${region} ${name} 历史</span></a>`

function head(site: Site, indicator: string): Html {
  const { library } = site.world, province = provinceFigures(indicator, library)
  if (province === null) return html`<small>${isOfficial(indicator, library.dictionary) ? '没有全省数' : '统计表没有，只有上报'}</small>`
  return html`<small>${sayTotal(library.dictionary.indicators[indicator])} ${sayOfficial(province, indicator, library.dictionary)}</small>`
}

/** Of one topic: a narrow table. */
function narrow(site: Site, rows: readonly (readonly [city: string, cells: readonly Cell[]])[], indicator: string): Html {
  const { base, world } = site, { store, dictionary } = world.library, name = dictionary.indicators[indicator]?.name ?? indicator, now = world.now()
  return html`<p>${name} ${head(site, indicator)}</p>
${wide(`各市州${name}`, html`<table class="matrix"><caption class="sr">各市州${name}：通报数和最近上报</caption>
<thead><tr><th scope="col">市州</th><th scope="col">通报数</th><th scope="col">最近上报</th></tr></thead>
<tbody>${rows.map(([city, [cell]]) => (cell === undefined ? '' : html`<tr><th scope="row"><a href="${base}/${cityPath(city)}">${sayFullRegion(city, dictionary)}</a></th>
<td>${isOfficial(indicator, dictionary) ? sayOfficial(officialFigures(city, indicator, store, dictionary), indicator, dictionary) : html`<span class="soft">无数据</span>`}</td>
<td>${reported(cell, now)}${historyLink(site, cell, name)}</td></tr>`))}</tbody></table>`)}`
}

function broad(site: Site, rows: readonly (readonly [city: string, cells: readonly Cell[]])[], { only }: Filter): Html {
  const { base, world } = site, { store, dictionary } = world.library, columns = mainIndicators(dictionary), now = world.now()
  const show = (cell: Cell): Html => {
    const { region, indicator } = cell
    if (!passes(cell, only)) return html`<td class="off"></td>`
    return html`<td>${isOfficial(indicator, dictionary) ? html`
<div class="parts"><span class="sr">通报数：</span>${sayOfficial(officialFigures(region, indicator, store, dictionary), indicator, dictionary)}</div>` : ''}
${reported(cell, now)}${historyLink(site, cell, dictionary.indicators[indicator]?.name ?? indicator)}</td>`
  }
  return wide('各市州各主题的通报数和最近上报', html`<table class="matrix"><caption class="sr">各市州各主题的通报数和最近上报</caption>
<thead><tr><th scope="col">市州</th>${columns.map(({ topic, name, indicator }) => html`<th scope="col"><a href="${base}/ledger?topic=${topic}${only === null ? '' : `&only=${only}`}">${name}</a>
<div class="soft">${dictionary.indicators[indicator]?.name ?? ''}</div><div class="parts">${head(site, indicator)}</div></th>`)}</tr></thead>
<tbody>${rows.map(([city, cells]) => html`<tr><th scope="row"><a href="${base}/${cityPath(city)}">${sayFullRegion(city, dictionary)}</a></th>
${cells.map(show)}</tr>`)}</tbody></table>`)
}

/** All of it that refreshes itself. */
export function matrix(site: Site, filter: Filter): Html {
  const { library: { store, dictionary } } = site.world, columns = mainIndicators(dictionary).filter(({ topic }) => filter.topic === null || topic === filter.topic), [column] = columns
  const all = dictionary.regions.map(({ name: region }) => [region, columns.map(({ topic, indicator }) => cellOf(store, region, topic, indicator))] as const)
  const rows = all.filter(([, cells]) => cells.some(cell => passes(cell, filter.only)))
  const what = filter.only === null ? '' : html`<p>主要指标${rows.length === 0 ? `没有${filter.only === 'missing' ? '未报' : '待核'}的市州。` : `有${filter.only === 'missing' ? '未报' : '待核'}的市州${rows.length}个。`}</p>`
  return html`${summary(site)}${what}
${rows.length === 0 ? '' : filter.topic !== null && column !== undefined ? narrow(site, rows, column.indicator) : broad(site, rows, filter)}
<p class="soft">通报数照统计表，不因上报而变；上报取截至日最近的一次，没标状态的是未核实。点一格看历史。</p>`
}

/** Where else one goes from here; the chart is of the topic that is shown. */
export function matrixLinks(site: Site, { topic }: Filter): Html {
  const indicator = mainIndicators(site.world.library.dictionary).find(one => one.topic === topic)?.indicator
  return links(site, ['ledger/download', '下载台账'], indicator === undefined ? ['ledger/chart?kind=heat', '看热力图'] : [chartPath({ kind: 'regions', indicator, scope: null, region: null }), '看图'], ['ledger/check', '待核清单'])
}
