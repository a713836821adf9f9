import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, PeriodText, RefusedRow, Sentence, SubmissionSummary } from './contract.js'

export const BANK_PATHS = {
  upload: '/api/desk/bank-statements',
  submit: '/api/desk/bank-statements/:id/submit',
  balance: '/api/desk/balance',
  sign: '/api/desk/balance/sign',
} as const

/** 一笔入账，as the bank tells it. */
export const DEPOSIT = {
  account: Type.String(),
  serial: Type.String(),
  levyVoucher: Type.String(),
  insurance: Type.String(),
  amount: AmountFen,
  arrivalDay: DayText,
  depositDay: DayText,
}
const Deposit = Type.Object({ row: Type.Integer(), ...DEPOSIT, days: Type.Integer(), isLate: Type.Boolean() })

/** 银行流水的预览：POST /api/desk/bank-statements（multipart：file）. Submit it by POST /api/desk/bank-statements/:id/submit. */
export const BankPreview = Type.Object({
  submission: SubmissionSummary,
  again: Type.Boolean(),
  rows: Type.Integer(),
  amount: AmountFen,
  limitDays: Type.Integer(),
  late: Type.Array(Deposit),
  deposits: Type.Array(Deposit),
  notices: Type.Array(Sentence),
  refusedRows: Type.Array(RefusedRow),
})
export type BankPreview = Static<typeof BankPreview>

const Sums = {
  tax: AmountFen,
  bank: AmountFen,
  posted: AmountFen,
  suspense: AmountFen,
  /** 退还缴款人的. */
  refunded: AmountFen,
}
const Line = Type.Object({ key: Type.String(), label: Type.String(), isBalanced: Type.Boolean(), ...Sums })
export type BalanceLine = Static<typeof Line>

/** 三方平衡：GET /api/desk/balance. tax = bank = posted + suspense + refunded, each day, insurance and employer. */
export const Balance = Type.Object({
  month: PeriodText,
  agencies: Type.Array(Type.String()),
  total: Line,
  byDay: Type.Array(Line),
  byInsurance: Type.Array(Line),
  byEmployer: Type.Array(Line),
  /** 不平之处，to the tax voucher. */
  differences: Type.Array(
    Type.Object({
      day: DayText,
      insurance: Type.String(),
      creditCode: Type.String(),
      levyVoucher: Type.String(),
      ...Sums,
      says: Sentence,
    }),
  ),
  /** 所示数字的摘要，to be sent with a signature. */
  figures: Type.String(),
  limitDays: Type.Integer(),
  late: Type.Array(Deposit),
  signatures: Type.Array(
    Type.Object({
      post: Type.String(),
      by: Type.String(),
      at: Type.Integer(),
      note: Type.Optional(Type.String()),
      isOfTheseFigures: Type.Boolean(),
    }),
  ),
  /** 轮到谁签；absent when all three have, or the month is not over. */
  next: Type.Optional(Type.Object({ post: Type.String(), says: Sentence, mine: Type.Boolean() })),
  isClosed: Type.Boolean(),
})
export type Balance = Static<typeof Balance>

export const BalanceQuery = Type.Object({ month: PeriodText }, { additionalProperties: false })

/** 签认月末平衡：POST /api/desk/balance/sign. */
export const SignRequest = Type.Object(
  {
    month: PeriodText,
    figures: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    note: Type.Optional(Type.String({ minLength: 10, maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type SignRequest = Static<typeof SignRequest>
