// The command line from outside: what goes to stdout, what to stderr, and the exit code.

import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibrary, shippedData } from '../src/library.ts'
import type { Reply } from '../src/skills/question.ts'
import { keep } from '../src/store/keepsakes.ts'
import { environment, launcher, openFolder, type Ended } from './qunban.ts'

const folder = openFolder(), { path, run } = folder
const db = ['--db', 'qunban.db'], now = ['--now', '2021-08-25T10:00:00+08:00']
const question = '哪些市州还没启动综窗？'
afterAll(() => folder.remove())
beforeAll(() => { expect(run(['ask', '你好', ...db]).code).toBe(0) })

/** One plain sentence: no stack, no English of the runtime, not several lines. */
function assertSentence({ stderr }: Ended, holds: string): void {
  expect(stderr.trimEnd().split('\n'), stderr).toHaveLength(1)
  expect(stderr).toContain(holds)
  expect(stderr).toMatch(/[\u4e00-\u9fff].*[。：”]$/mu)
}

describe('ask', () => {
  test('prints the text that the group would read', () => {
    const { code, stdout, stderr } = run(['ask', question, ...db, ...now])
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toContain('截至7月20日')
    for (const city of ['乐山', '南充', '宜宾', '资阳']) expect(stdout).toContain(city)
    expect(stdout).not.toContain('绵阳')
    expect(lines.at(-1)).toBe('来源：川政公函〔2021〕338号附件1、附件2')
  })

  test('--json prints one Reply', () => {
    const { code, stdout } = run(['ask', question, '--json', ...db, ...now])
    const reply = JSON.parse(stdout) as Reply
    expect(code).toBe(0)
    expect(stdout.trimEnd()).not.toContain('\n')
    expect(Object.keys(reply).toSorted()).toEqual(['answers', 'ms', 'plan', 'status', 'text', 'via'])
    expect([reply.status, reply.via, reply.plan]).toEqual(['answered', 'rules', 'list both where window_reform_rate = 0'])
    expect(reply.ms).toBeGreaterThanOrEqual(0)
    const [pilot, nonPilot] = reply.answers
    expect(pilot).toEqual({
      dataset: '2021-338-1', scope: 'pilot', indicator: 'window_reform_rate', asOf: '2021-07-20', source: '川政公函〔2021〕338号 附件1',
      rows: ['乐山市', '南充市', '宜宾市', '资阳市'].map(region => ({ region, indicator: 'window_reform_rate', value: 0, unit: '%' })),
    })
    expect([nonPilot?.scope, nonPilot?.rows, nonPilot?.source]).toEqual(['non_pilot', [], '川政公函〔2021〕338号 附件2'])
  })

  test('words need no quotes', () => expect(run(['ask', '乐山', '综窗', '多少', ...db]).stdout).toContain('16.4%'))

  test('--as makes 我们 the asker\'s own region', () => {
    const own = JSON.parse(run(['ask', '我们综窗多少', '--as', '乐山-张三', '--json', ...db]).stdout) as Reply
    expect(own.plan).toBe('values both window_reform_rate of 乐山市')
    const nobody = JSON.parse(run(['ask', '我们综窗多少', '--json', ...db]).stdout) as Reply
    expect([nobody.status === 'clarify' || nobody.status === 'not_understood', nobody.answers]).toEqual([true, []])
  })

  test('--now is the day of the question: the year is told when it is another', () => {
    expect(run(['ask', question, ...db, ...now]).stdout).toContain('（截至7月20日）')
    expect(run(['ask', question, ...db, '--now', '2022-01-01T00:00:00+08:00']).stdout).toContain('（截至2021年7月20日）')
    expect(run(['ask', question, ...db, '--now', '2021-12-31T23:59:59+08:00']).stdout).toContain('（截至7月20日）')
  })

  test('a new database is filled from the data folder', () => {
    expect(existsSync(path('fresh.db'))).toBe(false)
    expect(run(['ask', question, '--db', 'fresh.db']).stdout).toContain('乐山')
    expect(existsSync(path('fresh.db'))).toBe(true)
  })

  test('the database and the name are taken from .env', () => {
    const own = openFolder()
    writeFileSync(own.path('.env'), 'QUNBAN_DB=named.db\nQUNBAN_NAME=小三\n')
    expect(own.run(['ask', '@小三 乐山综窗多少']).stdout).toContain('16.4%')
    expect(existsSync(own.path('named.db'))).toBe(true)
    own.remove()
  })
})

