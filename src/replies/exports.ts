// The words of workbooks that go out and come back (sheets, columns, states, the notes on method) and what the bot says about them.

import { sayRegion, type Dictionary } from '../table/dictionary.ts'
import { toShanghai } from '../shanghai.ts'
import { sayMetric, sayPlace, sayShortPlace } from './updates.ts'
import { sayDate, sayName } from './words.ts'

// ---- the ledger

export const ledgerSheets = { latest: '最新', all: '全部版本', missing: '未报', toCheck: '待核', notes: '说明' } as const

export const ledgerColumns = {
  city: '市州', place: '县（市、区）、乡镇', scope: '口径', topic: '主题', indicator: '指标', value: '数值', unit: '单位', about: '约数', status: '进度', asOf: '截至', officialAsOf: '通报截至',
  id: '编号', version: '版本', kind: '类型', state: '状态', counts: '计入', note: '原文', reporter: '报送人', author: '操作人', at: '登记时间', room: '群', doubts: '疑点', others: '对照：其他现行的数', remark: '情况',
  item: '项目', text: '说明',
} as const

export const stateNames: Readonly<Record<string, string>> = { recorded: '未核实', to_check: '待核', verified: '已核实', returned: '已退回', superseded: '已更正', withdrawn: '已撤回' }
export const kindNames: Readonly<Record<string, string>> = { report: '报送', correction: '更正', withdrawal: '撤回' }
export const statusNames: Readonly<Record<string, string>> = { not_started: '未启动', in_progress: '推进中', done: '已完成' }
export const aboutName = '约', privateName = '私聊', countedName = '是', uncountedName = '否', notReported = '未报'

const doubtNames: Readonly<Record<string, string>> = { fall: '比上次降得多', jump: '比上次升得多', 'two-figures': '同一天另有不同的数', 'parts-over-whole': '分项之和大于总数' }
export const sayDoubts = (doubts: readonly string[]): string => doubts.map(doubt => doubtNames[doubt] ?? doubt).join('，')

/** 试点, 非试点; else the whole place: 全市, 全州, 全域 of a county. */
export const sayReach = (scope: string | null, region: string): string => (scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : region.includes('/') ? '全域' : region.endsWith('州') ? '全州' : '全市')
/** The head of a column of official figures: 通报数（试点） */
export const officialColumn = (scope: string | null): string => `通报数${scope === 'pilot' ? '（试点）' : scope === 'non_pilot' ? '（非试点）' : ''}`
/** 68%（2021-08-20，#12） */
export const sayOther = (metric: Parameters<typeof sayMetric>[0], asOf: string, id: number): string => `${sayMetric(metric)}（${asOf}，#${id}）`
export const onlyStatus = (status: string, asOf: string, id: number): string => `只报了进度：${statusNames[status] ?? ''}（${asOf}，#${id}）`
export const onlyCounties = (names: readonly string[]): string => `市州本级未报，已报的县（市、区）${names.length}个：${names.join('、')}`

/** 2021-08-25 10:00 */
export const sayMoment = (at: Date): string => toShanghai(at).toISOString().slice(0, 16).replace('T', ' ')

export type LedgerFacts = { readonly at: Date; readonly city: string | null; readonly records: number; readonly versions: number; readonly toCheck: number; readonly sources: readonly string[]; readonly program: string; readonly parser: string }

