// 数据: the tables as they stand, and the dictionary with what people call things.

import type { Pages } from '../page.ts'
import { sendTable, showTable, showTables } from './data/tables.ts'
import { addWord, removeWord, showForms, showWords } from './data/words.ts'

export const dataPages: Pages = site => {
  const { app } = site
  app.get('/data', c => showTables(c, site))
  app.get('/data/tables/:id', c => showTable(c, site, c.req.param('id')))
  app.get('/data/tables/:id/workbook', c => sendTable(c, site, c.req.param('id')))
  app.get('/data/words', c => showWords(c, site))
  app.get('/data/words/:kind/:id', c => showForms(c, site, c.req.param('kind'), c.req.param('id')))
  app.post('/data/words/add', c => addWord(c, site))
  app.post('/data/words/remove', c => removeWord(c, site))
}
