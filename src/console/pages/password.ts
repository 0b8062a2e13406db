// 改密码: one's own, with the old one. The session in which it is done goes on; all others of the account end.

import { html } from 'hono/html'
import { renewPassword } from '../access.ts'
import { passwordFault } from '../password.ts'
import { fieldsOf, goTo, show, type Ask, type Pages, type Site } from '../page.ts'
import { faultList } from './people/words.ts'

function page(c: Ask, site: Site, faults: readonly string[] = []): Response | Promise<Response> {
  if (c.get('who').isOpen) return show(c, site, { title: '改密码', body: html`<p>还没有账号，没有密码可改。</p>` })
  return show(c, site, {
    title: '改密码', ...(faults.length > 0 ? { status: 422 } : {}),
    body: html`<form method="post" action="${site.base}/password" class="stack card narrow">${faultList(faults)}
<input class="sr" name="username" value="${c.get('who').name}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
<label>现在的密码<input name="before" type="password" autocomplete="current-password" required maxlength="200"></label>
<label>新密码<input name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="password-hint"></label>
<label>再写一遍新密码<input name="again" type="password" autocomplete="new-password" required maxlength="200"></label>
<p class="soft" id="password-hint">至少10位，大写、小写、数字、其他符号里有三种。改好后这里照旧，别处的登录都会退出。</p>
<div class="actions"><button type="submit" class="primary">改密码</button></div></form>`,
  })
}

export const passwordPages: Pages = site => {
  const { app, accounts, clock } = site
  app.get('/password', c => page(c, site))
  app.post('/password', async c => {
    const { name, isOpen } = c.get('who'), token = c.get('token'), { all } = await fieldsOf(c), [before = ''] = all('before'), [password = ''] = all('password'), [again = ''] = all('again')
    if (isOpen || token === null) return page(c, site)
    const wrong = passwordFault(password)
    const faults = [
      ...(before === '' ? ['请写现在的密码。'] : []), ...(wrong === null ? [] : [wrong]),
      ...(password !== again ? ['两遍新密码不一样，请再写一次。'] : []), ...(wrong === null && password === before ? ['新密码和现在的一样，请换一个。'] : []),
    ]
    if (faults.length > 0) return page(c, site, faults)
    const fault = await renewPassword(accounts(), name, token, before, password, clock)
    return fault === null ? goTo(c, site, 'password', '密码已改，别处的登录都已退出。') : page(c, site, [fault])
  })
}
