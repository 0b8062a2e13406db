// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const settingPages: Pages = site => {
  site.app.get('/settings', c => show(c, site, { title: 'settings', body: nothing('') }))
}
