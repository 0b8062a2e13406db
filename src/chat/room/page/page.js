// What the page knows, and the small tools every part of it uses. Who I am lives in this tab alone, so several tabs are several people.
// Plain JavaScript for browsers from Chromium 86 on. Refuses markup: whatever was said is put in as text, never as HTML.

export const roles = { reporter: '普通成员', admin: '管理员', viewer: '只看不报' }
export const everyone = '所有人'

export const view = {
  bot: '', people: [], messages: [], started: false,
  me: JSON.parse(sessionStorage.getItem('me') || 'null'),
  chat: 'room', drafts: { room: '', private: '' }, quoted: null,
  clock: { told: 0, heard: 0 },
  /** Whether I have asked the bot; null when not known yet. */
  asked: null,
  /** Whether the list is to stay at its bottom. */
  stuck: true,
}

export const $ = id => document.getElementById(id)
export const all = selector => [...document.querySelectorAll(selector)]
export const myName = () => (view.me ? view.me.name : '')
export const isShown = ({ chat }) => chat === view.chat

/** make('p', 'name', '乐山-张三') → <p class="name">乐山-张三</p> */
export function make(tag, className, ...children) {
  const element = document.createElement(tag)
  element.className = className
  element.append(...children)
  return element
}

export function makeButton(className, label, act, data = {}) {
  const element = make('button', className, label)
  element.type = 'button'
  element.addEventListener('click', act)
  Object.assign(element.dataset, data)
  return element
}

export const on = (id, type, act) => $(id).addEventListener(type, act)
export const onClick = (id, act) => on(id, 'click', act)
export const onSubmit = (id, act) => on(id, 'submit', event => {
  event.preventDefault()
  act(event.target)
})
