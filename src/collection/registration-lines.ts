import { parseBankCard, parseMobile } from '../kernel/contact.js'
import { type Day, parseDay, periodOfDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import type { IdentityNumber } from '../kernel/identity-number.js'
import { parsePersonName } from '../kernel/name.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Enrolment, Posted } from '../ledger/fact.js'
import { type Employer, staffKind } from './employer-terms.js'
import type { Enrolments } from './enrolment-state.js'
import { refuseEnded, refuseEntry } from './entry-refusals.js'
import type { Endings } from './known-life.js'
import type { RegistrationAlso, RegistrationLine } from './lines.js'
import { type CategoryName, whyUnfit } from './person-category.js'
import { type Span, spansOn } from './registration-contradictions.js'

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
  /** 人员类别，及所凭的证明文书. */
  readonly categories?: readonly CategoryName[] | undefined
  readonly proof?: string | undefined
  readonly guardianNumber?: string | undefined
  readonly guardianName?: string | undefined
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
  readonly categories: readonly CategoryName[]
  readonly proof?: string | undefined
  readonly guardian?: { readonly identityNumber: string; readonly fullName: string } | undefined
  readonly isMinor: boolean
}

const NEW_ENROLMENT = '111'

type Particulars = Pick<PersonTold, 'identityNumber' | 'fullName' | 'sex' | 'birthDate' | 'nationality'>

/** 号码、姓名，与号码所示或另填的性别、出生日期、国籍。 */
export function readParticulars(request: Particulars, today: Day) {
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
  return { identity, fullName: parsePersonName(request.fullName), sex, birthDate, nationality }
}

/** `adultFrom` answers the first month in which somebody born in a month is of age. */
export function readRegistration(
  row: number,
  request: PersonTold,
  today: Day,
  adultFrom: (birth: Period) => Period,
): RegistrationEntry {
  const particulars = readParticulars(request, today)
  const { identity, birthDate } = particulars
  const { mailingAddress, insurances, creditCode, reason = NEW_ENROLMENT } = request
  if (!/^\d{3}$/.test(reason))
    refuseEntry('变更原因须为三位代码（AAE160），请改正。', 'The reason is a code of three digits (AAE160).')
  return {
    row,
    ...particulars,
    mailingAddress,
    insurances,
    creditCode,
    reason,
    fromMonth: parsePeriod(request.fromMonth),
    ...categoriesOf(request, identity, birthDate, periodOfDay(today) < adultFrom(periodOfDay(birthDate)), today),
    ...(request.workStartDate === undefined ? {} : { workStartDate: parseDay(request.workStartDate) }),
    ...(request.mobilePhone === undefined ? {} : { mobilePhone: parseMobile(request.mobilePhone) }),
    ...(request.bankAccount === undefined ? {} : { bankAccount: parseBankCard(request.bankAccount) }),
  }
}

/** 人员类别与监护人：what each kind must bring is there, or the row is refused with what is missing. */
function categoriesOf(
  { categories = [], proof, guardianNumber, guardianName, creditCode, insurances }: PersonTold,
  { kind }: IdentityNumber,
  birthDate: Day,
  isMinor: boolean,
  today: Day,
): Pick<RegistrationEntry, 'categories' | 'proof' | 'guardian' | 'isMinor'> {
  if ((guardianNumber === undefined) !== (guardianName === undefined))
    refuseEntry('监护人的证件号码与姓名须一并填写。', 'Give both the number and the name of the guardian.')
  if (guardianNumber !== undefined && proof === undefined)
    refuseEntry(
      '监护关系须凭证明登记，请填写证明文书编号。',
      'A guardianship needs its proof: give the number of the document.',
    )
  const given = {
    hasEmployer: creditCode !== undefined,
    enrols: insurances.length > 0,
    hasProof: proof !== undefined,
    hasGuardian: guardianNumber !== undefined,
    isMinor,
    isForeigner: kind !== 'citizen',
  }
  for (const category of categories) {
    const says = whyUnfit(category, given)
    if (says !== undefined) refuseEntry(says.zh, says.en)
  }
  if (guardianNumber !== undefined && !isMinor && !categories.includes('dependant'))
    refuseEntry(
      `此人 ${birthDate} 出生，已成年；成年人的监护请另行办理监护关系登记。`,
      `Born on ${birthDate}, this person is of age; register the guardianship of an adult by itself.`,
    )
  const guardian =
    guardianNumber === undefined
      ? undefined
      : { identityNumber: parseIdentity(guardianNumber, today).number, fullName: parsePersonName(guardianName!) }
  return { categories, proof, guardian, isMinor }
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
  readonly today: Day
  /** 监护人的编号, where one was named and is known. */
  readonly guardianId?: string | undefined
  /** 已登记的类别与监护. */
  readonly spans: readonly Posted<Span>[]
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
  const also = alsoOf(entry, known, personId)
  if (known.isRegistered && insurances.length === 0 && also.length === 0) {
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
    ...(also.length === 0 ? {} : { also }),
    ...(entry.guardian === undefined ? {} : { guardian: entry.guardian }),
    ...(entry.isMinor && isNew && entry.guardian === undefined && known.employer === undefined
      ? { lacksGuardian: true }
      : {}),
  }
}

/** 类别与监护的事实；what stands already is not said twice. */
function alsoOf(entry: RegistrationEntry, known: RegistrationKnown, personId: string): RegistrationAlso[] {
  const { agency, area, today, guardianId } = known
  const at = { agency, area, personId, change: 'begin' as const, fromDay: today, document: entry.proof ?? '' }
  const stands = spansOn(known.spans, today)
  const categories = entry.categories
    .filter((category) => !stands.some((one) => one.kind === 'personCategory' && one.category === category))
    .map((category) => ({ ...at, kind: 'personCategory' as const, category }))
  if (guardianId === undefined) return categories
  if (guardianId === personId)
    refuseEntry('监护人不能是本人，请核对证件号码。', 'Nobody is their own guardian; check the number.')
  const isKnown = stands.some((one) => one.kind === 'guardianship' && one.guardianPersonId === guardianId)
  return isKnown ? categories : [...categories, { ...at, kind: 'guardianship', guardianPersonId: guardianId }]
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
