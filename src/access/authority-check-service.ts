import type { Trx } from '../db/database.js'
import { horizon } from '../db/horizon.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import {
  type Account,
  accountsOf,
  blockAccounts,
  findAccount,
  lockPersons,
  setPosts,
  staffAfter,
} from './account-store.js'
import type { AuthorityPorts } from './authority-house-service.js'
import { writeEvent } from './book-store.js'
import { insertFinding, type RightFinding } from './finding-store.js'
import { isSealed, openTerms, writeGrant } from './grant-service.js'
import { beginAdoption, grantsOf, type StoredGrant } from './grant-store.js'
import { type PostTerm, termsOf } from './post-term.js'
import { cursorOf, keepUses, usesSince } from './post-use-store.js'
import { endSessions } from './security-store.js'

const PART = 200
const EVERYBODY = 1_000_000
const FIRST = '00000000-0000-0000-0000-000000000000'
type Ports = Pick<AuthorityPorts, 'database' | 'secrets' | 'clock' | 'chance' | 'sealer'>

/**
 * 夜间核对。Every post of every account must be explained by a row of the ledger of grants that this system wrote. What nobody
 * granted is taken back, the sessions end, and the supervisor is told; an account nobody opened is blocked.
 */
export class AuthorityCheckService {
  constructor(private readonly ports: Ports) {}

  /** What was found and brought back this time. */
  async check(): Promise<readonly RightFinding[]> {
    const { database } = this.ports
    const found: RightFinding[] = []
    for (let after: string | undefined = FIRST; after !== undefined; ) {
      const part: Account[] = await database.transaction({}, (trx) => staffAfter(trx, after!, PART))
      for (const { account_id: id, person_id: person } of part) {
        const told = await database.transaction({}, async (trx) => {
          await lockPersons(trx, [person])
          return this.ofAccount(trx, (await findAccount(trx, id))!)
        })
        found.push(...told)
      }
      after = part.length < PART ? undefined : part.at(-1)!.account_id
    }
    return found
  }

  /** 不相容岗位：found by the sweep, whose accounts stand blocked already. */
  async tellIncompatible(personIds: readonly string[]): Promise<readonly RightFinding[]> {
    return this.ports.database.transaction({}, async (trx) => {
      const found: RightFinding[] = []
      for (const account of await accountsOf(trx, personIds)) {
        if (account.realm !== 'staff') continue
        const told = await this.tell(trx, account, { what: 'incompatible', restored: account.posts, grantId: null })
        if (told !== undefined) found.push(told)
      }
      return found
    })
  }

  /** 升级时一次：accounts from before the ledger of grants are written into it as they are. */
  async adopt(): Promise<number> {
    return this.ports.database.transaction({}, async (trx) => {
      if (!(await beginAdoption(trx, this.ports.clock.now()))) return 0
      const staff = await staffAfter(trx, FIRST, EVERYBODY)
      for (const { account_id: accountId, person_id: personId, posts } of staff) {
        const terms = openTerms(posts, this.ports.clock.today())
        await writeGrant(this.ports, trx, { accountId, personId, kind: 'adopted', terms, before: posts })
      }
      return staff.length
    })
  }

  private async ofAccount(trx: Trx, account: Account): Promise<RightFinding[]> {
    const grants = (await grantsOf(trx, [account.account_id])).get(account.account_id) ?? []
    const found: RightFinding[] = []
    for (const grant of grants.filter((one) => !isSealed(this.ports, one))) {
      const told = await this.tell(trx, account, { what: 'grant', restored: account.posts, grantId: grant.grantId })
      if (told !== undefined) found.push(told)
    }
    const good = grants.find((one) => isSealed(this.ports, one))
    const own = await this.compare(trx, account, grants, good)
    return own === undefined ? found : [...found, own]
  }

