// The terms of a deadline and their change: another day and time, other days before, close, cancel. Each change plans all its steps anew.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayDue } from '../../../replies/deadline-words.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { giveTerms } from '../../../skills/deadline-terms.ts'
import { leadsOf } from '../../../skills/setting-deadlines.ts'
import { standingOf } from '../../../skills/standing.ts'
import { usualLeads } from '../../../deadline/deadline.ts'
import type { Who } from '../../access.ts'
import { facts, sayTime, type Html, type Site } from '../../page.ts'
import { act, order, type World } from '../../world.ts'
import { faultList } from '../data/parts.ts'
import { deadlinePath, dueWords, readLeadDays, readMoment, sayAudience, sayLeads, sayRepeat, sayRoom, stateNames, subjectOf, type Fault } from './words.ts'

export function termList({ world: { library, now } }: Site, deadline: Deadline): Html {
  const { says, title, room, recipient, leads, repeat, cycle, state, setBy, setAt } = deadline
  const { expected, exempted } = standingOf(deadline, null, library)
  return facts([
    ['事项', says === title ? title : html`${says}（简称${title}）`], ['截止', dueWords(deadline, now())], ['群', sayRoom(room)],
    ['由谁报', sayAudience(deadline, [...expected, ...exempted], library.dictionary)], ...(recipient === null ? [] : [['报给', recipient] as const]),
    ['提醒', `${sayLeads(leads)}${deadline.kind === 'target' ? '、当天9:00' : '、当天9:00和15:00，逾期后3个工作日'}`], ...(repeat === null ? [] : [['重复', `${sayRepeat(repeat)}，现在是第${cycle}次`] as const]),
    ['状态', stateNames[state]], ['设定', html`${setBy}，<time datetime="${setAt}">${sayTime(setAt, now())}</time>`],
  ])
}

const usualOf = ({ kind, repeat }: Deadline): readonly number[] => (kind === 'target' ? usualLeads.target : leadsOf(repeat))

export function termForms({ base, world: { now } }: Site, deadline: Deadline, fault: Fault | null): Html {
  const { id, due, timeSaid, leads, title } = deadline, to = (deed: string): string => `${base}/${deadlinePath(id)}/${deed}`, typed = (form: string, name: string, standing: string): string => (fault?.form === form ? fault.typed[name] ?? '' : standing)
  return html`<h3>改期</h3>${fault?.form === 'move' ? faultList(fault.faults) : ''}
<form method="post" action="${to('move')}" class="inline"><label>新的截止日期<input type="date" name="day" value="${typed('move', 'day', due.day)}" required min="${shanghaiDay(now())}"></label>
<label>时间（不写：下班前）<input type="time" name="time" value="${typed('move', 'time', timeSaid ? due.time.replace('24:00', '23:59') : '')}"></label><button type="submit">改期</button></form>
<h3>改提前天数</h3>${fault?.form === 'leads' ? faultList(fault.faults) : ''}
<form method="post" action="${to('leads')}" class="inline"><label>提前几天提醒（用逗号隔开；不写：${usualOf(deadline).join('、') || '不提前'}）<input name="leads" value="${typed('leads', 'leads', leads.join(','))}" maxlength="40" autocomplete="off"></label><button type="submit">改提前天数</button></form>
<h3>结束</h3><p class="soft">关闭：办完了；取消：不办了。都不再提醒，记录保留，不能再打开。</p>
<div class="actions"><form method="post" action="${to('close')}" data-confirm="关闭提醒${id}（${title}）？关闭后不再提醒，不能再打开。"><button type="submit">关闭提醒${id}</button></form>
<form method="post" action="${to('cancel')}" data-confirm="取消提醒${id}（${title}）？取消后不再提醒，不能再恢复。"><button type="submit" class="danger">取消提醒${id}</button></form></div>`
}

export type Outcome = { readonly said: string } | { readonly fault: Fault }

export function move(world: World, who: Who, deadline: Deadline, day: string, time: string): Outcome {
  const now = world.now(), read = readMoment(day, time, now), typed = { day, time }, wrong = (fault: string): Outcome => ({ fault: { form: 'move', faults: [fault], typed, chosen: [] } })
  if ('fault' in read) return wrong(read.fault)
  if (read.due.day === deadline.due.day && read.due.time === deadline.due.time && read.timeSaid === deadline.timeSaid) return wrong(`现在就是${sayDue(deadline, now)}，没有改。请写新的日期或时间。`)
  const said = act(world, who, { action: '改期', subject: subjectOf(deadline), detail: `${sayDue(deadline, now)} → ${sayDue({ ...deadline, ...read }, now)}` }, () => giveTerms(deadline, read, 'moved', who.name, now, world.library))
  world.beat()
  return { said }
}

export function changeLeads(world: World, who: Who, deadline: Deadline, text: string): Outcome {
  const now = world.now(), read = readLeadDays(text, usualOf(deadline)), wrong = (fault: string): Outcome => ({ fault: { form: 'leads', faults: [fault], typed: { leads: text }, chosen: [] } })
  if ('fault' in read) return wrong(read.fault)
  if (read.leads.join() === deadline.leads.join()) return wrong(`现在就是${sayLeads(deadline.leads)}，没有改。`)
  const said = act(world, who, { action: '改提前天数', subject: subjectOf(deadline), detail: `${sayLeads(deadline.leads)} → ${sayLeads(read.leads)}` }, () => giveTerms(deadline, read, 'leads', who.name, now, world.library))
  world.beat()
  return { said }
}

export const end = (world: World, who: Who, deadline: Deadline, how: 'close' | 'cancel'): Promise<string> => (
  order(world, who, `${how === 'close' ? '关闭' : '取消'}提醒${deadline.id}`, null, { action: how === 'close' ? '关闭提醒' : '取消提醒', subject: subjectOf(deadline) })
)
