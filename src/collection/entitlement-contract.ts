import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, RefusedRow, Sentence, Uuid } from './contract.js'

/** 到期名单：GET /api/desk/entitlement-checks/due?month=…。Whose check runs out by the end of this month; the earliest first. */
export const DueChecks = Type.Object({
  month: PeriodText,
  persons: Type.Integer(),
  lapsed: Type.Integer(),
  shown: Type.Array(
    Type.Object({
      fullName: Type.String(),
      identityNumber: Type.String(),
      insurance: Type.String(),
      benefitKind: Type.String(),
      until: PeriodText,
      lastDay: Type.Optional(Type.String()),
      method: Type.Optional(Sentence),
      isLapsed: Type.Boolean(),
    }),
  ),
})
export type DueChecks = Static<typeof DueChecks>

export const DueQuery = Type.Object({ month: Type.Optional(PeriodText) })

/** 建议暂停：POST /api/desk/entitlement-checks/proposals。Opens a task for each whose check ran out; suspends nobody. */
export const Proposed = Type.Object({ lapsed: Type.Integer(), proposed: Type.Integer() })
export type Proposed = Static<typeof Proposed>

/** 认证结果文件：POST /api/desk/entitlement-checks/file（multipart：file）。 */
export const CheckFile = Type.Object({
  rowsIn: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  refusedRows: Type.Array(RefusedRow),
  filed: Type.Optional(Uuid),
})
export type CheckFile = Static<typeof CheckFile>
