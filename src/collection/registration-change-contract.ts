import { type Static, Type } from '@sinclair/typebox'
import { DayText, PeriodText, Uuid } from './contract.js'
import {
  CANCELLATION_REASONS,
  type CancellationReason,
  PERSON_CHANGE_REASONS,
  type PersonChangeReason,
} from './registration-change-words.js'

export { CANCELLATION_REASONS, PERSON_CHANGE_REASONS } from './registration-change-words.js'

const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const closed = { additionalProperties: false }
const Word = <K extends string>(words: Readonly<Record<K, unknown>>) =>
  Type.Unsafe<K>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))

/** 个人基本信息变更：POST /api/desk/persons/change → SubmissionDetail。What is left out stays as it is. */
export const PersonChangeRequest = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    changes: Type.Object(
      {
        fullName: Type.Optional(Short(100)),
        /** 新的证件号码：the old one stays known, and leads to the same person. */
        identityNumber: Type.Optional(Short(40)),
        sex: Type.Optional(Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('9')])),
        birthDate: Type.Optional(DayText),
        nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
        workStartDate: Type.Optional(DayText),
        bankAccount: Type.Optional(Short(40)),
      },
      { ...closed, minProperties: 1 },
    ),
    reason: Type.Unsafe<PersonChangeReason>(Word(PERSON_CHANGE_REASONS)),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    /** 证明：such a change is never made without its paper. */
    documentId: Uuid,
  },
  closed,
)
export type PersonChangeRequest = Static<typeof PersonChangeRequest>

/** 单位变更：POST /api/desk/employers/change → SubmissionDetail。From a month on; what is left out stays as it is. */
export const EmployerChangeRequest = Type.Object(
  {
    creditCode: Short(18),
    fromMonth: PeriodText,
    changes: Type.Object(
      {
        creditCode: Type.Optional(Short(18)),
        name: Type.Optional(Short(100)),
        employerType: Type.Optional(Short(3)),
        industryCode: Type.Optional(Short(8)),
        injuryClass: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
        injuryFloat: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
      },
      { ...closed, minProperties: 1 },
    ),
    documentId: Type.Optional(Uuid),
    ground: Type.Optional(Type.String({ minLength: 4, maxLength: 500 })),
  },
  closed,
)
export type EmployerChangeRequest = Static<typeof EmployerChangeRequest>

/** 单位注销：POST /api/desk/employers/cancellation → SubmissionDetail。 */
export const EmployerCancellationRequest = Type.Object(
  {
    creditCode: Short(18),
    fromMonth: PeriodText,
    reason: Type.Unsafe<CancellationReason>(Word(CANCELLATION_REASONS)),
    /** 同时为其余职工停保；without it, staff still enrolled stand in the way. */
    endStaff: Type.Boolean(),
    documentId: Uuid,
  },
  closed,
)
export type EmployerCancellationRequest = Static<typeof EmployerCancellationRequest>

/** 单位承继：POST /api/desk/employers/succession → SubmissionDetail。 */
export const SuccessionRequest = Type.Object(
  {
    /** 承继的单位与被承继的单位. */
    creditCode: Short(18),
    predecessorCode: Short(18),
    fromMonth: PeriodText,
    /** 职工随之转入：ended there and enrolled here from the month on. */
    moveStaff: Type.Boolean(),
    document: Short(100),
    documentId: Uuid,
  },
  closed,
)
export type SuccessionRequest = Static<typeof SuccessionRequest>
