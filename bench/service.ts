// How long `start` takes until the trial room is open and how much memory it holds, against importing Wechaty and against Wechaty with puppet-mock.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { median, ratio, show, table } from './measure.ts'

type Run = { readonly ms: number; readonly megabytes: number }

/** Resident memory of a process, MB; Linux only, else NaN. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return NaN
  }
}

/** Runs until the first line on standard output, and a second more before the memory is read. */
function runUntilLine(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Run> {
  const started = performance.now(), child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${args.at(-1)} ended with ${code} before it said anything`)))
    child.stdout.once('data', () => {
      const ms = performance.now() - started
      setTimeout(() => {
        const megabytes = residentOf(child.pid ?? 0)
        child.removeAllListeners('exit').once('exit', () => resolve({ ms, megabytes }))
        child.kill('SIGTERM')
      }, 1000)
    })
  })
}

const importing = "await import('wechaty'); console.log('ready'); setInterval(() => 0, 1000)"
const bare = `
  const { WechatyBuilder } = await import('wechaty'), { PuppetMock, mock } = await import('wechaty-puppet-mock')
  const mocker = new mock.Mocker(), bot = WechatyBuilder.build({ puppet: new PuppetMock({ mocker }) })
  await bot.start()
  mocker.login(mocker.createContact())
  console.log('ready')`

/** Prints the medians of three runs each, taken in turn; `scratch` holds the trial room's database. */
export async function reportService(root: string, scratch: string): Promise<void> {
  const env = { ...process.env, QUNBAN_PORT: '0', QUNBAN_TRIAL_DB: `${scratch}/service.db` }
  const module = (code: string): string[] => ['--input-type=module', '-e', code], kinds = [module(importing), module(bare), ['src/qunban.js', 'start']]
  const runs: Run[][] = kinds.map(() => [])
  await runUntilLine(['src/qunban.js', 'start'], root, env)
  for (let round = 0; round < 3; round++) for (const [i, args] of kinds.entries()) runs[i]?.push(await runUntilLine(args, root, env))
  const [imported, wechaty, ours] = runs.map(list => ({ ms: median(list.map(({ ms }) => ms)), megabytes: median(list.map(({ megabytes }) => megabytes)) }))
  if (!imported || !wechaty || !ours) return
  console.log(`\nService: the trial room open, against Wechaty alone\n${table([
    ['', 'ready', '', 'memory', ''], ['import wechaty', `${show(imported.ms)} ms`, '', `${show(imported.megabytes)} MB`, ''],
    ['Wechaty with puppet-mock', `${show(wechaty.ms)} ms`, ratio(wechaty.ms, imported.ms), `${show(wechaty.megabytes)} MB`, ''],
    ['start', `${show(ours.ms)} ms`, ratio(ours.ms, imported.ms), `${show(ours.megabytes)} MB`, ratio(ours.megabytes, wechaty.megabytes)],
  ])}`)
}
