import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { hasImports } from '../collection/import-store.js'
import { nextPackage } from '../collection/legacy-store.js'
import type { BulkWork } from './bulk-worker.js'
import type { Foundation } from './foundation.js'
import { ROOT } from './place.js'
import type { Rooms } from './rooms.js'

/** 后台之室：large files are read and large submissions posted in a thread of their own, so that nobody waits for them. */
export interface BulkRoom {
  /** There may be work. */
  wake(): void
  stop(): Promise<void>
}

const WORKER = join(ROOT, 'dist', 'src', 'app', 'bulk-worker.js')
const AGAIN_MS = 1000
/** What a file may take in the thread before the thread, and not the house, is ended. */
const MOST_MEGABYTES = 768

/** 开后台之室。The thread is begun when there is work, and anew where it broke; what it was doing it takes up again. */
export function openBulk(house: Foundation, rooms: Rooms): BulkRoom {
  let [worker, stopped]: [Worker | undefined, boolean] = [undefined, false]
  let gone: Promise<void> = Promise.resolve()
  const begin = (): Worker => {
    const made = new Worker(WORKER, {
      workerData: workOf(house),
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    })
    made.on('message', (says: string) => house.alarm(says))
    made.on('error', (error) => house.alarm(`后台线程中断，将重新开始：${String(error)}`))
    gone = new Promise((resolve) => {
      made.once('exit', () => {
        worker = undefined
        resolve()
        if (!stopped) setTimeout(wake, AGAIN_MS).unref()
      })
    })
    return made
  }
  const wake = () => {
    if (stopped) return
    if (!existsSync(WORKER)) return house.alarm('后台线程尚未构建，大件等候读取')
    worker ??= begin()
    worker.postMessage('wake')
  }
  rooms.bulk.wake = wake
  void wakeIfBehind(house, wake)
  return {
    wake,
    stop: async () => {
      stopped = true
      worker?.postMessage('halt')
      await gone
    },
  }
}

/** What a stop of the system left half done goes on by itself. */
async function wakeIfBehind({ app, alarm }: Foundation, wake: () => void): Promise<void> {
  try {
    const behind = await app.transaction(
      {},
      async (trx) => (await hasImports(trx)) || (await nextPackage(trx)) !== undefined,
    )
    if (behind) wake()
  } catch (error) {
    alarm(`未能查明有无大件待读：${String(error)}`)
  }
}

function workOf({ settings, place, adminUrl, releaseDigest }: Foundation): BulkWork {
  const { clock: _, ...plain } = settings
  return { settings: plain, offset: settings.clock.now() - Date.now(), place, adminUrl, releaseDigest }
}
