// Who may what, through the bot over a real database: rooms off and on, the one-time code, the roster, bindings. People have ids, as in a real group.

import { beforeEach, describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../src/bot.ts'
import { openLibrary, shippedData, type Library } from '../src/library.ts'
import { identify } from '../src/roster/person.ts'
import { makeAdminCode } from '../src/store/admin-code.ts'
import { addEntry, hasAdmin, history, replaceRoster, standing, type Entry } from '../src/store/roster.ts'
import { chatOfRoom, enableRoom, forgetSessionIds, isEnabled, nameRoom, replaceMembers } from '../src/store/rooms.ts'

const bot = '三化助手', room = '三化工作群', question = '乐山综窗多少'
const at = new Date('2021-08-25T10:00:00+08:00'), stamp = at.toISOString()
let library: Library, qunban: Bot, count = 0

beforeEach(async () => {
  library = await openLibrary(':memory:', shippedData, bot)
  qunban = createBot({ library, onFault: (_, error) => { throw error as Error } })
  replaceMembers(library.store, room, ['省中心-王敏', '乐山-张三', '乐山-李四'].map((name, i) => ({ name, contact: `wxid${i}` })))
})

type Told = { readonly to: string; readonly text: string }
async function say(text: string, { from = '乐山-张三', sender = 'wxid1', where = room }: { from?: string; sender?: string; where?: string | null } = {}): Promise<Told[]> {
  const sent = await qunban.hear({ type: 'message', at, id: `m${++count}`, room: where, from, sender, text, mention: where !== null, note: false, quote: null, broadcast: false, backlog: false })
  return sent.map(({ to, text: told }) => ({ to: 'room' in to ? to.room : `${to.person}(${to.contact})`, text: told }))
}
const admin = { from: '省中心-王敏', sender: 'wxid0' }
const claim = async (): Promise<Told[]> => say(`我是管理员 ${makeAdminCode(library.store, stamp)}`, { ...admin, where: null })
const entry = (more: Partial<Entry>): Entry => ({ unit: '乐山市政务局', name: '张三', region: '乐山市', role: 'reporter', main: false, contact: null, phone: null, ...more })

describe('a room', () => {
  test('is off until an admin enables it, and again after 停用本群', async () => {
    expect(await say(question)).toEqual([])
    expect(await say('启用本群')).toEqual([])
    await claim()
    expect((await say('启用本群。', admin))[0]?.text).toContain('其他聊天只记时间和编号，不存内容')
    expect((await say(question))[0]?.text).toContain('16.4%')
    expect((await say('停用本群'))[0]?.text).toBe('这件事要由管理员来办。')
    expect((await say('停用本群', admin))[0]?.text).toContain('已停用')
    expect(await say(question)).toEqual([])
  })
  test.each(['启用', '开启本群', '请启用本群', '把本群启用一下', '在这个群启用吧。'])('is enabled by %j', async text => {
    await claim()
    expect((await say(text, admin))[0]?.text).toContain('已启用')
  })
  test.each(['不启用本群', '关闭', '开启', '要不要启用本群', '启用率多少', '本群'])('is not by %j', async text => {
    await claim()
    expect(await say(text, admin)).toEqual([])
    expect(isEnabled(library.store, room)).toBe(false)
  })
  test('that is off leaves nothing of what was said, not even that it was', async () => {
    await say('今天的会几点开')
    await say(question)
    await say('启用本群')
    await say('绑定 乐山市')
    expect(await say('我是谁')).toEqual([])
    expect(library.store.prepare('SELECT count(*) FROM message').pluck().get()).toBe(0)
  })
  test('enabled in a private chat is a misunderstanding', async () => {
    await claim()
    expect((await say('启用本群', { ...admin, where: null }))[0]?.text).toContain('请到那个群里')
  })
})

describe('the first admin', () => {
  test('comes by a code that works once', async () => {
    const code = makeAdminCode(library.store, stamp)
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/u)
    expect((await say(`我是管理员 ${code.toLowerCase()}`, { ...admin, where: null }))[0]?.text).toContain('已登记')
    expect((await say(`我是管理员 ${code}`, { from: '乐山-张三', where: null }))[0]?.text).toContain('口令不对')
    expect(standing(library.store)).toMatchObject([{ role: 'admin', contact: 'wxid0', name: '王敏' }])
  })
  test('is not found by trying: five wrong codes end it', async () => {
    const code = makeAdminCode(library.store, stamp)
    for (let n = 0; n < 5; n++) await say('我是管理员 22222222', { where: null })
    expect((await say(`我是管理员 ${code}`, { ...admin, where: null }))[0]?.text).toContain('口令不对')
  })
  test('is nobody who only bears the name', async () => {
    addEntry(library.store, entry({ unit: '省中心', name: '王敏', region: null, role: 'admin' }), '名册.xlsx', stamp)
    expect(identify({ room, from: '省中心-王敏', sender: 'wxid9' }, library.store, library.dictionary)).toMatchObject({ role: 'reporter', entry: { name: '王敏' } })
    expect(await say('启用本群', { from: '省中心-王敏', sender: 'wxid9' })).toEqual([])
  })
})

