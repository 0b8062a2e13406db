// How the connection is, judged by what really happened: a puppet's heartbeat is a timer and says nothing.

export type Health = {
  readonly state: 'starting' | 'waiting for login' | 'online' | 'offline'
  readonly since: Date
  readonly lastInbound: Date | null
  readonly lastSent: Date | null
  /** Messages that the puppet announced and could not give. */
  readonly lost: number
  readonly errors: number
}

export const unborn = (now: Date): Health => ({ state: 'starting', since: now, lastInbound: null, lastSent: null, lost: 0, errors: 0 })

/** A puppet mostly comes back by itself within minutes, and shows its code within seconds; after this long the process is better started anew. */
const offlineMinutes = 10
/** A work group is seldom silent for so long in working hours; then the connection is tried, not ended. */
const silentMinutes = 60

/** What to do: 'probe' asks the puppet for something, 'give up' ends the process for the supervisor to start anew. */
export function judge(health: Health, now: Date, isWorkingHour: boolean): 'fine' | 'probe' | 'give up' {
  const minutes = (from: Date): number => (now.getTime() - from.getTime()) / 60_000
  if ((health.state === 'offline' || health.state === 'starting') && minutes(health.since) >= offlineMinutes) return 'give up'
  if (health.state !== 'online' || !isWorkingHour) return 'fine'
  const last = Math.max(health.since.getTime(), health.lastInbound?.getTime() ?? 0, health.lastSent?.getTime() ?? 0)
  return minutes(new Date(last)) >= silentMinutes ? 'probe' : 'fine'
}
