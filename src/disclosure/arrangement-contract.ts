import { type Static, Type } from '@sinclair/typebox'
import { DayText, PeriodText, Uuid } from '../collection/contract.js'
import { closed, keyOf, Words } from './contract.js'
import { Disclosed } from './disclosed.js'
import {
  ARRANGEMENT_STATES,
  DISCLOSED,
  RECIPIENT_ACTS,
  RECIPIENT_KINDS,
  RECIPIENT_STATES,
  SUBJECT_CLASSES,
} from './words.js'

export { ARRANGEMENT_STATES, RECIPIENT_ACTS, RECIPIENT_KINDS, RECIPIENT_STATES, SUBJECT_CLASSES } from './words.js'

const optional = Type.Optional
const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })
/** On one line: it is signed as one. */
const OneLine = (least: number, most: number) =>
  Type.String({
    minLength: least,
    maxLength: most,
    pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
  })

export const RECIPIENTS_PATH = '/api/desk/recipients'
export const ARRANGEMENTS_PATH = '/api/desk/arrangements'
export const PARTNER_PATH = '/partner-api/queries'

export const EnterRecipient = Type.Object(
  { recipient: Code, name: Words(2, 200), kind: keyOf(RECIPIENT_KINDS) },
  closed,
)
export type EnterRecipient = Static<typeof EnterRecipient>

export const RecipientNote = Type.Object(
  {
    note: Words(4, 500),
    agreement: optional(Words(2, 100)),
    from: optional(DayText),
    through: optional(DayText),
    documentId: optional(Uuid),
    /** 误用报告：suspends in the same minute. */
    suspend: optional(Type.Boolean()),
  },
  closed,
)
export type RecipientNote = Static<typeof RecipientNote>

export const RecipientActName = keyOf(RECIPIENT_ACTS)

export const RecipientView = Type.Object({
  recipient: Code,
  name: Type.String(),
  kind: keyOf(RECIPIENT_KINDS),
  state: keyOf(RECIPIENT_STATES),
  agreement: optional(Type.Object({ number: Type.String(), through: DayText, ending: Type.Boolean() })),
  arrangements: Type.Integer(),
  events: Type.Array(
    Type.Object({
      act: keyOf(RECIPIENT_ACTS),
      note: Type.String(),
      agreement: optional(Type.String()),
      from: optional(DayText),
      through: optional(DayText),
      by: Type.String(),
      at: Type.Integer(),
    }),
  ),
})
export type RecipientView = Static<typeof RecipientView>
export const RecipientList = Type.Object({ items: Type.Array(RecipientView), canResume: Type.Boolean() })
export type RecipientList = Static<typeof RecipientList>

export const ApplyArrangement = Type.Object(
  {
    recipient: Code,
    basis: Words(4, 300),
    purpose: Words(4, 500),
    scope: Type.Union([Type.Literal('list'), Type.Literal('class')]),
    persons: optional(
      Type.Array(Type.Object({ fullName: Words(1, 100), identityNumber: Words(1, 40) }, closed), {
        minItems: 1,
        maxItems: 1000,
      }),
    ),
    subjectClass: optional(keyOf(SUBJECT_CLASSES)),
    sections: Type.Array(keyOf(DISCLOSED), { minItems: 1, maxItems: 4, uniqueItems: true }),
    fromMonth: PeriodText,
    quota: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    quotaPer: Type.Union([Type.Literal('day'), Type.Literal('month')]),
    startOn: DayText,
    endOn: DayText,
    reviewOn: DayText,
    publicKey: Type.String({ minLength: 100, maxLength: 1000, description: 'SM2 公钥（PEM）' }),
  },
  closed,
)
export type ApplyArrangement = Static<typeof ApplyArrangement>

export const DecideArrangement = Type.Object(
  { verdict: Type.Union([Type.Literal('approve'), Type.Literal('return')]), note: Words(4, 500) },
  closed,
)
export type DecideArrangement = Static<typeof DecideArrangement>
export const RevokeArrangement = Type.Object({ note: Words(4, 500) }, closed)
export type RevokeArrangement = Static<typeof RevokeArrangement>

export const ArrangementView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  recipient: Code,
  recipientName: Type.String(),
  recipientState: keyOf(RECIPIENT_STATES),
  state: keyOf(ARRANGEMENT_STATES),
  basis: Type.String(),
  purpose: Type.String(),
  scope: Type.Union([Type.Literal('list'), Type.Literal('class')]),
  subjectClass: optional(keyOf(SUBJECT_CLASSES)),
  listed: Type.Integer(),
  sections: Type.Array(keyOf(DISCLOSED)),
  fromMonth: PeriodText,
  quota: Type.Integer(),
  quotaPer: Type.String(),
  used: Type.Integer(),
  calls: Type.Integer(),
  startOn: DayText,
  endOn: DayText,
  reviewOn: DayText,
  reviewDue: Type.Boolean(),
  keyPrint: Type.String(),
  steps: Type.Array(
    Type.Object({
      act: keyOf({ applied: 1, approved: 1, returned: 1, revoked: 1 }),
      note: Type.String(),
      by: Type.String(),
      at: Type.Integer(),
    }),
  ),
  can: Type.Object({ decide: Type.Boolean(), revoke: Type.Boolean() }),
})
export type ArrangementView = Static<typeof ArrangementView>
export const ArrangementList = Type.Object({ items: Type.Array(ArrangementView) })
export type ArrangementList = Static<typeof ArrangementList>

/** 接口的一次查询。Signed over its values, one a line (see docs/partner-api.md). */
export const PartnerQuery = Type.Object(
  {
    arrangement: Uuid,
    at: Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991, description: '毫秒' }),
    nonce: Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$', description: '一次性随机数' }),
    ownCase: OneLine(1, 100),
    identityNumber: OneLine(1, 40),
    fullName: OneLine(1, 100),
    signature: Type.String({ minLength: 20, maxLength: 200, description: 'SM2 签名，base64' }),
  },
  closed,
)
export type PartnerQuery = Static<typeof PartnerQuery>

export const PartnerAnswer = Type.Object({
  outcome: keyOf({ answered: 1, noRecord: 1, notInScope: 1 }),
  call: Uuid,
  /** 登记簿备案编号。 */
  filing: Type.String(),
  through: PeriodText,
  digest: Type.String(),
  terms: Type.String({ description: '使用与保密的约定' }),
  left: Type.Integer({ description: '本期尚余次数' }),
  record: optional(Disclosed),
})
export type PartnerAnswer = Static<typeof PartnerAnswer>
