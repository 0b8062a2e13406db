// The trial room's page: what the server streams is drawn as it comes, what people do is posted; nothing is drawn before the server has told it.
// Plain JavaScript for browsers from Chromium 86 on. Who I am lives in this tab alone, so several tabs are several people.
// Refuses markup: whatever was said is put in as text, never as HTML.

const roles = { reporter: '普通成员', admin: '管理员', viewer: '只看不报' }
const everyone = '所有人'
const hour = 3_600_000, day = 24 * hour

/** First questions to tap, each with what can be asked next. */
const guided = {
  哪些市州还没启动综窗: ['那非试点呢', '他们的综窗呢'],
  非试点一枚印章前五: ['前三呢', '他们的综窗呢'],
  乐山综窗多少: ['那非试点呢', '那自贡呢'],
  综窗低于全省平均的有哪些: ['那非试点呢', '他们的综窗呢'],
  自贡一件事排第几: ['那非试点呢', '那乐山呢'],
  申报名单什么时候截止: ['示范便民服务中心由谁验收'],
}
const followUps = new Set(Object.values(guided).flat())

const view = {
  bot: '', people: [], messages: [], started: false,
  me: JSON.parse(sessionStorage.getItem('me') || 'null'),
  chat: 'room', drafts: { room: '', private: '' }, quoted: null,
  clock: { told: 0, heard: 0 },
  /** Whether I have asked the bot; null when not known yet. */
  asked: null,
  /** Whether the list is to stay at its bottom. */
  stuck: true,
}

const $ = id => document.getElementById(id)
const all = selector => [...document.querySelectorAll(selector)]
const text = $('text'), scroller = $('scroller'), list = $('messages'), wide = matchMedia('(min-width: 900px)')
const myName = () => (view.me ? view.me.name : '')
const isShown = ({ chat }) => chat === view.chat
const otherChat = () => (view.chat === 'room' ? 'private' : 'room')

/** make('p', 'name', '乐山-张三') → <p class="name">乐山-张三</p> */
function make(tag, className, ...children) {
  const element = document.createElement(tag)
  element.className = className
  element.append(...children)
  return element
}

function makeButton(className, label, act, data = {}) {
  const element = make('button', className, label)
  element.type = 'button'
  element.addEventListener('click', act)
  Object.assign(element.dataset, data)
  return element
}

// Time: the room's own clock, read in Shanghai whatever the browser's zone

const shanghai = ms => new Date(ms + 8 * hour)
const now = () => view.clock.told + performance.now() - view.clock.heard
const midnight = ms => Math.floor((ms + 8 * hour) / day) * day - 8 * hour
const toIso = ms => `${shanghai(ms).toISOString().slice(0, 19)}+08:00`
const timeOf = ms => toIso(ms).slice(11, 16)
const yearOf = ms => `${shanghai(ms).getUTCFullYear()}年`
const dateOf = ms => `${shanghai(ms).getUTCMonth() + 1}月${shanghai(ms).getUTCDate()}日 周${'日一二三四五六'[shanghai(ms).getUTCDay()]}`

/** As said now: today's without the date, this year's without the year. */
function whenOf(ms) {
  if (midnight(ms) === midnight(now())) return timeOf(ms)
  return `${yearOf(ms) === yearOf(now()) ? '' : yearOf(ms)}${dateOf(ms)} ${timeOf(ms)}`
}

function setClock(iso) {
  view.clock = { told: Date.parse(iso), heard: performance.now() }
  showTime()
}

function showTime() {
  const shown = `${dateOf(now())} ${timeOf(now())}`
  if ($('time').textContent === shown) return
  $('time').textContent = shown
  $('full-time').textContent = `现在是${yearOf(now())}${shown}`
  for (const one of list.querySelectorAll('time')) one.textContent = whenOf(Date.parse(one.dateTime))
}

// The server

async function post(path, body) {
  const isFile = body instanceof Blob
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }, body: isFile ? body : JSON.stringify(body) })
    .catch(() => { throw new Error('连不上服务器，请稍后再试。') })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.error || '没有办成，请再试一次。')
  return answer
}

let stream = null, beats = 0, sending = false

function connect() {
  if (stream) stream.close()
  stream = new EventSource(`/api/stream${view.me ? `?me=${encodeURIComponent(myName())}` : ''}`)
  const hears = { state: showState, message: addMessage, recalled: markRecalled, people: setPeople, clock: clock => setClock(clock.now) }
  for (const [name, act] of Object.entries(hears)) stream.addEventListener(name, event => act(JSON.parse(event.data)))
  stream.addEventListener('error', () => {
    $('connection').textContent = view.started ? '连接断开，正在重连…' : '还没连上，正在重连…'
    $('connection').hidden = false
  })
}

