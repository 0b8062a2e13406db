// What the group reads for a plan: the conclusion first, each scope on a line of its own. Every figure comes from an answer's rows.
// One file a group of kinds; here is which.

import type { TablePlan } from '../question/plan.ts'
import type { Told } from '../table/answer.ts'
import type { Dictionary } from '../table/dictionary.ts'
import { tellAggregate, tellPortion, tellSpread } from './computed.ts'
import { tellCompare, tellDifference, tellGap } from './compared.ts'
import { tellCheck, tellOverview, tellRank, tellValues } from './figures.ts'
import { tellList } from './list.ts'
import { sayDate, type Said } from './words.ts'

/** The lines of an answer without its source line. */
export function tellAnswers(plan: TablePlan, told: readonly Told[], dictionary: Dictionary, now: Date): string[] {
  const { title, lines } = tell(plan, told, dictionary)
  return [`${title}（截至${told[0] ? sayDate(told[0].asOf, now) : ''}）`, ...lines]
}

function tell(plan: TablePlan, told: readonly Told[], dictionary: Dictionary): Said {
  switch (plan.kind) {
    case 'values': return tellValues(plan, told, dictionary)
    case 'overview': return tellOverview(plan, told, dictionary)
    case 'check': return tellCheck(plan, told, dictionary)
    case 'rank': return tellRank(plan, told, dictionary)
    case 'list': case 'count': case 'share': return tellList(plan, told, dictionary)
    case 'difference': return tellDifference(plan, told, dictionary)
    case 'gap': return tellGap(plan, told, dictionary)
    case 'compare': return tellCompare(plan, told, dictionary)
    case 'portion': return tellPortion(plan, told, dictionary)
    case 'spread': return tellSpread(plan, told, dictionary)
    case 'aggregate': return tellAggregate(plan, told, dictionary)
  }
}

/** 来源：川政公函〔2021〕338号附件1、附件2 */
export function tellSource(told: readonly Told[], dictionary: Dictionary): string {
  const byDocument = new Map<string, Set<string>>()
  for (const { dataset } of told) {
    const known = dictionary.datasets.find(one => one.id === dataset)
    if (known) byDocument.set(known.document, (byDocument.get(known.document) ?? new Set()).add(known.attachment))
  }
  if (told.some(one => one.scope === 'both')) for (const { document, attachment } of dictionary.datasets.filter(one => byDocument.has(one.document))) byDocument.get(document)?.add(attachment)
  return `来源：${[...byDocument].map(([document, attachments]) => `${document}${[...attachments].join('、')}`).join('；')}`
}
