// The lexicon of questions: what the dictionary names, and the readers' own words. Built once a process.

import { buildLexicon, type Entry, type Lexicon } from '../language/lexicon.ts'
import { unpackSounds } from '../language/sound.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { askWords } from './mentions/ask.ts'
import { boundWords } from './mentions/bound.ts'
import { functionWords } from './mentions/function-words.ts'
import { askerWords, fillerWords, socialWords } from './mentions/filler.ts'
import { linkWords } from './mentions/link.ts'
import type { Said, Words } from './mentions/mention.ts'
import { orderWords } from './mentions/order.ts'
import { outsideWords } from './mentions/outside.ts'
import { stateWords } from './mentions/state.ts'
import { whoWords } from './mentions/who.ts'

export type Vocabulary = { readonly lexicon: Lexicon<Said>; readonly dictionary: Dictionary; readonly dates: readonly string[] }

const rateHeads = '率 比例 比率 幅度 百分比 占比率'.split(' ')
/** Words for a count, and the unit that some of them mean: 人数 counts people, never items. */
const countHeads: readonly (readonly [form: string, unit: string | null])[] = [['量', null], ['数量', null], ['个数', null], ['数目', null], ['数', null], ['人数', '名'], ['项数', '项'], ['件数', '项'], ['场次', '次'], ['台数', '台']]

function* regionEntries({ regions, zones, counties, developmentZones }: Dictionary): Generator<Entry<Said>> {
  for (const region of regions) {
    const value: Said = { kind: 'region', names: [region.name] }
    for (const form of [region.name, `${region.short}市`, `${region.short}州`, region.short, ...region.aliases]) yield { form, value, guessable: true }
  }
  for (const zone of zones) {
    const value: Said = { kind: 'region', names: zone.regions, zone: zone.name }
    for (const form of [zone.name, ...zone.aliases].flatMap(name => [name, ...['片', '片区', '地区', '区域', '经济区'].map(end => name + end)])) yield { form, value, guessable: false }
  }
  for (const { name, bare } of counties) {
    const value: Said = { kind: 'county', name }
    const stem = name.replace(/(?:彝族|藏族|羌族)?自治县$|[县区市]$/u, '')
    yield { form: name, value, guessable: name.length > 3 }
    if (name.endsWith('自治县')) yield { form: `${stem}县`, value, guessable: false }
    if (bare && stem.length >= 2) yield { form: stem, value, guessable: stem.length >= 3 }
  }
  for (const name of developmentZones) yield { form: name, value: { kind: 'county', name }, guessable: false }
}

function* indicatorEntries({ topics, indicators, parts }: Dictionary): Generator<Entry<Said>> {
  const all = Object.values(indicators)
  for (const indicator of all) {
    for (const form of indicator.forms) yield { form, value: { kind: 'indicator', ids: [indicator.id], strength: 'form' }, guessable: true }
  }
  for (const topic of topics) {
    const ids = all.filter(indicator => indicator.topic === topic.id).map(indicator => indicator.id)
    const value: Said = { kind: 'indicator', ids, strength: 'topic', ...(topic.main === undefined ? {} : { main: topic.main }), ...(topic.counted === undefined ? {} : { counted: topic.counted }) }
    for (const form of topic.words) yield { form, value, guessable: true }
  }
  for (const part of parts) {
    const value: Said = { kind: 'indicator', ids: part.among, strength: part.strength, ...(part.main === undefined ? {} : { main: part.main }) }
    for (const form of part.words) yield { form, value, guessable: part.strength === 'part' && form.length > 2, thing: true }
  }
  const rates = all.filter(indicator => indicator.measures === 'rate').map(indicator => indicator.id)
  const counted = (unit: string | null) => all.filter(indicator => indicator.measures !== 'rate' && (unit === null || indicator.unit === unit)).map(indicator => indicator.id)
  for (const form of rateHeads) yield { form, value: { kind: 'indicator', ids: rates, strength: 'head' }, guessable: false }
  for (const [form, unit] of countHeads) yield { form, value: { kind: 'indicator', ids: counted(unit), strength: 'head' }, guessable: false }
}

function* wordEntries(lists: readonly (readonly Words[])[]): Generator<Entry<Said>> {
  for (const { words, says } of lists.flat()) {
    for (const form of words.split(/\s+/)) {
      if (!form) continue
      const value: Said = says.kind === 'outside' ? { kind: 'outside', what: form } : says
      yield { form, value, guessable: false }
      if (says.kind === 'act' && !form.endsWith('了')) yield { form: `${form}了`, value, guessable: false }
    }
  }
}

/** Where two lists know one form, the earlier list holds: names of things before the readers' words before fillers. */
export function buildVocabulary(dictionary: Dictionary): Vocabulary {
  const yardsticks: Entry<Said>[] = '平均线 平均水平 平均值线 全省平均 全省平均数 全省平均值 全省平均水平 全省平均线 全省均值 省平均 均线 平均数线 省均 全省的平均 全省的平均水平 全省的平均数 全省的平均值 省里平均 省平均水平 省均水平 全川平均 全省平均分 全省平均进度 平均进度 大盘 平均以上水平 省上平均 全省面上平均'.split(' ')
    .map(form => ({ form, value: { kind: 'average', yardstick: true }, guessable: false }))
  const means: Entry<Said>[] = '平均 平均数 均值 平均值 均数'.split(' ').map(form => ({ form, value: { kind: 'average', yardstick: false }, guessable: false }))
  const entries: Entry<Said>[] = [
    ...regionEntries(dictionary), ...indicatorEntries(dictionary), ...yardsticks, ...means,
    { form: ' ', value: { kind: 'break', hard: false }, guessable: false }, { form: '\n', value: { kind: 'break', hard: true }, guessable: false },
    ...wordEntries([whoWords, orderWords, boundWords, stateWords, askWords, linkWords, socialWords, outsideWords, askerWords, fillerWords, functionWords]),
  ]
  for (const region of dictionary.regions) for (const slip of region.slips) entries.push({ form: slip, value: { kind: 'region', names: [region.name] }, guessable: false })
  return { lexicon: buildLexicon(entries, () => unpackSounds(dictionary.sounds)), dictionary, dates: [...new Set(dictionary.datasets.filter(({ scope, asOf }) => dictionary.datasets.every(other => other.scope !== scope || other.asOf <= asOf)).map(dataset => dataset.asOf))] }
}
