// All the chatter of the corpus through the bot: nothing is answered, and no six characters of it stand in the files of the database or in a log.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMessenger } from '../../src/chat/room/messenger.ts'
import { contactId, RoomPuppet } from '../../src/chat/room/puppet.ts'
import { createService } from '../../src/chat/service.ts'
import { openLibrary, shippedData } from '../../src/library.ts'
import { allVersions } from '../../src/store/ledger.ts'
import { botName } from '../library.ts'
import { openFolder } from '../qunban.ts'
import { realClock, until } from '../until.ts'
import { chatter } from './cases.ts'

const room = '三化工作群', length = 6
const people = [...new Set(chatter.map(({ from }) => from))]

/** All runs of six characters in a text. */
function runsOf(text: string): Set<string> {
  const signs = [...text]
  return new Set(signs.slice(length - 1).map((_, i) => signs.slice(i, i + length).join('')))
}
const bytesIn = (folder: string): Buffer => Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))))

/** The lines of which something stands in `after` that did not stand in `before`: the data and the names of the room were there. */
function keptOf(before: string, after: string): string[] {
  const known = runsOf(before), found = runsOf(after)
  return chatter.filter(({ text }) => [...runsOf(text)].some(run => found.has(run) && !known.has(run)) || (text.length >= length && after.includes(text))).map(({ where, text }) => `${where} ${text}`)
}

test('what is looked for would be found', () => {
  expect(chatter.length).toBeGreaterThan(600)
  expect(keptOf('', `…${chatter[7]?.text}…`)).toContain(`${chatter[7]?.where} ${chatter[7]?.text}`)
  expect(keptOf(chatter[7]?.text ?? '', chatter[7]?.text.slice(0, -1) ?? '')).toEqual([])
})

test('replay says nothing and keeps nothing', () => {
  const folder = openFolder(), play = (...events: object[]): string[] => {
    const { code, stdout, stderr } = folder.run(['replay', '--db', 'talk.db'], { input: events.map(event => JSON.stringify(event)).join('\n') })
    expect(code).toBe(0)
    return [stdout, stderr]
  }
  try {
    const members = people.map(name => ({ name }))
    expect(play({ type: 'room', room, members })).toEqual(['', ''])
    const before = bytesIn(folder.path('.')).toString()
    expect(play(...chatter.map(({ from, text }, i) => ({ type: 'message', at: new Date(Date.parse('2021-08-25T02:00:00Z') + i * 20_000).toISOString(), room, from, text, id: `m${i}` })))).toEqual(['', ''])
    const after = bytesIn(folder.path('.')).toString()
    // They were heard: each left its id.
    expect(after.match(/\0m\d{3}/gu)?.length).toBeGreaterThan(300)
    expect(keptOf(before, after)).toEqual([])
  } finally {
    folder.remove()
  }
})

test('the service says nothing, keeps nothing and logs nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-chatter-')), now = new Date('2021-08-25T10:00:00+08:00'), logged: string[] = []
  const library = await openLibrary(join(folder, 'talk.db'), shippedData, botName), { store } = library
  const messenger = createMessenger({ bot: botName, room, people: people.map(name => ({ name, role: 'reporter' })), now: () => now })
  const log = (what: object, said: string): void => void logged.push(`${said} ${JSON.stringify(what)}`)
  const service = await createService({ library, puppet: new RoomPuppet(messenger) as never, pace: { room: 0, all: 0 }, log: { info: log, warn: log }, clock: { ...realClock, now: () => now } })
  try {
    await service.hear({ type: 'room', room, members: people.map(name => ({ name, role: 'reporter', contact: contactId(name) })) })
    await service.start()
    const handled = (): number => store.prepare('SELECT count(*) FROM message').pluck().get() as number
    // The first message brings the room's list of members.
    messenger.post({ person: null, from: people[0] ?? '', text: '早' })
    await until(() => handled() === 1)
    const before = bytesIn(folder).toString()
    for (const { from, text } of chatter) messenger.post({ person: null, from, text })
    await until(() => handled() === 1 + chatter.length)
    await service.outbox.idle()
    expect(messenger.posts().filter(({ from }) => from === botName)).toEqual([])
    expect(store.prepare('SELECT * FROM outbox').all()).toEqual([])
    expect(allVersions(store)).toEqual([])
    expect(store.prepare('SELECT DISTINCT skill FROM message').pluck().all()).toEqual([null])
    expect(keptOf(before, bytesIn(folder).toString())).toEqual([])
    expect(keptOf('', logged.join('\n'))).toEqual([])
    expect(logged.length).toBeGreaterThan(0)
  } finally {
    await service.stop()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