/** Once a second: the clock; and the stream, which a browser gives up for good when the server answers with an error. */
function beat() {
  beats += 1
  if (view.started) showTime()
  if (stream.readyState === EventSource.CLOSED && beats % 3 === 0) connect()
}

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

// People

function avatar(name) {
  const hue = name === view.bot ? 'bot' : name === everyone ? 'all' : [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 0) % 8
  const element = make('span', `avatar hue-${hue}`, name === everyone ? '@' : [...name][0] || '')
  element.setAttribute('aria-hidden', 'true')
  return element
}

const roleOf = name => (name === view.bot ? '机器人' : roles[(view.people.find(one => one.name === name) || {}).role] || '')
const personParts = name => [avatar(name), make('span', 'person-name', name), make('span', 'role', name === myName() ? `${roleOf(name)}（我）` : roleOf(name))]

function personButton(name, act) {
  const element = makeButton('person', '', act, { person: name })
  element.append(...personParts(name))
  return element
}

function setPeople(people) {
  view.people = people.filter(({ name }) => name !== view.bot)
  const names = [view.bot, ...view.people.map(({ name }) => name)]
  $('count').textContent = `（${names.length}人）`
  $('people').replaceChildren(...view.people.map(({ name, role }) => personButton(name, () => become({ name, role }))))
  for (const place of all('[data-members]')) {
    place.replaceChildren(...names.map(name => personButton(name, () => {
      $('members').close()
      mentionPerson(name)
    })))
  }
}

function showMe() {
  $('me').textContent = view.me ? `我是 ${myName()}` : '选一个身份'
  $('later').textContent = view.me ? '取消' : '先看看'
}

let afterJoining = null

/** What needs a person is done at once, or as soon as one has said who one is. */
function asMe(act) {
  if (view.me) return act()
  afterJoining = act
  openDialog($('identity'))
}

async function become({ name, role }) {
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
  connect()
  if (matchMedia('(hover: hover)').matches) text.focus()
  if (act) act()
}

// Messages

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

/** A message, under the time if the one before was said on another day or more than five minutes ago. */
function drawMessage(message, before) {
  const at = Date.parse(message.at), last = before ? Date.parse(before.at) : -Infinity
  if (at - last <= hour / 12 && midnight(at) === midnight(last)) return [drawBody(message)]
  const time = make('time', 'when', whenOf(at))
  time.dateTime = message.at
  return [time, drawBody(message)]
}

function drawBody(message) {
  const { id, from, recalled, quote } = message, own = from === myName(), isBot = from === view.bot
  const element = recalled ? make('p', 'recalled', `${own ? '你' : `${from} `}撤回了一条消息`) : make('article', `message${own ? ' own' : ''}${isBot ? ' bot' : ''}`)
  Object.assign(element.dataset, { id, from })
  if (recalled) return element
  const name = make('p', own ? 'sr' : 'name', own ? '我' : from)
  if (isBot || roleOf(from) === roles.admin) name.append(make('span', 'tag', roleOf(from)))
  const content = message.file ? drawFile(message.file) : message.note ? drawNote(message) : make('div', 'bubble', ...withMentions(message))
  content.addEventListener('contextmenu', event => {
    if (String(getSelection())) return
    event.preventDefault()
    openMenu(message, event.clientX, event.clientY, event.clientY)
  })
  const more = makeButton('more', '⋯', () => {
    const { left, width, top, bottom } = more.getBoundingClientRect()
    openMenu(message, left + width / 2, top, bottom)
  })
  more.setAttribute('aria-label', `对${own ? '我' : from}的这条消息`)
  more.setAttribute('aria-haspopup', 'dialog')
  const said = make('div', 'said', name, make('div', 'row', content, more))
  if (quote) said.append(make('blockquote', 'quote', `${quote.from}：${quote.text}`))
  element.append(avatar(from), said)
  return element
}

