import type { Period } from '../kernel/period.js'
import { isInsurance } from '../kernel/terms.js'
import type { Due, EmployerRegistration, Enrolment, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { type ContributionInput, contributionOf } from '../policy/contribution.js'
import { EMPLOYER_KINDS, type EmployerKind } from '../policy/levy.js'
import type { RuleOf } from './contributions.js'
import { asked, findArea } from './keeping.js'

/** 规则算得的应缴。What the published rule makes of the wage that was filed; asked for only when somebody unfolds. */
export function ruleBy(
  book: PolicyBook,
  enrolments: readonly Posted<Enrolment>[],
  employers: readonly Posted<EmployerRegistration>[],
): RuleOf {
  return (due) => {
    const area = findArea(book, due.area)
    if (area === undefined || !isInsurance(due.insurance)) return {}
    const input = { ...inputOf(due, employers), personKind: personKindAt(enrolments, due) }
    const rule = asked(() => contributionOf(area, input))
    return rule === undefined ? {} : { base: rule.base, employer: rule.employer, person: rule.person }
  }
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
      ...(Object.hasOwn(EMPLOYER_KINDS, employer.employerType) && {
        employerKind: employer.employerType as EmployerKind,
      }),
    }),
  }
}

function personKindAt(enrolments: readonly Posted<Enrolment>[], due: Due): ContributionInput['personKind'] {
  const last = enrolments.findLast(
    ({ insurance, fromMonth }) => insurance === due.insurance && fromMonth <= due.contributionMonth,
  )
  if (last?.personKind === 'institution') return 'institution'
  return last?.personKind === 'flexible' || due.employerId === undefined ? 'flexible' : 'employee'
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
