// The list's bottom, which it keeps to until one scrolls up, and the page's height.

import { $, on, onClick, view } from './page.js'

const scroller = $('scroller')

function toBottom() {
  scroller.scrollTop = scroller.scrollHeight
  $('newer').hidden = true
}

export const keepBottom = () => { if (view.stuck) toBottom() }

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

export function listenToScroll() {
  on('scroller', 'scroll', onScroll)
  onClick('newer', toBottom)
  if (window.visualViewport) window.visualViewport.addEventListener('resize', fitHeight)
}
