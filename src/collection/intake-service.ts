import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, type Instant, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { addWorkingDays, type Deadline, workingCalendar } from '../policy/working-days.js'
import { type Case, casesOf, routeOfCase } from './case-store.js'
import { isHandedIn, isSameMatter, lackingOf, type PaperTaken, papersAgainst, papersAssumed } from './intake.js'
import type { IntakeRequest, IntakeView, PaperList } from './intake-contract.js'
import {
  type At,
  findIntake,
  type Intake,
  insertIntake,
  insertReceipt,
  setDocumentDay,
  setIntakeUsed,
  setReceived,
  takeNumbers,
} from './intake-store.js'
import type { SubmissionKind } from './kinds.js'
import { requireTime, slipNamed, spendSlip } from './outage-service.js'
import type { CollectionPorts } from './ports.js'
import { intakeUsed, laterDocument, missingIntake, otherMatter, paperLacking, unknownPaper } from './refusals-intake.js'
import type { Submission } from './submission-store.js'
import { openJson, sealJson } from './voucher-body.js'

/** 受理单上的话。 */
export interface ReceiptBody {
  readonly papers: readonly PaperTaken[]
  readonly slip?: string | undefined
  readonly applicant?: string | undefined
}

/** 受理台。What was handed in is held against the list of the standard before anything is entered. */
export class IntakeService {
  constructor(private readonly ports: CollectionPorts) {}

  papers(kind: SubmissionKind): PaperList {
    const papers = this.ports.policy().standard.standard.papersOf(kind)
    return { papers: papers.map(({ id, zh, en, required }) => ({ id, says: { zh, en }, required })) }
  }

  /** 受理登记。Refuses a compulsory paper that is missing without a ground; sent twice it is one. */
  async take(actor: Actor, request: IntakeRequest): Promise<IntakeView> {
    const { app, clock, vault, policy } = this.ports
    const { id, kind, papers, slip, documentDay: stated } = request
    const list = policy().standard.standard.papersOf(kind)
    for (const { paper } of papers)
      if (!list.some((one) => one.id === paper)) throw new Refusal(unknownPaper, { paper })
    const taken = papersAgainst(list, papers)
    requireAll(taken)
    return app.transaction({}, async (trx) => {
      const now = clock.now()
      const named = slip === undefined ? undefined : await slipNamed(trx, organisationOf(actor), kind, slip.serial)
      if (named !== undefined) requireTime(named.block, slip!.receivedAt as Instant, now)
      const receivedAt = (slip?.receivedAt ?? now) as Instant
      const documentDay = stated === undefined ? undefined : documentDayBy(stated, receivedAt)
      const made: Intake = {
        ...{ intakeId: id, agency: organisationOf(actor), kind, madeBy: actor.personId, madeAt: now },
        ...{ papers: sealJson(vault, taken), slip: named?.serial, receivedAt, documentDay },
      }
      if (await insertIntake(trx, made)) return { id, receivedAt: made.receivedAt }
      const known = await findIntake(trx, id)
      const isSame =
        known?.madeBy === made.madeBy && known.kind === kind && known.slip === made.slip && known.agency === made.agency
      if (
        !isSame ||
        known.documentDay !== documentDay ||
        JSON.stringify(openJson(vault, known.papers)) !== JSON.stringify(taken)
      )
        throw new Refusal(intakeUsed, {})
      return { id, receivedAt: known.receivedAt }
    })
  }
}

export interface HandedIn {
  readonly submission: Submission
  readonly revision: number
  readonly hasPaper: boolean
  readonly ground?: string | undefined
  /** Numbers of the persons or the employer it is about: the last four of each open the public query. */
  readonly numbers: readonly string[]
  readonly applicant?: string | undefined
}

/**
 * 受理成件。In the transaction that makes a submission at the counter: its papers are held against the list, a slip is
 * spent, and the receipt gets its number, which is given back where the transaction is undone. Answers the case it read.
 */
