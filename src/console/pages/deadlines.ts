// To be written.

import { show, nothing, type Pages } from '../page.ts'

export const deadlinePages: Pages = site => {
  site.app.get('/deadlines', c => show(c, site, { title: 'deadlines', body: nothing('') }))
}
