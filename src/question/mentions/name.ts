// The names of the dictionary's things as lexicon entries, for all readers: places and indicators.

import type { Entry } from '../../language/lexicon.ts'
import type { Dictionary } from '../../table/dictionary.ts'
import type { Said } from './mention.ts'

const rateHeads = '率 比例 比率 幅度 百分比 占比率'.split(' ')
/** Words for a count, and the unit that some of them mean: 人数 counts people, never items. */
const countHeads: readonly (readonly [form: string, unit: string | null])[] = [['量', null], ['数量', null], ['个数', null], ['数目', null], ['数', null], ['人数', '名'], ['项数', '项'], ['件数', '项'], ['场次', '次'], ['台数', '台']]

/** Cities, zones, counties and development zones by all their names. */
export function* regionEntries({ regions, zones, counties, developmentZones }: Dictionary): Generator<Entry<Said>> {
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

/** Indicators, topics and the parts of their names; heads (率, 数量) that narrow them. */
export function* indicatorEntries({ topics, indicators, parts }: Dictionary): Generator<Entry<Said>> {
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
