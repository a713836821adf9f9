import { parentPort, workerData } from 'node:worker_threads'
import { openLineSealer } from '../access/book.js'
import { AgreedService } from '../collection/agreed-service.js'
import { ImportRunner } from '../collection/import-run-service.js'
import { LegacyRunner } from '../collection/legacy-run-service.js'
import type { Instant } from '../kernel/day.js'
import { Vault } from '../ledger/vault.js'
import { shanghaiDay } from './clock.js'
import { openRole, postingOf } from './foundation.js'
import { type Place, ROOT } from './place.js'
import { shippedTexts } from './release.js'
import { openRooms } from './rooms.js'
import { rulesInForce } from './rules-in-force.js'
import { openSecrets, random } from './secrets.js'
import type { Settings } from './settings.js'

/** 后台线程所需。What can be handed to a thread; keys it reads for itself. */
export interface BulkWork {
  readonly settings: Omit<Settings, 'clock'>
  /** How far the house's clock is from the machine's: the demo may stand on another day. */
  readonly offset: number
  readonly place: Place
  readonly adminUrl: string
  readonly releaseDigest: string
}

/** 后台线程。With connections, keys and rules of its own; one thing after another, until it is told to halt. */
async function work({ settings: plain, offset, place, adminUrl, releaseDigest }: BulkWork): Promise<void> {
  const now = () => (Date.now() + offset) as Instant
  const settings: Settings = { ...plain, clock: { now, today: () => shanghaiDay(now()) } }
  const secrets = await openSecrets(place.keys, settings.demo)
  const ground = { settings, place, secrets, adminUrl, stop: async () => undefined }
  const [app, post, verify] = [
    openRole(ground, 'quanyi_app', 3),
    openRole(ground, 'quanyi_post', 3),
    openRole(ground, 'quanyi_verify', 1),
  ]
  const [vault, sealer] = [new Vault(secrets.keys, random), openLineSealer(secrets.keys)]
  const alarm = (says: string) => parentPort?.postMessage(says)
  const posting = postingOf({ post, vault, secrets, sealer, settings, releaseDigest })
  const rules = await rulesInForce(app, await shippedTexts(ROOT))
  const { collection } = openRooms({ ...ground, app, verify, vault, sealer, posting, alarm }, rules)
  const [runner, agreed] = [new ImportRunner(collection, alarm), new AgreedService(collection)]
  const legacy = new LegacyRunner(collection, alarm)
  const halt = { halted: false }
  await untilHalted(
    halt,
    async () => {
      await rules.reload()
      await runner.advance(halt)
      await legacy.advance(halt)
      await agreed.postLarge(halt)
    },
    alarm,
  )
  for (const database of [app, post, verify]) await database.close()
}

const LOOK_MS = 3000

/** A round when it is woken, and now and then; one that fails is tried again. */
async function untilHalted(halt: { halted: boolean }, round: () => Promise<void>, alarm: (says: string) => void) {
  let [woken, wake]: [boolean, () => void] = [true, () => undefined]
  parentPort?.on('message', (says: 'wake' | 'halt') => {
    if (says === 'halt') halt.halted = true
    woken = true
    wake()
  })
  while (!halt.halted) {
    woken = false
    await round().catch((error: unknown) => alarm(`后台一轮未成，将再做：${String(error)}`))
    if (woken) continue
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  parentPort?.close()
}

if (parentPort !== null) await work(workerData as BulkWork)
