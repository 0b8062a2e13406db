// How a message is drawn: the time above it, the bubble or card, the quote below.

import { openMenu } from './menu.js'
import { drawNote } from './notes.js'
import { everyone, make, makeButton, myName, roles, view } from './page.js'
import { avatar, roleOf } from './people.js'
import { hour, midnight, whenOf } from './time.js'

/** A message, under the time if the one before was said on another day or more than five minutes ago. */
export function drawMessage(message, before) {
  const at = Date.parse(message.at), last = before ? Date.parse(before.at) : -Infinity
  if (at - last <= hour / 12 && midnight(at) === midnight(last)) return [drawBody(message)]
  const time = make('time', 'when', whenOf(at))
  time.dateTime = message.at
  return [time, drawBody(message)]
}

export function drawBody(message) {
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

/** The text with its @names marked. Whom an answer is for stands before it, as WeChat would put it; before several lines, on one of its own. */
function withMentions(message) {
  const isBot = message.from === view.bot, unnamed = isBot ? message.mentions.filter(name => !message.text.includes(`@${name}`)) : []
  const said = [...unnamed.map(name => `@${name}`), message.text].join(' ')
  const names = [...new Set([...message.mentions, view.bot, everyone])]
  names.sort((a, b) => b.length - a.length)
  const call = `[@＠](?:${names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`
  const [to] = isBot && said.includes('\n') ? new RegExp(`^(?:${call}\\s*)*`).exec(said) : ['']
  const mark = words => words.split(new RegExp(`(${call})`)).map((part, i) => {
    if (i % 2 === 0) return part
    return make('span', [myName(), everyone].includes(part.slice(1)) ? 'mention mine' : 'mention', part)
  })
  return to === '' ? mark(said) : [make('span', 'to', ...mark(to.trim())), ...mark(said.slice(to.length))]
}

/** A picture is shown; its figures stand in the message before it. */
function drawPicture({ name, url }) {
  const picture = make('img', 'picture')
  Object.assign(picture, { src: url, alt: `图片 ${name}` })
  const link = make('a', 'card picture-link', picture)
  Object.assign(link, { href: url, download: name })
  link.setAttribute('aria-label', `下载 ${name}`)
  return link
}

function drawFile({ name, url, picture }) {
  if (picture) return drawPicture({ name, url })
  const link = make('a', 'card-link', '下载')
  Object.assign(link, { href: url, download: name })
  link.setAttribute('aria-label', `下载 ${name}`)
  return make('div', 'card file', make('p', 'card-title', '文件'), make('p', 'card-text', name), link)
}
