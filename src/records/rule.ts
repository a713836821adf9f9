import { type Period, yearOf } from '../kernel/period.js'
import { isInsurance } from '../kernel/terms.js'
import type { Due, EmployerRegistration, Enrolment, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import { type ContributionInput, contributionOf } from '../policy/contribution.js'
import { employerKindOf, type PersonKind } from '../policy/levy.js'
import { residentYear } from '../policy/resident-year.js'
import { kindOf, type RuleOf } from './contributions.js'
import { asked, findArea } from './keeping.js'

/**
 * 规则算得的应缴。What the published rule makes of the wage that was filed, or of the grade a resident chose; asked for only
 * when somebody unfolds. Of a difference only the base is the month's own, and of a refund nothing.
 */
export function ruleBy(
  book: PolicyBook,
  enrolments: readonly Posted<Enrolment>[],
  employers: readonly Posted<EmployerRegistration>[],
): RuleOf {
  return (due) => {
    const area = findArea(book, due.area)
    if (area === undefined || !isInsurance(due.insurance)) return {}
    const computing = kindOf(due)?.computing
    if (computing === 'fixed') return residentRule(area, due)
    if (computing === 'refund' || computing === 'notComputed') return {}
    const input = { ...inputOf(due, employers), personKind: personKindAt(enrolments, due) }
    const rule = asked(() => contributionOf(area, input))
    if (rule === undefined) return {}
    const { base, employer, person } = rule
    return computing === 'difference' ? { base } : { base, employer, person }
  }
}

/** 居民年度缴费：the base of such a line is its grade. What government paid on somebody's behalf only its paper tells. */
function residentRule(area: AreaPolicy, due: Due): ReturnType<RuleOf> {
  if (due.insurance !== '170') return {}
  const input = { insurance: due.insurance, year: yearOf(due.contributionMonth), grade: due.base } as const
  const rule = asked(() => residentYear(area, input))
  return rule === undefined
    ? {}
    : { base: rule.amount, ...(rule.person.value === due.personAmount && { person: rule.person }) }
}

function inputOf(due: Due, employers: readonly Posted<EmployerRegistration>[]): Omit<ContributionInput, 'personKind'> {
  const employer = registrationAt(employers, due.employerId, due.contributionMonth)
  return {
    insurance: due.insurance as ContributionInput['insurance'],
    contributionMonth: due.contributionMonth,
    settlementMonth: due.settlementMonth,
    declaredWage: due.declaredWage,
    ...(employer !== undefined && {
      injuryClass: employer.injuryClass,
      injuryFloat: employer.injuryFloat,
      employerKind: employerKindOf(employer.employerType),
    }),
  }
}

/** 参保人员类别, as enrolled; where that is not told, by the insurance and by whether an employer filed. */
function personKindAt(enrolments: readonly Posted<Enrolment>[], due: Due): PersonKind {
  const last = enrolments.findLast(
    ({ insurance, fromMonth }) => insurance === due.insurance && fromMonth <= due.contributionMonth,
  )
  if (last?.personKind === 'flexible' || due.employerId === undefined) return 'flexible'
  const isInstitution = due.insurance === '120' || due.insurance === 'annuity' || last?.personKind === 'institution'
  return isInstitution ? 'institution' : 'employee'
}

/** 单位登记：the one in force in a month, else the first there is. */
export function registrationAt(
  employers: readonly Posted<EmployerRegistration>[],
  employerId: string | undefined,
  at: Period,
): Posted<EmployerRegistration> | undefined {
  const own = employers.filter((one) => one.employerId === employerId)
  const latest = own.reduce<Posted<EmployerRegistration> | undefined>(
    (best, one) => (one.fromMonth <= at && (best === undefined || one.fromMonth >= best.fromMonth) ? one : best),
    undefined,
  )
  return latest ?? own[0]
}
