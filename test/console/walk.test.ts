// A walk through the console beside the trial room, as officers take it: the program itself, a real Chromium, a phone's and a desk's screen. The room is one
// browser, the console another. Each page is held against axe-core. Without a browser it is skipped, and says so.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Download, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, launchArgs as args, newPerson, openRoom, patience, screens, skipped, type Room } from '../browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const bot = '三化助手', zhang = '乐山-张三'
/** How soon the console shows what was said in the room. */
const soon = 1000

/** Forty lines as they come out of a merged forward. */
const pasted = [
  '微信群“三化工作群”的聊天记录如下:', '', '—————  2021-08-17  —————', '',
  ...[
    ['成都-王五', '成都综窗完成率88%'], ['南充市政务局 李四', '南充综窗改革已启动'], ['赵六-甘孜', '甘孜州综窗完成率12%'], ['成都-王五', '更正 89%'],
    ['省中心-王敏', '请各市州抓紧'], ['成都-王五', '收到'], ['南充市政务局 李四', '收到'], ['自贡-周九', '自贡市已报送申报名单'],
    ['泸州-吴十', '泸州一枚印章启用率71%'], ['泸州-吴十', `@${bot} 哪些市州还没启动综窗`], ['绵阳-郑一', '中午食堂吃什么'], ['绵阳-郑一', '绵阳代办事项42项'],
    ...Array.from({ length: 28 }, (_, i) => ['广元-冯二', `路上堵车，晚${i + 1}分钟到`]),
  ].flatMap(([from = '', text = ''], i) => [`${from}  0${8 + Math.floor(i / 40)}:${String(i % 60).padStart(2, '0')}`, '', text, '']),
].join('\n')

