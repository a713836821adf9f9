import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { LifeEvent, Mandate, Ruling } from '../ledger/fact.js'
import type { LeafStep } from '../ledger/leaf.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { requireApproval } from './approval-life.js'
import { requireCarrier } from './carrier-service.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import { makeCatalogues } from './catalogue-making.js'
import { type ContactLine, makeContacts } from './contact-change.js'
import type { Sentence, SubmissionKind } from './contract.js'
import type { EmployerCorrectionLine } from './contribution-lines.js'
import { CONTRIBUTION_MAKERS, makeCorrectionsOfAll } from './contribution-making-service.js'
import { makeDeferrals } from './deferral-making.js'
import { employersOfLines, makeDues } from './due-making-store.js'
import { makeEmployerChanges } from './employer-change-making-store.js'
import { makeFacts } from './fact-making-store.js'
import { type AppliedKind, isApplied, isMaintenance, SUBMISSION_KINDS } from './kinds.js'
import { lateFeesNow } from './late-fee-store.js'
import type { LegacyLine } from './legacy-lines.js'
import { makeLegacy } from './legacy-making-store.js'
import { rematch } from './levy-known-store.js'
import { changedTask, makePayments } from './levy-making.js'
import type {
  CatalogueLine,
  ContributionLine,
  CorrectionLine,
  DeferralLine,
  EmployerLine,
  FactLine,
  LevyLine,
  Line,
  PersonChangeLine,
  RegistrationLine,
} from './lines.js'
import type { MergeLine, SplitLine } from './maintenance-lines.js'
import { type Made, type MadeTask, type StaleRow, staleRowsOf } from './making.js'
import { noteMandates } from './mandate-notice-service.js'
import { makeMerges } from './merge-making-store.js'
import { makePersonChanges } from './person-change-making-store.js'
import type { CollectionPorts } from './ports.js'
import { changesOf, type RecordChange } from './record-changes.js'
import { makeEmployers, makeRegistrations } from './registration-making-store.js'
import { rulingDue } from './ruling.js'
import { noteRulings } from './ruling-store.js'
import { supplementsFor } from './sent-on-store.js'
import { clearSetAside, insertSetAside, toldOf } from './set-aside-store.js'
import { makeSplits } from './split-making-store.js'
import { findSubmissions } from './submission-store.js'
import { insertTasks } from './task-store.js'
import { LEVY_LINE, Turns } from './turns.js'
import { openBody, sealJson } from './voucher-body.js'
import {
  findVouchers,
  type StoredVoucher,
  setBlocked,
  setPostings,
  type VoucherState,
  waitingSubmissions,
} from './voucher-store.js'

const SWEPT_AT_ONCE = 100
/** A submission of more vouchers is large: nobody waits for it. */
export const LARGE = 20
/** Bodies of a thousand lines each: so many are held at once. */
const READ_AT_ONCE = 16
type Waiting = { readonly one: Case; readonly part: VoucherState }

interface Done {
  readonly one: Case
  readonly voucher: StoredVoucher
  readonly postingId: string
  readonly tasks: readonly MadeTask[]
  readonly changes: readonly RecordChange[]
  readonly lives: readonly LifeEvent[]
  readonly rulings: readonly Ruling[]
  readonly mandates: readonly Mandate[]
}

/** 已审定的记账。Posts what everybody agreed, voucher by voucher; sent twice, or after a crash, it is posted once. */
export class AgreedService {
  /** How far the sweeping has come round. */
  private after: string | undefined
  private readonly turns = new Turns()

  constructor(private readonly ports: CollectionPorts) {}

  /** One submission, or some of those that wait: a sweeper calls it without a name. Answers how many vouchers were posted. */
  async postAgreed(submissionId?: string): Promise<number> {
    return this.postMany(submissionId === undefined ? await this.nextWaiting() : [submissionId])
  }

  /** 清扫，只论小件：the large ones are posted behind everybody's back. Those under review wait, too, so it goes round. */
  async sweep(): Promise<number> {
    return this.postMany(await this.nextWaiting({ most: LARGE }))
  }

  /** 有大件待记账否。 */
  async hasLarge(): Promise<boolean> {
    return (await this.largeAgreed()).length > 0
  }

