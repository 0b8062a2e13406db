// npm run bench: how fast questions are answered, what of it is SQLite, how long a start takes, how it grows with the data and with the ledger.
// Prints times and ratios of this machine; sets no thresholds, passes and fails nothing. The ledger takes a quarter of an hour and 4 GB of the
// temporary folder; for a quick look at it alone: npm run bench -- --ledger --messages 2000 --rows 20000
// The deadlines alone: npm run bench -- --deadlines
// The console's pages over a ledger of a thousand and of a million rows, which is not run with the others: npm run bench -- --console

import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { shippedData, type Library } from '../src/library.ts'
import { buildVocabulary } from '../src/question/vocabulary.ts'
import { answerQuestion } from '../src/skills/question.ts'
import { writeFigures } from '../src/store/figures.ts'
import { openStore } from '../src/store/open.ts'
import { loadData, type Loaded } from '../src/table/load.ts'
import { reportConsole } from './console.ts'
import { reportDeadlines } from './deadlines.ts'
import { growths } from './grown.ts'
import { reportLedger } from './ledger.ts'
import { median, quantile, ratio, show, table, timeOf, timesOf } from './measure.ts'
import { reportService } from './service.ts'

const root = fileURLToPath(new URL('..', import.meta.url)), scratch = mkdtempSync(join(tmpdir(), 'qunban-bench-'))
const now = new Date('2021-08-25T10:00:00+08:00'), rounds = 5
const questions = globSync('test/questions/*.txt', { cwd: root }).toSorted()
  .flatMap(file => readFileSync(join(root, file), 'utf8').split('\n'))
  .filter(line => line.includes(' → ') && !line.startsWith('#'))
  .map(line => line.split(' → ')[0] ?? '').filter(question => !question.includes(' ‖ '))

const ask = (text: string, library: Library) => answerQuestion({ text, region: null, memory: null, now, elapsed: () => 0 }, library).reply

/** A filled database file with its words. */
function fill(name: string, loaded: Loaded): Library {
  const store = openStore(join(scratch, name))
  writeFigures(store, name, loaded)
  return { store, dictionary: loaded.dictionary, vocabulary: buildVocabulary(loaded.dictionary), botNames: ['三化助手'] }
}

/** The median time of each question: [library][question]. Rounds go through all libraries in turn, so that a busy minute strikes them alike. */
function askAll(libraries: readonly Library[]): number[][] {
  const all = Array.from({ length: 1 + rounds }, () => libraries.map(library => questions.map(question => timeOf(() => ask(question, library)))))
  const measured = all.slice(1)
  return libraries.map((_, i) => questions.map((__, k) => median(measured.map(round => round[i]?.[k] ?? NaN))))
}

function reportGrowth(base: Loaded): void {
  const sizes = [{ name: 'as shipped', loaded: base }, ...growths.map(({ name, grow }) => ({ name, loaded: grow(base) }))]
  const libraries = sizes.map(({ name, loaded }) => fill(name, loaded))
  const replies = libraries.map(library => questions.map(question => ask(question, library)))
  const times = askAll(libraries), [ours = []] = times, total = ours.reduce((a, b) => a + b, 0), slowest = ours.indexOf(Math.max(...ours))
  console.log(`\nPipeline: ${questions.length} questions, median of ${rounds} rounds each\n${table([
    ['per second', show(ours.length / total * 1000)], ['p50', `${show(median(ours))} ms`], ['p99', `${show(quantile(ours, 0.99))} ms`],
    ['slowest', `${show(ours[slowest] ?? NaN)} ms   ${questions[slowest]}`],
  ])}`)
  const built = Array.from({ length: 1 + rounds }, () => sizes.map(({ loaded }) => timeOf(() => buildVocabulary(loaded.dictionary)))).slice(1)
  const starts = sizes.map((_, i) => median(built.map(round => round[i] ?? NaN)))
  const lengths = replies.map(list => list.reduce((sum, reply) => sum + reply.text.length, 0))
  console.log(`\nGrowth: ratios to the data as shipped; all = the time of all questions\n${table([
    ['', 'p50', 'p99', 'slowest', 'all', 'words built', 'reply length', 'same reading'],
    ...sizes.map(({ name }, i) => {
      const mine = times[i] ?? [], same = questions.filter((_, k) => replies[i]?.[k]?.plan === replies[0]?.[k]?.plan && replies[i]?.[k]?.status === replies[0]?.[k]?.status).length
      return [name, ratio(median(mine), median(ours)), ratio(quantile(mine, 0.99), quantile(ours, 0.99)), ratio(Math.max(...mine), Math.max(...ours)), ratio(mine.reduce((a, b) => a + b, 0), total),
        ratio(starts[i] ?? NaN, starts[0] ?? NaN), ratio(lengths[i] ?? NaN, lengths[0] ?? NaN), `${show(same / questions.length * 100)}%`]
    }),
  ])}`)
  for (const { store } of libraries) store.close()
}

