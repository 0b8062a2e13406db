// data/ → dictionary and cells. Everything is checked here, once; an error names the file, the line and what is wrong.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { pinyin } from 'pinyin-pro'
import { expandForms } from '../language/forms.ts'
import { packSounds } from '../language/sound.ts'
import { loadCalendar } from './calendar.ts'
import type { Beside, Dataset, Dictionary, Fact, NoticeDeadline } from './dictionary.ts'
import { datasetsFile, indicatorsFile, noticeFile, regionsFile } from './schema.ts'
import { readYaml, wrong } from './source.ts'

export type Row = { readonly name: string; readonly kind: 'region' | 'total'; readonly cells: Readonly<Record<string, { readonly number: number | null; readonly text: string }>> }
export type LoadedDataset = Dataset & { readonly rows: readonly Row[] }
export type Loaded = { readonly dictionary: Dictionary; readonly datasets: readonly LoadedDataset[] }

/** The row of a table that is the province's own, never counted among its regions. */
const totals = new Set(['合计', '全省', '总计', '平均'])

function parseCell(text: string, file: string, line: number): { number: number | null; text: string } {
  const plain = text.trim()
  if (plain === '' || /^[-—–/]+$/.test(plain)) return { number: null, text: plain }
  const number = /^(-?\d+(?:\.\d+)?)\s*%?$/.exec(plain.replaceAll(',', ''))?.[1]
  return number === undefined ? wrong(file, line, `“${plain}”不是数字`) : { number: Number(number), text: plain }
}

function readTable(folder: string, name: string, file: string, known: ReadonlySet<string>, indicators: ReadonlySet<string>): { columns: string[]; rows: Row[] } {
  const path = join(folder, name)
  if (!existsSync(path)) return wrong(file, null, `缺少数据表 ${name}`)
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parseCsv(readFileSync(path, 'utf8'), { bom: true, info: true, skip_empty_lines: true }) as unknown as typeof records
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? null
    return wrong(`datasets/${name}`, line, `不是合法的CSV（${(error as Error).message}）`)
  }
  const shownAs = `datasets/${name}`, [header, ...body] = records
  if (!header) return wrong(shownAs, 1, '表是空的')
  const columns = header.record.slice(1)
  for (const column of columns) if (!indicators.has(column)) wrong(shownAs, 1, `列“${column}”不在 indicators.yaml 里`)
  const seen = new Set<string>()
  const rows = body.map(({ record: [name = '', ...cells], info }): Row => {
    const kind = totals.has(name) ? 'total' : 'region'
    if (kind === 'region' && !known.has(name)) wrong(shownAs, info.lines, `“${name}”不是已知的市州全称`)
    if (seen.has(name)) wrong(shownAs, info.lines, `“${name}”出现了两次`)
    seen.add(name)
    return { name, kind, cells: Object.fromEntries(columns.map((column, i) => [column, parseCell(cells[i] ?? '', shownAs, info.lines)])) }
  })
  return { columns, rows }
}

/** Syllables of the common characters (GB 2312's range), so that questions are heard without a pinyin library. */
function readSounds(): string {
  const readings = new Map<string, string[]>()
  for (let code = 0x4e00; code <= 0x9fa5; code += 1) {
    const character = String.fromCharCode(code)
    if (encodesAsGb2312(character)) readings.set(character, [...new Set(pinyin(character, { toneType: 'none', multiple: true, type: 'array', v: true }))])
  }
  return packSounds(readings)
}

const gb2312 = new TextDecoder('gbk')
const inGb2312 = new Set<string>()
for (let high = 0xb0; high <= 0xf7; high += 1) for (let low = 0xa1; low <= 0xfe; low += 1) inGb2312.add(gb2312.decode(Uint8Array.of(high, low)))
const encodesAsGb2312 = (character: string): boolean => inGb2312.has(character)

function loadNotices(folder: string, names: ReadonlySet<string>, indicators: ReadonlyMap<string, { readonly topic: string }>): { facts: Fact[]; beside: Beside[]; deadlines: NoticeDeadline[] } {
  const notices = join(folder, 'notices'), beside: Beside[] = [], deadlines: NoticeDeadline[] = []
  if (!existsSync(notices)) return { facts: [], beside, deadlines }
  const facts = readdirSync(notices).filter(name => name.endsWith('.yaml')).toSorted().flatMap(name => {
    const { value, lineOf, file } = readYaml(join(notices, name), `notices/${name}`, noticeFile)
    value.beside.forEach(({ indicator }, i) => {
      if (!indicators.has(indicator)) wrong(file, lineOf(['beside', i]), `指标“${indicator}”不在 indicators.yaml 里`)
    })
    beside.push(...value.beside.map(({ region, indicator, says }) => ({ region, indicator, says })))
    deadlines.push(...value.deadlines.map(({ id, kind, title, says, forms, to, due, time, target }, i): NoticeDeadline => {
      const measured = target && indicators.get(target.indicator)
      if (target && !measured) wrong(file, lineOf(['deadlines', i, 'target']), `指标“${target.indicator}”不在 indicators.yaml 里`)
      if ((kind === 'target') !== (target !== undefined)) wrong(file, lineOf(['deadlines', i]), kind === 'target' ? '目标缺少 target' : '要报送的事项不写 target')
      return {
        id, document: value.notice.number, kind, title, says, forms, recipient: to ?? null, day: due, time: time ?? null,
        target: target ? { indicator: target.indicator, scope: target.scope === 'both' ? null : target.scope, value: target.value, topic: measured?.topic ?? '' } : null,
      }
    }))
    return value.facts.map((fact, i): Fact => {
      for (const place of fact.place_names) if (!names.has(place)) wrong(file, lineOf(['facts', i, 'place_names']), `“${place}”不是已知的市州或县`)
      if (fact.target && !indicators.has(fact.target.indicator)) wrong(file, lineOf(['facts', i, 'target']), `指标“${fact.target.indicator}”不在 indicators.yaml 里`)
      return { id: fact.id, document: value.notice.number, place: fact.place, asks: fact.asks, words: fact.words, answer: fact.answer, target: fact.target ?? null, places: fact.place_names, general: fact.general }
    })
  })
  return { facts, beside, deadlines }
}