describe('ask --jsonl', () => {
  const asJsonLines = (lines: readonly unknown[]) => lines.map(line => JSON.stringify(line)).join('\n')
  const answered = ({ stdout }: Ended) => stdout.trimEnd().split('\n').map(line => JSON.parse(line) as { id: unknown; replies: Reply[] })

  test('answers each line in order, under its id, a Reply a turn', () => {
    const ended = run(['ask', '--jsonl', ...db], { input: `${asJsonLines([
      { id: 'b', turns: ['试点综窗还没启动的有哪些', '非试点呢'] }, { id: 'a', turns: ['自贡一件事多少'] }, { id: 7, turns: [] }, { id: 'c', turns: ['成都GDP多少'] },
    ])}\n\n` })
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    const lines = answered(ended)
    expect(lines.map(({ id, replies }) => [id, replies.length])).toEqual([['b', 2], ['a', 1], [7, 0], ['c', 1]])
    expect(lines.flatMap(({ replies }) => replies.map(({ status, plan }) => plan ?? status))).toEqual([
      'list pilot where window_reform_rate = 0', 'list non_pilot where window_reform_rate = 0', 'values both one_thing_items of 自贡市', 'not_in_data'])
  })

  test('a line knows nothing of the line before', () => {
    const lines = answered(run(['ask', '--jsonl', ...db], { input: asJsonLines([{ id: 1, turns: ['试点综窗还没启动的有哪些'] }, { id: 2, turns: ['非试点呢'] }, { id: 3, turns: ['他们的压减率呢'] }]) }))
    expect(lines.map(({ replies }) => replies[0]?.status === 'answered')).toEqual([true, false, false])
    expect(lines.slice(1).map(({ replies }) => replies[0]?.answers)).toEqual([[], []])
  })

  test('as is the asker of its line alone', () => {
    const lines = answered(run(['ask', '--jsonl', ...db], { input: asJsonLines([{ id: 1, turns: ['我们综窗多少'], as: '南充市政务局 李四' }, { id: 2, turns: ['我们综窗多少'] }]) }))
    expect(lines[0]?.replies[0]?.plan).toBe('values both window_reform_rate of 南充市')
    expect(lines[1]?.replies[0]?.answers).toEqual([])
  })

  test('lines end as they like, and text may hold anything', () => {
    const odd = '综窗\u2028多少\\n"\t'
    const lines = answered(run(['ask', '--jsonl', ...db], { input: `${asJsonLines([{ id: 1, turns: [odd] }])}\r\n${asJsonLines([{ id: 2, turns: ['你好'] }])}` }))
    expect(lines.map(({ id }) => id)).toEqual([1, 2])
  })

  test.each([
    ['no JSON', '{"id":1,"turns":["你好"]}\n{"id":2,', 2], ['no turns', '{"id":1}', 1], ['turns that are no texts', '{"id":1,"turns":[1]}', 1], ['null', 'null', 1],
  ])('%s is named by its line', (_, input, line) => {
    const ended = run(['ask', '--jsonl', ...db], { input })
    expect(ended.code).not.toBe(0)
    assertSentence(ended, `第${line}行`)
    expect(ended.stdout).toBe('')
  })
})

describe('whoever reads the output stops early', () => {
  test('there is nothing to say about it', async () => {
    const asked = spawn(process.execPath, [launcher, 'ask', '--jsonl', ...db], { cwd: path('.'), env: environment })
    let said = ''
    asked.stderr.setEncoding('utf8').on('data', (chunk: string) => { said += chunk })
    asked.stdout.once('data', () => asked.stdout.destroy())
    asked.stdin.on('error', () => undefined).end(Array.from({ length: 3000 }, (_, id) => JSON.stringify({ id, turns: [question] })).join('\n'))
    const code = await new Promise(resolve => { asked.on('close', resolve) })
    expect([code, said]).toEqual([0, ''])
  })
})

