import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { ppm } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { contactOfEmployer, contactOfPerson } from '../ledger/contact-store.js'
import { requireFloat } from '../policy/contribution.js'
import type { BatchAsked } from './batch-kinds.js'
import type { BatchEmployerLine, BatchEntry } from './batch-line.js'
import {
  type ContactLine,
  contactAfter,
  type EmployerTold,
  OF_EMPLOYER,
  OF_PERSON,
  type PersonTold,
  sameContact,
} from './contact-change.js'
import type { Employer } from './employer-terms.js'
import { refuseEntry } from './entry-refusals.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import { nothingDiffers, notThere, otherDistrict, wrongCell } from './refusals-batch.js'
import { requireStandard } from './standard-gate.js'

/** 一行与它所属的一批。 */
export interface RowPlace {
  readonly agency: string
  readonly area: string
  readonly asked: BatchAsked
  readonly entry: BatchEntry
}

/** 单位登记：what is left blank stays as it is; never before the present registration begins. */
export function employerLine(
  { policy, clock }: CollectionPorts,
  { agency, entry: { row, texts } }: RowPlace,
  employers: ReadonlyMap<string, Employer>,
): BatchEmployerLine {
  const employer = owned(employers, texts['creditCode']!, agency)
  const {
    kind: _,
    line: __,
    ref: ___,
    ...stood
  } = employer.versions.at(-1)! as Employer['versions'][number] & { ref: unknown }
  if (stood.status === 'ended')
    refuseEntry('该单位已注销，不再变更。', 'This employer was cancelled and changes no more.')
  const fromMonth = parsePeriod(texts['month']!)
  if (fromMonth < stood.fromMonth)
    refuseEntry(
      `${fromMonth} 早于现行登记的起始月 ${stood.fromMonth}，请核对年月。`,
      `${fromMonth} is before the present registration begins (${stood.fromMonth}); check the month.`,
    )
  const registration = {
    ...stood,
    fromMonth,
    name: texts['name'] ?? stood.name,
    employerType: texts['employerType'] ?? stood.employerType,
    industryCode: texts['industryCode'] ?? stood.industryCode,
    injuryClass: whole(texts, 'injuryClass', '工伤风险类别', 1, 8) ?? stood.injuryClass,
    injuryFloat: ppm(whole(texts, 'injuryFloat', '浮动系数', 0, 10_000_000) ?? stood.injuryFloat),
  }
  const now = periodOfDay(clock.today())
  requireFloat(policy().book.area(registration.area), registration, fromMonth > now ? fromMonth : now)
  const fields = ['name', 'employerType', 'industryCode', 'injuryClass', 'injuryFloat'] as const
  if (fields.every((field) => registration[field] === stood[field])) throw new Refusal(nothingDiffers, {})
  const { name, employerType, industryCode, injuryClass, injuryFloat, creditCode } = registration
  const told = { creditCode, name, employerType, industryCode, injuryClass, injuryFloat, fromMonth, status: 'active' }
  const { standard } = policy().standard
  requireStandard({ standard, kind: 'employerRegistration', today: clock.today(), channel: 'form' }, told)
  return { row, isNew: false, registration, stood }
}

/** 个人联系方式：the whole of what stands from now on. */
export async function contactLine(
  trx: Trx,
  ports: CollectionPorts,
  { agency, area, entry: { row, texts } }: RowPlace,
  who: { readonly personId: string; readonly identityNumber: string; readonly fullName: string },
): Promise<ContactLine> {
  const change = told<PersonTold>(texts, OF_PERSON)
  requireContact(ports, 'contactChange', change)
  const { before, registeredAt } = await personContact(trx, ports, who.personId)
  if (registeredAt === undefined) throw new Refusal(notThere, {})
  if (registeredAt !== agency) throw new Refusal(otherDistrict, {})
  const next = contactAfter<PersonTold>(before, change, OF_PERSON)
  if (sameContact<PersonTold>(before, next, OF_PERSON)) throw new Refusal(nothingDiffers, {})
  const contact = { kind: 'personContact' as const, personId: who.personId, agency, area, ...next }
  return { row, ...who, contact, before }
}

export async function employerContactLine(
  trx: Trx,
  ports: CollectionPorts,
  { agency, entry: { row, texts } }: RowPlace,
  employers: ReadonlyMap<string, Employer>,
): Promise<ContactLine> {
  const { id: employerId, area, creditCode, name } = owned(employers, texts['creditCode']!, agency)
  const change = told<EmployerTold>(texts, OF_EMPLOYER)
  requireContact(ports, 'employerContact', change)
  const before = await employerContact(trx, ports, employerId)
  const next = contactAfter<EmployerTold>(before, change, OF_EMPLOYER)
  if (sameContact<EmployerTold>(before, next, OF_EMPLOYER)) throw new Refusal(nothingDiffers, {})
  const contact = { kind: 'employerContact' as const, employerId, agency, area, ...next }
  return { row, fullName: name, identityNumber: creditCode, contact, before }
}

/** 现行的联系方式：the newest change, and before any the registration. */
export async function personContact(trx: Trx, { vault }: CollectionPorts, personId: string) {
  const { contact, registration } = await contactOfPerson(trx, personId, vault)
  return { before: told<PersonTold>(contact ?? registration ?? {}, OF_PERSON), registeredAt: registration?.agency }
}

export async function employerContact(trx: Trx, { vault }: CollectionPorts, employerId: string): Promise<EmployerTold> {
  return told<EmployerTold>((await contactOfEmployer(trx, employerId, vault)) ?? {}, OF_EMPLOYER)
}

function owned(employers: ReadonlyMap<string, Employer>, code: string, agency: string): Employer {
  const employer = employers.get(code.toUpperCase())
  if (employer === undefined) throw new Refusal(unknownEmployer, { employer: code })
  if (employer.agency !== agency) throw new Refusal(otherDistrict, {})
  return employer
}

function requireContact({ policy, clock }: CollectionPorts, kind: string, body: object): void {
  requireStandard({ standard: policy().standard.standard, kind, today: clock.today(), channel: 'form' }, body)
}

function told<T extends object>(from: object, names: readonly (keyof T & string)[]): T {
  const given = from as Record<string, unknown>
  const entries = names.map((name) => [name, given[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '')) as T
}

function whole(
  texts: BatchEntry['texts'],
  field: string,
  column: string,
  least: number,
  most: number,
): number | undefined {
  const text = texts[field]
  if (text === undefined) return undefined
  const number = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most))
    throw new Refusal(wrongCell, {
      column,
      how: `${least} 至 ${most} 的整数`,
      howEn: `a whole number from ${least} to ${most}`,
    })
  return number
}
