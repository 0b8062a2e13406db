// Questions about the ledger, by mention: 乐山最新进展, 谁还没报综窗, 本周哪些市州报了, 进展汇总, 我报过什么, 乐山综窗历史. Of what was posted in other rooms
// only admins are told, and what an admin has verified.

import { replyTo } from '../chat/event.ts'
import { normalise } from '../language/normalise.ts'
import { sayChange, tellCollection, tellCoverage, tellDigest, tellHistory, tellLatest, tellMine, whichIndicator, type Digest } from '../replies/progress.ts'
import { tellOfficial } from '../replies/updates.ts'
import { sayName } from '../replies/words.ts'
import { shanghaiDay, toShanghai } from '../shanghai.ts'
import { openCollections } from '../store/collections.ts'
import { citiesReported, countToCheck, figureBefore, historyOf, leadingFigure, recordsBetween, recordsBy, recordsOfPlace, type Version } from '../store/ledger.ts'
import { officialFigures } from '../table/official.ts'
import { cityOf } from '../update/record.ts'
import { expectedIn, ratesOf } from './collecting.ts'
import { readAbout, type About } from './about.ts'
import { keyOf } from './recording.ts'
import { askerOf, type Heard, type Skill, type Understood } from './skill.ts'

const dayMs = 86_400_000
/** How many records a chat answer looks through. */
const most = 200

type Answer = (heard: Heard, about: About) => string | null

/** 乐山最新进展: of each indicator and topic the report that leads. */
const latest: Answer = (heard, { place, topics }) => {
  if (place === null) return null
  const { library: { store, dictionary }, event } = heard, seen = new Set<string>()
  const records = recordsOfPlace(store, place, askerOf(heard), most).filter(({ topic }) => topics.length === 0 || topics.includes(topic)).filter(({ region, scope, topic, metrics }) => {
    const keys = metrics.length > 0 ? metrics.map(({ indicator }) => `${region} ${scope} ${indicator}`) : [`${region} ${scope} ${topic}`], isNew = keys.some(key => !seen.has(key))
    keys.forEach(key => seen.add(key))
    return isNew
  })
  return tellLatest(place, records, dictionary, event.at)
}

const history: Answer = (heard, { place, indicators: [indicator] }) => {
  if (place === null || indicator === undefined) return null
  const { library: { store, dictionary }, event } = heard
  const versions = historyOf(store, place, indicator, askerOf(heard), 20)
  const official = officialFigures(place, indicator, store, dictionary)
  return tellHistory(place, indicator, versions, official && tellOfficial(official.figures, indicator, official.asOf, dictionary, event.at), dictionary, event.at)
}

/** Who has, or has not, reported: what is being collected, else since the tables' day. */
const coverage = (wants: 'done' | 'missing'): Answer => (heard, { indicators, topics, since }) => {
  const { library, event } = heard, { store, dictionary } = library
  const open = openCollections(store, event.room), collection = open.find(({ indicator }) => indicators.includes(indicator)) ?? (indicators.length === 0 ? open[0] : undefined)
  if (collection && since === null) return tellCollection(collection.indicator, collection.due, ratesOf(collection, library), dictionary, event.at)
  if (topics.length === 0 && wants === 'missing') return whichIndicator
  const from = since ?? dictionary.datasets.map(({ asOf }) => asOf).toSorted().at(-1) ?? shanghaiDay(event.at)
  const expected = expectedIn(event.room, library), span = { from: new Date(`${from}T00:00:00+08:00`).toISOString(), until: event.at.toISOString() }
  const done = citiesReported(store, expected, span, { topics, indicators, own: wants === 'missing' }, askerOf(heard))
  const what = topics.length === 0 ? '上报进展' : indicators.length === 1 ? sayName(indicators[0] ?? '', dictionary) : topics.map(topic => dictionary.topics.find(({ id }) => id === topic)?.name ?? '').join('、')
  return tellCoverage({ what, since: from, done, missing: expected.filter(city => !done.includes(city)) }, wants, dictionary, event.at)
}

