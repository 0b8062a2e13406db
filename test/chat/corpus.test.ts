// Every question of the corpus, asked in the trial room: the reply is the one that the command line gives.

import { expect, test } from 'vitest'
import { createMessenger } from '../../src/chat/room/messenger.ts'
import { RoomPuppet } from '../../src/chat/room/puppet.ts'
import { createService } from '../../src/chat/service.ts'
import { openLibrary, shippedData } from '../../src/library.ts'
import { corpus } from '../corpus.ts'
import { botName, converse, now } from '../library.ts'
import { realClock, until } from '../until.ts'

test('the same replies', async () => {
  const library = await openLibrary(':memory:', shippedData, botName), room = '三化工作群'
  const asked = corpus.map(({ turns }, i) => ({ from: `体验者${i}`, turns: turns.map(({ question }) => question) }))
  const messenger = createMessenger({ bot: botName, room, people: asked.map(({ from }) => ({ name: from, role: 'reporter' })), now: () => now })
  const puppet = new RoomPuppet(messenger)
  const service = await createService({ library, puppet: puppet as never, pace: { room: 0, all: 0 }, log: { info: () => undefined, warn: () => undefined }, clock: { ...realClock, now: () => now } })
  await service.hear({ type: 'room', room, members: asked.map(({ from }) => ({ name: from, role: 'reporter' })) })
  await service.start()

  const replies = new Map<string, string[]>(asked.map(({ from }) => [from, []]))
  let answered = 0
  messenger.listen(news => {
    if (news.kind !== 'post' || news.post.from !== botName) return
    const [to = ''] = news.post.mentions
    replies.get(to)?.push(news.post.text.replace(`@${to}\u2005`, ''))
    answered += 1
  })
  const wanted = asked.map(({ turns }) => converse(turns).flatMap(({ reply, silent }) => (silent || reply.text === '' ? [] : [reply.text])))
  const expected = wanted.flat().length
  for (const { from, turns } of asked) for (const turn of turns) messenger.post({ person: null, from, text: `@${botName} ${turn}`, mentions: [botName] })
  await until(() => answered >= expected)
  await service.outbox.idle()
  const differ = asked.flatMap(({ from, turns }, i) => {
    const got = replies.get(from)?.join('\n---\n'), want = wanted[i]?.join('\n---\n')
    return got === want ? [] : [`${turns.join(' ‖ ')}\n  room: ${got}\n  ask:  ${want}`]
  })
  expect(differ.slice(0, 10)).toEqual([])
  expect(expected).toBeGreaterThan(600)
  await service.stop()
  library.store.close()
})
