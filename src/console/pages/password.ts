// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const passwordPages: Pages = site => {
  site.app.get('/password', c => show(c, site, { title: 'password', body: nothing('') }))
}
