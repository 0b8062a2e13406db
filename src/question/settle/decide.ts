// Sketch → plan, for a question that stands on its own. A missing indicator or region is a refusal here; follow-up.ts fills them in.

import type { Dictionary } from '../../table/dictionary.ts'
import { draftOf, one, unclear, type Decision } from './draft.ts'
import { leftOver } from './account.ts'
import { kinds } from './kinds.ts'
import type { Sketch } from './sketch.ts'

/** `choosing`: several indicators are never answered side by side but put as a choice. */
export function decide(sketch: Sketch, dictionary: Dictionary, choosing = false): Decision {
  const { counties, named } = sketch
  if (counties.length > 0) return one({ kind: 'county', county: counties[0] as string, indicators: named.flatMap(({ ids }) => (ids.length === 1 ? ids : [])) })
  if (sketch.otherScope) return { kind: 'outside', what: '', why: 'scope' }
  const draft = draftOf(sketch, dictionary, decide, choosing)
  for (const kind of kinds) {
    const decision = kind(draft)
    // 他们 without an answer before it means nobody.
    if (decision?.kind === 'plans' && sketch.they && sketch.places.length === 0 && /[他她它]们/u.test(sketch.text)) return unclear('nobody')
    if (decision) return decision.kind === 'plans' && leftOver(sketch, decision.plans).length > 0 ? unclear('nothing') : decision
  }
  if (sketch.they) return unclear('nobody')
  return sketch.places.length > 0 || sketch.scopes.length > 0 || sketch.orders.length > 0 ? unclear('no-indicator') : unclear('nothing')
}
