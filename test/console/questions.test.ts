// 问答记录: what is kept of a question, the marks of who asked, one click that teaches a word.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { logged } from '../../src/store/audit.ts'
import { aliases } from '../../src/store/aliases.ts'
import { countOpenQuestions, findQuestion, keepQuestion, questions } from '../../src/store/questions.ts'
import { openTried, type Tried } from './console.ts'

let tried: Tried
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const ask = async (text: string, from = '乐山-张三', room?: null): Promise<string> => (await tried.say(from, `@三化助手 ${text}`, room === null ? { room: null } : {})).join('\n')
const kept = () => questions(tried.library.store, { before: null, open: false, most: 50 })
const lastLog = () => logged(tried.library.store, null, 1).map(({ action, subject, detail }) => [action, subject, detail])[0]
/** The rows of the list by their numbers. */
const rowsOf = (page: string): number[] => [...page.matchAll(/<li id="q(\d+)"/gu)].map(([, id]) => Number(id))

test('a question is kept with how it was read and answered, not by whom', async () => {
  await ask('哪些市州还没启动综窗？')
  const [question] = kept()
  expect(question).toMatchObject({ room: '三化工作群', status: 'answered', plan: 'list both where window_reform_rate = 0', reading: '哪些市州，综窗完成率为0，全部市州，试点、非试点分开', unread: [], wrongAt: null, settledAt: null })
  expect(question?.reply).toContain('乐山、南充、宜宾、资阳')
  expect(JSON.stringify(tried.library.store.prepare('SELECT * FROM question').all())).not.toContain('张三')
})

test('unread words are kept; greetings, thanks, 收到 and reports are no questions; numbers are masked; long messages are kept by their beginning', async () => {
  for (const text of ['你好', '谢谢', '收到', '帮助', '乐山综窗45%']) await ask(text)
  expect(kept()).toEqual([])
  await ask('乐山综服窗多少')
  await ask('乐山综窗多少钱')
  await ask('乐山综窗多少，打13912345678')
  await ask(`乐山综窗多少${'啊'.repeat(500)}`)
  const [long, masked, money, noun] = kept()
  expect(noun).toMatchObject({ status: 'not_in_data', unread: ['综服窗'] })
  expect(money).toMatchObject({ status: 'not_understood', unread: ['钱'] })
  expect(masked?.text).not.toContain('13912345678')
  expect([...(long?.text ?? '')].length).toBeLessThanOrEqual(61)
})

test('after half a year a question is gone', async () => {
  await ask('乐山综窗多少')
  tried.setNow('2022-03-01T10:00:00+08:00')
  await ask('成都综窗多少')
  expect(kept().map(({ text }) => text)).toEqual([expect.stringContaining('成都')])
})

test('不对 marks the last question of who says it, in this room and within ten minutes', async () => {
  await ask('乐山综窗多少')
  await ask('成都综窗多少', '成都-王五')
  tried.setNow('2021-08-25T10:05:00+08:00')
  expect(await ask('不对吧')).toBe('已记下，请管理员核对；换个说法可以再问。')
  expect(kept().map(({ wrongAt }) => wrongAt)).toEqual([null, '2021-08-25T02:05:00.000Z'])
  await ask('答错了', '成都-王五', null)
  expect(kept().filter(({ text, wrongAt }) => text.includes('成都') && wrongAt !== null)).toEqual([])
  tried.setNow('2021-08-25T10:11:00+08:00')
  expect(await ask('搞错了', '成都-王五')).not.toContain('已记下')
})

