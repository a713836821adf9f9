import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, plusDays } from '../kernel/day.js'
import { type Account, accountsOf, staffAcross } from './account-store.js'
import type { Actor } from './actor.js'
import { agenciesUnder, agencyName, cityAmong } from './agency-tree.js'
import type { AccountsAnswer, AccountView, FindingView, RequestsAnswer, RequestView } from './authority-contract.js'
import type { AuthorityPorts } from './authority-house-service.js'
import { listDigest, signatureView } from './authority-list-service.js'
import { requestState } from './authority-state-service.js'
import { lastSignIns, requestsAcross, type StoredRequest } from './authority-store.js'
import { findingsAcross } from './finding-store.js'
import { grantsOf, type StoredGrant } from './grant-store.js'
import { isWithin, termsOf } from './post-term.js'
import { cursorOf, usesOf } from './post-use-store.js'
import { isPost } from './posts.js'
import { signaturesAcross } from './signature-store.js'
import { type UnusedPost, unusedPosts } from './unused.js'

const MOST_REQUESTS = 200
const MOST_FINDINGS = 100
const MOST_SIGNATURES = 20

/** 人员清单与申请清单：of one's own agency and those below it. */
export class AuthorityViewService {
  constructor(private readonly ports: AuthorityPorts) {}

  accounts(actor: Actor): Promise<AccountsAnswer> {
    const { ports } = this
    return this.door(actor, async (trx, codes) => {
      const agencies = ports.agencies()
      const city = cityAmong(agencies)
      const accounts = await accountViews(ports, trx, actor, await staffAcross(trx, codes))
      const signatures = await signaturesAcross(trx, codes, MOST_SIGNATURES)
      const own = signatures.find(({ agency }) => agency === actor.agency)
      const today = ports.clock.today()
      const signBy = own === undefined ? today : plusDays(dayOfInstant(own.at), ports.signatureDays())
      const names = await namesOf(
        ports,
        trx,
        signatures.map(({ signedBy }) => signedBy),
      )
      return {
        agencies: agencies
          .filter(({ code }) => codes.includes(code))
          .map(({ code, name }) => ({ code, name, isCity: code === city })),
        ...{ accounts, findings: await findingViews(ports, trx, codes), digest: listDigest(ports, accounts) },
        signatures: signatures.map((one) => signatureView(ports, one, names)),
        ...{ signBy, isSignDue: own === undefined || signBy < today, unusedDays: ports.unusedDays() },
        canPropose: would(ports, actor, 'account.propose', {
          kind: 'Account',
          person: '-',
          agency: actor.agency ?? '',
        }),
        canSign: would(ports, actor, 'account.sign', { kind: 'Agency', agency: actor.agency ?? '' }),
      }
    })
  }

  requests(actor: Actor): Promise<RequestsAnswer> {
    return this.door(actor, async (trx, codes) => ({
      items: await requestViews(this.ports, trx, actor, await requestsAcross(trx, codes, MOST_REQUESTS)),
    }))
  }

  private door<R>(actor: Actor, work: (trx: Trx, codes: readonly string[]) => Promise<R>): Promise<R> {
    const { gate, agencies } = this.ports
    const agency = actor.agency ?? ''
    const ask = { actor, action: 'account.list' as const, resource: { kind: 'Agency' as const, agency } }
    return gate.pass(ask, (trx) => work(trx, agenciesUnder(agencies(), agency)))
  }
}

type Door = Parameters<AuthorityPorts['gate']['wouldPass']>[0]

function would({ gate }: AuthorityPorts, actor: Actor, action: Door['action'], resource: Door['resource']): boolean {
  return gate.wouldPass({ actor, action, resource, matter: '-', purpose: '-' })
}

