// 画图 and the like through the bot over a database file of its own: which picture comes of which words, what is told with it, and what gets none.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/bot.ts'
import type { MessageEvent, Outgoing } from '../../src/chat/event.ts'
import { openLibrary, shippedData, type Library } from '../../src/library.ts'
import { makePicture } from '../../src/report/picture.ts'
import { readForm } from '../../src/skills/chart-words.ts'
import { makeChart, type ChartRequest } from '../../src/skills/charts.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { botName } from '../library.ts'

const room = '三化工作群', elsewhere = '另一个群', folder = mkdtempSync(join(tmpdir(), 'qunban-chart-'))
let library: Library, bot: Bot, count = 0, now = Date.parse('2021-08-05T10:00:00+08:00')
const faults: unknown[] = []

const messageOf = (from: string, text: string, where: string | null, mention: boolean): MessageEvent => {
  count += 1
  return { type: 'message', at: new Date(now), id: `m${count}`, room: where, from, sender: null, text, mention, note: false, quote: null, broadcast: false, backlog: false }
}
const hear = (from: string, text: string, { where = room, mention = true }: { where?: string | null; mention?: boolean } = {}): Promise<readonly Outgoing[]> => {
  now += 60_000
  return bot.hear(messageOf(from, text, where, mention))
}
/** A conversation of its own: what was asked an hour ago is forgotten. The last answer counts. */
async function talk(from: string, text: string): Promise<Outgoing> {
  now += 3_600_000
  let letters: readonly Outgoing[] = []
  for (const turn of text.split('|')) letters = await hear(from, turn)
  const [letter, ...more] = letters
  if (!letter || more.length > 0) throw new Error(`${text}: ${letters.length} letters`)
  return letter
}

const pictures = new Map<string, Promise<Uint8Array>>()
const pictureOf = (request: ChartRequest, where: string | null = room): Promise<Uint8Array> => {
  const key = JSON.stringify([request, where]), chart = makeChart(request, library, { room: where, isAdmin: false }, new Date(now))
  const made = pictures.get(key) ?? (chart ? makePicture(chart.svg) : Promise.reject(new Error(`nothing to draw: ${key}`)))
  pictures.set(key, made)
  return made
}

beforeAll(async () => {
  library = await openLibrary(join(folder, 'talk.db'), shippedData, botName)
  bot = createBot({ library, onFault: (_, error) => void faults.push(error) })
  const reporter = (name: string) => ({ name, role: 'reporter' as const })
  await bot.hear({ type: 'room', room, members: [{ name: '省中心-王敏', role: 'admin' }, { name: '领导-赵', role: 'viewer' }, ...['乐山-张三', '南充-李四', '小钱'].map(reporter)] })
  await bot.hear({ type: 'room', room: elsewhere, members: ['乐山-张三', '自贡-周五'].map(reporter) })
  const report = async (day: string, from: string, text: string, where = room): Promise<void> => {
    now = Date.parse(`${day}T10:00:00+08:00`)
    await hear(from, text, { where, mention: false })
  }
  await report('2021-08-05', '乐山-张三', '乐山综窗做到25%了')
  await report('2021-08-18', '乐山-张三', '乐山综窗做到39%了')
  await report('2021-08-18', '乐山-张三', '更正 38%')
  await report('2021-08-20', '乐山-张三', '乐山综窗做到44%了')
  await report('2021-08-20', '乐山-张三', '撤回')
  await report('2021-08-22', '自贡-周五', '自贡一枚印章做到90%了', elsewhere)
  await report('2021-08-25', '乐山-张三', '乐山综窗做到45%了')
  await report('2021-08-26', '南充-李四', '#进展 南充“办不成事”窗口覆盖率60%')
  now = Date.parse('2021-09-01T10:00:00+08:00')
})
afterAll(() => {
  library.store.close()
  rmSync(folder, { recursive: true })
})

const all = { kind: 'all' } as const, named = (...names: string[]) => ({ kind: 'named' as const, names })
const windows = ['window_reform_rate'], both = 'both' as const
const bars: ChartRequest = { kind: 'regions', indicators: windows, scope: both, regions: all }
const pairs: ChartRequest = { ...bars, kind: 'pilot' }
const course: ChartRequest = { kind: 'progress', indicators: windows, scope: both, regions: named('乐山市') }
const table: ChartRequest = { kind: 'heat', indicators: [], scope: both, regions: all }
const lowest: ChartRequest = {
  ...bars, title: '综窗完成率从低到高前5', ascending: true,
  regions: { kind: 'answered', byScope: { pilot: ['乐山市', '南充市', '宜宾市', '资阳市', '眉山市'], non_pilot: ['甘孜藏族自治州', '内江市', '乐山市', '宜宾市', '德阳市'] } },
}
const south: ChartRequest = { kind: 'pilot', indicators: ['kiosk_rate'], scope: both, regions: { ...named('自贡市', '泸州市', '内江市', '宜宾市'), label: '川南经济区' } }

