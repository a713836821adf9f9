import type { DemoCards } from '../../src/channels/kiosk-contract.js'
import { KIOSK_PATHS } from '../../src/channels/kiosk-contract.js'
import { ask } from '../shell/api.js'

/** 放上的卡：the ticket of one reading. */
export type OnCard = (ticket: string) => void

/**
 * 读卡器。A reader on the terminal types the ticket of a reading like a keyboard and ends it with Enter, fast; fingers are
 * slower than that, so what a person types is no card.
 */
export function listenToReader(onCard: OnCard): () => void {
  let typed = ''
  let last = 0
  const onKey = (event: KeyboardEvent) => {
    const now = performance.now()
    if (now - last > SLOWEST_MS) typed = ''
    last = now
    if (event.key === 'Enter' && typed.length >= SHORTEST) {
      event.preventDefault()
      onCard(typed)
      typed = ''
    } else if (event.key.length === 1) typed += event.key
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}

const SLOWEST_MS = 60
const SHORTEST = 8

/** 模拟读卡器的卡，only where the demo serves them. */
export function demoCards(): Promise<DemoCards['cards']> {
  return ask<DemoCards>(KIOSK_PATHS.cards).then(
    ({ cards }) => cards,
    () => [],
  )
}
