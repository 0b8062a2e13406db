// The accounts of the console: who there is, and the form for one more. The trial room's console has none of its own.

import { html } from 'hono/html'
import { accounts, hasAccounts, type Account, type AccountRole } from '../../../store/accounts.ts'
import { allRoles, loggedIn, mayReach, roleNames } from '../../access.ts'
import { sayTime, wide, type Ask, type Html, type Site } from '../../page.ts'
import { faultList } from '../people/words.ts'

export type Typed = { readonly name: string; readonly roles: readonly AccountRole[] }
export type Refused = { readonly faults: readonly string[]; readonly typed: Typed }
export const noTyped: Typed = { name: '', roles: [] }

const roleMeanings: Readonly<Record<AccountRole, string>> = { business: '台账、截止、值守台、数据、问答记录、名册', system: '设置、账号、备份，不碰数', audit: '什么都能看，连同审计日志，什么也不能改' }
export const sayRoles = (roles: readonly AccountRole[]): string => roles.map(role => roleNames[role]).join('、')

function deeds({ base }: Site, { name, roles }: Account, sessions: number): Html {
  const to = (action: string, title: string, confirm: string, style: string): Html => html`
<form method="post" action="${base}/settings/accounts/${action}" data-confirm="${confirm}"><input type="hidden" name="name" value="${name}">
<button type="submit" class="${style}" aria-label="${title}：${name}">${title}</button></form>`
  return html`<div class="deed">${to('reset', '换密码', `给“${name}”换一个新密码？现在的密码作废，已登录的都会退出。`, '')}
${sessions === 0 ? '' : to('sessions', '让退出登录', `让“${name}”在各处都退出登录？`, '')}
${to('end', '停用', `停用账号“${name}”（${sayRoles(roles)}）？`, 'danger')}</div>`
}

function table(c: Ask, site: Site, all: readonly Account[], acts: boolean): Html {
  const { world: { library: { store }, now } } = site, sessions = loggedIn(store, now()), time = (iso: string): Html => html`<time datetime="${iso}">${sayTime(iso, now())}</time>`
  const state = ({ name, endedAt, lockedUntil }: Account): Html => {
    if (endedAt !== null) return html`<span class="tag">已停用</span> ${time(endedAt)}`
    if (lockedUntil !== null && lockedUntil > now().toISOString()) return html`<span class="tag bad">锁定</span> 到${time(lockedUntil)}`
    return html`<span class="tag good">可用</span>${sessions.has(name) ? html` <small>登录中${sessions.get(name) ?? 0}处</small>` : ''}`
  }
  return wide('账号', html`<table class="roster"><caption class="sr">控制台的账号</caption>
<thead><tr><th scope="col">账号</th><th scope="col">角色</th><th scope="col">状态</th><th scope="col">建于</th>${acts ? html`<th scope="col">操作</th>` : ''}</tr></thead><tbody>
${all.map(account => html`<tr><th scope="row">${account.name}</th><td>${sayRoles(account.roles)}</td><td>${state(account)}</td><td>${time(account.madeAt)}</td>
${acts ? html`<td>${account.endedAt !== null ? '' : account.name === c.get('who').name
  ? html`<small>是你自己，密码在<a href="${site.base}/password">改密码</a>里改</small>`
  : deeds(site, account, sessions.get(account.name) ?? 0)}</td>` : ''}</tr>`)}</tbody></table>`)
}

function addForm({ base }: Site, isFirst: boolean, { faults, typed }: Refused): Html {
  return html`<details id="add" class="card" ${faults.length > 0 ? html`open` : ''}><summary>${isFirst ? '建第一个账号' : '加一个账号'}</summary>
<form method="post" action="${base}/settings/accounts/add" class="stack narrow">${faultList(faults)}
${isFirst ? html`<p class="warn">第一个账号要有“系统”角色。建好后，从那一刻起所有人都要登录才能打开控制台，包括现在这台机器。</p>` : ''}
<label>账号名<input name="name" value="${typed.name}" required maxlength="40" autocomplete="off" placeholder="王敏"></label>
<fieldset><legend>角色，可以不止一个</legend>
${allRoles.map(role => html`<label class="check"><input type="checkbox" name="role" value="${role}"
${typed.roles.includes(role) || (isFirst && role === 'system') ? html`checked` : ''}> ${roleNames[role]} <small>${roleMeanings[role]}</small></label>`)}</fieldset>
<label>密码<input name="password" type="password" autocomplete="new-password" maxlength="200" aria-describedby="password-hint"></label>
<label>再写一遍密码<input name="again" type="password" autocomplete="new-password" maxlength="200"></label>
<p class="soft" id="password-hint">至少10位，大写、小写、数字、其他符号里有三种。两栏都空着，就由程序生成一个，只显示一次。</p>
<div class="actions"><button type="submit" class="primary">建账号</button></div></form></details>`
}

export function accountsPart(c: Ask, site: Site, refused: Refused): Html {
  const { other, world: { name, library: { store } } } = site
  if (name === 'trial') return html`<section><h2>账号</h2><p class="lead">正式台和体验台用同一套账号，${other ? html`在<a href="${other.base}/settings">正式台的设置</a>里管` : '在正式台的设置里管'}。</p></section>`
  const all = accounts(store), acts = mayReach(c.get('who'), 'settings', true), isFirst = !hasAccounts(store)
  return html`<section><h2>账号</h2>
${isFirst ? html`<p class="warn lead">还没有账号：坐在这台机器前的人都能用控制台，别的机器打不开。要给别的机器用，或要分清谁做了什么，请建账号。</p>` : ''}
${all.length === 0 ? '' : table(c, site, all, acts)}${acts ? addForm(site, isFirst, refused) : ''}</section>`
}
