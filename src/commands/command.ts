// What a command of the command line is given and gives back.

import type { Settings } from '../settings.ts'
import type { Writable, Readable } from 'node:stream'

export type Run = {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly settings: Settings
  readonly db: string
  readonly data: string
  readonly now: () => Date
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable
}

/** Resolves to the exit code. */
export type Command = (run: Run) => Promise<number>

/** All lines of a stream, without the empty ones. */
export async function readLines(stream: Readable): Promise<string[]> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) text += chunk as string
  return linesOf(text)
}

/** The lines of a text, trimmed and without the empty ones. */
export const linesOf = (text: string): string[] => text.split('\n').map(line => line.trim()).filter(line => line !== '')
