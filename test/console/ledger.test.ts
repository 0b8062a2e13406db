// 台账: the matrix beside the official figures, the history of a figure, and what an admin does with a record there.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAccount, beginSession } from '../../src/store/accounts.ts'
import { logged } from '../../src/store/audit.ts'
import { standingRecord, toCheck, versionsOfRecord } from '../../src/store/ledger.ts'
import { lettersByHand } from '../../src/store/outbox.ts'
import { openTried, room, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const enc = encodeURIComponent
const cell = `ledger/${enc('乐山市')}/window_reform_rate`
/** What a reader sees: tags away, blanks as one. */
const seen = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]*>/gu, ' ').replaceAll('&quot;', '"').replace(/\s+/gu, ' ')
/** A row of the table by its head. */
const row = (html: string, name: string): string => seen(`<main${html.split('<tr>').find(part => part.includes(`scope="row"`) && part.slice(0, 260).includes(`>${name}</a>`)) ?? ''}`)
const actsOf = (): string[] => logged(tried.library.store, null, 20).map(({ action, subject, who, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
/** Two reports of Leshan, the second of which fell too far, and one of Garzê that is in no table. */
async function reportSome(): Promise<void> {
  tried.setNow('2021-08-22T10:00:00+08:00')
  await tried.say('乐山-张三', '#进展 乐山 综窗45%，代办38项')
  await tried.say('赵六-甘孜', '#进展 甘孜 “办不成事”受理窗口覆盖率80%')
  tried.setNow('2021-08-25T10:00:00+08:00')
  await tried.say('乐山-张三', '乐山综窗20%')
}

describe('the matrix', () => {
  test('has each city, the official figure, the latest report with its state and how old it is; 未报 and 无数据 are told apart', async () => {
    await reportSome()
    const { status, text } = await tried.get('ledger')
    expect(status).toBe(200)
    expect(text.match(/scope="row"/gu)).toHaveLength(21)
    expect(row(text, '乐山市')).toContain('试点 0.0% ， 非试点 16.4% 最近上报： 20% 待核 8月25日 ，今天')
    expect(row(text, '乐山市')).toContain('38项 8月22日 ，3天前')
    expect(row(text, '成都市')).toContain('82.8% ， 非试点 86.1% 最近上报： 未报')
    expect(row(text, '甘孜州')).toContain('80% 8月22日 ，3天前')
    expect(text).toContain('统计表没有，只有上报')
    expect(seen(text)).toContain('全省平均 试点 67.7% ， 非试点 56.9%')
    expect(seen(text)).toContain('近7天报过进展的市州2个，没报的19个。 待核1条')
  })
  test('shows a state that was told without a figure, where no figure is newer', async () => {
    await tried.say('南充市政务局 李四', '南充综窗改革已启动')
    expect(row((await tried.get('ledger')).text, '南充市')).toContain('推进中 ，只报进度 8月25日 ，今天')
    await tried.say('南充市政务局 李四', '南充综窗40%')
    expect(row((await tried.get('ledger')).text, '南充市')).not.toContain('只报进度')
  })
  test('is one part that refreshes itself, and each cell leads to its history', async () => {
    const { text } = await tried.get('ledger')
    expect(text).toContain('data-stream="/console/stream"')
    const live = text.slice(text.indexOf('id="ledger" data-live'))
    expect(live).toContain(`<a class="over" href="/console/${cell}"><span class="sr">乐山市 综窗完成率 历史</span></a>`)
    expect(live.match(/class="over"/gu)).toHaveLength(21 * 9)
    expect(text.indexOf('<form method="get"')).toBeLessThan(text.indexOf('id="ledger" data-live'))
  })
  test('shows a topic in a narrow table, and only what is missing or to be checked', async () => {
    await reportSome()
    const windows = (await tried.get('ledger?topic=windows')).text
    expect(windows).toContain('<option value="windows" selected>')
    expect(windows.match(/class="over"/gu)).toHaveLength(21)
    expect((await tried.get('ledger?topic=windows&only=missing')).text.match(/class="over"/gu)).toHaveLength(20)
    const checked = (await tried.get('ledger?only=check')).text
    expect(checked.match(/class="over"/gu)).toHaveLength(1)
    expect(seen(checked)).toContain('主要指标有待核的市州1个')
    expect(seen((await tried.get('ledger?topic=one_seal&only=check')).text)).toContain('主要指标没有待核的市州')
    expect((await tried.get('ledger?topic=nonsense&only=nonsense')).text.match(/class="over"/gu)).toHaveLength(21 * 9)
  })
  test('tells the scope that was said, and that another scope has a figure too', async () => {
    await tried.say('乐山-张三', '#进展 乐山 综窗45%')
    tried.setNow('2021-08-26T10:00:00+08:00')
    await tried.say('乐山-张三', '#进展 乐山 试点综窗50%')
    expect(row((await tried.get('ledger')).text, '乐山市')).toContain('50% 试点 另有全市 8月26日 ，今天')
  })
})

describe('a city', () => {
  test('has its figures beside the official ones, its counties and what was told in words', async () => {
    await reportSome()
    await tried.say('乐山-张三', '#进展 峨眉山市综窗60%')
    await tried.say('乐山-张三', '#进展 乐山综窗推进中')
    const text = seen((await tried.get(`ledger/${enc('乐山市')}`)).text)
    expect(text).toContain('综窗完成率 试点 0.0% ， 非试点 16.4% 20% 全市 待核 #3 8月25日 ，今天')
    expect(text).toContain('#4 峨眉山市综窗完成率60%')
    expect(text.slice(text.indexOf('只报文字或进度的'))).toContain('综窗推进中')
    expect(text).toContain('“办不成事”受理窗口覆盖率 无数据 未报')
    expect((await tried.get(`ledger/${enc('重庆市')}`)).status).toBe(404)
  })
})

describe('the history of a figure', () => {
  test('has the official figures with their source, then each version with whose it is and the message', async () => {
    await reportSome()
    await tried.say('乐山-张三', '更正 #1 综窗47%')
    const { text } = await tried.get(cell), said = seen(text)
    expect(said).toContain('非试点 16.4% 川政公函〔2021〕338号 附件2（非试点，截至2021-07-20）')
    expect(said).toMatch(/#3 20%\s+待核 乐山市，全市口径，截至 8月25日 （今天） 乐山-张三，“三化工作群”， 8月25日 10:00 疑点：比上次降得多 原文： 乐山综窗20%/u)
    expect(said).toMatch(/#1 47% 更正 未核实/u)
    expect(said).toMatch(/#1 45%\s+已更正/u)
    expect(said.indexOf('#3 20%', 200)).toBeLessThan(said.indexOf('#1 47%'))
  })
  test('is turned over by pages', async () => {
    for (let day = 1; day <= 23; day++) {
      tried.setNow(`2021-08-${String(day).padStart(2, '0')}T10:00:00+08:00`)
      await tried.say('乐山-张三', `乐山综窗${20 + day}%`)
    }
    const first = await tried.get(cell), older = /href="([^"]*before=[^"]*)"/u.exec(first.text)?.[1] ?? ''
    expect(first.text.match(/<article/gu)).toHaveLength(20)
    const second = await tried.get(older.replaceAll('&amp;', '&'))
    expect(second.text.match(/<article/gu)).toHaveLength(3)
    expect(seen(second.text)).toContain('21%')
    expect(second.text).not.toContain('before=')
    expect((await tried.get(`${cell}?before=x';--`)).text.match(/<article/gu)).toHaveLength(20)
  })
  test('of a county, where no table has a figure', async () => {
    await tried.say('乐山-张三', '#进展 峨眉山市综窗60%')
    const text = seen((await tried.get(`${cell}?place=${enc('峨眉山市')}`)).text)
    expect(text).toContain('没有县（市、区）的数')
    expect(text).toContain('#1 60%')
    expect((await tried.get(`${cell}?place=${enc('武侯区')}`)).status).toBe(404)
    expect((await tried.get(`ledger/${enc('乐山市')}/nonsense`)).status).toBe(404)
  })
  test('shows what people wrote as text', async () => {
    await tried.say('乐山-<script>alert(1)</script>', '#进展 乐山市综窗45%')
    await tried.say('乐山-张三', '#进展 乐山市召开“三化”推进会<script>alert(1)</script>，部署下一步工作')
    for (const path of [cell, `ledger/${enc('乐山市')}`, 'ledger/record/1', 'ledger/record/2']) {
      const { text } = await tried.get(path)
      expect(text, path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(text, path).not.toContain('<script>alert')
    }
  })
})

describe('what is done with a record', () => {
  beforeEach(reportSome)

  test('核实 is said to the bot and written down', async () => {
    const { status, to, text } = await tried.post('ledger/record/3/verify', { cell: 'window_reform_rate' })
    expect([status, to?.startsWith(`/console/${cell}?said=`)]).toEqual([303, true])
    expect(text).toContain('已核实 #3')
    expect(standingRecord(tried.library.store, 3)?.state).toBe('verified')
    expect(toCheck(tried.library.store, 9)).toEqual([])
    expect(actsOf()).toEqual(['控制台 核实上报 #3 乐山市综窗完成率20%'])
    expect(seen(text)).toContain('核实：控制台， 8月25日 10:00')
  })
  test('退回 takes any words as the reason and tells them to the reporter, masked', async () => {
    const { text } = await tried.post('ledger/record/3/return', { cell: 'window_reform_rate', reason: '核实 #1 成都综窗99%，有问题打13812345678 <script>alert(1)</script>' })
    expect(text).toContain('已退回 #3')
    expect(text).not.toContain('<script>alert')
    const [version] = versionsOfRecord(tried.library.store, 3)
    expect(version?.state).toBe('returned')
    expect(standingRecord(tried.library.store, 1)?.state).toBe('recorded')
    const letter = lettersByHand(tried.library.store, '2021-08-25T10:01:00.000Z', true).at(-1)
    expect(letter).toMatchObject({ to: { room }, mentions: ['乐山-张三'] })
    expect(letter?.text).toContain('已退回 #3（乐山市综窗完成率20%）：核实 #1 成都综窗99%，有问题打')
    expect(letter?.text).not.toContain('13812345678')
    expect(actsOf()[0]).toContain('退回上报 #3')
    expect(row((await tried.get('ledger')).text, '乐山市')).toContain('45% 8月22日')
  })
  test('退回 without a reason is not done', async () => {
    const { status, text } = await tried.post('ledger/record/3/return', { reason: '  ' })
    expect(status).toBe(422)
    expect(text).toContain('请写退回的原因')
    expect(standingRecord(tried.library.store, 3)?.state).toBe('to_check')
    expect(actsOf()).toEqual([])
  })
  test('更正 puts a checked number in the place of one figure and leaves the others', async () => {
    const { text } = await tried.post('ledger/record/1/correct', { indicator: 'window_reform_rate', value: '５４%', cell: 'window_reform_rate' })
    expect(text).toContain('已更正 #1：乐山市综窗完成率54%，村级代办事项数量38项')
    expect(standingRecord(tried.library.store, 1)).toMatchObject({ asOf: '2021-08-22', reporter: '乐山-张三', author: '控制台', metrics: [{ indicator: 'window_reform_rate', value: 54 }, { indicator: 'village_agency_items', value: 38 }] })
    expect(actsOf()).toEqual(['控制台 更正上报 #1 乐山市综窗完成率45%，村级代办事项数量38项 → 综窗完成率54%'])
  })
  test.each([['145', '超过100%'], ['abc', '不能当作数'], ['-3', '不能当作数'], ['1e1', '不能当作数'], ['45', '没有改'], ['54；撤回 #2', '不能当作数'], ['<script>alert(1)</script>', '不能当作数']])('更正 to %s is refused', async (value, why) => {
    const { status, text } = await tried.post('ledger/record/1/correct', { indicator: 'window_reform_rate', value })
    expect(status).toBe(422)
    expect(text).toContain(why)
    expect(text).not.toContain('<script>alert')
    expect(standingRecord(tried.library.store, 1)?.metrics[0]?.value).toBe(45)
    expect(actsOf()).toEqual([])
  })
  test('撤回 takes it out', async () => {
    const { text } = await tried.post('ledger/record/3/withdraw', { cell: 'window_reform_rate' })
    expect(text).toContain('已撤回 #3')
    expect(standingRecord(tried.library.store, 3)).toBeNull()
    expect(seen(text)).toMatch(/#3 20%\s+已撤回/u)
    expect(actsOf()).toEqual(['控制台 撤回上报 #3 乐山市综窗完成率20%'])
  })
  test('a record that stands no more is left alone and says so', async () => {
    await tried.say('乐山-张三', '撤回 #3')
    const { text } = await tried.post('ledger/record/3/verify', { cell: '//evil.example' })
    expect(text).toContain('#3 已经更正、撤回或退回，没有再改')
    expect(actsOf()).toEqual([])
    expect((await tried.get('ledger/record/99')).status).toBe(404)
  })
  test('every indicator can be corrected by its name among others', async () => {
    const { indicators } = tried.library.dictionary
    for (const { id, name, unit } of Object.values(indicators)) {
      const other = id === 'windows_before' ? indicators['kiosks_avg'] : indicators['windows_before']
      await tried.say('成都-王五', `#进展 成都 ${name}12${unit}，${other?.name}7${other?.unit}`)
      const version = tried.library.store.prepare('SELECT max(record) FROM ledger').pluck().get() as number
      expect(standingRecord(tried.library.store, version)?.metrics.find(({ indicator }) => indicator === id), name).toMatchObject({ value: 12 })
      await tried.post(`ledger/record/${version}/correct`, { indicator: id, value: '31.5' })
      expect(standingRecord(tried.library.store, version), name).toMatchObject({ region: '成都市', kind: 'correction' })
      expect(Object.fromEntries(standingRecord(tried.library.store, version)?.metrics.map(one => [one.indicator, one.value]) ?? []), name).toEqual({ [id]: 31.5, [other?.id ?? '']: 7 })
      await tried.say('成都-王五', `撤回 #${version}`)
    }
  }, 60_000)
  test('审计 reads and changes nothing, 系统 does not see it', async () => {
    const { store } = tried.library, at = '2021-08-25T01:59:00.000Z'
    for (const [name, role] of [['周审', 'audit'], ['吴系', 'system'], ['郑业', 'business']] as const) {
      addAccount(store, { name, hash: 'x', roles: [role] }, at)
      beginSession(store, createHash('sha256').update(name).digest('hex'), name, at)
    }
    const cookieOf = (name: string): string => `qunban=${encodeURIComponent(name)}`
    const read = await tried.get(cell, cookieOf('周审'))
    expect(read.status).toBe(200)
    expect(read.text).not.toContain('action="/console/ledger/record')
    expect((await tried.post('ledger/record/3/verify', {}, cookieOf('周审'))).status).toBe(403)
    expect((await tried.get('ledger', cookieOf('吴系'))).status).toBe(403)
    expect(actsOf()).toEqual([])
    await tried.post('ledger/record/3/verify', {}, cookieOf('郑业'))
    expect(actsOf()).toEqual(['郑业 核实上报 #3 乐山市综窗完成率20%'])
  })
})

describe('the list of what is to be checked', () => {
  beforeEach(reportSome)

  test('tells why, and what stands beside', async () => {
    const text = seen((await tried.get('ledger/check')).text)
    expect(text).toContain('#3 乐山市综窗完成率20% 详情 #3 比上次降得多')
    expect(text).toContain('除此之外最近的45%（ 8月22日 ，#1）')
    expect(text).toContain('乐山综窗20%')
  })
  test('verifies several at once, and tells which are gone meanwhile', async () => {
    await tried.say('成都-王五', '#进展 成都 综窗88%')
    await tried.say('成都-王五', '成都综窗12%')
    await tried.say('成都-王五', '撤回')
    const { text } = await tried.post('ledger/check', { record: ['3', '4', '5', '3', "1' OR 1", '77'] })
    expect(seen(text)).toContain('已核实 #3、#4')
    expect(seen(text)).toContain('#5、#77 已经更正、撤回或退回，没有核实')
    expect(seen(text)).toContain('没有待核的记录')
    expect(actsOf()).toEqual(['控制台 核实上报 2条 #3、#4'])
    expect((await tried.post('ledger/check', {})).text).toContain('没有选中记录')
  })
  test('comes back to the list after a single one', async () => {
    expect((await tried.post('ledger/record/3/return', { cell: 'check', reason: '请按全市口径重报' })).to).toMatch(/^\/console\/ledger\/check\?said=/u)
  })
})

describe('the workbook', () => {
  test('goes out whole or of a city, and that is written down', async () => {
    await reportSome()
    const whole = await tried.get('ledger/download')
    expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="ledger.xlsx"; filename*=UTF-8''${enc('进展台账-20210825.xlsx')}`)
    expect((await whole.bytes()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    const city = await tried.get(`ledger/download?city=${enc('甘孜藏族自治州')}`)
    expect(city.headers.get('content-disposition')).toContain(enc('进展台账-甘孜州-20210825.xlsx'))
    expect(actsOf()).toEqual(['控制台 下载台账 甘孜藏族自治州 现行有效1条，共1个版本', '控制台 下载台账 全部 现行有效3条，共3个版本'])
    expect((await tried.get(`ledger/download?city=${enc('甘孜')}`)).status).toBe(404)
  })
})

describe('charts', () => {
  test('the history has the progress with its figures in words; without two days there is none', async () => {
    expect((await tried.get(`ledger/${enc('乐山市')}/hard_case_window_rate`)).text).not.toContain('<img')
    await reportSome()
    const { text } = await tried.get(cell), [, src = '', alt = ''] = /<img class="chart" src="([^"]*)" alt="([^"]*)"/u.exec(text) ?? []
    expect(alt).toContain('乐山')
    for (const figure of ['0.0%', '16.4%', '45%', '20%']) expect(alt).toContain(figure)
    const png = await tried.get(src.replaceAll('&amp;', '&'))
    expect(png.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await png.bytes()).toString('latin1', 1, 4)).toBe('PNG')
  })
  test.each(['kind=heat', 'kind=regions&indicator=one_seal_rate&scope=pilot', 'kind=pilot&indicator=window_reform_rate', 'kind=regions'])('a page of its own: %s', async query => {
    const { status, text } = await tried.get(`ledger/chart?${query}`)
    expect(status).toBe(200)
    expect(text).toContain('<img class="chart"')
    expect(seen(text)).toMatch(/图里的数 .*来源：川政公函〔2021〕338号/u)
    const saved = await tried.get(/href="([^"]*download=1)"/u.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '')
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="chart\.png"; filename\*=UTF-8''%/u)
  })
  test.each([['kind=pie', '没有“pie”这种图'], ['kind=heat&scope=all', '口径只有试点、非试点'], ['kind=regions&indicator=nonsense', '没有这项指标'], ['kind=progress&indicator=window_reform_rate&region=重庆市', '没有这个市州'], ['', '没有“”这种图'], ['kind=<b>x', '种图']])('%s is refused in a sentence', async (query, why) => {
    const page = await tried.get(`ledger/chart?${query}`), png = await tried.get(`ledger/chart.png?${query}`)
    expect([page.status, png.status]).toEqual([404, 404])
    expect(page.text).toContain(why)
    expect(png.text).toContain(why)
    expect(page.text).not.toContain('<b>x')
    expect(png.headers.get('content-type')).toContain('text/plain')
  })
  test('says why there is no progress to be drawn', async () => {
    expect(seen((await tried.get(`ledger/chart?kind=progress&indicator=window_reform_rate&region=${enc('成都市')}`)).text)).toContain('没有可画的走势：要有两个以上日子的数')
    expect((await tried.get('ledger/chart.png?kind=progress&indicator=hard_case_window_rate')).status).toBe(404)
  })
})
