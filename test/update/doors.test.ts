// The same talk through the trial room's puppet and through `replay`: one ledger, and the same words back.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/chat/event.ts'
import { createMessenger, type Post } from '../../src/chat/room/messenger.ts'
import { contactId, RoomPuppet } from '../../src/chat/room/puppet.ts'
import { createService, type Service } from '../../src/chat/service.ts'
import { replay } from '../../src/commands/replay.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { readSettings } from '../../src/settings.ts'
import { allVersions, type Version } from '../../src/store/ledger.ts'
import { openStore } from '../../src/store/open.ts'
import { addEntry } from '../../src/store/roster.ts'
import { scripts, type Script, type Step } from '../conversations/script.ts'
import { botName } from '../library.ts'
import { realClock } from '../until.ts'
import { singles } from './cases.ts'

const room = '三化工作群'
const folder = mkdtempSync(join(tmpdir(), 'qunban-doors-')), empty = join(folder, 'empty.db')
beforeAll(async () => (await openLibrary(empty, shippedData, botName)).store.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
function fresh(roster: Script['roster']): string {
  count += 1
  const path = join(folder, `${count}.db`)
  copyFileSync(empty, path)
  const store = openStore(path)
  for (const { name, city, role } of roster) addEntry(store, { unit: name.split('-')[0] ?? name, name, region: city, role, main: false, contact: null, phone: null }, 'test', '2021-01-01')
  store.close()
  return path
}

/** A step at its time; the bot is told nothing of the time but by what happens. */
type Timed = { readonly at: Date; readonly step: Exclude<Step, { kind: 'at' }> }

function timed(steps: readonly Step[]): Timed[] {
  let now = new Date('2021-08-25T10:00:00+08:00'), waits = false
  return steps.flatMap(step => {
    if (step.kind === 'at') now = step.at
    else if (step.kind !== 'restart' && waits) now = new Date(now.getTime() + 60_000)
    if (step.kind !== 'restart') waits = step.kind !== 'at'
    return step.kind === 'at' ? [] : [{ at: now, step }]
  })
}

/** A version as both doors can tell it: ids of people are the door's own, and the trial room takes the call of the bot and odd blanks off the text. */
const asTold = ({ reporterKey: _, note, ...version }: Version): object => ({ ...version, note: note.replaceAll(`@${botName}`, '').replaceAll('\u3000', ' ').trim() })
/** A post without the mentions that stand before it or on its last line. */
const withoutMentions = (text: string): string => text.replace(/^@[^\u2005\n]*\u2005|\n(?:@[^\u2005\n]*\u2005?)+$/gu, '')

function ledgerOf(path: string): object[] {
  const store = openStore(path)
  try {
    return allVersions(store).map(asTold)
  } finally {
    store.close()
  }
}

type Talk = { readonly members: readonly Member[]; readonly roster: Script['roster']; readonly steps: readonly Timed[] }
/** What the ledger holds, all that was sent after each step, and what the room was told after each message. */
type Outcome = { readonly ledger: object[]; readonly replies: readonly string[]; readonly answers: readonly string[] }

async function throughRoom({ members, roster, steps }: Talk): Promise<Outcome> {
  const path = fresh(roster)
  let now = steps[0]?.at ?? new Date(0), tell = (): void => undefined
  const messenger = createMessenger({ bot: botName, room, people: members, now: () => now })
  // The messenger forgets what is long past.
  const told: Post[] = []
  messenger.listen(news => { if (news.kind === 'post' && news.post.from === botName) told.push(news.post) })
  let library: Library, service: Service, puppet: RoomPuppet
  const faults: object[] = []
  async function start(): Promise<void> {
    library = await openLibrary(path, shippedData, botName)
    puppet = new RoomPuppet(messenger)
    service = await createService({
      library, puppet: puppet as never, pace: { room: 0, all: 0 }, clock: { ...realClock, now: () => now }, log: { info: () => undefined, warn: (what, said) => { if (said === 'fault' || said === 'not sent') faults.push(what) } },
      onEvent: ({ type }) => { if (type !== 'members' && type !== 'room') tell() },
    })
    await service.hear({ type: 'room', room, members: members.map(member => ({ ...member, contact: contactId(member.name) })) })
    await service.start()
    service.beat()
  }
  async function stop(): Promise<void> {
    await service.stop()
    library.store.close()
  }
  /** Resolves when the bot has heard what `act` brings about, and has answered. */
  async function heard(act: () => void): Promise<void> {
    await new Promise<void>(resolve => {
      tell = resolve
      act()
    })
    // The bot waits for nothing outside: it has committed by the next turn.
    for (let turn = 0; turn < 3; turn++) await new Promise(resolve => { setImmediate(resolve) })
    await service.outbox.idle()
  }
  await start()
  const ids: string[] = [], answers: string[] = [], replies: string[] = []
  for (const { at, step } of steps) {
    now = at
    const before = told.length
    switch (step.kind) {
      case 'restart':
        await stop()
        await start()
        break
      case 'recall':
        await heard(() => void messenger.recall(ids[step.number - 1] ?? '', messenger.find(ids[step.number - 1] ?? '')?.from ?? ''))
        break
      case 'again':
        await heard(() => void puppet.emit('message', { messageId: ids[step.number - 1] ?? '' }))
        break
      case 'say': {
        const { from, text, how, quotes } = step, said = how === 'mention' ? `@${botName} ${text}` : text
        const old = quotes === null ? undefined : messenger.find(ids[quotes.number - 1] ?? ''), quote = quotes === null || !old ? null : quotes.bot ? { from: botName, text: answers[quotes.number - 1] ?? '' } : { from: old.from, text: old.text }
        await heard(() => void ids.push(messenger.post({ person: how === 'private' ? from : null, from, text: said, mentions: how === 'private' ? [] : messenger.calledIn(said), note: how === 'note', quote }).id))
        break
      }
    }
    const sent = told.slice(before)
    if (step.kind === 'say') answers.push(withoutMentions(sent.find(({ person }) => person === null)?.text ?? ''))
    replies.push(sent.map(({ person, text }) => `${person ?? room}: ${withoutMentions(text)}`).join('\n'))
  }
  await stop()
  expect(faults).toEqual([])
  return { ledger: ledgerOf(path), replies, answers }
}

/** `answers`: what the room's bot said to each message, for the quotes; a door that answers otherwise fails all the same. */
async function throughReplay({ members, roster, steps }: Talk, answers: readonly string[]): Promise<Outcome> {
  const path = fresh(roster), said: (object & { readonly from: string; readonly text: string; readonly room?: string; readonly id: string })[] = []
  const events = steps.map(({ at: time, step }): object => {
    const at = time.toISOString()
    switch (step.kind) {
      case 'restart': return { type: 'restart', downUntil: at }
      case 'again': return { ...said[step.number - 1], at }
      case 'recall': {
        const { id, from, room: where } = said[step.number - 1] ?? { id: '', from: '' }
        return { type: 'recall', at, from, id, ...(where === undefined ? {} : { room: where }) }
      }
      case 'say': {
        const { from, text, how, quotes } = step, old = quotes && said[quotes.number - 1]
        const quote = quotes === null || !old ? {} : { quote: quotes.bot ? { from: botName, text: answers[quotes.number - 1] ?? '' } : { from: old.from, text: old.text } }
        const event = { type: 'message', at, from, text: how === 'mention' ? `@${botName} ${text}` : text, mention: how === 'mention', note: how === 'note', id: `m${said.length}`, ...(how === 'private' ? {} : { room }), ...quote }
        said.push(event)
        return event
      }
    }
  })
  let out = '', wrong = ''
  const lines = [{ type: 'room', room, members }, ...events].map(line => JSON.stringify(line)).join('\n')
  const code = await replay({
    args: [], options: {}, settings: readSettings({ QUNBAN_NAME: botName }), db: path, data: shippedData, now: () => new Date(0), sleep: () => Promise.resolve(),
    stdin: Readable.from([lines]) as never, stdout: { write: (part: string) => { out += part } } as never, stderr: { write: (part: string) => { wrong += part } } as never,
  })
  expect([code, wrong]).toEqual([0, ''])
  const sent = out.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as { readonly room?: string; readonly person?: string; readonly text: string; readonly to: number })
  return { ledger: ledgerOf(path), answers, replies: steps.map((_, i) => sent.filter(({ to }) => to === i + 1).map(({ room: where, person, text }) => `${where ?? person}: ${text}`).join('\n')) }
}