/** The text with its @names marked; those it is for and does not name stand before it, as WeChat would put them. */
function withMentions(message) {
  const unnamed = message.mentions.filter(name => !message.text.includes(`@${name}`)).map(name => `@${name}`)
  const said = unnamed.length === 0 ? message.text : `${unnamed.join(' ')}${message.text.includes('\n') ? '\n' : ' '}${message.text}`
  const names = [...new Set([...message.mentions, view.bot, everyone])]
  names.sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(@(?:${names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')}))`)
  return said.split(pattern).map((part, i) => {
    if (i % 2 === 0) return part
    return make('span', [`@${myName()}`, `@${everyone}`].includes(part) ? 'mention mine' : 'mention', part)
  })
}

const withoutMark = said => said.replace(/^#接龙\s*\n?/, '')
const drawNote = message => make('div', 'card note', make('p', 'card-title', '接龙'), make('p', 'card-text', withoutMark(message.text)))

function drawFile({ name, url }) {
  const link = make('a', 'card-link', '下载')
  Object.assign(link, { href: url, download: name })
  link.setAttribute('aria-label', `下载 ${name}`)
  return make('div', 'card file', make('p', 'card-title', '文件'), make('p', 'card-text', name), link)
}

// The list: its bottom, its height, its two chats

function toBottom() {
  scroller.scrollTop = scroller.scrollHeight
  $('newer').hidden = true
}

const keepBottom = () => { if (view.stuck) toBottom() }

function onScroll() {
  view.stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40
  if (view.stuck) $('newer').hidden = true
}

/** The page is as high as what an on-screen keyboard leaves free. */
function fitHeight() {
  const { height, scale } = window.visualViewport
  if (Math.abs(scale - 1) > 0.01) return
  $('app').style.height = Math.abs(height - document.documentElement.clientHeight) > 1 ? `${height}px` : ''
  window.scrollTo(0, 0)
  keepBottom()
}

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

// The guide

const bare = message => message.text.split(`@${view.bot}`).join('').trim()
const myQuestions = () => view.messages.filter(({ from, chat, mentions, recalled }) => from === myName() && !recalled && (chat === 'private' || mentions.includes(view.bot)))
const ask = question => asMe(() => say(view.chat === 'room' ? `@${view.bot} ${question}` : question))

function showGuide() {
  const count = view.me ? myQuestions().length : 0, asked = count > 0
  const done = [view.me !== null, asked, count > 1]
  done.forEach((isDone, i) => $('steps').children[i].classList.toggle('done', isDone))
  if (view.asked !== asked) $('guide').open = wide.matches || !asked
  view.asked = asked
  showSuggestions()
  keepBottom()
}

/** What can be asked after the answer to a guided question, until I say something else. */
function showSuggestions() {
  const shown = view.messages.filter(isShown), questions = myQuestions().filter(isShown), texts = questions.map(bare)
  const since = shown.slice(shown.indexOf(questions[questions.length - 1]) + 1)
  const isAnswered = since.some(({ from }) => from === view.bot) && !since.some(({ from }) => from === myName())
  let start = texts.length - 1
  while (start > 0 && followUps.has(texts[start])) start -= 1
  const next = isAnswered ? (guided[texts[start]] || []).filter(one => !texts.slice(start).includes(one)) : []
  $('suggestions').hidden = next.length === 0
  $('suggestions').replaceChildren(...next.map(one => makeButton('chip', one, () => ask(one), { followUp: one })))
}

function placeGuide() {
  const place = wide.matches ? $('side') : scroller
  place.prepend($('guide'))
  $('guide').open = wide.matches || !view.asked
}

// Writing

/** Sends one message; true when the server has it, else its sentence is shown and nothing is lost. */
async function say(said, extra = {}, chat = view.chat, tell = showNotice) {
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

async function sendText() {
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
function showNotice(what) {
  $('notice').className = what instanceof Error ? 'notice' : 'notice passing'
  $('notice').textContent = what instanceof Error ? what.message : what
  $('notice').hidden = false
  keepBottom()
}

function clearNotice() {
  $('notice').hidden = true
}

function growText() {
  text.style.height = 'auto'
  text.style.height = `${text.scrollHeight + 2}px`
  keepBottom()
}

function quoteMessage(message) {
  view.quoted = message
  $('quoted-text').textContent = `${message.from}：${message.file ? `[文件] ${message.file.name}` : message.text}`
  $('quoted').hidden = false
  text.focus()
  keepBottom()
}

function unquote() {
  view.quoted = null
  $('quoted').hidden = true
}

// Choosing whom to mention

/** The @word before the caret: where it starts and what was typed after the @. */
function typedMention() {
  const typed = view.chat === 'room' ? /@([^\s@]*)$/.exec(text.value.slice(0, text.selectionStart)) : null
  return typed && { start: typed.index, query: typed[1] }
}

function showMentions() {
  const typed = typedMention()
  const names = typed ? [view.bot, everyone, ...view.people.map(({ name }) => name)].filter(name => name !== myName() && name.includes(typed.query)) : []
  $('mentions').replaceChildren(...names.map((name, i) => {
    const option = make('div', 'option', ...personParts(name))
    option.id = `mention-${i}`
    option.dataset.name = name
    option.setAttribute('role', 'option')
    option.addEventListener('mousedown', event => event.preventDefault())
    option.addEventListener('click', () => putMention(name))
    return option
  }))
  $('mentions').hidden = names.length === 0
  if (names.length === 0) hideMentions()
  else pointAt(0)
}

function hideMentions() {
  $('mentions').hidden = true
  text.removeAttribute('aria-activedescendant')
}

function pointAt(i) {
  const options = [...$('mentions').children], chosen = options[(i + options.length) % options.length]
  for (const one of options) one.setAttribute('aria-selected', String(one === chosen))
  text.setAttribute('aria-activedescendant', chosen.id)
  chosen.scrollIntoView({ block: 'nearest' })
}

function putMention(name) {
  const typed = typedMention()
  text.focus()
  text.setRangeText(`@${name} `, typed ? typed.start : text.selectionStart, text.selectionEnd, 'end')
  hideMentions()
  growText()
}

function mentionPerson(name) {
  switchChat('room')
  putMention(name)
}

function openMentions() {
  text.focus()
  text.setRangeText('@', text.selectionStart, text.selectionEnd, 'end')
  showMentions()
}

/** Keys of the text; while an input method composes they are its own. */
function onTextKey(event) {
  if (event.isComposing || event.keyCode === 229 || event.shiftKey) return
  const options = [...$('mentions').children], at = options.findIndex(one => one.getAttribute('aria-selected') === 'true')
  const put = () => putMention(options[at].dataset.name)
  const acts = $('mentions').hidden
    ? { Enter: () => asMe(sendText), Escape: unquote }
    : { ArrowDown: () => pointAt(at + 1), ArrowUp: () => pointAt(at - 1), Enter: put, Tab: put, Escape: hideMentions }
  if (!acts[event.key]) return
  event.preventDefault()
  acts[event.key]()
}

// Dialogs

function openDialog(dialog) {
  const back = document.activeElement, first = dialog.querySelector('[autofocus]')
  for (const fault of dialog.querySelectorAll('.fault')) fault.hidden = true
  dialog.addEventListener('close', () => { if (document.activeElement === document.body && back) back.focus() }, { once: true })
  dialog.showModal()
  if (first) first.focus()
}

function showFault(dialog, { message }) {
  const fault = dialog.querySelector('.fault')
  fault.textContent = message
  fault.hidden = false
}

let menuMessage = null

const menuActs = {
  quote: quoteMessage,
  mention: ({ from }) => mentionPerson(from),
  copy: message => copy(message.text).then(() => showNotice('已复制'), () => showNotice(new Error('没有复制成，请选中文字再复制。'))),
  recall: ({ id }) => post('/api/recalls', { from: myName(), id }).catch(showNotice),
}

/** Opens the menu of a message in the middle of x, under bottom or else above top. */
function openMenu(message, x, top, bottom) {
  const menu = $('menu'), own = message.from === myName()
  const offers = { quote: true, mention: !own && message.chat === 'room', copy: !message.file, recall: own }
  menuMessage = message
  for (const one of menu.children) one.hidden = !offers[one.dataset.action]
  openDialog(menu)
  const left = Math.max(8, Math.min(x - menu.offsetWidth / 2, window.innerWidth - menu.offsetWidth - 8))
  const below = bottom + 6, isFree = below + menu.offsetHeight < window.innerHeight - 8
  Object.assign(menu.style, { left: `${left}px`, top: `${isFree ? below : Math.max(8, top - menu.offsetHeight - 6)}px` })
}

function onMenuKey(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const shown = [...$('menu').children].filter(one => !one.hidden)
  shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length].focus()
}

/** Over plain http to another machine there is no clipboard object. */
async function copy(said) {
  if (navigator.clipboard) return navigator.clipboard.writeText(said)
  const area = make('textarea', 'sr')
  area.value = said
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  if (!isDone) throw new Error('not copied')
}

const jumps = { hour: () => now() + hour, tomorrow: () => midnight(now()) + day + 9 * hour, later: () => midnight(now()) + 3 * day + 9 * hour }

function openClock() {
  Object.assign($('clock-to'), { value: toIso(now() + hour).slice(0, 16), min: toIso(now()).slice(0, 16) })
  openDialog($('clock-dialog'))
}

async function moveClock(to) {
  try {
    const clock = await post('/api/clock', { to })
    setClock(clock.now)
    $('clock-dialog').close()
    showNotice(`时钟已拨到${$('time').textContent}`)
  } catch (error) {
    showFault($('clock-dialog'), error)
  }
}

let noteBase = ''

const nextNumber = () => 1 + Math.max(0, ...[...noteBase.matchAll(/^\s*(\d+)\s*[.．、]/gm)].map(([, number]) => Number(number)))

/** Goes on with the last note of the room, or begins one. */
function openNote() {
  const last = view.messages.filter(({ chat, note, recalled }) => chat === 'room' && note && !recalled).pop()
  $('note-title').value = $('note-line').value = ''
  openDialog($('note-dialog'))
  setNoteBase(last ? last.text.trimEnd() : '')
}

function setNoteBase(base) {
  const field = base ? $('note-line') : $('note-title')
  noteBase = base
  $('note-earlier').hidden = base === ''
  $('note-titled').hidden = base !== ''
  $('note-base').textContent = withoutMark(base)
  $('note-number').textContent = `${nextNumber()}. ${myName()}`
  field.focus()
}

async function sendNote() {
  const title = $('note-title').value.trim(), line = $('note-line').value.trim(), dialog = $('note-dialog')
  if (!noteBase && !title) return showFault(dialog, { message: '请写接龙标题，例如“综窗进展”。' })
  if (!line) return showFault(dialog, { message: '还没有写内容，例如“45%”。' })
  const said = `${noteBase || `#接龙\n${title}\n`}\n${nextNumber()}. ${myName()} ${line}`
  if (await say(said, { note: true }, 'room', error => showFault(dialog, error))) dialog.close()
}

// What is listened to

const on = (id, type, act) => $(id).addEventListener(type, act)
const onClick = (id, act) => on(id, 'click', act)
const onSubmit = (id, act) => on(id, 'submit', event => {
  event.preventDefault()
  act(event.target)
})

function listenToWriting() {
  onSubmit('composer', () => asMe(sendText))
  on('text', 'keydown', onTextKey)
  on('text', 'keyup', event => { if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) showMentions() })
  on('text', 'input', () => {
    clearNotice()
    growText()
    showMentions()
  })
  on('text', 'blur', hideMentions)
  onClick('unquote', () => {
    unquote()
    text.focus()
  })
  onClick('mention', openMentions)
  onClick('note', () => asMe(openNote))
  onClick('send-file', () => asMe(() => $('file').click()))
  on('file', 'change', sendFile)
  on('notice', 'animationend', clearNotice)
  $('questions').append(...Object.keys(guided).map(question => makeButton('chip', question, () => ask(question), { question })))
}

function listenToDialogs() {
  for (const dialog of all('dialog')) dialog.addEventListener('click', event => { if (event.target === dialog || 'close' in event.target.dataset) dialog.close() })
  onClick('members-open', () => openDialog($('members')))
  onClick('me', () => openDialog($('identity')))
  on('identity', 'close', () => { afterJoining = null })
  onSubmit('invent', form => {
    const name = $('nickname').value.trim()
    if (name) become({ name, role: new FormData(form).get('role') })
    else showFault($('identity'), { message: '请写群昵称，例如“乐山-张三”。' })
  })
  onClick('clock', openClock)
  for (const one of all('[data-clock]')) one.addEventListener('click', () => moveClock(toIso(jumps[one.dataset.clock]())))
  onSubmit('clock-form', () => {
    const { value } = $('clock-to')
    if (value) moveClock(`${value.slice(0, 16)}:00+08:00`)
    else showFault($('clock-dialog'), { message: '请选日期和时间。' })
  })
  onClick('note-new', () => setNoteBase(''))
  onSubmit('note-form', sendNote)
  on('menu', 'keydown', onMenuKey)
  for (const one of $('menu').children) {
    one.addEventListener('click', () => {
      $('menu').close()
      menuActs[one.dataset.action](menuMessage)
    })
  }
}

function listenToList() {
  for (const tab of all('[role=tab]')) {
    tab.addEventListener('click', () => switchChat(tab.dataset.chat))
    tab.addEventListener('keydown', event => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
      switchChat(otherChat())
      $(`tab-${view.chat}`).focus()
    })
  }
  on('scroller', 'scroll', onScroll)
  onClick('newer', toBottom)
  wide.addEventListener('change', placeGuide)
  if (window.visualViewport) window.visualViewport.addEventListener('resize', fitHeight)
}

listenToWriting()
listenToDialogs()
listenToList()
placeGuide()
showMe()
connect()
setInterval(beat, 1000)
if (!view.me) openDialog($('identity'))
