// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const peoplePages: Pages = site => {
  site.app.get('/people', c => show(c, site, { title: 'people', body: nothing('') }))
}