  /** 大件的记账：a few vouchers at a time, until a halt; whoever takes it up again goes on behind what is posted. */
  async postLarge(halt: { readonly halted: boolean }): Promise<number> {
    let posted = 0
    for (const one of await this.largeAgreed()) {
      const waiting = one.vouchers.filter((part) => !part.posted).map((part) => ({ one, part }))
      for (let i = 0; i < waiting.length && !halt.halted; i += READ_AT_ONCE) {
        posted += await this.postSome(waiting.slice(i, i + READ_AT_ONCE))
      }
    }
    return posted
  }

  private async largeAgreed(): Promise<Case[]> {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await findSubmissions(trx, await waitingSubmissions(trx, SWEPT_AT_ONCE, { above: LARGE }))),
    )
    return cases.filter((one) => stateOfCase(this.ports.routes, one) === 'agreed' && !isApplied(one.submission.kind))
  }

  private async nextWaiting(of: { readonly most?: number } = {}): Promise<string[]> {
    const { after } = this
    const found = await this.ports.app.transaction({}, (trx) =>
      waitingSubmissions(trx, SWEPT_AT_ONCE, { ...of, after }),
    )
    this.after = found.length < SWEPT_AT_ONCE ? undefined : found.at(-1)
    return found
  }

  /** 成批记账：read a few at a time, posted one by one, noted together. */
  async postMany(submissionIds: readonly string[]): Promise<number> {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await findSubmissions(trx, submissionIds)),
    )
    const waiting = cases
      .filter((one) => stateOfCase(this.ports.routes, one) === 'agreed' && !isApplied(one.submission.kind))
      .flatMap((one) => one.vouchers.filter(({ posted }) => !posted).map((part) => ({ one, part })))
    let posted = 0
    for (let i = 0; i < waiting.length; i += READ_AT_ONCE)
      posted += await this.postSome(waiting.slice(i, i + READ_AT_ONCE))
    return posted
  }

  /** 征收结果只由一处记账：what a payment settles depends on those before it, whichever process or thread posts them. */
  private async postSome(waiting: readonly Waiting[]): Promise<number> {
    if (!waiting.some(({ one }) => one.submission.kind === 'levyResult')) return this.postThem(waiting)
    return this.turns.take([LEVY_LINE], () =>
      this.ports.app.transaction({}, (trx) => waitInLine(trx, [LEVY_LINE]).then(() => this.postThem(waiting))),
    )
  }

  private async postThem(waiting: readonly Waiting[]): Promise<number> {
    const { app } = this.ports
    const parts = waiting.map(({ part }) => part)
    const vouchers = await app.transaction({}, (trx) => findVouchers(trx, parts))
    const done: Done[] = []
    try {
      const queue = vouchers.filter(({ postingId }) => postingId === undefined).values()
      const hand = async () => {
        for (const voucher of queue) {
          const { one } = waiting.find(({ part }) => part.submissionId === voucher.submissionId)!
          const posted = await this.postVoucher(one, voucher)
          if (posted !== undefined) done.push(posted)
        }
      }
      // While one voucher is being written, the next is being sealed: program and database are both busy.
      const hands = await Promise.allSettled([hand(), hand()])
      for (const one of hands) if (one.status === 'rejected') throw one.reason
    } finally {
      if (done.length > 0) await this.finish(done)
    }
    return done.length
  }

  /** Rows that no longer hold are put aside, each with its task, and the rest is posted; where none is left, nothing is. */
  private async postVoucher(one: Case, voucher: StoredVoucher): Promise<Done | undefined> {
    const lines = openBody<Line>(this.ports.vault, voucher)
    return this.turns.take(sameMoney(one, lines), () => this.postRows(one, voucher, lines))
  }

  private async postRows(one: Case, voucher: StoredVoucher, all: readonly Line[]): Promise<Done | undefined> {
    let lines = all
    for (;;) {
      try {
        await requireCarrier(this.ports, one, lines)
        requireApproval(this.ports, one)
        return await this.postLines(one, voucher, lines)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const stale = staleRowsOf(error) ?? []
        const rest = lines.filter(({ row }) => !stale.some((gone) => gone.row === row))
        if (rest.length === 0 || rest.length === lines.length) {
          await this.block(one, voucher, { zh: error.say('zh'), en: error.say('en') })
          return undefined
        }
        await this.putAside(one, voucher, stale)
        lines = rest
      }
    }
  }

  private async putAside(one: Case, voucher: StoredVoucher, stale: readonly StaleRow[]): Promise<void> {
    const { app, vault, clock } = this.ports
    const rows = [...new Map(stale.map((gone) => [gone.row, gone])).values()]
    const sealed = rows.map(({ row, says }) => ({ row, says: sealJson(vault, says) }))
    await app.transaction({}, async (trx) => {
      await insertSetAside(trx, voucher, sealed, clock.now())
      const tasks = rows.map(
        ({ row, says }): MadeTask => ({ kind: 'voucherStale', line: row, says: toldOf(row, says) }),
      )
      await insertTasks(
        trx,
        tasks.map((task) => this.taskOf(one, task)),
      )
    })
  }

  private async postLines(one: Case, voucher: StoredVoucher, lines: readonly Line[]): Promise<Done> {
    const { posting, policy } = this.ports
    const { submission, revision } = one
    const { kind } = submission
    invariant(!isApplied(kind), `${kind} is applied, not posted as soon as it is agreed`)
    const { book, digest } = policy()
    const made = await MAKERS[kind]({ ports: this.ports, book, one }, lines)
    const agreed = {
      key: `${voucher.voucherId}:${voucher.revision}`,
      bodyDigest: voucher.bodyDigest,
      voucherId: voucher.voucherId,
      revision: voucher.revision,
      kind: submission.kind,
      agency: submission.agency,
      businessDay: revision.businessDay,
      policyDigest: digest,
      steps: leafSteps(one),
      facts: made.facts,
    }
    const { postingId } = await posting.post(agreed, made.before)
    const changes = changesOf(submission.kind, revision.businessDay, made.facts)
    const lives = made.facts.filter((fact) => fact.kind === 'lifeEvent')
    const rulings = made.facts.filter((fact) => fact.kind === 'ruling')
    const mandates = made.facts.filter((fact) => fact.kind === 'mandate')
    return { one, voucher, postingId, tasks: made.tasks ?? [], changes, lives, rulings, mandates }
  }

  private async finish(done: readonly Done[]): Promise<void> {
    await this.ports.app.transaction({}, async (trx) => {
      await setPostings(trx, done)
      await insertTasks(
        trx,
        done.flatMap(({ one, tasks }) => [...tasks, ...recheckDue(one)].map((task) => this.taskOf(one, task))),
      )
      for (const { one, voucher, changes, lives, rulings, mandates } of done) {
        const { submissionId, area } = one.submission
        const dueOf = (ruling: Ruling) => rulingDue(this.ports.policy().book.area(area), ruling)
        if (rulings.length > 0) await noteRulings(trx, rulings, { submissionId, dueOf })
        if (mandates.length > 0) await noteMandates(trx, this.ports, submissionId, mandates)
        if (lives.length > 0) await this.ports.exchange?.lifeEventsPosted(trx, lives)
        if (changes.length === 0) continue
        const cause = { voucherId: voucher.voucherId, by: one.revision.enteredBy, at: this.ports.clock.now() }
        await this.ports.recordsChanged(trx, changes, cause)
      }
    })
  }

  /** What cannot be posted is said on the submission and becomes a task; it can be filed anew. */
  async block(one: Case, voucher: StoredVoucher, says: Sentence): Promise<void> {
    const task: MadeTask = { kind: 'voucherStale', line: voucher.part, says }
    await this.ports.app.transaction({}, async (trx) => {
      await clearSetAside(trx, voucher)
      await setBlocked(trx, voucher, sealJson(this.ports.vault, says))
      await insertTasks(trx, [this.taskOf(one, task)])
    })
  }

  taskOf({ submission }: Case, { kind, line, personId, says }: MadeTask) {
    const { ids, vault, clock } = this.ports
    return {
      taskId: ids.uuid(),
      kind,
      agency: submission.agency,
      submissionId: submission.submissionId,
      personId,
      line,
      says: sealJson(vault, says),
      openedAt: clock.now(),
    }
  }
}

