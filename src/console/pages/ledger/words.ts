// What the ledger's pages share: addresses of cells, official figures and reports in words, how old something is.

import { html } from 'hono/html'
import { sayReach, stateNames } from '../../../replies/exports.ts'
import { sayMetric } from '../../../replies/updates.ts'
import { sayDate, sayValue } from '../../../replies/words.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import type { Leader, State, Version } from '../../../store/ledger.ts'
import { officialFigures, type Official } from '../../../table/official.ts'
import { cityOf } from '../../../update/record.ts'
import type { Html, Site } from '../../page.ts'
import type { World } from '../../world.ts'

type Data = World['library']['dictionary']

const enc = encodeURIComponent

/** Below the console: ledger/乐山市, encoded. */
export const cityPath = (city: string): string => `ledger/${enc(city)}`

/** The history of a figure: ledger/乐山市/window_reform_rate; of what lies in the city with ?place=峨眉山市 */
export function cellPath(region: string, indicator: string): string {
  const below = region.split('/').slice(1).join('/')
  return `${cityPath(cityOf(region))}/${enc(indicator)}${below === '' ? '' : `?place=${enc(below)}`}`
}

export const recordPath = (record: number): string => `ledger/record/${record}`

/** The indicators of the matrix, one a topic. */
export const mainIndicators = ({ topics }: Data): readonly { readonly topic: string; readonly name: string; readonly indicator: string }[] => (
  topics.flatMap(({ id, name, main }) => (main === undefined ? [] : [{ topic: id, name, indicator: main }]))
)

/** Does a table of the notice hold this indicator? Others are only reported. */
export const isOfficial = (indicator: string, { datasets }: Data): boolean => datasets.some(({ columns }) => columns.includes(indicator))

const scopeName = (scope: string | null): string => (scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : '')

/** 试点 0.0%，非试点 16.4%, each in a span of its own; 无数据 */
export function sayOfficial(official: Official | null, indicator: string, { indicators }: Data): Html {
  if (official === null) return html`<span class="soft">无数据</span>`
  return html`${official.figures.map(({ scope, value }, i) => html`${i === 0 ? '' : html`<span class="sr">，</span> `}
<span class="part"><span class="soft">${scopeName(scope)}</span> ${sayValue(value, indicators[indicator])}</span>`)}`
}

/** The province's own figures of an indicator, of all tables that have them. */
export function provinceFigures(indicator: string, { store, dictionary }: World['library']): Official | null {
  const totals = new Set(dictionary.datasets.flatMap(({ total, columns }) => (total !== null && columns.includes(indicator) ? [total] : [])))
  const found = [...totals].flatMap(total => officialFigures(total, indicator, store, dictionary) ?? []), [first] = found
  return first ? { asOf: first.asOf, figures: found.flatMap(({ figures }) => figures) } : null
}

const tones: Partial<Readonly<Record<State, string>>> = { to_check: 'warn', verified: 'good', returned: 'bad' }

export const stateTag = (state: State): Html => html`<span class="tag ${tones[state] ?? ''}">${stateNames[state] ?? state}</span>`

/** 今天, 3天前; of a day yet to come, as when the trial room's clock was put back: 3天后 */
export function sayAge(day: string, now: Date): string {
  const days = Math.round((Date.parse(shanghaiDay(now)) - Date.parse(day)) / 86_400_000)
  return days === 0 ? '今天' : days > 0 ? `${days}天前` : `${-days}天后`
}

export const dayOf = (day: string, now: Date): Html => html`<time datetime="${day}">${sayDate(day, now)}</time>`

/** 约45% */
export const sayLeader = ({ value, unit, approximate }: Leader): string => sayMetric({ value, unit, ...(approximate ? { approx: true } : {}) })

/** The figure that leads, with its scope where one was said and its state; 未报 */
export const sayReport = ([first, ...others]: readonly Leader[], region: string): Html => (first === undefined ? html`<span class="soft">未报</span>`
  : html`<b>${sayLeader(first)}</b>${first.scope === null ? '' : html` <span class="tag">${scopeName(first.scope)}</span>`}
${first.state === 'recorded' ? '' : stateTag(first.state)}${others.length === 0 ? '' : html` <small>另有${others.map(({ scope }) => sayReach(scope, region)).join('、')}</small>`}`)

/** All the figures that lead, a line each, with their scope and record. */
export const sayReports = (leaders: readonly Leader[], region: string, base: string, now: Date): Html => (leaders.length === 0 ? html`<span class="soft">未报</span>`
  : html`${leaders.map(one => html`<div><b>${sayLeader(one)}</b> ${sayReach(one.scope, region)}
${one.state === 'recorded' ? '' : stateTag(one.state)} <a href="${base}/${recordPath(one.record)}">#${one.record}</a> ${sayFreshness(one.asOf, now)}</div>`)}`)

/** 8月25日，今天 */
export const sayFreshness = (asOf: string, now: Date): Html => html`<small class="age">${dayOf(asOf, now)}，${sayAge(asOf, now)}</small>`

/** Links in a row, as buttons. */
export const links = ({ base }: Site, ...all: readonly (readonly [path: string, title: string])[]): Html => html`<p class="actions">${all.map(([path, title]) => html`<a class="button" href="${base}/${path}">${title}</a>`)}</p>`

/** 乐山市综窗完成率: what a version tells of one figure; of all where none is named. */
export const sayFigures = ({ metrics }: Version, indicator: string | null, { indicators }: Data): string => (
  metrics.filter(metric => indicator === null || metric.indicator === indicator)
    .map(metric => `${indicator === null ? indicators[metric.indicator]?.name ?? metric.indicator : ''}${sayMetric(metric)}`).join('，')
)
