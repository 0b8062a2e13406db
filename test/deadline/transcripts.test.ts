// Transcripts of groups over weeks, on the clock of qunban replay: what is sent unasked, when and to whom, and what is answered. transcripts.jsonl holds a case a line:
// `events` as replay reads them; `expect.sends`, all that is sent unasked and no more; `expect.replies`, to events counted from 0, or `none`. A text holds all of
// textAll, one of textAny and none of textNone; `mentions` are all that are mentioned.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replay } from '../../src/commands/replay.ts'
import { openLibrary, shippedData } from '../../src/library.ts'
import { readSettings } from '../../src/settings.ts'
import { botName } from '../library.ts'

type Words = { readonly textAll?: readonly string[]; readonly textAny?: readonly string[]; readonly textNone?: readonly string[] }
type Send = Words & { readonly at: string; readonly room?: string; readonly mentions?: readonly string[] }
type Reply = Words & { readonly to: number; readonly none?: boolean }
type Case = {
  readonly id: string
  readonly note?: string
  readonly events: readonly { readonly at?: string; readonly room?: string }[]
  readonly expect: { readonly sends: readonly Send[]; readonly replies?: readonly Reply[] }
}
type Sent = { readonly at: string; readonly room?: string; readonly person?: string; readonly text: string; readonly mentions: readonly string[]; readonly to?: number }

const cases = readFileSync(new URL('transcripts.jsonl', import.meta.url), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as Case)

const settings = readSettings({ QUNBAN_NAME: botName })
const folder = mkdtempSync(join(tmpdir(), 'qunban-transcripts-')), filled = join(folder, 'filled.db'), db = join(folder, 'replay.db')
beforeAll(async () => (await openLibrary(filled, shippedData, botName)).store.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function play(events: Case['events']): Promise<Sent[]> {
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
  copyFileSync(filled, db)
  let out = '', err = ''
  const stdout = new Writable({ write: (part, _, done) => { out += String(part); done() } }), stderr = new Writable({ write: (part, _, done) => { err += String(part); done() } })
  const code = await replay({
    args: [], options: {}, settings, db, data: shippedData, stdin: Readable.from([events.map(event => `${JSON.stringify(event)}\n`).join('')]), stdout, stderr,
    now: () => expect.fail('a transcript has a clock of its own'), sleep: () => expect.fail('nothing waits'),
  })
  expect([code, err]).toEqual([0, ''])
  return out.trimEnd().split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Sent)
}

/** 8天 is not in 18天, 20 not in 2025: a piece that begins or ends in a digit stands alone. */
function holdsPiece(text: string, piece: string): boolean {
  const start = /^\d/u.test(piece) ? '(?<!\\d)' : '', end = /\d$/u.test(piece) ? '(?!\\d)' : ''
  return new RegExp(`${start}${piece.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}${end}`, 'u').test(text)
}

/** What is wrong with a text, or null. */
function faultIn(text: string, { textAll = [], textAny = [], textNone = [] }: Words): string | null {
  const lacks = textAll.filter(piece => !holdsPiece(text, piece)), has = textNone.filter(piece => text.includes(piece))
  if (lacks.length > 0) return `lacks ${lacks.join(' / ')}`
  if (has.length > 0) return `has ${has.join(' / ')}`
  return textAny.length > 0 && !textAny.some(piece => holdsPiece(text, piece)) ? `has none of ${textAny.join(' / ')}` : null
}

const sameMinute = (one: string, other = ''): boolean => Math.abs(Date.parse(one) - Date.parse(other)) < 60_000

const isWanted = ({ at, room, text, mentions }: Sent, want: Send): boolean => (
  sameMinute(at, want.at) && (want.room === undefined || room === want.room) && faultIn(text, want) === null
  && (want.mentions === undefined || [...mentions].toSorted().join() === [...want.mentions].toSorted().join())
)

/** All that is not as expected, a line each. */
function faultsOf({ events, expect: { sends, replies = [] } }: Case, out: readonly Sent[]): string[] {
  const left = out.filter(({ to }) => to === undefined), answers = out.filter(({ to }) => to !== undefined), faults: string[] = []
  for (const want of sends) {
    const at = left.findIndex(sent => isWanted(sent, want))
    if (at >= 0) left.splice(at, 1)
    else faults.push(`nothing sent is ${JSON.stringify(want)}`)
  }
  for (const { to, none = false, ...words } of replies) {
    const event = events[to], said = answers.filter(answer => answer.to === to)
    // The line that all are in stands beside the last message as well as it answers it.
    const beside = none || said.length > 0 ? -1 : left.findIndex(({ at, room }) => room === event?.room && sameMinute(at, event?.at))
    const texts = [...said, ...(beside < 0 ? [] : left.splice(beside, 1))].map(({ text }) => text)
    const fault = none ? (texts.length > 0 ? 'is answered' : null) : texts.length === 0 ? 'is not answered' : faultIn(texts.join('\n'), words)
    if (fault !== null) faults.push(`event ${to} ${JSON.stringify(event)}: ${fault}`)
  }
  return [...faults, ...left.map(({ at, text }) => `also sent at ${at}: ${text.slice(0, 60)}`)]
}

const show = ({ at, to, room, person, text, mentions }: Sent): string => `${at.slice(0, 16)} ${to === undefined ? 'unasked' : `to ${to}`} ${room ?? `(${person})`}: ${text.replaceAll('\n', ' / ')}${mentions.length > 0 ? ` @${mentions.join(' @')}` : ''}`

test.each(cases.map(one => [`${one.id}${one.note === undefined ? '' : ` ${one.note}`}`, one] as const))('%s', async (_, one) => {
  const out = await play(one.events)
  expect(faultsOf(one, out), `it sent\n${out.map(show).join('\n') || '(nothing)'}`).toEqual([])
})

test('no two cases have one name', () => expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length))
