import type { LookSequencer } from '../access/batch-service.js'
import type { LedgerSequencer } from '../ledger/sequence-service.js'

export interface Sequencing {
  /** Everything committed so far has its place when this resolves. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const PAUSE_MS = 400

/** 排序循环。Within a second of a commit its leaf is in the tree and the checkpoint is signed. */
export function startSequencing(
  ledger: LedgerSequencer,
  looks: LookSequencer,
  alarm: (says: string) => void,
): Sequencing {
  let stopped = false
  let wake: () => void = () => undefined
  let turn: Promise<void> = Promise.resolve()

  async function round(): Promise<void> {
    while ((await ledger.tick()) > 0);
    while ((await looks.tick()) > 0);
  }
  const next = () => {
    turn = turn.then(round).catch((error: unknown) => alarm(`sequencing failed and is tried again: ${String(error)}`))
    return turn
  }
  const loop = (async () => {
    while (!stopped) {
      await next()
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, PAUSE_MS).unref()
      })
    }
  })()
  return {
    settle: next,
    stop: async () => {
      stopped = true
      wake()
      await loop
      await next()
    },
  }
}

const SWEEP_MS = 3000

/** 清扫：vouchers that everybody agreed to and a crash kept from being posted, or that were too many for one request. */
export function startSweeping(
  agreed: { postAgreed(): Promise<number> },
  alarm: (says: string) => void,
): { stop(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    turn = agreed
      .postAgreed()
      .catch((error: unknown) => alarm(`posting what was agreed failed and is tried again: ${String(error)}`))
      .finally(() => {
        busy = false
      })
  }, SWEEP_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await turn
    },
  }
}