describe.skipIf(executablePath === undefined).each(screens)(`the console, $name${skipped}`, ({ name: _name, ...screen }) => {
  let browser: Browser, room: Room, chat: Page, desk: Page
  const wrong: string[] = []

  beforeAll(async () => {
    room = await openRoom()
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
    chat = await newPerson(browser, screen, room.url, wrong)
    desk = await newPerson(browser, screen, room.url, wrong)
    await chat.goto(room.url)
    await be(zhang)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await room?.close()).toBe(0)
  })
  afterEach(() => expect(wrong.splice(0)).toEqual([]))

  const press = (target: Locator): Promise<void> => (screen.hasTouch ? target.tap() : target.click())
  const until = (read: () => Promise<unknown>, timeout = patience) => expect.poll(read, { timeout, interval: 50 })
  const main = (): Locator => desk.locator('main')
  const textOf = (target: Locator) => async (): Promise<string> => await target.textContent() ?? ''

  /** Speaks in the room as somebody else from now on. */
  async function be(name: string): Promise<void> {
    if (await chat.locator('#identity').isHidden()) await press(chat.locator('#me'))
    await press(chat.locator(`#people [data-person="${name}"]`))
    await chat.locator('#identity').waitFor({ state: 'hidden' })
  }
  /** Says something in the room and waits for the bot's next message. */
  async function say(text: string): Promise<string> {
    const answers = chat.locator('#messages .message.bot .bubble'), before = await answers.count()
    await chat.locator('#text').fill(text)
    await press(chat.locator('#send'))
    await answers.nth(before).waitFor()
    return await answers.last().textContent() ?? ''
  }
  /** Goes to a page of the trial room's console and holds it against axe-core and the width of the screen. */
  async function go(path: string): Promise<void> {
    await desk.goto(`${room.url}/trial/${path}`)
    await examine()
  }
  async function examine(): Promise<void> {
    const found = await desk.evaluate<{ impact: string; id: string; nodes: string[] }[]>(`${axe}; axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ impact, id, nodes }) => ({ impact, id, nodes: nodes.map(({ html }) => html.slice(0, 200)) })))`)
    expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
    expect(await desk.evaluate<number>('document.documentElement.scrollWidth'), desk.url()).toBeLessThanOrEqual(screen.viewport.width)
  }
  async function download(press_: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [taken] = await Promise.all([desk.waitForEvent('download'), press_()]) as [Download, void]
    return { name: taken.suggestedFilename(), bytes: readFileSync(await taken.path()) }
  }

  test('has a page for each part', async () => {
    await go('')
    const links = await desk.evaluate<[string, string][]>(`[...document.querySelectorAll('.menu a')].map(link => [link.textContent, link.pathname])`)
    expect(links.map(([name]) => name)).toEqual(['总览', '台账', '截止', '值守台', '数据', '问答记录', '名册', '设置', '备份', '审计日志'])
    for (const [name, path] of links) {
      await go(path.replace('/trial/', ''))
      expect(await desk.title()).toContain('群办控制台')
      expect(await desk.locator('.menu a[aria-current]').textContent()).toBe(name)
      expect(await desk.locator('h1').count()).toBe(1)
    }
  })

  test('shows in the ledger what is said in the room, within a second', async () => {
    await go('ledger')
    const shown = textOf(main()), took: number[] = []
    for (const [said, value, before] of [['乐山综窗45%', '45%', null], ['更正 49%', '49%', '45%'], ['更正 54%', '54%', '49%']] as const) {
      expect(await say(said)).toContain(value)
      const start = performance.now()
      await until(shown).toContain(value)
      took.push(performance.now() - start)
      if (before !== null) expect(await shown()).not.toContain(before)
    }
    // A machine that is busy with other tests may be late once.
    expect(Math.min(...took)).toBeLessThan(soon)
  })

  test('opens the history of a figure with the messages as they came', async () => {
    await press(desk.getByRole('link', { name: '乐山市 综窗完成率' }).first())
    await until(textOf(desk.locator('h1'))).toContain('乐山')
    const text = await main().textContent()
    for (const part of ['乐山综窗45%', '更正 54%', zhang, '#1']) expect(text).toContain(part)
    await examine()
  })

  test('takes a pasted chat of forty lines, line by line', async () => {
    await go('desk')
    await desk.locator('textarea').first().fill(pasted)
    await press(desk.getByRole('button', { name: '预览' }).first())
    await desk.waitForURL(/preview/u)
    await until(textOf(main())).toContain('成都市综窗完成率')
    await examine()
    const text = await main().textContent() ?? ''
    for (const part of ['88%', '89%', '12%', '71%', '申报名单']) expect(text).toContain(part)
    await press(desk.getByRole('button', { name: '确认登记选中的' }))
    await desk.waitForURL(/said=/u)
    await until(textOf(main())).toContain('乐山、南充、宜宾、资阳')
    await examine()
    await go('ledger')
    const ledger = await main().textContent() ?? ''
    for (const part of ['89%', '12%', '71%']) expect(ledger).toContain(part)
    await go('deadlines/1')
    expect(await main().textContent()).toContain('自贡')
  })

  test('reminds when the room\'s clock comes to it, with whom it mentions', async () => {
    await go('deadlines')
    await press(chat.locator('#clock'))
    await chat.locator('#clock-to').fill('2021-09-15T09:00')
    await press(chat.locator('#clock-form button[type=submit]'))
    const reminder = chat.locator('#messages .message.bot', { hasText: '【提醒】' }).last()
    await reminder.waitFor()
    const text = await reminder.textContent() ?? ''
    for (const part of ['申报名单', '9月30日', `@${zhang}`, '@成都-王五']) expect(text).toContain(part)
    expect(text).not.toContain('@自贡')
    await until(textOf(main())).toContain('还有15天')
  })

  test('learns a word with one click, and the question is answered', async () => {
    const question = `@${bot} 乐山综服窗多少`
    expect(await say(question)).toContain('“综服窗”')
    await go('questions')
    await until(textOf(main())).toContain('综服窗')
    await press(desk.getByRole('button', { name: /就是/u }).first())
    await desk.waitForURL(/said=/u)
    await until(textOf(main())).toContain('综窗')
    await examine()
    expect(await say(question)).toContain('试点0.0%')
  })

  test('gives the workbook and a picture', async () => {
    await go('ledger')
    const workbook = await download(() => press(desk.locator('a[href*="/ledger/download"]').first()))
    expect(workbook.name).toMatch(/台账.*\.xlsx$/u)
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK')
    await desk.goto(`${room.url}/trial/ledger/chart?kind=regions&indicator=window_reform_rate`)
    await examine()
    await until(() => desk.evaluate<number>(`document.querySelector('img.chart').naturalWidth`)).toBeGreaterThan(600)
    expect(await main().textContent()).toContain('来源：')
  })

  test('writes down who did what', async () => {
    await go('audit')
    const text = await main().textContent() ?? ''
    for (const part of ['控制台', '台账']) expect(text).toContain(part)
  })
})
