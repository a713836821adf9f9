import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import {
  type Account,
  accountsAfter,
  accountsOf,
  blockAccounts,
  findAccount,
  findByLogin,
  insertAccount,
  lockPersons,
  setCredentials,
  setPosts,
} from './account-store.js'
import { freshCredentials } from './activation-service.js'
import type { Actor, Realm } from './actor.js'
import { forgetTries, insertCode, redeemCode } from './attempt-store.js'
import type { SignInPorts } from './begin-session-service.js'
import { writeEvent } from './book-store.js'
import { CredentialTries } from './credential-tries-service.js'
import type { Gate } from './gate-service.js'
import { openTerms, writeGrant } from './grant-service.js'
import { type Clash, findClash, findMixedKinds, type Held } from './incompatible.js'
import { loginDigest } from './login-digest.js'
import { checkPassword, hashPassword, PASSWORD_COST } from './password.js'
import type { PledgeBody } from './pledge-contract.js'
import { isOwnName, requireRead, requireText, writePledge } from './pledge-service.js'
import type { PostTerm } from './post-term.js'
import { isPost, type Post } from './posts.js'
import {
  accountMissing,
  accountTaken,
  activationFailed,
  grantNeedsThree,
  postIncompatible,
  signInWait,
} from './refusals.js'
import { pledgeMissing, pledgeNotAsked, pledgeOtherName } from './refusals-pledge.js'
import { newCode, newTotpSecret, plainCode, totpUri } from './secrets.js'
import { wordsOf } from './sign-in-service.js'

export interface NewAccount {
  readonly personId: string
  readonly realm: Realm
  /** Identity number for persons; a sign-in name for operators and staff. */
  readonly login: string
  readonly name?: string | undefined
  readonly agency?: string | undefined
  readonly employerId?: string | undefined
  readonly posts?: readonly Post[] | undefined
}

/** 授权单。Requested by one, approved by another, carried out by a third; none of them the beneficiary. */
export interface GrantOrder {
  readonly accountId: string
  readonly posts: readonly Post[]
  /** 逐岗位的任期；from today and without a last day where nothing is told. */
  readonly terms?: readonly PostTerm[] | undefined
  readonly requestId?: string | undefined
  readonly requestedBy: string
  readonly approvedBy: string
}

export interface Activation {
  readonly realm: Realm
  readonly login: string
  readonly code: string
  readonly password: string
  readonly address?: string | undefined
  /** 所签的保密承诺书；staff alone sign one, and are not activated without. */
  readonly pledge?: PledgeBody | undefined
}

export interface AccountPorts extends SignInPorts {
  readonly gate: Gate
  /** All ids under which a natural person is known; just the one given where nothing was merged. */
  aliasesOf?(trx: Trx, personId: string): Promise<readonly string[]>
}

/** 账户与授权。 */
export interface AccountService {
  /** Opens a pending account; refused where the posts of one natural person, over all accounts, may not meet. */
  create(account: NewAccount): Promise<string>
  /** A one-time code, handed over after the identity was checked at a window. */
  issueCode(clerk: Actor, accountId: string, agency: string): Promise<string>
  /** The code of somebody whom no clerk can serve yet: an installation's first staff. */
  firstCode(accountId: string): Promise<string>
  /** Sets the first password; for staff and operators also gives the secret of the second factor, once. */
  activate(activation: Activation): Promise<{ readonly totpUri?: string }>
  grant(grantor: Actor, order: GrantOrder): Promise<void>
  /** Password and second factor straight away: for the demo's printed people and for tests, never a real start. */
  equip(accountId: string, password: string, totpSecret?: string): Promise<void>
  /** 夜间核对：blocks every account of a person whose posts may not meet, however they came there. */
  sweep(): Promise<readonly { readonly personId: string; readonly clash: Clash }[]>
}

export function openAccounts(ports: AccountPorts): AccountService {
  return {
    create: (account) => create(ports, account),
    issueCode: (clerk, accountId, agency) => issueCode(ports, clerk, accountId, agency),
    firstCode: (accountId) => ports.database.transaction({}, (trx) => putCode(ports, trx, accountId)),
    activate: (activation) => activate(ports, activation),
    grant: (grantor, order) => grant(ports, grantor, order),
    equip: (accountId, password, totpSecret) => equip(ports, accountId, password, totpSecret),
    sweep: () => sweep(ports),
  }
}

async function create(ports: AccountPorts, account: NewAccount): Promise<string> {
  return ports.database.transaction({}, async (trx) => {
    const accountId = await openAccountIn(ports, trx, account)
    const { personId, posts = [] } = account
    const terms = openTerms(posts, ports.clock.today())
    if (account.realm === 'staff')
      await writeGrant(ports, trx, { accountId, personId, kind: 'first', terms, before: [] })
    return accountId
  })
}