export async function receive(
  trx: Trx,
  ports: CollectionPorts,
  actor: Actor,
  handed: HandedIn,
): Promise<Case | undefined> {
  const { submission, revision } = handed
  const { kind, submissionId } = submission
  if (actor.realm !== 'staff' || !isHandedIn(kind)) return undefined
  const at = { submissionId, revision }
  const list = ports.policy().standard.standard.papersOf(kind)
  const intake = actor.intake === undefined ? undefined : await usable(trx, actor, actor.intake, kind)
  const papers =
    intake === undefined
      ? papersAssumed(list, handed)
      : papersAgainst(
          list,
          openJson<PaperTaken[]>(ports.vault, intake.papers).map((one) => ({ ...one, paper: one.id })),
        )
  requireAll(papers)
  const now = ports.clock.now()
  const receivedAt = intake?.slip === undefined ? now : intake.receivedAt
  if (intake !== undefined) {
    await setIntakeUsed(trx, intake.intakeId, at)
    if (intake.documentDay !== undefined) await setDocumentDay(trx, at, intake.documentDay)
    if (intake.slip !== undefined) {
      await spendSlip(trx, ports, actor, { at, serial: intake.slip, kind, receivedAt, agency: intake.agency })
      await setReceived(trx, at, receivedAt, intake.slip)
    }
  }
  const body: ReceiptBody = { papers, slip: intake?.slip, applicant: handed.applicant }
  return issue(trx, ports, handed, { at, body, receivedAt, now })
}

interface Issued {
  readonly at: At
  readonly body: ReceiptBody
  readonly receivedAt: Instant
  readonly now: Instant
}

async function issue(trx: Trx, ports: CollectionPorts, { submission, numbers }: HandedIn, issued: Issued) {
  const [one] = await casesOf(trx, [submission])
  const due = wholeDeadline(ports, one!, issued.receivedAt)
  const year = Number(dayOfInstant(issued.now).slice(0, 4))
  const running = await takeNumbers(trx, 'receipt', submission.agency, year)
  const told = [...numbers, ...(one?.employer === undefined ? [] : [one.employer.creditCode])]
  await insertReceipt(trx, {
    ...{ ...issued.at, agency: submission.agency, year, running },
    secondFacts: [...new Set(told.map(lastFour))].map((four) => ports.vault.digest(factText(issued.at, four))),
    body: sealJson(ports.vault, issued.body),
    ...{ receivedAt: issued.receivedAt, issuedAt: issued.now },
    ...{ dueDay: due.day, dueProvisional: due.provisional },
  })
  return one!
}

/** 第二事实：another for every receipt, so that equal digits are not seen as equal. */
export function factText({ submissionId, revision }: At, four: string): string {
  return `receipt-second:${submissionId}:${revision}:${four}`
}

export function lastFour(number: string): string {
  return [...number.normalize('NFKC').toUpperCase().replace(/\s/g, '')].slice(-4).join('')
}

/** 办结期限：the terms of all stages of its route, in working days from the day it was received. */
function wholeDeadline(ports: CollectionPorts, one: Case, receivedAt: Instant): Deadline {
  const calendar = workingCalendar(ports.policy().book.area(ports.areaOf(one.submission.agency)))
  const stages = routeOfCase(ports.routes, one)
  const days = stages.reduce((sum, { stage }) => sum + ports.setting('business.review-term', stage), 0)
  return addWorkingDays(calendar, dayOfInstant(receivedAt), days)
}

async function usable(trx: Trx, actor: Actor, intakeId: string, kind: SubmissionKind): Promise<Intake> {
  const intake = await findIntake(trx, intakeId, true)
  if (intake === undefined || intake.madeBy !== actor.personId || intake.agency !== organisationOf(actor))
    throw new Refusal(missingIntake, {})
  if (intake.submissionId !== undefined) throw new Refusal(intakeUsed, {})
  if (!isSameMatter(intake.kind, kind)) throw new Refusal(otherMatter, {})
  return intake
}

/** 资料所载日期：a paper cannot be dated after it was handed in. */
function documentDayBy(stated: string, receivedAt: Instant): Day {
  const [day, received] = [parseDay(stated), dayOfInstant(receivedAt)]
  if (day > received) throw new Refusal(laterDocument, { day, received })
  return day
}

function requireAll(papers: readonly PaperTaken[]): void {
  const lacking = lackingOf(papers)
  if (lacking.length > 0) throw new Refusal(paperLacking, { papers: lacking.map(({ says }) => says) })
}
