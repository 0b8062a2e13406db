// A message → its questions. Clauses about the asker or the occasion are set aside; clauses that ask anew start a new question.

import type { Mention } from '../mentions/mention.ts'

export type Clause = readonly Mention[]
export type Parted = {
  readonly questions: readonly Clause[]
  /** The region the asker says to be from (我是达州政务局的). */
  readonly self: readonly string[] | null
  /** Regions named only in passing. */
  readonly aside: readonly string[]
  readonly asides: readonly Clause[]
  /** What the asker says to know (我记得绵阳试点综窗是100%，面上呢): not asked, but the first question may lean on it. */
  readonly premise: Clause | null
}

const contentKinds: ReadonlySet<Mention['kind']> = new Set(['indicator', 'order', 'place', 'comparative', 'ask', 'gap', 'sort', 'overview', 'define', 'share', 'average', 'bound', 'period', 'outside', 'county', 'number', 'scope', 'act', 'aggregate'])
const has = (clause: Clause, ...kinds: readonly Mention['kind'][]) => clause.some(mention => kinds.includes(mention.kind))

/** Bound words and acts say something only with a figure or an indicator beside them (快到会上用, 做材料). */
function isAside(clause: Clause): boolean {
  if (!clause.some(mention => mention.kind === 'asker' || (mention.kind === 'pronoun' && mention.who === 'we'))) return false
  const content = clause.filter(mention => contentKinds.has(mention.kind))
  return content.every(mention => mention.kind === 'act' || mention.kind === 'overview' || (mention.kind === 'bound' && !has(clause, 'number', 'average')) || (mention.kind === 'ask' && mention.ask === 'whether' && !has(clause, 'region', 'number'))
    || (mention.kind === 'indicator' && (mention.strength === 'weak' || mention.strength === 'soft' || mention.strength === 'head')) || (mention.kind === 'comparative' && !has(clause, 'versus') && clause.filter(m => m.kind === 'region').length <= 1)
    || (mention.kind === 'period' && !mention.stored && /周|天|月$/u.test(mention.text)))
    && !(has(clause, 'overview') && (has(clause, 'region', 'province') || clause.some(m => m.kind === 'pronoun')) && !clause.some(m => m.kind === 'unread'))
}

/** 为撰写季度分析, 拟开展经验推广, 经梳理: an office's opening that names nothing the tables hold. */
function isPreamble(clause: Clause): boolean {
  const saysNothing = (mention: Mention): boolean => {
    switch (mention.kind) {
      case 'filler': case 'asker': case 'unread': case 'join': return true
      case 'act': return mention.act === 'do' || mention.act === 'start'
      case 'indicator': return mention.strength === 'weak' || mention.strength === 'part'
      case 'period': return /季度|年度/u.test(mention.text)
      default: return false
    }
  }
  return /^(?:为|因|拟|现|兹|经|据|按照|根据|鉴于|由于|结合|围绕|近日|前期|上次)/u.test(clause.map(({ text }) => text).join('')) && clause.every(saysNothing)
}

const regionsIn = (clause: Clause): string[] => clause.flatMap(mention => (mention.kind === 'region' ? [...mention.names] : []))

const isSelf = (clause: Clause): boolean => {
  const at = clause.findIndex(mention => mention.kind === 'region')
  if (at < 0) return false
  const near = clause.slice(Math.max(0, at - 3), at).map(m => m.text).join('') + '|' + clause.slice(at + 1, at + 3).map(m => m.text).join('')
  return /(?:我是|这里是|我来自|我这里是|我们是|我在|我|我叫)\|/u.test(near) || /\|(?:政务|审批|局|市?政务服务|行政审批)/u.test(near)
}

/** 有哪些, 分别是多少: asks for what was already said, so it starts no new question. */
const isBareAsk = (clause: Clause): boolean => !clause.some((m, i) => m.kind === 'number' && !(clause[i - 1]?.kind === 'ask' && (m.unit === '家' || clause[i + 1]?.kind === 'every'))) && !has(clause, 'indicator', 'order', 'place', 'comparative', 'gap', 'sort', 'region', 'act', 'bound', 'average', 'aggregate', 'define', 'share', 'county', 'period', 'outside')
  && !clause.some(m => m.kind === 'ask' && m.ask.startsWith('rank')) && !clause.some(m => m.kind === 'unread') && !(has(clause, 'overview') && has(clause, 'province'))

/** 启动没得: a denial that ends its clause asks. */
const endsInDenial = (clause: Clause): boolean => clause.findLast(m => m.kind !== 'filler' && m.kind !== 'break')?.kind === 'not'

const asksOn = (clause: Clause): boolean => endsInDenial(clause) || clause.some(m => (m.kind === 'ask' && m.ask !== 'each') || m.kind === 'define' || m.kind === 'gap' || m.kind === 'share' || (m.kind === 'again' && /^(?:呢|喃|的呢)$/u.test(m.text)) || m.kind === 'overview' || m.kind === 'sort')
const isComplete = (mentions: readonly Mention[]): boolean => (asksOn(mentions) && !isBareAsk(mentions)) || (has(mentions, 'indicator') && (has(mentions, 'order', 'place', 'region', 'province') || mentions.some(m => m.kind === 'break' && m.hard)))

