// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const auditPages: Pages = site => {
  site.app.get('/audit', c => show(c, site, { title: 'audit', body: nothing('') }))
}