describe('a picture', () => {
  test.each<[string, ChartRequest]>([
    ['综窗画图', bars], ['画图 综窗', bars], ['画图：综窗', bars], ['综窗，画个图', bars], ['综窗图表', bars], ['综窗图', bars], ['综窗的图', bars], ['综窗出个图', bars], ['综窗来张图', bars], ['综窗图形', bars], ['给领导画个综窗的图', bars],
    ['帮我把全省综窗做成柱状图', bars], ['综窗的柱状图发我', bars], ['各市州综窗条形图', bars], ['画一下各市州综窗', bars], ['请把各市州综窗的完成情况用柱状图的形式展示出来', bars], ['用图表示各市州综窗', bars], ['综窗画图，下午发给领导', bars], ['画图看看全省综窗', bars],
    ['一枚印章启用图', { ...bars, indicators: ['one_seal_rate'] }], ['画图下放行政权力事项', { ...bars, indicators: ['delegated_admin_power'] }], ['各市州综窗工作图表', bars], ['各市州一枚印章图表', { ...bars, indicators: ['one_seal_rate'] }], ['平台使用率排名图', { ...bars, indicators: ['platform_use_rate'] }], ['非试点综窗柱状图', { ...bars, scope: 'non_pilot' }], ['综窗画图|那非试点呢，画图', { ...bars, scope: 'non_pilot' }],
    ['南充综窗画图|各市州综窗完成率画图', bars], ['综窗多少|画成图', bars], ['综窗多少|来张图看看', bars], ['综窗多少|能画图吗', bars], ['综窗多少|图呢', bars], ['综窗多少|把刚才那个画成图', bars], ['综窗多少|会画图不', bars], ['综窗多少|画图，谢谢', bars],
    ['试点和非试点综窗对比图', pairs], ['综窗对比图', pairs], ['试点和非试点综窗画图', pairs], ['试点和非试点综窗差多少，画图', pairs], ['综窗多少|对比图', pairs],
    ['川南四市自助终端画个图', south], ['川南自助终端对比图', south], ['画成都和绵阳的综窗', { ...pairs, regions: named('成都市', '绵阳市') }], ['柱状图成都、绵阳试点综窗', { ...bars, scope: 'pilot', regions: named('成都市', '绵阳市') }], ['成都和绵阳综窗对比图', { ...pairs, regions: named('成都市', '绵阳市') }], ['南充综窗柱状图', { ...pairs, regions: named('南充市') }], ['乐山综窗比全省平均差多少，画个图', { ...pairs, regions: named('乐山市') }],
    ['综窗最低的五个画图', lowest], ['用图表示综窗最低的五个', lowest], ['成都综窗排第几，画个图看看', { ...bars, marked: ['成都市'] }],
    ['乐山综窗走势图', course], ['乐山综窗走势', course], ['乐山综窗变化趋势', course], ['乐山综窗进展曲线', course], ['乐山综窗变化曲线', course], ['乐山综窗趋势图', course], ['乐山综窗折线图', course], ['乐山综窗画图', course], ['我们综窗走势怎么样', course], ['乐山综窗多少|走势图', course],
    ['乐山、南充综窗走势图', { ...course, regions: named('乐山市', '南充市') }], ['乐山试点综窗走势', { ...course, scope: 'pilot' }], ['综窗走势', { ...course, regions: { kind: 'province' } }],
    ['热力图', table], ['全省热力图', table], ['来张热力图', table], ['各市州主要指标图表', table], ['主要指标画图', table], ['南充综窗多少|热力图', table], ['试点热力图', { ...table, scope: 'pilot' }], ['川南四市热力图', { ...table, regions: south.regions }],
    ['各市州综窗和一枚印章画图', { ...table, indicators: ['window_reform_rate', 'one_seal_rate'] }], ['乐山的情况画图', { ...table, regions: named('乐山市') }], ['综窗热力图', { ...table, indicators: windows }],
    ['办不成事窗口覆盖率画图', { ...bars, indicators: ['hard_case_window_rate'] }],
  ])('%s', async (text, request) => {
    const { to, mentions, file, text: told } = await talk('乐山-张三', text)
    expect([to, mentions]).toEqual([{ room }, ['乐山-张三']])
    expect(file, told).toBeDefined()
    expect(Buffer.compare(readFileSync(file?.path ?? ''), await pictureOf(request)), told).toBe(0)
    expect(told.split('\n').length).toBeLessThanOrEqual(8)
    expect(told.split('\n').at(-1)).toMatch(/^来源：/u)
    expect(told).toMatch(/月\d+日/u)
    expect(told).not.toMatch(/垫底|最差|没有画图|画不出/u)
  })
  test('tells its figures: of each city, and the averages', async () => {
    const { text } = await talk('小钱', '综窗柱状图')
    expect(text.split('\n')).toEqual([
      '各市州综窗完成率（截至7月20日）', expect.stringMatching(/^省级试点：成都82\.8%，.*乐山、南充、宜宾均0\.0%/u), expect.stringMatching(/^非试点：成都86\.1%，.*甘孜州8\.5%，凉山州100\.0%$/u), '全省平均：试点67.7%，非试点56.9%', '来源：川政公函〔2021〕338号附件1、附件2',
    ])
  })
  test('tells how a slip was read, and what else was asked', async () => {
    expect((await talk('小钱', '宗窗画图')).text).toMatch(/\n按“综窗”理解\n来源：[^\n]*$/u)
    const { text, file } = await talk('小钱', '全省综窗多少，画图，GDP多少')
    expect(file).toBeDefined()
    expect(text).toMatch(/没有“GDP”/u)
  })
  test('over time tells what was official and what was reported, of that which stands', async () => {
    const { text } = await talk('小钱', '乐山综窗走势图')
    expect(text).toBe('乐山市综窗完成率走势（7月20日至8月25日）\n通报数：7月20日试点0.0%、非试点16.4%\n上报数：8月5日25%（待核，#1），8月18日38%（待核，#2），8月25日45%（待核，#5）\n来源：川政公函〔2021〕338号附件1、附件2；群内上报')
    expect((await talk('小钱', '乐山、南充综窗走势图')).text).toContain('\n南充：通报数7月20日试点0.0%、非试点32.8%；未报\n')
  })
  test('of what is reported only has the cities that did not, as 未报', async () => {
    const { text } = await talk('小钱', '办不成事窗口覆盖率画图')
    expect(text).toContain('南充60%')
    const chart = makeChart({ ...bars, indicators: ['hard_case_window_rate'] }, library, { room, isAdmin: false }, new Date(now))
    expect(chart?.svg.match(/>未报</gu)?.length).toBe(20)
    expect(chart?.lines.join('\n')).toMatch(/未报：成都、自贡/u)
  })
  test('is a file of its own that its owner alone may read, and PNG', async () => {
    const { file } = await talk('小钱', '综窗画图')
    expect(file?.name).toMatch(/^综窗完成率-202109\d\d-\d{4}\.png$/u)
    expect(dirname(file?.path ?? '')).toBe(join(folder, 'exports'))
    if (process.platform !== 'win32') expect(statSync(file?.path ?? '').mode & 0o777).toBe(0o600)
    expect(readFileSync(file?.path ?? '').subarray(1, 4).toString()).toBe('PNG')
  })
  test('is for viewers too, and in private', async () => {
    expect((await talk('领导-赵', '综窗画图')).file).toBeDefined()
    now += 3_600_000
    const [letter] = await hear('小钱', '综窗画图', { where: null })
    expect(letter).toMatchObject({ to: { person: '小钱' }, file: { name: expect.stringContaining('.png') as string } })
  })
  test('shows of other rooms’ reports what an admin has verified, and an admin all', async () => {
    const seal: ChartRequest = { ...course, indicators: ['one_seal_rate'], regions: named('自贡市') }, at = new Date(now)
    expect(makeChart(seal, library, { room, isAdmin: false }, at)).toBeNull()
    expect(makeChart(seal, library, { room: elsewhere, isAdmin: false }, at)?.lines.join('\n')).toContain('8月22日90%')
    expect((await talk('小钱', '自贡一枚印章走势')).file).toBeUndefined()
    expect((await talk('省中心-王敏', '自贡一枚印章走势')).text).toContain('8月22日90%（待核')
  })
  test('is remembered as the question without it', async () => {
    await talk('小钱', '综窗画图')
    expect((await hear('小钱', '那非试点呢'))[0]?.text).toBe('全省综窗完成率（截至7月20日）\n非试点：全省平均56.9%\n来源：川政公函〔2021〕338号附件2')
    expect((await hear('小钱', '画成图'))[0]?.text).toContain('甘孜州8.5%')
  })
})