/** 各人的账户，with what was granted, when last used, and what lies idle. */
export async function accountViews(
  ports: AuthorityPorts,
  trx: Trx,
  actor: Actor,
  accounts: readonly Account[],
): Promise<AccountView[]> {
  const ids = accounts.map(({ account_id }) => account_id)
  const [grants, signIns] = [await grantsOf(trx, ids), await lastSignIns(trx, ids)]
  const latest = (id: string) => grants.get(id)?.[0]
  const people = ids.flatMap((id) => peopleOf(latest(id)))
  const names = await namesOf(ports, trx, people)
  const unused = await unusedAmong(ports, trx, accounts, grants)
  return accounts.map((account) => {
    const { account_id: accountId, agency, state, name, person_id } = account
    const last = signIns.get(accountId)
    const grant = latest(accountId)
    const resource = { kind: 'Account' as const, person: person_id, agency: agency ?? '' }
    return {
      ...{ accountId, state, agency: agency ?? '', agencyName: agencyName(ports.agencies(), agency ?? '') },
      name: name === null ? '' : ports.secrets.decrypt(name),
      terms: termViews(account, grant, ports.clock.today()),
      ...(last === undefined ? {} : { lastSignIn: last }),
      ...(grant === undefined ? {} : { granted: grantedView(grant, names) }),
      ...{ unused: [...(unused.get(accountId) ?? [])], isOneself: person_id === actor.personId },
      canCode: state === 'pending' && would(ports, actor, 'account.grant', resource),
    }
  })
}

/** 岗位与任期：what stands in the account; what nobody granted is told and counts for nothing. */
function termViews({ posts, state }: Account, grant: StoredGrant | undefined, today: Day): AccountView['terms'] {
  const granted = grant === undefined ? [] : termsOf(grant.terms)
  return posts.filter(isPost).map((post) => {
    const term = granted.find((one) => one.post === post)
    const counts = state !== 'blocked' && term !== undefined && isWithin(term, today)
    return {
      ...{ post, counts },
      ...(term?.from === undefined ? {} : { from: term.from }),
      ...(term?.through === undefined ? {} : { through: term.through }),
    }
  })
}

function grantedView(grant: StoredGrant, names: ReadonlyMap<string, string>) {
  const { at, kind } = grant
  const [requestedBy, approvedBy, grantedBy] = peopleOf(grant).map((person) => names.get(person) ?? '')
  return { at, kind, requestedBy: requestedBy!, approvedBy: approvedBy!, grantedBy: grantedBy! }
}

function peopleOf(grant: StoredGrant | undefined): string[] {
  return grant === undefined ? [] : [grant.requestedBy, grant.approvedBy, grant.grantedBy]
}

/** 一个账户此刻闲置的岗位。 */
export async function unusedOf(ports: AuthorityPorts, trx: Trx, account: Account): Promise<readonly UnusedPost[]> {
  const grants = await grantsOf(trx, [account.account_id])
  return (await unusedAmong(ports, trx, [account], grants)).get(account.account_id) ?? []
}

/** Nothing is called unused before the access book was gone through once. */
async function unusedAmong(
  ports: AuthorityPorts,
  trx: Trx,
  accounts: readonly Account[],
  grants: ReadonlyMap<string, readonly StoredGrant[]>,
): Promise<Map<string, readonly UnusedPost[]>> {
  const found = new Map<string, readonly UnusedPost[]>()
  if ((await cursorOf(trx)) === undefined) return found
  const uses = await usesOf(
    trx,
    accounts.map(({ person_id }) => person_id),
  )
  const [byPolicy, days, today] = [ports.postsOfPolicies(), ports.unusedDays(), ports.clock.today()]
  for (const { account_id: id, person_id, posts, state } of accounts) {
    const grant = grants.get(id)?.[0]
    if (grant === undefined || state === 'blocked') continue
    const terms = termsOf(grant.terms).filter((term) => posts.includes(term.post) && isWithin(term, today))
    const own = uses.filter(({ personId }) => personId === person_id)
    found.set(id, unusedPosts({ terms, grantedOn: dayOfInstant(grant.at), uses: own }, byPolicy, days, today))
  }
  return found
}

