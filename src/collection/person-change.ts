import { parseBankCard } from '../kernel/contact.js'
import { type Day, parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import type { PersonRegistration } from '../ledger/fact.js'
import { refuseEntry } from './entry-refusals.js'
import { nothingToChange } from './refusals.js'

/** 基本信息：the fields of a registration that a change may touch. */
export const PARTICULARS = [
  ...(['fullName', 'socialSecurityNumber', 'documentType', 'sex', 'birthDate', 'nationality'] as const),
  ...(['workStartDate', 'bankAccount'] as const),
]
export type Particular = (typeof PARTICULARS)[number]
export type Particulars = Pick<PersonRegistration, Particular>

/** 牵动身份的四项：changed together, or close to a merge or a retirement, they deserve a second look. */
export const OF_IDENTITY: ReadonlySet<Particular> = new Set(['fullName', 'socialSecurityNumber', 'sex', 'birthDate'])

/** 要改的各项，as they are typed. */
export interface PersonChanges {
  readonly fullName?: string
  readonly identityNumber?: string
  readonly sex?: string
  readonly birthDate?: string
  readonly nationality?: string
  readonly workStartDate?: string
  readonly bankAccount?: string
}

/** 变更之后的基本信息。A number that tells sex and birth date must agree with them; nothing changed is refused. */
export function changed(before: Particulars, changes: PersonChanges, today: Day): Particulars {
  const { identityNumber, fullName, sex, birthDate, nationality, workStartDate, bankAccount } = changes
  const identity = identityNumber === undefined ? undefined : parseIdentity(identityNumber, today)
  const after: Particulars = {
    ...before,
    ...(fullName === undefined ? {} : { fullName: parsePersonName(fullName) }),
    ...(identity === undefined ? {} : { socialSecurityNumber: identity.number, documentType: identity.documentType }),
    sex: sex ?? identity?.sex ?? before.sex,
    birthDate: birthDate === undefined ? (identity?.birthDate ?? before.birthDate) : parseDay(birthDate),
    nationality: nationality ?? before.nationality,
    ...(workStartDate === undefined ? {} : { workStartDate: parseDay(workStartDate) }),
    ...(bankAccount === undefined ? {} : { bankAccount: parseBankCard(bankAccount) }),
  }
  if (changedFields(before, after).length === 0) throw new Refusal(nothingToChange, {})
  refuseUnfit(after, today)
  return after
}

export function changedFields(before: Particulars, after: Particulars): Particular[] {
  return PARTICULARS.filter((field) => before[field] !== after[field])
}

function refuseUnfit(after: Particulars, today: Day): void {
  const told = parseIdentity(after.socialSecurityNumber, today)
  if (told.birthDate !== undefined && told.birthDate !== after.birthDate)
    refuseEntry(
      `出生日期 ${after.birthDate} 与证件号码所示的 ${told.birthDate} 不同。号码有误的，请一并变更号码；以档案为准的，请附认定文书并先办理号码核查。`,
      `The birth date ${after.birthDate} differs from ${told.birthDate} in the number; change the number as well.`,
    )
  if (told.sex !== undefined && told.sex !== after.sex)
    refuseEntry(
      '性别与证件号码所示的不同，请一并变更号码。',
      'The sex differs from the number; change the number as well.',
    )
  if (after.birthDate > today)
    refuseEntry('出生日期在今天之后，请改正。', 'The birth date is in the future; correct it.')
  if (after.workStartDate !== undefined && after.workStartDate < after.birthDate)
    refuseEntry('参加工作日期早于出生日期，请改正。', 'Work cannot start before birth; correct the day.')
}
