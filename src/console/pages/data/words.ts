// The dictionary: topics and indicators, or cities, with what people call them. Words of the data are read only; those taught here can be taken out again.

import { html } from 'hono/html'
import { aliases, removeAlias, type Alias } from '../../../store/aliases.ts'
import { reloadWords } from '../../../library.ts'
import { sayRegion, type Indicator, type Region } from '../../../table/dictionary.ts'
import { mayReach } from '../../access.ts'
import { fieldsOf, goTo, sayTime, show, wide, type Ask, type Html, type Site } from '../../page.ts'
import { act } from '../../world.ts'
import { confirmWord, faultList, targetOptions } from './parts.ts'
import { tabs } from './tabs.ts'
import { sayTarget, teach } from './teach.ts'
import { tryBox } from './try.ts'

const mostForms = 8
const betters = { higher: '越高越好', lower: '越低越好', unknown: '高低不分好坏' } as const

const own = (forms: readonly string[], taught: readonly Alias[]): string[] => forms.filter(form => !taught.some(alias => alias.form === form))

/** Words taught here, each with who and when, and the button that takes it out. */
function taughtWords({ base, world }: Site, taught: readonly Alias[], acts: boolean): Html | string {
  if (taught.length === 0) return ''
  return html`<ul class="taught">${taught.map(({ form, by, at }) => html`<li><b>${form}</b> <small>${by}，<time datetime="${at}">${sayTime(at, world.now())}</time></small>
${acts ? html`<form method="post" action="${base}/data/words/remove" data-confirm="删除说法“${form}”？删除后，群里再这样说就不认识了。">
<input type="hidden" name="word" value="${form}"><button type="submit" class="danger" aria-label="删除说法“${form}”">删除</button></form>` : ''}</li>`)}</ul>`
}

/** The first words of the data; `all`: where the others stand. */
function shipped(base: string, forms: readonly string[], all: string): Html {
  if (forms.length === 0) return html`<p class="soft">数据里没有别的说法</p>`
  return html`<p class="soft forms">${forms.slice(0, mostForms).join('、')}${forms.length > mostForms ? html`…<a href="${base}/data/words/${all}">全部${forms.length}个</a>` : ''}</p>`
}

function topicCards(site: Site, taught: readonly Alias[], acts: boolean): Html[] {
  const { base, world } = site, { dictionary } = world.library
  const of = (kind: Alias['kind'], target: string): Alias[] => taught.filter(alias => alias.kind === kind && alias.target === target)
  const line = ({ id, name, unit, better, means, forms }: Indicator): Html => html`<li id="indicator-${id}">
<h3>${name} <span class="tag">${unit}</span> <span class="tag">${betters[better]}</span></h3>
${means === null ? '' : html`<p>${means}</p>`}${taughtWords(site, of('indicator', id), acts)}${shipped(base, own(forms, taught), `indicator/${id}`)}</li>`
  return dictionary.topics.map(({ id, name, main, words }) => html`<section class="card" id="topic-${id}"><h2>${name}</h2>
<p>${main === undefined ? '没有主指标，只说主题时反问是哪一项。' : html`主指标：${dictionary.indicators[main]?.name ?? ''}`}</p>
${taughtWords(site, of('topic', id), acts)}${shipped(base, own(words, taught), `topic/${id}`)}
<ul class="list">${Object.values(dictionary.indicators).filter(({ topic }) => topic === id).map(line)}</ul></section>`)
}

function regionTables(site: Site, taught: readonly Alias[], acts: boolean): Html {
  const { dictionary: { regions, zones, counties } } = site.world.library
  const short = (name: string): string => sayRegion(site.world.library.dictionary, name)
  const countiesOf = (region: string): readonly string[] => counties.filter(({ city }) => city === region).map(({ name }) => name)
  const line = (region: Region): Html => html`<tr><th scope="row">${region.say}</th><td>${region.name}</td>
<td>${taughtWords(site, taught.filter(({ kind, target }) => kind === 'region' && target === region.name), acts)}
<span class="soft">${[...new Set([region.short, ...own(region.aliases, taught)])].join('、')}${region.slips.length > 0 ? `；错别字：${region.slips.join('、')}` : ''}</span></td></tr>`
  const table = html`<table class="regions"><caption class="sr">市州和它们的说法</caption>
<thead><tr><th scope="col">市州</th><th scope="col">全称</th><th scope="col">说法</th></tr></thead><tbody>${regions.map(line)}</tbody></table>`
  return html`<div id="regions" data-live>${wide('市州', table)}</div>
<h2>片区</h2><ul class="list">${zones.map(zone => html`<li><b>${zone.name}</b> <span class="soft">${zone.aliases.join('、')}</span><br>${zone.regions.map(short).join('、')}</li>`)}</ul>
<h2>县（市、区）</h2><p class="soft">表里没有县级数，这些名字用来认出问的是县、属于哪个市州。</p>
${regions.map(({ name, say }) => html`<details><summary>${say}（${countiesOf(name).length}个）</summary><p>${countiesOf(name).join('、') || '没有'}</p></details>`)}`
}

