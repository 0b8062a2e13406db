// A form that came back: recorded like a message with many lines, answered once with what changed and what is wrong, by cell.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { MessageEvent, Outgoing } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { writeWorkbook, type Sheet, type SheetCell } from '../../src/report/sheet.ts'
import { identify } from '../../src/roster/person.ts'
import { exporting } from '../../src/skills/exporting.ts'
import { reporting } from '../../src/skills/reporting.ts'
import { fileKey, templateOf, understandFile, type FileEvent } from '../../src/skills/templates.ts'
import { allVersions, standingRecords } from '../../src/store/ledger.ts'
import { makeXlsx } from '../roster/xlsx.ts'

const room = '三化工作群', botName = '三化助手'
let folder: string, library: Library, bot: Bot, minutes: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunban-form-'))
  library = await openLibrary(join(folder, 'talk.db'), shippedData, botName)
  bot = createBot({ library, onFault: (_, error) => { throw error as Error }, skills: [exporting, reporting] })
  minutes = 0
  await bot.hear({ type: 'room', room, members: [{ name: '省中心-王敏', role: 'admin' }, { name: '领导-赵', role: 'viewer' }, ...['乐山-张三', '南充-李四', '荣县-郭燕', '小钱', '省中心-周'].map(name => ({ name, role: 'reporter' as const }))] })
})
afterEach(() => {
  library.store.close()
  rmSync(folder, { recursive: true })
})

const next = (): Date => new Date(Date.parse('2021-08-25T10:00:00+08:00') + 60_000 * minutes++)
const show = (letters: readonly Outgoing[]): string => letters.map(({ to, text }) => `${'room' in to ? '' : `(${to.person}) `}${text}`).join('\n---\n')
const message = (from: string, text: string): MessageEvent => ({ type: 'message', at: next(), id: `m${minutes}`, room, from, sender: null, text, mention: false, note: false, quote: null, broadcast: false, backlog: false })
const say = async (from: string, text: string): Promise<string> => show(await bot.hear(message(from, text)))

/** Sends a file; null where it is none of ours. */
async function send(from: string, content: Uint8Array | readonly Sheet[], { name = '填报模板-乐山市-20210825-1000.xlsx', inPrivate = false, sender }: { name?: string; inPrivate?: boolean; sender?: string } = {}): Promise<string | null> {
  const bytes = content instanceof Uint8Array ? content : await writeWorkbook(content)
  const event: FileEvent = { type: 'file', at: next(), room: inPrivate ? null : room, from, name, read: async () => bytes, ...(sender === undefined ? {} : { sender }) }
  const before = allVersions(library.store).length, understood = await understandFile(event, identify({ room: event.room, from, sender: sender ?? null }, library.store, library.dictionary), library)
  expect(allVersions(library.store).length).toBe(before)
  return understood === null ? null : show(library.store.transaction(() => understood.commit())())
}

const formOf = (region: string): Sheet[] => templateOf(region, null, true, library)
function fill(sheets: readonly Sheet[], values: Readonly<Record<string, SheetCell>>, remarks: Readonly<Record<string, string>> = {}): Sheet[] {
  return sheets.map(sheet => {
    const at = (title: string): number => sheet.columns.findIndex(column => column.title === title), put = at('本次填报'), county = at('县（市、区）'), name = at('指标')
    if (put < 0) return sheet
    return { ...sheet, rows: sheet.rows.map(row => {
      const key = `${county < 0 ? '' : row[county]}${row[name]}`, full = [...row, ...Array.from({ length: sheet.columns.length - row.length }, () => null)]
      return full.with(put, values[key] ?? full[put] ?? null).with(at('备注'), remarks[key] ?? full[at('备注')] ?? null)
    }) }
  })
}
const standing = () => standingRecords(library.store).map(({ id, region, metrics, asOf }) => [id, region, metrics.map(({ indicator, value, approx }) => `${indicator}=${approx ? '~' : ''}${value}`).join(' '), asOf])

