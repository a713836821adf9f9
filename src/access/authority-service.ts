import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, type Instant, parseDay } from '../kernel/day.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { grantIn, openAccountIn, putCode, refuseClash, requireThree } from './account-service.js'
import {
  type Account,
  accountsOf,
  endAccount,
  findAccount,
  findByLogin,
  lockPersons,
  reopenAccount,
} from './account-store.js'
import type { Actor } from './actor.js'
import { cityAmong } from './agency-tree.js'
import {
  CITY_POSTS,
  type CodeAnswer,
  type Decision,
  type Executed,
  type OpenRequest,
  type RequestBody,
  type RequestView,
} from './authority-contract.js'
import type { AuthorityPorts } from './authority-house-service.js'
import { REQUEST_STATE_WORDS, requestState, termsAfter } from './authority-state-service.js'
import {
  type AuthorityRequest,
  findRequest,
  insertRequest,
  insertStep,
  lockRequest,
  type StepName,
  type StoredRequest,
} from './authority-store.js'
import { requestView, unusedOf } from './authority-view-service.js'
import { writeGrant } from './grant-service.js'
import { latestGrant } from './grant-store.js'
import { loginDigest } from './login-digest.js'
import { termsOf } from './post-term.js'
import { isPost, POSTS, type Post } from './posts.js'
import { accountMissing, accountTaken } from './refusals.js'
import {
  accountClosed,
  accountHeld,
  cityPost,
  nameDiffers,
  noAgency,
  notPending,
  notUnused,
  notYours,
  refuseNeedsReason,
  requestElsewise,
  requestMissing,
  requestMoved,
  requestOvertaken,
  termOver,
  wrongTerm,
} from './refusals-authority.js'

/** 为谁：a person of an agency, whose account may not be there yet. */
interface Target {
  readonly personId: string
  readonly agency: string
}

const NOBODY = '0'

/**
 * 人员与授权。Asked for by one, approved by another of the level above, carried out by a third: none of them the person whom it
 * is about. Each step is a row that stays; whatever overtakes a request ends it.
 */
export class AuthorityService {
  constructor(private readonly ports: AuthorityPorts) {}

  async request(actor: Actor, body: RequestBody): Promise<RequestView> {
    const { gate } = this.ports
    const known = body.kind === 'open' ? await this.knownPerson(body) : undefined
    const target = body.kind === 'open' ? undefined : await this.targetOf(body.accountId)
    const agency = body.kind === 'open' ? body.agency : (target?.agency ?? actor.agency ?? '')
    const resource = { kind: 'Account' as const, person: known ?? target?.personId ?? NOBODY, agency }
    const ask = { actor, action: 'account.propose' as const, resource, matter: body.requestId }
    return gate.pass(ask, async (trx) => {
      await lockRequest(trx, body.requestId)
      const content = this.ports.secrets.digest(`authority request ${JSON.stringify(body)}`)
      const sent = await findRequest(trx, body.requestId)
      if (sent !== undefined) {
        if (sent.requestedBy !== actor.personId || !sent.content.equals(content)) throw new Refusal(requestElsewise, {})
        return requestView(this.ports, trx, actor, sent)
      }
      const personId = body.kind === 'open' ? (known ?? (await this.newPerson(body))) : target?.personId
      if (personId === undefined) throw new Refusal(accountMissing, {})
      const one = await this.composed(trx, body, { personId, agency })
      await insertRequest(trx, { ...one, content, requestedBy: actor.personId, at: this.ports.clock.now() })
      return requestView(this.ports, trx, actor, (await findRequest(trx, body.requestId))!)
    })
  }

  /** 批准或不予批准：by another natural person of the level above. */
  async decide(actor: Actor, requestId: string, { verdict, note = '' }: Decision): Promise<RequestView> {
    if (verdict === 'refuse' && note.trim().length < 2) throw new Refusal(refuseNeedsReason, {})
    const found = await this.found(actor, requestId)
    const context = { stage: 'approve', handledBefore: found.requestedBy === actor.personId }
    const ask = { actor, action: 'account.approve' as const, resource: found.resource, matter: requestId, context }
    return this.ports.gate.pass(ask, async (trx) => {
      const step = verdict === 'approve' ? ('approved' as const) : ('refused' as const)
      const one = await this.locked(trx, requestId)
      if (isAgain(one, step, actor)) return requestView(this.ports, trx, actor, one)
      await this.requireOpen(trx, one, ['waiting'])
      if (verdict === 'approve') this.requireTerm(one)
      return this.stepped(trx, actor, requestId, step, note)
    })
  }

  /** 撤回：by whoever asked, while it was not carried out. */
  async withdraw(actor: Actor, requestId: string): Promise<RequestView> {
    const found = await this.found(actor, requestId)
    const ask = { actor, action: 'account.propose' as const, resource: found.resource, matter: requestId }
    return this.ports.gate.pass(ask, async (trx) => {
      const one = await this.locked(trx, requestId)
      if (one.requestedBy !== actor.personId) throw new Refusal(notYours, {})
      if (isAgain(one, 'withdrawn', actor)) return requestView(this.ports, trx, actor, one)
      await this.requireOpen(trx, one, ['waiting', 'approved', 'overtaken'])
      return this.stepped(trx, actor, requestId, 'withdrawn', '')
    })
  }

