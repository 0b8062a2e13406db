// 接龙: a note of the group that each goes on with by a numbered line of their own.

import { openDialog, showFault } from './dialogs.js'
import { asMe } from './identity.js'
import { $, make, myName, onClick, onSubmit, view } from './page.js'
import { say } from './writing.js'

let noteBase = ''

const withoutMark = said => said.replace(/^#接龙\s*\n?/, '')
export const drawNote = message => make('div', 'card note', make('p', 'card-title', '接龙'), make('p', 'card-text', withoutMark(message.text)))

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

export function listenToNotes() {
  onClick('note', () => asMe(openNote))
  onClick('note-new', () => setNoteBase(''))
  onSubmit('note-form', sendNote)
}
