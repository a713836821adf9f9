import { type Static, Type } from '@sinclair/typebox'
import { BODY_KINDS, type BodyKind } from '../access/body-kinds.js'
import { DayText } from '../collection/contract.js'

const Kind = Type.Unsafe<BodyKind>(Type.Union(Object.keys(BODY_KINDS).map((key) => Type.Literal(key))))

export const AGREEMENT_STATES = {
  inForce: { zh: '在期', en: 'In force' },
  ending: { zh: '将到期', en: 'Ending soon' },
  notBegun: { zh: '未生效', en: 'Not begun' },
  over: { zh: '已到期', en: 'Run out' },
  ended: { zh: '已终止', en: 'Ended' },
} as const
export type AgreementState = keyof typeof AGREEMENT_STATES

/** 一份保密协议，wherever it is kept: with the agency, or as a step of a body that queries for long. */
export const AgreementLine = Type.Object({
  kind: Kind,
  body: Type.String(),
  number: Type.String(),
  from: DayText,
  through: DayText,
  state: Type.Unsafe<AgreementState>(Type.Union(Object.keys(AGREEMENT_STATES).map((key) => Type.Literal(key)))),
  /** 登记的机构；absent for bodies that query for long, which the city keeps. */
  agency: Type.Optional(Type.String()),
})
export type AgreementLine = Static<typeof AgreementLine>

/** 签署承诺书的账户数：by agency, kind of body and version; no version where nothing was signed. Nobody is named. */
export const PledgeCount = Type.Object({
  agency: Type.String(),
  kind: Kind,
  version: Type.Optional(Type.String()),
  isCurrent: Type.Boolean(),
  accounts: Type.Integer(),
})
export type PledgeCount = Static<typeof PledgeCount>

/** 人员名册：for the agency's own auditor. */
export const PledgePerson = Type.Object({
  agency: Type.String(),
  kind: Kind,
  name: Type.String(),
  version: Type.Optional(Type.String()),
  isCurrent: Type.Boolean(),
  way: Type.Optional(Type.Union((['activation', 'signIn', 'demo'] as const).map((way) => Type.Literal(way)))),
  signedAt: Type.Optional(Type.Integer()),
})
export type PledgePerson = Static<typeof PledgePerson>

/** 保密协议与保密承诺：GET /api/desk/oversight/confidentiality。 */
export const ConfidentialityAnswer = Type.Object({
  /** 到期前多少天提醒（参数）. */
  warnDays: Type.Integer(),
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), english: Type.String() })),
  agreements: Type.Array(AgreementLine),
  /** 现行的承诺书；absent where none is in force. */
  pledge: Type.Optional(Type.Object({ version: Type.String(), since: DayText, basis: Type.String() })),
  pledges: Type.Array(PledgeCount),
  people: Type.Optional(Type.Array(PledgePerson)),
  /** 账户多于所列. */
  more: Type.Boolean(),
})
export type ConfidentialityAnswer = Static<typeof ConfidentialityAnswer>

export const CONFIDENTIALITY_PATH = '/api/desk/oversight/confidentiality'
