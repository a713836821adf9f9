import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { parseIdentity } from '../kernel/identity.js'
import { fen } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { Posted, Suspense } from '../ledger/fact.js'
import { findUnowned } from '../ledger/fund-store.js'
import { alsoSee } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { candidatesFor } from './claim-candidates-store.js'
import type { Candidates, ClaimRequest } from './claim-contract.js'
import type { SubmissionDetail } from './contract.js'
import type { ClaimLine } from './contribution-lines.js'
import { EntryDesk } from './entry-desk-service.js'
import { levyKnown } from './levy-known-store.js'
import { LEVY_REASONS, type LevyReason, matchPayment, Tally } from './levy-match.js'
import type { CollectionPorts } from './ports.js'
import { claimUnclear, claimUnnamed, suspenseGone, whichInsurance } from './refusals-contribution.js'

type Ref = Pick<ClaimRequest, 'posting' | 'ordinal'>

/** 待认领款项的认领。A clerk says whose it is, or that it goes back; two others look; one posting moves it, fen for fen. */
export class ClaimService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** 候选，and whose data the answer shows. */
  async candidates(actor: Actor, ref: Ref): Promise<{ persons: string[]; answer: Candidates }> {
    const { vault, clock } = this.ports
    return this.ports.app.transaction({}, async (trx) => {
      const item = await this.getItem(trx, actor, ref)
      const found = await candidatesFor(trx, vault, clock.today(), item)
      const { insurance, contributionMonth, creditCode, identityNumber, fullName, levyVoucher, arrivalDay } = item
      const { employerAmount, personAmount, reason } = item
      const says = LEVY_REASONS[reason as LevyReason] ?? { zh: reason, en: reason }
      return {
        persons: found.map(({ personId }) => personId),
        answer: {
          item: {
            ...{ ...ref, insurance, contributionMonth, creditCode, identityNumber, fullName, levyVoucher, arrivalDay },
            ...{ employerAmount, personAmount, reason: { zh: says.zh, en: says.en } },
          },
          candidates: found.map(({ personId: _, ...shown }) => shown),
        },
      }
    })
  }

  async claim(actor: Actor, request: ClaimRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { owner, refund, explanation, documentId } = request
    if ((owner === undefined) === (refund === undefined)) throw new Refusal(claimUnclear, {})
    const { line, item } = await this.ports.app.transaction({}, async (trx) => {
      const found = await this.getItem(trx, actor, request)
      const base = { row: 1, claim: found, explanation }
      if (refund !== undefined) return { item: found, line: { ...base, refund } satisfies ClaimLine }
      return { item: found, line: { ...base, ...(await this.ownedBy(trx, found, owner!)) } satisfies ClaimLine }
    })
    const place = { kind: 'suspenseClaim' as const, agency: item.agency, area: item.area, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  /** The payment as it would have come in, had the file named its owner rightly. */
  private async ownedBy(
    trx: Trx,
    item: Posted<Suspense>,
    owner: NonNullable<ClaimRequest['owner']>,
  ): Promise<Pick<ClaimLine, 'paid' | 'settles' | 'owner'>> {
    const { vault, clock, policy } = this.ports
    const identityNumber = parseIdentity(owner.identityNumber, clock.today()).number
    const fullName = parsePersonName(owner.fullName)
    const creditCode = owner.creditCode.trim() === '' ? '' : parseCreditCode(owner.creditCode)
    const insurance = owner.insurance ?? item.insurance
    const { line: _, kind: _kind, ref: _ref, reverses: _reverses, reason: _reason, ...rest } = item
    if (!isInsurance(insurance)) throw new Refusal(whichInsurance, { given: insurance })
    const entry = { ...rest, row: 1, identityNumber, fullName, creditCode, insurance }
    const asking = { vault, book: policy().book, today: clock.today(), place: item, tally: new Tally() }
    const known = await levyKnown(trx, asking, [entry])
    const matched = matchPayment(known, entry)
    if (matched.outcome === 'suspense' || matched.personId === undefined) throw new Refusal(claimUnnamed, {})
    await alsoSee(trx, [matched.personId])
    const { settlementMonth, contributionMonth, contributionKind, levyVoucher, arrivalDay } = item
    return {
      paid: {
        ...{ agency: matched.agency, area: matched.area, personId: matched.personId, employerId: matched.employerId },
        ...{ insurance, settlementMonth, contributionMonth, contributionKind, levyVoucher, arrivalDay },
        ...{ base: fen(item.base), employerAmount: item.employerAmount, personAmount: item.personAmount },
        ...{ employerToAccount: matched.employerToAccount, personToAccount: matched.personToAccount },
        ...{ source: 'tax', fitsRule: matched.outcome === 'fitting' },
      },
      settles: matched.settles,
      owner: { fullName, identityNumber, employerName: known.employer(entry)?.name ?? '—' },
    }
  }

  private async getItem(trx: Trx, actor: Actor, { posting, ordinal }: Ref): Promise<Posted<Suspense>> {
    const found = await findUnowned<Suspense>(trx, 'suspense', { posting, ordinal }, this.ports.vault)
    if (found === undefined || found.reverses !== undefined) throw new Refusal(suspenseGone, {})
    if (found.agency !== organisationOf(actor)) throw new Refusal(suspenseGone, {})
    if ((await reversalsOf(trx, 'suspense', posting, ordinal)) > 0) throw new Refusal(suspenseGone, {})
    return found
  }
}