describe('under the web protocol, whose ids are new at each login', () => {
  test('an admin shows a code again, and stays one entry', async () => {
    const { store, dictionary } = library
    addEntry(store, entry({ unit: '省中心', name: '王敏', region: null, role: 'admin' }), '名册.xlsx', stamp)
    for (const sender of ['@first', '@second', '@third']) {
      forgetSessionIds(store)
      expect(hasAdmin(store, '@bot')).toBe(false)
      await say(`我是管理员 ${makeAdminCode(store, stamp)}`, { ...admin, sender, where: null })
      expect(hasAdmin(store, '@bot')).toBe(true)
      expect(identify({ room, from: '省中心-王敏', sender }, store, dictionary).role).toBe('admin')
    }
    expect(standing(store)).toHaveLength(1)
  })
  test('an id of another kind of login, as a file may hold, makes nobody an admin and keeps nobody out', () => {
    const { store, dictionary } = library
    addEntry(store, entry({ role: 'admin', contact: 'wxid1' }), '名册.xlsx', stamp)
    expect(hasAdmin(store, '@bot')).toBe(false)
    expect(identify({ room, from: '乐山-张三', sender: '@new' }, store, dictionary)).toMatchObject({ role: 'reporter', entry: { name: '张三' } })
  })
})

describe('another admin', () => {
  beforeEach(async () => {
    await claim()
    enableRoom(library.store, room, stamp, 'test')
  })
  const roleOf = (from: string, sender: string) => identify({ room, from, sender }, library.store, library.dictionary).role
  test.each(['设管理员 乐山-李四', '设 @乐山-李四 为管理员', '把乐山-李四设为管理员。'])('is made by %j, and taken back', async text => {
    expect(await say(text, admin)).toEqual([{ to: room, text: '已设乐山-李四为管理员。' }])
    expect(identify({ room, from: '乐山-李四', sender: 'wxid2' }, library.store, library.dictionary)).toMatchObject({ role: 'admin', region: '乐山市' })
    expect(await say('撤销管理员 省中心-王敏', { from: '乐山-李四', sender: 'wxid2' })).toEqual([{ to: room, text: '已撤销省中心-王敏的管理员。' }])
    expect([roleOf('省中心-王敏', 'wxid0'), roleOf('乐山-李四', 'wxid2')]).toEqual(['reporter', 'admin'])
  })
  test('is made by an admin only, of somebody whose id is known, one of a name', async () => {
    expect((await say('设管理员 乐山-李四'))[0]?.text).toBe('这件事要由管理员来办。')
    expect((await say('设管理员 乐山-赵六', admin))[0]?.text).toContain('没有认得账号的')
    replaceMembers(library.store, room, [['省中心-王敏', 'wxid0'], ['乐山-李四', 'wxid2'], ['乐山-李四', 'wxid3']].map(([name = '', contact = '']) => ({ name, contact })))
    expect((await say('设管理员 乐山-李四', admin))[0]?.text).toContain('有几个人')
  })
  test('is not the last one taken back', async () => {
    expect((await say('撤销管理员 省中心-王敏', admin))[0]?.text).toContain('只剩这一位')
    expect((await say('撤销管理员 乐山-李四', admin))[0]?.text).toBe('乐山-李四没有登记为管理员。')
    expect(roleOf('省中心-王敏', 'wxid0')).toBe('admin')
  })
})

