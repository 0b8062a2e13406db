// Waits for what happens on its own time.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

/** Resolves as soon as `holds`; fails the test where it does not within a minute. */
export async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 6000 && !holds(); n++) await sleep(10)
  expect(holds()).toBe(true)
}

/** The machine's clock, as the tests of a door have it. */
export const realClock = { now: () => new Date(), sleep: (ms: number, signal?: AbortSignal): Promise<void> => sleep(ms, undefined, signal ? { signal } : {}) }
