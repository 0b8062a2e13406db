// The server: what is posted to it, and the stream it tells everything on.

import { $, myName, view } from './page.js'

/** Sends JSON or a file; throws the server's own sentence when it refuses. */
export async function post(path, body) {
  const isFile = body instanceof Blob
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }, body: isFile ? body : JSON.stringify(body) })
    .catch(() => { throw new Error('连不上服务器，请稍后再试。') })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.error || '没有办成，请再试一次。')
  return answer
}

let stream = null, beats = 0

/** Hears as the person I am now; `hears` has a function for each kind of news. */
export function connect(hears) {
  if (stream) stream.close()
  stream = new EventSource(`/api/stream${view.me ? `?me=${encodeURIComponent(myName())}` : ''}`)
  for (const [name, act] of Object.entries(hears)) stream.addEventListener(name, event => act(JSON.parse(event.data)))
  stream.addEventListener('error', () => {
    $('connection').textContent = view.started ? '连接断开，正在重连…' : '还没连上，正在重连…'
    $('connection').hidden = false
  })
}

/** Once a second: a browser gives a stream up for good when the server answers with an error. */
export function reconnect(hears) {
  beats += 1
  if (stream.readyState === EventSource.CLOSED && beats % 3 === 0) connect(hears)
}
