// The history of a figure: what the tables say and from which document, then each version that was told of it; and the page of one record.

import { html } from 'hono/html'
import { saySource } from '../../../replies/exports.ts'
import { sayDate, sayValue } from '../../../replies/words.ts'
import { leadersOf, versionsOfFigure, versionsOfRecord, type Version } from '../../../store/ledger.ts'
import { officialFigures } from '../../../table/official.ts'
import type { Who } from '../../access.ts'
import { facts, nothing, type Html, type Site } from '../../page.ts'
import { chartImage } from './chart.ts'
import { showVersion, type Fault } from './version.ts'
import { cellPath, isOfficial, sayReports } from './words.ts'

const pageSize = 20

/** From which version on: 2021-08-25.12, the day and the number of the last one shown. */
export function readBefore(text: string | undefined): Pick<Version, 'asOf' | 'version'> | null {
  const [, asOf, version] = /^(\d{4}-\d\d-\d\d)\.(\d{1,12})$/u.exec(text ?? '') ?? []
  return asOf === undefined ? null : { asOf, version: Number(version) }
}

function official({ world: { library } }: Site, region: string, indicator: string): Html {
  const { store, dictionary } = library, found = officialFigures(region, indicator, store, dictionary)
  if (!isOfficial(indicator, dictionary)) return nothing('统计表没有这项指标，只有上报。')
  if (found === null) return nothing(region.includes('/') ? '统计表只到市州，没有县（市、区）的数。' : '无数据')
  const rows = found.figures.flatMap(({ scope, value, dataset: id }) => {
    const dataset = dictionary.datasets.find(one => one.id === id)
    return dataset ? [[scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : '全部', html`<b>${sayValue(value, dictionary.indicators[indicator])}</b> <small>${saySource(dataset)}</small>`] as const] : []
  })
  return facts(rows)
}

/** The history page; the first page of it has the figures and the chart on top. */
export function cellPage(site: Site, region: string, indicator: string, before: Pick<Version, 'asOf' | 'version'> | null, who: Who): Html {
  const { base, world } = site, { store } = world.library
  const versions = versionsOfFigure(store, region, indicator, before, pageSize), last = versions.at(-1), path = `${base}/${cellPath(region, indicator)}`
  const older = last && versions.length === pageSize ? html`<p class="actions"><a class="button" href="${path}${path.includes('?') ? '&' : '?'}before=${last.asOf}.${last.version}">更早的</a></p>` : ''
  return html`${before === null ? html`<div class="two"><section class="card" aria-labelledby="official"><h2 id="official">通报数</h2>${official(site, region, indicator)}
<h2>现行的上报</h2><div id="leading" data-live>${sayReports(leadersOf(store, region, indicator), region, base, world.now())}</div></section>
<div id="progress" data-live>${chartImage(site, { kind: 'progress', indicator, scope: null, region })}</div></div>` : html`<p><a href="${path}">回到最新的</a></p>`}
<section aria-labelledby="versions"><h2 id="versions">各次上报</h2><p class="soft">按截至日从近到远；更正、撤回、退回过的也留着。</p>
${versions.length === 0 ? nothing(before === null ? '未报' : '没有更早的了。') : versions.map(version => showVersion(site, version, { indicator, page: 'cell' }, who))}${older}</section>`
}

/** The page of one record; null where there is none of this number. */
export function recordPage(site: Site, record: number, who: Who, fault: Fault | null): Html | null {
  const { base, world } = site, { store, dictionary } = world.library, versions = versionsOfRecord(store, record), [newest] = versions
  if (newest === undefined) return null
  const place = newest.region.replaceAll('/', ''), nameOf = (indicator: string): string => dictionary.indicators[indicator]?.name ?? indicator
  const cells = newest.metrics.map(({ indicator }) => html`<li><a href="${base}/${cellPath(newest.region, indicator)}">${place} ${nameOf(indicator)} 历史</a></li>`)
  return html`<p class="soft">共${versions.length}个版本，最早${sayDate(versions.at(-1)?.asOf ?? newest.asOf, world.now())}。</p>
<h2>各个版本</h2>
${versions.map(version => showVersion(site, version, { indicator: null, page: 'record' }, who, fault))}${cells.length === 0 ? '' : html`<ul class="list">${cells}</ul>`}`
}