describe('arguments', () => {
  test.each([[[]], [['weather']], [['ask', '--colour', '你好']], [['ask', '--db']]])('%j cannot be used: exit 2 and the usage', args => {
    const { code, stdout, stderr } = run(args)
    expect([code, stdout]).toEqual([2, ''])
    for (const word of ['用法', 'ask', 'replay', 'chat', '--db', '--data', '--now']) expect(stderr).toContain(word)
  })
  test.each([
    ['an unknown option', ['ask', '--colour', '你好'], '没有“--colour”这个选项。'], ['an unknown letter', ['ask', '-x'], '没有“-x”这个选项。'], ['no value', ['ask', '--db'], '--db 后面要写一个值。'],
    ['an option for a value', ['ask', '--db', '--json'], '--db 后面要写一个值。'], ['a value too many', ['ask', '--json=3', '你好'], '--json 后面不写值。'],
  ])('%s is told in one sentence', (_, args, sentence) => expect(run(args).stderr.split('\n')[0]).toBe(sentence))
  test('an unknown command is named', () => expect(run(['weather']).stderr).toContain('weather'))
  test('a question is missing', () => {
    const ended = run(['ask', ...db])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toContain('问')
  })
  test('--now is no time', () => {
    const ended = run(['ask', '你好', ...db, '--now', '明天'])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    assertSentence(ended, '--now 明天')
  })
  test('--help prints the usage to stdout', () => {
    const { code, stdout } = run(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('用法')
  })
})

describe('when the world fails: exit 1 and one sentence', () => {
  const fails = (args: readonly string[], holds: string, input = '') => {
    const ended = run(args, { input })
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    assertSentence(ended, holds)
  }
  test('a data file is broken', () => {
    cpSync(shippedData, path('broken'), { recursive: true })
    const table = path('broken/datasets/2021-338-2-non-pilot.csv')
    writeFileSync(table, readFileSync(table, 'utf8').replace('\n自贡市,', '\n自供市,'))
    fails(['ask', question, '--db', 'broken.db', '--data', 'broken'], '2021-338-2-non-pilot.csv 第3行')
  })
  test('YAML is broken', () => {
    cpSync(shippedData, path('yaml'), { recursive: true })
    writeFileSync(path('yaml/regions.yaml'), 'zones: [\nregions:\n')
    fails(['ask', question, '--db', 'yaml.db', '--data', 'yaml'], 'regions.yaml 第')
  })
  test('the data folder is not there', () => fails(['ask', question, '--db', 'none.db', '--data', 'nowhere'], 'nowhere'))
  test('the data folder is a file', () => {
    writeFileSync(path('a-file'), '')
    fails(['ask', question, '--db', 'none.db', '--data', 'a-file'], 'a-file')
  })
  test('the database cannot be made', () => fails(['ask', question, '--db', 'no/such/folder/x.db'], 'no/such/folder/x.db'))
  test('the database is none', () => {
    writeFileSync(path('text.db'), 'this is no database, only a text that is long enough to be looked at '.repeat(20))
    fails(['ask', question, '--db', 'text.db'], 'text.db')
  })
  test('the transcript is not there', () => fails(['replay', 'no-such-file.jsonl', ...db], 'no-such-file.jsonl'))
  test('the transcript is a folder', () => {
    mkdirSync(path('a-folder'))
    fails(['replay', 'a-folder', ...db], 'a-folder 是文件夹')
  })
  test('.env is broken', () => {
    const own = openFolder()
    writeFileSync(own.path('.env'), '# 说明\nQUNBAN_DB qunban.db\n')
    const ended = own.run(['ask', question])
    own.remove()
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    assertSentence(ended, '.env 第2行')
  })
})

describe('chat', () => {
  test('answers each line as a member of a room, and remembers', () => {
    const { code, stdout } = run(['chat', '--db', 'chat.db', '--as', '乐山-张三', ...now], { input: '我们综窗多少\n\n那南充呢\n' })
    expect(code).toBe(0)
    expect(stdout).toContain('乐山市综窗完成率')
    expect(stdout).toContain('南充市综窗完成率')
  })
  test.each(['chat', 'replay'])('%s leaves a database alone in which a group is served', async command => {
    const { store } = await openLibrary(path('served.db'), shippedData, '三化助手')
    keep(store, 'door', 'live')
    store.close()
    const ended = run([command, '--db', 'served.db'], { input: '' })
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    assertSentence(ended, 'served.db')
  })
})

describe('what ask loads', () => {
  /** Prints the packages that are loaded, by a hook that the program does not know of. */
  const hook = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module'
    const seen = new Set()
    registerHooks({ resolve(specifier, context, next) {
      const found = next(specifier, context), name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(found.url)?.[1]
      if (name) seen.add(name)
      return found
    } })
    process.on('exit', () => process.stderr.write('loaded ' + [...seen].join(' ')))`)}`
  const loaded = (...args: string[]): string[] => {
    const { code, stderr } = run(args, { flags: ['--import', hook] })
    expect(code).toBe(0)
    return /loaded (.*)$/.exec(stderr)?.[1]?.split(' ') ?? []
  }
  test('the database, and of a filled one nothing else', () => expect(loaded('ask', question, ...db)).toEqual(['better-sqlite3']))
  test('what reads files only to fill a new one', () => {
    const packages = loaded('ask', question, '--db', 'first.db')
    expect(packages).toEqual(expect.arrayContaining(['better-sqlite3', 'yaml', 'csv-parse', 'zod']))
    expect(packages.filter(name => /wechaty|openai|exceljs|xlsx|chart|canvas|sharp/.test(name))).toEqual([])
  })
})

describe('replay', () => {
  type Sent = { at: string; room?: string; person?: string; text: string; mentions: string[]; to?: number }
  const room = '三化工作群'
  const enter = { type: 'room', room, members: [{ name: '省中心-王敏', role: 'admin' }, { name: '乐山-张三' }, { name: '南充-李四' }] }
  const say = (time: string, from: string, text: string, more: object = {}) => ({ type: 'message', at: `2021-09-15T${time}+08:00`, room, from, text, mention: true, ...more })
  let databases = 0
  const replay = (events: readonly unknown[]): Ended => run(['replay', '--db', `replay-${databases += 1}.db`], { input: events.map(event => JSON.stringify(event)).join('\n') })
  function play(...events: readonly unknown[]): Sent[] {
    const { code, stdout, stderr } = replay(events)
    expect([code, stderr]).toEqual([0, ''])
    return stdout.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Sent)
  }

  test('a mention is answered in its room, to its event, at its time', () => {
    const [sent, ...more] = play(enter, say('10:00:00', '乐山-张三', `@三化助手 ${question}`), say('10:01:00', '南充-李四', '谢谢'))
    expect(sent).toMatchObject({ at: '2021-09-15T10:00:00+08:00', room, to: 1 })
    expect(sent).not.toHaveProperty('person')
    expect(sent?.text).toContain('乐山')
    expect(more.map(({ to, text }) => [to, text])).toEqual([[2, '不客气。']])
  })
  test('other talk is silence, also when it asks', () => {
    expect(play(enter, say('10:00:00', '乐山-张三', question, { mention: false }), say('10:00:10', '南充-李四', '乐山综窗多少', { mention: false }), say('10:00:20', '乐山-张三', '收到', { mention: false }))).toEqual([])
  })
  test('收到 is not answered, also by mention', () => expect(play(enter, say('10:00:00', '乐山-张三', '收到'))).toEqual([]))
  test('a room that was not enabled is silence', () => expect(play(say('10:00:00', '乐山-张三', question))).toEqual([]))
  test('我们 is the region of the nickname', () => {
    const sent = play(enter, say('10:00:00', '乐山-张三', '我们综窗多少'), say('10:00:10', '南充-李四', '我们综窗多少'))
    expect(sent.map(({ text }) => /乐山市|南充市/.exec(text)?.[0])).toEqual(['乐山市', '南充市'])
  })
  test('a known person is answered in private, an unknown one is not', () => {
    const alone = (time: string, from: string) => ({ type: 'message', at: `2021-09-15T${time}+08:00`, from, text: '乐山综窗多少' })
    const sent = play(enter, alone('10:00:00', '乐山-张三'), alone('10:01:00', '路人甲'))
    expect(sent).toMatchObject([{ person: '乐山-张三', to: 1 }])
    expect(sent[0]).not.toHaveProperty('room')
  })
  test('a private question leaves nothing in the room', () => {
    const sent = play(enter, { type: 'message', at: '2021-09-15T10:00:00+08:00', from: '乐山-张三', text: '试点综窗还没启动的有哪些' }, say('10:01:00', '乐山-张三', '那非试点呢'))
    expect(sent.map(({ to, text }) => [to, text.includes('来源')])).toEqual([[1, true], [2, false]])
  })
  test('the same id twice is one message, also after a restart', () => {
    const twice = say('10:00:00', '乐山-张三', question, { id: 'm1' })
    expect(play(enter, twice, twice, { type: 'restart', downUntil: '2021-09-15T10:05:00+08:00' }, { ...twice, at: '2021-09-15T10:06:00+08:00' }).map(({ to }) => to)).toEqual([1])
  })
  test('the same words under another id are answered again', () => {
    expect(play(enter, say('10:00:00', '乐山-张三', question, { id: 'm1' }), say('10:00:01', '乐山-张三', question, { id: 'm2' })).map(({ to }) => to)).toEqual([1, 2])
  })
  test('a message to everyone is not for the bot', () => expect(play(enter, say('10:00:00', '省中心-王敏', question, { broadcast: true }))).toEqual([]))
  test('a quote of the bot with a new text is a mention, a quote of another is not', () => {
    const quote = (from: string) => ({ mention: false, quote: { from, text: '综窗完成率为0的市州' } })
    expect(play(enter, say('10:00:00', '乐山-张三', question), say('10:01:00', '乐山-张三', '南充综窗多少', quote('三化助手')), say('10:02:00', '乐山-张三', '南充综窗多少', quote('南充-李四'))).map(({ to }) => to)).toEqual([1, 2])
  })
  test.each([['within ten minutes', '10:09:59', true], ['after ten minutes', '10:10:01', false]])('a follow-up %s across a restart', (_, time, isKept) => {
    const sent = play(enter, say('10:00:00', '乐山-张三', '试点综窗还没启动的有哪些'), { type: 'restart', downUntil: '2021-09-15T10:05:00+08:00' }, say(time, '乐山-张三', '那非试点呢'))
    expect(sent.map(({ to, text }) => [to, text.includes('来源：')])).toEqual([[1, true], [3, isKept]])
  })
  test('members survive a restart', () => expect(play(enter, { type: 'restart', downUntil: '2021-09-15T09:00:00+08:00' }, say('10:00:00', '乐山-张三', '我们综窗多少')).map(({ to }) => to)).toEqual([2]))
  test('another person\'s question is no context', () => {
    const sent = play(enter, say('10:00:00', '乐山-张三', '试点综窗还没启动的有哪些'), say('10:01:00', '南充-李四', '那非试点呢'))
    expect(sent.map(({ text }) => text.includes('来源：'))).toEqual([true, false])
  })
  test('a choice that was put is answered by its number, without a mention', () => {
    const events = [enter, say('10:00:00', '乐山-张三', '试点业务窗口最多的市州'), say('10:00:30', '南充-李四', '1', { mention: false }), say('10:01:00', '乐山-张三', '好的稍等', { mention: false }), say('10:01:30', '乐山-张三', '1', { mention: false })]
    const sent = play(...events)
    expect(sent[0]?.text).toContain('1 ')
    expect(sent.slice(1).map(({ to, text }) => [to, text.includes('来源：')])).toEqual([[4, true]])
  })
  test('a room event replaces the members', () => {
    const alone = { type: 'message', at: '2021-09-15T10:00:00+08:00', from: '南充-李四', text: '你好' }
    expect(play(enter, { ...enter, members: [{ name: '乐山-张三' }] }, alone)).toEqual([])
  })
  test('a file is read as well as stdin', () => {
    writeFileSync(path('talk.jsonl'), [enter, say('10:00:00', '乐山-张三', question)].map(event => JSON.stringify(event)).join('\n'))
    expect(run(['replay', 'talk.jsonl', '--db', 'talk.db']).stdout).toContain('"to":1')
  })
  test('the clock does not go back', () => {
    const ended = replay([enter, say('10:00:00', '乐山-张三', '你好'), { type: 'advance', to: '2021-09-15T12:00:00+08:00' }, say('11:00:00', '乐山-张三', '你好')])
    expect(ended.code).not.toBe(0)
    assertSentence(ended, '第4行')
  })
  test.each([
    ['no JSON', '{"type":'], ['an unknown type', '{"type":"dance"}'], ['a message without a text', '{"type":"message","at":"2021-09-15T10:00:00+08:00","from":"乐山-张三"}'],
    ['a time that is none', '{"type":"advance","to":"明天"}'], ['no object', 'null'], ['a number', '7'], ['a list', '[]'],
    ...['7', '["乐山-张三"]', '{}', '[{"role":"admin"}]', '[{"name":7}]', '[null]'].map(members => [`members ${members}`, `{"type":"room","room":"${room}","members":${members}}`]),
    ...['"乐山"', '7', '[]', '{"from":"三化助手"}', '{"from":7,"text":"综窗"}'].map(quote => [`a quote ${quote}`, `{"type":"message","at":"2021-09-15T10:00:00+08:00","from":"乐山-张三","text":"你好","quote":${quote}}`]),
  ])('%s is named by its line', (_, line) => {
    const ended = run(['replay', '--db', 'lines.db'], { input: `${JSON.stringify(enter)}\n${line}\n` })
    expect(ended.code).not.toBe(0)
    assertSentence(ended, '第2行')
  })
})

