import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { LookSequencer } from '../access/batch-service.js'
import { type LineSealer, openLineSealer } from '../access/book.js'
import { writeEvent } from '../access/book-store.js'
import { type Database, openDatabase } from '../db/database.js'
import { type Embedded, startEmbedded } from '../db/embedded.js'
import { migrate } from '../db/migrate.js'
import { uuidV7 } from '../kernel/uuid.js'
import { PostingService } from '../ledger/posting-service.js'
import { LedgerSequencer } from '../ledger/sequence-service.js'
import { Vault } from '../ledger/vault.js'
import { openPlace, type Place, ROOT } from './place.js'
import { openSecrets, random, type Secrets } from './secrets.js'
import { type Sequencing, startSequencing } from './sequencing.js'
import type { Settings } from './settings.js'
import { openTrees, type Trees } from './trees.js'

/** 地基。Database, keys, trees and posting, opened and ready; the rooms stand on it. */
export interface Foundation {
  readonly settings: Settings
  readonly place: Place
  readonly secrets: Secrets
  readonly app: Database
  readonly post: Database
  readonly verify: Database
  readonly adminUrl: string
  readonly vault: Vault
  readonly sealer: LineSealer
  readonly trees: Trees
  readonly posting: PostingService
  readonly alarm: (says: string) => void
  sequence(): Promise<Sequencing>
  close(): Promise<void>
}

const DATABASE = 'quanyi'

export async function openFoundation(settings: Settings): Promise<Foundation> {
  const place = await openPlace(settings.demo ? 'demo' : 'main', settings.home)
  const secrets = await openSecrets(place.keys, settings.demo)
  const embedded = settings.databaseUrl === undefined ? await startOwn(place, secrets) : undefined
  const adminUrl = settings.databaseUrl ?? (await ownDatabase(embedded!))
  await migrate(adminUrl, join(ROOT, 'migrations'), secrets.roles)
  return assemble(settings, place, secrets, adminUrl, embedded)
}

async function assemble(
  settings: Settings,
  place: Place,
  secrets: Secrets,
  adminUrl: string,
  embedded: Embedded | undefined,
): Promise<Foundation> {
  const { keys, roles } = secrets
  const open = (role: keyof typeof roles, connections: number) =>
    openDatabase(roleUrl(adminUrl, role, roles[role]), connections)
  const [app, post, verify] = [open('quanyi_app', 20), open('quanyi_post', 8), open('quanyi_verify', 4)]
  const vault = new Vault(keys, random)
  const sealer = openLineSealer(keys)
  const trees = await openTrees(place.trees, secrets, settings.domain)
  const alarm = (says: string) => console.error(`[告警] ${says}`)
  const { clock } = settings
  const posting = new PostingService({
    ...{ post, keys, vault },
    now: clock.now,
    releaseDigest: await releaseDigest(),
    writeLine: (trx, leaf) => {
      const last = leaf.steps.at(-1)
      return writeEvent(trx, sealer, {
        sessionId: leaf.voucherId,
        eventId: uuidV7(clock.now(), random(10)),
        at: clock.now(),
        actorPersonId: last?.by ?? '0',
        realm: 'staff',
        organisation: leaf.agency,
        channel: 'web',
        action: 'post.voucher',
        outcome: 'posted',
        policies: [],
        articles: ['M14-7a'],
        matter: `${leaf.kind}:${leaf.postingId}`,
      })
    },
  })
  return {
    ...{ settings, place, secrets, app, post, verify, adminUrl, vault, sealer, trees, posting, alarm },
    sequence: async () => {
      const ledger = new LedgerSequencer(post, keys, trees.ledger, alarm)
      const looks = new LookSequencer(post, keys, trees.access, alarm)
      await ledger.resume()
      await looks.resume()
      return startSequencing(ledger, looks, alarm)
    },
    close: async () => {
      for (const database of [app, post, verify]) await database.close()
      await embedded?.stop()
    },
  }
}

function startOwn(place: Place, secrets: Secrets): Promise<Embedded> {
  return startEmbedded({ home: place.postgres, password: secrets.admin })
}

async function ownDatabase(embedded: Embedded): Promise<string> {
  const client = new pg.Client({ connectionString: embedded.adminUrl })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  await client.end()
  const url = new URL(embedded.adminUrl)
  url.pathname = `/${DATABASE}`
  return url.toString()
}

function roleUrl(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = password
  return url.toString()
}

/** 版本的摘要：over the package's name and version and its lock, so that a posting says which code made it. */
async function releaseDigest(): Promise<string> {
  const files = await Promise.all(['package.json', 'package-lock.json'].map((name) => readFile(join(ROOT, name))))
  return hash('sm3', Buffer.concat(files), 'hex')
}
