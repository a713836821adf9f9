import type { Due, EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { liveFacts, ofKind } from '../records/live.js'
import { inOrder } from '../records/registration.js'
import { ruleBy } from '../records/rule.js'

/** 单位登记，by employer: a person's dues name a few of them. */
export type Employers = ReadonlyMap<string, readonly Posted<EmployerRegistration>[]>

/** 正常应缴：the kind the rule alone fixes; others rest on a notice or a decision besides. */
const NORMAL = '1'

export interface DueDifference {
  readonly due: Posted<Due>
  readonly columns: readonly { readonly column: string; readonly stored: number; readonly derived: number }[]
}

/** 应缴与规则不同者。A due for which the rule lawfully has no answer is passed over. */
export function differingDues(facts: readonly Posted<Fact>[], employers: Employers, book: PolicyBook): DueDifference[] {
  const live = liveFacts(facts)
  const dues = ofKind(live, 'due').filter(({ contributionKind }) => contributionKind === NORMAL)
  const named = new Set(dues.flatMap(({ employerId }) => employerId ?? []))
  const ruleOf = ruleBy(
    book,
    inOrder(ofKind(live, 'enrolment')),
    [...named].flatMap((id) => employers.get(id) ?? []),
  )
  return dues.flatMap((due) => {
    const rule = ruleOf(due)
    const columns = (
      [
        ['base', due.base, rule.base?.value],
        ['employerAmount', due.employerAmount, rule.employer?.value],
        ['personAmount', due.personAmount, rule.person?.value],
      ] as const
    ).flatMap(([column, stored, derived]) =>
      derived === undefined || derived === stored ? [] : [{ column, stored, derived }],
    )
    return columns.length === 0 ? [] : [{ due, columns }]
  })
}
