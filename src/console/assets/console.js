// What the console's pages do beyond plain forms: refresh what changed, copy a text, select all lines, ask before what cannot be undone.

const parts = document.querySelectorAll('[data-live]')

/** Puts what the server says now in place of the parts that changed; a part in which somebody is at work stays. */
async function refresh() {
  const response = await fetch(location.href, { headers: { 'x-refresh': '1' } })
  if (!response.ok || response.redirected) return location.reload()
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  document.querySelectorAll('[data-live]').forEach(part => {
    const next = fresh.getElementById(part.id)
    // What somebody unfolded stays so.
    part.querySelectorAll('details[open][id]').forEach(({ id }) => fresh.getElementById(id)?.setAttribute('open', ''))
    if (next && next.innerHTML !== part.innerHTML && !(part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea'))) replaceWithin(part, next.innerHTML)
  })
}

/** What somebody ticked or typed in fields with an id, and has not sent, stays; so does the place on the keyboard. */
function replaceWithin(part, markup) {
  const fields = Array.from(part.querySelectorAll('input[id], textarea[id]')).filter(field => field.value !== field.defaultValue || field.checked !== field.defaultChecked)
  const focused = part.contains(document.activeElement) ? document.activeElement.id : ''
  part.innerHTML = markup
  fields.forEach(({ id, value, checked }) => {
    const field = document.getElementById(id)
    if (field) Object.assign(field, field.type === 'checkbox' || field.type === 'radio' ? { checked } : { value })
  })
  if (focused) document.getElementById(focused)?.focus()
}

let busy = false, again = false
async function change() {
  again = true
  if (busy) return
  busy = true
  while (again) {
    again = false
    await refresh().catch(() => undefined)
  }
  busy = false
}

// A page that answers a form that was wrong stays as it is: there is nothing to be fetched anew under its address.
if (parts.length > 0 && document.body.dataset.stream) {
  const { stream } = document.body.dataset
  const status = document.getElementById('connection')
  const source = new EventSource(stream)
  let wasLost = false
  source.addEventListener('change', change)
  source.addEventListener('open', () => {
    if (status) status.hidden = true
    if (wasLost) change()
    wasLost = false
  })
  source.addEventListener('error', () => {
    wasLost = true
    if (status) status.hidden = false
  })
}

// On a narrow screen the menu scrolls: to where one is.
document.querySelector('.menu [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

async function copy(text) {
  // Without https the clipboard is out of reach; the old way still works.
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  const box = document.createElement('textarea')
  box.value = text
  document.body.append(box)
  box.select()
  document.execCommand('copy')
  box.remove()
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]')
  if (button) {
    const text = document.getElementById(button.dataset.copy).textContent
    copy(text).then(() => {
      const before = button.textContent
      button.textContent = '已复制'
      document.getElementById('announce').textContent = '已复制'
      setTimeout(() => { button.textContent = before }, 1500)
    })
  }
  const all = event.target.closest('[data-check-all]')
  if (all) Array.from(all.closest('form').elements).filter(box => box.type === 'checkbox' && !box.disabled).forEach(box => { box.checked = all.dataset.checkAll === 'yes' })
})

document.addEventListener('submit', event => {
  const { confirm: question } = event.target.dataset
  if (question && !window.confirm(question)) event.preventDefault()
})