/** Does `clause` ask something of its own after `before` has been asked in full? */
function startsNew(before: readonly Mention[], clause: Clause): boolean {
  // 盖章环节减少几个，眉山市的报一下: the place that the question still lacked
  const goesOn = (mentions: Clause) => mentions.some(m => m.kind === 'again')   // 一件事呢，南充的呢
  if (!(goesOn(before) && goesOn(clause)) && has(clause, 'region') && !has(clause, 'indicator', 'order', 'define', 'sort', 'gap', 'comparative', 'versus') && !has(before, 'average', 'define') && has(before, 'indicator') && !has(before, 'region', 'province', 'every', 'order', 'place', 'number') && !before.some(m => m.kind === 'ask' && m.ask === 'which')) return false
  if (!isComplete(before) || isBareAsk(clause) || (has(clause, 'sort') && has(before, 'order', 'place') && !has(clause, 'indicator', 'region', 'scope'))) return false
  if (!asksOn(clause) && !has(clause, 'order', 'place')) {
    // 乐山综窗 南充一件事: two names with two indicators, each a request of its own
    return has(clause, 'region', 'county', 'province') && has(clause, 'indicator') && has(before, 'region', 'province', 'county') && !has(before, 'bound', 'number')
  }
  if (!asksOn(before) && !has(before, 'order', 'place')) return has(before, 'region') && has(before, 'indicator') && has(clause, 'region') && has(clause, 'indicator')
  // 压减得最凶 压减率最高的: the same said twice
  if (!asksOn(clause) && has(before, 'order') && !has(clause, 'region', 'scope')) return has(clause, 'place') || differentIndicators(before, clause)
  return true
}

const recalls = (clause: Clause): boolean => !asksOn(clause) && has(clause, 'number', 'act') && clause.some(({ kind, text }) => (kind === 'filler' || kind === 'asker') && /记得|晓得|知道|听说|据说|看到|印象/u.test(text))

function differentIndicators(before: readonly Mention[], clause: Clause): boolean {
  const ids = (mentions: readonly Mention[]) => mentions.flatMap(m => (m.kind === 'indicator' ? m.ids : []))
  const known = new Set(ids(before)), now = ids(clause)
  return now.length > 0 && !now.some(id => known.has(id))
}

/**
 * Parts a message into questions.
 *
 * 我是达州政务局的 问哈我们便民服务站的数量 → self 达州市, one question
 */
export function partQuestions(mentions: readonly Mention[]): Parted {
  const clauses: { clause: Mention[]; close: Mention | null }[] = []
  let current: Mention[] = []
  mentions.forEach((mention, i) => {
    const opensAnew = mention.kind === 'ask' && mention.ask === 'which' && i > 0 && ['join'].includes(mentions[i - 1]?.kind ?? '') && current.some(m => m.kind === 'ask' && m.ask === 'which') && current.some(m => m.kind === 'indicator')
    const after = mentions.slice(i + 1), next = after.slice(0, after.findIndex(m => m.kind === 'break') < 0 ? undefined : after.findIndex(m => m.kind === 'break'))
    const joinsNew = mention.kind === 'join' && /^(?:还有|另外|同时|外加)$/u.test(mention.text) && asksOn(current) && has(current, 'indicator') && has(next, 'indicator') && (asksOn(next) || has(next, 'order'))
    const ranks = (clause: Clause) => has(clause, 'order', 'place') && has(clause, 'indicator')
    if (joinsNew || (mention.kind === 'join' && mention.join !== 'and' && ranks(current) && ranks(next) && (has(next, 'scope') || differentIndicators(current, next)))) {
      clauses.push({ clause: current, close: mention })
      current = []
      return
    }
    if (mention.kind === 'break' || opensAnew) {
      if (current.length > 0) clauses.push({ clause: opensAnew ? current.slice(0, -1) : current, close: mention.kind === 'break' ? mention : null })
      current = opensAnew ? [mention] : []
    } else current.push(mention)
  })
  if (current.length > 0) clauses.push({ clause: current, close: null })

  let self: string[] | null = null
  const aside: string[] = [], asides: Clause[] = [], questions: Mention[][] = []
  let premise: Clause | null = null
  for (const [i, { clause, close }] of clauses.entries()) {
    const content = clause.filter(m => m.kind !== 'filler')
    if (questions.length === 0 && i < clauses.length - 1 && isPreamble(clause)) continue
    if (recalls(clause)) {
      const next = clauses[i + 1]?.clause ?? []
      if (content.every(m => m.kind === 'number' || m.kind === 'asker')) continue   // 我记得三千多
      if (questions.length === 0 && has(clause, 'indicator') && asksOn(next) && has(next, 'scope', 'region') && !has(next, 'indicator')) {
        premise = clause
        continue
      }
    }
    if (content.length > 0 && isAside(clause)) {
      asides.push(clause)
      const regions = regionsIn(clause)
      if (isSelf(clause)) self = regions
      else aside.push(...regions)
      continue
    }
    const last = questions.at(-1)
    if (last && !startsNew(last, clause)) last.push(...(close ? [...clause, close] : clause))
    else questions.push(close ? [...clause, close] : [...clause])
  }
  shareScope(questions)
  return { questions: questions.filter(question => question.some(m => m.kind !== 'filler' && m.kind !== 'asker' && m.kind !== 'break' && m.kind !== 'social')), self, aside, asides, premise }
}

/** 内江…几个 巴中…几个 都要非试点的: a scope said last, in a clause of its own, is meant for all questions that name none. */
function shareScope(questions: Mention[][]): void {
  const last = questions.at(-1), scope = last?.findLast(mention => mention.kind !== 'filler' && mention.kind !== 'break')
  if (!last || scope?.kind !== 'scope' || questions.length < 2) return
  const at = last.indexOf(scope), opens = last.slice(0, at).findLast(mention => mention.kind !== 'filler' && mention.kind !== 'all')
  if (opens?.kind !== 'break') return
  for (const question of questions.slice(0, -1)) if (!has(question, 'scope')) question.push(scope)
}
