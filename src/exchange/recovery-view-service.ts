import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { casesOf, stateOfCase } from '../collection/case-store.js'
import type { SubmissionState } from '../collection/kinds.js'
import { findSubmissions } from '../collection/submission-store.js'
import { openJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { openTo, requireOpenTo } from '../ledger/mandate-store.js'
import { groupBy } from '../records/live.js'
import { findDeath } from './death-store.js'
import type { ExchangePorts } from './ports.js'
import { OVER, type Reckoned, type RecoveryWay, reckon, recoveryState } from './recovery.js'
import type { RecoveryLine, RecoveryList, RecoveryQuery, RecoveryView } from './recovery-contract.js'
import { type ActLine, actsOf, findRecovery, listRecoveries, type Recovery } from './recovery-store.js'
import { missingRecovery } from './refusals-recovery.js'

const LISTED = 500
/** 不再会记账的：what was returned or withdrawn takes up no room any more. */
const GONE: readonly SubmissionState[] = ['posted', 'returned', 'withdrawn']

/** 一步的内容，encrypted where it stands. */
export interface ActBody {
  readonly note?: string | undefined
  readonly receiver?: string | undefined
  readonly amount?: number | undefined
  readonly way?: RecoveryWay | undefined
  /** 通知的期限，或到账、抵扣之日。 */
  readonly day?: Day | undefined
  readonly instalments?: { day: string; amount: number }[] | undefined
  /** 退回分到的各月：what is under review takes its months with it. */
  readonly items?: readonly PartTaken[] | undefined
}

export interface PartTaken {
  readonly month: string
  readonly insurance: string
  readonly benefitKind: string
  readonly item: string
  readonly take: number
  readonly takeFromAccount: number
}

export interface OpenAct extends Omit<ActLine, 'body'>, ActBody {
  readonly submissionState?: SubmissionState | undefined
}

/** 一件追回案此刻的全部：derived from what is posted and what was done. */
export interface Standing {
  readonly one: Recovery
  readonly day: Day
  readonly reckoned: Reckoned
  readonly acts: readonly OpenAct[]
}

/** 追回案的列表与一件。Inside the gate: whoever is named has been looked at, and it is written. */
export class RecoveryViewService {
  constructor(private readonly ports: ExchangePorts) {}

  async list(trx: Trx, pass: Pass, actor: Actor, { state }: RecoveryQuery): Promise<RecoveryList> {
    const under = this.ports.agenciesUnder(organisationOf(actor))
    const all = await listRecoveries(trx, under, LISTED + 1)
    const open = await openTo(trx, actor, all.slice(0, LISTED), ({ personId }) => personId)
    const standing = await this.standing(trx, open)
    const wanted = standing.filter((one) => OVER.includes(stateOf(one)) === (state === 'closed'))
    const names = await this.namesOf(trx, pass, wanted)
    return { items: wanted.map((one) => this.lineOf(one, names)), more: all.length > LISTED }
  }

  async view(trx: Trx, pass: Pass, actor: Actor, recoveryId: string): Promise<RecoveryView> {
    const one = await this.get(trx, actor, recoveryId)
    await requireOpenTo(trx, actor, [one.personId])
    const [standing] = await this.standing(trx, [one])
    const names = await this.namesOf(trx, pass, [standing!])
    const { staffNames } = this.ports.collection
    const staff = await staffNames([...new Set(standing!.acts.flatMap(({ by }) => by ?? []))])
    return {
      ...this.lineOf(standing!, names),
      parts: standing!.reckoned.parts.map((part) => ({ ...part, paidDays: [...part.paidDays] })),
      pending: pendingOf(standing!.acts),
      acts: standing!.acts.map((act) => actView(act, staff)),
    }
  }

  async get(trx: Trx, actor: Actor, recoveryId: string, lock = false): Promise<Recovery> {
    const one = await findRecovery(trx, recoveryId, lock)
    const isOwn = one !== undefined && this.ports.agenciesUnder(organisationOf(actor)).includes(one.agency)
    if (!isOwn) throw new Refusal(missingRecovery, {})
    return one
  }

  /** 各件此刻如何：the persons come into scope, each fact counts once. */
  async standing(trx: Trx, many: readonly Recovery[]): Promise<Standing[]> {
    const persons = [...new Set(many.map(({ personId }) => personId))]
    if (persons.length === 0) return []
    await alsoSee(trx, persons)
    const facts = await factsOfPersons(trx, persons, ['benefitPayment', 'ruling'])
    const byPerson = groupBy(facts, (fact) => ('personId' in fact ? fact.personId : ''))
    const acts = await this.acts(
      trx,
      many.map(({ recoveryId }) => recoveryId),
    )
    const standing: Standing[] = []
    for (const one of many) {
      const day = (await findDeath(trx, one.personId))!.day
      const own: readonly Posted<Fact>[] = byPerson.get(one.personId) ?? []
      const reckoned = reckon(own, day, one.number)
      standing.push({ one, day, reckoned, acts: acts.filter(({ recoveryId }) => recoveryId === one.recoveryId) })
    }
    return standing
  }

  private async acts(trx: Trx, recoveryIds: readonly string[]): Promise<OpenAct[]> {
    const { vault, routes } = this.ports.collection
    const lines = await actsOf(trx, recoveryIds)
    const filed = [...new Set(lines.flatMap(({ submissionId }) => submissionId ?? []))]
    const cases = filed.length === 0 ? [] : await casesOf(trx, await findSubmissions(trx, filed))
    const states = new Map(cases.map((one) => [one.submission.submissionId, stateOfCase(routes, one)]))
    return lines.map(({ body, ...line }) => ({
      ...line,
      ...openJson<ActBody>(vault, body),
      submissionState: line.submissionId === undefined ? undefined : states.get(line.submissionId),
    }))
  }

  private async namesOf(trx: Trx, pass: Pass, many: readonly Standing[]) {
    const persons = [...new Set(many.map(({ one }) => one.personId))]
    await pass.show(persons)
    return persons.length === 0 ? new Map() : openedNames(trx, persons, this.ports.collection.vault)
  }

  private lineOf(
    standing: Standing,
    names: ReadonlyMap<string, { fullName: string; identityNumber: string }>,
  ): RecoveryLine {
    const { one, day, reckoned, acts } = standing
    const { found, back, writtenOff, left } = reckoned
    const name = names.get(one.personId)
    const state = stateOf(standing)
    const dueDay = dueDayOf(acts, back)
    const isLate = dueDay !== undefined && dueDay < this.ports.collection.clock.today()
    return {
      ...{ id: one.recoveryId, number: one.number, agency: this.ports.collection.agencyName(one.agency) },
      ...{ personId: one.personId, fullName: name?.fullName ?? '', identityNumber: mask(name?.identityNumber ?? '') },
      ...{ state, day, found, back, writtenOff, left, openedAt: one.openedAt },
      overdue: isLate && !OVER.includes(state),
      ...(dueDay === undefined ? {} : { dueDay }),
    }
  }
}

export function stateOf({ one, reckoned, acts }: Standing) {
  const isNoticed = acts.some(({ act }) => act === 'notice')
  return recoveryState(reckoned, { isCancelled: one.cancelledAt !== undefined, isNoticed })
}

/** 已报送而未记账的，as money. */
export function pendingOf(acts: readonly OpenAct[]): number {
  return acts.filter(isPending).reduce((sum, { amount = 0 }) => sum + amount, 0)
}

export function isPending({ submissionState }: OpenAct): boolean {
  return submissionState !== undefined && !GONE.includes(submissionState)
}

/** 期限：the notice's day; under an agreement, the first instalment that what came back does not cover yet. */
function dueDayOf(acts: readonly OpenAct[], back: number): Day | undefined {
  const plan = acts.findLast(({ act }) => act === 'plan')
  const notice = acts.findLast(({ act }) => act === 'notice')
  if (plan?.instalments === undefined) return notice?.day
  let expected = plan.amount! - plan.instalments.reduce((sum, { amount }) => sum + amount, 0)
  for (const { day, amount } of plan.instalments) {
    expected += amount
    if (back < expected) return day as Day
  }
  return undefined
}

function actView(act: OpenAct, staff: ReadonlyMap<string, string>): RecoveryView['acts'][number] {
  const { note, receiver, amount, way, day, instalments, documentId, submissionId, submissionState } = act
  return {
    ...{ act: act.act, at: act.at, by: act.by === undefined ? '' : (staff.get(act.by) ?? '') },
    ...(note === undefined ? {} : { note }),
    ...(receiver === undefined ? {} : { receiver }),
    ...(amount === undefined ? {} : { amount }),
    ...(way === undefined ? {} : { way }),
    ...(day === undefined ? {} : { day }),
    ...(instalments === undefined ? {} : { instalments }),
    ...(documentId === undefined ? {} : { documentId }),
    ...(submissionId === undefined ? {} : { submissionId }),
    ...(submissionState === undefined ? {} : { submissionState }),
  }
}