type Shown = { readonly faults?: readonly string[]; readonly word?: string; readonly target?: string; readonly of?: 'regions' | null }

/** The page; with what is wrong where a word was refused. */
export function showWords(c: Ask, site: Site, { faults = [], word, target, of: asked }: Shown = {}): Response | Promise<Response> {
  const { base, world: { library: { store, dictionary } } } = site, taught = aliases(store), acts = mayReach(c.get('who'), 'data', true)
  const of = asked === undefined ? (c.req.query('of') === 'regions' ? 'regions' : null) : asked
  const form = html`<section class="card" id="add" aria-labelledby="add-title"><h2 id="add-title">加一个说法</h2>
<form method="post" action="${base}/data/words/add" class="stack">${faultList(faults)}
<div class="inline"><label>群里这样叫<input name="word" value="${word ?? c.req.query('word') ?? ''}" required maxlength="40" size="16" autocomplete="off"></label>
<label>指的是<select name="target" required>${targetOptions(dictionary, target ?? c.req.query('target') ?? '')}</select></label><button type="submit" class="primary">加上</button></div>
<p class="soft">2到20个汉字、字母或数字。加上后马上能用，问数和上报都认。</p></form></section>`
  return show(c, site, {
    title: '数据', live: true, status: faults.length > 0 ? 422 : 200,
    body: html`${tabs(site, of === null ? 'words' : 'regions')}<div class="two">${tryBox(site, c.req.query('q'), of)}${acts ? form : ''}</div>
${of === null ? html`<nav class="jump" aria-label="主题"><ul>${dictionary.topics.map(({ id, name }) => html`<li><a href="#topic-${id}">${name}</a></li>`)}</ul></nav>
<div id="words" class="words" data-live>${topicCards(site, taught, acts)}</div>` : regionTables(site, taught, acts)}`,
  })
}

/** All the words of one topic or indicator. */
export function showForms(c: Ask, site: Site, kind: string, id: string): Response | Promise<Response> {
  const { base, world: { library: { store, dictionary } } } = site, topic = kind === 'topic' ? dictionary.topics.find(one => one.id === id) : undefined
  const indicator: Indicator | undefined = kind === 'indicator' && Object.hasOwn(dictionary.indicators, id) ? dictionary.indicators[id] : undefined, named = topic ?? indicator
  if (!named) return show(c, site, { title: '没有这一项', body: html`<p>没有这一项，请从<a href="${base}/data/words">指标和说法</a>里选。</p>`, status: 404 })
  const taught = aliases(store), forms = own(topic ? topic.words : indicator?.forms ?? [], taught)
  const mine = taught.filter(alias => alias.kind === kind && alias.target === id), acts = mayReach(c.get('who'), 'data', true)
  return show(c, site, {
    title: `${named.name}的说法`, live: true,
    body: html`${tabs(site, 'words')}<div id="taught" data-live>${taughtWords(site, mine, acts)}</div>
<p class="soft">数据里的${forms.length}个，不能在这里改：</p><p class="soft forms">${forms.join('、')}</p>
<p class="actions">${acts ? html`<a class="button" href="${base}/data/words?target=${kind}:${id}#add">加一个说法</a>` : ''}<a class="button" href="${base}/data/words#${kind}-${id}">返回</a></p>`,
  })
}

const listOf = (kind: Alias['kind']): string => (kind === 'region' ? 'data/words?of=regions' : 'data/words')

export async function addWord(c: Ask, site: Site): Promise<Response> {
  const { base, world } = site, { one } = await fieldsOf(c), word = one('word'), target = one('target'), { dictionary } = world.library
  const taught = teach(world, c.get('who'), { word, target, confirmed: one('confirm') === 'yes', from: null })
  if (taught.kind === 'faults') return showWords(c, site, { faults: taught.faults, word: word.slice(0, 40), target, of: target.startsWith('region:') ? 'regions' : null })
  if (taught.kind === 'confirm') return show(c, site, { title: '会改变答过的问题', body: confirmWord(`${base}/data/words/add`, `${base}/data/words`, taught, dictionary) })
  const settled = taught.settled.length > 0 ? `\n没看懂的问题里有${taught.settled.length}个现在能读懂，已移出待处理。` : ''
  return goTo(c, site, listOf(taught.target.kind), `已加：“${taught.form}”就是${sayTarget(taught.target, dictionary)}，马上能用。${settled}`)
}

export async function removeWord(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { store, dictionary } = world.library, { one } = await fieldsOf(c), form = one('word'), alias = aliases(store).find(known => known.form === form)
  if (!alias) return goTo(c, site, 'data/words', `没有“${form}”这个加过的说法，可能别人已删除。`)
  const target = sayTarget({ kind: alias.kind, id: alias.target }, dictionary)
  act(world, c.get('who'), { action: '删说法', subject: `“${form}”→${target}`, detail: `${alias.by}加` }, () => removeAlias(store, form))
  reloadWords(world.library)
  return goTo(c, site, listOf(alias.kind), `已删除：“${form}”不再是${target}的说法。`)
}
