// qunban ask: one answer as text or as a Reply object, or many conversations as JSON lines in one process.

import { Failure } from '../failure.ts'
import { regionOfNickname } from '../language/nickname.ts'
import { openLibrary, type Library } from '../library.ts'
import { answerQuestion, type Memory, type Reply } from '../skills/question.ts'
import { readLines, type Command } from './command.ts'

/** Answers `turns` as one person's conversation, one Reply each. */
function converse(turns: readonly string[], as: string | null, now: Date, library: Library): Reply[] {
  const region = as === null ? null : regionOfNickname(as, library.dictionary)
  let memory: Memory | null = null
  return turns.map(text => {
    const start = performance.now()
    const outcome = answerQuestion({ text, region, memory, now, elapsed: () => Math.round((performance.now() - start) * 10) / 10 }, library)
    memory = outcome.memory
    return outcome.reply
  })
}

type Line = { readonly id: unknown; readonly turns: string[]; readonly as: string | null }

function parseLine(line: string, number: number): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Failure('data', `第${number}行不是JSON：每行要是 {"id":…,"turns":["问题"]}。`)
  }
  const { id, turns, as } = (value ?? {}) as { id?: unknown; turns?: unknown; as?: unknown }
  if (!Array.isArray(turns) || !turns.every(turn => typeof turn === 'string')) throw new Failure('data', `第${number}行缺少 turns：每行要是 {"id":…,"turns":["问题"]}。`)
  return { id: id ?? null, turns, as: typeof as === 'string' ? as : null }
}

/** ask "乐山综窗多少" prints the reply's text; --json the Reply; --jsonl reads {"id":…,"turns":[…]} lines and prints {"id":…,"replies":[…]} for each. */
export const ask: Command = async ({ args, options, db, data, settings, now, stdin, stdout }) => {
  const name = typeof options['as'] === 'string' ? options['as'] : null
  const [question] = args
  if (!options['jsonl'] && question === undefined) throw new Failure('usage', '要问什么？例如 ask "哪些市州还没启动综窗"，或用 --jsonl 从标准输入读。')
  const library = await openLibrary(db, data, settings.QUNBAN_NAME)
  try {
    if (options['jsonl']) {
      const lines = (await readLines(stdin)).map((line, i) => parseLine(line, i + 1))
      for (const { id, turns, as } of lines) stdout.write(`${JSON.stringify({ id, replies: converse(turns, as ?? name, now(), library) })}\n`)
      return 0
    }
    const [reply] = converse([args.join(' ')], name, now(), library)
    stdout.write(`${options['json'] ? JSON.stringify(reply) : reply?.text ?? ''}\n`)
    return 0
  } finally {
    library.store.close()
  }
}
