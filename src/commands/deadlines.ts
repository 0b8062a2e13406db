// qunban deadlines: what is due when, by whom, who is in and who is outstanding.

import type { Deadline } from '../deadline/deadline.ts'
import { openLibrary, type Library } from '../library.ts'
import { tellState } from '../replies/deadlines.ts'
import { instantOf, toShanghai } from '../shanghai.ts'
import { standingOf } from '../skills/standing.ts'
import { openDeadlines } from '../store/deadlines.ts'
import type { Command } from './command.ts'

/** Local time with its offset: 2021-09-30T18:00:00+08:00 */
const stamp = (at: Date): string => `${toShanghai(at).toISOString().slice(0, 19)}+08:00`

function asObject(deadline: Deadline, library: Library): object {
  const { id, kind, title, room, due, audience, leads, repeat } = deadline, { expected, submitted, accepted, returned, exempted, late, outstanding } = standingOf(deadline, null, library)
  return { id, kind, title, room, due: stamp(instantOf(due)), audience: audience.label ?? audience.kind, leads, repeat, expected, submitted, accepted, returned, exempted, late, outstanding }
}

/** Prints each open deadline as the group would be told, or with --json as one array. */
export const deadlines: Command = async ({ options, db, data, settings, now, stdout }) => {
  const library = await openLibrary(db, data, settings.QUNBAN_NAME)
  try {
    const open = openDeadlines<Deadline>(library.store, null)
    if (options['json'] === true) stdout.write(`${JSON.stringify(open.map(deadline => asObject(deadline, library)))}\n`)
    else if (open.length === 0) stdout.write('现在没有要报的事项。\n')
    else stdout.write(`${open.map(deadline => `${deadline.room === null ? '' : `“${deadline.room}” `}${tellState(deadline, standingOf(deadline, null, library), library.dictionary, now())}`).join('\n\n')}\n`)
    return 0
  } finally {
    library.store.close()
  }
}
