// 审计日志: what was done on the console, the newest first, sought by who and what; as a workbook; and on request the whole chain looked through.

import { html } from 'hono/html'
import { momentOf, shanghaiDay } from '../../shanghai.ts'
import { writeWorkbook } from '../../report/sheet.ts'
import { firstBreak, logged, seek, type Sought } from '../../store/audit.ts'
import { nothing, sayTime, show, wide, type Ask, type Html, type Pages, type Site } from '../page.ts'
import { act } from '../world.ts'

const mostShown = 100
/** How many rows one look goes through, and how many one workbook holds: more comes with the next page. */
const span = 20_000

const sought = (c: Ask): Sought => ({ who: (c.req.query('who') ?? '').trim().slice(0, 40), action: (c.req.query('action') ?? '').trim().slice(0, 40) })
const before = (c: Ask): number | null => (/^\d{1,12}$/u.test(c.req.query('before') ?? '') ? Number(c.req.query('before')) : null)
const query = ({ who, action }: Sought, row: number | null): string => new URLSearchParams({
  ...(who === '' ? {} : { who }), ...(action === '' ? {} : { action }), ...(row === null ? {} : { before: String(row) }),
}).toString()

/** Is the chain whole? Its last link is told, so that somebody who wrote it down can see that nothing was cut off since. */
function checked({ world: { library: { store } } }: Site): Html {
  const broken = firstBreak(store), [last] = logged(store, null, 1)
  if (broken !== null) return html`<p class="fault card" role="alert">日志不完整：第${broken}行和前面的对不上，从这一行起被改过、删过或插过。请保留数据库文件，查谁动过它。</p>`
  return html`<p class="said" role="status">日志完整${last ? html`：第1行到第${last.id}行首尾相接。最后一行的校验码 <code>${last.hash.slice(0, 16)}</code>，抄下来，以后再查时可以看出有没有删掉末尾几行` : '，还没有一行'}。</p>`
}

function table(site: Site, sift: Sought, from: number | null): Html {
  const { base, world: { library: { store }, now } } = site, { rows, rest } = seek(store, sift, from, mostShown, span)
  return html`${rows.length === 0 ? nothing(rest === null ? '没有。' : `最近的${span}行里没有符合的。`) : wide('审计日志', html`<table class="log"><caption class="sr">审计日志，新的在前</caption>
<thead><tr><th scope="col" class="number">行</th><th scope="col">时间</th><th scope="col">谁</th><th scope="col">做了什么</th><th scope="col">对什么</th><th scope="col">详情</th></tr></thead><tbody>
${rows.map(({ id, at, who, action, subject, detail }) => html`<tr><td class="number">${id}</td>
<td class="age"><time datetime="${at}">${sayTime(at, now())}</time></td><td class="age">${who}</td><td class="age">${action}</td>
<td class="long">${subject}</td><td class="long">${detail}</td></tr>`)}</tbody></table>`)}
${rest === null ? '' : html`<p class="actions"><a class="button" href="${base}/audit?${query(sift, rest)}">更早的</a></p>`}`
}

async function download(c: Ask, { world }: Site): Promise<Response> {
  const { library: { store } } = world, sift = sought(c), { rows, rest } = seek(store, sift, before(c), span, span), day = shanghaiDay(world.now()).replaceAll('-', '')
  const bytes = await writeWorkbook([{
    name: '审计日志',
    columns: [
      { title: '行', width: 8 }, { title: '时间', width: 18 }, { title: '谁', width: 14 }, { title: '做了什么', width: 16 }, { title: '对什么', width: 40 }, { title: '详情', width: 60 }, { title: '校验码', width: 68 },
    ],
    rows: rows.map(({ id, at, who, action, subject, detail, hash }) => [id, Object.values(momentOf(new Date(at))).join(' '), who, action, subject, detail, hash]),
  }])
  const detail = `${sift.who === '' && sift.action === '' ? '' : `谁含“${sift.who}”、做了什么含“${sift.action}”`}${rest === null ? '' : `，第${rest}行以前的没有导出`}`
  act(world, c.get('who'), { action: '导出审计日志', subject: `${rows.length}行`, detail }, () => undefined)
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="audit.xlsx"; filename*=UTF-8''${encodeURIComponent(`审计日志-${day}.xlsx`)}`,
  })
}

export const auditPages: Pages = site => {
  const { app, base } = site
  app.get('/audit', c => {
    const sift = sought(c), from = before(c), filter = query(sift, from)
    return show(c, site, {
      title: '审计日志',
      body: html`<p class="soft lead">这里只记在控制台和命令行上做的；群里办的（报数、核实、改期）在台账和截止各自的历史里。只能添，不能改、不能删。</p>
${c.req.query('check') === '1' ? checked(site) : ''}
<form method="get" action="${base}/audit" class="inline filters"><label>谁<input name="who" value="${sift.who}" maxlength="40" size="10"></label>
<label>做了什么<input name="action" value="${sift.action}" maxlength="40" size="10"></label><button type="submit">筛选</button></form>
<p class="actions lead"><a class="button" href="${base}/audit?check=1">查日志是否完整</a>
<a class="button" href="${base}/audit/download${filter === '' ? '' : `?${filter}`}">导出这些（.xlsx）</a></p>
<p class="soft">一次导出最多${span}行，从最新的或这一页的起往前。</p>${table(site, sift, from)}`,
    })
  })
  app.get('/audit/download', c => download(c, site))
}
