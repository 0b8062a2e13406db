// The room's own clock, read in Shanghai whatever the browser's zone.

import { $, all, view } from './page.js'

export const hour = 3_600_000, day = 24 * hour

const shanghai = ms => new Date(ms + 8 * hour)
export const now = () => view.clock.told + performance.now() - view.clock.heard
export const midnight = ms => Math.floor((ms + 8 * hour) / day) * day - 8 * hour
export const toIso = ms => `${shanghai(ms).toISOString().slice(0, 19)}+08:00`
const timeOf = ms => toIso(ms).slice(11, 16)
const yearOf = ms => `${shanghai(ms).getUTCFullYear()}年`
const dateOf = ms => `${shanghai(ms).getUTCMonth() + 1}月${shanghai(ms).getUTCDate()}日 周${'日一二三四五六'[shanghai(ms).getUTCDay()]}`

/** As said now: today's without the date, this year's without the year. */
export function whenOf(ms) {
  if (midnight(ms) === midnight(now())) return timeOf(ms)
  return `${yearOf(ms) === yearOf(now()) ? '' : yearOf(ms)}${dateOf(ms)} ${timeOf(ms)}`
}

export function setClock(iso) {
  view.clock = { told: Date.parse(iso), heard: performance.now() }
  showTime()
}

export function showTime() {
  const shown = `${dateOf(now())} ${timeOf(now())}`
  if ($('time').textContent === shown) return
  $('time').textContent = shown
  $('full-time').textContent = `现在是${yearOf(now())}${shown}`
  for (const one of all('#messages time')) one.textContent = whenOf(Date.parse(one.dateTime))
}
