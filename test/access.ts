import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { openAccounts } from '../src/access/account-service.js'
import type { Action } from '../src/access/actions.js'
import type { Actor } from '../src/access/actor.js'
import { type LineSealer, openLineSealer } from '../src/access/book.js'
import { type Guard, openGuard } from '../src/access/cedar.js'
import type { AgencyEntry } from '../src/access/cedar-request.js'
import { DraftKeyService } from '../src/access/draft-key-service.js'
import { openGate } from '../src/access/gate-service.js'
import type { AccessLimits } from '../src/access/limits.js'
import { type PledgeText, pledgeAt, readPledges } from '../src/access/pledge.js'
import { PledgeService } from '../src/access/pledge-service.js'
import type { Post } from '../src/access/posts.js'
import type { Resource } from '../src/access/resource.js'
import type { Secrets } from '../src/access/secrets.js'
import { openSignIn } from '../src/access/sign-in-service.js'
import type { Chance, Clock } from '../src/kernel/clock.js'
import type { Day, Instant } from '../src/kernel/day.js'
import type { TestDatabase } from './city.js'
import { filesUnder } from './files.js'
import { testKeys } from './keys.js'

/** 示例市：a city and its two districts. */
export const AGENCIES: readonly AgencyEntry[] = [
  { code: '999900' },
  { code: '999901', parent: '999900' },
  { code: '999902', parent: '999900' },
]

/** The access policies and schema of this checkout. */
export function accessPolicies(): { texts: readonly { path: string; text: string }[]; schema: string } {
  const [schema] = filesUnder(['policies/access'], /\.cedarschema$/)
  return { texts: filesUnder(['policies/access'], /\.cedar$/), schema: schema!.text }
}

const KINDS = new Map<Action, Resource['kind'][]>()

/** What the schema says an act is done to. */
export function kindsOf(action: Action): Resource['kind'][] {
  const known = KINDS.get(action) ?? kindsIn(accessPolicies().schema, action)
  KINDS.set(action, known)
  return known
}

function kindsIn(schema: string, action: Action): Resource['kind'][] {
  for (const [, names = '', kinds = ''] of schema.matchAll(
    /^action ([^\n]+) in \[[^\]]*\]\s+appliesTo \{[^}]*resource: \[([^\]]+)\]/gm,
  )) {
    if (names.includes(`"${action}"`)) return kinds.split(',').map((one) => one.trim() as Resource['kind'])
  }
  throw new Error(`the schema does not tell what ${action} is done to`)
}

let guard: Guard | undefined

/** Read once: preparing the policies takes longer than most tests. */
export function testGuard(): Guard {
  if (guard !== undefined) return guard
  const { texts, schema } = accessPolicies()
  guard = openGuard(texts, schema, AGENCIES)
  return guard
}

const SESSION = '0190d2a0-0000-7000-8000-000000000001'

export function citizen(personId = '1'): Actor {
  return { personId, realm: 'citizen', sessionId: SESSION, accountId: `c${personId}`, posts: [], channel: 'web' }
}

export function operatorOf(employerId = '501', personId = '30'): Actor {
  return { ...citizen(personId), realm: 'operator', accountId: `o${personId}`, employerId }
}

export function staff(posts: readonly Post[], agency = '999901', personId = '20'): Actor {
  return { ...citizen(personId), realm: 'staff', accountId: `s${personId}`, posts, agency, channel: 'counter' }
}

/** A clock turned by hand; starts at 2026-03-02 01:00 UTC, 09:00 in the city. */
export interface HandClock extends Clock {
  pass(seconds: number): void
}

export function handClock(at = Date.UTC(2026, 2, 2, 1)): HandClock {
  let now = at
  return {
    now: () => now as Instant,
    today: () => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10) as Day,
    pass: (seconds) => {
      now += seconds * 1000
    },
  }
}

export const testChance: Chance = { bytes: (count) => randomBytes(count) }

/** Keys of this run alone: nothing outside the test can check what they sealed. */
export const testLineSealer: LineSealer = openLineSealer(testKeys())

/** Digests and encryption good enough for a test; the real ones are the ledger's. */
export function testSecrets(): Secrets {
  const key = randomBytes(16)
  return {
    digest: (text) => createHmac('sm3', key).update(text).digest(),
    encrypt: (text) => {
      const iv = randomBytes(16)
      const cipher = createCipheriv('sm4-ctr', key, iv)
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()])
    },
    decrypt: (bytes) => {
      const decipher = createDecipheriv('sm4-ctr', key, bytes.subarray(0, 16))
      return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
    },
  }
}

const MINUTE = 60_000

export const TEST_LIMITS: AccessLimits = {
  idle: (_realm, channel) => (channel === 'kiosk' ? MINUTE : 15 * MINUTE),
  whole: (realm) => (realm === 'citizen' ? 120 : 480) * MINUTE,
  tries: () => ({ free: 5, firstWait: MINUTE / 2, longestWait: 15 * MINUTE }),
  codeLife: () => 7 * 24 * 60 * MINUTE,
  draftDays: () => 7,
  addressTries: () => ({ most: 60, window: 60 * MINUTE }),
  letterInterval: () => 7 * 24 * 60 * MINUTE,
  letterCodeLife: () => 30 * 24 * 60 * MINUTE,
  passkeyMost: () => 3,
  challengeLife: () => 5 * MINUTE,
  noteLife: () => 180 * 24 * 60 * MINUTE,
}

/** 承诺书的各版，of this checkout; a test may put another behind them. */
export function testPledges(): PledgeText[] {
  return readPledges(filesUnder(['policies/pledges'], /\.yaml$/)[0]!.text)
}

/** Sign-in, accounts and gate on a test database with a clock turned by hand; passwords at the least cost. */
export function testDesk(
  db: TestDatabase,
  clock: HandClock = handClock(),
  alarm: (says: string) => void = () => undefined,
) {
  const secrets = testSecrets()
  const shared = { database: db.app, clock, chance: testChance, sealer: testLineSealer }
  const gate = openGate({ ...shared, conceal: (text) => text, guard: testGuard(), alarm })
  const pledges = testPledges()
  const pledge = () => pledgeAt(pledges, clock.today())
  const ports = { ...shared, secrets, pledge, cost: { memoryCost: 1024, timeCost: 1 }, limits: TEST_LIMITS }
  const drafts = new DraftKeyService(ports)
  const opened = { signIn: openSignIn(ports), accounts: openAccounts({ ...ports, gate }) }
  return { clock, secrets, gate, drafts, pledge, pledgeTexts: pledges, pledges: new PledgeService(ports), ...opened }
}