/** What the figures mean and what is left out, for who opens the file without the bot. */
export const ledgerNotes = ({ at, city, records, versions, toCheck, sources, program, parser }: LedgerFacts): [string, string][] => [
  ['导出时间', `${sayMoment(at)}（北京时间）`],
  ['导出范围', city === null ? '全部市州' : `只含${city}`],
  ['数量', `现行有效${records}条，共${versions}个版本，待核${toCheck}条`],
  ['哪些算报送', '群里或私聊里带标签（#进展 等）的，写明地区、指标和数（或进度）的，接龙，以及填好发回的模板。计划、转述、要求、提问不算。'],
  ['最新', '每个地区、指标、口径一行，取截至日最近的数；同一天有几个的，取最后登记的。已更正、已撤回、已退回的不计入。只报进度或文字的没有数，在“全部版本”里。'],
  ['口径', '写明试点或非试点的分开记；没写的是全市（全州、全域）。'],
  ['截至', '报送里写明的日子；没写的按发出当天。'],
  ['数值', '照报送登记，单位另成一列；说“约”“左右”的标“约”。百分数写成45，单位%。'],
  ['编号、版本', '一条记录一个编号，更正、撤回都在原编号下另成一个版本，旧版本留着。“计入”为“是”的只有现行有效的那一版。'],
  ['状态', '未核实：照报送登记，没有疑点，管理员还没有核实。待核：程序查出疑点，等管理员核实或退回。已退回的要重报。'],
  ['待核的疑点', '百分数比上次降20个百分点以上，或降到不足一半；百分数比上次升40个百分点以上，数量超过上次5倍；同一地区、口径、同一天有不同的数；分项之和大于总数。'],
  ['未报', '市州本级没有现行有效的数的主要指标；市州和指标按词典的顺序。'],
  ['通报数', sources.length === 0 ? '没有导入统计表。' : `${sources.join('；')}。不因报送而变。`],
  ['原文', '登记前已隐去电话、证件号等。从聊天里读出的数以原文为准。'],
  ['程序', `群办 ${program}，读数规则第${parser}版`],
]
/** 附件1（试点，截至2021-07-20） */
export const saySource = ({ document, attachment, scope, asOf }: { readonly document: string; readonly attachment: string; readonly scope: string | null; readonly asOf: string }): string => (
  `${document} ${attachment}`.trim() + `（${[scope === 'pilot' ? '试点' : scope === 'non_pilot' ? '非试点' : '', `截至${asOf}`].filter(part => part !== '').join('，')}）`
)

export type LedgerCounts = { readonly records: number; readonly versions: number; readonly toCheck: number }

/** The line that goes out with the file; a reporter is told that it holds his own city only. */
export const ledgerReady = (city: string | null, isAdmin: boolean, { records, toCheck }: LedgerCounts, dictionary: Dictionary): string => (
  `${city === null ? '' : sayPlace(city, dictionary)}进展台账：现行有效${records}条，待核${toCheck}条。${city === null || isAdmin ? '' : `\n只含${sayPlace(city, dictionary)}的记录，全部台账请找管理员。`}`
)
export const ledgerSent = '台账已私发。'
export const ledgerOfWhom = '没认出你是哪个市州的，台账只发本市州的。请发“绑定 市州名”，例如“绑定 乐山市”。'
export const notYourLedger = (asked: string, own: string, dictionary: Dictionary): string => `${sayPlace(asked, dictionary)}的台账请找管理员。要${sayRegion(dictionary, own)}的，请回“导出台账”。`

export const ledgerWritten = (file: string, { records, versions }: LedgerCounts): string => `已把台账写入 ${file}：现行有效${records}条，共${versions}个版本。`
export const whereToWrite = '要写到哪个文件？例如 updates --xlsx 台账.xlsx。'
export const oneFormat = '--json 和 --xlsx 只能选一个。'
export function cannotWrite(file: string, code: string): string {
  if (code === 'EEXIST') return `文件 ${file} 已经有了，没有写：请换个文件名。`
  return code === 'ENOENT' || code === 'ENOTDIR' ? `文件 ${file} 所在的文件夹不存在：请先建好，或换个位置。` : `文件 ${file} 写不了（${code}）：请检查路径、权限和磁盘空间。`
}

// ---- the template

/** Stands in each template; a workbook without it is none. */
export const templateMark = '三化填报模板'
export const templateSheets = { form: '填报', counties: '各县（市、区）', notes: '填写说明' } as const
export const templateColumns = { place: '县（市、区）', indicator: '指标', unit: '单位', last: '上次填报', lastDay: '上次日期', fill: '本次填报', remark: '备注' } as const
export const templateRows = { region: '填报地区', day: '截至日期' } as const
const templateName = (version: string): string => `${templateMark} 第${version}版`
export const templateRemark = (version: string): string => `${templateName(version)}，这一行不要改`
export const dayRemark = '不填就按发出当天，例如 2021-08-25'
export const templateNotes = (version: string): [string, string][] => [
  ['填哪里', '只填“本次填报”一列；没有的留空，留空就是这次不报。备注可以不填。'],
  ['怎么填', '百分数写45%或45，数量写38；可以写约数（约45%），不要写“80%以上”。是0就写0。'],
  ['截至日期', '写这些数是哪天的；不填就按发出当天。'],
  ['口径', '全市（全州、全县）的数。只报试点或非试点的，请在群里写，例如“#进展 乐山 试点综窗45%”。'],
  ['发回', '存成 .xlsx，发到群里或私聊发给助手。可以删行、换行序，指标名不要改。'],
  ['版本', templateName(version)],
]

