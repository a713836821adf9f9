import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import { WRITE_OFF } from '../collection/ruling-words.js'
import { sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { type Day, parseDay, periodOfDay, plusDays } from '../kernel/day.js'
import { fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { openedNames } from '../ledger/lookup-store.js'
import { requireOpenTo } from '../ledger/mandate-store.js'
import { findDeath } from './death-store.js'
import { inLine } from './in-line-service.js'
import type { ExchangePorts } from './ports.js'
import { OVER, type OverpaidPart, RECOVERY_STATES, type RecoveryAct, spread } from './recovery.js'
import type { AgreePlan, GiveNotice, OpenRecovery, TakeRepayment, WriteOff } from './recovery-contract.js'
import { cancelRecovery, insertAct, insertRecovery, liveRecovery, nextNumber, type Recovery } from './recovery-store.js'
import {
  type ActBody,
  isPending,
  type OpenAct,
  type PartTaken,
  pendingOf,
  RecoveryViewService,
  type Standing,
  stateOf,
} from './recovery-view-service.js'
import { noDeath } from './refusals.js'
import {
  dayNotYet,
  moreThanLeft,
  nothingOverpaid,
  noticeFirst,
  otherAgency,
  planBackwards,
  planDiffers,
  recoveryOver,
} from './refusals-recovery.js'

type Payments = Parameters<FactEntryService['enter']>[2]
interface Who {
  readonly fullName: string
  readonly identityNumber: string
}

/**
 * 多领待遇的追回（条例第四十六条）。A matter keeps what was done; the sums are always those of the ledger. What comes back is
 * filed as payments with a minus, what is written off as a ruling, and each is reviewed like any other before it counts.
 */
export class RecoveryService {
  private readonly facts: FactEntryService
  private readonly views: RecoveryViewService

  constructor(private readonly ports: ExchangePorts) {
    this.facts = new FactEntryService(ports.collection)
    this.views = new RecoveryViewService(ports)
  }

  /** 立案。Of one person there is one at a time: asked again, it is the one that runs. */
  open(actor: Actor, { personId, note }: OpenRecovery): Promise<string> {
    const { app, clock, ids } = this.ports.collection
    return app.transaction({ persons: [personId] }, async (trx) => {
      const death = await findDeath(trx, personId, true)
      const isOwn = death !== undefined && this.ports.agenciesUnder(organisationOf(actor)).includes(death.agency)
      if (!isOwn || death.takenBackAt !== undefined) throw new Refusal(noDeath, {})
      await requireOpenTo(trx, actor, [personId])
      const known = await liveRecovery(trx, personId)
      if (known !== undefined) return known.recoveryId
      const { agency } = death
      const number = await nextNumber(trx, agency, clock.today().slice(0, 4))
      const one = { recoveryId: ids.uuid(), number, agency, personId, openedAt: clock.now() }
      const [standing] = await this.views.standing(trx, [one])
      if (standing!.reckoned.left === 0) throw new Refusal(nothingOverpaid, {})
      await insertRecovery(trx, one)
      await this.note(trx, one, actor, 'opened', { note, amount: standing!.reckoned.found })
      return one.recoveryId
    })
  }

  /** 责令退回：the sum as it stands, and the day until which it is to be returned. */
  notice(actor: Actor, id: string, { receiver, note }: GiveNotice): Promise<void> {
    return this.act(actor, id, async (trx, { one, reckoned }) => {
      const { setting, clock } = this.ports.collection
      const day = plusDays(clock.today(), setting('business.recovery-term'))
      await this.note(trx, one, actor, 'notice', { receiver, note, day, amount: reckoned.left })
    })
  }

  /** 还款协议：order first; every instalment later than the one before; together what is still out. */
  plan(actor: Actor, id: string, { instalments, note, documentId }: AgreePlan): Promise<void> {
    return this.act(actor, id, async (trx, { one, reckoned, acts }) => {
      requireNotice(acts)
      const { left, back } = reckoned
      const planned = instalments.reduce((sum, { amount }) => sum + amount, 0)
      if (planned !== left) throw new Refusal(planDiffers, { planned: yuanText(fen(planned)), left: yuanText(left) })
      let before = this.ports.collection.clock.today() as string
      for (const [i, { day: text }] of instalments.entries()) {
        const day = parseDay(text)
        if (day < before || (i > 0 && day === before)) throw new Refusal(planBackwards, { day })
        before = day
      }
      await this.ports.collection.papers.requireUsable(trx, documentId)
      // 已退回的在前：later instalments fall due as what comes back passes them.
      await this.note(trx, one, actor, 'plan', { note, instalments, amount: back + planned }, { documentId })
    })
  }

  /** 退回或抵扣：filed month by month, the oldest first; sent twice it is one filing. */
  repay(actor: Actor, id: string, request: TakeRepayment): Promise<string> {
    return inLine(this.ports.collection.app, id, () => this.repayNow(actor, id, request))
  }

  private async repayNow(actor: Actor, id: string, request: TakeRepayment): Promise<string> {
    const { amount, way, note, documentId } = request
    const day = parseDay(request.day)
    const { standing, who } = await this.look(actor, id)
    const same = standing.acts.find((act) => act.act === 'repayment' && isSame(act, request) && isAlive(act))
    if (same?.submissionId !== undefined) return same.submissionId
    requireRoom(standing, amount)
    if (day > this.ports.collection.clock.today() || day < standing.day) throw new Refusal(dayNotYet, { day })
    const items = spread(lessPending(standing), amount).map((part) => ({
      ...{ month: part.month, insurance: part.insurance, benefitKind: part.benefitKind, item: part.item },
      ...{ take: part.take, takeFromAccount: part.takeFromAccount },
    }))
    const payMonth = periodOfDay(day)
    const filed = await this.facts.enter(actor, 'benefitPayment', {
      items: items.map((one) => ({
        ...{ ...who, insurance: one.insurance, benefitKind: one.benefitKind, item: one.item },
        ...{
          benefitMonth: one.month,
          amount: -one.take,
          fromAccount: one.takeFromAccount === 0 ? 0 : -one.takeFromAccount,
        },
      })),
      ...{ payMonth, paidDay: day, batch: standing.one.number },
      ...(documentId === undefined ? { ground: note } : { documentId }),
    } as Payments as never)
    const body = { note, amount, way, day, items }
    await this.noteFiled(standing.one, actor, 'repayment', body, { documentId, submissionId: filed.id })
    return filed.id
  }

  /** 核销：only after an order to return, and only on an approval in writing. */
  writeOff(actor: Actor, id: string, request: WriteOff): Promise<string> {
    return inLine(this.ports.collection.app, id, () => this.writeOffNow(actor, id, request))
  }

  private async writeOffNow(actor: Actor, id: string, request: WriteOff): Promise<string> {
    const { amount, document, because, documentId } = request
    const { standing, who } = await this.look(actor, id)
    requireNotice(standing.acts)
    const same = standing.acts.find(
      (act) => act.act === 'writeOff' && act.amount === amount && act.documentId === documentId && isAlive(act),
    )
    if (same?.submissionId !== undefined) return same.submissionId
    requireRoom(standing, amount)
    const today = this.ports.collection.clock.today()
    const nth = standing.acts.filter(({ act }) => act === 'writeOff').length + 1
    const item = {
      ...{ ...who, subject: WRITE_OFF, reference: `${standing.one.number}-${nth}`, finding: 'granted' },
      ...{ receivedDay: today, decidedDay: today, amount, because, document },
    }
    const filed = await this.facts.enter(actor, 'ruling', { items: [item], documentId } as never)
    const body = { note: `${document}：${because}`, amount, day: today }
    await this.noteFiled(standing.one, actor, 'writeOff', body, { documentId, submissionId: filed.id })
    return filed.id
  }

  /** 死亡登记冲销：in the transaction that takes the death back. What came back meanwhile the next payment batch pays again. */
  async cancelOf(trx: Trx, personId: string): Promise<void> {
    const one = await liveRecovery(trx, personId)
    if (one === undefined) return
    const at = this.ports.collection.clock.now()
    await cancelRecovery(trx, one.recoveryId, at)
    const body = sealJson(this.ports.collection.vault, {} satisfies ActBody)
    await insertAct(trx, { recoveryId: one.recoveryId, act: 'cancelled', body, organisation: one.agency, at })
  }

  /** 看清再办：who it is, what stands. A filing opens its own transaction, so nothing is held meanwhile. */
  private look(actor: Actor, id: string): Promise<{ standing: Standing; who: Who }> {
    const { app, vault, agencyName } = this.ports.collection
    return app.transaction({}, async (trx) => {
      const one = await this.views.get(trx, actor, id, true)
      if (one.agency !== organisationOf(actor)) throw new Refusal(otherAgency, { agency: agencyName(one.agency) })
      await requireOpenTo(trx, actor, [one.personId])
      const [standing] = await this.views.standing(trx, [one])
      requireOpen(standing!)
      const who = (await openedNames(trx, [one.personId], vault)).get(one.personId)
      if (who === undefined) throw new Refusal(noDeath, {})
      return { standing: standing!, who }
    })
  }

  private act(actor: Actor, id: string, work: (trx: Trx, standing: Standing) => Promise<void>): Promise<void> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const one = await this.views.get(trx, actor, id, true)
      await requireOpenTo(trx, actor, [one.personId])
      const [standing] = await this.views.standing(trx, [one])
      requireOpen(standing!)
      await work(trx, standing!)
    })
  }

  private noteFiled(one: Recovery, actor: Actor, act: RecoveryAct, body: ActBody, filed: Filed): Promise<void> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      await this.views.get(trx, actor, one.recoveryId, true)
      const [standing] = await this.views.standing(trx, [one])
      if (standing!.acts.some(({ submissionId }) => submissionId === filed.submissionId)) return
      await this.note(trx, one, actor, act, body, filed)
    })
  }

  private note(trx: Trx, one: Recovery, actor: Actor, act: RecoveryAct, body: ActBody, filed: Filed = {}) {
    const { vault, clock } = this.ports.collection
    return insertAct(trx, {
      ...{ recoveryId: one.recoveryId, act, body: sealJson(vault, body), ...filed },
      ...{ by: actor.personId, organisation: organisationOf(actor), at: clock.now() },
    })
  }
}

