// Starts the program as people do, in a folder of its own, so that nobody's .env or database is touched.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const launcher = fileURLToPath(new URL('../src/qunban.js', import.meta.url))

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** The environment without anything of the project's in it. */
export const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:QUNBAN_|NODE_OPTIONS$|VITEST)/.test(name)))

export type Folder = { readonly path: (name: string) => string; readonly run: (args: readonly string[], more?: { readonly input?: string; readonly node?: string; readonly flags?: readonly string[] }) => Ended; readonly remove: () => void }

export function openFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'qunban-run-'))
  return {
    path: name => join(folder, name),
    run: (args, { input = '', node = process.execPath, flags = [] } = {}) => {
      const { status, stdout, stderr } = spawnSync(node, [...flags, launcher, ...args], { cwd: folder, env: environment, input, encoding: 'utf8' })
      return { code: status, stdout, stderr }
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
