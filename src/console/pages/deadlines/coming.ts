// The reminders of a deadline that are still to come, each as it would read if it went now, with whom it mentions; one of them can be kept back.

import { html } from 'hono/html'
import type { Deadline } from '../../../deadline/deadline.ts'
import { sayDay } from '../../../replies/deadline-words.ts'
import { momentOf } from '../../../shanghai.ts'
import { never } from '../../../skills/duty.ts'
import { composeSteps } from '../../../skills/reminding.ts'
import { findDeadline } from '../../../store/deadlines.ts'
import { holdOn } from '../../../store/holds.ts'
import { isEnabled } from '../../../store/rooms.ts'
import { endStep, stepsBetween, stepsOf, type PlannedStep } from '../../../store/steps.ts'
import type { Who } from '../../access.ts'
import { nothing, type Html, type Site } from '../../page.ts'
import { act, type World } from '../../world.ts'
import { deadlinePath, subjectOf } from './words.ts'

/** A deadline in all rooms has more; each text costs a look at its room. */
const onPage = 12, mostSteps = 600

const sayMoment = (at: Date, now: Date): string => {
  const { day, time } = momentOf(at)
  return `${sayDay(day, now)}${time}`
}

/** When it goes, or was to go where something holds it without an end. */
const timeOf = ({ goAt, plannedAt }: PlannedStep): string => (goAt === never ? plannedAt : goAt)

/** The steps that go as one message with this one: targets of a room and a moment. */
function together(step: PlannedStep, { kind }: Deadline, { library: { store } }: World): readonly PlannedStep[] {
  if (kind !== 'target' || step.goAt === never) return [step]
  return stepsBetween(store, step.goAt, new Date(Date.parse(step.goAt) + 1).toISOString()).filter(one => one.room === step.room && findDeadline<Deadline>(store, one.deadline)?.kind === 'target')
}

function text(step: PlannedStep, deadline: Deadline, world: World, id: string): Html {
  const at = step.goAt === never ? world.now() : new Date(step.goAt), letter = composeSteps(step.room, { kind: 'steps', steps: together(step, deadline, world) }, at, world.library)
  if (letter === null) return nothing(deadline.kind === 'target' ? '现在都已达到，到时不发。' : '现在已全部报送，到时不发。')
  const { text: says, mentions } = letter
  return html`<pre class="message" id="${id}">${says}${mentions.length === 0 ? '' : `\n${mentions.map(name => `@${name}`).join(' ')}`}</pre>
<p class="actions"><button type="button" data-copy="${id}">复制</button> <small>${mentions.length === 0 ? '不@人' : `@${mentions.length}人`}</small></p>`
}

function obstacle({ room, goAt }: PlannedStep, { library: { store }, now }: World): string | null {
  if (!isEnabled(store, room)) return '这个群没有启用，到时不发'
  const held = holdOn(store, room, now().toISOString())
  return held === null || (held.until !== null && held.until <= goAt && goAt !== never) ? null : held.until === null ? '暂停中，恢复后再发' : '到时还在暂停，恢复后再发'
}

/** The list; `from`: how many are passed over. */
export function comingPart({ base, world }: Site, deadline: Deadline, acts: boolean, from: number): Html {
  const steps = stepsOf(world.library.store, deadline.id, mostSteps), now = world.now(), shown = steps.slice(from, from + onPage), left = steps.length - from - onPage
  if (steps.length === 0) return nothing(deadline.state === 'open' ? '没有了。' : '已结束，不再提醒。')
  const path = `${base}/${deadlinePath(deadline.id)}`, rooms = [...new Set(steps.map(({ room }) => room))]
  return html`<ol class="list">${shown.map((step, i) => {
    const { room, step: name, revision } = step, id = `step-${name}-${rooms.indexOf(room)}`, at = timeOf(step), when = sayMoment(new Date(at), now), stops = obstacle(step, world), content = text(step, deadline, world, `text-${id}`)
    const hidden = Object.entries({ room, step: name, revision }).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)
    return html`<li><div class="meta"><b><time datetime="${at}">${when}</time></b> “${room}” ${stops === null ? '' : html`<span class="tag warn">${stops}</span>`}
${acts ? html`<form method="post" action="${path}/skip" data-confirm="${when}在“${room}”的这一次不发？以后的照发。">${hidden}
<button type="submit" aria-label="停发这一次：${when}“${room}”">停发这一次</button></form>` : ''}</div>
${i === 0 && from === 0 ? content : html`<details id="${id}"><summary>内容和要@的人</summary>${content}</details>`}</li>`
  })}</ol>
${from > 0 || left > 0 ? html`<p class="actions">${from > 0 ? html`<a class="button" href="${path}?from=${Math.max(0, from - onPage)}#coming">前面的</a>` : ''}
${left > 0 ? html`<a class="button" href="${path}?from=${from + onPage}#coming">后面的${left}次</a>` : ''}</p>` : ''}`
}

/** Keeps one back; those after it go. */
export function skip(world: World, who: Who, deadline: Deadline, room: string, name: string, revision: string): string {
  const { store } = world.library, now = world.now(), step = stepsOf(store, deadline.id, mostSteps).find(one => one.room === room && one.step === name && String(one.revision) === revision)
  if (step === undefined) return '这一次已经发出、停发或改期了，没有再改。'
  const when = sayMoment(new Date(timeOf(step)), now)
  return act(world, who, { action: '停发一次提醒', subject: subjectOf(deadline), detail: `${when}，“${room}”` }, () => {
    endStep(store, step, 'skipped', now.toISOString())
    return `已停：提醒${deadline.id}在${when}、“${room}”的这一次不发，以后的照发。`
  })
}
