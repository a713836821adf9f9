import { KIOSK_PATHS } from '../../src/channels/kiosk-contract.js'
import { ask } from '../shell/api.js'
import { forgetPapers } from './print-paper.js'

/**
 * 清屏：the session on the server, everything this page stored, and the page itself with its history entry. What stays is the
 * terminal's own key, which no script can read.
 */
export async function wipe(reason: 'left' | 'idle' | 'card'): Promise<void> {
  document.getElementById('root')?.replaceChildren()
  forgetPapers()
  await ask(KIOSK_PATHS.leave, { method: 'POST', body: { reason } }).catch(() => undefined)
  try {
    sessionStorage.clear()
    localStorage.clear()
    for (const name of await caches.keys()) await caches.delete(name)
  } catch {
    // A browser that forbids storage has kept nothing.
  }
  location.replace('/kiosk?take-card')
}