describe('roster', () => {
  const file = (name: string, text: string): string => {
    writeFileSync(path(name), text)
    return name
  }
  test('brings a file in, lists who stands on it, and prints no phone', () => {
    const list = file('名册.csv', '单位,姓名,市州,角色,电话\n乐山市政务局,张三,乐山,报送,13800000000\n省中心,王敏,,管理员,\n')
    expect(run(['roster', list, '--db', 'roster.db']).stdout).toBe('名册已导入：新增或改动2人，结束0人，未变0人。\n')
    expect(run(['roster', list, '--db', 'roster.db']).stdout).toBe('名册已导入：新增或改动0人，结束0人，未变2人。\n')
    const { stdout } = run(['roster', '--db', 'roster.db'])
    expect(stdout.split('\n').slice(0, 2)).toEqual(['乐山市政务局 张三 乐山市 报送', '省中心 王敏 省级 管理员'])
    expect(stdout).not.toContain('138')
  })
  test('that is empty says how to bring one in', () => expect(run(['roster', '--db', 'empty-roster.db']).stdout).toContain('roster 名册.xlsx'))
  test.each<[string, readonly string[]]>([['is not there', ['roster', '没有.xlsx']], ['has a fault', ['roster', file('坏.csv', '单位,姓名,市州\n重庆市政务局,张三,重庆\n')]]])('a file that %s is told in one sentence, and nothing is brought in', (_, args) => {
    const ended = run([...args, '--db', 'bad-roster.db'])
    expect(ended.code).toBe(1)
    assertSentence(ended, args[1] ?? '')
    expect(run(['roster', '--db', 'bad-roster.db']).stdout).toContain('名册是空的')
  })
})

