import type { Database, Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import type { Account } from './account-store.js'
import { actingOf, employerNow } from './acting.js'
import type { Actor, Channel, Realm } from './actor.js'
import type { LineSealer } from './book.js'
import { writeEvent } from './book-store.js'
import { NEW_DEVICE } from './book-sweep-store.js'
import { noteDevice } from './device-store.js'
import { postsNow } from './grant-service.js'
import type { AccessLimits } from './limits.js'
import type { Pen } from './lines.js'
import type { PasswordCost } from './password.js'
import type { PledgeText } from './pledge.js'
import { hasPledged } from './pledge-store.js'
import { isPost } from './posts.js'
import { csrfOf, newToken, type Secrets, tokenDigest } from './secrets.js'
import { deleteSessionsOf, insertSession, type LiveSession } from './session-store.js'
import { insertNote } from './sign-in-note-store.js'
import type { SignInWay } from './sign-in-way.js'
import type { StandingPort } from './standing.js'

export interface SignedIn {
  readonly actor: Actor
  /** 浏览器的凭据：kept by the browser, so that it is known again. */
  readonly device: string
  readonly token: string
  readonly csrf: string
  /** 须先签署现行的保密承诺书。 */
  readonly pledgeDue: boolean
}

export interface SignInPorts extends Pen {
  readonly database: Database
  readonly secrets: Secrets
  readonly sealer: LineSealer
  readonly cost?: PasswordCost | undefined
  readonly limits: AccessLimits
  /** 现行的保密承诺书；where none is in force, nobody of the staff is opened an account. */
  readonly pledge: () => PledgeText | undefined
  /** 代为办理的依据，依此刻的事实；where nobody answers, nobody acts for another. */
  readonly standing?: StandingPort | undefined
}

/** 从哪里、以什么方式登录。 */
export interface Entry {
  readonly realm: Realm
  readonly channel: Channel
  readonly way: SignInWay
  readonly address?: string | undefined
  /** What the browser kept of an earlier sign-in; a browser without it is a new one. */
  readonly device?: string | undefined
}

/** 开始会话：the session, the line of the book and the note for the person, in the caller's transaction. */
export async function begin(ports: SignInPorts, trx: Trx, account: Account, entry: Entry): Promise<SignedIn> {
  const { clock, chance, secrets } = ports
  const [at, token] = [clock.now(), newToken(chance)]
  const { realm } = account
  const { channel, way } = entry
  const sessionId = uuidV7(at, chance.bytes(10))
  if (realm === 'staff') await deleteSessionsOf(trx, account.person_id, realm)
  await insertSession(trx, {
    ...{ tokenDigest: tokenDigest(token), sessionId, realm, channel, at, way },
    ...{ accountId: account.account_id, personId: account.person_id },
    endsAt: (at + ports.limits.whole(realm)) as Instant,
    address: secrets.encrypt(entry.address ?? ''),
  })
  const posts = realm === 'staff' ? await postsNow(trx, account, clock.today()) : account.posts
  const actor = actorOf({ ...account, posts, session_id: sessionId, channel }, secrets)
  const text = realm === 'staff' ? ports.pledge() : undefined
  const pledgeDue = text !== undefined && !(await hasPledged(trx, account.account_id, text.digest))
  const device = entry.device ?? newToken(chance)
  const isNew = realm !== 'staff' && (await noteDevice(trx, account.account_id, secrets.digest(`device ${device}`), at))
  await tell(ports, trx, { realm, channel, matter: isNew ? NEW_DEVICE : '' }, account, 'done', sessionId)
  await note(ports, trx, account, entry, 'done')
  return { actor, device, token, csrf: csrfOf(token), pledgeDue }
}

/** 登录提醒：one row, of a known account or of nobody's, so that both take the same time. */
export async function note(
  { clock, chance, secrets, limits }: SignInPorts,
  trx: Trx,
  account: Account | undefined,
  { channel, way, address = '' }: Entry,
  outcome: 'done' | 'failed',
): Promise<void> {
  const at = clock.now()
  const noteId = uuidV7(at, chance.bytes(10))
  const accountId = account?.account_id ?? uuidV7(at, chance.bytes(10))
  const until = (at - limits.noteLife()) as Instant
  await insertNote(trx, { accountId, noteId, at, outcome, channel, way, address: secrets.encrypt(address) }, until)
}

type WithSession = Pick<Account, 'account_id' | 'person_id' | 'realm' | 'name' | 'agency' | 'employer_id' | 'posts'> &
  Pick<LiveSession, 'session_id' | 'channel'> &
  Partial<LiveSession>

export function actorOf(from: WithSession, secrets: Secrets, today?: Day): Actor {
  const employer = employerNow(from, today)
  return {
    personId: from.person_id,
    realm: from.realm,
    sessionId: from.session_id,
    accountId: from.account_id,
    posts: from.posts.filter(isPost),
    channel: from.channel,
    ...(from.agency === null ? {} : { agency: from.agency }),
    ...(employer === null ? {} : { employerId: employer }),
    ...(from.name === null ? {} : { name: secrets.decrypt(from.name) }),
    ...actingOf(from, secrets),
  }
}

/** Every sign-in, failed or not, is a line of the access book; of a failed one no sign-in name is kept. */
export async function tell(
  { clock, chance, sealer }: SignInPorts,
  trx: Trx,
  { realm, channel, matter = '' }: { readonly realm: Realm; readonly channel: Channel; readonly matter?: string },
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
    matter,
  })
}
