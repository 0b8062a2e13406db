// Who I am: the dialog that asks it, and what waits for the answer.

import { openDialog, showFault } from './dialogs.js'
import { $, all, myName, on, onClick, onSubmit, view } from './page.js'
import { post } from './server.js'
import { text, unquote } from './writing.js'

let afterJoining = null, rejoin = null

export function showMe() {
  $('me').textContent = view.me ? `我是 ${myName()}` : '选一个身份'
  $('later').textContent = view.me ? '取消' : '先看看'
}

/** What needs a person is done at once, or as soon as one has said who one is. */
export function asMe(act) {
  if (view.me) return act()
  afterJoining = act
  openDialog($('identity'))
}

export async function become({ name, role }) {
  try {
    view.me = await post('/api/people', { name, role })
  } catch (error) {
    return showFault($('identity'), error)
  }
  sessionStorage.setItem('me', JSON.stringify(view.me))
  const act = afterJoining
  Object.assign(view, { messages: [], asked: null, stuck: true, started: false, drafts: { room: '', private: '' } })
  for (const dot of all('.dot')) dot.hidden = true
  unquote()
  $('identity').close()
  showMe()
  rejoin()
  if (matchMedia('(hover: hover)').matches) text.focus()
  if (act) act()
}

/** `hearAgain` opens the stream as whom one has become. */
export function listenToIdentity(hearAgain) {
  rejoin = hearAgain
  onClick('me', () => openDialog($('identity')))
  on('identity', 'close', () => { afterJoining = null })
  onSubmit('invent', form => {
    const name = $('nickname').value.trim()
    if (name) become({ name, role: new FormData(form).get('role') })
    else showFault($('identity'), { message: '请写群昵称，例如“乐山-张三”。' })
  })
}