export const templateReady = (region: string, dictionary: Dictionary): string => `${sayPlace(region, dictionary)}填报模板：请填“本次填报”一列，没有的留空，把文件发回来就登记。`
export const whichTemplate = '要哪个市州或县（市、区）的模板？例如“乐山模板”。'
export const templateInTwo = (name: string, cities: readonly string[], dictionary: Dictionary): string => `“${name}”在${cities.map(city => sayRegion(dictionary, city)).join('、')}都有。请写上市州，例如“${sayRegion(dictionary, cities[0] ?? '')}${name}模板”。`
export const notYourTemplate = (asked: string, own: string | null, dictionary: Dictionary): string => `${sayPlace(asked, dictionary)}不是你所在的市州，不能代报。${own === null ? '请由当地同志填。' : `要${sayRegion(dictionary, own)}的，请回“模板”。`}`
export const viewersFillNot = '你在本群是只看不报的成员，不用填模板。需要报送请联系管理员。'
export const templateBroken = '这份填报模板打不开，没有记录。请用Excel或WPS另存为 .xlsx 再发。'
export const templateEmpty = `模板里“${templateColumns.fill}”一列是空的，没有记录。请填好再发。`

export type CellFault = 'over' | 'negative' | 'none' | 'ratio' | 'bound' | 'unit' | 'unread' | 'formula' | 'conflict' | 'row' | 'county' | 'region' | 'day' | 'future'
type Faulty = { readonly cell: string; readonly name: string; readonly said: string; readonly unit: string; readonly fault: CellFault }

/** What is wrong with a cell and what to write instead: E7 综窗完成率145%超过100% */
export function sayCellFault({ cell, name, said, unit, fault }: Faulty): string {
  const what = ((): string => {
    switch (fault) {
      case 'over': return `${name}${said}超过100%`
      case 'negative': return `${name}${said}不能为负`
      case 'none': return `${name}“${said}”不是数，是0就写0，没有就留空`
      case 'ratio': return `${name}${said}不像百分数，要写成“${Math.round(Number(/[\d.]+/u.exec(said)?.[0]) * 1000) / 10}%”这样`
      case 'bound': return `${name}“${said}”要写准数，不能只写“以上”“超过”`
      case 'unit': return `${name}“${said}”的单位不对，应是${unit}`
      case 'unread': return `${name}“${said}”看不懂，只写数就行`
      case 'formula': return `${name}的公式算不出数，直接写数就行`
      case 'conflict': return `${name}填了两处，数不一样（${said}）`
      case 'row': return name === '' ? `${said}前面没有指标名` : `没有“${name}”这项指标，要照模板的指标名写`
      case 'county': return name === '' ? `${said}前面没有县（市、区）名` : `没有“${name}”这个县（市、区）`
      case 'region': return said === '' ? `缺“${templateRows.region}”一行，要重新要一份模板` : `没有“${said}”这个市州或县（市、区）`
      case 'day': return `${templateRows.day}“${said}”看不懂，要写成2021-08-25这样`
      case 'future': return `${templateRows.day}${said}还没到`
    }
  })()
  return `${cell}${cell === '' ? '' : '：'}${what}`
}

type Metric = { readonly indicator: string; readonly value: number; readonly unit: string; readonly approx?: true }
/** A figure that was filled in beside the one that led: `fell` too far to be left alone, `known` already for that day. */
export type Change = Metric & { readonly before: { readonly value: number; readonly asOf: string } | null; readonly fell: boolean; readonly known: boolean }
export type FilledIn = { readonly id: number; readonly region: string; readonly asOf: string; readonly isNew: boolean; readonly changes: readonly Change[] }

const inRow = (ids: readonly number[]): string => (ids.length > 2 && ids.every((id, i) => i === 0 || id === (ids[i - 1] ?? 0) + 1) ? `#${ids[0]}至#${ids.at(-1)}` : ids.map(id => `#${id}`).join('、'))

