import { type Database, rowsOn, type Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import { type Account, claimTotpStep, findByLogin, type Rows } from './account-store.js'
import type { Actor, Channel, Realm } from './actor.js'
import { forgetTries, takeTry } from './attempt-store.js'
import type { LineSealer } from './book.js'
import { writeEvent } from './book-store.js'
import { type Clash, findClash, type Held } from './incompatible.js'
import type { AccessLimits } from './limits.js'
import type { Pen } from './lines.js'
import { hashPassword, PASSWORD_COST, type PasswordCost, passwordFits } from './password.js'
import { isPost, POSTS } from './posts.js'
import { postIncompatible, sessionExpired, sessionMissing, signInFailed, signInWait } from './refusals.js'
import { csrfOf, newToken, type Secrets, tokenDigest, totpStep } from './secrets.js'
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  type LiveSession,
  touchSession,
} from './session-store.js'

/** Activity is noted at most this often, so that a read does not become a write. */
const TOUCH_AFTER = 30_000

export interface Credentials {
  readonly realm: Realm
  readonly login: string
  readonly password: string
  readonly oneTimePassword?: string | undefined
  readonly channel: Channel
}

export interface SignedIn {
  readonly actor: Actor
  readonly token: string
  readonly csrf: string
}

export interface SignInPorts extends Pen {
  readonly database: Database
  readonly secrets: Secrets
  readonly sealer: LineSealer
  readonly cost?: PasswordCost | undefined
  readonly limits: AccessLimits
}

/** 登录。One neutral no, with the same work, whether the account, the password or the one-time password was wrong. */
export interface SignInService {
  signIn(credentials: Credentials): Promise<SignedIn>
  /** The actor of a live session; refuses when there is none, it idled out, or its person holds what may not meet. */
  sessionOf(token: string | undefined, realm: Realm): Promise<Actor>
  signOut(token: string, realm: Realm): Promise<void>
}

export function openSignIn(ports: SignInPorts): SignInService {
  const nobody = hashPassword('nobody has this password', ports.cost ?? PASSWORD_COST)
  return {
    signIn: async (credentials) => signIn(ports, credentials, await nobody),
    sessionOf: (token, realm) => sessionOf(ports, token, realm),
    signOut: (token, realm) => signOut(ports, token, realm),
  }
}

/** The sign-in name as it is digested: without edges, in one case. */
export function loginDigest(secrets: Secrets, realm: Realm, login: string): Buffer {
  return secrets.digest(`login ${realm} ${login.trim().toUpperCase()}`)
}

const NOBODYS_SECRET = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

async function signIn(ports: SignInPorts, asked: Credentials, nobody: string): Promise<SignedIn> {
  const { database, clock, secrets } = ports
  const digest = loginDigest(secrets, asked.realm, asked.login)
  const { account, wait } = await database.transaction({}, async (trx) => {
    const { wait } = await takeTry(trx, digest, clock.now(), ports.limits.tries())
    if (wait > 0) await tell(ports, trx, asked, undefined, 'waiting')
    return { wait, account: wait > 0 ? undefined : await findByLogin(trx, asked.realm, digest) }
  })
  if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
  const fits = await passwordFits(account?.password_hash ?? nobody, asked.password)
  const step = stepOf(ports, account, asked)
  const right = fits && account?.state === 'active' && account.password_hash !== null
  const signedIn = await database.transaction({}, async (trx) => {
    if (!right || step === undefined || !(await stepIsNew(trx, account, step))) {
      await tell(ports, trx, asked, account, 'failed')
      return undefined
    }
    await forgetTries(trx, digest)
    return begin(ports, trx, account, asked)
  })
  if (signedIn === undefined) throw new Refusal(signInFailed, {})
  return signedIn
}

/** Persons sign in without a second factor (0 stands for "not asked"); whoever is unknown costs the same work. */
function stepOf({ secrets, clock }: SignInPorts, account: Account | undefined, asked: Credentials): number | undefined {
  if (asked.realm === 'citizen') return 0
  const stored = account?.totp_secret ?? undefined
  const step = totpStep(stored === undefined ? NOBODYS_SECRET : secrets.decrypt(stored), oneTime(asked), clock.now())
  return stored === undefined ? undefined : step
}

function oneTime({ oneTimePassword = '' }: Credentials): string {
  return oneTimePassword.trim()
}

async function stepIsNew(trx: Trx, { account_id, realm }: Account, step: number): Promise<boolean> {
  return realm === 'citizen' || claimTotpStep(trx, account_id, step)
}

