import { type Static, Type } from '@sinclair/typebox'
import { DEPOSIT } from './bank-contract.js'
import { Sentence, Uuid } from './contract.js'

const closed = { additionalProperties: false }
const Serial = Type.String({ pattern: '^[\\w-]{1,40}$' })

export const DEPOSIT_PATHS = { find: '/api/desk/deposits', reverse: '/api/desk/deposit-reversals' } as const

/** 按流水号查入账：GET /api/desk/deposits?serial=。Those of the agency that stand; more than one only where accounts differ. */
export const DepositQuery = Type.Object({ serial: Serial }, closed)
export type DepositQuery = Static<typeof DepositQuery>

export const DepositsFound = Type.Object({
  deposits: Type.Array(
    Type.Object({
      ...DEPOSIT,
      /** 现在还不能红冲的理由. */
      why: Type.Optional(Sentence),
    }),
  ),
})
export type DepositsFound = Static<typeof DepositsFound>

/** 申请红冲一笔入账：POST /api/desk/deposit-reversals。It takes the route of a bank statement. */
export const DepositReversalRequest = Type.Object(
  {
    account: Type.String({ pattern: '^[\\w-]{1,40}$' }),
    serial: Serial,
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type DepositReversalRequest = Static<typeof DepositReversalRequest>
