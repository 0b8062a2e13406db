// The ledger as a workbook, of one city or of all. That somebody took it away is written down.

import { sayPlace } from '../../../replies/updates.ts'
import { shanghaiDay } from '../../../shanghai.ts'
import { writeLedger } from '../../../skills/exporting.ts'
import type { Ask, Site } from '../../page.ts'
import { act } from '../../world.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function download(c: Ask, { world }: Site, city: string | null): Promise<Response> {
  const { library } = world, now = world.now(), { bytes, counts } = await writeLedger(library, now, city)
  const name = `进展台账${city === null ? '' : `-${sayPlace(city, library.dictionary)}`}-${shanghaiDay(now).replaceAll('-', '')}.xlsx`
  act(world, c.get('who'), { action: '下载台账', subject: city ?? '全部', detail: `现行有效${counts.records}条，共${counts.versions}个版本` }, () => undefined)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': workbook, 'content-disposition': `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}` })
}
