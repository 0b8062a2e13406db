// 台账: the matrix, a city, the history of a figure, a record, what is to be checked, the workbook, the charts. Each view is a file in ledger/.

import { html } from 'hono/html'
import type { Context } from 'hono'
import { sayPlace } from '../../replies/updates.ts'
import { sayFullRegion } from '../../replies/words.ts'
import { versionsOfRecord } from '../../store/ledger.ts'
import { regionOf } from '../../table/dictionary.ts'
import { fieldsOf, goTo, show, type Ask, type Env, type Pages, type Site } from '../page.ts'
import { cellPage, readBefore, recordPage } from './ledger/cell.ts'
import { chartPage, picture } from './ledger/chart.ts'
import { checkPage } from './ledger/check.ts'
import { cityPage } from './ledger/city.ts'
import { deeds, doDeed, verifyAll } from './ledger/deeds.ts'
import { download } from './ledger/download.ts'
import { filterForm, matrix, matrixLinks, readFilter } from './ledger/matrix.ts'
import { cellPath, cityPath, links, recordPath } from './ledger/words.ts'

const recordNumber = '[0-9]{1,9}'

const missing = (c: Ask, site: Site, text: string): Response | Promise<Response> => show(c, site, { title: '没有这一页', body: html`<p>${text}</p><p><a href="${site.base}/ledger">回台账</a></p>`, status: 404 })

/** The region of an address: the city, and with ?place= what lies in it. Null where the dictionary has no such city or county. */
function regionIn(c: Context<Env>, { world: { library: { dictionary } } }: Site): string | null {
  const city = c.req.param('city') ?? '', place = c.req.query('place') ?? '', [county] = place.split('/')
  if (!regionOf(dictionary, city) || place.length > 60) return null
  return place === '' ? city : dictionary.counties.some(one => one.city === city && one.name === county) ? `${city}/${place}` : null
}

/** Where one comes back to: the history from which it was done, the list, or else the record's own page. */
function pathAfter(record: number, cell: string, { world: { library: { store, dictionary } } }: Site): string {
  const [newest] = versionsOfRecord(store, record)
  if (cell === 'check') return 'ledger/check'
  return newest && dictionary.indicators[cell] ? cellPath(newest.region, cell) : recordPath(record)
}

function records(site: Site): void {
  const { app, world } = site
  const view = (c: Ask, record: number, fault: Parameters<typeof recordPage>[3] = null): Response | Promise<Response> => {
    const body = recordPage(site, record, c.get('who'), fault)
    return body === null ? missing(c, site, `没有 #${record} 这条记录。`) : show(c, site, { title: `记录 #${record}`, body, ...(fault === null ? {} : { status: 422 }) })
  }
  app.get(`/ledger/record/:record{${recordNumber}}`, c => view(c, Number(c.req.param('record'))))
  for (const deed of deeds) {
    app.post(`/ledger/record/:record{${recordNumber}}/${deed}`, async c => {
      const record = Number(c.req.param('record')), { one } = await fieldsOf(c), value = one('value'), indicator = one('indicator'), reason = one('reason'), cell = one('cell')
      const outcome = await doDeed(world, c.get('who'), record, deed, { value, indicator, reason })
      if ('fault' in outcome) return view(c, record, { record, deed: deed === 'correct' ? `correct ${indicator}` : deed, text: outcome.fault, typed: deed === 'correct' ? value : reason })
      return goTo(c, site, pathAfter(record, cell, site), outcome.said)
    })
  }
}

function checks(site: Site): void {
  const { app, world } = site
  app.get('/ledger/check', c => {
    const after = c.req.query('after') ?? ''
    return show(c, site, { title: '待核清单', body: checkPage(site, /^\d{1,12}$/u.test(after) ? Number(after) : 0, c.get('who')) })
  })
  app.post('/ledger/check', async c => {
    const chosen = [...new Set((await fieldsOf(c)).all('record').flatMap(text => (/^\d{1,9}$/u.test(text) ? [Number(text)] : [])))].slice(0, 100)
    return goTo(c, site, 'ledger/check', chosen.length === 0 ? '没有选中记录，什么也没改。请先勾选要核实的。' : await verifyAll(world, c.get('who'), chosen))
  })
}

export const ledgerPages: Pages = site => {
  const { app, world: { library } } = site
  app.get('/ledger', c => {
    const filter = readFilter(c.req.query('topic'), c.req.query('only'), site)
    return show(c, site, { title: '台账', live: true, body: html`${matrixLinks(site, filter)}${filterForm(site, filter)}<div id="ledger" data-live>${matrix(site, filter)}</div>` })
  })
  app.get('/ledger/download', c => {
    const city = c.req.query('city') ?? ''
    return city === '' ? download(c, site, null) : regionOf(library.dictionary, city) ? download(c, site, city) : missing(c, site, `没有“${city.slice(0, 20)}”这个市州，请写全名，例如乐山市。`)
  })
  app.get('/ledger/chart.png', c => picture(c, site))
  app.get('/ledger/chart', c => chartPage(c, site))
  records(site)
  checks(site)
  app.get('/ledger/:city', c => {
    const city = c.req.param('city')
    if (!regionOf(library.dictionary, city)) return missing(c, site, `没有“${city.slice(0, 20)}”这个市州。`)
    return show(c, site, {
      title: `${sayFullRegion(city, library.dictionary)}台账`, live: true,
      body: html`${links(site, ['ledger', '全部市州'], [`ledger/download?city=${encodeURIComponent(city)}`, `下载${sayFullRegion(city, library.dictionary)}台账`])}<div id="city" data-live>${cityPage(site, city)}</div>`,
    })
  })
  app.get('/ledger/:city/:indicator', c => {
    const region = regionIn(c, site), city = c.req.param('city'), indicator = library.dictionary.indicators[c.req.param('indicator')]
    if (region === null || indicator === undefined) return missing(c, site, '没有这个地方或这项指标的历史。')
    return show(c, site, {
      title: `${sayPlace(region, library.dictionary)}${indicator.name}`, live: true,
      body: html`${links(site, [cityPath(city), `${sayFullRegion(city, library.dictionary)}全部指标`], ['ledger', '全部市州'])}${cellPage(site, region, indicator.id, readBefore(c.req.query('before')), c.get('who'))}`,
    })
  })
}
