// 名册: who stands on it, one person's form, a file with its preview, requests for a binding, rooms and their members. Each view is a file in people/.

import { html } from 'hono/html'
import { mayReach } from '../access.ts'
import { show, type Ask, type Pages } from '../page.ts'
import { decideBinding } from './people/bindings.ts'
import { addPerson, changePerson, endPerson, personPage } from './people/form.ts'
import { historyPage, rosterPage } from './people/list.ts'
import { makeRoom, roomsPage, switchRoom } from './people/rooms.ts'
import { replaceNames, roomPage, switchAdmin } from './people/room.ts'
import { acceptFile, previewPage, sendFile, uploadPage } from './people/upload.ts'

const number = ':id{[0-9]{1,9}}'

export const peoplePages: Pages = site => {
  const { app } = site
  /** A page that is a form: not for who may only look. */
  const form = (view: (c: Ask) => Response | Promise<Response>) => (c: Ask): Response | Promise<Response> => (
    mayReach(c.get('who'), 'people', true) ? view(c) : show(c, site, { title: '不能这样做', body: html`<p>你的角色只能看名册，不能改。</p>`, status: 403 })
  )
  app.get('/people', c => (c.req.query('ended') === '1' ? historyPage(c, site) : rosterPage(c, site)))
  app.get('/people/new', form(c => personPage(c, site, null)))
  app.post('/people/new', c => addPerson(c, site))
  app.get(`/people/${number}`, form(c => personPage(c, site, Number(c.req.param('id')))))
  app.post(`/people/${number}`, c => changePerson(c, site, Number(c.req.param('id'))))
  app.post(`/people/${number}/end`, c => endPerson(c, site, Number(c.req.param('id'))))
  app.get('/people/upload', form(c => uploadPage(c, site)))
  app.post('/people/upload', c => sendFile(c, site))
  app.get('/people/upload/:key', form(c => previewPage(c, site, c.req.param('key') ?? '')))
  app.post('/people/upload/:key', c => acceptFile(c, site, c.req.param('key')))
  app.post('/people/bindings', c => decideBinding(c, site))
  app.get('/people/rooms', c => roomsPage(c, site))
  app.post('/people/rooms/new', c => makeRoom(c, site))
  app.post('/people/rooms/switch', c => switchRoom(c, site))
  app.get('/people/rooms/one', c => roomPage(c, site, c.req.query('room') ?? ''))
  app.post('/people/rooms/members', c => replaceNames(c, site))
  app.post('/people/rooms/admin', c => switchAdmin(c, site))
}
