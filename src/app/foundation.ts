import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { LookSequencer } from '../access/batch-service.js'
import { type LineSealer, openLineSealer } from '../access/book.js'
import { writeEvent } from '../access/book-store.js'
import { type Database, openDatabase } from '../db/database.js'
import { type Embedded, startEmbedded } from '../db/embedded.js'
import { migrate, type RolePasswords } from '../db/migrate.js'
import { openPiped } from '../db/piped.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import { PostingService } from '../ledger/posting-service.js'
import { LedgerSequencer } from '../ledger/sequence-service.js'
import { Vault } from '../ledger/vault.js'
import { checkDatabase, checkKeys } from './ground-check.js'
import { findPlace, openPlace, type Place, ROOT } from './place.js'
import { alreadyRunning } from './refusals.js'
import { openSecrets, random, type Secrets } from './secrets.js'
import { type Sequencing, startSequencing } from './sequencing.js'
import type { Settings } from './settings.js'
import { openTrees, type Trees } from './trees.js'

/** 地基。Database, keys, trees and posting, opened and ready; the rooms stand on it. */
export interface Foundation extends Ground {
  readonly app: Database
  readonly post: Database
  readonly verify: Database
  readonly releaseDigest: string
  readonly vault: Vault
  readonly sealer: LineSealer
  readonly trees: Trees
  readonly posting: PostingService
  readonly alarm: (says: string) => void
  sequence(): Promise<Sequencing>
  close(): Promise<void>
}

const DATABASE = 'quanyi'
const ONLY_ONE = 7365002

/** 底层。Place, keys and a database that answers; nothing migrated, nothing written. */
export interface Ground {
  readonly settings: Settings
  readonly place: Place
  readonly secrets: Secrets
  readonly adminUrl: string
  stop(): Promise<void>
}

/** `mustExist`: who only reads sets up nothing, makes no keys and meets no empty database. */
export async function openGround(settings: Settings, mustExist = false): Promise<Ground> {
  const place = await (mustExist ? findPlace : openPlace)(settings.demo ? 'demo' : 'main', settings.home)
  await checkKeys(place, settings.databaseUrl, mustExist)
  const secrets = await openSecrets(place.keys, settings.demo)
  const embedded = settings.databaseUrl === undefined ? await startOwn(place, secrets) : undefined
  const stop = async () => embedded?.stop()
  try {
    const adminUrl = settings.databaseUrl ?? (await ownDatabase(embedded!))
    await checkDatabase(adminUrl, secrets, mustExist)
    return { settings, place, secrets, adminUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** 打开地基。Migrates, and holds the one lock that lets this process write the trees; refuses where another holds it. */
export async function openFoundation(settings: Settings): Promise<Foundation> {
  const ground = await openGround(settings)
  try {
    const release = await holdTrees(ground.adminUrl)
    try {
      await migrate(ground.adminUrl, join(ROOT, 'migrations'), ground.secrets.roles)
      return await assemble(ground, release)
    } catch (error) {
      await release()
      throw error
    }
  } catch (error) {
    await ground.stop()
    throw error
  }
}

/** Two writers would sign two histories. The lock ends with the connection, so with the process however it ends. */
export async function holdTrees(adminUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: adminUrl, keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [ONLY_ONE])
  if (rows[0]!.held) return () => client.end()
  await client.end()
  throw new Refusal(alreadyRunning, {})
}

async function assemble(ground: Ground, letGo: () => Promise<void>): Promise<Foundation> {
  const { settings, place, secrets, adminUrl } = ground
  const { keys } = secrets
  const open = (role: Role, connections: number) => openRole(ground, role, connections)
  const [app, post, verify] = [open('quanyi_app', 20), open('quanyi_post', 8), open('quanyi_verify', 4)]
  const vault = new Vault(keys, random)
  const sealer = openLineSealer(keys)
  const trees = await openTrees(place.trees, secrets, settings.domain)
  const alarm = (says: string) => console.error(`[告警] ${says}`)

  const release = await releaseDigest()
  const posting = postingOf({ post, vault, secrets, sealer, settings, releaseDigest: release })
  return {
    ...{ settings, place, secrets, app, post, verify, adminUrl, vault, sealer, trees, posting, alarm },
    ...{ stop: ground.stop, releaseDigest: release },
    sequence: async () => {
      const ledger = new LedgerSequencer(post, keys, trees.ledger, alarm)
      const looks = new LookSequencer(post, keys, trees.access, alarm)
      await ledger.resume()
      await looks.resume()
      return startSequencing(ledger, looks, alarm)
    },
    close: async () => {
      for (const database of [app, post, verify]) await database.close()
      await letGo()
      await ground.stop()
    },
  }
}

type PostingParts = Pick<Foundation, 'post' | 'vault' | 'secrets' | 'sealer' | 'settings' | 'releaseDigest'>

/** 记账，及其在查阅之书中的一行。The demo's history is posted by a clock of its own. */
export function postingOf(parts: PostingParts, now = parts.settings.clock.now): PostingService {
  const { post, vault, secrets, sealer } = parts
  return new PostingService({
    ...{ post, vault, now },
    keys: secrets.keys,
    releaseDigest: parts.releaseDigest,
    writeLine: (trx, leaf) =>
      writeEvent(trx, sealer, {
        ...{ sessionId: leaf.voucherId, eventId: uuidV7(now(), random(10)), at: now(), realm: 'staff', channel: 'web' },
        actorPersonId: leaf.steps.at(-1)?.by ?? '0',
        organisation: leaf.agency,
        ...{ action: 'post.voucher', outcome: 'posted', policies: [], articles: ['M14-7a'] },
        matter: `${leaf.kind}:${leaf.postingId}`,
      }),
  })
}

type Role = keyof RolePasswords

export function openRole({ adminUrl, secrets }: Ground, role: Role, connections: number): Database {
  return openDatabase(urlOf(adminUrl, secrets, role), connections)
}

/**
 * 载入示例市所用：one who goes through thousands of transactions alone, and does not wait for the disk. A question is planned
 * once and for all; as the tables grow from nothing, none of these plans may read a whole one where it has an index.
 */
const LOADING = ['synchronous_commit=off', 'plan_cache_mode=force_generic_plan', 'enable_seqscan=off']

export function openLoading({ adminUrl, secrets }: Ground, role: Role, connections: number): Database {
  return openPiped(urlOf(adminUrl, secrets, role), connections, LOADING.map((setting) => `-c ${setting}`).join(' '))
}

function urlOf(adminUrl: string, secrets: Secrets, role: Role): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = secrets.roles[role]
  return url.toString()
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

/** 版本的摘要：over the package's name and version and its lock, so that a posting says which code made it. */
async function releaseDigest(): Promise<string> {
  const files = await Promise.all(['package.json', 'package-lock.json'].map((name) => readFile(join(ROOT, name))))
  return hash('sm3', Buffer.concat(files), 'hex')
}
