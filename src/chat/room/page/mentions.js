// Choosing whom to mention: the list that an @ opens, and the keys of the text, which it shares.

import { asMe } from './identity.js'
import { $, everyone, make, myName, on, onClick, view } from './page.js'
import { personParts } from './people.js'
import { clearNotice, growText, sendText, text, unquote } from './writing.js'

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

export function hideMentions() {
  $('mentions').hidden = true
  text.removeAttribute('aria-activedescendant')
}

function pointAt(i) {
  const options = [...$('mentions').children], chosen = options[(i + options.length) % options.length]
  for (const one of options) one.setAttribute('aria-selected', String(one === chosen))
  text.setAttribute('aria-activedescendant', chosen.id)
  chosen.scrollIntoView({ block: 'nearest' })
}

/** Puts `@name ` where the caret is, over the @word that was typed. */
export function putMention(name) {
  const typed = typedMention()
  text.focus()
  text.setRangeText(`@${name} `, typed ? typed.start : text.selectionStart, text.selectionEnd, 'end')
  hideMentions()
  growText()
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

export function listenToText() {
  on('text', 'keydown', onTextKey)
  on('text', 'keyup', event => { if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) showMentions() })
  on('text', 'input', () => {
    clearNotice()
    growText()
    showMentions()
  })
  on('text', 'blur', hideMentions)
  onClick('mention', openMentions)
}
