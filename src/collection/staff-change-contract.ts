import { type Static, Type } from '@sinclair/typebox'
import { RowKey, WageFen } from './base-contract.js'
import { AmountFen, DayText, InsuranceCode, PeriodText, RefusedRow, Sentence, Uuid } from './contract.js'

export { JOIN_REASONS, LEAVE_REASONS } from './staff-change-words.js'

/** 增减员的一行，as a form or a row of a file gives it. A leave names the row of the roster, or number and name. */
export const StaffChange = Type.Object(
  {
    change: Type.Union([Type.Literal('join'), Type.Literal('leave')]),
    key: Type.Optional(RowKey),
    identityNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    fullName: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** All that the employer's staff are levied for, where left out. */
    insurances: Type.Optional(Type.Array(InsuranceCode, { maxItems: 9 })),
    reason: Type.String({ pattern: '^\\d{3}$' }),
    /** 起算年月，where it is to be later than the first possible one. */
    fromMonth: Type.Optional(PeriodText),
    wage: Type.Optional(WageFen),
    sex: Type.Optional(Type.Union([Type.Literal('1'), Type.Literal('2')])),
    birthDate: Type.Optional(DayText),
    nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    workStartDate: Type.Optional(DayText),
    mobilePhone: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  },
  { additionalProperties: false },
)
export type StaffChange = Static<typeof StaffChange>

/** 报送增减员：POST /api/staff-changes. */
export const StaffChangeRequest = Type.Object(
  {
    changes: Type.Array(StaffChange, { minItems: 1, maxItems: 1000 }),
    /** Where rows were refused, the filer confirms that only the others are sent. */
    acceptedOnly: Type.Boolean({ default: false }),
    /** 年龄可疑的，凭证明. */
    documentId: Type.Optional(Uuid),
    resubmits: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type StaffChangeRequest = Static<typeof StaffChangeRequest>

export const StaffChangeLine = Type.Object({
  row: Type.Integer(),
  change: Type.Union([Type.Literal('join'), Type.Literal('leave')]),
  fullName: Type.String(),
  identityNumber: Type.String(),
  insurances: Type.Array(InsuranceCode),
  fromMonth: PeriodText,
  wage: Type.Optional(AmountFen),
  notes: Type.Array(Sentence),
})
export type StaffChangeLine = Static<typeof StaffChangeLine>

/** 增减员的预览：POST /api/staff-changes/preview, /api/staff-changes/file. Nothing is sent. */
export const StaffChangePreview = Type.Object({
  effectiveMonth: PeriodText,
  says: Sentence,
  /** 须凭证明、走四个环节. */
  needsProof: Type.Boolean(),
  lines: Type.Array(StaffChangeLine),
  refusedRows: Type.Array(RefusedRow),
  /** What was read, to be sent as it is or changed. */
  changes: Type.Array(StaffChange),
})
export type StaffChangePreview = Static<typeof StaffChangePreview>

export const STAFF_CHANGE_PATHS = {
  preview: '/api/staff-changes/preview',
  file: '/api/staff-changes/file',
  send: '/api/staff-changes',
  paper: '/api/staff-changes/paper',
} as const
