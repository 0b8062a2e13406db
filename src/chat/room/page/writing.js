// What one writes: the text and its height, the quote, the file, and the sentence under them when something failed or was done.

import { $, myName, on, onClick, view } from './page.js'
import { keepBottom } from './scroll.js'
import { post } from './server.js'

export const text = $('text')
let sending = false

/** Sends one message; true when the server has it, else its sentence is shown and nothing is lost. */
export async function say(said, extra = {}, chat = view.chat, tell = showNotice) {
  if (sending) return false
  sending = true
  try {
    await post('/api/messages', { from: myName(), chat, text: said, ...extra })
    clearNotice()
    return true
  } catch (error) {
    tell(error)
    return false
  } finally {
    sending = false
  }
}

export async function sendText() {
  const said = text.value, { chat } = view
  if (said.trim() === '' || !await say(said.trim(), view.quoted ? { quote: view.quoted.id } : {})) return
  if (view.chat !== chat) view.drafts[chat] = ''
  else if (text.value === said) text.value = ''
  unquote()
  growText()
}

async function sendFile() {
  const [file] = $('file').files
  if (!file) return
  showNotice(`正在发送 ${file.name} …`)
  await post(`/api/files?${new URLSearchParams({ from: myName(), chat: view.chat, name: file.name })}`, file).then(clearNotice, showNotice)
  $('file').value = ''
}

/** An Error stays until one goes on; a sentence fades. */
export function showNotice(what) {
  $('notice').className = what instanceof Error ? 'notice' : 'notice passing'
  $('notice').textContent = what instanceof Error ? what.message : what
  $('notice').hidden = false
  keepBottom()
}

export function clearNotice() {
  $('notice').hidden = true
}

export function growText() {
  text.style.height = 'auto'
  text.style.height = `${text.scrollHeight + 2}px`
  keepBottom()
}

export function quoteMessage(message) {
  view.quoted = message
  $('quoted-text').textContent = `${message.from}：${message.file ? `[文件] ${message.file.name}` : message.text}`
  $('quoted').hidden = false
  text.focus()
  keepBottom()
}

export function unquote() {
  view.quoted = null
  $('quoted').hidden = true
}

export function listenToWriting() {
  onClick('unquote', () => {
    unquote()
    text.focus()
  })
  on('file', 'change', sendFile)
  on('notice', 'animationend', clearNotice)
}
