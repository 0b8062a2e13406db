// The time as the doors have it: the trial room's own, or the machine's.

export type Clock = { readonly now: () => Date; readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void> }

/** The promise's value if it comes in time; rejects with 'timeout' otherwise. What was begun goes on. */
export async function within<Value>({ sleep }: Clock, milliseconds: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController(), late = Symbol('late')
  const first = await Promise.race([promise, sleep(milliseconds, timer.signal).then(() => late, () => late)]).finally(() => timer.abort())
  if (first === late) throw new Error('timeout')
  return first as Value
}
