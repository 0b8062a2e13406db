// The people of the room, as they are listed.

import { $, all, everyone, make, makeButton, myName, roles, view } from './page.js'

export function avatar(name) {
  const hue = name === view.bot ? 'bot' : name === everyone ? 'all' : [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 0) % 8
  const element = make('span', `avatar hue-${hue}`, name === everyone ? '@' : [...name][0] || '')
  element.setAttribute('aria-hidden', 'true')
  return element
}

export const roleOf = name => (name === view.bot ? '机器人' : roles[(view.people.find(one => one.name === name) || {}).role] || '')
export const personParts = name => [avatar(name), make('span', 'person-name', name), make('span', 'role', name === myName() ? `${roleOf(name)}（我）` : roleOf(name))]

function personButton(name, act) {
  const element = makeButton('person', '', act, { person: name })
  element.append(...personParts(name))
  return element
}

/** Lists who can be become, and all whom one can mention. */
export function listPeople(people, { become, mention }) {
  view.people = people.filter(({ name }) => name !== view.bot)
  const names = [view.bot, ...view.people.map(({ name }) => name)]
  $('count').textContent = `（${names.length}人）`
  $('people').replaceChildren(...view.people.map(({ name, role }) => personButton(name, () => become({ name, role }))))
  for (const place of all('[data-members]')) {
    place.replaceChildren(...names.map(name => personButton(name, () => {
      $('members').close()
      mention(name)
    })))
  }
}