/** More are counted, not told. */
const mostTold = 30, mostFaults = 12

/**
 * What came of a template: what was recorded, what changed against the last figures, and all that is wrong, by cell.
 *
 * 已记 #37：乐山市2项（8月25日，全市口径）⏎变动1项（上次→本次）：综窗完成率16.4%→45%⏎…
 */
export function tellFilledIn(all: readonly FilledIn[], faults: readonly Faulty[], isLong: boolean, dictionary: Dictionary, now: Date): string {
  const fresh = all.filter(({ isNew }) => isNew), [first] = fresh, day = all[0]?.asOf ?? ''
  const count = ({ changes }: FilledIn): number => changes.filter(({ known }) => !known).length
  const reach = (region: string): string => (region.includes('/') ? '' : `，${sayReach(null, region)}口径`)
  const head = first === undefined ? [] : [fresh.length === 1
    ? `已记 #${first.id}：${sayPlace(first.region, dictionary)}${count(first)}项（${sayDate(day, now)}${reach(first.region)}）`
    : `已记${fresh.length}条 ${inRow(fresh.map(({ id }) => id))}（${sayDate(day, now)}）：${fresh.map(one => `${sayShortPlace(one.region, dictionary)}${count(one)}项`).join('，')}`]
  const figures = all.flatMap(({ region, asOf, changes }) => changes.map(change => ({ ...change, asOf, name: `${all.length > 1 ? sayShortPlace(region, dictionary) : ''}${sayName(change.indicator, dictionary)}` })))
  const told = figures.filter(({ known }) => !known), known = figures.filter(one => one.known)
  const isLater = (one: typeof told[number]): boolean => one.before !== null && one.before.asOf > one.asOf
  const later = told.filter(isLater), rest = told.filter(one => !isLater(one))
  const changed = rest.filter(({ before, value }) => before !== null && before.value !== value), same = rest.filter(({ before, value }) => before?.value === value), firstTime = rest.filter(({ before }) => before === null)
  const step = ({ name, before, unit, ...figure }: typeof told[number]): string => `${name}${before?.value}${unit}→${sayMetric({ ...figure, unit })}`
  const plain = ({ name, ...figure }: typeof told[number]): string => `${name}${sayMetric(figure)}`
  const line = (some: readonly typeof told[number][], title: string, say: (one: typeof told[number]) => string): string[] => (some.length === 0 ? [] : [`${title}：${some.slice(0, mostTold).map(say).join('，')}${some.length > mostTold ? '等' : ''}`])
  const some = faults.length > mostFaults ? `（先列${mostFaults}处）` : ''
  const fell = changed.filter(one => one.fell), record = first?.id ?? all[0]?.id
  return [
    ...head,
    ...line(changed, `变动${changed.length}项（上次→本次）`, step),
    ...line(firstTime, `首次填报${firstTime.length}项`, plain),
    ...line(same, `与上次相同${same.length}项`, plain),
    ...line(later, `${later.length}项另有更近的数，仍以更近的为准`, one => `${plain(one)}（${sayDate(one.before?.asOf ?? '', now)}${one.before?.value}${one.unit}）`),
    ...(known.length === 0 ? [] : [`${known.length}项当天已记过${first === undefined && record !== undefined ? `（#${record}）` : ''}，未重复登记`]),
    ...(fell.length === 0 ? [] : [`降得多，请核对：${fell.map(({ name }) => name).join('、')}。${all.length === 1 ? '无误回“确认”，' : ''}有误回“更正 #${record} ”加指标和准数。`]),
    ...(faults.length === 0 ? [] : [
      `${all.length === 0 ? `未记录，${faults.length > 1 ? `有${faults.length}处${some}：` : ''}` : `另有${faults.length}处未记${some}：`}${faults.slice(0, mostFaults).map(sayCellFault).join('；')}。`,
      `${fell.length > 0 ? '' : '请'}在表里改好后重发${all.length === 0 ? '' : '，已记的不会重复登记'}。`,
    ]),
    ...(isLong && first !== undefined && faults.length === 0 && fell.length === 0 ? [`有误回“更正 #${record} ”加指标和准数，作废回“撤回 #${record}”`] : []),
  ].join('\n')
}
