// The lexicon of questions: what the dictionary names, and the readers' own words. Built once a process.

import { buildLexicon, type Entry, type Lexicon } from '../language/lexicon.ts'
import { soundsOf } from '../language/sound.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { askWords } from './mentions/ask.ts'
import { boundWords } from './mentions/bound.ts'
import { functionWords } from './mentions/function-words.ts'
import { askerWords, fillerWords, socialWords } from './mentions/filler.ts'
import { linkWords } from './mentions/link.ts'
import type { Said, Words } from './mentions/mention.ts'
import { orderWords } from './mentions/order.ts'
import { indicatorEntries, regionEntries } from './mentions/name.ts'
import { outsideWords } from './mentions/outside.ts'
import { stateWords } from './mentions/state.ts'
import { whoWords } from './mentions/who.ts'

export type Vocabulary = { readonly lexicon: Lexicon<Said>; readonly dictionary: Dictionary; readonly dates: readonly string[] }

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
    ...regionEntries(dictionary), ...indicatorEntries({ ...dictionary, parts: dictionary.parts.filter(({ reports }) => !reports) }), ...yardsticks, ...means,
    { form: ' ', value: { kind: 'break', hard: false }, guessable: false }, { form: '\n', value: { kind: 'break', hard: true }, guessable: false },
    ...wordEntries([whoWords, orderWords, boundWords, stateWords, askWords, linkWords, socialWords, outsideWords, askerWords, fillerWords, functionWords]),
  ]
  for (const region of dictionary.regions) for (const slip of region.slips) entries.push({ form: slip, value: { kind: 'region', names: [region.name] }, guessable: false })
  return { lexicon: buildLexicon(entries, () => soundsOf(dictionary)), dictionary, dates: [...new Set(dictionary.datasets.filter(({ scope, asOf }) => dictionary.datasets.every(other => other.scope !== scope || other.asOf <= asOf)).map(dataset => dataset.asOf))] }
}
