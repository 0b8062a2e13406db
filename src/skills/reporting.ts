// A message as a report: 群接龙, 撤回, 更正, the short answer to a confirmation, and progress updates with or without a tag. What is none of these is
// left to the others, or to silence.

import { replyTo, type MessageEvent } from '../chat/event.ts'
import type { Library } from '../library.ts'
import { normalise } from '../language/normalise.ts'
import { confirmed, placeStillUnknown, tellRecorded, tellRefusals, tellSeveral, viewersReportNot, whichPlace } from '../replies/updates.ts'
import type { Person } from '../roster/person.ts'
import { shanghaiDay } from '../shanghai.ts'
import { countReports, judge, recordsBy, standingRecord } from '../store/ledger.ts'
import { officialFigures } from '../table/official.ts'
import { readCorrection } from '../update/correction.ts'
import { readGroupNote } from '../update/group-note.ts'
import { isPlace, resolvePlace } from '../update/places.ts'
import { clausesOf, plainText, readUpdate, type Update, type Writer } from '../update/read.ts'
import type { Entry } from '../update/record.ts'
import { readWithdrawal } from '../update/withdrawal.ts'
import { correctBy } from './correcting.ts'
import { namesFor, note } from './noting.ts'
import { pendingOf, setPending, type Pending } from './pending.ts'
import { actOf, correct, keyOf, longForms, mostRecords, record } from './recording.ts'
import type { Heard, Skill, Understood } from './skill.ts'
import { withdraw } from './withdrawing.ts'

const writerOf = ({ region, county, province, role }: Person): Writer => ({ city: region, county, province, admin: role === 'admin' })

/** The record that a quoted message tells: the bot's 已记 #37：…, or the sender's own report. */
function quotedRecord(event: MessageEvent, { store, botNames }: Library): number | null {
  const { quote } = event
  if (quote === null) return null
  if (!botNames.includes(quote.from)) return recordsBy(store, keyOf(event), event.room, mostRecords).find(({ note: kept }) => kept === quote.text)?.id ?? null
  const found = /#(\d{1,9})/u.exec(quote.text)?.[1]
  return found === undefined ? null : Number(found)
}

export const reporting: Skill = {
  name: 'reporting',
  open: false,
  hears: ['broadcast', 'backlog'],
  understand: heard => {
    const { event, person, library } = heard, { store, dictionary, botNames } = library
    const { text } = event, today = shanghaiDay(event.at), writer = writerOf(person)
    const list = person.role === 'viewer' ? null : readGroupNote(text, event.note, namesFor(event, library))
    if (list) return note(event, list, library)
    if (event.broadcast) return null
    if (person.role === 'viewer') return refuseViewer(heard, text, today, writer)
    const pending = pendingOf(store, event), quoted = quotedRecord(event, library)
    const withdrawal = readWithdrawal(text, botNames)
    if (withdrawal) return withdraw(heard, { record: withdrawal.record ?? quoted }, text)
    const answer = answerPending(heard, pending, quoted, text, today, writer)
    if (answer) return answer
    const correction = readCorrection(text, botNames)
    const corrected = correction && correctBy(heard, correction, quoted, writer, today, text)
    if (corrected) return corrected
    return commitUpdate(heard, readUpdate({ text: withoutName(text, botNames), mention: heard.addressed, writer, today }, dictionary), text)
  },
}

/** The text without the bot's name; its other mentions stay. */
const withoutName = (text: string, botNames: readonly string[]): string => botNames.reduce((rest, name) => rest.replaceAll(`@${name}`, ' '), text).trim()

function refuseViewer({ event, addressed, library }: Heard, text: string, today: string, writer: Writer): Understood | null {
  const update = readUpdate({ text: withoutName(text, library.botNames), mention: addressed, writer, today }, library.dictionary)
  return update.kind === 'report' && update.tagged ? { commit: () => [replyTo(event, viewersReportNot)] } : null
}

/** 附件2里我们综窗16.4%: the table's own figures, in a message that names it, are no report. */
function isQuotedTable(text: string, entries: readonly Entry[], { store, dictionary }: Library): boolean {
  const figures = entries.flatMap(({ region, metrics }) => metrics.map(metric => ({ region, ...metric })))
  return figures.length > 0 && /附件|附表|通报|统计表|文件|338号/u.test(text)
    && figures.every(({ region, indicator, value }) => officialFigures(region, indicator, store, dictionary)?.figures.some(one => one.value === value) === true)
}

