import { rowsOn, type Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { type Account, claimTotpStep, findByLogin, type Rows } from './account-store.js'
import type { Actor, Channel, Realm } from './actor.js'
import { actorOf, begin, note, type SignedIn, type SignInPorts, tell } from './begin-session-service.js'
import { CredentialTries } from './credential-tries-service.js'
import { type Clash, findClash, type Held } from './incompatible.js'
import { loginDigest } from './login-digest.js'
import { hashPassword, PASSWORD_COST, passwordFits } from './password.js'
import { postsOn, termsOf } from './post-term.js'
import { isPost, POSTS } from './posts.js'
import type { Presumed } from './presumed.js'
import { postIncompatible, sessionExpired, sessionMissing, signInFailed, signInWait } from './refusals.js'
import { pledgeDue as pledgeDueRefusal } from './refusals-pledge.js'
import { tokenDigest, totpStep } from './secrets.js'
import { SessionMemory } from './session-memory-service.js'
import { deleteSession, findSession, type LiveSession, touchSession } from './session-store.js'
import { stoodNow } from './standing.js'

/** Activity is noted at most this often, so that a read does not become a write; oftener where the idle time is short. */
const TOUCH_AFTER = 30_000
const TOUCHES_A_TERM = 12

export interface Credentials {
  readonly realm: Realm
  readonly login: string
  readonly password: string
  readonly oneTimePassword?: string | undefined
  readonly channel: Channel
  readonly address?: string | undefined
  readonly device?: string | undefined
}

/** 登录。One neutral no, with the same work, whether the account, the password or the one-time password was wrong. */
export interface SignInService {
  signIn(credentials: Credentials): Promise<SignedIn>
  /**
   * The actor of a live session; refuses when there is none, it idled out, its person holds what may not meet, or is of the
   * staff and has not signed the pledge in force.
   */
  sessionOf(token: string | undefined, realm: Realm): Promise<Actor>
  /** The same before the pledge: for showing and signing it alone. `pledgeDue` where it is not signed yet. */
  unpledgedOf(token: string | undefined, realm: Realm): Promise<{ readonly actor: Actor; readonly pledgeDue: boolean }>
  /** Who this was when last asked, without asking; undefined where it must be asked. Confirmed by whoever rests on it. */
  presume(token: string | undefined, realm: Realm): Presumed | undefined
  signOut(token: string, realm: Realm): Promise<void>
}

export function openSignIn(ports: SignInPorts): SignInService {
  const nobody = hashPassword('nobody has this password', ports.cost ?? PASSWORD_COST)
  const memory = new SessionMemory(ports.clock)
  return {
    signIn: async (credentials) => signIn(ports, credentials, await nobody),
    sessionOf: async (token, realm) => {
      const { actor, pledgeDue } = await sessionOf(ports, memory, token, realm)
      if (pledgeDue) throw new Refusal(pledgeDueRefusal, { version: ports.pledge()?.version ?? '' })
      return actor
    },
    unpledgedOf: (token, realm) => sessionOf(ports, memory, token, realm),
    presume: (token, realm) => presume(ports, memory, token, realm),
    signOut: (token, realm) => signOut(ports, token, realm),
  }
}

const NOBODYS_SECRET = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

async function signIn(ports: SignInPorts, asked: Credentials, nobody: string): Promise<SignedIn> {
  const { database, secrets } = ports
  const tries = new CredentialTries(ports)
  const entry = { ...asked, way: 'password' as const }
  const digest = loginDigest(secrets, asked.realm, asked.login)
  const { account, wait } = await database.transaction({}, async (trx) => {
    const { wait } = await tries.beforeTry(trx, asked)
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
      await note(ports, trx, account, entry, 'failed')
      return undefined
    }
    await tries.afterTry(trx, asked, true)
    return begin(ports, trx, account, entry)
  })
  if (signedIn === undefined) throw new Refusal(signInFailed, {})
  return signedIn
}

/** 0 stands for "not asked": a person who set up none. Whoever is unknown, or has none, costs the same work. */
function stepOf({ secrets, clock }: SignInPorts, account: Account | undefined, asked: Credentials): number | undefined {
  const stored = account?.totp_secret ?? undefined
  const step = totpStep(stored === undefined ? NOBODYS_SECRET : secrets.decrypt(stored), oneTime(asked), clock.now())
  if (stored !== undefined) return step
  return asked.realm === 'citizen' ? 0 : undefined
}

function oneTime({ oneTimePassword = '' }: Credentials): string {
  return oneTimePassword.trim()
}

async function stepIsNew(trx: Trx, { account_id }: Account, step: number): Promise<boolean> {
  return step === 0 || claimTotpStep(trx, account_id, step)
}

async function sessionOf(
  ports: SignInPorts,
  memory: SessionMemory,
  token: string | undefined,
  realm: Realm,
): Promise<{ actor: Actor; pledgeDue: boolean }> {
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
  const actor = actorOf({ ...session, posts: countedPosts(session, clock.today()) }, secrets, clock.today())
  if (isToBeTouched(ports, session, now)) await touchSession(lone, digest, now)
  else memory.keep(digest, session, actor)
  const text = session.pledges === null ? undefined : ports.pledge()
  const pledgeDue = text !== undefined && session.pledges?.includes(text.digest) !== true
  return { actor: await stoodNow(actor, ports.standing), pledgeDue }
}

/** 今日算数的岗位：of staff, what was granted for this day; nothing outlives its term by a request. */
function countedPosts(
  { realm, posts, granted, granted_from: from, granted_through: through }: LiveSession,
  today: Day,
) {
  if (realm !== 'staff') return posts
  return postsOn(posts, termsOf({ posts: granted ?? [], from: from ?? [], through: through ?? [] }), today)
}

function presume(
  ports: SignInPorts,
  memory: SessionMemory,
  token: string | undefined,
  realm: Realm,
): Presumed | undefined {
  if (token === undefined || token === '') return undefined
  const now = ports.clock.now()
  const isQuiet = (session: LiveSession) => isLive(ports, session, now) && !isToBeTouched(ports, session, now)
  return memory.find(tokenDigest(token), realm, isQuiet)
}

function isToBeTouched(ports: SignInPorts, session: LiveSession, now: Instant): boolean {
  return now - Number(session.seen_at) > touchAfter(ports, session)
}

function touchAfter({ limits }: SignInPorts, { realm, channel }: LiveSession): number {
  return Math.min(TOUCH_AFTER, limits.idle(realm, channel) / TOUCHES_A_TERM)
}

function isLive(ports: SignInPorts, { seen_at, ends_at, realm, channel, state }: LiveSession, now: Instant): boolean {
  return state === 'active' && now < Number(ends_at) && now - Number(seen_at) < ports.limits.idle(realm, channel)
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
