// The statistics tables as they stand: the list, one table, the same as a workbook.

import { html } from 'hono/html'
import { sayDate } from '../../../replies/words.ts'
import { writeWorkbook, type SheetCell } from '../../../report/sheet.ts'
import { readTable } from '../../../store/figures.ts'
import type { Dataset, Dictionary } from '../../../table/dictionary.ts'
import { sayRegion } from '../../../table/dictionary.ts'
import { facts, nothing, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { tabs } from './tabs.ts'

const sayScope = ({ scope }: Dataset): string => (scope === 'pilot' ? '省级试点' : scope === 'non_pilot' ? '非试点' : '不分试点')
const titleOf = (dataset: Dataset): string => `${dataset.attachment} ${sayScope(dataset)}`
const headerOf = (id: string, { indicators }: Dictionary): { readonly name: string; readonly unit: string } => ({ name: indicators[id]?.name ?? id, unit: indicators[id]?.unit ?? '' })

const findDataset = ({ world }: Site, id: string): Dataset | undefined => world.library.dictionary.datasets.find(dataset => dataset.id === id)

export function showTables(c: Ask, site: Site): Response | Promise<Response> {
  const { base, world } = site, { store, dictionary } = world.library, now = world.now()
  const rows = dictionary.datasets.map(dataset => {
    const { rows: all } = readTable(store, dataset.id), cities = all.filter(({ kind }) => kind === 'region').length
    return html`<tr><th scope="row"><a href="${base}/data/tables/${encodeURIComponent(dataset.id)}">${titleOf(dataset)}</a></th>
<td>${dataset.document}${dataset.attachment}</td><td>${sayScope(dataset)}</td>
<td><time datetime="${dataset.asOf}">${sayDate(dataset.asOf, now)}</time></td><td class="number">${cities}个市州${all.length > cities ? '和合计' : ''} × ${dataset.columns.length}项</td></tr>`
  })
  const table = html`<table class="tables"><caption class="sr">统计表</caption>
<thead><tr><th scope="col">表</th><th scope="col">文件</th><th scope="col">范围</th><th scope="col">截至</th><th scope="col" class="number">大小</th></tr></thead><tbody>${rows}</tbody></table>`
  return show(c, site, { title: '数据', body: html`${tabs(site, 'tables')}
<p class="lead">官方数只从这些表里答。表随程序的数据文件进来，这里只看不改。</p>
${rows.length === 0 ? nothing('还没有统计表。') : wide('统计表', table)}` })
}

export function showTable(c: Ask, site: Site, id: string): Response | Promise<Response> {
  const dataset = findDataset(site, id), { base, world } = site, { store, dictionary } = world.library
  if (!dataset) return show(c, site, { title: '没有这张表', body: html`<p>没有这张表，请从<a href="${base}/data">统计表</a>里选。</p>`, status: 404 })
  const { rows } = readTable(store, id), heads = dataset.columns.map(column => headerOf(column, dictionary))
  const figure = ({ cells }: (typeof rows)[number], column: string): Html => html`<td class="number">${cells[column]?.text ?? '无数据'}</td>`
  const line = (row: (typeof rows)[number]): Html => html`<tr><th scope="row">${sayRegion(dictionary, row.name)}</th>${dataset.columns.map(column => figure(row, column))}</tr>`
  const totals = rows.filter(({ kind }) => kind === 'total')
  return show(c, site, { title: titleOf(dataset), body: html`${tabs(site, 'tables')}
<div class="card">${facts([
      ['文件', `${dataset.document}${dataset.attachment}`], ['范围', sayScope(dataset)], ['截至', html`<time datetime="${dataset.asOf}">${sayDate(dataset.asOf, world.now())}</time>`],
      ['大小', `${rows.length - totals.length}个市州 × ${dataset.columns.length}项`],
    ])}
<p class="actions"><a class="button" href="${base}/data/tables/${encodeURIComponent(id)}/workbook">下载为Excel表</a></p></div>
${wide(titleOf(dataset), html`<table class="figures"><caption class="sr">${titleOf(dataset)}，各市州各项指标</caption>
<thead><tr><th scope="col">市州</th>${heads.map(({ name, unit }) => html`<th scope="col">${name}<small>${unit}</small></th>`)}</tr></thead>
<tbody>${rows.filter(({ kind }) => kind === 'region').map(line)}</tbody>${totals.length > 0 ? html`<tfoot>${totals.map(line)}</tfoot>` : ''}</table>`)}
${totals.length > 0 ? html`<p class="soft">${totals[0]?.name ?? ''}一行照原表：个数是相加的总数，比例和平均数是全省平均。</p>` : ''}` })
}

/** 0.0 for a column whose figures are printed so. */
function formatOf(texts: readonly string[]): string {
  const decimals = Math.max(0, ...texts.map(text => /\.(\d+)$/u.exec(text)?.[1]?.length ?? 0))
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
}

export async function sendTable(c: Ask, site: Site, id: string): Promise<Response> {
  const dataset = findDataset(site, id), { world: { library: { store, dictionary } } } = site
  if (!dataset) return c.notFound()
  const { rows } = readTable(store, id)
  const columns = dataset.columns.map(column => {
    const { name, unit } = headerOf(column, dictionary)
    return { title: `${name}(${unit})`, width: 12, format: formatOf(rows.flatMap(({ cells }) => cells[column]?.text ?? [])) }
  })
  const cell = (row: (typeof rows)[number], column: string): SheetCell => row.cells[column]?.number ?? row.cells[column]?.text ?? '无数据'
  const lines = rows.map(row => [row.name, ...dataset.columns.map(column => cell(row, column))])
  const bytes = await writeWorkbook([{ name: titleOf(dataset), columns: [{ title: '市州', width: 18 }, ...columns], rows: lines }])
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="table.xlsx"; filename*=UTF-8''${encodeURIComponent(`${dataset.document}${dataset.attachment}-${dataset.asOf.replaceAll('-', '')}.xlsx`)}`,
  })
}
