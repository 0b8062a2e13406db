// The menu of a message: quote, mention, copy, recall.

import { openDialog } from './dialogs.js'
import { $, make, myName, on } from './page.js'
import { post } from './server.js'
import { quoteMessage, showNotice } from './writing.js'

let menuMessage = null

/** Opens the menu of a message in the middle of x, under bottom or else above top. */
export function openMenu(message, x, top, bottom) {
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

/** `mentionPerson` is of the whole page: it turns to the group. */
export function listenToMenu(mentionPerson) {
  const acts = {
    quote: quoteMessage,
    mention: ({ from }) => mentionPerson(from),
    copy: message => copy(message.text).then(() => showNotice('已复制'), () => showNotice(new Error('没有复制成，请选中文字再复制。'))),
    recall: ({ id }) => post('/api/recalls', { from: myName(), id }).catch(showNotice),
  }
  on('menu', 'keydown', onMenuKey)
  for (const one of $('menu').children) {
    one.addEventListener('click', () => {
      $('menu').close()
      acts[one.dataset.action](menuMessage)
    })
  }
}
