import type { Trx } from '../db/database.js'
import { type Fen, fen, type Rounding, ratio } from '../kernel/money.js'
import { type Period, parsePeriod, yearOf } from '../kernel/period.js'
import type { Enrolment, Fact, Posted } from '../ledger/fact.js'
import { alsoSee, wagesOfEmployer } from '../ledger/lookup-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import { computedOf } from './computed.js'
import { negated } from './correction-lines.js'
import { determine } from './determination.js'
import type { Determined, DeterminedItem } from './determination-case.js'
import { at, type DraftPlace } from './draft-place.js'
import { standing } from './employer-terms.js'
import { factLine } from './fact-lines.js'
import type { CorrectableFact, DeterminationAsked, Drafted, FactLine } from './lines.js'

export interface DetermineHere {
  readonly vault: Vault
  readonly book: PolicyBook
  readonly place: DraftPlace
  readonly asked: DeterminationAsked
}

/** 依全部事实核定：the person's record as it stands in this transaction, under these rules. */
export async function determineNow(trx: Trx, { vault, book, place, asked }: DetermineHere): Promise<Determined> {
  await alsoSee(trx, [place.personId])
  const { facts } = await factsOfPerson(trx, place.personId, vault)
  const employerAverage =
    asked.benefitKind === 'maternity' ? await averageWage(trx, facts, asked.eventMonth, place.policy) : undefined
  return determine({ asked, facts, book, area: place.policy, today: place.today, employerAverage })
}

/** 单位上年度职工月平均工资：of the employer with which the person is insured in that month. */
async function averageWage(
  trx: Trx,
  facts: readonly Posted<Fact>[],
  month: Period,
  area: AreaPolicy,
): Promise<Fen | undefined> {
  const changes = standing(facts.filter((fact): fact is Posted<Enrolment> => fact.kind === 'enrolment'))
  const last = changes.filter(({ fromMonth, employerId }) => employerId !== undefined && fromMonth <= month).at(-1)
  if (last?.employerId === undefined) return undefined
  const year = yearOf(month) - 1
  const [from, through] = [parsePeriod(`${year}-01`), parsePeriod(`${year}-12`)]
  const rounding = area.choice('benefit.rounding', month).value as Rounding
  const { wages, months } = await wagesOfEmployer(trx, last.employerId, from, through)
  return months === 0 ? undefined : ratio(fen(wages), 1, months, rounding)
}

/** 一行核定：its items as facts, each with the computation that a reviewer reads; a provisional one gives way to the new. */
export async function determinationLine(
  trx: Trx,
  here: DetermineHere & { told: Omit<FactLine, 'facts' | 'personId'>; known: readonly Posted<Fact>[] },
): Promise<FactLine> {
  const { place, asked, told, known } = here
  const { items, replaces } = await determineNow(trx, here)
  const { row, identityNumber, fullName, ground } = told
  const facts = [...reversalsOfItems(replaces), ...determinationFacts(place, asked, items)]
  const computed = items.map(({ amount }) => computedOf(amount))
  return factLine({ row, identityNumber, fullName, ground, facts }, place, known, {
    computed,
    asked,
    replaces: replaces as readonly CorrectableFact[],
  })
}

function reversalsOfItems(replaced: readonly Posted<Fact>[]): Drafted[] {
  return replaced.map(({ ref, ...fact }) => {
    const { line: _, ...drafted } = negated(fact as CorrectableFact)
    return { ...drafted, reverses: ref } as Drafted
  })
}

/** 核定 → 事实，一项一行。 */
export function determinationFacts(
  place: DraftPlace,
  asked: DeterminationAsked,
  items: readonly DeterminedItem[],
): Drafted[] {
  return items.map(({ item, amount, periodic, fromMonth, throughMonth, provisional }) => ({
    ...{ ...at(place), ...plainly(asked), kind: 'benefitDetermination' as const },
    ...{ item, periodic, fromMonth, throughMonth, amount: amount.value, provisional },
  }))
}

/** The year of an adjustment is told by its first month. */
function plainly({ adjustmentYear: _, ...asked }: DeterminationAsked) {
  return asked
}
