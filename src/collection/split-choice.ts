import type { Period } from '../kernel/period.js'
import type { Fact, FactKind, Posted } from '../ledger/fact.js'
import { liveFacts } from '../records/live.js'
import { CORRECTABLE, type PersonFactKind } from './kinds.js'
import type { CorrectableFact } from './lines.js'
import type { SplitChoice } from './maintenance-shapes.js'

export type Movable = Posted<CorrectableFact>

/** 别人也可能有的事实。 */
export function isMovable(kind: FactKind): kind is PersonFactKind {
  return kind in CORRECTABLE
}

/** 可拆分的：facts that stand and that another person may have; a registration or a close is nobody else's. */
export function movableIn(facts: readonly Posted<Fact>[]): Movable[] {
  return liveFacts(facts).filter((fact): fact is Movable => isMovable(fact.kind))
}

/** 选中与否：by months, insurance and employer together; row by row where rows are named. */
export function isChosen(fact: Movable, choice: SplitChoice, employerId: string | undefined): boolean {
  if (choice.facts !== undefined)
    return choice.facts.some(({ posting, ordinal }) => posting === fact.ref.posting && ordinal === fact.ref.ordinal)
  const { from, through, insurances, creditCode } = choice
  if (from === undefined && through === undefined && insurances === undefined && creditCode === undefined) return false
  const month = monthOf(fact)
  if (from !== undefined && (month === undefined || month < from)) return false
  if (through !== undefined && (month === undefined || month > through)) return false
  if (insurances !== undefined && !('insurance' in fact && insurances.some((one) => one === fact.insurance)))
    return false
  return creditCode === undefined || ('employerId' in fact && fact.employerId === employerId)
}

/** 所属的月份，where it has one. */
export function monthOf(fact: CorrectableFact): Period | undefined {
  switch (fact.kind) {
    case 'due':
    case 'paid':
    case 'subsidy':
      return fact.contributionMonth
    case 'benefitPayment':
      return fact.benefitMonth
    case 'transfer':
      return fact.month
    case 'openingBalance':
      return `${fact.year}-12` as Period
    default:
      return 'fromMonth' in fact ? fact.fromMonth : undefined
  }
}

/** 金额，where it has one. */
export function amountOf(fact: CorrectableFact): number | undefined {
  if (fact.kind === 'due' || fact.kind === 'paid') return fact.employerAmount + fact.personAmount
  if (fact.kind === 'openingBalance') return fact.balance
  if (fact.kind === 'transfer') return fact.toAccount + fact.pooled
  return 'amount' in fact ? fact.amount : undefined
}
