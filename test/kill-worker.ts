import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { openDatabase } from '../src/db/database.js'
import type { Instant } from '../src/kernel/day.js'
import { PostingService } from '../src/ledger/posting-service.js'
import { Vault } from '../src/ledger/vault.js'
import { fixedKeys } from './keys.js'
import { agreed, dueFact } from './ledger.js'

/**
 * 被杀的一方。Posts vouchers one after another, each key written to a file before it is sent and again once it was
 * acknowledged; a failure is tried again with the same key. Ends only by being killed.
 */
const [, , url = '', folder = '', name = '', writers = '8', options = ''] = process.argv
const database = openDatabase(options === '' ? url : `${url}?options=${encodeURIComponent(options)}`, 12)
const keys = fixedKeys()
const posting = new PostingService({
  post: database,
  keys,
  vault: new Vault(keys, randomBytes),
  now: () => Date.now() as Instant,
  releaseDigest: '00',
  writeLine: async () => undefined,
})

async function writer(number: number): Promise<never> {
  for (let n = 0; ; n++) {
    const key = `${name}-${number}-${n}`
    appendFileSync(`${folder}/sent`, `${key}\n`)
    const facts = [dueFact('1', '2026-01'), dueFact('2', '2026-01')]
    while (!(await tried(key, facts)));
    appendFileSync(`${folder}/acknowledged`, `${key}\n`)
  }
}

async function tried(key: string, facts: Parameters<typeof agreed>[0]): Promise<boolean> {
  try {
    await posting.post(agreed(facts, { key, bodyDigest: Buffer.from(key) }))
    return true
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return false
  }
}

for (let n = 0; n < Number(writers); n++) void writer(n)
