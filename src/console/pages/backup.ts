// 备份: a consistent copy of the database to take away, drawn while the bot is at work. It lies in a folder that only the program may read until it was sent or
// the sending broke off.

import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { html } from 'hono/html'
import { Failure } from '../../failure.ts'
import { momentOf } from '../../shanghai.ts'
import { lastDone } from '../../store/audit.ts'
import { backUp } from '../../store/backup.ts'
import { mayReach } from '../access.ts'
import { facts, goTo, sayTime, show, type Ask, type Pages, type Site } from '../page.ts'
import { act } from '../world.ts'
import { sayDatabaseSize } from './settings/page.ts'

const deed = '下载备份'

/** qunban-20210825-1000.db */
function nameAt(now: Date): string {
  const { day, time } = momentOf(now)
  return `qunban-${day.replaceAll('-', '')}-${time.replace(':', '')}.db`
}

async function takeCopy(c: Ask, site: Site): Promise<Response> {
  const { world } = site, folder = mkdtempSync(join(tmpdir(), 'qunban-backup-')), name = nameAt(world.now()), file = join(folder, name), remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const bytes = await backUp(world.library.store.name, file)
    act(world, c.get('who'), { action: deed, subject: name, detail: `${bytes}字节` }, () => undefined)
    const stream = createReadStream(file).once('close', remove)
    return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>, 200, {
      'content-type': 'application/vnd.sqlite3', 'content-length': String(bytes), 'content-disposition': `attachment; filename="${name}"`,
    })
  } catch (error) {
    remove()
    if (!(error instanceof Failure)) throw error
    return goTo(c, site, 'backup', error.message)
  }
}

export const backupPages: Pages = site => {
  const { app, base, world } = site
  app.get('/backup', c => {
    const { library: { store }, now } = world, last = lastDone(store, deed)
    return show(c, site, {
      title: '备份',
      body: html`<section class="card narrow"><h2>现在备份</h2>${facts([
        ['数据库', store.name], ['大小', sayDatabaseSize(store)],
        ['上次下载', last === null ? html`<span class="tag warn">还没有在这里下载过</span>` : html`<time datetime="${last.at}">${sayTime(last.at, now())}</time>，${last.who}`],
      ])}
${mayReach(c.get('who'), 'backup', true) ? html`<form method="post" action="${base}/backup" class="actions"><button type="submit" class="primary">下载备份文件</button></form>`
    : html`<p class="soft">下载要由系统角色来做。</p>`}
<p class="soft">助手不用停，备份是同一时刻的完整一份：台账、截止、名册、账号、审计日志都在里面。请存到别的机器上，按内部资料保管。</p></section>
<section class="card narrow"><h2>恢复</h2><p>恢复会换掉现在的数据库，不能在网页上做。请在装助手的机器上：</p>
<ol class="steps"><li>停下助手（Ctrl+C，或停掉服务）。</li>
<li>在程序文件夹里运行：<br><code>npm run -s qunban -- restore qunban-20210825-1000.db</code><br>文件名换成备份文件的。${world.name === 'trial' ? html`体验台的库要加上 <code>--db ${store.name}</code>。` : ''}</li><li>重新启动助手。</li></ol>
<p class="soft">原来的数据库会改名留在旁边。备份时还没发出的消息，恢复后不自动发，要人看过再发。</p></section>
<p class="soft">审计日志可以单独导出，在“审计日志”里。</p>`,
    })
  })
  app.post('/backup', c => takeCopy(c, site))
}