  private async compare(
    trx: Trx,
    account: Account,
    grants: readonly StoredGrant[],
    good: StoredGrant | undefined,
  ): Promise<RightFinding | undefined> {
    const { account_id: id, posts, state } = account
    const forged = grants[0] !== good
    if (good === undefined) {
      if (state === 'blocked' && posts.length === 0) return undefined
      await setPosts(trx, id, [])
      await blockAccounts(trx, [id])
      return this.tell(trx, account, { what: 'ungranted', restored: [], grantId: null })
    }
    const granted = termsOf(good.terms)
    const should =
      state === 'blocked' ? posts.filter((one) => granted.some(({ post }) => post === one)) : namesOf(granted)
    if (!isSame(posts, should) || forged) {
      await setPosts(trx, id, should)
      await endSessions(trx, id)
      // A row that was put in does not stay the newest: what was granted is written down again above it.
      if (forged) await this.write(trx, account, good, granted)
      // One of a day to come would: until somebody has looked, the account is closed.
      if (grants[0]!.at > this.ports.clock.now()) await blockAccounts(trx, [id])
      if (!isSame(posts, should)) return this.tell(trx, account, { what: 'posts', restored: should, grantId: null })
      return undefined
    }
    await this.endOver(trx, account, good, granted)
    return undefined
  }

  private async write(trx: Trx, account: Account, good: StoredGrant, terms: readonly PostTerm[]): Promise<void> {
    const { accountId, personId, kind, requestedBy, approvedBy, grantedBy, requestId } = good
    const by = { requestedBy, approvedBy, grantedBy, ...(requestId === null ? {} : { requestId }) }
    await writeGrant(this.ports, trx, { accountId, personId, kind, terms, before: account.posts, ...by })
  }

  /** 任期届满：the posts no longer count already; now they leave the account as well. */
  private async endOver(trx: Trx, account: Account, good: StoredGrant, granted: readonly PostTerm[]): Promise<void> {
    const today = this.ports.clock.today()
    const left = granted.filter(({ through }) => through === undefined || through >= today)
    if (left.length === granted.length || account.state === 'blocked') return
    await setPosts(trx, account.account_id, namesOf(left))
    const { accountId, personId, requestedBy, approvedBy, grantedBy } = good
    const by = { requestedBy, approvedBy, grantedBy }
    await writeGrant(this.ports, trx, { accountId, personId, kind: 'over', terms: left, before: account.posts, ...by })
  }

  private async tell(
    trx: Trx,
    account: Account,
    { what, restored, grantId }: Pick<RightFinding, 'what' | 'restored' | 'grantId'>,
  ): Promise<RightFinding | undefined> {
    const { clock, chance, sealer } = this.ports
    const at = clock.now()
    const { account_id: accountId, person_id: personId, posts } = account
    const agency = account.agency ?? ''
    const findingId = uuidV7(at, chance.bytes(10))
    const one = { findingId, accountId, personId, agency, what, found: posts, restored, grantId, at }
    if (!(await insertFinding(trx, one))) return undefined
    await writeEvent(trx, sealer, {
      ...{ sessionId: NO_UUID, eventId: uuidV7(at, chance.bytes(10)), at, realm: 'staff', channel: 'web' },
      ...{ actorPersonId: personId, organisation: agency, action: 'account.reverted', outcome: what },
      ...{ policies: [], articles: ['BD-28b'], matter: accountId },
    })
    return one
  }
}

/** 岗位的使用，自查阅之书归总。Each time only what is new. */
export async function noteUses({
  database,
  verify,
  clock,
}: Pick<AuthorityPorts, 'database' | 'verify' | 'clock'>): Promise<number> {
  const from = (await database.transaction({}, cursorOf)) ?? '0'
  const { uses, until } = await verify.transaction({}, async (trx) => {
    await trx.rows('set transaction isolation level repeatable read, read only')
    const until = await horizon(trx)
    return { until, uses: await usesSince(trx, from, until) }
  })
  await database.transaction({}, (trx) => keepUses(trx, uses, until, clock.now()))
  return uses.length
}

function namesOf(terms: readonly PostTerm[]): string[] {
  return terms.map(({ post }) => post)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join()
}
