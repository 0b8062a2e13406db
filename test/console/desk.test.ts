// 值守台: chat pasted in, previewed and accepted; what the bot says carried over by hand. Nothing stays of a preview, nothing is ticked unseen.

import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportsFolder } from '../../src/report/folder.ts'
import { addAccount, beginSession } from '../../src/store/accounts.ts'
import { logged } from '../../src/store/audit.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { findLetter, lettersByHand, queue, settle } from '../../src/store/outbox.ts'
import { membersOf, enabledRooms, replaceMembers } from '../../src/store/rooms.ts'
import { addEntry } from '../../src/store/roster.ts'
import { roomsReminded } from '../../src/store/steps.ts'
import { standingSubmissions } from '../../src/store/submissions.ts'
import { openTried, room, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

/** What a reader sees. */
const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const seen = (html: string): string => plain(html.slice(html.indexOf('<main')).replace(/<[^>]*>/gu, ' ')).replace(/\s+/gu, ' ')
const acts = (): string[] => logged(tried.library.store, null, 20).map(({ action, subject, who, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
const contentOf = (): Record<string, unknown[]> => {
  const { store } = tried.library, tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all() as string[]
  return Object.fromEntries(tables.map(name => [name, store.prepare(`SELECT * FROM "${name}"`).all()]))
}
const waiting = () => lettersByHand(tried.library.store, tried.world.now().toISOString(), true)
const sent = (): { text: string; mentions: string; state: string }[] => tried.library.store.prepare("SELECT text, mentions, state FROM outbox WHERE state <> 'queued' ORDER BY id").all() as never

const pasted = (text: string, more: Record<string, string> = {}) => ({ kind: 'pasted', room: `in:${room}`, title: '', who: '', text, ...more })
const preview = async (text: string, more: Record<string, string> = {}) => tried.post('desk/preview', pasted(text, more))
/** The values of the boxes of a page, by whether they are checked. */
const boxes = (html: string, name: string): { on: string[]; off: string[]; disabled: string[] } => {
  const all = [...html.slice(html.indexOf('/desk/accept')).matchAll(new RegExp(`<input type="checkbox" name="${name}" value="([^"]*)"([^>]*)>`, 'gu'))]
  const of = (fits: (rest: string) => boolean): string[] => all.flatMap(([, value = '', rest = '']) => (fits(rest.replace(/aria-label="[^"]*"/u, '')) ? [plain(value)] : []))
  return { on: of(rest => rest.includes('checked')), off: of(rest => !rest.includes('checked') && !rest.includes('disabled')), disabled: of(rest => rest.includes('disabled')) }
}
const hidden = (html: string, name: string): string => new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'u').exec(html.slice(html.indexOf('/desk/accept')))?.[1] ?? ''
/** Previews and accepts what is on, or the lines that are given. */
async function accept(text: string, { lines, members, ...more }: { lines?: string[]; members?: string[] } & Record<string, unknown> = {}) {
  const { text: page } = await preview(text, more as Record<string, string>)
  return tried.post('desk/accept', { ...pasted(text, more as Record<string, string>), now: hidden(page, 'now'), line: lines ?? boxes(page, 'line').on, member: members ?? boxes(page, 'member').on })
}

/** 40 lines in which everything happens. */
const chat = `省中心-王敏 8/25 08:40
各位早上好，请收到请回复
乐山-张三 8/25 08:41
收到
南充市政务局 李四 8/25 08:42
收到
乐山-张三 8/25 08:50
乐山综窗45%，代办38项
乐山-张三 8/25 08:51
更正 综窗54%
成都-王五 8/25 08:52
@三化助手 哪些市州还没启动综窗
赵六-甘孜 8/25 08:53
甘孜州已报送申报名单
遂宁船山-邱七 8/25 08:54
中午吃啥子
遂宁船山-邱七 8/25 08:55
今天太热了
乐山-张三 8/25 08:56
@三化助手 导出台账
绵阳-周九 8/25 08:57
#接龙
综窗完成率
1. 绵阳-周九 60%
2. 德阳-吴十 71%
达州-郑一 8/25 08:58
#进展 达州 综窗145%，代办-3项
省中心-王敏 8/25 08:59
@三化助手 提醒：9月15日前乐山、南充报综窗整改方案
绵阳-周九 8/25 09:00
@所有人 今天下午停电
成都-王五 8/25 09:01
#进展 成都 综窗90%
成都-王五 8/25 09:02
撤回
乐山-张三 8/25 09:03
好的
成都-王五 8/25 09:04
辛苦了
南充市政务局 李四 8/25 09:05
我们还在统计
`

describe('a paste', () => {
  test('of 40 lines is previewed with what each would do, and nothing of it stays', async () => {
    expect(chat.trim().split('\n').length).toBeGreaterThan(40)
    const before = contentOf(), { status, text } = await preview(chat)
    expect(status).toBe(200)
    expect(contentOf()).toEqual(before)
    const page = seen(text)
    expect(page).toContain('读出19条：13条会处理，6条闲谈。现在还没有登记。')
    expect(page).toContain('乐山综窗45%，代办38项 登记 乐山市综窗完成率45%，村级代办事项数量38项（8月25日，全市） 回复')
    expect(page).toContain('更正 综窗54% 更正 乐山市综窗完成率54%')
    expect(page).toMatch(/请收到请回复 统计收到 不回复 .* 收到 收到 不回复/u)
    expect(page).toContain('提问 回答 发到群“三化工作群” @成都-王五 综窗完成率为0的市州')
    expect(page).toContain('甘孜州已报送申报名单 报送 甘孜州已报申报名单')
    expect(page).toContain('要文件 确认后生成')
    expect(page).toContain('登记 绵阳市综窗完成率60%（8月25日，全市） 登记 德阳市综窗完成率71%（8月25日，全市）')
    expect(page).toContain('上报 没有新记录 回复 发到群“三化工作群” @达州-郑一 未记录，有2处')
    expect(page).toContain('设提醒 回复')
    expect(page).toContain('撤回 撤回 成都市综窗完成率90%')
    expect(page).toContain('另有6条闲谈，不记录')
    expect(page).toContain('将加入群成员：2人')
    expect(page).toContain('绵阳-周九 绵阳')
    expect(boxes(text, 'line').on).toEqual(['1', '3', '5', '7', '9', '11', '13', '19', '21', '26', '28', '32', '34'])
    expect(boxes(text, 'member').on).toEqual(['绵阳-周九', '达州-郑一'])
  })

  test('is accepted: the ledger, what was handed in, the members, one row of the log; its answers wait to be carried over', async () => {
    const { to, text } = await accept(chat), { store } = tried.library
    expect(to).toContain('/console/desk?carry=1&said=')
    expect(standingRecords(store).map(({ id, region, metrics, reporter, room: where }) => [id, region, metrics.map(({ value }) => value), reporter, where])).toEqual([
      [1, '乐山市', [54, 38], '乐山-张三', room], [2, '绵阳市', [60], '绵阳-周九', room], [3, '德阳市', [71], '德阳-吴十', room],
    ])
    expect(standingSubmissions(store, 1, 1).map(({ region, act }) => [region, act])).toEqual([['甘孜藏族自治州', 'submitted']])
    expect(membersOf(store, room).map(({ name, role }) => `${name} ${role}`)).toEqual(expect.arrayContaining(['省中心-王敏 admin', '绵阳-周九 reporter', '达州-郑一 reporter']))
    expect(membersOf(store, room)).toHaveLength(8)
    expect(acts()).toEqual(['控制台 粘贴群聊 三化工作群 登记13条，共读出19条；新成员2人：绵阳-周九、达州-郑一'])
    const page = seen(text)
    expect(page).toContain('粘贴群聊（群“三化工作群”）：已处理13条，加入群成员2人。')
    expect(page).toContain('乐山-张三：已记 #1：乐山市综窗完成率45%，村级代办事项数量38项')
    expect(waiting().map(({ text: one }) => one.split('\n')[0])).toEqual(expect.arrayContaining([
      expect.stringContaining('已更正 #1'), '综窗完成率为0的市州（截至7月20日）', expect.stringContaining('已登记：甘孜州申报名单'), expect.stringContaining('已设提醒'),
    ]))
    expect(store.prepare("SELECT count(*) FROM outbox WHERE answers IS NOT NULL AND by_hand = 0").pluck().get()).toBe(0)
  })

  test('a second time is all known, and changes nothing', async () => {
    await accept(chat)
    tried.setNow('2021-08-25T11:00:00+08:00')
    const before = contentOf(), { text } = await preview(chat)
    expect(seen(text)).toContain('都已记过，没有新的要处理。')
    expect(boxes(text, 'line').on).toEqual([])
    expect(boxes(text, 'line').disabled).toHaveLength(13)
    const again = await tried.post('desk/accept', { ...pasted(chat), now: hidden(text, 'now'), line: boxes(text, 'line').disabled })
    expect(seen(again.text)).toContain('选中的都已记过，什么也没改。')
    expect(contentOf()).toEqual(before)
  })

  test('sent twice at the same time is heard once', async () => {
    const text = '乐山-张三 8/25 09:00\n乐山综窗45%', page = (await preview(text)).text, fields = { ...pasted(text), now: hidden(page, 'now'), line: '1' }
    await Promise.all([tried.post('desk/accept', fields), tried.post('desk/accept', fields)])
    expect(standingRecords(tried.library.store)).toHaveLength(1)
    expect(waiting()).toHaveLength(1)
  })

  test('a line that is not chosen is not heard, nor one that was never there; the members that are not chosen stay out', async () => {
    const text = '乐山-张三 8/25 09:00\n乐山综窗45%\n绵阳-周九 8/25 09:01\n绵阳综窗60%'
    await accept(text, { lines: ['3', '2', '77', 'x'], members: ['没有这个人'] })
    expect(standingRecords(tried.library.store).map(({ region }) => region)).toEqual(['绵阳市'])
    expect(membersOf(tried.library.store, room)).toHaveLength(6)
    const none = await accept(text, { lines: [], members: [] })
    expect(none.status).toBe(422)
    expect(seen(none.text)).toContain('没有选中任何一条')
    expect(standingRecords(tried.library.store)).toHaveLength(1)
  })

  test('in a new room enables it with its senders, and reminders are planned there', async () => {
    addEntry(tried.library.store, { unit: '省中心', name: '何冰', region: null, role: 'admin', main: false, contact: null, phone: null }, 'test', '2021-08-01T00:00:00.000Z')
    const text = '省中心-何冰 8/25 09:00\n请各地报进展\n自贡-刘洋 8/25 09:01\n自贡综窗62%', before = contentOf(), page = (await preview(text, { title: '川南片区群' })).text
    expect(contentOf()).toEqual(before)
    expect(seen(page)).toContain('群“川南片区群”还没有启用，确认后启用')
    expect(seen(page)).toContain('省中心-何冰 管理员，按名册')
    await accept(text, { title: '川南片区群' })
    expect(enabledRooms(tried.library.store)).toContain('川南片区群')
    expect(membersOf(tried.library.store, '川南片区群').map(({ name, role }) => [name, role])).toEqual([['省中心-何冰', 'admin'], ['自贡-刘洋', 'reporter']])
    expect(tried.library.store.prepare("SELECT count(*) FROM step WHERE room = '川南片区群' AND state = 'planned'").pluck().get()).toBeGreaterThan(0)
    expect(tried.library.store.prepare("SELECT enabled_by FROM room WHERE name = '川南片区群'").pluck().get()).toBe('控制台')
    expect(acts()[0]).toContain('新启用；新成员2人')
  })

  test('in private concerns only who is known', async () => {
    const text = '乐山-张三 8/25 09:00\n乐山综窗45%\n陌生-何人 8/25 09:01\n成都综窗60%', page = (await preview(text, { room: 'private' })).text
    expect(seen(page)).toContain('这些人不在里面：陌生-何人。')
    await accept(text, { room: 'private' })
    expect(standingRecords(tried.library.store).map(({ region, room: where }) => [region, where])).toEqual([['乐山市', null]])
    expect(seen((await tried.get('desk')).text)).toContain('发到私聊 乐山-张三')
  })

  test("the bot's own words, posted by an officer, are not heard; a quote of them is one of the bot", async () => {
    await accept('乐山-张三 8/25 09:00\n乐山综窗45%\n成都-王五 8/25 09:00\n成都综窗85%')
    const [first] = [...(await tried.get('desk')).text.matchAll(/<pre class="message" id="text-\d+">([\s\S]*?)<\/pre>/gu)].map(([, text = '']) => text)
    expect(first).toContain('@乐山-张三 已记 #1')
    const next = `省中心-王敏 8/25 09:05\n${first}\n乐山-张三 8/25 09:06\n「省中心-王敏：${first?.split('\n')[0]}」\n- - - - - - - - - - - - - - -\n更正 54%`
    const page = (await preview(next)).text
    expect(seen(page)).toContain('1条是助手的话')
    await accept(next)
    expect(standingRecords(tried.library.store).map(({ id, metrics }) => [id, metrics[0]?.value])).toEqual([[1, 54], [2, 85]])
  })

  test('a question that calls nobody is offered where there is no bot to call, and answered where it is chosen', async () => {
    const text = '成都-王五 8/25 08:52\n哪些市州还没启动综窗\n成都-王五 8/25 08:53\n中午吃啥子？\n成都-王五 8/25 08:54\n明天开会在哪个会议室'
    const { text: page } = await preview(text)
    expect(boxes(page, 'ask')).toEqual({ on: [], off: ['1'], disabled: [] })
    expect(seen(page)).toContain('1条像在问，2条闲谈')
    expect(await tried.post('desk/accept', { ...pasted(text), now: hidden(page, 'now') })).toMatchObject({ status: 422 })
    await tried.post('desk/accept', { ...pasted(text), now: hidden(page, 'now'), ask: ['1'] })
    expect(waiting().map(letter => letter.text)).toEqual([expect.stringContaining('乐山、南充、宜宾、资阳')])
    expect(boxes((await preview(text)).text, 'ask').off).toEqual([])
  })

  test('hostile names and texts are shown as text', async () => {
    const bad = '<script>alert(1)</script>', { store } = tried.library
    replaceMembers(store, room, [...membersOf(store, room), { name: bad, role: 'reporter' }])
    const text = `${bad} 8/25 09:00\n<img src=x onerror=alert(1)></textarea><b> 广元综窗70%`
    const page = (await preview(text)).text
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img')
    expect(page).not.toContain('</textarea><b>')
    expect(boxes(page, 'line').on).toEqual(['1'])
    const after = (await accept(text)).text
    expect(standingRecords(store).map(({ region }) => region)).toEqual(['广元市'])
    expect(after).not.toContain('<script>alert')
    expect(seen(after)).toContain(`@${bad} 已记 #1`)
    const title = (await preview('乐山-张三 8/25 09:00\n乐山综窗45%', { title: bad })).text
    expect(title).not.toContain('<script>alert')
    expect(seen(title)).toContain(`群“${bad}”`)
  })

  test('says all that is wrong, and keeps what was typed', async () => {
    const empty = await preview('  ', { room: 'in:没有的群' })
    expect(empty.status).toBe(422)
    expect(seen(empty.text)).toContain('群“没有的群”没有启用，请另选一个。 请把群聊内容粘贴进来。')
    const long = Array.from({ length: 501 }, (_, i) => `乐山-张三 8/25 09:${String(i % 60).padStart(2, '0')}\n第${i}条`).join('\n'), many = await preview(long)
    expect(many.status).toBe(422)
    expect(seen(many.text)).toContain('一次最多500条消息，这次有501条。请分几次粘贴。')
    expect(many.text).toContain('第500条</textarea>')
    expect(seen((await preview('中'.repeat(640_000))).text)).toContain('内容超过2MB，请分几次粘贴。')
    expect((await preview('中'.repeat(720_000))).status).toBe(413)
    const none = await preview('今天开会')
    expect(none.status).toBe(422)
    expect(seen(none.text)).toContain('没有读出消息')
    expect(seen(none.text)).toContain('第1行没有读出来：今天开会')
  })

  test('tells the lines that were not read, by their numbers', async () => {
    const page = (await preview('\n今天的情况如下\n\n乐山-张三 8/25 09:00\n乐山综窗45%')).text
    expect(seen(page)).toContain('有1行没有读出来')
    expect(seen(page)).toContain('第2行：今天的情况如下')
    expect(boxes(page, 'line').on).toEqual(['4'])
  })

  test('is previewed anew where the preview is old, or its moment is made up', async () => {
    const text = '乐山-张三 8/25 09:00\n乐山综窗45%', page = (await preview(text)).text, now = hidden(page, 'now')
    for (const moment of [now, '2021-08-25T09:00:00.000Z', '', 'x']) {
      tried.setNow('2021-08-25T11:00:01+08:00')
      const { status, text: again } = await tried.post('desk/accept', { ...pasted(text), now: moment, line: '1' })
      expect(status).toBe(422)
      expect(seen(again)).toContain('预览已过一小时，什么也没登记')
      expect(hidden(again, 'now')).toBe('2021-08-25T03:00:01.000Z')
    }
    expect(standingRecords(tried.library.store)).toEqual([])
  })

  test('is looked at by 审计, and done by 业务 alone', async () => {
    const { store } = tried.library, at = tried.world.now().toISOString(), cookie = 'qunban=token'
    addAccount(store, { name: '陈审', hash: 'x', roles: ['audit'] }, at)
    beginSession(store, createHash('sha256').update('token').digest('hex'), '陈审', at)
    const page = await tried.get('desk', cookie)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('/desk/preview')
    expect((await tried.post('desk/preview', pasted('乐山-张三 8/25 09:00\n乐山综窗45%'), cookie)).status).toBe(403)
  })
})

describe('a report by phone', () => {
  const told = (more: Record<string, string> = {}) => ({ kind: 'told', room: `in:${room}`, title: '', who: '乐山市', text: '综窗45%，代办38项', ...more })
  test('goes the same way, and its reporter joins the room only where chosen', async () => {
    const before = contentOf(), { text: page } = await tried.post('desk/preview', told())
    expect(contentOf()).toEqual(before)
    expect(seen(page)).toContain('登记 乐山市综窗完成率45%，村级代办事项数量38项（8月25日，全市）')
    expect(boxes(page, 'member')).toMatchObject({ on: [], off: ['乐山市'] })
    await tried.post('desk/accept', { ...told(), now: hidden(page, 'now'), line: '1' })
    expect(standingRecords(tried.library.store).map(({ region, reporter }) => [region, reporter])).toEqual([['乐山市', '乐山市']])
    expect(membersOf(tried.library.store, room)).toHaveLength(6)
    expect(acts()).toEqual(['控制台 手工登记 三化工作群 乐山市：综窗45%，代办38项'])
  })
  test('without a name or a text says so', async () => {
    const { status, text } = await tried.post('desk/preview', told({ who: '', text: '' }))
    expect(status).toBe(422)
    expect(seen(text)).toContain('请写上报的内容，例如“综窗45%，代办38项”。 请写是谁报的，例如“乐山-张三”或“乐山市”。')
    expect(seen((await tried.post('desk/preview', told({ who: '@三化助手' }))).text)).toContain('不含@')
  })
})

describe('letters to carry over', () => {
  /** The letters on the page: number, what is copied, the mark of what is shown. */
  const shown = async () => (await tried.get('desk')).text.split('<article ').slice(1).map(part => ({
    id: Number(/id="letter-(\d+)"/u.exec(part)?.[1]), text: plain(/<pre class="message" id="text-\d+">([\s\S]*?)<\/pre>/u.exec(part)?.[1] ?? ''),
    mark: /name="shown" value="([^"]*)"/u.exec(part)?.[1] ?? '', part,
  }))
  const reminder = async () => {
    tried.setNow('2021-09-15T09:00:00+08:00')
    tried.world.beat()
    return (await shown())[0]
  }

  test('a reminder has its mentions after the text, each followed by a blank; it is ticked once, as shown, and its books are as after a sending', async () => {
    const letter = await reminder()
    expect(letter?.text).toMatch(/^【提醒】[\s\S]*\n@乐山-张三 @南充市政务局 李四 @成都-王五 @赵六-甘孜 $/u)
    expect(letter?.part).toContain('@4人')
    const ticks = await Promise.all([0, 1].map(() => tried.post(`desk/letters/${letter?.id}/sent`, { shown: letter?.mark ?? '' })))
    expect(ticks.map(({ text }) => seen(text)).filter(text => text.includes('已发：群“三化工作群”的这一条，已记下。'))).toHaveLength(1)
    expect(ticks.map(({ text }) => seen(text)).filter(text => text.includes('这一条已经标为已发，没有再改。'))).toHaveLength(1)
    expect(sent()).toEqual([{ text: expect.stringContaining('【提醒】'), mentions: expect.stringContaining('乐山-张三'), state: 'sent' }])
    expect(acts().filter(text => text.includes('标为已发'))).toHaveLength(1)
    const { step, revision } = tried.library.store.prepare("SELECT step, revision FROM step WHERE state = 'decided'").get() as { step: string; revision: number }
    expect(roomsReminded(tried.library.store, 1, step, revision)).toEqual([room])
    expect(await shown()).toEqual([])
  })

  test('an answer mentions who asked before the text', async () => {
    await tried.say('成都-王五', '@三化助手 哪些市州还没启动综窗')
    expect((await shown())[0]?.text).toMatch(/^@成都-王五 综窗完成率为0的市州/u)
  })

  test('what says something else by now is not ticked but shown anew', async () => {
    const before = await reminder()
    await tried.say('成都-王五', '成都市已报送申报名单')
    const { to, text } = await tried.post(`desk/letters/${before?.id}/sent`, { shown: before?.mark ?? '' })
    expect(to).toContain(`changed=${before?.id}`)
    expect(seen(text)).toContain('这一条在你打开页面以后变了，没有标为已发。')
    expect(seen(text)).toContain('内容变过了，下面是现在的。')
    expect(sent()).toEqual([])
    expect(acts().filter(one => one.includes('标为已发'))).toEqual([])
    const now = (await shown())[0]
    expect(now?.text).not.toContain('@成都-王五')
    await tried.post(`desk/letters/${now?.id}/sent`, { shown: now?.mark ?? '' })
    expect(sent()).toEqual([{ text: expect.stringContaining('已报1个'), mentions: expect.not.stringContaining('成都-王五'), state: 'sent' }])
  })

  test('what says nothing any more is not shown, and ends when somebody acts', async () => {
    const letter = await reminder()
    for (const name of membersOf(tried.library.store, room).map(one => one.name)) await tried.say(name, '收到')
    await tried.bot.order({ text: '取消提醒 1', room, by: '控制台', at: tried.world.now() })
    expect((await shown()).map(({ id }) => id)).not.toContain(letter?.id)
    expect(seen((await tried.post(`desk/letters/${letter?.id}/sent`, { shown: letter?.mark ?? '' })).text)).toContain('这一条已经不用发了')
    expect(findLetter(tried.library.store, letter?.id ?? 0)?.state).toBe('superseded')
  })

  test('outside the hours of speaking a reminder tells when', async () => {
    await reminder()
    tried.setNow('2021-09-15T21:00:00+08:00')
    const [letter] = await shown()
    expect(letter?.text).toBe('')
    expect(letter?.mark).toBe('')
    expect(seen(`<main ${letter?.part}`)).toContain('9月16日 08:30 以后再发')
    expect(seen((await tried.post(`desk/letters/${letter?.id}/sent`, { shown: '' })).text)).toContain('现在不能发')
    await tried.bot.order({ text: '急停', room, by: '控制台', at: tried.world.now() })
    expect(seen(`<main ${(await shown())[0]?.part}`)).toContain('正在暂停提醒')
  })

  test('不发 takes it away, once', async () => {
    await tried.say('成都-王五', '@三化助手 哪些市州还没启动综窗')
    const [letter] = await shown(), gone = await tried.post(`desk/letters/${letter?.id}/drop`, {})
    expect(seen(gone.text)).toContain('已撤下')
    expect(sent().map(({ state }) => state)).toEqual(['superseded'])
    expect(seen((await tried.post(`desk/letters/${letter?.id}/drop`, {})).text)).toContain('已经不用发了')
    expect(acts().filter(one => one.includes('不发'))).toHaveLength(1)
    expect(seen((await tried.post('desk/letters/999/sent', { shown: 'x' })).text)).toContain('没有这一条。')
  })

  test('its file can be had where it is one of the exports, and nothing else of the machine', async () => {
    await accept('乐山-张三 8/25 09:00\n@三化助手 导出台账')
    const [letter] = await shown(), file = await tried.get(`desk/letters/${letter?.id}/file`)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('进展台账-乐山市'))
    expect((await file.bytes()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    expect(acts()[0]).toContain('下载附件')
    const { store } = tried.library, folder = exportsFolder(store.name), secret = join(folder, '..', 'secret.txt'), link = join(folder, 'link.xlsx'), at = tried.world.now().toISOString()
    mkdirSync(folder, { recursive: true })
    writeFileSync(secret, '秘密')
    symlinkSync(secret, link)
    for (const path of [secret, link, join(folder, '..', 'exports', '..', 'secret.txt'), folder, join(folder, 'gone.xlsx'), '/etc/passwd']) {
      const { id } = queue(store, at, { to: { room }, text: '附件', mentions: [], file: { name: 'x.xlsx', path } }, 'k', true), got = await tried.get(`desk/letters/${id}/file`)
      expect([path, got.status]).toEqual([path, 404])
      expect(got.text).not.toContain('秘密')
    }
    expect((await tried.get('desk')).status).toBe(200)
    expect((await tried.get('desk/letters/999/file')).status).toBe(404)
  })

  test('many wait: the oldest first, the rest when those are done', async () => {
    const at = tried.world.now().toISOString()
    for (let i = 1; i <= 45; i++) queue(tried.library.store, at, { to: { room }, text: `第${i}条`, mentions: [] }, 'k', true)
    const letters = await shown()
    expect(letters).toHaveLength(40)
    expect(letters[0]?.text).toBe('第1条')
    expect(seen((await tried.get('desk')).text)).toContain('40条以上')
  })
})

describe('beside a bot account', () => {
  beforeEach(async () => {
    tried.close()
    tried = await openTried({ byHand: false })
  })
  test('only what was pasted is carried over, and what was not sent is told and sent again', async () => {
    await tried.say('成都-王五', '@三化助手 哪些市州还没启动综窗')
    expect(seen((await tried.get('desk')).text)).toContain('没有要人工发的')
    await accept('乐山-张三 8/25 09:00\n乐山综窗45%')
    const page = seen((await tried.get('desk')).text)
    expect(page).toContain('@乐山-张三 已记 #1')
    expect(page).not.toContain('综窗完成率为0的市州')
    const other = waiting().find(({ text }) => text.includes('为0'))
    expect(seen((await tried.post(`desk/letters/${other?.id}/sent`, { shown: 'x' })).text)).toContain('现在不由人工发')
    expect(seen((await tried.post(`desk/letters/${other?.id}/drop`, {})).text)).toContain('现在不由人工发')
    const { id } = queue(tried.library.store, tried.world.now().toISOString(), { to: { room }, text: '明天开会', mentions: [], unasked: true }, null)
    settle(tried.library.store, id, 'failed', tried.world.now().toISOString(), 'x')
    expect(seen((await tried.get('desk')).text)).toContain('没发成 群“三化工作群”')
    expect(seen((await tried.post(`desk/letters/${id}/again`, {})).text)).toContain(`补发`)
    expect(waiting().filter(({ text }) => text === '明天开会')).toHaveLength(1)
    expect(acts()[0]).toContain('补发')
  })
})