export interface Making {
  readonly ports: CollectionPorts
  readonly book: ReturnType<CollectionPorts['policy']>['book']
  readonly one: Case
}

type Maker = (making: Making, lines: readonly Line[]) => Made | Promise<Made>

const dues: Maker = async ({ ports, book, one }, given) => {
  const lines = given as readonly ContributionLine[]
  return makeDues(book, one, lines, await ports.app.transaction({}, (trx) => employersOfLines(trx, lines)))
}

const facts: Maker = ({ ports: { vault, clock, stopsOf }, book, one }, lines) =>
  makeFacts({ vault, book, one, today: clock.today(), stopsOf }, lines as readonly FactLine[])

/** Whose the money is and what it settles is asked again: the agreed lines are days old. */
const payments: Maker = async ({ ports, book, one }, given) => {
  const { vault, clock } = ports
  return ports.app.transaction({}, async (trx) => {
    const asking = { vault, book, today: clock.today(), place: one.submission }
    const rematched = await rematch(trx, asking, given as readonly LevyLine[])
    const lines = rematched.map(({ line }) => line)
    const made = makePayments(lines, await lateFeesNow(trx, book, lines))
    return { ...made, tasks: [...(made.tasks ?? []), ...rematched.flatMap(changedTask)] }
  })
}

