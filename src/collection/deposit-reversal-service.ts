import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { daysBetween } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { fen } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { BankDeposit, Posted } from '../ledger/fact.js'
import { depositsOfSerial } from '../ledger/fund-store.js'
import type { SubmissionDetail } from './contract.js'
import type { DepositLine } from './contribution-lines.js'
import type { DepositReversalRequest, DepositsFound } from './deposit-reversal-contract.js'
import { whyUsed } from './deposit-used-store.js'
import { standing } from './employer-terms.js'
import { EntryDesk } from './entry-desk-service.js'
import { said } from './explanation.js'
import type { CollectionPorts } from './ports.js'
import { depositMissing } from './refusals-contribution.js'

/**
 * 红冲一笔专户入账。A row that was entered wrongly is reversed itself, by its serial, on a stated ground: the cashier applies, the
 * accountant and the chief accountant decide, as of a bank statement. Both rows stand in the ledger and come to nothing; the serial
 * may be entered anew.
 */
export class DepositReversalService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async find(actor: Actor, serial: string): Promise<DepositsFound> {
    return this.ports.app.transaction({}, async (trx) => {
      const deposits: DepositsFound['deposits'] = []
      for (const deposit of await this.own(trx, actor, serial)) {
        const { account, levyVoucher, insurance, amount, arrivalDay, depositDay } = deposit
        const refused = await this.whyUsed(trx, deposit)
        const why = refused && { zh: refused.say('zh'), en: refused.say('en') }
        const told = { account, serial, levyVoucher, insurance, amount, arrivalDay, depositDay }
        deposits.push({ ...told, ...(why === undefined ? {} : { why }) })
      }
      return { deposits }
    })
  }

  async reverse(actor: Actor, request: DepositReversalRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { account, serial, documentId } = request
    const explanation = said(request.explanation)
    const { deposit, refused } = await this.ports.app.transaction({}, async (trx) => {
      const found = (await this.own(trx, actor, serial)).find((one) => one.account === account)
      if (found === undefined) throw new Refusal(depositMissing, { account, serial })
      return { deposit: found, refused: await this.whyUsed(trx, found) }
    })
    if (refused !== undefined) throw refused
    const place = { kind: 'bankStatement' as const, agency: deposit.agency, area: deposit.area, documentId }
    const lines = [{ line: lineOf(deposit, explanation), counted: [] }]
    return this.desk.file(actor, { ...place, content: { reversal: request }, ground: explanation, lines }, resubmits)
  }

  private async own(trx: Trx, actor: Actor, serial: string): Promise<Posted<BankDeposit>[]> {
    const agency = organisationOf(actor)
    return standing(await depositsOfSerial(trx, serial)).filter((one) => one.agency === agency)
  }

  private whyUsed(trx: Trx, deposit: Posted<BankDeposit>) {
    const { fundTotals } = this.ports
    invariant(fundTotals !== undefined, 'what is credited is asked of the totals of the fund')
    return whyUsed(trx, fundTotals, deposit)
  }
}

function lineOf(stood: Posted<BankDeposit>, explanation: string): DepositLine {
  const { ref: reverses, kind: _, line: __, ...deposit } = stood
  const days = daysBetween(deposit.arrivalDay, deposit.depositDay)
  return {
    ...{ row: 1, days, isLate: false },
    deposit: { ...deposit, amount: fen(-deposit.amount), reverses },
    reversal: { stood, explanation },
  }
}
