// What a duty is: it speaks unasked when its time has come. It runs in the transaction that writes what it says, so that each is decided once.

import type { Outgoing } from '../chat/event.ts'
import type { Library } from '../library.ts'
import type { Store } from '../store/open.ts'

export type Duty = {
  readonly name: string
  /** When it is next to be run, as an ISO instant; null for never. Cheap: it is asked at each beat. */
  readonly next: (store: Store) => string | null
  /** Does what is due and gives what is to be sent. Running it again at the same time does nothing. */
  readonly run: (now: Date, library: Library) => readonly Outgoing[]
}

/** Later than any step. */
export const never = '9999-12-31T00:00:00.000Z'
