import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import type { BaseDeclaration, Posted } from '../ledger/fact.js'
import { factsOfEmployerKind } from '../ledger/fund-store.js'
import { standing } from './employer-terms.js'

/** 单位职工的年度申报，仍有效的。Sees this employer for the question. */
export async function basesOfEmployer(trx: Trx, employerId: string): Promise<Posted<BaseDeclaration>[]> {
  return standing(await factsOfEmployerKind<BaseDeclaration>(trx, 'baseDeclaration', employerId))
}

/** 某月适用的申报：the last posted of those that cover it. */
export function baseAt(
  known: readonly Posted<BaseDeclaration>[],
  personId: string,
  month: Period,
): Posted<BaseDeclaration> | undefined {
  return known.findLast((one) => one.personId === personId && one.fromMonth <= month && month <= one.throughMonth)
}
