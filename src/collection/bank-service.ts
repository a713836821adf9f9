import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import { knownSerials } from '../ledger/fund-store.js'
import { settingOf } from '../policy/house-setting.js'
import type { BankPreview } from './bank-contract.js'
import { type BankEntry, readBankRow, repeatedSerial } from './bank-row.js'
import { CaseService } from './case-service.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { RefusedRow, SubmissionDetail } from './contract.js'
import type { DepositLine } from './contribution-lines.js'
import { Draft } from './draft-store.js'
import type { SubmitRequest } from './filing-contract.js'
import type { Summary } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import { noticeSentence } from './notices.js'
import { openForm } from './open-form.js'
import type { CollectionPorts } from './ports.js'
import { FileStandard } from './standard-gate.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

const SHOWN = 500

/** 专户银行流水：entered by the cashier, reviewed by the accountant, approved by the chief accountant. */
export class BankService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async upload(actor: Actor, file: { readonly fileName: string; readonly bytes: Uint8Array }): Promise<BankPreview> {
    const { clock, ids, papers, vault } = this.ports
    const agency = organisationOf(actor)
    await papers.keep(file.bytes)
    return this.ports.app.transaction({}, async (trx) => {
      const made: Submission = {
        ...{ submissionId: ids.uuid(), kind: 'bankStatement', agency, area: this.ports.areaOf(agency) },
        contentDigest: vault.digest(`bank:${createHash('sm3').update(file.bytes).digest('hex')}`),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, file)
      const one = await this.cases.getCase(trx, actor, (await findSameContent(trx, made))!.submissionId, true)
      const state = stateOfCase(this.ports.routes, one)
      const { submission, revision } = one
      if (isOver(state)) return this.draft(trx, actor, submission, revision.revision + 1, file)
      if (state !== 'draft') return this.view(trx, actor, submission.submissionId, true)
      await deleteDraft(trx, submission.submissionId, revision.revision)
      return this.draft(trx, actor, submission, revision.revision, file)
    })
  }

  submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    return this.cases.submit(actor, submissionId, request)
  }

  private async draft(
    trx: Trx,
    actor: Actor,
    submission: Submission,
    revision: number,
    { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
  ): Promise<BankPreview> {
    const { vault, ids, papers, clock } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const standard = new FileStandard(this.ports, 'bankStatement')
    const form = await openForm(bytes, standard.columns)
    const month = parsePeriod(clock.today().slice(0, 7))
    const reader = { header: form.header, today: clock.today(), approved: this.accountsOf(submission.area, month) }
    const read: (BankEntry | RefusedRow)[] = []
    for await (const row of form.rows) {
      const plain = standard.read(form.header, row)
      read.push('sentence' in plain ? plain : readBankRow(reader, plain))
    }
    for (const one of await this.once(trx, read)) {
      if ('sentence' in one) await draft.refuse(one)
      else await draft.add(this.lineOf(submission, one, month), [])
    }
    const insurances = await draft.finish()
    const document = await papers.list(trx, submission.agency, 'bankStatement', bytes)
    const summary: Summary = { insurances, notices: form.notices().map(noticeSentence) }
    const drafted = { at, contentDigest: submission.contentDigest, documentId: document.documentId, fileName, summary }
    await insertRevision(
      trx,
      revisionOf(this.ports, actor, { ...drafted, rowsIn: read.length, draft, isSubmitted: false }),
    )
    return this.view(trx, actor, submission.submissionId, false)
  }

  /** A serial is taken once: in the file, and of all that was entered before. */
  private async once(trx: Trx, read: readonly (BankEntry | RefusedRow)[]): Promise<(BankEntry | RefusedRow)[]> {
    const entries = read.filter((one): one is BankEntry => !('sentence' in one))
    const taken = new Set<string>()
    for (const account of new Set(entries.map((one) => one.account))) {
      const serials = entries.filter((one) => one.account === account).map(({ serial }) => serial)
      for (const serial of await knownSerials(trx, account, serials)) taken.add(`${account}|${serial}`)
    }
    return read.map((one) => {
      if ('sentence' in one) return one
      const key = `${one.account}|${one.serial}`
      if (taken.has(key)) return repeatedSerial(one.row, one.serial)
      taken.add(key)
      return one
    })
  }

  private lineOf({ agency, area }: Submission, entry: BankEntry, month: Period): DepositLine {
    const { row, account, serial, levyVoucher, insurance, amount, arrivalDay, depositDay, days } = entry
    const deposit = { agency, area, account, serial, levyVoucher, insurance, amount, arrivalDay, depositDay }
    return { row, deposit, days, isLate: days > this.limit(area, month) }
  }

  private limit(area: string, month: Period): number {
    return settingOf(this.ports.policy().book.area(area), 'business.deposit-days', month)
  }

  /** 核定的专户，as reference data of the area; none published for an insurance is none approved. */
  private accountsOf(area: string, month: Period): (insurance: Insurance) => readonly string[] {
    const policy = this.ports.policy().book.area(area)
    return (insurance) => {
      const found = policy.find('business.special-accounts', month, insurance)
      return found === undefined ? [] : String(found.value).split(' ')
    }
  }

  private async view(trx: Trx, actor: Actor, submissionId: string, again: boolean): Promise<BankPreview> {
    const one = await this.cases.getCase(trx, actor, submissionId)
    const lines: DepositLine[] = []
    for (let part = 1; part <= one.revision.vouchers; part++) {
      const voucher = await findVoucher(trx, submissionId, one.revision.revision, part)
      lines.push(...openBody<DepositLine>(this.ports.vault, voucher!))
    }
    const month = parsePeriod(this.ports.clock.today().slice(0, 7))
    const shown = lines.map(({ row, deposit, days, isLate }) => depositView({ row, ...deposit, days, isLate }))
    const [summary] = (await casesOf(trx, [one.submission])).map((found) => this.cases.summary(actor, found))
    return {
      submission: await summary!,
      again,
      rows: lines.length,
      amount: lines.reduce((sum, { deposit }) => sum + deposit.amount, 0),
      limitDays: this.limit(one.submission.area, month),
      late: shown.filter(({ isLate }) => isLate).slice(0, SHOWN),
      deposits: shown.slice(0, SHOWN),
      notices: [...openJson<Summary>(this.ports.vault, one.revision.summary).notices],
      refusedRows: await this.cases.plainRefusals(trx, one),
    }
  }
}

export function depositView({
  row,
  account,
  serial,
  levyVoucher,
  insurance,
  amount,
  arrivalDay,
  depositDay,
  days,
  isLate,
}: BankPreview['deposits'][number]): BankPreview['deposits'][number] {
  return { row, account, serial, levyVoucher, insurance, amount, arrivalDay, depositDay, days, isLate }
}
