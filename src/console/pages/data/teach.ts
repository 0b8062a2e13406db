// Teaching a word, from the dictionary's page or from a question's: checked by itself, then against plain questions and the questions of the last month, so
// that it changes nothing that was answered; a change of those only where it is confirmed.

import { reloadWords, type Library } from '../../../library.ts'
import { explainPlans, explainSaid } from '../../../replies/explain.ts'
import { buildVocabulary } from '../../../question/vocabulary.ts'
import { readQuestion } from '../../../question/read.ts'
import { answerQuestion, type Outcome } from '../../../skills/question.ts'
import { addAlias, aliases } from '../../../store/aliases.ts'
import { answeredSince, questions, settleQuestion, type Question } from '../../../store/questions.ts'
import { withAliases } from '../../../table/aliases.ts'
import { sayRegion, type Dictionary } from '../../../table/dictionary.ts'
import { faultsOf, formOf, readingOf, sampleQuestions, type Fault, type Target } from '../../../update/teaching.ts'
import type { Who } from '../../access.ts'
import { act, type World } from '../../world.ts'

const heldDays = 30, mostRead = 200, mostShown = 3

/** topic:windows, as a form sends it. */
export const valueOf = ({ kind, id }: Target): string => `${kind}:${id}`

export function targetFrom(value: string, { indicators, topics, regions }: Dictionary): Target | null {
  const [kind, ...rest] = value.split(':'), id = rest.join(':')
  if (kind === 'indicator' && Object.hasOwn(indicators, id)) return { kind, id }
  if (kind === 'topic' && topics.some(topic => topic.id === id)) return { kind, id }
  return kind === 'region' && regions.some(({ name }) => name === id) ? { kind, id } : null
}

/** 主题“综窗”, 指标“综窗完成率”, 市州“乐山” */
export function sayTarget({ kind, id }: Target, dictionary: Dictionary): string {
  if (kind === 'topic') return `主题“${dictionary.topics.find(topic => topic.id === id)?.name ?? id}”`
  return kind === 'indicator' ? `指标“${dictionary.indicators[id]?.name ?? id}”` : `市州“${sayRegion(dictionary, id)}”`
}

/** A sentence on what is wrong and what to do. */
export function sayFault(fault: Fault, form: string, { dictionary, store }: Library): string {
  switch (fault.why) {
    case 'length': return `“${form.slice(0, 20)}”有${form.length}个字：请写2到20个字的一个说法，不要写整句。`
    case 'signs': return `“${form}”里有标点、空格或符号：请只写汉字、字母、数字，例如“综服窗”。`
    case 'digits': return `“${form}”全是数字，会和条件里的数混在一起：请写带字的说法。`
    case 'known': {
      const taught = aliases(store).find(alias => alias.form === form)
      return taught ? `“${form}”已加过，现在是${explainSaid(fault.said, dictionary)}：要改，请先在“说法”里删除，再加。` : `“${form}”助手已经认识（${explainSaid(fault.said, dictionary)}），不能再教成别的：请换一个说法。`
    }
    case 'noticed': return `“${form}”是通报正文或名词解释里的说法，教成别的会答错：请换一个说法。`
    case 'steers': return `“${form}”里的“${fault.part}”${fault.said ? `助手会读作“${explainSaid(fault.said, dictionary)}”` : '在上报里另有意思'}，合在一个说法里就读不出来了：请去掉它，只写名称。`
    case 'names': return `“${form}”里已有“${fault.part}”（${fault.said ? explainSaid(fault.said, dictionary) : ''}），会被新说法盖住：请只写不认识的那几个字。`
  }
}

/** The library as it would be with one more word; nothing is written. */
export function withWord(library: Library, form: string, { kind, id }: Target): Library {
  const dictionary = withAliases(library.dictionary, [{ form, kind, target: id }])
  return { ...library, dictionary, vocabulary: buildVocabulary(dictionary) }
}

export type Changed = { readonly text: string; readonly before: string; readonly after: string }

