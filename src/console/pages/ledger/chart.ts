// Charts on the console: what an address asks for, checked against the dictionary; the picture, and a page that has its figures as text beside it.

import { html } from 'hono/html'
import type { Scope } from '../../../question/plan.ts'
import { sayPlace } from '../../../replies/updates.ts'
import { sayFullRegion } from '../../../replies/words.ts'
import { makePicture } from '../../../report/picture.ts'
import { makeChart, type Chart, type ChartRequest } from '../../../skills/charts.ts'
import { regionOf } from '../../../table/dictionary.ts'
import { cityOf } from '../../../update/record.ts'
import { nothing, show, type Ask, type Html, type Site } from '../../page.ts'
import { cellPath, links, mainIndicators } from './words.ts'

const kinds: Readonly<Record<ChartRequest['kind'], string>> = { regions: '各市州柱状图', pilot: '试点与非试点对比', progress: '走势', heat: '热力图' }
const scopes: Readonly<Record<Scope, string>> = { pilot: '试点', non_pilot: '非试点' }
const isKind = (text: string): text is ChartRequest['kind'] => Object.hasOwn(kinds, text)
const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text)

/** What is drawn; `indicator` null only for the heat chart, `region` null for all cities. */
export type Asked = { readonly kind: ChartRequest['kind']; readonly indicator: string | null; readonly scope: Scope | null; readonly region: string | null }

/** What an address asks for, or what is wrong with it and what to write instead. */
function readAsked(c: Ask, { world: { library: { dictionary } } }: Site): Asked | { readonly fault: string } {
  const { kind = '', indicator = '', scope = '', region = '' } = c.req.query(), [city = '', county] = region.split('/')
  if (!isKind(kind)) return { fault: `没有“${kind.slice(0, 20)}”这种图，请选${Object.values(kinds).join('、')}之一。` }
  if (indicator !== '' && dictionary.indicators[indicator] === undefined) return { fault: '没有这项指标的图，请从台账里点进来。' }
  if (scope !== '' && !isScope(scope)) return { fault: '口径只有试点、非试点，不写就是两样都画。' }
  const isPlace = regionOf(dictionary, city) && region.length <= 60 && (county === undefined || dictionary.counties.some(one => one.city === city && one.name === county))
  if (region !== '' && !isPlace) return { fault: '没有这个市州或县（市、区），请写全名，例如乐山市。' }
  // The heat chart is of all main indicators; the others are of one.
  const [first] = mainIndicators(dictionary), main = mainIndicators(dictionary).find(({ topic }) => topic === 'windows') ?? first
  return { kind, indicator: kind === 'heat' ? null : indicator === '' ? main?.indicator ?? null : indicator, scope: scope === '' ? null : scope, region: kind === 'progress' && region !== '' ? region : null }
}

function chartOf({ kind, indicator, scope, region }: Asked, { world: { library, now } }: Site): Chart | null {
  const request: ChartRequest = { kind, indicators: indicator === null ? [] : [indicator], scope: scope ?? 'both', regions: region === null ? { kind: 'all' } : { kind: 'named', names: [region] } }
  return makeChart(request, library, { room: null, isAdmin: true }, now())
}

const query = ({ kind, indicator, scope, region }: Asked): string => (
  new URLSearchParams({ kind, ...(indicator === null ? {} : { indicator }), ...(scope === null ? {} : { scope }), ...(region === null ? {} : { region }) }).toString()
)
export const chartPath = (asked: Asked): string => `ledger/chart?${query(asked)}`

/** As large as it is drawn, so that the page does not jump when it comes. */
const sizeOf = ({ svg }: Chart): readonly [width: string, height: string] => [/^<svg[^>]*\bwidth="(\d+)/u.exec(svg)?.[1] ?? '', /^<svg[^>]*\bheight="(\d+)/u.exec(svg)?.[1] ?? '']

