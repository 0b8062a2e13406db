// Each script through the bot over a database file of its own: what is answered, what stands at the end, what is kept nowhere.

import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { MessageEvent, Outgoing } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { addEntry } from '../../src/store/roster.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { botName } from '../library.ts'
import { differ, parseWanted } from '../update/cases.ts'
import { scripts, type Expectation, type Script } from './script.ts'

const room = '三化工作群'
/** A database filled from the data folder, copied for each script. */
const home = mkdtempSync(join(tmpdir(), 'qunban-talks-')), filled = join(home, 'filled.db')
beforeAll(async () => (await openLibrary(filled, shippedData, botName)).store.close())
afterAll(() => rmSync(home, { recursive: true, force: true }))

const show = (letters: readonly Outgoing[]): string => letters.map(({ to, text }) => `${'room' in to ? '' : `(${to.person}) `}${text}`).join('\n---\n') || '(silence)'

function check(expected: readonly Expectation[], letters: readonly Outgoing[], asker: string, inPrivate: boolean): void {
  const privately = (name: string): Outgoing[] => letters.filter(({ to }) => 'person' in to && to.person === name)
  const named = new Set(expected.flatMap(one => (one.kind === 'private' ? [one.to] : [])))
  const replies = letters.filter(({ to }) => 'room' in to || (inPrivate && to.person === asker))
  const holds = (texts: readonly Outgoing[], parts: readonly (readonly string[])[]): boolean => parts.every(any => any.some(part => texts.some(({ text }) => text.includes(part))))
  for (const one of expected) {
    switch (one.kind) {
      case 'any': expect(replies.length, show(letters)).toBeGreaterThan(0); break
      case 'silence': expect(letters.filter(({ to }) => 'room' in to || !named.has(to.person)), show(letters)).toEqual([]); break
      case 'text': expect(holds(replies, one.parts), `wants ${JSON.stringify(one.parts)}\n${show(letters)}`).toBe(true); break
      case 'private': expect(holds(privately(one.to), one.parts), `wants for ${one.to} ${JSON.stringify(one.parts)}\n${show(letters)}`).toBe(true); break
    }
  }
}

async function play({ members, roster, steps, records, never }: Script): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-talk-')), path = join(folder, 'talk.db')
  let library: Library, bot: Bot
  const open = async (): Promise<void> => {
    library = await openLibrary(path, shippedData, botName)
    bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  }
  try {
    copyFileSync(filled, path)
    await open()
    const speakers = steps.flatMap(step => (step.kind === 'say' ? [step.from] : []))
    const people = members.length > 0 ? members : [...new Set([...speakers, ...roster.map(({ name }) => name)])].map(name => ({ name, role: 'reporter' as const }))
    await bot!.hear({ type: 'room', room, members: people })
    for (const { name, city, role } of roster) addEntry(library!.store, { unit: name.split('-')[0] ?? name, name, region: city, role, main: false, contact: null, phone: null }, 'test', '2021-01-01')
    let now = new Date('2021-08-25T10:00:00+08:00'), first: Date | null = null, waits = false
    const said: MessageEvent[] = [], answered: string[] = [], sent: string[] = []
    for (const step of steps) {
      if (step.kind === 'at') {
        now = step.at
        waits = false
        continue
      }
      if (step.kind === 'restart') {
        library!.store.close()
        await open()
        continue
      }
      if (waits) now = new Date(now.getTime() + 60_000)
      waits = true
      first ??= now
      let letters: Outgoing[], asker: string, inPrivate = false
      if (step.kind === 'recall') {
        const message = said[step.number - 1] as MessageEvent
        asker = message.from
        letters = await bot!.hear({ type: 'recall', at: now, room: message.room, from: message.from, id: message.id ?? '' })
      } else if (step.kind !== 'say') {
        const message = said[step.number - 1] as MessageEvent
        asker = message.from
        letters = await bot!.hear(message)
      } else {
        const { from, text, how, quotes } = step, quoted = quotes && said[quotes.number - 1]
        asker = from
        inPrivate = how === 'private'
        const quote = quotes === null || !quoted ? null : quotes.bot ? { from: botName, text: answered[quotes.number - 1] ?? '' } : { from: quoted.from, text: quoted.text }
        const event: MessageEvent = { type: 'message', at: now, id: `m${said.length + 1}`, room: inPrivate ? null : room, from, sender: null, text: how === 'mention' ? `@${botName} ${text}` : text, mention: how === 'mention', note: how === 'note', quote, broadcast: false, backlog: false }
        said.push(event)
        letters = await bot!.hear(event)
        answered.push(letters.find(({ to }) => 'room' in to)?.text ?? '')
      }
      sent.push(...letters.map(({ text }) => text))
      check(step.expect, letters, asker, inPrivate)
    }
    const day = new Date((first ?? now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    if (records !== null) expect(differ(records.map(one => parseWanted(one, day)), standingRecords(library!.store)), JSON.stringify(standingRecords(library!.store).map(({ id, region, metrics, status, asOf, topic }) => ({ id, region, metrics, status, asOf, topic })))).toBeNull()
    library!.store.close()
    const kept = Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))))
    for (const secret of never) {
      expect(sent.join('\n')).not.toContain(secret)
      expect(kept.includes(Buffer.from(secret)), `${secret} is kept`).toBe(false)
    }
  } finally {
    library!.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test.each(scripts)('$where $title', play)
