import { parseBankCard, parseMobile } from '../kernel/contact.js'
import { type Day, parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import type { IdentityNumber } from '../kernel/identity-number.js'
import { parsePersonName } from '../kernel/name.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Enrolment } from '../ledger/fact.js'
import { type Employer, staffKind } from './employer-terms.js'
import type { Enrolments } from './enrolment-state.js'
import { refuseEnded, refuseEntry } from './entry-refusals.js'
import type { Endings } from './known-life.js'
import type { RegistrationLine } from './lines.js'

/** 所填的个人登记，as a form or a row of a file gives it. */
export interface PersonTold {
  readonly identityNumber: string
  readonly fullName: string
  readonly sex?: string | undefined
  readonly birthDate?: string | undefined
  readonly nationality?: string | undefined
  readonly workStartDate?: string | undefined
  readonly mobilePhone?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly bankAccount?: string | undefined
  readonly creditCode?: string | undefined
  readonly insurances: readonly string[]
  readonly fromMonth: string
  readonly reason?: string | undefined
}

/** 已读懂的个人登记：the number checked, what it tells filled in. */
export interface RegistrationEntry {
  readonly row: number
  readonly identity: IdentityNumber
  readonly fullName: string
  readonly sex: string
  readonly birthDate: Day
  readonly nationality: string
  readonly workStartDate?: Day | undefined
  readonly mobilePhone?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly bankAccount?: string | undefined
  readonly creditCode?: string | undefined
  readonly insurances: readonly string[]
  readonly fromMonth: Period
  readonly reason: string
}

const NEW_ENROLMENT = '111'

export function readRegistration(row: number, request: PersonTold, today: Day): RegistrationEntry {
  const identity = parseIdentity(request.identityNumber, today)
  const sex = identity.sex ?? request.sex
  const birthDate = identity.birthDate ?? (request.birthDate === undefined ? undefined : parseDay(request.birthDate))
  const nationality = request.nationality ?? nationalityOf(identity)
  if (sex === undefined || birthDate === undefined || nationality === undefined) {
    refuseEntry(
      '该证件号码不含性别、出生日期或国籍，请一并填写。',
      'This number does not tell sex, birth date or nationality; fill them in.',
    )
  }
  const { mailingAddress, insurances, creditCode, reason = NEW_ENROLMENT } = request
  if (!/^\d{3}$/.test(reason))
    refuseEntry('变更原因须为三位代码（AAE160），请改正。', 'The reason is a code of three digits (AAE160).')
  return {
    row,
    identity,
    fullName: parsePersonName(request.fullName),
    sex,
    birthDate,
    nationality,
    mailingAddress,
    insurances,
    creditCode,
    reason,
    fromMonth: parsePeriod(request.fromMonth),
    ...(request.workStartDate === undefined ? {} : { workStartDate: parseDay(request.workStartDate) }),
    ...(request.mobilePhone === undefined ? {} : { mobilePhone: parseMobile(request.mobilePhone) }),
    ...(request.bankAccount === undefined ? {} : { bankAccount: parseBankCard(request.bankAccount) }),
  }
}

/** 国家或地区 AAC161, where the number says it. */
function nationalityOf({ kind, number }: IdentityNumber): string | undefined {
  if (kind === 'citizen' || kind === 'hmtPermit') return 'CHN'
  return /^[A-Z]{3}/.test(number) ? number.slice(0, 3) : undefined
}

export interface RegistrationKnown {
  readonly agency: string
  readonly area: string
  readonly employer?: Employer | undefined
  /** Undefined for a number nobody has yet. */
  readonly personId?: string | undefined
  readonly isNamed: boolean
  readonly isRegistered: boolean
  readonly enrolments: Enrolments
  readonly endings: Endings
  readonly newId: () => string
}

/**
 * 登记之所成：a new person; or, for a number known already, only the enrolments that are new, joined to the person there
 * is. Somebody registered again with nothing new is refused.
 */
export function registrationLine(entry: RegistrationEntry, known: RegistrationKnown): RegistrationLine {
  const { identity, fullName, fromMonth } = entry
  const isNew = known.personId === undefined
  if (!isNew && !known.isNamed) {
    refuseEntry(
      '该证件号码已登记为另一姓名，请对照证件核对；确需更改的，请办理更正。',
      'This number is registered under another name; compare with the document.',
    )
  }
  const personId = known.personId ?? known.newId()
  const insurances = entry.insurances.filter(
    (insurance) => isNew || !known.enrolments.isActive(personId, insurance, known.employer?.id, fromMonth),
  )
  if (known.isRegistered && insurances.length === 0) {
    refuseEntry(
      '此人已登记，且所列险种均已参保，属重复登记，不再办理。',
      'This person is registered and enrolled in all of these already.',
    )
  }
  for (const insurance of insurances) refuseEnded(known.endings.whyEnded(personId, insurance, fromMonth), fromMonth)
  const { agency, area } = known
  const { sex, birthDate, nationality, workStartDate, mobilePhone, mailingAddress, bankAccount } = entry
  const numbered = { documentType: identity.documentType, socialSecurityNumber: identity.number }
  const contact = { workStartDate, mobilePhone, mailingAddress, bankAccount }
  const registration = { agency, area, personId, fullName, sex, birthDate, nationality, ...numbered, ...contact }
  return {
    row: entry.row,
    personId,
    identityNumber: identity.number,
    fullName,
    documentType: identity.documentType,
    isNew,
    registration: known.isRegistered ? undefined : registration,
    enrolments: insurances.map((insurance) => enrolmentOf(entry, known, personId, insurance)),
  }
}

function enrolmentOf(
  { fromMonth, reason, ...entry }: RegistrationEntry,
  { agency, area, employer }: RegistrationKnown,
  personId: string,
  insurance: string,
): Omit<Enrolment, 'kind' | 'line'> {
  const personKind = kindOfPerson(employer, entry.insurances)
  return { agency, area, personId, insurance, employerId: employer?.id, change: 'enrol', fromMonth, reason, personKind }
}

/** 参保人员类别：an employer's staff by what they are enrolled in; without one a resident or a flexible worker. */
export function kindOfPerson(employer: Employer | undefined, insurances: readonly string[]): string {
  if (employer !== undefined) return staffKind(insurances)
  return insurances.some((insurance) => insurance === '170' || insurance === '390') ? 'resident' : 'flexible'
}
