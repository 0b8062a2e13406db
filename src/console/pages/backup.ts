// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const backupPages: Pages = site => {
  site.app.get('/backup', c => show(c, site, { title: 'backup', body: nothing('') }))
}
