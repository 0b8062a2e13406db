// 设置: what is in force, the calendar, the accounts: who is added, reset, ended, and what is refused.

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fitsPassword, hashPassword, makePassword, passwordFault } from '../../src/console/password.ts'
import { settings } from '../../src/settings.ts'
import { accounts, addAccount, beginSession, findAccount, type AccountRole } from '../../src/store/accounts.ts'
import { logged } from '../../src/store/audit.ts'
import { createHash } from 'node:crypto'
import { openTried, type Tried } from './console.ts'

const password = 'Sanhua-2021-banli'
let hash = '', tried: Tried
beforeAll(async () => { hash = await hashPassword(password) })
beforeEach(async () => { tried = await openTried() })
afterEach(() => tried.close())

const at = '2021-08-25T10:00:00+08:00'
const seen = (text: string): string => text.slice(text.indexOf('<main')).replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ')
const actsOf = (): string[] => logged(tried.library.store, null, 20).map(({ who, action, subject, detail }) => `${who} ${action} ${subject} ${detail}`.trim())
/** Somebody with an account, logged in: the cookie. */
function enter(name: string, ...roles: AccountRole[]): string {
  if (roles.length > 0) addAccount(tried.library.store, { name, hash, roles }, at)
  const token = `${name} ${Math.random()}`
  beginSession(tried.library.store, createHash('sha256').update(token).digest('hex'), name, new Date(at).toISOString())
  return `qunban=${encodeURIComponent(token)}`
}
const madeIn = (text: string): string => /id="made">([^<]*)</u.exec(text)?.[1] ?? ''

describe('what is in force', () => {
  test('stands with its default and meaning, and how it is changed', async () => {
    const { text } = await tried.get('settings')
    for (const { name, meaning } of settings) expect([text.includes(name), text.includes(meaning)]).toEqual([true, true])
    expect(seen(text)).toContain('QUNBAN_DATA 空 空 数据目录')
    expect(seen(text)).toContain('.env')
  })
  test('no secret is shown', async () => {
    Object.assign(tried.world, { settings: [{ name: 'WECHATY_PUPPET_SERVICE_TOKEN', value: 'puppet_secret_1', default: '', meaning: '口令' }, { name: 'WECHATY_PUPPET', value: 'wechaty-puppet-service', default: '', meaning: '接哪种微信' }] })
    const { text } = await tried.get('settings')
    expect([text.includes('puppet_secret_1'), text.includes('WECHATY_PUPPET_SERVICE_TOKEN'), text.includes('wechaty-puppet-service')]).toEqual([false, false, true])
    expect(seen(text)).toContain('wechaty-puppet-service 已改')
  })
  test('the database, its size, the version', async () => {
    const said = seen((await tried.get('settings')).text)
    expect(said).toContain(tried.library.store.name)
    expect(said).toMatch(/大小 [1-9]?\d*\.\dMB/u)
    expect(said).toMatch(/程序版本 \d+\.\d+\.\d+/u)
  })
  test('the years of the calendar; from December on the next one is missed', async () => {
    expect(seen((await tried.get('settings')).text)).toContain('2021年 国办发明电〔2020〕27号')
    expect((await tried.get('settings')).text).not.toContain('缺少')
    tried.setNow('2026-12-01T09:00:00+08:00')
    expect((await tried.get('settings')).text).toContain('缺少明年（2027年）的放假安排')
    tried.setNow('2027-01-02T09:00:00+08:00')
    expect((await tried.get('settings')).text).toContain('缺少今年（2027年）的放假安排')
  })
})

describe('the first account', () => {
  test('is said to lock the door, takes 系统 with it, and its password is shown once', async () => {
    expect((await tried.get('settings')).text).toContain('从那一刻起所有人都要登录')
    const { status, to, text } = await tried.post('settings/accounts/add', { name: '王敏', role: ['business', 'system'] }), made = madeIn(text)
    expect([status, to]).toEqual([200, null])
    expect(passwordFault(made)).toBeNull()
    expect(text).toContain('只显示这一次')
    expect(await fitsPassword(made, findAccount(tried.library.store, '王敏')?.hash ?? null)).toBe(true)
    expect((await tried.get('settings')).headers.get('location')).toBe('/console/login')
    expect(actsOf()).toEqual(['控制台 建账号 账号 王敏 业务、系统'])
    expect(JSON.stringify(logged(tried.library.store, null, 99))).not.toContain(made)
  })
  test('without 系统 is refused', async () => {
    const { status, text } = await tried.post('settings/accounts/add', { name: '王敏', role: 'business' })
    expect([status, text.includes('第一个账号要有“系统”角色')]).toEqual([422, true])
    expect((await tried.get('settings')).status).toBe(200)
  })
  test('is made once, also where two are sent at the same time', async () => {
    await Promise.all([tried.post('settings/accounts/add', { name: '王敏', role: 'system' }), tried.post('settings/accounts/add', { name: '王敏', role: 'system' })])
    expect(accounts(tried.library.store)).toHaveLength(1)
    expect(actsOf()).toHaveLength(1)
  })
})

