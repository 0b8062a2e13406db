// Who may do what on the console: nobody else's page, nobody from elsewhere, each role its own parts; over all the routes there are, so that none is forgotten.

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mayReach, parts, roleNames } from '../../src/console/access.ts'
import { hashPassword } from '../../src/console/password.ts'
import { addAccount, type AccountRole } from '../../src/store/accounts.ts'
import { firstBreak, logged } from '../../src/store/audit.ts'
import { replaceMembers } from '../../src/store/rooms.ts'
import { openTried, room, type Tried } from './console.ts'

const password = 'Sanhua-2021-banli', host = '127.0.0.1:8021'
let hash = '', tried: Tried
beforeAll(async () => { hash = await hashPassword(password) })
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const at = '2021-08-25T10:00:00+08:00'
const later = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const people = { 郑业: ['business'], 吴系: ['system'], 周审: ['audit'] } as const satisfies Record<string, readonly AccountRole[]>
type Name = keyof typeof people
const addAll = (): void => Object.entries(people).forEach(([name, roles]) => addAccount(tried.library.store, { name, hash, roles }, at))

const login = (name: string, given = password): Promise<Response> => {
  const form = new FormData()
  form.append('name', name)
  form.append('password', given)
  return tried.request('login', { method: 'POST', body: form, headers: { origin: `http://${host}` } })
}
async function cookieOf(name: Name): Promise<string> {
  const response = await login(name)
  expect(response.status).toBe(303)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
const statusOf = async (path: string, cookie: string, headers: Record<string, string> = {}): Promise<number> => (await tried.request(path, { headers: { cookie, ...headers } })).status

/** A path with something in the place of what is asked for: /console/people/1/end */
const filled = (path: string): string => path.replace(/:\w+(?:\{(?:[^{}]|\{[^{}]*\})*\})?/gu, '1')
const routesOf = (method: string): string[] => [...new Set(tried.routes.filter(route => route.method === method && !route.path.includes('*')).map(({ path }) => filled(path)))]
const firstOf = (path: string): string => path.slice('/console/'.length).split('/')[0] ?? ''
const send = (path: string, headers: Record<string, string>): Promise<Response> => tried.request(path, { method: 'POST', body: new FormData(), headers })
/** All that the database holds, but for the log and who is logged in. */
function content(): Record<string, unknown[]> {
  const { store } = tried.library, tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit', 'session') ORDER BY name").pluck().all() as string[]
  return Object.fromEntries(tables.map(name => [name, store.prepare(`SELECT * FROM "${name}"`).all()]))
}

test('the routes are found, and each lies in a part that the rights know', () => {
  expect(routesOf('POST').length).toBeGreaterThan(25)
  expect(routesOf('GET').length).toBeGreaterThan(20)
  const known = new Set([...parts.map(({ path }) => path), 'login'])
  expect([...routesOf('POST'), ...routesOf('GET')].filter(path => !known.has(firstOf(path)))).toEqual([])
})

describe('without accounts', () => {
  test('only a host name of this machine is answered', async () => {
    for (const local of ['127.0.0.1:8021', 'localhost:8021', '[::1]:8021', 'localhost']) expect((await tried.request('', { headers: { host: local } })).status, local).toBe(200)
    for (const foreign of ['qunban.example', '10.1.2.3:8021', '127.0.0.1.evil.example', 'localhost.evil.example:8021', '']) {
      const response = await tried.request('settings', { headers: { host: foreign } })
      expect(response.status, foreign).toBe(403)
      expect(await response.text(), foreign).not.toContain('QUNBAN_DB')
    }
  })
  test('every POST from elsewhere is refused and changes nothing', async () => {
    await tried.say('乐山-张三', '乐山综窗45%')
    const before = content(), log = logged(tried.library.store, null, 9)
    const foreign: readonly Record<string, string>[] = [{}, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: `https://${host}.evil.example` }, { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }, { origin: 'http://127.0.0.1:9999' }]
    for (const path of routesOf('POST')) for (const headers of foreign) expect((await send(path, headers)).status, `${path} ${JSON.stringify(headers)}`).toBe(403)
    expect(content()).toEqual(before)
    expect(logged(tried.library.store, null, 9)).toEqual(log)
  })
  test('a POST of our own page is taken, told by either header', async () => {
    for (const headers of [{ origin: `http://${host}` }, { 'sec-fetch-site': 'same-origin' }]) expect((await send('/console/people/rooms/switch', headers)).status).toBe(303)
  })
  test('what is no page is a page that says so', async () => {
    const { status, text } = await tried.get('nonsense')
    expect([status, text.includes('没有这一页')]).toEqual([404, true])
    expect((await tried.get('people/nonsense/more')).status).toBe(404)
    expect((await send('/console/nonsense', { origin: `http://${host}` })).status).toBe(403)
  })
})

