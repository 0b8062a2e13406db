// What is done with accounts: adding, a new password, ending, ending what is logged in. The first account takes 系统 with it, the last one with 系统 is never ended,
// nobody ends their own.

import { html } from 'hono/html'
import { accounts, addAccount, changePassword, endAccount, endSessionsOf, findAccount, hasAccounts, type Account } from '../../../store/accounts.ts'
import { allRoles } from '../../access.ts'
import { hashPassword, makePassword, passwordFault } from '../../password.ts'
import { fieldsOf, goTo, show, type Ask, type Site } from '../../page.ts'
import { act } from '../../world.ts'
import { sayRoles } from './accounts.ts'
import { settingsPage } from './page.ts'

/** The one page on which a password that the program made stands. It is not kept anywhere, and no address leads back to it. */
const onceShown = (c: Ask, site: Site, title: string, name: string, password: string, isFirst: boolean): Response | Promise<Response> => show(c, site, {
  title,
  body: html`<section class="card narrow"><p>账号 <b>${name}</b> 的密码：</p><p class="password" id="made">${password}</p><p class="actions"><button type="button" data-copy="made">复制密码</button></p>
<p class="warn">只显示这一次，离开这一页就看不到了。请当面或用稳妥的办法交给本人，登录后在“改密码”里改掉。</p>
${isFirst ? html`<p>从现在起控制台要登录才能用。</p>` : ''}<p class="actions"><a class="button primary" href="${site.base}/${isFirst ? 'login' : 'settings'}">${isFirst ? '记下了，去登录' : '记下了，回设置'}</a></p></section>`,
})

const elsewhere = (c: Ask, site: Site): Response => goTo(c, site, 'settings', '账号在正式台的设置里管，这里什么也没改。')

export async function addSomebody(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { store } = world.library, { one, all } = await fieldsOf(c), name = one('name'), asked = all('role'), roles = allRoles.filter(role => asked.includes(role)), typed = { name, roles }
  if (world.name === 'trial') return elsewhere(c, site)
  // As it was typed: spaces at its ends belong to it.
  const [password = ''] = all('password'), [again = ''] = all('again'), isMade = password === '' && again === ''
  const faults = (): string[] => [
    ...(/^[\p{L}\p{N}_.-]{1,40}$/u.test(name) ? [] : ['账号名要是1到40个字，不含空格和符号，例如“王敏”。']),
    ...(findAccount(store, name) ? [`账号“${name}”已经有了，请换一个名字，例如在后面加处室。`] : []),
    ...(roles.length === 0 ? ['请至少选一个角色。'] : !hasAccounts(store) && !roles.includes('system') ? ['第一个账号要有“系统”角色，否则以后没有人能管账号。'] : []),
    ...(isMade ? [] : password !== again ? ['两遍密码不一样，请再写一次。'] : [passwordFault(password) ?? []].flat()),
  ]
  const before = faults()
  if (before.length > 0) return settingsPage(c, site, { faults: before, typed })
  const given = isMade ? makePassword() : password, hash = await hashPassword(given)
  // While the password was hashed somebody else may have been quicker.
  const after = faults()
  if (after.length > 0) return settingsPage(c, site, { faults: after, typed })
  const isFirst = !hasAccounts(store)
  act(world, c.get('who'), { action: '建账号', subject: `账号 ${name}`, detail: sayRoles(roles) }, () => addAccount(store, { name, hash, roles }, world.now().toISOString()))
  if (isMade) return onceShown(c, site, '已建账号', name, given, isFirst)
  return goTo(c, site, 'settings', `已建账号 ${name}（${sayRoles(roles)}）。`)
}

/** The standing account that a form names, not one's own; or where to go instead. */
async function named(c: Ask, site: Site): Promise<Account | Response> {
  const name = (await fieldsOf(c)).one('name')
  if (site.world.name === 'trial') return elsewhere(c, site)
  if (name === c.get('who').name) return goTo(c, site, 'settings', '这是你自己的账号：密码在“改密码”里改；停用要由别的系统账号来做。什么也没改。')
  return findAccount(site.world.library.store, name) ?? goTo(c, site, 'settings', '没有这个账号，或已经停用，什么也没改。')
}

export async function resetPassword(c: Ask, site: Site): Promise<Response> {
  const { world } = site, account = await named(c, site)
  if (account instanceof Response) return account
  const password = makePassword(), hash = await hashPassword(password)
  act(world, c.get('who'), { action: '重置密码', subject: `账号 ${account.name}` }, () => changePassword(world.library.store, account.name, hash))
  return onceShown(c, site, '已换密码', account.name, password, false)
}

export async function endSomebody(c: Ask, site: Site): Promise<Response> {
  const { world } = site, { store } = world.library, account = await named(c, site)
  if (account instanceof Response) return account
  const { name, roles } = account
  if (roles.includes('system') && accounts(store).filter(one => one.endedAt === null && one.roles.includes('system')).length < 2) return goTo(c, site, 'settings', `“${name}”是最后一个系统账号，不能停用：请先建另一个。`)
  act(world, c.get('who'), { action: '停用账号', subject: `账号 ${name}`, detail: sayRoles(roles) }, () => endAccount(store, name, world.now().toISOString()))
  return goTo(c, site, 'settings', `已停用账号 ${name}，已登录的都退出了。`)
}

export async function endSessions(c: Ask, site: Site): Promise<Response> {
  const { world } = site, account = await named(c, site)
  if (account instanceof Response) return account
  act(world, c.get('who'), { action: '让退出登录', subject: `账号 ${account.name}` }, () => endSessionsOf(world.library.store, account.name))
  return goTo(c, site, 'settings', `${account.name} 在各处都已退出登录。`)
}
