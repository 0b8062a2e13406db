// 新设提醒: the form, a look at what it would set, and setting it as the chat does.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayDue } from '../../../replies/deadline-words.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { setWanted, type Wanted } from '../../../skills/setting-deadlines.ts'
import { openDeadlines } from '../../../store/deadlines.ts'
import { enabledRooms } from '../../../store/rooms.ts'
import { sayRegion, type Dictionary } from '../../../table/dictionary.ts'
import type { Who } from '../../access.ts'
import type { Html, Site } from '../../page.ts'
import { note, type World } from '../../world.ts'
import { faultList } from '../data/parts.ts'
import { readWanted, repeats, type Typed } from './setting.ts'
import { sayAudience, sayLeads, sayRepeat, subjectOf } from './words.ts'

export const blank = (key: string): Typed => ({ room: '', title: '', day: '', time: '', whom: 'all', cities: [], county: '', where: '', leads: '', repeat: 'none', key })

const checked = (is: boolean): Html | string => (is ? html` checked` : '')
const selected = (is: boolean): Html | string => (is ? html` selected` : '')

/** The zones that part the province, each city once. */
function zonesOf({ zones, regions }: Dictionary): readonly { readonly name: string; readonly cities: readonly string[] }[] {
  const parts: { name: string; cities: readonly string[] }[] = [], left = new Set(regions.map(({ name }) => name))
  for (const { name, regions: cities } of zones) {
    if (!cities.every(city => left.has(city))) continue
    cities.forEach(city => left.delete(city))
    parts.push({ name, cities })
  }
  return left.size === 0 ? parts : [...parts, { name: '其他', cities: [...left] }]
}

function whomFields({ world: { library: { dictionary } } }: Site, typed: Typed): Html {
  const choice = (value: string, title: string, more: Html | string = ''): Html => (
    html`<div class="choice"><label class="check"><input type="radio" name="whom" value="${value}"${checked(typed.whom === value)}> ${title}</label>${more}</div>`
  )
  const city = (name: string): Html => html`<label class="check"><input type="checkbox" name="cities" value="${name}"${checked(typed.cities.includes(name))}> ${sayRegion(dictionary, name)}</label>`
  const zones = html`<div class="zones">${zonesOf(dictionary).map(({ name, cities }) => html`<fieldset><legend>${name}</legend>${cities.map(city)}</fieldset>`)}</div>`
  const homes = dictionary.regions.map(({ name, say }) => html`<option value="${name}"${selected(typed.county === name)}>${say}</option>`)
  return html`<fieldset class="whom"><legend>由谁报</legend>
${choice('all', `各市州（${dictionary.regions.length}个）`)}
${choice('members', '本群成员的市州；以后进群的也算')}
${choice('cities', '勾选的市州', zones)}
${choice('counties', '一个市州的各县（市、区）', html`<label class="inset">市州<select name="county"><option value="">请选择</option>${homes}</select></label>`)}
${choice('where', '符合条件的市州', html`<label class="inset">条件，写法同群里<input name="where" value="${typed.where}" maxlength="80" placeholder="综窗为0的市州" autocomplete="off"></label>`)}
</fieldset>`
}