function commitUpdate({ event, library }: Heard, update: Update, text: string): Understood | null {
  const { store, dictionary } = library
  if (update.kind === 'chatter' || update.kind === 'question') return null
  if (update.kind === 'which-place') {
    const cities = update.why === 'ambiguous' ? dictionary.counties.filter(({ name }) => name === update.said).map(({ city }) => city) : []
    return {
      commit: () => {
        setPending(store, event, { place: { text, mention: event.mention } })
        return [replyTo(event, whichPlace(update.said, update.why, cities, dictionary))]
      },
    }
  }
  const { entries, refusals } = update
  if (!update.tagged && refusals.length === 0 && isQuotedTable(text, entries, library)) return null
  return {
    commit: () => {
      const act = actOf(event, text), done = entries.map(entry => record(entry, act, library, event.at)), [only] = done
      const isLong = countReports(store, act.key) <= longForms
      const [refused] = refusals.flatMap(refusal => ('indicator' in refusal ? [{ region: refusal.region, indicator: refusal.indicator }] : []))
      setPending(store, event, { ...(only && done.length === 1 ? { record: only.id, ...(only.fall ? { fall: true } : {}) } : {}), ...(refused ? { refused } : {}) })
      const told = only === undefined ? [] : [done.length === 1 ? tellRecorded(only, isLong, dictionary, event.at) : tellSeveral(done, isLong, dictionary, event.at)]
      const city = entries[0]?.region.split('/')[0] ?? (refused?.region.split('/')[0] || null)
      return [replyTo(event, [...told, ...(refusals.length > 0 ? [tellRefusals(refusals, done.length > 0, city, dictionary)] : [])].join('\n'))]
    },
  }
}

const scopeAnswers = /^(?:只指|是|指|仅指|指的是|只是|这是|就是|按)?(?<non>非(?:省级|省)?试点|面上)?(?:(?:省级|省)?试点)?(?:的|口径|的数|数据|地区)?$/u
const yes = /^(?:确认|确认无误|无误|没错|没有错|是的|对的?|属实|就是这个数|数据无误|准确|确实如此|是准的)[。!]?$/u

/** The short answer to what the bot said of this person's report, or null. */
function answerPending(heard: Heard, { place, record: number, fall }: Pending, quoted: number | null, text: string, today: string, writer: Writer): Understood | null {
  const { event, library } = heard, { store, dictionary, botNames } = library
  const plain = normalise(text, botNames).replace(/[\s,。!]/gu, ''), id = quoted ?? number
  if (place !== undefined) {
    const clauses = clausesOf(plainText(text), writer, today, dictionary), mentions = clauses.flatMap(clause => clause.mentions)
    const said = mentions.filter(isPlace)
    if (said.length > 0 && mentions.every(mention => isPlace(mention) || mention.kind === 'break' || mention.kind === 'filler') && said.some(({ kind }) => kind !== 'home')) {
      const found = resolvePlace(said, writer, writer.city, dictionary)
      if (found.problem !== undefined) return { commit: () => [replyTo(event, placeStillUnknown)] }
      const [city = null, county = null] = found.region.split('/')
      return commitUpdate(heard, readUpdate({ text: withoutName(place.text, botNames), mention: place.mention, writer: { ...writer, city: writer.city ?? city, county: county ?? writer.county }, today }, dictionary), place.text)
    }
  }
  const version = id === undefined ? null : standingRecord(store, id)
  if (version === null || version.reporterKey !== keyOf(event)) return null
  if (fall === true && yes.test(plain)) {
    return {
      commit: () => {
        judge(store, version, 'confirmed', null, event.from, event.at.toISOString())
        setPending(store, event, {})
        return [replyTo(event, confirmed(version.id))]
      },
    }
  }
  const scope = plain === '' ? null : scopeAnswers.exec(plain)
  if (!scope || !/试点|面上/u.test(plain)) return null
  const { region, topic, metrics, status, asOf } = version
  return {
    commit: () => {
      const done = correct(version, { region, topic, metrics, status, asOf, scope: scope.groups?.['non'] === undefined ? 'pilot' : 'non_pilot' }, actOf(event, text), library, event.at)
      setPending(store, event, { record: done.id })
      return [replyTo(event, tellRecorded(done, false, dictionary, event.at))]
    },
  }
}
