// A YAML file of data/, checked by its schema. What is wrong is told with the file, the line and what is wrong there.

import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Failure } from '../failure.ts'

/** @throws Failure that says so in one sentence */
export const wrong = (file: string, line: number | null, what: string): never => {
  throw new Failure('data', `数据文件 ${file}${line === null ? '' : ` 第${line}行`}有误：${what}。请改好后重试。`)
}

export type Source<T> = { readonly value: T; readonly lineOf: (path: readonly PropertyKey[]) => number | null; readonly file: string }

/** readYaml('/…/data/calendar/2021.yaml', 'calendar/2021.yaml', calendarFile).lineOf(['holidays', 0]) → 5 */
export function readYaml<T>(path: string, shownAs: string, schema: z.ZodType<T>): Source<T> {
  const counter = new LineCounter(), document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: counter })
  const lineOf = (at: readonly PropertyKey[]): number | null => {
    for (let length = at.length; length >= 0; length -= 1) {
      const node = document.getIn(at.slice(0, length), true) as { range?: readonly [number, number, number] } | undefined
      if (node?.range) return counter.linePos(node.range[0]).line
    }
    return null
  }
  const [fault] = document.errors
  if (fault) return wrong(shownAs, fault.linePos?.[0].line ?? null, `不是合法的YAML（${fault.message.split('\n')[0]}）`)
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return { value: checked.data, lineOf, file: shownAs }
  const [issue] = checked.error.issues
  return wrong(shownAs, lineOf(issue?.path ?? []), `${issue?.path.join('.') || '内容'}：${issue?.message ?? '不合要求'}`)
}