/** The form as it was typed; `looked`: what it would set. */
export function newForm(site: Site, typed: Typed, faults: readonly string[] = [], looked: Html | null = null): Html {
  const { base, world } = site, rooms = enabledRooms(world.library.store), today = shanghaiDay(world.now())
  if (rooms.length === 0) return html`<p>还没有启用的群，设不了提醒。<a href="${base}/people/rooms">去名册建群</a>，或由管理员在群里@助手发“启用本群”。</p>`
  return html`${faultList(faults)}${looked ?? ''}
<form method="post" action="${base}/deadlines/new" class="card stack setting">
<input type="hidden" name="key" value="${typed.key}">
<label>报什么<input name="title" value="${typed.title}" required maxlength="60" placeholder="三张清单" autocomplete="off"></label>
<label>在哪个群提醒<select name="room" required>${rooms.map(room => html`<option${selected(room === typed.room)}>${room}</option>`)}</select></label>
<div class="inline"><label>截止日期<input type="date" name="day" value="${typed.day}" required min="${today}"></label>
<label>时间（不写：下班前，18:00）<input type="time" name="time" value="${typed.time}"></label></div>
${whomFields(site, typed)}
<label>提前几天提醒（用逗号隔开；不写：15、7、3、1天，重复的按周期缩短）<input name="leads" value="${typed.leads}" inputmode="text" maxlength="40" placeholder="7,3,1" autocomplete="off"></label>
<label>重复（从截止日期那一次起）<select name="repeat">${repeats.map(([value, name]) => html`<option value="${value}"${selected(value === typed.repeat)}>${name}</option>`)}</select></label>
<p class="soft">截止当天9:00、15:00各提醒一次，逾期后再提醒3个工作日；只@未报的。提醒碰上休息日，提前到前一个工作日。</p>
<div class="actions"><button type="submit" class="primary">设提醒</button><button type="submit" name="look" value="yes">先看会怎么提醒</button><a class="button" href="${base}/deadlines">返回</a></div>
</form>`
}

/** Ends a transaction of which nothing is to stay. */
const takenBack = new Error('taken back')

/** What would be told if it were set now; nothing of it stays. */
function lookAt(wanted: Wanted, world: World): Html {
  const { library, now } = world
  let told: string[] = []
  try {
    library.store.transaction(() => {
      const set = setWanted(wanted, `console look ${crypto.randomUUID()}`, now(), library)
      told = set === null ? [] : [set.terms.replace(/^已设提醒\d+：/u, ''), ...(set.unreached === null ? [] : [set.unreached.replace(/^提醒\d+/u, '')])]
      throw takenBack
    }).immediate()
  } catch (error) {
    if (error !== takenBack) throw error
  }
  return html`<section class="card" aria-labelledby="look"><h2 id="look">会这样设（还没有设）</h2><pre class="message">${told.join('\n')}</pre></section>`
}

/** “三化工作群”，9月15日（周三）下班前，乐山、甘孜州，提前7、3、1天 */
function sayWanted(wanted: Wanted, now: Date, dictionary: Dictionary): string {
  const { room, audience: { kind, regions }, leads, repeat } = wanted, expected = kind === 'all' ? dictionary.regions.map(({ name }) => name) : regions
  return [`“${room}”`, sayDue(wanted, now), sayAudience(wanted, expected, dictionary), sayLeads(leads), ...(repeat === null ? [] : [sayRepeat(repeat)])].join('，')
}

export type Outcome = { readonly id: number; readonly said: string } | { readonly faults: readonly string[] } | { readonly looked: Html }

export function setNew(world: World, who: Who, typed: Typed, look: boolean): Outcome {
  const { library } = world, { store, dictionary } = library, now = world.now(), read = readWanted(typed, who.name, now, library)
  if ('faults' in read) return read
  const { wanted } = read
  if (look) return { looked: lookAt(wanted, world) }
  const namesakes = openDeadlines<Deadline>(store, wanted.room).filter(({ title }) => title === wanted.title)
  const set = store.transaction(() => {
    const done = setWanted(wanted, `console ${typed.key}`, now, library)
    if (done) note(world, who, { action: '设提醒', subject: subjectOf(done.deadline), detail: sayWanted(wanted, now, dictionary) })
    return done
  }).immediate()
  if (set === null) return { faults: ['这张表已经提交过，提醒已设好，没有再设一次。要另设一项请从“新设提醒”重新打开。'] }
  world.beat()
  const warnings = namesakes.map(({ id, title }) => `注意：提醒${id}也叫“${title}”，群里说已报时助手会问是哪一项。`)
  return { id: set.deadline.id, said: [set.terms, ...(set.unreached === null ? [] : [set.unreached]), ...warnings].join('\n') }
}