/** 开户，in the caller's transaction; what is granted with it is the caller's to write down. */
export async function openAccountIn(
  ports: AccountPorts,
  trx: Trx,
  { posts = [], ...account }: NewAccount,
): Promise<string> {
  const { clock, chance, secrets } = ports
  const accountId = uuidV7(clock.now(), chance.bytes(10))
  await refuseClash(ports, trx, account.personId, undefined, posts, account.realm)
  const inserted = await insertAccount(trx, {
    ...{ accountId, personId: account.personId, realm: account.realm, posts, createdAt: clock.now() },
    loginDigest: loginDigest(secrets, account.realm, account.login),
    name: account.name === undefined ? null : secrets.encrypt(account.name),
    agency: account.agency ?? null,
    employerId: account.employerId ?? null,
  })
  if (!inserted) throw new Refusal(accountTaken, {})
  return accountId
}

/** Held together: the new posts, and whatever the same natural person holds on any other account under any id. */
export async function refuseClash(
  ports: AccountPorts,
  trx: Trx,
  personId: string,
  accountId: string | undefined,
  posts: readonly Post[],
  realm: Realm,
): Promise<void> {
  const aliases = (await ports.aliasesOf?.(trx, personId)) ?? [personId]
  await lockPersons(trx, aliases)
  const others = (await accountsOf(trx, aliases)).filter((one) => one.account_id !== accountId)
  const own: readonly Held[] = [...posts, ...(realm === 'operator' ? (['employerOperator'] as const) : [])]
  const clash = findMixedKinds(posts) ?? findClash([...own, ...heldOn(others)])
  if (clash !== undefined) throw new Refusal(postIncompatible, wordsOf(clash))
}

function heldOn(accounts: readonly Account[]): Held[] {
  return accounts
    .filter((account) => account.state !== 'blocked')
    .flatMap(({ posts, realm }): Held[] => [
      ...posts.filter(isPost),
      ...(realm === 'operator' ? (['employerOperator'] as const) : []),
    ])
}

async function issueCode(ports: AccountPorts, clerk: Actor, accountId: string, agency: string): Promise<string> {
  const resource = async (trx: Trx) => {
    const { person_id: person } = await getAccount(trx, accountId)
    return { kind: 'Account', person, agency } as const
  }
  const ask = { actor: clerk, action: 'account.activate' as const, resource, matter: accountId }
  return ports.gate.pass(ask, (trx) => putCode(ports, trx, accountId))
}

export async function putCode(
  { clock, chance, secrets, limits }: AccountPorts,
  trx: Trx,
  accountId: string,
): Promise<string> {
  const [code, now] = [newCode(chance), clock.now()]
  const digest = secrets.digest(`activation ${accountId} ${plainCode(code)}`)
  await insertCode(trx, accountId, digest, now, (now + limits.codeLife()) as Instant)
  return code
}

async function getAccount(trx: Trx, accountId: string): Promise<Account> {
  const account = await findAccount(trx, accountId)
  if (account === undefined) throw new Refusal(accountMissing, {})
  return account
}

async function activate(ports: AccountPorts, asked: Activation): Promise<{ readonly totpUri?: string }> {
  const { database, clock, chance, secrets, cost = PASSWORD_COST } = ports
  checkPassword(asked.password, asked.login, asked.realm)
  const signed = pledgeOf(ports, asked)
  const login = loginDigest(secrets, asked.realm, asked.login)
  const [tries, trying] = [new CredentialTries(ports), { ...asked, login: `activation ${asked.login}` }]
  const { wait } = await database.transaction({}, async (trx) => {
    const tried = await tries.beforeTry(trx, trying)
    if (tried.wait > 0) await tell(ports, trx, undefined, asked.realm, 'account.activated', 'waiting')
    return tried
  })
  if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
  const passwordHash = await hashPassword(asked.password, cost)
  const secret = asked.realm === 'citizen' ? undefined : newTotpSecret(chance)
  const done = await database
    .transaction({}, async (trx) => {
      const account = await findByLogin(trx, asked.realm, login)
      const id = account?.account_id ?? NO_UUID
      const fits = await redeemCode(trx, id, secrets.digest(`activation ${id} ${plainCode(asked.code)}`), clock.now())
      const good = fits && account !== undefined && account.state !== 'blocked'
      // Thrown, so that the code is not used up by a pledge that was not signed.
      if (good && signed !== undefined && !isOwnName(ports, account, signed.name))
        throw new Refusal(pledgeOtherName, {})
      if (good) {
        if (signed !== undefined) await writePledge(ports, trx, account, { ...signed, way: 'activation' })
        await freshCredentials(trx, id, passwordHash, secret === undefined ? null : secrets.encrypt(secret))
        await tries.afterTry(trx, trying, true)
        await forgetTries(trx, login)
      }
      await tell(ports, trx, account, asked.realm, 'account.activated', good ? 'done' : 'failed')
      return good
    })
    .catch(async (error: unknown) => {
      if (error instanceof Refusal)
        await database.transaction({}, (trx) => tell(ports, trx, undefined, asked.realm, 'account.activated', 'failed'))
      throw error
    })
  if (!done) throw new Refusal(activationFailed, {})
  return secret === undefined ? {} : { totpUri: totpUri(asked.login, secret) }
}

