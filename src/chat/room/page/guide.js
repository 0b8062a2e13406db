// The first minute: three steps, questions to tap, and what can be asked next.

import { asMe } from './identity.js'
import { $, isShown, makeButton, myName, view } from './page.js'
import { keepBottom } from './scroll.js'
import { say } from './writing.js'

/** First questions to tap, each with what can be asked next. */
const guided = {
  哪些市州还没启动综窗: ['那非试点呢', '那一枚印章呢'],
  非试点一枚印章前五: ['前三呢', '他们的综窗呢'],
  乐山综窗多少: ['那非试点呢', '那自贡呢'],
  综窗低于全省平均的有哪些: ['那非试点呢', '他们的一枚印章呢'],
  自贡一件事排第几: ['那非试点呢', '那乐山呢'],
  申报名单什么时候截止: ['示范便民服务中心由谁验收'],
}
const followUps = new Set(Object.values(guided).flat())
const wide = matchMedia('(min-width: 900px)')

const bare = message => message.text.split(`@${view.bot}`).join('').trim()
const myQuestions = () => view.messages.filter(({ from, chat, mentions, recalled }) => from === myName() && !recalled && (chat === 'private' || mentions.includes(view.bot)))
const ask = question => asMe(() => say(view.chat === 'room' ? `@${view.bot} ${question}` : question))

export function showGuide() {
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
  const place = wide.matches ? $('side') : $('scroller')
  place.prepend($('guide'))
  $('guide').open = wide.matches || !view.asked
}

export function openGuide() {
  $('questions').append(...Object.keys(guided).map(question => makeButton('chip', question, () => ask(question), { question })))
  wide.addEventListener('change', placeGuide)
  placeGuide()
}