  /** 执行：what was approved, once; the code of an account that has to be activated is told here and nowhere else. */
  async execute(actor: Actor, requestId: string): Promise<Executed> {
    const found = await this.found(actor, requestId)
    const ask = { actor, action: 'account.grant' as const, resource: found.resource, matter: requestId }
    return this.ports.gate.pass(ask, async (trx) => {
      const one = await this.locked(trx, requestId)
      if (isAgain(one, 'executed', actor)) return { request: await requestView(this.ports, trx, actor, one) }
      const { account } = await this.requireOpen(trx, one, ['approved'])
      this.requireTerm(one)
      const accountId = await this.carryOut(trx, actor, one, account)
      const isNew = account === undefined || (one.kind === 'change' && account.state === 'blocked')
      const request = await this.stepped(trx, actor, requestId, 'executed', '')
      return isNew ? { request, handover: await this.code(trx, accountId) } : { request }
    })
  }

  /** 再发激活码：of an account that was never activated, when the first code was lost or ran out. */
  async codeAgain(actor: Actor, accountId: string): Promise<CodeAnswer> {
    const { personId = NOBODY, agency = actor.agency ?? '' } = (await this.targetOf(accountId)) ?? {}
    const resource = { kind: 'Account' as const, person: personId, agency }
    return this.ports.gate.pass({ actor, action: 'account.grant', resource, matter: accountId }, async (trx) => {
      const account = await findAccount(trx, accountId)
      if (account?.realm !== 'staff') throw new Refusal(accountMissing, {})
      if (account.state !== 'pending') throw new Refusal(notPending, {})
      return this.code(trx, accountId)
    })
  }

  private async carryOut(trx: Trx, actor: Actor, one: StoredRequest, account: Account | undefined): Promise<string> {
    const { secrets } = this.ports
    const { personId, agency, requestId, requestedBy } = one
    const approvedBy = one.steps.findLast(({ step }) => step === 'approved')!.by
    const posts = one.posts.filter(isPost)
    requireThree([requestedBy, approvedBy, actor.personId, personId])
    const by = { requestedBy, approvedBy, requestId }
    if (account === undefined) {
      const [login, name] = [secrets.decrypt(one.login!), secrets.decrypt(one.name)]
      const opened = { personId, realm: 'staff' as const, login, name, agency, posts }
      const accountId = await openAccountIn(this.ports, trx, opened)
      const granted = { accountId, personId, kind: 'grant' as const, before: [], terms: termsAfter(one, []) }
      await writeGrant(this.ports, trx, { ...granted, ...by, grantedBy: actor.personId })
      return accountId
    }
    const base = await latestGrant(trx, account.account_id)
    const terms = termsAfter(one, base === undefined ? [] : termsOf(base.terms))
    await grantIn(this.ports, trx, actor, account, { posts, terms, ...by })
    if (one.kind === 'end') await endAccount(trx, account.account_id, personId)
    if (one.kind === 'change') await reopenAccount(trx, account.account_id)
    return account.account_id
  }

  /** 申请的内容，checked against what stands now. */
  private async composed(
    trx: Trx,
    body: RequestBody,
    { personId, agency }: Target,
  ): Promise<Omit<AuthorityRequest, 'content' | 'requestedBy' | 'at'>> {
    const { secrets } = this.ports
    await lockPersons(trx, [personId])
    const { account, grant } = await this.standing(trx, personId)
    const posts = await this.postsAfter(trx, body, account)
    const term = 'from' in body ? this.termOf(body) : { from: null, through: null }
    this.requirePlace(posts, agency)
    if (body.kind === 'open') await this.requireNew(trx, body, account)
    if (body.kind === 'end' && account?.state === 'blocked') throw new Refusal(accountClosed, {})
    await refuseClash(this.ports, trx, personId, account?.account_id, posts, 'staff')
    const name = body.kind === 'open' ? secrets.encrypt(parsePersonName(body.name)) : account?.name
    return {
      ...{ requestId: body.requestId, kind: body.kind, agency, personId, posts, ...term },
      accountId: body.kind === 'open' ? null : body.accountId,
      login: body.kind === 'open' ? secrets.encrypt(body.login) : null,
      name: name ?? secrets.encrypt(''),
      ...{ before: account?.posts ?? [], baseGrant: grant },
      ...{ reason: secrets.encrypt(body.reason.trim()), proof: secrets.encrypt(body.proof.trim()) },
    }
  }