export async function requestView(
  ports: AuthorityPorts,
  trx: Trx,
  actor: Actor,
  one: StoredRequest,
): Promise<RequestView> {
  return (await requestViews(ports, trx, actor, [one]))[0]!
}

async function requestViews(
  ports: AuthorityPorts,
  trx: Trx,
  actor: Actor,
  list: readonly StoredRequest[],
): Promise<RequestView[]> {
  const accounts = (
    await accountsOf(
      trx,
      list.map(({ personId }) => personId),
    )
  ).filter(({ realm }) => realm === 'staff')
  const grants = await grantsOf(
    trx,
    accounts.map(({ account_id }) => account_id),
  )
  const names = await namesOf(
    ports,
    trx,
    list.flatMap((one) => [one.requestedBy, ...one.steps.map(({ by }) => by)]),
  )
  return list.map((one) => {
    const account = accounts.find(({ person_id }) => person_id === one.personId)
    const latestGrant = (account && grants.get(account.account_id)?.[0]?.grantId) ?? null
    return viewOf(ports, actor, one, requestState(one, { account, latestGrant }), names)
  })
}

function viewOf(
  ports: AuthorityPorts,
  actor: Actor,
  one: StoredRequest,
  state: RequestView['state'],
  names: ReadonlyMap<string, string>,
): RequestView {
  const { secrets, gate } = ports
  const { requestId, kind, agency, login, from, through, requestedBy } = one
  const resource = { kind: 'Account' as const, person: one.personId, agency }
  const told = { actor, resource, matter: '-', purpose: '-' }
  const context = { stage: 'approve', handledBefore: requestedBy === actor.personId }
  const hands = [requestedBy, ...one.steps.map(({ by }) => by)]
  return {
    ...{ requestId, kind, state, agency, agencyName: agencyName(ports.agencies(), agency) },
    ...{ name: secrets.decrypt(one.name), posts: one.posts.filter(isPost), before: one.before.filter(isPost) },
    ...(login === null ? {} : { login: secrets.decrypt(login) }),
    ...(from === null ? {} : { from }),
    ...(through === null ? {} : { through }),
    ...{ reason: secrets.decrypt(one.reason), proof: secrets.decrypt(one.proof) },
    ...{ requestedBy: names.get(requestedBy) ?? '', requestedAt: one.at },
    steps: one.steps.map(({ step, by, note, at }) => ({
      step,
      by: names.get(by) ?? '',
      note: secrets.decrypt(note),
      at,
    })),
    canDecide: state === 'waiting' && gate.wouldPass({ ...told, action: 'account.approve', context }),
    canExecute:
      state === 'approved' && !hands.includes(actor.personId) && gate.wouldPass({ ...told, action: 'account.grant' }),
    canWithdraw: ['waiting', 'approved', 'overtaken'].includes(state) && requestedBy === actor.personId,
  }
}

async function findingViews(ports: AuthorityPorts, trx: Trx, codes: readonly string[]): Promise<FindingView[]> {
  const findings = await findingsAcross(trx, codes, MOST_FINDINGS)
  const names = await namesOf(
    ports,
    trx,
    findings.map(({ personId }) => personId),
  )
  return findings.map(({ at, agency, what, found, restored, personId }) => ({
    ...{ at, agency, agencyName: agencyName(ports.agencies(), agency), what, name: names.get(personId) ?? '' },
    ...{ found: found.filter(isPost), restored: restored.filter(isPost) },
  }))
}

/** 经办人员的姓名；nobody has none. */
export async function namesOf(
  { secrets }: Pick<AuthorityPorts, 'secrets'>,
  trx: Trx,
  persons: readonly string[],
): Promise<Map<string, string>> {
  const accounts = await accountsOf(trx, [...new Set(persons)])
  const staff = accounts.filter(({ realm, name }) => realm === 'staff' && name !== null)
  return new Map(staff.map(({ person_id, name }) => [person_id, secrets.decrypt(name!)]))
}
