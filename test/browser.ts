// The program itself in a folder of its own, and a real Chromium in front of it, as people have them. Without a browser such tests are skipped.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { environment, launcher, openFolder } from './qunban.ts'

export const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path && existsSync(path))
export const launchArgs = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
export const skipped = executablePath === undefined ? ' (skipped: no Chromium found)' : ''
if (executablePath === undefined) console.warn('pages are not walked: no Chromium found; set CHROMIUM_PATH to one')

export const screens = [
  { name: 'phone 390×844', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { name: 'desk 1280×800', viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false },
]
/** How long a condition may take to hold; what holds is never waited for. */
export const patience = 20_000

export type Room = { readonly url: string; readonly close: () => Promise<number | null> }

/** Starts the program in a folder of its own and reads the address it says. */
export async function openRoom(): Promise<Room> {
  const folder = openFolder()
  const child: ChildProcess = spawn(process.execPath, [launcher, 'start'], { cwd: folder.path('.'), env: { ...environment, QUNBAN_PORT: '0', WECHATY_PUPPET: '' }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr?.on('data', chunk => { said += String(chunk) })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      said += String(chunk)
      const [, address] = /体验房间已打开：(http:\/\/127\.0\.0\.1:\d+)（/u.exec(said) ?? []
      if (address !== undefined) resolve(address)
    })
    child.on('exit', code => reject(new Error(`the program ended with ${code}: ${said}`)))
  })
  return {
    url,
    close: async () => {
      child.kill('SIGTERM')
      const [code] = await ended as [number | null]
      folder.remove()
      return code
    },
  }
}

/** A browser of somebody's own, far from Shanghai; what goes wrong in it is kept in `wrong`. */
export async function newPerson(browser: Browser, screen: BrowserContextOptions, url: string, wrong: string[]): Promise<Page> {
  const context = await browser.newContext({ ...screen, locale: 'zh-CN', timezoneId: 'America/New_York', permissions: ['clipboard-read', 'clipboard-write'] })
  context.setDefaultTimeout(patience)
  context.on('request', request => { if (new URL(request.url()).origin !== url) wrong.push(`a request elsewhere: ${request.url()}`) })
  context.on('response', response => { if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`) })
  context.on('console', message => { if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`) })
  context.on('weberror', error => wrong.push(`uncaught: ${error.error()}`))
  return context.newPage()
}