function image({ base }: Site, asked: Asked, chart: Chart): Html {
  const [width, height] = sizeOf(chart)
  return html`<img class="chart" src="${base}/ledger/chart.png?${query(asked)}" alt="${chart.lines.join('；')}" width="${width}" height="${height}">`
}

/** The picture with a link to its page; nothing where there is nothing to draw. */
export function chartImage(site: Site, asked: Asked): Html {
  const chart = chartOf(asked, site)
  return chart === null ? html`` : html`<figure>${image(site, asked, chart)}<figcaption><a href="${site.base}/${chartPath(asked)}">看大图和文字</a></figcaption></figure>`
}

function form({ base, world: { library: { dictionary } } }: Site, asked: Asked): Html {
  const options = (all: readonly (readonly [value: string, name: string])[], chosen: string): Html => (
    html`${all.map(([value, name]) => (value === chosen ? html`<option value="${value}" selected>${name}</option>` : html`<option value="${value}">${name}</option>`))}`
  )
  const cities = dictionary.regions.map(({ name }) => [name, sayFullRegion(name, dictionary)] as const)
  const own = asked.region?.includes('/') ? [[asked.region, sayPlace(asked.region, dictionary)] as const] : []
  return html`<form method="get" action="${base}/ledger/chart" class="inline filters">
<label>图<select name="kind">${options(Object.entries(kinds), asked.kind)}</select></label>
<label>指标<select name="indicator">${options([['', '各主题（热力图）'], ...Object.values(dictionary.indicators).map(({ id, name }) => [id, name] as const)], asked.indicator ?? '')}</select></label>
<label>口径<select name="scope">${options([['', '全部'], ...Object.entries(scopes)], asked.scope ?? '')}</select></label>
<label>地区（只对走势）<select name="region">${options([['', '全部'], ...cities, ...own], asked.region ?? '')}</select></label>
<button type="submit">画图</button>
</form>`
}

/** GET ledger/chart.png; as a file with ?download=1. */
export async function picture(c: Ask, site: Site): Promise<Response> {
  const asked = readAsked(c, site), chart = 'fault' in asked ? null : chartOf(asked, site)
  if (chart === null) return c.text('fault' in asked ? asked.fault : '没有可画的数。', 404)
  const disposition = `attachment; filename="chart.png"; filename*=UTF-8''${encodeURIComponent(`${chart.title}.png`)}`
  const file: Record<string, string> = c.req.query('download') === undefined ? {} : { 'content-disposition': disposition }
  return c.body(new Uint8Array(await makePicture(chart.svg)), 200, { 'content-type': 'image/png', ...file })
}

/** GET ledger/chart: the picture, its figures as text, and where to take it away. */
export function chartPage(c: Ask, site: Site): Response | Promise<Response> {
  const { base } = site, asked = readAsked(c, site)
  if ('fault' in asked) return show(c, site, { title: '没有这张图', body: html`<p>${asked.fault}</p><p><a href="${base}/ledger">回台账</a></p>`, status: 404 })
  const chart = chartOf(asked, site), { indicator, region } = asked
  const back = links(site, ['ledger', '台账'], ...(region !== null && indicator !== null ? [[cellPath(region, indicator), `${cityOf(region)}历史`] as const] : []))
  const why = asked.kind === 'progress' ? '没有可画的走势：要有两个以上日子的数，一张图最多画6个地方，请选一个地区。' : '没有可画的数。'
  const body = chart === null ? nothing(why) : html`<figure class="card">${image(site, asked, chart)}</figure>
<p class="actions"><a class="button" href="${base}/ledger/chart.png?${query(asked)}&amp;download=1">下载图片</a></p>
<section class="card"><h2>图里的数</h2><pre>${chart.lines.join('\n')}</pre>${asked.kind === 'heat' ? html`<p><a href="${base}/ledger">各市州的数在台账</a></p>` : ''}</section>`
  return show(c, site, { title: chart?.title ?? kinds[asked.kind], live: true, body: html`${back}${form(site, asked)}<div id="chart" data-live>${body}</div>` })
}