describe('no picture', () => {
  test.each<[string, RegExp]>([
    ['画图', /要画什么/u], ['柱状图', /要画什么/u], ['怎么画图', /要画什么/u], ['你好，画个图', /要画什么/u], ['能画哪些图', /要画什么/u], ['申报名单什么时候交|画成图', /要画什么/u],
    ['综窗饼图', /不能画饼图/u], ['综窗柱状图和折线图', /一次只画一张图/u], ['综窗和一枚印章走势图', /一次只画一张图/u],
    ['南充综窗画图', /^南充市综窗完成率（截至7月20日）\n试点0\.0%，非试点32\.8%\n只有一期数，没有画图。要看各市州的，请回“各市州综窗完成率画图”。\n来源/u], ['南充综窗走势图', /只有一期数，画不出走势。\n来源/u], ['一枚印章走势', /只有一期数，画不出走势/u],
    ['综窗没启动的画图', /乐山、南充、宜宾、资阳[\s\S]*数都相同/u], ['综窗最高的画图', /100\.0%/u], ['乐山综窗过半了吗，画图', /否[\s\S]*没有对应的图/u],
    ['申报名单什么时候截止，画图', /9月30日/u], ['峨眉山市综窗画图', /附件只统计到市州/u],
    ['GDP画图', /没有“GDP”/u], ['好差评满意率柱状图', /没有“好差评/u], ['去年综窗画图', /只有截至7月20日的数/u], ['他们的综窗画图', /指的是哪些市州/u], ['窗口画图', /指哪一项/u], ['全省画图', /没看懂要问什么/u], ['办不成事窗口数量画图', /目前也没有人上报/u], ['乐山综窗美观度画图', /没看懂/u], ['综窗红柱画图', /没看懂/u], ['全国综窗平均画图', /全国平均/u],
  ])('%s', async (text, told) => {
    const letter = await talk('小钱', text)
    expect(letter.text).toMatch(told)
    expect(letter.file).toBeUndefined()
  })
  test.each(['图表明天发', '综窗图表明天发', '把综窗的地图发我', '综窗画图软件', '综窗有企图', '图省事', '综窗蓝图', '图不错', '谢谢你的图', '趋势不错', '综窗流程图', '不要图表'])('%s is asked back as it is without pictures', async text => {
    const { file, text: told } = await talk('小钱', text)
    expect(file).toBeUndefined()
    expect(told).toMatch(/没看懂/u)
  })
  test.each(['综窗多少，做图用', '截图里的综窗多少', '截图说综窗最低的是谁'])('%s is answered as it is', async text => {
    const { file, text: told } = await talk('小钱', text)
    expect(file).toBeUndefined()
    expect(told).toMatch(/综窗完成率[\s\S]*来源：/u)
  })
  test.each(['综窗画图', '图表明天发', '乐山综窗走势图发群里', '大家把图表交一下', '热力图'])('%s, said to nobody, is silence', async text => expect(await hear('乐山-张三', text, { mention: false })).toEqual([]))
  test('of a report that names one: it is recorded', async () => {
    const before = standingRecords(library.store).length, { text, file } = await talk('南充-李四', '南充综窗做到52%了，图表附后')
    expect([standingRecords(library.store).length - before, file]).toEqual([1, undefined])
    expect(text).toContain('已记')
    expect((await talk('南充-李四', '进展：综窗53%，画图')).text).toContain('已记')
  })
  test('of too long a message', async () => expect((await talk('小钱', `综窗画图${'，请尽快'.repeat(20)}`)).file).toBeUndefined())
  test('where the skill would have to draw to look', () => {
    const [tried] = bot.tryOut([messageOf('小钱', '综窗画图', room, true)])
    expect(tried).toMatchObject({ letters: [], waits: true })
  })
  test('and no fault on the way', () => expect(faults).toEqual([]))
})