describe('with accounts', () => {
  beforeEach(addAll)

  test('without a cookie each page leads to the login and no POST does anything', async () => {
    const before = content()
    for (const path of routesOf('GET').filter(path => firstOf(path) !== 'login' && firstOf(path) !== 'stream')) {
      const response = await tried.request(path)
      expect([path, response.status, response.headers.get('location')]).toEqual([path, 303, '/console/login'])
    }
    for (const path of routesOf('POST').filter(path => firstOf(path) !== 'login')) expect((await send(path, { origin: `http://${host}` })).status, path).toBe(401)
    expect((await tried.request('stream')).status).toBe(401)
    expect((await tried.request('people', { headers: { cookie: 'qunban=made-up' } })).headers.get('location')).toBe('/console/login')
    expect(content()).toEqual(before)
  })
  test.each(Object.keys(people) as Name[])('%s sees its parts and no others', async name => {
    const cookie = await cookieOf(name), who = { name, roles: people[name], isOpen: false }
    for (const path of routesOf('GET').filter(path => !['login', 'stream'].includes(firstOf(path)))) {
      const status = await statusOf(path, cookie)
      // Who sees a part and changes nothing in it does not see the forms that are pages of their own.
      const isForm = /\/(?:new|upload(?:\/1)?|people\/1)$/u.test(path) && !mayReach(who, firstOf(path), true)
      expect([path, status !== 403]).toEqual([path, mayReach(who, firstOf(path), false) && !isForm])
    }
  }, 60_000)
  test.each(Object.keys(people) as Name[])('%s changes what is theirs and nothing else', async name => {
    const cookie = await cookieOf(name), who = { name, roles: people[name], isOpen: false }, before = content()
    const refused = routesOf('POST').filter(path => !mayReach(who, firstOf(path), true) && firstOf(path) !== 'login')
    for (const path of refused) expect((await send(path, { origin: `http://${host}`, cookie })).status, path).toBe(403)
    expect(content()).toEqual(before)
    const own = routesOf('POST').filter(path => mayReach(who, firstOf(path), true) && !['logout', 'backup'].includes(firstOf(path)))
    for (const path of own) expect((await send(path, { origin: `http://${host}`, cookie })).status, path).not.toBe(403)
    expect(new Set(refused.map(firstOf))).toEqual(new Set({
      郑业: ['settings', 'backup'], 吴系: ['ledger', 'deadlines', 'desk', 'data', 'questions', 'people'], 周审: ['ledger', 'deadlines', 'desk', 'data', 'questions', 'people', 'settings', 'backup'],
    }[name]))
  }, 60_000)
  test.each([['郑业', ['ledger', 'deadlines', 'desk', 'data', 'questions', 'people'], ['settings', 'backup', 'audit']], ['吴系', ['people', 'settings', 'backup'], ['ledger', 'deadlines', 'desk', 'data', 'questions', 'audit']], ['周审', ['ledger', 'people', 'settings', 'backup', 'audit'], []]] as const)('%s has in the menu what they may see', async (name, seen, unseen) => {
    const { text } = await tried.get('', await cookieOf(name))
    for (const part of seen) expect(text).toContain(`href="/console/${part}"`)
    for (const part of unseen) expect(text).not.toContain(`href="/console/${part}"`)
  })
  test('who only looks is shown no forms', async () => {
    const cookie = await cookieOf('周审')
    for (const path of ['people', 'people/rooms', `people/rooms/one?room=${encodeURIComponent(room)}`, 'settings', 'backup']) {
      expect([...(await tried.get(path, cookie)).text.matchAll(/<form method="post" action="([^"]*)"/gu)].map(([, action]) => action), path).toEqual(['/console/logout'])
    }
  })
})

describe('logging in', () => {
  beforeEach(addAll)

  test('gives a cookie that no script and no other site has', async () => {
    const response = await login('郑业'), set = response.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/^qunban=[\w-]{43};/u)
    for (const one of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(set).toContain(one)
    expect(set).not.toContain('Secure')
    const form = new FormData()
    form.append('name', '郑业')
    form.append('password', password)
    expect((await tried.request('login', { method: 'POST', body: form, headers: { origin: `http://${host}`, 'x-forwarded-proto': 'https' } })).headers.get('set-cookie')).toContain('Secure')
    expect(tried.library.store.prepare('SELECT hash FROM session').pluck().all()).not.toContain(/qunban=([\w-]+)/u.exec(set)?.[1])
  })
  test('never tells whether the name or the password was wrong', async () => {
    const [wrong, nobody] = [await login('郑业', 'Wrong-pass-99'), await login('没有这个人', 'Wrong-pass-99')]
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    const faultOf = (text: string): string => /<p class="fault"[^>]*>([^<]*)/u.exec(text)?.[1] ?? ''
    const told = faultOf(await wrong.text())
    expect(told).toContain('账号或密码不对')
    expect(faultOf(await nobody.text())).toBe(told)
    expect(logged(tried.library.store, null, 2).map(({ who, action }) => `${who} ${action}`)).toEqual(['未知账号 登录失败', '郑业 登录失败'])
  })
  test('five wrong passwords close the account for a quarter of an hour, also to the right one', async () => {
    for (let i = 0; i < 5; i++) expect((await login('郑业', 'Wrong-pass-99')).status).toBe(401)
    const locked = await login('郑业')
    expect(locked.status).toBe(401)
    expect(await locked.text()).toContain('15分钟后再试')
    tried.setNow(later(14.9))
    expect((await login('郑业')).status).toBe(401)
    tried.setNow(later(15.1))
    expect((await login('郑业')).status).toBe(303)
    expect((await login('周审')).status).toBe(303)
  }, 30_000)
  test('four wrong ones and a right one begin anew', async () => {
    for (let i = 0; i < 4; i++) await login('郑业', 'Wrong-pass-99')
    expect((await login('郑业')).status).toBe(303)
    await login('郑业', 'Wrong-pass-99')
    expect((await login('郑业')).status).toBe(303)
  }, 30_000)
  test('what is typed is shown as text', async () => {
    const text = await (await login('"><script>alert(1)</script>', 'x')).text()
    expect(text).not.toContain('<script>alert')
  })
})

describe('a session', () => {
  beforeEach(addAll)

  test('ends after half an hour without use', async () => {
    const cookie = await cookieOf('郑业')
    for (const minutes of [29, 58]) {
      tried.setNow(later(minutes))
      expect(await statusOf('people', cookie)).toBe(200)
    }
    tried.setNow(later(58 + 30.1))
    expect(await statusOf('people', cookie)).toBe(303)
  })
  test('is not kept alive by a page that refreshes itself', async () => {
    const cookie = await cookieOf('郑业')
    for (const minutes of [10, 20, 29]) {
      tried.setNow(later(minutes))
      expect(await statusOf('people', cookie, { 'x-refresh': '1' })).toBe(200)
    }
    tried.setNow(later(30.1))
    expect(await statusOf('people', cookie, { 'x-refresh': '1' })).toBe(303)
  })
  test('ends after twelve hours, however busy', async () => {
    const cookie = await cookieOf('郑业')
    for (let minutes = 20; minutes < 720; minutes += 20) {
      tried.setNow(later(minutes))
      expect(await statusOf('password', cookie), `${minutes}`).toBe(200)
    }
    tried.setNow(later(720.1))
    expect(await statusOf('password', cookie)).toBe(303)
  })
  test('ends when somebody logs out, and not the other one', async () => {
    const [one, other] = [await cookieOf('郑业'), await cookieOf('郑业')]
    expect((await tried.post('logout', {}, one)).to).toBe('/console/login')
    expect([await statusOf('people', one), await statusOf('people', other)]).toEqual([303, 200])
  })
  test('of an account that was ended is over', async () => {
    const cookie = await cookieOf('郑业')
    await tried.post('settings/accounts/end', { name: '郑业' }, await cookieOf('吴系'))
    expect(await statusOf('people', cookie)).toBe(303)
    expect((await login('郑业')).status).toBe(401)
  })
})

describe('a new password', () => {
  beforeEach(addAll)
  const fresh = 'Xin-mima-2021-09'

  test('ends the other sessions and leaves this one; the old one fits no more', async () => {
    const [own, other, another] = [await cookieOf('郑业'), await cookieOf('郑业'), await cookieOf('周审')]
    const { status, text } = await tried.post('password', { before: password, password: fresh, again: fresh }, own)
    expect([status, text.includes('密码已改')]).toEqual([303, true])
    expect([await statusOf('people', own), await statusOf('people', other), await statusOf('people', another)]).toEqual([200, 303, 200])
    expect([(await login('郑业')).status, (await login('郑业', fresh)).status]).toEqual([401, 303])
    expect(logged(tried.library.store, null, 9).map(({ who, action }) => `${who} ${action}`)).toContain('郑业 改密码')
    expect(JSON.stringify(logged(tried.library.store, null, 99))).not.toContain(fresh)
  }, 30_000)
  test.each([
    ['a wrong old one', { before: 'Wrong-pass-99', password: fresh, again: fresh }, '现在的密码不对'], ['two that differ', { before: password, password: fresh, again: 'Xin-mima-2021-10' }, '两遍新密码不一样'],
    ['a short one', { before: password, password: 'Ab1-', again: 'Ab1-' }, '至少10位'], ['one of two kinds', { before: password, password: 'abcdefgh1234', again: 'abcdefgh1234' }, '三种'],
    ['the same one', { before: password, password, again: password }, '和现在的一样'], ['nothing', {}, '请写现在的密码'],
  ])('%s is refused', async (_, fields, why) => {
    const cookie = await cookieOf('郑业'), { status, text } = await tried.post('password', fields, cookie)
    expect([status, text.includes(why)]).toEqual([422, true])
    expect((await login('郑业')).status).toBe(303)
  })
  test('a stolen session does not try passwords for ever', async () => {
    const cookie = await cookieOf('郑业')
    for (let i = 0; i < 5; i++) await tried.post('password', { before: `Wrong-pass-${i}`, password: fresh, again: fresh }, cookie)
    expect((await tried.post('password', { before: password, password: fresh, again: fresh }, cookie)).text).toContain('15分钟后再试')
    expect((await login('郑业')).status).toBe(401)
  }, 30_000)
  test('there is none while there are no accounts', async () => {
    const own = await openTried()
    expect((await own.get('password')).text).toContain('没有密码可改')
    expect((await own.post('password', { before: 'x', password: fresh, again: fresh })).status).toBe(200)
    own.close()
  })
})

describe('what is sent', () => {
  const big = (bytes: number): File => new File([new Uint8Array(bytes)], 'big.csv')
  test('is no longer than a form is: 2 MB, 20 MB where files go', async () => {
    expect((await tried.post('deadlines', { text: 'x'.repeat(2 * 1024 * 1024 + 1) })).status).toBe(413)
    expect((await tried.post('settings/accounts/add', { name: 'x'.repeat(2 * 1024 * 1024 + 1) })).status).toBe(413)
    for (const part of ['people/upload', 'data']) {
      const { status, text } = await tried.post(part, { file: big(20 * 1024 * 1024 + 1) })
      expect([part, status, text.includes('文件超过20MB')]).toEqual([part, 413, true])
    }
    const { status, text } = await tried.post('people/upload', { file: big(3 * 1024 * 1024) })
    expect([status, text.includes('超过2MB，不像名册')]).toEqual([422, true])
  })
})

describe('every answer', () => {
  test.each(['', 'login', 'people', 'nonsense', 'audit/download'])('of /%s keeps others out', async path => {
    const { headers } = await tried.get(path), csp = headers.get('content-security-policy') ?? ''
    for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(csp).toContain(rule)
    expect(csp).not.toContain('unsafe')
    expect(Object.fromEntries(['x-frame-options', 'x-content-type-options', 'cache-control', 'referrer-policy'].map(name => [name, headers.get(name)]))).toEqual({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
  })
  test('shows hostile names of rooms, members and roles as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&'
    replaceMembers(tried.library.store, hostile, [{ name: `${hostile}甲` }])
    for (const path of ['people/rooms', `people/rooms/one?room=${encodeURIComponent(hostile)}`]) {
      const { status, text } = await tried.get(path)
      expect([status, text.includes('<img'), text.includes('&lt;img')]).toEqual([200, false, true])
    }
    await tried.post('people/rooms/switch', { room: hostile, to: 'on' })
    const { text } = await tried.get('audit')
    expect([text.includes('<img'), text.includes('&lt;img')]).toEqual([false, true])
  })
  test('shows a hostile name of an account as text', async () => {
    addAccount(tried.library.store, { name: '<b>坏</b>', hash, roles: ['system'] }, at)
    const cookie = ((await login('<b>坏</b>')).headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const { text } = await tried.get('settings', cookie)
    expect([text.includes('<b>坏'), text.includes('&lt;b&gt;坏&lt;/b&gt;')]).toEqual([false, true])
    expect(text).toContain(roleNames.system)
  })
})

describe('the log', () => {
  test('cannot be changed, and shows where somebody did it behind its back', async () => {
    for (let i = 0; i < 3; i++) await tried.post('people/new', { unit: `单位${i}`, name: '张三', region: '省级', role: '报送' })
    const { store } = tried.library
    expect(() => store.prepare("UPDATE audit SET who = '别人' WHERE id = 2").run()).toThrow('append-only')
    expect(() => store.prepare('DELETE FROM audit WHERE id = 2').run()).toThrow('append-only')
    expect(firstBreak(store)).toBeNull()
    store.exec('DROP TRIGGER audit_fixed')
    store.prepare("UPDATE audit SET who = '别人' WHERE id = 2").run()
    expect(firstBreak(store)).toBe(2)
    expect((await tried.get('audit?check=1')).text).toContain('第2行和前面的对不上')
  })
  test('shows a row that was taken out', async () => {
    for (let i = 0; i < 3; i++) await tried.post('people/new', { unit: `单位${i}`, name: '张三', region: '省级', role: '报送' })
    const { store } = tried.library
    store.exec('DROP TRIGGER audit_kept; DELETE FROM audit WHERE id = 2')
    expect(firstBreak(store)).toBe(3)
  })
})
