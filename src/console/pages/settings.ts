// 设置: what is in force, the database, the calendar; the accounts of the console. Views and deeds are files in settings/.

import type { Pages } from '../page.ts'
import { addSomebody, endSessions, endSomebody, resetPassword } from './settings/changing.ts'
import { settingsPage } from './settings/page.ts'

export const settingPages: Pages = site => {
  const { app } = site
  app.get('/settings', c => settingsPage(c, site))
  app.post('/settings/accounts/add', c => addSomebody(c, site))
  app.post('/settings/accounts/reset', c => resetPassword(c, site))
  app.post('/settings/accounts/end', c => endSomebody(c, site))
  app.post('/settings/accounts/sessions', c => endSessions(c, site))
}