async function assertSame(talk: Talk): Promise<Outcome> {
  const inRoom = await throughRoom(talk), inReplay = await throughReplay(talk, inRoom.answers)
  expect(inRoom.ledger).toEqual(inReplay.ledger)
  expect(inRoom.replies).toEqual(inReplay.replies)
  return inRoom
}

// Of the long row of like talks every third: each goes through a room and a replay of its own.
const chosen = scripts.filter(({ title }, i) => !/, talk \d+$/u.test(title) || i % 3 === 0)
test.each(chosen)('$where $title', async ({ members, roster, steps }) => {
  const speakers = steps.flatMap(step => (step.kind === 'say' ? [step.from] : []))
  const people: readonly Member[] = members.length > 0 ? members : [...new Set([...speakers, ...roster.map(({ name }) => name)])].map(name => ({ name, role: 'reporter' }))
  await assertSame({ members: people, roster, steps: timed(steps) })
})

test('all single reports, one after the other in one room', async () => {
  const inOrder = singles.toSorted((a, b) => a.at.localeCompare(b.at)), first = Date.parse(inOrder[0]?.at ?? '')
  const steps = inOrder.map(({ at, from, mention, text }, i): Timed => ({
    // A minute apart where they were written at one time.
    at: new Date(Math.max(Date.parse(at), first + i * 60_000)), step: { kind: 'say', from, text, how: mention ? 'mention' : 'talk', quotes: null, expect: [] },
  }))
  const people = [...new Set(singles.map(({ from }) => from))].map((name): Member => ({ name, role: 'reporter' }))
  const { ledger } = await assertSame({ members: people, roster: [], steps })
  expect(ledger.length).toBeGreaterThan(300)
})
