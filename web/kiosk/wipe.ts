import { KIOSK_PATHS } from '../../src/channels/kiosk-contract.js'
import { ask } from '../shell/api.js'
import { forgetPapers } from './print-paper.js'

/** A network that hangs keeps nobody's screen: the server ends the visit by itself, or at the next card. */
const LEAVING_MS = 3_000

/**
 * 清屏：the session on the server, everything this page stored, and the page itself with its history entry. What stays is the
 * terminal's own key, which no script can read.
 */
export async function wipe(reason: 'left' | 'idle' | 'card'): Promise<void> {
  document.getElementById('root')?.replaceChildren()
  forgetPapers()
  const signal = AbortSignal.timeout(LEAVING_MS)
  await ask(KIOSK_PATHS.leave, { method: 'POST', body: { reason }, signal }).catch(() => undefined)
  try {
    sessionStorage.clear()
    localStorage.clear()
    for (const name of await caches.keys()) await caches.delete(name)
  } catch {
    // A browser that forbids storage has kept nothing.
  }
  location.replace('/kiosk?take-card')
}