describe('account', () => {
  const own = openFolder()
  afterAll(() => own.remove())

  test('makes one with a password that is shown once, lists, gives a new password, ends', () => {
    expect(own.run(['account']).stdout).toContain('还没有账号')
    const made = own.run(['account', '王敏', '业务', '系统']).stdout, again = own.run(['account', '王敏']).stdout
    expect(made).toMatch(/^已建账号 王敏（业务、系统），密码 (?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}，只显示这一次；登录后可改。\n$/u)
    expect(again).toMatch(/^账号 王敏 的新密码 /u)
    expect(own.run(['account']).stdout).toBe('王敏 业务、系统\n')
    expect(own.run(['account', '王敏', '停用']).stdout).toBe('已停用账号 王敏。\n')
    expect(own.run(['account']).stdout).toBe('王敏 业务、系统 已停用\n')
  })
  test.each([[['account', '王敏', '超级'], '没有“超级”这个角色'], [['account', '李 四', '业务'], '账号名'], [['account', '没有的人', '停用'], '没有“没有的人”'], [['account', '没有的人'], '请写上角色']] as const)('%j cannot be used', (args, why) => {
    const ended = own.run(args)
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    assertSentence(ended, why)
  })
})

describe('start on an address that others reach', () => {
  const own = openFolder()
  afterAll(() => own.remove())

  test('is refused without accounts; with one everybody has to log in, by whatever name they came', async () => {
    writeFileSync(own.path('.env'), 'QUNBAN_HOST=0.0.0.0\nQUNBAN_PORT=0\n')
    const refused = own.run(['start'])
    expect([refused.code, refused.stdout]).toEqual([1, ''])
    assertSentence({ ...refused, stderr: refused.stderr.split('\n').filter(line => !line.startsWith('{')).join('\n') }, '还没有账号')
    expect(own.run(['account', '王敏', '系统']).code).toBe(0)
    const child = spawn(process.execPath, [launcher, 'start'], { cwd: own.path('.'), env: environment })
    const ended = new Promise(resolve => { child.on('close', resolve) })
    try {
      const port = await new Promise<string>((resolve, reject) => {
        let out = ''
        child.stdout.on('data', data => {
          out += String(data)
          const found = /http:\/\/0\.0\.0\.0:(\d+)/u.exec(out)?.[1]
          if (found !== undefined) resolve(found)
        })
        void ended.then(code => reject(new Error(`ended with ${String(code)}: ${out}`)))
      })
      const ask = async (path: string): Promise<unknown[]> => {
        const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
        return [status, headers.get('location')]
      }
      expect(await ask('/console/people')).toEqual([303, '/console/login'])
      // The trial room has no accounts: it is for this machine alone.
      for (const path of ['/trial/people', '/api/stream']) expect(await ask(path)).toEqual([404, null])
      expect(await ask('/')).toEqual([302, '/console/'])
    } finally {
      child.kill()
      await ended
    }
  }, 60_000)
})

