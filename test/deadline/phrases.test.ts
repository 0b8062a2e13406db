// Each line of phrases.txt in a room of its own: what the message does to deadlines, to what was handed in and to receipts, and what is answered.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { MessageEvent } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { momentOf } from '../../src/shanghai.ts'
import { botName } from '../library.ts'

type Case = { readonly line: number; readonly isKnownToFail: boolean; readonly from: string; readonly mention: boolean; readonly text: string; readonly result: string }

const cases: readonly Case[] = readFileSync(new URL('phrases.txt', import.meta.url), 'utf8').split('\n').flatMap((text, i): Case[] => {
  if (text.trim() === '' || text.startsWith('//')) return []
  const [, mark, from = '', at, said = '', result = ''] = /^(✗ )?(.+?)( @)? \| (.*) → (.*)$/u.exec(text) ?? []
  if (result === '') throw new Error(`phrases.txt line ${i + 1} is no case: ${text}`)
  return [{ line: i + 1, isKnownToFail: mark !== undefined, from, mention: at !== undefined, text: said.replaceAll('⏎', '\n'), result: result.trim() }]
})

const room = '三化工作群', admin = '省中心-王敏'
const members = [admin, '乐山-张三', '峨眉山市-赵磊', '南充市政务局 李四', '技术支持-老何', '宜宾-周洋', '资阳-蒋涛']
const message = (at: string, from: string, text: string, mention = false): MessageEvent => ({
  type: 'message', at: new Date(`2021-09-${at}:00+08:00`), id: null, room, from, sender: null, mention, note: false, quote: null, broadcast: false, backlog: false,
  text: mention && !text.startsWith('@') ? `@${botName} ${text}` : text,
})

let library: Library, bot: Bot
beforeAll(async () => {
  library = await openLibrary(':memory:', shippedData, botName)
  bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  await bot.hear({ type: 'room', room, members: members.map(name => ({ name, role: name === admin ? 'admin' : 'reporter' })) })
  bot.tick(new Date('2021-09-01T09:00:00+08:00'))
  await bot.hear(message('01T10:00', admin, '提醒：9月26日下班前各市州报送“三张清单”', true))
  await bot.hear(message('01T10:01', admin, '提醒：9月24日前乐山、南充、宜宾、资阳报综窗整改方案', true))
})
afterAll(() => library.store.close())

type Row = Readonly<Record<string, string | number | null>>
const rows = (sql: string): Row[] => library.store.prepare(sql).all() as Row[]
/** All that a message may change, with an id each. */
const stateOf = () => ({
  submissions: rows('SELECT submission.*, title FROM submission JOIN deadline ON deadline.id = submission.deadline'),
  deadlines: rows('SELECT * FROM deadline'),
  holds: rows('SELECT * FROM hold'),
  receipts: rows('SELECT id FROM receipt'),
  answered: rows("SELECT receipt || ' ' || name AS id, name FROM receipt_member WHERE answered_at IS NOT NULL"),
  records: rows('SELECT id FROM ledger'),
})
type State = ReturnType<typeof stateOf>

const words: Readonly<Record<string, string>> = { submitted: '已报', withdrawn: '撤销', accepted: '核收', returned: '退回', exempted: '免报', cancelled: '取消', closed: '关闭' }
/** What was done between the two, in the words of the corpus. */
function doneBetween(before: State, after: State): string[] {
  const fresh = (key: keyof State): Row[] => after[key].filter(({ id }) => !before[key].some(old => old['id'] === id))
  const acts = Map.groupBy(fresh('submissions'), ({ act, title }) => `${act} ${title}`)
  return [
    ...[...acts.values()].map(same => `${words[String(same[0]?.['act'])]} ${same.map(({ region }) => region).join('、')} ${same[0]?.['title']}`),
    ...fresh('deadlines').map(({ title, due_day: day, due_time: time }) => `设 ${title} ${day} ${time}`),
    ...before.deadlines.flatMap(({ id, title, state, due_day: day, due_time: time }) => {
      const now = after.deadlines.find(deadline => deadline['id'] === id)
      return [...(now?.['state'] === state ? [] : [`${words[String(now?.['state'])]} ${title}`]), ...(now?.['due_day'] === day && now?.['due_time'] === time ? [] : [`改 ${title} ${now?.['due_day']} ${now?.['due_time']}`])]
    }),
    ...fresh('holds').map(({ room: held, until_at: until }) => (held === null ? '急停' : until === null ? '暂停' : `暂停 ${momentOf(new Date(String(until))).day}`)),
    ...before.holds.flatMap(({ id, ended_at: ended }) => (ended === null && after.holds.find(hold => hold['id'] === id)?.['ended_at'] !== null ? ['恢复'] : [])),
    ...fresh('receipts').map(() => '要回执'),
    ...fresh('answered').map(({ name }) => `收到 ${name}`),
    ...fresh('records').map(() => '台账'),
  ]
}

