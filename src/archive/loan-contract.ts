import { type Static, Type } from '@sinclair/typebox'
import { NumberGiven, Said, Uuid } from './catalogue-contract.js'

/** 借出：POST /api/desk/archive/loans。Due back after the working days that are set. */
export const LendRequest = Type.Object(
  { archiveNumber: NumberGiven, borrower: Type.String({ minLength: 1, maxLength: 60 }), purpose: Said },
  { additionalProperties: false },
)
export type LendRequest = Static<typeof LendRequest>

export const Loan = Type.Object({
  id: Uuid,
  agency: Type.String(),
  archiveNumber: Type.String(),
  borrower: Type.String(),
  purpose: Type.String(),
  lentBy: Type.String(),
  lentAt: Type.Integer(),
  dueDay: Type.String(),
  isLate: Type.Boolean(),
  returnedAt: Type.Optional(Type.Integer()),
  returnedTo: Type.Optional(Type.String()),
})
export type Loan = Static<typeof Loan>

/** GET /api/desk/archive/loans：what is out first, the longest overdue before the others. */
export const LoanList = Type.Object({ loans: Type.Array(Loan), mayKeep: Type.Boolean() })
export type LoanList = Static<typeof LoanList>