describe('updates', () => {
  const transcript = [
    { type: 'room', room: '三化工作群', members: [{ name: '乐山-张三' }] },
    { type: 'message', at: '2021-08-25T10:00:00+08:00', room: '三化工作群', from: '乐山-张三', text: '乐山综窗45%', mention: false },
    { type: 'message', at: '2021-08-25T10:01:00+08:00', room: '三化工作群', from: '乐山-张三', text: '更正 54%', mention: false },
    { type: 'message', at: '2021-08-25T10:02:00+08:00', room: '三化工作群', from: '乐山-张三', text: '一枚印章启用率30%', mention: false },
    { type: 'message', at: '2021-08-25T10:03:00+08:00', room: '三化工作群', from: '乐山-张三', text: '撤回', mention: false },
  ].map(event => `${JSON.stringify(event)}\n`).join('')

  test('is an empty ledger before anything is reported', () => {
    expect(run(['updates', '--json', '--db', 'none.db'])).toMatchObject({ code: 0, stdout: '[]\n' })
    expect(run(['updates', '--db', 'none.db']).stdout).toBe('台账是空的。\n')
  })
  test('gives what stands; with --history what was corrected and withdrawn too', () => {
    expect(run(['replay', '--db', 'ledger.db'], { input: transcript }).code).toBe(0)
    const [record, ...more] = JSON.parse(run(['updates', '--json', '--db', 'ledger.db']).stdout) as Record<string, unknown>[]
    expect(more).toEqual([])
    expect(record).toEqual({ id: 1, room: '三化工作群', region: '乐山市', scope: null, topic: 'windows', metrics: [{ indicator: 'window_reform_rate', value: 54, unit: '%' }], status: null, asOf: '2021-08-25', note: '更正 54%', reporter: '乐山-张三', reportedAt: expect.any(String), state: 'recorded' })
    const all = JSON.parse(run(['updates', '--json', '--history', '--db', 'ledger.db']).stdout) as { id: number; state: string }[]
    expect(all.map(({ id, state }) => `${id} ${state}`)).toEqual(['1 superseded', '1 recorded', '2 superseded', '2 withdrawn'])
    expect(run(['updates', '--db', 'ledger.db']).stdout).toBe('#1 2021-08-25 乐山市 综窗完成率54% 乐山-张三\n')
    expect(run(['updates', '乐山', '综窗', '--history', '--db', 'ledger.db']).stdout.split('\n').filter(line => line !== '')).toHaveLength(2)
    expect(run(['updates', '南充', '--db', 'ledger.db']).stdout).toBe('没有这样的记录。\n')
  })
})

describe('the launcher', () => {
  const isOld = (node: string): boolean => Number(/^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8', env: environment }).stdout ?? '')?.[1] ?? 99) < 24
  const old = (environment['PATH'] ?? '').split(delimiter).filter(entry => !entry.includes('node_modules')).map(entry => join(entry, 'node')).find(node => existsSync(node) && isOld(node))

  test.skipIf(old === undefined)(`says under an old Node what is needed${old === undefined ? ' (skipped: no old Node on this machine)' : ''}`, () => {
    const ended = run(['ask', question, ...db], { node: old as string })
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    assertSentence(ended, 'Node.js 24')
  })
  test('is plain JavaScript that an old Node can read', () => {
    const source = readFileSync(new URL('../src/qunban.js', import.meta.url), 'utf8')
    expect(source).not.toMatch(/^import .*\.ts'/m)
    expect(source).toContain("import('./main.ts')")
  })
})