describe('what is right', () => {
  test('is one record a place, told against the last figures', async () => {
    await say('乐山-张三', '#进展 截至8月20日 乐山综窗38%，一枚印章64%')
    const told = await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: '45%', 一枚印章启用率: 64, 村级代办事项数量: '约四十项', 夹江县综窗完成率: 30 }))
    expect(told).toBe([
      '已记2条 #2、#3（8月25日）：乐山3项，夹江县1项', '变动1项（上次→本次）：乐山综窗完成率38%→45%', '首次填报2项：乐山村级代办事项数量约40项，夹江县综窗完成率30%', '与上次相同1项：乐山一枚印章启用率64%', '有误回“更正 #2 ”加指标和准数，作废回“撤回 #2”',
    ].join('\n'))
    expect(standing()).toEqual([[1, '乐山市', 'window_reform_rate=38 one_seal_rate=64', '2021-08-20'], [2, '乐山市', 'window_reform_rate=45 village_agency_items=~40 one_seal_rate=64', '2021-08-25'], [3, '乐山市/夹江县', 'window_reform_rate=30', '2021-08-25']])
    expect(standingRecords(library.store).at(-1)).toMatchObject({ topic: 'windows', scope: null, status: null, reporter: '乐山-张三', room, note: '填报模板-乐山市-20210825-1000.xlsx\n综窗完成率30%' })
  })
  test('of another day is that day’s; a newer figure leads on', async () => {
    await say('乐山-张三', '#进展 乐山综窗45%')
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 截至日期: '8月20日', 综窗完成率: 40 }))).toContain('已记 #2：乐山市1项（8月20日，全市口径）\n1项另有更近的数，仍以更近的为准：综窗完成率40%（8月25日45%）')
    expect(standing().at(-1)).toEqual([2, '乐山市', 'window_reform_rate=40', '2021-08-20'])
  })
  test('sent twice is recorded once; what is new in it is added', async () => {
    await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45 }))
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45 }))).toBe('1项当天已记过（#1），未重复登记')
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45, 一枚印章启用率: 64 }))).toContain('已记 #2：乐山市1项（8月25日，全市口径）\n首次填报1项：一枚印章启用率64%\n1项当天已记过，未重复登记')
    expect(standing().map(([, , figures]) => figures)).toEqual(['window_reform_rate=45', 'one_seal_rate=64'])
  })
  test('that fell far is to be confirmed, and can be', async () => {
    await say('乐山-张三', '#进展 截至8月20日 乐山综窗68%')
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 一枚印章启用率: 20, 综窗完成率: 38 }))).toContain('降得多，请核对：综窗完成率。无误回“确认”，')
    expect(standingRecords(library.store).at(-1)).toMatchObject({ doubts: ['fall'], state: 'to_check' })
    expect(await say('乐山-张三', '确认')).toBe('已确认 #2。')
  })
  test('can be corrected and taken back as if it had been written', async () => {
    await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45, 一枚印章启用率: 64, 夹江县综窗完成率: 30 }))
    expect(await say('乐山-张三', '更正 #1 综窗54%')).toContain('已更正 #1')
    expect(standing()[0]?.[2]).toBe('window_reform_rate=54 one_seal_rate=64')
    await send('乐山-张三', fill(formOf('乐山市'), { 培训: 1, 今年窗口人员培训次数: 3, 夹江县一枚印章启用率: 30 }))
    expect(await say('乐山-张三', '撤回')).toContain('已撤回2条：#3')
  })
  test('carries what was remarked, masked', async () => {
    await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45, 夹江县综窗完成率: 30 }, { 综窗完成率: '问张三 13800001234', 夹江县综窗完成率: '=1+1' }))
    expect(standingRecords(library.store).map(({ note }) => note.split('\n').slice(1))).toEqual([['综窗完成率45%', '综窗完成率：问张三 〔电话〕'], ['综窗完成率30%', '夹江县综窗完成率：=1+1']])
  })
  test('is its sender’s by an id that lasts, where the door tells one', async () => {
    await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45 }), { sender: 'wxid_invented1' })
    expect(standingRecords(library.store)[0]).toMatchObject({ reporter: '乐山-张三', reporterKey: 'wxid_invented1' })
  })
  test('in private is answered in private', async () => expect(await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45 }), { inPrivate: true })).toMatch(/^\(乐山-张三\) 已记 #1/u))
})

