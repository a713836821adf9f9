import { type Day, plusDays } from '../kernel/day.js'
import type { EmployerContact, Fact, PersonContact } from '../ledger/fact.js'
import type { Made } from './making.js'

/** 一份联系方式。 */
export type PersonTold = Partial<Pick<PersonContact, (typeof OF_PERSON)[number]>>
export type EmployerTold = Partial<Pick<EmployerContact, (typeof OF_EMPLOYER)[number]>>
export const OF_PERSON = ['mobilePhone', 'email', 'mailingAddress', 'postalCode', 'delivery'] as const
export const OF_EMPLOYER = ['contactPerson', 'phone', 'email', 'mailingAddress', 'postalCode'] as const

type ContactFact = Omit<PersonContact, 'line'> | Omit<EmployerContact, 'line'>

/** 联系方式变更的一行：what stands from now on, and what stood before. */
export interface ContactLine {
  readonly row: number
  readonly personId?: string | undefined
  readonly fullName: string
  readonly identityNumber: string
  readonly contact: ContactFact
  readonly before: PersonTold | EmployerTold
}

/** 凭证 → 事实。 */
export function makeContacts(lines: readonly ContactLine[]): Made {
  return { facts: lines.map(({ row, contact }) => ({ ...contact, line: row }) as Fact) }
}

/** 变更之后的全文。A later row stands for the whole of an earlier one; what is left out stays as it was. */
export function contactAfter<T extends object>(before: T, change: T, names: readonly (keyof T)[]): T {
  const entries = names.map((name) => [name, change[name] ?? before[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T
}

export function sameContact<T extends object>(one: T, other: T, names: readonly (keyof T)[]): boolean {
  return names.every((name) => one[name] === other[name])
}

/** 一次变更，as the desk keeps it beside the posting. */
export interface ContactChange {
  readonly submissionId: string
  readonly channel: 'form' | 'citizen' | 'employer' | 'kiosk'
  readonly shownInPerson: boolean
  readonly addressChanged: boolean
  readonly day: Day
}

/**
 * 新地址何日起可用来寄送（威海办法第七条）。An address nobody has shown a document for waits so many days, so that whoever took
 * over a session does not have the record sent to himself. Undefined where it may be used already; no change, no wait.
 */
export function postableFrom(changes: readonly ContactChange[], waitDays: number, today: Day): Day | undefined {
  const newest = changes.find(({ addressChanged }) => addressChanged)
  if (newest === undefined || newest.shownInPerson) return undefined
  const from = plusDays(newest.day, waitDays)
  return from > today ? from : undefined
}
