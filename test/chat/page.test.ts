// A walk through the trial room as people take it: the program itself, a real Chromium, a phone's and a desk's screen, two people at once.
// Without a browser it is skipped, and says so.

import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, launchArgs as args, newPerson as newPersonIn, openRoom, patience, screens, skipped, type Room } from '../browser.ts'

const bot = '三化助手', zhang = '乐山-张三', li = '南充市政务局 李四'

describe.skipIf(executablePath === undefined).each(screens)(`the trial room's page, $name${skipped}`, ({ name: _name, ...screen }) => {
  let browser: Browser, room: Room, a: Page, b: Page
  const wrong: string[] = []

  beforeAll(async () => {
    room = await openRoom()
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
    a = await newPerson()
    b = await newPerson()
  })
  afterAll(async () => {
    await browser?.close()
    expect(await room?.close()).toBe(0)
  })
  // After each step, so that the report names the one that did it.
  afterEach(async () => {
    expect(wrong.splice(0)).toEqual([])
    for (const page of [a, b]) expect(await tooWide(page)).toEqual([])
  })

  const newPerson = (): Promise<Page> => newPersonIn(browser, screen, room.url, wrong)
  const press = (target: Locator): Promise<void> => (screen.hasTouch ? target.tap() : target.click())
  /** What could be scrolled sideways. The page itself clips what is too wide, and a phone zooms out for it: neither may hide it here. */
  const tooWide = async (page: Page): Promise<string[]> => [
    ...await page.evaluate<number>('document.documentElement.scrollWidth') > screen.viewport.width ? ['the page'] : [],
    ...await page.evaluate<string[]>(`[...document.querySelectorAll('html, body, #app, .chat, #composer, #scroller, #side, dialog[open]')].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.id || one.className || one.tagName)`),
  ]
  const messagesOf = (page: Page, from: string): Locator => page.locator(`#messages [data-from="${from}"]`)
  const own = (page: Page, said: string): Locator => page.locator('#messages .own', { hasText: said })
  const until = (read: () => Promise<unknown>) => expect.poll(read, { timeout: patience, interval: 50 })

  async function choose(page: Page, name: string): Promise<void> {
    await page.locator('#identity').waitFor()
    await press(page.locator(`#people [data-person="${name}"]`))
    await page.locator('#identity').waitFor({ state: 'hidden' })
    await until(() => page.locator('#me').textContent()).toBe(`我是 ${name}`)
  }
  async function write(page: Page, said: string): Promise<void> {
    await page.locator('#text').fill(said)
    await press(page.locator('#send'))
    await until(() => page.locator('#text').inputValue()).toBe('')
  }
  /** Does something and gives the text of the bot's next message to this person: in the group, one that names them. */
  async function answerTo(page: Page, act: () => Promise<void>): Promise<string> {
    const answers = page.locator('[aria-labelledby=tab-room] .message.bot:has(.mine) .bubble, [aria-labelledby=tab-private] .message.bot .bubble'), before = await answers.count()
    await act()
    await answers.nth(before).waitFor()
    return await answers.nth(before).textContent() ?? ''
  }
  async function chooseFromMenu(page: Page, message: Locator, action: string): Promise<void> {
    await press(message.locator('.more'))
    await press(page.locator(`#menu [data-action=${action}]`))
    await page.locator('#menu').waitFor({ state: 'hidden' })
  }

  test('asks first who one is', async () => {
    for (const [page, name] of [[a, zhang], [b, li]] as const) {
      await page.goto(room.url)
      await choose(page, name)
      await until(() => page.locator('#time').textContent()).toMatch(/^8月17日 周二 09:\d\d$/u)
    }
  })

  test('answers a question that is tapped, with its date and source', async () => {
    const answer = await answerTo(a, () => press(a.locator('[data-question="哪些市州还没启动综窗"]')))
    for (const part of [`@${zhang}`, '乐山、南充、宜宾、资阳', '7月20日', '来源：川政公函〔2021〕338号附件1、附件2']) expect(answer).toContain(part)
    await until(() => messagesOf(b, bot).locator('.bubble').allTextContents()).toEqual([answer])
  })

  test('puts whom the answer is for on a line of its own, and the first line of the answer whole below', async () => {
    const bubble = messagesOf(a, bot).locator('.bubble')
    expect(await bubble.locator('.to').textContent()).toBe(`@${zhang}`)
    const [gap, lines] = await bubble.evaluate(element => {
      const [to, answer] = element.childNodes, range = element.ownerDocument.createRange()
      range.setStart(answer, 0)
      range.setEnd(answer, answer.data.indexOf('\n'))
      return [range.getBoundingClientRect().top - to.getBoundingClientRect().bottom, range.getClientRects().length]
    })
    expect(gap).toBeGreaterThanOrEqual(0)
    expect(lines).toBe(1)
  })

  test('takes a follow-up', async () => {
    const answer = await answerTo(a, () => write(a, `@${bot} 那非试点呢`))
    for (const part of ['非试点：没有（最低甘孜州8.5%）', '7月20日', '来源：川政公函〔2021〕338号附件2']) expect(answer).toContain(part)
    expect(answer).not.toContain('乐山、南充')
  })

  test('offers the next question to tap', async () => {
    const answer = await answerTo(b, () => press(b.locator('[data-question="乐山综窗多少"]')))
    expect(answer).toContain('试点0.0%，非试点16.4%')
    expect(await answerTo(b, () => press(b.locator('#suggestions button', { hasText: '那自贡呢' })))).toContain('自贡')
  })

  test('shows to all in the group what one says, as it was said', async () => {
    const said = '<b>45%</b> & <img src=x>'
    await write(a, said)
    await until(() => own(a, '45%').locator('.bubble').textContent()).toBe(said)
    await until(() => messagesOf(b, zhang).last().locator('.bubble').textContent()).toBe(said)
  })

  test('keeps a private chat between one and the bot', async () => {
    await press(a.locator('#tab-private'))
    expect(await answerTo(a, () => write(a, '我们综窗多少'))).toMatch(/试点0\.0%，非试点16\.4%[\s\S]*来源：/u)
    await press(b.locator('#tab-private'))
    expect(await answerTo(b, () => write(b, '我们综窗多少'))).toContain('试点0.0%，非试点32.8%')
    expect(await messagesOf(b, zhang).count()).toBe(0)
    expect(await messagesOf(b, bot).count()).toBe(1)
    for (const page of [a, b]) {
      await press(page.locator('#tab-room'))
      await messagesOf(page, zhang).first().waitFor()
      expect(await page.locator('#messages', { hasText: '我们综窗多少' }).count()).toBe(0)
    }
  })

  test('quotes', async () => {
    await chooseFromMenu(b, messagesOf(b, zhang).last(), 'quote')
    await until(() => b.locator('#quoted').textContent()).toContain(`${zhang}：<b>45%</b>`)
    await write(b, '这个数对吗')
    await b.locator('#quoted').waitFor({ state: 'hidden' })
    await until(() => messagesOf(a, li).last().locator('.quote').textContent()).toContain(`${zhang}：<b>45%</b>`)
    await until(() => messagesOf(a, li).last().locator('.bubble').textContent()).toBe('这个数对吗')
  })

  test('takes back', async () => {
    await write(a, '发错了')
    await messagesOf(b, zhang).filter({ hasText: '发错了' }).waitFor()
    await chooseFromMenu(a, own(a, '发错了'), 'recall')
    await until(() => a.locator('#messages .recalled').allTextContents()).toEqual(['你撤回了一条消息'])
    await until(() => b.locator('#messages .recalled').allTextContents()).toEqual([`${zhang} 撤回了一条消息`])
    for (const page of [a, b]) expect(await page.locator('#messages', { hasText: '发错了' }).count()).toBe(0)
  })

  test('mentions and copies', async () => {
    await chooseFromMenu(a, messagesOf(a, li).last(), 'mention')
    await until(() => a.locator('#text').inputValue()).toBe(`@${li} `)
    await write(a, `@${li} 收到`)
    await until(() => messagesOf(b, zhang).last().locator('.mention.mine').textContent()).toBe(`@${li}`)
    await chooseFromMenu(b, messagesOf(b, zhang).last(), 'copy')
    await until(() => b.locator('#notice').textContent()).toBe('已复制')
    expect(await b.evaluate('navigator.clipboard.readText()')).toBe(`@${li} 收到`)
  })

  test('finishes an @ with a name that is chosen', async () => {
    await a.locator('#text').pressSequentially('@王')
    await press(a.locator('#mentions [data-name="省中心-王敏"]'))
    await until(() => a.locator('#text').inputValue()).toBe('@省中心-王敏 ')
    await a.locator('#text').fill('')
  })

  test('sends a 接龙 and goes on with it', async () => {
    await press(a.locator('#note'))
    await a.locator('#note-title').fill('综窗进展')
    await a.locator('#note-line').fill('45%')
    await press(a.locator('#note-send'))
    await a.locator('#note-dialog').waitFor({ state: 'hidden' })
    await until(() => messagesOf(b, zhang).last().locator('.note').textContent()).toMatch(/综窗进展\s+1\. 乐山-张三 45%$/u)
    await press(b.locator('#note'))
    await b.locator('#note-line').fill('30%')
    await press(b.locator('#note-send'))
    await until(() => messagesOf(a, li).last().locator('.note').textContent()).toMatch(/1\. 乐山-张三 45%\n2\. 南充市政务局 李四 30%$/u)
  })

  test('sends a file', async () => {
    await a.locator('#file').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('乐山,45%') })
    const link = messagesOf(b, zhang).locator('.file a')
    await link.waitFor()
    const file = await b.request.get(new URL(await link.getAttribute('href') ?? '', room.url).href)
    expect(await file.text()).toBe('乐山,45%')
  })

  test('lists the members', async () => {
    await press(a.locator('#members-open'))
    await until(() => a.locator('#members [data-person]').count()).toBe(8)
    await a.keyboard.press('Escape')
    await a.locator('#members').waitFor({ state: 'hidden' })
  })

  test('sets the clock forward, for all', async () => {
    const forward = async (how: string, shown: RegExp): Promise<void> => {
      await press(a.locator('#clock'))
      await press(a.locator(`#clock-dialog [data-clock=${how}]`))
      await a.locator('#clock-dialog').waitFor({ state: 'hidden' })
      for (const page of [a, b]) await until(() => page.locator('#time').textContent()).toMatch(shown)
    }
    await forward('hour', /^8月17日 周二 10:\d\d$/u)
    await forward('tomorrow', /^8月18日 周三 09:0\d$/u)
    await forward('later', /^8月21日 周六 09:0\d$/u)
    await until(() => a.locator('#messages time').first().textContent()).toMatch(/^8月17日 周二 09:\d\d$/u)
  })

  test('is the same after a reload, and one is still oneself', async () => {
    const before = await a.locator('#messages').textContent()
    await a.reload()
    await until(() => a.locator('#me').textContent()).toBe(`我是 ${zhang}`)
    await until(() => a.locator('#messages').textContent()).toBe(before)
    expect(await a.locator('dialog[open]').count()).toBe(0)
  })

  test('lets somebody new in', async () => {
    const name = '雅安-周九'
    await press(b.locator('#me'))
    await b.locator('#nickname').fill(name)
    await press(b.locator('#join'))
    await until(() => b.locator('#me').textContent()).toBe(`我是 ${name}`)
    for (const page of [a, b]) await until(() => page.locator('#count').textContent()).toBe('（9人）')
    await messagesOf(b, zhang).first().waitFor()
    // Nothing that was said to 李四 is theirs.
    await until(() => b.locator('[aria-labelledby=tab-room] .message.bot:has(.mine)').count()).toBe(0)
    expect(await answerTo(b, () => write(b, `@${bot} 我们综窗多少`))).toContain('雅安')
  })

  test('offers no question that it does not answer', async () => {
    await press(b.locator('#tab-private'))
    if (!await b.locator('#questions').isVisible()) await press(b.locator('#guide summary'))
    const first = b.locator('#questions [data-question]'), next = b.locator('#suggestions [data-follow-up]')
    for (let i = 0; i < await first.count(); i += 1) {
      expect(await answerTo(b, () => press(first.nth(i)))).toContain('来源：')
      expect(await next.count()).toBeGreaterThan(0)
      while (await next.count() > 0) expect(await answerTo(b, () => press(next.first()))).toContain('来源：')
    }
  })
})
