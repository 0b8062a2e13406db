// The dialog that sets the room's clock forward, for all who are in it.

import { openDialog, showFault } from './dialogs.js'
import { $, all, onClick, onSubmit } from './page.js'
import { post } from './server.js'
import { day, hour, midnight, now, setClock, toIso } from './time.js'
import { showNotice } from './writing.js'

const jumps = { hour: () => now() + hour, tomorrow: () => midnight(now()) + day + 9 * hour, later: () => midnight(now()) + 3 * day + 9 * hour }

function openClock() {
  Object.assign($('clock-to'), { value: toIso(now() + hour).slice(0, 16), min: toIso(now()).slice(0, 16) })
  openDialog($('clock-dialog'))
}

async function moveClock(to) {
  try {
    const clock = await post('/api/clock', { to })
    setClock(clock.now)
    $('clock-dialog').close()
    showNotice(`时钟已拨到${$('time').textContent}`)
  } catch (error) {
    showFault($('clock-dialog'), error)
  }
}

export function listenToClock() {
  onClick('clock', openClock)
  for (const one of all('[data-clock]')) one.addEventListener('click', () => moveClock(toIso(jumps[one.dataset.clock]())))
  onSubmit('clock-form', () => {
    const { value } = $('clock-to')
    if (value) moveClock(`${value.slice(0, 16)}:00+08:00`)
    else showFault($('clock-dialog'), { message: '请选日期和时间。' })
  })
}
