// 截止: what the pages show of deadlines, and each thing that an officer does to them, through the real app and bot.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deadline } from '../../src/deadline/deadline.ts'
import { standingOf } from '../../src/skills/standing.ts'
import { addAccount, beginSession } from '../../src/store/accounts.ts'
import { logged } from '../../src/store/audit.ts'
import { changesOf, findDeadline } from '../../src/store/deadlines.ts'
import { holdsNow } from '../../src/store/holds.ts'
import { lettersByHand } from '../../src/store/outbox.ts'
import { actsOf } from '../../src/store/submissions.ts'
import { stepsOf } from '../../src/store/steps.ts'
import { openTried, room, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

/** What a reader sees: tags away, blanks as one. */
const seen = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]*>/gu, ' ').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replace(/\s+/gu, ' ')
const part = (html: string, id: string): string => seen(`<main${html.slice(html.indexOf(`id="${id}"`)).split('</section>')[0] ?? ''}`)
const audit = (): string[] => logged(tried.library.store, null, 20).map(({ who, action, subject, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
const deadline = (id: number): Deadline => findDeadline<Deadline>(tried.library.store, id) as Deadline
const standing = (id: number) => standingOf(deadline(id), null, tried.library)
const letters = () => lettersByHand(tried.library.store, tried.world.now().toISOString(), true)
/** The form filled in, as a person would. */
const form = { room, title: '综窗整改方案', day: '2021-09-15', time: '', whom: 'cities', cities: ['乐山市', '甘孜藏族自治州'], county: '', where: '', leads: '7,3,1', repeat: 'none', key: '11111111-1111-4111-8111-111111111111' }
const setOne = (more: Partial<Record<keyof typeof form, string | readonly string[]>> = {}) => tried.post('deadlines/new', { ...form, ...more })

describe('the list', () => {
  test('has each deadline in the order of its day with its counts and next reminder, then the targets', async () => {
    await setOne()
    await tried.say('乐山-张三', '乐山市已报送申报名单')
    await tried.say('赵六-甘孜', '甘孜州已报送申报名单')
    await tried.post('deadlines/1/regions', { act: 'accept', region: '乐山市' })
    await tried.post('deadlines/1/regions', { act: 'return', region: '甘孜藏族自治州', reason: '缺联系电话' })
    const { status, text } = await tried.get('deadlines')
    expect(status).toBe(200)
    const told = seen(text)
    expect(told).toContain('提醒4 综窗整改方案 9月15日（周三）下班前 还有21天 2 0 2 0 0 0 9月8日 09:00 “三化工作群”')
    expect(told).toContain('提醒1 申报名单 9月30日（周四）下班前 还有36天 21 1 20 1 1 0 9月15日 09:00 各群')
    expect(told.indexOf('提醒4')).toBeLessThan(told.indexOf('提醒1 '))
    expect(told).toMatch(/提醒2 .*?12月31日（周五）前 还有128天 \d+ \d+ 12月16日 09:00 各群/u)
    expect(text).toContain('data-stream="/console/stream"')
  })
  test('tells who has not answered 收到', async () => {
    expect(seen((await tried.get('deadlines')).text)).toContain('没有在等回复的消息')
    await tried.say('省中心-王敏', '请收到回复')
    await tried.say('乐山-张三', '收到')
    expect(part((await tried.get('deadlines')).text, 'receipt-list')).toContain('“三化工作群”，省中心-王敏， 8月25日 10:00 的消息：要回复5人，没回复4人：南充市政务局 李四、成都-王五、赵六-甘孜、遂宁船山-邱七。')
  })
  test('has what was ended on a page of its own', async () => {
    await tried.post('deadlines/1/cancel', {})
    expect(seen((await tried.get('deadlines')).text)).not.toContain('提醒1 ')
    const ended = seen((await tried.get('deadlines?ended=1')).text)
    expect(ended).toContain('提醒1 申报名单')
    expect(ended).toContain('已取消')
    expect(seen((await tried.get('deadlines?ended=1&before=1')).text)).toContain('没有更早的了')
  })
  test('says that one is past', async () => {
    tried.setNow('2021-10-02T10:00:00+08:00')
    expect(seen((await tried.get('deadlines')).text)).toContain('9月30日（周四）下班前 已过2天')
  })
})

describe('holds', () => {
  test('a room is paused until the morning of a day, and goes on', async () => {
    const { text } = await tried.post('deadlines/pause', { room, day: '2021-09-20' })
    expect(text).toContain('已暂停本群的提醒，9月20日（周一）08:30恢复')
    expect(holdsNow(tried.library.store, tried.world.now().toISOString())).toMatchObject([{ room, until: '2021-09-20T00:30:00.000Z', by: '控制台' }])
    expect(part(text, 'hold-list')).toContain('暂停中 “三化工作群”， 控制台， 8月25日 10:00 起，到 9月20日 08:30 。')
    expect(seen((await tried.get('deadlines/1')).text)).toContain('9月15日（周三）09:00 “三化工作群” 到时还在暂停，恢复后再发')
    expect((await tried.post('deadlines/resume', { room })).text).toContain('已恢复本群的提醒')
    expect(holdsNow(tried.library.store, tried.world.now().toISOString())).toEqual([])
    expect(audit()).toEqual([`控制台 恢复提醒 “${room}”`, `控制台 暂停提醒 “${room}” 到9月20日（周一）`])
  })
  test('without a day until somebody ends it', async () => {
    await tried.post('deadlines/pause', { room, day: '' })
    expect(holdsNow(tried.library.store, tried.world.now().toISOString())).toMatchObject([{ room, until: null }])
  })
  test.each([['2021-08-25', '暂停要到明天或以后'], ['2021-02-30', '不是日期'], ['<script>alert(1)</script>', '不是日期']])('pause until %s is refused, and the form stays', async (day, why) => {
    const { status, text } = await tried.post('deadlines/pause', { room, day })
    expect(status).toBe(422)
    expect(text).toContain(why)
    expect(text).not.toContain('<script>alert')
    expect(audit()).toEqual([])
  })
  test('a room that is not served is refused', async () => {
    const { status, text } = await tried.post('deadlines/pause', { room: '<b>别的群</b>', day: '' })
    expect(status).toBe(422)
    expect(text).toContain('没有启用的群“&lt;b&gt;别的群&lt;/b&gt;”')
  })
  test('急停 stops all rooms; ending the pause of a room does not end it', async () => {
    expect((await tried.post('deadlines/stop-all', {})).text).toContain('已急停')
    expect((await tried.post('deadlines/resume', { room })).text).toContain('现在没有暂停')
    expect(holdsNow(tried.library.store, tried.world.now().toISOString())).toMatchObject([{ room: null, until: null }])
    expect(part((await tried.get('deadlines')).text, 'hold-list')).toContain('急停中 所有群， 控制台')
    expect((await tried.post('deadlines/resume-all', {})).text).toContain('已解除急停')
    expect((await tried.post('deadlines/resume-all', {})).text).toContain('现在没有急停')
    expect(audit()).toEqual(['控制台 解除急停 所有群', '控制台 急停 所有群'])
  })
})

describe('setting one', () => {
  test('is told as in the chat: the days, who is to hand in, who cannot be reached', async () => {
    const { status, to, text } = await setOne({ cities: ['乐山市', '资阳市'] })
    expect(status).toBe(303)
    expect(to).toMatch(/^\/console\/deadlines\/4\?said=/u)
    const told = seen(text)
    expect(told).toContain('已设提醒4：综窗整改方案，9月15日（周三）下班前 报送：乐山、资阳 提醒时间：9月8日、10日、14日9:00，当天9:00、15:00，只@未报的')
    expect(told).toContain('群里没有下列1个地方的联系人，只能点名、不能@：资阳')
    expect(deadline(4)).toMatchObject({ room, title: '综窗整改方案', due: { day: '2021-09-15', time: '18:00' }, timeSaid: false, leads: [7, 3, 1], repeat: null, setBy: '控制台', audience: { kind: 'named', regions: ['乐山市', '资阳市'] } })
    expect(audit()).toEqual([`控制台 设提醒 提醒4 综窗整改方案 “${room}”，9月15日（周三）下班前，乐山、资阳，提前7、3、1天`])
    expect(letters()).toEqual([])
  })
  test('is as the chat would set it', async () => {
    await setOne({ whom: 'where', where: '综窗为0的市州', leads: '' })
    await tried.say('省中心-王敏', '@三化助手 提醒：9月15日前综窗为0的市州报送综窗整改方案')
    const { id: _, setBy: __, source: ___, ...console } = tried.library.store.prepare('SELECT * FROM deadline WHERE id = 4').get() as Record<string, unknown>
    const { id: ____, setBy: _____, source: ______, ...chat } = tried.library.store.prepare('SELECT * FROM deadline WHERE id = 5').get() as Record<string, unknown>
    expect({ ...console, set_by: '' }).toEqual({ ...chat, set_by: '' })
    expect(stepsOf(tried.library.store, 4, 20).map(({ step, goAt }) => [step, goAt])).toEqual(stepsOf(tried.library.store, 5, 20).map(({ step, goAt }) => [step, goAt]))
  })
  test('each audience', async () => {
    const regionsOf = async (more: Parameters<typeof setOne>[0], n: number) => {
      await setOne({ ...more, title: `材料清单${'甲乙丙丁戊'[n] ?? ''}`, key: `2222222${n}-1111-4111-8111-111111111111` })
      return standing(4 + n).expected
    }
    expect(await regionsOf({ whom: 'all' }, 0)).toHaveLength(21)
    // 遂宁船山 is a county's own: no city of theirs is asked.
    expect(await regionsOf({ whom: 'members' }, 1)).toEqual(['成都市', '乐山市', '南充市', '甘孜藏族自治州'])
    expect(await regionsOf({ whom: 'counties', county: '乐山市' }, 2)).toContain('乐山市/峨眉山市')
    expect(await regionsOf({ whom: 'where', where: '综窗为0的市州' }, 3)).toEqual(['乐山市', '南充市', '宜宾市', '资阳市'])
    expect(await regionsOf({ whom: 'where', where: '除甘孜州外的各市州' }, 4)).toHaveLength(20)
  })
  test.each([['week', { every: 'week', weekday: 3 }, [1]], ['month', { every: 'month', day: 15 }, [7, 3, 1]], ['quarter', { every: 'quarter', month: 3, day: 15 }, [15, 7, 3, 1]], ['year', { every: 'year', month: 9, day: 15 }, [15, 7, 3, 1]], ['working day', { every: 'working day' }, []]])('repeated: %s', async (repeat, rule, leads) => {
    await setOne({ repeat, leads: '' })
    expect(deadline(4)).toMatchObject({ repeat: rule, leads })
  })
  test('a day that does not fit the rule is told with the one that does', async () => {
    const { status, text } = await setOne({ repeat: 'month last working' })
    expect(status).toBe(422)
    expect(text).toContain('9月15日（周三）不合“每月最后一个工作日”，这天起的第一次是9月30日（周四）')
  })
  test('a year without a calendar is told', async () => {
    tried.setNow('2028-05-10T10:00:00+08:00')
    expect((await setOne({ day: '2028-06-20' })).text).toContain('2028年的放假安排还没导入')
  })
  test.each<[string, Parameters<typeof setOne>[0], string]>([
    ['no title', { title: '  ' }, '请写要报的是什么'], ['a title that is a place', { title: '乐山' }, '请写要报的是什么'], ['a long title', { title: '很'.repeat(41) }, '名称有41个字'],
    ['a past day', { day: '2021-08-24' }, '已经过了'], ['a past time today', { day: '2021-08-25', time: '09:59' }, '已经过了'], ['no day', { day: '' }, '请填截止日期'], ['no such day', { day: '2021-09-31' }, '不是日期'],
    ['no such time', { time: '25:00' }, '不是时间'], ['a year far away', { day: '2121-09-15' }, '请核对年份'], ['no such room', { room: '别的群' }, '没有启用的群'], ['nobody', { whom: '' }, '请选由谁报'], ['no city', { cities: [] }, '至少勾选一个市州'],
    ['no such city', { cities: ['火星市'] }, '至少勾选一个市州'], ['no county', { whom: 'counties' }, '请选是哪个市州'], ['a condition that is none', { whom: 'where', where: '天上的云' }, '没看明白'], ['an empty condition', { whom: 'where' }, '请写条件'],
    ['leads that are none', { leads: '7,三' }, '提前天数“三”不行'], ['leads too far', { leads: '91' }, '提前天数“91”不行'], ['leads of naught', { leads: '0' }, '提前天数“0”不行'],
  ])('%s is refused, and the form stays filled', async (_, more, why) => {
    const { status, text } = await setOne({ ...more })
    expect(status).toBe(422)
    expect(text).toContain(why)
    expect(text).toContain('role="alert"')
    if (more?.leads === undefined) expect(text).toContain('value="7,3,1"')
    if (more?.title === undefined) expect(text).toContain('value="综窗整改方案"')
    expect(findDeadline(tried.library.store, 4)).toBeNull()
    expect(audit()).toEqual([])
  })
  test('all that is wrong is told at once', async () => {
    const { text } = await setOne({ title: '', day: '2021-08-24', leads: 'x', cities: [] })
    for (const why of ['请写要报的是什么', '已经过了', '提前天数“x”不行', '至少勾选一个市州']) expect(text).toContain(why)
  })
  test('a look at it sets nothing', async () => {
    const { status, text } = await tried.post('deadlines/new', { ...form, look: 'yes' })
    expect(status).toBe(200)
    expect(seen(text)).toContain('会这样设（还没有设） 综窗整改方案，9月15日（周三）下班前 报送：乐山、甘孜州 提醒时间：9月8日、10日、14日9:00')
    expect(text).toContain('value="甘孜藏族自治州" checked')
    expect(findDeadline(tried.library.store, 4)).toBeNull()
    expect(audit()).toEqual([])
  })
  test('the same form sent twice sets one', async () => {
    await setOne()
    const again = await setOne()
    expect(again.status).toBe(422)
    expect(again.text).toContain('已经提交过')
    expect(findDeadline(tried.library.store, 5)).toBeNull()
    expect(audit()).toHaveLength(1)
  })
  test('another of the same name is set, and told', async () => {
    await setOne()
    expect((await setOne({ key: '33333333-1111-4111-8111-111111111111' })).text).toContain('注意：提醒4也叫“综窗整改方案”')
  })
  test('hostile and personal words', async () => {
    const { to } = await setOne({ title: '<script>alert(1)</script>表 13812345678' })
    const { text } = await tried.get('deadlines/4')
    expect(to).toContain('deadlines/4')
    for (const html of [text, (await tried.get('deadlines')).text, (await tried.get('deadlines/4')).text]) {
      expect(html).not.toContain('<script>alert')
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    }
    expect(text).not.toContain('13812345678')
  })
})

describe('one deadline', () => {
  const act = (deed: string, region: string | readonly string[], more: Record<string, string> = {}) => tried.post('deadlines/1/regions', { act: deed, region, ...more })
  test('tells who is in, when, by whom and where, who is late, and who is missing with their contacts', async () => {
    await tried.say('乐山-张三', '乐山市已报送申报名单')
    tried.setNow('2021-10-08T10:00:00+08:00')
    await tried.say('成都-王五', '成都市已报送申报名单')
    const { text } = await tried.get('deadlines/1')
    expect(part(text, 'in')).toContain('已报（2） 已报的地方，报送和核收的时间和人 地方 报送 核收 成都市 逾期报 10月8日 10:00 成都-王五 “三化工作群” 待核收 乐山市 8月25日 10:00 乐山-张三 “三化工作群” 待核收')
    expect(part(text, 'missing')).toContain('南充 南充市政务局 李四')
    expect(part(text, 'missing')).toContain('雅安 群里没有联系人')
    expect(seen(text)).toContain('应报 21 已报 2 未报 19 核收 0 退回 0 豁免 0 逾期报 1')
    expect((await tried.get('deadlines/99')).status).toBe(404)
  })
  test('登记已报 for several at once, by the account\'s name', async () => {
    const { text } = await act('hand-in', ['雅安市', '资阳市'])
    expect(text).toContain('已登记：雅安市、资阳市申报名单（8月25日10:00），待省中心核收。')
    expect(standing(1).submitted).toEqual(expect.arrayContaining(['雅安市', '资阳市']))
    expect(actsOf(tried.library.store, 1, 1, 5)).toMatchObject([{ act: 'submitted', by: '控制台', key: 'console 控制台' }, { act: 'submitted', by: '控制台' }])
    expect(part(text, 'in')).toContain('雅安市 8月25日 10:00 控制台 控制台 待核收')
    expect(audit()).toHaveLength(1)
    expect(audit()[0]).toContain('控制台 登记已报 提醒1 申报名单')
    expect(letters()).toEqual([])
  })
  test('核收, 撤销, 豁免, 不再豁免', async () => {
    await tried.say('乐山-张三', '乐山市已报送申报名单')
    expect((await act('accept', '乐山市')).text).toContain('已核收：乐山市申报名单')
    expect(standing(1).accepted).toEqual(['乐山市'])
    expect((await act('withdraw', '乐山市')).text).toContain('已撤销：乐山市申报名单的报送')
    expect(standing(1).submitted).toEqual([])
    expect((await act('exempt', '乐山市')).text).toContain('已豁免：乐山市不用报申报名单')
    expect(standing(1).exempted).toEqual(['乐山市'])
    expect(part((await tried.get('deadlines/1')).text, 'exempted')).toContain('豁免（1） 乐山市 控制台，8月25日 10:00')
    expect((await act('include', '乐山市')).text).toContain('已恢复：乐山市仍要报申报名单')
    expect(standing(1).outstanding).toContain('乐山市')
    expect(audit().toReversed()).toEqual(['核收', '撤销报送', '豁免', '不再豁免'].map(name => `控制台 ${name} 提醒1 申报名单 乐山`))
  })
  test('退回 tells the contact in the room the reason, whatever is named in it, and touches no other region', async () => {
    await tried.say('乐山-张三', '乐山市已报送申报名单')
    await tried.say('赵六-甘孜', '甘孜州已报送申报名单')
    const { text } = await act('return', '乐山市', { reason: '缺甘孜州的联系电话' })
    expect(text).toContain('已退回：乐山市申报名单（缺甘孜州的联系电话），请改好后重报')
    expect(text).toContain('已通知“三化工作群”里的乐山-张三。')
    expect(standing(1).returned).toEqual(['乐山市'])
    expect(standing(1).submitted).toEqual(['甘孜藏族自治州'])
    expect(part(text, 'missing')).toContain('乐山 退回 乐山-张三 缺甘孜州的联系电话（控制台， 8月25日 10:00 ）')
    expect(letters().filter(({ text: said }) => said.includes('退回'))).toMatchObject([{ to: { room }, mentions: ['乐山-张三'], text: expect.stringContaining('（缺甘孜州的联系电话）') as string }])
    expect(audit()).toEqual(['控制台 退回报送 提醒1 申报名单 乐山；原因：缺甘孜州的联系电话'])
  })
  test('退回 of a region that nobody answers for says so', async () => {
    await act('hand-in', '雅安市')
    expect((await act('return', '雅安市', { reason: '缺附件' })).text).toContain('群里没有雅安的联系人，退回请另行告知。')
    expect(letters()).toEqual([])
  })
  test('what cannot be done is told, with the ticks and the reason kept', async () => {
    await act('hand-in', ['雅安市', '乐山市'])
    const none = await act('accept', [])
    expect(none.status).toBe(422)
    expect(none.text).toContain('没有选中地方')
    const mute = await tried.post('deadlines/1/regions', { act: 'return', region: ['雅安市'], form: 'in', reason: ' ' })
    expect(mute.status).toBe(422)
    expect(mute.text).toContain('请写退回的原因')
    expect(mute.text).toContain('value="雅安市" checked')
    const long = await tried.post('deadlines/1/regions', { act: 'return', region: ['雅安市'], form: 'in', reason: `"><script>alert(1)</script>${'长'.repeat(200)}` })
    expect(long.status).toBe(422)
    expect(long.text).toContain('请压到200个字以内')
    expect(long.text).not.toContain('<script>alert')
    expect((await act('return', '成都市', { reason: '缺附件' })).text).toContain('成都的情况已经变了，没有退回报送')
    expect((await act('accept', ['火星市', "x' OR 1"])).status).toBe(422)
    expect((await act('burn', '雅安市')).text).toContain('没有看懂要做什么')
    expect(audit()).toHaveLength(1)
  })
  test('hostile and personal words in a reason', async () => {
    await act('hand-in', '乐山市')
    const { text } = await act('return', '乐山市', { reason: '<script>alert(1)</script> 找13812345678' })
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('13812345678')
    expect(seen(text)).toContain('<script>alert(1)</script>')
    expect(audit()[0]).not.toContain('13812345678')
  })
  test('a person of the chat cannot take back what the console registered', async () => {
    await act('hand-in', '乐山市')
    await tried.say('控制台', '@三化助手 撤销报送')
    expect(standing(1).submitted).toEqual(['乐山市'])
  })
})

describe('terms', () => {
  test('moved: all steps anew, both days in the history', async () => {
    const before = stepsOf(tried.library.store, 1, 20)
    const { text } = await tried.post('deadlines/1/move', { day: '2021-09-28', time: '17:00' })
    expect(text).toContain('已改：提醒1，申报名单，9月28日（周二）17:00前')
    expect(deadline(1)).toMatchObject({ due: { day: '2021-09-28', time: '17:00' }, timeSaid: true, revision: 2 })
    const after = stepsOf(tried.library.store, 1, 20)
    expect(after.map(({ revision }) => revision)).toEqual(after.map(() => 2))
    expect(after[0]?.goAt).not.toBe(before[0]?.goAt)
    expect(part(text, 'history')).toContain('改期：9月30日（周四）18:00 → 9月28日（周二）17:00 控制台， 8月25日 10:00')
    expect(changesOf(tried.library.store, 1, 5)).toMatchObject([{ what: 'moved', by: '控制台' }])
    expect(audit()).toEqual(['控制台 改期 提醒1 申报名单 9月30日（周四）下班前 → 9月28日（周二）17:00前'])
  })
  test.each([['2021-08-24', '', '已经过了'], ['', '', '请填截止日期'], ['2021-13-01', '', '不是日期'], ['2021-09-28', '9点', '不是时间'], ['2021-09-30', '', '没有改'], ['"><script>alert(1)</script>', '', '不是日期']])('moving to %s %s is refused', async (day, time, why) => {
    const { status, text } = await tried.post('deadlines/1/move', { day, time })
    expect(status).toBe(422)
    expect(text).toContain(why)
    expect(text).not.toContain('<script>alert')
    expect(deadline(1).revision).toBe(1)
    expect(audit()).toEqual([])
  })
  test('days before', async () => {
    expect((await tried.post('deadlines/1/leads', { leads: '5、1' })).text).toContain('提前15、7、3、1天 → 提前5、1天')
    expect(deadline(1).leads).toEqual([5, 1])
    expect((await tried.post('deadlines/1/leads', { leads: '5,1' })).text).toContain('没有改')
    expect((await tried.post('deadlines/1/leads', { leads: '-2' })).status).toBe(422)
    await tried.post('deadlines/1/leads', { leads: '' })
    expect(deadline(1).leads).toEqual([15, 7, 3, 1])
    expect(audit()).toHaveLength(2)
  })
  test('closed, and then left alone', async () => {
    const { text } = await tried.post('deadlines/1/close', {})
    expect(text).toContain('已关闭提醒1：申报名单')
    expect(part(text, 'history')).toContain('关闭：进行中 → 已关闭 控制台')
    expect(text).not.toContain('action="/console/deadlines/1/')
    expect(stepsOf(tried.library.store, 1, 5)).toEqual([])
    for (const [path, fields] of [['close', {}], ['move', { day: '2021-09-28' }], ['leads', { leads: '5' }], ['regions', { act: 'hand-in', region: '乐山市' }], ['skip', { room }]] as const) {
      expect((await tried.post(`deadlines/1/${path}`, fields)).text).toContain('提醒1已关闭，没有再改')
    }
    expect(audit()).toEqual(['控制台 关闭提醒 提醒1 申报名单'])
  })
  test('cancelled', async () => {
    expect((await tried.post('deadlines/1/cancel', {})).text).toContain('已取消提醒1：申报名单')
    expect(audit()).toEqual(['控制台 取消提醒 提醒1 申报名单'])
  })
})

describe('what is coming', () => {
  test('each step reads as it will go, with whom it mentions, and goes so at its time', async () => {
    await setOne({ cities: ['乐山市', '甘孜藏族自治州', '雅安市'] })
    await tried.say('赵六-甘孜', '甘孜州已报送综窗整改方案')
    const { text } = await tried.get('deadlines/4')
    const shown = /<pre class="message" id="text-step-T-7-0">([^<]*)<\/pre>/u.exec(text)?.[1]
    expect(shown).toBe('【提醒】综窗整改方案，9月15日（周三）下班前报送，还有7天。\n已报1个，未报2个：乐山、雅安。请抓紧报送。\n已报的回“已报综窗整改方案”，不再提醒。〔提醒4〕\n@乐山-张三')
    expect(text).toContain('data-copy="text-step-T-7-0"')
    tried.setNow('2021-09-08T09:00:00+08:00')
    tried.world.beat()
    const [row] = letters().filter(({ about }) => about?.kind === 'steps'), prepared = row && tried.bot.prepare(row, tried.world.now())
    expect(prepared).toMatchObject({ kind: 'letter', letter: { to: { room }, mentions: ['乐山-张三'], text: shown?.split('\n').slice(0, -1).join('\n') } })
  })
  test('one that is kept back does not go, those after it do', async () => {
    await setOne()
    const step = { room, step: 'T-7', revision: '1' }
    expect((await tried.post('deadlines/4/skip', step)).text).toContain('已停：提醒4在9月8日（周三）09:00、“三化工作群”的这一次不发，以后的照发')
    expect((await tried.post('deadlines/4/skip', step)).text).toContain('这一次已经发出、停发或改期了')
    expect((await tried.post('deadlines/4/skip', { ...step, step: "T-3' OR 1" })).text).toContain('没有再改')
    tried.setNow('2021-09-08T09:00:00+08:00')
    tried.world.beat()
    expect(letters().filter(({ about }) => about?.kind === 'steps')).toEqual([])
    tried.setNow('2021-09-10T09:00:00+08:00')
    tried.world.beat()
    expect(letters().filter(({ about }) => about?.kind === 'steps')).toHaveLength(1)
    expect(audit()[0]).toBe(`控制台 停发一次提醒 提醒4 综窗整改方案 9月8日（周三）09:00，“${room}”`)
  })
  test('of targets: who has met it, and the one message of all of a day', async () => {
    const { text } = await tried.get('deadlines/2')
    expect(seen(text)).toContain('市州 21 已达到 0 还没达到 21')
    expect(text).not.toContain('deadlines/2/regions')
    expect(seen(text)).toMatch(/【年度目标】12月31日（周五）前要完成，还有15天。.*〔提醒2〕.*〔提醒3〕.*不@人/u)
    expect((await tried.post('deadlines/2/regions', { act: 'hand-in', region: '乐山市' })).text).toContain('什么也没改')
    await tried.say('乐山-张三', '#进展 乐山 “办不成事”受理窗口全覆盖')
    expect(part((await tried.get('deadlines/2')).text, 'met')).toContain('已达到（1） 乐山')
  })
  test('nothing goes where all have handed in', async () => {
    await setOne({ cities: ['乐山市'] })
    await tried.say('乐山-张三', '乐山市已报送综窗整改方案')
    expect(seen((await tried.get('deadlines/4')).text)).toContain('现在已全部报送，到时不发')
  })
})

test('审计 reads and changes nothing, 系统 sees none of it, 业务 acts by its name', async () => {
  const { store } = tried.library, at = '2021-08-25T01:59:00.000Z'
  for (const [name, role] of [['周审', 'audit'], ['吴系', 'system'], ['郑业', 'business']] as const) {
    addAccount(store, { name, hash: 'x', roles: [role] }, at)
    beginSession(store, createHash('sha256').update(name).digest('hex'), name, at)
  }
  const cookieOf = (name: string): string => `qunban=${encodeURIComponent(name)}`
  for (const path of ['deadlines', 'deadlines/1']) {
    const { status, text } = await tried.get(path, cookieOf('周审'))
    expect(status).toBe(200)
    expect(text).not.toContain('action="/console/deadlines')
    expect((await tried.get(path, cookieOf('吴系'))).status).toBe(403)
  }
  expect((await tried.get('deadlines/new', cookieOf('周审'))).status).toBe(403)
  expect((await tried.post('deadlines/1/close', {}, cookieOf('周审'))).status).toBe(403)
  expect(audit()).toEqual([])
  await tried.post('deadlines/1/regions', { act: 'hand-in', region: '乐山市' }, cookieOf('郑业'))
  await tried.post('deadlines/1/move', { day: '2021-09-29', time: '' }, cookieOf('郑业'))
  expect(actsOf(store, 1, 1, 5)).toMatchObject([{ by: '郑业' }])
  expect(changesOf(store, 1, 5)).toMatchObject([{ by: '郑业' }])
  expect(audit().map(line => line.split(' ')[0])).toEqual(['郑业', '郑业'])
})