  private async postsAfter(trx: Trx, body: RequestBody, account: Account | undefined): Promise<Post[]> {
    if (body.kind === 'end') return []
    if (body.kind !== 'unused') return [...body.posts]
    const days = this.ports.unusedDays()
    const idle = (await unusedOf(this.ports, trx, account!)).map(({ post }) => post)
    const busy = body.remove.find((post) => !idle.includes(post))
    if (busy !== undefined) throw new Refusal(notUnused, { post: POSTS[busy].zh, postEn: POSTS[busy].en, days })
    return account!.posts.filter(isPost).filter((post) => !body.remove.includes(post))
  }

  private termOf({ from, through }: { from: string; through: string }): { from: Day; through: Day } {
    const [first, last, today] = [parseDay(from), parseDay(through), this.ports.clock.today()]
    if (first < today || last < first) throw new Refusal(wrongTerm, { today })
    return { from: first, through: last }
  }

  private requirePlace(posts: readonly Post[], agency: string): void {
    const agencies = this.ports.agencies()
    if (!agencies.some(({ code }) => code === agency)) throw new Refusal(noAgency, { agency })
    const wrong = agency === cityAmong(agencies) ? undefined : posts.find((post) => CITY_POSTS.includes(post))
    if (wrong !== undefined) throw new Refusal(cityPost, { post: POSTS[wrong].zh, postEn: POSTS[wrong].en })
  }

  private async requireNew(trx: Trx, { login }: OpenRequest, account: Account | undefined): Promise<void> {
    if (account !== undefined) throw new Refusal(accountHeld, {})
    const taken = await findByLogin(trx, 'staff', loginDigest(this.ports.secrets, 'staff', login))
    if (taken !== undefined) throw new Refusal(accountTaken, {})
  }

  private async knownPerson({ identityNumber, name }: OpenRequest): Promise<string | undefined> {
    const found = await this.ports.people.find(identityNumber, parsePersonName(name))
    if (found?.isNamedSo === false) throw new Refusal(nameDiffers, { name })
    return found?.personId
  }

  private newPerson({ identityNumber, name }: OpenRequest): Promise<string> {
    return this.ports.people.make(identityNumber, parsePersonName(name))
  }

  private async targetOf(accountId: string): Promise<Target | undefined> {
    const account = await this.ports.database.transaction({}, (trx) => findAccount(trx, accountId))
    return account?.realm === 'staff' ? { personId: account.person_id, agency: account.agency ?? '' } : undefined
  }

  private async standing(trx: Trx, personId: string) {
    const account = (await accountsOf(trx, [personId])).find(({ realm }) => realm === 'staff')
    const grant = account === undefined ? null : ((await latestGrant(trx, account.account_id))?.grantId ?? null)
    return { account, grant }
  }

  /** What is decided on: of a request that is not there, an account of one's own agency, so that only the gate's yes tells. */
  private async found(actor: Actor, requestId: string) {
    const one = await this.ports.database.transaction({}, (trx) => findRequest(trx, requestId))
    const { personId = NOBODY, agency = actor.agency ?? '' } = one ?? {}
    return { resource: { kind: 'Account' as const, person: personId, agency }, requestedBy: one?.requestedBy }
  }

  private async locked(trx: Trx, requestId: string): Promise<StoredRequest> {
    await lockRequest(trx, requestId)
    const one = await findRequest(trx, requestId)
    if (one === undefined) throw new Refusal(requestMissing, {})
    return one
  }

  private async requireOpen(trx: Trx, one: StoredRequest, from: readonly string[]) {
    await lockPersons(trx, [one.personId])
    const { account, grant } = await this.standing(trx, one.personId)
    const state = requestState(one, { account, latestGrant: grant })
    if (state === 'overtaken' && !from.includes(state)) throw new Refusal(requestOvertaken, {})
    if (!from.includes(state)) {
      const { zh, en } = REQUEST_STATE_WORDS[state]
      throw new Refusal(requestMoved, { state: zh, stateEn: en })
    }
    return { account }
  }

  private requireTerm({ through }: StoredRequest): void {
    if (through !== null && through < this.ports.clock.today()) throw new Refusal(termOver, { through })
  }

  private async stepped(trx: Trx, actor: Actor, requestId: string, step: StepName, note: string): Promise<RequestView> {
    const said = { step, by: actor.personId, note: this.ports.secrets.encrypt(note.trim()), at: this.ports.clock.now() }
    await insertStep(trx, requestId, said, actor.accountId)
    return requestView(this.ports, trx, actor, (await findRequest(trx, requestId))!)
  }

  private async code(trx: Trx, accountId: string): Promise<CodeAnswer> {
    const { clock, limits } = this.ports
    const code = await putCode(this.ports, trx, accountId)
    return { code, validUntil: dayOfInstant((clock.now() + limits.codeLife()) as Instant) }
  }
}

/** 同一人再次办同一步：once is enough, and it is not an error. */
function isAgain({ steps }: StoredRequest, step: StepName, { personId }: Actor): boolean {
  const last = steps.at(-1)
  return last?.step === step && last.by === personId
}
