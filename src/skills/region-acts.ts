// Writes what is done with regions of a deadline: handed in, accepted, returned, exempted, expected again, taken back; gives what is said of it. In the
// transaction of who does it. Which regions may be meant is its caller's affair.

import type { MessageEvent } from '../chat/event.ts'
import type { Deadline } from '../deadline/deadline.ts'
import type { Library } from '../library.ts'
import { tellJudged } from '../replies/deadline-orders.ts'
import { tellSubmitted, tellWithdrawnSubmission } from '../replies/submissions.ts'
import { instantOf } from '../shanghai.ts'
import { messageKey } from '../store/messages.ts'
import { addSubmission, type Act, type Submission } from '../store/submissions.ts'
import { keyOf } from './recording.ts'
import { standingOf } from './standing.ts'

/** Who acts, where, when, and by which message. */
export type Signed = Pick<Submission, 'room' | 'by' | 'key' | 'message' | 'at'>

export const signedBy = (event: MessageEvent): Signed => ({ room: event.room, by: event.from, key: keyOf(event), message: messageKey(event), at: event.at.toISOString() })

function write({ id, cycle }: Deadline, act: Act, regions: readonly string[], reason: string | null, signed: Signed, { store }: Library): void {
  for (const region of regions) addSubmission(store, { deadline: id, cycle, region, act, reason, ...signed })
}

/** An admin's word on regions; 已核收：乐山市申报名单。已报16个，未报5个：… */
export function judgeRegions(deadline: Deadline, act: Exclude<Act, 'submitted'>, regions: readonly string[], reason: string | null, signed: Signed, library: Library): string {
  write(deadline, act, regions, reason, signed, library)
  return tellJudged(deadline, act, regions, reason, standingOf(deadline, signed.room, library), library.dictionary)
}

/** What was handed in, each once; 已登记：乐山市申报名单（9月28日10:12）… */
export function handIn(deadline: Deadline, regions: readonly string[], signed: Signed, library: Library): string {
  const before = standingOf(deadline, signed.room, library).submitted, fresh = regions.filter(region => !before.includes(region)), at = new Date(signed.at)
  write(deadline, 'submitted', fresh, null, signed, library)
  const told = { fresh, before: regions.filter(region => before.includes(region)), late: at > instantOf(deadline.due) }
  return tellSubmitted(deadline, told, standingOf(deadline, signed.room, library), library.dictionary, at)
}

/** What was handed in counts no more; 已撤销：乐山市申报名单的报送。… */
export function takeBackRegions(deadline: Deadline, regions: readonly string[], signed: Signed, library: Library): string {
  write(deadline, 'withdrawn', regions, null, signed, library)
  return tellWithdrawnSubmission(deadline, regions, standingOf(deadline, signed.room, library), library.dictionary)
}