/** 同一人同一月的到账：what a payment settles depends on those before it, so such vouchers go one after another. */
function sameMoney({ submission: { kind } }: Case, lines: readonly Line[]): string[] {
  if (kind !== 'levyResult') return []
  return (lines as readonly LevyLine[]).map((line) => `${line.identityNumber}|${line.contributionMonth}`)
}

/** 监护人再看一次：those named may have died while it was reviewed. */
const registrations: Maker = ({ ports, book, one }, lines) =>
  makeRegistrations(ports.vault, lines as readonly RegistrationLine[], { book, one })

const employers: Maker = ({ ports }, lines) => makeEmployerChanges(ports.vault, lines)

const MAKERS: Readonly<Record<Exclude<SubmissionKind, AppliedKind>, Maker>> = {
  monthlyFiling: dues,
  backPay: dues,
  singleContribution: dues,
  levyResult: payments,
  contactChange: (_, lines) => makeContacts(lines as readonly ContactLine[]),
  correction: async ({ ports }, given) => {
    const lines = given as readonly (CorrectionLine | EmployerCorrectionLine)[]
    const made = makeCorrectionsOfAll(lines)
    const supplements = await ports.app.transaction({}, (trx) => supplementsFor(trx, lines))
    return { ...made, tasks: [...(made.tasks ?? []), ...supplements] }
  },
  employerRegistration: (_, lines) => makeEmployers(lines as readonly EmployerLine[]),
  personRegistration: registrations,
  enrolmentChange: registrations,
  residentPayment: facts,
  subsidy: facts,
  deemedPeriod: facts,
  openingBalance: facts,
  legacyLoad: ({ ports }, lines) => makeLegacy(ports.vault, lines as readonly LegacyLine[]),
  transfer: facts,
  lifeEvent: facts,
  personChange: ({ ports }, lines) => makePersonChanges(ports.vault, lines as readonly PersonChangeLine[]),
  employerChange: employers,
  employerCancellation: employers,
  succession: employers,
  personCategory: facts,
  guardianship: facts,
  mandate: facts,
  protection: facts,
  benefitDetermination: facts,
  benefitPayment: facts,
  benefitChange: facts,
  entitlementCheck: facts,
  specialWork: facts,
  ruling: facts,
  expertOpinion: facts,
  catalogueChange: (_, lines) => makeCatalogues(lines as readonly CatalogueLine[]),
  deferral: (_, lines) => makeDeferrals(lines as readonly DeferralLine[]),
  personMerge: ({ one }, lines) => makeMerges(one, lines as readonly MergeLine[]),
  personSplit: ({ ports }, lines) => makeSplits(ports.vault, lines as readonly SplitLine[]),
  ...CONTRIBUTION_MAKERS,
}

/** 维护之后须复核：work for somebody who took no part. */
export function recheckDue({ submission: { kind } }: Case): MadeTask[] {
  if (!isMaintenance(kind)) return []
  const { zh, en } = SUBMISSION_KINDS[kind]
  return [{ kind: 'recheckDue', line: 1, says: { zh: `${zh}已修改，待复核`, en: `${en}: changed, awaiting re-check` } }]
}

/** Who entered it stands first in the leaf, then everybody who reviewed it. */
export function leafSteps({ revision, steps }: Case): LeafStep[] {
  const entry = {
    stage: 'entry',
    verdict: 'submitted',
    by: revision.enteredBy,
    organisation: revision.enteredOrganisation,
    at: revision.submittedAt ?? revision.enteredAt,
    post: revision.enteredPosts,
    terminal: revision.enteredTerminal,
  }
  return [
    entry,
    ...steps.map(({ stage, verdict, by, organisation, at, post, terminal }) => {
      return { stage, verdict, by, organisation, at, post, terminal }
    }),
  ]
}