describe('a person', () => {
  test.each([
    ['乐山-张三', '乐山市'], ['张三-乐山', '乐山市'], ['乐山市政务局 张三', '乐山市'], ['遂宁船山-邱', '遂宁市'], ['乐山-张三13800000000', '乐山市'], ['办公室张三', null], ['快乐每一天', null],
  ])('%s is of %s by the nickname alone', (from, region) => expect(identify({ room, from, sender: 'x' }, library.store, library.dictionary)).toMatchObject({ region, entry: null, role: 'reporter' }))
  test('the roster knows by id is that one, whatever the nickname says', () => {
    addEntry(library.store, entry({ contact: 'wxid7', role: 'viewer' }), '名册.xlsx', stamp)
    expect(identify({ room, from: '快乐每一天', sender: 'wxid7' }, library.store, library.dictionary)).toMatchObject({ region: '乐山市', role: 'viewer' })
  })
  test('whose name two entries bear is neither', () => {
    for (const unit of ['乐山市政务局', '乐山市大数据局']) addEntry(library.store, entry({ unit }), '名册.xlsx', stamp)
    expect(identify({ room, from: '乐山-张三', sender: 'wxid1' }, library.store, library.dictionary).entry).toBeNull()
  })
  test('who shows the name of an entry bound to another id is somebody else', () => {
    addEntry(library.store, entry({ contact: 'wxid5' }), '名册.xlsx', stamp)
    expect(identify({ room, from: '乐山-张三', sender: 'wxid1' }, library.store, library.dictionary).entry).toBeNull()
  })
  test('is told how the bot knows them', async () => {
    enableRoom(library.store, room, stamp, 'test')
    expect((await say('我是谁'))[0]?.text).toBe('你是乐山的报送人员（按群昵称）。')
    expect((await say('我是谁', { from: '快乐每一天', sender: 'wxid8' }))[0]?.text).toContain('绑定 市州名')
  })
})

describe('绑定', () => {
  beforeEach(async () => {
    await claim()
    enableRoom(library.store, room, stamp, 'test')
  })
  test('waits for an admin, who is told in private and confirms by number', async () => {
    const asked = await say('绑定 南充', { from: '快乐每一天', sender: 'wxid8' })
    expect(asked).toEqual([
      { to: room, text: '已收到绑定南充市的申请（1号），待管理员确认。' },
      { to: '省中心-王敏(wxid0)', text: '快乐每一天 申请绑定南充市。同意回“确认绑定 1”，不同意回“拒绝绑定 1”。' },
    ])
    expect((await say('确认绑定 1', { from: '乐山-张三' }))[0]?.text).toBe('这件事要由管理员来办。')
    expect(await say('确认绑定 1', { ...admin, where: null })).toEqual([
      { to: '省中心-王敏(wxid0)', text: '已确认：快乐每一天 绑定南充市。' }, { to: room, text: '已确认：快乐每一天 绑定南充市。' },
    ])
    expect((await say('我们综窗多少', { from: '快乐每一天', sender: 'wxid8' }))[0]?.text).toContain('南充市综窗完成率')
  })
  test('is refused as plainly, and another region later keeps the history', async () => {
    await say('绑定 乐山市')
    await say('拒绝', admin)
    expect(standing(library.store).filter(({ role }) => role === 'reporter')).toEqual([])
    for (const city of ['乐山市', '眉山市']) {
      await say(`绑定 ${city}`)
      await say('确认', admin)
    }
    expect(history(library.store).filter(({ contact }) => contact === 'wxid1').map(({ region, until }) => [region, until === null])).toEqual([['乐山市', false], ['眉山市', true]])
  })
  test.each(['快乐每一天', '眉山-赵六'])('of %s holds by the nickname where there are no ids', async from => {
    const ask = async (text: string): Promise<string | undefined> => {
      const [sent] = await qunban.hear({ type: 'message', at, id: `n${++count}`, room, from, sender: null, text, mention: true, note: false, quote: null, broadcast: false, backlog: false })
      return sent?.text
    }
    await ask('绑定 南充市')
    await say('确认', admin)
    expect(await ask('我们综窗多少')).toContain('南充市综窗完成率')
  })
  test.each(['绑定 都江堰', '绑定 重庆', '绑定 我们'])('%s names no city', async text => expect((await say(text))[0]?.text).toContain('没有“'))
  test('under an admin\'s nickname makes no admin', async () => {
    addEntry(library.store, entry({ unit: '省大数据中心', name: '赵六', region: null, role: 'admin' }), '名册.xlsx', stamp)
    const impostor = { from: '省大数据中心-赵六', sender: 'wxid66' }
    await say('绑定 乐山市', impostor)
    await say('确认', admin)
    expect(identify({ room, ...impostor }, library.store, library.dictionary)).toMatchObject({ role: 'reporter', region: '乐山市' })
    expect(standing(library.store).filter(({ role }) => role === 'admin')).toHaveLength(2)
  })
  test('two that wait want a number', async () => {
    await say('绑定 乐山市')
    await say('绑定 乐山市', { from: '乐山-李四', sender: 'wxid2' })
    expect((await say('确认', admin))[0]?.text).toContain('请带上号')
    expect((await say('确认绑定 9', admin))[0]?.text).toBe('没有待确认的9号绑定。')
  })
})

