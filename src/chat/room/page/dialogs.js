// What all dialogs share: where the focus goes and comes back to, the sentence that says what is wrong, closing.

import { all } from './page.js'

export function openDialog(dialog) {
  const back = document.activeElement, first = dialog.querySelector('[autofocus]')
  for (const fault of dialog.querySelectorAll('.fault')) fault.hidden = true
  dialog.addEventListener('close', () => { if (document.activeElement === document.body && back) back.focus() }, { once: true })
  dialog.showModal()
  if (first) first.focus()
}

export function showFault(dialog, { message }) {
  const fault = dialog.querySelector('.fault')
  fault.textContent = message
  fault.hidden = false
}

/** A dialog closes by its buttons and by a click beside it. */
export function listenToDialogs() {
  for (const dialog of all('dialog')) dialog.addEventListener('click', event => { if (event.target === dialog || 'close' in event.target.dataset) dialog.close() })
}
