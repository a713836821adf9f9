import type { Explained } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import { EMPLOYEE_INSURANCES, INSURANCES, type Insurance } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import type { Choice } from './choices.js'

/** 参保人员类别。A flexible worker pays alone and for some insurances only. */
export type PersonKind = 'employee' | 'flexible' | 'institution' | 'resident'

/** 单位类别。The classes that rates may differ by. */
export const EMPLOYER_KINDS = {
  enterprise: { zh: '企业', en: 'enterprise' },
  publicInstitution: { zh: '机关事业单位', en: 'government organ or public institution' },
  individualBusiness: { zh: '个体工商户', en: 'individual business' },
} as const
export type EmployerKind = keyof typeof EMPLOYER_KINDS

/** 单位类型（AAB019）→ 费率类别。Organs, institutions and associations; households of business; all others as enterprises. */
export function employerKindOf(employerType: string): EmployerKind {
  if (/^[234]/.test(employerType)) return 'publicInstitution'
  return employerType === '60' ? 'individualBusiness' : 'enterprise'
}

export const PERSON_KINDS = {
  employee: { zh: '职工', en: 'employee' },
  flexible: { zh: '灵活就业人员', en: 'flexible worker' },
  institution: { zh: '机关事业单位工作人员', en: 'employee of an organ or public institution' },
  resident: { zh: '城乡居民', en: 'resident' },
} as const satisfies Record<PersonKind, object>

/** The name of an insurance in parameter ids: `pension.base-floor`. */
export const PREFIX: Readonly<Record<Insurance, string>> = {
  '110': 'pension',
  '120': 'institution-pension',
  '170': 'resident-pension',
  '210': 'unemployment',
  '310': 'medical',
  '390': 'resident-medical',
  '410': 'injury',
  '510': 'maternity',
  annuity: 'annuity',
}

/** 是否征缴。charged, notCharged, or withMedical (maternity after its merger into medical insurance). */
export function levyOf(area: AreaPolicy, insurance: Insurance, period: Period, kind: PersonKind) {
  return area.choice(`${PREFIX[insurance]}.levy`, period, kind)
}

/**
 * 应缴险种。Which insurances a month is levied for, in the order of their codes. What is published for other kinds of
 * person only is not levied for this one; the employees' five must be published one way or the other, and stop with
 * `parameter.missing-version` where they are not.
 */
export function insurancesCharged(
  area: AreaPolicy,
  period: Period,
  kind: PersonKind = 'employee',
): readonly Insurance[] {
  return area.remember(`charged|${period}|${kind}`, () =>
    INSURANCES.filter((insurance) => levyState(area, insurance, period, kind) === 'charged'),
  )
}

/** 征缴方式 as far as it can be told: not levied where nothing is said of this kind of person. */
export function levyState(area: AreaPolicy, insurance: Insurance, period: Period, kind: PersonKind): Choice {
  const found = area.find(`${PREFIX[insurance]}.levy`, period, kind) as Explained<Choice> | undefined
  if (found !== undefined) return found.value
  return mustBeTold(insurance, kind) ? levyOf(area, insurance, period, kind).value : 'notCharged'
}

/** What an employer files for employees, or a flexible worker pays, is never left out in silence. */
function mustBeTold(insurance: Insurance, kind: PersonKind): boolean {
  return (kind === 'employee' || kind === 'flexible') && (EMPLOYEE_INSURANCES as readonly string[]).includes(insurance)
}

export type Keeper = 'humanResources' | 'medicalSecurity'

/** 经办系统。Which side keeps an insurance in a month: the human-resources side or the medical-security side. */
export function keeperOf(area: AreaPolicy, insurance: Insurance, period: Period): Explained<Keeper> {
  return area.choice(`${PREFIX[insurance]}.keeper`, period) as Explained<Keeper>
}