test('a quote tells which answer is meant: only the last one is marked', async () => {
  const about = (text: string) => tried.bot.hear({ type: 'message', at: tried.world.now(), id: null, room: '三化工作群', from: '乐山-张三', sender: null, text: '这个不对', mention: false, note: false, quote: { from: '三化助手', text }, broadcast: false, backlog: false })
  const first = await ask('乐山综窗多少'), second = await ask('成都综窗多少')
  await about(first)
  expect(kept().flatMap(({ wrongAt }) => wrongAt ?? [])).toEqual([])
  await ask('成都综窗多少')
  tried.setNow('2021-08-25T10:01:00+08:00')
  await about(`@乐山-张三 ${second.slice(0, 20)}`)
  expect(kept().filter(({ wrongAt }) => wrongAt !== null).map(({ text }) => text)).toEqual([expect.stringContaining('成都')])
})

test('after a report 不对 is none of the question, and what was meant is marked and answered', async () => {
  await ask('乐山综窗多少')
  await ask('乐山一枚印章启用率45%')
  expect(await ask('不对')).not.toContain('管理员核对')
  await ask('乐山综窗多少')
  expect(await ask('不对，我问的是成都')).toContain('成都市综窗完成率')
  const [again, first] = kept()
  expect(first?.wrongAt).not.toBeNull()
  expect(again?.wrongAt).toBeNull()
})

test('the page shows what waits, all on demand, newest first; a settled one does not wait', async () => {
  for (const text of ['哪些市州还没启动综窗', '乐山综服窗多少', '乐山综窗多少钱', '甘孜综窗排第几']) await ask(text)
  await ask('理解错了')
  const page = await tried.get('questions'), all = await tried.get('questions?all=1')
  expect(rowsOf(page.text)).toEqual([4, 3, 2])
  expect(rowsOf(all.text)).toEqual([4, 3, 2, 1])
  expect(page.text).toContain('<mark>综服窗</mark>')
  expect(page.text).toContain('被说不对')
  expect(page.text).toContain('读作：综窗完成率的名次，甘孜州')
  expect(page.text).toContain('rank both window_reform_rate of 甘孜藏族自治州')
  expect(page.text).toContain('8月25日 10:00')
  expect(countOpenQuestions(tried.library.store)).toBe(3)

  expect((await tried.post('questions/3/settle', {})).text).toContain('问题 #3 已移出待处理')
  expect(lastLog()).toEqual(['问题不用管', '#3', expect.stringContaining('多少钱')])
  expect(rowsOf((await tried.get('questions')).text)).toEqual([4, 2])
  expect((await tried.post('questions/settle', { id: ['2', '4', 'x', '3'] })).text).toContain('2个问题已移出待处理')
  expect((await tried.get('questions')).text).toContain('没有等着处理的问题')
  expect((await tried.post('questions/settle', {})).text).toContain('没有勾选问题')
  expect((await tried.post('questions/99/settle', {})).status).toBe(404)
})

test('the list is read in pages', async () => {
  for (let i = 0; i < 65; i += 1) keepQuestion(tried.library.store, { room: null, text: `问${i}`, status: 'not_understood', plan: null, reading: null, unread: ['问'], reply: '' }, tried.world.now())
  const first = await tried.get('questions'), [, next = ''] = /href="\/console\/(questions\?before=\d+)"/u.exec(first.text) ?? []
  expect(rowsOf(first.text)).toEqual(Array.from({ length: 30 }, (_, i) => 65 - i))
  const second = await tried.get(next)
  expect(rowsOf(second.text)).toEqual(Array.from({ length: 30 }, (_, i) => 35 - i))
  expect(rowsOf((await tried.get('questions?before=6')).text)).toEqual([5, 4, 3, 2, 1])
  expect((await tried.get('questions?before=abc')).status).toBe(200)
})