/** The statements that an answer ran, prepared once and run again on the bare database: what no pipeline can be faster than. */
function reportFloor(base: Loaded): void {
  const filled = fill('floor', base), heard: string[] = []
  const listening = new Database(join(scratch, 'floor'), { verbose: sql => heard.push(String(sql)) }), bare = new Database(join(scratch, 'floor'), { readonly: true })
  const rows = ['乐山综窗多少', '哪些市州还没启动综窗', '试点一件事最多的三个市州', '乐山试点综窗排第几'].map(question => {
    heard.length = 0
    const { plan } = ask(question, { ...filled, store: listening })
    const statements = heard.map(sql => bare.prepare(sql)), floor = () => statements.map(statement => statement.all())
    timesOf(500, () => [ask(question, filled), floor()])
    const pipeline = median(timesOf(1000, () => ask(question, filled))), least = median(timesOf(1000, floor))
    return [`${show(pipeline)} ms`, `${show(least)} ms`, ratio(pipeline, least), `${statements.length}`, plan ?? question]
  })
  console.log(`\nFloor: the same SQL, already prepared, on the bare database\n${table([['pipeline', 'floor', 'ratio', 'statements', 'plan'], ...rows])}`)
  for (const store of [filled.store, listening, bare]) store.close()
}

/** Whole processes. TMPDIR is the scratch folder, so that Node's compile cache starts empty too. */
function reportStart(): void {
  let database = 0
  const run = (...args: string[]) => timeOf(() => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, TMPDIR: scratch }, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  })
  const start = (db: string) => run('src/qunban.js', 'ask', '--db', join(scratch, db), '--data', shippedData, '乐山综窗多少')
  const startNew = () => start(`start-${database += 1}`)
  const first = startNew(), renewed = median(Array.from({ length: 5 }, startNew))
  const pairs = Array.from({ length: 9 }, () => [run('-e', '0'), start('start-1')] as const)
  const node = median(pairs.map(pair => pair[0])), filled = median(pairs.map(pair => pair[1]))
  console.log(`\nStart: ask 乐山综窗多少, against node -e 0\n${table([
    ['node -e 0', `${show(node)} ms`, ''], ['filled database', `${show(filled)} ms`, ratio(filled, node)],
    ['new database', `${show(renewed)} ms`, ratio(renewed, node)], ['new database, no compile cache', `${show(first)} ms`, ratio(first, node)],
  ])}`)
}

const { values } = parseArgs({ options: { ledger: { type: 'boolean', default: false }, deadlines: { type: 'boolean', default: false }, console: { type: 'boolean', default: false }, messages: { type: 'string', default: '100000' }, rows: { type: 'string', default: '1000000' } } })

try {
  console.log(`Node ${process.versions.node}`)
  if (values.console) await reportConsole(scratch, Number(values.rows))
  else if (!values.ledger && !values.deadlines) {
    const base = loadData(shippedData, shippedData)
    reportGrowth(base)
    reportFloor(base)
    reportStart()
    await reportService(root, scratch)
  }
  if (!values.ledger && !values.console) await reportDeadlines(scratch)
  if (!values.deadlines && !values.console) await reportLedger(scratch, Number(values.messages), Number(values.rows))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