describe('what the date says', () => {
  test('has the year where it is not this one', () => {
    const chart = makeChart(bars, library, { room, isAdmin: false }, new Date('2022-03-01T10:00:00+08:00'))
    expect(chart?.svg).toContain('截至2021年7月20日')
    expect(chart?.lines[0]).toBe('各市州综窗完成率（截至2021年7月20日）')
  })
})

test.each<[string, ReturnType<typeof readForm>]>([
  ['把全省综窗做成柱状图', { form: 'regions', word: '柱状图', rest: '把全省综窗', isRequest: true }], ['综窗走势图发我', { form: 'progress', word: '走势图', rest: '综窗', isRequest: true }], ['乐山综窗进展曲线', { form: 'progress', word: '曲线', rest: '乐山综窗', isRequest: false }],
  ['画图', { form: 'any', word: '画图', rest: '', isRequest: true }], ['图不错', null], ['截图', null], ['综窗地图', null], ['试图', null], ['乐山综窗多少', null], ['图表明天发', null], ['规划', null], ['漫画', null],
])('%s is read as %j', (text, expected) => expect(readForm(text)).toEqual(expected))

test('the name of a thing is no request', () => {
  expect(readForm('图斑整改率多少', () => [{ start: 0, end: 5, isName: true }])).toBeNull()
  expect(readForm('图斑整改率画图', () => [{ start: 0, end: 5, isName: true }])).toEqual({ form: 'any', word: '画图', rest: '图斑整改率', isRequest: true })
})
