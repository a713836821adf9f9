import type { Actor } from '../access/actor.js'
import { type Day, parseDay } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Paid, Posted } from '../ledger/fact.js'
import { employersById, findFact } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { nothingToReverse, reversedAlready } from '../ledger/refusals.js'
import type { SubmissionDetail } from './contract.js'
import { countedOf } from './correction-lines.js'
import { dueAgain } from './due-again.js'
import { type Employer, employerOf, itemsOf, termsIn } from './employer-terms.js'
import type { CorrectionRequest } from './entry-contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { said } from './explanation.js'
import type { CorrectableFact, CorrectionLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { nothingToChange, notReversible, reversedWhole } from './refusals.js'
import { rulingStands } from './refusals-ruling.js'

/** 更正（红冲）。The row as it stands is reversed and, where something is put in its place, posted anew, in one posting. */
export class CorrectionService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async correct(actor: Actor, request: CorrectionRequest, resubmits?: string): Promise<SubmissionDetail> {
    const reverses = { posting: request.posting, ordinal: request.ordinal }
    const explanation = said(request.explanation)
    const { original, employer } = await this.find(request)
    const replacement = request.replacement && this.inPlaceOf(original, employer, request.replacement)
    const { reason, documentId } = request
    const line: CorrectionLine = { row: 1, reverses, original, replacement, reason, explanation }
    const { agency, area, employerId, settlementMonth } = placeOf(original)
    const place = { kind: 'correction' as const, agency, area, employerId, settlementMonth, documentId }
    const lines = [{ line, counted: countedOf(original, replacement) }]
    return this.desk.file(actor, { ...place, content: request, lines }, resubmits)
  }

  private find({ personId, factKind, posting, ordinal }: CorrectionRequest) {
    const ref = { posting, ordinal }
    return this.ports.app.transaction({ persons: [personId] }, async (trx) => {
      const original = await findFact<CorrectableFact>(trx, factKind, personId, ref)
      if (original === undefined) throw new Refusal(nothingToReverse, ref)
      if (original.kind === 'ruling') throw new Refusal(rulingStands, {})
      if (original.reverses !== undefined) throw new Refusal(notReversible, {})
      if ((await reversalsOf(trx, factKind, posting, ordinal)) > 0) throw new Refusal(reversedAlready, ref)
      const { employerId } = placeOf(original)
      const employer = employerId === undefined ? undefined : employerOf(await employersById(trx, [employerId]))
      return { original, employer }
    })
  }

  private inPlaceOf(
    original: Posted<CorrectableFact>,
    employer: Employer | undefined,
    change: NonNullable<CorrectionRequest['replacement']>,
  ): CorrectableFact {
    const { day, amount, ...amounts } = change
    const isOnly = Object.keys(amounts).length === 0
    if (original.kind === 'lifeEvent' && day !== undefined && amount === undefined && isOnly)
      return onDay(original, parseDay(day), this.ports.clock.today())
    if (isElsewhere(original) && amount !== undefined && day === undefined && isOnly) {
      if (original.amount === amount) throw new Refusal(nothingToChange, {})
      return { ...original, amount: fen(amount) }
    }
    if (day !== undefined || amount !== undefined) throw new Refusal(reversedWhole, {})
    return this.replacementOf(original, employer, change)
  }

  /** 代替的行：what the rules make of the change; one that changes nothing is refused. */
  replacementOf(
    original: Posted<CorrectableFact>,
    employer: Employer | undefined,
    change: NonNullable<CorrectionRequest['replacement']>,
  ): Due | Paid {
    if (original.kind !== 'due' && original.kind !== 'paid') throw new Refusal(reversedWhole, {})
    const replacement = this.replace(original, employer, change)
    if (isSame(original, replacement)) throw new Refusal(nothingToChange, {})
    return replacement
  }

  private replace(
    original: Posted<Due | Paid>,
    employer: Employer | undefined,
    change: NonNullable<CorrectionRequest['replacement']>,
  ): Due | Paid {
    const month =
      change.contributionMonth === undefined ? original.contributionMonth : parsePeriod(change.contributionMonth)
    if (original.kind === 'due')
      return dueAgain(this.ports.policy().book.area(original.area), employer, original, {
        month,
        wage: change.declaredWage,
      })
    const pick = (given: number | undefined, stands: Fen): Fen => (given === undefined ? stands : fen(given))
    const personAmount = pick(change.personAmount, original.personAmount)
    const employerAmount = pick(change.employerAmount, original.employerAmount)
    const base = pick(change.base, original.base)
    const isWhole = personAmount === original.personAmount && base === original.base
    if (!isWhole && original.insurance === '110' && change.base === undefined && personAmount > base) {
      refuseEntry(
        '个人金额不能大于缴费基数，请一并更正缴费基数。',
        'The person amount exceeds the base; correct the base as well.',
      )
    }
    const { personToAccount, employerToAccount } = this.toAccount(
      original,
      employer,
      month,
      base,
      personAmount,
      isWhole,
    )
    return {
      ...original,
      contributionMonth: month,
      base,
      personAmount,
      employerAmount,
      personToAccount,
      employerToAccount,
    }
  }

  private toAccount(
    original: Posted<Paid>,
    employer: Employer | undefined,
    month: Period,
    base: Fen,
    personAmount: Fen,
    isWhole: boolean,
  ): { personToAccount: Fen; employerToAccount: Fen } {
    if (isWhole || original.insurance !== '110') return original
    const { settlementMonth, area } = original
    const personKind = employer === undefined ? ('flexible' as const) : ('employee' as const)
    const asked = { insurances: ['110'], contributionMonth: month, settlementMonth, declaredWage: base, personKind }
    const [item] = itemsOf(this.ports.policy().book.area(area), employer && termsIn(employer, month), asked)
    return {
      personToAccount: fen(Math.min(item!.personToAccount, Math.max(personAmount, 0))),
      employerToAccount: item!.employerToAccount,
    }
  }
}

/** 其他部门核定的：typed when it was entered, so it may be typed again. */
function isElsewhere(fact: CorrectableFact): fact is Extract<CorrectableFact, { kind: 'benefitDetermination' }> {
  return fact.kind === 'benefitDetermination' && (fact.benefitKind === 'medical' || fact.benefitKind === 'injury')
}

function onDay<F extends { readonly day: Day }>(original: F, day: Day, today: Day): F {
  if (day === original.day) throw new Refusal(nothingToChange, {})
  if (day > today) refuseEntry('日期在今天之后，请改正。', 'The day is in the future; correct it.')
  return { ...original, day }
}

/** Where the row lies: its district, and the employer and month of a contribution. */
function placeOf(original: CorrectableFact) {
  const { agency, area } = original
  const employerId = 'employerId' in original ? original.employerId : undefined
  const settlementMonth = 'settlementMonth' in original ? original.settlementMonth : undefined
  return { agency, area, employerId, settlementMonth }
}

function isSame(original: Due | Paid, replacement: Due | Paid): boolean {
  const fields = ['contributionMonth', 'base', 'employerAmount', 'personAmount'] as const
  const wage = (one: Due | Paid) => (one.kind === 'due' ? one.declaredWage : 0)
  return fields.every((field) => original[field] === replacement[field]) && wage(original) === wage(replacement)
}
