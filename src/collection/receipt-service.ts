import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { casesOf, stateOfCase } from './case-store.js'
import { personsOf } from './content-lines.js'
import { missingOf } from './intake.js'
import type { ProgressAnswer, ProgressRequest, ReceiptView, TypedView } from './intake-contract.js'
import { factText, lastFour, type ReceiptBody } from './intake-service.js'
import { findReceipt, findTyped } from './intake-store.js'
import type { Line } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { parseSerialText } from './receipt-serial.js'
import { missingReceipt, nothingTyped } from './refusals-intake.js'
import { findSubmission } from './submission-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

/** 受理单：what it says, to the desk whole, to the public the progress of one whose serial and last four fit. */
export class ReceiptService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async show(actor: Actor, submissionId: string): Promise<ReceiptView> {
    const { app, vault, agencyName, staffNames } = this.ports
    const { one, receipt } = await app.transaction({}, async (trx) => ({
      one: await this.cases.getCase(trx, actor, submissionId),
      receipt: await findReceipt(trx, { submissionId }),
    }))
    if (receipt === undefined) throw new Refusal(missingReceipt, {})
    const { papers, slip, applicant } = openJson<ReceiptBody>(vault, receipt.body)
    const entered = one.earlier.find(({ revision }) => revision.revision === receipt.revision)?.revision ?? one.revision
    const names = await staffNames([entered.enteredBy])
    return {
      ...{ serial: receipt.serial, submission: submissionId, revision: receipt.revision, kind: one.submission.kind },
      agency: agencyName(receipt.agency),
      ...(one.employer === undefined ? {} : { employer: one.employer.name }),
      ...(applicant === undefined ? {} : { applicant }),
      papers: papers.map(({ says, required, received, ground }) => ({
        ...{ says, required, received },
        ...(ground === undefined ? {} : { ground }),
      })),
      ...{ receivedAt: receipt.receivedAt, issuedAt: receipt.issuedAt },
      ...(slip === undefined ? {} : { slip }),
      due: { day: receipt.dueDay, provisional: receipt.dueProvisional },
      takenBy: names.get(entered.enteredBy) ?? '',
    }
  }

  /** 所录的内容，to open the form of a returned one with. */
  async typed(actor: Actor, submissionId: string): Promise<TypedView> {
    const { app, vault } = this.ports
    const { one, sealed } = await app.transaction({}, async (trx) => ({
      one: await this.cases.getCase(trx, actor, submissionId),
      sealed: await findTyped(trx, submissionId),
    }))
    if (sealed === undefined) throw new Refusal(nothingTyped, {})
    return { kind: one.submission.kind, content: openJson<unknown>(vault, sealed) }
  }

  /** Whom these are about, for the access book. */
  async personsIn(actor: Actor, submissionId: string): Promise<string[]> {
    const { app, vault } = this.ports
    return app.transaction({}, async (trx) => {
      const { submission, revision } = await this.cases.getCase(trx, actor, submissionId)
      const voucher = await findVoucher(trx, submission.submissionId, revision.revision, 1)
      const lines = voucher === undefined ? [] : openBody<Line>(vault, voucher)
      return personsOf(lines)
    })
  }

  /**
   * 公开的进度。Undefined for a serial nobody was given and for another's last four alike; every comparison is made whether
   * or not there is a receipt. Names nobody.
   */
  async progress({ serial, lastFour: given }: ProgressRequest): Promise<ProgressAnswer['found']> {
    const { app, vault, routes, agencyName } = this.ports
    const { receipt, one } = await app.transaction({}, async (trx) => {
      const receipt = await findReceipt(trx, { serial: parseSerialText('receipt', serial) ?? '' })
      const submission = receipt && (await findSubmission(trx, receipt.submissionId))
      return { receipt, one: submission && (await casesOf(trx, [submission]))[0] }
    })
    const at = receipt ?? { submissionId: NOBODY, revision: 0 }
    const second = vault.digest(factText(at, lastFour(given)))
    const fits = (receipt?.secondFacts ?? []).some((one) => one.equals(second))
    if (!fits || receipt === undefined || one === undefined) return undefined
    const { papers } = openJson<ReceiptBody>(vault, receipt.body)
    return {
      ...{ serial: receipt.serial, kind: one.submission.kind, progress: stateOfCase(routes, one) },
      ...{ agency: agencyName(receipt.agency), receivedAt: receipt.receivedAt },
      due: { day: receipt.dueDay, provisional: receipt.dueProvisional },
      missing: missingOf(papers).map(({ says }) => says),
    }
  }
}

const NOBODY = '00000000-0000-4000-8000-000000000000'