/** 所签的承诺书，if it must be: what was read is what is in force. Whose name it bears is asked once the code is right. */
function pledgeOf(ports: AccountPorts, { realm, pledge }: Activation) {
  if (realm !== 'staff') {
    if (pledge !== undefined) throw new Refusal(pledgeNotAsked, {})
    return undefined
  }
  requireText(ports)
  if (pledge === undefined) throw new Refusal(pledgeMissing, {})
  return { text: requireRead(ports, pledge), name: pledge.name }
}

async function grant(ports: AccountPorts, grantor: Actor, order: GrantOrder): Promise<void> {
  const { gate } = ports
  const resource = async (trx: Trx) => {
    const { person_id: person, agency } = await getAccount(trx, order.accountId)
    return { kind: 'Account', person, agency: agency ?? '' } as const
  }
  await gate.pass({ actor: grantor, action: 'account.grant', resource, matter: order.accountId }, async (trx) => {
    const account = await getAccount(trx, order.accountId)
    await grantIn(ports, trx, grantor, account, order)
  })
}

/** 执行授权，in a transaction that has passed the gate: three people, none of them the beneficiary, and no posts that clash. */
export async function grantIn(
  ports: AccountPorts,
  trx: Trx,
  grantor: Actor,
  account: Account,
  { posts, terms, requestId, requestedBy, approvedBy }: Omit<GrantOrder, 'accountId'>,
): Promise<void> {
  const { account_id: accountId, person_id: personId } = account
  requireThree([requestedBy, approvedBy, grantor.personId, personId])
  await refuseClash(ports, trx, personId, accountId, posts, account.realm)
  await setPosts(trx, accountId, posts)
  await writeGrant(ports, trx, {
    ...{ accountId, personId, kind: 'grant', before: account.posts, requestedBy, approvedBy, requestId },
    ...{ terms: terms ?? openTerms(posts, ports.clock.today()), grantedBy: grantor.personId },
  })
}

/** 三人经手，且均非本人。 */
export function requireThree(people: readonly string[]): void {
  if (new Set(people).size !== 4) throw new Refusal(grantNeedsThree, {})
}

async function equip(ports: AccountPorts, accountId: string, password: string, totpSecret?: string): Promise<void> {
  const passwordHash = await hashPassword(password, ports.cost ?? PASSWORD_COST)
  const secret = totpSecret === undefined ? null : ports.secrets.encrypt(totpSecret)
  await ports.database.transaction({}, async (trx) => {
    await setCredentials(trx, accountId, passwordHash, secret)
    const [account, text] = [await findAccount(trx, accountId), ports.pledge()]
    if (account?.realm !== 'staff' || text === undefined) return
    await writePledge(ports, trx, account, { text, name: '演示账户，开户时代填', way: 'demo' })
  })
}

const SWEEP = 500

async function sweep(ports: AccountPorts): Promise<readonly { personId: string; clash: Clash }[]> {
  const found: { personId: string; clash: Clash }[] = []
  for (let after: string | undefined = '0'; after !== undefined; ) {
    after = await ports.database.transaction({}, async (trx) => {
      const accounts = await accountsAfter(trx, after ?? '0', SWEEP)
      const persons = [...new Set(accounts.map((account) => account.person_id))]
      for (const personId of persons) {
        const clash = await sweepPerson(ports, trx, personId)
        if (clash !== undefined) found.push({ personId, clash })
      }
      return persons.length < SWEEP ? undefined : persons.at(-1)
    })
  }
  return found
}

async function sweepPerson(ports: AccountPorts, trx: Trx, personId: string): Promise<Clash | undefined> {
  const aliases = (await ports.aliasesOf?.(trx, personId)) ?? [personId]
  const accounts = (await accountsOf(trx, aliases)).filter((one) => one.realm !== 'citizen' && one.state !== 'blocked')
  const clash = findClash(heldOn(accounts))
  if (clash === undefined) return undefined
  await blockAccounts(
    trx,
    accounts.map((one) => one.account_id),
  )
  await tell(ports, trx, accounts[0], accounts[0]!.realm, 'account.blocked', clash.article)
  return clash
}

async function tell(
  { clock, chance, sealer }: AccountPorts,
  trx: Trx,
  account: Account | undefined,
  realm: Realm,
  action: string,
  outcome: string,
): Promise<void> {
  const at = clock.now()
  await writeEvent(trx, sealer, {
    ...{ sessionId: NO_UUID, eventId: uuidV7(at, chance.bytes(10)), at, realm, channel: 'web', action, outcome },
    actorPersonId: account?.person_id ?? '0',
    organisation: account?.agency ?? '',
    policies: [],
    articles: ['M14-26b'],
    matter: account?.account_id ?? '',
  })
}