/** How a question is read, for people. */
function explain(text: string, { vocabulary, dictionary, botNames }: Library): string {
  const reading = readQuestion(text, vocabulary, null, { region: null }, botNames)
  if (reading.kind === 'plans') return explainPlans(reading.plans, dictionary)
  return reading.kind === 'choice' ? `反问：${reading.options.map(({ label }) => label).join('、')}` : reading.kind === 'outside' ? '不在表里' : '没看懂，反问'
}

/** What is not answered now cannot be answered otherwise: that the word is taken back and taught again is no change. */
const changedIn = (texts: readonly string[], before: Library, after: Library): Changed[] => texts.flatMap(text => {
  const now = readingOf(text, before.vocabulary, before.botNames)
  return now === null || now === readingOf(text, after.vocabulary, after.botNames) ? [] : [{ text, before: explain(text, before), after: explain(text, after) }]
})

/** What a question would be answered now, as an admin asks it by itself. */
export const answerNow = (text: string, library: Library, now: Date): Outcome => (
  answerQuestion({ text, region: null, memory: null, now, elapsed: () => 0, asker: { room: null, isAdmin: true } }, library)
)

const isUnderstood = ({ reply, unread }: Outcome): boolean => reply.status !== 'not_understood' && unread.length === 0

/** Open questions that the word makes clear; the one from whose page it is taught also where its asker said 不对. */
const madeClear = (form: string, own: Question | null, library: Library, now: Date): Question[] => [
  ...(own && own.settledAt === null ? [own] : []),
  ...questions(library.store, { before: null, open: true, most: mostRead }).filter(({ id, unread, wrongAt }) => id !== own?.id && wrongAt === null && unread.some(word => word.includes(form))),
].filter(({ text }) => isUnderstood(answerNow(text, library, now)))

export type Wanted = { readonly word: string; readonly target: string; readonly confirmed: boolean; /** On whose page it is taught. */ readonly from: Question | null }
export type Taught =
  | { readonly kind: 'faults'; readonly faults: readonly string[] }
  /** Of `of` questions that were answered, these would be read in another way; the first few are told. */
  | { readonly kind: 'confirm'; readonly form: string; readonly target: Target; readonly count: number; readonly of: number; readonly changed: readonly Changed[] }
  | { readonly kind: 'taught'; readonly form: string; readonly target: Target; readonly settled: readonly number[] }

/** Checks a word and teaches it. */
export function teach(world: World, who: Who, { word, target: value, confirmed, from }: Wanted): Taught {
  const { library } = world, { store, dictionary, vocabulary } = library, now = world.now(), form = formOf(word), target = targetFrom(value, dictionary)
  const faults = [...(form === '' ? ['没有写说法：请写群里的叫法，例如“综服窗”。'] : faultsOf(form, target, vocabulary).map(fault => sayFault(fault, form, library))), ...(target ? [] : ['没有选它指什么：请选一个主题、指标或市州。'])]
  if (faults.length > 0 || !target) return { kind: 'faults', faults }
  const after = withWord(library, form, target), [broken] = changedIn(sampleQuestions(dictionary), library, after)
  if (broken) return { kind: 'faults', faults: [`“${form}”会改变别的问法：“${broken.text}”现在读作“${broken.before}”，会变成“${broken.after}”。请换一个说法。`] }
  const asked = answeredSince(store, new Date(now.getTime() - heldDays * 86_400_000).toISOString(), mostRead), changed = changedIn(asked.map(({ text }) => text), library, after)
  if (changed.length > 0 && !confirmed) return { kind: 'confirm', form, target, count: changed.length, of: asked.length, changed: changed.slice(0, mostShown) }
  const settled = act(world, who, { action: '加说法', subject: `“${form}”→${sayTarget(target, dictionary)}`, detail: changed.length > 0 ? `近${heldDays}天答过的问题有${changed.length}个读法改变，已确认` : '' }, () => {
    addAlias(store, { form, kind: target.kind, target: target.id, by: who.name, at: now.toISOString() })
    const clear = madeClear(form, from, after, now)
    for (const { id } of clear) settleQuestion(store, id, now.toISOString())
    return clear.map(({ id }) => id)
  })
  reloadWords(library)
  return { kind: 'taught', form, target, settled }
}
