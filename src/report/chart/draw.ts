// A spec → the markup of its picture.

import { drawBars } from './bars.ts'
import { drawHeat } from './heat.ts'
import { drawPairs } from './pairs.ts'
import { drawProgress } from './progress.ts'
import type { Spec } from './spec.ts'

/** Draws whatever is to be drawn. */
export function draw(spec: Spec): string {
  switch (spec.kind) {
    case 'bars': return drawBars(spec)
    case 'pairs': return drawPairs(spec)
    case 'progress': return drawProgress(spec)
    case 'heat': return drawHeat(spec)
  }
}
