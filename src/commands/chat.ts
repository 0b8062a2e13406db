// qunban chat: talks in the terminal as one member of a room. Every line is meant for the bot.

import { createInterface } from 'node:readline'
import { createBot } from '../bot.ts'
import { take } from '../chat/outbox.ts'
import { openLibrary, refuseServed } from '../library.ts'
import { settle, waiting } from '../store/outbox.ts'
import type { Command } from './command.ts'

const room = '终端'

/** Reads lines until the input ends; each reply is followed by an empty line. */
export const chat: Command = async ({ options, db, data, settings, now, stdin, stdout, stderr }) => {
  const library = await openLibrary(db, data, settings.QUNBAN_NAME)
  refuseServed(library, db)
  const from = typeof options['as'] === 'string' ? options['as'] : '体验者'
  try {
    const bot = createBot({ library, onFault: (key, error) => stderr.write(`消息 ${key} 处理出错：${(error as Error).stack}\n`) })
    await bot.hear({ type: 'room', room, members: [{ name: from, role: 'reporter' }] })
    stderr.write(`${settings.QUNBAN_NAME}：在。试试“哪些市州还没启动综窗”，或“帮助”；按 Ctrl+D 结束。\n`)
    const lines = createInterface({ input: stdin, terminal: false })
    const prompt = () => stdin.isTTY && stderr.write(`${from}> `)
    const started = now().toISOString()
    let count = 0
    /** Prints what waits to be sent, what falls due included. */
    const send = (): void => {
      bot.tick(now())
      for (const row of waiting(library.store, now().toISOString(), 100)) {
        const letter = take(row, { store: library.store, prepare: bot.prepare }, now())
        if (letter === null) continue
        stdout.write(`${letter.text}\n\n`)
        settle(library.store, row.id, 'sent', now().toISOString())
      }
    }
    send()
    prompt()
    for await (const line of lines) {
      if (line.trim() !== '') {
        count += 1
        await bot.hear({ type: 'message', at: now(), id: `${process.pid}-${started}-${count}`, room, from, sender: null, text: line, mention: true, note: false, quote: null, broadcast: false, backlog: false })
        send()
      }
      prompt()
    }
    return 0
  } finally {
    library.store.close()
  }
}