describe('the private chat', () => {
  test('is for members of an enabled room and for the roster', async () => {
    const alone = { where: null } as const
    expect(await say(question, alone)).toEqual([])
    enableRoom(library.store, room, stamp, 'test')
    expect(await say(question, alone)).toHaveLength(1)
    // A stranger may show any name.
    expect(await say(question, { ...alone, sender: 'wxid77' })).toEqual([])
    addEntry(library.store, entry({ contact: 'wxid77' }), '名册.xlsx', stamp)
    expect(await say(question, { ...alone, sender: 'wxid77' })).toHaveLength(1)
  })
})

describe('a roster file, brought in again', () => {
  test('adds, ends and changes, keeps bound ids and what the chat brought', () => {
    const { store } = library
    replaceRoster(store, [entry({}), entry({ name: '李四' })], '一.xlsx', stamp)
    store.prepare("UPDATE roster SET contact = 'wxid1' WHERE name = '张三'").run()
    addEntry(store, entry({ name: '王五', contact: 'wxid3' }), 'chat:绑定1', stamp)
    expect(replaceRoster(store, [entry({ main: true }), entry({ name: '赵六' })], '二.xlsx', stamp)).toEqual({ added: 2, ended: 1, kept: 0 })
    expect(standing(store).map(({ name, contact, main }) => [name, contact, main])).toEqual([['王五', 'wxid3', false], ['张三', 'wxid1', true], ['赵六', null, false]])
    expect(history(store)).toHaveLength(5)
    expect(replaceRoster(store, [entry({ main: true }), entry({ name: '赵六' })], '二.xlsx', stamp)).toEqual({ added: 0, ended: 0, kept: 2 })
  })
})

describe('a room under the ids of a login', () => {
  test('keeps its name when its title changes', () => {
    const { store } = library
    expect(nameRoom(store, 'r1@chatroom', '进度群')).toBe('进度群')
    expect(nameRoom(store, 'r1@chatroom', '三化进度群')).toBe('进度群')
  })
  test('is found again by its title when the ids of the web protocol are new', () => {
    const { store } = library
    enableRoom(store, nameRoom(store, '@@old', '进度群'), stamp, 'test')
    forgetSessionIds(store)
    expect(chatOfRoom(store, '进度群')).toBeNull()
    expect(nameRoom(store, '@@new', '进度群')).toBe('进度群')
  })
  test('is another room where two bear the title: off, until it is enabled', () => {
    const { store } = library
    enableRoom(store, nameRoom(store, '@@a', '工作群'), stamp, 'test')
    expect(nameRoom(store, '@@b', '工作群')).toBe('工作群（2）')
    expect(isEnabled(store, '工作群（2）')).toBe(false)
    forgetSessionIds(store)
    expect([nameRoom(store, '@@c', '工作群'), isEnabled(store, '工作群（3）')]).toEqual(['工作群（3）', false])
  })
})
