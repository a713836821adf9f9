import type { Period } from '../kernel/period.js'
import type { Due, EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import type { Sentence } from './kinds.js'
import type { LevyLine } from './lines.js'

/** 现有的：what the ledger says now of those whom a page of lines is about. */
export interface Standing {
  /** The dues of the month before with the same employer, one an insurance. */
  duesBefore(personId: string): readonly Posted<Due>[]
  dueOf(personId: string, line: LevyLine): Posted<Due> | undefined
  isActive(personId: string, insurance: string, employerId: string | undefined, month: Period): boolean
  employer(employerId: string): EmployerRegistration | undefined
  factsOf(personId: string): readonly Posted<Fact>[]
  /** 监护人、代理人已不合的理由, told where a reviewer looks. */
  unfitOther(row: number): Sentence | undefined
  nameOf(personId: string): { fullName: string; identityNumber: string } | undefined
}
