// The bot's one time zone: Asia/Shanghai, which has had no daylight saving time since 1991.

/** The same moment with its UTC fields read as local time: 2021-08-25T10:00:00+08:00 → 2021-08-25T10:00:00Z */
export const toShanghai = (at: Date): Date => new Date(at.getTime() + 8 * 3_600_000)

/** The day in Shanghai: 2021-08-25T17:00:00Z → 2021-08-26 */
export const shanghaiDay = (at: Date): string => toShanghai(at).toISOString().slice(0, 10)

/** The day and the minute in Shanghai: 2021-08-25T10:00:59+08:00 → 2021-08-25, 10:00 */
export const momentOf = (at: Date): { readonly day: string; readonly time: string } => {
  const local = toShanghai(at).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

/** momentOf backwards; 24:00 is the end of the day. */
export const instantOf = ({ day, time }: { readonly day: string; readonly time: string }): Date => new Date(`${day}T${time}:00+08:00`)