describe('accounts', () => {
  let cookie = ''
  beforeEach(() => { cookie = enter('吴系', 'system') })

  test('are listed with roles, since when, and how they stand', async () => {
    enter('郑业', 'business')
    tried.library.store.prepare("UPDATE account SET locked_until = '2021-08-25T02:10:00.000Z' WHERE name = '郑业'").run()
    const said = seen((await tried.get('settings', cookie)).text)
    expect(said).toContain('郑业 业务 锁定 到 8月25日 10:10')
    expect(said).toContain('吴系 系统 可用 登录中1处 8月25日 10:00 是你自己')
  })
  test('one is added with a password of its own', async () => {
    const { status, text } = await tried.post('settings/accounts/add', { name: '周审', role: 'audit', password, again: password }, cookie)
    expect([status, text.includes('已建账号 周审（审计）')]).toEqual([303, true])
    expect(await fitsPassword(password, findAccount(tried.library.store, '周审')?.hash ?? null)).toBe(true)
    expect(actsOf()).toEqual(['吴系 建账号 账号 周审 审计'])
  })
  test.each([
    ['nothing', {}, ['账号名要是1到40个字', '请至少选一个角色']], ['a name with signs', { name: '<script>alert(1)</script>', role: 'audit' }, ['账号名要是1到40个字']], ['a name that is taken', { name: '吴系', role: 'audit' }, ['账号“吴系”已经有了']],
    ['passwords that differ', { name: '周审', role: 'audit', password, again: `${password}x` }, ['两遍密码不一样']], ['one password', { name: '周审', role: 'audit', password, again: '' }, ['两遍密码不一样']], ['a weak password', { name: '周审', role: 'audit', password: 'aaaaaaaaaaaa', again: 'aaaaaaaaaaaa' }, ['三种']],
    ['a made-up role', { name: '周审', role: 'root' }, ['请至少选一个角色']],
  ])('%s is refused, and what was typed stays but the password', async (_, fields, whys) => {
    const { status, text } = await tried.post('settings/accounts/add', fields, cookie)
    expect(status).toBe(422)
    for (const why of whys) expect(seen(text)).toContain(why)
    expect(text).not.toContain(password)
    expect(text).not.toContain('<script>alert')
    expect(accounts(tried.library.store)).toHaveLength(1)
    expect(actsOf()).toEqual([])
  })
  test('a password is reset, shown once, and whoever was logged in is out', async () => {
    const own = enter('郑业', 'business'), { text } = await tried.post('settings/accounts/reset', { name: '郑业' }, cookie), made = madeIn(text)
    expect(await fitsPassword(made, findAccount(tried.library.store, '郑业')?.hash ?? null)).toBe(true)
    expect((await tried.request('people', { headers: { cookie: own } })).status).toBe(303)
    expect(actsOf()).toEqual(['吴系 重置密码 账号 郑业'])
    expect((await tried.get('settings', cookie)).text).not.toContain(made)
  })
  test('one is ended and can be made again under its name', async () => {
    enter('郑业', 'business')
    expect((await tried.post('settings/accounts/end', { name: '郑业' }, cookie)).text).toContain('已停用账号 郑业')
    expect(seen((await tried.get('settings', cookie)).text)).toContain('郑业 业务 已停用 8月25日 10:00')
    expect((await tried.post('settings/accounts/end', { name: '郑业' }, cookie)).text).toContain('什么也没改')
    await tried.post('settings/accounts/add', { name: '郑业', role: 'audit', password, again: password }, cookie)
    expect(findAccount(tried.library.store, '郑业')?.roles).toEqual(['audit'])
    expect(actsOf()).toEqual(['吴系 建账号 账号 郑业 审计', '吴系 停用账号 账号 郑业 业务'])
  })
  test('one is logged out everywhere', async () => {
    const own = enter('郑业', 'business')
    expect((await tried.post('settings/accounts/sessions', { name: '郑业' }, cookie)).text).toContain('郑业 在各处都已退出登录')
    expect((await tried.request('people', { headers: { cookie: own } })).status).toBe(303)
    expect(actsOf()).toEqual(['吴系 让退出登录 账号 郑业'])
  })
  test('nobody ends or resets their own, nor the last one with 系统, nor one that is none', async () => {
    for (const action of ['end', 'reset', 'sessions']) expect((await tried.post(`settings/accounts/${action}`, { name: '吴系' }, cookie)).text, action).toContain('自己的账号')
    for (const action of ['end', 'reset', 'sessions']) expect((await tried.post(`settings/accounts/${action}`, { name: '没有的' }, cookie)).text, action).toContain('什么也没改')
    expect(findAccount(tried.library.store, '吴系')?.endedAt).toBeNull()
    expect(actsOf()).toEqual([])
    enter('另一位', 'system')
    expect((await tried.post('settings/accounts/end', { name: '另一位' }, cookie)).text).toContain('已停用')
  })
  test('the trial room\'s console has none of its own', async () => {
    Object.assign(tried.world, { name: 'trial' })
    const { text } = await tried.get('settings', cookie)
    expect(text).toContain('同一套账号')
    expect(text).not.toContain('settings/accounts/')
    for (const action of ['add', 'end', 'reset', 'sessions']) expect((await tried.post(`settings/accounts/${action}`, { name: '郑业', role: 'business' }, cookie)).text).toContain('账号在正式台的设置里管')
    expect(accounts(tried.library.store)).toHaveLength(1)
  })
})

test('a password that is made has no signs that look alike, and all kinds that are asked for', () => {
  for (let i = 0; i < 200; i++) {
    const made = makePassword()
    expect(made).toMatch(/^(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/u)
    expect(made).not.toMatch(/[lIO01]/u)
    expect(passwordFault(made)).toBeNull()
  }
})