/** What changed in a week, who reported, what waits for a look. */
const digest: Answer = (heard, { since }) => {
  const { library, event } = heard, { store, dictionary } = library
  const from = since ?? shanghaiDay(new Date(event.at.getTime() - 6 * dayMs)), start = new Date(`${from}T00:00:00+08:00`).toISOString()
  const records = recordsBetween(store, { from: start, until: event.at.toISOString() }, askerOf(heard))
  const byCity = Map.groupBy(records, ({ region }) => cityOf(region)), expected = expectedIn(event.room, library)
  const changes = expected.flatMap((region): Digest['changes'] => {
    // Many records tell of one figure: what leads is looked up once for each.
    const own = (byCity.get(region) ?? []).filter(one => one.region === region), leading = new Map<string, number | undefined>()
    const isLeading = (indicator: string, { id, scope }: Version): boolean => {
      const key = `${indicator} ${scope}`
      if (!leading.has(key)) leading.set(key, leadingFigure(store, region, indicator, scope)?.record)
      return leading.get(key) === id
    }
    const figures = own.flatMap(version => version.metrics.filter(({ indicator }) => isLeading(indicator, version)).map(metric => (
      sayChange(metric, figureBefore(store, region, metric.indicator, version.scope, start, askerOf(heard)), dictionary)
    )))
    return figures.length === 0 ? [] : [{ region, texts: figures }]
  })
  return tellDigest({
    from, until: shanghaiDay(event.at), changes, reported: expected.filter(city => byCity.has(city)), expected: expected.length,
    toCheck: countToCheck(store, askerOf(heard)), narratives: records.filter(({ metrics, status }) => metrics.length === 0 && status === null).length,
  }, dictionary, event.at)
}

const mine: Answer = ({ library: { store, dictionary }, event }) => tellMine(recordsBy(store, keyOf(event), event.room, most), dictionary, event.at)

/** The first row whose words stand in the text and that has what it needs. Submissions (申报名单) are no reports of figures. */
const forms: readonly { readonly form: RegExp; readonly answer: Answer }[] = [
  { form: /^我(?:们)?(?:都)?(?:在本群)?(?:报过|报了|上报过|上报了|报的)(?:些|过)?(?:什么|啥|哪些|几条|多少条)?[?]?$|^我的(?:上报|进展|记录|台账)[?]?$/u, answer: mine },
  { form: /^(?:本周|这周|上周|今日|今天|本月|这个月|最近|近期|一周)?的?(?:各地|各市州|全省)?(?:进展|上报|工作进展|台账)?(?:汇总|小结|周报|综述|通报一下进展)(?:一下|下|表|情况)?[?]?$/u, answer: digest },
  { form: /历史|历次|历来|报过哪些数|怎么变/u, answer: history },
  { form: /(?:谁|哪|还有|名单).*(?:还?没有?|未)(?:上)?报|(?:还?没有?|未)(?:上)?报.*(?:谁|哪|有哪些|名单)|^(?:还没报|未报|没报)的?(?:有)?(?:谁|哪些)?[?]?$|(?:还差|缺)(?:谁|哪些).*(?:报|数)/u, answer: coverage('missing') },
  { form: /(?:谁|哪些|哪几|哪个).*(?:报了|上报了|报过|已报|已上报|报上来)|(?:报了|上报了|已报|已上报)的?(?:有)?(?:谁|哪些|哪几)/u, answer: coverage('done') },
  { form: /(?:最新|最近|近期|新的?)(?:的)?(?:进展|上报|情况报送|报送)|报了(?:些)?(?:啥|什么)/u, answer: latest },
]
const submission = /申报|名单|清单|材料|方案|报表|总结|回执|表格|收到|回复/u

export const progress: Skill = {
  name: 'progress',
  open: false,
  understand: (heard): Understood | null => {
    const { event, addressed, library } = heard
    const text = normalise(event.text, library.botNames).trim()
    if (!addressed || text.length > 60 || submission.test(text)) return null
    const found = forms.find(({ form }) => form.test(text))
    if (!found) return null
    const answer = found.answer(heard, readAbout(text, heard, weekOf(event.at)))
    return answer === null ? null : { commit: () => [replyTo(event, answer)] }
  },
}

/** Monday of the week of a moment. */
function weekOf(at: Date): string {
  const local = toShanghai(at), sinceMonday = (local.getUTCDay() + 6) % 7
  return shanghaiDay(new Date(at.getTime() - sinceMonday * dayMs))
}
