// The writers of a 群接龙 as the protocol tells them, and what the ledger makes of them.

import { expect, test } from 'vitest'
import { createBot } from '../../src/bot.ts'
import { readSolitaire, textsIn } from '../../src/chat/solitaire.ts'
import { openLibrary, shippedData } from '../../src/library.ts'
import { standingRecords } from '../../src/store/ledger.ts'
import { replaceRoster } from '../../src/store/roster.ts'
import { botName } from '../library.ts'

const xml = '<msg><appmsg><title>#接龙\n综窗完成率\n\n1. 老三 45%\n2. 乐山-李四 30%</title><type>53</type><extinfo><solitaire_info><![CDATA[<solitaire><tt>0-12</tt><au>wxid_a</au><content><s>2</s><i><u>wxid_a</u><h>0</h><s>.</s><t>1629770400</t><r>13-8</r></i><i><u>wxid_b</u><t>1629857400</t><r>22-12</r></i></content></solitaire>]]></solitaire_info></extinfo></appmsg></msg>'

test('are read from the raw message, escaped or not, wherever a puppet keeps it', () => {
  const writers = [{ contact: 'wxid_a', at: new Date('2021-08-24T02:00:00Z') }, { contact: 'wxid_b', at: new Date('2021-08-25T02:10:00Z') }]
  expect(readSolitaire(xml)).toEqual(writers)
  expect(readSolitaire(xml.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))).toEqual(writers)
  expect(textsIn({ MsgType: 49, Content: xml, deep: [{ other: 'x' }] })).toEqual([xml, 'x'])
  expect(readSolitaire('<msg>综窗45%</msg>')).toEqual([])
})

test('tell whose line it is by the roster, and of which day', async () => {
  const library = await openLibrary(':memory:', shippedData, botName), room = '三化工作群'
  replaceRoster(library.store, [{ unit: '南充市政务局', name: '张三', region: '南充市', role: 'reporter', main: true, contact: 'wxid_a', phone: null }], 'test', '2021-01-01')
  const bot = createBot({ library, onFault: (_, error) => { throw error as Error } })
  await bot.hear({ type: 'room', room, members: [{ name: '老三', role: 'reporter', contact: 'wxid_a' }, { name: '乐山-李四', role: 'reporter', contact: 'wxid_b' }] })
  const said = { type: 'message', at: new Date('2021-08-25T11:00:00+08:00'), id: 'm1', room, from: '乐山-李四', sender: 'wxid_b', text: '#接龙\n综窗完成率\n\n1. 老三 45%\n2. 乐山-李四 30%', mention: false, note: true, quote: null, broadcast: false, backlog: false, writers: readSolitaire(xml) } as const
  await bot.hear(said)
  const records = standingRecords(library.store).map(({ region, asOf, reporter, reporterKey, author }) => ({ region, asOf, reporter, reporterKey, author }))
  expect(records).toEqual([
    { region: '南充市', asOf: '2021-08-24', reporter: '老三', reporterKey: 'wxid_a', author: '乐山-李四' },
    { region: '乐山市', asOf: '2021-08-25', reporter: '乐山-李四', reporterKey: 'wxid_b', author: '乐山-李四' },
  ])
  library.store.close()
})
