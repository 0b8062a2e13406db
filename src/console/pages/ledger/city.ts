// A city of the ledger: the latest of each of its figures beside the official one, what its counties reported, and what was told in words.

import { html } from 'hono/html'
import { sayReach, stateNames } from '../../../replies/exports.ts'
import { sayContent, sayShortPlace } from '../../../replies/updates.ts'
import { leadersOf, recordsBelow, recordsInWords, type Version } from '../../../store/ledger.ts'
import { officialFigures } from '../../../table/official.ts'
import { nothing, sayTime, wide, type Html, type Site } from '../../page.ts'
import { cellPath, dayOf, isOfficial, mainIndicators, recordPath, sayOfficial, sayReports } from './words.ts'

const mostListed = 30

function figures({ base, world }: Site, city: string): Html {
  const { store, dictionary } = world.library, now = world.now(), mains = new Set(mainIndicators(dictionary).map(({ indicator }) => indicator))
  const rows = Object.values(dictionary.indicators)
    .map(({ id, name }) => ({ id, name, official: isOfficial(id, dictionary) ? officialFigures(city, id, store, dictionary) : null, leaders: leadersOf(store, city, id) }))
    .filter(({ id, official, leaders }) => official !== null || leaders.length > 0 || mains.has(id))
  return wide('各项指标', html`<table><caption class="sr">各项指标的通报数和最近上报</caption>
<thead><tr><th scope="col">指标</th><th scope="col">通报数</th><th scope="col">最近上报</th></tr></thead>
<tbody>${rows.map(({ id, name, official, leaders }) => html`<tr><th scope="row" class="name"><a href="${base}/${cellPath(city, id)}" aria-label="${city} ${name} 历史">${name}</a></th>
<td><div class="parts">${sayOfficial(official, id, dictionary)}</div></td>
<td class="reports">${sayReports(leaders, city, base, now)}</td></tr>`)}</tbody></table>`)
}

const asItem = ({ base, world }: Site, version: Version, place: boolean): Html => {
  const { dictionary } = world.library, now = world.now()
  return html`<li><a href="${base}/${recordPath(version.id)}">#${version.id}</a>
${place ? sayShortPlace(version.region, dictionary) : ''}${version.scope === null ? '' : sayReach(version.scope, version.region)}${sayContent(version, dictionary)}
<span class="tag ${version.state === 'to_check' ? 'warn' : version.state === 'verified' ? 'good' : ''}">${stateNames[version.state] ?? ''}</span>
<small>截至${dayOf(version.asOf, now)}，${version.reporter} <time datetime="${version.reportedAt}">${sayTime(version.reportedAt, now)}</time></small></li>`
}

/** All of the page that refreshes itself. */
export function cityPage(site: Site, city: string): Html {
  const { store } = site.world.library, below = recordsBelow(store, city, mostListed), words = recordsInWords(store, city, mostListed)
  const note = (count: number): Html | string => (count < mostListed ? '' : html`<p class="soft">只列最近${mostListed}条，其余见下载的台账。</p>`)
  return html`<h2>各项指标</h2>${figures(site, city)}
<section aria-labelledby="below"><h2 id="below">县（市、区）的上报</h2>
${below.length === 0 ? nothing('没有。') : html`<ul class="list">${below.map(version => asItem(site, version, true))}</ul>`}${note(below.length)}</section>
<section aria-labelledby="words"><h2 id="words">只报文字或进度的</h2>
${words.length === 0 ? nothing('没有。') : html`<ul class="list">${
    words.map(version => html`${asItem(site, version, version.region !== city)}<li class="under"><div class="message">${version.note}</div></li>`)}</ul>`}${note(words.length)}</section>`
}
