import { randomBytes } from 'node:crypto'
import { LargePaperService } from '../src/archive/large-paper-service.js'
import { paperSpool } from '../src/archive/paper-files.js'
import { ImportRunner } from '../src/collection/import-run-service.js'
import type { CollectionPorts } from '../src/collection/ports.js'
import { openDatabase } from '../src/db/database.js'
import type { Day, Instant } from '../src/kernel/day.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import { Vault } from '../src/ledger/vault.js'
import { testPolicy } from './desk.js'
import { fixedKeys } from './keys.js'

/** 被杀的读者。Reads what waits, like the thread of the house; the test kills it wherever it stands. */
const [, , url = '', folder = ''] = process.argv
const app = openDatabase(url, 3)
const vault = new Vault(fixedKeys(), randomBytes)
const clock = { now: () => Date.now() as Instant, today: () => '2026-03-16' as Day }
const ids = { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) }
const largePapers = new LargePaperService({
  app,
  vault,
  spool: paperSpool(folder),
  random: randomBytes,
  clock,
  ids,
  isScanned: false,
})
const rules = testPolicy()
const ports = {
  ...{ app, vault, largePapers, clock, ids, policy: () => rules, areaOf: () => '999900' },
} as unknown as CollectionPorts

console.log('begun')
await new ImportRunner(ports, (says) => console.error(says)).advance({ halted: false })
await app.close()
