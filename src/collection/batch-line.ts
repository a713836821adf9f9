import type { Due, EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import type { ContactLine } from './contact-change.js'
import { makeContacts } from './contact-change.js'
import type { CorrectionLine, EmployerLine } from './lines.js'

/** 清单的一行，as text by field. */
export interface BatchEntry {
  readonly row: number
  readonly texts: Readonly<Record<string, string>>
}

/** 单位登记的一行，and how it stood when the list was read. */
export interface BatchEmployerLine extends EmployerLine {
  readonly stood: Omit<EmployerRegistration, 'kind' | 'line'>
}

/** 成批变更的一行：a correction, a registration of an employer or a contact, as the kind of the batch has it. */
export type BatchFileLine = CorrectionLine | BatchEmployerLine | ContactLine

/** 应缴的一行：as it stands, and as the dry run makes it. */
export interface BatchLine extends CorrectionLine {
  readonly original: Posted<Due>
  readonly replacement?: Due | undefined
}

export function isOfDue(line: BatchFileLine): line is BatchLine {
  return isCorrection(line) && line.original.kind === 'due'
}

export function isCorrection(line: BatchFileLine): line is CorrectionLine {
  return 'reverses' in line
}

export function isContact(line: BatchFileLine): line is ContactLine {
  return 'contact' in line
}

/** 登记与联系方式的各行 → 事实；corrections are made where reversals are. */
export function factsOfStanding(lines: readonly Exclude<BatchFileLine, CorrectionLine>[]): Fact[] {
  return lines.flatMap((line): Fact[] =>
    isContact(line)
      ? [...makeContacts([line]).facts]
      : [{ ...line.registration, kind: 'employerRegistration', line: line.row }],
  )
}

const TERMS = [
  ...(['creditCode', 'name', 'employerType', 'industryCode', 'injuryClass', 'injuryFloat'] as const),
  ...(['status', 'fromMonth', 'agency'] as const),
]

/** 单位的现行登记仍如所见。 */
export function sameTerms(one: BatchEmployerLine['stood'], other: BatchEmployerLine['stood']): boolean {
  return TERMS.every((field) => one[field] === other[field])
}