async function begin(ports: SignInPorts, trx: Trx, account: Account, { channel }: Credentials): Promise<SignedIn> {
  const { clock, chance, secrets } = ports
  const [at, token] = [clock.now(), newToken(chance)]
  const { realm } = account
  const sessionId = uuidV7(at, chance.bytes(10))
  if (realm === 'staff') await deleteSessionsOf(trx, account.person_id, realm)
  await insertSession(trx, {
    ...{ tokenDigest: tokenDigest(token), sessionId, realm, channel, at },
    ...{ accountId: account.account_id, personId: account.person_id },
    endsAt: (at + ports.limits.whole(realm)) as Instant,
  })
  const actor = actorOf({ ...account, session_id: sessionId, channel }, secrets)
  await tell(ports, trx, { realm, channel }, account, 'done', sessionId)
  return { actor, token, csrf: csrfOf(token) }
}

type WithSession = Pick<Account, 'account_id' | 'person_id' | 'realm' | 'name' | 'agency' | 'employer_id' | 'posts'> &
  Pick<LiveSession, 'session_id' | 'channel'>

function actorOf(from: WithSession, secrets: Secrets): Actor {
  return {
    personId: from.person_id,
    realm: from.realm,
    sessionId: from.session_id,
    accountId: from.account_id,
    posts: from.posts.filter(isPost),
    channel: from.channel,
    ...(from.agency === null ? {} : { agency: from.agency }),
    ...(from.employer_id === null ? {} : { employerId: from.employer_id }),
    ...(from.name === null ? {} : { name: secrets.decrypt(from.name) }),
  }
}

async function sessionOf(ports: SignInPorts, token: string | undefined, realm: Realm): Promise<Actor> {
  if (token === undefined || token === '') throw new Refusal(sessionMissing, {})
  const { database, clock, secrets } = ports
  const digest = tokenDigest(token)
  const lone: Rows = { rows: rowsOn(database.pool) }
  const session = await findSession(lone, digest)
  const now = clock.now()
  if (session === undefined || session.realm !== realm || !isLive(ports, session, now))
    throw new Refusal(sessionExpired, {})
  const clash = clashOf(session)
  if (clash !== undefined) throw new Refusal(postIncompatible, wordsOf(clash))
  if (now - Number(session.seen_at) > TOUCH_AFTER) await touchSession(lone, digest, now)
  return actorOf(session, secrets)
}

function isLive(ports: SignInPorts, { seen_at, ends_at, realm, state }: LiveSession, now: Instant): boolean {
  return state === 'active' && now < Number(ends_at) && now - Number(seen_at) < ports.limits.idle(realm)
}

/** Posts written past the grant, straight into the table, still sign nobody in: all of a person's are held together. */
function clashOf({ all_posts, is_operator, realm }: LiveSession): Clash | undefined {
  if (realm === 'citizen') return undefined
  return findClash([...all_posts.filter(isPost), ...(is_operator ? (['employerOperator'] as const) : [])])
}

export function wordsOf({ article, one, other }: Clash): { article: string; one: string; other: string } {
  return { article, one: nameOf(one), other: nameOf(other) }
}

function nameOf(held: Held): string {
  return held === 'employerOperator' ? '单位经办人' : POSTS[held].zh
}

async function signOut(ports: SignInPorts, token: string, realm: Realm): Promise<void> {
  const { database } = ports
  await database.transaction({}, async (trx) => {
    const session = await findSession(trx, tokenDigest(token))
    if (session === undefined || session.realm !== realm) return
    await deleteSession(trx, tokenDigest(token))
    await tell(ports, trx, session, session, 'ended', session.session_id)
  })
}

/** Every sign-in, failed or not, is a line of the access book; of a failed one no sign-in name is kept. */
async function tell(
  { clock, chance, sealer }: SignInPorts,
  trx: Trx,
  { realm, channel }: { readonly realm: Realm; readonly channel: Channel },
  who: Pick<Account, 'person_id' | 'agency' | 'employer_id'> | undefined,
  outcome: 'done' | 'failed' | 'waiting' | 'ended',
  sessionId = NO_UUID,
): Promise<void> {
  const at = clock.now()
  await writeEvent(trx, sealer, {
    ...{ sessionId, eventId: uuidV7(at, chance.bytes(10)), at, realm, channel, outcome },
    actorPersonId: who?.person_id ?? '0',
    organisation: who?.agency ?? who?.employer_id ?? '',
    action: outcome === 'ended' ? 'session.sign-out' : 'session.sign-in',
    policies: [],
    articles: ['M14-26b'],
    matter: '',
  })
}