const titles = ['申报名单', '三张清单', '综窗整改方案'], targets = ['“办不成事”窗口全覆盖', '省级试点综合窗口全覆盖']
const expected: Readonly<Record<string, number>> = { 申报名单: 21, 三张清单: 21, 综窗整改方案: 4 }
/** What the answer must hold and must not, where it must be silent (null), or that anything will do. */
function answerTo(result: string): { readonly holds: readonly (string | RegExp)[]; readonly lacks: readonly string[] } | null {
  const [kind, what = '', more = ''] = result.split(' '), others = (title: string): string[] => [...titles, ...targets].filter(other => other !== title)
  switch (kind) {
    case '无': case '收到': case '要回执': return null
    case '问': return { holds: [/哪一项|没对上/u], lacks: [] }
    case '列表': return { holds: [...titles, ...targets, ...[1, 2, 3, 4, 5].map(number => `〔提醒${number}〕`)], lacks: ['未报'] }
    case '近期': return { holds: [...titles, ...targets, '未报'], lacks: [] }
    case '欠': return { holds: [what, ...titles], lacks: targets }
    case '未报': return { holds: [what, `未报${expected[what]}个`], lacks: others(what) }
    case '天数': return { holds: [what, `还有${more}天`], lacks: others(what) }
    case '情况': return { holds: [more, what.replace(/市$/u, ''), '未报'], lacks: others(more) }
    case '回执': return { holds: ['还有6人'], lacks: [] }
    default: return { holds: [], lacks: [] }
  }
}

/** What the result says is done; the other results are answers. */
function doneBy({ from, result }: Case): string[] {
  const [kind = ''] = result.split(' ')
  return kind === '收到' ? [`收到 ${from}`] : /^(?:已报|撤销|核收|退回|免报|取消|设|改|暂停|急停|恢复|要回执)$/u.test(kind) ? [result] : []
}

const handIn = (from: string): MessageEvent => message('14T09:00', from, from === admin ? '#报送 乐山 申报名单' : '#报送 申报名单')
const askReceipts = message('14T09:30', admin, '今晚停机，请收到回复'), pause = message('14T09:30', admin, '暂停', true)
/** What was said in the room before. */
const before = ({ from, result }: Case): MessageEvent[] => (result.startsWith('撤销') ? [handIn(from)] : /^(?:收到|回执)$/u.test(result) ? [askReceipts] : result === '恢复' ? [pause] : [])

/** Hears a line after what was said before, and undoes it all. */
async function hearOnce({ from, mention, text }: Case, said: readonly MessageEvent[]): Promise<{ readonly done: string[]; readonly answer: string }> {
  library.store.exec('BEGIN')
  try {
    for (const one of said) await bot.hear(one)
    const was = stateOf(), letters = await bot.hear(message('14T10:00', from, text, mention))
    return { done: doneBetween(was, stateOf()), answer: letters.map(letter => letter.text).join('\n---\n') }
  } finally {
    library.store.exec('ROLLBACK')
  }
}

async function hold(one: Case): Promise<void> {
  if (one.result === '无') expect(await hearOnce(one, [handIn(one.from), askReceipts])).toEqual({ done: [], answer: '' })
  const { done, answer } = await hearOnce(one, before(one)), wanted = answerTo(one.result)
  expect(done, `answered: ${answer || '(silence)'}`).toEqual(doneBy(one))
  if (wanted === null) return expect(answer).toBe('')
  expect(answer).not.toBe('')
  for (const part of wanted.holds) expect(answer).toMatch(part)
  for (const part of wanted.lacks) expect(answer).not.toContain(part)
}

const titled = (isKnownToFail: boolean): [string, Case][] => cases.filter(one => one.isKnownToFail === isKnownToFail).map(one => [`${one.line} ${one.from}${one.mention ? ' @' : ''} | ${one.text.replaceAll('\n', '⏎')} → ${one.result}`, one])

test.each(titled(false))('%s', (_, one) => hold(one))
const failing = titled(true)
if (failing.length > 0) test.fails.each(failing)('%s', (_, one) => hold(one))

test('the rollbacks leave the room as it was', () => {
  expect(rows('SELECT id FROM submission UNION ALL SELECT id FROM ledger UNION ALL SELECT id FROM receipt UNION ALL SELECT id FROM hold')).toEqual([])
  expect(rows("SELECT title FROM deadline WHERE state = 'open' ORDER BY id").map(({ title }) => title)).toEqual(['申报名单', ...targets, '三张清单', '综窗整改方案'])
})
