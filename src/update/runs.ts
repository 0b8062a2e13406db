// The indicators that a report names, by the reader of indicator names that questions use; what is left open is settled by what stands around it.

import type { Mention as QuestionMention } from '../question/mentions/mention.ts'
import { nameIndicators } from '../question/settle/indicators.ts'
import type { Named } from '../question/settle/sketch.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Clause } from './clauses.ts'
import type { Mention } from './mention.ts'

/** An indicator's name in a message; several `ids` are left where the words do not decide. `topic` is empty where they are of several. */
export type Run = Named & { readonly topic: string }

/** Mentions as the reader of indicator names knows them. */
function asQuestionMention(mention: Mention): QuestionMention | null {
  const { start, end, text, how } = mention
  switch (mention.kind) {
    case 'fraction': return { kind: 'number', value: mention.value, unit: '%', approximate: false, start, end, text, how }
    case 'no-figure': return { kind: 'number', value: 0, unit: text.slice(-1), approximate: false, start, end, text, how }
    case 'status': return { kind: 'act', act: 'finish', start, end, text, how }
    case 'indicator': case 'number': case 'join': case 'break': return mention
    default: return null
  }
}

/** The indicators that clauses name, in order: by what their sentence says, where that leaves several by the whole message. */
export function readRuns(clauses: readonly Clause[], dictionary: Dictionary): Run[] {
  const sentences = [...Map.groupBy(clauses, ({ sentence }) => sentence).values()]
  const inClause = clauses.flatMap(clause => nameRuns([clause], dictionary)), inSentence = sentences.flatMap(sentence => nameRuns(sentence, dictionary))
  const topicOf = (id: string): string => dictionary.indicators[id]?.topic ?? ''
  return nameRuns(clauses, dictionary).reduce<Run[]>((runs, run) => {
    const settled = [...inClause, ...inSentence].find(one => one.start === run.start && one.ids.length === 1)
    // 下放行政权力71项、公共服务58项: of the topic that was named just before
    const last = runs.at(-1), alike = last?.ids.length === 1 ? (inClause.find(({ start }) => start === run.start) ?? run).ids.filter(id => topicOf(id) === last.topic) : []
    return [...runs, settled ?? (alike.length === 1 ? { ...run, ids: alike, topic: last?.topic ?? '' } : run)]
  }, [])
}

function nameRuns(clauses: readonly Clause[], dictionary: Dictionary): Run[] {
  const content = clauses.flatMap(({ mentions }) => [...mentions.flatMap(mention => asQuestionMention(mention) ?? []), { kind: 'join', join: 'list', start: mentions.at(-1)?.end ?? 0, end: mentions.at(-1)?.end ?? 0, text: '', how: 'exact' } as const])
  const isName = (mention: QuestionMention): boolean => mention.kind === 'indicator' && mention.strength !== 'head'
  /** The unit of the number that stands behind a name, or right before it where none stands behind. */
  const unitNear = (start: number, end: number): string | null => {
    const after = content.findIndex(mention => mention.start >= end && (isName(mention) || mention.kind === 'number' || (mention.kind === 'join' && mention.text === '')))
    const next = content[after], before = content.findLast(mention => mention.end <= start && mention.kind !== 'break' && mention.kind !== 'join')
    return next?.kind === 'number' ? next.unit : before?.kind === 'number' ? before.unit : null
  }
  const { named, weak } = nameIndicators(content, dictionary, unitNear)
  const topics = (ids: readonly string[]): string[] => [...new Set(ids.flatMap(id => dictionary.indicators[id]?.topic ?? []))]
  // 站: 几个 … a weak word names its one indicator where a figure of its unit stands beside it
  return [...named, ...weak.filter(({ ids, mentions }) => ids.length === 1 && mentions.length > 1)].toSorted((a, b) => a.start - b.start).map(run => {
    const [topic = '', ...more] = topics(run.ids)
    return { ...run, topic: more.length > 0 ? '' : topic }
  })
}
