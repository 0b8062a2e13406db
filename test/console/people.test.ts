// 名册: who stands on it, one person, a file with its preview, bindings, rooms; each change with its row in the log, each refusal with nothing changed.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identify } from '../../src/roster/person.ts'
import { logged } from '../../src/store/audit.ts'
import { openBindings } from '../../src/store/bindings.ts'
import { lettersByHand } from '../../src/store/outbox.ts'
import { isEnabled, knownRooms, membersOf, nameRoom, replaceMembers, roleInRoom } from '../../src/store/rooms.ts'
import { addEntry, endedEntries, standing, type Entry } from '../../src/store/roster.ts'
import { openTried, room, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const at = '2021-08-25T02:00:00.000Z', roomAddress = `people/rooms/one?room=${encodeURIComponent(room)}`
const seen = (text: string): string => text.slice(text.indexOf('<main')).replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ')
const actsOf = (): string[] => logged(tried.library.store, null, 20).map(({ who, action, subject, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
const told = (): string[] => standing(tried.library.store).map(({ unit, name, region, role, main, phone }) => `${unit} ${name} ${region ?? '省级'} ${role}${main ? ' 主' : ''}${phone === null ? '' : ` ${phone}`}`)
const put = (entry: Partial<Entry>, source = '名册.xlsx'): number => addEntry(tried.library.store, { unit: '乐山市政务局', name: '张三', region: '乐山市', role: 'reporter', main: false, contact: null, phone: null, ...entry }, source, at)
const typed = { unit: '德阳市政务局', name: '钱十', region: '德阳市', role: '报送' }

describe('the roster', () => {
  test('shows who stands on it by region, and of phones only that there is one', async () => {
    put({ main: true, phone: '13800000001', contact: 'wx-7' })
    put({ unit: '省中心', name: '王敏', region: null, role: 'admin' })
    const { text } = await tried.get('people'), said = seen(text)
    expect(said).toContain('省级 1人 王敏 省中心 管理员 未绑定 无 8月25日 10:00')
    expect(said).toContain('乐山市 1人 张三 主联系人 乐山市政务局 报送 已绑定 有 8月25日 10:00')
    expect(said.indexOf('省级 1人')).toBeLessThan(said.indexOf('乐山市 1人'))
    for (const secret of ['13800000001', 'wx-7']) expect(text).not.toContain(secret)
    expect((await tried.get('people/1')).text).not.toContain('13800000001')
  })
  test('says which cities have nobody who reports, and whom the room makes up for', async () => {
    put({})
    put({ unit: '泸州市政务局', name: '只看的人', region: '泸州市', role: 'viewer' })
    const said = seen((await tried.get('people')).text)
    expect(said).toContain('名册上没有报送人的市州20个：成都、自贡、攀枝花、泸州')
    expect(said).toContain('其中在群里按群昵称找得到人的：成都、南充、甘孜州；其余的提醒时@不到。')
    for (const { name } of tried.library.dictionary.regions) put({ region: name, name: `报送${name}` })
    expect(seen((await tried.get('people')).text)).toContain('21个市州都有报送人')
  })
  test('is filtered by region and words', async () => {
    put({})
    put({ unit: '南充市政务局', name: '李四', region: '南充市' })
    expect(seen((await tried.get(`people?region=${encodeURIComponent('南充市')}`)).text)).toMatch(/共2人，符合的1人。.*李四/u)
    expect(seen((await tried.get(`people?q=${encodeURIComponent('张三')}`)).text)).not.toContain('李四')
    expect(seen((await tried.get(`people?q=${encodeURIComponent('省级')}`)).text)).toContain('没有符合的')
    expect((await tried.get('people?q=%22%3E%3Cscript%3Ealert(1)')).text).not.toContain('<script>alert')
  })
  test('is empty at first, and says so', async () => expect((await tried.get('people')).text).toContain('名册是空的'))
  test('shows hostile names as text', async () => {
    put({ unit: '<script>alert(1)</script>', name: '"><img src=x>' })
    for (const path of ['people', 'people/1']) expect((await tried.get(path)).text, path).not.toMatch(/<script>alert|<img/u)
  })
})

describe('one person', () => {
  test('is added, with who did it', async () => {
    const { text } = await tried.post('people/new', { ...typed, main: 'yes', phone: '139-0000-0000' })
    expect(seen(text)).toContain('已加：德阳市政务局 钱十（德阳市，报送，主联系人）')
    expect(told()).toEqual(['德阳市政务局 钱十 德阳市 reporter 主 13900000000'])
    expect(actsOf()).toEqual(['控制台 名册加人 德阳市政务局 钱十 德阳市，报送，主联系人'])
  })
  test.each([
    ['nothing', { unit: '', name: '', region: '' }, ['单位要写', '姓名要写', '请选地区']], ['a long unit', { unit: '局'.repeat(61) }, ['单位要写1到60个字']], ['two names', { name: '张三、李四' }, ['像是几个人']],
    ['a made-up city', { region: '重庆市' }, ['地区“重庆市”不认识']], ['a made-up role', { role: '超级管理员' }, ['角色“超级管理员”不认识']], ['no phone', { phone: '123' }, ['电话要有7位以上数字']], ['words for a phone', { phone: '没有电话号码' }, ['电话要有7位以上数字']],
  ])('%s is refused, all at once, and what was typed stays', async (_, fields, whys) => {
    const { status, text } = await tried.post('people/new', { ...typed, ...fields })
    expect(status).toBe(422)
    for (const why of whys) expect(seen(text)).toContain(why)
    expect(told()).toEqual([])
    expect(actsOf()).toEqual([])
    if (!('unit' in fields)) expect(text).toContain('value="德阳市政务局"')
  })
  test('who is there already is refused', async () => {
    put({})
    const { status, text } = await tried.post('people/new', { ...typed, unit: '乐山市政务局', name: '张三' })
    expect([status, text.includes('名册上已经有“乐山市政务局 张三”')]).toEqual([422, true])
  })
  test('is changed by ending the entry and adding another, which keeps account and phone', async () => {
    const id = put({ phone: '13800000001', contact: 'wx-7' })
    const { text } = await tried.post(`people/${id}`, { unit: '乐山市政务局', name: '张三', region: '眉山市', role: '只看' })
    expect(seen(text)).toContain('已改：乐山市政务局 张三（眉山市，只看）')
    expect(standing(tried.library.store)).toEqual([expect.objectContaining({ id: id + 1, region: '眉山市', role: 'viewer', phone: '13800000001', contact: 'wx-7', source: '名册.xlsx' })])
    expect(endedEntries(tried.library.store, null, 9).map(({ id: ended, until }) => [ended, until])).toEqual([[id, at]])
    expect(actsOf()).toEqual(['控制台 名册改人 乐山市政务局 张三 乐山市，报送 → 乐山市政务局 张三，眉山市，只看'])
    const history = seen((await tried.get('people?ended=1')).text)
    expect(history).toContain('张三 乐山市政务局 乐山市 报送 8月25日 10:00 8月25日 10:00 名册.xlsx')
  })
  test('a phone is replaced or dropped, and no row of the log has it', async () => {
    const id = put({ phone: '13800000001' }), same = { unit: '乐山市政务局', name: '张三', region: '乐山市', role: '报送' }
    expect((await tried.post(`people/${id}`, same)).text).toContain('没有改动')
    await tried.post(`people/${id}`, { ...same, phone: '13900000009' })
    expect(told()).toEqual(['乐山市政务局 张三 乐山市 reporter 13900000009'])
    await tried.post(`people/${id + 1}`, { ...same, drop: 'yes' })
    expect(told()).toEqual(['乐山市政务局 张三 乐山市 reporter'])
    expect(actsOf().join()).not.toContain('1390000')
    expect(actsOf()).toHaveLength(2)
  })
  test('is ended and stays in the history', async () => {
    const id = put({})
    expect((await tried.post(`people/${id}/end`, {})).text).toContain('已结束：乐山市政务局 张三')
    expect(told()).toEqual([])
    expect(actsOf()).toEqual(['控制台 名册结束 乐山市政务局 张三 乐山市，报送'])
    expect((await tried.post(`people/${id}/end`, {})).text).toContain('什么也没改')
    expect((await tried.get(`people/${id}`)).status).toBe(404)
    expect((await tried.post(`people/${id}`, typed)).status).toBe(404)
    expect(actsOf()).toHaveLength(1)
  })
  test('the last admin that an account is known of is neither ended nor made something else', async () => {
    const id = put({ unit: '省中心', name: '王敏', region: null, role: 'admin', contact: 'wx-1' })
    expect((await tried.post(`people/${id}/end`, {})).text).toContain('只剩这一位管理员')
    expect(await tried.post(`people/${id}`, { unit: '省中心', name: '王敏', region: '省级', role: '报送' })).toMatchObject({ status: 422 })
    expect(told()).toEqual(['省中心 王敏 省级 admin'])
    put({ unit: '省中心', name: '赵一', region: null, role: 'admin', contact: 'wx-2' })
    expect((await tried.post(`people/${id}/end`, {})).text).toContain('已结束')
  })
  test('the history comes by pages', async () => {
    for (let i = 0; i < 55; i++) await tried.post(`people/${put({ name: `某${i}` })}/end`, {})
    const first = (await tried.get('people?ended=1')).text, older = /href="\/console\/(people\?ended=1[^"]*before=\d+)"/u.exec(first)?.[1]?.replace('&amp;', '&') ?? ''
    expect(first.match(/<th scope="row">/gu)).toHaveLength(50)
    expect((await tried.get(older)).text.match(/<th scope="row">/gu)).toHaveLength(5)
    expect((await tried.get("people?ended=1&before=x';--")).status).toBe(200)
  })
})

describe('a file', () => {
  const csv = (...lines: string[]): File => new File([['单位,姓名,地区,角色,主联系人,电话', ...lines].join('\n')], '名册.csv')
  const send = (file: File) => tried.post('people/upload', { file })
  /** Accepts what a preview shows. */
  const accept = (to: string | null, text: string) => tried.post(to?.split('?')[0] ?? '', { state: /name="state" value="([^"]*)"/u.exec(text)?.[1] ?? '' })

  test('is looked at first and changes nothing; then it does what was shown', async () => {
    put({ name: '张三', phone: '13800000001' })
    put({ name: '周九' })
    put({ name: '走了的', region: '乐山市' })
    put({ name: '群里绑的' }, 'chat:绑定3')
    put({ name: '控制台加的' }, 'console:王敏')
    const before = told(), { status, to, text } = await send(csv('乐山市政务局,张三,乐山市,报送,,13800000001', '乐山市政务局,周九,乐山市,管理员,是,', '德阳市政务局,钱十,德阳市,,,13900000000'))
    expect(status).toBe(303)
    const said = seen(text)
    expect(said).toContain('名册.csv： 新增1人，改动1人，结束1人，不变1人')
    expect(said).toMatch(/结束1人 .*走了的 .*改动1人 .*周九 角色由报送改为管理员，主联系人由否改为是 .*新增1人 .*钱十 德阳市政务局 德阳市 报送/u)
    expect(said).toMatch(/不在文件里但保留2人.*群里绑的.*控制台加的/u)
    expect(text).not.toContain('13900000000')
    expect([told(), actsOf()]).toEqual([before, []])
    expect((await accept(to, text)).text).toContain('已照 名册.csv 改名册：新增1人，改动1人，结束1人，不变1人')
    expect(told()).toEqual(['乐山市政务局 张三 乐山市 reporter 13800000001', '乐山市政务局 群里绑的 乐山市 reporter', '乐山市政务局 控制台加的 乐山市 reporter', '乐山市政务局 周九 乐山市 admin 主', '德阳市政务局 钱十 德阳市 reporter 13900000000'])
    expect(actsOf()).toEqual(['控制台 导入名册 名册.csv 新增1人，改动1人，结束1人，不变1人'])
    expect((await accept(to, text)).text).toContain('已过十分钟或已用过')
    expect(actsOf()).toHaveLength(1)
  })
  test('that says what stands already needs nothing', async () => {
    put({})
    const { text } = await send(csv('乐山市政务局,张三,乐山市,报送,,'))
    expect(text).toContain('名册不用改')
    expect(text).not.toContain('照这样改')
  })
  test('is compared anew where the roster changed meanwhile', async () => {
    const { to, text } = await send(csv('德阳市政务局,钱十,德阳市,报送,,'))
    put({ name: '后来的' })
    const again = await accept(to, text)
    expect(seen(again.text)).toContain('看过之后名册又有改动')
    expect(seen(again.text)).toContain('新增1人，改动0人，结束1人')
    expect(told()).toHaveLength(1)
    expect((await accept(to, again.text)).text).toContain('已照')
    expect(told()).toEqual(['德阳市政务局 钱十 德阳市 reporter'])
  })
  test('is forgotten after ten minutes, and another key is none', async () => {
    const { to, text } = await send(csv('德阳市政务局,钱十,德阳市,报送,,'))
    expect((await tried.post('people/upload/00000000-0000-4000-8000-000000000000', { state: '0.0' })).text).toContain('已过十分钟或已用过')
    tried.setNow('2021-08-25T10:10:01+08:00')
    expect((await accept(to, text)).text).toContain('已过十分钟或已用过')
    expect(told()).toEqual([])
  })
  test('tells all that is wrong with it, by lines', async () => {
    const { status, text } = await send(csv(...Array.from({ length: 12 }, (_, i) => `某单位${i},张三,重庆市,报送,,`), '乐山市政务局,李四,乐山市,<b>局长</b>,,'))
    expect(status).toBe(422)
    const said = seen(text)
    expect(said).toContain('名册.csv 有13处要改')
    for (let line = 2; line <= 13; line++) expect(said).toContain(`第${line}行：地区“重庆市”不认识`)
    expect(text).toContain('第14行：角色“&lt;b&gt;局长&lt;/b&gt;”不认识')
    expect(told()).toEqual([])
  })
  test.each([['no table', new File(['随便一段话'], '说明.csv'), '没有表头'], ['a picture', new File(['x'], '图.png'), '不是 .xlsx 或 .csv'], ['a broken workbook', new File(['PK..'], 'a.xlsx'), '打不开'], ['a name that leads elsewhere', new File(['x'], '../../etc/passwd.csv'), 'passwd.csv']])('%s is refused with what to send', async (_, file, why) => {
    const { status, text } = await send(file)
    expect([status, seen(text).includes(why)]).toEqual([422, true])
    expect(text).not.toContain('..')
  })
  test('nothing was chosen', async () => expect(await tried.post('people/upload', {})).toMatchObject({ status: 422 }))
  test('an upload that would leave no admin says so', async () => {
    put({ unit: '省中心', name: '王敏', region: null, role: 'admin', contact: 'wx-1' })
    expect((await send(csv('德阳市政务局,钱十,德阳市,报送,,'))).text).toContain('没有一个认得账号的管理员')
  })
})

describe('bindings', () => {
  beforeEach(async () => { await tried.say('赵六-甘孜', '@三化助手 绑定 阿坝州') })

  test('are shown with who the bot takes their asker for', async () => {
    expect(seen((await tried.get('people')).text)).toContain('赵六-甘孜 申请绑定阿坝州（1号） “三化工作群”，现在按群昵称是甘孜州的')
  })
  test.each([['yes', '确认绑定', '已确认：赵六-甘孜 绑定阿坝藏族羌族自治州', '阿坝藏族羌族自治州'], ['no', '拒绝绑定', '未同意：赵六-甘孜 绑定阿坝藏族羌族自治州', '甘孜藏族自治州']] as const)('%s is said as an admin says it, and the asker is told', async (decision, action, said, region) => {
    const { text } = await tried.post('people/bindings', { id: '1', decision })
    expect(seen(text)).toContain(said)
    expect(openBindings(tried.library.store)).toEqual([])
    expect(actsOf()).toEqual([`控制台 ${action} 赵六-甘孜 → 阿坝藏族羌族自治州 1号`])
    expect(lettersByHand(tried.library.store, '2021-08-25T02:01:00.000Z', true).at(-1)).toMatchObject({ to: { room }, mentions: ['赵六-甘孜'], text: expect.stringContaining(said) as string })
    const { store, dictionary } = tried.library
    expect(identify({ room, from: '赵六-甘孜', sender: null }, store, dictionary).region).toBe(region)
  })
  test('that are decided already stay', async () => {
    await tried.post('people/bindings', { id: '1', decision: 'no' })
    for (const fields of [{ id: '1', decision: 'yes' }, { id: '1 或 核实 #1', decision: 'yes' }, { id: '9', decision: 'no' }, {}]) expect((await tried.post('people/bindings', fields)).text).toContain('什么也没改')
    expect(actsOf()).toHaveLength(1)
  })
})

describe('rooms', () => {
  const members = '乐山-张三\n\n@省中心-王敏\n办公室孙八\n'

  test('are listed, and turned off and on as by an admin in the chat', async () => {
    expect(seen((await tried.get('people/rooms')).text)).toContain('三化工作群 成员6人 已启用')
    const off = await tried.post('people/rooms/switch', { room, to: 'off' })
    expect(seen(off.text)).toContain('已停用，本群不再回答')
    expect(isEnabled(tried.library.store, room)).toBe(false)
    expect((await tried.post('people/rooms/switch', { room, to: 'off' })).text).toContain('什么也没改')
    tried.setNow('2021-08-26T09:00:00+08:00')
    await tried.post('people/rooms/switch', { room, to: 'on' })
    expect(seen((await tried.get('people/rooms')).text)).toContain('已启用 8月26日 09:00 起，控制台启用')
    expect(actsOf()).toEqual(['控制台 启用群 三化工作群', '控制台 停用群 三化工作群'])
    for (const fields of [{ room: '没有的群', to: 'on' }, { room, to: 'maybe' }, {}]) expect((await tried.post('people/rooms/switch', fields)).text).toContain('什么也没改')
  })
  test('a new one serves from the start, and what is every room\'s is planned there', async () => {
    const { to, text } = await tried.post('people/rooms/new', { room: '第二个群', members })
    expect(to).toContain('/console/people/rooms/one?room=')
    expect(seen(text)).toContain('已建群并启用：第二个群，成员3人')
    expect(membersOf(tried.library.store, '第二个群').map(({ name, role }) => [name, role])).toEqual([['乐山-张三', 'reporter'], ['省中心-王敏', 'reporter'], ['办公室孙八', 'reporter']])
    expect(knownRooms(tried.library.store)).toContainEqual({ name: '第二个群', title: '第二个群', chat: null, enabledAt: at, enabledBy: '控制台', members: 3 })
    expect(tried.library.store.prepare('SELECT DISTINCT room FROM step ORDER BY room').pluck().all()).toContain('第二个群')
    expect(actsOf()).toEqual(['控制台 建群 第二个群 成员3人'])
  })
  test.each([
    ['nothing', { room: '', members: '' }, ['群名要写', '请写成员的群昵称']], ['a name that is taken', { room, members }, ['已经有“三化工作群”这个群']], ['one twice', { room: '新群', members: '乐山-张三\n成都-王五\n乐山-张三' }, ['第3行“乐山-张三”和第1行一样']],
    ['a whole text', { room: '新群', members: `${'各市州请注意'.repeat(11)}\n成都-王五` }, ['第1行超过60个字']], ['too many', { room: '新群', members: Array.from({ length: 501 }, (_, i) => `成员${i}`).join('\n') }, ['成员有501个，最多500个']], ['a long name', { room: '群'.repeat(41), members }, ['群名要写1到40个字']],
  ])('%s is refused, and what was typed stays', async (_, fields, whys) => {
    const { status, text } = await tried.post('people/rooms/new', fields)
    expect(status).toBe(422)
    for (const why of whys) expect(seen(text)).toContain(why)
    expect(knownRooms(tried.library.store)).toHaveLength(1)
    expect(actsOf()).toEqual([])
  })
  test('one room tells of each member the place and the role, and who is not known', async () => {
    replaceMembers(tried.library.store, room, [{ name: '省中心-王敏', role: 'admin' }, { name: '遂宁船山-邱七' }, { name: '小玲' }])
    put({})
    const said = seen((await tried.get(roomAddress)).text)
    expect(said).toContain('认不出市州的1人：小玲')
    expect(said).toContain('省中心-王敏 省级 管理员 群昵称 撤销管理员 遂宁船山-邱七 遂宁市船山区 报送 群昵称 设为管理员 小玲 认不出 报送')
    expect(said).toContain('没有报送人的市州21个')
    expect((await tried.get('people/rooms/one?room=nowhere')).status).toBe(404)
  })
  test('the list of a room by hand is replaced; the admin stays one', async () => {
    const { text } = await tried.post('people/rooms/members', { room, members: '省中心-王敏\n乐山-张三\n泸州-新来的' })
    expect(seen(text)).toContain('已改成员名单：加1人（泸州-新来的），去掉4人（南充市政务局 李四、成都-王五、赵六-甘孜、遂宁船山-邱七）')
    expect(membersOf(tried.library.store, room).map(({ name, role }) => `${name} ${role}`)).toEqual(['省中心-王敏 admin', '乐山-张三 reporter', '泸州-新来的 reporter'])
    expect(actsOf()).toEqual(['控制台 改群成员 三化工作群 加1人（泸州-新来的），去掉4人（南充市政务局 李四、成都-王五、赵六-甘孜、遂宁船山-邱七）'])
    expect((await tried.post('people/rooms/members', { room, members: '省中心-王敏\n乐山-张三\n泸州-新来的' })).text).toContain('名单没有改动')
    const wrong = await tried.post('people/rooms/members', { room, members: '' })
    expect([wrong.status, wrong.text.includes('请写成员的群昵称')]).toEqual([422, true])
    expect(actsOf()).toHaveLength(1)
  })
  test('the list of a room that a bot is in is not for hands', async () => {
    const { store } = tried.library
    expect(nameRoom(store, 'chat-1', room)).toBe(room)
    expect((await tried.get(roomAddress)).text).not.toContain('改成员名单')
    expect((await tried.post('people/rooms/members', { room, members: '只有我' })).text).toContain('不能在这里改')
    expect(membersOf(store, room)).toHaveLength(6)
  })
  test('a member without an account becomes an admin in this room alone, and is one no more', async () => {
    const { store } = tried.library
    await tried.say('乐山-张三', '乐山综窗45%')
    expect(seen((await tried.post('people/rooms/admin', { room, name: '成都-王五', what: 'make' })).text)).toContain('已设成都-王五为管理员。只在“三化工作群”里算。')
    expect(roleInRoom(store, room, '成都-王五')).toBe('admin')
    expect(await tried.say('成都-王五', '@三化助手 核实 #1')).toEqual([expect.stringContaining('已核实 #1')])
    expect(standing(store)).toEqual([])
    await tried.post('people/rooms/admin', { room, name: '成都-王五', what: 'take' })
    expect(roleInRoom(store, room, '成都-王五')).toBe('reporter')
    expect(actsOf()).toEqual(['控制台 撤销管理员 成都-王五 三化工作群', '控制台 设管理员 成都-王五 三化工作群'])
    for (const fields of [{ room, name: '成都-王五', what: 'take' }, { room, name: '没有的人', what: 'make' }]) expect((await tried.post('people/rooms/admin', fields)).text).toContain('什么也没改')
    expect((await tried.post('people/rooms/admin', { room, name: '成都-王五', what: 'both' })).status).toBe(404)
  })
  test('a member with an account becomes one by the roster, as in the chat; the last one stays', async () => {
    const { store } = tried.library
    replaceMembers(store, room, [{ name: '省中心-王敏', contact: 'wx-1' }, { name: '乐山-张三', contact: 'wx-2' }])
    await tried.post('people/rooms/admin', { room, name: '省中心-王敏', what: 'make' })
    expect(standing(store)).toEqual([expect.objectContaining({ name: '王敏', role: 'admin', contact: 'wx-1', source: 'console:控制台' })])
    expect(seen((await tried.post('people/rooms/admin', { room, name: '省中心-王敏', what: 'take' })).text)).toContain('只剩这一位管理员')
    await tried.post('people/rooms/admin', { room, name: '乐山-张三', what: 'make' })
    expect(seen((await tried.post('people/rooms/admin', { room, name: '省中心-王敏', what: 'take' })).text)).toContain('已撤销省中心-王敏的管理员')
    expect(actsOf()).toHaveLength(3)
  })
  test('says when nobody in a room is an admin', async () => {
    replaceMembers(tried.library.store, room, [{ name: '乐山-张三', role: 'reporter' }])
    expect((await tried.get(roomAddress)).text).toContain('这个群没有管理员')
  })
})