describe('what is wrong', () => {
  test('is told by cell, all at once; the rest is recorded', async () => {
    const told = await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45, 窗口压减率: '145%', 自助终端平均数量: -2, 自助终端配备率: 0.45, 申报材料减少率: '80%以上', 今年窗口人员培训次数: '很多', 夹江县综窗完成率: '130%' }))
    expect(told).toContain('已记 #1：乐山市1项（8月25日，全市口径）\n首次填报1项：综窗完成率45%\n另有6处未记：')
    for (const fault of ['G21：窗口压减率145%超过100%', 'G31：自助终端平均数量-2台不能为负', 'G30：自助终端配备率0.45不像百分数，要写成“45%”这样', 'G15：申报材料减少率“80%以上”要写准数', 'G27：今年窗口人员培训次数“很多”不是数', '：夹江县综窗完成率130%超过100%']) expect(told).toContain(fault)
    expect(told).toMatch(/各县（市、区）!F\d+：夹江县/u)
    expect(told).toMatch(/\n请在表里改好后重发，已记的不会重复登记。$/u)
    expect(standing().map(([, region]) => region)).toEqual(['乐山市'])
  })
  test('of the whole form records nothing', async () => {
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 截至日期: '2021-09-30', 综窗完成率: 45, 窗口压减率: '145%' }))).toBe('未记录，有2处：G3：截至日期2021-09-30还没到；G21：窗口压减率145%超过100%。\n请在表里改好后重发。')
    expect(await send('乐山-张三', fill(formOf('乐山市'), { 填报地区: '重庆市', 综窗完成率: 45 }))).toBe('未记录，G2：没有“重庆市”这个市州或县（市、区）。\n请在表里改好后重发。')
    expect(await send('乐山-张三', formOf('乐山市'))).toContain('一列是空的，没有记录')
    expect(standing()).toEqual([])
  })
  test('a hundred times is told a dozen times', async () => {
    const [form, ...rest] = fill(formOf('乐山市'), {}) as [Sheet, ...Sheet[]]
    const told = await send('乐山-张三', [{ ...form, rows: [...form.rows, ...Array.from({ length: 100 }, (_, i): SheetCell[] => [`第${i}项`, null, null, null, null, null, i])] }, ...rest])
    expect(told).toContain('未记录，有100处（先列12处）：')
    expect(told?.match(/G\d+：/gu)?.length).toBe(12)
  })
  test('a secret is kept nowhere; who sent it and the admins hear of it in private', async () => {
    const told = await send('乐山-张三', fill(formOf('乐山市'), { 综窗完成率: 45 }, { 综窗完成率: '机密★1年' }))
    expect(told).toMatch(/^\(乐山-张三\) .*机密.*\n---\n\(省中心-王敏\) /u)
    expect(standing()).toEqual([])
    expect(library.store.prepare('SELECT count(*) FROM ledger').pluck().get()).toBe(0)
  })
})

describe('who may', () => {
  test.each<[string, string, boolean]>([['乐山-张三', '乐山市', true], ['乐山-张三', '乐山市/夹江县', true], ['荣县-郭燕', '自贡市', true], ['荣县-郭燕', '自贡市/荣县', true], ['省中心-王敏', '南充市', true], ['小钱', '乐山市', true], ['乐山-张三', '南充市', false], ['省中心-周', '南充市', false], ['领导-赵', '乐山市', false]])('%s reports for %s: %s', async (from, region, may) => {
    const told = await send(from, fill(formOf(region), { 综窗完成率: 45 }))
    expect(standing().map(([, place]) => place)).toEqual(may ? [region] : [])
    expect(told).toMatch(may ? /^已记 #1/u : /不能代报|只看不报/u)
  })
})

describe('what is none of ours', () => {
  test('is silence, and not even opened where its name says so', async () => {
    expect(await send('乐山-张三', makeXlsx({ 表: [['乐山市', '综窗完成率', 45]] }))).toBeNull()
    expect(await send('乐山-张三', Buffer.from('x'), { name: '综窗.docx' })).toBeNull()
    const closed: FileEvent = { type: 'file', at: next(), room, from: '乐山-张三', name: '照片.jpg', read: () => Promise.reject(new Error('opened')) }
    expect(await understandFile(closed, identify({ room, from: '乐山-张三', sender: null }, library.store, library.dictionary), library)).toBeNull()
  })
  test('is what is too big, whatever it holds', async () => {
    const bytes = await writeWorkbook(fill(formOf('乐山市'), { 综窗完成率: 45 }))
    expect(await send('乐山-张三', Buffer.concat([bytes, Buffer.alloc(5_000_001)]))).toBeNull()
  })
})

test('a form that went out comes back', async () => {
  const [letter] = await bot.hear({ ...message('乐山-张三', '要个模板'), mention: true })
  expect(await send('乐山-张三', readFileSync(letter?.file?.path ?? ''), { name: letter?.file?.name ?? '' })).toContain('一列是空的')
})

test('a file is handled once: its key is made of room, sender, time and name', () => {
  const event: FileEvent = { type: 'file', at: new Date('2021-08-25T02:00:00Z'), room, from: '乐山-张三', name: 'a.xlsx', read: () => Promise.reject(new Error('opened')) }
  expect(fileKey({ ...event })).toBe(fileKey(event))
  expect(new Set([event, { ...event, name: 'b.xlsx' }, { ...event, from: '小钱' }, { ...event, room: null }, { ...event, at: new Date('2021-08-25T02:00:01Z') }].map(fileKey)).size).toBe(5)
})