/**
 * Reads a data folder. Regions and the calendar come from `shipped` where the folder has none of its own; an empty folder gives these and nothing else.
 *
 * @throws Failure naming file and line when a file does not hold what it should
 */
export function loadData(folder: string, shipped: string): Loaded {
  const has = (name: string) => existsSync(join(folder, name))
  const show = (name: string) => (folder === shipped ? name : relative(process.cwd(), join(folder, name)) || name)
  const places = readYaml(join(has('regions.yaml') ? folder : shipped, 'regions.yaml'), show('regions.yaml'), regionsFile)
  const { regions, zones, counties, development_zones: developmentZones } = places.value
  const regionNames = new Set(regions.map(region => region.name))
  zones.forEach((zone, i) => zone.regions.forEach((name, k) => {
    if (!regionNames.has(name)) wrong(places.file, places.lineOf(['zones', i, 'regions', k]), `“${name}”不是已知的市州`)
  }))
  counties.forEach(({ city }, i) => {
    if (!regionNames.has(city)) wrong(places.file, places.lineOf(['counties', i]), `“${city}”不是已知的市州`)
  })
  const allCounties = counties.flatMap(({ city, names, suffixed }) => [
    ...names.map(name => ({ name, city, bare: true })), ...suffixed.map(name => ({ name, city, bare: false })),
  ])

  const words = has('indicators.yaml') ? readYaml(join(folder, 'indicators.yaml'), show('indicators.yaml'), indicatorsFile) : null
  const indicators = words?.value.indicators ?? [], ids = new Set(indicators.map(indicator => indicator.id))
  const expand = (forms: readonly string[], path: readonly PropertyKey[]): string[] => {
    try {
      return [...new Set(forms.flatMap(expandForms))]
    } catch (error) {
      return wrong(show('indicators.yaml'), words?.lineOf(path) ?? null, (error as Error).message)
    }
  }
  const mustKnow = (id: string | undefined, path: readonly PropertyKey[]) => {
    if (id !== undefined && !ids.has(id)) wrong(show('indicators.yaml'), words?.lineOf(path) ?? null, `没有指标“${id}”`)
  }
  words?.value.topics.forEach((topic, i) => mustKnow(topic.main, ['topics', i]))
  words?.value.parts.forEach((part, i) => [...part.among, part.main].forEach(id => mustKnow(id, ['parts', i])))
  indicators.forEach((indicator, i) => {
    for (const other of [indicator.part_of, indicator.after]) mustKnow(other, ['indicators', i])
    if (!words?.value.topics.some(topic => topic.id === indicator.topic)) wrong(show('indicators.yaml'), words?.lineOf(['indicators', i]) ?? null, `没有主题“${indicator.topic}”`)
  })

  const tables = has('datasets.yaml') ? readYaml(join(folder, 'datasets.yaml'), show('datasets.yaml'), datasetsFile).value.datasets : []
  const datasets = tables.map((table): LoadedDataset => {
    const { columns, rows } = readTable(join(folder, 'datasets'), table.file, show('datasets.yaml'), regionNames, ids)
    return { id: table.id, document: table.document, attachment: table.attachment, scope: table.scope, asOf: table.as_of, columns, total: rows.find(row => row.kind === 'total')?.name ?? null, rows }
  })
  const dictionary: Dictionary = {
    regions: regions.map(({ name, short, say, aliases, slips }) => ({ name, short, say, aliases, slips })),
    zones, counties: allCounties, developmentZones,
    topics: words?.value.topics.map(({ words: forms, ...topic }, i) => ({ ...topic, words: expand(forms, ['topics', i]) })) ?? [],
    indicators: Object.fromEntries(indicators.map((indicator, i) => [indicator.id, {
      id: indicator.id, partOf: indicator.part_of ?? null, after: indicator.after ?? null, header: indicator.header ?? null, name: indicator.name, unit: indicator.unit, measures: indicator.measures, better: indicator.better,
      topic: indicator.topic, means: indicator.means ?? null, forms: expand([...indicator.forms, indicator.name.replaceAll(/[“”（）()]/g, '')], ['indicators', i]),
    }])),
    parts: words?.value.parts.map((part, i) => ({
      words: expand(part.words, ['parts', i]), among: part.among, ...(part.main === undefined ? {} : { main: part.main }),
      strength: part.soft ? 'soft' as const : part.weak ? 'weak' as const : 'part' as const, ...(part.reports ? { reports: true as const } : {}),
    })) ?? [],
    themes: words?.value.themes ?? [],
    terms: words?.value.terms ?? [],
    datasets: datasets.map(({ rows: _, ...dataset }) => dataset),
    ...loadNotices(folder, new Set([...regionNames, ...allCounties.map(county => county.name)]), new Map(indicators.map(indicator => [indicator.id, indicator]))),
    calendar: loadCalendar(join(has('calendar') ? folder : shipped, 'calendar'), regionNames),
    sounds: readSounds(),
  }
  return { dictionary, datasets }
}
