// 数据: the tables as stored, the box that says how a word is understood, teaching a word and taking it back.

import readExcel from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logged } from '../../src/store/audit.ts'
import { addAccount } from '../../src/store/accounts.ts'
import { logIn } from '../../src/console/access.ts'
import { hashPassword } from '../../src/console/password.ts'
import { addAlias, aliases } from '../../src/store/aliases.ts'
import { openTried, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const log = () => logged(tried.library.store, null, 5).map(({ who, action, subject, detail }) => [who, action, subject, detail])
const lastLog = () => log()[0]
const ask = async (text: string): Promise<string> => (await tried.say('乐山-张三', `@三化助手 ${text}`)).join('\n')
const add = (word: string, target: string, more: Record<string, string> = {}) => tried.post('data/words/add', { word, target, ...more })
const problems = (page: string): string => /<ul class="fault"[^>]*>([\s\S]*?)<\/ul>/u.exec(page)?.[1] ?? ''

test('the tables are listed with their document, scope, date and size', async () => {
  const { text } = await tried.get('data')
  expect(text).toContain('附件1 省级试点')
  expect(text).toContain('附件2 非试点')
  expect(text).toContain('川政公函〔2021〕338号附件1')
  expect(text).toContain('7月20日')
  expect(text).toContain('21个市州和合计 × 28项')
})

test('a table shows every figure as it is stored, the total row apart', async () => {
  const { text } = await tried.get('data/tables/2021-338-1')
  const cells = tried.library.store.prepare("SELECT text FROM cell WHERE dataset = '2021-338-1'").pluck().all() as string[]
  const shown = [...text.matchAll(/<td class="number">([^<]*)<\/td>/gu)].map(([, figure]) => figure)
  expect(shown.toSorted()).toEqual(cells.toSorted())
  expect(shown).toHaveLength(22 * 28)
  expect(/<tfoot>.*合计/su.test(text)).toBe(true)
  expect(text).toContain('<th scope="row">阿坝州</th>')
  expect((await tried.get('data/tables/none')).status).toBe(404)
})

test('the workbook holds the figures as numbers', async () => {
  const { status, headers, bytes } = await tried.get('data/tables/2021-338-2/workbook')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('spreadsheetml')
  const [{ data }] = await readExcel(Buffer.from(await bytes())) as unknown as [{ data: unknown[][] }], [head = []] = data
  expect(data).toHaveLength(23)
  const column = head.indexOf('综窗完成率(%)')
  expect(data.find(([name]) => name === '乐山市')?.[column]).toBe(16.4)
  expect(data.at(-1)?.[0]).toBe('合计')
  expect((await tried.get('data/tables/none/workbook')).status).toBe(404)
})

test('the dictionary tells unit, what is good, meaning and words; the other tab cities, zones and counties', async () => {
  const { text } = await tried.get('data/words'), regions = (await tried.get('data/words?of=regions')).text
  expect(text).toContain('主指标：综窗完成率')
  expect(text).toContain('越低越好')
  expect(text).toContain('改革前每个便民服务中心平均设置的业务窗口数')
  expect((await tried.get('data/words/indicator/windows_before')).text).toContain('原设业务窗口')
  expect(regions).toContain('蓉城')
  expect(regions).toContain('川南经济区')
  expect(regions).toContain('都江堰市')
  expect((await tried.get('data/words/indicator/constructor')).status).toBe(404)
})

test('the box says how a word and a question are understood, and what would be answered', async () => {
  const word = (await tried.get(`data/words?q=${encodeURIComponent('综窗')}`)).text
  expect(word).toContain('<b>综窗</b> → 主题：综窗（主指标 综窗完成率）')
  const question = (await tried.get(`data/words?q=${encodeURIComponent('哪些市州还没启动综窗？')}`)).text
  expect(question).toContain('读作：哪些市州，综窗完成率为0，全部市州，试点、非试点分开')
  expect(question).toContain('list both where window_reform_rate = 0')
  expect(question).toContain('省级试点4个：乐山、南充、宜宾、资阳')
  expect((await tried.get(`data/words?q=${encodeURIComponent('乐山综服窗多少')}`)).text).toContain('<mark>综服窗</mark> → 没看懂')
  expect((await tried.get(`data/words?q=${encodeURIComponent('<script>alert(1)</script>')}`)).text).not.toContain('<script>alert')
  expect((await tried.get(`data/words?q=${'长'.repeat(300)}`)).text).toContain('太长了')
})

test('a word that is taught is understood at once, in questions and in reports, and no longer when it is taken back', async () => {
  expect(await ask('乐山综服窗多少')).toContain('没有“综服窗”')
  const { to, text } = await add('“综服窗”', 'topic:windows')
  expect(to).toContain('/console/data/words')
  expect(text).toContain('已加：“综服窗”就是主题“综窗”')
  expect(text).toContain('没看懂的问题里有1个现在能读懂')
  expect(text).toMatch(/<b>综服窗<\/b> <small>控制台，<time[^>]*>8月25日 10:00/u)
  expect(lastLog()).toEqual(['控制台', '加说法', '“综服窗”→主题“综窗”', ''])
  expect(await ask('乐山综服窗多少')).toContain('非试点16.4%')
  expect((await tried.say('南充市政务局 李四', '@三化助手 南充综服窗45%')).join('')).toContain('已记 #1：南充市综窗完成率45%')

  const removed = await tried.post('data/words/remove', { word: '综服窗' })
  expect(removed.text).toContain('已删除：“综服窗”不再是主题“综窗”的说法')
  expect(lastLog()).toEqual(['控制台', '删说法', '“综服窗”→主题“综窗”', '控制台加'])
  expect(await ask('乐山综服窗多少')).toContain('没有“综服窗”')
  expect((await tried.post('data/words/remove', { word: '综服窗' })).text).toContain('没有“综服窗”这个加过的说法')
  expect((await add('综服窗', 'topic:windows')).text).toContain('已加')
})

test('a city and an indicator take words too', async () => {
  expect((await add('嘉州', 'region:乐山市')).to).toContain('of=regions')
  expect((await add('压窗率', 'indicator:windows_cut')).text).toContain('指标“窗口压减率”')
  expect(await ask('嘉州压窗率多少')).toContain('乐山市窗口压减率')
  expect(aliases(tried.library.store).map(({ form }) => form).toSorted()).toEqual(['压窗率', '嘉州'])
})

test.each([
  ['综', '有1个字'], ['乐山综服窗，现在怎么样', '标点'], ['2021', '全是数字'], ['乐山', '已经认识（市州：乐山）'], ['综窗完成率', '已经认识（指标：综窗完成率）'], ['超过', '已经认识（条件：超过）'], ['没', '有1个字'],
  ['没窗', '“没”助手会读作“否定”'], ['无窗', '“无”助手会读作“否定”'], ['窗前五', '“前五”'], ['综窗最低', '“最低”'], ['三窗', '“三”助手会读作“数：3”'], ['乐山柜', '“乐山”（市州：乐山）'], ['印章柜', '“印章”'], ['申报名单', '通报正文'], ['计划柜', '在上报里另有意思'],
  ['<script>', '标点、空格或符号'], ['一'.repeat(21), '有21个字'],
])('%s is refused, and it is said why', async (word, why) => {
  const { status, text } = await add(word, 'topic:windows')
  expect(status).toBe(422)
  if (why === '“前五”') expect(problems(text)).toContain('助手会读作“名次：前几”')
  else expect(problems(text)).toContain(why)
  expect(text).not.toContain('<script>')
  expect(aliases(tried.library.store)).toEqual([])
  expect(log()).toEqual([])
})

test('a word that stands within the name of something else, and would break it, is refused though nobody has asked yet', async () => {
  const { status, text } = await add('乡镇行政', 'topic:kiosk')
  expect(status).toBe(422)
  expect(problems(text)).toContain('会改变别的问法：“资阳下放（委托）乡镇行政权力事项多少”')
})

test('a city of its own name may be within its word, another thing may not', async () => {
  expect((await add('乐山城', 'region:乐山市')).to).not.toBeNull()
  expect(problems((await add('嘉州综窗', 'region:乐山市')).text)).toContain('已有“综窗”')
})

test('without a word or a meaning both are asked for; what was typed stays', async () => {
  const { text } = await add('', 'topic:none')
  expect(problems(text)).toContain('没有写说法')
  expect(problems(text)).toContain('没有选它指什么')
  expect(problems((await add('综服窗', 'indicator:constructor')).text)).toContain('没有选它指什么')
  expect((await add('没窗', 'topic:windows')).text).toContain('value="没窗"')
})

test('what was taught before is told as such', async () => {
  await add('综服窗', 'topic:windows')
  expect(problems((await add('综服窗', 'topic:one_seal')).text)).toContain('“综服窗”已加过，现在是主题：综窗')
})

test('a word that would change how an answered question is read is added only when that is confirmed', async () => {
  // 宗合窗 is heard as 综合窗 and answered so.
  expect(await ask('成都宗合窗多少')).toContain('成都市综窗完成率')
  const { status, text } = await add('宗合窗', 'topic:kiosk')
  expect(status).toBe(200)
  expect(text).toContain('会改变近30天答过的1个问题中1个的读法')
  expect(text).toContain('成都宗合窗多少')
  expect(text).toMatch(/现在读作<\/dt><dd>综窗完成率，成都市/u)
  expect(text).toMatch(/会变成<\/dt><dd>自助终端配备率，成都市/u)
  expect(aliases(tried.library.store)).toEqual([])
  expect((await add('宗合窗', 'topic:kiosk', { confirm: 'yes' })).text).toContain('已加：“宗合窗”就是主题“自助终端”')
  expect(lastLog()).toEqual(['控制台', '加说法', '“宗合窗”→主题“自助终端”', '近30天答过的问题有1个读法改变，已确认'])
})

test('the same meaning changes nothing and needs no confirmation; what was asked long ago is no reason either', async () => {
  await ask('成都宗合窗多少')
  expect((await add('宗合窗', 'topic:windows')).text).toContain('已加')
  await tried.post('data/words/remove', { word: '宗合窗' })
  tried.setNow('2021-10-01T10:00:00+08:00')
  expect((await add('宗合窗', 'topic:kiosk')).text).toContain('已加')
})

test('a name in the database that is no name is shown as text', async () => {
  addAlias(tried.library.store, { form: '<script>alert(1)</script>', kind: 'topic', target: 'windows', by: '<b>某人</b>', at: '2021-08-25T02:00:00.000Z' })
  const { text } = await tried.get('data/words')
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).not.toContain('<script>alert')
  expect(text).not.toContain('<b>某人')
})

test('who only reads sees no forms and may not teach', async () => {
  const { store } = tried.library
  addAccount(store, { name: '审计员', hash: await hashPassword('a-long-password-1'), roles: ['audit'] }, '2021-08-25T00:00:00.000Z')
  const login = await logIn(store, '审计员', 'a-long-password-1', tried.world.now), cookie = 'token' in login ? `qunban=${login.token}` : ''
  expect((await tried.get('data/words', cookie)).text).not.toContain('加一个说法')
  expect((await tried.post('data/words/add', { word: '综服窗', target: 'topic:windows' }, cookie)).status).toBe(403)
  expect(aliases(store)).toEqual([])
})
