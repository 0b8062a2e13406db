// The trial room's page: what the server streams is drawn as it comes, what people do is posted; nothing is drawn before the server has told it.

import { listenToClock } from './clock.js'
import { listenToDialogs, openDialog } from './dialogs.js'
import { openGuide, showGuide } from './guide.js'
import { asMe, become, listenToIdentity, showMe } from './identity.js'
import { hideMentions, listenToText, putMention } from './mentions.js'
import { listenToMenu } from './menu.js'
import { drawBody, drawMessage } from './messages.js'
import { listenToNotes } from './notes.js'
import { $, all, isShown, myName, onClick, onSubmit, view } from './page.js'
import { listPeople } from './people.js'
import { listenToScroll } from './scroll.js'
import { connect, post, reconnect } from './server.js'
import { setClock, showTime } from './time.js'
import { clearNotice, growText, listenToWriting, sendText, showNotice, text, unquote } from './writing.js'

const list = $('messages')

/** What the server tells, by its name. */
const hears = { state: showState, message: addMessage, recalled: markRecalled, people: setPeople, clock: clock => setClock(clock.now) }

function showState({ bot, room, now: told, people, messages }) {
  const before = new Set(view.messages.map(({ id }) => id))
  const missed = view.started && messages.some(one => !before.has(one.id) && !isShown(one) && one.from !== myName())
  Object.assign(view, { bot, messages, started: true })
  setClock(told)
  document.title = `${room}（群办试用）`
  $('room').textContent = room
  $('private-name').textContent = `私聊${bot}`
  $('step-ask').textContent = `@${bot} 问一句`
  $('connection').hidden = true
  setPeople(people)
  showChat()
  drawMessages()
  if (missed) markUnread(otherChat())
  if (view.me && !people.some(({ name }) => name === myName())) post('/api/people', view.me).catch(showNotice)
}

function setPeople(people) {
  listPeople(people, { become, mention: mentionPerson })
}

function addMessage(message) {
  if (view.messages.some(({ id }) => id === message.id)) return
  const before = view.messages.filter(isShown).pop(), own = message.from === myName()
  view.messages.push(message)
  if (isShown(message)) list.append(...drawMessage(message, before))
  else if (!own) markUnread(message.chat)
  if (isShown(message) && own) view.stuck = true
  $('newer').hidden = view.stuck || !isShown(message)
  showGuide()
}

function markRecalled({ id }) {
  const message = view.messages.find(one => one.id === id), element = list.querySelector(`[data-id="${CSS.escape(id)}"]`)
  if (!message) return
  message.recalled = true
  if (view.quoted && view.quoted.id === id) unquote()
  if (element) element.replaceWith(drawBody(message))
  showGuide()
}

function drawMessages() {
  const shown = view.messages.filter(isShown)
  list.setAttribute('aria-busy', 'true')
  list.replaceChildren(...shown.flatMap((message, i) => drawMessage(message, shown[i - 1])))
  list.removeAttribute('aria-busy')
  showGuide()
}

// The two chats

const otherChat = () => (view.chat === 'room' ? 'private' : 'room')
const markUnread = chat => { $(`tab-${chat}`).querySelector('.dot').hidden = false }

function showChat() {
  for (const tab of all('[role=tab]')) tab.setAttribute('aria-selected', String(isShown(tab.dataset)))
  $(`tab-${view.chat}`).querySelector('.dot').hidden = true
  $('panel').setAttribute('aria-labelledby', `tab-${view.chat}`)
  for (const one of all('[data-room-only]')) one.hidden = view.chat !== 'room'
  text.placeholder = view.chat === 'room' ? `发消息；@${view.bot} 提问` : '直接问，不用@'
}

function switchChat(chat) {
  if (chat === view.chat) return
  view.drafts[view.chat] = text.value
  Object.assign(view, { chat, stuck: true })
  text.value = view.drafts[chat]
  unquote()
  hideMentions()
  clearNotice()
  showChat()
  drawMessages()
  growText()
}

function mentionPerson(name) {
  switchChat('room')
  putMention(name)
}

function listenToTabs() {
  for (const tab of all('[role=tab]')) {
    tab.addEventListener('click', () => switchChat(tab.dataset.chat))
    tab.addEventListener('keydown', event => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
      switchChat(otherChat())
      $(`tab-${view.chat}`).focus()
    })
  }
}

onSubmit('composer', () => asMe(sendText))
onClick('send-file', () => asMe(() => $('file').click()))
onClick('members-open', () => openDialog($('members')))
listenToWriting()
listenToText()
listenToDialogs()
listenToIdentity(() => connect(hears))
listenToMenu(mentionPerson)
listenToNotes()
listenToClock()
listenToTabs()
listenToScroll()
openGuide()
showMe()
connect(hears)
setInterval(() => {
  if (view.started) showTime()
  reconnect(hears)
}, 1000)
if (!view.me) openDialog($('identity'))
