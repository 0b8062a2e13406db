// The bot's one time zone: Asia/Shanghai, which has had no daylight saving time since 1991.

/** The same moment with its UTC fields read as local time: 2021-08-25T10:00:00+08:00 → 2021-08-25T10:00:00Z */
export const toShanghai = (at: Date): Date => new Date(at.getTime() + 8 * 3_600_000)