test('asked, taught with one click, asked again: answered', async () => {
  expect(await ask('乐山综服窗多少')).toContain('没有“综服窗”')
  await ask('南充综服窗排第几')
  const page = (await tried.get('questions')).text
  const [, action = '', word = '', target = '', label = ''] = /<form method="post" action="\/console\/(questions\/1\/teach)">\s*<input type="hidden" name="word" value="([^"]*)"><input type="hidden" name="target" value="([^"]*)">\s*<button[^>]*>([^<]*)/u.exec(page) ?? []
  expect([word, target, label]).toEqual(['综服窗', 'topic:windows', '“综服窗”就是“综窗”'])
  const after = await tried.post(action, { word, target })
  expect(after.to).toContain('/console/questions/1')
  expect(after.text).toContain('已加：“综服窗”就是主题“综窗”')
  expect(after.text).toContain('这一问现在能答')
  expect(after.text).toContain('非试点16.4%')
  expect(after.text).toContain('另有1个问题也能读懂了')
  expect(lastLog()).toEqual(['加说法', '“综服窗”→主题“综窗”', ''])
  expect([1, 2].map(id => findQuestion(tried.library.store, id)?.settledAt)).toEqual(['2021-08-25T02:00:00.000Z', '2021-08-25T02:00:00.000Z'])
  expect(await ask('乐山综服窗多少')).toContain('非试点16.4%')
})

test('a word apart by little words is offered whole; the select holds everything', async () => {
  await ask('遂宁印把子启用多少')
  const { text } = await tried.get('questions/1')
  expect(text).toContain('<mark>印把子</mark>')
  expect(text).toContain('<option value="region:阿坝藏族羌族自治州">阿坝州</option>')
  expect((await tried.post('questions/1/teach', { word: '印把子', target: 'indicator:one_seal_rate' })).text).toContain('这一问现在能答')
})

test('a refusal is told on the question’s page with what was typed; nothing is written', async () => {
  await ask('乐山综窗多少钱')
  const { status, text } = await tried.post('questions/1/teach', { word: '钱多少', target: '' })
  expect(status).toBe(422)
  expect(text).toContain('“钱多少”里的“多少”助手会读作“问：多少”')
  expect(text).toContain('没有选它指什么')
  expect(text).toContain('value="钱多少"')
  expect(aliases(tried.library.store)).toEqual([])
  expect(findQuestion(tried.library.store, 1)?.settledAt).toBeNull()
  expect((await tried.post('questions/99/teach', { word: '综服窗', target: 'topic:windows' })).status).toBe(404)
  expect((await tried.get('questions/99')).status).toBe(404)
})

test('a change of what was answered is confirmed here too', async () => {
  await ask('成都宗合窗多少')
  await ask('乐山综服窗多少')
  const asked = await tried.post('questions/2/teach', { word: '宗合窗', target: 'topic:kiosk' })
  expect(asked.text).toContain('会改变近30天答过的1个问题中1个的读法')
  expect(asked.text).toContain('action="/console/questions/2/teach"')
  const done = await tried.post('questions/2/teach', { word: '宗合窗', target: 'topic:kiosk', confirm: 'yes' })
  expect(done.text).toContain('这一问还没全读懂')
  expect(findQuestion(tried.library.store, 2)?.settledAt).toBeNull()
})

test('what people write is text and nothing else', async () => {
  await ask('<script>alert(1)</script>乐山多少')
  keepQuestion(tried.library.store, { room: '<img src=x>', text: '<img src=x onerror=alert(1)>', status: '<b>', plan: '<i>', reading: '<u>', unread: ['<img', 'SRC'], reply: '<script>' }, tried.world.now())
  for (const path of ['questions?all=1', 'questions/1', 'questions/2']) {
    const { text } = await tried.get(path)
    for (const tag of ['<script>alert', '<img', '<b>&', '<u>']) expect(text).not.toContain(tag)
  }
})

test('unread words are marked whatever width and case they were typed in', async () => {
  keepQuestion(tried.library.store, { room: null, text: '乐山ＫＰＩ和Abc多少', status: 'not_understood', plan: null, reading: null, unread: ['kpi', 'abc'], reply: '' }, tried.world.now())
  expect((await tried.get('questions')).text).toContain('乐山<mark>ＫＰＩ</mark>和<mark>Abc</mark>多少')
})
