// 导出台账 and 模板, by mention or in private: workbooks that go out as files. The ledger holds what is to be checked, so it goes to the asker alone; to who
// is no admin, only his own city's.

import { readFileSync } from 'node:fs'
import { replyTo, type MessageEvent, type Outgoing } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import type { Library } from '../library.ts'
import { ledgerOfWhom, ledgerReady, ledgerSent, notYourLedger, notYourTemplate, templateInTwo, templateReady, viewersFillNot, whichTemplate, type LedgerCounts } from '../replies/exports.ts'
import { sayPlace } from '../replies/updates.ts'
import type { Person } from '../roster/person.ts'
import { placeCalled } from '../report/filled.ts'
import { exportsFolder, keepExport } from '../report/folder.ts'
import { countLedger, makeLedger } from '../report/ledger.ts'
import { writeWorkbook } from '../report/sheet.ts'
import { allVersions } from '../store/ledger.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { officialFigures } from '../table/official.ts'
import { parserVersion } from '../update/read.ts'
import { cityOf } from '../update/record.ts'
import type { Heard, Skill, Understood } from './skill.ts'
import { mayReport, templateOf } from './templates.ts'

/** Longer ones ask for something else too. */
const longestRequest = 40

// No two of these begin alike: a long row of them is read in one way only.
const before = '(?:请|麻烦|帮忙|帮|给|发|要|来|想|下载|导出|把|将|我们(?![市州县区])|我(?![们市州县区])|一下|一份|一个|份|个|下)*'
const after = '(?:请|给|发|来|下载|导出|我们|我|一下|一份|一个|份|下|吧|呢|嘛|谢谢)*'
const ledgerAsked = new RegExp(`^${before}(?<place>.{0,12}?)的?(?:进展|上报|报送)?(?:的)?台账(?:表格|表|文件|数据)?${after}$`, 'u')
const progressAsked = /^(?:请|帮我|给我)?(?:导出|下载)(?:一下)?(?<place>.{0,12}?)的?(?:全部|所有)?(?:上报|报送)?(?:的)?进展(?:表格|表|文件|数据)?(?:吧|谢谢)?$/u
const templateAsked = new RegExp(`^${before}(?<place>.{0,16}?)的?(?:空白|空)?(?:进展|数据)?(?:填报|上报|报送)?(?:的)?(?:模板|模版)(?:表格|表|文件)?${after}$`, 'u')

type Request = { readonly what: 'ledger' | 'template'; /** '' where none was named. */ readonly place: string }

const whole = /^(?:全部|所有|全省|各市州|整个|完整|最新)?$/u
const own = /^(?:我们?|本|咱们?)(?:[市州县区]|单位)?$/u

/** What is asked for, and of which place: 发一下乐山的填报模板 → template, 乐山 */
export function readRequest(text: string): Request | null {
  const plain = text.replace(/[\s。.!?,~]/gu, '')
  if (plain.length > longestRequest || plain.startsWith('我的')) return null
  const ledger = ledgerAsked.exec(plain) ?? progressAsked.exec(plain), template = ledger ? null : templateAsked.exec(plain), place = (ledger ?? template)?.groups?.['place']
  return place === undefined ? null : { what: ledger ? 'ledger' : 'template', place: whole.test(place) || own.test(place) ? '' : place }
}

const versionOfProgram = (): string => (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

/** The ledger as a workbook; of one city, or null for all. */
export async function writeLedger({ store, dictionary }: Library, now: Date, city: string | null): Promise<{ readonly bytes: Uint8Array; readonly counts: LedgerCounts }> {
  const versions = allVersions(store)
  const sheets = makeLedger({ versions, official: (region, indicator) => officialFigures(region, indicator, store, dictionary), dictionary, now, city, program: versionOfProgram(), parser: parserVersion })
  return { bytes: await writeWorkbook(sheets), counts: countLedger(versions, city) }
}

const say = (event: MessageEvent, text: string): Understood => ({ commit: () => [replyTo(event, text)] })
/** To the asker alone; the room hears that it went. */
const inPrivate = (event: MessageEvent, text: string, file: NonNullable<Outgoing['file']>): Outgoing[] => [
  { to: { person: event.from, contact: event.sender }, text, mentions: [], file }, ...(event.room === null ? [] : [replyTo(event, ledgerSent)]),
]

async function sendLedger({ event, person, library }: Heard, asked: string | null): Promise<Understood> {
  const { store, dictionary } = library, isAdmin = person.role === 'admin'
  if (!isAdmin && person.region === null) return say(event, ledgerOfWhom)
  if (!isAdmin && asked !== null && asked !== person.region) return say(event, notYourLedger(asked, person.region ?? '', dictionary))
  const city = isAdmin ? asked : person.region, { bytes, counts } = await writeLedger(library, event.at, city)
  return {
    commit: () => {
      const file = keepExport(bytes, `进展台账${city === null ? '' : `-${sayPlace(city, dictionary)}`}`, exportsFolder(store.name), event.at)
      return inPrivate(event, ledgerReady(city, isAdmin, counts, dictionary), file)
    },
  }
}

/** A county that two cities have is the asker's own, where one of them is his. */
function regionAsked(place: string, person: Person, dictionary: Dictionary): string | { readonly name: string; readonly cities: readonly string[] } | null {
  const called = placeCalled(place, dictionary)
  if (called === null || 'region' in called) return called?.region ?? null
  return called.cities.includes(person.region ?? '') ? `${person.region}/${called.name}` : called
}

async function sendTemplate({ event, person, library }: Heard, region: string): Promise<Understood> {
  const { store, dictionary } = library, city = cityOf(region)
  if (!mayReport(person, city)) return say(event, notYourTemplate(region, person.region, dictionary))
  const bytes = await writeWorkbook(templateOf(region, event.room, person.role === 'admin' || person.region === city, library))
  return {
    commit: () => {
      const file = keepExport(bytes, `填报模板-${sayPlace(region, dictionary)}`, exportsFolder(store.name), event.at)
      return [{ ...replyTo(event, templateReady(region, dictionary)), file }]
    },
  }
}

export const exporting: Skill = {
  name: 'exporting',
  open: false,
  understand: heard => {
    const { event, person, addressed, library: { dictionary, botNames } } = heard
    const request = addressed ? readRequest(normalise(event.text, botNames)) : null
    if (!request) return null
    const { what, place } = request, region = place === '' ? null : regionAsked(place, person, dictionary)
    // 通知模板, 整改台账: of no place, so of something else.
    if (place !== '' && region === null) return null
    if (what === 'ledger') return sendLedger(heard, typeof region === 'string' ? cityOf(region) : null)
    if (person.role === 'viewer') return say(event, viewersFillNot)
    if (region !== null && typeof region !== 'string') return say(event, templateInTwo(region.name, region.cities, dictionary))
    const home = person.region === null ? null : [person.region, person.county].filter(part => part !== null).join('/'), wanted = region ?? home
    return wanted === null ? say(event, whichTemplate) : sendTemplate(heard, wanted)
  },
}