interface Filed {
  readonly documentId?: string | undefined
  readonly submissionId?: string | undefined
}

function requireOpen(standing: Standing): void {
  const state = stateOf(standing)
  const { zh, en } = RECOVERY_STATES[state]
  if (OVER.includes(state)) throw new Refusal(recoveryOver, { state: zh, stateEn: en })
}

function requireNotice(acts: readonly OpenAct[]): void {
  if (!acts.some(({ act }) => act === 'notice')) throw new Refusal(noticeFirst, {})
}

function requireRoom({ reckoned, acts }: Standing, amount: number): void {
  const pending = pendingOf(acts)
  if (amount <= reckoned.left - pending) return
  const told = { left: yuanText(reckoned.left), pending: yuanText(fen(pending)) }
  throw new Refusal(moreThanLeft, { asked: yuanText(fen(amount)), ...told })
}

const isAlive = ({ submissionState }: OpenAct) => submissionState !== 'returned' && submissionState !== 'withdrawn'

function isSame(act: OpenAct, { amount, way, day, note, documentId }: TakeRepayment): boolean {
  return (
    act.amount === amount &&
    act.way === way &&
    act.day === (day as Day) &&
    act.note === note &&
    act.documentId === documentId
  )
}

/** 在审的已占用的，各月减去。 */
function lessPending({ reckoned, acts }: Standing): OverpaidPart[] {
  const taken = acts.filter(isPending).flatMap(({ items = [] }) => items)
  return reckoned.parts.map((part) => {
    const own = taken.filter((one) => isOf(part, one))
    const take = own.reduce((sum, one) => sum + one.take, 0)
    const account = own.reduce((sum, one) => sum + one.takeFromAccount, 0)
    const open = fen(Math.max(0, part.open - take))
    return { ...part, open, accountOpen: fen(Math.min(open, Math.max(0, part.accountOpen - account))) }
  })
}

function isOf(part: OverpaidPart, one: PartTaken): boolean {
  return (
    part.month === one.month &&
    part.insurance === one.insurance &&
    part.benefitKind === one.benefitKind &&
    part.item === one.item
  )
}
