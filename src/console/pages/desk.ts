// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const deskPages: Pages = site => {
  site.app.get('/desk', c => show(c, site, { title: 'desk', body: nothing('') }))
}
